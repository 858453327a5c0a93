"""A deadline record's day: worked out by its basis, again whenever an input changes, and undone with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from factories import K, edit, get

from casefile.domain.values import PartialDate
from casefile.errors import UserError
from casefile.services.case import Case
from casefile.services.commands.dates import READ, worked_out
from casefile.services.commands.records import AddRecords

D = dt.date
FRIDAY, SATURDAY = D(2017, 6, 30), D(2017, 7, 1)


def days(basis: str, **given: Any) -> tuple[dt.date | None, dt.date | None]:
    found = worked_out(dict.fromkeys(READ, "") | {"due_on": None, "trigger_on": None, "basis": basis} | given)
    return found["due_on"], found["safe_on"]


def add(case: Case, **values: Any) -> Any:
    case.do(AddRecords([(K.DEADLINE, {"title": "Answer", **values})]))
    return get(case, K.DEADLINE, 1)


@pytest.mark.parametrize("basis", ["stated-date", "court-order", "grant-condition", "office-date", "statute"])
def test_a_stated_day_never_rolls_and_its_safe_day_is_earlier(basis: str) -> None:
    assert days(basis, due_on=SATURDAY) == (SATURDAY, FRIDAY)
    assert days(basis, due_on=FRIDAY) == (FRIDAY, FRIDAY)


def test_holidays_of_the_place_count_for_a_stated_day_too() -> None:
    """March 31, César Chávez Day, is a holiday of California and no federal one."""
    assert days("stated-date", due_on=D(2017, 3, 31)) == (D(2017, 3, 31), D(2017, 3, 31))
    assert days("stated-date", due_on=D(2017, 3, 31), states="CA") == (D(2017, 3, 31), D(2017, 3, 30))


@pytest.mark.parametrize(
    ("basis", "due", "safe"),
    [
        # 30 days from June 1 is Saturday, July 1; Tuesday, July 4 is a holiday.
        ("court-rule", D(2017, 7, 3), D(2017, 7, 3)),
        ("court-order", D(2017, 7, 3), D(2017, 7, 3)),
        ("statute", D(2017, 7, 3), SATURDAY),  # the unrolled day
        ("grant-condition", SATURDAY, FRIDAY),  # Rule 6 counts for courts: a condition means what it says
        ("period-in-letter", SATURDAY, FRIDAY),
    ],
)
def test_a_period_is_counted_by_what_it_rests_on(basis: str, due: dt.date, safe: dt.date) -> None:
    given = {"period": "30 days", "trigger_on": D(2017, 6, 1)}
    assert days(basis, **given) == (due, safe)
    assert days(basis, period="30 days") == (None, None)


def test_a_rule_of_the_catalogue_brings_its_period() -> None:
    assert days("court-rule", rule_key="frcp-12-a1Ai", trigger_on=D(2026, 5, 29))[0] == D(2026, 6, 22)
    with pytest.raises(UserError, match="no rule"):
        days("court-rule", rule_key="frcp-99", trigger_on=D(2026, 5, 29))


@pytest.mark.parametrize(
    ("start", "words"),
    [("letter_date", "Date of the letter"), ("receipt", "Day of receipt"), ("other", "Day of the event")],
)
def test_the_first_step_says_from_when_a_letters_period_runs(start: str, words: str) -> None:
    given: dict[str, Any] = dict.fromkeys(READ, "") | {"basis": "period-in-letter", "due_on": None}
    found = worked_out(given | {"period": "30 days", "trigger_on": D(2017, 6, 1), "counted_from": start})
    assert found["computation"]["steps"][0]["text"].startswith(words)


def test_where_a_letter_does_not_say_from_when_a_warning_does() -> None:
    given: dict[str, Any] = dict.fromkeys(READ, "") | {"basis": "period-in-letter", "due_on": None}
    found = worked_out(given | {"period": "30 days", "trigger_on": D(2017, 6, 1)})
    assert "does not say" in found["computation"]["warnings"][0]


def test_hours_in_a_letter_have_no_day_until_a_person_states_one() -> None:
    assert days("period-in-letter", period="48 hours", trigger_on=D(2017, 6, 1), counted_from="receipt") == (None, None)


@pytest.mark.parametrize(
    "given",
    [
        {"time": "5 pm"}, {"time": "25:00"}, {"time": "17:00:00.5"}, {"zone": "America/Nowhere"},
        {"states": "Cascadia"},
        {"basis": "period-in-letter", "period": "soon"},
        {"basis": "statute", "period": "30 dayz", "trigger_on": FRIDAY},
        {"basis": "period-in-letter", "period": "3 days", "counted_from": "sunrise", "trigger_on": FRIDAY},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(case: Case, given: dict[str, Any]) -> None:
    with pytest.raises(UserError):
        add(case, **{"due_on": SATURDAY, "basis": "stated-date"} | given)


def test_an_edited_input_works_the_day_out_in_the_same_step(case: Case) -> None:
    """Given a counted deadline, when its trigger is edited, day, safe day and steps follow in one step."""
    before = add(case, basis="statute", period="30 days", trigger_on=D(2017, 6, 1))
    change = case.do(edit(case, K.DEADLINE, 1, trigger_on=D(2017, 6, 2)))
    after = get(case, K.DEADLINE, 1)
    assert (after.due_on, after.safe_on) == (D(2017, 7, 3), D(2017, 7, 2))
    assert after.computation["steps"][0]["date"] == "2017-06-02"
    assert {str(ref) for ref in change.refs} == {str(after.ref)}
    case.undo()
    restored = get(case, K.DEADLINE, 1)
    for name in ("trigger_on", "due_on", "safe_on", "computation"):
        assert getattr(restored, name) == getattr(before, name), name
    case.redo()
    assert get(case, K.DEADLINE, 1).computation == after.computation
    assert case.check(deep=True) == []


def test_an_edit_of_something_else_leaves_the_day(case: Case) -> None:
    before = add(case, basis="stated-date", due_on=SATURDAY)
    case.do(edit(case, K.DEADLINE, 1, owner="A. Clerk", status="met"))
    after = get(case, K.DEADLINE, 1)
    assert (after.due_on, after.safe_on, after.computation) == (before.due_on, before.safe_on, before.computation)


def test_a_trigger_taken_away_takes_the_day_away(case: Case) -> None:
    add(case, basis="statute", period="30 days", trigger_on=D(2017, 6, 1))
    case.do(edit(case, K.DEADLINE, 1, trigger_on=None))
    own = get(case, K.DEADLINE, 1)
    assert (own.due_on, own.safe_on, own.computation) == (None, None, {})


def test_a_receipt_starts_only_what_waits_for_it(case: Case) -> None:
    case.do(AddRecords([(K.CORRESPONDENCE, {"title": "Letter"})]))
    common = {"title": "Answer", "basis": "period-in-letter", "period": "10 days", "correspondence_id": 1}
    case.do(AddRecords([
        (K.DEADLINE, common | {"counted_from": "receipt"}),
        (K.DEADLINE, common | {"counted_from": "other"}),
        (K.DEADLINE, common | {"counted_from": "receipt", "trigger_on": D(2017, 6, 1)}),
    ]))  # fmt: skip
    case.do(edit(case, K.CORRESPONDENCE, 1, received_on=D(2017, 6, 5)))
    assert [get(case, K.DEADLINE, n).due_on for n in (1, 2, 3)] == [D(2017, 6, 15), None, D(2017, 6, 11)]
    case.undo()
    assert get(case, K.DEADLINE, 1).due_on is None


def test_a_counted_day_is_not_overwritten_by_hand(case: Case) -> None:
    add(case, basis="court-rule", period="21 days", trigger_on=D(2026, 5, 29))
    with pytest.raises(UserError, match="worked out as 2026-06-22"):
        case.do(edit(case, K.DEADLINE, 1, due_on=D(2026, 7, 1)))
    assert get(case, K.DEADLINE, 1).due_on == D(2026, 6, 22)


def test_a_corrected_letter_date_counts_its_periods_again_and_leaves_stated_days(case: Case) -> None:
    case.do(AddRecords([(K.CORRESPONDENCE, {"title": "Letter", "letter_on": PartialDate("2017-04-21")})]))
    period = {"basis": "period-in-letter", "period": "30 days", "counted_from": "letter_date", "correspondence_id": 1}
    add(case, **period, trigger_on=D(2017, 4, 21))
    add(case, basis="stated-date", due_on=FRIDAY, correspondence_id=1)
    case.do(edit(case, K.CORRESPONDENCE, 1, letter_on=PartialDate("2017-04-24")))
    assert [get(case, K.DEADLINE, n).due_on for n in (1, 2)] == [D(2017, 5, 24), FRIDAY]
    case.undo()
    assert [get(case, K.DEADLINE, n).due_on for n in (1, 2)] == [D(2017, 5, 21), FRIDAY]
