"""The grammar of generated sentences: lists, dates, numbers, agreement, no-break spaces.

Rules G10, G12-G14 and G20 of the memo's conventions. Nothing here knows a record.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from casefile.domain.values import MONTHS, WEEKDAYS, PartialDate, Point, Precision, long_date

NBSP = "\u00a0"
_SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Sentence openers that lose their capital inside a sentence; a name is not among them.
_OPENERS = frozenset(
    "a an the it its they their there this that these those no not neither both each every any all some one "
    "in on at by from to under with without after before between because since if when while what whatever who "
    "is are was were does do has have had may must nothing nobody refusing holding sending requiring "
    "to refuse deliberately whoever such many most few two three four five six seven eight nine "
    "date day service served receipt entry order "
    "federal local state officers officials police staff detainers release jail information".split()
)
# Words whose full stop ends no sentence; initials and "U.S.C." are known by their shape.
_ABBREVIATIONS = frozenset(
    "ex exs no nos v fed app civ crim p r supp cir dist mr mrs ms dr gov rep sen inc co corp dept gen st "
    "jan feb mar apr aug sept oct nov dec tr art amend const stat reg".split()
)
_FIXED = (
    (re.compile(r"(§§?) (?=\d)"), r"\1" + NBSP),
    (re.compile(r"\b(Exs?\.|Tr\.|No\.|Nos\.|¶¶?|Part|Parts|Clause) (?=[\dIVX])"), r"\1" + NBSP),
    (re.compile(r"\bFed\. R\. (App|Civ|Crim|Bankr)\. P\. (?=\d)"), rf"Fed.{NBSP}R.{NBSP}\1.{NBSP}P.{NBSP}"),
    (re.compile(r"\bFed\. R\. Evid\. (?=\d)"), f"Fed.{NBSP}R.{NBSP}Evid.{NBSP}"),
    (re.compile(r"\b(\d+) U\.S\.C\. (?=§)"), rf"\1{NBSP}U.S.C.{NBSP}"),
    (re.compile(rf"\b({'|'.join(MONTHS)}) (?=\d{{1,2}}\b)"), r"\1" + NBSP),
    (re.compile(rf"\b({'|'.join(name[:3] for name in MONTHS)})\.? (?=\d{{1,2}}, \d{{4}})"), None),
)


def listing(items: Sequence[str], conjunction: str = "and") -> str:
    """Joins items as a sentence does: serial comma, semicolons where an item has a comma of its own.

    >>> listing(["a", "b"]), listing(["a", "b", "c"], "or"), listing(["a, b", "c", "d"])
    ('a and b', 'a, b, or c', 'a, b; c; and d')
    """
    if len(items) < 3:
        return f" {conjunction} ".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    return f"{comma.join(items[:-1])}{comma}{conjunction} {items[-1]}"


def number(count: int) -> str:
    """A count in prose: words to nine, figures from 10.

    >>> number(3), number(12), number(1200)
    ('three', '12', '1,200')
    """
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def counted(count: int, one: str, many: str = "") -> str:
    """A count with its noun.

    >>> counted(1, "source"), counted(3, "authority", "authorities")
    ('one source', 'three authorities')
    """
    return f"{number(count)} {one if count == 1 else many or one + 's'}"


def be(count: int) -> str:
    """
    >>> be(1), be(2)
    ('is', 'are')
    """
    return "is" if count == 1 else "are"


def have(count: int) -> str:
    """
    >>> have(1), have(2)
    ('has', 'have')
    """
    return "has" if count == 1 else "have"


def possessive(name: str) -> str:
    """
    >>> possessive("the City"), possessive("Illinois")
    ('the City’s', 'Illinois’s')
    """
    return f"{name}’s"


def article(noun: str) -> str:
    """A noun with "a" or "an", by its first sound as far as spelling tells.

    >>> article("Byrne JAG applicant"), article("award"), article("FBI file"), article("unit")
    ('a Byrne JAG applicant', 'an award', 'an FBI file', 'a unit')
    """
    first = re.split(r"[\s-]", noun, maxsplit=1)[0]
    if first.isupper() and len(first) > 1:
        return f"an {noun}" if first[0] in "AEFHILMNORSX" else f"a {noun}"
    vowel = first[:1].lower() in "aeiou" and not re.match(r"(?:uni|use|eu|one\b|once\b)", first.lower())
    return f"an {noun}" if vowel else f"a {noun}"


def upper_first(text: str) -> str:
    """
    >>> upper_first("the Mayor")
    'The Mayor'
    """
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Lowers the capital of a sentence's first word, unless that may be a name.

    >>> lower_first("The City sends status."), lower_first("Philadelphia sends it."), lower_first("ICE reads it.")
    ('the City sends status.', 'Philadelphia sends it.', 'ICE reads it.')
    """
    first = re.match(r"[A-Za-z’']+", text)
    is_name = first is None or first[0].lower() not in _OPENERS or (first[0].isupper() and len(first[0]) > 1)
    return text if is_name else text[:1].lower() + text[1:]


def that(text: str) -> str:
    """What follows "says": a clause with "that", or the sentence itself behind a colon where it may open with a name.

    >>> that("A formula grant leaves no room."), that("Clear notice dates from 2016."), that("“Regarding” is broad.")
    (' that a formula grant leaves no room.', ': Clear notice dates from 2016.', ': “Regarding” is broad.')
    """
    lowered = lower_first(text)
    return f": {text}" if lowered == text and not text[:1].islower() else f" that {lowered}"


def stop(text: str) -> str:
    """Ends a sentence with exactly one full stop, inside a closing quotation mark.

    >>> stop("It bars holds"), stop("It says “no”"), stop("Why?"), stop("Done. ")
    ('It bars holds.', 'It says “no.”', 'Why?', 'Done.')
    """
    text = text.strip()
    if not text or text[-1] in ".?!" or text[-2:] in {".”", "?”", "!”"}:
        return text
    return f"{text[:-1]}.”" if text[-1] == "”" else f"{text}."


def unstop(text: str) -> str:
    """Takes the full stop off, for words that go on.

    >>> unstop("It bars holds.")
    'It bars holds'
    """
    return text.strip().removesuffix(".")


def quoted(text: str) -> str:
    """Words in typographic quotation marks; marks inside become single ones.

    >>> quoted('he said "no"')
    '“he said ‘no’”'
    """
    inner = re.sub(r"[\"”]", "’", re.sub(r"(?<!\w)[\"“](?=\S)", "‘", text.strip()))
    return f"“{inner}”"


def sentences(text: str) -> list[str]:
    """Splits a passage at its full stops; abbreviations and cites hold it together.

    >>> sentences("It sees Ex. 4. The U.S. Code says so. 8 U.S.C. § 1373.")
    ['It sees Ex. 4.', 'The U.S. Code says so.', '8 U.S.C. § 1373.']
    >>> sentences("It sees the letter (Ex. 4). So do we.")
    ['It sees the letter (Ex. 4).', 'So do we.']
    """
    parts: list[str] = []
    for piece in re.split(r"(?<=[.?!”)]) +(?=[A-Z“§\d])", " ".join(text.split())):
        if parts and not _ends_sentence(parts[-1]):
            parts[-1] = f"{parts[-1]} {piece}"
        elif piece:
            parts.append(piece)
    return parts


def _ends_sentence(text: str) -> bool:
    last = text.split()[-1].lstrip("(").rstrip("”)").rstrip(".")
    return last.lower() not in _ABBREVIATIONS and not re.fullmatch(r"(?:[A-Z]|[A-Z](?:\.[A-Z])+)", last)


def first_words(text: str, count: int = 25) -> str:
    """The first words of a passage, with points where it goes on.

    >>> first_words("one two three", 2)
    'one two . . .'
    """
    words = text.split()
    return " ".join(words) if len(words) <= count else " ".join(words[:count]) + " . . ."


def date_list(dates: Sequence[str]) -> str:
    """Dates in a sentence: a comma follows the year there too.

    >>> date_list(["April 21, 2017", "October 11"])
    'April 21, 2017, and October 11'
    """
    if len(dates) == 2:
        return f"{after_date('{}', dates[0])} and {dates[1]}"
    return listing(dates)


def names_later_day(text: str, day: dt.date) -> bool:
    """Whether a passage names a day, or a year, after `day`.

    >>> [names_later_day(text, dt.date(2017, 11, 27)) for text in ("Letters of January 24, 2018", "July 7, 2017")]
    [True, False]
    """
    for month, number, year in re.findall(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}}), (\d{{4}})\b", text):
        if (int(year), MONTHS.index(month) + 1, int(number)) > (day.year, day.month, day.day):
            return True
    return any(int(year) > day.year for year in re.findall(r"\b(?:19|20)\d\d\b", text))


def end_omitted(text: str) -> str:
    """Ends a sentence whose last words may be left out: three points and a full stop make four (G15).

    >>> end_omitted("one two . . ."), end_omitted("one two")
    ('one two . . . .', 'one two.')
    """
    return f"{text} ." if text.endswith(" . . .") else f"{text}."


def hold_together(text: str) -> str:
    """No-break spaces where a line may not end: `§ 1373`, `Ex. 4`, `July 7`.

    >>> hold_together("Ex. 4 and § 1373, July 7") == "Ex.\\u00a04 and §\\u00a01373, July\\u00a07"
    True
    """
    for pattern, replacement in _FIXED:
        text = pattern.sub(replacement, text) if replacement else pattern.sub(_glue, text)
    return text


def _glue(match: re.Match[str]) -> str:
    return match[0].rstrip() + NBSP


# --- Dates ---


def weekday(day: dt.date) -> str:
    """
    >>> weekday(dt.date(2017, 6, 30))
    'Friday'
    """
    return WEEKDAYS[day.weekday()]


def weekday_date(day: dt.date) -> str:
    """
    >>> weekday_date(dt.date(2017, 6, 30))
    'Friday, June 30, 2017'
    """
    return f"{weekday(day)}, {long_date(day)}"


def column_date(when: PartialDate | dt.date | None) -> str:
    """A date in a table's column of dates: months of five letters and more are shortened.

    >>> column_date(dt.date(2017, 4, 21)), column_date(dt.date(2016, 7, 7)), column_date(PartialDate("2017-10"))
    ('Apr. 21, 2017', 'July 7, 2016', 'Oct. 2017')
    """
    if when is None:
        return "Not entered"
    text = long_date(when) if isinstance(when, dt.date) else upper_first(when.printed())
    for name in MONTHS:
        if len(name) >= 5:
            short = "Sept." if name == "September" else f"{name[:3]}."
            text = re.sub(rf"\b{name}\b", short, text)
    return text


class Dates:
    """Writes the dates of one section: in full at first, without the year while it stays the same (G10).

    >>> dates = Dates()
    >>> dates.on(dt.date(2017, 10, 11)), dates.on(dt.date(2017, 10, 12)), dates.on(dt.date(2018, 1, 2))
    ('October 11, 2017', 'October 12', 'January 2, 2018')
    """

    def __init__(self) -> None:
        self._year: int | None = None

    def fresh(self) -> None:
        """Begins a section or a table row: the next date is in full."""
        self._year = None

    def on(self, day: dt.date) -> str:
        """The day, without a year that stands already."""
        known, self._year = self._year == day.year, day.year
        return f"{MONTHS[day.month - 1]} {day.day}" if known else long_date(day)

    def weekday(self, day: dt.date) -> str:
        """The day with its weekday, as deadlines and computations have it."""
        return f"{weekday(day)}, {self.on(day)}"

    def when(self, date: PartialDate) -> str:
        """Words for the head of a sentence or after a verb: "on July 7, 2016", "in July 2017", "about July 2017".

        >>> [Dates().when(PartialDate(text)) for text in ("2017-07-07", "2017-07", "2017-07~", "../2017-07-04")]
        ['on July 7, 2017', 'in July 2017', 'about July 2017', 'before July 4, 2017']
        """
        if date.day is not None:
            return f"on {self.on(date.day)}"
        first, last = date.points
        self._year = None
        plain_point = first == last and not date.about and isinstance(first, Point)
        if plain_point and first is not None and first.precision is not Precision.DAY:
            return f"in {date.printed()}"
        return date.printed()


def after_date(text: str, date: str) -> str:
    """Puts the comma that follows a year inside a sentence.

    >>> after_date("{} is no date", "December 8, 2017"), after_date("{} is no date", "December 8")
    ('December 8, 2017, is no date', 'December 8 is no date')
    """
    return text.replace("{}", f"{date}," if re.search(r", \d{4}$", date) else date, 1)
