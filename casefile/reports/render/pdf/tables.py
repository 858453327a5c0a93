"""Tables: hairlines between rows, no vertical rules, header repeated, cells on one baseline, notes underneath."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from casefile.reports.render.pdf.builder import Builder
from casefile.reports.render.pdf.fonts import SERIF
from casefile.reports.render.pdf.icons import draw_icon
from casefile.reports.render.pdf.structure import Element
from casefile.reports.render.pdf.styles import ROW_RULE, SANS_SIZE, SERIF_SIZE, STICKER_SIZE, TEXT
from casefile.reports.render.pdf.tagged_flowables import (
    SCOPE_COLUMN,
    SCOPE_ROW,
    Bookmark,
    TaggedParagraph,
    TaggedTable,
)
from casefile.reports.report import CellContent, Column, Row, StatusCell, StickerCell, Table

GUTTER = 6.0
PAD_TOP, PAD_BOTTOM = 3.9, 4.9
HEAD_TOP, HEAD_BOTTOM = 3.6, 4.9
ICON = 10.0
STICKER = 39.0  # width of its frame
FIRST_ROWS = 96.0  # room asked for, so that a heading does not part from its table


class StatusParagraph(TaggedParagraph):
    """A status word with its icon; the icon is drawn only, since the word says it."""

    icon = ""

    def draw(self) -> None:
        if self.icon:
            baseline = self.height - self.style.fontSize  # where ReportLab puts the first line
            draw_icon(self.canv, self.icon, 0, baseline - 1.9, ICON, self.style.textColor)
        super().draw()

    def split(self, availWidth: float, availHeight: float) -> list[Any]:
        parts: list[Any] = super().split(availWidth, availHeight)
        if len(parts) == 2:
            parts[0].icon = self.icon
        return parts


class StickerParagraph(TaggedParagraph):
    """An exhibit's number in the frame of its sticker."""

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        width, height = super().wrap(min(availWidth, STICKER), availHeight)
        return float(width), float(height)

    def draw(self) -> None:
        self.canv.saveState()
        self.canv.setStrokeColor(TEXT)
        self.canv.setLineWidth(0.9)
        self.canv.roundRect(0, 1.4, self.width, 12.6, 1.5, stroke=1, fill=0)
        self.canv.restoreState()
        super().draw()


def add_table(block: Table, builder: Builder) -> None:
    """Appends a table with its caption above and its notes below."""
    builder.ask_for_room(FIRST_ROWS)
    tree = builder.tree
    attributes = {"summary": builder.printable(block.summary, SERIF)} if block.summary else {}
    table = tree.add(tree.root, "Table", **attributes)
    if block.caption:
        builder.story.append(builder.paragraph(block.caption, "caption", tree.add(table, "Caption")))
    with builder.notes_under_table():
        head = tree.add(tree.add(table, "THead"), "TR")
        made: list[list[Flowable]] = [[_head_cell(column, head, builder) for column in block.columns]]
        if block.rows:
            body = tree.add(table, "TBody")
            made += [_row(row, block, tree.add(body, "TR"), builder) for row in block.rows]
        flowable = TaggedTable(
            made, colWidths=_widths(block, builder), repeatRows=1, style=_rules(block), hAlign="LEFT"
        )
        flowable.full_height = builder.measures.text_height
        flowable.spaceAfter = 5
        builder.story.append(flowable)
    builder.story[-1].spaceAfter = 12


def _widths(block: Table, builder: Builder) -> list[float]:
    scale = builder.measures.text_width / sum(column.width for column in block.columns)
    return [column.width * scale for column in block.columns]


def _rules(block: Table) -> list[tuple[Any, ...]]:
    """The lines, and paddings that bring serif and sans to one baseline."""
    commands: list[tuple[Any, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), SERIF),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), GUTTER),
        ("RIGHTPADDING", (-1, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), PAD_TOP),
        ("BOTTOMPADDING", (0, 0), (-1, -1), PAD_BOTTOM),
        ("TOPPADDING", (0, 0), (-1, 0), HEAD_TOP),
        ("BOTTOMPADDING", (0, 0), (-1, 0), HEAD_BOTTOM),
        ("LINEBELOW", (0, 1), (-1, -2), 0.55, ROW_RULE),
        ("LINEABOVE", (0, 0), (-1, 0), 1.1, TEXT),
        ("LINEBELOW", (0, -1), (-1, -1), 0.75, TEXT),
        ("LINEBELOW", (0, 0), (-1, 0), 0.75, TEXT),
    ]
    for number, column in enumerate(block.columns):
        cells = [row.cells[number] for row in block.rows]
        lower = SERIF_SIZE - SANS_SIZE if column.is_sans or any(isinstance(cell, StatusCell) for cell in cells) else 0.0
        lower = SERIF_SIZE - STICKER_SIZE if any(isinstance(cell, StickerCell) for cell in cells) else lower
        if lower:  # a first baseline lies its font size below the top
            commands += [
                ("TOPPADDING", (number, 1), (number, -1), PAD_TOP + lower),
                ("BOTTOMPADDING", (number, 1), (number, -1), PAD_BOTTOM - lower),
            ]
    return commands


def _head_cell(column: Column, head: Element, builder: Builder) -> TaggedParagraph:
    element = builder.tree.add(head, "TH", attributes=SCOPE_COLUMN)
    return builder.paragraph(column.title, f"head-{column.align}", element)


def _row(row: Row, block: Table, line: Element, builder: Builder) -> list[Flowable]:
    bookmark = builder.bookmark(row.anchor)
    cells: list[Flowable] = []
    for column, content in zip(block.columns, row.cells, strict=True):
        tag, attributes = ("TH", SCOPE_ROW) if column.is_header else ("TD", "")
        element = builder.tree.add(line, tag, attributes=attributes)
        cells.append(_cell(content, column, element, builder, bookmark))
        bookmark = None
    return cells


def _cell(
    content: CellContent, column: Column, element: Element, builder: Builder, bookmark: Bookmark | None
) -> TaggedParagraph:
    if isinstance(content, StatusCell):
        made = builder.paragraph(
            content.word, f"status-{content.ink}", element, bookmark=bookmark, kind=StatusParagraph
        )
        made.icon = content.icon
        return made
    if isinstance(content, StickerCell):
        return builder.paragraph(content.text, "sticker", element, bookmark=bookmark, kind=StickerParagraph)
    style = f"cell{'-sans' if column.is_sans else ''}{'-header' if column.is_header else ''}-{column.align}"
    return builder.paragraph(content, style, element, bookmark=bookmark)
