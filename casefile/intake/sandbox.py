"""Foreign files are parsed in warm, limited child processes, fed by pipe.

A child that dies, hangs or takes too much memory costs one plain sentence in
the outcome; the next document gets a fresh child.
"""

from __future__ import annotations

import hashlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, BinaryIO, Self

from casefile.domain.letters import Box, Letter, PageText, boxes_from_json
from casefile.intake.base import Limits, ReadOutcome, Unreadable
from casefile.intake.protocol import BadFrame, Closed, read_frame, write_frame

_START_SECONDS = 60.0  # a cold child on a slow machine loads pdfium and the citation tables
_NEARLY_ALL = 0.7  # of the memory allowed: a child that died there died of it


class Failure(Exception):
    """The child did not answer; the message is one plain sentence."""


class _Child:
    """One child process. Used by one thread at a time."""

    def __init__(self, limits: Limits, command: Sequence[str]) -> None:
        self._limits = limits
        self.holds = ""  # hash of the document it has in hand
        self._late = False
        self._process = subprocess.Popen(
            [*command, json.dumps(asdict(limits))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_bare_environment(),
            close_fds=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._requests: BinaryIO = self._process.stdin  # type: ignore[assignment]
        self._answers: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self._ready = False

    def ask(self, head: dict[str, Any], body: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """One request and its answer.

        Raises:
            Failure: The child hung, died, used too much or answered nonsense.
        """
        if not self._ready:
            self._within(_START_SECONDS, self._hello)
            self._ready = True
        answer, reply = self._within(seconds, lambda: self._exchange(head, body))
        if answer.get("memory"):
            raise Failure(self._too_much_memory())
        return answer, reply

    def _hello(self) -> tuple[dict[str, Any], bytes]:
        return read_frame(self._answers, most=0)

    def _exchange(self, head: dict[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        write_frame(self._requests, head, body)
        return read_frame(self._answers, most=self._limits.reply_mb * 1_000_000)

    def _within(self, seconds: float, act: Any) -> tuple[dict[str, Any], bytes]:
        # Killing the child ends the blocking read or write, on every platform.
        timer = threading.Timer(seconds, self._give_up)
        timer.start()
        try:
            head, body = act()
        except (Closed, BrokenPipeError, OSError) as exc:
            raise Failure(self._epitaph(seconds)) from exc
        except BadFrame as exc:
            raise Failure("The file could not be read: its reader gave an answer that makes no sense.") from exc
        finally:
            timer.cancel()
        return head, body

    def _give_up(self) -> None:
        self._late = True
        self._process.kill()

    def _epitaph(self, seconds: float) -> str:
        most_kb = self._reap()
        if self._late:
            return f"The file could not be read: its reader took more than {seconds:.0f} seconds."
        if most_kb * 1024 > _NEARLY_ALL * self._limits.memory_mb * 1_000_000:
            return self._too_much_memory()
        return "The file could not be read: its reader stopped unexpectedly; the file may be damaged."

    def _too_much_memory(self) -> str:
        return f"The file could not be read: its reader used more than {self._limits.memory_mb} MB."

    def _reap(self) -> int:
        """Waits for the dead child; its largest memory in kilobytes, 0 where unknown."""
        self._process.kill()
        if not hasattr(os, "wait4") or self._process.returncode is not None:
            self._process.wait()
            return 0
        try:
            _, status, usage = os.wait4(self._process.pid, 0)
        except ChildProcessError:
            return 0
        self._process.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss if sys.platform == "linux" else usage.ru_maxrss // 1024

    def close(self) -> None:
        """Ends the child and closes its pipes."""
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            try:
                stream.close()
            except OSError:
                continue  # bytes for a dead child are lost, and rightly so


def _bare_environment() -> dict[str, str]:
    """What a child needs to start: no passphrase, no token, no proxy of ours."""
    root = str(Path(__file__).resolve().parents[2])
    needed = {key: os.environ[key] for key in ("SYSTEMROOT", "WINDIR") if key in os.environ}
    quiet = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONSAFEPATH": "1", "PYTHONUTF8": "1"}
    return {**needed, **quiet, "PYTHONPATH": root, "MALLOC_ARENA_MAX": "1"}


class Reader:
    """A pool of warm child processes that read documents.

    Args:
        jobs: How many children, thus how many documents at once.
        limits: What one document may take.
        command: The child's command line; tests put their own bad children here.

    Example: `with Reader(jobs=1) as reader: outcome = reader.read(data, "letter.pdf")`.
    """

    def __init__(self, jobs: int = 1, *, limits: Limits | None = None, command: Sequence[str] | None = None) -> None:
        self._limits = limits or Limits()
        self._command = tuple(command or (sys.executable, "-m", "casefile.intake.worker"))
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()
        for _ in range(max(1, jobs)):
            self._idle.put(None)  # children start when first needed
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def warm(self) -> None:
        """Starts every child now and returns at once, so that the first document does not wait."""
        places = [self._idle.get() for _ in range(self._idle.qsize())]
        for child in places:
            self._idle.put(child or _Child(self._limits, self._command))

    def close(self) -> None:
        """Ends the children that are idle; a busy one ends when it has answered."""
        self._closed = True
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                return
            if child is not None:
                child.close()

    def read(self, data: bytes, name: str) -> ReadOutcome:
        """Reads one file; whatever is wrong with it, an outcome comes back.

        Args:
            data: The file's bytes.
            name: Its name, for the letters' `source`.
        """
        most = self._limits.size_mb * 1_000_000
        if len(data) > most:
            return _refused(name, "", f"The file is larger than {self._limits.size_mb} MB.")
        sha256 = hashlib.sha256(data).hexdigest()
        try:
            head, body = self._ask({"op": "read", "name": name}, data, sha256)
            return _outcome(name, sha256, head, body)
        except Failure as exc:
            return _refused(name, sha256, str(exc))

    def page_image(self, data: bytes, page: int, scale: float = 1.0) -> bytes:
        """One page as PNG.

        Args:
            data: The document's bytes.
            page: From 1.
            scale: 1 gives 72 dots per inch.

        Raises:
            Unreadable: There is no such picture.
        """
        return self._asked({"op": "image", "page": page, "scale": scale}, data)

    def boxes(self, data: bytes, page: int, spans: Sequence[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """Boxes of spans of a page's text, for each span one or more, in points from the top left.

        Args:
            data: The document's bytes.
            page: From 1.
            spans: `[start, end)` in characters of the page's text.

        Raises:
            Unreadable: The document or the page cannot be read.
        """
        body = self._asked({"op": "boxes", "page": page, "spans": [list(span) for span in spans]}, data)
        try:
            return [boxes_from_json(item) for item in json.loads(body)]
        except (ValueError, TypeError) as exc:
            raise Unreadable("The page's boxes could not be read.") from exc

    def _asked(self, head: dict[str, Any], data: bytes) -> bytes:
        try:
            answer, body = self._ask(head, data, hashlib.sha256(data).hexdigest())
        except Failure as exc:
            raise Unreadable(str(exc)) from exc
        if not answer.get("ok"):
            raise Unreadable(str(answer.get("error", "The file could not be read.")))
        return body

    def _ask(self, head: dict[str, Any], data: bytes, sha256: str) -> tuple[dict[str, Any], bytes]:
        child = self._idle.get()
        fresh: _Child | None = None
        try:
            fresh = child or _Child(self._limits, self._command)
            keep = fresh.holds == sha256
            answer = fresh.ask({**head, "keep": keep}, b"" if keep else data, self._limits.seconds_for(len(data)))
            fresh.holds = sha256
            child = fresh
        except BaseException:
            child = None
            if fresh is not None:
                fresh.close()
            raise
        finally:
            if self._closed and child is not None:
                child.close()
                child = None
            self._idle.put(child)
        return answer


def _refused(name: str, sha256: str, reason: str) -> ReadOutcome:
    media_type = "application/octet-stream"
    letter = Letter(name, sha256, media_type=media_type, pages=0, warnings=(reason,))
    return ReadOutcome((letter,), (), "", media_type, sha256, reason)


def _outcome(name: str, sha256: str, head: dict[str, Any], body: bytes) -> ReadOutcome:
    if not head.get("ok"):
        return _refused(name, sha256, str(head.get("error", "The file could not be read.")))
    try:
        reply = json.loads(body)
        pages = tuple(PageText.from_json(item) for item in reply["pages"])
        found = tuple(Letter.from_json(item) for item in reply["letters"])
        warnings = tuple(str(item) for item in head["warnings"])
        media_type, reader = str(head["media_type"]), str(head["reader"])
    except (ValueError, KeyError, TypeError, AttributeError) as exc:
        raise Failure("The file could not be read: its reader gave an answer that makes no sense.") from exc
    letters = tuple(
        replace(
            item, source=name, sha256=sha256, media_type=media_type, pages=len(pages), warnings=warnings + item.warnings
        )
        for item in found or (Letter(name),)
    )
    return ReadOutcome(letters, pages, reader, media_type, sha256)
