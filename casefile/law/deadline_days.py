"""Recurring days, as statutes describe them: "the third Monday in January".

The calendar files in `resources/calendars` are lists of such descriptions,
each with its authority. This module reads them and finds their dates.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateutil.easter import easter  # type: ignore[import-untyped]

from casefile.paths import resource

DAY = dt.timedelta(days=1)
SATURDAY, SUNDAY = 5, 6
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Kind(enum.IntEnum):
    """Why a day is closed; where two reasons meet on a day, the lower decides."""

    FEDERAL = 0
    STATE = 1
    MONDAY = 2  # a federal holiday on a Sunday, observed on Monday
    FRIDAY = 3  # a federal holiday on a Saturday, observed on Friday: open to doubt
    PRESIDENT = 4  # federal offices closed by executive order: open to doubt
    DOUBTFUL = 5  # a State's day that the texts leave open


@dataclass(frozen=True, slots=True)
class Holiday:
    """One closed day.

    Attributes:
        paragraph: "A", "B" or "C": the part of Fed. R. Civ. P. 6(a)(6) it falls under.
        authority: Where the day is declared.
        remark: What must be said when this day decides a deadline; "" if nothing.
        state: Code of the State, for a State's day.
    """

    date: dt.date
    name: str
    kind: Kind
    paragraph: str
    authority: str
    remark: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class DayRule:
    """One line of a calendar file.

    Attributes:
        saturday, sunday: Days to move when it falls on one (-1 is the Friday
            before a Saturday, 1 the Monday after a Sunday); 0 for none.
        doubt: Why the day may not count; "" for a day that counts.
        shift_doubt: The same for the day that it is moved to.
        offset: Days from the day described ("the Friday after the fourth Thursday").
        years: "all", "even", "odd" or "inauguration" (2021, 2025, ...).
    """

    name: str
    doubt: str = ""
    month: int = 0
    day: int = 0
    weekday: str = ""
    nth: int = 0
    easter: int | None = None
    lunar_new_year: bool = False
    offset: int = 0
    years: str = "all"
    since: dt.date = dt.date.min
    until: dt.date = dt.date.max
    saturday: int = 0
    sunday: int = 0
    shift_doubt: str = ""
    listed_since: dt.date = dt.date.min

    def in_year(self, year: int) -> dt.date | None:
        """The date in a year, before any move off a weekend; None if there is none.

        >>> DayRule("Thanksgiving Day", month=11, weekday="thursday", nth=4).in_year(2026)
        datetime.date(2026, 11, 26)
        >>> DayRule("Election Day", month=11, weekday="monday", nth=1, offset=1, years="even").in_year(2026)
        datetime.date(2026, 11, 3)
        """
        if not _year_fits(self.years, year):
            return None
        found: dt.date | None
        if self.easter is not None:
            found = easter(year) + self.easter * DAY
        elif self.lunar_new_year:
            found = _lunar_new_year(year)
        elif self.weekday:
            found = nth_weekday(year, self.month, _WEEKDAYS.index(self.weekday), self.nth)
        else:
            found = dt.date(year, self.month, self.day)
        if found is None:
            return None
        found += self.offset * DAY
        return found if self.since <= found <= self.until else None

    def moved(self, day: dt.date) -> dt.date | None:
        """The day observed instead of `day`, where the statute moves it."""
        shift = {SATURDAY: self.saturday, SUNDAY: self.sunday}.get(day.weekday(), 0)
        return day + shift * DAY if shift else None


@dataclass(frozen=True, slots=True)
class DayList:
    """One calendar file: a statute's list of days, and how well it is known.

    Attributes:
        verified: False where the enacted words were not at hand.
        complete: False where part of the list was not seen.
        text: The state of the text that the list was read in.
    """

    code: str
    name: str
    authority: str
    days: tuple[DayRule, ...]
    verified: bool
    complete: bool
    text: str
    checked_on: dt.date
    notes: str


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The nth such weekday of a month; nth -1 is the last one.

    >>> nth_weekday(2026, 5, 0, -1)
    datetime.date(2026, 5, 25)
    """
    if nth > 0:
        first = dt.date(year, month, 1)
        return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY
    last = (dt.date(year, month, 28) + 4 * DAY).replace(day=1) - DAY
    return last - (last.weekday() - weekday) % 7 * DAY


@functools.cache
def federal() -> DayList:
    """The list of 5 U.S.C. § 6103(a)."""
    return _read("federal")


@functools.cache
def state(code: str) -> DayList | None:
    """A State's list, or None where no text of its statute is at hand."""
    return _read(f"state-{code.lower()}") if code in listed_states() else None


@functools.cache
def listed_states() -> tuple[str, ...]:
    """Codes of the States that have a calendar file."""
    return tuple(sorted(path.stem[-2:].upper() for path in resource("calendars").glob("state-*.toml")))


@functools.cache
def state_names() -> Mapping[str, str]:
    """Two-letter codes and names of States, District and territories."""
    names: dict[str, str] = _load("names")["names"]
    return names


@functools.cache
def closures() -> tuple[Holiday, ...]:
    """Days on which a President closed the executive departments."""
    document = _load("closures")
    return tuple(
        Holiday(
            entry["date"],
            entry["name"],
            Kind.PRESIDENT,
            "B",
            entry["authority"],
            f"{document['doubt']} ({entry['authority']}; unverified.)",
        )
        for entry in document["closure"]
    )


def any_closure(low: dt.date, high: dt.date) -> bool:
    """Whether a President closed the executive departments between two days, both included."""
    return any(low <= holiday.date <= high for holiday in closures())


def state_days(code: str, year: int) -> Iterator[Holiday]:
    """Every closed day that a State's statute gives for a year, moved days included.

    Where no statute is at hand, the days of the `holidays` library, all doubtful.
    """
    listed = state(code)
    if listed is None or not listed.days:
        yield from _library_days(code, year)
        return
    mark = "" if listed.verified else ", unverified"
    for_court = (
        f"Whether it is “declared a holiday by the state” is for the court; the list is that of {listed.authority} "
        f"({listed.text}{mark})."
    )
    for rule in listed.days:
        for home in (year - 1, year, year + 1):  # January 1 on a Saturday closes a day of the year before
            day = rule.in_year(home)
            if day is None:
                continue
            if day.year == year:
                yield _state_day(listed, rule.name, day, rule.doubt, for_court)
            moved = rule.moved(day)
            if moved is not None and moved.year == year:
                doubt = rule.doubt or rule.shift_doubt
                yield _state_day(listed, f"{rule.name} (observed)", moved, doubt, for_court)


def _state_day(listed: DayList, name: str, day: dt.date, doubt: str, for_court: str) -> Holiday:
    kind = Kind.DOUBTFUL if doubt else Kind.STATE
    remark = f"{name}, {listed.name}: {doubt + '.' if doubt else for_court}"
    return Holiday(day, name, kind, "C", listed.authority, remark, listed.code)


def _library_days(code: str, year: int) -> Iterator[Holiday]:
    import holidays  # slow to import, and most offices never need it

    subdivisions = holidays.country_holidays("US").subdivisions
    if code not in subdivisions:
        return
    federal_days = {rule.in_year(year) for rule in federal().days}
    name = state_names()[code]
    for day, label in holidays.country_holidays("US", subdiv=code, years=year).items():
        if day not in federal_days and not label.endswith("(observed)"):
            remark = (
                f"{label}, {name}: taken from a general list of holidays; the statute of {name} was not at hand "
                "(unverified)."
            )
            yield Holiday(day, label, Kind.DOUBTFUL, "C", f"holiday law of {name} (not seen)", remark, code)


def _year_fits(years: str, year: int) -> bool:
    match years:
        case "even":
            return year % 2 == 0
        case "odd":
            return year % 2 == 1
        case "inauguration":
            return year % 4 == 1
    return True


def _lunar_new_year(year: int) -> dt.date | None:
    """The second new moon after the winter solstice as the `holidays` library has it: up to the year 2100."""
    import holidays

    days = holidays.country_holidays("CN", years=year, language="en_US").items()
    return min((day for day, label in days if label == "Chinese New Year (Spring Festival)"), default=None)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("calendars", f"{name}.toml").read_text(encoding="utf-8"))


def _read(name: str) -> DayList:
    document = _load(name)
    days = tuple(DayRule(**entry) for entry in document.pop("day", ()))
    return DayList(days=days, **document)
