"""The cost of a tagged report: 300 paragraphs by our renderer against bare Platypus, both kerned.

Run: `python tests/bench/bench_report.py`. Both lay out the same words in the same face and size; ours adds tags,
links with descriptions, bookmarks, page furniture and the repacking by pikepdf.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.lib.pagesizes import LETTER
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from casefile.reports.render.pdf import fonts, write_pdf
from casefile.reports.render.pdf.styles import stylesheet
from casefile.reports.report import Cite, Heading, Report, Section, Sentence, SentenceKind, WebPage
from casefile.reports.report import Paragraph as ParagraphBlock

WORDS = (
    "the City replied that no officer may hold a person on a civil detainer and that its order does not restrict "
    "anyone from sending status information To Washington AVOWAL office Tax fifth request of the Department"
).split()
PARAGRAPHS, ROUNDS = 300, 7
NOON = dt.datetime(2017, 11, 27, 12, tzinfo=dt.UTC)


def words(number: int, count: int) -> str:
    return " ".join(WORDS[(number * 7 + 3 * i + i // 5) % len(WORDS)] for i in range(count)) + "."


def ours() -> bytes:
    blocks: list[Heading | ParagraphBlock] = []
    for number in range(PARAGRAPHS):
        if number % 15 == 0:
            blocks.append(Heading(2, words(number, 4), f"{number // 15 + 1}."))
        cite = Cite(f"Ex. {number}, at 1", WebPage(f"https://example.org/{number}"))
        first = Sentence(words(number, 42), SentenceKind.FACT, (f"fact:{number}",), (cite,))
        second = Sentence(words(number + 5, 42), SentenceKind.FILE_STATE)
        blocks.append(ParagraphBlock((first, second)))
    write_pdf(Report("Memorandum", NOON.date(), NOON, (Section("all", tuple(blocks)),)), out := BytesIO())
    return out.getvalue()


def bare() -> bytes:
    styles = stylesheet()
    story: list[Any] = [Paragraph("Memorandum", styles["title"])]
    for number in range(PARAGRAPHS):
        if number % 15 == 0:
            story.append(Paragraph(f"{number // 15 + 1}. {escape(words(number, 4))}", styles["H2"]))
        link = f'<a href="https://example.org/{number}" color="#123F7A"><u>Ex. {number}, at 1</u></a>'
        story.append(Paragraph(f"{escape(words(number, 42))} {link}. {escape(words(number + 5, 42))}", styles["body"]))
    document = BaseDocTemplate(out := BytesIO(), pagesize=LETTER, invariant=1, pageCompression=1)
    frame = Frame(72, 70, LETTER[0] - 144, LETTER[1] - 147, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=_footer))
    document.build(story)
    return out.getvalue()


def _footer(canvas: Any, document: Any) -> None:
    canvas.setFont(fonts.SANS, 8)
    canvas.drawString(72, 38, f"Page {document.page}")


def timed(make: Callable[[], bytes]) -> tuple[float, bytes]:
    start = time.process_time()
    data = make()
    return time.process_time() - start, data


if __name__ == "__main__":
    fonts.register()
    rl_config.useA85 = 0
    ours(), bare()  # warm: fonts parsed, words kerned
    pairs = [(timed(ours), timed(bare)) for _ in range(ROUNDS)]  # side by side, so that a busy machine hits both
    ratios = sorted(mine[0] / other[0] for mine, other in pairs)
    for name, position in (("ours", 0), ("bare", 1)):
        seconds = statistics.median(pair[position][0] for pair in pairs)
        print(f"{name}: {seconds:.3f} s, {len(pairs[0][position][1]) / 1e3:.0f} kB")
    print(f"ours / bare: median {statistics.median(ratios):.2f}, from {ratios[0]:.2f} to {ratios[-1]:.2f}")
