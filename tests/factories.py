"""Commands, records and callers that many tests use."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from casefile.cli.main import run
from casefile.domain.refs import RecordKind, RecordRef
from casefile.domain.schema import Record
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, EditRecord, add
from casefile.services.queries.records import Get, Records, Resolve
from casefile.store import documents

K = RecordKind
DAY = dt.date(2017, 1, 1)
NOON = dt.datetime(2017, 6, 30, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, slots=True)
class AddLetter:
    """A document with its original and one reading of its text, as an import stores it."""

    title: str
    original: bytes
    pages: tuple[str, ...]
    received_on: dt.date = DAY

    label = "Import letter"

    def apply(self, session: Session) -> None:
        connection = session.connection()
        values = {"sha256": documents.put_original(connection, self.original), "size": len(self.original)}
        values |= {"title": self.title, "received_on": self.received_on, "page_count": len(self.pages)}
        document = add(session, K.DOCUMENT, values)
        sha256 = documents.put_pages(connection, self.pages)
        add(session, K.LAYER, {"document_id": document.id, "number": 1, "reader": "text 1", "sha256": sha256})


def letter(n: object, *, words: str = "The city certifies compliance.", day: dt.date = DAY) -> AddLetter:
    return AddLetter(f"Letter {n}", f"original {n}".encode(), (words, f"page two of {n}"), day)


def claim(statement: str, side: str = "local") -> AddRecords:
    return AddRecords([(K.CLAIM, {"statement": statement, "side": side})])


def excerpt(document: int, start: int, end: int, *, page: int = 1) -> AddRecords:
    return AddRecords([(K.EXCERPT, {"document_id": document, "page": page, "start": start, "end": end})])


def supports(claim: int, excerpt: int) -> AddRecords:
    return AddRecords([(K.SUPPORT, {"claim_id": claim, "excerpt_id": excerpt})])


def edit(case: Case, kind: RecordKind, id: int, **values: Any) -> EditRecord:
    """An edit of the record as it is now."""
    return EditRecord(kind, id, values, case.ask(Get(kind, id)).version)


def get(case: Case, kind: RecordKind, name: object) -> Any:
    return case.ask(Get(kind, ref(case, kind, name).id))


def ref(case: Case, kind: RecordKind, name: object) -> RecordRef:
    return case.ask(Resolve(kind, str(name), hidden=True))


def all_of(case: Case, kind: RecordKind) -> list[Record]:
    return case.ask(Records(kind))


def behind(case: Case, sql: str) -> None:
    """An edit past the Runner, as with another SQLite tool."""
    with case._store.writer.begin() as connection:
        for part in sql.split("; "):
            connection.execute(text(part))


def wait_for(condition: Callable[[], object], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)


class Cli:
    """Runs commands in this process and holds each to the contract: its exit code, one line of error, no more."""

    def __init__(self, path: Path, capfd: pytest.CaptureFixture[str]) -> None:
        self.path, self._capfd = path, capfd

    def __call__(self, command: str, *arguments: object, expect: int = 0) -> str:
        """A command on our case file; what it printed, or its line of error."""
        return self.bare(command, self.path, *arguments, expect=expect)

    def json(self, command: str, *arguments: object, expect: int = 0) -> Any:
        return json.loads(self(command, *arguments, "--json", expect=expect))

    def bare(self, *arguments: object, expect: int = 0) -> str:
        self._capfd.readouterr()
        given = [str(argument) for argument in arguments]
        code = run(given)
        out, err = self._capfd.readouterr()
        assert code == expect, f"{given}: exit {code}\n{out}{err}"
        assert "Traceback" not in out + err
        if code not in (1, 2, 4, 70):
            assert not err.strip(), err
            return str(out)
        assert err.startswith("casefile: error: ") and err.count("\n") == 1, err
        if out:  # with --json, what a program needs to go on
            assert "--json" in given and "error" in json.loads(out)
            return str(out)
        return str(err)
