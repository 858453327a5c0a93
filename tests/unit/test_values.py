"""Partial dates and money, by tables."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.values import Money, PartialDate, Precision, long_date, short_date
from casefile.errors import UserError

LATER = ["", " ", "2017-21-01", "２０１７"]


def day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("edtf", "first", "last", "printed"),
    [
        ("2017-07-04", "2017-07-04", "2017-07-04", "July 4, 2017"),
        ("2017-07", "2017-07-01", "2017-07-31", "July 2017"),
        ("2016-02", "2016-02-01", "2016-02-29", "February 2016"),
        ("2017", "2017-01-01", "2017-12-31", "2017"),
        ("2017~", "2017-01-01", "2017-12-31", "about 2017"),
        ("2017-07-04~", "2017-07-04", "2017-07-04", "about July 4, 2017"),
        ("2017-21", "2017-03-01", "2017-05-31", "spring 2017"),
        ("2017-22", "2017-06-01", "2017-08-31", "summer 2017"),
        ("2017-23", "2017-09-01", "2017-11-30", "fall 2017"),
        ("2017-24", "2017-12-01", "2018-02-28", "winter 2017"),
        ("2019-24", "2019-12-01", "2020-02-29", "winter 2019"),
        ("2017-06-30/2017-07-15", "2017-06-30", "2017-07-15", "between June 30 and July 15, 2017"),
        ("2016-12-30/2017-01-02", "2016-12-30", "2017-01-02", "between December 30, 2016 and January 2, 2017"),
        ("2017-06/2017-07", "2017-06-01", "2017-07-31", "between June 2017 and July 2017"),
        ("2017/2018", "2017-01-01", "2018-12-31", "between 2017 and 2018"),
        ("../2017-07-04", "", "2017-07-03", "before July 4, 2017"),
        ("../2017-07", "", "2017-06-30", "before July 2017"),
        ("2017-07-04/..", "2017-07-05", "", "after July 4, 2017"),
        ("2017/..", "2018-01-01", "", "after 2017"),
    ],
)
def test_bounds_and_words(edtf: str, first: str, last: str, printed: str) -> None:
    own = PartialDate(edtf)
    assert own.bounds == (day(first), day(last)) and own.printed() == printed and str(own) == edtf
    assert PartialDate.read(edtf) == own


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("July 4, 2017", "2017-07-04"), ("4 July 2017", "2017-07-04"), ("jul 4th 2017", "2017-07-04"),
        ("Sept. 3, 2019", "2019-09-03"), ("7/4/2017", "2017-07-04"), ("July 2017", "2017-07"), ("in July 2017",
        "2017-07"),
        ("autumn 2017", "2017-23"), ("spring 2017", "2017-21"), ("circa 2017", "2017~"), ("about July 2017",
        "2017-07~"),
        ("before July 4, 2017", "../2017-07-04"), ("after 2017-07", "2017-07/.."), ("on  July 4,  2017", "2017-07-04"),
        ("between June 30 and July 15, 2017", "2017-06-30/2017-07-15"),
        ("from June 30, 2016 to July 15, 2017", "2016-06-30/2017-07-15"),
    ],
)  # fmt: skip
def test_words_as_typed(words: str, edtf: str) -> None:
    assert PartialDate.read(words).edtf == edtf


@pytest.mark.parametrize(
    "text",
    [
        *LATER, "soon", "2017-13", "2017-00", "2017-02-29", "2017-02-30", "2017-06-31", "0000", "0000-01-01",
        "17-07-04",
        "2017-7-4", "2017-07-04T12:00", "2017-25", "../..", "2017-07-15/2017-06-30", "2017/2018~", "~",
        "2017-07-04/", "/2017", "2017//2018", "13/40/2017", "February 30, 2017", "July 4", "before", "between x and y",
        "2017-07-04\n",
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        PartialDate(text)
    if text.strip() != "2017-07-04":
        with pytest.raises(UserError):
            PartialDate.read(text)


@pytest.mark.parametrize("edge", ["9999-24", "../0001-01-01", "9999-12-31/..", "9999/.."])
def test_the_ends_of_the_calendar_are_refused_not_a_crash(edge: str) -> None:
    with pytest.raises(UserError):
        PartialDate(edge)


def test_order_and_certainty() -> None:
    written = ["2017", "2017-07-04", "2017-07", "2017-06-30/2017-07-15", "../2017-07-04", "2017-07-04/.."]
    assert [own.edtf for own in sorted(map(PartialDate, written), key=lambda own: own.sort_key)] == [
        "2017", "2017-06-30/2017-07-15", "2017-07", "../2017-07-04", "2017-07-04", "2017-07-04/..",
    ]  # fmt: skip
    assert PartialDate("2017-07-04").day == dt.date(2017, 7, 4)
    assert [PartialDate(own).day for own in ("2017-07-04~", "2017-07", "../2017-07-04")] == [None, None, None]
    after = {own: PartialDate(own).certainly_after(dt.date(2017, 7, 4)) for own in written}
    assert [own for own, sure in after.items() if sure] == ["2017-07-04/.."]


@given(st.dates(dt.date(1, 1, 2), dt.date(9999, 12, 30)))
def test_every_day_comes_back(own: dt.date) -> None:
    date = PartialDate.of(own)
    assert date.day == own and PartialDate.read(date.edtf) == date
    assert date.points[0] is not None and date.points[0].precision is Precision.DAY
    if own.year >= 1000:
        assert PartialDate.read(long_date(own)) == date


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        own = PartialDate.read(text)
    except UserError:
        return
    assert PartialDate(own.edtf).printed()


@pytest.mark.parametrize(
    ("text", "cents", "printed", "plain"),
    [
        ("265832.00", 26583200, "$265,832", "265832.00"), ("$1,234,567.8", 123456780, "$1,234,567.80", "1234567.80"),
        ("0", 0, "$0", "0.00"), ("-1.05", -105, "-$1.05", "-1.05"), (" 12 ", 1200, "$12", "12.00"),
        ("-$0.01", -1, "-$0.01", "-0.01"),
    ],
)  # fmt: skip
def test_money(text: str, cents: int, printed: str, plain: str) -> None:
    own = Money.read(text)
    assert (own.cents, own.printed(), str(own)) == (cents, printed, plain) and Money.read(str(own)) == own


@pytest.mark.parametrize(
    "text", ["", "lots", "1.234", "1,23", "1e5", "$", "12 dollars", "--1", "1.", "NaN", "12,34,567"]
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        Money.read(text)


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_money_is_exact(a: int, b: int) -> None:
    assert Money.read(str(Money(a))) == Money(a) and (Money(a) + Money(b)).cents == a + b
    assert (Money(a) < Money(b)) is (a < b)


def test_dates_in_words() -> None:
    assert long_date(dt.date(2017, 6, 30)) == "June 30, 2017" and short_date(dt.date(2017, 7, 1)) == "Sat, Jul 1, 2017"
