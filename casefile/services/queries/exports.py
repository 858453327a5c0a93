"""What left the case file: the log of exports, newest first."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.store.content import export_log


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One export.

    Attributes:
        at: Instant in UTC.
        as_of: Local date; nothing later was printed.
        withheld: Records that the mode held back.
        unsupported: Sentences without a source that a person let pass.
    """

    at: dt.datetime
    actor: str
    report: str
    mode: str
    as_of: dt.date
    sha256: str
    pages: int
    withheld: int
    unsupported: int


@dataclass(frozen=True, slots=True)
class ExportLog:
    """Exports, newest first; at most `limit` of them."""

    limit: int = 200

    def read(self, session: Session) -> list[ExportRow]:
        query = select(export_log).order_by(export_log.c.id.desc()).limit(self.limit)
        return [
            ExportRow(
                dt.datetime.fromisoformat(row.at), row.actor, row.report, row.mode, dt.date.fromisoformat(row.as_of),
                row.sha256, row.pages, row.withheld, row.unsupported,
            )
            for row in session.execute(query)
        ]  # fmt: skip
