"""Commands that every kind of record shares: add, edit, delete, sequester, release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind, RecordRef
from casefile.domain.schema import fields_of
from casefile.errors import InUse, StaleRecord, UserError
from casefile.services.commands.rules import prepare
from casefile.services.texts import an
from casefile.store import purging
from casefile.store.column_types import said
from casefile.store.models import MODELS, Document, Record

NEVER_BY_HAND = frozenset({RecordKind.DOCUMENT, RecordKind.LAYER, RecordKind.PROPOSAL})
APPEND_ONLY = frozenset({RecordKind.CUSTODY_ENTRY})


COUNTED = {  # words that have no plural of their own
    "evidence": ("item of evidence", "items of evidence"),
    "correspondence": ("letter", "letters"),
    "use of a tag": ("use of a tag", "uses of tags"),
}


def counted(number: int, noun: str) -> str:
    """
    >>> counted(1, "claim"), counted(2, "custody entry"), counted(3, "correspondence")
    ('1 claim', '2 custody entries', '3 letters')
    """
    if noun in COUNTED:
        one, many = COUNTED[noun]
    else:
        one, many = noun, noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number} {one if number == 1 else many}"


@dataclass(frozen=True, slots=True)
class AddRecords:
    """Adds records as one act; `values` are in the order in which they refer to each other.

    Raises:
        UserError: A required field is missing, or a kind is not added by hand.
    """

    records: Sequence[tuple[RecordKind, Mapping[str, Any]]]

    @property
    def label(self) -> str:
        kinds = {kind for kind, _ in self.records}
        if len(self.records) == 1:
            return f"Add {self.records[0][0].words}"
        return f"Add {counted(len(self.records), kinds.pop().words if len(kinds) == 1 else 'record')}"

    def apply(self, session: Session) -> None:
        for kind, values in self.records:
            if kind in NEVER_BY_HAND:
                raise UserError(f"{an(kind.words).capitalize()} is not added by hand.", hint="Import a document.")
            add(session, kind, values)


def add(session: Session, kind: RecordKind, values: Mapping[str, Any]) -> Record:
    """One new row, checked and with the next number where it is numbered; flushed, so that it has an id."""
    values = prepare(session, kind, dict(values), None)
    _refuse_missing(kind, values, [own.name for own in fields_of(RECORDS[kind]) if own.required])
    row = MODELS[kind](**values)
    session.add(row)
    session.flush()
    return row


def _refuse_missing(kind: RecordKind, values: Mapping[str, Any], wanted: Iterable[str]) -> None:
    missing = [name for name in wanted if not str(values.get(name) or "").strip() and values.get(name) != 0]
    if missing:
        what = f"{an(kind.words).capitalize()} needs {' and '.join(missing)}."
        raise UserError(what, hint="casefile kinds lists what it holds.")


@dataclass(frozen=True, slots=True)
class EditRecord:
    """Sets fields of one record, unless somebody changed it since it was read.

    It has no `undo`: the journal sees what it changed and can turn any step around.

    Raises:
        StaleRecord: The record is not at `seen_version`; both texts go with it.
    """

    kind: RecordKind
    id: int
    values: Mapping[str, Any]
    seen_version: int

    @property
    def label(self) -> str:  # never the content: a label outlives a purge
        names = [name.removesuffix("_id").replace("_", " ") for name in self.values]
        return f"Edit {self.kind.words}" + (f": {', '.join(names)}" if len(names) <= 3 else f": {len(names)} fields")

    def apply(self, session: Session) -> None:
        if self.kind in APPEND_ONLY:
            raise UserError("A custody entry is never changed.", hint="Add one that corrects it.")
        row = loaded(session, self.kind, self.id)
        if row.version != self.seen_version:
            mine = {name: said(value) for name, value in self.values.items()}
            theirs = {name: said(getattr(row, name)) for name in self.values}
            raise StaleRecord(
                f"The {self.kind.words} was changed meanwhile.",
                hint="Look at both and try again.",
                mine=mine,
                theirs=theirs,
            )
        required = {own.name for own in fields_of(RECORDS[self.kind]) if own.required}
        _refuse_missing(self.kind, self.values, required & self.values.keys())
        for name, value in prepare(session, self.kind, dict(self.values), row).items():
            if getattr(row, name) != value:
                setattr(row, name, value)


@dataclass(frozen=True, slots=True)
class EditMany:
    """Sets the same fields of many records, as one act; each as it is now."""

    refs: Sequence[RecordRef]
    values: Mapping[str, Any]

    @property
    def label(self) -> str:
        return f"Edit {counted(len(self.refs), 'record')}"

    def apply(self, session: Session) -> None:
        for ref in self.refs:
            EditRecord(ref.kind, ref.id, self.values, loaded(session, ref.kind, ref.id).version).apply(session)


@dataclass(frozen=True, slots=True)
class DeleteRecords:
    """Deletes records, and what refers to them only when told so.

    Raises:
        InUse: Others rely on them; the list goes with it.
    """

    refs: tuple[RecordRef, ...]
    with_links: bool = False

    @property
    def label(self) -> str:
        kinds = {ref.kind for ref in self.refs}
        noun = kinds.pop().words if len(kinds) == 1 else "record"
        return f"Delete {noun}" if len(self.refs) == 1 else f"Delete {counted(len(self.refs), noun)}"

    def apply(self, session: Session) -> None:
        connection = session.connection()
        doomed, waiting = dict.fromkeys(self.refs), list(self.refs)
        blocking: list[RecordRef] = []
        while waiting:
            ref = waiting.pop()
            new = [other for other in purging.dependents(connection, ref) if other not in doomed]
            blocking += new
            doomed.update(dict.fromkeys([*new, *purging.about(connection, ref)]))
            waiting += new
        if blocking and not self.with_links:
            raise InUse(
                f"{counted(len(blocking), 'other record')} would be left without it: {listed(session, blocking)}.",
                hint="Delete them too (--with-links), or keep it.",
                refs=blocking,
            )
        for ref in doomed:
            if ref.kind in APPEND_ONLY:
                raise UserError("A custody entry is never deleted.", hint="Add one that corrects it.")
            if ref.kind is RecordKind.PROFILE:
                raise UserError("A case file keeps its profile.", hint="Edit it.")
            session.delete(loaded(session, ref.kind, ref.id))


@dataclass(frozen=True, slots=True)
class SetSequestered:
    """Hides records, with what rests on them alone, from views, search and exports; or shows them again.

    `reason` is kept in the step's label, which no purge reaches: it must hold no content.
    """

    refs: tuple[RecordRef, ...]
    hidden: bool
    reason: str

    @property
    def label(self) -> str:
        return f"{'Sequester' if self.hidden else 'Release'} {counted(len(self.refs), 'record')}: {self.reason}"

    def apply(self, session: Session) -> None:
        if any(ref.kind is RecordKind.PROFILE for ref in self.refs):
            raise UserError("A case file keeps its profile in view.", hint="Edit it.")
        for ref in sorted(_resting(session, self.refs)):
            row = loaded(session, ref.kind, ref.id)
            if row.sequestered is not self.hidden:
                row.sequestered = self.hidden


RESTING = frozenset({
    RecordKind.LAYER, RecordKind.EXCERPT, RecordKind.PROPOSAL, RecordKind.EXHIBIT, RecordKind.SUPPORT, RecordKind.CITE,
    RecordKind.NOTE, RecordKind.TAGGING, RecordKind.SLOT, RecordKind.CUSTODY_ENTRY,
})  # fmt: skip


def _resting(session: Session, refs: Iterable[RecordRef]) -> set[RecordRef]:
    found, waiting = set[RecordRef](), list(refs)
    while waiting:
        ref = waiting.pop()
        if ref not in found:
            found.add(ref)
            near = purging.dependents(session.connection(), ref) + purging.about(session.connection(), ref)
            if ref.kind is RecordKind.DOCUMENT:  # custody entries name it by hash and title
                row = session.get_one(Document, ref.id)
                near += purging.custody_of(session.connection(), [row.sha256])
            waiting += [other for other in near if other.kind in RESTING]
    return found


def loaded(session: Session, kind: RecordKind, id: int) -> Record:
    """Raises:
    UserError: It is gone.
    """
    row = session.get(MODELS[kind], id)
    if row is None:
        raise UserError(f"The {kind.words} is gone.", hint="Somebody deleted it meanwhile.")
    return row


def listed(session: Session, refs: Iterable[RecordRef], most: int = 5) -> str:
    """Records by kind and name, the first few of them."""
    ordered = sorted(refs)
    names = []
    for ref in ordered[:most]:
        record = loaded(session, ref.kind, ref.id).frozen()
        title = "sequestered" if record.sequestered else record.title_text[:40]
        names.append(f"{ref.kind.words} {ref.id}" + (f" ({title})" if title else ""))
    return ", ".join(names) + (f" and {len(ordered) - most} more" if len(ordered) > most else "")


def count(session: Session, kind: RecordKind) -> int:
    return session.scalar(select(func.count()).select_from(MODELS[kind])) or 0
