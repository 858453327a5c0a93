"""A whole case file as JSON, and back: records by uid, originals and page text by hash."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
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
from casefile.store.models import MODELS, TABLES, Record

FORMAT = "casefile 1"


@dataclass(frozen=True, slots=True)
class Whole:
    """Every visible record, with references as uids, and the content it stands on."""

    def read(self, session: Session) -> dict[str, Any]:
        uids = {
            kind: {row.id: row.uid for row in session.execute(select(table.c.id, table.c.uid))}
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
        return {"format": FORMAT, "records": _closed(records), "originals": originals, "pages": pages}


def _closed(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without references to what is left out; a record that cannot be without one is left out as well."""
    kept = {(record["kind"], record["uid"]) for record in records}
    while True:
        going = set()
        for record in records:
            for own in fields_of(RECORDS[RecordKind(record["kind"])]):
                value = record[own.reference] if own.target else None
                if own.target and value is not None and (own.target.value, value) not in kept:
                    if own.required:
                        going.add((record["kind"], record["uid"]))
                    else:
                        record[own.reference] = None
        if not going:
            return records
        kept -= going
        records = [record for record in records if (record["kind"], record["uid"]) in kept]


def load(case: Case, exported: Any, context: JobContext) -> None:
    """Fills a new case file from `Whole`'s answer; uids stay, so that the two know each other's records.

    Raises:
        UserError: Not such an answer, or it does not fit together.
    """
    if not isinstance(exported, Mapping) or exported.get("format") != FORMAT:
        raise UserError("This JSON is no exported case file.", hint="casefile export FILE json makes one.")
    try:
        context.report(0, len(exported["records"]), "Loading")
        case.fill(lambda session, writer: _fill(session, writer, exported))
    except (AttributeError, KeyError, TypeError, ValueError, IntegrityError) as error:
        raise UserError("This JSON does not fit together.", hint="Export it anew.") from error


def _fill(session: Session, writer: StepWriter, exported: Mapping[str, Any]) -> None:
    connection = session.connection()
    content = {documents.put_original(connection, base64.b64decode(data)) for data in exported["originals"].values()}
    content |= {documents.put_pages(connection, texts) for texts in exported["pages"].values()}
    content.add(documents.pages_hash([]))
    ids: dict[tuple[RecordKind, str], int] = {}

    def resolve(kind: RecordKind, uid: str) -> int:
        if (kind, uid) not in ids:
            raise UserError(f"A record refers to {kind}:{uid}, which is not there.")
        return ids[kind, uid]

    order = {kind: number for number, kind in enumerate(RecordKind)}
    later: list[tuple[Record, str, RecordKind, str]] = []  # a record may refer to a younger one of its kind
    for given in sorted(exported["records"], key=lambda own: order[RecordKind(own["kind"])]):
        kind = RecordKind(given["kind"])
        fields = [own for own in fields_of(RECORDS[kind]) if own.reference in given]
        same = [own for own in fields if own.target is kind and given[own.reference] is not None]
        values = {own.name: value_of(own, given[own.reference], resolve) for own in fields if own not in same}
        values |= {own.name: None for own in same}
        if kind in (RecordKind.DOCUMENT, RecordKind.LAYER) and values["sha256"] not in content:
            raise UserError(f"The content of {kind}:{given['uid']} is missing or altered.")
        if kind is RecordKind.PROFILE:
            row = session.scalars(select(MODELS[kind])).one()
            for name, value in values.items():
                setattr(row, name, value)
        else:
            row = MODELS[kind](uid=given["uid"], **values)
            session.add(row)
        session.flush()
        ids[kind, given["uid"]] = row.id
        later += [(row, own.name, kind, given[own.reference]) for own in same]
    for row, name, kind, uid in later:
        setattr(row, name, resolve(kind, uid))
    session.flush()
    writer.close(StepKind.BARRIER)
