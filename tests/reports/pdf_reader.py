"""Reads a PDF by its structure tree, as a screen reader does; and says what a report value should sound like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any, cast

import pikepdf

from casefile.reports.render.pdf import Rendered, write_pdf
from casefile.reports.report import (
    BlockQuote,
    Contents,
    Grid,
    Heading,
    Inlines,
    ItemList,
    KeptText,
    Note,
    Paragraph,
    Report,
    StatusCell,
    StickerCell,
    Table,
    flow,
    inlines,
    plain,
)
from casefile.reports.timeline_figure import TimelineFigure

SHOW = {"Tj", "TJ", "'", '"'}
PAINT = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE"}


def squeezed(text: str) -> str:
    """Words with one space between; a no-break space is extracted as a space."""
    return " ".join(text.split())


def made(report: Report) -> tuple[Reader, Rendered]:
    """The report as PDF, opened, and what the renderer says about it."""
    out = BytesIO()
    rendered = write_pdf(report, out)
    return Reader(out.getvalue()), rendered


@dataclass
class PageContent:
    """A page's content stream, walked once."""

    texts: dict[int, str] = field(default_factory=dict)  # by MCID
    order: list[int] = field(default_factory=list)  # as painted
    artifacts: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)  # operators outside marked content


@cache
def _cmap(font_stream: bytes) -> dict[int, str]:
    pairs = re.findall(rb"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4,})>", font_stream.split(b"beginbfchar")[1])
    return {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def _walk(page: pikepdf.Page) -> PageContent:
    content = PageContent()
    font: dict[int, str] = {}
    owner: tuple[str, int | None] | None = None
    for operands, operator in cast(Any, pikepdf.parse_content_stream(page)):
        name = str(operator)
        if name in {"BDC", "BMC"}:
            assert owner is None, "marked content is nested"
            owner = str(operands[0]), None if operands[0] == "/Artifact" else int(operands[1].MCID)
            if owner[1] is not None:
                assert owner[1] not in content.texts
                content.texts[owner[1]] = ""
                content.order.append(owner[1])
        elif name == "EMC":
            owner = None
        elif name == "Tf":
            font = _cmap(page.Resources.Font[str(operands[0])].ToUnicode.read_bytes())
        elif name in SHOW | PAINT and owner is None:
            content.loose.append(name)
        elif name in SHOW and owner is not None:
            pieces = operands[0] if name == "TJ" else operands[-1:]
            text = "".join(font[b] for piece in pieces if isinstance(piece, pikepdf.String) for b in bytes(piece))
            if owner[1] is None:
                content.artifacts.append(text)
            else:
                content.texts[owner[1]] += text
    assert owner is None
    return content


class Reader:
    """A document as its structure tree tells it."""

    BLOCKS = frozenset(f"/{t}" for t in "P H1 H2 H3 H4 Caption Figure TD TH Lbl LBody Note TOCI".split())

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.pdf = pikepdf.open(BytesIO(data))
        self.pages = [_walk(page) for page in self.pdf.pages]
        self.number: dict[Any, int] = {page.objgen: number for number, page in enumerate(self.pdf.pages)}
        self.root: Any = self.pdf.Root.StructTreeRoot

    def kids(self, element: Any) -> list[Any]:
        kids = element.get("/K", [])
        return list(kids) if isinstance(kids, pikepdf.Array | list) else [kids]

    def elements(self, tag: str = "", within: Any = None) -> Iterator[Any]:
        """Elements of a kind ("P"), or all, from `within` or the root down, in reading order."""
        element = self.root.K if within is None else within
        if not tag or str(element.S) == f"/{tag}":
            yield element
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                yield from self.elements(tag, kid)

    def contents(self, element: Any) -> Iterator[tuple[int, int]]:
        """(page number, MCID) in reading order, from the element down."""
        for kid in self.kids(element):
            if not isinstance(kid, pikepdf.Dictionary):
                yield self.number[element.Pg.objgen], int(kid)
            elif kid.get("/Type") == "/MCR":
                yield self.number[kid.Pg.objgen], int(kid.MCID)
            elif kid.get("/Type") != "/OBJR":
                yield from self.contents(kid)

    def text(self, element: Any = None) -> str:
        """What is read aloud, squeezed."""
        return squeezed(self._text(self.root.K if element is None else element))

    def _text(self, element: Any) -> str:
        if "/Alt" in element:
            return f" [{element.Alt}] "
        parts = []
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/StructElem":
                parts.append(self._text(kid))
            elif not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == "/MCR":
                page, mcid = next(iter(self.contents(pikepdf.Dictionary(K=kid, Pg=element.get("/Pg")))))
                parts.append(self.pages[page].texts[mcid])
        return f" {''.join(parts)} " if str(element.S) in self.BLOCKS else "".join(parts)

    def annotations(self) -> list[Any]:
        return [annotation for page in self.pdf.pages for annotation in page.get("/Annots", [])]


# --- What the value should sound like ---


def spoken(report: Report) -> str:
    """The words of a report without contents and long timelines, in reading order, squeezed."""
    voice = _Voice(report)
    return squeezed(" ".join(voice.say()))


class _Voice:
    def __init__(self, report: Report) -> None:
        self._report, self._numbers = report, 0

    def say(self) -> Iterator[str]:
        yield self._report.title
        yield self._report.subtitle
        for block in self._report.blocks:
            yield from self._block(block)

    def _block(self, block: Any) -> Iterator[str]:
        match block:
            case Heading():
                yield block.number
                yield from self._paragraph(block.text)
            case Paragraph():
                yield from self._paragraph(flow(block.sentences, block.lead))
            case BlockQuote():
                yield from self._paragraph(block.text)
                yield from self._paragraph(flow(block.following))
            case ItemList():
                for position, item in enumerate(block.items):
                    yield block.mark(position)
                    yield from self._paragraph(flow(item.sentences, item.lead))
                    yield from self._block(item.nested)
            case KeptText():
                yield from (block.label, block.remark) if self._report.is_draft else ()
                for sentences in block.paragraphs:
                    yield from self._paragraph(flow(sentences))
            case Grid():
                yield from self._grouped([cell for row in block.rows for cell in (row.label, row.text)])
            case Table():
                yield block.caption
                yield from (column.title for column in block.columns)
                yield from self._grouped([cell for row in block.rows for cell in row.cells])
            case TimelineFigure():
                yield f"[{block.words}]"
            case Contents():
                raise NotImplementedError

    def _paragraph(self, text: Inlines) -> Iterator[str]:
        """A paragraph, then the notes it cites."""
        notes: list[tuple[int, Note]] = []
        words = []
        for part in inlines(text):
            if isinstance(part, Note):
                self._numbers += 1
                notes.append((self._numbers, part))
                words.append(str(self._numbers))
            else:
                words.append(plain((part,)))
        yield "".join(words)
        for number, note in notes:
            yield f"{number} {plain(flow(note.sentences))}"

    def _grouped(self, cells: list[Any]) -> Iterator[str]:
        """Cells, then their notes, each note once."""
        notes: dict[Note, int] = {}
        for cell in cells:
            if isinstance(cell, StatusCell | StickerCell):
                yield cell.word if isinstance(cell, StatusCell) else cell.text
                continue
            words = []
            for part in inlines(cell):
                if isinstance(part, Note):
                    self._numbers += part not in notes
                    words.append(str(notes.setdefault(part, self._numbers)))
                else:
                    words.append(plain((part,)))
            yield "".join(words)
        for note, number in notes.items():
            yield f"{number} {plain(flow(note.sentences))}"
