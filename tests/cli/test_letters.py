"""Letters on the command line: read, import, review; every status, key and exit code of the contract."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import made_letters
import pikepdf
import pytest
from factories import Cli
from reportlab.pdfgen.canvas import Canvas

from casefile.cli.main import run
from casefile.domain.letters import FIELD_NAMES

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests/samples"
LETTER_KEYS = [
    "source", "sha256", "part", "parts", "media_type", "pages", "text_source", "kind", "direction", "fields",
    "warnings",
]  # fmt: skip
FIELD_KEYS = ["name", "value", "raw", "page", "span", "boxes", "confidence", "why"]
DEADLINE_KEYS = ["trigger", "basis", "time", "period", "from"]
IMPORT_KEYS = ["source", "sha256", "status", "document_id", "proposals", "accepted", "error"]

Told = Callable[..., tuple[list[dict[str, Any]], str]]


@pytest.fixture
def lines(capfd: pytest.CaptureFixture[str]) -> Told:
    """Runs a command whose answer is JSON Lines; its objects, and its line of error."""

    def said(*arguments: object, expect: int = 0) -> tuple[list[dict[str, Any]], str]:
        capfd.readouterr()
        code = run([str(own) for own in arguments] + ["--json"])
        out, err = capfd.readouterr()
        assert code == expect, out + err
        assert (err == "") if code == 0 else (err.startswith("casefile: error: ") and err.count("\n") == 1), err
        return [json.loads(line) for line in out.splitlines()], err

    return said


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(made_letters.text(), encoding="utf-8")
    return path


def some(folder: Path, count: int) -> list[Path]:
    """Letters to as many cities."""
    paths = [folder / f"letter {n:02}.txt" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_text(made_letters.text(city=f"Marlow{n}", award=f"2016-DJ-BX-{n:04}"), encoding="utf-8")
    return paths


def pdf(path: Path, pages: Sequence[str], *, password: str = "") -> Path:
    """A PDF of text pages, one line of text a line of the page; encrypted where a password is given."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792), invariant=1)
    for page in pages:
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(72, 720 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    with pikepdf.open(io.BytesIO(out.getvalue())) as made:
        made.save(path, encryption=pikepdf.Encryption(owner=password, user=password) if password else False)
    return path


def hostile(folder: Path) -> dict[str, Path]:
    """Files that are no letters, by what is the matter with them."""
    found = {name: folder / name for name in ("missing.txt", "empty.txt", "fake.pdf", "picture.txt", "huge.txt")}
    found["empty.txt"].touch()
    found["fake.pdf"].write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    found["picture.txt"].write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    with found["huge.txt"].open("wb") as file:
        file.truncate(500_000_000)
    found["locked.pdf"] = pdf(folder / "locked.pdf", [made_letters.text()], password="secret")
    found["folder"] = folder / "folder"
    found["folder"].mkdir()
    return found


# --- read ---


def test_read_says_the_letter_object(lines: Told, letter: Path) -> None:
    ((found,), _) = lines("read", letter)
    assert list(found) == LETTER_KEYS
    assert (found["source"], found["part"], found["parts"], found["pages"]) == ("letter.txt", 1, 1, 1)
    assert found["sha256"] == hashlib.sha256(letter.read_bytes()).hexdigest()
    assert (found["media_type"], found["text_source"], found["direction"]) == ("text/plain", "text", "from-federal")
    text = letter.read_text(encoding="utf-8")
    for own in found["fields"]:
        assert list(own) == FIELD_KEYS + (DEADLINE_KEYS if own["name"] == "deadline" else [])
        assert own["name"] in FIELD_NAMES and own["boxes"] == [] and own["page"] == 1
        assert text[slice(*own["span"])] == own["raw"] and 0 < own["confidence"] <= 1 and own["why"]
    (due,) = [own for own in found["fields"] if own["name"] == "deadline"]
    assert {name: due[name] for name in ("value", *DEADLINE_KEYS)} == {
        "value": "2017-06-30", "trigger": "no later than", "basis": "stated-date", "time": None, "period": None,
        "from": None,
    }  # fmt: skip


def test_read_takes_a_pdf_with_boxes_on_its_pages(lines: Told, tmp_path: Path) -> None:
    text = made_letters.text()
    ((found,), _) = lines(
        "read", pdf(tmp_path / "letter.pdf", [text[: text.index("Dear")], text[text.index("Dear") :]])
    )
    assert (found["media_type"], found["pages"]) == ("application/pdf", 2)
    assert {own["name"]: own["page"] for own in found["fields"]} | {"letter_date": 1, "deadline": 2} == {
        own["name"]: own["page"] for own in found["fields"]
    }
    for own in found["fields"]:
        assert own["boxes"]
        for x0, y0, x1, y1 in own["boxes"]:
            assert 0 <= x0 < x1 <= 612 and 0 <= y0 < y1 <= 792
    (day,) = [own for own in found["fields"] if own["name"] == "letter_date"]
    assert abs(day["boxes"][0][0] - 72) < 2 and 115 < day["boxes"][0][1] < day["boxes"][0][3] < 135  # line five


def test_read_goes_on_past_what_it_cannot_read(lines: Told, letter: Path, tmp_path: Path) -> None:
    bad = hostile(tmp_path)
    found, error = lines("read", *bad.values(), letter, expect=1)
    assert [own["source"] for own in found] == [*bad, "letter.txt"]
    for own in found[:-1]:
        assert list(own) == LETTER_KEYS
        assert own["fields"] == [] and len(own["warnings"]) == 1, own
    reasons = {own["source"]: own["warnings"][0] for own in found[:-1]}
    assert "No such file" in reasons["missing.txt"] and "empty" in reasons["empty.txt"]
    assert "larger than 200 MB" in reasons["huge.txt"] and "PNG" in reasons["picture.txt"]
    assert "directory" in reasons["folder"].lower() and "password" in reasons["locked.pdf"].lower()
    assert found[-1]["fields"]
    assert f"{len(bad)} of {len(bad) + 1} documents could not be read" in error


def test_read_says_each_letter_of_a_packet(lines: Told, cli: Cli) -> None:
    found, _ = lines("read", SAMPLES / "12-packet.txt")
    assert len(found) > 1
    assert [(own["part"], own["parts"]) for own in found] == [(n, len(found)) for n in range(1, len(found) + 1)]
    assert len({own["sha256"] for own in found}) == 1
    shown = cli.bare("read", SAMPLES / "12-packet.txt")
    assert f"(part 2 of {len(found)})" in shown


# --- import ---


def test_import_says_what_became_of_each(cli: Cli, lines: Told, letter: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(letter.read_bytes())
    found, error = lines("import", cli.path, letter, copy, tmp_path / "missing.txt", expect=1)
    assert all(list(own)[: len(IMPORT_KEYS)] == IMPORT_KEYS for own in found)
    first, second, third = found
    assert [own["status"] for own in found] == ["imported", "duplicate", "refused"]
    assert (first["source"], first["document_id"], first["accepted"], first["error"]) == (str(letter), 1, 0, None)
    assert first["proposals"] == len(cli.json("proposals")) > 5
    assert (second["document_id"], second["proposals"], second["sha256"]) == (1, 0, first["sha256"])
    assert (third["document_id"], third["sha256"]) == (None, "") and "No such file" in third["error"]
    assert "1 of 3 documents could not be imported" in error
    ((again,), _) = lines("import", cli.path, copy)
    assert (again["status"], again["document_id"]) == ("duplicate", 1)


def test_refused_files_change_nothing_that_is_kept(cli: Cli, lines: Told, tmp_path: Path) -> None:
    before = cli.json("info")
    found, _ = lines("import", cli.path, *hostile(tmp_path).values(), "--accept", "all", expect=1)
    assert {own["status"] for own in found} == {"refused"} and all(own["error"] for own in found)
    after = cli.json("info")
    assert (after["counts"], after["history_head"]) == (before["counts"], before["history_head"])
    assert cli.json("check", "--deep")["ok"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_batch_keeps_its_order_and_is_one_undo(cli: Cli, lines: Told, tmp_path: Path, jobs: int) -> None:
    paths = some(tmp_path, 5)
    before = cli.json("info")["counts"]
    found, _ = lines("import", cli.path, *paths, "--jobs", jobs, "--accept", "all")
    assert [own["source"] for own in found] == [str(path) for path in paths]
    assert [own["document_id"] for own in found] == [1, 2, 3, 4, 5]
    after = cli.json("info")["counts"]
    assert (after["document"], after["correspondence"], after["award"]) == (5, 5, 5)
    assert cli.json("undo")["label"] == "Undo Import 5 documents"
    assert cli.json("info")["counts"] == before | {"custody-entry": after["custody-entry"] * 2}
    assert "nothing to undo" in cli("undo", expect=1)
    cli("redo")
    assert cli.json("info")["counts"] == after | {
        "custody-entry": after["custody-entry"] * 3
    }  # each is told, none undone
    assert cli.json("check", "--deep")["ok"]


def test_none_sure_and_all(cli: Cli, lines: Told, tmp_path: Path) -> None:
    none, sure, everything = some(tmp_path, 3)
    ((first,), _) = lines("import", cli.path, none)
    ((second,), _) = lines("import", cli.path, sure, "--accept", "sure")
    ((third,), _) = lines("import", cli.path, everything, "--accept", "all")
    assert first["accepted"] == 0 < second["accepted"] < second["proposals"]
    assert third["accepted"] == third["proposals"]
    mine = cli.json("proposals", "--document", 2)
    for own in mine:
        taken = own["confidence"] >= 0.95 and not own["warning"] and own["name"] != "deadline"
        assert own["status"] == ("accepted" if taken else "open"), own
    for kind in ("correspondence", "deadline", "demand", "award"):
        records = cli.json("list", kind)
        assert records and all(own["unreviewed"] for own in records), kind


def test_a_pipe_is_stored_as_it_was_read(cli: Cli, lines: Told, letter: Path, tmp_path: Path) -> None:
    """As with `casefile import FILE <(decrypt letter)`: the bytes come once, and all of them are kept."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(letter.read_bytes()))
    writer.start()
    ((own,), _) = lines("import", cli.path, pipe)
    writer.join()
    assert own["sha256"] == hashlib.sha256(letter.read_bytes()).hexdigest()
    stored = cli.json("show", "document", 1)
    assert (stored["sha256"], stored["size"]) == (own["sha256"], letter.stat().st_size)
    assert cli.json("check", "--deep")["ok"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names themselves")
def test_a_name_of_bytes_that_are_no_text_does_not_stop_the_rest(cli: Cli, lines: Told, letter: Path) -> None:
    strange = letter.with_name("lettre \udce9t\udce9.txt")
    strange.write_text(made_letters.text(city="Calais"), encoding="utf-8")
    found, _ = lines("import", cli.path, strange, letter)
    assert [own["status"] for own in found] == ["imported", "imported"]
    assert cli.json("show", "document", 1)["original_name"] == "lettre ?t?.txt"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a console, not to a process")
def test_ctrl_c_keeps_what_was_told_and_nothing_more(cli: Cli, tmp_path: Path) -> None:
    """Given an import under way, when Ctrl-C reaches it and its readers, then just the documents told of are there."""
    command = [sys.executable, "-m", "casefile", "import", cli.path, *some(tmp_path, 40), "--accept", "all", "--json"]
    process = subprocess.Popen(
        [*map(str, command)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    told = [process.stdout.readline(), process.stdout.readline()]
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    told += out.splitlines()
    assert (process.returncode, err) == (130, "")
    assert 2 <= len(told) < 40
    assert {json.loads(line)["status"] for line in told} == {"imported"}
    counts = cli.json("info")["counts"]
    assert counts["document"] == counts["correspondence"] == len(told)
    assert cli.json("check", "--deep")["ok"]
    cli("undo")
    assert cli.json("info")["counts"]["document"] == 0


def test_two_processes_import_the_same_letters_once(cli: Cli, tmp_path: Path) -> None:
    paths = some(tmp_path, 6)
    command = [sys.executable, "-m", "casefile", "import", str(cli.path), *map(str, paths), "--json"]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outs = [process.communicate(timeout=120)[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    statuses = [json.loads(line)["status"] for out in outs for line in out.splitlines()]
    assert sorted(statuses) == ["duplicate"] * 6 + ["imported"] * 6
    assert cli.json("info")["counts"]["document"] == 6
    assert cli.json("check", "--deep")["ok"]


# --- review ---


def test_proposals_stand_as_fields_with_their_state(cli: Cli, letter: Path) -> None:
    cli("import", letter)
    found = cli.json("proposals")
    assert [own["name"] for own in found[:2]] == ["letter_kind", "direction"]
    for own in found:
        assert list(own)[:4] == ["kind", "id", "uid", "version"]
        assert {"document_id", "part", "name", "value", "confidence", "why", "status", "made"} <= own.keys()
        assert (own["status"], own["made"]) == ("open", None)
    (due,) = [own for own in found if own["name"] == "deadline"]
    assert [due[name] for name in ("trigger", "basis", "period")] == ["no later than", "stated-date", None]
    assert letter.read_text(encoding="utf-8")[slice(*due["span"])] == due["raw"]
    assert cli.json("proposals", "--document", "letter") == found
    assert "There is no document" in cli("proposals", "--document", 9, expect=1)


def test_accept_by_uid_and_reject_by_id(cli: Cli, letter: Path) -> None:
    cli("import", letter)
    found = {own["name"]: own for own in cli.json("proposals")}
    change = cli.json("accept", found["deadline"]["uid"], found["letter_date"]["id"])
    assert list(change) == ["step", "label", "refs"] and change["label"] == "Accept 2 proposals"
    (due,) = cli.json("deadlines")
    assert (due["due"], due["unreviewed"]) == ("2017-06-30", True)
    assert cli.json("reject", found["signatory"]["id"])["label"] == "Reject 1 proposal"
    after = {own["name"]: own for own in cli.json("proposals")}
    assert [after[name]["status"] for name in ("deadline", "letter_date", "signatory")] == ["accepted"] * 2 + [
        "rejected"
    ]
    assert after["deadline"]["made"] == f"deadline:{due['uid']}"
    assert "is accepted" in cli("reject", found["deadline"]["id"], expect=1)
    assert cli.json("accept", found["deadline"]["uid"])["refs"] == []
    assert "There is no proposal" in cli("accept", 999, expect=1)
    assert [cli.json("undo")["label"] for _ in range(2)] == ["Undo Reject 1 proposal", "Undo Accept 2 proposals"]
    assert cli.json("deadlines") == [] and {own["status"] for own in cli.json("proposals")} == {"open"}


def test_a_value_is_edited_before_it_is_accepted(cli: Cli, letter: Path) -> None:
    cli("import", letter)
    found = {own["name"]: own for own in cli.json("proposals")}
    value = {"value": "2017-07-14", "trigger": "no later than", "basis": "stated-date", "id": 99, "status": "accepted"}
    cli("edit", "proposal", found["deadline"]["uid"], f"value={json.dumps(value)}")
    (own,) = [own for own in cli.json("proposals") if own["name"] == "deadline"]
    assert (own["id"], own["status"], own["value"]) == (found["deadline"]["id"], "open", "2017-07-14")
    assert own["raw"] == "June 30, 2017"
    cli("edit", "proposal", found["letter_date"]["uid"], 'value={"value": "the 30th of February"}')
    before = cli.json("info")["history_head"]
    assert "the 30th of February" in cli("accept", found["deadline"]["id"], found["letter_date"]["id"], expect=1)
    assert cli.json("info")["history_head"] == before
    cli("accept", found["deadline"]["id"])
    assert [own["due"] for own in cli.json("deadlines")] == ["2017-07-14"]
    assert "never set by hand" in cli("edit", "proposal", found["deadline"]["uid"], "raw=x", expect=1)


def test_all_of_every_sample_can_be_accepted_and_taken_back(cli: Cli) -> None:
    cli("import", *sorted(SAMPLES.glob("*.txt")), "--accept", "all")
    assert {own["status"] for own in cli.json("proposals")} == {"accepted"}
    assert cli.json("check", "--deep") == {"ok": True, "faults": []}
    cli("undo")
    counts = cli.json("info")["counts"]
    assert {kind for kind, number in counts.items() if number} == {
        "profile",
        "custody-entry",
    }  # custody is never undone


# --- what is no case file ---


@pytest.mark.parametrize("content", [b"", b"Dear Mayor:\n" * 100, b"SQLite format 3\x00" + bytes(5000), bytes(4096)])
@pytest.mark.parametrize("command", ["import", "proposals", "accept", "reject"])
def test_what_is_no_case_file_stays_as_it_is(
    cli: Cli, letter: Path, tmp_path: Path, content: bytes, command: str
) -> None:
    other = tmp_path / "other.casefile"
    other.write_bytes(content)
    arguments = {"import": [letter], "proposals": []}.get(command, [1])
    code = run([command, str(other), *map(str, arguments)])
    assert code in (1, 4)
    cli.bare(command, other, *arguments, expect=code)
    assert other.read_bytes() == content
    assert sorted(path.name for path in tmp_path.glob("other*")) == ["other.casefile"]


def test_wrong_usage_is_told_apart(cli: Cli, letter: Path) -> None:
    for arguments in (
        ("read",), ("import", cli.path), ("import", cli.path, letter, "--accept", "some"),
        ("import", cli.path, letter, "--jobs", "0"), ("accept", cli.path), ("read", letter, "--ocr", "maybe"),
    ):  # fmt: skip
        cli.bare(*arguments, expect=2)
    cli.bare("import", cli.path.with_name("none.casefile"), letter, expect=1)
