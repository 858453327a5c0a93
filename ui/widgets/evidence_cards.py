"""What is offered on a claim, a card each: where it comes from, its words, for or against, how strong."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from casefile.services.queries.claims import Offered
from ui.look import icons, paint
from ui.look.cells import ROW, Column, Index, RowsModel, text
from ui.look.delegates import RowDelegate
from ui.look.rows import RowList
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import STANCES, STRENGTHS
from ui.models.kinds import ICONS
from ui.widgets.chips import draw_sticker

BETWEEN = 6  # between two cards
LINES = 12  # of the quotation, at most


def sentence(own: Offered) -> str:
    """For screen readers."""
    parts = [own.sticker, own.title, own.place, own.support.stance.label, own.support.strength.label]
    return f"{', '.join(part for part in parts if part)}. {own.words}"


class CardDelegate(RowDelegate):
    """Paints a card."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row, t = index.data(ROW), theme()
        body = self.body(row, self.view.viewport().width())
        words = body.height + 8 if row.words else 2
        return QSize(0, t.line(Type.BODY) + 2 * t.line(Type.SECONDARY) + words + 26 + BETWEEN)

    def body(self, row: Offered, width: int) -> paint.Laid:
        """The words, laid out; a source's own are in serif behind a bar."""
        words, role = (f"“{row.words}”", Type.QUOTE) if row.quoted else (row.words, Type.BODY)
        return paint.lay(" ".join(words.split()), role, width - (48 if row.quoted else 26), LINES)

    def ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        card = rect.adjusted(0, 0, 0, -BETWEEN)
        fill = "sel" if selected and self.view.hasFocus() else "hover" if self.view.hovered(index) else "surface"
        paint.box(painter, card, fill, "line", 6)

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row, t = index.data(ROW), theme()
        x, y, right = rect.x() + 13, rect.y() + 9, rect.right() - 12
        high = t.line(Type.BODY)
        if row.sticker:
            left = x + draw_sticker(painter, row.sticker, x, y + high / 2) + 10
        else:
            icons.draw(painter, ICONS[row.source.kind], "text2", 16, x, y + (high - t.px(16)) / 2)
            left = x + t.px(16) + 8
        paint.write(painter, row.title, Type.BODY_MEDIUM, "text", QRect(left, y, right - left, high))
        y += high
        small = t.line(Type.SECONDARY)
        paint.write(painter, row.place or "No pin", Type.SECONDARY, "text3", QRect(left, y, right - left, small))
        y += small + 6
        if row.words:
            body = self.body(row, rect.width())
            if row.quoted:
                painter.fillRect(QRect(x, y, 2, body.height), t.color("line2"))
            paint.draw_text(painter, body, "text", x + (11 if row.quoted else 0), y)
            y += body.height + 8
        else:
            y += 2
        self.feet(painter, row, x, y, right)

    def feet(self, painter: QPainter, row: Offered, x: int, y: int, right: int) -> None:
        """The card's last line: for or against, strength, kind."""
        t, support = theme(), row.support
        mark = STANCES[support.stance.value].run()
        paint.draw_runs(painter, (mark,), x, y, right - x)
        after = x + paint.run_width(mark) + t.px(16)
        strength, line = STRENGTHS[support.strength.value], t.line(Type.SECONDARY)
        paint.draw_bars(painter, strength.level, after, y + t.px(14))
        paint.write(painter, strength.word, Type.SECONDARY, "text2", QRect(round(after + t.px(21)), y, t.px(80), line))
        kind = row.source.kind.words.capitalize()
        if support.admissibility != "admissible":
            kind = support.admissibility.label
        paint.write(painter, kind, Type.SECONDARY, "text3", QRect(x, y, right - x, line), right=True)


def evidence_list() -> RowList:
    """The list of cards, empty."""
    model = RowsModel([Column("Evidence", lambda own: text(own.title))], [], sentence)
    made = RowList("Evidence", model)
    model.setParent(made)
    made.setItemDelegate(CardDelegate(made, hairlines=False))
    made.by_width = True
    made.fit()
    return made
