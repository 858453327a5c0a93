"""How the values of records are kept in columns, and how the journal says them.

An image says a value as plain JSON. `said` turns a value into it, `heard` a raw
column (whatever a tampered file holds there), `restored` brings it back.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

from casefile.domain.enums import Word
from casefile.domain.values import Money, PartialDate


def canonical(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


class Choice(TypeDecorator[Word]):
    """A word of a closed list, as text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: Word | None, _dialect: Any) -> str | None:
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, _dialect: Any) -> Word | None:
        return None if value is None else self.words(value)


class EdtfText(TypeDecorator[PartialDate]):
    """A partial date, as its EDTF text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: PartialDate | None, _dialect: Any) -> str | None:
        return None if value is None else value.edtf

    def process_result_value(self, value: str | None, _dialect: Any) -> PartialDate | None:
        return None if value is None else PartialDate(value)


class Cents(TypeDecorator[Money]):
    """An amount, as whole cents."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Money | None, _dialect: Any) -> int | None:
        return None if value is None else value.cents

    def process_result_value(self, value: int | None, _dialect: Any) -> Money | None:
        return None if value is None else Money(value)


class Instant(TypeDecorator[dt.datetime]):
    """An instant in UTC, as ISO 8601 text that sorts."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, _dialect: Any) -> str | None:
        return None if value is None else instant(value)

    def process_result_value(self, value: str | None, _dialect: Any) -> dt.datetime | None:
        return None if value is None else dt.datetime.fromisoformat(value)


class Json(TypeDecorator[Any]):
    """A JSON value, as canonical text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, _dialect: Any) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: str | None, _dialect: Any) -> Any:
        return None if value is None else json.loads(value)

    def coerce_compared_value(self, _op: Any, _value: Any) -> TypeEngine[Any]:
        return Text()


def instant(at: dt.datetime) -> str:
    """
    >>> instant(dt.datetime(2017, 6, 30, 12, tzinfo=dt.UTC))
    '2017-06-30T12:00:00Z'
    """
    return at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def said(value: Any) -> Any:
    """A value as an image says it: plain JSON."""
    if isinstance(value, Word):
        return value.value
    if isinstance(value, (PartialDate, Money)):
        return str(value)
    if isinstance(value, dt.datetime):
        return instant(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def heard(column: Column[Any], raw: Any) -> Any:
    """A raw column as an image says it; never fails, so that `check` can report what is wrong."""
    if raw is None:
        return None
    match column.type:
        case Boolean():
            return bool(raw) if raw in (0, 1) else raw
        case Cents():
            return str(Money(raw)) if isinstance(raw, int) else raw
        case Json():
            try:
                return json.loads(raw)
            except (TypeError, ValueError):
                return raw
    return raw


def restored(column: Column[Any], plain: Any) -> Any:
    """What an image says as a value to be bound."""
    if plain is None:
        return None
    match column.type:
        case Choice():
            return column.type.words(plain)
        case EdtfText():
            return PartialDate(plain)
        case Cents():
            return Money.read(plain)
        case Instant():
            return dt.datetime.fromisoformat(plain)
        case Date():
            return dt.date.fromisoformat(plain)
    return plain
