"""Cite units (G1 to G9)."""

from __future__ import annotations

import datetime as dt

import pytest
from reports.memo_records import AS_OF, CHECKED, Records

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.values import PartialDate
from casefile.reports import cites as c
from casefile.reports.report import AuthorityEntry, Cite, PartOf, Run


def text(cite: object) -> str:
    assert isinstance(cite, Cite)
    return cite.text.replace("\u00a0", " ")


@pytest.fixture
def world() -> Records:
    return Records()


def book(world: Records, **more: object) -> c.CiteBook:
    return c.CiteBook(world.docket(), AS_OF, **more)  # type: ignore[arg-type]


def case(world: Records, **values: object) -> r.Authority:
    settings: dict[str, object] = {
        "title": "Galarza v. Szalczyk", "citation": "745 F.3d 634", "short_name": "Galarza", "court": "3d Cir.",
        "decided_on": PartialDate("2014-03-04"), "verified_on": CHECKED,
    }  # fmt: skip
    return world.add(r.Authority, **settings | values)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["4"], "4"),
        (["1", "4"], "1, 4"),
        (["2", "1", "3"], "1–3"),
        (["112", "113", "114", "115"], "112–15"),
        (["99", "100"], "99–100"),
        (["198", "199", "200"], "198–200"),
        (["14:3–9"], "14:3–9"),
    ],
)
def test_pages(labels: list[str], expected: str) -> None:
    assert c.pages(labels) == expected


def test_exhibits_stand_in_the_order_of_their_numbers_with_their_pages_joined(world: Records) -> None:
    ten, two = world.exhibit("10", "Ten"), world.exhibit("2", "Two")
    found = [world.excerpt(ten, 1), world.excerpt(two, 2), world.excerpt(two, 1)]
    assert [text(one) for one in book(world).of(found)] == ["Ex. 2, at 1–2", "Ex. 10, at 1"]


def test_a_bates_page_and_a_transcripts_lines_are_cited_as_printed(world: Records) -> None:
    paper = world.exhibit("4", "Order")
    labelled = world.add(
        r.Excerpt, text="x", document_id=paper.id, layer_id=1, page=1, start=0, end=1, page_label="PHL-000012"
    )
    spoken = world.add(r.Excerpt, text="x", document_id=paper.id, layer_id=1, page=1, start=0, end=1, lines="14:3-9")
    assert [text(*book(world).of([one])) for one in (labelled, spoken)] == ["Ex. 4, at PHL-000012", "Ex. 4, at 14:3–9"]


def test_a_reconstruction_says_so_at_its_first_cite_only(world: Records) -> None:
    excerpt = world.excerpt(world.exhibit("1", "Notice", reconstructed=True), 1)
    cites = book(world)
    assert [text(*cites.of([excerpt])) for _ in range(2)] == ["Ex. 1, at 1 (reconstruction)", "Ex. 1, at 1"]


def test_a_document_without_a_number_goes_by_its_title(world: Records) -> None:
    paper = world.add(r.Document, title="Minutes", sha256="0" * 64, size=1)
    assert text(*book(world).of([world.excerpt(paper, 3)])) == "Minutes, at 3"


def test_a_case_is_cited_in_full_once_then_short_with_its_part(world: Records) -> None:
    one, cites = case(world), book(world)
    cites.enter("V.A")
    assert text(cites.authority(one)) == "Galarza v. Szalczyk, 745 F.3d 634 (3d Cir. 2014)"
    assert text(cites.authority(one)) == "Galarza"
    assert text(cites.authority(one, "640")) == "Galarza, 745 F.3d at 640"
    cites.enter("VI.B")
    short = cites.authority(one)
    assert (text(short), short.target) == ("Galarza (Part V.A)", PartOf("V.A"))
    assert cites.entries[one.uid].parts == ["V", "VI"]


def test_the_name_of_a_case_is_in_italics(world: Records) -> None:
    label = book(world).authority(case(world)).label
    assert isinstance(label[0], Run)
    assert label[0].emphasis == "italic"


def test_what_nobody_verified_says_so_at_every_cite(world: Records) -> None:
    one, cites = case(world, verified_on=None), book(world)
    assert all(text(cites.authority(one)).endswith("(unverified)") for _ in range(3))


def test_the_supreme_court_is_cited_by_year_alone(world: Records) -> None:
    one = case(
        world, title="Printz v. United States", citation="521 U.S. 898", court="", decided_on=PartialDate("1997")
    )
    assert text(book(world).authority(one)) == "Printz v. United States, 521 U.S. 898 (1997)"


def test_a_partial_date_that_spans_the_memos_day_says_so(world: Records) -> None:
    one = case(world, decided_on=PartialDate("2017"), court="N.D. Ill.")
    assert text(book(world).authority(one)).endswith("(N.D. Ill. 2017) (day not entered)")


def test_a_case_without_a_date_says_so(world: Records) -> None:
    assert text(book(world).authority(case(world, decided_on=None))).endswith("(3d Cir.) (year not entered)")


def test_adverse_history_prints_as_far_as_it_was_known(world: Records) -> None:
    one = case(
        world,
        history_status=e.HistoryStatus.ADVERSE,
        history="vacated in part, 888 F.3d 272 (7th Cir. 2016); rev'd, 900 F.3d 1 (2018)",
    )
    cites = book(world)
    assert text(cites.authority(one)).endswith("(3d Cir. 2014), vacated in part, 888 F.3d 272 (7th Cir. 2016)")
    assert text(cites.authority(one)) == "Galarza (vacated in part)"


def test_history_that_cites_a_later_decision_is_not_printed(world: Records) -> None:
    later = case(world, title="Late v. Later", citation="900 F.3d 1", decided_on=PartialDate("2017-11-28"))
    one = case(world, history_status=e.HistoryStatus.ADVERSE, history="rev'd, 900 F.3d 1 (3d Cir. 2017)")
    assert "900" not in text(book(world, later=[later]).authority(one))


def test_shipped_law_is_linked_to_its_own_line_or_to_the_record_of_its_section(world: Records) -> None:
    assert book(world).law("8 U.S.C. § 1373(a)").target == AuthorityEntry("law:8 U.S.C. § 1373")
    statute = world.add(r.Authority, title="S", citation="8 U.S.C. § 1373", type=e.AuthorityType.STATUTE)
    found = book(world).law("8 U.S.C. § 1373(b)(1)")
    assert (text(found), found.target) == ("8 U.S.C. § 1373(b)(1) (unverified)", AuthorityEntry(statute.uid))


def test_the_authorities_of_a_step_are_cited_each_and_a_letters_words_are_none(world: Records) -> None:
    cites = book(world)
    found = cites.steps_law("Fed. R. App. P. 26(a)(1)(C), 26(a)(6)(A); 5 U.S.C. § 6103(a)")
    assert [text(one) for one in found] == ["Fed. R. App. P. 26(a)(1)(C), 26(a)(6)(A)", "5 U.S.C. § 6103(a)"]
    assert cites.steps_law("the letter's own words") == ()


def test_a_sentence_that_names_exhibits_and_cases_links_them(world: Records) -> None:
    world.exhibit("4", "Order")
    case(world)
    parts = c.linked("L-1 Stands: Ex. 4 and Galarza support it.", book(world))
    assert [type(one).__name__ for one in parts] == ["str", "Cite", "str", "Run", "str"]


def test_dates_of_verification_do_not_matter_only_whether_there_is_one() -> None:
    assert c.marked("Order 5", dt.date(2030, 1, 1)) == "Order 5"
