"""Reading letters as a pure function of page texts: pages, packets, and any text at all."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casefile.domain.letters import FIELD_NAMES, Letter, PageText
from casefile.intake.letters import read_letters

HEAD = (
    "City of Fairhaven\nOffice of the Mayor\n\nMay 2, 2017\n\n"
    "Ms. Jo Roe\nDirector\nOffice of Tests\nHartwell, CT 06199\n\n"
)
WORDS = [
    "Dear Mayor Roe:",
    "Sincerely,",
    "June 30, 2017",
    "Please reply by June 30, 2017.",
    "8 U.S.C. § 1373(a)",
    "Re: Award",
    "2016-DJ-BX-0217",
    "cc: Ann Poe",
    "Page 2",
    "TO:",
    "FROM: X",
    "within 30 days of receipt",
    "(1)",
    "a.",
    "•",
    "\f",
    "\n\n\n",
    "Enclosure",
    "The Honorable Ann Poe",
    "Mayor",
    "City of Fairhaven",
    "Fairhaven, OH 44999",
    "no later than",
    "“",
    "”",
    "?",
    "  ",
    "     ",
    "c/o",
    "/s/ Ann Poe",
    "FOR IMMEDIATE RELEASE",
    "\u00ad",
    "\ufffd",
    "DATE: 31 February 2017",
    "end of June",
]


def test_letter_over_two_pages_reads_as_one() -> None:
    """Given a sentence that runs over a page break and a page heading, the deadline is found where it stands."""
    first = HEAD + "Dear Ms. Roe:\n\nPlease send us your answer to all of these questions no later"
    second = "Ms. Jo Roe\nMay 2, 2017\nPage 2\n\nthan June 30, 2017.\n\nSincerely,\nAnn Poe\nMayor"
    (letter,) = read_letters([PageText(1, first), PageText(2, second)])
    (deadline,) = [item for item in letter.fields if item.name == "deadline"]
    assert (deadline.value, deadline.page, deadline.raw) == ("2017-06-30", 2, "June 30, 2017")
    assert second[slice(*deadline.span)] == "June 30, 2017"
    assert letter.values("mentioned_date") == []


def test_heading_of_a_later_page_with_another_date_is_warned_of() -> None:
    """Given a page heading with another year, the date line stands and a warning tells of the other."""
    pages = [
        PageText(1, HEAD + "Dear Ms. Roe:\n\nWe write at length"),
        PageText(2, "Ms. Jo Roe\nMay 2, 2016\nPage 2\n\nabout tests.\n\nSincerely,\nAnn Poe"),
    ]
    (letter,) = read_letters(pages)
    assert letter.values("letter_date") == ["2017-05-02"]
    assert letter.warnings == ("Page 2 bears another date: May 2, 2016.",)


def test_enclosure_after_the_signature_sets_no_deadline() -> None:
    """Given a draft agreement behind a letter, its dates are no deadlines, and a warning says that it was left out."""
    draft = (
        "DRAFT AGREEMENT\n"
        + "The parties shall submit all records to the archive by June 30, 2018, and keep them.\n" * 8
    )
    pages = [
        PageText(1, HEAD + "Dear Ms. Roe:\n\nPlease review the draft.\n\nSincerely,\nAnn Poe\nMayor"),
        PageText(2, draft),
    ]
    (letter,) = read_letters(pages)
    assert letter.values("deadline") == []
    assert any("enclosure" in warning for warning in letter.warnings)


def test_absent_is_absent() -> None:
    """Given a bare note, nothing is guessed."""
    (letter,) = read_letters([PageText(1, "Call me when you can.")])
    assert {item.name for item in letter.fields} <= {"demand"}


def test_no_pages_give_no_letters() -> None:
    assert read_letters([]) == ()


def test_letter_survives_its_json_form() -> None:
    """Given a letter with every kind of field, its JSON reads back to the same value."""
    (letter,) = read_letters(
        [PageText(1, HEAD + "Dear Ms. Roe:\n\nPlease reply within 30 days of receipt.\n\nSincerely,\nAnn Poe")]
    )
    assert any(item.value is None for item in letter.fields)
    assert Letter.from_json(letter.to_json()) == letter


@pytest.mark.parametrize(
    "spoiled", [{"name": "nonsense"}, {"span": [1]}, {"confidence": "high"}, {"page": None}, {"value": 7}]
)
def test_spoiled_json_is_refused(spoiled: dict[str, object]) -> None:
    """Given a field that a hostile reader made up, it is refused."""
    (letter,) = read_letters([PageText(1, HEAD + "Dear Ms. Roe:\n\nHello.\n\nSincerely,\nAnn Poe")])
    value = letter.to_json()
    value["fields"][0].update(spoiled)
    with pytest.raises((ValueError, TypeError)):
        Letter.from_json(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=80),
            st.lists(st.sampled_from(WORDS), max_size=25).map("\n".join),
            st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join),
        ),
        max_size=3,
    )
)
def test_any_text_gives_letters_whose_spans_hold(texts: list[str]) -> None:
    """Given any text, every field names its place truly and every deadline has its words."""
    pages = [PageText(number, text) for number, text in enumerate(texts, 1)]
    for letter in read_letters(pages):
        for item in letter.fields:
            assert item.name in FIELD_NAMES
            assert pages[item.page - 1].text[slice(*item.span)] == item.raw
            assert 0 < item.confidence <= 1
            if item.name == "deadline":
                assert set(item.extra) == {"trigger", "basis", "time", "period", "from"}
