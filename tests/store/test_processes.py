"""One writer thread, batches in between, other processes, and processes that die."""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from factories import AddLetter, K, all_of, claim, edit, get, letter, wait_for
from sqlalchemy import event, func, select

from casefile.domain.refs import ELSEWHERE, ChangeSet
from casefile.errors import Cancelled, StaleRecord, UserError
from casefile.jobs import JobContext
from casefile.services import runner
from casefile.services.case import Case
from casefile.store.content import holder, step

ROOT, OTHER = Path(__file__).parents[2], Path(__file__).with_name("other_process.py")


@contextmanager
def other(path: Path, count: int, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, str(OTHER), str(path), str(count), *more]
    pipe, env = subprocess.PIPE, os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=env, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        yield process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


@pytest.fixture
def held(case: Case) -> list[float]:
    """Seconds that each writing transaction held the lock."""
    times: list[float] = []
    started: list[float] = []
    event.listen(case._store.writer, "begin", lambda _: started.append(time.perf_counter()))
    event.listen(case._store.writer, "commit", lambda _: times.append(time.perf_counter() - started[-1]))
    return times


def in_a_thread(work: Callable[[], object]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_an_edit_gets_in_while_a_batch_runs(case: Case, held: list[float]) -> None:
    case.do(claim("before"))
    thread = in_a_thread(lambda: case.batch("Import", (letter(n) for n in range(600)), JobContext()))
    wait_for(lambda: all_of(case, K.DOCUMENT))
    waited = []
    for n in range(10):
        started = time.perf_counter()
        case.do(edit(case, K.CLAIM, 1, statement=f"during {n}"))
        waited.append(time.perf_counter() - started)
        time.sleep(0.02)
    assert thread.is_alive() and len(all_of(case, K.DOCUMENT)) < 600
    thread.join()
    # Wide: machines differ, and a test machine does other things besides.
    assert statistics.median(waited) < 0.2 and statistics.median(held) < 0.08
    for _ in range(10):
        assert case.undo().label == "Undo Edit claim: statement"
    assert case.undo().label == "Undo Import" and all_of(case, K.DOCUMENT) == []
    assert case.check() == []


def test_an_edit_of_another_process_gets_in_while_a_batch_runs(path: Path, case: Case) -> None:
    stop = JobContext()

    def batch() -> None:
        with pytest.raises(Cancelled):
            case.batch("Import", map(letter, range(9999)), stop)

    with other(path, 10) as process:
        thread = in_a_thread(batch)
        wait_for(lambda: all_of(case, K.DOCUMENT))
        go(process)
        assert process.wait(timeout=30) == 0
    assert thread.is_alive() and len(all_of(case, K.CLAIM)) == 10
    stop.cancel()
    thread.join()
    assert case.undo().label == "Undo Add claim" and case.check() == []


def test_an_undo_that_was_stopped_goes_on(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SLICE_S", 0.0)
    case.batch("Import", map(letter, range(8)), JobContext())  # steps 2 to 9
    context = JobContext()
    case.subscribe(lambda changes: context.cancel() if changes.step == 11 else None)
    with pytest.raises(Cancelled):
        case.undo(context)
    assert len(all_of(case, K.DOCUMENT)) == 6
    case.do(claim("in between"))
    assert case.undo().label == "Undo Add claim"
    assert case.undo().label == "Undo Import" and all_of(case, K.DOCUMENT) == []
    assert case.check() == []


def test_an_edit_during_an_undo_ends_up_on_top_of_what_was_below(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SLICE_S", 0.0)
    case.do(claim("below"))
    case.batch("Import", map(letter, range(5)), JobContext())
    during = []
    case.subscribe(lambda changes: during.append(case.run(claim("during"))) if changes.step == 9 else None)
    assert case.undo().label == "Undo Import" and during[0].result().step == 10
    assert [case.undo().label for _ in range(2)] == ["Undo Add claim"] * 2
    assert not all_of(case, K.CLAIM) and case.check() == []


def test_a_batch_undone_meanwhile_stops(case: Case) -> None:
    def letters() -> Iterator[AddLetter]:
        yield letter(1)
        yield letter(2)
        case.undo()
        yield letter(3)

    with pytest.raises(UserError, match="undone meanwhile"):
        case.batch("Import", letters(), JobContext(), ahead=1)
    assert all_of(case, K.DOCUMENT) == [] and case.check() == []


def test_a_purge_during_a_batch_starts_a_new_act(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runner, "SLICE_S", 0.0)

    def letters() -> Iterator[AddLetter]:
        yield letter(1)
        case.purge([own.ref for own in all_of(case, K.DOCUMENT)], "court order")
        case.do(claim("after"))
        yield letter(2)

    case.batch("Import", letters(), JobContext(), ahead=1)
    assert [case.undo().label for _ in range(2)] == ["Undo Import", "Undo Add claim"]
    with pytest.raises(UserError, match="nothing to undo"):
        case.undo()
    assert case.check() == []


def test_another_process_is_seen_within_a_second_and_its_stale_edit_refused(path: Path, case: Case) -> None:
    seen: list[tuple[float, ChangeSet]] = []
    case.subscribe(lambda changes: seen.append((time.monotonic(), changes)))
    case.do(claim("mine"))
    stale = edit(case, K.CLAIM, 1, statement="late")
    with other(path, 3) as process:
        go(process)
        assert process.stdout is not None
        printed = [(process.stdout.readline(), time.monotonic()) for _ in range(3)]
        wait_for(lambda: sum(changes.origin == ELSEWHERE for _, changes in seen) == 3)
    assert [(changes.step, changes.label) for _, changes in seen[1:]] == [(n, "Add claim") for n in (3, 4, 5)]
    assert {ref.id for _, changes in seen[1:] for ref in changes.refs} == {2, 3, 4}
    assert all(at - said < 1.0 for (at, _), (_, said) in zip(seen[1:], printed, strict=True))
    with Case.open(path) as second:
        second.do(edit(second, K.CLAIM, 1, statement="theirs"))
        with pytest.raises(StaleRecord):
            case.do(stale)
        with case._store.reading() as session:
            assert len(session.execute(select(holder)).all()) == 2  # the first process took its row along


def test_two_processes_edit_at_once_and_none_loses_an_edit(path: Path, case: Case) -> None:
    """Both edit the same record, each another field, as fast as they can."""
    case.do(claim("one"))
    with other(path, 30, "edits") as process:
        go(process)
        refused, longest = 0, 0.0
        for n in range(30):
            started = time.perf_counter()
            try:
                case.do(edit(case, K.CLAIM, 1, weighing=f"ours {n}"))
            except StaleRecord:
                refused += 1
            longest = max(longest, time.perf_counter() - started)
        out, _ = process.communicate()
    theirs = [line for line in out.splitlines() if line]
    with case._store.reading() as session:
        kept = session.scalar(select(func.count()).select_from(step)) or 0
    assert kept == 2 + (30 - refused) + len(theirs)  # every act acknowledged is a step
    assert get(case, K.CLAIM, 1).version == 1 + (30 - refused) + len(theirs)
    assert longest < 1.0 and case.check() == []


def test_a_listener_that_fails_loses_nothing(case: Case, caplog: pytest.LogCaptureFixture) -> None:
    case.subscribe(lambda _: 1 / 0)  # type: ignore[arg-type]
    assert case.do(claim("one")).step == 2 and "A listener failed" in caplog.text
    assert case.do(claim("two")).step == 3
    caplog.clear()


def test_a_closed_case_takes_nothing_more_and_closes_twice(case: Case) -> None:
    case.close()
    with pytest.raises(Cancelled):
        case.do(claim("late"))
    case.close()


def killed(path: Path, kills: int) -> None:
    """`kill -9` in the middle of a stream of edits: the file is sound and nothing acknowledged is gone."""
    Case.new(path).close()
    acknowledged: set[int] = set()
    for _ in range(kills):
        with other(path, 100_000) as process:
            assert process.stdout is not None
            go(process)
            time.sleep(random.uniform(0.0, 0.25))
            process.kill()
            acknowledged |= {int(line.split()[0]) for line in process.stdout if line.endswith("\n")}
        with Case.open(path) as case:
            assert case.check(deep=True) == []
            with case._store.reading() as session:
                kept = set(session.scalars(select(step.c.id)))
            assert acknowledged <= kept
            assert len(all_of(case, K.CLAIM)) == len(kept) - 1 <= len(acknowledged) + kills
    assert acknowledged


def test_killed_at_any_moment_nothing_acknowledged_is_lost(path: Path) -> None:
    killed(path, 10)


@pytest.mark.slow
def test_killed_fifty_times(path: Path) -> None:
    killed(path, 50)
