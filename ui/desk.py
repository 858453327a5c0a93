"""What all views of one window share: the open case, its changes, jobs, messages, and the way to other screens."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from casefile.domain.refs import ELSEWHERE, ChangeSet, RecordRef
from casefile.errors import CasefileError
from casefile.jobs import JobContext
from casefile.services.case import Case, Query
from casefile.services.queries.history import WhatTurns
from casefile.services.runner import Command
from ui.bridge import ChangeBridge
from ui.errors import message_for
from ui.look.bars import Message
from ui.look.keep import Settings
from ui.workers import JobHandle, Jobs

Answer = TypeVar("Answer")
Then = Callable[[Any], object]


class Desk(QObject):
    """One per window. Views hold it, and never each other.

    Signals:
        changed: A `ChangeSet` after each commit, ours or another process's.
        message: A `Message` for the bar.
        going: (screen, RecordRef or None): another screen is wanted.
        saving: Whether changes are on their way to the file.
    """

    changed = Signal(object)
    message = Signal(object)
    going = Signal(str, object)
    saving = Signal(bool)
    _landed = Signal(object)

    def __init__(self, case: Case, jobs: Jobs, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.case, self.jobs, self.settings = case, jobs, settings
        self._bridge = ChangeBridge(case, self)
        self._bridge.changed.connect(self.changed)
        self._landed.connect(lambda land: land())
        self._waiting = 0

    @property
    def read_only(self) -> str:
        """Why nothing may be changed, as a sentence; empty where it may."""
        return self.case.read_only

    def ask(self, query: Query[Answer]) -> Answer:
        """A short question, answered at once. One that may pass 100 ms goes through `look_up`."""
        return self.case.ask(query)

    def look_up(self, query: Query[Answer], words: str, then: Then) -> JobHandle:
        """A long question, as a job; `then` gets the answer on the GUI thread."""
        return self.jobs.start(lambda _context: self.case.ask(query), words, then, self.fail)

    def start(self, job: Callable[[JobContext], Any], words: str, then: Then | None = None) -> JobHandle:
        """Long work, with progress and cancel."""
        return self.jobs.start(job, words, then, self.fail)

    def run(
        self, command: Command, *, origin: object | None = None, then: Then | None = None, failed: Then | None = None
    ) -> None:
        """Sends a command to the writer and returns at once.

        Args:
            then: Called with the `ChangeSet` on the GUI thread, after the commit.
            failed: Called with the error instead of the message bar.
        """
        try:
            future: Future[ChangeSet] = self.case.run(command, origin=origin)
        except CasefileError as error:
            (failed or self.fail)(error)
            return
        self._waiting += 1
        self.saving.emit(True)
        future.add_done_callback(lambda done: self._landed.emit(lambda: self._land(done, then, failed)))

    def _land(self, done: Future[ChangeSet], then: Then | None, failed: Then | None) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.saving.emit(False)
        error = done.exception()
        if error is not None:
            (failed or self.fail)(error)
        elif then is not None:
            then(done.result())

    def fail(self, error: BaseException) -> None:
        """What can be put right is said in the bar; a bug goes where bugs go."""
        if not isinstance(error, CasefileError):
            raise error
        self.message.emit(message_for(error))

    def say(self, words: str, hint: str = "", tone: str = "green") -> None:
        self.message.emit(Message(words, hint, tone))

    def undo(self) -> None:
        self._turn(self.case.undo, "Undoing", "undo")

    def redo(self) -> None:
        self._turn(self.case.redo, "Redoing", "redo")

    def _turn(self, turn: Callable[[JobContext], ChangeSet], words: str, which: str) -> None:
        if getattr(self.ask(WhatTurns()), which) is None:
            self.say(f"There is nothing to {which}.", tone="blue")
            return
        self.start(turn, words, lambda changes: self.say(f"{changes.label}.", tone="blue"))

    def go(self, screen: str, ref: RecordRef | None = None) -> None:
        """Shows another screen, at a record where one is named."""
        self.going.emit(screen, ref)

    def close(self) -> None:
        """Ends the jobs and stops listening; the case itself is closed by whoever opened it."""
        self.jobs.close()
        self._bridge.close()


def is_from_elsewhere(changes: ChangeSet) -> bool:
    return changes.origin == ELSEWHERE
