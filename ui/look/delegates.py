"""Delegates: they paint ground, content and focus of a row from its cells; nothing here keeps a widget per row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
    QWidget,
)

from ui.look import paint
from ui.look.cells import CELL, Cell, Column, Index, NodesModel, fitting
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tips import tip
from ui.look.tokens import Type

if TYPE_CHECKING:
    from ui.look.rows import Rows

EDGE, GUTTER = 16, 8  # padding at the outer edges of a row, and on each side of a column
INDENT = 22


def _body(cell: Cell, space: QRect) -> tuple[int, paint.Laid]:
    """Where the wrapped words beside the first line start, and the words laid out."""
    runs = cell.lines[0] if cell.lines else ()
    lead = round(paint.runs_width(runs)) + theme().px(8) if runs else 0
    return lead, paint.lay(cell.body, Type.BODY, max(0, space.width() - lead), cell.body_lines)


def draw_cell(painter: QPainter, cell: Cell, space: QRect) -> None:
    """Paints a cell, vertically centred in its space."""
    high = sum(paint.line_height(line) for line in cell.lines)
    if cell.body:
        lead, body = _body(cell, space)
        high = max(high, body.height)
        paint.draw_text(painter, body, "text", space.x() + lead, space.y() + (space.height() - high) // 2)
    y = space.y() + (space.height() - high) // 2
    for line in cell.lines:
        paint.draw_runs(painter, line, space.x(), y, space.width(), cell.right)
        y += paint.line_height(line)


def is_cut(cell: Cell, space: QRect) -> bool:
    """Whether words of the cell do not fit, which is when the row owes the reader a tooltip."""
    if cell.body and _body(cell, space)[1].cut:
        return True
    return any(paint.runs_width(line) > space.width() + 1 for line in cell.lines)


class RowDelegate(QStyledItemDelegate):
    """Paints ground (selection, hover, hairline), content and the focus ring of one cell, or of a whole list row.

    `lines` are the text lines a row has room for; `extra` is added to its height (the hairline, or a tighter row).
    """

    def __init__(
        self, view: Rows, lines: tuple[Type, ...] = (Type.BODY,), extra: int = 1, hairlines: bool = True
    ) -> None:
        super().__init__(view)
        self.view, self.lines, self.extra, self.hairlines = view, lines, extra, hairlines

    def row_height(self) -> int:
        """Lines plus padding, so it follows the text size; `extra` is the hairline or a tighter row."""
        return sum(theme().line(role) for role in self.lines) + theme().row_pad + self.extra

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        state: QStyle.StateFlag = option.state
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        # Fills without smoothing: at 125% a cell ends between two pixels, and smoothed edges leave a seam there.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self.ground(painter, rect, index, bool(state & QStyle.StateFlag.State_Selected))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.content(painter, rect, index)
        if self.view.hasFocus() and index == self.view.currentIndex():
            painter.setPen(QPen(theme().color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            low = 2 if self.hairlines else 1
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -low), 4, 4)
        painter.restore()

    def ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        """Selection, hover and the hairline below."""
        t, view = theme(), self.view
        last = index.row() == index.model().rowCount(index.parent()) - 1
        round_end = view.in_card and last
        if round_end:
            painter.setClipPath(paint.round_bottom(view.viewport().rect(), 7))
        if selected:
            live = view.hasFocus() or view.keeps_selection
            painter.fillRect(rect, t.color("sel" if live else "sunken"))
            if index.column() == 0:
                painter.fillRect(rect.x(), rect.y(), 3, rect.height(), t.color("accent" if live else "ctl"))
        elif view.hovered(index):
            painter.fillRect(rect, t.color("hover"))
        if self.hairlines and not round_end:
            paint.hairline(painter, rect.x(), rect.bottom(), rect.width())

    def boxes(self, rect: QRect, index: Index) -> list[tuple[QRect, Index]]:
        """Where each cell's content goes: one for a table's cell, all of the row's for a list."""
        model, t = index.model(), theme()
        count = model.columnCount()
        if not isinstance(self.view, QListView):
            left = EDGE if index.column() == 0 else GUTTER
            right = EDGE if index.column() == count - 1 else GUTTER
            return [(rect.adjusted(left, 0, -right, 0), index)]
        columns: Sequence[Column] = getattr(model, "columns", ())
        kept = fitting(columns, rect.width() - 2 * EDGE)
        free = rect.width() - 2 * EDGE - sum(t.px(columns[n].width) for n in kept)
        stretch = max(1, sum(1 for n in kept if not columns[n].width))
        out: list[tuple[QRect, Index]] = []
        x = rect.x() + EDGE
        for n in kept:
            wide = t.px(columns[n].width) if columns[n].width else max(0, free // stretch)
            trim = 0 if n == count - 1 else GUTTER // 2
            out.append((QRect(x, rect.y(), wide - trim, rect.height()), model.index(index.row(), n)))
            x += wide
        return out

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The cells' words and icons."""
        for space, at in self.boxes(rect, index):
            cell: Cell | None = at.data(CELL)
            if cell is not None:
                draw_cell(painter, cell, space)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(option.rect)  # the whole row; Qt's own would take the style's text rectangle

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        """The whole words of an elided cell."""
        rect: QRect = option.rect
        for space, at in self.boxes(rect, index) if index.isValid() else ():
            if space.contains(event.pos()) and self.cut(space, at):
                QToolTip.showText(event.globalPos(), tip(str(at.data(Qt.ItemDataRole.DisplayRole))), view)
                return True
        QToolTip.hideText()
        return False

    def cut(self, space: QRect, index: Index) -> bool:
        """Whether the cell is elided in this space."""
        cell: Cell | None = index.data(CELL)
        return cell is not None and is_cut(cell, space)


class TreeDelegate(RowDelegate):
    """Rows of a `Tree`: headings that span it, and connectors from each row to the one it hangs under."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, theme().px(33) + 1 if self.group(index) else self.row_height())

    def group(self, index: Index) -> str:
        """The heading's words; empty for a plain row."""
        model = index.model()
        return model.node(index).group if isinstance(model, NodesModel) else ""

    def ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        if self.group(index) and not selected:
            painter.fillRect(rect, theme().color("sunken"))
            paint.hairline(painter, rect.x(), rect.bottom(), rect.width())
        else:
            super().ground(painter, rect, index, selected)

    def chain(self, index: Index) -> list[Index]:
        """The row and what it hangs under, without headings and the first row below one."""
        chain: list[Index] = []
        above = index.parent()
        while above.isValid() and not self.group(above):
            chain.append(index)
            index, above = above, above.parent()
        return chain

    def boxes(self, rect: QRect, index: Index) -> list[tuple[QRect, Index]]:
        last = index.column() == index.model().columnCount() - 1
        left = EDGE + len(self.chain(index)) * theme().px(INDENT) if index.column() == 0 else GUTTER
        return [(rect.adjusted(left, 0, -(EDGE if last else GUTTER), -1), index)]

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if self.group(index):
            self.heading(painter, rect, index)
            return
        if index.column() == 0:
            self.connectors(painter, rect, index)
        super().content(painter, rect, index)

    def heading(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A heading: chevron, words, note."""
        model, view = index.model(), self.view
        assert isinstance(model, NodesModel)
        node = model.node(index)
        is_open = isinstance(view, QTreeView) and view.isExpanded(index)
        runs = (
            Run("", icon="chevron-down" if is_open else "chevron-right", icon_size=14, after=8),
            Run(node.group, Type.BODY_SEMI, after=10),
            Run(node.note, Type.SECONDARY, "text3"),
        )
        y = rect.y() + (rect.height() - theme().line(Type.BODY)) / 2
        paint.draw_runs(painter, runs if node.note else runs[:2], rect.x() + EDGE, y, rect.width() - 2 * EDGE)

    def connectors(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """An elbow to this row and a line past it for every ancestor with more below."""
        t, chain = theme(), self.chain(index)
        painter.setPen(QPen(t.color("line2"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        top, bottom = float(rect.y()), float(rect.bottom())
        for level, at in enumerate(reversed(chain)):
            x = rect.x() + EDGE + t.px(10) + level * t.px(INDENT) + 0.5
            more = at.row() < at.model().rowCount(at.parent()) - 1
            if at == index:
                elbow = QPainterPath(QPointF(x, top))
                turn = top + t.row_pad // 2 + t.px(16) + 0.5
                elbow.lineTo(x, turn - 4)
                elbow.quadTo(x, turn, x + 4, turn)
                elbow.lineTo(x + t.px(9), turn)
                painter.drawPath(elbow)
            if more:
                painter.drawLine(QPointF(x, top), QPointF(x, bottom))
