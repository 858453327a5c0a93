"""The demo docket as a user makes it: one command, and everything in it holds together."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from casefile.cli.main import run
from casefile.domain.argument import Standing
from casefile.domain.refs import RecordKind
from casefile.errors import Cancelled, UserError
from casefile.jobs import JobContext
from casefile.law.standing import compute_standing
from casefile.reports.docket import argument_graph
from casefile.services.case import Access, Case
from casefile.services.demo import AS_OF, Demo, build
from casefile.services.intake import PageTexts
from casefile.services.queries.docket import Snapshot
from casefile.services.queries.records import Records
from casefile.services.settings import now

K = RecordKind
OPEN = {Standing.CONTESTED}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo docket by the command line, once for all tests here."""
    folder = tmp_path_factory.mktemp("demo") / "docket"
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said):
        patch.setenv("CASEFILE_HOME", str(tmp_path_factory.mktemp("demo-home")))
        patch.setenv("CASEFILE_NOW", "2017-11-27T15:00:00Z")
        assert run(["demo", str(folder), "--no-window", "--json"]) == 0
    answer = json.loads(said.getvalue())
    demo = build(folder, clock=now, context=JobContext(), again=True)
    assert answer["casefile"] == str(demo.casefile)
    assert answer["letters"] == [str(path) for path in demo.letters]
    assert answer["exports"] == [str(path) for path in demo.exports]
    return demo


@pytest.fixture
def docket(made: Demo) -> Iterator[Case]:
    with Case.open(made.casefile, access=Access.READ, watch=False) as case:
        yield case


def all_of(case: Case, kind: RecordKind) -> list[Any]:
    return case.ask(Records(kind))


def place(case: Case, name: str) -> int:
    return next(one.id for one in all_of(case, K.JURISDICTION) if one.name == name)


def test_papers_and_exports_are_there(made: Demo):
    assert [path.name for path in made.exports] == ["deadline-timeline.pdf", "memo-philadelphia.pdf"]
    for path in (made.casefile, *made.letters, *made.sources, *made.exports):
        assert path.stat().st_size > 1000
    assert sum(path.name.startswith("notice-") for path in made.letters) == 9
    assert sum(path.name.startswith("preliminary-") for path in made.letters) == 5


def test_the_file_is_sound(docket: Case):
    assert docket.check(deep=True) == []


def test_nothing_was_made_by_the_way(docket: Case):
    """Accepting letters found the places, people, offices and law that were entered before; nothing is unreviewed."""
    assert len(all_of(docket, K.JURISDICTION)) == 11
    assert len(all_of(docket, K.PERSON)) == 15
    assert len(all_of(docket, K.PARTY)) == 10
    assert sum(own.citation == "8 U.S.C. § 1373" for own in all_of(docket, K.AUTHORITY)) == 1
    for kind in (K.CORRESPONDENCE, K.DEADLINE, K.DEMAND, K.FACT, K.AUTHORITY):
        assert not any(own.unreviewed for own in all_of(docket, kind))


def test_one_letter_waits_for_review(docket: Case):
    documents = {own.id: own.title for own in all_of(docket, K.DOCUMENT)}
    waiting = {documents[own.document_id] for own in all_of(docket, K.PROPOSAL) if own.status == "open"}
    assert waiting == {"OJP to State of Connecticut, clearance"}


def test_deadlines_come_from_the_letters_and_one_from_a_rule(docket: Case):
    by_due: dict[dt.date, set[str]] = {}
    places = {own.id: own.name for own in all_of(docket, K.JURISDICTION)}
    for own in all_of(docket, K.DEADLINE):
        by_due.setdefault(own.due_on, set()).add(places[own.jurisdiction_id])
    five = {"Philadelphia", "Chicago", "Cook County", "New Orleans", "New York City"}
    nine = five | {"California", "Clark County", "Miami-Dade County", "Milwaukee County"}
    assert by_due == {
        dt.date(2017, 6, 30): nine, dt.date(2017, 10, 27): five, dt.date(2017, 12, 8): {"Los Angeles"},
        dt.date(2018, 1, 16): {"Philadelphia"},
    }  # fmt: skip
    appeal = next(own for own in all_of(docket, K.DEADLINE) if own.due_on == dt.date(2018, 1, 16))
    assert appeal.basis == "court-rule"
    assert [step["date"] for step in appeal.computation["steps"]] == ["2017-11-15", "2018-01-14", "2018-01-16"]
    stated = [own for own in all_of(docket, K.DEADLINE) if own.basis == "stated-date"]
    excerpts = {own.id: own for own in all_of(docket, K.EXCERPT)}
    assert all("2017" in excerpts[own.excerpt_id].text for own in stated)
    october = next(own for own in stated if own.title == "Answer D-3 and D-4")
    assert excerpts[october.excerpt_id].page == 2


def test_philadelphias_demands_have_the_first_numbers(docket: Case):
    demands = {own.number: own for own in all_of(docket, K.DEMAND)}
    here = place(docket, "Philadelphia")
    assert [number for number, own in demands.items() if own.jurisdiction_id == here] == ["D-1", "D-2", "D-3", "D-4"]
    assert [demands[f"D-{n}"].status for n in range(1, 5)] == ["answered", "answered", "open", "open"]
    assert len(demands) == 28


def test_excerpts_are_the_words_of_their_pages_and_have_boxes(docket: Case):
    pages = {own.id: docket.ask(PageTexts(own.id)) for own in all_of(docket, K.DOCUMENT)}
    for own in all_of(docket, K.EXCERPT):
        assert pages[own.document_id][own.page - 1][own.start : own.end] == own.text
        assert own.boxes


def test_every_fact_is_cited(docket: Case):
    cited = {own.fact_id for own in all_of(docket, K.CITE)}
    assert {own.id for own in all_of(docket, K.FACT)} <= cited


def test_reconstructions_say_so_and_notes_name_their_source(docket: Case):
    for own in all_of(docket, K.DOCUMENT):
        assert own.public
        assert own.reconstructed is not own.source.startswith("http")


def test_exhibits_have_the_numbers_of_the_memo(docket: Case):
    titles = {own.number: own.title for own in all_of(docket, K.EXHIBIT)}
    assert titles["1"] == "OJP to City of Philadelphia, notice"
    assert titles["2"] == "OJP to City of Philadelphia, preliminary assessment"
    assert titles["4"] == "The Order, draft text as published"
    assert titles["9"].startswith("City Solicitor of Philadelphia")
    assert titles["11"] == "Washington Examiner article"
    assert sorted(map(int, titles)) == list(range(1, len(titles) + 1))


def standings(case: Case, on: dt.date) -> dict[str, Standing]:
    known = case.ask(Snapshot()).as_of(on)
    return {own.number: own.standing for own in compute_standing(argument_graph(known))}


def test_claims_stood_thus_on_the_memos_day_and_stand_otherwise_later(docket: Case):
    then, later = standings(docket, AS_OF), standings(docket, dt.date(2026, 1, 1))
    assert then["F-1"] is Standing.UNSUPPORTED
    assert then["L-1"] is Standing.STANDS
    assert {then[number] for number in ("F-2", "L-2", "F-3", "L-3", "F-4", "L-4", "F-13", "L-14")} == OPEN
    assert (later["F-4"], later["L-4"]) == (Standing.REBUTTED, Standing.STANDS)  # 3d Cir. 2019
    assert {later["F-2"], later["L-2"]} == OPEN
    assert set(then.values()) >= {Standing.STANDS, Standing.CONTESTED, Standing.UNSUPPORTED}


def test_twenty_seven_authorities_are_later_than_the_memo(docket: Case):
    whole = docket.ask(Snapshot())
    assert len(whole.authorities) - len(whole.as_of(AS_OF).authorities) == 27


def test_places_without_a_letter_are_kept(docket: Case):
    lettered = {own.jurisdiction_id for own in all_of(docket, K.CORRESPONDENCE)}
    assert place(docket, "Los Angeles") not in lettered
    assert place(docket, "Connecticut") not in lettered  # until somebody reviews its letter


def test_it_is_never_made_twice_in_one_folder(made: Demo):
    with pytest.raises(UserError, match="is there already"):
        build(made.casefile.parent, clock=now, context=JobContext())


def test_a_cancelled_build_leaves_no_case_file(tmp_path: Path):
    context = JobContext()
    context.cancel()
    with pytest.raises(Cancelled):
        build(tmp_path / "docket", clock=now, context=context)
    assert not (tmp_path / "docket" / "demo.casefile").exists()
