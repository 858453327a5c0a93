"""Part X of a memo: what is due when, how the date was worked out, how it stands (S55 to S60)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.values import long_date
from casefile.reports.cites import CiteBook
from casefile.reports.docket import Docket
from casefile.reports.memo_background import stated_note
from casefile.reports.memo_desk import Desk, held, section
from casefile.reports.report import (
    Block,
    Cite,
    Column,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    Section,
    Sentence,
    SentenceKind,
    Table,
    joined,
)
from casefile.reports.wording import lower_first, stop, unstop, upper_first, weekday, weekday_date

COMPUTED = frozenset({e.Basis.COURT_RULE, e.Basis.STATUTE})
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?")
_ZONES = {"America/New_York": "Eastern", "America/Chicago": "Central", "America/Denver": "Mountain"}
_ZONES |= {"America/Los_Angeles": "Pacific", "America/Phoenix": "Arizona"}


def deadlines(desk: Desk) -> Section:
    """By safe date; a date whose trigger is unknown stands last."""
    blocks: list[Block] = [desk.begin("X", "Deadlines")]
    own = sorted((one for one in desk.docket.deadlines if desk.mine(one)), key=deadline_order)
    if not own:
        blocks.append(Paragraph((desk.state("No deadline is entered."),)))
        return section("X", blocks)
    columns = (
        Column("Due", 126, is_header=True),
        Column("What", 108),
        Column("Basis", 120),
        Column("Status", 114),
    )
    rows = tuple(_row(desk, one) for one in own)
    blocks.append(Table(columns, rows, summary="Deadlines in order of safe date, with basis and status."))
    for one in own:
        blocks += _computation(desk, one)
    return section("X", blocks)


def deadline_order(one: r.Deadline) -> tuple[object, ...]:
    """Safe date, then due; unknown dates last."""
    known = one.safe_on or one.due_on
    return known is None, known or dt.date.max, one.due_on or dt.date.max, one.title, one.id


def steps_of(one: r.Deadline) -> Sequence[Mapping[str, Any]]:
    """The numbered steps of its computation, or none."""
    found = one.computation.get("steps", ())
    return found if isinstance(found, list | tuple) else ()


def computed_by(one: r.Deadline) -> str:
    """The authority that sets the period: that of the step which counts it."""
    steps = steps_of(one)
    return str(steps[1].get("authority", "")) if len(steps) > 1 else ""


def _row(desk: Desk, one: r.Deadline) -> Row:
    desk.dates.fresh()
    due: tuple[Inline, ...]
    if one.due_on is None:
        due = (f"No date: {unstop(one.trigger_words) or 'trigger'} not entered",)
    else:
        due = (weekday_date(one.due_on) + clock_words(one),)
        if one.basis is e.Basis.STATED_DATE and not desk.has_stated_date_note:
            desk.has_stated_date_note = True
            due = (*due, stated_note(desk, one.due_on, one))
    basis, cites = _basis(desk, one)
    status, proof = _status(desk, one)
    kind = SentenceKind.FACT if cites or proof else SentenceKind.FILE_STATE
    return Row((held(due), held(upper_first(unstop(one.title))), basis, status), kind, (str(one.ref),))


def _basis(desk: Desk, one: r.Deadline) -> tuple[tuple[Inline, ...], bool]:
    """What sets the date, with its cite."""
    cites: tuple[Cite, ...]
    if one.basis in COMPUTED:
        words = "Computed." if steps_of(one) else f"{one.basis.label}; not computed."
        cites = desk.book.steps_law(computed_by(one))
    else:
        labels = {e.Basis.STATED_DATE: "Stated date.", e.Basis.OFFICE_DATE: "Set by the office."}
        words = labels.get(one.basis, f"{one.basis.label}.")
        cites = source_cites(desk.docket, desk.book, one)
    if one.basis is e.Basis.COURT_ORDER and not cites:
        filing = desk.docket.find(r.Filing, one.filing_id)
        words += f" ECF No.\u00a0{filing.ecf_number}." if filing and filing.ecf_number else ""
    if not cites:
        return (words,), False
    return (words, " ", *joined(cites), *([] if cites[-1].text.endswith(".") else ["."])), True


def source_cites(docket: Docket, book: CiteBook, one: r.Deadline) -> tuple[Cite, ...]:
    """The passage that sets a date, else the letter or filing that does."""
    letter = docket.find(r.Correspondence, one.correspondence_id)
    for excerpt_id in (one.excerpt_id, letter.excerpt_id if letter else None):
        if excerpt := docket.find(r.Excerpt, excerpt_id):
            return book.of([excerpt])
    for paper in (letter, docket.find(r.Filing, one.filing_id)):
        document = docket.find(r.Document, paper.document_id) if paper else None
        if document and (whole := book.whole(document)):
            return (whole,)
    return ()


def _status(desk: Desk, one: r.Deadline) -> tuple[tuple[Inline, ...], bool]:
    """S56: met needs proof; an answer without it is only an answer."""
    proof = desk.docket.find(r.Document, one.proof_id)
    if one.status is e.DeadlineStatus.MET and proof is not None:
        cite = desk.book.whole(proof)
        met = f"Met {desk.dates.on(one.met_on)}. " if one.met_on else "Met. "
        return ((met, cite, ".") if cite else (met.strip(),)), cite is not None
    answer = _answer(desk, one)
    if answer is not None and one.status is not e.DeadlineStatus.MOOT:
        document = desk.docket.find(r.Document, answer.document_id)
        excerpt = desk.docket.find(r.Excerpt, answer.excerpt_id)
        cites = desk.book.of([excerpt]) if excerpt else tuple(c for c in [document and desk.book.whole(document)] if c)
        day = f" {desk.dates.on(answer.letter_on.day)}" if answer.letter_on and answer.letter_on.day else ""
        return ((f"Answered{day}. ", *cites, ".") if cites else (f"Answered{day}.",)), bool(cites)
    return (held_words(plain_status(desk, one)),), False


def _answer(desk: Desk, one: r.Deadline) -> r.Correspondence | None:
    """The letter that answered what was due."""
    demands = [item for item in desk.docket.demands if item.deadline_id == one.id]
    if one.correspondence_id is not None and not demands:
        demands = [item for item in desk.docket.demands if item.correspondence_id == one.correspondence_id]
    answered = {item.answer_id for item in demands if item.answer_id is not None}
    if demands and any(item.status in (e.DemandStatus.OPEN, e.DemandStatus.DRAFTED) for item in demands):
        return None
    if one.correspondence_id is not None and not answered:
        answered = {
            item.id for item in desk.docket.correspondence if item.reply_to_id == one.correspondence_id and not demands
        }
    return desk.docket.find(r.Correspondence, min(answered)) if answered else None


def plain_status(desk: Desk, one: r.Deadline) -> str:
    """How a deadline stands on the memo's date, without proof or answer."""
    if one.status is e.DeadlineStatus.MOOT:
        return f"Moot: {unstop(lower_first(one.reason))}" if one.reason else "Moot"
    if one.status is e.DeadlineStatus.PAUSED:
        return f"Paused: {unstop(lower_first(one.reason))}" if one.reason else "Paused"
    if one.status is e.DeadlineStatus.EXTENDED and one.extended_to:
        return f"Extended to {long_date(one.extended_to)}"
    day = one.safe_on or one.due_on
    if day is None:
        return "Trigger not entered"
    left = (day - desk.options.as_of).days
    if one.status is e.DeadlineStatus.MET:
        return "Reported met; no proof entered"
    if left == 0:
        return "Due today"
    if left < 0:
        is_reply = one.correspondence_id is not None
        return "Passed; no reply entered" if is_reply else "Passed; nothing entered"
    return f"{left} {'day' if left == 1 else 'days'} left"


def held_words(text: str) -> str:
    """Plain words, held together."""
    found = held(text)
    assert isinstance(found, str)
    return found


# --- Computation ---


def _computation(desk: Desk, one: r.Deadline) -> Iterator[Block]:
    """S58: the steps; then what is open, and the readings (S60)."""
    steps = steps_of(one)
    if (one.basis not in COMPUTED and one.basis is not e.Basis.PERIOD_IN_LETTER) or not steps or one.due_on is None:
        return
    desk.dates.fresh()
    yield Paragraph((desk.state(f"Computation of {long_date(one.due_on)}:", one),))
    desk.dates.fresh()
    yield ItemList(tuple(ListItem((_step(desk, one, step),)) for step in steps))
    after = [desk.state(stop(warning), one) for warning in _words(one, "warnings")]
    readings = _readings(one)
    if len(readings) < 2 and one.safe_on:
        after.append(desk.state(f"Safe date: {long_date(one.safe_on)}.", one))
    if after:
        yield Paragraph(tuple(after))
    if len(readings) > 1:
        yield ItemList(tuple(ListItem((desk.state(text, one),)) for text in readings), numbered=False)
        if one.safe_on:
            yield Paragraph((desk.state(f"Safe date: {long_date(one.safe_on)}.", one),))


def _step(desk: Desk, one: r.Deadline, step: Mapping[str, Any]) -> Sentence:
    day = dt.date.fromisoformat(str(step["date"]))
    what = re.sub(rf", an? {weekday(day)}(?=[.,;])", "", str(step["text"]))
    moved = re.fullmatch(rf"(.*): moved(?: back)? to {weekday(day)}\.", what)
    if moved:
        what = f"{'due' if step is steps_of(one)[-1] else 'moved'}; {moved[1]}."
    if step is steps_of(one)[0] and one.trigger_words:
        what = re.sub(r"^Day of the event\b", unstop(one.trigger_words), what)
    text = f"{desk.dates.weekday(day)}: {stop(lower_first(what.replace(': not counted', '; not counted')))}"
    cites = desk.book.steps_law(str(step["authority"]))
    return desk.say(text, SentenceKind.LAW if cites else SentenceKind.FILE_STATE, one, cites=cites)


def _words(one: r.Deadline, key: str) -> list[str]:
    found = one.computation.get(key, ())
    return [str(item) for item in found] if isinstance(found, list | tuple) else []


def _readings(one: r.Deadline) -> list[str]:
    """Each defensible day and when it is the right one, the earliest first."""
    found = one.computation.get("readings", ())
    if not isinstance(found, list | tuple) or len(found) < 2:
        return []
    lines = []
    for item in sorted(found, key=lambda item: str(item["due"])):
        day = dt.date.fromisoformat(str(item["due"]))
        when = str(item["when"])
        joined = f", {when[:1].lower()}{when[1:]}" if when.startswith(("If ", "As ")) else f": {when}"
        lines.append(f"{weekday_date(day)}{stop(joined)}")
    return lines


def zone_words(zone: str) -> str:
    """A time zone as a reader says it.

    >>> zone_words("America/New_York"), zone_words("America/Adak")
    ('Eastern time', 'America/Adak')
    """
    return f"{_ZONES[zone]} time" if zone in _ZONES else zone


def clock_words(one: r.Deadline) -> str:
    """The hour of a deadline, with its zone; as written if it is no clock time, "" if it has none."""
    if not one.time:
        return ""
    clock = one.time
    if found := _CLOCK.fullmatch(clock):
        hour = int(found[1])
        clock = f"{hour % 12 or 12}:{found[2]} {'a.m.' if hour < 12 else 'p.m.'}"
    return f", by {clock} {zone_words(one.zone)}" if one.zone else f", by {clock}"
