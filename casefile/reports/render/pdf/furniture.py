"""What every page has besides the text: privilege line, footer, page label; and the canvas that knows the total."""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth

from casefile.reports.render.pdf.fonts import SANS, SANS_BOLD, OnMissing, printable
from casefile.reports.render.pdf.structure import Artifact
from casefile.reports.render.pdf.styles import PRIVILEGE, SOFT, Measures
from casefile.reports.render.pdf.tagged import TaggedCanvas
from casefile.reports.report import Report

SIZE = 8.0
TRACKING = 0.3
PAGE_OF = "%page-of%"  # a line of a page's code until the number of pages is known; text never fills a line


class ReportCanvas(TaggedCanvas):
    """A tagged canvas that writes "Page 1 of 14" when it has seen the last page: one pass is enough."""

    page_of_at = (0.0, 0.0)  # right end of the words

    def save(self) -> None:
        if self._code:
            self.showPage()
        pages = self._doc.Pages.pages
        for number, page in enumerate(pages, 1):
            page.stream = page.stream.replace(
                f"\n{PAGE_OF}\n", f"\n{self._page_of(f'Page {number} of {len(pages)}')}\n"
            )
        super().save()

    def _page_of(self, words: str) -> str:
        x, y = self.page_of_at
        text = self.beginText(x - stringWidth(words, SANS, SIZE), y)
        text.setFont(SANS, SIZE)
        text.textOut(words)
        return str(text.getCode())


class Furniture:
    """Draws on a new page all that is no part of the text."""

    def __init__(self, report: Report, measures: Measures, on_missing: OnMissing) -> None:
        self._m = measures
        self._privilege = _cut(
            _wide(printable(report.privilege_line, SANS_BOLD, on_missing)), measures.text_width * 0.9
        )
        self._left = _cut(printable(report.footer_left, SANS, on_missing), measures.text_width * 0.42)
        self._center = _cut(printable(report.footer_center, SANS, on_missing), measures.text_width * 0.26)

    def __call__(self, canvas: ReportCanvas, _document: Any) -> None:
        """ReportLab's `onPage`."""
        m, right = self._m, self._m.width - self._m.margin
        canvas.saveState()
        if self._privilege:
            upper = m.height - m.privilege
            canvas.setStrokeColor(PRIVILEGE)
            canvas.setFillColor(PRIVILEGE)
            canvas.setLineWidth(0.75)
            for y in (upper, upper - 19.0):
                canvas.line(m.margin, y, right, y)
            with canvas.marked(Artifact("Pagination", "Header")):
                canvas.setFont(SANS_BOLD, SIZE)
                canvas.drawCentredString(m.width / 2, upper - 12.3, self._privilege, charSpace=TRACKING)
        canvas.setStrokeColor(SOFT)
        canvas.setFillColor(SOFT)
        canvas.setLineWidth(0.55)
        canvas.line(m.margin, m.footer, right, m.footer)
        baseline = m.footer - 13.2
        canvas.page_of_at = (right, baseline)
        with canvas.marked(Artifact("Pagination", "Footer")):
            canvas.setFont(SANS, SIZE)
            canvas.drawString(m.margin, baseline, self._left)
            canvas.drawCentredString(m.width / 2, baseline, self._center)
            canvas._code.append(PAGE_OF)
        canvas.restoreState()


def _wide(line: str) -> str:
    """More room around the dots between the parts of the line."""
    return line.replace(" · ", "\u00a0 · \u00a0")


def _cut(text: str, width: float) -> str:
    """Text that fits, with an ellipsis where it was too long."""
    if stringWidth(text, SANS, SIZE) <= width:
        return text
    while text and stringWidth(text + "…", SANS, SIZE) > width:
        text = text[:-1]
    return text.rstrip() + "…"
