"""Destroys content for good: records, images, originals, text, index entries."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Table, delete, exists, func, insert, or_, select, update

from casefile.domain.refs import RecordKind, RecordRef
from casefile.errors import InUse, UserError
from casefile.store import journal, search
from casefile.store.content import change, chunk, image, page_text, pending
from casefile.store.engine import Store
from casefile.store.journal import Entry, Operation, StepKind, StepWriter
from casefile.store.models import TABLES

CONTENT: dict[RecordKind, Table] = {RecordKind.DOCUMENT: chunk, RecordKind.LAYER: page_text}
SOFT = (RecordKind.NOTE, RecordKind.QUESTION, RecordKind.TAGGING, RecordKind.SLOT)  # name others as `about`
SWEEP = "sweep"
# References that only point across: whoever has one stays, and lets go of it.
LOOSE = frozenset({"reply_to_id", "answer_id", "answers_id", "replaces_id", "proof_id", "deadline_id", "filing_id"})
GATHERING = frozenset({
    RecordKind.JURISDICTION, RecordKind.MATTER, RecordKind.PARTY, RecordKind.PERSON, RecordKind.AUTHORITY,
    RecordKind.AWARD, RecordKind.TAG,
})  # fmt: skip


def purge(writer: StepWriter, refs: Iterable[RecordRef], reason: str) -> list[str]:
    """Destroys records with all that rests on them, their images and their content.

    A barrier: nothing before it can be undone, because an inverse could need
    what is gone. `sweep` must follow the commit; a mark says so until it has.

    Returns:
        The SHA-256 of every original that went.
    """
    chosen = list(refs)
    _refuse_gathering(writer.connection, chosen)
    connection, doomed = writer.connection, closure(writer.connection, chosen)
    addresses = {kind: _content_of(connection, kind, doomed) - _kept(connection, kind, doomed) for kind in CONTENT}
    _refuse(doomed)
    doomed |= custody_of(connection, addresses[RecordKind.DOCUMENT])
    _let_go(writer, doomed)
    writer.add(Entry(ref, Operation.PURGE, None, None) for ref in sorted(doomed))
    for ref in doomed:
        connection.execute(delete(TABLES[ref.kind]).where(TABLES[ref.kind].c.id == ref.id))
        its = select(change.c.id).where(
            change.c.kind == ref.kind, change.c.uid == ref.uid, change.c.operation != Operation.PURGE
        )
        connection.execute(delete(image).where(image.c.change_id.in_(its)))
    for kind, table in CONTENT.items():
        for sha256 in addresses[kind]:
            connection.execute(delete(table).where(table.c.sha256 == sha256))
    counts = Counter(ref.kind.words for ref in doomed)
    writer.label = f"Purge {', '.join(f'{n} {kind}' for kind, n in sorted(counts.items()))}: {reason}"
    writer.tops = dict.fromkeys(writer.tops)
    writer.close(StepKind.BARRIER)
    if not connection.scalar(select(exists().where(pending.c.work == SWEEP))):
        connection.execute(insert(pending).values(work=SWEEP))
    return sorted(addresses[RecordKind.DOCUMENT])


def _refuse_gathering(connection: Connection, chosen: Sequence[RecordRef]) -> None:
    """What many records refer to would take them all along: those are named and purged first, or not at all."""
    for ref in chosen:
        others = [own for own in dependents(connection, ref) if own not in chosen] if ref.kind in GATHERING else []
        if others:
            raise InUse(
                f"{len(others)} other records refer to {ref}, and would be destroyed with it.",
                hint="Purge those first, by name, or let them refer to something else.",
                refs=others,
            )


def _refuse(doomed: Iterable[RecordRef]) -> None:
    kinds = {ref.kind for ref in doomed}
    if RecordKind.CUSTODY_ENTRY in kinds:
        raise UserError("A custody entry is never purged by itself.", hint="Purge the document that it speaks of.")
    if RecordKind.PROFILE in kinds:
        raise UserError("A case file keeps its profile.", hint="Edit it.")


def custody_of(connection: Connection, originals: Iterable[str]) -> set[RecordRef]:
    """Custody entries name their item: they go with the document."""
    table = TABLES[RecordKind.CUSTODY_ENTRY]
    rows = connection.execute(select(table.c.id, table.c.uid).where(table.c.sha256.in_(list(originals))))
    return {RecordRef(RecordKind.CUSTODY_ENTRY, row.id, row.uid) for row in rows}


def is_pending(connection: Connection) -> bool:
    return bool(connection.scalar(select(exists().where(pending.c.work == SWEEP))))


def sweep(store: Store) -> None:
    """Takes the last traces of deleted words out of index, free space and WAL.

    `secure_delete` misses the stale copies that page splits leave behind, so
    the file is rebuilt; `optimize` does the same inside the index.

    Raises:
        EnvironmentFault: A reader stands in the way; the mark stays and the next opening tries again.
    """
    with store.writing() as session:
        search.command(session.connection(), "optimize")
    store.outside("VACUUM")
    store.checkpoint()
    with store.writing() as session:
        session.connection().execute(delete(pending).where(pending.c.work == SWEEP))
    store.checkpoint()


def closure(connection: Connection, refs: Iterable[RecordRef]) -> set[RecordRef]:
    """`refs`, what refers to them now, and deleted records whose images once did."""
    doomed, waiting = set[RecordRef](), list(refs)
    while waiting:
        ref = waiting.pop()
        if ref in doomed:
            continue
        doomed.add(ref)
        waiting += dependents(connection, ref, besides=LOOSE)
        waiting += about(connection, ref)
        query = select(change.c.kind, change.c.row_id, change.c.uid).join(image).distinct()
        for kind, row_id, uid in connection.execute(query.where(func.instr(image.c.content, ref.uid) > 0)):
            table = TABLES[RecordKind(kind)]
            if connection.execute(select(table.c.id).where(table.c.id == row_id)).first() is None:
                waiting.append(RecordRef(RecordKind(kind), row_id, uid))
    return doomed


def _let_go(writer: StepWriter, doomed: Iterable[RecordRef]) -> None:
    """What stays and pointed at what goes, points at nothing: an answer outlives the letter that it answers."""
    connection, gone = writer.connection, set(doomed)
    for kind, table in TABLES.items():
        for own in journal.fields(table):
            targets = [ref for ref in gone if ref.kind is own.parent] if own.column in LOOSE else []
            for ref in targets:
                rows = connection.execute(select(table.c.id, table.c.uid).where(table.c[own.column] == ref.id)).all()
                for row in rows:
                    holder = RecordRef(kind, row.id, row.uid)
                    if holder not in gone:
                        writer.add([Entry(holder, Operation.UPDATE, {own.name: ref.uid}, {own.name: None})])
                        values = {own.column: None, "version": table.c.version + 1}
                        connection.execute(update(table).where(table.c.id == row.id).values(values))


def dependents(connection: Connection, ref: RecordRef, *, besides: frozenset[str] = frozenset()) -> list[RecordRef]:
    """Live records that refer to `ref`, but for those that do so by one of the columns `besides`."""
    found = []
    for kind, table in TABLES.items():
        columns = [
            table.c[own.column] for own in journal.fields(table) if own.parent is ref.kind and own.column not in besides
        ]
        if columns:
            query = select(table.c.id, table.c.uid).where(or_(*(column == ref.id for column in columns)))
            found += [RecordRef(kind, row.id, row.uid) for row in connection.execute(query)]
    return found


def about(connection: Connection, ref: RecordRef) -> list[RecordRef]:
    """Notes, questions, tags and kept texts that name `ref` without relying on it."""
    found = []
    for kind in SOFT:
        table = TABLES[kind]
        rows = connection.execute(select(table.c.id, table.c.uid).where(table.c.about == str(ref)))
        found += [RecordRef(kind, row.id, row.uid) for row in rows]
    return found


def _kept(connection: Connection, kind: RecordKind, doomed: Iterable[RecordRef]) -> set[str]:
    """Content that other records of the kind stand on as well."""
    ids, table = {ref.id for ref in doomed if ref.kind is kind}, TABLES[kind]
    return {sha256 for id, sha256 in connection.execute(select(table.c.id, table.c.sha256)) if id not in ids}


def _content_of(connection: Connection, kind: RecordKind, doomed: Iterable[RecordRef]) -> set[str]:
    """Every SHA-256 that the doomed records of a kind ever had."""
    found = set[str]()
    for ref in (ref for ref in doomed if ref.kind is kind):
        query = select(image.c.content).join(change).where(change.c.kind == kind, change.c.uid == ref.uid)
        for content in connection.scalars(query):
            both = json.loads(content)
            found |= {side["sha256"] for side in both.values() if side and "sha256" in side}
    return found
