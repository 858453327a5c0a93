from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from casefile.domain.deadlines import Counting, Direction, Example, Regime, Rule, Unit
from casefile.errors import UserError
from casefile.law import rulebook
from casefile.law.deadlines import compute, request_from
from casefile.law.rulebook import Rulebook

BOOK = rulebook.load()
EXAMPLES = [(rule, example) for rule in BOOK for example in rule.examples]

ENTRY = """
checked_on = 2026-11-24
checked_against = "the text"
verified = true
regime = "frcp"

[[rule]]
key = "k"
title = "Reply"
authority = "Order of March 1"
trigger = "the order"
text = "ten days"
period = "10 days"
in_force = { from = 2020-01-01, until = 2021-12-31 }

[[rule]]
key = "k"
title = "Reply"
authority = "Order of March 1, as amended"
trigger = "the order"
text = "fourteen days"
period = "14 days"
in_force = { from = 2022-01-01 }
"""


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{rule.key}-{example.trigger}" for rule, example in EXAMPLES]
)
def test_worked_example(rule: Rule, example: Example) -> None:
    options = {"trigger": example.trigger.isoformat(), "rule": rule.key, "service": "hand"}
    found = compute(request_from(options, BOOK))
    assert found.due == example.due
    assert found.safe == (example.safe or example.due)
    assert found.steps[1].authority == rule.authority


@pytest.mark.parametrize("rule", list(BOOK), ids=lambda rule: rule.key)
def test_every_rule_can_be_checked(rule: Rule) -> None:
    assert rule.examples
    assert re.fullmatch(r"[a-z0-9.-]+", rule.key, re.IGNORECASE)
    assert rule.title and rule.trigger and rule.checked_against
    assert re.search(r"\d", rule.authority)
    assert rule.in_force_from < rule.checked_on <= dt.date(2026, 11, 24)
    assert rule.verified <= bool(rule.text), "what is verified quotes its words"
    assert (rule.regime is Regime.FRAP) == rule.authority.startswith("Fed. R. App. P.")


def test_keys_are_unique_and_the_catalogue_is_in_order() -> None:
    keys = [rule.key for rule in BOOK]
    assert len(set(keys)) == len(keys) == len(BOOK)
    assert keys == sorted(keys)


def test_what_was_seen_in_other_words_is_not_called_verified() -> None:
    unverified = {rule.authority for rule in BOOK if not rule.verified}
    assert any("L.R. 7-3(a)" in authority for authority in unverified)
    assert all(rule.verified for rule in BOOK if rule.authority.startswith(("Fed. R.", "28 U.S.C.")))
    note = request_from({"trigger": "2026-01-05", "rule": "cand-7-3a"}, BOOK).notes
    assert "unverified" in note[0]


SERVED_UNDER_RULE_5 = [
    *("frcp-12-a1B", "frcp-12-a4B", "frcp-15-a1B", "frcp-15-a3", "frcp-33-b2", "frcp-34-b2A", "frcp-36-a3"),
    *("frcp-59-c", "frap-27-a3A", "frap-31-a1-appellee", "nysd-6.1b"),
]
NO_DAYS_ADDED = [
    *("frcp-12-a1Ai", "frcp-12-a2", "frcp-15-a1A", "frcp-4-m", "frcp-26-a1D", "frcp-45-d2B", "frcp-59-e"),
    *("frcp-81-c2B", "frap-4-a1B", "usc-28-2401-b-suit"),
]


@pytest.mark.parametrize("key", SERVED_UNDER_RULE_5)
def test_periods_that_run_from_service_can_gain_three_days(key: str) -> None:
    assert BOOK.rule(key, dt.date(2026, 1, 5)).runs_from_service


@pytest.mark.parametrize("key", NO_DAYS_ADDED)
def test_a_summons_a_subpoena_or_an_entry_gains_none(key: str) -> None:
    plain = compute(request_from({"trigger": "2026-01-05", "rule": key}, BOOK))
    mailed = compute(request_from({"trigger": "2026-01-05", "rule": key, "service": "mail"}, BOOK))
    assert mailed.due == plain.due
    assert any("ignored" in warning for warning in mailed.warnings)


def test_the_foia_days_leave_out_no_state_holiday() -> None:
    options = {"trigger": "2026-03-23", "rule": "usc-5-552-a6Ai"}
    plain = compute(request_from(options, BOOK))
    boston = compute(request_from({**options, "state": "MA"}, BOOK))
    assert plain.due == boston.due == dt.date(2026, 4, 20)
    assert any("does not recognise" in warning for warning in boston.warnings)


def test_certiorari_counts_court_closings_and_no_state() -> None:
    options = {"trigger": "2026-04-05", "rule": "sctr-13", "state": "RI"}
    assert compute(request_from(options, BOOK)).due == dt.date(2026, 7, 6)
    closed = compute(request_from({**options, "closed": ["2026-07-06"]}, BOOK))
    assert closed.due == dt.date(2026, 7, 7)
    assert closed.steps[-1].authority == "Sup. Ct. R. 30.1"


def test_a_regulation_is_counted_by_its_own_words() -> None:
    found = compute(request_from({"trigger": "2026-10-30", "rule": "cfr-2-200.340-c1ii"}, BOOK))
    assert (found.due, found.safe) == (dt.date(2026, 11, 29), dt.date(2026, 11, 27))


def test_search_takes_every_word_anywhere() -> None:
    assert {rule.key for rule in BOOK.search("AMEND judgment alter")} == {"frcp-59-e"}
    assert {"frap-4-a1B", "frcp-12-a2"} <= {rule.key for rule in BOOK.search("60 days united states")}
    assert BOOK.search("zebra") == ()
    assert len(BOOK.search("")) == len(BOOK)


def test_an_unknown_key_gets_suggestions() -> None:
    with pytest.raises(UserError, match='no rule "frcp-12-a1"') as caught:
        BOOK.rule("frcp-12-a1", dt.date(2026, 1, 1))
    assert "frcp-12-a1B" in caught.value.hint
    with pytest.raises(UserError) as caught:
        BOOK.rule("xyzzy", dt.date(2026, 1, 1))
    assert "casefile rules" in caught.value.hint


def test_the_text_in_force_on_the_day_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "orders.toml"
    path.write_text(ENTRY, encoding="utf-8")
    book = Rulebook(tuple(rulebook.read([path])))

    assert str(book.rule("k", dt.date(2021, 12, 31)).period) == "10 days"
    assert str(book.rule("k", dt.date(2022, 1, 1)).period) == "14 days"
    with pytest.raises(UserError, match="from 2020-01-01 until 2021-12-31 or from 2022-01-01") as caught:
        request_from({"trigger": "2019-05-01", "rule": "k"}, book)
    assert "as_of" in caught.value.hint
    assert request_from({"trigger": "2019-05-01", "rule": "k", "as_of": "2020-05-01"}, book).period.count == 10


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('period = "10 days"', 'period = "ten dayz"', "not a period"),
        ('title = "Reply"', "", "title"),
        ('trigger = "the order"', 'trigger = "the order"\ncolour = "red"', "colour"),
        ('regime = "frcp"', 'regime = "frcq"', "frcq"),
    ],
)
def test_a_faulty_entry_names_its_file_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    path = tmp_path / "orders.toml"
    path.write_text(ENTRY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=f"orders.toml, k: .*{told}"):
        list(rulebook.read([path]))


def test_defaults_of_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "orders.toml"
    path.write_text(ENTRY, encoding="utf-8")
    rule = next(rulebook.read([path]))
    assert (rule.direction, rule.counting) == (Direction.AFTER, Counting.FRCP_6)
    assert (rule.runs_from_service, rule.states_count, rule.period.unit) == (False, True, Unit.DAYS)


def test_a_rule_as_json() -> None:
    found = BOOK.rule("frcp-33-b2", dt.date(2026, 1, 1)).to_json()
    assert found["key"] == "frcp-33-b2"
    assert found["authority"] == "Fed. R. Civ. P. 33(b)(2)"
    assert found["period"] == "30 days"
    assert found["in_force"] == {"from": "2007-12-01", "until": None}
    assert found["checked_on"] == "2026-11-24"
    assert found["runs_from_service"] is True
