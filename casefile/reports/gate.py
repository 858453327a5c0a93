"""What a report does not rest on: asked of every sentence before it leaves (X7).

Only the value is looked at. Whether quoted words stand on the cited page, and whether a person's text is older than
its records, the services add: they hold the case file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.domain.values import MONTHS
from casefile.reports.report import (
    Block,
    BlockQuote,
    Cite,
    Grid,
    Heading,
    Inlines,
    ItemList,
    KeptText,
    Note,
    Paragraph,
    Report,
    Sentence,
    SentenceKind,
    StatusCell,
    StickerCell,
    Table,
    WebPage,
    inlines,
    plain,
)

_QUESTIONS = "XI."  # the Part of a memo that asks what shows a fact
STOP_WORDS = ("clearly", "plainly", "obviously", "well settled", "undoubtedly", "merely", "of course")
_STOP = re.compile(r"\b(?:" + "|".join(STOP_WORDS).replace(" ", r"[\s-]") + r")\b", re.IGNORECASE)
_QUOTED = re.compile(r"“[^”]*”")
_CLAIM = re.compile(r"\b[FL]-\d")
_PROGRAM_WORDS = re.compile(r"[{}]|\(s\)|\bN/A\b|\b[0-9a-f]{8}-[0-9a-f]{4}-|(?<=\S)\s{2,}(?=\S)")
_ASSERTS = re.compile(rf"“|\$\d|\b(?:{'|'.join(MONTHS)})\s\d")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at before the report goes out.

    Attributes:
        rule: `uncited-fact`, `uncited-law`, `uncited-kept`, `no-claim-number`, `no-record`, `broken-link`,
            `skipped-heading`, `stop-word`, `program-words`, `not-written` or `fact-without-source`.
        message: One plain sentence.
        text: The words it is about.
        place: The heading above them.
        refs: The records behind them, as `kind:uid`.
    """

    rule: str
    message: str
    text: str
    place: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Passage:
    """What the gate looks at: a sentence, a row, or words without a claim of their own (kind None)."""

    text: str
    kind: SentenceKind | None
    refs: tuple[str, ...]
    cites: tuple[Cite, ...]
    lead: str = ""
    missing: bool = False


def check(report: Report) -> tuple[Finding, ...]:
    """Every sentence that lacks support, and whatever else should not leave unseen, in reading order.

    A fact or a statement of law needs a cite; a position needs its claim's number, in the sentence or in its
    run-in head; a row needs a cite in any cell. A person's sentence is listed if it gives a date, an amount or a
    quotation without a cite. Stop-words within quotation marks are the quoted author's.

    >>> import datetime as dt
    >>> from casefile.reports.report import Section
    >>> noon = dt.datetime(2017, 11, 27, 12, tzinfo=dt.UTC)
    >>> bare = Paragraph((Sentence("The Mayor clearly issued the Order.", SentenceKind.FACT, ("fact:1",)),))
    >>> [finding.rule for finding in check(Report("Memo", noon.date(), noon, (Section("facts", (bare,)),)))]
    ['uncited-fact', 'stop-word']
    """
    return tuple(_findings(report))


def _findings(report: Report) -> Iterator[Finding]:
    anchors, place, level = report.anchors(), "", 1
    for block in report.blocks:
        if isinstance(block, Heading):
            place = f"{block.number} {plain(block.text)}".strip()
            if not 2 <= block.level <= level + 1:
                yield Finding(
                    "skipped-heading", f"A heading of level {block.level} follows one of level {level}.", place, place
                )
            level = block.level
        for passage in _passages(block):
            for finding in _about(passage, anchors):
                yield Finding(finding.rule, finding.message, finding.text, place, passage.refs)
            if place.startswith(_QUESTIONS) and any(ref.startswith("fact:") for ref in passage.refs):
                message = "A fact without a source: not printed, and asked about instead."
                yield Finding("fact-without-source", message, passage.text, place, passage.refs)


def _about(passage: _Passage, anchors: frozenset[str]) -> Iterator[Finding]:
    text, kind = passage.text, passage.kind
    if passage.missing:
        yield Finding("not-written", "This part is written by a person and is still empty.", text)
        return
    yield from _support(passage)
    for cite in passage.cites:
        if not isinstance(cite.target, WebPage) and cite.target.anchor not in anchors:
            yield Finding("broken-link", f"{cite.target.words} is cited, and is not in this report.", cite.text)
    own = _QUOTED.sub("“”", text)
    for word in dict.fromkeys(match.lower() for match in _STOP.findall(own)):
        yield Finding("stop-word", f"“{word}” claims certainty instead of showing it.", text)
    if kind is not SentenceKind.KEPT and (match := _PROGRAM_WORDS.search(own)):
        yield Finding("program-words", f"{match[0]!r} is no word of the reader's.", text)


def _support(passage: _Passage) -> Iterator[Finding]:
    text, kind, is_cited = passage.text, passage.kind, bool(passage.cites)
    match kind:
        case SentenceKind.FACT if not is_cited:
            yield Finding("uncited-fact", "A fact without a cite.", text)
        case SentenceKind.LAW if not is_cited:
            yield Finding("uncited-law", "A statement of law without an authority.", text)
        case SentenceKind.POSITION if not _CLAIM.search(f"{passage.lead} {text}"):
            yield Finding("no-claim-number", "A side's position without the number of its claim.", text)
        case SentenceKind.KEPT if not is_cited and _ASSERTS.search(text):
            yield Finding("uncited-kept", "Gives a date, an amount or a quotation without a cite.", text)
    if kind in {SentenceKind.FACT, SentenceKind.LAW, SentenceKind.POSITION} and not passage.refs:
        yield Finding("no-record", "No record stands behind this sentence.", text)


# --- What there is to ask about, block by block ---


def _passages(block: Block) -> Iterator[_Passage]:
    match block:
        case Heading(text=text):
            yield from _loose(text)
        case Grid(rows):
            for row in rows:
                yield from _loose(row.text)
        case Paragraph(sentences, lead):
            yield from _sentences(sentences, plain(lead))
        case BlockQuote():
            yield from _quote(block)
        case ItemList():
            yield from _items(block)
        case Table():
            yield from _table(block)
        case KeptText(paragraphs):
            for sentences in paragraphs:
                yield from _sentences(sentences)


def _loose(text: Inlines) -> Iterator[_Passage]:
    yield _Passage(plain(text), None, (), _cites(text))
    yield from _notes(text)


def _sentences(sentences: tuple[Sentence, ...], lead: str = "") -> Iterator[_Passage]:
    for sentence in sentences:
        cites = _cites(sentence.inlines)
        yield _Passage(sentence.words, sentence.kind, sentence.refs, cites, lead, sentence.missing)
        yield from _notes(sentence.text)


def _quote(block: BlockQuote) -> Iterator[_Passage]:
    """The quoted words are their author's: asked for a cite, not for stop-words."""
    yield _Passage(f"“{plain(block.text)}”", block.kind, block.refs, (*_cites(block.text), *block.cites))
    yield from _notes(block.text)
    yield from _sentences(block.after)


def _items(block: ItemList) -> Iterator[_Passage]:
    for item in block.items:
        yield from _sentences(item.sentences, plain(item.lead))
        if item.nested:
            yield from _items(item.nested)


def _table(block: Table) -> Iterator[_Passage]:
    for row in block.rows:
        words: list[str] = []
        cites: list[Cite] = []
        notes: list[_Passage] = []
        for cell in row.cells:
            if isinstance(cell, StatusCell):
                words.append(cell.word)
            elif isinstance(cell, StickerCell):
                words.append(cell.text)
            else:
                words.append(plain(cell))
                cites += _cites(cell)
                notes += _notes(cell)
        yield _Passage(" | ".join(words), row.kind, row.refs, tuple(cites))
        yield from notes


def _cites(text: Inlines) -> tuple[Cite, ...]:
    return tuple(part for part in inlines(text) if isinstance(part, Cite))


def _notes(text: Inlines) -> Iterator[_Passage]:
    for part in inlines(text):
        if isinstance(part, Note):
            yield from _sentences(part.sentences)
