"""Days of an attorney, through the whole window, on real files and with real keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.domain import records as r
from casefile.domain.refs import RecordKind as K
from casefile.services.case import Access, Case
from casefile.services.commands.records import AddRecords, EditRecord
from casefile.services.queries.history import WhatTurns
from casefile.services.queries.records import Count, Get, Records
from tests.ui.conftest import flush
from tests.ui.views_b.letters import LETTER
from ui.errors import Errors
from ui.look.keep import Forgetful
from ui.look.theme import Theme
from ui.main_window import NAV, MainWindow
from ui.views.review import ReviewView
from ui.views.search import SearchView

Opens = Callable[[Path], MainWindow]


@pytest.fixture
def opens(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opens]:
    """Opens windows on case files, on November 27, 2017; what is still open at the end is closed."""
    monkeypatch.setenv("CASEFILE_NOW", "2017-11-27T12:00:00Z")
    shown: list[MainWindow] = []
    crashed: list[str] = []
    errors = Errors()
    errors.crashed.connect(crashed.append)

    def made(path: Path) -> MainWindow:
        window = MainWindow(Case.open(path, access=Access.WRITE_OR_READ), Forgetful(), errors)
        window.closed.connect(lambda: shown.remove(window))
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        shown.append(window)
        return window

    yield made
    for window in tuple(shown):
        close(window)
    assert not crashed


def close(window: MainWindow) -> None:
    window.close()
    flush()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "april.casefile"
    Case.new(made, title="April letters", watch=False).close()
    return made


def count(window: MainWindow, kind: K) -> int:
    return window.case.ask(Count(kind))


def test_a_letter_is_read_reviewed_by_keyboard_undone_after_a_restart_and_done_again(
    qtbot: QtBot, opens: Opens, path: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text(LETTER)
    window = opens(path)
    window.import_files([letter])
    review = window.screens["review"]
    assert isinstance(review, ReviewView)
    qtbot.waitUntil(lambda: bool(list(review.model.proposals())))
    assert window.current_screen() is review
    assert count(window, K.DEADLINE) == 0
    review.list.setFocus()
    for _ in list(review.model.proposals()):
        QTest.keyClick(review.list, Qt.Key.Key_A)
        flush()
    review.add_to_case()
    qtbot.waitUntil(lambda: count(window, K.DEADLINE) > 0)
    deadlines = count(window, K.DEADLINE)
    qtbot.waitUntil(lambda: window.case.ask(WhatTurns()).undo is not None)
    close(window)

    window = opens(path)
    assert count(window, K.DEADLINE) == deadlines
    window.desk.undo()
    qtbot.waitUntil(lambda: count(window, K.DEADLINE) == 0)
    assert count(window, K.DOCUMENT) == 1
    window.desk.redo()
    qtbot.waitUntil(lambda: count(window, K.DEADLINE) == deadlines)
    assert window.case.check(deep=True) == []


def test_every_place_of_the_navigation_opens_and_says_what_to_do_when_empty(opens: Opens, path: Path) -> None:
    window = opens(path)
    for item in NAV:
        if item.screen:
            window.nav.select(item.screen)
            flush()
            assert window.current_screen() is window.screens[item.screen]


def test_what_another_process_changes_is_shown_within_a_second(qtbot: QtBot, opens: Opens, path: Path) -> None:
    window = opens(path)
    window.nav.select("jurisdiction")
    with Case.open(path, watch=False) as other:
        other.do(AddRecords([(K.JURISDICTION, {"name": "Marlow", "state": "OR"})]))
    items = {item.screen: n for n, item in enumerate(window.nav.items)}
    model = window.nav.list.model()

    def shown() -> str:
        return str(model.index(items["jurisdiction"], 0).data(Qt.ItemDataRole.AccessibleTextRole))

    qtbot.waitUntil(lambda: shown() == "Jurisdictions, 1", timeout=1500)


def test_a_window_on_a_file_that_somebody_on_another_host_holds_reads_only(
    qtbot: QtBot, opens: Opens, path: Path
) -> None:
    with Case.open(path, watch=False) as case:
        case._store.outside(
            "INSERT INTO holder VALUES ('elsewhere', 'A. Other', 'another-host', "
            "'2017-11-27T11:59:00+00:00', '2017-11-27T11:59:59+00:00')"
        )
    window = opens(path)
    assert "A. Other" in window.case.read_only
    assert window.messages.message is not None
    assert "A. Other" in window.messages.message.words
    window.desk.run(AddRecords([(K.TAG, {"name": "key"})]))
    flush()
    assert count(window, K.TAG) == 0


def test_search_goes_from_the_header_to_the_record(qtbot: QtBot, opens: Opens, path: Path) -> None:
    with Case.open(path, watch=False) as case:
        case.do(AddRecords([(K.CLAIM, {"side": "local", "statement": "O’Brien says that the City complies."})]))
    window = opens(path)
    field = window.screens["docket"].header
    assert field is not None
    field.search.setText("O'Brien")
    QTest.keyClick(field.search, Qt.Key.Key_Return)
    flush()
    view = window.screens["search"]
    assert isinstance(view, SearchView)
    assert window.current_screen() is view


def test_typing_is_taken_back_before_records_are(qtbot: QtBot, opens: Opens, path: Path) -> None:
    with Case.open(path, watch=False) as case:
        case.do(AddRecords([(K.JURISDICTION, {"name": "Marlow"})]))
    window = opens(path)
    (place,) = window.case.ask(Records(K.JURISDICTION))
    window.desk.go("docket")
    header = window.screens["docket"].header
    assert header is not None
    window.activateWindow()
    header.search.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is header.search)
    QTest.keyClicks(header.search, "abc")
    window._undo()
    assert header.search.text() != "abc"
    assert window.case.ask(Get(K.JURISDICTION, place.id)).version == 1


def test_a_stale_edit_is_told_and_loses_neither_text(opens: Opens, qtbot: QtBot, path: Path) -> None:
    with Case.open(path, watch=False) as case:
        case.do(AddRecords([(K.CLAIM, {"side": "local", "statement": "First."})]))
    window = opens(path)
    with Case.open(path, watch=False) as other:
        other.do(EditRecord(K.CLAIM, 1, {"statement": "Theirs."}, 1))
    failed: list[BaseException] = []
    window.desk.run(EditRecord(K.CLAIM, 1, {"statement": "Mine."}, 1), failed=failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert getattr(failed[0], "mine", None) == {"statement": "Mine."}
    assert getattr(failed[0], "theirs", None) == {"statement": "Theirs."}
    claim = window.case.ask(Get(K.CLAIM, 1))
    assert isinstance(claim, r.Claim)
    assert claim.statement == "Theirs."
