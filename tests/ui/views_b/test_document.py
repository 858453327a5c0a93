"""A document page by page: excerpts lit up, and made of a selection."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casefile.domain.refs import RecordKind
from casefile.services.commands.records import AddRecords
from casefile.services.intake import import_documents
from casefile.services.queries.history import WhatTurns
from casefile.services.queries.records import Records
from tests.ui.conftest import flush
from tests.ui.views_b.conftest import Show
from tests.ui.views_b.letters import LETTER, pdf
from ui.desk import Desk
from ui.look.bars import Message
from ui.views.document import DocumentView
from ui.widgets.text_page import TextPage, same_length

K = RecordKind


@pytest.fixture
def view(desk: Desk, show: Show) -> DocumentView:
    made = show(DocumentView(desk))
    assert isinstance(made, DocumentView)
    return made


def opened(view: DocumentView, path: Path, qtbot: QtBot) -> Any:
    """Imports a file and opens it."""
    (result,) = import_documents(view.desk.case, [path])
    assert result.status == "imported"
    document = view.desk.ask(Records(K.DOCUMENT))[-1]
    view.show_ref(document.ref)
    qtbot.waitUntil(lambda: bool(view.pages.texts), timeout=20_000)
    return document


def quote(view: DocumentView, words: str) -> dict[str, Any]:
    start = LETTER.index(words)
    return {
        "document_id": view.document.id if view.document else 0,
        "page": 1,
        "start": start,
        "end": start + len(words),
    }


def test_nothing_is_open_at_first(view: DocumentView) -> None:
    assert view.body.currentIndex() == 0
    assert view.take.isHidden()


def test_selected_words_of_a_text_become_an_excerpt(qtbot: QtBot, view: DocumentView, letter: Path, desk: Desk) -> None:
    opened(view, letter, qtbot)
    assert not view.take.isEnabled()
    page = view.pages.text
    start = LETTER.index(" June 30, 2017")  # with the space before it, as a hasty selection has
    cursor = page.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(start + len(" June 30, 2017"), cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    assert view.take.isEnabled()
    assert view.selection.text() == "“June 30, 2017”"
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: view.list.current() is not None)
    (made,) = desk.ask(Records(K.EXCERPT))
    assert made.title_text == "June 30, 2017"
    assert view.list.current() == made
    assert desk.ask(WhatTurns()).undo == "Add excerpt"


def test_selected_words_of_a_pdf_keep_their_boxes(qtbot: QtBot, view: DocumentView, paper: Path, desk: Desk) -> None:
    opened(view, paper, qtbot)
    paper_view = view.pages.view
    qtbot.waitUntil(lambda: bool(paper_view.words), timeout=20_000)
    text = view.pages.texts[0]
    first, last = text.index("Failure"), text.index("awards.")
    ends = [next(word for word in paper_view.words if word.start == at) for at in (first, last)]
    points = [QPointF((word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2) for word in ends]
    start, end = (paper_view.mapFromScene(point) for point in points)
    QTest.mousePress(paper_view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    paper_view.viewport().setMouseTracking(True)
    _drag(paper_view, start, end)
    QTest.mouseRelease(paper_view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.selected_words().startswith("Failure to comply")
    view.add_excerpt()
    qtbot.waitUntil(lambda: view.list.current() is not None)
    (made,) = desk.ask(Records(K.EXCERPT))
    boxes = made.boxes  # type: ignore[attr-defined]
    assert len(boxes) == 2, "one box a line"
    assert boxes[0][0] > boxes[1][0]
    assert [item.mark.key for item in paper_view.items_ if item.on] == [made.uid]


def _drag(view: Any, start: Any, end: Any) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for at in (start, end):
        where = QPointF(at)
        view.mouseMoveEvent(QMouseEvent(QEvent.Type.MouseMove, where, where, left, left, none))


def test_an_excerpt_is_opened_at_its_place(qtbot: QtBot, view: DocumentView, letter: Path, desk: Desk) -> None:
    opened(view, letter, qtbot)
    for words in ("April 24, 2017", "award number 2016-DJ-BX-0991"):
        desk.case.do(AddRecords([(K.EXCERPT, quote(view, words))]))
    second = desk.ask(Records(K.EXCERPT))[1]
    other = DocumentView(desk)
    try:
        qtbot.addWidget(other)
        other.show_ref(second.ref)
        qtbot.waitUntil(lambda: bool(other.pages.texts))
        assert other.list.current() == second
        assert other.pages.text.selected_key == second.uid
        assert other.document is not None
        assert view.document is not None
        assert other.document.id == view.document.id
    finally:
        other.shut()


def test_a_click_on_a_highlight_selects_its_excerpt(qtbot: QtBot, view: DocumentView, letter: Path, desk: Desk) -> None:
    opened(view, letter, qtbot)
    with qtbot.waitSignal(desk.changed):
        desk.case.do(AddRecords([(K.EXCERPT, quote(view, "April 24, 2017"))]))
    flush()
    (span,) = view.pages.text.spans
    at = next(view.pages.text.areas(span)).center().toPoint()
    QTest.mouseClick(view.pages.text.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.list.current().title_text == "April 24, 2017"


def test_a_page_of_another_size_is_drawn_to_its_size(qtbot: QtBot, view: DocumentView, tmp_path: Path) -> None:
    opened(view, pdf(tmp_path / "wide.pdf", LETTER, (792, 612)), qtbot)
    qtbot.waitUntil(lambda: view.pages.view.size_pt[0] > 700, timeout=20_000)
    assert view.pages.view.size_pt == pytest.approx((792, 612), abs=1)


def test_a_document_that_goes_is_closed(qtbot: QtBot, view: DocumentView, letter: Path, desk: Desk) -> None:
    from casefile.services.commands.records import SetSequestered

    document = opened(view, letter, qtbot)
    with qtbot.waitSignal(desk.changed):
        desk.case.do(SetSequestered((document.ref,), True, "not ours"))
    flush()
    assert view.document is None
    assert view.body.currentIndex() == 0


def test_without_a_selection_the_key_says_what_to_do(
    qtbot: QtBot, view: DocumentView, letter: Path, told: list[Message]
) -> None:
    opened(view, letter, qtbot)
    view.add_excerpt()
    assert told[-1].words == "No words are selected."


def test_spans_count_characters_not_utf16(qtbot: QtBot, theme: object) -> None:
    page = TextPage()
    qtbot.addWidget(page)
    words = same_length("a\U0001f3db\r\nb June\u00a030")
    page.show_text(words)
    chosen: list[tuple[int, int]] = []
    page.chosen.connect(lambda start, end: chosen.append((start, end)))
    cursor = page.textCursor()
    cursor.setPosition(page._to_qt(words.index("June")))
    cursor.setPosition(page._to_qt(len(words)), cursor.MoveMode.KeepAnchor)
    page.setTextCursor(cursor)
    start, end = chosen[-1]
    assert words[start:end] == "June\u00a030"
    assert page.toPlainText().count("\n") == 1
