"""Days of an office, lived through the installed command line: every step its own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import made_letters
import pytest

ROOT = Path(__file__).parents[2]
REPLY = """City of Marlow
Office of the City Attorney
12 Harbor Street
Marlow, OR 97199

June 29, 2017

Alex R. Moreno
Acting Assistant Attorney General
Office of Justice Programs
U.S. Department of Justice
Washington, D.C. 20531

Re: Award 2016-DJ-BX-0999

Dear Mr. Moreno:

The City of Marlow complies with 8 U.S.C. § 1373. No ordinance restricts what O'Brien County or any officer
may tell about immigration status. This responds to your letter of April 21, 2017.

Sincerely,

Lee Park
City Attorney
"""


class Office:
    """One desk: a folder, a home of its own, and a clock that a story moves on."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder, self.now = folder, "2017-05-01T09:00:00Z"
        self._env = os.environ | {"CASEFILE_HOME": str(home), "PYTHONPATH": str(ROOT)}

    def __call__(self, *arguments: object, expect: int = 0, given: str | None = None) -> str:
        """Runs one command in a process of its own; its output, or its line of error."""
        done = subprocess.run(
            [sys.executable, "-m", "casefile", *map(str, arguments)], cwd=self.folder, input=given, text=True,
            env=self._env | {"CASEFILE_NOW": self.now}, capture_output=True, timeout=120, encoding="utf-8",
        )  # fmt: skip
        assert done.returncode == expect, f"{arguments}: exit {done.returncode}\n{done.stdout}{done.stderr}"
        assert "Traceback" not in done.stdout + done.stderr
        if expect in (1, 2, 4):
            assert done.stderr.startswith("casefile: error: ") and done.stderr.count("\n") == 1, done.stderr
            return done.stderr
        assert done.stderr == ""
        return done.stdout

    def json(self, *arguments: object, expect: int = 0, given: str | None = None) -> Any:
        return json.loads(self(*arguments, "--json", expect=expect, given=given))

    def write(self, name: str, words: str) -> Path:
        path = self.folder / name
        path.write_text(words, encoding="utf-8")
        return path


@pytest.fixture
def office(tmp_path: Path, home: Path) -> Office:
    return Office(tmp_path, home)


def taken(office: Office, file: str, *names: str) -> list[int]:
    """Ids of the open proposals of these names."""
    return [own["id"] for own in office.json("proposals", file) if own["name"] in names and own["status"] == "open"]


def test_a_new_attorneys_first_day(office: Office) -> None:
    """From an empty folder to a letter read, accepted, argued about, found again, taken back and backed up."""
    file = "marlow.casefile"
    office("new", file, "--title", "Marlow", "--side", "local")
    office("add", file, "jurisdiction", "name=Marlow", "state=OR", "full_name=City of Marlow")
    letter = office.write("april letter.txt", made_letters.text())
    told = office.json("import", file, letter)
    assert (told["status"], told["accepted"]) == ("imported", 0)
    assert office.json("deadlines", file) == []

    office("accept", file, *[own["uid"] for own in office.json("proposals", file)])
    (due,) = office.json("deadlines", file, "--jurisdiction", "City of Marlow")
    assert (due["due"], due["safe"], due["status"], due["days_left"]) == ("2017-06-30", "2017-06-30", "open", 60)
    assert len(office.json("list", file, "jurisdiction")) == 1
    (demand,) = office.json("list", file, "demand")
    assert demand["deadline_id"] == due["id"]

    (told,) = [office.json("import", file, office.write("reply.txt", REPLY), "--accept", "all")]
    reply = office.json("list", file, "correspondence", "--where", f"document={told['document_id']}")[0]
    assert (reply["direction"], reply["letter_on"], reply["jurisdiction_id"]) == ("to-federal", "2017-06-29", 1)
    office.now = "2017-06-29T15:00:00Z"
    office("edit", file, "demand", "D-1", f"answer={reply['uid']}", "status=answered", "answered_on=2017-06-29")
    office("edit", file, "deadline", due["uid"], "status=met", "met_on=2017-06-29", f"proof={told['document_id']}")
    assert office.json("deadlines", file, "--status", "open") == []

    office("add", file, "exhibit", "title=Reply of June 29", f"document={told['document_id']}", "number=1")
    office("add", file, "excerpt", f"document={told['document_id']}", "page=1", "text=complies with 8 U.S.C. § 1373")
    quoted = office.json("list", file, "excerpt", "--where", "text=complies with 8 U.S.C. § 1373")[0]
    office("add", file, "claim", "side=local", "statement=The City complies", "jurisdiction=Marlow")
    office("add", file, "claim", "side=federal", "statement=The City does not comply", "jurisdiction=Marlow")
    office("link", file, "L-1", f"excerpt:{quoted['uid']}", "--supports", "--strength", "strong")
    office("answer", file, "F-1", "L-1", "--rebuts")
    assert {own["number"]: own["standing"] for own in office.json("standing", file)} == {
        "L-1": "stands", "F-1": "unsupported",
    }  # fmt: skip
    assert office.json("standing", file, "--claim", "L-1", "--exclude", "1")[0]["standing"] == "unsupported"

    found = office.json("search", file, "O'Brien")
    assert found["total"] >= 1 and any(hit["id"] == told["document_id"] for hit in found["hits"])
    steps = office.json("history", file)
    assert steps[0]["label"] == "Add answer" and len({own["hash"] for own in steps}) == len(steps)
    assert office.json("undo", file)["label"] == "Undo Add answer"
    assert office.json("list", file, "answer") == []
    assert office.json("redo", file)["label"] == "Redo Add answer"

    copy = office.json("backup", file)["path"]
    office("restore", copy, "-o", "restored.casefile")
    assert office.json("standing", "restored.casefile") == office.json("standing", file)
    for each in (file, "restored.casefile"):
        assert office.json("check", each, "--deep") == {"ok": True, "faults": []}
    assert "is there already" in office("restore", copy, "-o", file, expect=1)


def test_a_round_of_letters_and_a_mistake_taken_back(office: Office) -> None:
    """Five letters at once, one of them unreadable, wrongly accepted whole, undone, and reviewed by hand."""
    file = "round.casefile"
    office("new", file)
    cities = ["Marlow", "Northgate", "Fairhaven", "Eastport"]
    paths = [
        office.write(f"{city}.txt", made_letters.text(city=city, award=f"2016-DJ-BX-{n:04}"))
        for n, city in enumerate(cities)
    ]
    broken = office.write("broken.pdf", "%PDF-1.7 and no more")
    told = office("import", file, *paths[:2], broken, *paths[2:], "--accept", "all", expect=1)
    assert "1 of 5 documents could not be imported" in told
    assert [own["safe"] for own in office.json("deadlines", file)] == ["2017-06-30"] * 4
    office("undo", file)
    assert office.json("info", file)["counts"]["document"] == 0

    office("import", file, *paths, "--accept", "sure")
    assert office.json("deadlines", file) == [], "a deadline is never sure"
    office("accept", file, *taken(office, file, "deadline", "jurisdiction", "letter_kind", "direction"))
    assert {own["jurisdiction"] for own in office.json("deadlines", file)} == set(cities)
    office("reject", file, *taken(office, file, "demand"))
    assert taken(office, file, "deadline", "demand") == [] == office.json("list", file, "demand")
    titles = {own["title"] for own in office.json("list", file, "correspondence")}
    assert len(titles) == 4, titles
    assert office.json("check", file, "--deep")["ok"]


@pytest.mark.slow
def test_a_period_waits_for_its_receipt_and_follows_a_correction(office: Office) -> None:
    file = "receipt.casefile"
    office("new", file)
    letter = office.write("letter.txt", made_letters.text(due="within 30 days of receipt of this letter"))
    office("import", file, letter, "--accept", "all")
    (due,) = office.json("deadlines", file)
    assert (due["due"], due["safe"], due["counted_from"]) == (None, None, "receipt")
    office("edit", file, "correspondence", 1, "received_on=2017-04-27")
    (due,) = office.json("deadlines", file)
    assert (due["due"], due["safe"]) == ("2017-05-27", "2017-05-26")  # a Saturday, and never rolled
    office("edit", file, "deadline", due["uid"], "trigger_on=2017-04-28")
    (due,) = office.json("deadlines", file)
    assert (due["due"], due["safe"], due["steps"][0]["date"]) == ("2017-05-28", "2017-05-26", "2017-04-28")
    same = office.json("compute", "--trigger", "2017-04-28", "--period", "30 days", "--regime", "letter")
    assert (same["due"], same["safe"]) == (due["due"], due["safe"])
    for _ in range(2):
        office("undo", file)
    assert office.json("deadlines", file)[0]["due"] is None
    assert office.json("check", file, "--deep")["ok"]


@pytest.mark.slow
def test_two_desks_pass_a_case_file_to_and_fro(office: Office) -> None:
    """A script adds claims by pipe, a paper is made, the file travels as JSON, and a stale edit is a conflict."""
    file = "desk.casefile"
    office("new", file, "--side", "federal")
    office("add", file, "jurisdiction", "name=Marlow", "state=OR")
    rows = "\n".join(
        json.dumps({"side": side, "statement": f"Claim {n}"}) for n, side in enumerate(["local", "federal"] * 3)
    )
    assert len(office.json("add", file, "claim", "--from", "-", given=rows)["refs"]) == 6
    office("import", file, office.write("letter.txt", made_letters.text()), "--accept", "all")
    office("edit", file, "claim", "L-1", "statement=First", "--version", 1)
    stale = office("edit", file, "claim", "L-1", "statement=Second", "--version", 1, expect=1)
    assert "First" in stale and "Second" in stale

    office("export", file, "timeline", "-o", "timeline.pdf")
    office("export", file, "json", "-o", "desk.json")
    office("new", "copy.casefile", "--from", "desk.json")
    assert office.json("info", "copy.casefile")["side"] == "federal"
    for kind in ("claim", "deadline", "demand", "award", "person"):
        mine, theirs = (office.json("list", each, kind) for each in (file, "copy.casefile"))
        assert [own["uid"] for own in mine] == [own["uid"] for own in theirs], kind
    office("sequester", file, "claim", "L-2", "--reason", "clawback letter of June 1")
    assert "L-2" not in {own["number"] for own in office.json("standing", file)}
    assert office.json("search", file, "Claim 2")["total"] == 0
    office("export", file, "json", "-o", "desk.json")
    assert "Claim 2" not in (office.folder / "desk.json").read_text(encoding="utf-8")
    assert office.json("check", file, "--deep")["ok"] and office.json("check", "copy.casefile", "--deep")["ok"]
