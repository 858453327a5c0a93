"""Values of the deadline engine: what is asked, and what is answered.

Nothing here computes. `casefile.law.deadlines` turns a `Request` into a
`Deadline`; services, reports and both front ends pass these values around.
All dates are local dates at the place that the period is counted for.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass


class Unit(enum.StrEnum):
    """What a period is stated in."""

    DAYS = "days"
    BUSINESS_DAYS = "business days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


class Direction(enum.StrEnum):
    """Whether a period is measured after its event or before it."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def sign(self) -> int:
        """1 forward, -1 backward."""
        return 1 if self is Direction.AFTER else -1


class Service(enum.StrEnum):
    """How a paper was served, in the terms of Fed. R. Civ. P. 5(b)(2)."""

    HAND = "hand"
    ELECTRONIC = "electronic"
    MAIL = "mail"
    CLERK = "clerk"
    CONSENTED = "consented"


class Regime(enum.StrEnum):
    """Which law says how a period is counted."""

    FRCP = "frcp"
    FRAP = "frap"
    LETTER = "letter"
    STATUTE = "statute"


class Counting(enum.StrEnum):
    """The text that a period is counted by, where several fit a regime."""

    FRCP_6 = "frcp-6"
    FRAP_26 = "frap-26"
    SCTR_30 = "sctr-30"
    OWN = "own"  # the period's own words: a letter, or a statute that says how


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a rule, an order or a letter states it.

    >>> str(Period(1, Unit.DAYS)), str(Period(20, Unit.BUSINESS_DAYS))
    ('1 day', '20 business days')
    """

    count: int
    unit: Unit

    def __str__(self) -> str:
        name = self.unit.value
        return f"{self.count} {name.removesuffix('s') if self.count == 1 else name}"


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of a rule; tests run every one of them.

    Attributes:
        trigger: The day of the event.
        due: What the rule gives, without any State's holidays.
        safe: The safe date, where it differs from `due`.
        why: What the example shows.
    """

    trigger: dt.date
    due: dt.date
    safe: dt.date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One period of the catalogue.

    Attributes:
        authority: Citation with pinpoint.
        trigger: The event that starts the period, in words.
        runs_from_service: Whether Rule 6(d) or FRAP 26(c) can add three days:
            the party that must act was served, by a means that these name.
        text: The words that set the period, quoted; "" where only a
            description was seen.
        in_force_from: First day on which this text was in force.
        in_force_until: Last such day; None while it is in force.
        checked_against: What the entry was compared with.
        verified: False where the enacted words were not at hand.
        states_count: Whether a State's holidays can matter at all.
    """

    key: str
    title: str
    authority: str
    trigger: str
    period: Period
    direction: Direction
    regime: Regime
    counting: Counting
    runs_from_service: bool
    states_count: bool
    text: str
    in_force_from: dt.date
    in_force_until: dt.date | None
    checked_on: dt.date
    checked_against: str
    verified: bool
    notes: str = ""
    examples: tuple[Example, ...] = ()

    def in_force_on(self, day: dt.date) -> bool:
        """Whether this text was in force on `day`."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    def to_json(self) -> dict[str, object]:
        """The rule as `casefile rules --json` prints it."""
        until = self.in_force_until
        return {
            "key": self.key,
            "title": self.title,
            "authority": self.authority,
            "trigger": self.trigger,
            "period": str(self.period),
            "direction": self.direction.value,
            "regime": self.regime.value,
            "runs_from_service": self.runs_from_service,
            "in_force": {"from": self.in_force_from.isoformat(), "until": until.isoformat() if until else None},
            "checked_on": self.checked_on.isoformat(),
            "checked_against": self.checked_against,
            "verified": self.verified,
            "text": self.text,
            "notes": self.notes,
        }


@dataclass(frozen=True, slots=True)
class Request:
    """A deadline to compute.

    Attributes:
        trigger: Day or instant of the event. Periods in hours need an instant;
            one without an offset is a wall clock in `zone`.
        service: How the paper was served; None if not known.
        rule: The catalogue rule behind the period, if there is one.
        states: Two-letter codes of the States whose holidays count.
        closed: Days on which the clerk's office was inaccessible.
        zone: IANA time zone of the place, for hours.
        as_of: The day on which the text of the rules is taken; None takes
            the day of the trigger.
        runs_from_service: Whether three days can be added for service.
        start: The event in a few words, for the first step.
        notes: Warnings that arose while the request was read.
    """

    trigger: dt.date | dt.datetime
    period: Period
    direction: Direction = Direction.AFTER
    service: Service | None = None
    regime: Regime = Regime.FRCP
    rule: Rule | None = None
    states: tuple[str, ...] = ()
    closed: tuple[dt.date, ...] = ()
    zone: str | None = None
    as_of: dt.date | None = None
    runs_from_service: bool = False
    start: str = "Day of the event"
    notes: tuple[str, ...] = ()

    @property
    def trigger_date(self) -> dt.date:
        """The calendar day of the trigger, as it was given."""
        return self.trigger.date() if isinstance(self.trigger, dt.datetime) else self.trigger

    @property
    def text_date(self) -> dt.date:
        """The day on which the text of the rules is taken."""
        return self.as_of or self.trigger_date


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered line of a computation."""

    n: int
    date: dt.date
    text: str
    authority: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One defensible result, and when it is the right one."""

    due: dt.date
    when: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A computed or stated deadline.

    Attributes:
        due: The day on which the act is due; the last step bears it.
        safe: The day to work to; never later than `due` or any reading.
        raw: The last day as counted, before it moved off a closed day and
            before days were added for service.
        time: Wall clock in `zone`, where the deadline has an hour.
        readings: The first is the one that `due` follows.
    """

    due: dt.date
    safe: dt.date
    raw: dt.date
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    warnings: tuple[str, ...] = ()
    time: dt.time | None = None
    zone: str | None = None

    def to_json(self) -> dict[str, object]:
        """The deadline object of the command line."""
        return {
            "due": self.due.isoformat(),
            "safe": self.safe.isoformat(),
            "raw": self.raw.isoformat(),
            "time": self.time.strftime("%H:%M") if self.time else None,
            "zone": self.zone,
            "steps": [
                {"n": step.n, "date": step.date.isoformat(), "text": step.text, "authority": step.authority}
                for step in self.steps
            ],
            "readings": [{"due": reading.due.isoformat(), "when": reading.when} for reading in self.readings],
            "warnings": list(self.warnings),
        }
