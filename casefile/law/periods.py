"""Reading periods such as "21 days", and counting them on the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re

from casefile.domain.deadlines import Direction, Period, Unit
from casefile.errors import UserError

DAY = dt.timedelta(days=1)

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_WORDS = {word: number for number, word in enumerate(_SMALL.split(), start=1)} | {
    "twenty-one": 21,
    "twenty-eight": 28,
    "thirty": 30,
    "forty-five": 45,
    "sixty": 60,
    "ninety": 90,
}

_PERIOD = re.compile(
    r"(?P<number>[0-9]{1,15}|[a-z-]+?)(?:\s*\((?P<again>[0-9]{1,15})\))?[\s-]+"
    r"(?:(?P<kind>calendar|business|working)[\s-]+)?(?P<unit>hour|day|week|month|year)s?"
)


@functools.lru_cache(maxsize=512)
def parse_period(text: str) -> Period:
    """Reads a period as people and letters write it.

    Args:
        text: A whole number, or a common number in words, and a unit.
            "Working days" are business days.

    Raises:
        UserError: The text is no period, or counts zero units.

    >>> parse_period("21 days")
    Period(count=21, unit=<Unit.DAYS: 'days'>)
    >>> str(parse_period("thirty (30) calendar days")), str(parse_period("10 business days"))
    ('30 days', '10 business days')
    """
    match = _PERIOD.fullmatch(text.strip().lower())
    number = match and (match["again"] or match["number"])
    count = int(number) if number and number.isdecimal() else _WORDS.get(number or "", 0)
    contradicts = match and match["again"] and _WORDS.get(match["number"], count) != count
    if match is None or count < 1 or contradicts:
        raise UserError(
            f'"{text}" is not a period.', hint='Write a number and a unit, such as "21 days" or "3 business days".'
        )
    if match["kind"] in ("business", "working"):
        if match["unit"] != "day":
            raise UserError(f'"{text}" is not a period.', hint="Only days can be business days.")
        return Period(count, Unit.BUSINESS_DAYS)
    return Period(count, Unit(match["unit"] + "s"))


def add(day: dt.date, period: Period, direction: Direction) -> dt.date:
    """The last day of a period in days, weeks, months or years.

    The day of the event is left out: one day after Monday is Tuesday. Months
    and years end on the same day of the month, or on the last day of a
    shorter month. Nothing is moved off closed days here.

    Raises:
        UserError: The end lies outside the calendar, or the unit is not one
            that this function counts.

    >>> add(dt.date(2026, 1, 31), Period(1, Unit.MONTHS), Direction.AFTER)
    datetime.date(2026, 2, 28)
    >>> add(dt.date(2026, 6, 26), Period(1, Unit.WEEKS), Direction.BEFORE)
    datetime.date(2026, 6, 19)
    """
    count = period.count * direction.sign
    try:
        if period.unit is Unit.DAYS:
            return day + count * DAY
        if period.unit is Unit.WEEKS:
            return day + 7 * count * DAY
        if period.unit is Unit.MONTHS:
            return add_months(day, count)
        if period.unit is Unit.YEARS:
            return add_months(day, 12 * count)
    except (OverflowError, ValueError) as error:
        raise UserError(f"{period} from {day} lies outside the calendar.") from error
    raise UserError(f"{period.unit.value.capitalize()} are not counted by the calendar alone.")


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of another month, or that month's last day if it is shorter.

    Raises:
        ValueError: The year lies outside 1 to 9999.

    >>> add_months(dt.date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
