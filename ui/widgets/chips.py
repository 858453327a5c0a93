"""Small pieces of a line: a standing, any status, a tag, a pin cite, an exhibit number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.look import icons, paint
from ui.look.base import FIXED, Legend, lay_row
from ui.look.buttons import Button
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import STANDINGS, Status


class Badge(Legend):
    """A status on its soft ground: icon, word, colour."""

    def __init__(self, status: Status, what: str = "") -> None:
        super().__init__((Run("-"),))
        self.set(status, what)

    def set(self, status: Status, what: str = "") -> None:
        """Shows a status; `what` it is of is said to screen readers ("Standing")."""
        tone = status.tone if hasattr(theme().tokens, f"{status.tone}_soft") else "grey"
        self.set_runs((status.run(),), f"{what}: {status.word}" if what else status.word, f"{tone}_soft")


class StandingBadge(Badge):
    """The standing of a claim, by the value of the domain's word."""

    def __init__(self, standing: str) -> None:
        super().__init__(STANDINGS[standing], "Standing")

    def set_standing(self, standing: str) -> None:
        """Shows another standing."""
        self.set(STANDINGS[standing], "Standing")


class Tag(QWidget):
    """A shared tag; `removable` adds a cross."""

    removed = Signal(str)

    def __init__(self, words: str, removable: bool = False) -> None:
        super().__init__()
        self.words = words
        self.legend = Legend((Run(words, Type.SECONDARY, "text2", "tag", "text3", 13, 5),), f"Tag: {words}")
        parts: list[QWidget] = [self.legend]
        if removable:
            close = Button("", "x", "tool", name=f"Remove tag {words}")
            close.clicked.connect(lambda: self.removed.emit(words))
            parts.append(close)
        lay_row(self, *parts, sides=(8, 2 if removable else 8), gap=2)
        self.setSizePolicy(FIXED, FIXED)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.box(QPainter(self), self.rect(), "grey_soft", "", 5)


class PinCiteChip(Button):
    """A pin cite that opens the page: exhibit sticker and place; `sound` is False when the quote is not there."""

    def __init__(self, exhibit: str, place: str, sound: bool = True) -> None:
        super().__init__("", kind="link", name=f"Open {exhibit}, {place}")
        self.exhibit, self.place, self.sound = exhibit, place, sound
        if not sound:
            self.setAccessibleDescription("The quoted words are not on this page.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        t = theme()
        wide = sticker_width(self.exhibit) + t.px(8) + round(paint.lay(self.place, Type.SECONDARY).width + 0.99)
        return QSize(wide + (0 if self.sound else t.px(20)), t.px(26))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter = theme(), QPainter(self)
        x = draw_sticker(painter, self.exhibit, 0, self.height() / 2) + t.px(8)
        laid = paint.lay(self.place, Type.SECONDARY)
        y = (self.height() - laid.height) / 2
        paint.draw_text(painter, laid, "link", x, y)
        if self.underMouse():
            paint.hairline(painter, x, y + laid.baseline + 2, laid.width, "link")
        if not self.sound:
            icons.draw(painter, "circle-alert", "red", 14, x + laid.width + t.px(6), (self.height() - t.px(14)) / 2)


def sticker_width(words: str) -> int:
    """Width of an exhibit sticker in pixels; at least that of "Ex. 12", so that stickers in a column align."""
    return max(theme().px(46), round(paint.lay(words, Type.FLOOR_SEMI).width) + theme().px(14))


def draw_sticker(painter: QPainter, words: str, x: float, middle: float) -> int:
    """Draws an exhibit sticker centred on `middle`; returns its width."""
    wide, high = sticker_width(words), theme().px(18)
    top = round(middle - high / 2)
    paint.box(painter, QRectF(x, top, wide, high), "surface", "ctl", 3)
    laid = paint.lay(words, Type.FLOOR_SEMI)
    paint.draw_text(painter, laid, "text", x + (wide - laid.width) / 2, top + (high - laid.height) / 2)
    return wide
