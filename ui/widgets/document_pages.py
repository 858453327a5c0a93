"""The pages of one document of the case file: drawn by a child process, in jobs; a text as a text page."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal

from casefile.domain.records import Document
from casefile.domain.schema import Record
from casefile.errors import CasefileError
from casefile.jobs import JobContext
from casefile.services.intake import Original, Pages, PageTexts
from ui.desk import Desk
from ui.look.base import Pane, lay_column
from ui.widgets.page_view import LETTER, Box, Mark, PageWord
from ui.widgets.page_viewer import PageViewer
from ui.widgets.text_page import Span, TextPage

DOCUMENT_SCREEN = "document-page"  # where a document is read page by page
SHARPEST = 4.0  # pixels a point


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document to light up: where they are in its text, and on paper where it has paper."""

    key: str
    page: int
    start: int
    end: int
    boxes: tuple[Box, ...]
    number: int
    kind: str
    words: str = ""


class DocumentPages(PageViewer):
    """Shows a document by its record; highlights are `Passage`s.

    Signals:
        opened: Its text is there.
        text_chosen: (page, start, end) of the characters selected on paper or in a text.
    """

    opened = Signal()
    text_chosen = Signal(int, int, int)

    def __init__(self, desk: Desk, *, selectable: bool = False) -> None:
        super().__init__()
        self.desk, self._selectable = desk, selectable
        self.document: Document | None = None
        self.texts: list[str] = []
        self._drawer, self._data = Pages(), b""
        self._sizes: dict[int, tuple[float, float]] = {}
        self._passages: Sequence[Passage] = ()
        self._wanted: tuple[int, int] | None = None
        self._drawing, self._asked_for = False, ""
        self._compact = False
        self._outlined, self._fresh = "", False  # the passage to show; whether the page was not seen yet
        self.text = TextPage()
        self._well = Pane("rail")
        lay_column(self._well, self.text, stretch=0)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._well)
        self._well.hide()
        self._wire()

    def _wire(self) -> None:
        self.image_wanted.connect(self._want)
        self.page_changed.connect(self._turned)
        self.selected.connect(self.text_chosen)
        self.text.picked.connect(self.picked)
        self.text.chosen.connect(lambda start, end: self.text_chosen.emit(self.view.page, start, end))
        self.text.zoomed.connect(lambda percent: self.percent.setText(f"{percent}%"))
        self.out.clicked.connect(lambda: self._zoom_text(self.text.zoom / 1.1))
        self.into.clicked.connect(lambda: self._zoom_text(self.text.zoom * 1.1))
        self.percent.clicked.connect(lambda: self._zoom_text(1.0))

    def _zoom_text(self, zoom: float) -> None:
        if self.is_text:
            self.text.set_zoom(zoom)

    @property
    def is_text(self) -> bool:
        """Whether the document has no pages to draw."""
        return self.document is not None and self.document.media_type.startswith("text/")

    def open(self, document: Record | None) -> None:
        """Shows a document from its first page; the one that is shown already stays as it is."""
        assert document is None or isinstance(document, Document)
        if document is not None and self.document is not None and document.sha256 == self.document.sha256:
            return
        self.document, self.texts, self._data, self._sizes, self._passages = document, [], b"", {}, ()
        self._outlined, self._wanted = "", None
        self._asked_for = document.sha256 if document else ""
        self.view.setVisible(not self.is_text)
        self._well.setVisible(self.is_text)
        self.rotate.setVisible(not self.is_text)
        self.set_document(document.page_count if document else 0, self._size)
        if document is None:
            return
        case, number, sha256 = self.desk.case, document.id, document.sha256
        self.desk.start(
            lambda _context: (case.ask(Original(number)), case.ask(PageTexts(number))), "Opening the document",
            lambda found: self._opened(sha256, *found),
        )  # fmt: skip

    def _opened(self, sha256: str, data: bytes, texts: list[str]) -> None:
        if sha256 != self._asked_for:
            return
        self._data, self.texts = data, texts
        self._turned(self.view.page)
        self.set_passages(self._passages)
        if self._wanted is not None:
            self._draw()
        self.opened.emit()

    def set_passages(self, passages: Sequence[Passage]) -> None:
        """Lights up passages; an outline that was drawn is drawn again by `select`."""
        self._passages = passages
        marks = [Mark(own.key, own.page, own.number, own.kind, own.boxes, own.words) for own in passages]
        self.set_marks(marks)
        self._set_spans()
        self.select(self._outlined)

    def select(self, key: str) -> None:
        self._outlined = key
        super().select(key)
        own = next((own for own in self._passages if own.key == key), None)
        if self.is_text:
            if own is not None and own.page != self.view.page:
                self.show_page(own.page)
            self.text.select(key)

    def set_compact(self, compact: bool) -> None:
        """Leaves the words out of the tool bar where there is no room for them."""
        self._compact = compact
        self.show_marks(self.view.marks_shown)

    def show_marks(self, shown: bool) -> None:
        super().show_marks(shown)
        self.text.show_marks(shown)
        words = self.shown.text()
        self.shown.setAccessibleName(words)
        self.shown.setToolTip(words if self._compact else "")
        if self._compact:
            self.shown.setText("")

    def shut(self) -> None:
        """Ends the child process that draws."""
        self._drawer.close()

    def _size(self, page: int) -> tuple[float, float]:
        return self._sizes.get(page) or self._sizes.get(1) or LETTER

    def _set_spans(self) -> None:
        here = [own for own in self._passages if own.page == self.view.page]
        self.text.set_spans([Span(own.key, own.start, own.end, own.number, own.kind) for own in here])

    def _turned(self, page: int) -> None:
        self._fresh = True
        words = self.texts[page - 1] if 0 < page <= len(self.texts) else ""
        if self.is_text:
            self.text.show_text(words)
            self._set_spans()
            self.percent.setText(f"{round(self.text.zoom * 100)}%")
        elif self._selectable and words and self._data:
            self._find_words(page, words)

    # --- pictures and words, drawn elsewhere ---

    def _want(self, page: int, width: int) -> None:
        self._wanted = (page, width)
        if self._data and not self._drawing and not self.is_text:
            self._draw()

    def _draw(self) -> None:
        assert self._wanted is not None
        (page, width), self._wanted, self._drawing = self._wanted, None, True
        data, sha256, scale = self._data, self._asked_for, min(SHARPEST, max(1.0, width / self._size(page)[0]))

        def job(_context: JobContext) -> bytes:
            return self._drawer.image(data, page, scale)

        def failed(error: BaseException) -> None:
            self._drawing = False
            if not isinstance(error, CasefileError):
                raise error
            if self.view.page == page and sha256 == self._asked_for:
                self.view.failed = str(error)
                self.view.viewport().update()

        self.desk.jobs.start(job, f"Drawing page {page}", lambda png: self._drawn(sha256, page, scale, png), failed)

    def _drawn(self, sha256: str, page: int, scale: float, png: bytes) -> None:
        self._drawing = False
        if sha256 == self._asked_for:
            size = png_size(png, scale)
            known = self._size(page)
            self._sizes[page] = size
            if max(abs(size[0] - known[0]), abs(size[1] - known[1])) > 2 and page == self.view.page:
                self.show_page(page)
            self.set_image(page, png)
            self._settle(page)
        if self._wanted is not None and self._data:
            self._draw()

    def _settle(self, page: int) -> None:
        """A page seen for the first time starts at its top, or at the passage that is outlined."""
        if self._fresh and page == self.view.page:
            self._fresh = False
            bar = self.view.verticalScrollBar()
            bar.setValue(bar.minimum())
            self.view.select(self._outlined)

    def _find_words(self, page: int, words: str) -> None:
        data, sha256 = self._data, self._asked_for
        spans = [match.span() for match in re.finditer(r"\S+", words)]

        def job(_context: JobContext) -> list[PageWord]:
            boxes = self._drawer.boxes(data, page, spans)
            found = zip(spans, boxes, strict=True)
            return [PageWord(*span, _box(places[0])) for span, places in found if places]

        def done(found: list[PageWord]) -> None:
            if sha256 == self._asked_for:
                self.set_words(page, found)

        self.desk.start(job, f"Finding the words of page {page}", done)


def boxes_of(value: Sequence[Sequence[float]]) -> tuple[Box, ...]:
    """Boxes as a record keeps them."""
    return tuple(_box(box) for box in value)


def _box(value: Sequence[float]) -> Box:
    left, top, right, bottom = value
    return left, top, right, bottom


def png_size(png: bytes, scale: float) -> tuple[float, float]:
    """Width and height in points of a page that was drawn at a scale.

    >>> png_size(b"\\x89PNG\\r\\n\\x1a\\n" + bytes(8) + (918).to_bytes(4, "big") + (1188).to_bytes(4, "big"), 1.5)
    (612.0, 792.0)
    """
    wide, high = struct.unpack(">II", png[16:24]) if len(png) >= 24 else (0, 0)
    return (wide / scale, high / scale) if wide and high else LETTER
