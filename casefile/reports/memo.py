"""The compliance memo of one jurisdiction, as a `Report` value made from records alone.

Sentences follow the memo's numbered patterns (S1 to S65): each names its records, absences are said in words that
each mean one thing, and nothing dated after `as_of` is printed or hinted at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.privilege import Mode, leaves
from casefile.domain.refs import RecordKind
from casefile.domain.schema import Record
from casefile.errors import UserError
from casefile.reports import memo_head
from casefile.reports.docket import Docket
from casefile.reports.memo_analysis import analysis
from casefile.reports.memo_background import background
from casefile.reports.memo_deadlines import deadlines
from casefile.reports.memo_defenses import defenses, weaknesses
from casefile.reports.memo_desk import Desk, MemoOptions
from casefile.reports.memo_facts import facts
from casefile.reports.memo_lists import authorities, exhibits, open_questions, signature
from casefile.reports.memo_risk import recommendation, risk
from casefile.reports.memo_terms import define_terms, terms_of
from casefile.reports.report import Block, BlockQuote, ItemList, KeptText, Paragraph, Report, Section, Sentence, Table
from casefile.reports.timeline_figure import TimelineFigure
from casefile.reports.wording import hold_together, listing

MODES = tuple(mode.value for mode in Mode)
# What is authored here is work product until a person marks it outward; what others wrote goes by its privilege.
_NOT_AUTHORED = frozenset({
    RecordKind.PROFILE, RecordKind.JURISDICTION, RecordKind.PARTY, RecordKind.PERSON, RecordKind.MATTER,
    RecordKind.DOCUMENT, RecordKind.EXCERPT, RecordKind.EXHIBIT, RecordKind.AUTHORITY, RecordKind.CORRESPONDENCE,
    RecordKind.POLICY,
})  # fmt: skip
FOOTER_ROOM = 44  # characters left of the privilege line's short form
_NAMED = 8  # records that an error names before it counts the rest

__all__ = ["MemoOptions", "memo"]


def memo(docket: Docket, options: MemoOptions) -> Report:
    """The memo on one jurisdiction.

    Args:
        docket: The whole case file; what is later than `as_of` is left out here.
        options: `standings` must come from the same records, as of the same day.

    Raises:
        UserError: No such jurisdiction or mode; a final memo with unwritten parts; an outward memo with records
            that nobody marked outward.
    """
    if options.mode not in MODES:
        raise UserError(f"There is no mode {options.mode!r}.", hint=f"The modes are {listing(MODES)}.")
    jurisdiction = docket.find(r.Jurisdiction, options.jurisdiction_id)
    if jurisdiction is None:
        raise UserError("There is no such jurisdiction in this case file.")
    known = docket.as_of(options.as_of)
    later = [one for one in docket.authorities if one.decided_on and one.decided_on.certainly_after(options.as_of)]
    shown, used = held_back(known, options.mode)
    draft = Desk(shown, options, jurisdiction, later=later, withheld=used, whole=known)
    _sections(draft)  # finds which reconstructions the memo cites; Part VII names them before the last is cited
    marked = [number for number, document in draft.book.documents.items() if document.reconstructed]
    desk = Desk(shown, options, jurisdiction, later=later, withheld=used, whole=known, reconstructed=marked)
    report = _report(desk, _sections(desk))
    if options.final and desk.missing:
        raise UserError(
            f"The memo is not final: {listing(list(dict.fromkeys(desk.missing)))} still empty.",
            hint="Write these parts, or export a draft.",
        )
    if Mode(options.mode).is_outward:
        refuse_unmarked(docket, report, "memo")
    return report


def held_back(docket: Docket, mode: str) -> tuple[Docket, tuple[r.Document, ...]]:
    """The docket without what a mode holds back, and those of the papers held back that anything quotes."""
    withheld = [one for one in docket.documents if _is_withheld(one, Mode(mode))]
    quoted = {one.document_id for one in docket.excerpts}
    return docket.without_documents([one.id for one in withheld]), tuple(one for one in withheld if one.id in quoted)


def _is_withheld(document: r.Document, mode: Mode) -> bool:
    """What the mode holds back; from a client also what a court keeps from clients."""
    closed = (e.Designation.ATTORNEYS_EYES_ONLY, e.Designation.SEALED)
    return not leaves(document, mode) or (mode is Mode.CLIENT and document.designation in closed)


def _sections(desk: Desk) -> tuple[Section, ...]:
    """Every Part in reading order: first cites, dates and definitions depend on it."""
    body = (
        memo_head.head(desk),
        memo_head.questions(desk),
        memo_head.short_answers(desk),
        background(desk),
        facts(desk),
        analysis(desk),
        defenses(desk),
        weaknesses(desk),
        risk(desk),
        recommendation(desk),
        deadlines(desk),
        open_questions(desk),
        exhibits(desk),
        authorities(desk),
        signature(desk),
    )
    return define_terms(body, terms_of(desk))


def _report(desk: Desk, sections: tuple[Section, ...]) -> Report:
    options, profile = desk.options, desk.docket.profile
    name = desk.jurisdiction.name
    policies = [one.number for one in desk.policies if one.number][:1]
    footer = " · ".join([name, *policies, "§ 1373"])
    if len(footer) > FOOTER_ROOM:  # the middle of the line is taken
        footer = f"{name} · § 1373"
    line = memo_head.privilege_line(desk)
    return Report(
        title="Memorandum",
        as_of=options.as_of,
        prepared_at=dt.datetime.combine(options.today, dt.time(12), dt.UTC),
        sections=sections,
        document_title=f"Memorandum: {name}, as of {options.as_of.isoformat()}",
        subject=f"{name}: compliance with 8 U.S.C. § 1373",
        author=profile.author,
        mode=options.mode,
        is_draft=not options.final,
        privilege_line=line,
        footer_left=hold_together(footer),
        footer_center="Privileged and confidential" if line else "",
    )


# --- Outward modes ---


def refuse_unmarked(docket: Docket, report: Report, what: str) -> None:
    """S1: an outward report prints only what a person marked outward.

    Raises:
        UserError: It names the records that nobody marked.
    """
    refs = dict.fromkeys(ref for block in report.blocks for ref in refs_of(block))
    found = [docket.by_ref[ref] for ref in refs if ref in docket.by_ref]
    unmarked = [one for one in found if not one.outward and one.kind not in _NOT_AUTHORED]
    unmarked += [one for one in docket.slots if not one.outward and str(one.ref) in refs and one not in unmarked]
    if not unmarked:
        return
    names = [_name(docket, one) for one in unmarked[:_NAMED]]
    if len(unmarked) > _NAMED:
        names.append(f"{len(unmarked) - _NAMED} more")
    raise UserError(
        f"This {what} cannot leave the office: not marked outward are {listing(names)}.",
        hint=f"Mark them outward, or export the {what} as internal or client.",
    )


def _name(docket: Docket, record: Record) -> str:
    title = record.title_text
    if isinstance(record, r.Assessment):
        clause = docket.find(r.Clause, record.clause_id)
        title = f"{clause.label if clause else 'a clause'} under {record.subsection.label}"
    elif isinstance(record, r.Claim | r.Demand | r.Question):
        title = record.number
    return f"{record.kind.words} “{title}”"


def refs_of(block: Block) -> Iterator[str]:
    """The records that a block rests on, as `kind:uid`."""
    for sentence in sentences_of(block):
        yield from sentence.refs
    match block:
        case Table(rows=rows):
            for row in rows:
                yield from row.refs
        case BlockQuote(refs=refs):
            yield from refs
        case TimelineFigure(lanes=lanes):
            for lane in lanes:
                yield from lane.refs


def sentences_of(block: Block) -> Iterator[Sentence]:
    """Every sentence of a block, in reading order; rows of tables have none."""
    match block:
        case Paragraph(sentences=sentences):
            yield from sentences
        case BlockQuote():
            yield from block.following
        case ItemList(items=items):
            for item in items:
                yield from item.sentences
                if item.nested:
                    yield from sentences_of(item.nested)
        case KeptText(paragraphs=paragraphs):
            for sentences in paragraphs:
                yield from sentences
