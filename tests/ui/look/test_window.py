"""The shell: panes, screens, messages, saved state, what it remembers, and the narrow form."""

from __future__ import annotations

import sys
import time
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTableView, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.jobs import JobContext
from tests.ui.conftest import flush
from tests.ui.look.sample import build
from ui.look.bars import Message
from ui.look.base import Label, Legend
from ui.look.buttons import Button, Check, Radio
from ui.look.keep import Forgetful
from ui.look.navigation import NavModel
from ui.look.rows import Rows
from ui.look.theme import Scheme, Theme
from ui.look.tokens import DARK, LIGHT, Type
from ui.look.window import Window

SCREENS = ("docket", "claims", "timeline")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    ("size", "scale"), [((1440, 900), 1), ((1024, 700), 1), ((1440, 900), 1.5), ((1024, 900), 1.25), ((1920, 1200), 2)]
)
def test_nothing_is_clipped(window: Window, theme: Theme, screen: str, size: tuple[int, int], scale: float) -> None:
    window.nav.select(screen)
    window.say(
        Message("The last change could not be saved.", "Close the file on the other computer.", action=("Retry", bool))
    )
    theme.set_scale(scale)
    window.resize(*size)
    flush()
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not isinstance(widget, (Button, Check, Radio, Label, Legend)):
            continue
        may_elide = getattr(widget, "elide", False) or getattr(widget, "lines", 1) > 1
        hint = widget.minimumSizeHint() if may_elide else widget.sizeHint()
        parent = widget.parentWidget()
        assert parent is not None
        words = widget.text() or widget.accessibleName()
        assert widget.geometry().right() <= parent.width(), (words, widget.geometry(), parent.width())
        if isinstance(widget, Label) and widget.lines > 1:
            assert widget.height() >= widget.heightForWidth(widget.width()), words
        assert widget.width() >= hint.width(), (words, widget.width(), hint.width())
        assert widget.height() >= hint.height(), (words, widget.height(), hint.height())


def test_every_row_and_button_is_named(window: Window) -> None:
    for view in window.findChildren(Rows):
        model: Any = view.model()
        assert view.accessibleName()
        todo = [QModelIndex()]
        while todo:
            parent = todo.pop()
            for n in range(model.rowCount(parent)):
                for column in range(1 if isinstance(model, NavModel) else model.columnCount(parent)):
                    index = model.index(n, column, parent)
                    said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
                    assert said or column, (view.accessibleName(), n)
                todo.append(model.index(n, 0, parent))
    for button in window.findChildren(QPushButton):
        if not button.isHidden():
            assert button.text() or button.accessibleName()


def test_a_switch_keeps_the_text_size(window: Window, theme: Theme) -> None:
    theme.set_scale(1.5)
    theme.set_scheme(Scheme.DARK)
    flush()
    size = theme.font(Type.BODY).pointSizeF()
    fields = [*window.findChildren(QLineEdit), *window.findChildren(QTextEdit), window.menuBar()]
    assert [round(field.font().pointSizeF(), 1) for field in fields] == [round(size, 1)] * len(fields)


def test_a_switch_leaves_nothing_of_the_other_scheme(window: Window, theme: Theme) -> None:
    for scheme, tokens, other in ((Scheme.DARK, DARK, LIGHT), (Scheme.LIGHT, LIGHT, DARK)):
        theme.set_scheme(scheme)
        flush()
        image = window.grab().toImage()
        seen = {image.pixelColor(x, y).name().upper() for x in range(0, 1440, 3) for y in range(0, 900, 3)}
        assert {tokens.surface, tokens.rail, tokens.window} <= seen
        assert not {other.surface, other.rail, other.window, other.sunken} & seen


def test_no_table_is_wider_than_its_view(window: Window, theme: Theme) -> None:
    theme.set_scale(1.5)
    window.resize(1024, 700)
    window.nav.select("docket")
    flush()
    (table,) = (view for view in window.findChildren(QTableView) if view.isVisible())
    assert table.horizontalHeader().length() <= table.viewport().width() + 1


def test_rows_grow_with_the_text(window: Window, theme: Theme) -> None:
    rows = [view for view in window.findChildren(Rows) if view.model().rowCount()]
    before = [view.sizeHintForRow(0) for view in rows]
    theme.set_scale(1.5)
    assert all(view.sizeHintForRow(0) > old * 1.25 for view, old in zip(rows, before, strict=True))


def test_focus_is_visible_and_visits_the_panes(qtbot: QtBot, window: Window) -> None:
    window.activateWindow()
    claims: Any = window.screens["claims"]
    claims.field.setFocus()
    qtbot.waitUntil(window.ring.isVisible)
    assert window.ring.geometry().contains(claims.field.mapTo(window, claims.field.rect().center()))
    visited = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        visited.append(window.focusWidget())
    assert visited == [window.nav.list, claims.tree, claims.field]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert claims.tree.hasFocus()


def test_control_and_a_figure_open_a_screen(window: Window) -> None:
    window.activateWindow()
    flush()
    for key, name in ((Qt.Key.Key_1, "docket"), (Qt.Key.Key_3, "timeline"), (Qt.Key.Key_2, "claims")):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        assert window.current_screen() is window.screens[name]
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    header = window.screens["claims"].header
    assert header is not None
    assert header.search.hasFocus()


def test_a_hidden_screen_is_read_again_only_when_it_is_shown(window: Window) -> None:
    claims: Any = window.screens["claims"]
    timeline: Any = window.screens["timeline"]
    assert (claims.read, timeline.read) == (1, 0)
    window.mark_stale()
    window.mark_stale()
    assert (claims.read, timeline.read) == (3, 0)
    window.nav.select("timeline")
    assert (claims.read, timeline.read) == (3, 1)
    window.nav.select("claims")
    assert claims.read == 3


def test_a_message_follows_the_person_until_it_is_closed(window: Window) -> None:
    done: list[str] = []
    window.say(Message("The change was not saved.", "Retry it.", action=("Retry", lambda: done.append("again"))))
    window.nav.select("timeline")
    flush()
    assert window.messages.isVisible()
    assert window.messages.label.text() == "The change was not saved. Retry it."
    window.messages.button.click()
    assert done == ["again"]
    assert not window.messages.isVisible()


def test_a_long_message_is_seen_whole_in_a_small_window(window: Window, theme: Theme) -> None:
    window.resize(900, 700)
    theme.set_scale(1.25)
    window.say(
        Message("The last change could not be saved: the case file is open on another computer. " * 2, "Close it.")
    )
    flush()
    label = window.messages.label
    assert label.heightForWidth(label.width()) > label.heightForWidth(10_000)
    assert label.height() >= label.heightForWidth(label.width())


def test_a_failed_save_stays_in_the_status_bar(window: Window) -> None:
    window.set_saved("Not saved. Retry", ok=False)
    window.screens["timeline"].state = ("Nothing is saved yet", "info")
    window.nav.select("timeline")
    assert window.saved.text() == "Not saved. Retry"
    window.set_saved("All changes saved, 2:14 PM")
    assert window.saved.text() == "Nothing is saved yet"


def test_a_narrow_window_keeps_icons_with_names(window: Window) -> None:
    window.resize(1024, 700)
    flush()
    assert window.nav.width() == 56
    assert not window.nav.title.isVisible()
    assert window.nav.list.sizeHintForRow(2) == 12
    window.resize(1440, 900)
    flush()
    assert window.nav.width() == 208
    assert window.nav.list.sizeHintForRow(2) == 34


def test_counts_and_side_of_the_rail_can_change(window: Window) -> None:
    window.nav.set_count("claims", 4)
    window.nav.set_case("Round two", "Five recipients", "federal")
    said = window.nav.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Claims, 4"
    assert window.nav.side.text() == "Acting for federal side"


def test_place_split_and_look_are_remembered(qtbot: QtBot, theme: Theme) -> None:
    settings = Forgetful()
    first = build(settings)
    qtbot.addWidget(first)
    first.show()
    first.resize(1300, 800)
    flush()
    split: Any = first.screens["claims"].column.itemAt(2).widget()
    split.moveSplitter(700, 1)
    first._set_scheme(Scheme.DARK)
    first._set_scale(125)
    first.close()
    sizes = settings.get("claims/split")
    theme.set_scheme(Scheme.LIGHT)
    theme.set_scale(1)
    second = build(settings)
    qtbot.addWidget(second)
    assert theme.scheme is Scheme.DARK
    assert theme.scale == 1.25
    assert sizes
    assert settings.get("window/geometry")


def test_the_menu_bar_has_mnemonics_and_the_look(window: Window, theme: Theme) -> None:
    menus = [action.menu() for action in window.menuBar().actions()]
    assert [menu.title() for menu in menus] == ["&File", "&View"]
    dark = next(action for action in menus[1].actions() if action.text() == "Dark")
    dark.trigger()
    assert theme.scheme is Scheme.DARK


def test_closing_the_window_ends_its_jobs(qtbot: QtBot, window: Window) -> None:
    stopped: list[str] = []

    def work(context: JobContext) -> None:
        try:
            while True:
                context.report(0, 0)
                time.sleep(0.002)
        finally:
            stopped.append("yes")

    window.jobs.start(work, "Reading letters")
    window.close()
    assert stopped == ["yes"]
    assert not window.jobs.busy()


def test_a_job_that_fails_unheard_reaches_the_hook(
    qtbot: QtBot, window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: seen.append(error))

    def fail(_context: JobContext) -> None:
        raise UserError("The scan cannot be read.")

    with qtbot.waitSignal(window.jobs.start(fail, "Reading").finished):
        pass
    assert [str(error) for error in seen] == ["The scan cannot be read."]
