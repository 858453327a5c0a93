"""The walk from an event to the last day of its period, without a word of text.

`walk` follows the rules step by step and notes each move; the texts are made
from those moves elsewhere. The same walk is repeated for every reading.
"""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from casefile.domain.deadlines import Counting, Direction, Regime, Request, Unit
from casefile.errors import UserError
from casefile.law import periods
from casefile.law.calendars import FIRST_YEAR, LAST_YEAR, USUAL, Calendar, View

DAY = dt.timedelta(days=1)
THREE_DAYS = dt.timedelta(days=3)

COUNTING_OF = {
    Regime.FRCP: Counting.FRCP_6,
    Regime.FRAP: Counting.FRAP_26,
    Regime.STATUTE: Counting.FRCP_6,
    Regime.LETTER: Counting.OWN,
}


class Move(enum.Enum):
    """What happened at one stage of a walk."""

    COUNTED = enum.auto()
    ROLLED = enum.auto()
    THREE_DAYS = enum.auto()
    REOPENED = enum.auto()


class Stage(NamedTuple):
    """One move, the day it reached, and the closed days it passed over."""

    move: Move
    day: dt.date
    passed: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Assumed:
    """What one reading takes for granted.

    Attributes:
        view: The doubtful days taken as closed.
        three_days: Whether days are added for the kind of service.
        reopened_first: Whether a closing of the clerk's office also extends
            the period to which the three days are then added.
    """

    view: View = USUAL
    three_days: bool = False
    reopened_first: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """The hour at which a period stated in hours ends.

    Attributes:
        day: Local day of the last hour, before any move.
        time: Wall clock in `zone`.
        zone: Name of the zone, or None where the trigger named none.
        changed: Whether the clocks changed between event and end.
        remark: What must be said about the reckoning; "" if nothing.
    """

    day: dt.date
    start: dt.time
    time: dt.time
    zone: str | None
    changed: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Walk:
    """The moves of one reading; the last one reaches the deadline."""

    stages: tuple[Stage, ...]

    @property
    def raw(self) -> dt.date:
        """The last day as counted, before any move."""
        return self.stages[0].day

    @property
    def end(self) -> dt.date:
        """The deadline."""
        return self.stages[-1].day


def counting_of(request: Request) -> Counting:
    """The text that the request's period is counted by."""
    return request.rule.counting if request.rule else COUNTING_OF[request.regime]


def start_day(request: Request) -> dt.date:
    """The day of the event, in the request's zone where it has an instant and a zone."""
    trigger = request.trigger
    if not isinstance(trigger, dt.datetime):
        return trigger
    if trigger.tzinfo is not None and request.zone is not None:
        return trigger.astimezone(ZoneInfo(request.zone)).date()
    return trigger.date()


def walk(request: Request, calendar: Calendar, assumed: Assumed, clock: Clock | None) -> Walk:
    """Counts a period and moves its last day as the request's rules say.

    The order is that of the rules: the period first, with its move off a
    closed day, then the three days of Rule 6(d) or FRAP 26(c), then the move
    again, and only then the closing of the clerk's office on the last day.

    Args:
        calendar: Closed days under `assumed.view`.
        clock: The end of a period in hours; None for all others.

    Raises:
        UserError: The period leaves the years whose holidays are known.
    """
    stages = [_count(request, calendar, clock)]
    counting = counting_of(request)
    if counting is not Counting.OWN:
        _roll(stages, request.direction, calendar)
        if assumed.three_days:
            if assumed.reopened_first:
                _reopen(stages, request.closed, calendar)
            stages.append(Stage(Move.THREE_DAYS, stages[-1].day + THREE_DAYS))
            _roll(stages, request.direction, calendar)
        if request.closed:
            _reopen(stages, request.closed, calendar)
    _check_year(stages[0].day)
    _check_year(stages[-1].day)
    return Walk(tuple(stages))


def clock_of(request: Request) -> Clock | None:
    """Counts real elapsed hours; None where the period is not in hours.

    Every hour counts from the event on, also over a change of the clocks.

    Raises:
        UserError: The trigger has no time, or a time that the clocks skipped.

    Source: Fed. R. Civ. P. 6(a)(2)(A)-(B); Fed. R. App. P. 26(a)(2)(A)-(B).
    """
    if request.period.unit is not Unit.HOURS:
        return None
    trigger = request.trigger
    if not isinstance(trigger, dt.datetime):
        raise UserError(
            "A period in hours needs the time of the event.", hint='Give the trigger as "2026-05-22T15:00".'
        )
    remark = ""
    local = trigger
    if request.zone is not None:
        zone = ZoneInfo(request.zone)
        local = trigger.replace(tzinfo=zone) if trigger.tzinfo is None else trigger.astimezone(zone)
        again = local.astimezone(dt.UTC).astimezone(zone)
        if again.replace(tzinfo=None, fold=0) != local.replace(tzinfo=None, fold=0):
            raise UserError(f"{trigger:%Y-%m-%d %H:%M} does not exist in {request.zone}: the clocks skipped it.")
        if trigger.tzinfo is None and local.utcoffset() != local.replace(fold=1).utcoffset():
            remark = (
                f"{trigger:%H:%M} came twice that day in {request.zone}; the first is taken. "
                "Give an offset if it was the second."
            )
    else:
        remark = "No time zone was given: a change of the clocks in between is not taken into account."
    return _end_of_hours(request, local, remark)


def _end_of_hours(request: Request, local: dt.datetime, remark: str) -> Clock:
    try:
        hours = dt.timedelta(hours=request.period.count * request.direction.sign)
        # Through UTC: adding to a local time would keep the wall clock, not the elapsed hours.
        end = local + hours if local.tzinfo is None else (local.astimezone(dt.UTC) + hours).astimezone(local.tzinfo)
    except (OverflowError, ValueError) as error:
        raise UserError(f"{request.period} from {local:%Y-%m-%d} lies outside the calendar.") from error
    zone = request.zone or (str(local.tzinfo) if local.tzinfo else None)
    return Clock(
        end.date(), local.time(), end.time(), zone, changed=local.utcoffset() != end.utcoffset(), remark=remark
    )


def _count(request: Request, calendar: Calendar, clock: Clock | None) -> Stage:
    if clock is not None:
        return Stage(Move.COUNTED, clock.day)
    day = start_day(request)
    if request.period.unit is not Unit.BUSINESS_DAYS:
        return Stage(Move.COUNTED, periods.add(day, request.period, request.direction))
    if request.period.count > 300 * (LAST_YEAR - FIRST_YEAR):
        raise UserError(f"{request.period} from {day} lies outside the calendar.")
    step = request.direction.sign * DAY
    passed = []
    left = request.period.count
    while left:
        day += step
        _check_year(day)
        if not calendar.is_closed(day):
            left -= 1
        elif calendar.holiday(day) is not None:
            passed.append(day)
    return Stage(Move.COUNTED, day, tuple(passed))


def _roll(stages: list[Stage], direction: Direction, calendar: Calendar) -> None:
    day = stages[-1].day
    if not calendar.is_closed(day):
        return
    step = direction.sign * DAY
    passed = []
    while calendar.is_closed(day):
        passed.append(day)
        day += step
    stages.append(Stage(Move.ROLLED, day, tuple(passed)))


def _reopen(stages: list[Stage], closed: tuple[dt.date, ...], calendar: Calendar) -> None:
    # Forward even for a period counted backward: the extension runs to the
    # first accessible day (committee note of 2009 to FRAP 26(a)(3)).
    day = stages[-1].day
    if day not in closed:
        return
    passed = []
    while day in closed or calendar.is_closed(day):
        passed.append(day)
        day += DAY
    stages.append(Stage(Move.REOPENED, day, tuple(passed)))


def _check_year(day: dt.date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UserError(f"{day} lies outside the years {FIRST_YEAR} to {LAST_YEAR}, for which the holidays are known.")
