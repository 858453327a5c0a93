"""What stands in a report: its sentences, its words, and the records that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from casefile.reports.report import (
    Block,
    BlockQuote,
    Cite,
    Grid,
    Heading,
    Inline,
    Inlines,
    ItemList,
    KeptText,
    Note,
    Paragraph,
    Report,
    Sentence,
    StatusCell,
    StickerCell,
    Table,
    inlines,
    plain,
)
from casefile.reports.timeline_figure import TimelineFigure


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


def pieces(block: Block) -> Iterator[Inline]:
    """Every inline of a block, those of its notes included."""
    for text in texts_of(block):
        for part in inlines(text):
            yield part
            if isinstance(part, Note):
                for sentence in part.sentences:
                    yield from sentence.inlines


def texts_of(block: Block) -> Iterator[Inlines]:
    """The texts of a block, in reading order."""
    match block:
        case Heading(text=text):
            yield text
        case Grid(rows=rows):
            yield from (row.text for row in rows)
        case Paragraph(lead=lead):
            yield lead
            yield from (one.inlines for one in sentences_of(block))
        case BlockQuote(text=text):
            yield text
            yield from (one.inlines for one in sentences_of(block))
        case ItemList(items=items):
            for item in items:
                yield item.lead
            yield from (one.inlines for one in sentences_of(block))
        case Table(rows=rows):
            for row in rows:
                for cell in row.cells:
                    if isinstance(cell, StatusCell):
                        yield cell.word
                    else:
                        yield cell.text if isinstance(cell, StickerCell) else cell
        case KeptText():
            yield from (one.inlines for one in sentences_of(block))


def text_of(report: Report) -> str:
    """All words of a report, a line a text."""
    return "\n".join(plain(text) for block in report.blocks for text in texts_of(block))


def rests_on(report: Report) -> frozenset[str]:
    """Every record that a report names or cites, as `kind:uid`."""
    named = {ref for block in report.blocks for ref in refs_of(block)}
    cited = {part.ref for block in report.blocks for part in pieces(block) if isinstance(part, Cite) and part.ref}
    return frozenset(named | cited)
