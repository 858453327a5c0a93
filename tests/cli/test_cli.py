"""The contract of the command line: every command of the ground, its JSON, its exit codes."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from factories import Cli

from casefile.cli import main as cli_main
from casefile.cli.main import main, run
from casefile.domain.refs import RecordKind
from casefile.services.case import Case
from casefile.services.runner import Runner
from casefile.store.engine import Store

ROOT = Path(__file__).parents[2]
OWN = ["kind", "id", "uid", "version"]


def added(cli: Cli, *arguments: str) -> str:
    """Adds one record; its uid."""
    change = cli.json("add", *arguments)
    assert list(change) == ["step", "label", "refs"] and len(change["refs"]) == 1
    return str(change["refs"][0]).partition(":")[2]


def test_new_and_info(cli: Cli, tmp_path: Path) -> None:
    keys = [
        "file", "title", "subtitle", "side", "schema_version", "sqlite_version", "counts", "sequestered", "size",
        "history_head", "steps", "encrypted", "shared",
    ]  # fmt: skip
    found = cli.json("info")
    assert list(found) == keys and found["title"] == "Round" and found["side"] == "local"
    assert list(found["counts"]) == [kind.value for kind in RecordKind] and found["counts"]["profile"] == 1
    assert (found["encrypted"], found["shared"], found["sequestered"], found["steps"]) == (False, None, 0, 1)
    assert len(found["history_head"]) == 64 and found["size"] == cli.path.stat().st_size
    other = json.loads(cli.bare("new", tmp_path / "b.casefile", "--side", "federal", "--json"))
    assert list(other) == keys and (other["title"], other["side"]) == ("b", "federal")
    assert "Round (local side)" in cli("info")
    assert "is there already" in cli("new", expect=1)
    assert cli.bare("new", tmp_path / "c.casefile", "--side", "neither", expect=2)


def test_kinds_describe_every_field(cli: Cli) -> None:
    kinds = json.loads(cli.bare("kinds", "--json"))
    contract = (
        "jurisdiction matter filing policy clause assessment claim evidence exhibit document excerpt correspondence "
        "demand deadline fact award authority party person remedy proposal custody-entry hold note question tag"
    )
    assert set(contract.split()) <= {kind["kind"] for kind in kinds}
    for kind in kinds:
        assert list(kind) == ["kind", "about", "title", "fields"] and kind["about"]
        for field in kind["fields"]:
            assert list(field)[:4] == ["name", "type", "label", "required"]
            assert set(field) <= {"name", "type", "label", "required", "values", "refers_to", "fixed", "default"}
    assert "statement: text *" in cli.bare("kinds")


def test_add_show_edit_list_delete(cli: Cli) -> None:
    uid = added(cli, "claim", "side=local", "statement=It complies", "jurisdiction=")
    shown = cli.json("show", "claim", "L-1")
    assert list(shown)[:4] == OWN and list(shown)[-2:] == ["links", "history"]
    assert (shown["kind"], shown["id"], shown["uid"], shown["version"]) == ("claim", 1, uid, 1)
    change = cli.json("edit", "claim", uid, "statement=It does not", "--version", "1")
    assert change == {"step": 3, "label": "Edit claim: statement", "refs": [f"claim:{uid}"]}
    listed = cli.json("list", "claim")
    assert len(listed) == 1 and listed[0]["statement"] == "It does not" and listed[0]["version"] == 2
    assert list(listed[0]) == list(shown)[:-2]
    assert cli.json("list", "claim", "--where", "side=federal") == []
    assert cli.json("list", "claim", "--where", f"uid={uid}", "--where", "id=1")[0]["id"] == 1
    assert cli.json("list", "claim", "--offset", "1") == cli.json("list", "claim", "--limit", "0") == []
    assert cli("edit", "claim", "1", "statement=It does not") == "Nothing to change.\n"
    assert cli.json("delete", "claim", uid)["label"] == "Delete claim"
    assert cli.json("list", "claim") == []


def test_show_says_links_and_history(cli: Cli) -> None:
    place = added(cli, "jurisdiction", "name=Louisville, KY")
    claim = added(cli, "claim", "side=local", "statement=It complies", "jurisdiction=louisville, ky")
    shown = cli.json("show", "claim", claim)
    assert shown["links"] == [
        {"field": "jurisdiction", "kind": "jurisdiction", "id": 1, "uid": place, "title": "Louisville, KY",
         "direction": "out"},
    ]  # fmt: skip
    (step,) = shown["history"]
    keys = ["step", "kind", "label", "actor", "host", "at", "batch", "before", "after", "hash", "changes"]
    assert list(step) == keys and step["at"] == "2017-06-30T12:00:00Z" and step["label"] == "Add claim"
    assert step["before"] == {f"claim:{claim}": None} and step["after"][f"claim:{claim}"]["jurisdiction"] == place
    assert "-> jurisdiction 1: Louisville, KY" in cli("show", "claim", claim)


def test_dates_and_money_are_printed_as_written(cli: Cli) -> None:
    for edtf in ("2017-07", "2017-06-30/2017-07-15", "2017~", "2017-21", "../2017-07-04", "2016/.."):
        uid = added(cli, "award", f"name={edtf}", f"accepted_on={edtf}", "amount=$265,832.5")
        shown = cli.json("show", "award", uid)
        assert (shown["accepted_on"], shown["amount"]) == (edtf, "265832.50")
        assert cli.json("list", "award", "--where", f"accepted_on={edtf}")[0]["uid"] == uid
    uid = added(cli, "award", "name=words", "accepted_on=about July 2017")
    assert cli.json("show", "award", uid)["accepted_on"] == "2017-07~"
    uid = added(cli, "note", "text=x", "written_at=2017-06-30T08:00:00-04:00")
    assert cli.json("show", "note", uid)["written_at"] == "2017-06-30T12:00:00Z"


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("award", "accepted_on=soon"), ("award", "accepted_on=2017-02-30"), ("award", "amount=lots"),
        ("award", "amount=99999999999999999999"), ("award", "fiscal_year=99999999999999999999"),
        ("award", "fiscal_year=2017.5"), ("award", "sha256=x"), ("award", "name="), ("award", "outward=maybe"),
        ("award", "jurisdiction=Atlantis"), ("award", "sequestered=true"), ("document", "title=x"),
        ("claim", "side=neither"), ("claim", "statement= "), ("profile", "title=x"), ("hold", "issued_on=June"),
        ("proposal", "name=x"), ("layer", "number=1"),
    ],
)  # fmt: skip
def test_a_value_that_does_not_fit_is_refused(cli: Cli, kind: str, field: str) -> None:
    required = {"award": ["name=x"], "claim": ["side=local", "statement=x"], "hold": ["title=x"]}.get(kind, [])
    cli("add", kind, *required, field, expect=1)
    assert cli.json("info")["steps"] == 1


def test_a_required_field_is_never_emptied(cli: Cli) -> None:
    added(cli, "claim", "side=local", "statement=x")
    assert "A claim needs statement." in cli("edit", "claim", "1", "statement=", expect=1)
    assert "A claim needs number." in cli("edit", "claim", "1", "number=  ", expect=1)


def lines(monkeypatch: pytest.MonkeyPatch, *rows: object) -> None:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_many_from_stdin_are_one_act(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    lines(
        monkeypatch, {"statement": "one", "side": "local"}, "", {"statement": "two", "side": "local", "kind": "claim"}
    )
    change = cli.json("add", "claim", "--from", "-", "issue=other")
    assert change["label"] == "Add 2 claims" and len(change["refs"]) == 2
    assert cli.json("undo")["label"] == "Undo Add 2 claims" and cli.json("list", "claim") == []
    lines(monkeypatch, {"statement": "one", "side": "local"}, {"statement": "two"})
    cli("add", "claim", "--from", "-", expect=1)
    assert cli.json("list", "claim") == []  # all or nothing


@pytest.mark.parametrize("row", ["{", "[1]", "7", '{"statement": {"a": 1}, "side": "local"}', "[" * 100_000,
                                 '{"kind": "fact", "statement": "x", "side": "local"}', ""])  # fmt: skip
def test_lines_that_fit_nothing(cli: Cli, monkeypatch: pytest.MonkeyPatch, row: str) -> None:
    lines(monkeypatch, row)
    cli("add", "claim", "--from", "-", expect=1)


def test_a_file_of_records(cli: Cli, tmp_path: Path) -> None:
    rows = tmp_path / "rows.json"
    rows.write_text(json.dumps([{"name": "JAG", "fiscal_year": 2016}, {"name": "COPS", "amount": "12.30"}]))
    assert len(cli.json("add", "award", "--from", rows)["refs"]) == 2
    shown = cli.json("list", "award")
    again = tmp_path / "again.json"
    again.write_text(json.dumps(shown[0]))  # what `list` says can be given back
    assert cli.json("add", "award", "--from", again)["label"] == "Add award"
    rows.write_text(json.dumps({"name": "x", "fiscal_year": 2016.5}))
    cli("add", "award", "--from", rows, expect=1)
    assert "cannot be read" in cli("add", "award", "--from", tmp_path / "nowhere", expect=1)


def test_link_and_answer(cli: Cli) -> None:
    added(cli, "claim", "side=federal", "statement=It conflicts")
    added(cli, "claim", "side=local", "statement=It complies")
    added(cli, "fact", "statement=The order was repealed")
    added(cli, "authority", "title=City of Chicago v. Sessions", "citation=264 F. Supp. 3d 933")
    assert cli.json("link", "L-1", "fact:1", "--supports", "--strength", "strong")["label"] == "Add support"
    assert cli.json("link", "F-1", "authority:1", "--contradicts", "--pin", "950")["step"] == 7
    assert cli.json("answer", "L-1", "F-1", "--rebuts")["label"] == "Add answer"
    support = cli.json("list", "support", "--where", "strength=strong")[0]
    assert (support["claim_id"], support["fact_id"], support["excerpt_id"], support["stance"]) == (
        2,
        1,
        None,
        "supports",
    )
    for wrong in (["link", "L-1", "fact:1"], ["link", "L-1", "claim:1", "--supports"], ["answer", "L-1", "F-1"]):
        cli(wrong[0], *wrong[1:], expect=2)
    assert "cannot answer itself" in cli("answer", "L-1", "L-1", "--supports", expect=1)
    assert "There is no fact" in cli("link", "L-1", "fact:9", "--supports", expect=1)


def test_search(cli: Cli) -> None:
    uid = added(cli, "note", "text=See 8 U.S.C. § 1373(a)")
    found = cli.json("search", "§ 1373")
    assert list(found) == ["total", "hits"] and found["total"] == 1
    (hit,) = found["hits"]
    assert list(hit) == ["kind", "id", "uid", "title", "snippet", "page", "span", "score"]
    assert (hit["kind"], hit["id"], hit["uid"], hit["page"], hit["span"]) == ("note", 1, uid, None, None)
    assert cli.json("search", "1373", "--kind", "claim") == {"total": 0, "hits": []}
    assert cli.json("search", "1373 NOT gone", "--advanced")["total"] == 1
    assert "cannot be read" in cli("search", "AND", "--advanced", expect=1)
    assert "nothing to look for" in cli("search", "§", expect=1)
    assert cli("search", "nowhere") == "No match.\n"


def test_history_undo_redo(cli: Cli) -> None:
    uid = added(cli, "claim", "side=local", "statement=one")
    change = cli.json("undo")
    assert (change["step"], change["label"], change["refs"]) == (3, "Undo Add claim", [f"claim:{uid}"])
    assert cli.json("redo")["label"] == "Redo Add claim"
    steps = cli.json("history", "--limit", "2")
    assert [step["step"] for step in steps] == [4, 3] and all(len(step["hash"]) == 64 for step in steps)
    assert [step["step"] for step in cli.json("history", "--record", "claim:L-1")] == [4, 3, 2]
    assert "nothing to redo" in cli("redo", expect=1)
    assert "nothing to undo" in (cli("undo") and cli("undo", expect=1))
    assert "KIND:ID" in cli("history", "--record", "claim", expect=2)


def test_conflicts_say_what_a_program_needs(cli: Cli) -> None:
    added(cli, "jurisdiction", "name=Chicago")
    added(cli, "matter", "title=Suit", "jurisdiction=1")
    cli("edit", "jurisdiction", "1", "summary=theirs")
    stale = cli("edit", "jurisdiction", "1", "summary=mine", "--version", "1", expect=1)
    assert 'mine: {"summary": "mine"}; theirs: {"summary": "theirs"}' in stale
    answer = cli.json("edit", "jurisdiction", "1", "summary=mine", "--version", "1", expect=1)
    assert list(answer) == ["error", "mine", "theirs"] and answer["theirs"] == {"summary": "theirs"}
    used = cli.json("delete", "jurisdiction", "1", expect=1)
    assert list(used) == ["error", "refs"] and used["refs"][0].startswith("matter:")
    assert "matter 1 (Suit)" in cli("delete", "jurisdiction", "1", expect=1)
    assert len(cli.json("delete", "jurisdiction", "1", "--with-links")["refs"]) == 2
    added(cli, "person", "name=A. Hanson")
    added(cli, "person", "name=A. Hanson")
    several = cli.json("show", "person", "a. hanson", expect=1)
    assert list(several) == ["error", "candidates"] and len(several["candidates"]) == 2
    assert "id 1, A. Hanson" in cli("show", "person", "a. hanson", expect=1)
    assert "There is no person" in cli("show", "person", "Nobody", expect=1)


def test_sequester_release_purge(cli: Cli) -> None:
    uid = added(cli, "note", "text=narwhal")
    assert (
        cli.json("sequester", "note", "narwhal", "--reason", " court\norder ")["label"]
        == "Sequester 1 record: court order"
    )
    assert cli.json("list", "note") == [] and cli.json("search", "narwhal")["total"] == 0
    assert "There is no note" in cli("show", "note", uid, expect=1)
    assert "There is no note" in cli("edit", "note", uid, "text=x", expect=1)
    assert "narwhal" not in cli("history", "--json") and cli.json("info")["sequestered"] == 1
    assert cli.json("release", "note", uid, "--reason", "lifted")["step"] == 4
    assert cli.json("list", "note")[0]["uid"] == uid
    copy = cli.json("backup")["path"]
    gone = cli.json("purge", "note", uid, "--reason", "clawback")
    assert list(gone) == ["step", "label", "refs", "destroyed", "originals", "backups"]
    assert gone["destroyed"] == gone["refs"] == [f"note:{uid}"] and gone["backups"] == [copy]
    assert b"narwhal" not in cli.path.read_bytes() and cli.json("check", "--deep") == {"ok": True, "faults": []}
    for command in ("sequester", "release", "purge"):
        added(cli, "note", "text=other")
        cli(command, "note", "other", expect=2)
        cli(command, "note", "other", "--reason", " ", expect=1)
        cli("undo")
        assert "keeps its profile" in cli(command, "profile", "1", "--reason", "x", expect=1)


def test_what_was_deleted_can_still_be_purged(cli: Cli) -> None:
    uid = added(cli, "note", "text=narwhal")
    cli("delete", "note", uid)
    assert b"narwhal" in cli.path.read_bytes()
    assert "1 record destroyed" in cli("purge", "note", uid, "--reason", "clawback")
    assert b"narwhal" not in cli.path.read_bytes()
    assert "There is no note" in cli("purge", "note", uid, "--reason", "again", expect=1)


def test_a_sequestered_custody_entry_can_be_undone(cli: Cli) -> None:
    added(cli, "custody-entry", "item=Letter", "on=2017-01-01")
    cli("sequester", "custody-entry", "1", "--reason", "order")
    cli("undo")
    assert len(cli.json("list", "custody-entry")) == 1 and cli.json("check")["ok"]


def test_backup_backups_restore(cli: Cli, tmp_path: Path) -> None:
    assert cli.json("backups") == [] and cli("backups") == "No backup is noted.\n"
    made = cli.json("backup", tmp_path / "copies")
    assert list(made) == ["path", "at", "case", "sha256", "bytes", "exists"] and made["at"] == "2017-06-30T12:00:00Z"
    assert cli.json("backups") == [made] and made["path"] in cli("backups")
    new = tmp_path / "restored.casefile"
    answer = json.loads(cli.bare("restore", made["path"], "-o", new, "--json"))
    assert answer == {"restored": str(new), "from": made["path"]}
    assert cli.bare("check", new) == "No fault found.\n"
    assert "is there already" in cli.bare("restore", made["path"], "-o", new, expect=1)
    assert "There is no backup" in cli.bare("restore", tmp_path / "x", "-o", tmp_path / "y", expect=1)


def test_encryption(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret, wrong = tmp_path / "secret", tmp_path / "wrong"
    secret.write_text("sesame\n")
    wrong.write_text("guess\n")
    added(cli, "note", "text=narwhal")
    answer = cli.json("encrypt", "--passphrase-file", secret)
    assert list(answer) == ["file", "encrypted", "warning"] and answer["encrypted"] is True
    assert b"narwhal" not in cli.path.read_bytes()
    before = cli.path.read_bytes()
    for given in ([], ["--passphrase-file", wrong]):
        for command in (["info"], ["check"], ["add", "note", "text=x"], ["decrypt"]):
            assert "passphrase is another" in cli(command[0], *command[1:], *given, expect=4)
    assert cli.path.read_bytes() == before
    assert "encrypted already" in cli("encrypt", "--passphrase-file", secret, expect=1)
    monkeypatch.setenv("CASEFILE_PASSPHRASE", "sesame")
    assert cli.json("info")["encrypted"] is True and cli.json("search", "narwhal")["total"] == 1
    copy = Path(cli.json("backup")["path"])
    assert b"narwhal" not in copy.read_bytes() and not copy.read_bytes().startswith(b"SQLite")
    cli.bare("restore", copy, "-o", tmp_path / "restored.casefile")
    assert list(cli.json("decrypt")) == ["file", "decrypted", "warning"]
    monkeypatch.delenv("CASEFILE_PASSPHRASE")
    assert cli.json("check", "--deep")["ok"] and "is not encrypted" in cli("decrypt", expect=1)
    assert "There is no passphrase" in cli("encrypt", expect=1)


def test_a_new_file_is_encrypted_only_when_asked(cli: Cli, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("sesame")
    cli.bare("new", tmp_path / "a.casefile", "--encrypt", "--passphrase-file", secret)
    assert not (tmp_path / "a.casefile").read_bytes().startswith(b"SQLite")
    assert "goes with --encrypt" in cli.bare("new", tmp_path / "b", "--passphrase-file", secret, expect=2)
    assert "There is no passphrase" in cli.bare("new", tmp_path / "b", "--encrypt", expect=1)
    for content, fault in ((b"", "holds no passphrase"), (b"\xff\xfe", "is no text")):
        secret.write_bytes(content)
        assert fault in cli.bare("new", tmp_path / "b", "--encrypt", "--passphrase-file", secret, expect=1)
    assert not (tmp_path / "b").exists()


def test_new_from_json(cli: Cli, tmp_path: Path) -> None:
    from casefile.services.transfer import Whole

    uid = added(cli, "claim", "side=local", "statement=one")
    with Case.open(cli.path, watch=False) as case:
        exported = case.ask(Whole())
    source, made = tmp_path / "export.json", tmp_path / "made.casefile"
    source.write_text(json.dumps(exported))
    assert json.loads(cli.bare("new", made, "--from", source, "--json"))["title"] == "Round"
    assert json.loads(cli.bare("list", made, "claim", "--json"))[0]["uid"] == uid
    for text in ("{", "[]", '{"format": "casefile 1"}', '{"format": "casefile 1", "records": [{}], "originals": {}}'):
        source.write_text(text)
        cli.bare("new", tmp_path / "no.casefile", "--from", source, expect=1)
        assert not list(tmp_path.glob("no.casefile*"))


def test_check_finds_what_was_planted(cli: Cli) -> None:
    added(cli, "claim", "side=local", "statement=one")
    assert cli("check") == "No fault found.\n" and cli.json("check") == {"ok": True, "faults": []}
    store = Store(cli.path)
    store.outside("UPDATE claim SET statement = 'planted'")
    store.close()
    found = cli.json("check", expect=3)
    assert list(found) == ["ok", "faults"] and found["ok"] is False
    assert any("edited behind the journal: statement" in fault for fault in found["faults"])
    assert "edited behind" in cli("check", expect=3)


READING = [
    ["info"], ["check"], ["list", "claim"], ["show", "claim", "1"], ["history"], ["search", "x"], ["backup"],
    ["backups"],
]  # fmt: skip
WRITING = [
    ["add", "note", "text=x"], ["edit", "note", "1", "text=x"], ["delete", "note", "1"], ["undo"], ["redo"],
    ["sequester", "note", "1", "--reason", "x"], ["release", "note", "1", "--reason", "x"],
    ["purge", "note", "1", "--reason", "x"], ["link", "L-1", "fact:1", "--supports"], ["answer", "1", "2", "--rebuts"],
]  # fmt: skip


def damaged(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[100:4096] = bytes(3996)
    path.write_bytes(data)


def newer(path: Path) -> None:
    store = Store(path)
    store.outside("PRAGMA user_version = 99")
    store.close()


BAD_FILES: dict[str, Any] = {
    "no database": (lambda path: path.write_bytes(b"not a database" * 300), 4),
    "empty": (lambda path: path.write_bytes(b""), 4),
    "damaged": (damaged, 4),
    "newer": (newer, 4),
    "folder": (lambda path: (path.unlink(), path.mkdir()), 1),
    "absent": (lambda path: path.unlink(), 1),
}


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_file_that_cannot_be_used(cli: Cli, bad: str) -> None:
    """One line, the right code, and the file as it was, whatever the command."""
    spoil, code = BAD_FILES[bad]
    spoil(cli.path)
    before = cli.path.read_bytes() if cli.path.is_file() else None
    for command in (*READING, *WRITING):
        told = cli(command[0], *command[1:], expect=code)
        assert (bad != "newer") or "A newer Casefile made this file" in told
    assert (cli.path.read_bytes() if cli.path.is_file() else None) == before
    assert [found.name for found in cli.path.parent.iterdir()] in ([cli.path.name], [])


def without_rights() -> list[str]:
    """What to put before a program so that rights hold for it: the superuser's powers are taken off."""
    if os.getuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("the superuser may write everywhere")
    return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="rights are another matter there")
def test_a_folder_that_may_not_be_written(cli: Cli, tmp_path: Path) -> None:
    """Nothing is made in it, and a file in it is not touched."""
    cli.path.chmod(0o444)
    before = cli.path.read_bytes()
    program = [*without_rights(), sys.executable, "-B", "-m", "casefile"]
    tmp_path.chmod(0o555)
    try:
        for arguments in (["new", tmp_path / "b"], ["add", cli.path, "note", "text=x"], ["undo", cli.path]):
            done = subprocess.run([*program, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
            assert done.returncode == 4 and done.stderr.startswith("casefile: error: "), done.stderr
            assert done.stderr.count("\n") == 1 and not done.stdout
    finally:
        tmp_path.chmod(0o755)
    assert cli.path.read_bytes() == before and [found.name for found in tmp_path.iterdir()] == [cli.path.name]


@pytest.mark.parametrize(
    "arguments",
    [
        ["add"], ["add", "x.casefile", "gossip"], ["edit", "FILE", "claim", "1", "x"], ["list", "FILE", "claim",
        "--limit", "x"],
        ["list", "FILE", "claim", "--limit", "99999999999999999999"], ["list", "FILE", "claim", "--offset", "-1"],
        ["check", "FILE", "--shallow"], ["undo", "postgresql://host/db"], ["info", "postgres://u@host/db"],
        ["salvage", "FILE"], ["rekey", "FILE"], ["send", "FILE"], ["merge", "FILE", "B"], ["copy", "A", "B"],
        ["search", "FILE", "abc\udcff"], ["add", "FILE", "note", "text=a", "--from"], ["restore", "FILE"],
    ],
)  # fmt: skip
def test_wrong_usage(cli: Cli, arguments: list[str]) -> None:
    told = cli.bare(*[str(cli.path) if own == "FILE" else own for own in arguments], expect=2)
    if "postgres" in " ".join(arguments):
        assert "not there yet" in told


@pytest.mark.parametrize(
    "where", ["id=x", "version=-1", "id=99999999999999999999", "gossip=1", "issue=none", "outward=x"]
)
def test_a_condition_that_fits_nothing(cli: Cli, where: str) -> None:
    cli("list", "claim", "--where", where, expect=1)


def test_a_bug_is_told_in_one_line_with_its_log(cli: Cli, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setattr(Runner, "undo", lambda *_: 1 / 0)
    log = Path(cli("undo", expect=70).split("Details are in ")[1].strip().removesuffix("."))
    assert log.parent == home / "logs" and "ZeroDivisionError" in log.read_text()
    monkeypatch.setenv("CASEFILE_HOME", str(cli.path / "below"))
    assert "could not be written" in cli("undo", expect=70)


def test_stopped_by_the_user(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Runner, "undo", stopped)
    assert cli("undo", expect=130) == ""


def test_a_clock_that_is_none(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_NOW", "yesterday")
    assert "which is no instant" in cli("add", "note", "text=x", expect=1)


def test_the_clock_is_fixed(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEFILE_NOW", "2017-07-01T01:00:00+02:00")
    cli("add", "note", "text=x")
    assert cli.json("history")[0]["at"] == cli.json("backup")["at"] == "2017-06-30T23:00:00Z"


# --- the first word ---


def test_the_first_word_is_a_command_or_a_file(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_: started.append(command))
    assert run([]) == 0 and run([str(cli.path)]) == 0
    assert started == [[sys.executable, "-m", "ui"], [sys.executable, "-m", "ui", str(cli.path)]]
    assert "There is no case file lst" in cli.bare("lst", expect=1)
    assert cli.bare("--gossip", expect=2) and len(started) == 2


def test_help_and_version_load_no_qt() -> None:
    code = (
        "import sys; from casefile.cli.main import run; codes = [run(['--help']), run(['--version'])]; "
        "assert codes == [0, 0] and not [name for name in sys.modules if 'PySide6' in name or name == 'ui']"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "Usage: casefile" in done.stdout and not done.stderr, done.stderr


def test_as_a_program(cli: Cli) -> None:
    """Through the real entry: codes reach the shell, and a reader who has gone is no fault."""
    program = [sys.executable, "-m", "casefile"]
    done = subprocess.run([*program, "show", str(cli.path), "claim", "9"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (1, "") and done.stderr.startswith("casefile: error: There is no claim")
    shell = f"{sys.executable} -m casefile kinds | head -1; exit ${{PIPESTATUS[0]}}"
    gone = subprocess.run(["bash", "-c", shell], cwd=ROOT, capture_output=True, text=True)
    assert gone.returncode == 0 and gone.stderr == "" and gone.stdout.count("\n") == 1


def walked(command: click.Command, path: str = "casefile") -> list[tuple[str, click.Command]]:
    found = [(path, command)]
    if isinstance(command, click.Group):
        for name, own in command.commands.items():
            found += walked(own, f"{path} {name}")
    return found


@pytest.mark.parametrize(("path", "command"), walked(main))
def test_every_command_and_option_says_what_it_does(path: str, command: click.Command) -> None:
    assert command.help and command.help.strip().endswith((".", "?")), path
    if command.hidden:
        return
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{path} {option.opts[0]} has no help"
    assert run([*path.split()[1:], "--help"]) == 0


def test_every_command_of_the_ground_is_there() -> None:
    wanted = (
        "new info kinds add edit delete list show link answer search history undo redo check backup backups restore "
        "sequester release purge encrypt decrypt"
    )
    assert set(wanted.split()) <= main.commands.keys() and cli_main.LATER


def test_the_window_keeps_no_pipe_of_ours_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads our output must not wait until the window is closed."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **options: given.append(options))
    Case.new(path, watch=False).close()
    assert run([str(path)]) == 0
    assert [given[0][name] for name in ("stdin", "stdout", "stderr")] == [subprocess.DEVNULL] * 3


def test_a_purge_names_as_destroyed_only_what_is(cli: Cli) -> None:
    cli("add", "correspondence", "title=Notice")
    cli("add", "correspondence", "title=Answer", "reply_to_id=1")
    answer = cli.json("purge", "correspondence", "Notice", "--reason", "clawback")
    assert len(answer["destroyed"]) == 1
    assert len(answer["refs"]) == 2
    assert [own["title"] for own in cli.json("list", "correspondence")] == ["Answer"]
