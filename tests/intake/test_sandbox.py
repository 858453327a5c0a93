"""Whatever a file is, reading it gives an outcome; the caller and the next document live on."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake.pdfs import LETTER, pdf

from casefile.intake.base import Limits, Unreadable
from casefile.intake.sandbox import Reader

BAD_CHILDREN = Path(__file__).with_name("bad_children.py")


def bad(how: str, *, seconds: float = 3.0, memory_mb: int = 600) -> Reader:
    limits = Limits(seconds=seconds, memory_mb=memory_mb, size_mb=20)
    return Reader(limits=limits, command=[sys.executable, str(BAD_CHILDREN), how])


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader(limits=Limits(size_mb=20)) as warm:
        yield warm


def test_pdf_letter_is_read_with_boxes_on_the_page(reader: Reader) -> None:
    """Given a PDF letter, its fields carry spans into the page's text and boxes from the top left."""
    outcome = reader.read(pdf([LETTER]), "letter.pdf")

    assert (outcome.error, outcome.reader, outcome.media_type) == (None, "pdf 1", "application/pdf")
    (letter,) = outcome.letters
    assert letter.values("deadline") == ["2017-06-30"]
    day = next(item for item in letter.fields if item.name == "letter_date")
    assert outcome.pages[0].text[slice(*day.span)] == "April 24, 2017" == day.raw
    ((x0, y0, x1, y1),) = day.boxes
    assert 71 < x0 < 74  # the text starts one inch from the left
    assert 72 + 4 * 14 - 2 < y0 < y1 < 72 + 4 * 14 + 16  # the fifth line of 14 points
    assert 60 < x1 - x0 < 100
    assert letter.sha256 == outcome.sha256
    assert len(outcome.sha256) == 64


def test_boxes_follow_the_rotation_of_the_page(reader: Reader) -> None:
    """Given a page shown turned by 90 degrees, boxes are where the reader sees the words."""
    data = pdf([LETTER], rotate=90)
    page = reader.read(data, "turned.pdf").pages[0]
    assert (page.width_pt, page.height_pt) == (792, 612)
    start = page.text.index("April 24")
    ((x0, y0, x1, y1),) = reader.boxes(data, 1, [(start, start + 14)])[0]
    assert x1 - x0 < y1 - y0  # the line runs down the page
    assert x0 > 792 - 72 - 5 * 14 - 4


def test_span_over_two_lines_gives_two_boxes(reader: Reader) -> None:
    """Given a span that runs over a line's end, each line has its own box."""
    data = pdf([["first line of words", "second line of words"]])
    text = reader.read(data, "two.pdf").pages[0].text
    (boxes,) = reader.boxes(data, 1, [(text.index("words"), text.index("second") + 6)])
    assert len(boxes) == 2
    assert boxes[0][1] < boxes[1][1]


def test_page_labels_are_those_printed(reader: Reader) -> None:
    """Given roman page labels, pages carry them."""
    outcome = reader.read(pdf([LETTER, LETTER], label="roman"), "labels.pdf")
    assert [page.label for page in outcome.pages] == ["i", "ii"]


def test_page_image_is_a_png_of_the_page_asked_for(reader: Reader) -> None:
    """Given a page and a scale, a PNG of that size comes back; other pages do not exist."""
    data = pdf([LETTER])
    image = reader.page_image(data, 1, 0.5)
    assert image.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(image[16:20], "big") == 306
    with pytest.raises(Unreadable, match="no page 2"):
        reader.page_image(data, 2)
    with pytest.raises(Unreadable, match="too large"):
        reader.page_image(data, 1, 5000)


def encrypted() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf([LETTER]))) as document:
        document.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("letter.txt", "Dear Mayor:")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("empty.pdf", b"", "The file is empty."),
        ("secret.pdf", encrypted(), "protected by a password"),
        ("renamed.pdf", zipped(), "ZIP archive"),
        ("photo.pdf", b"\xff\xd8\xff\xe0" + bytes(2000), "JPEG"),
        ("noise.pdf", bytes(range(256)) * 40, "neither a PDF nor a text file"),
        ("cut.pdf", pdf([LETTER])[:120], "damaged"),
        ("header.pdf", b"%PDF-1.7\n", "damaged"),
        ("loop.pdf", pdf([LETTER]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "no pages|damaged"),
        ("big.txt", b"x" * 20_000_001, "larger than 20 MB"),
    ],
)
def test_unreadable_file_is_refused_in_one_plain_sentence(reader: Reader, name: str, data: bytes, reason: str) -> None:
    """Given bytes that cannot be read, the outcome says why, has no fields, and the next file is read."""
    outcome = reader.read(data, name)

    assert outcome.error is not None
    assert any(part in outcome.error for part in reason.split("|"))
    assert outcome.error.endswith(".")
    (letter,) = outcome.letters
    assert letter.fields == ()
    assert letter.warnings == (outcome.error,)
    assert reader.read(pdf([LETTER]), "next.pdf").error is None


def test_truncated_pdf_is_read_as_far_as_it_goes_or_refused(reader: Reader) -> None:
    """Given a PDF cut anywhere, there is an outcome, never an exception."""
    whole = pdf([LETTER, LETTER])
    for cut in range(200, len(whole), 400):
        outcome = reader.read(whole[:cut], "cut.pdf")
        assert outcome.error or outcome.pages


def test_scan_without_text_layer_says_that_it_needs_ocr(reader: Reader) -> None:
    """Given pages without text, there are no fields and a plain warning; it is no error."""
    outcome = reader.read(pdf([[], []]), "scan.pdf")
    assert outcome.error is None
    assert len(outcome.pages) == 2
    assert outcome.letters[0].fields == ()
    assert outcome.letters[0].warnings == ("This PDF has no text layer; it needs OCR.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_in_many_encodings_gives_the_same_letter(reader: Reader, encoding: str) -> None:
    """Given one letter in several encodings, the same fields come out."""
    outcome = reader.read("\n".join(LETTER).encode(encoding), "letter.txt")
    assert outcome.error is None
    assert outcome.letters[0].values("deadline") == ["2017-06-30"]
    assert outcome.letters[0].values("authority") == ["8 U.S.C. § 1373"]


def test_zero_characters_in_text_are_shown_and_said(reader: Reader) -> None:
    """Given a text with zero characters, spans stay where they are and a warning says so."""
    data = "\n".join(LETTER).replace("Mayor\n", "Ma\x00or\n").encode()
    outcome = reader.read(data, "zero.txt")
    assert "\x00" not in outcome.pages[0].text
    assert len(outcome.pages[0].text) == len(data.decode())
    assert any("zero characters" in warning for warning in outcome.letters[0].warnings)


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("hang", "took more than 3 seconds"),
        ("spin", "took more than 3 seconds"),
        ("hog", "used more than 600 MB"),
        ("die", "stopped unexpectedly"),
        ("nonsense", "makes no sense"),
        ("forged", "makes no sense"),
        ("liar", "makes no sense"),
    ],
)
def test_reader_that_goes_wrong_is_told_in_one_sentence(how: str, reason: str) -> None:
    """Given a child that hangs, dies, lies or eats memory, the outcome says so and the caller lives on."""
    with bad(how) as reader:
        outcome = reader.read(b"Dear Mayor:", "letter.txt")
    assert outcome.error is not None
    assert reason in outcome.error
    assert outcome.letters[0].fields == ()


def test_next_document_gets_a_fresh_child() -> None:
    """Given a document that kills its reader, the one after it is read."""
    with bad("once") as reader:
        assert reader.read(b"die" + "\n".join(LETTER).encode(), "bad.txt").error
        assert reader.read("\n".join(LETTER).encode(), "good.txt").error is None


def test_child_gets_no_secret_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Given a passphrase in our environment, the child does not see it."""
    monkeypatch.setenv("CASEFILE_PASSPHRASE", "open sesame")
    with bad("environment") as reader:
        names = reader.read(b"x" * 50, "x.txt").error
    assert names is not None
    assert "CASEFILE_PASSPHRASE" not in names
    assert "HOME" not in names.split()


@pytest.mark.parametrize("how", ["socket", "write"])
def test_child_may_not_connect_or_write(how: str, tmp_path: Path) -> None:
    """Given a parser turned hostile, network and file writes are refused in the child."""
    target = tmp_path / "planted"
    with bad(how) as reader:
        error = reader.read(str(target).encode(), "x.txt").error
    assert error is not None
    assert error.startswith("refused")
    assert not target.exists()


def test_two_jobs_serve_many_threads() -> None:
    """Given two children and four threads, every document gets its own answer."""
    days = [f"June {day}, 2017" for day in range(10, 22)]
    letters = ["\n".join(LETTER).replace("June 30, 2017", day).encode() for day in days]
    with Reader(jobs=2) as reader, ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(lambda data: reader.read(data, "letter.txt"), letters))
    assert [outcome.letters[0].values("deadline") for outcome in outcomes] == [
        [f"2017-06-{day}"] for day in range(10, 22)
    ]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=300).map(lambda text: text.encode("utf-8", "surrogatepass")),
        st.binary(max_size=200).map(lambda junk: b"%PDF-1.7\n" + junk),
        st.tuples(st.integers(0, 1500), st.binary(min_size=1, max_size=20)).map(
            lambda hit: pdf([LETTER])[: hit[0]] + hit[1] + pdf([LETTER])[hit[0] + len(hit[1]) :]
        ),
    )
)
def test_any_bytes_give_an_outcome(reader: Reader, data: bytes) -> None:
    """Given any bytes, there is at least one letter object and never an exception."""
    outcome = reader.read(data, "any.pdf")
    assert outcome.letters
    assert (outcome.error is None) == bool(outcome.pages)
