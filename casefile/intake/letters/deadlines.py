"""Days by which a paper wants or lets its addressee act, told from every other date in it.

A wrong deadline is the worst result there is: a day without words that ask for it
is only mentioned.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from casefile.errors import UserError
from casefile.intake.letters.asking import CUES, IMPERATIVE, LEAD_IN, governing
from casefile.intake.letters.dates import DateHit, find_dates
from casefile.intake.letters.flow import LIST_MARK, Flow, positions
from casefile.law.deadlines import period_in_letter
from casefile.law.periods import parse_period

_CLOCK = r"(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?\s*(?P<half>[ap])\.?\s?m\.?|(?P<noon>noon)|(?P<midnight>midnight)"
_CLOSE = (
    r"(?:the\s+)?(?:close\s+of\s+(?:the\s+)?business(?:\s+day)?|c\.?o\.?b\.?"
    r"|end\s+of\s+(?:the\s+)?(?:business\s+|working\s+)?day)"
)
_ZONE = (
    r"(?:\s*,?\s*\(?(?:[ECMP][SD]?T|(?:eastern|central|mountain|pacific|local)(?:\s+(?:standard|daylight))?(?:\s+time)?)"
    r"\)?)?"
)
_TRIGGER = re.compile(
    r"(?P<trigger>(?:(?:in\s+)?no\s+(?:event\s+)?later\s+than|not\s+later\s+than|no\s+later\s+that|on\s+or\s+before"
    r"|postmarked\s+by|not\s+after"
    r"|prior\s+to|due\s+(?:on|by)|due|before|until|through|(?:extend(?:ed|ing|s)?|moved|moving"
    r"|postponed)\s+(?:[^.;]{0,60}?\s+)?(?:to|until|through)|is\s+now|deadline\s+(?:of|is|(?:for"
    r"|to)\s+[^.;]{3,80}?\s+(?:is|will\s+be))|by)\b)"
    rf"[\s,:]*(?:(?P<close>{_CLOSE})|(?:at\s+)?(?:{_CLOCK}){_ZONE})?[\s,]*(?:(?:on|of)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_LABEL_LEAD = re.compile(
    r"^\W*(?:your\s+)?(?P<trigger>(?:(?:response|reply|return|answer)\s+)?(?:due(?:\s+date)?|date(?:\s+due)"
    r"|(?<=response )date|deadline|suspense(?:\s+date)?)(?:\s+is)?)\s*:?\s*(?:(?:on|for|by)\s+)?$",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(rf"^,?\s*(?:(?:at|by)\s+)?(?:(?P<close>{_CLOSE})|(?:{_CLOCK}))", re.IGNORECASE)
_NUMBER = (
    r"(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|fourteen|fifteen|twenty(?:-one|-eight)?|thirty"
    r"|forty-five|sixty|ninety|[IlO]0|IO)"
)
# What a period's unit follows, in small letters: figures (a scanner's too), a number in words, a kind of day.
_COUNTS = tuple(
    "0 1 2 3 4 5 6 7 8 9 o l i ) calendar business working work one two three four five six seven eight nine ten "
    "fourteen fifteen twenty thirty forty-five sixty ninety".split()
)
_PERIOD = re.compile(
    r"(?P<lead>\b(?:within|in\s+no\s+more\s+than|no\s+later\s+than|not\s+later\s+than|no\s+more\s+than"
    r"|not\s+more\s+than|ha(?:ve|s)|given|allowed|at|every|during)\s+"
    rf"(?:(?:up\s+to|only|the\s+next|the\s+upcoming|the|next|a\s+period\s+of)\s+)?)"
    rf"(?P<period>(?P<number>{_NUMBER})(?:\s*\(\d{{1,3}}\))?[\s-]+(?:(?P<kind>calendar|business|working"
    r"|work)[\s-]+)?(?P<unit>hour|day|week|month|year)s?)\b"
    r"(?P<from>\s+(?:of|from|after|following)\s+[^.;,]{3,70})?(?P<again>\s+thereafter)?",
    re.IGNORECASE,
)
_FROM_RECEIPT = re.compile(r"\breceipt\b|\breceiv(?:e|ed|ing)\b|\bservice\s+of\b", re.IGNORECASE)
_FROM_LETTER = re.compile(
    r"^\s*(?:of|from|after|following)\s+(?:(?:the\s+)?(?:date|issuance|issue)\s*(?:of|on|shown\s+on|appearing\s+on"
    r"|hereof)?\s*(?:this|the|above|hereof)?"
    r"(?:\s+(?:issuance|date))?(?:\s+of\s+this)?\s*(?:letter|notice|directive|memorandum|correspondence|order"
    r"|request|above|hereof|issuance)?\b|this\s+(?:letter|notice|directive|memorandum|correspondence)|today|hereof"
    r"|above)",
    re.IGNORECASE,
)
_CUSTODY = re.compile(
    r"\b(?:detain|detention|custody|inmate|alien|hold|release[ds]?|detainer|arrest|jail|facility|removal)",
    re.IGNORECASE,
)
_BACKWARD = re.compile(r"\b(?:past|last|previous|preceding|prior)\b", re.IGNORECASE)
_QUOTE = re.compile(r"“[^“”\n]{25,1500}”|\"[^\"\n]{40,1500}\"")
_HISTORY = re.compile(
    r"\b(?:effective|beginning|starting|commencing|as\s+of|since|dated|expires?|expired"
    r"|ending)\W+(?:on\s+)?(?:or\s+about\s+)?$",
    re.IGNORECASE,
)
_LOOSE = ("before", "until", "prior to", "through")  # words that tell of history as often as they bind
_USUAL = frozenset(
    ("by", "no later than", "in no event later than", "not later than", "on or before", "due by", "due on")
)
_CONDITIONAL = re.compile(
    r"\b(?:if|unless|should\s+(?:you|your|the|it|they)|failure|fails?|provided\s+that|in\s+(?:the\s+event|case)"
    r"|to\s+the\s+extent|so\s+long\s+as|absent|otherwise)\b",
    re.IGNORECASE,
)
_CHANCE = re.compile(
    r"\bha(?:s|ve|d)\s+until\b|\bg(?:ive[sn]?|iving|ave)\b|\bexten|\bpostpone|\bdeadline\b|\bcompl(?:y|ete)\b"
    r"|\b(?:accept|consider)(?:ed)?\b|\bmay\s+(?:\w+\s+){0,2}?(?:be\s+\w+|submit|provide|respond|reply|send|file|present"
    r"|appeal|request|object|offer|contest|do\s+so)\b",
    re.IGNORECASE,
)
_APPLYING = re.compile(r"\bapplications?\s+deadline\b|\bdeadline\s+for\s+(?:\w+\s+){0,2}applications?\b", re.IGNORECASE)
_BY_LAW = re.compile(
    r"^[\s,]*under\s+(?:(?:the\s+)?(?:state|local|federal|its|their)\b[^.;]{0,30}\b(?:law|code|charter|statute)"
    r"|the\s+(?:Act|statute|charter))",
    re.IGNORECASE,
)
_OLD_DAY = re.compile(
    r"^(?:\s+(?:deadline|date|due\s+date))?,?\s+(?:is|has\s+been|are|was)\s+(?:hereby\s+)?(?:extended|moved"
    r"|postponed|withdrawn|rescinded|enlarged|vacated|cancel+ed)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day or period that a paper sets."""

    start: int
    end: int
    value: dt.date | None
    trigger: str
    basis: str
    time: str | None
    period: str | None
    runs_from: str | None
    confidence: float
    why: str


@dataclass(slots=True)
class Days:
    """Every day of a text: those that bind, and those that are only mentioned."""

    deadlines: list[Deadline] = field(default_factory=list)
    mentioned: list[DateHit] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a paper speaks: a release tells in the past tense, a reply tells what the other side asked.

    `federal` papers call their writer "the Department".
    """

    press: bool = False
    reply: bool = False
    federal: bool = False


def find_days(flow: Flow, letter_date: dt.date | None, manner: Manner) -> Days:
    """Sorts the dates and periods of a body.

    Args:
        flow: The body.
        letter_date: The day that the letter bears; a date without a year and a
            period from the letter's date are reckoned from it.
        manner: How the paper speaks.
    """
    days = Days()
    text = flow.text
    hits = find_dates(text)
    quotes = [match.span() for match in _QUOTE.finditer(text)]
    for hit in hits:
        start, end = flow.sentence_at(hit.start)
        deadline = None
        if not any(first <= hit.start < last for first, last in quotes):
            deadline = _stated(text, start, end, hit, letter_date, manner, days.warnings)
        if deadline:
            days.deadlines.append(deadline)
        elif hit.year and not hit.month_end:
            days.mentioned.append(hit)
    for match in _periods(flow):
        start, end = flow.sentence_at(match.start())
        if any(first <= match.start() < last for first, last in quotes):
            continue
        dated = next((item for item in days.deadlines if 0 <= item.start - match.end() <= 40), None)
        between = text[match.end() : dated.start] if dated else ""
        if dated and re.match(r"\s*\(", between):
            position = days.deadlines.index(dated)
            days.deadlines[position] = _with_period(dated, match)
            continue
        days.deadlines.extend(_counted(text, start, end, match, letter_date, manner))
    days.deadlines = _distinct(days.deadlines)
    return days


def _periods(flow: Flow) -> Iterator[re.Match[str]]:
    """Periods, looked for only where a unit of time stands."""
    done = 0
    for at in positions(flow.lower, ("day", "week", "month", "hour")):
        if at < done or not flow.lower[max(0, at - 20) : at].rstrip(" -\n").endswith(_COUNTS):
            continue  # "on the day on which"
        match = _PERIOD.search(flow.text, max(done, at - 60), min(len(flow.text), at + 90))
        if match:
            done = match.end()
            yield match


def _stated(
    text: str, start: int, end: int, hit: DateHit, letter_date: dt.date | None, manner: Manner, warnings: list[str]
) -> Deadline | None:
    lead = text[max(start, hit.start - 110) : hit.start]
    label = _LABEL_LEAD.search(text[start : hit.start])
    match = _TRIGGER.search(lead)
    if match is None and label is None and not _scheduled(text, start, hit):
        return None
    sentence = text[start:end]
    words = match["trigger"] if match else (label["trigger"] if label else "schedule")
    trigger_at = hit.start - len(lead) + (match.start() if match else 0)
    value = hit.date or (hit.after(letter_date) if letter_date else None)
    past = value is not None and letter_date is not None and value < letter_date
    if past and words.lower() in _LOOSE:
        return None  # "policies adopted before March 2, 2016"
    if (
        _APPLYING.search(sentence)
        or _BY_LAW.search(text[hit.end : end])
        or _HISTORY.search(lead)
        or _OLD_DAY.match(text[hit.end : end])
    ):
        return None
    if match is None:
        asks, cue = True, "a line that sets it"
    else:
        asks, cue = _governed(text, start, end, trigger_at, hit.end, manner)
        if not asks and label and not manner.reply and len(sentence) < 80 and not CUES.search(text, hit.end, end):
            asks, cue = True, "a line that sets it"
        if asks and words.lower() == "until" and not _CHANCE.search(sentence):
            asks = False  # "preserve the records until": a duty that lasts, not a day to act by
        if asks and words.lower() in ("through", "is now") and "extend" not in cue.lower():
            asks = False
    if not asks:
        return None
    if past:
        warnings.append(f"{text[hit.start : hit.end]} is asked for, but lies before the letter's date.")
        return None
    why = f'"{words.lower()}" before the date, governed by "{cue[:40]}"' if match else f"date under {cue}"
    sure = _plain(words) in _USUAL and not _CONDITIONAL.search(sentence)
    confidence = 0.96 if sure else 0.9
    if hit.year is None:
        confidence = 0.88
        why += "; the year follows from the letter's date" if value else "; no year is known"
    if hit.month_end:
        confidence = min(confidence, 0.9)  # "by the end of June": the day is reckoned
    if hit.repaired or (value and letter_date and (value - letter_date).days > 1100):
        confidence -= 0.25
    time, note = _time(match, text[hit.end : end])
    return Deadline(
        hit.start, hit.end, value, _plain(words), "stated-date", time, None, None, round(confidence, 2), why + note
    )


def _governed(text: str, start: int, end: int, first: int, last: int, manner: Manner) -> tuple[bool, str]:
    """Whether the sentence `text[start:end]` asks for the day at `text[first:last]`, and by which words."""
    verdict = governing(
        text[start:end], first - start, last - start, press=manner.press, reply=manner.reply, federal=manner.federal
    )
    if not verdict.words and not manner.reply and _in_asked_list(text, start):
        return True, "the words above the list"
    return verdict.asks, verdict.words


def _in_asked_list(text: str, start: int) -> bool:
    """Whether a sentence is an item of a list that begins with a demand."""
    line = text.rfind("\n", 0, start) + 1
    if not LIST_MARK.match(text[line : line + 12]):
        return False
    for _ in range(30):
        above = text.rfind("\n", 0, max(0, line - 1)) + 1
        if above == line or line == 0:
            return False
        paragraph = text[above : line - 1]
        if not LIST_MARK.match(paragraph):
            return LEAD_IN.search(paragraph[-300:]) is not None
        line = above
    return False


def _scheduled(text: str, start: int, hit: DateHit) -> bool:
    """A line of a schedule: "June 30, 2017: Submit the report"."""
    before = re.sub(r"[\s•*·▪\uf0b7-]", "", text[start : hit.start])
    after = re.match(r"\s*[:–—-]\s+(.*)", text[hit.end : hit.end + 60])
    return not before and after is not None and IMPERATIVE.match(after[1]) is not None


def _time(match: re.Match[str] | None, after: str) -> tuple[str | None, str]:
    for found in (match, _TIME_AFTER.match(after)):
        if found is None:
            continue
        groups = found.groupdict()
        if groups.get("close"):
            return "17:00", "; close of business taken as 5 p.m."
        if groups.get("noon"):
            return "12:00", ""
        if groups.get("midnight"):
            return "23:59", "; midnight taken as the end of that day"
        if groups.get("hour"):
            hour = int(groups["hour"]) % 12 + (12 if groups["half"].lower() == "p" else 0)
            return f"{hour:02d}:{int(groups['minute'] or 0):02d}", ""
    return None, ""


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.strip().lower())


def _counted(
    text: str, start: int, end: int, match: re.Match[str], letter_date: dt.date | None, manner: Manner
) -> Iterator[Deadline]:
    sentence = text[start:end]
    lead = match["lead"].lower().split()[0]
    if _BACKWARD.search(match.group()) or (match["unit"].lower() == "hour" and _CUSTODY.search(sentence)):
        return
    if match["unit"].lower() == "year" or (
        lead in ("at", "during") and not (match["from"] or "upcoming" in match["lead"] or "next" in match["lead"])
    ):
        return
    asks, cue = _governed(text, start, end, match.start(), match.end(), manner)
    if not asks and lead in ("have", "has") and not manner.reply:
        owner = re.search(
            r"\b(?:you|your\s+\w+|recipients?|agencies|jurisdictions?)\s+(?:will\s+)?$",
            text[start : match.start()],
            re.IGNORECASE,
        )
        asks, cue = owner is not None and not re.search(r"\bhad\b", sentence), "you have"
    if not asks:
        return
    try:
        period = str(parse_period(_tidy(match["period"])))
    except UserError:
        return
    runs_from, value, note = _start(match, period, letter_date)
    yield Deadline(
        match.start(),
        match.end(),
        value,
        _plain("every" if lead == "every" else match["lead"].split(" the ")[0]),
        "period-in-letter",
        None,
        period,
        runs_from,
        0.92 if runs_from != "other" else 0.85,
        f'a period governed by "{cue[:40]}"; {note}',
    )


def _tidy(period: str) -> str:
    plain = re.sub(r"\bwork(?=[\s-]+day)", "working", re.sub(r"\s+", " ", period.lower()))
    return re.sub(r"^(?:i0|io|l0)\b", "10", plain)


def _start(match: re.Match[str], period: str, letter_date: dt.date | None) -> tuple[str, dt.date | None, str]:
    """Where a period runs from, the day it ends if that can be told, and why."""
    begins = match["from"] or ""
    if match["again"] or match["lead"].lower().startswith("every"):
        return "other", None, "it recurs"
    if _FROM_RECEIPT.search(begins):
        return "receipt", None, "it runs from receipt, whose day the letter cannot tell"
    if _FROM_LETTER.match(begins):
        if letter_date is None or "hour" in period:
            return "letter_date", None, "it runs from the letter's date, which is not known to the hour or at all"
        try:
            due = period_in_letter(period, letter_date, runs_from="letter_date").due
        except UserError:
            return "letter_date", None, "it runs from the letter's date, in years whose holidays are not known"
        return "letter_date", due, "counted from the letter's date"
    if begins:
        return "other", None, "it runs from something other than the letter"
    return "other", None, "the letter does not say from when"


def _with_period(item: Deadline, match: re.Match[str]) -> Deadline:
    try:
        period = str(parse_period(_tidy(match["period"])))
    except UserError:
        return item
    return replace(item, period=period)


def _distinct(found: Sequence[Deadline]) -> list[Deadline]:
    """One deadline a day: the surest wording, at its first place."""
    best: dict[object, Deadline] = {}
    for item in sorted(found, key=lambda item: item.start):
        key: object = item.value or (item.period, item.runs_from, item.trigger == "every")
        known = best.get(key)
        if (
            known is None
            or (item.confidence > known.confidence + 0.05)
            or (item.time and not known.time and item.value)
        ):
            best[key] = item
    return sorted(best.values(), key=lambda item: item.start)
