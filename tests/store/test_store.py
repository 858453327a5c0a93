"""The file itself: what it is opened as, encrypted, shared, held, refused."""

from __future__ import annotations

import datetime as dt
import shutil
import threading
import time
from pathlib import Path

import pytest
from factories import NOON, K, all_of, claim, excerpt, letter, ref, wait_for
from sqlalchemy import insert, select
from sqlcipher3 import dbapi2 as sqlite

from casefile.errors import EnvironmentFault, UserError
from casefile.services.case import Access, Case, rekey
from casefile.services.commands.records import DeleteRecords
from casefile.services.queries.search import Search
from casefile.store import holders, location
from casefile.store.content import holder
from casefile.store.engine import Store
from casefile.store.journal import Author

SECRET = 'o\'pen "sesame"'


def on_disk(path: Path) -> bytes:
    """Every byte of a case file, the write-ahead log included."""
    return b"".join(found.read_bytes() for found in path.parent.glob(path.name + "*"))


def test_encrypted_file_holds_no_words_and_opens_by_its_passphrase(path: Path) -> None:
    with Case.new(path, passphrase=SECRET) as case:
        case.do(letter(1))
        case.do(claim("zebrafish"))
        assert not any(word in on_disk(path) for word in (b"zebra", b"certifies", b"SQLite format", b"CREATE"))
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with Case.open(path, passphrase=SECRET) as case:
        assert case.check() == [] and case.ask(Search("certifies")).total == 1 and case.encrypted
    before = path.read_bytes()
    for wrong in (None, "guess", ""):
        with pytest.raises(EnvironmentFault, match="passphrase is another"):
            Case.open(path, passphrase=wrong)
    assert path.read_bytes() == before
    for refused in (lambda: Case.new(path.with_name("b"), passphrase=""), lambda: rekey(path, old=SECRET, new="")):
        with pytest.raises(UserError, match="one character or more"):
            refused()


def test_sqlcipher_writes_nothing_past_us(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Case.new(path, passphrase=SECRET).close()
    with pytest.raises(EnvironmentFault):
        Case.open(path, passphrase="guess")
    assert capfd.readouterr().err == ""


def test_encrypting_and_decrypting_keeps_everything(path: Path, case: Case) -> None:
    case.do(letter(1))
    case.do(excerpt(1, 0, 8))
    case.do(claim("zebrafish"))
    case.do(claim("quokka"))
    case.do(DeleteRecords((ref(case, K.CLAIM, 2),)))
    case.close()
    rekey(path, old=None, new=SECRET)
    assert b"zebra" not in on_disk(path) and b"SQLite format" not in on_disk(path)
    rekey(path, old=SECRET, new="another")
    with pytest.raises(EnvironmentFault):
        rekey(path, old=SECRET, new=None)
    rekey(path, old="another", new=None)
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    with Case.open(path) as case:
        assert case.check(deep=True) == [] and case.ask(Search("certifies")).total == 1
        (third,) = case.do(claim("new")).refs
        assert third.id == 3  # ids are still never given out twice
        assert [case.undo().label for _ in range(2)] == ["Undo Add claim", "Undo Delete claim"]
        assert [own.title_text for own in all_of(case, K.CLAIM)] == ["zebrafish", "quokka"]


def test_a_file_that_is_open_is_not_rewritten(path: Path, case: Case) -> None:
    with pytest.raises(UserError, match="has the file open"):
        rekey(path, old=None, new=SECRET)
    assert case.do(claim("still here")).step and not case.encrypted


def test_what_is_there_is_never_overwritten(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(UserError, match="there already"):
        Case.new(path)
    assert path.read_text() == "mine"
    with pytest.raises(UserError, match="no folder"):
        Case.new(path.parent / "nowhere" / "a.casefile")


def foreign(path: Path) -> None:
    other = sqlite.connect(str(path))
    other.execute("CREATE TABLE t (x)")
    other.commit()
    other.close()


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (lambda path: path.write_text("this is not a database, " * 100), "not a case file"),
        (lambda path: path.write_bytes(b""), "not a case file"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + bytes(84)), "not a case file|damaged"),
        (foreign, "not a case file"),
    ],
    ids=["text", "empty", "header alone", "another program's database"],
)
@pytest.mark.parametrize("access", Access)
def test_what_is_no_case_file_is_refused_and_left_as_it_is(path: Path, make, fault: str, access: Access) -> None:  # type: ignore[no-untyped-def]
    make(path)
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match=fault):
        Case.open(path, access=access)
    assert path.read_bytes() == before and [file.name for file in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("CREATE TRIGGER evil AFTER INSERT ON claim BEGIN DELETE FROM support; END", "did not make"),
        ("DROP TRIGGER step_no_DELETE", "did not make"),
        ("CREATE VIEW evil AS SELECT 1", "did not make"),
        ("PRAGMA user_version = 99", "newer Casefile"),
        ("PRAGMA application_id = 1", "not a case file"),
    ],
)
def test_a_schema_of_somebody_else_is_refused(path: Path, sql: str, fault: str) -> None:
    Case.new(path).close()
    store = Store(path)
    store.outside(sql)
    store.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match=fault):
        Case.open(path)
    assert path.read_bytes() == before


def test_a_damaged_file_is_told_and_left_as_it_is(path: Path, case: Case) -> None:
    for n in range(30):
        case.do(letter(n, words="x" * 4000))
    case.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 : 4096 * 60] = bytes(4096 * 57)
    path.write_bytes(data)
    with pytest.raises(EnvironmentFault) as caught, Case.open(path, access=Access.READ, watch=False) as damaged:
        damaged.check()
    assert "damaged" in str(caught.value)
    assert path.read_bytes() == bytes(data)


def test_pragmas_are_in_force(case: Case) -> None:
    """`synchronous` guards against a power cut, which no kill -9 can show."""
    wanted = {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0,
        "recursive_triggers": 1, "cell_size_check": 1,
    }  # fmt: skip
    assert {name: case._store.outside(f"PRAGMA {name}")[0][0] for name in wanted} == wanted


def test_readers_cannot_write(case: Case) -> None:
    with pytest.raises(EnvironmentFault, match="may only be read"), case._store.reading() as session:
        session.connection().exec_driver_sql("DELETE FROM claim")


def test_one_file_is_left_after_closing(path: Path, case: Case) -> None:
    case.do(claim("one"))
    case.close()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_reading_leaves_no_trace(path: Path, case: Case) -> None:
    case.do(claim("one"))
    case.close()
    before = path.read_bytes()
    with Case.open(path, access=Access.READ, watch=False) as reader:
        assert all_of(reader, K.CLAIM) and reader.check() == []
        with pytest.raises(UserError, match="opened to be read"):
            reader.do(claim("two"))
    assert path.read_bytes() == before and [file.name for file in path.parent.iterdir()] == [path.name]


# --- who holds the file ---


def test_holders(case: Case) -> None:
    """One host may share a local file; another host, or a share, may not; silence ends it."""
    me, colleague, mailed = Author("Ana"), Author("Ben"), Author("Cy", host="elsewhere")
    with case._store.writing() as session:
        connection = session.connection()
        connection.execute(holder.delete())
        holders.beat(connection, colleague, NOON)
        holders.refuse_second(connection, me, NOON, shared=False)
        with pytest.raises(UserError, match=f"Ben on {me.host} has had this file open since 2017-06-30T12:00"):
            holders.refuse_second(connection, me, NOON, shared=True)
        holders.beat(connection, mailed, NOON)
        with pytest.raises(UserError, match="Cy on elsewhere"):
            holders.refuse_second(connection, me, NOON, shared=False)
        later = NOON + dt.timedelta(seconds=121)
        holders.refuse_second(connection, me, later, shared=True)
        holders.beat(connection, me, later)
        assert [other.actor for other in holders.others(connection, colleague, later)] == ["Ana"]


def test_while_another_host_holds_it_a_file_is_read_and_not_written(path: Path, case: Case) -> None:
    case.do(claim("one"))
    now = dt.datetime.now(dt.UTC).isoformat()
    row = {"process": "9-x", "actor": "Cy", "host": "elsewhere", "since": now, "seen_at": now}
    with case._store.writing() as session:
        session.connection().execute(insert(holder).values(row))
    case.close()
    with pytest.raises(UserError, match="Cy on elsewhere has had this file open since"):
        Case.open(path)
    with Case.open(path, access=Access.WRITE_OR_READ) as window:
        assert "Cy on elsewhere" in window.read_only and len(all_of(window, K.CLAIM)) == 1
        with pytest.raises(UserError, match="Cy on elsewhere"):
            window.do(claim("two"))
    with Case.open(path, access=Access.READ) as reader:
        assert [other.actor for other in reader.others()] == ["Cy"]


# --- shares and sync folders ---


@pytest.mark.parametrize("folder", ["OneDrive - Law Dept", "Dropbox", "iCloudDrive", "Mobile Documents", "Nextcloud"])
def test_a_sync_folder_gets_a_rollback_journal(tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    path = tmp_path / folder / "round.casefile"
    with Case.new(path) as case:
        assert case.shared == f"a sync folder ({folder})"
        pragmas = [case._store.outside(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")]
        assert pragmas == ["delete", 3]
        case.do(claim("one"))
        assert not path.with_name(path.name + "-wal").exists()
        with pytest.raises(UserError, match="has had this file open"):
            Case.open(path)
        assert case.check() == []


def test_on_a_share_readers_and_writer_wait_for_each_other(tmp_path: Path) -> None:
    """With a rollback journal a commit waits until every reader has let go."""
    (tmp_path / "Dropbox").mkdir()
    with Case.new(tmp_path / "Dropbox" / "round.casefile") as case:
        case.do(claim("one"))
        reading = threading.Event()

        def read() -> None:
            with case._store.reading() as session:
                session.execute(select(holder)).all()
                reading.set()
                time.sleep(0.3)

        thread = threading.Thread(target=read)
        thread.start()
        reading.wait()
        assert case.do(claim("two")).step == 3
        thread.join()
        assert len(all_of(case, K.CLAIM)) == 2


def test_a_network_mount_counts_as_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(location, "_mount_type", lambda _: "cifs")
    assert location.shared(Path("/mnt/law/a.casefile")) == "a network share (cifs)"
    monkeypatch.setattr(location, "_mount_type", lambda _: "ext4")
    assert location.shared(Path("/mnt/law/a.casefile")) is None
    assert location.shared(Path("//server/law/a.casefile")) == "a network share"


def test_a_file_moved_to_a_share_changes_its_journal(tmp_path: Path) -> None:
    local = tmp_path / "round.casefile"
    Case.new(local).close()
    (tmp_path / "Box Sync").mkdir()
    shared = Path(shutil.move(local, tmp_path / "Box Sync"))
    with Case.open(shared) as case:
        case.do(claim("one"))
        assert case._store.outside("PRAGMA journal_mode") == [("delete",)] and case.check() == []


def test_a_writer_waits_for_another_processes_transaction(path: Path, case: Case) -> None:
    lock = sqlite.connect(str(path), isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    future = case.run(claim("one"))
    time.sleep(0.1)
    assert not future.done() and all_of(case, K.CLAIM) == []
    lock.execute("ROLLBACK")
    lock.close()
    wait_for(future.done, 2)
    assert future.result().step == 2
