"""Who changed what, and what Undo and Redo would take."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.domain.refs import RecordKind, RecordRef
from casefile.store.content import change, image, step
from casefile.store.models import TABLES

WITHHELD = "sequestered"


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One record's change in a step; `before` and `after` hold changed fields, or None where purged."""

    ref: RecordRef
    operation: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class StepRow:
    number: int
    kind: str
    label: str
    actor: str
    host: str
    at: str
    batch: int
    hash: str
    changes: tuple[ChangeRow, ...] = ()

    def to_json(self) -> dict[str, Any]:
        changes = [
            {"ref": str(own.ref), "operation": own.operation, "before": own.before, "after": own.after}
            for own in self.changes
        ]
        both = {side: {own["ref"]: own[side] for own in changes} for side in ("before", "after")}
        return {
            "step": self.number, "kind": self.kind, "label": self.label, "actor": self.actor, "host": self.host,
            "at": self.at, "batch": self.batch, **both, "hash": self.hash, "changes": changes,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class History:
    """Steps, newest first.

    Args:
        record: Only steps that changed it.
        before: Only steps older than this one.
        acts: Of the steps of one batch only the newest, which stands for the whole act.
    """

    record: RecordRef | None = None
    limit: int | None = 50
    before: int | None = None
    with_changes: bool = True
    acts: bool = False

    def read(self, session: Session) -> list[StepRow]:
        query = select(step).order_by(step.c.id.desc()).limit(self.limit)
        if self.record is not None:
            its = select(change.c.step_id).where(
                change.c.kind == self.record.kind.value, change.c.uid == self.record.uid
            )
            query = query.where(step.c.id.in_(its))
        if self.before is not None:
            query = query.where(step.c.id < self.before)
        if self.acts:
            later = step.alias()
            newer = select(later.c.id).where(later.c.batch_id == step.c.batch_id, later.c.id > step.c.id)
            query = query.where(~newer.exists())
        rows = session.execute(query).all()
        changes = self._changes(session, [row.id for row in rows]) if self.with_changes else {}
        return [
            StepRow(
                row.id, row.kind, row.label, row.actor, row.host, row.at, row.batch_id, row.hash.hex(),
                tuple(changes.get(row.id, ())),
            )
            for row in rows
        ]  # fmt: skip

    def _changes(self, session: Session, steps: list[int]) -> dict[int, list[ChangeRow]]:
        found: dict[int, list[ChangeRow]] = {}
        for at in range(0, len(steps), 500):
            query = select(change, image.c.content).outerjoin(image).where(change.c.step_id.in_(steps[at : at + 500]))
            for row in session.execute(query.order_by(change.c.id)):
                ref = RecordRef(RecordKind(row.kind), row.row_id, row.uid)
                if self.record is not None and ref.uid != self.record.uid:
                    continue
                both = json.loads(row.content) if row.content else {"before": None, "after": None}
                if row.content and _sequestered(session, ref):
                    both = {"before": {WITHHELD: True}, "after": {WITHHELD: True}}
                found.setdefault(row.step_id, []).append(ChangeRow(ref, row.operation, both["before"], both["after"]))
        return found


def _sequestered(session: Session, ref: RecordRef) -> bool:
    """Whether it is hidden, or was when it was deleted."""
    table = TABLES[ref.kind]
    now = session.scalar(select(table.c.sequestered).where(table.c.uid == ref.uid))
    if now is not None:
        return bool(now)
    query = select(image.c.content).join(change).where(change.c.kind == ref.kind.value, change.c.uid == ref.uid)
    last = session.scalar(query.order_by(change.c.id.desc()).limit(1))
    before = json.loads(last)["before"] if last else None
    return bool(before and before.get("sequestered"))


@dataclass(frozen=True, slots=True)
class Turns:
    """Labels of the acts that Undo and Redo would take; None where there is none."""

    undo: str | None
    redo: str | None


@dataclass(frozen=True, slots=True)
class WhatTurns:
    def read(self, session: Session) -> Turns:
        last = session.execute(select(step.c.undo_next, step.c.redo_next).order_by(step.c.id.desc()).limit(1)).first()
        if last is None:
            return Turns(None, None)
        return Turns(_label(session, last.undo_next), _label(session, last.redo_next))


def _label(session: Session, act: int | None) -> str | None:
    if act is None:
        return None
    label = session.scalar(select(step.c.label).where(step.c.id == act)) or ""
    return label.removeprefix("Undo ").removeprefix("Redo ")


@dataclass(frozen=True, slots=True)
class Head:
    """Number and hash of the newest step, or (0, "") in a file that has none."""

    def read(self, session: Session) -> tuple[int, str]:
        row = session.execute(select(step.c.id, step.c.hash).order_by(step.c.id.desc()).limit(1)).first()
        return (row.id, row.hash.hex()) if row else (0, "")
