"""Dates as letters print them: full, without a year, in figures, stamped, broken by a scanner."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

_MONTHS = "january february march april may june july august september october november december".split()
_SHORT = {name[:3]: number for number, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?"
    r"|JAN(?:UARY|\.)?|FEB(?:RUARY|\.)?|MAR(?:CH|\.)?|APR(?:IL|\.)?|MAY|JUNE?\.?|JULY?\.?|AUG(?:UST|\.)?"
    r"|SEPT?(?:EMBER|\.)?|OCT(?:OBER|\.)?|NOV(?:EMBER|\.)?|DEC(?:EMBER|\.)?)"
)
_DAY = r"(?:[0-3]?[0-9]|[1-3][OolI|]|[lI|][0-9])"
_YEAR = r"(?:(?:19|20)\d{2}|[12lI][09Oo][0-9OolI]{2})"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_MONTH_FIRST = re.compile(
    _WEEKDAY
    + rf"\b(?P<month1>{_MONTH})\s*(?P<day1>{_DAY})(?:st|nd|rd|th)?\b"
    + rf"(?:\s*(?:-|–|—|and|&|through|to)\s*(?P<day1b>{_DAY})(?:st|nd|rd|th)?\b"
    + r"(?!\s*(?:business|calendar|working|days)))?"
    + rf"(?:[,.]?\s*(?P<year1>{_YEAR})\b)?"
)
_DAY_FIRST = re.compile(
    _WEEKDAY
    + rf"\b(?P<day2>{_DAY})(?:st|nd|rd|th)?\s+(?:day\s+of\s+|of\s+)?(?P<month2>{_MONTH})\b,?"
    + rf"(?:\s*(?P<year2>{_YEAR})\b)?"
)
_FIGURES = re.compile(
    r"(?<![\d/.-])(?P<month3>[01]?\d)(?P<by>[/.-])(?P<day3>[0-3]?\d)(?P=by)(?P<year3>(?:19|20)?\d{2})(?![\d/-])"
)
_ISO = re.compile(r"(?<![\d-])(?P<year4>(?:19|20)\d{2})-(?P<month4>[01]\d)-(?P<day4>[0-3]\d)(?![\d-])")
_STAMPED = re.compile(
    rf"\b(?P<month8>{_MONTH})\s+(?P<day8>[0-3]\s\d)\s*,?\s*(?P<year8>[12][09][0-9OolIt|]{{2}})\b"
)  # a rubber stamp's wheels leave gaps: "OCT 1 6 2017"
_MONTH_END = re.compile(rf"\bend\s+of\s+(?P<month5>{_MONTH})\b(?:,?\s*(?P<year5>{_YEAR})\b)?")
_BROKEN = re.compile(rf"\b(?P<month6>[A-Z][A-Za-z]{{5,10}})\s+(?P<day6>\d{{1,2}}),\s*(?P<year6>{_YEAR})\b")
_MONTH_START = re.compile("|".join(form for name in _MONTHS for form in (name[:3].title(), name[:3].upper())))
_IN_FIGURES = re.compile(r"[0-9](?:[/.-]\d|,\s*[12lI])")  # stands in each date of the last three patterns
_BEFORE, _AFTER = 40, 60  # characters that a date may take before and after its month or its figures
_SIGNS = (*"0123456789lIO", "end of")  # what makes a month's name a day: figures, a scanner's too, or its end
_FIGURE_SLIPS = str.maketrans("OolI|t", "001111")


@dataclass(frozen=True, slots=True)
class DateHit:
    """One date in a text.

    Attributes:
        start: Where it starts, inclusive.
        end: Where it ends, exclusive.
        month: 1 to 12.
        day: 1 to 31; the last day where the text says "end of" a month.
        year: None where the text gives none.
        repaired: A scanner's slip was put right.
        month_end: The text says "end of" the month.
    """

    start: int
    end: int
    month: int
    day: int
    year: int | None
    repaired: bool = False
    month_end: bool = False

    @property
    def date(self) -> dt.date | None:
        """The day, where the year is printed."""
        return None if self.year is None else dt.date(self.year, self.month, self.day)

    def after(self, day: dt.date) -> dt.date | None:
        """The first such day on or after `day`, for a date without a year.

        >>> DateHit(0, 9, 1, 5, None).after(dt.date(2017, 12, 18))
        datetime.date(2018, 1, 5)
        """
        for year in range(day.year, day.year + 5):
            last = calendar.monthrange(year, self.month)[1]
            wanted = last if self.month_end else self.day
            if wanted <= last and (found := dt.date(year, self.month, wanted)) >= day:  # no February 29 in most years
                return found
        return None


def find_dates(text: str) -> list[DateHit]:
    """Every date in a text, in order; impossible ones are left out.

    >>> [(hit.date, hit.year) for hit in find_dates("June 30, 2017; by September 21; February 30, 2017")]
    [(datetime.date(2017, 6, 30), 2017), (None, None)]
    >>> [str(hit.date) for hit in find_dates("October 14 and 15, 1997")]
    ['1997-10-14', '1997-10-15']
    """
    hits: list[DateHit] = []
    for start, end in _around(_MONTH_START, text):
        for pattern in (_MONTH_END, _STAMPED, _MONTH_FIRST, _DAY_FIRST):
            for match in pattern.finditer(text, start, end):
                hits.extend(_hits(match))
    for start, end in _around(_IN_FIGURES, text):
        for pattern in (_FIGURES, _ISO, _BROKEN):
            for match in pattern.finditer(text, start, end):
                hits.extend(_hits(match))
    hits.sort(key=lambda hit: (hit.start, hit.year is None, -hit.end))
    kept: list[DateHit] = []
    for hit in hits:
        clash = kept[-1] if kept and hit.start < kept[-1].end else None
        if clash is None:
            kept.append(hit)
        elif clash.year is None and hit.year is not None:
            kept[-1] = hit
    return kept


def _around(sign: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Stretches in which a sign of a date stands, so that the long patterns look nowhere else."""
    found: list[tuple[int, int]] = []
    for match in sign.finditer(text):
        at = match.start()
        start, end = max(0, at - _BEFORE), min(len(text), at + _AFTER)
        while start and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif any(map(text[max(0, at - 12) : at + 24].__contains__, _SIGNS)):
            found.append((start, end))
    return found


def _hits(match: re.Match[str]) -> list[DateHit]:
    groups = {re.sub(r"\d(?=b?$)", "", key): value for key, value in match.groupdict().items() if value}
    month, broken = _month(groups["month"])
    day, slipped = _figure(groups["day"]) if "day" in groups else (0, False)
    year, aged = _year(groups.get("year"))
    if not month or (year is None and "year" in groups):
        return []
    repaired = broken or slipped or aged
    month_end = "day" not in groups
    if month_end:
        day = calendar.monthrange(year or 2001, month)[1]
    found = _hit(match.start(), match.end(), month, day, year, repaired, month_end)
    second = groups.get("dayb")
    if not second or found is None:
        return [found] if found else []
    later = _hit(match.start("day1b"), match.end(), month, _figure(second)[0], year, repaired, False)
    return [replace(found, end=match.end("day1")), *([later] if later else [])]


def _hit(
    start: int, end: int, month: int, day: int, year: int | None, repaired: bool, month_end: bool
) -> DateHit | None:
    if not 1 <= day <= calendar.monthrange(year or 2000, month)[1]:
        return None
    return DateHit(start, end, month, day, year, repaired, month_end)


def _month(word: str) -> tuple[int, bool]:
    """Month and whether its word had to be repaired; 0 for no month."""
    if word.isdigit():
        number = int(word)
        return (number, False) if 1 <= number <= 12 else (0, False)
    plain = word.lower().rstrip(".")
    number = _SHORT.get(plain[:4]) or _SHORT.get(plain[:3]) or 0
    if number and (plain in _MONTHS or len(plain) <= 4):
        return number, False
    # A word that is no month but a slip away from one ("Decernber", "Octoher").
    plain = plain.replace("rn", "m")
    for number, name in enumerate(_MONTHS, 1):
        if len(name) >= 6 and Levenshtein.distance(plain, name) <= (2 if len(name) >= 8 else 1):
            return number, True
    return 0, False


def _figure(text: str) -> tuple[int, bool]:
    plain = re.sub(r"\s", "", text).translate(_FIGURE_SLIPS)
    return int(plain), plain != text


def _year(text: str | None) -> tuple[int | None, bool]:
    if text is None:
        return None, False
    plain = text.translate(_FIGURE_SLIPS)
    year = int(plain)
    if len(plain) == 2:
        year += 1900 if year >= 70 else 2000
    return (year, plain != text) if 1900 <= year <= 2099 else (None, False)
