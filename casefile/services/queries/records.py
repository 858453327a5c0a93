"""Queries on records of any kind: frozen questions whose answers are frozen records.

What is sequestered is left out everywhere but where a question asks for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Integer, Select, String, func, or_, select, tuple_, type_coerce
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session
from sqlalchemy.types import NullType

from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind, RecordRef
from casefile.domain.schema import Record
from casefile.domain.values import Money
from casefile.errors import Ambiguous, UserError
from casefile.store import purging
from casefile.store.column_types import Cents, canonical, said
from casefile.store.content import change, image
from casefile.store.journal import Operation
from casefile.store.models import MODELS, TABLES

R = TypeVar("R", bound=Record)
CANDIDATES = 8
LEAST = -(2**63)
IN = 500  # ids in one statement


def columns(kind: RecordKind) -> Select[Any]:
    """Selects the columns of visible records, for `frozen_rows`."""
    return select(TABLES[kind]).where(TABLES[kind].c.sequestered.is_(False))


def frozen_rows(session: Session, kind: RecordKind, query: Select[Any]) -> list[Record]:
    """Records straight from their columns: a third of the cost of loading objects first."""
    make, names = RECORDS[kind], TABLES[kind].c.keys()
    return [make(**dict(zip(names, row, strict=True))) for row in session.execute(query)]


@dataclass(frozen=True, slots=True)
class Resolve:
    """One record by id, uid, number or name (in any case of letters).

    Raises:
        Ambiguous: Several records answer to it.
        UserError: None does.
    """

    kind: RecordKind
    name: str
    hidden: bool = False

    def read(self, session: Session) -> RecordRef:
        table, text = TABLES[self.kind], self.name.strip()
        text = text.removeprefix(f"{self.kind}:")
        ways: list[ColumnElement[bool]] = [table.c.uid == text.lower()]
        if text.isascii() and text.isdecimal() and len(text) < 19:
            ways.append(table.c.id == int(text))
        if "number" in table.c:
            ways.append(func.lower(sql_cast(table.c.number, String)) == func.lower(text))
        title = table.c[RECORDS[self.kind].title_field]
        # SQLite's own `lower` on both sides: it leaves letters beyond ASCII alone, so that "Ávila" finds itself.
        ways.append(func.lower(sql_cast(title, String)) == func.lower(text))
        if "full_name" in table.c:
            ways.append(func.lower(table.c.full_name) == func.lower(text))
        query = select(table.c.id, table.c.uid, title.label("title")).where(or_(*ways)).order_by(table.c.id)
        if not self.hidden:
            query = query.where(table.c.sequestered.is_(False))
        rows = session.execute(query.limit(CANDIDATES + 1)).all()
        if len(rows) == 1:
            return RecordRef(self.kind, rows[0].id, rows[0].uid)
        if not rows:
            raise UserError(f"There is no {self.kind.words} {self.name!r}.", hint=f"casefile list FILE {self.kind}")
        names = [f"{self.kind}:{row.uid} (id {row.id}, {row.title})" for row in rows[:CANDIDATES]]
        raise Ambiguous(
            f"Several records answer to {self.name!r}: {'; '.join(names)}.", hint="Use a uid.", candidates=names
        )


@dataclass(frozen=True, slots=True)
class ResolveEver:
    """Like `Resolve`, hidden records included, and by uid also one that was deleted: history still holds it.

    Raises:
        Ambiguous: Several records answer to it.
        UserError: None does, nor ever did.
    """

    kind: RecordKind
    name: str

    def read(self, session: Session) -> RecordRef:
        try:
            return Resolve(self.kind, self.name, hidden=True).read(session)
        except Ambiguous:
            raise
        except UserError:
            uid = self.name.strip().removeprefix(f"{self.kind}:").lower()
            query = select(change.c.row_id).where(change.c.kind == self.kind.value, change.c.uid == uid)
            row_id = session.scalar(query.join(image).where(change.c.operation != Operation.PURGE).limit(1))
            if row_id is None:
                raise
            return RecordRef(self.kind, row_id, uid)


@dataclass(frozen=True, slots=True)
class Get:
    """One record, sequestered or not.

    Raises:
        UserError: It is gone.
    """

    kind: RecordKind
    id: int

    def read(self, session: Session) -> Record:
        row = session.get(MODELS[self.kind], self.id)
        if row is None:
            raise UserError(f"The {self.kind.words} is gone.", hint="Somebody deleted it meanwhile.")
        return row.frozen()


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one kind in order of id, or of the columns named.

    Args:
        where: Field values that all must hold.
        limit: At most so many; None for all.
    """

    kind: RecordKind
    where: Mapping[str, Any] = field(default_factory=dict)
    order: Sequence[str] = ("id",)
    limit: int | None = None
    offset: int = 0

    def read(self, session: Session) -> list[Record]:
        column, query = TABLES[self.kind].c, columns(self.kind)
        for name, value in self.where.items():
            kept = canonical(value) if isinstance(value, (Mapping, list)) else value  # JSON columns hold its text
            query = query.where(column[name] == kept)
        query = query.order_by(*(column[name] for name in self.order)).offset(self.offset)
        return frozen_rows(session, self.kind, query.limit(self.limit))


def all_of(session: Session, record: type[R], **where: Any) -> list[R]:
    """All visible records of a type, typed, for queries that put several kinds together."""
    found = Records(record.kind, where).read(session)
    return cast(list[R], found)


@dataclass(frozen=True, slots=True)
class ByIds:
    """Records by id; one that is gone or sequestered is simply absent."""

    kind: RecordKind
    ids: Sequence[int]

    def read(self, session: Session) -> dict[int, Record]:
        found = {}
        for at in range(0, len(self.ids), IN):
            query = columns(self.kind).where(TABLES[self.kind].c.id.in_(self.ids[at : at + IN]))
            found.update({record.id: record for record in frozen_rows(session, self.kind, query)})
        return found


Key = tuple[Any, int]  # what a list is sorted by, as the column keeps it, then the id


@dataclass(frozen=True, slots=True)
class Order:
    """How a list is sorted, by one column and then by id."""

    column: str = "id"
    descending: bool = False

    def keys(self, kind: RecordKind) -> Any:
        """The sort key in SQL, raw; an empty field stands before all others."""
        column = type_coerce(TABLES[kind].c[self.column], NullType)
        if not TABLES[kind].c[self.column].nullable:
            return column
        return type_coerce(func.coalesce(column, self._nothing(kind)), NullType)

    def key_of(self, record: Record) -> Key:
        """Where a record stands in the list; what `Page` goes on after."""
        value = getattr(record, self.column)
        return self._nothing(record.kind) if value is None else _raw(value), record.id

    def _nothing(self, kind: RecordKind) -> str | int:
        return LEAST if isinstance(TABLES[kind].c[self.column].type, (Integer, Cents)) else ""


@dataclass(frozen=True, slots=True)
class Page:
    """The next `limit` records after a sort key: the same cost wherever it stands."""

    kind: RecordKind
    order: Order = Order()
    after: Key | None = None
    limit: int = 200

    def read(self, session: Session) -> list[Record]:
        table = TABLES[self.kind]
        key = self.order.keys(self.kind)
        query = columns(self.kind).limit(self.limit)
        if self.after is not None:
            here, after = tuple_(key, table.c.id), (_raw(self.after[0]), self.after[1])
            query = query.where(here < after if self.order.descending else here > after)
        both = (key.desc(), table.c.id.desc()) if self.order.descending else (key, table.c.id)
        return frozen_rows(session, self.kind, query.order_by(*both))


@dataclass(frozen=True, slots=True)
class Keys:
    """Sort keys of all records of a kind, in order. Long work above some 100,000."""

    kind: RecordKind
    order: Order = Order()

    def read(self, session: Session) -> list[Key]:
        table, key = TABLES[self.kind], self.order.keys(self.kind)
        both = (key.desc(), table.c.id.desc()) if self.order.descending else (key, table.c.id)
        query = select(key, table.c.id).where(table.c.sequestered.is_(False)).order_by(*both)
        return [(row[0], row[1]) for row in session.execute(query)]


NAMES = ("number", "full_name", "short_name", "citation", "docket_number", "award_number", "gist")


@dataclass(frozen=True, slots=True)
class Filtered:
    """Sort keys of the records whose title or number has all the words, in order.

    Args:
        words: Parts of words, in any case of ASCII letters; none match every record.
        where: Field values that all must hold.
        among: Only these ids, at most a few hundred; None for all.
        limit: At most so many; None for all.
    """

    kind: RecordKind
    words: str = ""
    where: Mapping[str, Any] = field(default_factory=dict)
    order: Order = Order()
    among: Sequence[int] | None = None
    limit: int | None = None

    def read(self, session: Session) -> list[Key]:
        table, key = TABLES[self.kind], self.order.keys(self.kind)
        query = select(key, table.c.id).where(table.c.sequestered.is_(False)).limit(self.limit)
        named = [table.c[name] for name in (RECORDS[self.kind].title_field, *NAMES) if name in table.c]
        for word in self.words.split():
            query = query.where(or_(*(sql_cast(own, String).contains(word, autoescape=True) for own in named)))
        for name, value in self.where.items():
            query = query.where(table.c[name] == value)
        if self.among is not None:
            query = query.where(table.c.id.in_(self.among))
        both = (key.desc(), table.c.id.desc()) if self.order.descending else (key, table.c.id)
        return [(row[0], row[1]) for row in session.execute(query.order_by(*both))]


def _raw(value: Any) -> Any:
    """A field's value as its column keeps it, so that it compares as SQLite sorts."""
    return value.cents if isinstance(value, Money) else said(value)


@dataclass(frozen=True, slots=True)
class Count:
    kind: RecordKind

    def read(self, session: Session) -> int:
        query = select(func.count()).select_from(MODELS[self.kind]).where(MODELS[self.kind].sequestered.is_(False))
        return session.scalar(query) or 0


@dataclass(frozen=True, slots=True)
class Link:
    """One record that another points at, or that points at it."""

    field: str
    record: Record
    inward: bool


@dataclass(frozen=True, slots=True)
class Links:
    """What a record refers to and what refers to it, both ways; sequestered records are not named."""

    kind: RecordKind
    id: int

    def read(self, session: Session) -> list[Link]:
        own = Get(self.kind, self.id).read(session)
        found = _outward(session, own)
        connection = session.connection()
        for ref in purging.dependents(connection, own.ref) + purging.about(connection, own.ref):
            found.append(Link("", Get(ref.kind, ref.id).read(session), True))
        return [link for link in found if not link.record.sequestered]


@dataclass(frozen=True, slots=True)
class FirstLinks:
    """The first `most` of what `Links` names, and how many there are: a city is named by thousands of facts."""

    kind: RecordKind
    id: int
    most: int = 40

    def read(self, session: Session) -> tuple[list[Link], int]:
        own = Get(self.kind, self.id).read(session)
        outward = [link for link in _outward(session, own) if not link.record.sequestered]
        connection = session.connection()
        inward = dict.fromkeys(purging.dependents(connection, own.ref) + purging.about(connection, own.ref))
        hidden = self._hidden(session)
        refs = [ref for ref in inward if (ref.kind, ref.id) not in hidden]
        found = [ByIds(ref.kind, (ref.id,)).read(session)[ref.id] for ref in refs[: self.most]]
        return outward + [Link("", record, True) for record in found], len(outward) + len(refs)

    def _hidden(self, session: Session) -> set[tuple[RecordKind, int]]:
        """Every sequestered record: few, in any file."""
        return {
            (kind, row_id)
            for kind, table in TABLES.items()
            for row_id in session.scalars(select(table.c.id).where(table.c.sequestered.is_(True)))
        }


def _outward(session: Session, own: Record) -> list[Link]:
    """What a record's own references name."""
    found = []
    for column in TABLES[own.kind].c:
        for key in column.foreign_keys:
            target = next(kind for kind, table in TABLES.items() if table is key.column.table)
            value = getattr(own, column.name)
            if value is not None:
                found.append(Link(column.name.removesuffix("_id"), Get(target, value).read(session), False))
    return found
