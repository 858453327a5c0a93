"""The grammar of generated sentences, as tables (G10, G12 to G15, G20)."""

from __future__ import annotations

import datetime as dt

import pytest

from casefile.domain.values import PartialDate
from casefile.reports import wording as w


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b, and c"),
        (["Pa., 3d Cir.", "b", "c"], "Pa., 3d Cir.; b; and c"),
    ],
)
def test_lists_take_the_serial_comma_and_semicolons_where_items_have_commas(items: list[str], expected: str) -> None:
    assert w.listing(items) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "zero"), (1, "one"), (9, "nine"), (10, "10"), (27, "27"), (1234, "1,234")]
)
def test_numbers_are_words_to_nine(count: int, expected: str) -> None:
    assert w.number(count) == expected


def test_agreement_is_computed() -> None:
    assert [w.be(1), w.be(2), w.have(1), w.have(0)] == ["is", "are", "has", "have"]
    assert w.counted(1, "authority", "authorities") == "one authority"
    assert w.counted(12, "authority", "authorities") == "12 authorities"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2016-07-07", "on July 7, 2016"),
        ("2017-07", "in July 2017"),
        ("2017", "in 2017"),
        ("2017-21", "in spring 2017"),
        ("2017-07~", "about July 2017"),
        ("../2017-07-04", "before July 4, 2017"),
        ("2017-07-04/..", "after July 4, 2017"),
        ("2017-07-01/2017-07-15", "between July 1 and July 15, 2017"),
        ("2016-12-30/2017-01-02", "between December 30, 2016 and January 2, 2017"),
    ],
)
def test_partial_dates_print_as_they_were_entered(edtf: str, expected: str) -> None:
    assert w.Dates().when(PartialDate(edtf)) == expected


def test_the_year_is_left_out_while_it_stays_the_same_and_comes_back_in_a_new_section() -> None:
    dates = w.Dates()
    said = [dates.on(dt.date(2017, 10, 11)), dates.on(dt.date(2017, 10, 12)), dates.on(dt.date(2018, 1, 16))]
    dates.fresh()
    assert [*said, dates.on(dt.date(2018, 1, 17))] == [
        "October 11, 2017",
        "October 12",
        "January 16, 2018",
        "January 17, 2018",
    ]


@pytest.mark.parametrize(
    ("month", "expected"),
    [(1, "Jan. 5, 2017"), (5, "May 5, 2017"), (6, "June 5, 2017"), (7, "July 5, 2017"), (9, "Sept. 5, 2017")],
)
def test_a_column_shortens_months_of_five_letters_or_more(month: int, expected: str) -> None:
    assert w.column_date(dt.date(2017, month, 5)) == expected


def test_a_column_says_when_a_date_is_missing() -> None:
    assert w.column_date(None) == "Not entered"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The City sends it.", "the City sends it."),
        ("A statute says so.", "a statute says so."),
        ("ICE reads it.", "ICE reads it."),
        ("Philadelphia sends it.", "Philadelphia sends it."),
        ("“Regarding” is broad.", "“Regarding” is broad."),
        ("OJP asked.", "OJP asked."),
    ],
)
def test_only_a_common_word_loses_its_capital(text: str, expected: str) -> None:
    assert w.lower_first(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Met", "Met."), ("Met.", "Met."), ("He said “no”", "He said “no.”"), ("Why?", "Why?"), ("(a)", "(a).")],
)
def test_a_sentence_ends_with_one_stop_inside_the_quotation_mark(text: str, expected: str) -> None:
    assert w.stop(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two.", 2),
        ("See Fed. R. App. P. 4. It runs.", 2),
        ("A v. B held so. Ex. 4 shows it.", 2),
        ("In re U.S. Steel is off point.", 1),
        ("He said “no.” Then he left.", 2),
        ("", 0),
    ],
)
def test_passages_split_at_their_full_stops_only(text: str, count: int) -> None:
    assert len(w.sentences(text)) == count


@pytest.mark.parametrize(
    "text",
    ["§ 1373", "§§ 1373", "Ex. 4", "Exs. 4", "July 7", "8 U.S.C. § 1373", "Fed. R. App. P. 26", "Part V", "No. 17"],
)
def test_cites_and_dates_hold_together(text: str) -> None:
    assert " " not in w.hold_together(text)


def test_marks_inside_a_quotation_become_single_ones() -> None:
    assert w.quoted("“restrict” sending") == "“‘restrict’ sending”"
