"""Small values that records are made of: partial dates, money."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from dataclasses import dataclass
from functools import cached_property

from casefile.errors import UserError

SEASONS = {21: "spring", 22: "summer", 23: "fall", 24: "winter"}  # EDTF level 1
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # meteorological; winter ends next year
_WORDS: dict[str, int] = {name: number for number, name in SEASONS.items()} | {"autumn": 23}
# Not `calendar.month_name`, which follows the locale that a window sets.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: dict[str, int] = {name.lower(): n for n, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3]: n for name, n in _MONTHS.items()} | {"sept": 9}
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
DAY = dt.timedelta(days=1)


class Precision(enum.StrEnum):
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Point:
    """One calendar day, month, season or year.

    Attributes:
        month: 1-12, or 21-24 for a season, or None for a whole year.
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> Point:
        """Raises:
        UserError: Not a day, month, season or year that exists.
        """
        match = _POINT.fullmatch(text)
        if not match:
            raise UserError(f"{text!r} is not a date.", hint="Write 2017-07-04, 2017-07, 2017 or 2017-21 for spring.")
        year, month, day = (int(part) if part else None for part in match.groups())
        point = cls(year or 0, month, day)
        try:
            _ = point.first, point.last
        except ValueError:
            raise UserError(f"There is no such day as {text}.") from None
        if point.day and point.month in SEASONS:
            raise UserError(f"There is no such day as {text}.")
        return point

    @property
    def precision(self) -> Precision:
        if self.day:
            return Precision.DAY
        if self.month is None:
            return Precision.YEAR
        return Precision.SEASON if self.month > 12 else Precision.MONTH

    @property
    def first(self) -> dt.date:
        if self.month is not None and self.month > 12:
            return dt.date(self.year, _SEASON_MONTHS[self.month][0], 1) if self.month in SEASONS else dt.date(0, 1, 1)
        return dt.date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def last(self) -> dt.date:
        if self.day is not None:
            return self.first
        year, month = self.year, 12 if self.month is None else self.month
        if month > 12:
            year, month = (year + 1 if month == 24 else year), _SEASON_MONTHS[month][1]
        return dt.date(year, month, calendar.monthrange(year, month)[1])

    def printed(self) -> str:
        match self.precision:
            case Precision.DAY:
                return long_date(self.first)
            case Precision.MONTH:
                return f"{MONTHS[(self.month or 1) - 1]} {self.year}"
            case Precision.SEASON:
                return f"{SEASONS[self.month or 0]} {self.year}"
            case Precision.YEAR:
                return str(self.year)


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known, kept in EDTF as it was entered.

    Source of the notation: Library of Congress, Extended Date/Time Format
    (ISO 8601-2:2019), of which this reads days, months, years, seasons,
    `~` (about), `A/B` (between, both ends inclusive), `../A` (before A) and
    `A/..` (after A).

    >>> PartialDate("2017-07").printed(), PartialDate("../2017-07-04").printed()
    ('July 2017', 'before July 4, 2017')
    >>> PartialDate("2017-06-30/2017-07-15").printed()
    'between June 30 and July 15, 2017'
    >>> PartialDate.read("about July 2017").edtf
    '2017-07~'
    """

    edtf: str

    def __post_init__(self) -> None:
        try:
            _ = self.bounds  # refuses what is no date
        except OverflowError:
            raise UserError(f"{self.edtf!r} lies beyond the calendar.") from None

    @classmethod
    def of(cls, day: dt.date) -> PartialDate:
        return cls(day.isoformat())

    @classmethod
    def read(cls, text: str) -> PartialDate:
        """Reads what a person types: EDTF, or words such as "before July 4, 2017".

        Raises:
            UserError: No date can be made of it.
        """
        words = " ".join(text.strip().split())
        try:
            return cls(words)
        except UserError:
            pass
        lower = words.lower()
        for prefix in ("about ", "circa ", "c. ", "approximately "):
            if lower.startswith(prefix):
                return cls(_point_of(words[len(prefix) :]) + "~")
        for prefix, form in (("before ", "../{}"), ("after ", "{}/..")):
            if lower.startswith(prefix):
                return cls(form.format(_point_of(words[len(prefix) :])))
        for opening in ("in ", "on "):
            if lower.startswith(opening):
                words = words[len(opening) :]
        match = re.fullmatch(r"(?:between|from) (.+) (?:and|to) (.+)", words, re.IGNORECASE)
        if match:
            first, last = match.groups()
            if not re.search(r"\d{4}", first):
                first = f"{first}, {last[-4:]}"
            return cls(f"{_point_of(first)}/{_point_of(last)}")
        return cls(_point_of(words))

    @cached_property
    def about(self) -> bool:
        return self.edtf.endswith("~")

    @cached_property
    def points(self) -> tuple[Point | None, Point | None]:
        """First and last point as written; None stands for an open end."""
        text = self.edtf.removesuffix("~")
        if "/" not in text:
            point = Point.parse(text)
            return point, point
        first, _, last = text.partition("/")
        if self.about or first == last == "..":
            raise UserError(f"{self.edtf!r} is not a date.", hint="Write for example 2017-06-30/2017-07-15.")
        return (None if first == ".." else Point.parse(first)), (None if last == ".." else Point.parse(last))

    @cached_property
    def bounds(self) -> tuple[dt.date | None, dt.date | None]:
        """Earliest and latest day meant, both inclusive; None where it is open.

        "Before July 4" ends on July 3, "after July 4" begins on July 5.
        """
        first, last = self.points
        if first is None and last is not None:
            return None, last.first - DAY
        if last is None and first is not None:
            return first.last + DAY, None
        assert first is not None and last is not None
        if first.first > last.last:
            raise UserError(f"{self.edtf!r} ends before it begins.")
        return first.first, last.last

    @property
    def day(self) -> dt.date | None:
        """The day, if exactly one is meant."""
        first, last = self.bounds
        return first if first is not None and first == last and not self.about else None

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, str]:
        """Earliest day first, then the narrower span: July 1 stands before July, July before 2017.

        "Before" sorts by its last day, "after" by its first.
        """
        first, last = self.bounds
        known = first or last or dt.date.min
        return known, last or known, self.edtf

    def certainly_after(self, day: dt.date) -> bool:
        """Whether no reading of it lies on or before `day`."""
        first, _ = self.bounds
        return first is not None and first > day

    def printed(self) -> str:
        """In words: "July 4, 2017", "about July 2017", "between June 30 and July 15, 2017"."""
        first, last = self.points
        if first is None and last is not None:
            return f"before {last.printed()}"
        if last is None and first is not None:
            return f"after {first.printed()}"
        assert first is not None and last is not None
        if first == last:
            return f"about {first.printed()}" if self.about else first.printed()
        begins, ends = first.printed(), last.printed()
        if first.year == last.year and first.precision is last.precision is Precision.DAY:
            begins = begins.removesuffix(f", {first.year}")
        return f"between {begins} and {ends}"

    def __str__(self) -> str:
        return self.edtf


def _point_of(text: str) -> str:
    """EDTF of one point in words or figures."""
    words = text.strip().replace(",", " ").replace(".", " ").split() or [""]
    lower = [word.lower() for word in words]
    if len(words) == 1 and (match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", words[0])):
        return f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
    if len(words) == 1:
        return str(Point.parse(words[0]) and words[0])
    year = words[-1] if re.fullmatch(r"\d{4}", words[-1]) else ""
    if year and len(words) == 2 and lower[0] in _MONTHS:
        return f"{year}-{_MONTHS[lower[0]]:02}"
    if year and len(words) == 2 and lower[0] in _WORDS:
        return f"{year}-{_WORDS[lower[0]]}"
    if year and len(words) == 3:
        for month, day in ((lower[0], lower[1]), (lower[1], lower[0])):
            number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)?", day)
            if month in _MONTHS and number:
                return f"{year}-{_MONTHS[month]:02}-{int(number[1]):02}"
    raise UserError(f"{text!r} is not a date.", hint="Write July 4, 2017, July 2017, spring 2017 or 2017.")


def long_date(day: dt.date) -> str:
    """
    >>> long_date(dt.date(2017, 6, 30))
    'June 30, 2017'
    """
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def short_date(day: dt.date) -> str:
    """
    >>> short_date(dt.date(2017, 6, 30))
    'Fri, Jun 30, 2017'
    """
    return f"{WEEKDAYS[day.weekday()][:3]}, {MONTHS[day.month - 1][:3]} {day.day}, {day.year}"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in United States dollars, exact to the cent.

    >>> Money.read("$265,832").printed(), str(Money.read("1.5"))
    ('$265,832', '1.50')
    """

    cents: int

    @classmethod
    def read(cls, text: str) -> Money:
        """Raises:
        UserError: Not an amount in dollars.
        """
        match = re.fullmatch(r"(-?)\$?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?", text.strip())
        if not match:
            raise UserError(f"{text!r} is not an amount.", hint="Write dollars and cents: 265832.00.")
        sign, dollars, cents = match.groups()
        amount = int(dollars.replace(",", "")) * 100 + int((cents or "0").ljust(2, "0"))
        return cls(-amount if sign else amount)

    def printed(self) -> str:
        """Cents only if they are not zero."""
        whole, cents = divmod(abs(self.cents), 100)
        text = f"${whole:,}" + (f".{cents:02}" if cents else "")
        return f"-{text}" if self.cents < 0 else text

    def __add__(self, other: Money) -> Money:
        return Money(self.cents + other.cents)

    def __str__(self) -> str:
        whole, cents = divmod(abs(self.cents), 100)
        return f"{'-' if self.cents < 0 else ''}{whole}.{cents:02}"
