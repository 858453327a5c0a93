"""One function for each kind of block: it appends element and flowable together."""

from __future__ import annotations

import math
from functools import singledispatch
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, HRFlowable, Table
from reportlab.platypus import PageBreak as NewPage

from casefile.reports.render.pdf.builder import Builder
from casefile.reports.render.pdf.fonts import SERIF
from casefile.reports.render.pdf.structure import Destination, Element
from casefile.reports.render.pdf.styles import GRID_LABEL, ROW_RULE, TEXT
from casefile.reports.render.pdf.tables import add_table
from casefile.reports.render.pdf.tagged_flowables import DECIMAL, DISC, Bookmark, TaggedFigure
from casefile.reports.render.pdf.timeline_drawing import TimelineDrawing, lanes_per_page
from casefile.reports.report import (
    BlockQuote,
    Contents,
    Grid,
    Heading,
    ItemList,
    KeptText,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    flow,
    inlines,
    plain,
)
from casefile.reports.report import Table as TableBlock
from casefile.reports.timeline_figure import TimelineFigure

LAYOUT = [("FONTNAME", (0, 0), (-1, -1), SERIF), ("VALIGN", (0, 0), (-1, -1), "TOP")]
ROOM = [
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ("TOPPADDING", (0, 0), (-1, -1), 1.5),
    ("TOPPADDING", (1, 0), (1, -1), 3.5),
]
FLAT = [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]


def fill(builder: Builder) -> None:
    """Puts the whole report into the builder.

    Raises:
        ValueError: A heading skips a level (readers navigate by them), or stands at the title's.
    """
    report = builder.report
    _title(builder, report)
    for section in report.sections:
        for block in section.blocks:
            add(block, builder)


def _title(builder: Builder, report: Report) -> None:
    """The title, and the subtitle beside it on a wide page or below it."""
    tree, width = builder.tree, builder.measures.text_width
    heading = builder.paragraph(report.title, "title", tree.add(tree.root, "H1"), bookmark=Bookmark("title", 0))
    if not report.subtitle:
        builder.story.append(heading)
        return
    subtitle = builder.paragraph(report.subtitle, "subtitle", tree.add(tree.root, "P"))
    needed = [stringWidth(part.plain, part.style.fontName, part.style.fontSize) for part in (heading, subtitle)]
    if not report.page.is_landscape or sum(needed) + 24 > width:
        heading.style = heading.style.clone("title-above", spaceAfter=3)
        builder.story += [heading, subtitle]
        return
    row = Table([[heading, subtitle]], colWidths=(needed[0] + 11, width - needed[0] - 11), hAlign="LEFT")
    row.setStyle([*LAYOUT, *FLAT, ("TOPPADDING", (1, 0), (1, 0), 7.2)])
    row.spaceAfter = 3
    builder.story.append(row)


@singledispatch
def add(block: object, builder: Builder) -> None:
    """Appends a block to the builder's story and tree."""
    raise TypeError(f"No PDF form for {type(block).__name__}")


@add.register
def _heading(block: Heading, builder: Builder) -> None:
    position = builder.next_heading()
    before = builder.headings[position - 1].level if position else 1
    if not 2 <= block.level <= min(6, before + 1):
        raise ValueError(f"A heading of level {block.level} follows level {before}: {plain(block.text)!r}")
    number = (f"{block.number}\u00a0 ",) if block.number else ()
    element = builder.tree.add(builder.tree.root, f"H{block.level}")
    mark = Bookmark(builder.heading_bookmark(position), block.level - 1)
    style = f"H{min(block.level, 4)}"
    builder.story.append(builder.paragraph((*number, *inlines(block.text)), style, element, bookmark=mark))


@add.register
def _grid(block: Grid, builder: Builder) -> None:
    listing = builder.tree.add(builder.tree.root, "L")
    rows: list[list[Flowable]] = []
    with builder.notes_under_table():
        for row in block.rows:
            item = builder.tree.add(listing, "LI")
            label = builder.paragraph(row.label, "grid-label", builder.tree.add(item, "Lbl"))
            body = builder.tree.add(builder.tree.add(item, "LBody"), "P")
            rows.append([label, builder.paragraph(row.text, "grid", body)])
        table = Table(rows, colWidths=(GRID_LABEL, builder.measures.text_width - GRID_LABEL), hAlign="LEFT")
        table.setStyle([*LAYOUT, *FLAT, ("BOTTOMPADDING", (0, 0), (-1, -1), 2.25)])
        rule = HRFlowable(width="100%", color=TEXT, thickness=1.1, lineCap="butt", spaceBefore=6.4, spaceAfter=10)
        builder.story += [table, rule]


@add.register
def _paragraph(block: Paragraph, builder: Builder) -> None:
    builder.add(block.sentences, block.lead, "body", builder.tree.root, block.anchor)


@add.register
def _quote(block: BlockQuote, builder: Builder) -> None:
    element = builder.tree.add(builder.tree.add(builder.tree.root, "BlockQuote"), "P")
    if builder.story:
        builder.story[-1].keepWithNext = 1  # the words that introduce it stay with it
    quote = builder.paragraph(block.text, "quote", element)
    quote.keepWithNext = int(bool(block.following))  # and so does its cite
    builder.story.append(quote)
    builder.add(block.following, (), "body", builder.tree.root)


@add.register
def _list(block: ItemList, builder: Builder) -> None:
    _items(block, builder, builder.tree.root, 1)


def _items(block: ItemList, builder: Builder, parent: Element, depth: int) -> None:
    listing = builder.tree.add(parent, "L", attributes=DECIMAL if block.numbered else DISC)
    widest = max((len(block.mark(position)) for position in range(len(block.items))), default=0)
    style = f"item{min(depth, 3)}" + ("-wide" if widest > 3 else "")
    for position, item in enumerate(block.items):
        entry = builder.tree.add(listing, "LI")
        label, body = builder.tree.add(entry, "Lbl"), builder.tree.add(entry, "LBody")
        builder.story.append(
            builder.paragraph(
                flow(item.sentences, item.lead),
                style,
                builder.tree.add(body, "P"),
                mark=block.mark(position),
                label=label,
                bookmark=builder.bookmark(item.anchor),
            )
        )
        if item.nested:
            _items(item.nested, builder, body, depth + 1)


@add.register
def _table(block: TableBlock, builder: Builder) -> None:
    add_table(block, builder)


@add.register
def _kept(block: KeptText, builder: Builder) -> None:
    if builder.report.is_draft:
        for words in filter(None, (block.label, block.remark)):
            element = builder.tree.add(builder.tree.root, "P")
            builder.story.append(builder.paragraph(words, "label", element))
    for sentences in block.paragraphs:
        builder.add(sentences, (), "body", builder.tree.root)


@add.register
def _timeline(block: TimelineFigure, builder: Builder) -> None:
    per_page = lanes_per_page(builder.measures)
    pages = max(1, math.ceil(len(block.lanes) / per_page))
    share = math.ceil(len(block.lanes) / pages) or 1  # even pages rather than a last one with a single lane
    for page in range(pages):
        lanes = block.lanes[page * share : (page + 1) * share]
        drawing = TimelineDrawing(block, lanes, builder.measures.text_width, builder.printable)
        words = block.words_of(lanes) if page == 0 else f"Timeline, continued. {block.words_of(lanes)}"
        element = builder.tree.add(builder.tree.root, "Figure", alt=words)
        builder.story.append(TaggedFigure(drawing, element, space_after=6))


@add.register
def _contents(block: Contents, builder: Builder) -> None:
    listed = [(i, heading) for i, heading in enumerate(builder.headings) if heading.level <= block.depth]
    if not listed:
        return
    toc = builder.tree.add(builder.tree.root, "TOC")
    rows: list[list[Flowable]] = []
    styles: list[tuple[Any, ...]] = []
    for line, (position, heading) in enumerate(listed):
        name = builder.heading_bookmark(position)
        page = str(builder.pages.get(name, 0))
        title = " ".join(f"{heading.number} {plain(heading.text)}".split())
        item = builder.tree.add(toc, "TOCI")
        words = builder.contents_line(title, Destination(f"{title}, page {page}", bookmark=name), item)
        number = builder.paragraph(page, "page-number", builder.tree.add(item, "P"))
        rows.append([words, number])
        styles.append(("LEFTPADDING", (0, line), (0, line), 16 * (heading.level - 2)))
    table = Table(rows, colWidths=(builder.measures.text_width - 36, 36), hAlign="LEFT")
    table.setStyle([*LAYOUT, *FLAT, *styles, ("LINEBELOW", (0, 0), (-1, -1), 0.55, ROW_RULE), *ROOM])
    table.spaceAfter = 8
    builder.story.append(table)


@add.register
def _rule(_block: Rule, builder: Builder) -> None:
    builder.story.append(HRFlowable(width="100%", color=TEXT, thickness=0.75, spaceBefore=4, spaceAfter=8))


@add.register
def _page_break(_block: PageBreak, builder: Builder) -> None:
    builder.story.append(NewPage())
