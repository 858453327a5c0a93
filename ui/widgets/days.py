"""Days as the window prints them."""

from __future__ import annotations

import datetime as dt

from casefile.domain.values import MONTHS, WEEKDAYS, long_date, short_date


def day_words(day: dt.date) -> str:
    """A day with its weekday, short.

    >>> day_words(dt.date(2017, 6, 30))
    'Fri, Jun 30, 2017'
    """
    return short_date(day)


def long_day(day: dt.date) -> str:
    """A day in full.

    >>> long_day(dt.date(2018, 1, 16))
    'Tuesday, January 16, 2018'
    """
    return f"{WEEKDAYS[day.weekday()]}, {long_date(day)}"


def short_day(day: dt.date, today: dt.date) -> str:
    """Month and day; the year only where it is another than today's.

    >>> short_day(dt.date(2017, 6, 30), dt.date(2017, 1, 1)), short_day(dt.date(2018, 1, 16), dt.date(2017, 1, 1))
    ('Jun 30', 'Jan 16, 2018')
    """
    year = "" if day.year == today.year else f", {day.year}"
    return f"{MONTHS[day.month - 1][:3]} {day.day}{year}"


def left_words(days: int) -> str:
    """Days left, in words.

    >>> left_words(0), left_words(1), left_words(-3)
    ('today', '1 day', '3 days ago')
    """
    if not days:
        return "today"
    words = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return words if days > 0 else f"{words} ago"
