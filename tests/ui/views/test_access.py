"""What a screen reader and a keyboard need from every screen of this part."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHeaderView, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from casefile.domain.refs import RecordKind
from ui.desk import Desk
from ui.views.claims import ClaimsView
from ui.views.docket import DocketView
from ui.views.history import HistoryView
from ui.views.records import RecordsView
from ui.views.search import SearchView

VIEWS: dict[str, Callable[[Desk], Any]] = {
    "docket": DocketView,
    "claims": ClaimsView,
    "history": HistoryView,
    "search": SearchView,
    "facts": lambda desk: RecordsView(desk, RecordKind.FACT, "Facts"),
    "letters": lambda desk: RecordsView(desk, RecordKind.CORRESPONDENCE, "Correspondence"),
}


@pytest.fixture(params=list(VIEWS))
def view(request: pytest.FixtureRequest, desk: Desk, dispute: object, show: Callable[[QWidget], None]) -> Any:
    made = VIEWS[request.param](desk)
    show(made)
    return made


def reachable(view: QWidget) -> list[QWidget]:
    """What Tab stops at, in its order."""
    found, step = [], view.nextInFocusChain()
    while step is not view:
        inside = view.isAncestorOf(step) and step.isVisible() and step.isEnabled()
        if inside and step.focusPolicy() & Qt.FocusPolicy.TabFocus and step.focusProxy() is None:
            found.append(step)
        step = step.nextInFocusChain()
    return found


def test_everything_that_takes_the_focus_has_a_name(view: Any) -> None:
    """Given a screen, each of its stops says what it is."""
    silent = [
        own
        for own in reachable(view)
        if not own.accessibleName() and not (isinstance(own, QAbstractButton) and own.text())
    ]
    assert not [own for own in silent if not isinstance(own, QScrollArea)]


def test_panes_take_the_focus(qtbot: QtBot, view: Any) -> None:
    """Given F6's panes, each can be given the focus, or hands it to a field inside."""
    assert view.panes
    for pane in view.panes:
        if not pane.isVisible():  # the empty search has no list yet
            continue
        pane.setFocus(Qt.FocusReason.TabFocusReason)
        here = view.window().focusWidget()
        assert here is not None and (here is pane or pane.isAncestorOf(here))


def test_larger_text_cuts_nothing_off(qtbot: QtBot, theme: Any, view: Any) -> None:
    """Given text at 150 %, no widget is lower than its own least height."""
    theme.set_scale(1.5)

    def squeezed() -> list[QWidget]:
        return [
            own
            for own in view.findChildren(QWidget)
            if own.isVisible()
            and not isinstance(own, QHeaderView)  # its table gives it its height
            and own.height() + 1 < min(own.minimumSizeHint().height(), own.maximumHeight())
        ]

    qtbot.waitUntil(lambda: not view.desk.jobs.busy() and not squeezed())
