"""A page of a document with its highlighted passages: the picture comes from outside, the rest is drawn here.

All lengths of the page are PDF points (1/72 inch) from its top left.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from ui.look.theme import theme
from ui.look.tips import tip
from ui.look.tokens import LIGHT, Type

Box = tuple[float, float, float, float]  # left, top, right, bottom
LETTER = (612.0, 792.0)
PLAIN = 96 / 72  # pixels a point at 100 %
TAG = (19.0, 16.0)

# Over the white page in both schemes: (highlight, the token of the tag's colour in the light scheme)
KINDS = {
    "letter": ("#DCE8F7", "blue"),
    "date": ("#FDE9BE", "amber"),
    "demand": ("#D8EEDF", "green"),
    "law": ("#E9E0F5", "federal"),
    "award": ("#D3ECEC", "local"),
    "search": ("#FFF1B8", "text"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to light up.

    Attributes:
        key: What `picked` gives back.
        page: Counted from 1.
        number: In its tag in the margin; 0 for no tag.
        kind: One of `KINDS`.
        boxes: Where it is, line by line.
        words: What its tool tip says.
    """

    key: str
    page: int
    number: int
    kind: str
    boxes: tuple[Box, ...]
    words: str = ""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word of the page's text: characters [start, end) of the text layer, and where it is."""

    start: int
    end: int
    box: Box


class MarkItem(QGraphicsItem):
    """A passage: multiplied over the page, outlined when selected, its numbered tag in the margin."""

    def __init__(self, mark: Mark, tag: QRectF) -> None:
        super().__init__()
        self.mark, self.tag, self.on = mark, tag, False
        self.areas = [QRectF(QPointF(x0, y0), QPointF(x1, y1)).adjusted(-2, -1, 2, 1) for x0, y0, x1, y1 in mark.boxes]
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip(mark.words))

    def boundingRect(self) -> QRectF:
        whole = QRectF(self.tag)
        for area in self.areas:
            whole |= area
        return whole.adjusted(-3, -3, 3, 3)

    def hit(self, at: QPointF) -> bool:
        """Whether a point of the page is on the passage or its tag."""
        return self.tag.contains(at) or any(area.contains(at) for area in self.areas)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        fill, tone = KINDS[self.mark.kind]
        strong = QColor(getattr(LIGHT, tone))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        for area in self.areas:
            painter.drawRoundedRect(area, 2, 2)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self.on:
            pen = QPen(strong, 2)
            pen.setCosmetic(True)  # 2 px at any zoom
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for area in self.areas:
                painter.drawRoundedRect(area.adjusted(-1, -1, 1, 1), 3, 3)
        if self.mark.number:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(strong)
            painter.drawRoundedRect(self.tag, 3, 3)
            painter.setPen(QColor("#FFFFFF"))
            font = QFont(theme().font(Type.FLOOR_SEMI))
            font.setPixelSize(12)  # a unit of the scene is a point of the page: the tag grows with the page
            painter.setFont(font)
            painter.drawText(self.tag, Qt.AlignmentFlag.AlignCenter, str(self.mark.number))


def place_tags(marks: Sequence[Mark]) -> list[QRectF]:
    """A place in the left margin for each passage's tag; tags of one line stand side by side.

    >>> both = [Mark("a", 1, 1, "date", ((90, 100, 120, 112),)), Mark("b", 1, 2, "law", ((150, 101, 190, 113),))]
    >>> [round(tag.x()) for tag in place_tags(both)]
    [30, 9]
    """
    wide, high = TAG
    placed: list[QRectF] = []
    for mark in marks:
        top = (mark.boxes[0][1] + mark.boxes[0][3]) / 2 - high / 2 if mark.boxes else 0.0
        left = min(30.0, (min(box[0] for box in mark.boxes) if mark.boxes else 60.0) - wide - 6)
        tag = QRectF(left, top, wide, high)
        while mark.number and any(tag.intersects(other) for other in placed):
            tag.translate(-wide - 2, 0)
        placed.append(tag if mark.number else QRectF())
    return placed


class PageView(QGraphicsView):
    """One page at the width of the pane. The record list beside it is its accessible twin.

    Signals:
        picked: The key of the passage that was clicked.
        image_wanted: (page, width in device pixels): a picture of that width would be sharp now.
        turned: Steps to another page, +1 or -1 (Page Down, Page Up).
        zoomed: The zoom in per cent changed.
        selected: (start, end) of the characters that a drag went over, end exclusive.
    """

    picked = Signal(str)
    image_wanted = Signal(int, int)
    turned = Signal(int)
    zoomed = Signal(int)
    selected = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(self.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setResizeAnchor(self.ViewportAnchor.NoAnchor)
        self.setTransformationAnchor(self.ViewportAnchor.AnchorUnderMouse)
        scene = QGraphicsScene(self)
        self.setScene(scene)
        self.page, self.size_pt, self.turn = 0, LETTER, 0
        self.zoom = 0.0  # 0 fits the width
        self.picture = scene.addPixmap(QPixmap())
        self.picture.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self.items_: list[MarkItem] = []
        self.words: Sequence[PageWord] = ()
        self.marks_shown, self.failed = True, ""
        self._drag: tuple[int, int] | None = None
        self._press: QPointF | None = None
        self._ask = QTimer(self, singleShot=True, interval=120)  # one picture when a zoom has come to rest
        self._ask.timeout.connect(self._want)
        theme().changed.connect(self.restyle)
        self.show_page(1, LETTER)
        self.restyle()

    def restyle(self) -> None:
        """Takes the colour of the well again."""
        self.setBackgroundBrush(theme().color("rail"))
        self.viewport().update()

    def show_page(self, page: int, size_pt: tuple[float, float]) -> None:
        """Turns to a page: white paper until its picture comes."""
        self.page, self.size_pt, self.failed = page, size_pt, ""
        self.setAccessibleName(f"Page {page} with highlighted passages; the list beside it has the same records")
        self.picture.setPixmap(QPixmap())
        self.words, self._drag = (), None
        self.set_marks(())
        wide, high = size_pt
        self.scene().setSceneRect(-24, -20, wide + 48, high + 40)
        self._transform()
        self.verticalScrollBar().setValue(self.verticalScrollBar().minimum())

    def set_image(self, page: int, png: bytes) -> None:
        """Takes the picture of a page; one that comes after the page was turned is left out."""
        if page != self.page:
            return
        image = QImage.fromData(png)
        self.failed = "The page could not be drawn." if image.isNull() else ""
        if not image.isNull():
            self.picture.setPixmap(QPixmap.fromImage(image))
            self.picture.setScale(self.size_pt[0] / image.width())
        self.viewport().update()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Lights up the passages of this page."""
        for item in self.items_:
            self.scene().removeItem(item)
        mine = [mark for mark in marks if mark.page == self.page and mark.boxes]
        self.items_ = [MarkItem(mark, tag) for mark, tag in zip(mine, place_tags(mine), strict=True)]
        for item in self.items_:
            item.setVisible(self.marks_shown)
            self.scene().addItem(item)

    def set_words(self, page: int, words: Sequence[PageWord]) -> None:
        """Takes the words of a page in reading order; with them, a drag selects text."""
        if page == self.page:
            self.words = words

    def show_marks(self, shown: bool) -> None:
        """Shows the highlights, or the bare page."""
        self.marks_shown = shown
        for item in self.items_:
            item.setVisible(shown)

    def select(self, key: str) -> None:
        """Outlines a passage and scrolls to it."""
        for item in self.items_:
            item.on = item.mark.key == key
            item.setZValue(1 if item.on else 0)
            item.update()
            if item.on:
                self.ensureVisible(item.areas[0], 0, 80)

    def set_zoom(self, zoom: float) -> None:
        """Pixels a point over those at 100 %, 0.25 to 4; 0 fits the page to the width of the pane."""
        self.zoom = min(4.0, max(0.25, zoom)) if zoom else 0.0
        self._transform()

    def percent(self) -> int:
        """The present zoom."""
        return round(self._scale() / PLAIN / theme().factor * 100)

    def step_zoom(self, up: bool) -> None:
        """One step in or out."""
        now = self._scale() / PLAIN / theme().factor
        self.set_zoom(now * (1.1 if up else 1 / 1.1))

    def rotate_page(self) -> None:
        """A quarter turn to the right."""
        self.turn = (self.turn + 90) % 360
        self._transform()

    def _scale(self) -> float:
        if self.zoom:
            return self.zoom * PLAIN * theme().factor
        wide = self.size_pt[self.turn // 90 % 2]
        # From the whole width, scroll bar or not: fitted to the viewport, page and scroll bar chase each other.
        return max(0.2, (self.width() - 13 - 62) / wide)

    def _transform(self) -> None:
        scale = self._scale()
        self.resetTransform()
        self.scale(scale, scale)
        self.rotate(self.turn)
        self._ask.start()
        self.zoomed.emit(self.percent())

    def _want(self) -> None:
        if self.page and self.isVisible():
            self.image_wanted.emit(self.page, round(self.size_pt[0] * self._scale() * self.devicePixelRatioF()))

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        super().drawBackground(painter, rect)
        painter.fillRect(QRectF(0, 0, *self.size_pt), QColor("#FFFFFF"))

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        page = QRectF(0, 0, *self.size_pt)
        pen = QPen(theme().color("line2"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(page)
        if self.failed:
            painter.setPen(QColor(LIGHT.text2))
            painter.drawText(page, Qt.AlignmentFlag.AlignCenter, self.failed)
        if self._drag is not None:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
            first, last = sorted(self._drag)
            for word in self.words[first : last + 1]:
                x0, y0, x1, y1 = word.box
                painter.fillRect(QRectF(QPointF(x0, y0), QPointF(x1, y1)).adjusted(-1, -1, 1, 1), QColor("#BFD7F5"))

    def _word_at(self, at: QPointF) -> int:
        """The word nearest to a point; -1 when there are none."""

        def far(n: int) -> float:
            x0, y0, x1, y1 = self.words[n].box
            across = max(x0 - at.x(), 0.0, at.x() - x1)
            return max(y0 - at.y(), 0.0, at.y() - y1) * 4 + across  # the same line counts more than the same column

        return min(range(len(self.words)), key=far, default=-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._press = self.mapToScene(event.position().toPoint())
        self._drag = None
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._press is None or not self.words or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        here = self.mapToScene(event.position().toPoint())
        if self._drag is None and (here - self._press).manhattanLength() < 4:
            return
        self._drag = (self._word_at(self._press), self._word_at(here))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        press, self._press = self._press, None
        if self._drag is not None:
            first, last = sorted(self._drag)
            self.selected.emit(self.words[first].start, self.words[last].end)
        elif press is not None:
            hit = next((item for item in self.items_ if self.marks_shown and item.hit(press)), None)
            if hit is not None:
                self.picked.emit(hit.mark.key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.step_zoom(key != Qt.Key.Key_Minus)
        elif key == Qt.Key.Key_0:
            self.set_zoom(0)
        elif key == Qt.Key.Key_PageDown and bar.value() >= bar.maximum():
            self.turned.emit(1)
        elif key == Qt.Key.Key_PageUp and bar.value() <= bar.minimum():
            self.turned.emit(-1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.zoom:
            self._transform()

    def sizeHint(self) -> QSize:
        return QSize(640, 720)
