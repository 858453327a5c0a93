"""The docket's first screen: what is due, who stands where, what is at stake, what was asked and answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from factories import K, claim, edit, excerpt, letter, ref, supports

from casefile.domain.argument import Standing
from casefile.domain.enums import DemandStatus, Phase
from casefile.domain.values import Money, PartialDate
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, SetSequestered
from casefile.services.queries.home import DocketHome, Home, NavCounts

TODAY = dt.date(2017, 6, 20)
D = dt.date


def add(case: Case, kind: K, *rows: dict[str, Any]) -> None:
    case.do(AddRecords([(kind, row) for row in rows]))


def home(case: Case, most: int = 7) -> Home:
    return case.ask(DocketHome(TODAY, most))


@pytest.fixture
def docket(case: Case) -> Case:
    add(case, K.JURISDICTION, {"name": "Marlow", "phase": Phase.WATCH}, {"name": "Northgate", "phase": Phase.IN_SUIT})
    add(
        case, K.AWARD, {"name": "A", "jurisdiction_id": 1, "amount": Money.read("1,000.50")},
        {"name": "B", "jurisdiction_id": 1, "amount": Money.read("2,000.25")}, {"name": "C", "jurisdiction_id": 1},
        {"name": "D", "jurisdiction_id": 2},
    )  # fmt: skip
    for n, place in enumerate((1, 2, 2), start=1):
        add(
            case,
            K.CORRESPONDENCE,
            {
                "title": f"Letter {n}",
                "letter_on": PartialDate("2017-04-21"),
                "letter_kind": "inquiry",
                "jurisdiction_id": place,
            },
        )
    add(case, K.CORRESPONDENCE, {"title": "Reply", "letter_on": PartialDate("2017-05-30"), "direction": "to-federal"})
    stated = {"title": "Answer", "basis": "stated-date"}
    add(
        case, K.DEADLINE, stated | {"due_on": D(2017, 6, 30), "correspondence_id": 1, "jurisdiction_id": 1},
        stated | {"due_on": D(2017, 6, 30), "correspondence_id": 2, "jurisdiction_id": 2},
        stated | {"due_on": D(2017, 6, 1), "jurisdiction_id": 2},
        stated | {"due_on": D(2017, 6, 22), "jurisdiction_id": 2, "status": "met"},
        {"title": "Waiting", "basis": "period-in-letter", "period": "30 days", "counted_from": "receipt"},
    )  # fmt: skip
    add(
        case, K.DEMAND, {"text": "Send the list", "correspondence_id": 1, "status": DemandStatus.ANSWERED},
        {"text": "Send the opinion", "correspondence_id": 2},
        {"text": "Send more", "correspondence_id": 2, "status": "moot"},
    )  # fmt: skip
    return case


def test_what_is_due_is_open_and_has_a_day(docket: Case) -> None:
    found = home(docket)
    assert found.today == TODAY and found.profile.title == "round"
    assert [own.record.safe_on for own in found.deadlines] == [D(2017, 6, 1), D(2017, 6, 30), D(2017, 6, 30)]
    assert (found.open_deadlines, found.deadlines[0].is_overdue) == (3, True)
    short = home(docket, most=1)
    assert (len(short.deadlines), short.open_deadlines, len(short.changes)) == (1, 3, 1)
    assert short.changes[0].label == "Add 3 demands"


def test_places_stand_by_phase_with_money_and_next_day(docket: Case) -> None:
    suit, watch = home(docket).places
    assert (suit.place.name, suit.at_stake, suit.amounts_missing, suit.next_on) == (
        "Northgate",
        None,
        1,
        D(2017, 6, 30),
    )
    assert (watch.place.name, watch.at_stake, watch.amounts_missing) == ("Marlow", Money.read("3,000.75"), 1)
    assert watch.next_on == D(2017, 6, 30)  # what is past is no next day


def test_a_round_counts_its_letters_and_answers(docket: Case) -> None:
    (found,) = home(docket).rounds
    assert (found.title, found.letter_on, found.letters) == ("3 letters: inquiry", "2017-04-21", 3)
    assert (found.answered, len(found.demands), found.due_on) == (2, 3, D(2017, 6, 30))
    docket.do(edit(docket, K.DEADLINE, 2, due_on=D(2017, 7, 14)))
    assert home(docket).rounds[0].due_on is None


def test_only_our_sides_claims_are_counted(docket: Case) -> None:
    docket.do(letter(1))
    docket.do(excerpt(1, 0, 8))
    docket.do(claim("It complies"))
    docket.do(claim("It tells all it knows"))
    docket.do(claim("It does not", "federal"))
    docket.do(supports(1, 1))
    add(docket, K.ANSWER, {"claim_id": 3, "target_id": 1})
    for id_ in (1, 2, 3):
        docket.do(edit(docket, K.CLAIM, id_, jurisdiction_id=1))
    assert dict(home(docket).places[1].standings) == {Standing.STANDS: 1, Standing.UNSUPPORTED: 1}
    docket.do(edit(docket, K.PROFILE, 1, side="federal"))
    assert dict(home(docket).places[1].standings) == {Standing.UNSUPPORTED: 1}
    docket.do(SetSequestered((ref(docket, K.CLAIM, "F-1"),), True, "clawback"))  # and its answer with it
    assert not home(docket).places[1].standings


def test_an_empty_file_has_an_empty_home(case: Case) -> None:
    found = home(case)
    assert (found.deadlines, found.places, found.rounds, found.open_deadlines) == ((), (), (), 0)
    assert case.ask(NavCounts())["claim"] == 0


def test_navigation_counts_what_is_visible(docket: Case) -> None:
    counts = docket.ask(NavCounts())
    assert (counts["jurisdiction"], counts["deadline"], counts["demand"]) == (2, 5, 3)
    docket.do(SetSequestered((ref(docket, K.DEMAND, 1),), True, "clawback"))
    assert docket.ask(NavCounts())["demand"] == 2
