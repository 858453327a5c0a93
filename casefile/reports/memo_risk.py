"""Parts VIII and IX of a memo: what may be lost, and what a person recommends (S51 to S54)."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.schema import Record
from casefile.domain.values import Money
from casefile.reports.cites import exhibits_linked, short_name
from casefile.reports.memo_desk import NOT_ENTERED, Desk, held, section
from casefile.reports.memo_elements import cites_cell
from casefile.reports.report import (
    Align,
    Block,
    Column,
    KeptText,
    Paragraph,
    Row,
    Section,
    Sentence,
    SentenceKind,
    Table,
)
from casefile.reports.wording import have, lower_first, names_later_day, sentences, unstop, upper_first

KEPT_LABEL = "Written by the attorney. Casefile prints it and never changes it."


def risk(desk: Desk) -> Section:
    """A row for each remedy of the other side, the largest amounts first, unknown ones before them."""
    blocks: list[Block] = [desk.begin("VIII", "Risk")]
    remedies = sorted(_remedies(desk), key=lambda one: _weight(desk, one))
    if not remedies:
        blocks.append(Paragraph((desk.state("No remedy of the other side is entered."),)))
        return section("VIII", blocks)
    columns = (
        Column("Risk", 90, is_header=True),
        Column("Award", 78),
        Column("Dollars", 66, Align.RIGHT),
        Column("Likelihood", 72),
        Column("Timing", 102),
        Column("Basis", 60),
    )
    rows = tuple(_row(desk, one) for one in remedies)
    blocks.append(Table(columns, rows, summary="Each remedy with the award, amount, likelihood, timing and source."))
    if total := _total(desk, remedies):
        blocks.append(Paragraph((total,)))
    return section("VIII", blocks)


def _remedies(desk: Desk) -> Iterator[r.Remedy]:
    for one in desk.docket.remedies:
        if one.side is desk.other and desk.ours_or_common(one):
            yield one


def _award(desk: Desk, remedy: r.Remedy) -> r.Award | None:
    return desk.docket.find(r.Award, remedy.award_id)


def _weight(desk: Desk, remedy: r.Remedy) -> tuple[bool, bool, int, int]:
    award = _award(desk, remedy)
    amount = award.amount if award else None
    return award is None, amount is not None, -(amount.cents if amount else 0), remedy.id


def _row(desk: Desk, remedy: r.Remedy) -> Row:
    award = _award(desk, remedy)
    cites = desk.book.of(desk.sources(remedy))
    cells = (
        held(upper_first(unstop(remedy.name))),
        held(_award_cell(award)),
        _dollars(award),
        remedy.likelihood.label,
        held(_timing(desk, remedy)),
        cites_cell(cites),
    )
    return Row(cells, SentenceKind.FACT if cites else SentenceKind.FILE_STATE, (str(remedy.ref),))


def _award_cell(award: r.Award | None) -> str:
    if award is None:
        return "None"
    year = f"FY{award.fiscal_year} " if award.fiscal_year else ""
    return f"{year}{award.program or award.name}, {award.award_number or '[award no.]'}"


def _dollars(award: r.Award | None) -> str:
    if award is None:
        return "None stated"
    return award.amount.printed() if award.amount is not None else NOT_ENTERED


def _timing(desk: Desk, remedy: r.Remedy) -> str:
    """What a person entered; else an injunction that is in force (S53); else where the remedy stands."""
    if remedy.timing and (desk.sources(remedy) or not names_later_day(remedy.timing, desk.options.as_of)):
        return upper_first(unstop(remedy.timing))
    for one in desk.docket.remedies:
        in_force = one.type is e.RemedyType.INJUNCTION and one.status is e.RemedyStatus.GRANTED
        if not (in_force and desk.mine(one) and one.side is desk.side and one.award_id in (None, remedy.award_id)):
            continue
        order = desk.docket.find(r.Authority, one.authority_id)
        if not one.summary:
            return "Injunction’s terms not entered"
        name = short_name(order) if order else one.name
        return f"Enjoined by {name}, {unstop(lower_first(one.summary))}"
    return NOT_ENTERED


def _total(desk: Desk, remedies: list[r.Remedy]) -> Sentence | None:
    """S52: every award once, however many remedies reach it."""
    awards = {award.id: award for one in remedies if (award := _award(desk, one))}
    amounts = [one.amount for one in awards.values() if one.amount is not None]
    missing = len(awards) - len(amounts)
    if not awards:
        return None
    total = sum(amounts, Money(0)).printed()
    noun = "award" if len(awards) == 1 else "awards"
    gap = f"{missing} of {len(awards)} {noun} {have(missing)} no amount"
    if not amounts:
        text = f"Total: Not entered ({gap})."
    else:
        text = f"At least {total}; {gap}." if missing else f"Total: {total}."
    return desk.state(text, *awards.values())


# --- IX ---


def recommendation(desk: Desk) -> Section:
    """S54: a person's text, whole; with a word on what has changed since it was written."""
    heading = desk.begin("IX", "Recommendation and alternatives")
    owner: Record = desk.jurisdiction
    slot = desk.docket.kept(owner, "recommendation")
    if slot is None:
        said = desk.required(owner, "recommendation", "", "Recommendation")
        return section("IX", (heading, Paragraph(said)))
    slots = [slot, desk.docket.kept(owner, "alternatives")]
    paragraphs = tuple(
        tuple(
            desk.say(exhibits_linked(one, desk.book), SentenceKind.KEPT, slot, slot=f"{owner.uid}/{slot.name}")
            for one in sentences(passage)
        )
        for slot in slots
        if slot
        for passage in slot.text.split("\n\n")
        if passage.strip()
    )
    remark = changed_since(desk, slot)
    return section("IX", (heading, KeptText(paragraphs, KEPT_LABEL, remark)))


def changed_since(desk: Desk, slot: r.Slot) -> str:
    """Counts the changes that the records beside a text have seen since.

    A record that is gone, or was not known on the memo's date, is not counted.
    """
    changes = 0
    for ref, version in slot.seen.items():
        record = desk.docket.by_ref.get(ref)
        if record is not None and isinstance(version, int):
            changes += max(0, record.version - version)
    if not changes:
        return ""
    return f"Written before {changes} {'change' if changes == 1 else 'changes'}."
