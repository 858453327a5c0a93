"""What each step wrote, its chain, and turning steps around."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from factories import DAY, K, all_of, behind, claim, edit, excerpt, get, letter, ref, supports
from sqlalchemy import select
from sqlalchemy import update as bulk_update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from casefile.domain.refs import RecordRef
from casefile.errors import InUse, StaleRecord, UserError
from casefile.jobs import JobContext
from casefile.services import runner
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords, EditMany, EditRecord
from casefile.services.queries.history import History, WhatTurns
from casefile.services.queries.search import Search
from casefile.store import documents, inverse
from casefile.store.content import change, image, step
from casefile.store.journal import GENESIS
from casefile.store.models import Claim, Layer


def test_an_image_is_canonical_json_of_what_changed_with_references_as_uids(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Louisville, KY"})]))
    case.do(claim("one"))
    case.do(edit(case, K.CLAIM, 1, statement="é", jurisdiction_id=1))
    uid = ref(case, K.JURISDICTION, 1).uid
    with case._store.reading() as session:
        rows = session.execute(select(change, image).join(image).order_by(change.c.id)).all()
    last = rows[-1]
    assert last.content == (
        f'{{"after":{{"jurisdiction":"{uid}","statement":"é"}},"before":{{"jurisdiction":null,"statement":"one"}}}}'
    )
    assert (last.kind, last.operation, last.row_id, last.step_id) == ("claim", "update", 1, 4)
    created = json.loads(rows[-2].content)
    assert created["before"] is None and created["after"]["side"] == "local" and created["after"]["number"] == "L-1"
    assert not {"id", "uid", "version"} & created["after"].keys()
    assert all(hashlib.sha256(row.salt + row.content.encode()).digest() == row.digest for row in rows)
    assert len({row.salt for row in rows}) == len(rows)  # or equal contents would show through their digests


def test_each_step_names_the_one_before(case: Case) -> None:
    case.do(claim("one"))
    case.do(claim("two"))
    with case._store.reading() as session:
        steps = session.execute(select(step).order_by(step.c.id)).all()
    assert [own.id for own in steps] == [1, 2, 3] and steps[0].previous == GENESIS
    assert [own.previous for own in steps[1:]] == [own.hash for own in steps[:-1]]
    assert [own.label for own in steps] == ["New case file", "Add claim", "Add claim"]


def test_undo_and_redo_survive_a_restart(path: Path, case: Case) -> None:
    case.do(claim("first"))
    case.do(edit(case, K.CLAIM, 1, statement="second"))
    case.undo()
    case.close()
    with Case.open(path) as case:
        assert case.ask(WhatTurns()).redo == "Edit claim: statement"
        assert case.redo().label == "Redo Edit claim: statement"
        assert get(case, K.CLAIM, 1).statement == "second"
        assert [case.undo().label for _ in range(2)] == ["Undo Edit claim: statement", "Undo Add claim"]
        with pytest.raises(UserError, match="nothing to undo"):
            case.undo()
        assert case.check() == []


def test_a_new_edit_ends_redo(case: Case) -> None:
    case.do(claim("one"))
    case.undo()
    case.do(claim("two"))
    with pytest.raises(UserError, match="nothing to redo"):
        case.redo()


def test_an_edit_that_changes_nothing_is_no_step(case: Case) -> None:
    case.do(claim("one"))
    assert case.do(edit(case, K.CLAIM, 1, statement="one")).step == 0
    assert get(case, K.CLAIM, 1).version == 1 and len(case.ask(History())) == 2


@pytest.mark.parametrize("table", ["step", "change", "image"])
@pytest.mark.parametrize("verb", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "REPLACE INTO {0} SELECT * FROM {0}"])
def test_the_journal_only_grows(case: Case, table: str, verb: str) -> None:
    case.do(claim("one"))
    with pytest.raises(DBAPIError, match="append-only"):
        behind(case, verb.format(table, "salt" if table == "image" else "kind"))


FLAGS = "outward, sequestered, unreviewed"
PLANTED = f"claim(uid, version, number, side, statement, argument, weighing, issue, proof_standard, {FLAGS})"
PLANTED += " VALUES ('x', 1, 'L-9', 'local', 'planted', '', '', 'other', 'preponderance', 0, 0, 0)"


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("UPDATE claim SET statement = 'other'", "claim:.* was edited behind the journal: statement"),
        ("UPDATE claim SET side = 'neither'", "claim:.* was edited behind the journal: side"),
        ("UPDATE assessment SET tests = '{not json'", "assessment:.* was edited behind the journal: tests"),
        ("UPDATE document SET received_on = 'soon'", "document:.* was edited behind the journal: received_on"),
        ("DELETE FROM support", "support:.* was removed behind"),
        (f"INSERT INTO {PLANTED}", "claim:x was added behind"),
        ("UPDATE chunk SET data = 'other'", "original of document:.* altered"),
        ("DELETE FROM chunk", "original of document:.* missing"),
        ("UPDATE page_text SET text = 'other' WHERE page = 2", "text of layer:.* altered"),
        ("UPDATE page_text SET text = x'00ff' WHERE page = 2", "text of the documents cannot be read"),
        ("INSERT INTO search_fts(rowid, title, body) VALUES (9, 'ghost', '')", "search index differs"),
        ("DROP TRIGGER image_no_UPDATE; UPDATE image SET content = replace(content, 'one', 'two')", "image .* altered"),
        ("DROP TRIGGER image_no_UPDATE; UPDATE image SET content = 'no JSON'", "history cannot be read"),
        ("DROP TRIGGER image_no_DELETE; DELETE FROM image WHERE change_id = 1", "image of change 1 is missing"),
        ("DROP TRIGGER step_no_UPDATE; UPDATE step SET actor = 'someone' WHERE id = 2", "Step 2: the chain is broken"),
        ("DROP TRIGGER step_no_UPDATE; UPDATE step SET undo_next = 1 WHERE id = 3", "Step 3: the chain is broken"),
        ("DROP TRIGGER step_no_UPDATE; UPDATE step SET hash = 'text' WHERE id = 2", "history cannot be read"),
        ("DROP TRIGGER change_no_UPDATE; UPDATE change SET kind = 'layer' WHERE id = 4", "chain is broken"),
        ("DROP TRIGGER step_no_DELETE; DELETE FROM step WHERE id = (SELECT max(id) FROM step)", "belongs to no step"),
    ],
)  # fmt: skip
def test_an_edit_behind_the_journal_is_found(case: Case, sql: str, fault: str) -> None:
    case.do(letter(1))
    case.do(claim("one"))
    case.do(excerpt(1, 0, 8))
    case.do(supports(1, 1))
    _assess(case)
    assert case.check(deep=True) == []
    with case._store.writer.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        for part in sql.split("; "):
            raw.execute(part)
        raw.execute("PRAGMA foreign_keys=ON")
    found = case.check()
    assert any(re.search(fault, one) for one in found), found


def _assess(case: Case) -> None:
    place = AddRecords(
        [(K.JURISDICTION, {"name": "Chicago"}), (K.POLICY, {"title": "Ordinance", "jurisdiction_id": 1})]
    )
    case.do(place)
    case.do(AddRecords([(K.CLAUSE, {"policy_id": 1, "label": "042(b)"})]))
    case.do(AddRecords([(K.ASSESSMENT, {"clause_id": 1, "subsection": "1373(a)", "tests": {"E1": "met"}})]))


def test_a_misquote_is_found_by_a_deep_check(case: Case) -> None:
    case.do(letter(1))
    case.do(excerpt(1, 4, 8))
    behind(case, "DROP TRIGGER excerpt_search_update; UPDATE excerpt SET text = 'town'")
    assert any("not on its page" in fault for fault in case.check(deep=True))
    assert not any("not on its page" in fault for fault in case.check())


def test_check_trusts_no_connection_that_saw_an_older_index(case: Case) -> None:
    case.do(letter(1))
    assert case.check() == []
    case.undo()
    case.redo()
    assert case.check() == []


def test_a_step_is_turned_around_backwards(case: Case) -> None:
    case.do(claim("one"))
    twice = [EditRecord(K.CLAIM, 1, {"statement": text}, version) for version, text in ((1, "two"), (2, "three"))]
    assert case.batch("Edit twice", twice, JobContext()).step == 3
    case.undo()
    assert get(case, K.CLAIM, 1).statement == "one"
    case.redo()
    assert get(case, K.CLAIM, 1).statement == "three" and case.check() == []


def test_each_step_looks_for_later_edits_itself(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inverse, "refuse_blocked", lambda *_: None)
    case.do(claim("one"))
    behind(case, "UPDATE claim SET statement = 'other'")
    with pytest.raises(StaleRecord, match="stands in the way"):
        case.undo()
    behind(case, "DELETE FROM claim")
    with pytest.raises(StaleRecord, match="stands in the way"):
        case.undo()


def test_stale_edit_brings_both_texts_and_changes_nothing(case: Case) -> None:
    case.do(claim("one"))
    mine = edit(case, K.CLAIM, 1, statement="mine", jurisdiction_id=None)
    case.do(edit(case, K.CLAIM, 1, statement="theirs"))
    with pytest.raises(StaleRecord) as caught:
        case.do(mine)
    assert caught.value.mine == {"statement": "mine", "jurisdiction_id": None}
    assert caught.value.theirs == {"statement": "theirs", "jurisdiction_id": None}
    assert get(case, K.CLAIM, 1).statement == "theirs" and case.ask(WhatTurns()).undo == "Edit claim: statement"


def test_edit_of_a_record_that_is_gone(case: Case) -> None:
    case.do(claim("one"))
    late = edit(case, K.CLAIM, 1, statement="late")
    case.do(DeleteRecords((ref(case, K.CLAIM, 1),)))
    with pytest.raises(UserError, match="is gone"):
        case.do(late)


def test_batch_is_one_act_and_undo_refuses_over_later_edits(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SLICE_S", 0.0)  # every command a step of its own
    case.batch("Accept 3 records", [letter(1), claim("a"), claim("b")], JobContext())
    case.do(edit(case, K.CLAIM, 1, statement="edited"))
    case.do(excerpt(1, 0, 8))
    case.do(supports(2, 1))
    # as if the later acts had left the stack
    behind(case, "DROP TRIGGER step_no_UPDATE; UPDATE step SET undo_next = 2")
    with pytest.raises(StaleRecord, match=r"claim:.* stands in the way"):
        case.undo()
    case.do(edit(case, K.CLAIM, 1, statement="a"))  # as the batch left it
    behind(case, "UPDATE step SET undo_next = 2")
    with pytest.raises(UserError, match="rely on it"):
        case.undo()
    case.do(DeleteRecords((ref(case, K.SUPPORT, 1), ref(case, K.EXCERPT, 1))))
    behind(case, "UPDATE step SET undo_next = 2")
    undone = case.undo()
    assert undone.label == "Undo Accept 3 records" and len(undone.refs) == 4
    assert not any(all_of(case, kind) for kind in (K.CLAIM, K.DOCUMENT, K.LAYER))
    assert case.redo().label == "Redo Accept 3 records"
    assert len(all_of(case, K.CLAIM)) == 2


def test_many_edits_are_one_act(case: Case) -> None:
    case.do(claim("one"))
    case.do(claim("two"))
    case.do(EditMany((ref(case, K.CLAIM, 1), ref(case, K.CLAIM, 2)), {"outward": True}))
    assert [one.outward for one in all_of(case, K.CLAIM)] == [True, True]
    assert case.undo().label == "Undo Edit 2 records"
    assert [one.outward for one in all_of(case, K.CLAIM)] == [False, False]


def test_delete_lists_what_relies_on_it_and_undo_brings_all_back(case: Case) -> None:
    case.do(letter(1))
    case.do(claim("one"))
    case.do(excerpt(1, 0, 8))
    case.do(supports(1, 1))
    document = ref(case, K.DOCUMENT, 1)
    case.do(AddRecords([(K.NOTE, {"text": "ask Ana", "about": str(document)})]))
    with pytest.raises(InUse, match="3 other records would be left without it: ") as caught:
        case.do(DeleteRecords((document,)))
    assert {str(own).partition(":")[0] for own in caught.value.refs} == {"layer", "excerpt", "support"}
    kinds = (K.DOCUMENT, K.LAYER, K.EXCERPT, K.SUPPORT, K.NOTE, K.CLAIM)
    before = {kind: [own.ref for own in all_of(case, kind)] for kind in kinds}
    assert len(case.do(DeleteRecords((document,), with_links=True)).refs) == 5
    assert case.ask(Search("certifies")).total == 0 and len(all_of(case, K.CLAIM)) == 1
    case.undo()
    assert {kind: [own.ref for own in all_of(case, kind)] for kind in kinds} == before
    assert get(case, K.DOCUMENT, 1).version == 3  # no stale view can match it
    assert [hit.title for hit in case.ask(Search("certifies")).hits] == ["Letter 1"]
    assert case.check() == []


def test_ids_are_never_given_out_twice(case: Case) -> None:
    case.do(claim("one"))
    case.do(DeleteRecords((ref(case, K.CLAIM, 1),)))
    (second,) = case.do(claim("two")).refs
    assert second.id == 2


def test_an_excerpt_stays_where_it_was_read(case: Case) -> None:
    case.do(letter(1))
    case.do(excerpt(1, 4, 8))

    class NewReading:
        label = "Read again"

        def apply(self, session: Session) -> None:
            sha256 = documents.put_pages(session.connection(), ["A better reading."])
            session.add(Layer(document_id=1, number=2, reader="ocr 2", sha256=sha256))

    case.do(NewReading())
    own = get(case, K.EXCERPT, 1)
    assert (own.layer_id, own.start, own.end, own.text) == (1, 4, 8, "city")
    case.do(excerpt(1, 2, 8))
    assert get(case, K.EXCERPT, 2).text == "better" and case.check(deep=True) == []


def test_custody_entries_are_voided_never_removed(case: Case) -> None:
    case.do(AddRecords([(K.CUSTODY_ENTRY, {"item": "Letter 1", "on": DAY, "by": "Ana"})]))
    first = ref(case, K.CUSTODY_ENTRY, 1)
    case.undo()
    entries = all_of(case, K.CUSTODY_ENTRY)
    assert [(own.id, own.action.value, own.voids) for own in entries] == [  # type: ignore[attr-defined]
        (1, "received", ""), (2, "voided", first.uid),
    ]  # fmt: skip
    case.redo()
    assert [(own.action.value, own.by) for own in all_of(case, K.CUSTODY_ENTRY)] == [  # type: ignore[attr-defined]
        ("received", "Ana"), ("voided", "Ana"), ("received", "Ana"),
    ]  # fmt: skip
    with pytest.raises(UserError, match="never changed"):
        case.do(edit(case, K.CUSTODY_ENTRY, 1, by="Ben"))
    with pytest.raises(UserError, match="never deleted"):
        case.do(DeleteRecords((first,)))
    with pytest.raises(UserError, match="never purged by itself"):
        case.purge([first], "mistake")
    assert case.check() == []


def test_bulk_statements_and_unjournaled_writes_are_refused(case: Case) -> None:
    with pytest.raises(RuntimeError, match="bypass"), case._store.writing() as session:
        session.execute(bulk_update(Claim).values(statement="x"))
    with pytest.raises(KeyError, match="step"), case._store.writing() as session:
        session.add(Claim(number="L-1", side="local", statement="x"))


def test_refs_speak_of_uids(case: Case) -> None:
    (own,) = case.do(claim("one")).refs
    assert str(own) == f"claim:{own.uid}" and isinstance(own, RecordRef)


def test_a_failed_command_leaves_nothing(case: Case) -> None:
    with pytest.raises(UserError, match="There is no jurisdiction 9"):
        case.do(AddRecords([(K.CLAIM, {"statement": "one", "side": "local", "jurisdiction_id": 9})]))
    assert all_of(case, K.CLAIM) == [] and len(case.ask(History())) == 1 and case.check() == []
