"""The deadline timeline as a value: lanes, marks and the words that stand for them when read aloud."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from casefile.domain import values

MONTHS = tuple(name[:3] for name in values.MONTHS)


def short_date(day: dt.date) -> str:
    """A date as tables and drawings print it.

    >>> short_date(dt.date(2017, 6, 3))
    'Jun 3, 2017'
    """
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


class FlagState(enum.StrEnum):
    """How a deadline stands; each has its own drawing, so that it survives without colour."""

    MET = "met"
    ANSWERED = "answered"  # the answer is entered, the proof of its delivery is not
    AHEAD = "ahead"
    PASSED = "passed"  # nothing is entered: that it was missed nobody has said
    MISSED = "missed"


# What stands behind a flag's number, so that the drawing says it without the legend.
FLAG_MARKS = {FlagState.ANSWERED: "*", FlagState.PASSED: "?", FlagState.MISSED: "!"}


@dataclass(frozen=True, slots=True)
class Flag:
    """A deadline; its number keys to the table of dates."""

    on: dt.date
    number: int
    state: FlagState

    @property
    def words(self) -> str:
        return f"deadline {self.number}, {self.state}, {short_date(self.on)}"


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a known day: an icon (Lucide name), the kind it stands for, a short label."""

    on: dt.date
    icon: str
    kind: str
    label: str = ""

    @property
    def words(self) -> str:
        return f"{self.label or self.kind}, {short_date(self.on)}"


@dataclass(frozen=True, slots=True)
class Span:
    """Something that happened on an unknown day: from `first` to `last`, both included."""

    first: dt.date
    last: dt.date
    label: str = ""

    @property
    def words(self) -> str:
        when = f"between {short_date(self.first)} and {short_date(self.last)}"
        return f"{self.label or 'day not known'}, {when}"


Mark = Flag | Event | Span


def begins(mark: Mark) -> dt.date:
    """The first day of a mark.

    >>> begins(Span(dt.date(2017, 8, 1), dt.date(2017, 8, 9)))
    datetime.date(2017, 8, 1)
    """
    return mark.first if isinstance(mark, Span) else mark.on


@dataclass(frozen=True, slots=True)
class Lane:
    """One jurisdiction's row, with the records behind it (`kind:uid`)."""

    label: str
    marks: tuple[Mark, ...] = ()
    refs: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The lane as read aloud, in order of date."""
        if not self.marks:
            return f"{self.label}: nothing in this period."
        ordered = sorted(self.marks, key=begins)
        return f"{self.label}: {'; '.join(mark.words for mark in ordered)}."


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """Lanes over a true time axis.

    Attributes:
        first: First day of the axis; drawn from the start of its month.
        last: Last day of the axis, included; drawn to the end of its month.
        as_of: Where the dashed line stands, or None.

    Raises:
        ValueError: The axis ends before it starts, or a mark lies outside it.

    >>> lane = Lane("Philadelphia", (Flag(dt.date(2017, 6, 30), 1, FlagState.MET),))
    >>> TimelineFigure((lane,), dt.date(2017, 4, 1), dt.date(2017, 7, 1)).words
    'Timeline from Apr 1, 2017 to Jul 1, 2017. Philadelphia: deadline 1, met, Jun 30, 2017.'
    """

    lanes: tuple[Lane, ...]
    first: dt.date
    last: dt.date
    as_of: dt.date | None = None
    note: str = "Numbers refer to the table"

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("The axis ends before it starts.")
        for lane in self.lanes:
            for mark in lane.marks:
                end = mark.last if isinstance(mark, Span) else mark.on
                if begins(mark) < self.first or not begins(mark) <= end <= self.last:
                    raise ValueError(f"{mark.words} does not lie on the axis.")

    @property
    def words(self) -> str:
        """The drawing as read aloud, made from its data."""
        return self.words_of(self.lanes)

    def words_of(self, lanes: tuple[Lane, ...]) -> str:
        """The part of the drawing that shows `lanes`, as read aloud."""
        parts = [f"Timeline from {short_date(self.first)} to {short_date(self.last)}."]
        if self.as_of is not None:
            parts.append(f"As of {short_date(self.as_of)}.")
        parts += [lane.words for lane in lanes] or ["No lanes."]
        return " ".join(parts)
