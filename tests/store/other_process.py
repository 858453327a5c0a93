"""Another process on the same file: adds N claims, one act each, and says so after each commit."""

from __future__ import annotations

import sys
from pathlib import Path

from casefile.domain.refs import RecordKind
from casefile.errors import StaleRecord
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, EditRecord
from casefile.services.queries.records import Get


def main(path: str, count: str, edits: str = "") -> None:
    """With `edits`, each act edits claim 1 instead: reads it, then appends a word."""
    with Case.open(Path(path), actor="other") as case:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.readline()
        for n in range(int(count)):
            if edits:
                own = case.ask(Get(RecordKind.CLAIM, 1))
                command = EditRecord(RecordKind.CLAIM, 1, {"argument": f"edit {n}"}, own.version)
                try:
                    changes = case.do(command)
                except StaleRecord:  # the other side was faster
                    continue
            else:
                values = {"statement": f"claim {n}", "side": "local"}
                changes = case.do(AddRecords([(RecordKind.CLAIM, values)]))
            sys.stdout.write(f"{changes.step} {n}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
