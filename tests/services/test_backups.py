"""Verified copies: what is noted of them, and restoring one."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from factories import NOON, K, all_of, claim, get, letter

from casefile.errors import EnvironmentFault, UserError
from casefile.services import backups
from casefile.services.backups import CaseUid
from casefile.services.case import Case
from casefile.store.content import holder


def test_a_copy_is_whole_checked_and_noted(case: Case, home: Path) -> None:
    case.do(letter(1))
    made = backups.back_up(case)
    copy = Path(made.path)
    assert copy.parent == home / "backups" and made.bytes == copy.stat().st_size
    assert made.sha256 == hashlib.sha256(copy.read_bytes()).hexdigest()
    assert made.to_json() == {
        "path": made.path, "at": made.at, "case": case.ask(CaseUid()), "sha256": made.sha256, "bytes": made.bytes,
        "exists": True,
    }  # fmt: skip
    assert backups.of_case(made.case) == [made] and backups.of_case("another") == []
    assert [found.name for found in copy.parent.iterdir() if found.suffix != ".jsonl"] == [copy.name]
    with Case.open(copy) as opened:
        assert get(opened, K.DOCUMENT, 1).title == "Letter 1" and len(opened.others()) == 0


def test_a_copy_of_an_encrypted_file_is_encrypted(path: Path) -> None:
    with Case.new(path, passphrase="sesame") as case:
        case.do(claim("zebrafish"))
        copy = Path(backups.back_up(case).path)
    assert b"zebra" not in copy.read_bytes() and b"SQLite format" not in copy.read_bytes()
    with Case.open(copy, passphrase="sesame") as opened:
        assert opened.check() == [] and all_of(opened, K.CLAIM)


def test_a_copy_that_is_not_sound_is_not_kept(case: Case, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "verified", lambda *_: ["The chain is broken."])
    with pytest.raises(EnvironmentFault, match="not sound: The chain is broken"):
        backups.back_up(case)
    monkeypatch.setattr(backups, "verified", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backups.back_up(case)
    assert list((home / "backups").iterdir()) == []


def test_two_copies_of_one_second_are_two_files(path: Path) -> None:
    with Case.new(path, clock=lambda: NOON) as case:
        first, second = backups.back_up(case), backups.back_up(case)
    assert Path(first.path).name == "round-20170630T120000Z.casefile"
    assert Path(second.path).name == "round-20170630T120000Z-2.casefile"


def test_an_index_that_a_crash_cut_off_is_read_as_far_as_it_goes(case: Case, home: Path) -> None:
    made = backups.back_up(case)
    index = home / "backups" / "index.jsonl"
    more = json.dumps({"later": 1, **json.loads(index.read_text())})
    index.write_text(index.read_text() + more + "\n[]\n" + '{"path": "half')
    assert backups.of_case(made.case) == [made, made] and backups.still_holding(case, []) == []


def test_restore_never_overwrites(case: Case, tmp_path: Path) -> None:
    case.do(claim("one"))
    copy, there = Path(backups.back_up(case).path), tmp_path / "there.casefile"
    there.write_text("mine")
    with pytest.raises(UserError, match="there already"):
        backups.restore(copy, there, passphrase=None)
    assert there.read_text() == "mine"
    backups.restore(copy, tmp_path / "new.casefile", passphrase=None)
    with Case.open(tmp_path / "new.casefile") as restored:
        assert all_of(restored, K.CLAIM) and restored.check() == []
        with restored._store.reading() as session:
            assert len(session.execute(holder.select()).all()) == 1  # ours alone
    assert sorted(found.name for found in tmp_path.iterdir() if found.suffix == ".part") == []


def test_restore_refuses_what_is_not_sound(case: Case, tmp_path: Path) -> None:
    for n in range(20):
        case.do(letter(n, words="x" * 4000))
    copy, target = Path(backups.back_up(case).path), tmp_path / "new.casefile"
    data = bytearray(copy.read_bytes())
    data[4096 * 3 : 4096 * 40] = bytes(4096 * 37)
    (tmp_path / "damaged").write_bytes(data)
    (tmp_path / "garbage").write_text("no database")
    for name in ("damaged", "garbage"):
        with pytest.raises(EnvironmentFault):
            backups.restore(tmp_path / name, target, passphrase=None)
    with pytest.raises(UserError, match="There is no backup"):
        backups.restore(tmp_path / "nowhere", target, passphrase=None)
    with pytest.raises(EnvironmentFault, match="could not be written"):
        backups.restore(copy, tmp_path / "no" / "such" / "folder", passphrase=None)
    assert not target.exists() and not list(tmp_path.glob("*.part*"))


def test_no_folder_can_be_made_under_a_file(case: Case, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(EnvironmentFault, match="There can be no folder"):
        backups.back_up(case, tmp_path / "file" / "below")
