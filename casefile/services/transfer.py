"""A whole case file as JSON, and back: records by uid, originals and page text by hash."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import fields_of
from casefile.errors import UserError
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.texts import value_of
from casefile.store import documents
from casefile.store.column_types import said
from casefile.store.journal import StepKind, StepWriter
from casefile.store.models import MODELS, TABLES

FORMAT = "casefile 1"


@dataclass(frozen=True, slots=True)
class Whole:
    """Every visible record, with references as uids, and the content it stands on."""

    def read(self, session: Session) -> dict[str, Any]:
        uids = {
            kind: dict(session.execute(select(table.c.id, table.c.uid)).tuples().all())
            for kind, table in TABLES.items()
        }
        records, originals, pages = [], {}, {}
        connection = session.connection()
        for kind in RecordKind:
            query = select(MODELS[kind]).where(MODELS[kind].sequestered.is_(False)).order_by(MODELS[kind].id)
            for row in session.scalars(query):
                record: dict[str, Any] = {"kind": kind.value, "uid": row.uid}
                for own in fields_of(RECORDS[kind]):
                    value = getattr(row, own.name)
                    record[own.reference] = uids[own.target].get(value) if own.target else said(value)
                records.append(record)
                if kind is RecordKind.DOCUMENT:
                    originals[record["sha256"]] = base64.b64encode(
                        documents.original(connection, record["sha256"])
                    ).decode()
                elif kind is RecordKind.LAYER:
                    pages[record["sha256"]] = documents.pages(connection, record["sha256"])
        return {"format": FORMAT, "records": records, "originals": originals, "pages": pages}


def load(case: Case, exported: Any, context: JobContext) -> None:
    """Fills a new case file from `Whole`'s answer; uids stay, so that the two know each other's records.

    Raises:
        UserError: Not such an answer, or it does not fit together.
    """
    if not isinstance(exported, Mapping) or exported.get("format") != FORMAT:
        raise UserError("This JSON is no exported case file.", hint="casefile export FILE json makes one.")
    context.report(0, len(exported["records"]), "Loading")
    case.fill(lambda session, writer: _fill(session, writer, exported))


def _fill(session: Session, writer: StepWriter, exported: Mapping[str, Any]) -> None:
    connection = session.connection()
    for data in exported["originals"].values():
        documents.put_original(connection, base64.b64decode(data))
    for texts in exported["pages"].values():
        documents.put_pages(connection, texts)
    ids: dict[tuple[RecordKind, str], int] = {}

    def resolve(kind: RecordKind, uid: str) -> int:
        if (kind, uid) not in ids:
            raise UserError(f"A record refers to {kind}:{uid}, which is not there.")
        return ids[kind, uid]

    order = {kind: number for number, kind in enumerate(RecordKind)}
    # A kind's records refer to earlier ones of the same kind: those come first in the export, by id.
    for given in sorted(exported["records"], key=lambda own: order[RecordKind(own["kind"])]):
        kind = RecordKind(given["kind"])
        values = {
            own.name: value_of(own, given[own.reference], resolve)
            for own in fields_of(RECORDS[kind])
            if own.reference in given
        }
        if kind is RecordKind.PROFILE:
            row = session.scalars(select(MODELS[kind])).one()
            for name, value in values.items():
                setattr(row, name, value)
        else:
            row = MODELS[kind](uid=given["uid"], **values)
            session.add(row)
        session.flush()
        ids[kind, given["uid"]] = row.id
    writer.close(StepKind.BARRIER)
