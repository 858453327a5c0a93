"""What cannot be read is told in a sentence; what can is taken as meant."""

from __future__ import annotations

import datetime as dt

import pytest

from casefile.domain.deadlines import Direction, Period, Regime, Service, Unit
from casefile.errors import UserError
from casefile.law import rulebook
from casefile.law.deadlines import compute, request_from
from casefile.law.periods import add, parse_period

BOOK = rulebook.load()
GOOD = {"trigger": "2026-05-29", "period": "21 days"}


@pytest.mark.parametrize(
    ("text", "count", "unit"),
    [
        ("21 days", 21, Unit.DAYS),
        ("1 day", 1, Unit.DAYS),
        ("30-day", 30, Unit.DAYS),
        ("thirty (30) days", 30, Unit.DAYS),
        ("Sixty days", 60, Unit.DAYS),
        ("30 calendar days", 30, Unit.DAYS),
        ("ten business days", 10, Unit.BUSINESS_DAYS),
        ("20 working days", 20, Unit.BUSINESS_DAYS),
        ("2 weeks", 2, Unit.WEEKS),
        ("6 months", 6, Unit.MONTHS),
        ("1 year", 1, Unit.YEARS),
        ("72 hours", 72, Unit.HOURS),
        ("  48  hours ", 48, Unit.HOURS),
    ],
)
def test_periods(text: str, count: int, unit: Unit) -> None:
    assert parse_period(text) == Period(count, unit)


@pytest.mark.parametrize(
    "text",
    [
        "30 dayz",
        "days",
        "",
        "0 days",
        "-3 days",
        "1.5 days",
        "21",
        "a few days",
        "thirty (60) days",
        "5 business weeks",
        "30 days or so",
        "٣ days",
        "9" * 5000 + " days",
    ],
)
def test_what_is_no_period(text: str) -> None:
    with pytest.raises(UserError, match="is not a period") as caught:
        parse_period(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"trigger": "2026-02-30"}, "The calendar has no 2026-02-30"),
        ({"trigger": "30 June 2017"}, "is no date"),
        ({"trigger": "2026-W22-5"}, "is no date"),
        ({"trigger": "20260529"}, "is no date"),
        ({"trigger": ""}, "trigger is missing"),
        ({"trigger": None}, "trigger is missing"),
        ({"trigger": "2026-05-29T25:00"}, "The calendar has no"),
        ({"trigger": "1950-01-01"}, "outside the years"),
        ({"trigger": 20260529}, "must be text"),
        ({"period": "30 dayz"}, "is not a period"),
        ({"period": None}, "Neither a period nor a rule"),
        ({"period": "99999999999 days"}, "outside the calendar"),
        ({"period": "999999 business days"}, "outside the calendar"),
        ({"period": "300 years"}, "outside the years"),
        ({"period": "99999 years"}, "outside the calendar"),
        ({"direction": "sideways"}, "is no direction"),
        ({"service": "pigeon"}, "is no service"),
        ({"regime": "frcrp"}, "is no regime"),
        ({"state": "Atlantis"}, "is no State"),
        ({"state": ["MA", "XX"]}, "is no State"),
        ({"state": ["MA", "NY"]}, "2 States are too many"),
        ({"state": ["MA", "NY", "CT"], "regime": "frap"}, "3 States are too many"),
        ({"state": 5}, "must be text or a list"),
        ({"closed": ["2026-13-01"]}, "The calendar has no"),
        ({"closed": [1]}, "must be text or a list"),
        ({"zone": "America/Gotham"}, "is no time zone"),
        ({"zone": "../etc/passwd"}, "is no time zone"),
        ({"as_of": "yesterday"}, "is no date"),
        ({"period": None, "rule": "frcp-12-a1"}, "There is no rule"),
        ({"rule": "frcp-12-a1Ai", "period": "20 days"}, "has its own period: 21 days"),
        ({"rule": "frcp-12-a1Ai", "direction": "before"}, "has its own direction"),
        ({"rule": "frcp-12-a1Ai", "regime": "frap"}, "has its own regime"),
        ({"trigger": "2001-05-29", "rule": "frcp-12-a1Ai"}, "not in the catalogue"),
        ({"period": "24 hours"}, "needs the time of the event"),
        ({"trigger": "2026-03-08T02:30", "period": "24 hours", "zone": "America/New_York"}, "does not exist"),
        ({"trigger": "2026-03-08T12:00", "period": "999999999999 hours"}, "outside the calendar"),
        ({"colour": "red"}, "is no option"),
    ],
)
def test_what_cannot_be_read_is_told(options: dict[str, object], told: str) -> None:
    with pytest.raises(UserError, match=told):
        compute(request_from({**GOOD, **options}, BOOK))


def test_defaults() -> None:
    request = request_from(GOOD, BOOK)
    assert (request.direction, request.regime, request.service) == (Direction.AFTER, Regime.FRCP, None)
    assert not request.runs_from_service


def test_every_option() -> None:
    request = request_from(
        {
            "trigger": "2026-05-29T15:00",
            "period": "21 days",
            "direction": "AFTER",
            "service": "Mail",
            "regime": "frap",
            "state": ("ma", "MA", "Rhode Island"),
            "closed": "2026-06-22",
            "zone": "America/Los_Angeles",
            "as_of": "2026-01-01",
            "n": 7,
        },
        BOOK,
    )
    assert request.service is Service.MAIL
    assert request.runs_from_service
    assert request.states == ("MA", "RI")
    assert request.closed == (dt.date(2026, 6, 22),)
    assert (request.zone, request.as_of, request.regime) == ("America/Los_Angeles", dt.date(2026, 1, 1), Regime.FRAP)


def test_a_rule_brings_its_own_period() -> None:
    request = request_from(
        {"trigger": "2027-02-08", "rule": "frcp-26-f1", "direction": "before", "period": "21 days"}, BOOK
    )
    assert (request.period.count, request.direction, request.runs_from_service) == (21, Direction.BEFORE, False)


def test_as_of_takes_the_text_of_another_day() -> None:
    assert request_from({"trigger": "2001-05-29", "rule": "frcp-12-a1Ai", "as_of": "2020-01-01"}, BOOK).rule


def test_an_instant_counts_on_the_day_of_its_zone() -> None:
    late = {"trigger": "2026-05-29T23:30-04:00", "period": "1 day"}
    assert compute(request_from({**late, "zone": "America/New_York"}, BOOK)).raw == dt.date(2026, 5, 30)
    assert compute(request_from({**late, "zone": "Europe/Berlin"}, BOOK)).raw == dt.date(2026, 5, 31)
    assert compute(request_from(late, BOOK)).raw == dt.date(2026, 5, 30)


def test_an_offset_stands_for_a_zone_that_is_not_named() -> None:
    found = compute(request_from({"trigger": "2026-05-22T15:00-04:00", "period": "72 hours"}, BOOK))
    assert (found.due, found.time, found.zone) == (dt.date(2026, 5, 26), dt.time(15), "UTC-04:00")


def test_only_some_units_are_counted_by_the_calendar_alone() -> None:
    with pytest.raises(UserError, match="Hours are not counted"):
        add(dt.date(2026, 1, 1), Period(3, Unit.HOURS), Direction.AFTER)
