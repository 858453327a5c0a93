"""Measures, inks and paragraph styles of our pages (points; the design's pictures are 96 pixels an inch)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4, LETTER, TABLOID
from reportlab.lib.styles import ParagraphStyle

from casefile.reports.render.pdf.fonts import SANS, SANS_BOLD, SANS_MEDIUM, SERIF, SERIF_BOLD, SERIF_BOLD_ITALIC
from casefile.reports.report import Align, Ink, PageSetup, Paper

TEXT, SOFT, FAINT = HexColor("#1A1A1A"), HexColor("#4A4F57"), HexColor("#5F6977")
PRIVILEGE = HexColor("#7A1F1A")
LINK, UNDERLINE = "#123F7A", "#9DB4D3"
ROW_RULE, MONTH_RULE, LANE_RULE = HexColor("#C9CCD1"), HexColor("#E4E6E9"), HexColor("#D3D6DA")
INKS: dict[Ink, Color] = {
    Ink.TEXT: TEXT,
    Ink.GREEN: HexColor("#14603B"),
    Ink.AMBER: HexColor("#7A4A00"),
    Ink.RED: HexColor("#93231F"),
    Ink.GREY: HexColor("#4A5260"),
    Ink.BLUE: HexColor(LINK),
}
ALIGNMENT = {Align.LEFT: TA_LEFT, Align.CENTER: TA_CENTER, Align.RIGHT: TA_RIGHT}
SIZES = {Paper.LETTER: LETTER, Paper.A4: A4, Paper.TABLOID: TABLOID}
GRID_LABEL = 48.0
SERIF_SIZE, SANS_SIZE, STICKER_SIZE = 10.0, 9.0, 8.0  # in tables


@dataclass(frozen=True, slots=True)
class Measures:
    """Where things stand on a page of one setup."""

    width: float
    height: float
    margin: float
    top: float  # of the text, from the upper edge
    bottom: float  # of the text, from the lower edge
    privilege: float  # upper rule of the privilege line, from the upper edge
    footer: float  # rule above the footer, from the lower edge

    @classmethod
    def of(cls, setup: PageSetup) -> Measures:
        short, long = sorted(SIZES[setup.paper])
        if setup.is_landscape:
            return cls(long, short, setup.margin_pt, 64.0, 57.6, 33.0, 43.0)
        return cls(short, long, setup.margin_pt, 77.0, 70.0, 39.0, 51.0)

    @property
    def text_width(self) -> float:
        return self.width - 2 * self.margin

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


def stylesheet() -> dict[str, ParagraphStyle]:
    """Every paragraph style, by name."""
    base: dict[str, Any] = {"textColor": TEXT, "shaping": True, "allowWidows": 0, "allowOrphans": 0}

    def style(name: str, face: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
        return ParagraphStyle(name, fontName=face, fontSize=size, leading=leading, **(base | more))

    items = {"bulletFontName": SERIF, "bulletFontSize": 11, "spaceAfter": 4}
    notes = {"bulletFontName": SERIF, "bulletFontSize": 6.2, "bulletOffsetY": 3.2, "spaceAfter": 2}
    head: dict[str, Any] = {"keepWithNext": 1}
    styles = [
        style("title", SERIF_BOLD, 18, 22.5, spaceAfter=10),
        style("subtitle", SERIF, 11, 15, textColor=SOFT, spaceAfter=8),
        style("H2", SERIF_BOLD, 11.5, 15, spaceBefore=13.5, spaceAfter=4, **head),
        style("H3", SERIF_BOLD_ITALIC, 11, 15, spaceBefore=9, spaceAfter=3, **head),
        style("H4", SERIF_BOLD, 10.5, 14, spaceBefore=7, spaceAfter=3, **head),
        style("body", SERIF, 11, 15, spaceAfter=6),
        style("quote", SERIF, 11, 15, leftIndent=28.8, rightIndent=28.8, spaceBefore=2, spaceAfter=6),
        style("item1", SERIF, 11, 15, leftIndent=24, bulletIndent=4, **items),
        style("item2", SERIF, 11, 15, leftIndent=44, bulletIndent=26, **items),
        style("item3", SERIF, 11, 15, leftIndent=64, bulletIndent=46, **items),
        style("item1-wide", SERIF, 11, 15, leftIndent=32, bulletIndent=0, **items),
        style("item2-wide", SERIF, 11, 15, leftIndent=58, bulletIndent=26, **items),
        style("item3-wide", SERIF, 11, 15, leftIndent=78, bulletIndent=46, **items),
        style("note-narrow", SERIF, 9, 12, leftIndent=5, **notes),
        style("note-wide", SERIF, 9, 12, leftIndent=9, **notes),
        style("label", SANS, 8.5, 12, textColor=SOFT, spaceBefore=5, spaceAfter=2, **head),
        style("caption", SANS, 8.5, 12, textColor=SOFT, spaceBefore=6, spaceAfter=5, **head),
        style("grid-label", SERIF_BOLD, 11, 15),
        style("grid", SERIF, 11, 15),
        style("contents", SERIF, 11, 15),
        style("page-number", SANS, 9, 15, alignment=TA_RIGHT),
        style("sticker", SANS_BOLD, STICKER_SIZE, 13, alignment=TA_CENTER),
    ]
    styles += [style(f"status-{ink}", SANS_MEDIUM, SANS_SIZE, 13, leftIndent=13.5, textColor=INKS[ink]) for ink in INKS]
    faces = {"cell": SERIF, "cell-header": SERIF_BOLD, "cell-sans": SANS, "cell-sans-header": SANS_BOLD}
    for align, value in ALIGNMENT.items():
        for name, face in faces.items():
            size = SANS_SIZE if "sans" in name else SERIF_SIZE
            styles.append(style(f"{name}-{align}", face, size, 13, alignment=value))
        styles.append(style(f"head-{align}", SANS_BOLD, 8.5, 11, alignment=value))
    return {made.name: made for made in styles}
