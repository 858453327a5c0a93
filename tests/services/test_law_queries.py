"""What the law's queries read of a file: deadlines in order, standing, and the docket that a report is made of."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from factories import K, behind, claim, excerpt, letter, ref, supports

from casefile.domain.argument import Standing
from casefile.domain.enums import DeadlineStatus
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, SetSequestered
from casefile.services.queries.docket import Snapshot
from casefile.services.queries.law import Deadlines, Standings
from casefile.services.queries.quotes import Misquotes

TODAY = dt.date(2017, 6, 20)


def deadline(case: Case, title: str, due: dt.date | None, **values: Any) -> None:
    case.do(AddRecords([(K.DEADLINE, {"title": title, "basis": "stated-date", "due_on": due, **values})]))


def titles(case: Case, **asked: Any) -> list[str]:
    return [own.record.title for own in case.ask(Deadlines(TODAY, **asked))]


@pytest.fixture
def dated(case: Case) -> Case:
    case.do(AddRecords([(K.JURISDICTION, {"name": name}) for name in ("Marlow", "Northgate")]))
    deadline(case, "no day", None)
    deadline(case, "Monday", dt.date(2017, 6, 26))
    deadline(case, "Sunday", dt.date(2017, 6, 25), jurisdiction_id=2)
    deadline(case, "Friday", dt.date(2017, 6, 23), jurisdiction_id=1)
    deadline(case, "past", dt.date(2017, 6, 19))
    deadline(case, "past and met", dt.date(2017, 6, 19), status=DeadlineStatus.MET)
    return case


def test_order_and_days_left_go_by_the_safe_day(dated: Case) -> None:
    """Sunday's safe day is the Friday before it; of two with one safe day, the one due first stands first."""
    found = dated.ask(Deadlines(TODAY))
    assert [(own.record.title, own.days_left) for own in found] == [
        ("past", -1), ("past and met", -1), ("Friday", 3), ("Sunday", 3), ("Monday", 6), ("no day", None),
    ]  # fmt: skip
    assert [own.record.title for own in found if own.is_overdue] == ["past"]
    assert [own.jurisdiction for own in found[2:4]] == ["Marlow", "Northgate"]


def test_bounds_are_inclusive(dated: Case) -> None:
    friday = dt.date(2017, 6, 23)
    assert titles(dated, first=friday, last=friday) == ["Friday", "Sunday"]
    assert titles(dated, first=dt.date(2017, 6, 24), last=dt.date(2017, 6, 25)) == []
    assert titles(dated, last=dt.date(2017, 6, 22)) == ["past", "past and met"]
    assert titles(dated, first=dt.date(2017, 6, 26)) == ["Monday"]
    assert titles(dated, status=DeadlineStatus.MET) == ["past and met"]
    assert titles(dated, jurisdiction_id=2) == ["Sunday"]


def test_a_hidden_deadline_and_a_hidden_place_are_not_named(dated: Case) -> None:
    dated.do(SetSequestered((ref(dated, K.DEADLINE, "past"), ref(dated, K.JURISDICTION, "Marlow")), True, "clawback"))
    found = dated.ask(Deadlines(TODAY))
    assert "past" not in [own.record.title for own in found]
    assert [own.jurisdiction for own in found if own.record.title == "Friday"] == [""]


def test_the_source_is_the_nearest_thing_to_open(case: Case) -> None:
    case.do(letter(1))
    case.do(excerpt(1, 0, 8))
    case.do(AddRecords([(K.CORRESPONDENCE, {"title": "A letter of April", "document_id": 1})]))
    deadline(case, "quoted", dt.date(2017, 6, 30), excerpt_id=1, correspondence_id=1)
    deadline(case, "from a letter", dt.date(2017, 6, 30), correspondence_id=1)
    rule = {"basis": "court-rule", "rule_key": "frcp-12-a1Ai", "trigger_on": dt.date(2017, 6, 9)}
    case.do(AddRecords([(K.DEADLINE, {"title": "by rule", **rule})]))
    deadline(case, "ours", dt.date(2017, 6, 30))
    sources = {own.record.title: own.source for own in case.ask(Deadlines(TODAY))}
    assert sources["quoted"] == "Letter 1, page 1" and sources["from a letter"] == "A letter of April"
    assert "Fed. R. Civ. P." in sources["by rule"] and sources["ours"] == ""


# --- standing ---


@pytest.fixture
def argued(case: Case) -> Case:
    """L-1 rests on an exhibit; F-1, which answers it, on nothing."""
    case.do(letter(1))
    case.do(excerpt(1, 0, 8))
    case.do(claim("It complies"))
    case.do(claim("It does not", "federal"))
    case.do(supports(1, 1))
    case.do(AddRecords([(K.EXHIBIT, {"title": "Letter", "document_id": 1})]))
    case.do(AddRecords([(K.ANSWER, {"claim_id": 2, "target_id": 1})]))
    return case


def standing(case: Case, *exclude: str) -> dict[str, Standing]:
    return {own.number: own.standing for own in case.ask(Standings(frozenset(exclude)))}


def test_standing_falls_with_its_exhibit_and_comes_back(argued: Case) -> None:
    assert standing(argued) == {"F-1": Standing.UNSUPPORTED, "L-1": Standing.STANDS}
    assert standing(argued, "1")["L-1"] is Standing.UNSUPPORTED
    assert [own.flips for own in argued.ask(Standings()) if own.number == "L-1"] == [(("1",),)]
    hidden = (ref(argued, K.EXCERPT, 1),)
    argued.do(SetSequestered(hidden, True, "clawback"))
    assert standing(argued)["L-1"] is Standing.UNSUPPORTED
    argued.do(SetSequestered(hidden, False, "released"))
    assert standing(argued)["L-1"] is Standing.STANDS


@pytest.mark.parametrize("hidden", [1, 2])
def test_an_answer_of_which_an_end_is_hidden_is_none(argued: Case, hidden: int) -> None:
    argued.do(SetSequestered((ref(argued, K.CLAIM, hidden),), True, "clawback"))
    assert len(argued.ask(Standings())) == 1
    assert argued.ask(Snapshot()).answers == ()


# --- the docket of a report ---


def test_a_snapshot_holds_what_is_visible_and_the_head_of_history(argued: Case) -> None:
    docket = argued.ask(Snapshot())
    assert [len(own) for own in (docket.claims, docket.supports, docket.answers, docket.exhibits)] == [2, 1, 1, 1]
    assert docket.steps == 8 and len(docket.history_head) == 64 and docket.profile.title == "round"
    argued.do(SetSequestered((ref(argued, K.DOCUMENT, 1),), True, "clawback"))
    hidden = argued.ask(Snapshot())
    assert not (hidden.documents or hidden.excerpts or hidden.supports or hidden.exhibits)


def test_a_quote_that_left_its_page_is_found(argued: Case) -> None:
    assert argued.ask(Misquotes(frozenset({1}))) == ()
    behind(argued, "DROP TRIGGER IF EXISTS excerpt_fixed; UPDATE excerpt SET text = 'The town' WHERE id = 1")
    (found,) = argued.ask(Misquotes(frozenset({1})))
    assert found == "“The town” is not on page 1 of Letter 1."
    assert argued.ask(Misquotes(frozenset({2}))) == ()
