"""PDF with a text layer, through pdfium. Imported in the child process only."""

from __future__ import annotations

import ctypes
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, ClassVar

import pypdfium2
import pypdfium2.raw as pdfium

from casefile.domain.letters import Box, PageText
from casefile.intake.base import Extracted, Unreadable

_REASONS = {
    pdfium.FPDF_ERR_PASSWORD: "The PDF is protected by a password.",
    pdfium.FPDF_ERR_SECURITY: "The PDF is encrypted in a way that cannot be read.",
}
_HYPHEN = "\ufffe"  # pdfium's mark for a hyphen at the end of a line
_CLEAN = str.maketrans({_HYPHEN: "\u00ad", "\x02": "\u00ad", "\x00": "\ufffd"})  # one for one: spans stay
_UNCLEAN = "\ufffe\x02\x00"
_MOST_KEPT = 200  # pages with their text loaded: about 80 MB of dense print
_MOST_PIXELS = 60_000_000
_FINE = 100  # device units a point, when pdfium places points for us


class PdfReader:
    """Proposes the text layer of each page, with boxes on demand."""

    name: ClassVar[str] = "pdf"
    version: ClassVar[str] = "1"
    media_type: ClassVar[str] = "application/pdf"

    def open(self, data: bytes) -> PdfDocument:
        """Opens a PDF that needs no password; scripts and attachments are never touched.

        Raises:
            Unreadable: Protected, damaged beyond repair, or without pages.
        """
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as exc:
            code = getattr(exc, "err_code", None)
            raise Unreadable(_REASONS.get(code or 0, "The PDF is damaged and cannot be opened.")) from exc
        if len(document) == 0:
            document.close()
            raise Unreadable("The PDF has no pages.")
        return PdfDocument(document)


@dataclass(slots=True)
class _OpenPage:
    """A page whose text is loaded, as pdfium holds it."""

    page: Any
    textpage: Any
    raw: str

    def close(self) -> None:
        """Gives the page's memory back."""
        self.textpage.close()
        self.page.close()


class PdfDocument:
    """A PDF in hand; the text of its first pages stays loaded, since loading is what costs."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._kept: dict[int, _OpenPage] = {}

    def extract(self) -> Extracted:
        """Every page's text; a page that cannot be read is empty and named in a warning."""
        pages, warnings = [], []
        for number in range(1, len(self._document) + 1):
            try:
                pages.append(self._page_text(number))
            except pypdfium2.PdfiumError:
                pages.append(PageText(number, ""))
                warnings.append(f"Page {number} is damaged and could not be read.")
        if len(warnings) == len(pages):
            raise Unreadable("The PDF is damaged; none of its pages can be read.")
        return Extracted(tuple(pages), PdfReader.media_type, tuple(warnings))

    def _page_text(self, number: int) -> PageText:
        with self._loaded(number) as loaded:
            width, height = loaded.page.get_size()
            text = _readable(loaded.raw)
        label = self._document.get_page_label(number - 1)
        return PageText(number, text, round(width, 2), round(height, 2), label)

    @contextmanager
    def _loaded(self, number: int) -> Iterator[_OpenPage]:
        loaded = self._kept.get(number)
        if loaded is None:
            page = self._document[number - 1]
            textpage = page.get_textpage()
            loaded = _OpenPage(page, textpage, textpage.get_text_range())
            if len(self._kept) < _MOST_KEPT:
                self._kept[number] = loaded
        yield loaded
        if number not in self._kept:
            loaded.close()

    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """Boxes of spans of a page's text; one box a line of print.

        Raises:
            Unreadable: There is no such page, or it is damaged.
        """
        if not 1 <= page <= len(self._document):
            raise Unreadable(f"There is no page {page}.")
        try:
            with self._loaded(page) as loaded:
                return [_span_boxes(loaded.page, loaded.textpage, loaded.raw, *span) for span in spans]
        except pypdfium2.PdfiumError as exc:
            raise Unreadable(f"Page {page} is damaged and could not be read.") from exc

    def image(self, page: int, scale: float) -> bytes:
        """One page as PNG.

        Raises:
            Unreadable: There is no such page, or the picture would be too large.
        """
        if not 1 <= page <= len(self._document):
            raise Unreadable(f"There is no page {page}.")
        try:
            handle = self._document[page - 1]
        except pypdfium2.PdfiumError as exc:
            raise Unreadable(f"Page {page} is damaged and could not be shown.") from exc
        try:
            width, height = handle.get_size()
            if not 0 < width * height * scale * scale <= _MOST_PIXELS:
                raise Unreadable("The page is too large to be shown at this size.")
            bitmap = handle.render(scale=scale, rev_byteorder=True, prefer_bgrx=False)
            return _png(bitmap)
        finally:
            handle.close()

    def close(self) -> None:
        """Gives pdfium's memory back."""
        for loaded in self._kept.values():
            loaded.close()
        self._kept.clear()
        self._document.close()


def _readable(raw: str) -> str:
    r"""Page text as we keep it: lines end in \n, and no characters that break a database.

    >>> _readable("one\r\ntwo")
    'one\ntwo'
    """
    text = raw.replace("\r\n", "\n")
    return text.translate(_CLEAN) if any(map(text.__contains__, _UNCLEAN)) else text


def _raw_index(raw: str, position: int) -> int:
    r"""Where in pdfium's own text, in UTF-16 units, our `position` lies.

    >>> _raw_index("a\r\nb", 2)
    3
    """
    at = 0
    while True:  # each \n of ours was \r\n: move on by as many as lie before
        moved = position + raw.count("\r\n", 0, at + 1)
        if moved == at:
            break
        at = moved
    return len(raw[:at].encode("utf-16-le", "surrogatepass")) // 2


def _span_boxes(page: Any, textpage: Any, raw: str, start: int, end: int) -> tuple[Box, ...]:
    first = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, _raw_index(raw, start))
    last = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, _raw_index(raw, max(start, end - 1)))
    if first < 0 or last < first:
        return ()
    rects = []
    for index in range(textpage.count_rects(first, last - first + 1)):
        rects.append(_from_top_left(page, textpage.get_rect(index)))
    return tuple(rects)


def _from_top_left(page: Any, rect: tuple[float, float, float, float]) -> Box:
    # pdfium knows the page's rotation and crop box; asking it is safer than doing sums.
    width, height = (round(edge * _FINE) for edge in page.get_size())
    xs, ys = [], []
    for x, y in ((rect[0], rect[1]), (rect[2], rect[3])):
        across, down = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, across, down)
        xs.append(across.value / _FINE)
        ys.append(down.value / _FINE)
    return min(xs), min(ys), max(xs), max(ys)


def _png(bitmap: Any) -> bytes:
    """A PNG of an RGB, RGBx or grey bitmap, written here so that no picture library is loaded."""
    channels = bitmap.n_channels
    row = bitmap.width * channels
    pixels = memoryview(bitmap.buffer).cast("B")
    lines = bytearray()
    for top in range(bitmap.height):
        line = bytes(pixels[top * bitmap.stride : top * bitmap.stride + row])
        lines += b"\x00" + line
    colour = {1: 0, 3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 3)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
