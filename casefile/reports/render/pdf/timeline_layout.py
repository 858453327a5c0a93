"""Where the marks and labels of a timeline go: pure arithmetic, points from the left end of the axis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from casefile.reports.timeline_figure import FLAG_MARKS, MONTHS, Event, Flag, FlagState, Lane, Span, begins

NEAR = 12.0  # marks of one kind nearer than this (16 pixels) become one counted mark
RADIUS = 6.0
FLAG_WIDTH = 13.0
LEAST_SPAN = 6.0
GAP = 3.0  # between mark and label
MONTH_ROOM = 44.0  # the least room for a month's label
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months between ticks

Measure = Callable[[str], float]
M = TypeVar("M", Flag, Event)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days on a line: whole months from `start` to `end` (excluded) over `width` points.

    >>> axis = Axis.over(dt.date(2017, 4, 21), dt.date(2018, 1, 19), 306.0)
    >>> axis.start, axis.end, axis.x(dt.date(2017, 4, 11))
    (datetime.date(2017, 4, 1), datetime.date(2018, 2, 1), 10.0)
    """

    start: dt.date
    end: dt.date
    width: float

    @classmethod
    def over(cls, first: dt.date, last: dt.date, width: float) -> Axis:
        return cls(first.replace(day=1), _next_month(last.replace(day=1), 1), width)

    def x(self, day: dt.date) -> float:
        return self.width * (day - self.start).days / (self.end - self.start).days

    def ticks(self) -> Iterator[tuple[float, str, bool]]:
        """(x, label, whether it names a new year) for the months, or every second, third, ... where they are many."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        step = next((s for s in STEPS if self.width * s / months >= MONTH_ROOM), STEPS[-1])
        day, year = self.start, 0
        while day < self.end:
            is_new = day.year != year
            name = MONTHS[day.month - 1]
            yield self.x(day), f"{name} {day.year}" if is_new else name, is_new
            day, year = _next_month(day, step), day.year


def _next_month(day: dt.date, months: int) -> dt.date:
    count = day.year * 12 + day.month - 1 + months
    return dt.date(count // 12, count % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class FlagShape:
    """A flag at its pole; several near ones are one, with all numbers."""

    left: float
    text: str
    state: FlagState
    width: float = FLAG_WIDTH

    @property
    def right(self) -> float:
        return self.left + self.width


@dataclass(frozen=True, slots=True)
class EventShape:
    """A ring with an icon, or with the number of events where they stand too near."""

    center: float
    icon: str
    count: int = 1

    @property
    def left(self) -> float:
        return self.center - RADIUS

    @property
    def right(self) -> float:
        return self.center + RADIUS


@dataclass(frozen=True, slots=True)
class SpanShape:
    """A hatched band as wide as the doubt."""

    left: float
    right: float


Shape = FlagShape | EventShape | SpanShape


@dataclass(slots=True)
class LaneLayout:
    """A lane as drawn. `dropped` labels found no room: the table of dates has them."""

    shapes: list[Shape] = field(default_factory=list)
    labels: list[tuple[float, str]] = field(default_factory=list)  # left end, words
    dropped: list[str] = field(default_factory=list)


def lay_out(lane: Lane, axis: Axis, measure: Measure, right_limit: float) -> LaneLayout:
    """Places a lane's marks on the axis and their labels beside them, without overlaps.

    A label stands right of its mark; where something else is there, left of it; else it is dropped.

    Args:
        measure: The width of a label.
        right_limit: How far right of the axis' start a label may reach.

    >>> axis = Axis.over(dt.date(2017, 4, 1), dt.date(2017, 4, 30), 300.0)
    >>> first = Event(dt.date(2017, 4, 2), "gavel", "Court", "Suit filed")
    >>> near = Event(dt.date(2017, 4, 5), "gavel", "Court", "Order")
    >>> lay_out(Lane("Chicago", (first, near)), axis, lambda words: 30.0, 310.0).labels
    [(49.0, 'Order')]
    """
    made = LaneLayout()
    flags = [mark for mark in lane.marks if isinstance(mark, Flag)]
    events = [mark for mark in lane.marks if isinstance(mark, Event)]
    spans = [mark for mark in lane.marks if isinstance(mark, Span)]
    named: list[tuple[Shape, str]] = []
    for span in spans:
        left = axis.x(span.first)
        right = max(axis.x(span.last + dt.timedelta(days=1)), left + LEAST_SPAN)
        named.append((SpanShape(left, right), span.label))
    named += [_event(group, axis) for group in _groups(events, axis)]
    for flag_group in _groups(flags, axis):
        named.append((_flag(flag_group, axis, measure), ""))
    made.shapes = [shape for shape, _ in named]
    taken = [(shape.left, shape.right) for shape in made.shapes]
    for shape, label in sorted(named, key=lambda pair: pair[0].left):
        if not label:
            continue
        width = measure(label)
        own = (shape.left, shape.right)
        others = [interval for interval in taken if interval != own]
        for left in (shape.right + GAP, shape.left - GAP - width):
            if left >= 0 and left + width <= right_limit and _is_free(left - 1, left + width + 1, others):
                made.labels.append((left, label))
                taken.append((left, left + width))
                break
        else:
            made.dropped.append(label)
    return made


def _is_free(left: float, right: float, taken: Sequence[tuple[float, float]]) -> bool:
    return all(right <= start or end <= left for start, end in taken)


def _groups(marks: Sequence[M], axis: Axis) -> Iterator[list[M]]:
    """Marks in order of date; those nearer than `NEAR` to a group's first join it."""
    group: list[M] = []
    for mark in sorted(marks, key=begins):
        if group and axis.x(mark.on) - axis.x(group[0].on) >= NEAR:
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _event(group: list[Event], axis: Axis) -> tuple[Shape, str]:
    if len(group) == 1:
        return EventShape(axis.x(group[0].on), group[0].icon), group[0].label
    middle = sum(axis.x(event.on) for event in group) / len(group)
    return EventShape(middle, "", len(group)), ""


WORST_FIRST = (FlagState.MISSED, FlagState.PASSED, FlagState.AHEAD, FlagState.ANSWERED, FlagState.MET)


def _flag(group: list[Flag], axis: Axis, measure: Measure) -> FlagShape:
    """One flag for near deadlines: the worst state wins, all numbers stand in it (a long row is counted)."""
    numbers = sorted({flag.number for flag in group})
    text = ", ".join(map(str, numbers)) if len(numbers) <= 3 else f"{len(numbers)} due"
    states = {flag.state for flag in group}
    state = next(s for s in WORST_FIRST if s in states)
    text += FLAG_MARKS.get(state, "")
    return FlagShape(axis.x(group[0].on), text, state, max(FLAG_WIDTH, measure(text) + 6))
