"""Text and shapes drawn from tokens. Laid-out text is cached, so a repaint does no shaping."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QTextLayout, QTextOption

from ui.look import icons
from ui.look.theme import theme
from ui.look.tokens import Type

Tone = str


@dataclass(frozen=True, slots=True)
class Laid:
    """Laid-out text: the layout, its width and height, where the first baseline is, and whether it was cut."""

    layout: QTextLayout
    width: float
    height: int
    baseline: int
    cut: bool


@lru_cache(maxsize=4096)
def _lay(text: str, role: Type, width: int, lines: int, centre: bool, revision: int) -> Laid:
    font, line_height, base = theme().font(role), theme().line(role), theme().baseline(role)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap if lines > 1 else QTextOption.WrapMode.NoWrap)
    if centre:
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    cut = False
    text = text.replace("\n", "\u2028" if lines > 1 else " ")  # a layout breaks lines at the separator alone
    for _ in range(2):
        layout = QTextLayout(text, font)
        layout.setTextOption(option)
        layout.beginLayout()
        widest, count, end = 0.0, 0, 0
        while count < lines:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width if lines > 1 else 1e6)
            line.setPosition(QPointF(0, count * line_height + base - line.ascent()))
            widest, count, end = max(widest, line.naturalTextWidth()), count + 1, line.textStart() + line.textLength()
            start = line.textStart()
        layout.endLayout()
        if not count or cut or (end >= len(text) and widest <= width):
            break
        cut = True
        rest = text[start:].replace("\u2028", " ")
        text = text[:start] + QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, width)
    return Laid(layout, widest, max(1, count) * line_height, base, cut)


def lay(text: str, role: Type, width: float = 1e6, lines: int = 1, centre: bool = False) -> Laid:
    """Text in at most `lines` lines of `width` pixels, the last one elided."""
    return _lay(text, role, int(width), lines, centre, theme().revision)


def draw_text(painter: QPainter, laid: Laid, tone: Tone, x: float, y: float) -> None:
    """Draws laid-out text with its top left at (x, y)."""
    painter.setPen(theme().color(tone))
    laid.layout.draw(painter, QPointF(x, y))


def write(painter: QPainter, text: str, role: Type, tone: Tone, rect: QRect | QRectF, right: bool = False) -> Laid:
    """One elided line, vertically centred in `rect`."""
    laid = lay(text, role, rect.width())
    x = rect.x() + (rect.width() - laid.width if right else 0)
    draw_text(painter, laid, tone, x, rect.y() + (rect.height() - laid.height) // 2)
    return laid


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line: an icon, words, or both. `slot` fixes its width, so that columns of runs align."""

    text: str = ""
    role: Type = Type.BODY
    tone: Tone = "text"
    icon: str = ""
    icon_tone: Tone = ""
    icon_size: int = 15
    gap: int = 6  # between icon and word
    after: int = 8  # to the next run
    slot: int = 0
    right: bool = False
    strike: bool = False


def run_width(run: Run) -> float:
    """Pixels the run takes, its slot if it has one."""
    t = theme()
    if run.slot:
        return t.px(run.slot)
    words = lay(run.text, run.role).width if run.text else 0.0
    art = t.px(run.icon_size) if run.icon else 0
    return words + art + (t.px(run.gap) if words and art else 0)


def runs_width(runs: tuple[Run, ...]) -> float:
    """Pixels the runs take, with the gaps between them."""
    return sum(run_width(run) for run in runs) + sum(theme().px(run.after) for run in runs[:-1])


def line_height(runs: tuple[Run, ...]) -> int:
    """The greatest line height among the runs."""
    return max(theme().line(run.role) for run in runs) if runs else 0


def draw_runs(painter: QPainter, runs: tuple[Run, ...], x: float, y: float, width: float, right: bool = False) -> bool:
    """Draws runs on one baseline in a line of their greatest height; words that do not fit are elided.

    Returns whether something was cut, which is when the row owes the reader a tooltip.
    """
    t = theme()
    height = line_height(runs)
    biggest = max(runs, key=lambda run: t.line(run.role)).role
    baseline = y + t.baseline(biggest)
    end, cut = x + width, False
    if right:
        x += max(0.0, width - runs_width(runs))
    for run in runs:
        wide = run_width(run)
        left = x
        if run.icon:
            icons.draw(
                painter,
                run.icon,
                run.icon_tone or run.tone,
                run.icon_size,
                left,
                y + (height - t.px(run.icon_size)) / 2,
            )
            left += t.px(run.icon_size) + t.px(run.gap)
        if run.text:
            room = min(end, x + wide) + 1 - left
            laid = lay(run.text, run.role, max(0.0, room))
            cut = cut or laid.cut
            if run.right:
                left = x + wide - laid.width
            draw_text(painter, laid, run.tone, left, baseline - laid.baseline)
            if run.strike:
                middle = round(baseline - t.metrics(run.role)[0] * 0.3) + 0.5
                painter.drawLine(QPointF(left, middle), QPointF(left + laid.width, middle))
        x += wide + t.px(run.after)
    return cut


def box(
    painter: QPainter, rect: QRect | QRectF, fill: Tone = "", border: Tone = "", radius: float = 6, pen: float = 1
) -> None:
    """A rounded box whose border lies inside `rect` on whole pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setPen(QPen(theme().color(border), pen) if border else Qt.PenStyle.NoPen)
    painter.setBrush(theme().color(fill) if fill else Qt.BrushStyle.NoBrush)
    inset = pen / 2 if border else 0
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def round_bottom(rect: QRect, radius: float) -> QPainterPath:
    """The clip of a card's last row."""
    path = QPainterPath()
    path.addRoundedRect(QRectF(rect).adjusted(0, -radius * 2, 0, 0), radius, radius)
    return path


def key_width(keys: str) -> int:
    """Width of a key cap."""
    return round(lay(keys, Type.FLOOR).width) + theme().px(13)


def draw_key(
    painter: QPainter,
    keys: str,
    x: float,
    middle: float,
    tone: Tone = "text2",
    fill: Tone = "surface",
    border: Tone = "line2",
) -> int:
    """A key cap centred on `middle`; returns its width."""
    wide, high = key_width(keys), theme().px(18)
    top = round(middle - high / 2)
    box(painter, QRectF(x, top, wide, high), fill, border, 4)
    laid = lay(keys, Type.FLOOR)
    draw_text(painter, laid, tone, x + (wide - laid.width) / 2, top + (high - laid.height) / 2)
    return wide


def draw_bars(painter: QPainter, level: int, x: float, bottom: float, tone: Tone = "text2") -> None:
    """Strength or confidence as one to three bars; 16 px wide."""
    t = theme()
    painter.setPen(Qt.PenStyle.NoPen)
    for n, high in enumerate((5, 8, 12)):
        painter.setBrush(t.color(tone if n < level else "line2"))
        painter.drawRoundedRect(QRectF(x + n * t.px(6), bottom - t.px(high), t.px(4), t.px(high)), 1, 1)


def draw_segments(painter: QPainter, states: str, rect: QRectF) -> None:
    """One cell a demand: f filled (answered), h hatched (drafted), g grey (rejected), o outlined (open)."""
    t = theme()
    gap = 2.0
    wide = (rect.width() - gap * (len(states) - 1)) / len(states)
    for n, state in enumerate(states):
        left, end = round(rect.x() + n * (wide + gap)), round(rect.x() + n * (wide + gap) + wide)
        cell = QRectF(left, rect.y(), end - left, rect.height())
        if state == "f":
            box(painter, cell, "green", "", 2)
        elif state == "g":
            box(painter, cell, "ctl", "", 2)
        elif state == "o":
            box(painter, cell, "", "ctl", 2)
        else:
            box(painter, cell, "amber_soft", "", 2)
            painter.save()
            path = QPainterPath()
            path.addRoundedRect(cell, 2, 2)
            painter.setClipPath(path)
            painter.setPen(QPen(t.color("amber"), 1.6))
            x = cell.x() - cell.height()
            while x < cell.right():
                painter.drawLine(QPointF(x, cell.bottom()), QPointF(x + cell.height(), cell.y()))
                x += 7
            painter.restore()


def hairline(painter: QPainter, x: float, y: float, width: float, tone: Tone = "line") -> None:
    """A logical pixel, filled rather than stroked: never blurred, at any scale."""
    painter.fillRect(QRectF(x, y, width, 1), theme().color(tone))
