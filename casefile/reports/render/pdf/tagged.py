"""Tagged output (PDF/UA-1) for ReportLab, which has no tagging of its own: the canvas.

The tree (`structure`) is built first, from the value to be printed, in reading order. Flowables
(`tagged_flowables`) carry a reference to their element; drawing only attaches marked content to it. So the
reading order never depends on the drawing order: footnotes at the foot of a page, repeated header rows.

    tree = StructTree(Metadata(title="Memo", author="R. Delgado", date=when))
    heading = TaggedParagraph("Facts", style, element=tree.add(tree.root, "H1"))
    doc.build([heading, ...], canvasmaker=partial(TaggedCanvas, tree=tree))

Text or a picture drawn outside an element or an explicit artifact raises `UntaggedContent`; lines and
fills outside one (rules, table grids, backgrounds, underlines) become artifacts by themselves.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from reportlab.pdfbase.pdfdoc import XMP, PDFArray, PDFDictionary, PDFPage, PDFString
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfbase.ttfonts import ShapedStr
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from casefile.reports.render.pdf.structure import Artifact, Element, MissingGlyph, StructTree, UntaggedContent
from casefile.reports.render.pdf.structure_writer import StructureWriter, xmp_packet

_PAINTS = re.compile(r"(?:^|\s)(?:S|s|f\*?|F|B\*?|b\*?|sh)$")
_PICTURE = re.compile(r"(?:^|\s)(?:Do|EI)(?:\s|$)")


class _Marked(str):
    """A piece of page code inside marked content: the opening, the close, or a whole text object."""


class TaggedCanvas(Canvas):
    """A canvas that keeps marked content, annotations and the structure tree in step."""

    def __init__(self, filename: Any, *, tree: StructTree, **options: Any) -> None:
        self.tree = tree
        self.label: Element | None = None  # owner of plain text objects: a list item's bullet
        self.is_marking = False
        self.boxes: dict[Element, tuple[float, ...]] = {}  # of figures
        self.bookmark_pages: dict[str, int] = {}
        self._content: dict[Element, list[Any]] = {}  # (page, MCID), (page, annotation) or an inline Element
        self._owners: list[list[Element] | Element] = []  # the parent tree, by key
        self._page: tuple[int, list[Element]] | None = None  # the current page's key and its owners by MCID
        super().__init__(filename, **options | {"pdfVersion": (1, 7), "lang": tree.metadata.language})
        self._doc.getInternalFontName = _refuse_font

    def operator(self, owner: Element | Artifact) -> str:
        """The operator that opens a sequence of `owner`; an element takes a new MCID."""
        if isinstance(owner, Artifact):
            subtype = f"/Subtype/{owner.subtype}" if owner.subtype else ""
            return f"/Artifact <</Type/{owner.kind}{subtype}>> BDC"
        if self._page is None:
            self._page = len(self._owners), []
            self._owners.append(self._page[1])
        self._page[1].append(owner)
        mcid = len(self._page[1]) - 1
        self._attach(owner, (self._doc.thisPageName(), mcid))
        return f"/{owner.tag} <</MCID {mcid}>> BDC"

    def begin(self, owner: Element | Artifact) -> None:
        """Opens a sequence: everything up to `end`, text and lines alike, belongs to `owner`."""
        if self.is_marking:
            raise UntaggedContent("Marked sequences do not nest.")
        self._code.append(_Marked(self.operator(owner)))
        self.is_marking = True

    def end(self) -> None:
        self._code.append(_Marked("EMC"))
        self.is_marking = False

    @contextmanager
    def marked(self, owner: Element | Artifact) -> Iterator[None]:
        """`begin` and `end` as a block."""
        self.begin(owner)
        yield
        self.end()

    @contextmanager
    def painting_at(self, spot: int) -> Iterator[None]:
        """Puts what is drawn inside at an earlier point of the page, to keep painting and reading order alike."""
        tail, self._code[spot:] = self._code[spot:], ["q"]
        self.setLineWidth(self._lineWidth)
        self.setStrokeColor(self._strokeColorObj)
        self.setFillColor(self._fillColorObj)
        yield
        self._code += ["Q", *tail]

    def _attach(self, element: Element, kid: Any) -> None:
        """Adds content, and on first use an inline element itself to its paragraph."""
        if element not in self._content:
            self._content[element] = []
            if element.is_inline and element.parent is not None:
                self._attach(element.parent, element)
        self._content[element].append(kid)

    # What ReportLab calls

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> PDFTextObject:
        return _CheckedText(self, x, y, direction=direction)

    def drawText(self, aTextObject: Any) -> None:
        if isinstance(aTextObject, RunText):
            self._code.append(_Marked(aTextObject.getCode()))
        elif self.is_marking:
            super().drawText(aTextObject)
        elif self.label is not None:
            with self.marked(self.label):
                super().drawText(aTextObject)
        else:
            raise UntaggedContent(f"Text outside any element or artifact: {aTextObject.getCode()[:80]!r}")

    def stringWidth(self, text: str, fontName: str | None = None, fontSize: float | None = None) -> float:
        width = float(super().stringWidth(text, fontName, fontSize))
        if isinstance(text, ShapedStr):  # ReportLab forgets the kerning here: links and underlines would drift
            width += sum(d.x_advance - d.width for d in text.__shapeData__) * (fontSize or self._fontsize) / 1000
        return width

    def linkURL(self, url: str, rect: Any, relative: int = 0, *_: Any, **__: Any) -> None:
        """Turns the hot spot of an inline element into its annotation, one for each line of text."""
        element = self.tree.inline_at(url)
        if element.target is None or self.is_marking:  # a Span, or a repeat that is only an artifact
            return
        key = len(self._owners)
        fields = {
            "Type": "/Annot", "Subtype": "/Link", "F": 4, "Border": "[0 0 0]", "StructParent": key,
            "Rect": PDFArray(self._absRect(rect, relative)), "Contents": PDFString(element.target.description),
        }  # fmt: skip
        if element.target.url:
            fields["A"] = PDFDictionary({"S": "/URI", "URI": PDFString(element.target.url)})
        else:
            fields["Dest"] = self._bookmarkReference(element.target.bookmark)
        self._owners.append(element)
        self._addAnnotation(PDFDictionary(fields), name := f"Link{key}")
        self._attach(element, (self._doc.thisPageName(), self._doc.annotationName(name)))

    def linkRect(self, contents: str, destinationname: str, *_: Any, **__: Any) -> None:
        raise UntaggedContent(f"Links are made by StructTree.inline: {destinationname!r}")

    def showPage(self) -> None:
        self._mark_artifacts()
        linked = bool(self._annotationrefs)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = self._page and self._page[0]
        page.Tabs = "/S" if linked else None
        self._page = None

    def _mark_artifacts(self) -> None:
        """Wraps what paints outside marked content; a picture there is a mistake."""
        if self.is_marking:
            raise UntaggedContent("A sequence is still open at the end of the page.")
        inside, code = False, self._code
        for position, piece in enumerate(code):
            if isinstance(piece, _Marked):
                inside = piece.endswith("BDC") if piece[0] in "/E" else inside
            elif not inside and _PICTURE.search(piece):
                raise UntaggedContent("A picture or form outside any element or artifact.")
            elif not inside and _PAINTS.search(piece):
                code[position] = f"/Artifact <</Type/Layout>> BDC\n{piece}\nEMC"

    def save(self) -> None:
        """Adds what a conforming catalog holds, then writes the file."""
        if self._code:
            self.showPage()
        self._write_metadata()
        StructureWriter(self._doc, self._content, self.boxes).write(self.tree.root, self._owners)
        super().save()

    def _write_metadata(self) -> None:
        metadata, doc, info = self.tree.metadata, self._doc, self._doc.info
        info.title, info.author, info.subject = metadata.title, metadata.author, metadata.subject
        info.producer = info.creator = metadata.producer
        moment = metadata.date.astimezone(dt.UTC)
        doc._timeStamp.YMDhms, doc._timeStamp.dhh, doc._timeStamp.dmm = moment.timetuple()[:6], 0, 0
        doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
        doc.Catalog.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})
        doc.Catalog.Metadata = XMP(creator=lambda _: xmp_packet(self.tree.metadata, moment).encode())


def _refuse_font(name: str) -> str:
    raise UntaggedContent(f"{name} is no TrueType font and would not be embedded.")


class _CheckedText(PDFTextObject):
    """A text object that refuses characters its font cannot show: PDF/UA forbids the .notdef box."""

    def _formatText(self, text: str) -> str:
        glyphs = getFont(self._fontname).face.charToGlyph
        if missing := [character for character in text if ord(character) not in glyphs]:
            raise MissingGlyph(f"{self._fontname} has no glyph for {', '.join(map(ascii, missing))} in {text[:60]!r}")
        return str(super()._formatText(text))


class RunText(_CheckedText):
    """The text of a paragraph: a sequence for each run, and the spaces that line ends swallow."""

    def __init__(self, canvas: TaggedCanvas, x: float, y: float, runs: Iterator[tuple[Element, bool]]) -> None:
        super().__init__(canvas, x, y)
        self._runs = runs
        self._owner: Element | None = None

    def _textOut(self, text: str, TStar: int = 0) -> None:
        owner, space = next(self._runs)
        if owner is not self._owner and (text or self._owner is None):
            self._close()
            self._code.append(self._canvas.operator(owner))
            self._owner = owner
        super()._textOut(text)
        if space:
            super()._textOut(" ")
        if TStar:
            self._code.append("T*")

    def _close(self) -> None:
        if self._owner is not None:
            self._code.append("EMC")
            self._owner = None

    def getCode(self) -> str:
        self._close()
        return str(super().getCode())
