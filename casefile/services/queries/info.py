"""What a case file holds and how it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.domain.records import Profile
from casefile.domain.refs import RecordKind
from casefile.services.case import Case
from casefile.services.queries.history import Head
from casefile.services.queries.records import all_of
from casefile.store.engine import SCHEMA_VERSION
from casefile.store.models import TABLES


@dataclass(frozen=True, slots=True)
class CaseProfile:
    """The case file's own record: its title, the side it is kept for, who signs."""

    def read(self, session: Session) -> Profile:
        return all_of(session, Profile)[0]


@dataclass(frozen=True, slots=True)
class Counts:
    """Visible records by kind, and how many are sequestered."""

    def read(self, session: Session) -> tuple[dict[RecordKind, int], int]:
        found: dict[RecordKind, int] = {}
        hidden = 0
        for kind, table in TABLES.items():
            by_flag = select(table.c.sequestered, func.count()).group_by(table.c.sequestered)
            rows: dict[bool, int] = {row[0]: row[1] for row in session.execute(by_flag)}
            found[kind] = rows.get(False, 0)
            hidden += rows.get(True, 0)
        return found, hidden


@dataclass(frozen=True, slots=True)
class Info:
    """The object of `casefile info --json`."""

    case: Case

    def read(self, session: Session) -> dict[str, Any]:
        profile, (counts, hidden), (steps, head) = (
            CaseProfile().read(session), Counts().read(session), Head().read(session),
        )  # fmt: skip
        version = session.connection().exec_driver_sql("SELECT sqlite_version()").scalar()
        return {
            "file": str(self.case.path), "title": profile.title, "subtitle": profile.subtitle,
            "side": profile.side.value, "schema_version": SCHEMA_VERSION, "sqlite_version": version,
            "counts": {kind.value: number for kind, number in counts.items()}, "sequestered": hidden,
            "size": self.case.path.stat().st_size, "history_head": head, "steps": steps,
            "encrypted": self.case.encrypted, "shared": self.case.shared,
        }  # fmt: skip
