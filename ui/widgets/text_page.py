"""A text without page images, set as a page of a book: serif on white in both schemes, passages lit up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit

from ui.look.theme import theme
from ui.look.tokens import LIGHT, Type
from ui.widgets.page_view import KINDS, TAG

WIDE = 640  # of the paper, logical px at 100 %
MARGIN = 62


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of a text: characters [start, end), the number in its tag (0 for none), one of `KINDS`."""

    key: str
    start: int
    end: int
    number: int
    kind: str


def same_length(text: str) -> str:
    """The text with line ends that Qt counts as one character each, so that spans stay where they are.

    A section sign keeps its number on its line.

    >>> same_length("a\\r\\nb\\rc"), same_length("§ 1373")
    ('a \\nb\\nc', '§\\xa01373')
    """
    return text.replace("\r\n", " \n").replace("\r", "\n").replace("§ ", "§\u00a0")


class TextPage(QPlainTextEdit):
    """Read only; text can be selected with mouse and keyboard.

    Signals:
        picked: The key of the passage that was clicked.
        chosen: (start, end) of the characters selected, end exclusive; equal when nothing is.
        zoomed: The zoom in per cent changed.
    """

    picked = Signal(str)
    chosen = Signal(int, int)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Text of the document; the list beside it has the records found in it")
        self.setFrameShape(self.Shape.NoFrame)
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        both = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(both)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.spans: Sequence[Span] = ()
        self.selected_key, self.marks_shown, self.zoom = "", True, 1.0
        self._words, self._astral = "", False  # whether Qt counts some characters as two
        self.selectionChanged.connect(self._chosen)
        theme().scaled.connect(self._set)

    def show_text(self, words: str) -> None:
        """Shows a text from its start."""
        self._words, self.spans = same_length(words), ()
        self._astral = bool(self._words) and max(self._words) > "\uffff"
        self._set()

    def set_spans(self, spans: Sequence[Span]) -> None:
        """Lights up passages."""
        self.spans = [span for span in spans if 0 <= span.start < span.end <= len(self._words)]
        self.viewport().update()

    def show_marks(self, shown: bool) -> None:
        """Shows the highlights, or the bare text."""
        self.marks_shown = shown
        self.viewport().update()

    def select(self, key: str) -> None:
        """Outlines a passage and scrolls to it."""
        self.selected_key = key
        span = next((span for span in self.spans if span.key == key), None)
        areas = list(self.areas(span)) if span else []
        if span and not (areas and QRectF(self.viewport().rect()).adjusted(0, 20, 0, -60).contains(areas[0].center())):
            cursor = self.textCursor()
            cursor.setPosition(self._to_qt(span.start))
            self.setTextCursor(cursor)
            self.centerCursor()
        self.viewport().update()

    def set_zoom(self, zoom: float) -> None:
        """Size of the text, 0.5 to 3."""
        self.zoom = min(3.0, max(0.5, zoom))
        self._set()
        self.zoomed.emit(round(self.zoom * 100))

    def areas(self, span: Span) -> Iterator[QRectF]:
        """Where a passage is in the viewport, line by line; what is scrolled away comes out above or below."""
        start, end = self._to_qt(span.start), self._to_qt(span.end)
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            yield from self._lines(block, start, end)
            block = block.next()

    def _lines(self, block: QTextBlock, start: int, end: int) -> Iterator[QRectF]:
        at = self.blockBoundingGeometry(block).translated(self.contentOffset())
        layout, words = block.layout(), block.text()
        for n in range(layout.lineCount()):
            line = layout.lineAt(n)
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            while first < last and words[first : first + 1].isspace():
                first += 1
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                yield QRectF(at.left() + left, at.top() + line.y(), right - left, line.height())

    def _to_qt(self, at: int) -> int:
        """Qt counts UTF-16 units, we count characters."""
        return len(self._words[:at].encode("utf-16-le")) // 2 if self._astral else at

    def _from_qt(self, at: int) -> int:
        if not self._astral:
            return at
        return len(self._words.encode("utf-16-le")[: at * 2].decode("utf-16-le", errors="ignore"))

    def _set(self) -> None:
        self.blockSignals(True)
        font = QFont(theme().font(Type.QUOTE))
        font.setPointSizeF(font.pointSizeF() * 1.08 * self.zoom)
        self.document().setDefaultFont(font)
        self.document().setDocumentMargin(theme().px(MARGIN * self.zoom))
        self.setPlainText(self._words)
        ink, cursor = QTextCharFormat(), QTextCursor(self.document())
        ink.setForeground(QColor(LIGHT.text))  # paper is white in the dark scheme, too
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeCharFormat(ink)
        self.blockSignals(False)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - 13 - 32
        side = max(0, room - theme().px(WIDE * self.zoom)) // 2 + 16
        self.setViewportMargins(side, 20, side, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), QColor("#FFFFFF"))
        shown = [(span, list(self.areas(span))) for span in self.spans] if self.marks_shown else []
        for span, areas in shown:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(KINDS[span.kind][0]))
            for area in areas:
                painter.drawRoundedRect(area.adjusted(-2, 0, 2, 0), 2, 2)
        self._tags(painter, shown)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for span, areas in shown:
            if span.key == self.selected_key:
                painter.setPen(QPen(QColor(getattr(LIGHT, KINDS[span.kind][1])), 2))
                for area in areas:
                    painter.drawRoundedRect(area.adjusted(-3, -1, 3, 1), 3, 3)
        painter.setPen(QColor(theme().color("line2")))
        painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, 0))

    def _tags(self, painter: QPainter, shown: Sequence[tuple[Span, list[QRectF]]]) -> None:
        for span, tag in self._placed(shown):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(LIGHT, KINDS[span.kind][1])))
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(QColor("#FFFFFF"))
            painter.setFont(theme().font(Type.FLOOR_SEMI))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(span.number))

    def _placed(self, shown: Sequence[tuple[Span, list[QRectF]]]) -> Iterator[tuple[Span, QRectF]]:
        """A tag in the margin for each passage; those of one line stand side by side."""
        t = theme()
        wide, high = t.px(TAG[0]), t.px(TAG[1])
        placed: list[QRectF] = []
        for span, areas in shown:
            if not span.number or not areas:
                continue
            tag = QRectF(t.px(MARGIN * self.zoom) - wide - 8, areas[0].center().y() - high / 2, wide, high)
            while any(tag.intersects(other) for other in placed):
                tag.translate(-wide - 2, 0)
            placed.append(tag)
            yield span, tag

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if self.textCursor().hasSelection() or not self.marks_shown:
            return
        at = QPointF(event.position())
        shown = [(span, list(self.areas(span))) for span in self.spans]
        hit = [span for span, areas in shown if any(area.contains(at) for area in areas)]
        hit += [span for span, tag in self._placed(shown) if tag.contains(at)]
        if hit:
            self.picked.emit(min(hit, key=lambda span: span.end - span.start).key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self.zoom * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
            event.accept()
        else:
            super().wheelEvent(event)

    def _chosen(self) -> None:
        cursor = self.textCursor()
        self.chosen.emit(self._from_qt(cursor.selectionStart()), self._from_qt(cursor.selectionEnd()))


def _x(found: object) -> float:
    """PySide gives the x alone or with the position that it stands for."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
