"""Values as people and files write them, and as JSON says them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any

from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import FLAGS, Field, FieldType, Record, fields_of
from casefile.domain.values import Money, PartialDate
from casefile.errors import UserError
from casefile.store.column_types import said

Resolver = Callable[[RecordKind, str], int]
TRUE, FALSE = {"true", "yes", "1", "on"}, {"false", "no", "0", "off"}
LARGEST = 2**63 - 1  # what an SQLite column holds
SET_WHEN_MADE = frozenset({RecordKind.EXCERPT})  # their fixed fields are given when they are added, and never again


def an(noun: str) -> str:
    """
    >>> an("claim"), an("authority")
    ('a claim', 'an authority')
    """
    return f"{'an' if noun[:1] in 'aeio' else 'a'} {noun}"


def field_named(kind: RecordKind, name: str) -> Field:
    """A field by its name; a reference also by its name without `_id`.

    Raises:
        UserError: The kind has no such field.
    """
    for own in fields_of(RECORDS[kind]):
        if name in (own.name, own.reference):
            return own
    raise UserError(f"{an(kind.words).capitalize()} has no field {name!r}.", hint="casefile kinds lists them.")


def parsed(kind: RecordKind, texts: Mapping[str, Any], resolve: Resolver, *, new: bool) -> dict[str, Any]:
    """Field texts, or JSON values, as values to be written.

    Args:
        resolve: Finds the local id of a record by id, uid, number or name.
        new: For a record that is being made; then also what is fixed afterwards, where a kind asks for it.

    Raises:
        UserError: No such field, a field that is never set by hand, or a value that does not fit.
    """
    values: dict[str, Any] = {}
    for name, text in texts.items():
        own = field_named(kind, name)
        if own.fixed and not (new and kind in SET_WHEN_MADE):
            raise UserError(f"The field {name!r} of {an(kind.words)} is never set by hand.")
        values[own.name] = value_of(own, text, resolve)
    return values


def value_of(own: Field, text: Any, resolve: Resolver) -> Any:
    """Raises:
    UserError: The text does not fit the field.
    """
    if text is None or (isinstance(text, str) and not text.strip() and own.type is not FieldType.TEXT):
        if own.required:
            raise UserError(f"{own.label} cannot be empty.")
        return own.default
    try:
        return _READERS[own.type](own, text, resolve)
    except (ArithmeticError, LookupError, ValueError, TypeError):  # beyond the calendar, or not that kind of value
        raise UserError(f"{text!r} does not fit {own.name}.", hint=_hint(own)) from None


def _hint(own: Field) -> str:
    if own.choices:
        return f"It is one of {', '.join(own.choices)}."
    return {FieldType.DATE: "Dates are written 2017-06-30.", FieldType.JSON: "It is JSON."}.get(own.type, "")


def _boolean(_own: Field, text: Any, _resolve: Resolver) -> bool:
    if isinstance(text, bool):
        return text
    word = str(text).strip().lower()
    if word not in TRUE | FALSE:
        raise ValueError(text)
    return word in TRUE


def _json(own: Field, text: Any, _resolve: Resolver) -> Any:
    value = json.loads(text) if isinstance(text, str) else text
    if not isinstance(value, type(own.default)):
        raise ValueError(text)
    return value


def _text(_own: Field, text: Any, _resolve: Resolver) -> str:
    if isinstance(text, (dict, list)):
        raise TypeError(text)
    clean = str(text).replace("\x00", "")
    return clean.encode("utf-8", "replace").decode("utf-8")


def _integer(_own: Field, text: Any, _resolve: Resolver) -> int:
    """Whole, and no larger than a column holds."""
    if isinstance(text, (bool, float)):
        raise TypeError(text)
    number = int(text)
    if abs(number) > LARGEST:
        raise ValueError(text)
    return number


def _money(_own: Field, text: Any, _resolve: Resolver) -> Money:
    amount = Money.read(str(text))
    if abs(amount.cents) > LARGEST:
        raise ValueError(text)
    return amount


def _instant(_own: Field, text: Any, _resolve: Resolver) -> dt.datetime:
    at = dt.datetime.fromisoformat(str(text))
    return at if at.tzinfo else at.replace(tzinfo=dt.UTC)


_READERS: Mapping[FieldType, Callable[[Field, Any, Resolver], Any]] = {
    FieldType.TEXT: _text,
    FieldType.INTEGER: _integer,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: lambda own, text, resolve: dt.date.fromisoformat(str(text).strip()),
    FieldType.INSTANT: _instant,
    FieldType.PARTIAL_DATE: lambda own, text, resolve: PartialDate.read(str(text)),
    FieldType.MONEY: _money,
    FieldType.CHOICE: lambda own, text, resolve: own.choices(str(text).strip()) if own.choices else None,
    FieldType.REFERENCE: lambda own, text, resolve: resolve(own.target, str(text)) if own.target else None,
    FieldType.JSON: _json,
}


def record_json(record: Record) -> dict[str, Any]:
    """A record as the command line says it: kind, id, uid and version first.

    References are local ids; `casefile export json` says uids.
    """
    first = {"kind": record.kind.value, "id": record.id, "uid": record.uid, "version": record.version}
    return first | {own.name: said(getattr(record, own.name)) for own in fields_of(type(record))}


def kinds_json() -> list[dict[str, Any]]:
    """Every record kind with its fields, types and allowed values."""
    return [
        {"kind": kind.value, "about": (record.__doc__ or "").partition("\n")[0], "title": record.title_field,
         "fields": [_field_json(own) for own in fields_of(record)]}
        for kind, record in RECORDS.items()
    ]  # fmt: skip


def _field_json(own: Field) -> dict[str, Any]:
    found: dict[str, Any] = {"name": own.name, "type": own.type.value, "label": own.label, "required": own.required}
    if own.choices:
        found["values"] = [word.value for word in own.choices]
    if own.target:
        found["refers_to"] = own.target.value
    if own.fixed or own.name in FLAGS[1:2]:
        found["fixed"] = True
    if own.default is not None:
        found["default"] = said(own.default)
    return found
