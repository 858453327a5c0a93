"""What is sequestered is in no view, search, export or history until it is released."""

from __future__ import annotations

import json

import pytest
from factories import DAY, K, all_of, claim, excerpt, get, letter, ref, supports

from casefile.domain.refs import RecordRef
from casefile.errors import InUse, UserError
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords, SetSequestered
from casefile.services.queries.history import History
from casefile.services.queries.info import Counts
from casefile.services.queries.records import ByIds, Count, Keys, Links, Page, Resolve
from casefile.services.queries.search import Search
from casefile.services.transfer import Whole


def hide(case: Case, *refs: RecordRef, hidden: bool = True) -> None:
    case.do(SetSequestered(refs, hidden, "clawback letter of 2017-06-30"))


@pytest.fixture
def document(case: Case) -> RecordRef:
    """A document that speaks of a narwhal, with all that can rest on one."""
    case.do(letter("narwhal", words="narwhal wrote this"))
    case.do(claim("kept"))
    case.do(excerpt(1, 0, 7))
    case.do(supports(1, 1))
    own = ref(case, K.DOCUMENT, 1)
    case.do(AddRecords([(K.NOTE, {"text": "narwhal note", "about": str(own)})]))
    case.do(AddRecords([(K.EXHIBIT, {"title": "narwhal letter", "document_id": 1})]))
    custody = {"item": "narwhal letter", "on": DAY, "sha256": get(case, K.DOCUMENT, 1).sha256}
    case.do(AddRecords([(K.CUSTODY_ENTRY, custody)]))
    return own


RESTING = (K.DOCUMENT, K.LAYER, K.EXCERPT, K.SUPPORT, K.NOTE, K.EXHIBIT, K.CUSTODY_ENTRY)


def test_it_is_nowhere_until_it_is_released(case: Case, document: RecordRef) -> None:
    shown = {kind: [own.ref for own in all_of(case, kind)] for kind in RESTING}
    assert all(shown.values()) and case.ask(Search("narwhal")).total == 7
    hide(case, document)
    for kind in RESTING:
        assert not all_of(case, kind) and not case.ask(Keys(kind)) and not case.ask(Page(kind)), kind
        assert case.ask(Count(kind)) == 0 and not case.ask(ByIds(kind, [1]))
    assert case.ask(Search("narwhal")).total == 0
    with pytest.raises(UserError, match="There is no document"):
        case.ask(Resolve(K.DOCUMENT, "Letter narwhal"))
    assert not case.ask(Links(K.CLAIM, 1))
    assert "narwhal" not in json.dumps(case.ask(Whole())) and "kept" in json.dumps(case.ask(Whole()))
    assert "narwhal" not in str([step.to_json() for step in case.ask(History(limit=None))])
    assert case.ask(Counts())[1] == 7
    hide(case, document, hidden=False)
    assert {kind: [own.ref for own in all_of(case, kind)] for kind in RESTING} == shown
    assert case.ask(Search("narwhal")).total == 7 and case.check() == []


def test_undo_shows_it_again_and_redo_hides_it(case: Case, document: RecordRef) -> None:
    hide(case, document)
    assert case.undo().label.startswith("Undo Sequester 1 record")
    assert all(all_of(case, kind) for kind in RESTING)
    case.redo()
    assert not any(all_of(case, kind) for kind in RESTING)
    entries = case.ask(History(ref(case, K.CUSTODY_ENTRY, 1), limit=None))
    assert [own.changes[0].operation for own in entries] == ["update", "update", "update", "create"]
    assert case.check() == []


def test_history_keeps_still_about_what_was_deleted_while_hidden(case: Case, document: RecordRef) -> None:
    hide(case, document)
    case.do(DeleteRecords((ref(case, K.EXHIBIT, 1),)))
    assert "narwhal" not in str([step.to_json() for step in case.ask(History(limit=None))])


def test_a_refusal_does_not_name_what_is_hidden(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Chicago"})]))
    case.do(AddRecords([(K.MATTER, {"title": "In re narwhal", "jurisdiction_id": 1})]))
    hide(case, ref(case, K.MATTER, 1))
    with pytest.raises(InUse) as caught:
        case.do(DeleteRecords((ref(case, K.JURISDICTION, 1),)))
    assert "narwhal" not in str(caught.value) and "matter 1 (sequestered)" in str(caught.value)


def test_the_profile_stays_in_view(case: Case) -> None:
    with pytest.raises(UserError, match="keeps its profile in view"):
        hide(case, ref(case, K.PROFILE, 1))


def test_an_export_without_it_can_be_read_again(case: Case, document: RecordRef) -> None:
    """What refers to it loses the reference; what cannot be without it is left out as well."""
    case.do(AddRecords([(K.CORRESPONDENCE, {"title": "Answer", "document_id": 1})]))
    case.do(AddRecords([(K.JURISDICTION, {"name": "Chicago"})]))
    case.do(AddRecords([(K.POLICY, {"title": "Ordinance", "jurisdiction_id": 1})]))
    case.do(AddRecords([(K.CLAUSE, {"policy_id": 1, "label": "042(b)"})]))
    hide(case, document, ref(case, K.JURISDICTION, 1))
    records = case.ask(Whole())["records"]
    kinds = [record["kind"] for record in records]
    assert sorted(kinds) == ["claim", "correspondence", "profile"]
    assert next(own for own in records if own["kind"] == "correspondence")["document"] is None
