"""Where claims stand and what is due: the law's answers over the records of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from casefile.domain.argument import (
    ClaimStanding,
)
from casefile.domain.enums import DeadlineStatus
from casefile.domain.records import (
    Deadline,
    Excerpt,
    Exhibit,
    Jurisdiction,
)
from casefile.domain.refs import RecordKind
from casefile.law.standing import compute_standing
from casefile.reports.docket import argument_graph
from casefile.services.queries.docket import ARGUED, Snapshot
from casefile.services.queries.records import ByIds, all_of
from casefile.services.texts import record_json


@dataclass(frozen=True, slots=True)
class Standings:
    """Standing of every claim.

    Args:
        exclude: Numbers of exhibits assumed inadmissible.
    """

    exclude: frozenset[str] = frozenset()

    def read(self, session: Session) -> tuple[ClaimStanding, ...]:
        return compute_standing(argument_graph(Snapshot(kinds=ARGUED).read(session)), exclude=self.exclude)


def standing_json(own: ClaimStanding) -> dict[str, Any]:
    return {
        "claim_id": own.claim_id, "number": own.number, "standing": own.standing.value, "why": own.why,
        "flips": [list(group) for group in own.flips],
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with what a list shows beside it.

    Attributes:
        days_left: From the day asked about to the safe date; negative once it has passed.
        source: Where it comes from: "Ex. 4, page 1", or its authority, or "".
    """

    record: Deadline
    jurisdiction: str
    source: str
    days_left: int | None

    @property
    def is_overdue(self) -> bool:
        return self.record.status is DeadlineStatus.OPEN and self.days_left is not None and self.days_left < 0

    def to_json(self) -> dict[str, Any]:
        own = self.record
        worked: dict[str, Any] = dict(own.computation)
        return record_json(own) | {
            "due": own.due_on.isoformat() if own.due_on else None,
            "safe": own.safe_on.isoformat() if own.safe_on else None,
            "jurisdiction": self.jurisdiction or None, "source": self.source or None, "days_left": self.days_left,
            "steps": worked.get("steps", []), "readings": worked.get("readings", []),
            "warnings": worked.get("warnings", []),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Deadlines in order of their safe dates; those without a day come last.

    Args:
        on: The day that days left are counted from.
        first: Earliest safe date, inclusive.
        last: Latest safe date, inclusive.
    """

    on: dt.date
    first: dt.date | None = None
    last: dt.date | None = None
    status: DeadlineStatus | None = None
    jurisdiction_id: int | None = None

    def read(self, session: Session) -> list[Due]:
        places = {own.id: own.name for own in all_of(session, Jurisdiction)}
        wanted = [own for own in all_of(session, Deadline) if self._wanted(own)]
        sources = _Sources(session, wanted)
        found = [
            Due(own, places.get(own.jurisdiction_id or 0, ""), sources.of(own), _left(own.safe_on, self.on))
            for own in wanted
        ]
        return sorted(
            found, key=lambda due: (due.record.safe_on or dt.date.max, due.record.due_on or dt.date.max, due.record.id)
        )

    def _wanted(self, own: Deadline) -> bool:
        if self.status is not None and own.status is not self.status:
            return False
        if self.jurisdiction_id is not None and own.jurisdiction_id != self.jurisdiction_id:
            return False
        if own.safe_on is None:
            return self.first is None and self.last is None
        return (self.first or dt.date.min) <= own.safe_on <= (self.last or dt.date.max)


def _left(safe_on: dt.date | None, on: dt.date) -> int | None:
    return (safe_on - on).days if safe_on else None


class _Sources:
    """In a few words, what a deadline rests on."""

    def __init__(self, session: Session, deadlines: Sequence[Deadline]) -> None:
        """Reads only what these deadlines rest on: a file may hold a hundred thousand documents."""
        excerpts = ByIds(RecordKind.EXCERPT, _ids(own.excerpt_id for own in deadlines)).read(session)
        letters = ByIds(RecordKind.CORRESPONDENCE, _ids(own.correspondence_id for own in deadlines)).read(session)
        self._excerpts = {id: own for id, own in excerpts.items() if isinstance(own, Excerpt)}
        self._letters = {id: own.title_text for id, own in letters.items()}
        documents = _ids(own.document_id for own in self._excerpts.values())
        self._documents = {
            id: own.title_text for id, own in ByIds(RecordKind.DOCUMENT, documents).read(session).items()
        }
        self._exhibits = {own.document_id: own.number for own in all_of(session, Exhibit) if own.document_id}

    def of(self, own: Deadline) -> str:
        excerpt = self._excerpts.get(own.excerpt_id or 0)
        if excerpt is not None:
            number = self._exhibits.get(excerpt.document_id)
            name = f"Ex. {number}" if number else self._documents.get(excerpt.document_id, "")
            return f"{name}, page {excerpt.page}"
        if own.correspondence_id in self._letters:
            return self._letters[own.correspondence_id]
        steps = own.computation.get("steps") or []
        return str(steps[-1]["authority"]) if own.rule_key and steps else ""


def _ids(found: Iterable[int | None]) -> list[int]:
    return sorted({id for id in found if id is not None})
