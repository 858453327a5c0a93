"""Papers on the command line: forms, exit codes, and that nothing is ever half written."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import made_letters
import pytest
from factories import Cli

from casefile.services import reporting

KEYS = ["out", "pages", "sha256", "withheld", "unsupported", "broken_links"]
BOTH = [("memo", "pdf"), ("memo", "txt"), ("timeline", "pdf"), ("timeline", "txt")]


@pytest.fixture
def round_(cli: Cli, tmp_path: Path) -> Cli:
    """A case file with one letter, accepted whole."""
    path = tmp_path / "letter.txt"
    path.write_text(made_letters.text(), encoding="utf-8")
    cli("import", path, "--accept", "all")
    return cli


def unsupported(cli: Cli) -> None:
    """A recommendation that gives an amount and no source."""
    uid = cli.json("show", "jurisdiction", "Marlow")["uid"]
    text = "The City would lose $1,000,000. It should say so."
    cli("add", "slot", f"about=jurisdiction:{uid}", "name=recommendation", f"text={text}")


def options(report: str) -> list[str]:
    return ["--jurisdiction", "Marlow"] if report == "memo" else []


@pytest.mark.parametrize(("report", "suffix"), BOTH)
def test_a_paper_is_written_and_its_answer_names_it(round_: Cli, tmp_path: Path, report: str, suffix: str) -> None:
    out = tmp_path / f"paper.{suffix}"
    found = round_.json("export", report, "-o", out, *options(report))
    assert list(found)[: len(KEYS)] == KEYS
    assert (found["out"], found["withheld"], found["unsupported"], found["broken_links"]) == (str(out), 0, [], [])
    data = out.read_bytes()
    assert found["sha256"] == hashlib.sha256(data).hexdigest() and found["pages"] >= 1
    assert data.startswith(b"%PDF-" if suffix == "pdf" else b"") and len(data) > 500
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", out.name, "round.casefile"]
    assert f"{out}: " in round_("export", report, "-o", out, *options(report))


@pytest.mark.parametrize(("report", "suffix"), BOTH)
def test_the_same_case_file_gives_the_same_bytes(
    round_: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, report: str, suffix: str
) -> None:
    """Also after another export was logged, and from a restored copy."""
    monkeypatch.setenv("CASEFILE_NOW", "2017-06-30T18:30:00Z")
    first, second, third = (tmp_path / f"{n}.{suffix}" for n in "abc")
    one = round_.json("export", report, "-o", first, *options(report))
    two = round_.json("export", report, "-o", second, *options(report))
    assert one["sha256"] == two["sha256"] and first.read_bytes() == second.read_bytes()
    copy = json.loads(round_.bare("backup", round_.path, tmp_path, "--json"))["path"]
    round_.bare("restore", copy, "-o", tmp_path / "restored.casefile")
    round_.bare("export", tmp_path / "restored.casefile", report, "-o", third, *options(report))
    assert third.read_bytes() == first.read_bytes()


def test_what_has_no_support_stops_the_memo(round_: Cli, tmp_path: Path) -> None:
    unsupported(round_)
    out = tmp_path / "memo.pdf"
    out.write_bytes(b"an older memo")
    before = sorted(path.name for path in tmp_path.iterdir())
    found = round_.json("export", "memo", "-o", out, *options("memo"), expect=3)
    assert (found["out"], found["pages"], found["sha256"]) == (None, 0, None)
    assert any("The City would lose $1,000,000." in own for own in found["unsupported"])
    assert "Nothing was written" in round_("export", "memo", "-o", out, *options("memo"), expect=3)
    assert out.read_bytes() == b"an older memo" and sorted(path.name for path in tmp_path.iterdir()) == before
    forced = round_.json("export", "memo", "-o", out, *options("memo"), "--force")
    assert forced["unsupported"] == found["unsupported"] and out.read_bytes().startswith(b"%PDF-")


def test_a_final_memo_wants_every_part(round_: Cli, tmp_path: Path) -> None:
    out = tmp_path / "memo.pdf"
    for more in ([], ["--force"]):
        error = round_("export", "memo", "-o", out, *options("memo"), "--final", *more, expect=1)
        assert "Recommendation" in error and not out.exists()


def test_a_memo_says_that_it_is_a_draft(round_: Cli, tmp_path: Path) -> None:
    memo, timeline = tmp_path / "memo.txt", tmp_path / "timeline.txt"
    round_("export", "memo", "-o", memo, *options("memo"))
    round_("export", "timeline", "-o", timeline, "--final")
    texts = [path.read_text(encoding="utf-8") for path in (memo, timeline)]
    assert ["DRAFT" in text.upper() for text in texts] == [True, False]
    round_("export", "timeline", "-o", timeline)
    assert " · DRAFT OF " in timeline.read_text(encoding="utf-8").splitlines()[0]
    assert "D-1:" in texts[0] and "Marlow" in texts[1]


def test_as_of_hides_what_came_later(round_: Cli, tmp_path: Path) -> None:
    out = tmp_path / "memo.txt"
    round_("export", "memo", "-o", out, *options("memo"), "--as-of", "2017-04-20")
    assert "April 21, 2017" not in out.read_text(encoding="utf-8")
    round_("export", "memo", "-o", out, *options("memo"), "--as-of", "2017-04-21")
    assert "April 21, 2017" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize("mode", ["opposing", "court", "public"])
@pytest.mark.parametrize("report", ["memo", "timeline"])
def test_nothing_leaves_that_nobody_marked(round_: Cli, tmp_path: Path, mode: str, report: str) -> None:
    out = tmp_path / "paper.txt"
    error = round_("export", report, "-o", out, *options(report), "--mode", mode, expect=1)
    assert "not marked outward are jurisdiction “Marlow”; document “letter”;" in error and not out.exists()


CANNOT_BE_MADE: list[tuple[str, int]] = [
    ("memo -o memo.pdf", 1), ("memo -o memo.pdf --jurisdiction Nowhere", 1), ("memo -o memo --jurisdiction Marlow", 1),
    ("memo -o memo.docx --jurisdiction Marlow", 1), ("memo", 2), ("brief -o brief.pdf", 1), ("poem -o poem.pdf", 1),
    ("timeline -o no/such/folder/t.pdf", 1), ("timeline -o .", 2), ("timeline -o t.pdf --mode friends", 2),
    ("timeline -o t.pdf --as-of June", 2), ("timeline -o t.pdf --profile dcd", 2), ("json -o all.pdf", 1),
    ("json -o all.json --mode court", 1), ("json -o all.json --jurisdiction Marlow", 1),
    ("json -o all.json --as-of 2017-05-01", 1),
]  # fmt: skip


def test_what_cannot_be_made_leaves_nothing(round_: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())
    for words, code in CANNOT_BE_MADE:
        round_("export", *words.split(), expect=code)
        assert sorted(path.name for path in tmp_path.iterdir()) == before, words


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_the_machines_fault(round_: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "shut"
    folder.mkdir(mode=0o500)
    round_("export", "timeline", "-o", folder / "t.pdf", expect=4)
    round_("export", "json", "-o", folder / "t.json", expect=4)
    assert not list(folder.iterdir())


@pytest.mark.parametrize("name", ["all.json", "timeline.txt"])
def test_a_full_disk_leaves_the_old_paper(
    round_: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Given a disk that fills up while a paper is put in place, the one before it is whole and nothing lies beside."""

    def full(part: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / name
    out.write_bytes(b"older")
    monkeypatch.setattr(reporting, "settle", full)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert "No space left" in round_("export", name.partition(".")[0].replace("all", "json"), "-o", out, expect=4)
    assert out.read_bytes() == b"older" and sorted(path.name for path in tmp_path.iterdir()) == before


def test_the_case_file_itself_is_never_the_paper(cli: Cli, tmp_path: Path) -> None:
    odd = tmp_path / "round.json"
    cli.bare("new", odd)
    before = odd.read_bytes()
    assert "is the case file itself" in cli.bare("export", odd, "json", "-o", odd, expect=1)
    assert odd.read_bytes() == before and cli.bare("check", odd)


def test_json_goes_out_and_comes_back_whole(round_: Cli, tmp_path: Path) -> None:
    """Given a case file, when its JSON makes a new one, the two hold the same records, and neither has a fault."""
    round_("add", "claim", "side=local", "statement=It complies")
    round_("link", "L-1", "excerpt:1", "--supports")
    out, back = tmp_path / "all.json", tmp_path / "back.casefile"
    found = round_.json("export", "json", "-o", out)
    assert found["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    round_.bare("new", back, "--from", out)
    again = tmp_path / "again.json"
    round_.bare("export", back, "json", "-o", again)
    mine, theirs = json.loads(out.read_bytes()), json.loads(again.read_bytes())
    profile, copied = mine["records"].pop(0), theirs["records"].pop(0)
    assert mine == theirs
    assert copied == profile | {"uid": copied["uid"]}  # a file of its own, with its own backups
    kinds = {own["kind"] for own in mine["records"]}
    assert {"document", "layer", "proposal", "excerpt", "deadline", "support", "custody-entry"} <= kinds
    for kind in sorted(kinds):
        listed = json.loads(round_.bare("list", back, kind, "--json"))
        assert [own["uid"] for own in listed] == [own["uid"] for own in round_.json("list", kind)], kind
    assert json.loads(round_.bare("check", back, "--deep", "--json")) == {"ok": True, "faults": []}
    assert round_.json("deadlines")[0]["due"] == json.loads(round_.bare("deadlines", back, "--json"))[0]["due"]


def test_an_export_changes_no_record_and_no_history(round_: Cli, tmp_path: Path) -> None:
    before = round_.json("info")
    round_("export", "timeline", "-o", tmp_path / "t.pdf")
    after = round_.json("info")
    assert (after["history_head"], after["counts"]) == (before["history_head"], before["counts"])
    assert round_.json("check", "--deep")["ok"]


def test_what_is_no_case_file_is_told_and_left(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other.casefile"
    other.write_bytes(b"no case file" * 400)
    cli.bare("export", other, "json", "-o", tmp_path / "x.json", expect=4)
    assert other.read_bytes() == b"no case file" * 400 and not (tmp_path / "x.json").exists()
