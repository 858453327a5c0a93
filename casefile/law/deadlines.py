"""Computes deadlines: what is due, the day to work to, and every step on the way.

`compute` counts a period by Fed. R. Civ. P. 6, Fed. R. App. P. 26, Sup. Ct. R.
30, a statute or a letter's own words. `stated` takes a fixed date as it is.
`period_in_letter` keeps both starts apart where a letter does not say from when
its period runs. `request_from` reads the options of the command line.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import itertools
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from casefile.domain.deadlines import (
    Counting,
    Deadline,
    Direction,
    Period,
    Reading,
    Regime,
    Request,
    Service,
    Step,
    Unit,
)
from casefile.errors import UserError
from casefile.law import calendars, deadline_days, deadline_words
from casefile.law.calendars import Calendar, View, calendar_of
from casefile.law.deadline_counting import Assumed, Clock, Walk, clock_of, counting_of, start_day, walk
from casefile.law.deadline_requests import request_from
from casefile.law.periods import parse_period

__all__ = ["compute", "period_in_letter", "request_from", "stated"]

RULES_SINCE = dt.date(2009, 12, 1)  # the way of counting in days took effect
NO_DAYS_FOR_ELECTRONIC_SERVICE = dt.date(2016, 12, 1)
CLOSE_OF_BUSINESS = dt.time(17)
WASHINGTON = "America/New_York"
REACH = dt.timedelta(days=10)  # no chain of closed days and added days is longer

_ADDS_THREE = {
    Counting.FRCP_6: frozenset({Service.MAIL, Service.CLERK, Service.CONSENTED}),
    Counting.FRAP_26: frozenset({Service.MAIL, Service.CLERK, Service.CONSENTED}),
}


def compute(request: Request) -> Deadline:
    """Computes the deadline that a request asks for.

    The day of the event is not counted, and the last day moves on from a
    closed day (back, for a period measured before its event). Where the law
    leaves a day open, `due` follows the steps, `readings` holds the other
    results, and `safe` is the earliest of all. A period in a letter never
    moves; its safe date is the last business day on or before it. A period in
    a statute moves, but its safe date is the day before any move.

    Args:
        request: A date trigger is a local date; an instant without an offset
            is a wall clock in the request's zone.

    Raises:
        UserError: Hours without a time, a time that the clocks skipped, too
            many States, or a period outside the years of known holidays.

    Source: Fed. R. Civ. P. 6(a), 6(d); Fed. R. App. P. 26(a), 26(c).

    >>> served = Request(dt.date(2026, 5, 29), parse_period("21 days"))
    >>> answer = compute(served)
    >>> answer.due.isoformat(), answer.steps[-1].text
    ('2026-06-22', 'June 19 is Juneteenth, June 20 and 21 a weekend: moved to Monday.')
    """
    _check_states(request)
    clock = clock_of(request)
    usual = Assumed(three_days=_three_days(request))
    calendar = calendar_of(deadline_words.calendar_states(request), usual.view)
    plain = walk(request, calendar, usual, clock)
    readings, told = _readings(request, usual, plain, clock)
    safe = _safe(request, [reading.due for reading in readings])
    warnings = itertools.chain(
        request.notes,
        deadline_words.remarks([(plain, calendar), *told]),
        _warnings(request, plain, clock),
        _letter_warnings(plain.end, safe) if request.regime is Regime.LETTER else (),
    )
    return Deadline(
        due=plain.end,
        safe=safe,
        raw=plain.raw,
        steps=deadline_words.Clerk(request, calendar, clock).steps(plain),
        readings=readings,
        warnings=tuple(dict.fromkeys(warnings)),
        time=clock.time if clock else None,
        zone=clock.zone if clock else None,
    )


def stated(
    day: dt.date,
    *,
    time: dt.time | None = None,
    zone: str | None = None,
    close_of_business: bool = False,
    reader_zone: str | None = None,
    states: tuple[str, ...] = (),
    source: str = "the letter",
) -> Deadline:
    """A deadline that a letter or an order states as a date.

    Nothing is counted and nothing moves: Rule 6(a) computes periods, not dates.

    Args:
        time: Wall clock in `zone`, if one is stated.
        zone: IANA zone of the sender.
        close_of_business: The paper says so and names no hour: taken as 5 p.m.
            in `zone`, or in Washington's where none is given.
        reader_zone: Zone of the addressee, to show that hour there too.
        states: States whose holidays are no business days.
        source: The paper, for the step.

    Returns:
        `safe` is the last business day on or before `day`.

    >>> answer = stated(dt.date(2026, 12, 5))
    >>> answer.due.isoformat(), answer.safe.isoformat()
    ('2026-12-05', '2026-12-04')
    """
    warnings = []
    if close_of_business and time is None:
        time, zone = CLOSE_OF_BUSINESS, zone or WASHINGTON
        warnings.append(_close_of_business(day, zone, reader_zone))
    safe = calendars.previous_business_day(day, states)
    step = Step(1, day, f"Stated in {source}: a fixed date is not counted and does not move.", source)
    return Deadline(
        due=day,
        safe=safe,
        raw=day,
        steps=(step,),
        readings=(Reading(day, "As stated."),),
        warnings=(*warnings, *_letter_warnings(day, safe)),
        time=time,
        zone=zone,
    )


def period_in_letter(
    period: Period | str,
    letter_date: dt.date,
    receipt_date: dt.date | None = None,
    runs_from: str = "unclear",
    *,
    states: tuple[str, ...] = (),
) -> Deadline:
    """A period that a letter sets, such as "within 30 days".

    Counted as the letter says, in calendar days unless it says business days,
    and never moved.

    Args:
        letter_date: The day that the letter bears.
        receipt_date: The day that it arrived, if known.
        runs_from: "letter_date", "receipt", or "unclear". Unclear keeps both:
            `due` is the earlier, the later stands in `readings`.
        states: States whose holidays are no business days.

    Raises:
        UserError: The period runs from receipt and no receipt date is known.

    >>> answer = period_in_letter("30 days", dt.date(2026, 3, 2), dt.date(2026, 3, 6))
    >>> [reading.due.isoformat() for reading in answer.readings]
    ['2026-04-01', '2026-04-05']
    """
    parsed = parse_period(period) if isinstance(period, str) else period
    request = Request(letter_date, parsed, regime=Regime.LETTER, states=states, start="Date of the letter")
    if runs_from == "receipt":
        if receipt_date is None:
            raise UserError("The period runs from receipt.", hint="Enter the day on which the letter arrived.")
        return compute(dataclasses.replace(request, trigger=receipt_date, start="Day of receipt"))
    first = compute(request)
    if runs_from == "letter_date":
        return first
    note = "The letter does not say whether the period runs from its date or from its receipt."
    if receipt_date is None:
        return dataclasses.replace(first, warnings=(note, *first.warnings))
    second = compute(dataclasses.replace(request, trigger=receipt_date, start="Day of receipt"))
    readings = _joined(
        itertools.chain(
            (Reading(item.due, "If it runs from the date of the letter.") for item in first.readings),
            (Reading(item.due, "If it runs from receipt.") for item in second.readings),
        )
    )
    earlier = min(first, second, key=lambda answer: answer.due)
    return dataclasses.replace(
        earlier,
        safe=min(first.safe, second.safe),
        readings=tuple(sorted(readings, key=lambda item: item.due != earlier.due)),
        warnings=tuple(dict.fromkeys((note, *earlier.warnings))),
    )


def _joined(readings: Iterator[Reading]) -> list[Reading]:
    found: dict[dt.date, Reading] = {}
    for reading in readings:
        known = found.get(reading.due)
        if known is None:
            found[reading.due] = reading
        elif reading.when != known.when:
            found[reading.due] = Reading(reading.due, "Whether it runs from the date of the letter or from receipt.")
    return list(found.values())


def _check_states(request: Request) -> None:
    limit = 2 if counting_of(request) is Counting.FRAP_26 else 1
    if len(request.states) <= limit or counting_of(request) is Counting.OWN:
        return
    hint = (
        "Fed. R. App. P. 26(a)(6)(C) looks to two: that of the district court and that of the circuit clerk's office."
        if limit == 2
        else "Fed. R. Civ. P. 6(a)(6)(C) looks to one: that in which the district court is located."
    )
    raise UserError(f"{len(request.states)} States are too many.", hint=hint)


def _runs_from_service(request: Request) -> bool:
    if request.direction is Direction.BEFORE or counting_of(request) not in _ADDS_THREE:
        return False
    return request.runs_from_service or (request.rule is None and request.service is not None)


def _three_days(request: Request) -> bool:
    """Whether the steps add three days (Fed. R. Civ. P. 6(d), Fed. R. App. P. 26(c))."""
    return _runs_from_service(request) and request.service in _ADDS_THREE[counting_of(request)]


def _three_days_open(request: Request) -> bool:
    """Whether there is a reading that takes the other side on the three days."""
    if not _runs_from_service(request):
        return False
    match request.service:
        case None:
            return True
        case Service.ELECTRONIC:
            return request.text_date < NO_DAYS_FOR_ELECTRONIC_SERVICE
        case Service.CLERK | Service.CONSENTED:
            return counting_of(request) is Counting.FRAP_26
    return False


def _readings(
    request: Request, usual: Assumed, plain: Walk, clock: Clock | None
) -> tuple[tuple[Reading, ...], list[tuple[Walk, Calendar]]]:
    """All readings, that of the steps first, and the walks behind the others."""
    states = deadline_words.calendar_states(request)
    found = {plain.end: Reading(plain.end, "As counted in the steps.")}
    told = []
    for assumed in _others(request, usual, plain):
        calendar = calendar_of(states, assumed.view)
        other = walk(request, calendar, assumed, clock)
        if other.end not in found:
            found[other.end] = Reading(other.end, deadline_words.when(request, plain, other, assumed, usual))
            told.append((other, calendar))
    if request.regime is Regime.STATUTE and plain.raw not in found:
        found[plain.raw] = Reading(plain.raw, "If the last day of this period does not move.")
    return tuple(found.values()), told


def _others(request: Request, usual: Assumed, plain: Walk) -> tuple[Assumed, ...]:
    """The assumptions of every other reading, those that change least first."""
    low = min(plain.raw, start_day(request)) if request.period.unit is Unit.BUSINESS_DAYS else plain.raw
    return _variants(
        usual,
        president=deadline_days.any_closure(low - REACH, plain.end + REACH),
        states=bool(deadline_words.calendar_states(request)),
        three_days=_three_days_open(request),
        reopened_first=bool(request.closed) and counting_of(request) is not Counting.OWN,
    )


@functools.cache
def _variants(
    usual: Assumed, *, president: bool, states: bool, three_days: bool, reopened_first: bool
) -> tuple[Assumed, ...]:
    views = [View.FIRM, View.FRIDAYS]
    if president:
        views += [view | View.PRESIDENT for view in views]
    if states:
        views += [view | View.DOUBTFUL for view in views]
    added = (False, True) if three_days else (usual.three_days,)
    early = (False, True) if reopened_first else (False,)
    found = [Assumed(*choice) for choice in itertools.product(views, added, early)]
    # An early reopening only matters to the three days that follow it.
    found = [assumed for assumed in found if assumed != usual and (assumed.three_days or not assumed.reopened_first)]
    return tuple(sorted(found, key=lambda assumed: _distance(assumed, usual)))


def _distance(assumed: Assumed, usual: Assumed) -> int:
    """How many of the usual assumptions a reading gives up."""
    views = (assumed.view ^ usual.view).bit_count()
    return views + (assumed.three_days != usual.three_days) + assumed.reopened_first


def _safe(request: Request, dues: list[dt.date]) -> dt.date:
    if request.regime is not Regime.LETTER:
        return min(dues)
    states = deadline_words.calendar_states(request)
    return min(calendars.previous_business_day(due, states) for due in dues)


def _warnings(request: Request, plain: Walk, clock: Clock | None) -> Iterator[str]:
    counting = counting_of(request)
    if clock is not None and clock.remark:
        yield clock.remark
    if request.service is not None and not _runs_from_service(request):
        yield "The kind of service is ignored: it adds no days to this period."
    if request.closed and counting is Counting.OWN:
        yield "The days on which the clerk's office was closed are ignored: no clerk's office bears on this period."
    elif plain.end != plain.stages[0].day and any(day in request.closed for day in plain.stages[-1].passed):
        yield (
            "Keep proof that the clerk's office was inaccessible; many courts hold that it is not while electronic "
            "filing works."
        )
    if counting is not Counting.OWN and request.text_date < RULES_SINCE:
        yield (
            "The rules count this way since December 1, 2009; an event before that day may be counted differently "
            "(the older texts were not at hand)."
        )
    yield from deadline_words.state_remarks(request, plain.end)


def _letter_warnings(due: dt.date, safe: dt.date) -> Iterator[str]:
    if not calendars.is_business_day(due):
        yield (
            f"{deadline_words.full_words(due)} is no business day and the day does not move: the safe date is "
            f"{deadline_words.full_words(safe)}."
        )


def _close_of_business(day: dt.date, zone: str, reader_zone: str | None) -> str:
    text = f"“Close of business” has no fixed meaning: taken as 5:00 p.m. in {zone}, the sender's time."
    if reader_zone and reader_zone != zone:
        there = dt.datetime.combine(day, CLOSE_OF_BUSINESS, ZoneInfo(zone)).astimezone(ZoneInfo(reader_zone))
        text += f" That is {there:%H:%M} in {reader_zone}."
    return text
