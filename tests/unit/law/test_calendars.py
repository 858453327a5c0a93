from __future__ import annotations

import calendar
import datetime as dt

import pytest

from casefile.errors import UserError
from casefile.law import calendars, deadline_days
from casefile.law.calendars import Calendar, View
from casefile.law.deadline_days import Kind


def second_coding(year: int) -> set[dt.date]:
    """5 U.S.C. § 6103(a) read once more, off the month's weeks instead of by arithmetic."""

    def weekday_of(month: int, weekday: int, which: int) -> dt.date:
        weeks = calendar.monthcalendar(year, month)
        found = [week[weekday] for week in weeks if week[weekday]]
        return dt.date(year, month, found[which])

    days = {
        dt.date(year, 1, 1),  # New Year's Day, January 1
        weekday_of(1, calendar.MONDAY, 2),  # the third Monday in January
        weekday_of(2, calendar.MONDAY, 2),  # the third Monday in February
        weekday_of(5, calendar.MONDAY, -1),  # the last Monday in May
        dt.date(year, 7, 4),  # Independence Day, July 4
        weekday_of(9, calendar.MONDAY, 0),  # the first Monday in September
        weekday_of(10, calendar.MONDAY, 1),  # the second Monday in October
        dt.date(year, 11, 11),  # Veterans Day, November 11
        weekday_of(11, calendar.THURSDAY, 3),  # the fourth Thursday in November
        dt.date(year, 12, 25),  # Christmas Day, December 25
    }
    if year >= 2021:
        days.add(dt.date(year, 6, 19))  # Juneteenth, Pub. L. 117-17
    return days


@pytest.mark.parametrize("year", range(2016, 2041))
def test_federal_holidays_are_those_of_the_statute(year: int) -> None:
    found = calendars.federal_holidays(year)
    own = {holiday.date for holiday in found if holiday.kind is Kind.FEDERAL}
    observed = {holiday.date for holiday in found if holiday.kind in (Kind.FRIDAY, Kind.MONDAY)}

    named = second_coding(year) | second_coding(year + 1)
    moved = {day + dt.timedelta({5: -1, 6: 1}[day.weekday()]) for day in named if day.weekday() >= 5}
    assert own == second_coding(year)
    assert observed == {day for day in moved if day.year == year}


def test_juneteenth_is_declared_by_congress_before_rule_6_lists_it() -> None:
    paragraph = {
        year: next(day.paragraph for day in calendars.federal_holidays(year) if day.name == "Juneteenth")
        for year in (2021, 2023, 2024)
    }
    assert paragraph == {2021: "B", 2023: "B", 2024: "A"}


def test_king_day_begins_in_1986() -> None:
    assert not Calendar().is_closed(dt.date(1985, 1, 21))
    assert Calendar().is_closed(dt.date(1986, 1, 20))


def test_views_open_and_close_doubtful_days() -> None:
    friday, eve = dt.date(2026, 7, 3), dt.date(2025, 12, 24)
    assert [Calendar(view=view).is_closed(friday) for view in (View.FIRM, View.FRIDAYS)] == [False, True]
    assert [Calendar(view=view).is_closed(eve) for view in (View.FRIDAYS, View.PRESIDENT)] == [False, True]
    march_17 = dt.date(2026, 3, 17)
    assert [Calendar(("MA",), view).is_closed(march_17) for view in (View.FIRM, View.DOUBTFUL)] == [False, True]


def test_state_law_settles_a_friday_that_federal_law_leaves_open() -> None:
    holiday = Calendar(("CT",)).holiday(dt.date(2026, 7, 3))
    assert holiday is not None
    assert (holiday.kind, holiday.authority) == (Kind.STATE, "Conn. Gen. Stat. § 1-4")


STATE_DAYS = {
    "CA": "02-12 03-31 09-25",
    "CO": "10-05",
    "CT": "02-12 07-03",
    "DC": "04-16 07-03",
    "FL": "",
    "IL": "02-12 03-02 04-03 11-03",
    "MA": "04-20",
    "NJ": "",
    "NM": "",
    "NY": "02-12 11-03",
    "OR": "07-03",
    "PA": "",
    "RI": "05-04 08-10 11-03",
    "TX": "03-02 04-21 08-27 11-27 12-24",
    "VT": "03-03",
    "WA": "07-03 11-27",
}


@pytest.mark.parametrize(("code", "days"), STATE_DAYS.items())
def test_days_that_only_the_state_declares_in_2026(code: str, days: str) -> None:
    federal = {holiday.date for holiday in calendars.federal_holidays(2026) if holiday.kind is Kind.FEDERAL}
    own = {
        holiday.date
        for holiday in deadline_days.state_days(code, 2026)
        if holiday.kind is Kind.STATE and holiday.date not in federal and holiday.date.weekday() < 5
    }
    assert {f"{day:%m-%d}" for day in own} == set(days.split())


def test_every_state_file_is_tested_here() -> None:
    assert set(STATE_DAYS) == set(deadline_days.listed_states())


def test_only_words_that_were_seen_are_called_verified() -> None:
    lists = [deadline_days.state(code) for code in deadline_days.listed_states()]
    assert {entry.code for entry in lists if entry and entry.verified} == {"CT", "DC", "NM", "RI", "VT", "WA"}
    assert {entry.code for entry in lists if entry and not entry.complete} == {"CA", "MA", "NJ", "PA"}


@pytest.mark.parametrize("code", deadline_days.listed_states())
@pytest.mark.parametrize("year", [2016, 2020, 2028, 2033])
def test_state_lists_hold_for_any_year(code: str, year: int) -> None:
    days = list(deadline_days.state_days(code, year))
    assert all(day.date.year == year and day.authority and day.remark.endswith(".") for day in days)


def test_a_state_without_a_file_only_has_doubtful_days() -> None:
    days = list(deadline_days.state_days("GA", 2026))
    assert {day.kind for day in days} == {Kind.DOUBTFUL}
    assert all("was not at hand" in day.remark for day in days)
    assert list(deadline_days.state_days("PR", 2026)) is not None


def test_presidential_closings_name_their_order() -> None:
    closures = deadline_days.closures()
    assert len({holiday.date for holiday in closures}) == len(closures)
    assert all("order" in holiday.authority.lower() and "unverified" in holiday.remark for holiday in closures)
    assert all(holiday.date.weekday() < 5 for holiday in closures)


def test_inauguration_day_only_in_the_district() -> None:
    day = dt.date(2033, 1, 20)
    assert Calendar(("DC",)).is_closed(day)
    assert not Calendar().is_closed(day)
    assert not Calendar(("DC",)).is_closed(dt.date(2032, 1, 20))


def test_inauguration_on_a_sunday_moves_and_on_a_saturday_does_not() -> None:
    days = {day.date: day for day in deadline_days.state_days("DC", 2013)}
    assert days[dt.date(2013, 1, 21)].name in ("Inauguration Day (observed)", "Martin Luther King Jr. Day")
    assert dt.date(2029, 1, 19) not in {day.date for day in deadline_days.state_days("DC", 2029)}


@pytest.mark.parametrize(
    ("day", "before"),
    [
        ("2026-07-05", "2026-07-02"),
        ("2026-12-25", "2026-12-24"),
        ("2026-12-05", "2026-12-04"),
        ("2026-03-04", "2026-03-04"),
    ],
)
def test_previous_business_day(day: str, before: str) -> None:
    assert calendars.previous_business_day(dt.date.fromisoformat(day)) == dt.date.fromisoformat(before)


def test_business_days_of_a_state() -> None:
    patriots = dt.date(2026, 4, 20)
    assert calendars.is_business_day(patriots)
    assert not calendars.is_business_day(patriots, ("MA",))
    assert calendars.business_days_between(dt.date(2026, 4, 17), dt.date(2026, 4, 21), ("MA",)) == 1


def test_days_to_act_in_example_14() -> None:
    """DOJ letter of Wednesday August 13, 2025, reply by Tuesday August 19."""
    letter, reply = dt.date(2025, 8, 13), dt.date(2025, 8, 19)
    assert calendars.days_left(reply, letter) == 6
    assert calendars.business_days_between(letter, reply) == 4
    assert calendars.business_days_between(reply, letter) == 0
    assert calendars.days_left(letter, reply) == -6


@pytest.mark.parametrize(("text", "code"), [("ma", "MA"), ("Massachusetts", "MA"), (" new york ", "NY"), ("DC", "DC")])
def test_states_by_code_or_name(text: str, code: str) -> None:
    assert calendars.state_code(text) == code


def test_an_unknown_state_is_told_with_a_suggestion() -> None:
    with pytest.raises(UserError, match="no State") as caught:
        calendars.state_code("Massachusets")
    assert "Massachusetts" in caught.value.hint
    with pytest.raises(UserError) as caught:
        calendars.state_code("XX")
    assert "two-letter" in caught.value.hint


def test_day_lists_find_unusual_days() -> None:
    by_name = {day.name: day.date for day in deadline_days.state_days("FL", 2026)}
    assert by_name["Good Friday"] == dt.date(2026, 4, 3)
    assert by_name["Shrove Tuesday"] == dt.date(2026, 2, 17)
    assert by_name["Tuskegee Airmen Commemoration Day"] == dt.date(2026, 3, 26)
    assert by_name["Flag Day (observed)"] == dt.date(2026, 6, 15)
    california = {day.name: day.date for day in deadline_days.state_days("CA", 2027)}
    assert california["Lunar New Year"] == dt.date(2027, 2, 6)
