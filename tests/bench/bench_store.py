"""What the journal and the lists cost, side by side with bare SQLite: `python tests/bench/bench_store.py`.

Both sides of a ratio use the same library, pragmas and disk, one after the other, in turns.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from factories import K, claim  # noqa: E402
from sqlalchemy import insert  # noqa: E402
from sqlcipher3 import dbapi2 as sqlite  # noqa: E402

from casefile.domain.refs import RecordRef  # noqa: E402
from casefile.services.case import Access, Case  # noqa: E402
from casefile.services.commands.records import EditRecord  # noqa: E402
from casefile.services.queries.records import Page  # noqa: E402
from casefile.store.engine import LOCAL, PRAGMAS  # noqa: E402
from casefile.store.journal import Entry, Operation, StepWriter, fields  # noqa: E402
from casefile.store.models import TABLES  # noqa: E402

EDITS, ROUNDS, COUNTS = 300, 15, (1_000, 100_000)


def bare(path: Path) -> Any:
    connection = sqlite.connect(str(path), isolation_level=None)
    for pragma in (*PRAGMAS, *LOCAL):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def edits(folder: Path) -> None:
    """An edit through Runner, journal, chain and index, against an UPDATE with the same commit."""
    plain = bare(folder / "bare.db")
    plain.execute(
        "CREATE TABLE claim (id INTEGER PRIMARY KEY, uid TEXT UNIQUE, version INT, statement TEXT, argument TEXT)"
    )
    plain.execute("INSERT INTO claim VALUES (1, 'u', 1, 'one', '')")
    ours: list[float] = []
    theirs: list[float] = []
    with Case.new(folder / "edits.casefile", watch=False) as case:
        case.do(claim("one"))

        def both(n: int) -> None:
            words = f"Statement number {n} of the city about detainer requests."
            ours.append(seconds(lambda: case.do(EditRecord(K.CLAIM, 1, {"statement": words}, n))))

            def update() -> None:
                plain.execute("BEGIN IMMEDIATE")
                plain.execute(
                    "UPDATE claim SET statement = ?, version = version + 1 WHERE id = 1 AND version = ?", (words, n)
                )
                plain.execute("COMMIT")

            theirs.append(seconds(update))

        for n in range(1, EDITS + 1):
            both(n)
    plain.close()
    mine, bareness = statistics.median(ours[50:]), statistics.median(theirs[50:])
    print(
        f"edit: {mine * 1e3:.2f} ms, bare UPDATE {bareness * 1e3:.2f} ms, ratio {mine / bareness:.1f} (aim 8, and 3 ms)"
    )


def fill(case: Case, count: int) -> None:
    """Documents as an import would leave them, journal and index included, in one step."""
    table = TABLES[K.DOCUMENT]

    def body(_session: Any, writer: StepWriter) -> None:
        flags = {"outward": False, "sequestered": False, "unreviewed": False, "second_hand": False, "public": False}
        empty = {
            "media_type": "application/pdf",
            "author": "",
            "source": "",
            "privilege_basis": "",
            "reconstructed": False,
        }
        rows: list[dict[str, Any]] = [
            {"id": n, "uid": f"00000000-0000-0000-0000-{n:012}", "version": 1, "title": f"Letter {n} about detainers",
             "sha256": f"{n:064}", "size": n, "original_name": f"{n}.pdf", "page_count": 2, "status": "final",
             "privilege": "none", "designation": "none", **empty, **flags}
            for n in range(1, count + 1)
        ]  # fmt: skip
        for at in range(0, count, 10_000):
            writer.connection.execute(insert(table), rows[at : at + 10_000])
        names = [(own.column, own.name) for own in fields(table)]
        writer.add(
            Entry(RecordRef(K.DOCUMENT, row["id"], row["uid"]), Operation.CREATE, None,
                  {name: row.get(column) for column, name in names})
            for row in rows
        )  # fmt: skip
        writer.close_do()

    case._runner.step("Import", body).result()


def openings(folder: Path, count: int) -> None:
    """Opening a case file up to its first page of rows, against the bare SELECT on an opened connection."""
    path = folder / f"{count}.casefile"
    with Case.new(path, watch=False) as case:
        made = seconds(lambda: fill(case, count))
        page = len(case.ask(Page(K.DOCUMENT)))
    columns = ", ".join(f'"{column.name}"' for column in TABLES[K.DOCUMENT].c)
    sql = f"SELECT {columns} FROM document WHERE sequestered = 0 ORDER BY id LIMIT 200"

    def whole() -> None:
        with Case.open(path, access=Access.READ, watch=False) as case:
            assert len(case.ask(Page(K.DOCUMENT))) == page

    def select() -> None:
        connection = bare(path)
        connection.execute("BEGIN")
        assert len(connection.execute(sql).fetchall()) == page
        connection.close()

    openings = [(seconds(whole), seconds(select)) for _ in range(ROUNDS)]
    opened, bareness = (statistics.median(side) for side in zip(*openings, strict=True))
    with Case.open(path, access=Access.READ, watch=False) as case:
        warm = statistics.median(seconds(lambda: case.ask(Page(K.DOCUMENT))) for _ in range(ROUNDS))
        connection = bare(path)
        held = statistics.median(seconds(lambda: connection.execute(sql).fetchall()) for _ in range(ROUNDS))
        connection.close()
    print(
        f"{count:,} documents (made in {made:.1f} s): open to first page {opened * 1e3:.1f} ms, "
        f"bare {bareness * 1e3:.1f} ms, ratio {opened / bareness:.1f} (aim 1.5)"
    )
    print(f"  a page alone {warm * 1e3:.2f} ms, bare {held * 1e3:.2f} ms, ratio {warm / held:.1f}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        edits(Path(name))
        for number in COUNTS:
            openings(Path(name), number)
