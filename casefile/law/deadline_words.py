"""The sentences of a computation: steps, readings and warnings in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from casefile.domain.deadlines import Counting, Direction, Period, Request, Service, Step, Unit
from casefile.domain.values import MONTHS, WEEKDAYS
from casefile.law.calendars import Calendar, View, calendar_of, states_closed_on
from casefile.law.deadline_counting import Assumed, Clock, Move, Stage, Walk, counting_of, start_day
from casefile.law.deadline_days import DAY, SATURDAY, Holiday, Kind, state, state_names

# The pinpoints of the three texts; "{}" stands for the paragraph within the rule.
_BOOK = {
    Counting.FRCP_6: "Fed. R. Civ. P. 6{}",
    Counting.FRAP_26: "Fed. R. App. P. 26{}",
    Counting.SCTR_30: "Sup. Ct. R. 30.1",
    Counting.OWN: "the letter's own words",
}
_DOUBTS = ((View.PRESIDENT, Kind.PRESIDENT), (View.DOUBTFUL, Kind.DOUBTFUL))
_SERVED = {
    Service.MAIL: "Served by mail",
    Service.CLERK: "Left with the clerk",
    Service.CONSENTED: "Served by other means consented to",
    Service.HAND: "Handed over",
    Service.ELECTRONIC: "Served electronically",
}


def day_words(day: dt.date) -> str:
    """A day without its year: "June 19".

    >>> day_words(dt.date(2026, 6, 19))
    'June 19'
    """
    return f"{MONTHS[day.month - 1]} {day.day}"


def full_words(day: dt.date) -> str:
    """A day with its weekday and year.

    >>> full_words(dt.date(2026, 6, 19))
    'Friday, June 19, 2026'
    """
    return f"{WEEKDAYS[day.weekday()]}, {day_words(day)}, {day.year}"


def weekday(day: dt.date) -> str:
    """The name of the weekday."""
    return WEEKDAYS[day.weekday()]


def listing(items: Sequence[str]) -> str:
    """Joins items with commas and "and".

    >>> listing(["a", "b", "c"])
    'a, b and c'
    """
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def cite(counting: Counting, *paragraphs: str) -> str:
    """A pinpoint into the text that a period is counted by.

    >>> cite(Counting.FRCP_6, "(a)(1)(C)", "(a)(5)")
    'Fed. R. Civ. P. 6(a)(1)(C), 6(a)(5)'
    """
    book = _BOOK[counting]
    if "{}" not in book:
        return book
    number = book[book.rindex(" ") + 1 :]
    return ", ".join([book.format(paragraphs[0]), *(number.format(rest) for rest in paragraphs[1:])])


class Clerk:
    """Writes the steps of one walk.

    Args:
        request: What was asked.
        calendar: The calendar that the walk went by.
        clock: The end of a period in hours, or None.
    """

    def __init__(self, request: Request, calendar: Calendar, clock: Clock | None) -> None:
        self._request, self._calendar, self._clock = request, calendar, clock
        self._counting = counting_of(request)
        self._forward = request.direction is Direction.AFTER

    def steps(self, walk: Walk) -> tuple[Step, ...]:
        """The numbered steps, from the event to the deadline."""
        lines = [(start_day(self._request), *self._start())]
        lines += [(stage.day, *self._line(stage)) for stage in walk.stages]
        return tuple(Step(n, day, text, authority) for n, (day, text, authority) in enumerate(lines, start=1))

    def _start(self) -> tuple[str, str]:
        start, counting = self._request.start, self._counting
        if self._clock is None:
            own = self._request.rule if counting is Counting.OWN else None
            return f"{start}: not counted.", own.authority if own else cite(counting, "(a)(1)(A)")
        return f"{start}, {self._clock.start:%H:%M}: counting starts at once.", cite(counting, "(a)(2)(A)")

    def _line(self, stage: Stage) -> tuple[str, str]:
        match stage.move:
            case Move.COUNTED:
                return self._counted(stage)
            case Move.ROLLED:
                return self._rolled(stage)
            case Move.THREE_DAYS:
                return self._three_days()
            case Move.REOPENED:
                return self._reopened(stage)

    def _counted(self, stage: Stage) -> tuple[str, str]:
        request, period = self._request, self._request.period
        text = f"{period} {'later' if self._forward else 'earlier'}"
        if self._clock is not None:
            text += f", counting every hour: {weekday(stage.day)}, {self._clock.time:%H:%M}"
            if self._clock.changed:
                text += ", the clocks having changed in between"
        else:
            text += f", a {weekday(stage.day)}"
        if period.unit is Unit.BUSINESS_DAYS:
            text += ", leaving out " + listing(["weekends", *(self._named(day) for day in stage.passed)])
        if self._shortened(stage.day, period):
            text += "; the month has no such day, so its last day"
        if self._counting is Counting.OWN:
            text += "; it does not move" if self._calendar.is_closed(stage.day) else ""
        own = "(a)(2)(B)" if self._clock is not None else "(a)(1)(B)"
        return text + ".", request.rule.authority if request.rule else cite(self._counting, own)

    def _shortened(self, day: dt.date, period: Period) -> bool:
        return period.unit in (Unit.MONTHS, Unit.YEARS) and day.day != start_day(self._request).day

    def _rolled(self, stage: Stage) -> tuple[str, str]:
        paragraphs = ["(a)(2)(C)" if self._clock is not None else "(a)(1)(C)"]
        if not self._forward:
            paragraphs.append("(a)(5)")
        holidays = [holiday for day in stage.passed if (holiday := self._calendar.holiday(day))]
        paragraphs += sorted({f"(a)(6)({holiday.paragraph})" for holiday in holidays})
        authority = cite(self._counting, *paragraphs)
        authority += "".join(dict.fromkeys(f"; {day.authority}" for day in holidays if day.kind in (Kind.STATE,)))
        how = "moved" if self._forward else "moved back"
        same = "the same time on " if self._clock is not None else ""
        return f"{self._reasons(stage.passed)}: {how} to {same}{weekday(stage.day)}.", authority

    def _three_days(self) -> tuple[str, str]:
        means = self._request.service
        lead = f"{_SERVED[means]}: 3" if means else "3"
        paragraph = "(c)" if self._counting is Counting.FRAP_26 else "(d)"
        return f"{lead} days are added after the period would otherwise expire.", cite(self._counting, paragraph)

    def _reopened(self, stage: Stage) -> tuple[str, str]:
        shut = [day for day in stage.passed if day in self._request.closed]
        others = [day for day in stage.passed if day not in self._request.closed]
        text = f"The clerk's office is inaccessible on {listing([day_words(day) for day in shut])}"
        if others:
            text += f", {self._reasons(others)}"
        same = "the same time on " if self._clock is not None else ""
        paragraph = "(a)(3)(B)" if self._clock is not None else "(a)(3)(A)"
        return f"{text}: extended to {same}{weekday(stage.day)}.", cite(self._counting, paragraph)

    def _reasons(self, days: Sequence[dt.date]) -> str:
        """Why days are closed: "June 19 is Juneteenth, June 20 and 21 a weekend"."""
        clauses = list(self._clauses(sorted(days)))
        subject, plural, reason = clauses[0]
        first = f"{subject} {'are' if plural else 'is'} {reason}"
        return ", ".join([first, *(f"{subject} {reason}" for subject, _, reason in clauses[1:])])

    def _clauses(self, days: Sequence[dt.date]) -> Iterator[tuple[str, bool, str]]:
        index = 0
        while index < len(days):
            day = days[index]
            following = days[index + 1] if index + 1 < len(days) else None
            holiday = self._calendar.holiday(day)
            if holiday is not None:
                where = f" in {state_names()[holiday.state]}" if holiday.state else ""
                extra = f" and a {weekday(day)}" if day.weekday() >= SATURDAY else ""
                yield day_words(day), False, holiday.name + where + extra
            elif day.weekday() == SATURDAY and following == day + DAY and self._calendar.holiday(day + DAY) is None:
                month = "" if following.month == day.month else f"{MONTHS[following.month - 1]} "
                yield f"{day_words(day)} and {month}{following.day}", True, "a weekend"
                index += 1
            else:
                yield day_words(day), False, f"a {weekday(day)}"
            index += 1

    def _named(self, day: dt.date) -> str:
        holiday = self._calendar.holiday(day)
        return f"{day_words(day)} ({holiday.name})" if holiday else day_words(day)


def when(request: Request, plain: Walk, other: Walk, assumed: Assumed, usual: Assumed) -> str:
    """What must hold for a reading other than the one in the steps."""
    parts = []
    low = min(plain.raw, other.raw, plain.end, other.end)
    high = max(plain.raw, other.raw, plain.end, other.end)
    if request.period.unit is Unit.BUSINESS_DAYS:
        low, high = min(low, start_day(request)), max(high, start_day(request))
    full = calendar_of(calendar_states(request), View.FRIDAYS | View.PRESIDENT | View.DOUBTFUL)
    if not assumed.view & View.FRIDAYS:
        fridays = [day_words(day.date) for day in _of_kinds(full, low, high, Kind.FRIDAY)]
        named = f"{listing(fridays)}, observed for a Saturday holiday," if fridays else "the Friday before a holiday"
        parts.append(f"{named} is no legal holiday")
    kinds = [kind for view, kind in _DOUBTS if view & assumed.view]
    if kinds:
        doubtful = [f"{day_words(day.date)} ({day.name})" for day in _of_kinds(full, low, high, *kinds)]
        verb = "counts as a legal holiday" if len(doubtful) == 1 else "count as legal holidays"
        parts.append(f"{listing(doubtful)} {verb}" if doubtful else "a doubtful day counts as a legal holiday")
    if assumed.three_days != usual.three_days:
        parts.append(_three_days_when(request, added=assumed.three_days))
    if assumed.reopened_first:
        parts.append("the closing of the clerk's office also extends the period to which the 3 days are added")
    return "If " + ", and if ".join(parts) + "."


def _three_days_when(request: Request, *, added: bool) -> str:
    frap = counting_of(request) is Counting.FRAP_26
    if not added:
        return "the paper was delivered on the date stated in the proof of service, so that no 3 days are added"
    if request.service is Service.ELECTRONIC:
        return "3 days are added for electronic service, as the rule had it until November 30, 2016 (unverified)"
    if frap:
        return "the paper was neither served electronically nor delivered on the date in the proof of service (3 days)"
    return "service was by mail, by leaving the paper with the clerk or by other means consented to (3 days)"


def _of_kinds(calendar: Calendar, low: dt.date, high: dt.date, *kinds: Kind) -> list[Holiday]:
    days = (low + number * DAY for number in range((high - low).days + 1))
    return [holiday for day in days if (holiday := calendar.holiday(day)) and holiday.kind in kinds]


def remarks(walks: Iterable[tuple[Walk, Calendar]]) -> Iterator[str]:
    """What must be said about the holidays that decide any of the readings."""
    for walk, calendar in walks:
        for stage in walk.stages:
            for day in stage.passed:
                holiday = calendar.holiday(day)
                if holiday is not None and holiday.remark:
                    yield f"{day_words(day)}, {day.year}: {holiday.remark}"


def calendar_states(request: Request) -> tuple[str, ...]:
    """The States whose holidays count: none for a period counted backward.

    Source: Fed. R. Civ. P. 6(a)(6)(C); Fed. R. App. P. 26(a)(6)(C).
    """
    if request.direction is Direction.BEFORE or (request.rule is not None and not request.rule.states_count):
        return ()
    return request.states


def state_remarks(request: Request, end: dt.date) -> Iterator[str]:
    """What must be said about the States named, or about none being named."""
    counted = calendar_states(request)
    if request.states and not counted:
        for code in request.states:
            if code in states_closed_on(end):
                yield (
                    f"{day_words(end)} is a holiday in {state_names()[code]}, but a period like this one does not "
                    "recognise a State's holidays."
                )
        return
    for code in counted:
        listed = state(code)
        if listed is None or not listed.days:
            name = state_names()[code]
            yield f"The holiday statute of {name} was not at hand: its days only add readings. Check them."
        elif not listed.complete:
            yield f"The holiday list of {listed.name} was not seen whole ({listed.text}): check the day with the clerk."
    silent = not request.states and request.direction is Direction.AFTER
    by_rule = counting_of(request) in (Counting.FRCP_6, Counting.FRAP_26)
    if silent and by_rule and (request.rule is None or request.rule.states_count) and (codes := states_closed_on(end)):
        names = listing([state_names()[code] for code in codes])
        yield f"No State was named; {day_words(end)} is a holiday, or may be one, in {names}."
