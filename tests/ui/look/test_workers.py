"""Jobs: results on the GUI thread, progress, cancelling, and no thread left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from casefile.jobs import JobContext
from ui.look.bars import ProgressStrip
from ui.look.theme import Theme
from ui.workers import Jobs


class Bench:
    """A window's jobs, its strip, and the errors nobody listened to."""

    def __init__(self, qtbot: QtBot) -> None:
        self.host, self.errors = QWidget(), list[BaseException]()
        qtbot.addWidget(self.host)
        self.host.show()
        self.strip = ProgressStrip()
        self.strip.setParent(self.host)
        self.jobs = Jobs(self.strip, self.errors.append, self.host)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Iterator[Bench]:
    made = Bench(qtbot)
    yield made
    assert made.jobs.close(5000)


def endless(context: JobContext) -> None:
    for n in range(100_000):
        context.report(n, 100_000, "one more")
        time.sleep(0.002)


def test_a_result_comes_to_the_gui_thread(qtbot: QtBot, bench: Bench) -> None:
    seen: list[Any] = []
    handle = bench.jobs.start(
        lambda _context: 42, "Counting", lambda result: seen.append((result, threading.get_ident()))
    )
    with qtbot.waitSignal(handle.finished):
        pass
    assert seen == [(42, threading.get_ident())]
    assert not bench.jobs.busy()
    assert not bench.strip.isVisible()


def test_a_long_job_shows_and_the_strip_stops_it(qtbot: QtBot, bench: Bench) -> None:
    bench.jobs.SHOWN_AFTER_MS = 50
    failed: list[BaseException] = []
    handle = bench.jobs.start(endless, "Reading letters", failed=failed.append)
    assert not bench.strip.isVisible()
    qtbot.waitUntil(lambda: bench.strip.isVisible() and "one more" in bench.strip.words.text(), timeout=3000)
    assert bench.strip.total == 100_000
    with qtbot.waitSignal(handle.finished):
        bench.strip.cancel.click()
    assert not bench.strip.isVisible()
    assert (failed, bench.errors) == ([], [])


def test_an_error_goes_to_its_listener_or_to_the_window(qtbot: QtBot, bench: Bench) -> None:
    def fail(_context: JobContext) -> None:
        raise UserError("The scan cannot be read.")

    failed: list[BaseException] = []
    for listener in (failed.append, None):
        with qtbot.waitSignal(bench.jobs.start(fail, "Reading", failed=listener).finished):
            pass
    assert [str(error) for error in (*failed, *bench.errors)] == ["The scan cannot be read."] * 2


def test_two_jobs_are_counted_and_the_second_stays_shown(qtbot: QtBot, bench: Bench) -> None:
    bench.jobs.SHOWN_AFTER_MS = 10
    first = bench.jobs.start(endless, "Reading letters")
    second = bench.jobs.start(endless, "Drawing pages")
    qtbot.waitUntil(lambda: "(and 1 more)" in bench.strip.words.text(), timeout=3000)
    with qtbot.waitSignal(first.finished):
        first.cancel()
    assert bench.strip.words.text().startswith("Drawing pages")
    with qtbot.waitSignal(second.finished):
        bench.jobs.cancel()


def test_closing_waits_for_every_thread_and_says_nothing_more(qtbot: QtBot, bench: Bench) -> None:
    told: list[Any] = []
    for n in range(3):
        bench.jobs.start(endless, f"Job {n}", told.append, told.append)
    assert bench.jobs.close(5000)
    qtbot.wait(50)
    assert told == []
