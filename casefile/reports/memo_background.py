"""Part III of a memo: the statute, the grant condition, the correspondence (S12 to S21, S57)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.values import long_date
from casefile.law.calendars import is_business_day, previous_business_day
from casefile.law.statute import Column, Statute, matrix_column, not_mentioned, statutes
from casefile.reports.memo_desk import NOT_ENTERED, Desk, held, section
from casefile.reports.memo_facts import fact_sentence
from casefile.reports.report import (
    Block,
    BlockQuote,
    Cite,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Row,
    Section,
    Sentence,
    SentenceKind,
    Table,
    inlines,
    joined,
)
from casefile.reports.report import Column as TableColumn
from casefile.reports.wording import article, lower_first, quoted, stop, unstop, upper_first, weekday

CONDITION_ANNOUNCED = "condition announced"
LONG_QUOTE = 50  # words; from here on a quotation is a block of its own (G16)
MOST_DEMANDS = 6


def background(desk: Desk) -> Section:
    """Sections A to C."""
    blocks: list[Block] = [desk.begin("III", "Background"), *_statute(desk)]
    letter = "B"
    conditions = tuple(_condition(desk))
    if conditions:
        blocks += conditions
        letter = "C"
    blocks += _correspondence(desk, f"III.{letter}")
    return section("III", blocks)


# --- A. The statute ---


def _statute(desk: Desk) -> Iterator[Block]:
    yield desk.begin("III.A", "The statute", level=3)
    subsections = list(dict.fromkeys(cell.subsection for cell in desk.cells)) or [e.Subsection.A]
    subsections.sort(key=list(e.Subsection).index)
    first, statute = matrix_column(subsections[0]), _statute_of(subsections[0])
    name = _subsection_name(first)
    after = tuple(_digest(desk, statute, [matrix_column(one) for one in subsections[1:]]))
    cite = desk.book.law(first.cite)
    if len(first.text.split()) >= LONG_QUOTE:
        yield Paragraph((desk.state(f"{name} provides:"),))
        yield BlockQuote(first.text, SentenceKind.LAW, (_ref(statute),), (cite,), after)
    else:
        quote = Sentence(f"{name} provides: {quoted(first.text)}", SentenceKind.LAW, (_ref(statute),), (cite,))
        yield Paragraph((quote, *after))


def _digest(desk: Desk, statute: Statute, others: list[Column]) -> Iterator[Sentence]:
    """S13 and S14, and what is said about the statute as a whole."""
    for column in others:
        cite = desk.book.law(column.cite)
        yield Sentence(held(column.digest), SentenceKind.LAW, (_ref(_statute_of(column.key)),), (cite,))
    for key in ("ins-is-dhs", "no-remedy"):
        known = [one for one in statute.statements if one.key == key]
        if key == "no-remedy":
            whole = desk.book.law(statute.cite)
            yield Sentence(held(not_mentioned(statute)), SentenceKind.LAW, (_ref(statute),), (whole,))
        for one in known:
            cite = desk.book.law(one.cite, is_verified=one.verified)
            yield Sentence(held(one.text), SentenceKind.LAW, (_ref(statute),), (cite,))


def _statute_of(subsection: e.Subsection) -> Statute:
    return next(one for one in statutes() if any(column.key is subsection for column in one.columns))


def _ref(statute: Statute) -> str:
    return f"statute:{statute.cite}"


def _subsection_name(column: Column) -> str:
    """
    Returns:
        "Subsection (a)", or "Section 1644".
    """
    section_number, bracket, rest = column.key.value.partition("(")
    return f"Subsection ({rest}" if bracket else f"Section {section_number}"


# --- B. The grant condition ---


def _condition(desk: Desk) -> Iterator[Block]:
    desk.book.enter("III.B")
    desk.dates.fresh()
    said = (*_certification(desk), *_announced(desk), *_award_conditions(desk))
    if said:
        yield desk.begin("III.B", "The grant condition", level=3)
        yield Paragraph(said)


def _certification(desk: Desk) -> Iterator[Sentence]:
    """S15: what an applicant certifies, in the words of a statute that an award cites."""
    seen: set[tuple[str, int]] = set()
    for award in desk.awards:
        for source in desk.sources(award):
            authority = desk.docket.find(r.Authority, source.authority_id)
            if authority is None or not authority.text or len(authority.text.split()) >= LONG_QUOTE:
                continue
            program = award.program or award.name
            if (program, authority.id) in seen:
                continue
            seen.add((program, authority.id))
            applicant = upper_first(article(f"{program} applicant"))
            text = f"{applicant} certifies that it {stop(quoted(unstop(authority.text)))}"
            yield desk.say(text, SentenceKind.LAW, authority, award, cites=desk.book.of([source]))


def _announced(desk: Desk) -> Iterator[Sentence]:
    """S16: events that announced the condition."""
    events = [
        one
        for one in desk.docket.facts
        if one.event == CONDITION_ANNOUNCED and desk.ours_or_common(one) and desk.sources(one)
    ]
    for fact in sorted(events, key=lambda one: one.dated_on.sort_key if one.dated_on else (dt.date.max,)):
        yield from fact_sentence(desk, fact)


def _award_conditions(desk: Desk) -> Iterator[Sentence]:
    """S17: what each award carries; what is not entered says so."""
    for award in desk.awards:
        year = f"FY{award.fiscal_year} awards" if award.fiscal_year else f"{award.name} awards"
        sources = [one for one in desk.sources(award) if one.excerpt_id is not None]
        if award.condition and sources:
            where = (
                f"as special condition {award.condition_number}" if award.condition_number else "as a special condition"
            )
            text = f"{year} carry {unstop(award.condition)} {where}."
            yield desk.say(text, SentenceKind.FACT, award, cites=desk.book.of(sources))
        else:
            state = "withheld" if desk.is_withheld(award) else "not entered"
            yield desk.state(f"The conditions of {award_name(award)} are {state}.", award)


def award_name(award: r.Award) -> str:
    """
    Returns:
        "the FY2016 Byrne JAG award", or the award's own name.
    """
    return f"the FY{award.fiscal_year} {award.program or award.name} award" if award.fiscal_year else award.name


# --- C. The correspondence ---


def _correspondence(desk: Desk, number: str) -> Iterator[Block]:
    yield desk.begin(number, "The correspondence", level=3)
    if not desk.letters:
        yield Paragraph((desk.state("No letter is entered."),))
        return
    columns = (
        TableColumn("Letter", 144),
        TableColumn("What it asks or says", 144),
        TableColumn("Date set", 84),
        TableColumn("Answer", 96),
    )
    rows = tuple(_letter_row(desk, letter) for letter in desk.letters)
    yield Table(columns, rows, summary="Letters in order of date, what each asks, the date it sets, and its answer.")
    if gaps := tuple(_letter_gaps(desk)):
        yield Paragraph(gaps)


def _letter_row(desk: Desk, letter: r.Correspondence) -> Row:
    desk.dates.fresh()
    cells = (_letter(desk, letter), held(_content(desk, letter)), _date_set(desk, letter), _answer(desk, letter))
    is_cited = any(isinstance(part, Cite) for part in inlines(cells[0]))
    return Row(cells, SentenceKind.FACT if is_cited else SentenceKind.FILE_STATE, (str(letter.ref),))


def _letter(desk: Desk, letter: r.Correspondence) -> Inlines:
    """S18: date, from and to, cites; receipt and release where they differ."""
    date = letter.letter_on
    day = upper_first(desk.dates.on(date.day) if date.day else date.printed()) if date else "Undated"
    parts: list[Inline] = [f"{day}, {sender(desk, letter)} to {addressee(desk, letter)}."]
    own, release = letter_sources(desk, letter)
    parts += _cited(desk.book.of(own))
    if letter.received_on and letter.received_on != (date.day if date else None):
        parts.append(f" Received {desk.dates.on(letter.received_on)}.")
    if letter.released_on and letter.released_on != (date.day if date else None):
        parts.append(f" Released {desk.dates.on(letter.released_on)}.")
        parts += _cited(desk.book.of(release))
    return held(tuple(parts))


def _cited(cites: tuple[Cite, ...]) -> tuple[Inline, ...]:
    """Cites as a sentence of their own behind another."""
    return (" ", *joined(cites), ".") if cites else ()


def letter_sources(desk: Desk, letter: r.Correspondence) -> tuple[list[r.Cite | r.Excerpt], list[r.Cite]]:
    """Cites of the letter itself, with the pages of its demands, and those of its release elsewhere."""
    own: list[r.Cite | r.Excerpt] = []
    release: list[r.Cite] = []
    for cite in desk.sources(letter):
        excerpt = desk.docket.find(r.Excerpt, cite.excerpt_id)
        if excerpt is None:
            continue  # law that the letter cites, not a source of what it says
        is_elsewhere = letter.document_id not in (None, excerpt.document_id)
        (release if is_elsewhere else own).append(cite)
    found = [letter.excerpt_id, *(one.excerpt_id for one in desk.docket.demands_of(letter))]
    own += [excerpt for id_ in found if (excerpt := desk.docket.find(r.Excerpt, id_))]
    return own, release


def sender(desk: Desk, letter: r.Correspondence) -> str:
    """Who wrote: the office for the federal side, the officer for the other."""
    if letter.direction is e.Direction.TO_FEDERAL:
        return letter.signatory_title or letter.sender_office or letter.signatory or desk.bare_term
    return short_office(desk, letter.sender_office) or letter.signatory_title or "[sender not entered]"


def addressee(desk: Desk, letter: r.Correspondence) -> str:
    """To whom: the jurisdiction, or the officer and office."""
    if letter.direction is e.Direction.FROM_FEDERAL:
        return desk.bare_term
    office = short_office(desk, letter.recipient_office)
    return ", ".join(part for part in (letter.recipient_title, office) if part) or "[addressee not entered]"


def short_office(desk: Desk, office: str) -> str:
    """An office by its short name, if the parties have one."""
    return next((one.short_name for one in desk.docket.parties if one.short_name and one.name == office), office)


def _content(desk: Desk, letter: r.Correspondence) -> str:
    """S19 and S21: what it says of itself, its summary, its demands."""
    said = []
    if letter.not_final:
        preliminary = letter.letter_kind is e.LetterKind.PRELIMINARY_ASSESSMENT
        said.append("Calls itself preliminary." if preliminary else "Says that it is not final.")
    if letter.summary:
        said.append(stop(letter.summary))
    demands = desk.docket.demands_of(letter)
    shown = demands[:3] if len(demands) > MOST_DEMANDS else demands
    for one in shown:
        said.append(f"{label(one.number, 'D')}: {stop(lower_first(one.gist or unstop(one.text)))}")
    if len(shown) < len(demands):
        said.append(f"And {len(demands) - len(shown)} more (demand ledger).")
    if not demands and letter.direction is e.Direction.FROM_FEDERAL:
        said.append("Asks for nothing." if letter.demands_reviewed else "Demands not entered.")
    return " ".join(said) or "Content not entered."


def label(number: str, letter: str) -> str:
    """A record's number as printed.

    >>> label("3", "D"), label("D-3", "D")
    ('D-3', 'D-3')
    """
    return number if number.startswith(letter) else f"{letter}-{number}"


def _date_set(desk: Desk, letter: r.Correspondence) -> Inlines:
    """The date that the letter sets; a stated one has a note, once (S57)."""
    due = [one for one in desk.docket.deadlines if one.correspondence_id == letter.id and desk.mine(one)]
    if not due:
        return "None"
    parts: list[Inline] = []
    for one in sorted(due, key=lambda one: (one.due_on or dt.date.max, one.id)):
        desk.dates.fresh()
        text = desk.dates.on(one.due_on) if one.due_on else f"{one.period} from receipt" if one.period else NOT_ENTERED
        parts += ["; "] if parts else []
        parts.append(text)
        if one.basis is e.Basis.STATED_DATE and one.due_on and not desk.has_stated_date_note:
            desk.has_stated_date_note = True
            parts.append(stated_note(desk, one.due_on, one))
    return held(tuple(parts))


def stated_note(desk: Desk, due: dt.date, deadline: r.Deadline) -> Note:
    """S57: why a stated date does not move."""
    text = "Stated in the letter, not computed, so no weekend or holiday rule applies."
    if not is_business_day(due):
        before = previous_business_day(due)
        text += f" It is a {weekday(due)}; act by {weekday(before)}, {long_date(before)}."
    return Note((desk.state(text, deadline),))


def _answer(desk: Desk, letter: r.Correspondence) -> Inlines:
    """S20: what answered it."""
    if letter.direction is not e.Direction.FROM_FEDERAL and not desk.docket.demands_of(letter):
        return "–"
    demands = desk.docket.demands_of(letter)
    replies = [desk.docket.find(r.Correspondence, one.answer_id) for one in demands]
    replies += [one for one in desk.docket.correspondence if one.reply_to_id == letter.id]
    cites: dict[int, Cite] = {}
    for reply in {one.id: one for one in replies if one}.values():
        document = desk.docket.find(r.Document, reply.document_id)
        cite = desk.book.whole(document) if document else None
        if cite:
            cites[reply.id] = cite
    moot = [one.reason for one in demands if one.status is e.DemandStatus.MOOT]
    if moot and not cites:
        return held(f"Moot: {unstop(moot[0])}" if moot[0] else "Moot")
    if not cites:
        return NOT_ENTERED if demands or letter.letter_kind is not e.LetterKind.CLEARANCE else "–"
    partly = any(one.status in (e.DemandStatus.IN_PART, e.DemandStatus.OPEN) for one in demands)
    found = joined(tuple(cites.values()))
    return ("In part, ", *found) if partly else found


def _letter_gaps(desk: Desk) -> Iterator[Sentence]:
    """What nobody entered about the letters, by kind."""
    incoming = [one for one in desk.letters if one.direction is e.Direction.FROM_FEDERAL]
    missing = []
    if incoming and not any(one.received_on for one in incoming):
        missing.append("Receipt dates")
    elif any(one.received_on is None for one in incoming):
        missing.append("Some receipt dates")
    if incoming and not any(one.letter_kind is e.LetterKind.DETERMINATION for one in incoming):
        missing.append("any final determination" if missing else "Any final determination")
    if missing:
        yield desk.state(f"{' and '.join(missing)}: Not entered.", *incoming)
