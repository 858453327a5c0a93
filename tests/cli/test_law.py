"""Law on the command line: dates counted, the catalogue, deadlines of a file, standing of its claims."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made_letters
import pytest
from factories import Cli

from casefile.cli.main import run
from casefile.services.commands.dates import book

Computed = Callable[..., dict[str, Any]]
Batch = Callable[..., tuple[list[dict[str, Any]], str]]
KEYS = ["due", "safe", "raw", "time", "zone", "steps", "readings", "warnings"]


@pytest.fixture
def computed(cli: Cli) -> Computed:
    return lambda *arguments: json.loads(cli.bare("compute", *arguments, "--json"))


@pytest.fixture
def batch(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Batch:
    """Computes lines, given as objects or as bytes; the answers, and the line of error."""

    def said(*given: dict[str, Any] | bytes, expect: int = 0) -> tuple[list[dict[str, Any]], str]:
        path = tmp_path / "batch.jsonl"
        path.write_bytes(
            b"".join((own if isinstance(own, bytes) else json.dumps(own).encode()) + b"\n" for own in given)
        )
        capfd.readouterr()
        code = run(["compute", "--batch", str(path), "--json"])
        out, err = capfd.readouterr()
        assert code == expect, out + err
        assert (err == "") if code == 0 else (err.startswith("casefile: error: ") and err.count("\n") == 1), err
        return [json.loads(line) for line in out.splitlines()], err

    return said


# --- compute ---


def test_the_contracts_example(computed: Computed) -> None:
    """The object that the contract prints comes out of the rule that it cites."""
    (rule,) = [own for own in book() if own.authority == "Fed. R. Civ. P. 12(a)(1)(A)(i)"]
    found = computed("--trigger", "2026-05-29", "--rule", rule.key)
    assert list(found) == KEYS
    readings, second = found.pop("readings"), found["steps"][1]
    assert second.pop("text").startswith("21 days later")
    assert found == {
        "due": "2026-06-22", "safe": "2026-06-22", "raw": "2026-06-19", "time": None, "zone": None,
        "steps": [
            {"n": 1, "date": "2026-05-29", "text": "Day of the event: not counted.",
             "authority": "Fed. R. Civ. P. 6(a)(1)(A)"},
            {"n": 2, "date": "2026-06-19", "authority": "Fed. R. Civ. P. 12(a)(1)(A)(i)"},
            {"n": 3, "date": "2026-06-22",
             "text": "June 19 is Juneteenth, June 20 and 21 a weekend: moved to Monday.",
             "authority": "Fed. R. Civ. P. 6(a)(1)(C), 6(a)(6)(A)"},
        ],
        "warnings": [],
    }  # fmt: skip
    assert [own["due"] for own in readings] == ["2026-06-22"] and list(readings[0]) == ["due", "when"]


@pytest.mark.parametrize(
    ("options", "due", "safe"),
    [
        (["--trigger", "2017-06-01", "--period", "30 days"], "2017-07-03", "2017-07-03"),
        (["--trigger", "2017-06-01", "--period", "30 days", "--regime", "letter"], "2017-07-01", "2017-06-30"),
        (["--trigger", "2017-06-01", "--period", "30 days", "--regime", "statute"], "2017-07-03", "2017-07-01"),
        (["--trigger", "2017-06-30", "--period", "7 days", "--direction", "before"], "2017-06-23", "2017-06-23"),
        (["--trigger", "2017-06-02", "--period", "14 days", "--service", "mail"], "2017-06-19", "2017-06-19"),
        (["--trigger", "2018-01-31", "--period", "1 months"], "2018-02-28", "2018-02-28"),
        (["--trigger", "2017-03-24", "--period", "7 days", "--state", "CA"], "2017-04-03", "2017-04-03"),
        (["--trigger", "2017-06-16", "--period", "14 days", "--closed", "2017-06-30"], "2017-07-03", "2017-07-03"),
    ],
)
def test_options_count(computed: Computed, options: list[str], due: str, safe: str) -> None:
    found = computed(*options)
    assert (found["due"], found["safe"], found["steps"][-1]["date"]) == (due, safe, due)


def test_hours_run_on_the_clock_of_the_zone(computed: Computed) -> None:
    found = computed("--trigger", "2017-06-28T14:30", "--period", "72 hours", "--zone", "America/New_York")
    assert (found["due"], found["time"], found["zone"]) == ("2017-07-03", "14:30", "America/New_York")


@pytest.mark.parametrize(
    "options",
    [
        [], ["--trigger", "2017-06-01"], ["--period", "30 days"], ["--trigger", "2017-02-30", "--period", "1 days"],
        ["--trigger", "2017-06-01", "--period", "30 dayz"], ["--trigger", "June 1", "--period", "30 days"],
        ["--trigger", "2017-06-01", "--period", "30 days", "--service", "pigeon"],
        ["--trigger", "2017-06-01", "--period", "30 days", "--regime", "roman"],
        ["--trigger", "2017-06-01", "--period", "30 days", "--state", "Cascadia"],
        ["--trigger", "2017-06-01", "--period", "30 days", "--zone", "Mars/Olympus"],
        ["--trigger", "2017-06-01", "--period", "72 hours"], ["--trigger", "", "--period", "30 days"],
        ["--batch", "no such file"], ["--trigger", "9999-12-31", "--period", "30 days"],
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_wrong_usage(cli: Cli, options: list[str]) -> None:
    cli.bare("compute", *options, expect=2)
    cli.bare("compute", *options, "--json", expect=2)


def test_a_batch_answers_each_line_by_its_number(batch: Batch, computed: Computed) -> None:
    given: dict[str, Any] = {"trigger": "2026-05-29", "period": "21 days", "state": ["NY"], "closed": ["2026-06-22"]}
    found, _ = batch(given, b"", {"trigger": "2017-06-01", "period": "30 days", "as_of": None, "n": 77})
    assert [own["n"] for own in found] == [1, 3]
    assert all(list(own) == ["n", *KEYS] for own in found)
    single = computed("--trigger", "2026-05-29", "--period", "21 days", "--state", "NY", "--closed", "2026-06-22")
    assert found[0] == {"n": 1, **single}


def test_a_bad_line_is_told_and_the_rest_goes_on(batch: Batch) -> None:
    good = {"trigger": "2017-06-01", "period": "30 days"}
    bad: list[dict[str, Any] | bytes] = [
        b"{", b"[]", b'"text"', b"\xff\xfe", b"[" * 100_000, {"trigger": "2017-06-01", "period": "30 dayz"},
        {"trigger": "2017-02-30", "period": "1 days"}, good | {"colour": "red"}, good | {"state": 7}, {"period": 30},
        good | {"rule": "frcp-99"}, b"1" * 5000,
    ]  # fmt: skip
    found, error = batch(good, *bad, good, expect=1)
    assert [own["n"] for own in found] == list(range(1, len(bad) + 3))
    for own in found[1:-1]:
        assert list(own) == ["n", "error"] and own["error"] and "\n" not in own["error"], own
    assert found[0]["due"] == found[-1]["due"] == "2017-07-03"
    assert f"{len(bad)} of {len(bad) + 2} lines could not be computed" in error


def test_a_batch_may_begin_with_a_byte_order_mark(batch: Batch) -> None:
    ((found,), _) = batch(b'\xef\xbb\xbf{"trigger": "2017-06-01", "period": "30 days"}')
    assert found["due"] == "2017-07-03"


def test_a_batch_comes_by_pipe_too(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"trigger": "2017-06-01", "period": "30 days"}\n')))
    assert json.loads(cli.bare("compute", "--batch", "-", "--json"))["due"] == "2017-07-03"


def test_a_batch_takes_no_options_beside_it(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "empty.jsonl"
    path.touch()
    assert cli.bare("compute", "--batch", path) == ""
    assert "stand in its lines" in cli.bare("compute", "--batch", path, "--period", "3 days", expect=2)


def test_for_people_the_steps_are_printed(cli: Cli) -> None:
    shown = cli.bare("compute", "--trigger", "2017-06-02", "--rule", "frcp-12-a1Ai")
    assert "  1  Fri, Jun 2, 2017" in shown and "Due Fri, Jun 23, 2017. Safe date: Fri, Jun 23, 2017." in shown


# --- rules ---


def test_the_catalogue_names_key_authority_and_day_checked(cli: Cli) -> None:
    every = json.loads(cli.bare("rules", "--json"))
    assert len(every) == len(book()) > 10
    for own in every:
        assert {"key", "authority", "period", "trigger", "direction", "in_force", "checked_on"} <= own.keys()
        assert set(own["in_force"]) == {"from", "until"}
    found = json.loads(cli.bare("rules", "--search", "answer", "--json"))
    assert 0 < len(found) < len(every)
    assert json.loads(cli.bare("rules", "--search", "no such words", "--json")) == []
    assert any(line.startswith("frcp-12-a1Ai: ") for line in cli.bare("rules").splitlines())


# --- deadlines ---


@pytest.fixture
def dated(cli: Cli) -> Cli:
    """Deadlines of two places: one on a Saturday, one counted, one without a day, one met."""
    for name in ("Marlow", "Northgate"):
        cli("add", "jurisdiction", f"name={name}", "state=OR")
    for values in (
        ["title=Later", "basis=stated-date", "due_on=2017-07-14", "jurisdiction=Northgate"],
        ["title=Saturday", "basis=stated-date", "due_on=2017-07-01", "jurisdiction=Marlow"],
        ["title=Waiting", "basis=period-in-letter", "period=30 days", "counted_from=receipt"],
        ["title=Counted", "basis=statute", "period=30 days", "trigger_on=2017-06-02"],
        ["title=Met", "basis=stated-date", "due_on=2017-06-29", "status=met", "jurisdiction=Marlow"],
    ):
        cli("add", "deadline", *values)
    return cli


def titles(cli: Cli, *options: str) -> list[str]:
    return [own["title"] for own in cli.json("deadlines", *options)]


def test_deadlines_stand_in_the_order_of_their_safe_days(dated: Cli) -> None:
    found = dated.json("deadlines")
    assert [(own["title"], own["due"], own["safe"]) for own in found] == [
        ("Met", "2017-06-29", "2017-06-29"), ("Saturday", "2017-07-01", "2017-06-30"),
        ("Counted", "2017-07-03", "2017-07-02"), ("Later", "2017-07-14", "2017-07-14"), ("Waiting", None, None),
    ]  # fmt: skip
    for own in found:
        assert list(own)[:4] == ["kind", "id", "uid", "version"]
        assert {"due", "safe", "basis", "status", "jurisdiction", "steps", "readings", "source"} <= own.keys()
        assert all(step.keys() == {"n", "date", "text", "authority"} for step in own["steps"])
    saturday, counted = found[1], found[2]
    assert (saturday["jurisdiction"], saturday["days_left"], len(saturday["steps"])) == ("Marlow", 0, 1)
    assert counted["steps"][-1]["date"] == counted["due"] and {"2017-07-02", "2017-07-03"} <= {
        own["due"] for own in counted["readings"]
    }
    shown = dated("deadlines").splitlines()
    assert shown[1].startswith("Fri, Jun 30, 2017  (due Sat, Jul 1, 2017)  open, 0 days left  Saturday  Marlow")
    assert shown[-1].startswith("No date")


def test_deadlines_are_chosen_by_safe_day_state_and_place(dated: Cli) -> None:
    assert titles(dated, "--from", "2017-06-30", "--to", "2017-07-02") == ["Saturday", "Counted"]
    assert titles(dated, "--from", "2017-07-01", "--to", "2017-07-01") == []  # the safe day of Saturday is Friday
    assert titles(dated, "--to", "2017-06-30") == ["Met", "Saturday"]
    assert titles(dated, "--status", "met") == ["Met"]
    assert titles(dated, "--status", "open", "--from", "2017-07-03") == ["Later"]
    uid = dated.json("show", "jurisdiction", "Northgate")["uid"]
    for name in ("Northgate", "northgate", uid, "2"):
        assert titles(dated, "--jurisdiction", name) == ["Later"], name
    assert "There is no jurisdiction" in dated("deadlines", "--jurisdiction", "Nowhere", expect=1)
    dated("deadlines", "--from", "soon", expect=2)
    dated("deadlines", "--status", "overdue", expect=2)


def test_an_edit_works_the_day_out_again_in_one_step(dated: Cli) -> None:
    before = dated.json("show", "deadline", "Counted")
    change = dated.json("edit", "deadline", "Counted", "trigger_on=2017-06-09")
    after = dated.json("show", "deadline", "Counted")
    assert (after["due_on"], after["safe_on"], after["version"]) == ("2017-07-10", "2017-07-09", before["version"] + 1)
    assert len(after["history"]) == len(before["history"]) + 1 and after["history"][0]["step"] == change["step"]
    dated("undo")
    restored = dated.json("show", "deadline", "Counted")
    for name in ("trigger_on", "due_on", "safe_on", "computation"):
        assert restored[name] == before[name], name
    assert "is no time of day" in dated("edit", "deadline", "Saturday", "time=5 pm", expect=1)


def test_a_deadline_says_where_it_comes_from(cli: Cli, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text(made_letters.text(), encoding="utf-8")
    cli("import", path, "--accept", "all")
    assert cli.json("deadlines")[0]["source"] == "letter, page 1"
    cli("add", "exhibit", "title=The letter", "document=1", "number=4")
    assert cli.json("deadlines")[0]["source"] == "Ex. 4, page 1"
    cli("sequester", "document", 1, "--reason", "clawback")
    assert cli.json("deadlines")[0]["source"] == cli.json("list", "correspondence")[0]["title"]


# --- standing ---


@pytest.fixture
def argued(cli: Cli, tmp_path: Path) -> Cli:
    """L-1 rests on two exhibits, F-1 answers it and rests on one, F-2 on nothing."""
    paths = [tmp_path / f"paper {number}.txt" for number in (1, 2, 3)]
    for path in paths:
        path.write_text(f"{path.stem}: the City tells of every status it knows.", encoding="utf-8")
    cli("import", *paths)
    for number, path in enumerate(paths, start=1):
        cli("add", "exhibit", f"title={path.stem}", f"document={number}", f"number={number + 10}")
        cli("add", "excerpt", f"document={number}", "page=1", "text=the City tells of every status it knows")
    cli("add", "claim", "side=local", "statement=It complies")
    cli("add", "claim", "side=federal", "statement=It does not", "proof_standard=clear-and-convincing")
    cli("add", "claim", "side=federal", "statement=It never did")
    cli("link", "L-1", "excerpt:1", "--supports", "--strength", "strong")
    cli("link", "L-1", "excerpt:2", "--supports", "--strength", "strong")
    cli("link", "F-1", "excerpt:3", "--supports", "--strength", "weak")
    cli("answer", "F-1", "L-1", "--rebuts")
    return cli


def standings(cli: Cli, *options: str) -> dict[str, str]:
    return {own["number"]: own["standing"] for own in cli.json("standing", *options)}


def test_standing_says_why_and_what_flips_it(argued: Cli) -> None:
    found = argued.json("standing")
    assert [own["number"] for own in found] == ["F-1", "F-2", "L-1"]
    for own in found:
        assert list(own) == ["claim_id", "number", "standing", "why", "flips"]
        assert own["why"].endswith(".") and "\n" not in own["why"]
    _, last, first = found
    assert (first["standing"], last["standing"], last["flips"]) == ("stands", "unsupported", [])
    assert first["flips"] and all(set(group) <= {"11", "12", "13"} for group in first["flips"])
    for group in first["flips"]:
        options = [word for number in group for word in ("--exclude", number)]
        assert standings(argued, *options)["L-1"] != "stands", group
    assert argued.json("standing", "--claim", "l-1") == [first]
    assert "L-1      Stands       L-1 Stands: " in argued("standing")


def test_an_exhibit_is_excluded_by_number_name_or_uid(argued: Cli) -> None:
    both = standings(argued, "--exclude", "11", "--exclude", "12")
    assert both["L-1"] == "unsupported"
    uid = argued.json("show", "exhibit", "paper 1")["uid"]
    assert standings(argued, "--exclude", uid, "--exclude", "paper 2") == both
    assert "There is no exhibit" in argued("standing", "--exclude", "99", expect=1)
    assert "There is no claim" in argued("standing", "--claim", "L-9", expect=1)
    assert standings(argued)["L-1"] == "stands"  # it was only assumed


def test_what_is_sequestered_holds_nothing_up(argued: Cli) -> None:
    argued("sequester", "excerpt", 1, 2, "--reason", "clawback")
    assert standings(argued)["L-1"] == "unsupported"
    argued("release", "excerpt", 1, 2, "--reason", "withdrawn")
    assert standings(argued)["L-1"] == "stands"
    argued("sequester", "document", 1, 2, "--reason", "clawback")
    assert standings(argued)["L-1"] == "unsupported"
    argued("release", "document", 1, 2, "--reason", "withdrawn")
    argued("sequester", "claim", "F-1", "--reason", "clawback")
    assert standings(argued) == {"L-1": "stands", "F-2": "unsupported"}
    argued("sequester", "exhibit", "11", "--reason", "clawback")
    assert "There is no exhibit" in argued("standing", "--exclude", "11", expect=1)


@pytest.mark.parametrize("command", ["deadlines", "standing"])
def test_reading_leaves_a_file_as_it_is(argued: Cli, command: str, tmp_path: Path) -> None:
    before = argued.path.read_bytes()
    argued(command)
    assert argued.path.read_bytes() == before
    other = tmp_path / "other.casefile"
    other.write_bytes(b"no case file" * 400)
    argued.bare(command, other, expect=4)
    assert other.read_bytes() == b"no case file" * 400
    argued.bare(command, tmp_path / "none.casefile", expect=1)
