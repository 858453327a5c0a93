"""Search: results, marks, and where they lead."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from factories import letter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefile.domain.refs import RecordKind
from casefile.services.case import Case
from casefile.services.queries.records import Get
from casefile.services.queries.search import Hit
from ui.desk import Desk
from ui.views.search import SearchView, pieces

K = RecordKind
Show = Callable[[QWidget], None]


def made(desk: Desk, show: Show) -> SearchView:
    view = SearchView(desk)
    show(view)
    return view


def titles(view: SearchView) -> list[str]:
    return [hit.title for hit in view.model.rows]


def test_found_in_records_and_pages(
    qtbot: QtBot, desk: Desk, case: Case, sight: Any, dispute: Any, show: Show, qtmodeltester: ModelTester
) -> None:
    """Given a word on a page and in a claim, both are found, named by kind and page, and Enter goes there."""
    case.do(letter(1, words="The order was certified."))
    view = made(desk, show)
    view.search("ORDER")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.list)
    assert sorted(titles(view)) == ["Letter 1", "The order limits holds alone.", "The order restricts sending."]
    qtmodeltester.check(view.model)
    row = titles(view).index("Letter 1")
    said = view.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Letter 1, Document, page 1. The order was certified."
    assert view.list.hasFocus()
    view.list.select_row(row)
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    view.list.select_row(titles(view).index("The order restricts sending."))
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert sight.went == [("document-page", case.ask(Get(K.DOCUMENT, 1)).ref), ("claim", dispute.attack)]


def test_kinds_narrow(qtbot: QtBot, desk: Desk, case: Case, dispute: Any, show: Show) -> None:
    """Given results of two kinds, one can be chosen."""
    case.do(letter(1, words="The order was certified."))
    view = made(desk, show)
    view.search("order")
    qtbot.waitUntil(lambda: view.kind.count() == 3)
    view.kind.setCurrentText("Document")
    view.kind.activated.emit(view.kind.currentIndex())
    assert titles(view) == ["Letter 1"] and view.shown.text() == "1 found"


def test_nothing_found(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given words that nobody wrote, the screen says which, and clearing starts over."""
    view = made(desk, show)
    qtbot.keyClicks(view.field, "detainer logs")
    qtbot.keyClick(view.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.none)
    assert view.none.sentence.text() == "No match for “detainer logs” in this case file."
    view.none.button.click()
    assert view.stack.currentWidget() is view.start and view.field.text() == ""


def test_signs_alone_are_no_search(desk: Desk, show: Show) -> None:
    view = made(desk, show)
    view.search(" “ ” ")
    assert view.stack.currentWidget() is view.start and not desk.jobs.busy()


def test_the_latest_search_wins(desk: Desk, dispute: Any, show: Show, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given two searches, the answer to the first is not shown, however late it comes."""
    view = made(desk, show)
    answers: list[Callable[[], object]] = []
    monkeypatch.setattr(desk, "look_up", lambda query, _words, then: answers.append(lambda: then(desk.ask(query))))
    view.search("order")
    view.search("asking")
    for answer in reversed(answers):
        answer()
    assert titles(view) == ["The rule bars asking."]


def test_results_follow_changes(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given shown results, a renamed record is found no more."""
    view = made(desk, show)
    view.search("asking")
    qtbot.waitUntil(lambda: len(titles(view)) == 1)
    file.edit(dispute.second, statement="The rule bars questions.")
    qtbot.waitUntil(lambda: view.stack.currentWidget() is view.none)


def test_pieces_of_a_snippet() -> None:
    """The mark falls on the words as they stand in the text, in any case of letters and accents."""
    hit = Hit(K.FACT, 1, "u", "Fact", "Señor Ávila wrote.", None, None, 1.0)
    assert pieces(hit, "avila") == ("Señor ", "Ávila", " wrote.")
    assert pieces(hit, "nobody") == ("Señor Ávila wrote.", "", "")
