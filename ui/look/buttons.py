"""Buttons, segmented choices, check boxes and radio buttons."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QPushButton, QRadioButton, QWidget

from ui.look import icons, paint
from ui.look.base import FIXED, lay_row
from ui.look.theme import theme
from ui.look.tips import set_tip
from ui.look.tokens import Type


class Button(QPushButton):
    """Kinds: primary, plain (bordered), quiet (no border), link, tool (icon only), segment (inside `Segmented`)."""

    def __init__(
        self,
        words: str = "",
        icon: str = "",
        kind: str = "plain",
        *,
        key: str = "",
        small: bool = False,
        name: str = "",
    ) -> None:
        super().__init__(words)
        self.setShortcut(QKeySequence())  # an ampersand in a record's title is no mnemonic
        self.icon_name, self.kind, self.key, self.small = icon, kind, key, small
        roles = {"link": Type.BODY, "segment": Type.BODY, "primary": Type.BODY_MEDIUM}
        self.role = roles.get(kind, Type.SECONDARY_MEDIUM)
        self.setSizePolicy(FIXED, FIXED)
        self.setCursor(Qt.CursorShape.PointingHandCursor if kind == "link" else Qt.CursorShape.ArrowCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        if name:
            self.setAccessibleName(name)
            set_tip(self, f"{name} ({key})" if key else name)
        theme().scaled.connect(self.updateGeometry)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.setShortcut(QKeySequence())
        self.updateGeometry()

    def _parts(self) -> tuple[int, int, int, int]:
        """(padding, icon size, gap, words width), scaled."""
        t = theme()
        role = Type.BODY_SEMI if self.kind == "segment" else self.role
        words = int(paint.lay(self.text(), role).width + 0.99) if self.text() else 0
        pad = {"link": 0, "tool": 5, "quiet": 8, "primary": 13}.get(self.kind, 10 if self.small else 11)
        size = {"segment": 15, "primary": 16, "tool": 16}.get(self.kind, 14)
        gap = {"segment": 6, "primary": 8}.get(self.kind, 7) if self.icon_name and words else 0
        return t.px(pad), size if self.icon_name else 0, t.px(gap), words

    def sizeHint(self) -> QSize:
        t = theme()
        pad, size, gap, words = self._parts()
        high = {"link": 18, "tool": 26, "segment": 28}.get(self.kind, 26 if self.small else 30)
        keys = paint.key_width(self.key) + t.px(8) if self.key and self.kind != "tool" else 0
        return QSize(2 * pad + t.px(size) + gap + words + keys, t.px(high))

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        t, painter, kind, rect = theme(), QPainter(self), self.kind, self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on, hot, down = self.isEnabled(), self.underMouse() and self.isEnabled(), self.isDown()
        tone = "text" if on else "text3"
        if kind == "primary" and on:
            paint.box(painter, rect, "accent", "", 6)
            if hot:
                painter.setOpacity(0.12 if not down else 0.2)
                paint.box(painter, rect, "on_accent" if t.tokens.dark else "text", "", 6)
                painter.setOpacity(1)
            tone = "on_accent"
        elif kind in ("plain", "primary"):
            fill = "sel" if down else "hover" if hot else "surface" if on else "sunken"
            paint.box(painter, rect, fill, "ctl" if on else "line2", 6)
        elif kind in ("quiet", "tool"):
            tone = "text2" if on else "text3"
            if hot or self.isChecked():
                paint.box(painter, rect, "sel" if down or self.isChecked() else "hover", "", 6)
        elif kind == "segment":
            self._segment_ground(painter, hot)
            tone = "text" if self.isChecked() else "text2"
        else:
            tone = "link"
        pad, size, gap, _words = self._parts()
        role = Type.BODY_SEMI if kind == "segment" and self.isChecked() else self.role
        laid = paint.lay(self.text(), role, max(0, self.width() - 2 * pad - t.px(size) - gap))
        x = float(pad if kind != "segment" else (self.width() - t.px(size) - gap - laid.width) / 2)
        if size:
            icons.draw(painter, self.icon_name, tone, size, x, (self.height() - t.px(size)) / 2)
            x += t.px(size) + gap
        y = (self.height() - laid.height) / 2
        paint.draw_text(painter, laid, tone, x, y)
        if kind == "link" and hot:
            paint.hairline(painter, x, y + laid.baseline + 2, laid.width, "link")
        if self.key and kind != "tool":
            wide = paint.key_width(self.key)
            fill, border = ("accent", "on_accent") if kind == "primary" and on else ("surface", "line2")
            ink = tone if kind == "primary" else "text2"
            paint.draw_key(painter, self.key, self.width() - pad - wide, self.height() / 2, ink, fill, border)

    def _segment_ground(self, painter: QPainter, hot: bool) -> None:
        """This segment's part of the one outline that all share, so that the ends are round and the joints are not."""
        t, parent = theme(), self.parentWidget()
        assert parent is not None
        whole = parent.rect().translated(-self.x(), -self.y())
        paint.box(painter, whole, "sel" if self.isChecked() else "hover" if hot else "surface", "ctl", 6)
        if self.x():
            painter.fillRect(0, 1, 1, self.height() - 2, t.color("line2"))
        if self.isChecked():
            painter.fillRect(1, self.height() - 3, self.width() - 1, 2, t.color("accent"))


class Segmented(QWidget):
    """One choice of a few; Left and Right move it."""

    chosen = Signal(int)

    def __init__(self, name: str, options: Sequence[tuple[str, str]], current: int = 0) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.group = QButtonGroup(self)
        box = lay_row(self, gap=0)
        for n, (words, icon) in enumerate(options):
            button = Button(words, icon, "segment", name=f"{name}: {words}")
            button.setToolTip("")
            button.setCheckable(True)
            button.setChecked(n == current)
            self.group.addButton(button, n)
            box.addWidget(button)
        self.group.idToggled.connect(lambda n, on: self.chosen.emit(n) if on else None)
        self.setSizePolicy(FIXED, FIXED)


def _mark_size(button: QAbstractButton) -> QSize:
    """Check boxes and radio buttons: a 16 px mark, 8 px, the words; the whole of it can be clicked."""
    t = theme()
    words = int(paint.lay(button.text(), Type.BODY).width + 0.99) if button.text() else 0
    return QSize(t.px(16) + (t.px(8) + words if words else 0) + 2, t.px(26))


def _draw_mark(button: QAbstractButton, round_mark: bool) -> None:
    t, painter = theme(), QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on, hot = button.isEnabled(), button.underMouse() and button.isEnabled()
    partly = isinstance(button, QCheckBox) and button.checkState() is Qt.CheckState.PartiallyChecked
    filled = (button.isChecked() or partly) and on
    size = t.px(16)
    mark = QRectF(1, (button.height() - size) // 2, size, size)
    radius = size / 2 if round_mark else 4
    if filled:
        paint.box(painter, mark, "accent", "", radius)
    else:
        fill = "sunken" if not on else "sel" if button.isDown() else "hover" if hot else "surface"
        paint.box(painter, mark, fill, "ctl" if on else "line2", radius)
    tone = "on_accent" if filled else "text3"
    if round_mark and button.isChecked():
        dot = size * 3 / 16
        painter.setBrush(t.color(tone))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawEllipse(mark.center(), dot, dot)
    elif button.isChecked() or partly:
        side = (size - t.px(13)) / 2
        icons.draw(painter, "minus" if partly else "check", tone, 13, mark.x() + side, mark.y() + side)
    left = size + t.px(8) + 1
    laid = paint.lay(button.text(), Type.BODY, max(0, button.width() - left))
    paint.draw_text(painter, laid, "text" if on else "text3", left, (button.height() - laid.height) / 2)
    set_tip(button, button.text() if laid.cut else "")


class Check(QCheckBox):
    """A check box; `three` adds the state for several records that differ."""

    def __init__(self, words: str, on: bool = False, three: bool = False) -> None:
        super().__init__(words)
        self.setTristate(three)
        self.setChecked(on)
        _settle(self)

    def sizeHint(self) -> QSize:
        return _mark_size(self)

    def minimumSizeHint(self) -> QSize:
        return _mark_size(self)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        _draw_mark(self, round_mark=False)


class Radio(QRadioButton):
    """A radio button; those of one parent exclude each other."""

    def __init__(self, words: str, on: bool = False) -> None:
        super().__init__(words)
        self.setChecked(on)
        _settle(self)

    def sizeHint(self) -> QSize:
        return _mark_size(self)

    def minimumSizeHint(self) -> QSize:
        return _mark_size(self)

    def hitButton(self, at: QPoint) -> bool:
        return self.rect().contains(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        _draw_mark(self, round_mark=True)


def _settle(mark: QAbstractButton) -> None:
    mark.setAttribute(Qt.WidgetAttribute.WA_Hover)
    mark.setSizePolicy(FIXED, FIXED)
    mark.setShortcut(QKeySequence())
    theme().scaled.connect(mark.updateGeometry)
