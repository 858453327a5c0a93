"""Which days are closed: weekends, federal holidays, a State's holidays.

Federal holidays are those of 5 U.S.C. § 6103(a). A holiday on a Sunday is
observed on Monday. The Friday before a holiday on a Saturday is observed too,
but § 6103(b)(1) says so for pay and leave only, so a `Calendar` can be asked
with and without those Fridays. Business days in letters and lists take the
Friday as closed, which is the careful side for a day to work to.
"""

from __future__ import annotations

import datetime as dt
import difflib
import enum
import functools

from casefile.domain.deadlines import Direction
from casefile.errors import UserError
from casefile.law import deadline_days
from casefile.law.deadline_days import Holiday, Kind

DAY = dt.timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1978, 2200  # Veterans Day stands on November 11 again since 1978


class View(enum.IntFlag):
    """Which doubtful days a calendar takes as closed."""

    FIRM = 0
    FRIDAYS = 1  # the Friday before a federal holiday on a Saturday
    PRESIDENT = 2  # days on which the President closed the executive departments
    DOUBTFUL = 4  # days of the State that the texts leave open


USUAL = View.FRIDAYS

_VIEW_OF = {Kind.FRIDAY: View.FRIDAYS, Kind.PRESIDENT: View.PRESIDENT, Kind.DOUBTFUL: View.DOUBTFUL}


class Calendar:
    """The closed days of some States under one view of the doubtful ones.

    >>> Calendar().is_closed(dt.date(2026, 7, 3)), Calendar(view=View.FIRM).is_closed(dt.date(2026, 7, 3))
    (True, False)
    """

    __slots__ = ("_known", "states", "view")

    def __init__(self, states: tuple[str, ...] = (), view: View = USUAL) -> None:
        self.states, self.view = states, view
        self._known: dict[int, dict[dt.date, Holiday]] = {}

    def holiday(self, day: dt.date) -> Holiday | None:
        """The holiday on `day`; None on ordinary days and plain weekends."""
        year = day.year
        days = self._known.get(year)
        if days is None:
            days = self._known[year] = self._of_year(year)
        return days.get(day)

    def is_closed(self, day: dt.date) -> bool:
        """Whether `day` is a Saturday, a Sunday or a holiday."""
        return day.weekday() >= deadline_days.SATURDAY or self.holiday(day) is not None

    def next_open(self, day: dt.date, direction: Direction) -> dt.date:
        """The first open day at or beyond `day`, going on in one direction."""
        step = DAY if direction is Direction.AFTER else -DAY
        while self.is_closed(day):
            day += step
        return day

    def _of_year(self, year: int) -> dict[dt.date, Holiday]:
        days: dict[dt.date, Holiday] = {}
        for holiday in _all_days(year, self.states):
            needs = _VIEW_OF.get(holiday.kind)
            if needs is None or needs & self.view:
                known = days.get(holiday.date)
                if known is None or holiday.kind < known.kind:
                    days[holiday.date] = holiday
        return days


@functools.lru_cache(maxsize=1024)
def calendar_of(states: tuple[str, ...] = (), view: View = USUAL) -> Calendar:
    """The shared calendar of some States: its years are worked out once."""
    return Calendar(states, view)


@functools.lru_cache(maxsize=4096)
def _all_days(year: int, states: tuple[str, ...]) -> tuple[Holiday, ...]:
    closed = [holiday for holiday in deadline_days.closures() if holiday.date.year == year]
    own = [holiday for code in states for holiday in deadline_days.state_days(code, year)]
    return (*federal_holidays(year), *closed, *own)


@functools.lru_cache(maxsize=512)
def federal_holidays(year: int) -> tuple[Holiday, ...]:
    """The federal holidays of a year with the days on which they are observed.

    Args:
        year: From 1978 on.

    Returns:
        In order of date. A holiday on a weekend stands here twice: on its own
        day and, as a `Kind.MONDAY` or `Kind.FRIDAY`, on the day observed. The
        Friday may fall in the year before its holiday.

    Source: 5 U.S.C. § 6103(a) and (b)(1); Pub. L. 117-17 for Juneteenth.

    >>> [str(day.date) for day in federal_holidays(2026) if day.kind is Kind.FRIDAY]
    ['2026-07-03']
    """
    found = []
    authority = deadline_days.federal().authority
    for rule in deadline_days.federal().days:
        for home in (year, year + 1):
            day = rule.in_year(home)
            if day is None:
                continue
            paragraph = "A" if day >= rule.listed_since else "B"
            if day.year == year:
                found.append(Holiday(day, rule.name, Kind.FEDERAL, paragraph, authority))
            observed = _observed(rule.name, day, paragraph)
            if observed is not None and observed.date.year == year:
                found.append(observed)
    return tuple(sorted(found, key=lambda holiday: holiday.date))


def _observed(name: str, day: dt.date, paragraph: str) -> Holiday | None:
    own_day = f"{day:%A}, {day:%B} {day.day}"
    if day.weekday() == deadline_days.SATURDAY:
        remark = (
            f"{name} falls on {own_day}: 5 U.S.C. § 6103(b)(1) makes the Friday before a holiday for pay and leave, "
            "which does not settle whether it is a legal holiday for the rules. Both readings are kept."
        )
        return Holiday(
            day - DAY, f"{name} (observed)", Kind.FRIDAY, paragraph, "5 U.S.C. § 6103(b)(1) (pay and leave)", remark
        )
    if day.weekday() == deadline_days.SUNDAY:
        remark = (
            f"{name} falls on {own_day}: that it is observed on the Monday after is practice; 5 U.S.C. § 6103 does not "
            "say so."
        )
        return Holiday(day + DAY, f"{name} (observed)", Kind.MONDAY, paragraph, "5 U.S.C. § 6103(a), practice", remark)
    return None


@functools.lru_cache(maxsize=512)
def _state_days_of_all(year: int) -> dict[dt.date, tuple[str, ...]]:
    found: dict[dt.date, dict[str, None]] = {}
    for code in deadline_days.listed_states():
        listed = deadline_days.state(code)
        for holiday in deadline_days.state_days(code, year) if listed and listed.days else ():
            found.setdefault(holiday.date, {})[code] = None
    return {day: tuple(codes) for day, codes in found.items()}


def states_closed_on(day: dt.date) -> tuple[str, ...]:
    """Codes of the States whose list, as far as it is at hand, has `day`.

    >>> states_closed_on(dt.date(2026, 4, 20))
    ('MA',)
    """
    return _state_days_of_all(day.year).get(day, ())


def state_code(text: str) -> str:
    """The two-letter code of a State named by code or by name.

    Raises:
        UserError: No State, District or territory is called so.

    >>> state_code("ma"), state_code("District of Columbia")
    ('MA', 'DC')
    """
    names = deadline_days.state_names()
    wanted = text.strip()
    if wanted.upper() in names:
        return wanted.upper()
    for code, name in names.items():
        if name.lower() == wanted.lower():
            return code
    close = difflib.get_close_matches(wanted.title(), names.values(), n=1)
    hint = f"Did you mean {close[0]}?" if close else "Use a two-letter code such as MA."
    raise UserError(f'"{text}" is no State.', hint=hint)


def is_business_day(day: dt.date, states: tuple[str, ...] = ()) -> bool:
    """Whether `day` is no weekend, no federal holiday (observed days too) and none of the States'.

    >>> is_business_day(dt.date(2026, 7, 3)), is_business_day(dt.date(2026, 7, 6))
    (False, True)
    """
    return not calendar_of(states).is_closed(day)


def previous_business_day(day: dt.date, states: tuple[str, ...] = ()) -> dt.date:
    """The last business day on or before `day`.

    >>> previous_business_day(dt.date(2026, 7, 5))
    datetime.date(2026, 7, 2)
    """
    return calendar_of(states).next_open(day, Direction.BEFORE)


def business_days_between(start: dt.date, end: dt.date, states: tuple[str, ...] = ()) -> int:
    """Business days in which to act: after `start`, up to and including `end`.

    >>> business_days_between(dt.date(2025, 8, 13), dt.date(2025, 8, 19))
    4
    """
    calendar = calendar_of(states)
    days = range(1, (end - start).days + 1)
    return sum(not calendar.is_closed(start + number * DAY) for number in days)


def days_left(safe: dt.date, today: dt.date) -> int:
    """Calendar days until the safe date; negative once it has passed.

    >>> days_left(dt.date(2026, 6, 22), dt.date(2026, 6, 20))
    2
    """
    return (safe - today).days
