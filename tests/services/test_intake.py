"""Letters become documents and proposals, proposals become records, and one Undo takes the lot."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.refs import RecordKind as K
from casefile.errors import Cancelled, UserError
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, EditRecord
from casefile.services.commands.review import AcceptProposals, RejectProposals
from casefile.services.intake import import_documents
from casefile.services.queries.law import Deadlines
from casefile.services.queries.records import Count, Get, Records

LETTER = """U.S. Department of Justice
Office of Justice Programs
Office of the Assistant Attorney General
Washington, D.C. 20531

April 21, 2017

Ms. Dana Whitlock
City Manager
City of Marlow
12 Harbor Street
Marlow, OR 97199

Dear Ms. Whitlock:

Your jurisdiction holds award 2016-DJ-BX-0999 under the Edward Byrne Memorial Justice Assistance
Grant Program. On May 31, 2016, the Inspector General wrote about 8 U.S.C. § 1373.

Please submit an official legal opinion of your counsel. We must receive your response no later than
June 30, 2017. This is not a final determination.

Sincerely,

Alex R. Moreno
Acting Assistant Attorney General
"""
PERIOD = LETTER.replace("no later than\nJune 30, 2017", "within 30 days of receipt of\nthis letter")


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(LETTER)
    return path


def proposals(case: Case) -> list[r.Proposal]:
    return [own for own in case.ask(Records(K.PROPOSAL)) if isinstance(own, r.Proposal)]


def test_import_proposes_and_makes_no_record(case: Case, letter: Path) -> None:
    (result,) = import_documents(case, [letter])
    assert (result.status, result.accepted, result.error) == ("imported", 0, None)
    assert result.proposals == len(proposals(case)) > 5
    assert case.ask(Count(K.CORRESPONDENCE)) == case.ask(Count(K.DEADLINE)) == 0
    (entry,) = case.ask(Records(K.CUSTODY_ENTRY))
    assert isinstance(entry, r.CustodyEntry)
    assert entry.sha256 == result.sha256


def test_the_same_bytes_are_told_and_stored_once(case: Case, letter: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(letter.read_bytes())
    first, second = import_documents(case, [letter, copy])
    (again,) = import_documents(case, [copy])
    assert (first.status, second.status, again.status) == ("imported", "duplicate", "duplicate")
    assert again.document_id == first.document_id
    assert case.ask(Count(K.DOCUMENT)) == 1


def test_what_is_accepted_becomes_records_with_their_place(case: Case, letter: Path) -> None:
    import_documents(case, [letter], accept="all")
    (own,) = case.ask(Records(K.CORRESPONDENCE))
    assert isinstance(own, r.Correspondence)
    assert own.letter_on is not None
    assert (own.letter_on.edtf, own.not_final, own.direction) == ("2017-04-21", True, e.Direction.FROM_FEDERAL)
    (due,) = case.ask(Deadlines(dt.date(2017, 6, 1)))
    assert (due.record.due_on, due.record.basis, due.days_left) == (dt.date(2017, 6, 30), e.Basis.STATED_DATE, 29)
    excerpt = case.ask(Get(K.EXCERPT, due.record.excerpt_id or 0))
    assert isinstance(excerpt, r.Excerpt)
    assert "June 30, 2017" in " ".join(excerpt.text.split())
    assert all(own.unreviewed for own in case.ask(Records(K.CORRESPONDENCE)))
    assert [own.title_text for own in case.ask(Records(K.AWARD))] == ["Award 2016-DJ-BX-0999"]
    assert case.check(deep=True) == []


def test_sure_takes_no_deadline(case: Case, letter: Path) -> None:
    (result,) = import_documents(case, [letter], accept="sure")
    assert 0 < result.accepted < result.proposals
    assert case.ask(Count(K.DEADLINE)) == 0
    left = [own.name for own in proposals(case) if own.status is e.ProposalStatus.OPEN]
    assert "deadline" in left


def test_one_undo_takes_back_records_made_and_changed_in_one_step(case: Case, letter: Path) -> None:
    """A step that makes a document and then dates it must come back whole."""
    import_documents(case, [letter], accept="all")
    before = [own for kind in K for own in case.ask(Records(kind)) if kind is not K.CUSTODY_ENTRY]
    case.undo()
    assert case.ask(Count(K.DOCUMENT)) == case.ask(Count(K.CORRESPONDENCE)) == case.ask(Count(K.PROPOSAL)) == 0
    case.redo()
    after = [own for kind in K for own in case.ask(Records(kind)) if kind is not K.CUSTODY_ENTRY]
    assert [own.uid for own in after] == [own.uid for own in before]
    assert case.check(deep=True) == []


def test_a_known_jurisdiction_is_linked_and_not_made_again(case: Case, letter: Path) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Marlow", "state": "OR"})]))
    import_documents(case, [letter], accept="all")
    (place,) = case.ask(Records(K.JURISDICTION))
    (own,) = case.ask(Records(K.CORRESPONDENCE))
    assert isinstance(own, r.Correspondence)
    assert own.jurisdiction_id == place.id


def test_a_period_from_receipt_waits_for_the_receipt(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "period.txt"
    path.write_text(PERIOD)
    import_documents(case, [path], accept="all")
    (due,) = case.ask(Deadlines(dt.date(2017, 6, 1)))
    assert due.record.due_on is None
    (own,) = case.ask(Records(K.CORRESPONDENCE))
    case.do(EditRecord(K.CORRESPONDENCE, own.id, {"received_on": dt.date(2017, 4, 28)}, own.version))
    (due,) = case.ask(Deadlines(dt.date(2017, 6, 1)))
    assert (due.record.due_on, due.record.safe_on) == (dt.date(2017, 5, 28), dt.date(2017, 5, 26))
    assert due.record.computation["steps"][-1]["date"] == "2017-05-28"


def test_rejected_stays_rejected_and_accepted_is_not_rejected(case: Case, letter: Path) -> None:
    import_documents(case, [letter])
    first, second, *_ = proposals(case)
    case.do(RejectProposals((first.id,)))
    case.do(AcceptProposals((second.id,)))
    with pytest.raises(UserError, match="is accepted"):
        case.do(RejectProposals((second.id,)))
    states = {own.id: own.status for own in proposals(case)}
    assert states[first.id] is e.ProposalStatus.REJECTED
    assert states[second.id] is e.ProposalStatus.ACCEPTED


def test_a_cancelled_import_keeps_whole_documents_only(case: Case, tmp_path: Path) -> None:
    paths = []
    for n in range(6):
        paths.append(tmp_path / f"letter {n}.txt")
        paths[-1].write_text(LETTER + f"\nCopy {n}")
    context = JobContext()
    told: list[str] = []

    def stop_after_two(result: object) -> None:
        told.append(str(result))
        if len(told) == 2:
            context.cancel()

    with pytest.raises(Cancelled):
        import_documents(case, paths, accept="all", context=context, told=stop_after_two)
    assert case.ask(Count(K.DOCUMENT)) == case.ask(Count(K.CORRESPONDENCE)) == len(told)
    assert case.check(deep=True) == []
    case.undo()
    assert case.ask(Count(K.DOCUMENT)) == 0


def test_what_cannot_be_read_is_refused_and_the_rest_goes_on(case: Case, letter: Path, tmp_path: Path) -> None:
    bad, empty, missing = tmp_path / "bad.pdf", tmp_path / "empty.txt", tmp_path / "missing.txt"
    bad.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    empty.touch()
    results = import_documents(case, [bad, empty, missing, tmp_path, letter])
    assert [result.status for result in results] == ["refused", "refused", "refused", "refused", "imported"]
    assert all(result.error for result in results[:4])
    assert case.ask(Count(K.DOCUMENT)) == 1
