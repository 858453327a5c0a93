"""The timeline as a vector drawing: black marks on hairlines, so that it survives any copier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.colors import white
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from casefile.reports.render.pdf.fonts import SANS, SANS_BOLD, SERIF_BOLD
from casefile.reports.render.pdf.icons import draw_icon
from casefile.reports.render.pdf.styles import INKS, LANE_RULE, MONTH_RULE, SOFT, TEXT, Measures
from casefile.reports.render.pdf.timeline_layout import (
    RADIUS,
    Axis,
    EventShape,
    FlagShape,
    LaneLayout,
    SpanShape,
    lay_out,
)
from casefile.reports.report import Ink
from casefile.reports.timeline_figure import FLAG_MARKS, MONTHS, Event, FlagState, Lane, Span, TimelineFigure
from casefile.reports.timeline_figure import Flag as FlagMark

LANE = 23.25
LABELS = 112.5  # the column of lane labels
MARGIN_RIGHT = 16.5
HEADER = 25.5
LEGEND_LINE = 15.0
SIZE = 8.25
TITLE_ROOM = 44.0  # of the first page
FLAG_TEXTS = {
    FlagState.MET: "Deadline met",
    FlagState.ANSWERED: "Answered, delivery not proved",
    FlagState.AHEAD: "Deadline ahead",
    FlagState.PASSED: "Passed, no answer entered",
    FlagState.MISSED: "Deadline missed",
}
GONE_BY = (FlagState.PASSED, FlagState.MISSED)
DONE = (FlagState.MET, FlagState.ANSWERED)

Printable = Callable[[str, str], str]


def lanes_per_page(measures: Measures) -> int:
    """How many lanes the drawing may have on one page, title and legend included."""
    return max(1, int((measures.text_height - HEADER - 3 * LEGEND_LINE - TITLE_ROOM) // LANE))


class TimelineDrawing(Flowable):
    """Some lanes of a figure with the axis above and the legend below."""

    def __init__(self, figure: TimelineFigure, lanes: Sequence[Lane], width: float, printable: Printable) -> None:
        super().__init__()
        self._figure, self._lanes, self._printable = figure, lanes, printable
        self._axis = Axis.over(figure.first, figure.last, width - LABELS - MARGIN_RIGHT)
        self._layouts = [lay_out(lane, self._axis, self._measure, width - LABELS) for lane in lanes]
        self._legend = self._legend_lines(width)
        self.width = width
        self.height = HEADER + LANE * len(lanes) + 8 + LEGEND_LINE * len(self._legend)

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        return self.width, self.height

    def _measure(self, words: str) -> float:
        return float(stringWidth(self._printable(words, SANS), SANS, SIZE))

    def draw(self) -> None:
        c = self.canv
        axis_y = self.height - HEADER
        foot = axis_y - LANE * len(self._lanes)
        self._draw_axis(c, axis_y, foot)
        for number, lane in enumerate(self._lanes):
            y = axis_y - LANE * number
            self._draw_lane_rule(c, lane, y, is_last=number == len(self._lanes) - 1)
        self._draw_as_of(c, axis_y, foot)
        for number, layout in enumerate(self._layouts):
            self._draw_marks(c, layout, axis_y - LANE * (number + 0.5))
        self._draw_legend(c, foot - 8)

    # Axis and lanes

    def _draw_axis(self, c: Any, axis_y: float, foot: float) -> None:
        c.setStrokeColor(MONTH_RULE)
        c.setLineWidth(0.75)
        c.line(LABELS + self._axis.width, axis_y + 13, LABELS + self._axis.width, foot)
        for x, label, is_new_year in self._axis.ticks():
            c.line(LABELS + x, axis_y + 13, LABELS + x, foot)
            c.setFillColor(TEXT)
            c.setFont(SANS_BOLD if is_new_year else SANS, SIZE)
            c.drawString(LABELS + x + 3, axis_y + 5, label)
        c.setStrokeColor(TEXT)
        c.setLineWidth(0.9)
        c.line(0, axis_y, self.width, axis_y)

    def _draw_lane_rule(self, c: Any, lane: Lane, y: float, *, is_last: bool) -> None:
        c.setStrokeColor(TEXT if is_last else LANE_RULE)
        c.setLineWidth(0.75 if is_last else 0.6)
        c.line(0, y - LANE, self.width, y - LANE)
        c.setFillColor(TEXT)
        c.setFont(SERIF_BOLD, 10)
        label = self._printable(lane.label, SERIF_BOLD)
        while stringWidth(label, SERIF_BOLD, 10) > LABELS - 6:
            label = label.rstrip("…")[:-1].rstrip() + "…"
        c.drawString(0, y - LANE / 2 - 3.2, label)

    def _draw_as_of(self, c: Any, axis_y: float, foot: float) -> None:
        day = self._figure.as_of
        if day is None or not self._axis.start <= day < self._axis.end:
            return
        x, words = LABELS + self._axis.x(day), f"As of {MONTHS[day.month - 1]} {day.day}"
        c.saveState()
        c.setStrokeColor(INKS[Ink.BLUE])
        c.setFillColor(INKS[Ink.BLUE])
        c.setLineWidth(0.8)
        c.setDash(2.6, 1.9)
        c.line(x, axis_y + 13, x, foot)
        c.setFont(SANS_BOLD, SIZE)
        half = stringWidth(words, SANS_BOLD, SIZE) / 2
        c.drawCentredString(min(max(x, half), self.width - half), axis_y + 15.5, words)
        c.restoreState()

    # Marks

    def _draw_marks(self, c: Any, layout: LaneLayout, y: float) -> None:
        for left, words in layout.labels:
            shown = self._printable(words, SANS)
            c.setFillColor(white)
            c.rect(LABELS + left - 1, y - 5, stringWidth(shown, SANS, SIZE) + 2, 10, stroke=0, fill=1)
            c.setFillColor(TEXT)
            c.setFont(SANS, SIZE)
            c.drawString(LABELS + left, y - 3, shown)
        for shape in layout.shapes:
            match shape:
                case SpanShape(left, right):
                    draw_span(c, LABELS + left, y, right - left)
                case EventShape(center, icon, count):
                    draw_event(c, LABELS + center, y, icon, count)
                case FlagShape(left, text, state, width):
                    draw_flag(c, LABELS + left, y, text, state, width)

    # Legend

    def _legend_lines(self, width: float) -> list[list[tuple[float, Any, str]]]:
        """Entries of the legend with their places, in as many lines as they need; only what is drawn is explained."""
        entries: list[tuple[Any, str]] = []
        marks = [mark for lane in self._figure.lanes for mark in lane.marks]
        for state in FlagState:
            if any(isinstance(mark, FlagMark) and mark.state is state for mark in marks):
                entries.append((state, FLAG_TEXTS[state]))
        kinds = dict.fromkeys((mark.icon, mark.kind) for mark in marks if isinstance(mark, Event))
        entries += [(icon, self._printable(kind, SANS)) for icon, kind in kinds]
        shapes = [shape for layout in self._layouts for shape in layout.shapes]
        if any(isinstance(shape, EventShape) and shape.count > 1 for shape in shapes):
            entries.append((2, "Several events"))
        if any(isinstance(mark, Span) for mark in marks):
            entries.append((Span, "Day not known"))
        note = self._figure.note if any(isinstance(mark, FlagMark) for mark in marks) else ""
        lines: list[list[tuple[float, Any, str]]] = [[]] if entries else []
        x = 0.0
        for sign, words in entries:
            room = 17 + stringWidth(words, SANS, SIZE)
            if lines[-1] and x + room > width:
                lines.append([])
                x = 0.0
            lines[-1].append((x, sign, words))
            x += room + 18
        if note:
            at = width - stringWidth(note, SANS, SIZE)
            if x > at:
                lines.append([])
            lines[-1].append((at, None, note))
        return lines

    def _draw_legend(self, c: Any, top: float) -> None:
        for number, line in enumerate(self._legend):
            y = top - LEGEND_LINE * (number + 0.5)
            for x, sign, words in line:
                _draw_sign(c, x, y, sign)
                c.setFillColor(SOFT)
                c.setFont(SANS, SIZE)
                c.drawString(x + (0 if sign is None else 17), y - 3, words)


def _draw_sign(c: Any, x: float, y: float, sign: Any) -> None:
    """The sign before an entry of the legend."""
    if isinstance(sign, FlagState):
        draw_flag(c, x + 0.5, y - 0.5, FLAG_MARKS.get(sign, ""), sign, 10.0, height=10.0)
    elif sign is Span:
        draw_span(c, x, y, 13.0, height=8.0)
    elif sign == 2:
        draw_event(c, x + RADIUS, y, "", 2)
    elif sign is not None:
        draw_icon(c, sign, x, y - 5, 10, TEXT)


def draw_flag(c: Any, x: float, y: float, text: str, state: FlagState, width: float, height: float = 16.0) -> None:
    """A flag on its pole at x: filled when met or answered, open when ahead, with a heavy frame when gone by."""
    top, cloth = y + height / 2, 9.0 if height > 12 else 6.5
    is_met = state in DONE
    c.setStrokeColor(TEXT)
    c.setLineWidth(0.9)
    c.line(x, top, x, y - height / 2)
    c.setFillColor(TEXT if is_met else white)
    c.setLineWidth(1.7 if state in GONE_BY else 0.9)
    c.rect(x, top - cloth, width, cloth, stroke=1, fill=1)
    if text:
        c.setFillColor(white if is_met else TEXT)
        c.setFont(SANS_BOLD, 7 if height > 12 else 6)
        c.drawCentredString(x + width / 2, top - cloth / 2 - (2.7 if height > 12 else 2.1), text)


def draw_event(c: Any, x: float, y: float, icon: str, count: int) -> None:
    """A ring with an icon, or with the number of events that stand together."""
    c.setStrokeColor(TEXT)
    c.setFillColor(white)
    c.setLineWidth(0.8)
    c.circle(x, y, RADIUS, stroke=1, fill=1)
    if count > 1:
        c.setFillColor(TEXT)
        c.setFont(SANS_BOLD, 7)
        c.drawCentredString(x, y - 2.5, str(count))
    else:
        draw_icon(c, icon, x - 3.9, y - 3.9, 7.8, TEXT, stroke=2)


def draw_span(c: Any, x: float, y: float, width: float, height: float = 10.5) -> None:
    """A hatched band with a dashed frame: the day is not known."""
    low = y - height / 2
    c.saveState()
    clip = c.beginPath()
    clip.rect(x, low, width, height)
    c.setFillColor(white)
    c.rect(x, low, width, height, stroke=0, fill=1)
    c.clipPath(clip, stroke=0, fill=0)
    c.setStrokeColor(SOFT)
    c.setLineWidth(0.55)
    at = x - height
    while at < x + width:
        c.line(at, low, at + height, low + height)
        at += 4.0
    c.restoreState()
    c.saveState()
    c.setStrokeColor(TEXT)
    c.setLineWidth(0.6)
    c.setDash(2, 1.4)
    c.rect(x, low, width, height, stroke=1, fill=0)
    c.restoreState()
