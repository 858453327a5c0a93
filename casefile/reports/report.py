"""A report as a value: blocks, cites and links, with no thought of paper.

Builders (`memo.py`, `timeline.py`, ...) make one of these from records; the renderers print it as PDF, text or
Word, and `gate.py` asks every sentence what it rests on. Lengths are points (1/72 inch). Text is plain text
everywhere: markup in it is printed, never obeyed. The parts of a sentence are made in `sentences.py` and named here.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.reports.sentences import (
    AuthorityEntry,
    Cite,
    Emphasis,
    ExhibitPage,
    Inline,
    Inlines,
    Note,
    PartOf,
    Run,
    Sentence,
    SentenceKind,
    Target,
    WebPage,
    bold,
    flow,
    inlines,
    italic,
    italic_lead,
    joined,
    plain,
)
from casefile.reports.timeline_figure import TimelineFigure

__all__ = [
    "Align",
    "AuthorityEntry",
    "Block",
    "BlockQuote",
    "CellContent",
    "Cite",
    "Column",
    "Contents",
    "Emphasis",
    "ExhibitPage",
    "Grid",
    "GridRow",
    "Heading",
    "Ink",
    "Inline",
    "Inlines",
    "ItemList",
    "KeptText",
    "ListItem",
    "Note",
    "PageBreak",
    "PageSetup",
    "Paper",
    "Paragraph",
    "PartOf",
    "Report",
    "Row",
    "Rule",
    "Run",
    "Section",
    "Sentence",
    "SentenceKind",
    "StatusCell",
    "StickerCell",
    "Table",
    "Target",
    "WebPage",
    "bold",
    "flow",
    "inlines",
    "italic",
    "italic_lead",
    "joined",
    "plain",
]

# --- Blocks ---


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading from level 2 down (the report's title is level 1); a level may not be skipped."""

    level: int
    text: Inlines
    number: str = ""
    anchor: str = ""  # as `PartOf("V.B").anchor`


@dataclass(frozen=True, slots=True)
class GridRow:
    """A line of the head of a memo: "To", and who."""

    label: str
    text: Inlines


@dataclass(frozen=True, slots=True)
class Grid:
    """To, From, Date and Re, closed by a rule."""

    rows: tuple[GridRow, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences, behind an optional run-in head ("Our answer (L-1).")."""

    sentences: tuple[Sentence, ...]
    lead: Inlines = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """Quoted words of fifty words or more, indented, without quotation marks.

    Its cites stand at the left margin of the next line; `after` goes on behind them in the same paragraph.
    """

    text: Inlines
    kind: SentenceKind
    refs: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    after: tuple[Sentence, ...] = ()

    @property
    def following(self) -> tuple[Sentence, ...]:
        """The cites as a sentence, and what goes on behind them."""
        cite = (Sentence((), self.kind, self.refs, self.cites),) if self.cites else ()
        return cite + self.after


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `label` replaces the number or bullet ("Q-1.")."""

    sentences: tuple[Sentence, ...]
    lead: Inlines = ()
    label: str = ""
    anchor: str = ""
    nested: ItemList | None = None


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or with bullets."""

    items: tuple[ListItem, ...]
    numbered: bool = True

    def mark(self, position: int) -> str:
        """What stands before the item at `position`, from 0.

        >>> ItemList((ListItem(()), ListItem((), label="Q-2."))).mark(1)
        'Q-2.'
        """
        return self.items[position].label or (f"{position + 1}." if self.numbered else "•")


class Align(enum.StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Ink(enum.StrEnum):
    """Colours of a status; icon and word carry the meaning without them."""

    TEXT = "text"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        width: Its share; all shares together fill the width of the text.
        is_header: Its cells name their rows: semibold, and announced with each cell.
        is_sans: Set in the sans face, for numbers and signs.
    """

    title: str
    width: float
    align: Align = Align.LEFT
    is_header: bool = False
    is_sans: bool = False


@dataclass(frozen=True, slots=True)
class StatusCell:
    """A status: icon (Lucide name), word and ink, always together."""

    icon: str
    word: str
    ink: Ink = Ink.TEXT


@dataclass(frozen=True, slots=True)
class StickerCell:
    """An exhibit's number in its frame, as on the sticker."""

    text: str


CellContent = Inlines | StatusCell | StickerCell


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it asserts (`kind`, `refs`) rests on the cites in any of its cells."""

    cells: tuple[CellContent, ...]
    kind: SentenceKind = SentenceKind.FILE_STATE
    refs: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; its notes stand right under it.

    Attributes:
        caption: Printed above, or "".
        summary: For those who hear the table and do not see it; not printed.

    Raises:
        ValueError: A row has more or fewer cells than there are columns.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    summary: str = ""

    def __post_init__(self) -> None:
        if not self.columns or any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("Every row of a table has one cell for each column.")


@dataclass(frozen=True, slots=True)
class KeptText:
    """What a person wrote, whole; cites in it are fields.

    Attributes:
        label: Printed above in drafts only ("Written by the attorney. Casefile prints it and never changes it.").
        remark: Printed above in drafts only, when records changed since ("Written before 2 changes").
    """

    paragraphs: tuple[tuple[Sentence, ...], ...]
    label: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings down to `depth`, with their pages."""

    depth: int = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts a new page."""


Block = (
    Heading | Grid | Paragraph | BlockQuote | ItemList | Table | KeptText | TimelineFigure | Contents | Rule | PageBreak
)

# --- The report ---


class Paper(enum.StrEnum):
    """Sizes of paper."""

    LETTER = "letter"
    A4 = "a4"
    TABLOID = "tabloid"


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper, which way it lies, and its side margins."""

    paper: Paper = Paper.LETTER
    is_landscape: bool = False
    margin_pt: float = 72.0


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks that belong together; `key` names the section for slots and comparisons."""

    key: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All that a renderer needs to know.

    Attributes:
        title: Printed at the top, level 1.
        as_of: Law, facts and deadlines are those of this local date.
        prepared_at: Aware instant for the metadata: the report's own, so that the same value gives the same bytes.
        document_title: For the window's title bar and the metadata; "" takes the title.
        privilege_line: On every page: privilege, date, and whether it is a draft; "" for a final outward paper.
        mode: internal, client, opposing, court or public.
    """

    title: str
    as_of: dt.date
    prepared_at: dt.datetime
    sections: tuple[Section, ...]
    subtitle: str = ""
    document_title: str = ""
    subject: str = ""
    author: str = ""
    language: str = "en-US"
    mode: str = "internal"
    is_draft: bool = True
    privilege_line: str = ""
    footer_left: str = ""
    footer_center: str = ""
    page: PageSetup = PageSetup()

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A report has a title.")
        if self.prepared_at.tzinfo is None:
            raise ValueError("prepared_at names its time zone.")

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block, in reading order."""
        for section in self.sections:
            yield from section.blocks

    def anchors(self) -> frozenset[str]:
        """What a cite of this report can lead to."""
        return frozenset(anchor for block in self.blocks for anchor in _anchors(block) if anchor)


def _anchors(block: Block) -> Iterator[str]:
    if isinstance(block, Heading | Paragraph):
        yield block.anchor
    elif isinstance(block, Table):
        yield from (row.anchor for row in block.rows)
    elif isinstance(block, ItemList):
        for item in block.items:
            yield item.anchor
            if item.nested:
                yield from _anchors(item.nested)
