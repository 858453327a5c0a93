"""The plainest widgets: panes, labels, legends, cards. Each paints itself from the tokens and holds no colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.look import paint
from ui.look.theme import theme
from ui.look.tips import set_tip
from ui.look.tokens import Type

FIXED, MINIMUM = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum
PREFERRED, EXPANDING = QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding


def announce(widget: QWidget, words: str) -> None:
    """Says words to a screen reader without moving the focus: undo, accept, reject, a failed save."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))


def polish(widget: QWidget, **properties: bool) -> None:
    """Sets properties that the style sheet looks at ("error", "conflict") and has the widget styled anew."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


class Pane(QWidget):
    """A ground of one token with hairlines on the edges named in `edges` (t, r, b, l), or a rounded card."""

    def __init__(
        self, fill: str = "surface", edges: str = "", high: int = 0, radius: int = 0, border: str = "line"
    ) -> None:
        super().__init__()
        self.fill, self.edges, self.high, self.radius, self.border = fill, edges, high, radius, border
        if high:
            theme().scaled.connect(self._fix)
            self._fix()

    def _fix(self) -> None:
        self.setFixedHeight(theme().px(self.high))

    def row(self, *widgets: QWidget | int, sides: tuple[int, int] = (16, 16), gap: int = 8) -> QHBoxLayout:
        """Widgets side by side; a number among them is a stretch."""
        return lay_row(self, *widgets, sides=sides, gap=gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.radius:
            paint.box(painter, self.rect(), self.fill, self.border, self.radius)
            return
        if self.fill:
            painter.fillRect(self.rect(), theme().color(self.fill))
        wide, high, color = self.width(), self.height(), theme().color("line")
        sides = {"t": (0, 0, wide, 1), "b": (0, high - 1, wide, 1), "l": (0, 0, 1, high), "r": (wide - 1, 0, 1, high)}
        for edge in self.edges:
            painter.fillRect(*sides[edge], color)


def lay_row(on: QWidget, *widgets: QWidget | int, sides: tuple[int, int] = (0, 0), gap: int = 8) -> QHBoxLayout:
    """Widgets side by side on a widget; a number among them is a stretch."""
    box = QHBoxLayout(on)
    box.setContentsMargins(sides[0], 0, sides[1], 0)
    box.setSpacing(gap)
    for widget in widgets:
        box.addStretch(widget) if isinstance(widget, int) else box.addWidget(widget)
    return box


def lay_column(on: QWidget, *widgets: QWidget, stretch: int = -1) -> QVBoxLayout:
    """Widgets edge to edge from the top; `stretch` is the position of the one that takes what is left."""
    box = QVBoxLayout(on)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    for n, widget in enumerate(widgets):
        box.addWidget(widget, int(n == stretch))
    return box


class Label(QLabel):
    """Words in a role and a tone. One line elides (with a tooltip); with `lines` it wraps to the pane."""

    def __init__(
        self, words: str = "", role: Type = Type.BODY, tone: str = "text", *, lines: int = 1, elide: bool = False
    ) -> None:
        super().__init__(words)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.role, self.tone, self.lines, self.elide, self.centre = role, tone, lines, elide, False
        self.setSizePolicy(PREFERRED if elide or lines > 1 else FIXED, MINIMUM if lines > 1 else FIXED)
        theme().scaled.connect(self.updateGeometry)

    def setText(self, words: str) -> None:
        super().setText(words)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return self.lines > 1

    def heightForWidth(self, width: int) -> int:
        return paint.lay(self.text(), self.role, width, self.lines).height

    def sizeHint(self) -> QSize:
        return QSize(int(paint.lay(self.text(), self.role).width) + 2, theme().line(self.role))

    def minimumSizeHint(self) -> QSize:
        return QSize(24 if self.elide or self.lines > 1 else self.sizeHint().width(), theme().line(self.role))

    def paintEvent(self, event: QPaintEvent) -> None:
        laid = paint.lay(self.text(), self.role, self.width(), self.lines, self.centre)
        paint.draw_text(QPainter(self), laid, self.tone, 0, (self.height() - laid.height) // 2)
        set_tip(self, self.text() if laid.cut else "")


class Legend(QLabel):
    """Runs on one line, read as one sentence: a QLabel, so that assistive technology sees static text.

    With `fill` it is a chip on a soft ground; with `elide` it may be narrower than its words.
    """

    def __init__(self, runs: tuple[paint.Run, ...], name: str = "", elide: bool = False, fill: str = "") -> None:
        super().__init__(name or ", ".join(run.text for run in runs))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.runs, self.elide, self.fill = runs, elide, fill
        self.setSizePolicy(PREFERRED if elide else FIXED, FIXED)
        theme().scaled.connect(self.updateGeometry)

    def set_runs(self, runs: tuple[paint.Run, ...], name: str, fill: str = "") -> None:
        """Shows other runs, read as `name`."""
        self.runs, self.fill = runs, fill
        self.setText(name)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        pad, high = (theme().px(18), theme().px(6)) if self.fill else (2, 0)
        return QSize(int(paint.runs_width(self.runs)) + pad, paint.line_height(self.runs) + high)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(int(paint.run_width(self.runs[0])) + 2, hint.height()) if self.elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, pad = QPainter(self), theme().px(9) if self.fill else 0
        if self.fill:
            paint.box(painter, self.rect(), self.fill, "", 5)
        y = (self.height() - paint.line_height(self.runs)) // 2
        cut = paint.draw_runs(painter, self.runs, pad, y, self.width() - pad)
        set_tip(self, self.text() if cut else "")


class Card(Pane):
    """A rounded frame with a heading row and what `add` puts under it."""

    def __init__(self, title: str, note: str = "", side: QWidget | None = None) -> None:
        super().__init__("surface", radius=8)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(1, 1, 1, 1)
        self.box.setSpacing(0)
        head = Pane("", "b", 42)
        runs = (paint.Run(title, Type.CARD), paint.Run(note, Type.SECONDARY, "text3"))
        head.row(Legend(runs if note else runs[:1], title), 1, *([side] if side else []), sides=(16, 16))
        self.box.addWidget(head)
        self.setSizePolicy(PREFERRED, MINIMUM)
        self.setAccessibleName(title)

    def add(self, widget: QWidget) -> None:
        """Puts a widget below what is there."""
        self.box.addWidget(widget)


class SegmentBar(QLabel):
    """Progress as one cell a record (see `paint.draw_segments`); the figure beside it is the caller's label."""

    def __init__(self, states: str, name: str, high: int = 6) -> None:
        super().__init__(name)
        self.states, self.high = states, high
        self.setFixedHeight(high)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint.draw_segments(QPainter(self), self.states, QRectF(self.rect()))


class Scroll(QScrollArea):
    """Lets a column of widgets scroll when the pane is too low: every form and every inspector stands in one."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(body)
        self.viewport().setAutoFillBackground(False)  # the pane below gives the ground
        body.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), theme().px(60))
