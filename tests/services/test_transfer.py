"""A case file as JSON and back."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from factories import K, all_of, claim, edit, excerpt, get, letter, supports

from casefile.domain.values import Money, PartialDate
from casefile.errors import UserError
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords
from casefile.services.queries.search import Search
from casefile.services.transfer import Whole, load


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Case]:
    with Case.new(tmp_path / "second.casefile") as case:
        yield case


def filled(case: Case) -> dict[str, Any]:
    case.do(letter(1))
    case.do(claim("one"))
    case.do(excerpt(1, 0, 8))
    case.do(supports(1, 1))
    case.do(AddRecords([(K.JURISDICTION, {"name": "Louisville, KY"}), (K.JURISDICTION, {"name": "Kentucky"})]))
    case.do(edit(case, K.JURISDICTION, 1, parent_id=2))  # refers to a younger one of its kind
    case.do(AddRecords([(K.AWARD, {"name": "JAG", "amount": Money(26583200), "accepted_on": PartialDate("2016-10~")})]))
    return case.ask(Whole())


def test_there_and_back(case: Case, empty: Case) -> None:
    exported = filled(case)
    load(empty, exported, JobContext())
    again = empty.ask(Whole())
    profile = next(own for own in again["records"] if own["kind"] == "profile")
    profile["uid"] = next(own for own in exported["records"] if own["kind"] == "profile")["uid"]
    assert again == exported
    assert get(empty, K.JURISDICTION, "Louisville, KY").parent_id == get(empty, K.JURISDICTION, "Kentucky").id
    assert empty.ask(Search("certifies")).total == 1 and empty.check(deep=True) == []
    with pytest.raises(UserError, match="nothing to undo"):
        empty.undo()


def dropped(exported: dict[str, Any], kind: str) -> None:
    exported["records"] = [own for own in exported["records"] if own["kind"] != kind]


BROKEN: dict[str, Callable[[dict[str, Any]], object]] = {
    "no format": lambda own: own.pop("format"),
    "no records": lambda own: own.pop("records"),
    "no originals": lambda own: own.pop("originals"),
    "records are a word": lambda own: own.update(records="all of them"),
    "an unknown kind": lambda own: own["records"][0].update(kind="gossip"),
    "no uid": lambda own: own["records"][-1].pop("uid"),
    "a missing record": lambda own: dropped(own, "excerpt"),
    "a missing required field": lambda own: next(r for r in own["records"] if r["kind"] == "claim").pop("side"),
    "a wrong date": lambda own: next(r for r in own["records"] if r["kind"] == "award").update(accepted_on="soon"),
    "a missing original": lambda own: own["originals"].clear(),
    "an altered original": lambda own: own["originals"].update(dict.fromkeys(own["originals"], "eHg=")),
    "an original that is no base64": lambda own: own["originals"].update(dict.fromkeys(own["originals"], "x")),
    "altered pages": lambda own: own["pages"].update({key: ["other"] for key in own["pages"]}),
    "the same uid twice": lambda own: own["records"].append(own["records"][-1]),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_what_does_not_fit_together_is_refused_whole(case: Case, empty: Case, fault: str) -> None:
    exported = copy.deepcopy(filled(case))
    BROKEN[fault](exported)
    with pytest.raises(UserError):
        load(empty, exported, JobContext())
    assert all_of(empty, K.CLAIM) == [] and empty.check() == []
