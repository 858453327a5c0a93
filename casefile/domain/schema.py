"""What every record kind holds, read off its dataclass: the one description that
tables, `casefile kinds`, forms, lists and JSON all follow."""

from __future__ import annotations

import collections.abc
import dataclasses
import datetime as dt
import enum
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from casefile.domain.enums import Word
from casefile.domain.refs import RecordKind, RecordRef
from casefile.domain.values import Money, PartialDate


class FieldType(enum.StrEnum):
    """The word is what `casefile kinds` says."""

    TEXT = "text"
    INTEGER = "integer"
    BOOLEAN = "boolean"
    DATE = "date"
    INSTANT = "instant"
    PARTIAL_DATE = "partial-date"
    MONEY = "money"
    CHOICE = "choice"
    REFERENCE = "reference"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class To:
    """Marks an id as a reference to a record of a kind."""

    kind: RecordKind


@dataclass(frozen=True, slots=True)
class Trait:
    """How a field is shown and used.

    Attributes:
        long: A passage rather than a line.
        fixed: Set by the program when the record is made, never by hand.
        quoted: Words of a source, not ours.
        unindexed: Left out of the search index.
    """

    label: str = ""
    long: bool = False
    fixed: bool = False
    quoted: bool = False
    unindexed: bool = False


Words = type[Word]


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    type: FieldType
    label: str
    required: bool
    default: Any = None
    target: RecordKind | None = None
    choices: Words | None = None
    long: bool = False
    fixed: bool = False
    quoted: bool = False
    indexed: bool = False

    @property
    def reference(self) -> str:
        """Its name in images and JSON exports: `jurisdiction_id` is `jurisdiction` there."""
        return self.name.removesuffix("_id") if self.target else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has; widgets and reports hold these, never rows of the store.

    Attributes:
        version: Counts the record's changes from 1.
        outward: A person marked it as fit to leave the file.
        sequestered: Hidden from views, search and exports until released.
        unreviewed: A command accepted it; no person has looked at it yet.
    """

    kind: typing.ClassVar[RecordKind]
    title_field: typing.ClassVar[str]

    id: int
    uid: str
    version: int
    outward: bool = False
    sequestered: Annotated[bool, Trait(fixed=True)] = False
    unreviewed: bool = False

    @property
    def ref(self) -> RecordRef:
        return RecordRef(self.kind, self.id, self.uid)

    @property
    def title_text(self) -> str:
        """What a person calls it."""
        return str(getattr(self, self.title_field) or "")


OWN = ("id", "uid", "version")
FLAGS = ("outward", "sequestered", "unreviewed")
_PLAIN: Mapping[Any, FieldType] = {
    str: FieldType.TEXT, int: FieldType.INTEGER, bool: FieldType.BOOLEAN, dt.date: FieldType.DATE,
    dt.datetime: FieldType.INSTANT, PartialDate: FieldType.PARTIAL_DATE, Money: FieldType.MONEY,
    collections.abc.Mapping: FieldType.JSON, list: FieldType.JSON,
}  # fmt: skip


_READ: dict[type[Record], tuple[Field, ...]] = {}  # reading annotations takes a millisecond a kind


def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The fields of a kind in their order, its own first, the three flags last.

    >>> from casefile.domain.records import RECORDS
    >>> [f.name for f in fields_of(RECORDS[RecordKind.TAG])][:2]
    ['name', 'color']
    """
    if record in _READ:
        return _READ[record]
    hints = typing.get_type_hints(record, include_extras=True)
    found = [_field(own, hints[own.name]) for own in dataclasses.fields(record) if own.name not in OWN]
    _READ[record] = tuple(sorted(found, key=lambda f: f.name in FLAGS))
    return _READ[record]


def _field(own: dataclasses.Field[Any], hint: Any) -> Field:
    marks: tuple[Any, ...] = ()
    if typing.get_origin(hint) is Annotated:
        hint, *rest = typing.get_args(hint)
        marks = tuple(rest)
    required = own.default is dataclasses.MISSING and own.default_factory is dataclasses.MISSING
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        hint = next(part for part in typing.get_args(hint) if part is not type(None))
    hint = typing.get_origin(hint) or hint
    target = next((mark.kind for mark in marks if isinstance(mark, To)), None)
    trait = next((mark for mark in marks if isinstance(mark, Trait)), Trait())
    choices = hint if issubclass(hint, Word) else None
    kind = FieldType.REFERENCE if target else FieldType.CHOICE if choices else _PLAIN[hint]
    default = own.default if own.default is not dataclasses.MISSING else None
    if own.default_factory is not dataclasses.MISSING:
        default = own.default_factory()
    name = own.name.removesuffix("_id") if target else own.name
    label = trait.label or name.replace("_", " ").capitalize()
    return Field(
        own.name, kind, label, required, default, target, choices, trait.long, trait.fixed, trait.quoted,
        kind is FieldType.TEXT and not trait.unindexed,
    )  # fmt: skip
