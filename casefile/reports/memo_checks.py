"""Checks of a finished memo against itself and its case file, before it is exported.

The gate asks each sentence what it rests on; this asks whether the Parts agree with each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from casefile.domain import records as r
from casefile.domain.values import PartialDate
from casefile.reports.cites import UNVERIFIED
from casefile.reports.docket import Docket
from casefile.reports.gate import Finding
from casefile.reports.reading import pieces, refs_of, sentences_of, text_of
from casefile.reports.report import (
    AuthorityEntry,
    Block,
    Cite,
    Emphasis,
    ExhibitPage,
    Heading,
    ItemList,
    KeptText,
    PartOf,
    Report,
    Run,
    Sentence,
    Table,
    inlines,
)

_DEFINITION = re.compile(r"\((the\s)?“([^”]+)”\)")


def memo_checks(report: Report, docket: Docket) -> tuple[Finding, ...]:
    """What does not agree, in the order of the checks; empty for a memo that may go out.

    Args:
        report: A memo of `casefile.reports.memo.memo`.
        docket: The whole case file that it was made from.
    """
    return tuple(
        finding
        for check in (_numbers, _findings, _exhibits, _authorities, _marks, _later, _terms, _parts, _letters, _kept)
        for finding in check(report, docket)
    )


# --- Reading a report ---


def _blocks(report: Report, *keys: str) -> Iterator[Block]:
    for section in report.sections:
        if not keys or section.key in keys:
            yield from section.blocks


def _cites(report: Report) -> Iterator[Cite]:
    for block in report.blocks:
        yield from (part for part in pieces(block) if isinstance(part, Cite))


def _anchored(report: Report, key: str) -> list[str]:
    return [
        row.anchor for block in _blocks(report, key) if isinstance(block, Table) for row in block.rows if row.anchor
    ]


def _items(report: Report, key: str) -> list[str]:
    return [item.anchor for block in _blocks(report, key) if isinstance(block, ItemList) for item in block.items]


# --- The checks ---


def _numbers(report: Report, docket: Docket) -> Iterator[Finding]:
    """One answer and one section for each question."""
    questions, answers = _items(report, "I"), _items(report, "II")
    sections = [one for one in _blocks(report, "V") if isinstance(one, Heading) and one.level == 3]
    if [one.partition(":")[2] for one in questions] != [one.partition(":")[2] for one in answers]:
        yield Finding("questions", f"{len(questions)} questions and {len(answers)} answers.", "", "II")
    if len(sections) != len(questions):
        yield Finding("questions", f"{len(questions)} questions and {len(sections)} sections of analysis.", "", "V")


def _findings(report: Report, docket: Docket) -> Iterator[Finding]:
    """The finding in II, in V and in the matrix is one."""
    stated = [list(_bold(report, key)) for key in ("II", "V")]
    if [label for label, _ in stated[0]] != [label for label, _ in stated[1]]:
        yield Finding("findings", "The findings of Parts II and V differ.", "", "V")
    for label, refs in (*stated[0], *stated[1]):
        for ref in refs:
            record = docket.by_ref.get(ref)
            if isinstance(record, r.Assessment) and record.finding.label != label:
                yield Finding("findings", f"The matrix says {record.finding.label}.", label, refs=(ref,))


def _bold(report: Report, key: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for sentence in _sentences(report, key):
        for part in inlines(sentence.text):
            if isinstance(part, Run) and part.emphasis is Emphasis.BOLD:
                yield part.text.rstrip("."), sentence.refs


def _sentences(report: Report, key: str) -> Iterator[Sentence]:
    for block in _blocks(report, key):
        yield from sentences_of(block)


def _exhibits(report: Report, docket: Docket) -> Iterator[Finding]:
    cited = {one.target.anchor for one in _cites(report) if isinstance(one.target, ExhibitPage)}
    yield from _same(cited, set(_anchored(report, "XII")), "exhibits", "the list of exhibits", "XII")


def _authorities(report: Report, docket: Docket) -> Iterator[Finding]:
    cited = {one.target.anchor for one in _cites(report) if isinstance(one.target, AuthorityEntry)}
    yield from _same(cited, set(_anchored(report, "XIII")), "authorities", "the table of authorities", "XIII")


def _spaced(text: str) -> str:
    """Words as a person types them: a report holds some together with no-break spaces.

    >>> _spaced("280\u00a0F. Supp.\u00a03d 579")
    '280 F. Supp. 3d 579'
    """
    return " ".join(text.split())


def _same(cited: set[str], listed: set[str], rule: str, name: str, place: str) -> Iterator[Finding]:
    for one in sorted(cited - listed):
        yield Finding(rule, f"Cited, and not in {name}.", one.partition(":")[2], place)
    for one in sorted(listed - cited):
        yield Finding(rule, f"In {name}, and not cited.", one.partition(":")[2], place)


def _marks(report: Report, docket: Docket) -> Iterator[Finding]:
    """Whatever nobody verified says so at every cite."""
    for cite in _cites(report):
        record = docket.by_ref.get(cite.ref)
        if isinstance(record, r.Authority) and record.verified_on is None and UNVERIFIED.strip() not in cite.text:
            yield Finding("unverified", "Cited without its mark.", cite.text, refs=(cite.ref,))


def _later(report: Report, docket: Docket) -> Iterator[Finding]:
    """Nothing dated after the memo, by record and by name."""
    text = _spaced(text_of(report))
    for ref in dict.fromkeys(ref for block in report.blocks for ref in refs_of(block)):
        record = docket.by_ref.get(ref)
        date = getattr(record, "decided_on", None) or getattr(record, "dated_on", None)
        if isinstance(date, PartialDate) and date.certainly_after(report.as_of):
            yield Finding("later", "Later than the date of the memo.", "", refs=(ref,))
    for one in docket.authorities:
        is_later = one.decided_on is not None and one.decided_on.certainly_after(report.as_of)
        if is_later and one.citation and _spaced(one.citation) in text:
            yield Finding("later", "Names an authority later than the memo.", one.citation, refs=(str(one.ref),))


def _terms(report: Report, docket: Docket) -> Iterator[Finding]:
    """A defined term is defined once and used again."""
    text = _spaced(text_of(report))
    defined = Counter(match[2] for match in _DEFINITION.finditer(text))
    for term, count in defined.items():
        if count > 1:
            yield Finding("terms", f"“{term}” is defined {count} times.", term)
        if len(re.findall(rf"(?<![\w“]){re.escape(term)}(?![\w”])", text)) < 1:
            yield Finding("terms", f"“{term}” is defined and not used again.", term)


def _parts(report: Report, docket: Docket) -> Iterator[Finding]:
    anchors = report.anchors()
    for cite in _cites(report):
        if isinstance(cite.target, PartOf) and cite.target.anchor not in anchors:
            yield Finding("parts", f"{cite.target.words} is not in this memo.", cite.text)


def _letters(report: Report, docket: Docket) -> Iterator[Finding]:
    """Every demand of a letter to or from the jurisdiction has its letter's row, with the answer."""
    refs = {
        ref for block in _blocks(report, "III") if isinstance(block, Table) for row in block.rows for ref in row.refs
    }
    shown = {one.id for one in docket.correspondence if str(one.ref) in refs}
    places = {one.jurisdiction_id for one in docket.correspondence if one.id in shown}
    for demand in docket.as_of(report.as_of).demands:
        letter = docket.find(r.Correspondence, demand.correspondence_id)
        if letter and letter.jurisdiction_id in places and letter.id not in shown:
            yield Finding("demands", "A demand without a row in the correspondence.", demand.number, "III")


def _kept(report: Report, docket: Docket) -> Iterator[Finding]:
    """A person's text that is older than its records has a note."""
    for block in report.blocks:
        if not isinstance(block, KeptText) or block.remark:
            continue
        for ref in dict.fromkeys(ref for sentence in sentences_of(block) for ref in sentence.refs):
            slot = docket.by_ref.get(ref)
            if isinstance(slot, r.Slot) and _is_outdated(slot, docket):
                yield Finding("kept", "Written before its records changed, and does not say so.", slot.name)


def _is_outdated(slot: r.Slot, docket: Docket) -> bool:
    found = ((docket.by_ref.get(about), version) for about, version in slot.seen.items())
    return any(record is not None and record.version > version for record, version in found)
