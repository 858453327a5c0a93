"""Exports as services make them: checked, whole or not at all, logged outside the chain."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import made_letters
import pytest
from factories import K, behind, claim, ref

from casefile.domain.refs import RecordRef
from casefile.errors import Cancelled, UserError
from casefile.jobs import JobContext
from casefile.services.case import Access, Case
from casefile.services.commands.records import AddRecords, EditMany, SetSequestered
from casefile.services.commands.review import AcceptProposals
from casefile.services.queries.docket import Snapshot
from casefile.services.queries.exports import ExportLog
from casefile.services.queries.history import Head
from casefile.services.reporting import LATER, SUFFIXES, export

PAGE = "Office A, April 21, 2017, to Marlow, OR: answer by June 30, 2017. Send the list."


@pytest.fixture
def place(case: Case, monkeypatch: pytest.MonkeyPatch) -> RecordRef:
    """A letter to Marlow, accepted whole."""
    monkeypatch.setenv("CASEFILE_NOW", "2017-11-27T12:00:00Z")
    fields: list[made_letters.Given] = [
        ("sender_office", "Office A", "Office A"), ("letter_date", "2017-04-21", "April 21, 2017"),
        ("jurisdiction", "Marlow, OR", "Marlow, OR"), ("demand", "Send the list", "Send the list"),
        ("deadline", "2017-06-30", "June 30, 2017", {"basis": "stated-date", "trigger": "by"}),
    ]  # fmt: skip
    case.do(AcceptProposals(tuple(made_letters.stored(case, PAGE, made_letters.part(PAGE, fields)))))
    return ref(case, K.JURISDICTION, "Marlow")


def recommend(case: Case, place: RecordRef, words: str) -> None:
    case.do(AddRecords([(K.SLOT, {"about": str(place), "name": "recommendation", "text": words})]))


def memo(case: Case, place: RecordRef, out: Path, **more: Any) -> Any:
    return export(case, "memo", out, jurisdiction=place, **more)


def test_what_was_written_is_logged_outside_the_chain(case: Case, place: RecordRef, tmp_path: Path) -> None:
    before = case.ask(Head())
    done = memo(case, place, tmp_path / "memo.txt")
    assert done.written and done.sha256 == hashlib.sha256((tmp_path / "memo.txt").read_bytes()).hexdigest()
    assert case.ask(Head()) == before
    (row,) = case.ask(ExportLog())
    assert (row.report, row.mode, row.as_of.isoformat(), row.sha256) == ("memo", "internal", "2017-11-27", done.sha256)
    assert (row.pages, row.withheld, row.unsupported, row.at.isoformat()) == (1, 0, 0, "2017-11-27T12:00:00+00:00")


def test_what_was_not_written_is_not_logged_and_what_was_forced_says_so(
    case: Case, place: RecordRef, tmp_path: Path
) -> None:
    recommend(case, place, "The City would lose $1,000,000.")
    out = tmp_path / "memo.txt"
    done = memo(case, place, out)
    assert not done.written and done.to_json()["out"] is None and not out.exists()
    assert case.ask(ExportLog()) == []
    forced = memo(case, place, out, force=True)
    assert forced.unsupported == done.unsupported and len(forced.unsupported) == 1
    assert [row.unsupported for row in case.ask(ExportLog())] == [1]


def test_words_that_are_not_on_their_page_stop_a_paper(case: Case, place: RecordRef, tmp_path: Path) -> None:
    """Given an excerpt that was altered behind the program, a paper that could quote it is not written."""
    behind(case, "UPDATE excerpt SET text = 'answer by June 31' WHERE id = 1")
    done = memo(case, place, tmp_path / "memo.txt")
    assert not done.written and any("is not on page 1 of made" in own for own in done.unsupported)


def test_a_misquote_elsewhere_does_not_stop_a_paper_that_does_not_rest_on_it(
    case: Case, place: RecordRef, tmp_path: Path
) -> None:
    """Given an altered excerpt of another jurisdiction's letter, the memo on this one is written all the same."""
    other = PAGE.replace("Marlow, OR", "Harlan, OR")
    fields: list[made_letters.Given] = [
        ("sender_office", "Office A", "Office A"), ("letter_date", "2017-04-21", "April 21, 2017"),
        ("jurisdiction", "Harlan, OR", "Harlan, OR"), ("demand", "Send the list", "Send the list"),
    ]  # fmt: skip
    made = made_letters.stored(case, other, made_letters.part(other, fields), name="harlan.txt")
    case.do(AcceptProposals(tuple(made)))
    newest = max(own.id for own in case.ask(Snapshot()).excerpts)
    behind(case, f"UPDATE excerpt SET text = 'Send the cat' WHERE id = {newest}")
    assert memo(case, place, tmp_path / "memo.txt").written
    stopped = memo(case, ref(case, K.JURISDICTION, "Harlan"), tmp_path / "other.txt")
    assert not stopped.written and any("Send the cat" in own for own in stopped.unsupported)


def test_a_fact_without_a_source_is_told_and_stops_nothing(case: Case, place: RecordRef, tmp_path: Path) -> None:
    fact = {"statement": "The City keeps a list.", "jurisdiction_id": place.id}
    case.do(AddRecords([(K.FACT, fact)]))
    done = memo(case, place, tmp_path / "memo.txt")
    assert done.written and not done.unsupported
    assert [own for own in done.warnings if "What shows that the City keeps a list?" in own]


def test_a_file_that_may_only_be_read_is_exported_and_not_logged(
    case: Case, path: Path, place: RecordRef, tmp_path: Path
) -> None:
    with Case.open(path, access=Access.READ) as reading:
        assert memo(reading, place, tmp_path / "memo.txt").written
    assert case.ask(ExportLog()) == []


@pytest.mark.parametrize("report", sorted(SUFFIXES))
def test_a_cancelled_export_leaves_nothing(case: Case, place: RecordRef, tmp_path: Path, report: str) -> None:
    context = JobContext()
    context.cancel()
    out = tmp_path / f"paper.{SUFFIXES[report][0]}"
    with pytest.raises(Cancelled):
        export(case, report, out, jurisdiction=place if report == "memo" else None, context=context)
    assert not out.exists() and case.ask(ExportLog()) == []


@pytest.mark.parametrize("report", sorted(LATER))
def test_reports_to_come_say_that_they_are_not_there(case: Case, tmp_path: Path, report: str) -> None:
    with pytest.raises(UserError, match="is not there yet"):
        export(case, report, tmp_path / "paper.pdf")


def test_what_is_sequestered_is_in_no_paper(case: Case, place: RecordRef, tmp_path: Path) -> None:
    names = {"memo": "memo.txt", "timeline": "timeline.txt", "json": "all.json"}
    case.do(claim("narwhals comply"))
    for hidden in (False, True):
        if hidden:
            targets = [ref(case, K.DOCUMENT, 1), ref(case, K.CORRESPONDENCE, 1), ref(case, K.DEADLINE, 1)]
            targets += [ref(case, K.DEMAND, 1), ref(case, K.CLAIM, 1)]
            case.do(SetSequestered(tuple(targets), True, "clawback"))
        for report, name in names.items():
            out = tmp_path / name
            assert export(case, report, out, jurisdiction=place if report == "memo" else None).written
            found = any(
                word in out.read_text(encoding="utf-8") for word in ("Send the list", "Jun 30, 2017", "narwhal")
            )
            assert found is not hidden, report


def mark_all(case: Case) -> None:
    """Every record of the docket marked as fit to leave."""
    refs = [record.ref for record in case.ask(Snapshot()).records if record.kind is not K.PROFILE]
    case.do(EditMany(refs, {"outward": True}))


@pytest.mark.parametrize(("mode", "withheld"), [("internal", 0), ("client", 0), ("court", 1), ("public", 2)])
def test_documents_that_a_mode_holds_back_are_counted_and_logged(
    case: Case, place: RecordRef, tmp_path: Path, mode: str, withheld: int
) -> None:
    for name, values in (("a", {"privilege": "work-product"}), ("b", {"designation": "confidential"})):
        made_letters.stored(case, f"Another paper {name}", name=f"{name}.txt")
        case.do(EditMany([case.ask(Snapshot()).documents[-1].ref], values))
    mark_all(case)
    done = export(case, "timeline", tmp_path / "t.txt", mode=mode)
    assert done.withheld == withheld
    assert [(row.mode, row.withheld) for row in case.ask(ExportLog())] == [(mode, withheld)]
