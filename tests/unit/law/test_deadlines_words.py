"""The sentences of steps, readings and warnings, and stated dates."""

from __future__ import annotations

import datetime as dt

import pytest

from casefile.domain.deadlines import Deadline
from casefile.errors import UserError
from casefile.law import rulebook
from casefile.law.deadlines import compute, period_in_letter, request_from, stated


def answer(**options: object) -> Deadline:
    return compute(request_from(options, rulebook.load()))


def last(**options: object) -> tuple[str, str]:
    step = answer(**options).steps[-1]
    return step.text, step.authority


def warned(found: Deadline, words: str) -> bool:
    return any(words in warning for warning in found.warnings)


def test_backward_move_names_its_paragraphs() -> None:
    assert last(trigger="2027-02-08", period="21 days", direction="before") == (
        "January 16 and 17 are a weekend, January 18 Martin Luther King Jr. Day: moved back to Friday.",
        "Fed. R. Civ. P. 6(a)(1)(C), 6(a)(5), 6(a)(6)(A)",
    )


def test_a_weekend_over_the_end_of_a_month() -> None:
    assert last(trigger="2026-01-17", period="14 days") == (
        "January 31 and February 1 are a weekend: moved to Monday.",
        "Fed. R. Civ. P. 6(a)(1)(C)",
    )


def test_a_single_sunday() -> None:
    assert last(trigger="2026-03-01", period="14 days")[0] == "March 15 is a Sunday: moved to Monday."


def test_a_state_holiday_cites_the_state() -> None:
    assert last(trigger="2026-03-30", period="21 days", state="MA") == (
        "April 20 is Patriots' Day in Massachusetts: moved to Tuesday.",
        "Fed. R. Civ. P. 6(a)(1)(C), 6(a)(6)(C); Mass. G.L. c. 4, § 7, cl. Eighteenth",
    )


def test_juneteenth_before_december_2023_is_declared_by_congress() -> None:
    assert last(trigger="2023-06-05", period="14 days")[1] == "Fed. R. Civ. P. 6(a)(1)(C), 6(a)(6)(B)"


def test_appeals_cite_the_appellate_rule() -> None:
    assert last(trigger="2026-06-09", period="10 days", regime="frap")[1] == (
        "Fed. R. App. P. 26(a)(1)(C), 26(a)(6)(A)"
    )


def test_service_by_mail_is_a_step() -> None:
    step = answer(trigger="2026-06-01", period="14 days", service="mail").steps[-1]
    assert step.text == "Served by mail: 3 days are added after the period would otherwise expire."
    assert step.authority == "Fed. R. Civ. P. 6(d)"
    assert answer(trigger="2026-06-01", period="14 days", service="mail", regime="frap").steps[-1].authority == (
        "Fed. R. App. P. 26(c)"
    )


def test_hours_are_told_by_the_clock() -> None:
    steps = answer(trigger="2026-10-30T10:23", period="72 hours", zone="America/New_York").steps
    assert [step.text for step in steps] == [
        "Day of the event, 10:23: counting starts at once.",
        "72 hours later, counting every hour: Monday, 09:23, the clocks having changed in between.",
    ]
    text, authority = last(trigger="2026-05-22T15:00", period="72 hours", zone="America/New_York")
    assert text == "May 25 is Memorial Day: moved to the same time on Tuesday."
    assert authority == "Fed. R. Civ. P. 6(a)(2)(C), 6(a)(6)(A)"


def test_a_closed_office_is_a_step_with_a_warning() -> None:
    found = answer(trigger="2026-01-09", period="14 days", closed=["2026-01-23"])
    assert found.steps[-1].text == (
        "The clerk's office is inaccessible on January 23, January 24 and 25 are a weekend: extended to Monday."
    )
    assert found.steps[-1].authority == "Fed. R. Civ. P. 6(a)(3)(A)"
    assert warned(found, "Keep proof")
    assert not warned(answer(trigger="2026-01-05", period="21 days", closed=["2026-01-20"]), "Keep proof")


def test_business_days_name_the_holidays_left_out() -> None:
    assert last(trigger="2026-06-17", period="3 business days")[0] == (
        "3 business days later, a Tuesday, leaving out weekends and June 19 (Juneteenth)."
    )


def test_a_shorter_month_is_told() -> None:
    assert answer(trigger="2026-01-31", period="1 month").steps[1].text == (
        "1 month later, a Saturday; the month has no such day, so its last day."
    )


def test_the_observed_friday_keeps_both_readings_and_says_why() -> None:
    found = answer(trigger="2026-06-03", period="30 days")
    assert found.readings[1].when == "If July 3, observed for a Saturday holiday, is no legal holiday."
    assert warned(found, "6103(b)(1)")


def test_the_observed_monday_is_said_to_be_practice() -> None:
    assert warned(answer(trigger="2022-12-12", period="14 days"), "is practice")


def test_a_doubtful_day_is_a_second_reading_with_its_doubt() -> None:
    found = answer(trigger="2026-11-06", period="21 days", state="CA")
    assert found.readings[1].when == "If November 27 (Day after Thanksgiving) counts as a legal holiday."
    assert warned(found, "Code Civ. Proc. § 135")


def test_service_left_open_is_a_second_reading() -> None:
    found = answer(trigger="2026-06-10", rule="frcp-33-b2")
    assert [reading.due.isoformat() for reading in found.readings] == ["2026-07-10", "2026-07-13"]
    assert "by mail" in found.readings[1].when
    appeal = answer(trigger="2026-06-10", rule="frap-27-a3A")
    assert "proof of service" in appeal.readings[1].when


def test_two_doubts_at_once() -> None:
    """Service unknown, and the three days end on the observed Friday."""
    found = answer(trigger="2026-05-31", rule="frcp-33-b2")
    assert [reading.due.isoformat() for reading in found.readings] == ["2026-06-30", "2026-07-06", "2026-07-03"]
    assert found.readings[2].when == (
        "If July 3, observed for a Saturday holiday, is no legal holiday, and if service was by mail, by leaving the "
        "paper with the clerk or by other means consented to (3 days)."
    )


def test_a_state_that_was_not_named_is_asked_for() -> None:
    assert warned(answer(trigger="2026-03-30", period="21 days"), "No State was named; April 20")
    assert not warned(answer(trigger="2026-03-30", period="23 days"), "No State")
    assert not warned(answer(trigger="2026-04-27", period="7 days", direction="before"), "No State")


def test_a_state_holiday_that_does_not_count_backward_is_told() -> None:
    found = answer(trigger="2026-04-27", period="7 days", direction="before", state="MA")
    assert warned(found, "April 20 is a holiday in Massachusetts")


def test_lists_not_seen_whole_are_told() -> None:
    assert warned(answer(trigger="2026-03-02", period="14 days", state="NJ"), "was not seen whole")
    assert warned(answer(trigger="2026-03-02", period="14 days", state="GA"), "was not at hand")
    assert not warned(answer(trigger="2026-03-02", period="14 days", state="CT"), "list")


def test_events_before_the_rules_of_2009_are_told() -> None:
    assert warned(answer(trigger="2009-11-30", period="14 days"), "December 1, 2009")
    assert not warned(answer(trigger="2009-12-01", period="14 days"), "December 1, 2009")
    assert not warned(answer(trigger="2009-11-30", period="14 days", regime="letter"), "December 1, 2009")


def test_options_that_do_not_bear_on_a_letter_are_told() -> None:
    found = answer(trigger="2026-06-01", period="14 days", regime="letter", service="mail", closed=["2026-06-15"])
    assert warned(found, "kind of service is ignored")
    assert warned(found, "clerk's office was closed are ignored")


def test_a_time_that_came_twice_is_told() -> None:
    found = answer(trigger="2026-11-01T01:30", period="48 hours", zone="America/New_York")
    assert warned(found, "came twice")
    assert (found.due.isoformat(), f"{found.time:%H:%M}") == ("2026-11-03", "00:30")


def test_hours_without_a_zone_are_told() -> None:
    assert warned(answer(trigger="2026-05-22T15:00", period="72 hours"), "No time zone")


def test_a_stated_date() -> None:
    """Example 13: the DOJ letter of November 2017, "no later than December 8, 2017"."""
    found = stated(dt.date(2017, 12, 8))
    assert (found.due, found.safe, len(found.steps), found.warnings) == (
        dt.date(2017, 12, 8),
        dt.date(2017, 12, 8),
        1,
        (),
    )


def test_a_stated_saturday_is_not_moved_and_the_friday_is_safe() -> None:
    found = stated(dt.date(2026, 12, 5), source="the letter of November 20, 2026")
    assert (found.due, found.safe) == (dt.date(2026, 12, 5), dt.date(2026, 12, 4))
    assert found.steps[0].text == (
        "Stated in the letter of November 20, 2026: a fixed date is not counted and does not move."
    )
    assert warned(found, "the safe date is Friday, December 4, 2026")


def test_close_of_business_is_an_assumption_with_both_zones() -> None:
    found = stated(dt.date(2017, 6, 30), close_of_business=True, reader_zone="America/Los_Angeles")
    assert (found.time, found.zone) == (dt.time(17), "America/New_York")
    assert warned(found, "That is 14:00 in America/Los_Angeles")
    assert stated(dt.date(2017, 6, 30), close_of_business=True, time=dt.time(12)).warnings == ()


def test_a_period_in_a_letter_that_does_not_say_from_when() -> None:
    found = period_in_letter("30 days", dt.date(2026, 3, 2), dt.date(2026, 3, 6))
    assert [(reading.due.isoformat(), reading.when) for reading in found.readings] == [
        ("2026-04-01", "If it runs from the date of the letter."),
        ("2026-04-05", "If it runs from receipt."),
    ]
    assert (found.due, found.safe) == (dt.date(2026, 4, 1), dt.date(2026, 4, 1))
    assert found.steps[0].text == "Date of the letter: not counted."
    assert warned(found, "does not say")


def test_a_period_from_receipt_needs_the_receipt() -> None:
    found = period_in_letter("30 days", dt.date(2026, 3, 2), dt.date(2026, 3, 6), "receipt")
    assert (found.due, found.safe) == (dt.date(2026, 4, 5), dt.date(2026, 4, 3))
    assert found.steps[0].text == "Day of receipt: not counted."
    with pytest.raises(UserError, match="runs from receipt"):
        period_in_letter("30 days", dt.date(2026, 3, 2), None, "receipt")


def test_a_period_from_the_letter_alone() -> None:
    found = period_in_letter("10 business days", dt.date(2026, 3, 2), None, "letter_date")
    assert (found.due, len(found.readings)) == (dt.date(2026, 3, 16), 1)
    unclear = period_in_letter("10 business days", dt.date(2026, 3, 2))
    assert unclear.due == found.due
    assert warned(unclear, "does not say")


def test_the_safe_date_of_an_unclear_letter_is_the_earlier_one() -> None:
    found = period_in_letter("30 days", dt.date(2026, 3, 5), dt.date(2026, 3, 6))
    assert (found.due, found.safe) == (dt.date(2026, 4, 4), dt.date(2026, 4, 3))


def test_letter_and_receipt_on_one_day_are_one_reading() -> None:
    day = dt.date(2026, 3, 2)
    assert len(period_in_letter("30 days", day, day).readings) == 1
