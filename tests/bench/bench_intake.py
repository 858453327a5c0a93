"""Reading a long letter in a warm child, beside pypdfium2's bare text extraction in the same kind of process.

    PYTHONPATH=. python tests/bench/bench_intake.py [PAGES]

Both sides get the same bytes by the same pipe, in turns, so that the machine's mood hits both alike.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from typing import Any

from casefile.intake.base import Limits
from casefile.intake.sandbox import Reader

ROUNDS = 9
AIM = 1.5


def bare(head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
    """What the extractor costs alone: text of every page, and nothing else."""
    import pypdfium2

    document = pypdfium2.PdfDocument(body)
    texts = []
    for page in document:
        textpage = page.get_textpage()
        texts.append(textpage.get_text_range())
        textpage.close()
        page.close()
    document.close()
    head = {"ok": True, "reader": "bare", "media_type": "application/pdf", "warnings": []}
    pages = [{"page": n, "text": text, "width_pt": 1, "height_pt": 1, "label": ""} for n, text in enumerate(texts, 1)]
    return head, json.dumps({"pages": pages, "letters": []}, ensure_ascii=False).encode("utf-8", "replace")


def serve_bare() -> None:
    """Runs the bare extractor as the real worker runs."""
    from casefile.intake.worker import limit_process, serve

    limit_process(Limits(**json.loads(sys.argv[2])))
    serve(sys.stdin.buffer, sys.stdout.buffer, bare, 200_000_000)


def long_letter(pages: int) -> bytes:
    """A letter of that many pages: a head, numbered demands, citations, dates, a closing."""
    from reportlab.pdfgen import canvas

    out = io.BytesIO()
    paper = canvas.Canvas(out, invariant=1)
    for number in range(1, pages + 1):
        text = paper.beginText(72, 740)
        text.setFont("Times-Roman", 11)
        for line in page_lines(number, pages):
            text.textLine(line)
        paper.drawText(text)
        paper.showPage()
    paper.save()
    return out.getvalue()


def page_lines(number: int, pages: int) -> list[str]:
    """The 46 lines of one page."""
    head = [
        "U.S. Department of Justice", "Office of Justice Programs", "Washington, D.C. 20531", "", "April 24, 2017", "",
        "The Honorable Maria T. Delgado", "Mayor", "City of Fairhaven", "Fairhaven, Ohio 44999", "",
        "Dear Mayor Delgado:", "",
    ]  # fmt: skip
    foot = ["", "Sincerely,", "", "Peter L. Hargrove", "Acting Assistant Attorney General"]
    filler = [
        "The Department has reviewed the laws, policies and practices of your jurisdiction, and the",
        "training given to its officers, as they stood on the day on which the award was accepted, and",
        "it has found that some of them bear on the exchange of information with federal authorities.",
        "Employees of the county jail told the reviewers that they were not sure what they may send.",
        "None of this had been told to us before.",
    ]
    asked = [
        f"{number}. Please explain how section {number} of the code was applied before March {number % 28 + 1}, 2016,",
        "and whether it agrees with 8 U.S.C. § 1373(a) and 2 C.F.R. § 200.336.",
    ]
    lines = head if number == 1 else ["Mayor Delgado", "April 24, 2017", f"Page {number}", ""]
    lines = lines + asked
    while len(lines) < 40:
        lines = lines + filler
    return lines[:41] + (["Please reply by June 30, 2017.", *foot] if number == pages else [])


def main() -> None:
    """Prints both times, their ratio, and pages a second."""
    if len(sys.argv) > 1 and sys.argv[1] == "--bare":
        serve_bare()
        return
    pages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    data = long_letter(pages)
    times: dict[str, list[float]] = {"bare": [], "casefile": []}
    with Reader(command=[sys.executable, __file__, "--bare"]) as plain, Reader() as ours:
        for turn in range(ROUNDS + 1):
            for name, reader in (("bare", plain), ("casefile", ours)):
                begun = time.perf_counter()
                outcome = reader.read(data + b"\n" * turn, "long.pdf")  # other bytes each time: nothing is kept
                spent = time.perf_counter() - begun
                assert outcome.error is None, outcome.error
                assert len(outcome.pages) == pages
                if turn:  # the first turn warms both
                    times[name].append(spent)
    best = {name: statistics.median(spent) for name, spent in times.items()}
    ratio = best["casefile"] / best["bare"]
    print(f"{pages} pages, {len(data):,} bytes, median of {ROUNDS} turns")
    for name, spent in best.items():
        print(f"  {name:9} {spent * 1000:8.1f} ms  {pages / spent:8.0f} pages/s")
    print(f"  ratio     {ratio:8.2f}     (aim: {AIM})")
    fields = outcome.letters[0].fields
    print(f"  fields    {len(fields):8}     letters {len(outcome.letters)}")


if __name__ == "__main__":
    main()
