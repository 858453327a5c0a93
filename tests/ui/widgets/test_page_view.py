"""The page of a document: picture, highlights, zoom, pages, selected text."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import flush
from ui.look.theme import Scheme, Theme
from ui.widgets.page_view import Mark, PageWord
from ui.widgets.page_viewer import PageViewer

MARKS = (
    Mark("date", 1, 1, "letter", ((72, 100, 140, 112),), "April 21, 2017"),
    Mark("due", 1, 2, "date", ((300, 400, 340, 412), (72, 414, 200, 426)), "<b>Reply</b> due"),
    Mark("law", 2, 3, "law", ((72, 700, 160, 712),), "8 U.S.C. § 1373"),
)


def png(wide: int, color: str = "#FFFFFF") -> bytes:
    image = QImage(wide, round(wide * 792 / 612), QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


@pytest.fixture
def viewer(qtbot: QtBot, theme: Theme) -> PageViewer:
    made = PageViewer()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.set_document(2, lambda _page: (612.0, 792.0), MARKS)
    made.show()
    flush()
    return made


def at(viewer: PageViewer, x: float, y: float) -> QPoint:
    """Where a point of the page is on the view."""
    return viewer.view.mapFromScene(QPointF(x, y))


def color(viewer: PageViewer, x: float, y: float) -> str:
    image = viewer.view.viewport().grab().toImage()
    spot = at(viewer, x, y)
    return image.pixelColor(spot).name().upper()


def test_a_picture_is_asked_for_once_at_the_pixels_it_covers(qtbot: QtBot, viewer: PageViewer) -> None:
    asked: list[tuple[int, int]] = []
    viewer.image_wanted.connect(lambda page, wide: asked.append((page, wide)))
    for _ in range(5):
        viewer.view.step_zoom(True)
    qtbot.waitUntil(lambda: bool(asked), timeout=2000)
    qtbot.wait(200)
    (wanted,) = asked
    scale = viewer.view.transform().m11()
    assert wanted == (1, round(612 * scale * viewer.view.devicePixelRatioF()))


def test_a_highlight_multiplies_over_the_page(viewer: PageViewer) -> None:
    viewer.set_image(1, png(800))
    assert color(viewer, 110, 101) == "#DCE8F7"
    viewer.set_image(1, png(800, "#808080"))
    lit, bare = QColor(color(viewer, 110, 101)), QColor(color(viewer, 110, 200))
    assert bare.name() == "#808080"
    assert lit.blue() < 0x80
    viewer.show_marks(False)
    assert color(viewer, 110, 101) == "#808080"
    assert viewer.shown.text() == "Highlights off"


def test_the_page_stays_white_in_the_dark(viewer: PageViewer, theme: Theme) -> None:
    theme.set_scheme(Scheme.DARK)
    flush()
    assert color(viewer, 300, 300) == "#FFFFFF"
    assert color(viewer, -15, 300) == theme.color("rail").name().upper()


def test_a_click_on_a_passage_or_its_tag_gives_its_key(qtbot: QtBot, viewer: PageViewer) -> None:
    picked: list[str] = []
    viewer.picked.connect(picked.append)
    tag = viewer.view.items_[1].tag.center()
    for x, y in ((110, 106), (tag.x(), tag.y()), (400, 250)):
        QTest.mouseClick(viewer.view.viewport(), Qt.MouseButton.LeftButton, pos=at(viewer, x, y))
    assert picked == ["date", "due"]


def test_selecting_turns_the_page_outlines_and_scrolls(viewer: PageViewer) -> None:
    turned: list[int] = []
    viewer.page_changed.connect(turned.append)
    viewer.select("law")
    assert turned == [2]
    assert viewer.place.text() == "Page 2 of 2"
    (item,) = viewer.view.items_
    assert item.on
    assert viewer.view.viewport().rect().contains(at(viewer, 100, 706))
    viewer.select("nothing")
    assert not item.on


def test_pages_turn_by_button_and_key_and_end(qtbot: QtBot, viewer: PageViewer) -> None:
    assert not viewer.back.isEnabled()
    viewer.on.click()
    assert viewer.view.page == 2
    assert not viewer.on.isEnabled()
    viewer.show_page(3)
    assert viewer.view.page == 2
    viewer.view.verticalScrollBar().setValue(viewer.view.verticalScrollBar().minimum())
    QTest.keyClick(viewer.view, Qt.Key.Key_PageUp)
    assert viewer.view.page == 1


def test_a_picture_of_a_page_turned_away_is_left_out(viewer: PageViewer) -> None:
    viewer.show_page(2)
    viewer.set_image(1, png(100, "#000000"))
    assert viewer.view.picture.pixmap().isNull()
    viewer.set_image(2, b"not a picture")
    assert viewer.view.failed == "The page could not be drawn."


def test_control_and_the_wheel_zoom_and_nought_fits(qtbot: QtBot, viewer: PageViewer) -> None:
    fitted = viewer.view.percent()
    view = viewer.view.viewport()
    middle = QPointF(view.rect().center())
    event = QWheelEvent(
        middle, QPointF(view.mapToGlobal(middle.toPoint())), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    assert viewer.view.percent() == pytest.approx(fitted * 1.1, abs=1)
    assert viewer.percent.text() == f"{viewer.view.percent()}%"
    QTest.keyClick(viewer.view, Qt.Key.Key_0)
    assert viewer.view.percent() == fitted
    viewer.resize(900, 600)
    flush()
    assert viewer.view.percent() > fitted


def test_a_turned_page_fits_its_other_side(viewer: PageViewer) -> None:
    upright = viewer.view.percent()
    viewer.rotate.click()
    assert viewer.view.percent() == pytest.approx(upright * 612 / 792, abs=1)


def test_a_drag_selects_characters_in_reading_order(qtbot: QtBot, viewer: PageViewer) -> None:
    words = [PageWord(n * 6, n * 6 + 5, (100 + n * 60, 200, 150 + n * 60, 212)) for n in range(4)]
    words += [PageWord(24, 29, (100, 216, 150, 228))]
    viewer.set_words(1, words)
    chosen: list[Any] = []
    viewer.selected.connect(lambda *what: chosen.append(what))
    view = viewer.view.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=at(viewer, 120, 222))
    QTest.mouseMove(view, at(viewer, 200, 206))
    from PySide6.QtGui import QMouseEvent

    move = QMouseEvent(
        QMouseEvent.Type.MouseMove, QPointF(at(viewer, 180, 206)), QPointF(), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(view, move)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at(viewer, 180, 206))
    assert chosen == [(1, 6, 29)]


def test_words_of_a_record_are_no_markup_in_a_tooltip(viewer: PageViewer) -> None:
    assert viewer.view.items_[1].toolTip() == "<qt>&lt;b&gt;Reply&lt;/b&gt; due</qt>"
