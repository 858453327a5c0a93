"""A purge leaves no byte of what it destroys: records, images, originals, page text, proposals, index."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import K, all_of, behind, claim, edit, excerpt, get, letter, ref, supports
from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.domain.refs import RecordRef
from casefile.errors import EnvironmentFault, InUse, UserError
from casefile.services import backups
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords, add
from casefile.services.queries.history import History
from casefile.services.queries.search import Search
from casefile.store import engine, purging
from casefile.store.content import chunk, page_text
from casefile.store.engine import Store

WORDS = (b"zebrafish", b"quokka", b"narwhal", b"axolotl")


def traces(path: Path, word: bytes) -> int:
    """How often a word stands in the case file and whatever lies beside it."""
    return sum(found.read_bytes().count(word) for found in path.parent.glob(path.name + "*"))


def grown(case: Case) -> list[RecordRef]:
    """Letters of two kinds whose titles grow, so that pages split; returns those to purge."""
    for n in range(60):
        case.do(letter(f"{n} axolotl"))
        case.do(letter(n, words=f"quokka page {n} " + "x" * (n * 7 % 300)))
        case.do(claim(f"narwhal {n}"))
    for n in range(1, 121):
        title = ("axolotl", f"zebrafish{n}")[n % 2 == 0]
        case.do(edit(case, K.DOCUMENT, n, title=f"{title} " + "y" * (n * 11 % 500)))
    case.do(excerpt(8, 0, 10))
    case.do(supports(7, 1))
    return [own.ref for own in (*all_of(case, K.DOCUMENT)[1::2], *all_of(case, K.CLAIM))]


@pytest.mark.parametrize("deleted_before", [False, True])
def test_purge_destroys_everywhere_and_the_chain_still_verifies(path: Path, case: Case, deleted_before: bool) -> None:
    doomed = grown(case)
    assert all(traces(path, word) for word in WORDS)
    if deleted_before:
        case.do(DeleteRecords(tuple(doomed), with_links=True))
    changes, originals = case.purge(doomed, "court order of 2017-06-30")
    assert changes.label == ("Purge 60 claim, 60 document, 1 excerpt, 60 layer, 1 support: court order of 2017-06-30")
    assert len(originals) == 60
    assert [traces(path, word) > 0 for word in WORDS] == [False, False, False, True]
    assert case.check(deep=True) == []
    with pytest.raises(UserError, match="nothing to undo"):
        case.undo()
    assert case.ask(Search("quokka")).total == 0 and case.ask(Search("certifies")).total


def test_secure_delete_alone_leaves_words_behind(path: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Why a purge rebuilds the file: page splits leave stale copies that SQLite never zeroes."""
    doomed = grown(case)
    outside = Store.outside
    monkeypatch.setattr(Store, "outside", lambda self, sql: [] if sql == "VACUUM" else outside(self, sql))
    case.purge(doomed, "court order")
    assert sum(traces(path, word) for word in WORDS[:3]) > 0


class Propose:
    label = "Propose"

    def apply(self, session: Session) -> None:
        values = {"document_id": 1, "layer_id": 1, "name": "signatory", "value": {"text": "narwhal"}, "raw": "narwhal"}
        add(session, K.PROPOSAL, values)


def test_everything_about_a_document_goes_and_nothing_else(path: Path, case: Case, home: Path) -> None:
    case.do(letter(1, words="narwhal wrote this"))
    case.do(letter(2))
    case.do(Propose())
    document = ref(case, K.DOCUMENT, 1)
    sha256 = get(case, K.DOCUMENT, 1).sha256
    case.do(AddRecords([(K.NOTE, {"text": "narwhal note", "about": str(document)})]))
    case.do(
        AddRecords(
            [(K.CUSTODY_ENTRY, {"item": "narwhal", "on": get(case, K.DOCUMENT, 1).received_on, "sha256": sha256})]
        )
    )
    case.do(claim("kept"))
    changes, originals = case.purge([document], "clawback")
    assert sorted(own.kind.value for own in changes.refs) == ["custody-entry", "document", "layer", "note", "proposal"]
    assert originals == [sha256]
    with case._store.reading() as session:
        assert not session.execute(select(chunk).where(chunk.c.sha256 == sha256)).all()
        assert len(session.execute(select(page_text)).all()) == 2
    assert traces(path, b"narwhal") == traces(path, b"original 1") == 0
    assert not any(b"narwhal" in found.read_bytes() for found in home.rglob("*") if found.is_file())
    newest = case.ask(History(limit=1))[0]
    assert newest.kind == "barrier" and newest.label.endswith(": clawback") and newest.actor
    assert all(own.before is own.after is None for own in newest.changes)
    assert get(case, K.CLAIM, 1).statement == "kept" and case.check(deep=True) == []


def test_an_original_that_two_documents_share_stays_with_the_other(case: Case) -> None:
    case.do(letter(1))
    case.do(letter(1))
    _, originals = case.purge([ref(case, K.DOCUMENT, 1)], "mistaken import")
    assert originals == [] and case.check() == []
    assert case.purge([ref(case, K.DOCUMENT, 2)], "mistaken import")[1] and case.check() == []


def test_a_sweep_cut_off_is_made_good_at_the_next_opening(
    path: Path, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    doomed = grown(case)

    def dies(_store: Store) -> None:
        raise EnvironmentFault("The power went.")

    with monkeypatch.context() as patch:
        patch.setattr(purging, "sweep", dies)
        with pytest.raises(EnvironmentFault):
            case.purge(doomed, "court order")
    case.close()
    assert any(traces(path, word) for word in WORDS[:3])
    with Case.open(path) as case:
        assert not any(traces(path, word) for word in WORDS[:3])
        assert case.check() == []
        with case._store.reading() as session:
            assert not purging.is_pending(session.connection())


def test_a_reader_in_the_way_leaves_the_mark(path: Path, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "WAIT_S", 0.2)
    case.do(claim("narwhal"))
    with Case.open(path, watch=False) as other, other._store.reading() as session:
        session.execute(select(page_text)).all()  # keeps the old pages alive
        with pytest.raises(EnvironmentFault):
            case.purge([ref(case, K.CLAIM, 1)], "court order")
    assert all_of(case, K.CLAIM) == []
    case.close()
    with Case.open(path) as case:
        assert traces(path, b"narwhal") == 0 and case.check() == []


def test_a_purge_cannot_be_undone_past_and_images_go_only_with_one(case: Case) -> None:
    case.do(claim("one"))
    case.do(claim("two"))
    case.purge([ref(case, K.CLAIM, 1)], "court order")
    with pytest.raises(UserError, match="nothing to undo"):
        case.undo()
    case.do(claim("three"))
    assert case.undo().label == "Undo Add claim"
    with pytest.raises(Exception, match="append-only"):
        behind(case, "DELETE FROM image WHERE change_id = 3")


def test_a_case_file_keeps_its_profile(case: Case) -> None:
    profile = ref(case, K.PROFILE, 1)
    with pytest.raises(UserError, match="keeps its profile"):
        case.purge([profile], "mistake")
    with pytest.raises(UserError, match="keeps its profile"):
        case.do(DeleteRecords((profile,)))


def test_backups_that_still_hold_it_are_named(path: Path, case: Case, tmp_path: Path) -> None:
    case.do(claim("narwhal"))
    doomed = ref(case, K.CLAIM, 1)
    holding = backups.back_up(case)
    case.do(DeleteRecords((doomed,)))
    in_history = backups.back_up(case, tmp_path / "elsewhere")  # it holds the words still, to be undone
    gone = backups.back_up(case)
    Path(gone.path).unlink()
    assert backups.still_holding(case, [doomed]) == [holding.path, in_history.path]
    case.purge([doomed], "court order")
    clean = backups.back_up(case)
    assert backups.still_holding(case, [doomed]) == [holding.path, in_history.path]
    assert b"narwhal" not in Path(clean.path).read_bytes()


def test_a_jurisdiction_is_not_purged_with_everything_that_refers_to_it(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Marlow"})]))
    case.do(AddRecords([(K.CLAIM, {"side": "local", "statement": "It complies.", "jurisdiction_id": 1})]))
    place, mine = ref(case, K.JURISDICTION, 1), ref(case, K.CLAIM, 1)
    with pytest.raises(InUse) as refusal:
        case.purge([place], "court order")
    assert refusal.value.refs == (mine,)
    assert len(all_of(case, K.JURISDICTION)) == 1
    case.purge([mine], "court order")
    case.purge([place], "court order")
    assert case.check() == []


def test_an_answer_outlives_the_letter_that_it_answers(case: Case) -> None:
    case.do(letter("quokka"))
    case.do(AddRecords([(K.CORRESPONDENCE, {"title": "Notice of quokka", "document_id": 1})]))
    case.do(AddRecords([(K.CORRESPONDENCE, {"title": "Answer", "reply_to_id": 1})]))
    changes, _ = case.purge([ref(case, K.DOCUMENT, 1)], "clawback")
    (kept,) = all_of(case, K.CORRESPONDENCE)
    assert (kept.title_text, get(case, K.CORRESPONDENCE, 2).reply_to_id) == ("Answer", None)
    assert ref(case, K.CORRESPONDENCE, 2) in changes.refs
    assert case.check(deep=True) == []
    assert traces(case.path, b"quokka") == 0
