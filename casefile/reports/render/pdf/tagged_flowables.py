"""Platypus flowables that carry elements of a `StructTree`: paragraphs, figures, tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeVar

from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable, Paragraph, Table

from casefile.reports.render.pdf.structure import Artifact, Element, StructTree
from casefile.reports.render.pdf.tagged import RunText, TaggedCanvas

Cell = TypeVar("Cell")
SCOPE_COLUMN, SCOPE_ROW = "<</O/Table/Scope/Column>>", "<</O/Table/Scope/Row>>"
DECIMAL, DISC = "<</O/List/ListNumbering/Decimal>>", "<</O/List/ListNumbering/Disc>>"


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A destination at the top of a paragraph; with a level, also a line in the outline."""

    name: str
    level: int | None = None


class TaggedParagraph(Paragraph):
    """A paragraph that is one element, however many pages it runs over."""

    element: Element
    label: Element | None = None
    bookmark: Bookmark | None = None
    plain = ""  # the text of the whole, also in the parts of a split paragraph
    _word_ends: frozenset[int] = frozenset()  # in letters from the start of the whole
    _letters_before = 0  # in earlier parts

    def __init__(
        self, text: str | None, style: Any = None, bulletText: str | None = None, frags: Any = None,
        *, element: Element | None = None, label: Element | None = None, bookmark: Bookmark | None = None,
    ) -> None:  # fmt: skip
        super().__init__(text, style, bulletText=bulletText, frags=frags)
        if element is not None:  # None only while ReportLab splits
            self.element, self.label, self.bookmark = element, label, bookmark
            self.plain = self.getPlainText()  # later ReportLab has taken it apart
            self._word_ends = frozenset(accumulate(len(word) for word in self.plain.split()))

    def split(self, availWidth: float, availHeight: float) -> list[Paragraph]:
        parts: list[Paragraph] = super().split(availWidth, availHeight)
        if len(parts) == 2:
            first, rest = parts
            for part in parts:
                part.element, part.plain, part._word_ends = self.element, self.plain, self._word_ends
            first.label, first.bookmark, first._letters_before = self.label, self.bookmark, self._letters_before
            rest._letters_before = self._letters_before + sum(map(_letters, first.blPara.lines))
        return parts

    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        if self.bookmark is not None and not canvas.is_marking:
            canvas.bookmarkHorizontal(self.bookmark.name, 0, self.height)
            canvas.bookmark_pages[self.bookmark.name] = canvas.getPageNumber()
            if self.bookmark.level is not None and self.plain.strip():
                canvas.addOutlineEntry(" ".join(self.plain.split()), self.bookmark.name, self.bookmark.level)
        canvas.label = self.label
        super().draw()
        canvas.label = None

    def beginText(self, x: float, y: float) -> PDFTextObject:
        canvas: TaggedCanvas = self.canv
        return canvas.beginText(x, y) if canvas.is_marking else RunText(canvas, x, y, self.runs(canvas.tree))

    def runs(self, tree: StructTree) -> Iterator[tuple[Element, bool]]:
        """The owner of each piece of text that ReportLab will put out, and whether a space follows.

        A line break swallows the space between two words, and a screen reader would join them.
        """
        letters, last = self._letters_before, max(self._word_ends, default=0)
        for line in self.blPara.lines:
            letters += _letters(line)
            ends_word = letters in self._word_ends or getattr(line, "lineBreak", False)
            pieces = getattr(line, "words", [self.blPara])
            for piece in pieces:
                closes = piece is pieces[-1]
                if closes or not hasattr(piece, "cbDefn"):
                    links = getattr(piece, "link", None)
                    owner = tree.inline_at(links[-1][1]) if links else self.element
                    yield owner, closes and ends_word and letters < last


def _letters(line: Any) -> int:
    """Letters in one line of either kind that ReportLab makes: (space, words) or a FragLine."""
    texts = [f.text for f in line.words if not hasattr(f, "cbDefn")] if hasattr(line, "words") else line[1]
    return len("".join("".join(texts).split()))


class TaggedFigure(Flowable):
    """Any drawing as a Figure: its alternative text speaks for all that is drawn inside."""

    def __init__(self, inner: Flowable, element: Element, *, space_after: float = 0.0) -> None:
        super().__init__()
        if not element.alt.strip():
            raise ValueError("A figure needs an alternative text.")
        self.inner, self.element, self.hAlign = inner, element, getattr(inner, "hAlign", "LEFT")
        self.spaceAfter = space_after

    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        self.width, self.height = self.inner.wrap(availWidth, availHeight)
        return self.width, self.height

    def draw(self) -> None:
        canvas: TaggedCanvas = self.canv
        corners = canvas.absolutePosition(0, 0), canvas.absolutePosition(self.width, self.height)
        canvas.boxes[self.element] = (*corners[0], *corners[1])
        with canvas.marked(self.element):
            self.inner.drawOn(canvas, 0, 0)


class TaggedTable(Table):
    """A table of flowables with elements; header rows repeated on later pages are artifacts.

    Rows stay whole, save one that no page could hold.
    """

    full_height = 0.0  # of an empty page, in points
    _continued = False

    def split(self, availWidth: float, availHeight: float) -> list[Table]:
        self.splitInRow = int(availHeight >= self.full_height - 1)
        parts: list[Table] = super().split(availWidth, availHeight)
        for position, part in enumerate(parts):
            part._continued = self._continued or position > 0
            part.full_height = self.full_height
        return parts

    def draw(self) -> None:
        if self._continued:
            self._renderCB = _mark_repeated_rows
        super().draw()


def _mark_repeated_rows(table: TaggedTable, moment: str, *where: Any) -> None:
    canvas: TaggedCanvas = table.canv
    if moment == "startRow" and where[0] < table.repeatRows:
        canvas.begin(Artifact("Pagination"))
    elif moment == "endRow" and canvas.is_marking:
        canvas.end()
