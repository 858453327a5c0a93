"""Killed at any moment: what was told of is there, nothing is half written, and work goes on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import made_letters
import pytest
from factories import Cli

ROOT = Path(__file__).parents[2]
LETTERS = 12
ROUNDS = 5
MANY = 50

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no SIGKILL; its TerminateProcess is as hard"
)


def letters(folder: Path, batch: int) -> list[Path]:
    """Letters of cities that no other batch names."""
    folder.mkdir(exist_ok=True)
    paths = [folder / f"letter {batch}-{n}.txt" for n in range(LETTERS)]
    for n, path in enumerate(paths):
        text = made_letters.text(city=f"Marlow{batch:02}{n:02}", award=f"2016-DJ-BX-{batch:02}{n:02}")
        path.write_text(text, encoding="utf-8")
    return paths


def killed_import(file: Path, paths: list[Path], *, lines: int, delay_s: float) -> list[dict[str, Any]]:
    """Imports until `lines` documents are told of, lets it run for `delay_s` more, kills it; what it told of."""
    command = [sys.executable, "-m", "casefile", "import", str(file), *map(str, paths), "--accept", "all", "--json"]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout is not None
    told: list[str] = []
    reader = threading.Thread(target=lambda out=process.stdout: told.extend(out))
    reader.start()
    try:
        started = time.monotonic()
        while len(told) < lines and process.poll() is None and time.monotonic() - started < 60:
            time.sleep(0.002)
        time.sleep(delay_s)
    finally:
        os.killpg(process.pid, signal.SIGKILL)  # its readers too
        process.wait()
        reader.join()
        process.stdout.close()
    return [json.loads(line) for line in told if line.endswith("\n")]


def survives(cli: Cli, folder: Path, rounds: int, *, seed: int) -> int:
    """Kills so many imports into one file and looks at it after each; how many were cut off in the middle."""
    chance, cut = random.Random(seed), 0
    for batch in range(rounds):
        before = cli.json("info")["counts"]
        paths = letters(folder, batch)
        told = killed_import(
            cli.path, paths, lines=chance.randrange(0, LETTERS), delay_s=chance.random() ** 2 * 0.25
        )  # fmt: skip
        assert cli.json("check", "--deep") == {"ok": True, "faults": []}
        documents = {own["id"]: own for own in cli.json("list", "document")}
        for own in told:
            assert own["status"] == "imported" and documents[own["document_id"]]["sha256"] == own["sha256"]
        counts = cli.json("info")["counts"]
        new = counts["document"] - before["document"]
        assert len(told) <= new <= len(told) + 1, "more was stored than the one in hand"
        for kind in ("correspondence", "award", "deadline"):  # each letter has one of each: none is half accepted
            assert counts[kind] - before[kind] == new, kind
        assert {own["status"] for own in cli.json("proposals")} <= {"accepted"}
        cut += 0 < new < LETTERS
        if new and chance.random() < 0.5:
            assert cli.json("undo")["label"] == f"Undo Import {LETTERS} documents"
            assert cli.json("info")["counts"] | {"custody-entry": 0} == before | {"custody-entry": 0}
            assert cli.json("check")["ok"]
    return cut


def test_an_import_killed_at_any_moment_leaves_whole_documents(cli: Cli, tmp_path: Path) -> None:
    assert survives(cli, tmp_path / "letters", ROUNDS, seed=1373) > 0, "no kill met an import at work"


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("seed", [1, 2])
def test_many_imports_killed_at_any_moment(cli: Cli, tmp_path: Path, seed: int) -> None:
    assert survives(cli, tmp_path / "letters", MANY // 2, seed=seed) > MANY // 10


def test_an_import_goes_on_after_a_kill(cli: Cli, tmp_path: Path) -> None:
    """Given an import that was killed, when the same files are imported again, the file holds each of them once."""
    paths = letters(tmp_path / "letters", 0)
    told = killed_import(cli.path, paths, lines=3, delay_s=0.0)
    assert len(told) >= 3
    again = [json.loads(line) for line in cli("import", *paths, "--accept", "all", "--json").splitlines()]
    assert [own["status"] for own in again[: len(told)]] == ["duplicate"] * len(told)
    counts = cli.json("info")["counts"]
    assert counts["document"] == counts["correspondence"] == counts["award"] == LETTERS
    assert cli.json("check", "--deep")["ok"]
