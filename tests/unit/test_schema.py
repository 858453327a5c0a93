"""The records, the tables and what `casefile kinds` says are one description."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Boolean, Date, Integer, Text
from sqlalchemy import inspect as look_at

from casefile.domain.enums import Word
from casefile.domain.records import RECORDS
from casefile.domain.refs import BY_TABLE, ChangeSet, RecordKind, RecordRef
from casefile.domain.schema import FLAGS, OWN, Field, FieldType, fields_of
from casefile.errors import UserError
from casefile.services.texts import an, field_named, kinds_json, parsed, value_of
from casefile.store.column_types import Cents, Choice, EdtfText, Instant, Json
from casefile.store.journal import fields
from casefile.store.models import MODELS, TABLES
from casefile.store.search import INDEXED, KIND_BY_NUMBER, NUMBERS, SLOTS

COLUMN = {
    FieldType.TEXT: Text, FieldType.INTEGER: Integer, FieldType.BOOLEAN: Boolean, FieldType.DATE: Date,
    FieldType.INSTANT: Instant, FieldType.PARTIAL_DATE: EdtfText, FieldType.MONEY: Cents, FieldType.CHOICE: Choice,
    FieldType.REFERENCE: Integer, FieldType.JSON: Json,
}  # fmt: skip
EVERY = [(kind, own) for kind in RecordKind for own in fields_of(RECORDS[kind])]


def test_every_kind_has_a_record_a_model_and_a_table() -> None:
    assert set(RECORDS) == set(MODELS) == set(TABLES) == set(RecordKind)
    assert {kind.table: kind for kind in RecordKind} == BY_TABLE
    for kind in RecordKind:
        assert RECORDS[kind].kind is kind and RECORDS[kind].__doc__
        names = {own.name for own in fields_of(RECORDS[kind])} | set(OWN)
        assert names == set(TABLES[kind].c.keys()), kind
        assert RECORDS[kind].title_field in names
        assert TABLES[kind].dialect_options["sqlite"]["autoincrement"] is True, f"{kind}: ids could be given out twice"


@pytest.mark.parametrize(("kind", "own"), EVERY, ids=lambda own: getattr(own, "name", str(own)))
def test_a_field_and_its_column_agree(kind: RecordKind, own: Field) -> None:
    column = TABLES[kind].c[own.name]
    assert type(column.type) is COLUMN[own.type]
    if own.choices:
        assert isinstance(column.type, Choice) and column.type.words is own.choices
    keys = list(column.foreign_keys)
    assert [BY_TABLE[key.column.table.name] for key in keys] == ([own.target] if own.target else [])
    for key in keys:
        assert key.deferrable and key.initially == "DEFERRED" and not key.ondelete
    attribute = look_at(MODELS[kind]).columns[own.name]
    optional = own.default is None and not own.required
    assert column.nullable is optional, "nothing is null unless the record says so"
    if own.required or optional:
        assert attribute.default is None
    else:
        said = attribute.default.arg  # type: ignore[union-attr]
        assert (said(None) if callable(said) else said) == own.default


def test_images_speak_of_fields_by_their_reference_names() -> None:
    for kind in RecordKind:
        said = {own.name for own in fields(TABLES[kind])}
        assert said == {own.reference for own in fields_of(RECORDS[kind])}, kind
        assert len(said) == len(TABLES[kind].c) - len(OWN)


def test_the_index_has_room_and_every_text_a_place() -> None:
    assert len(set(NUMBERS.values())) == len(RecordKind) < SLOTS and 0 not in KIND_BY_NUMBER
    # Numbers are part of every case file's index: kinds may be added at the end alone.
    assert [kind.value for kind in RecordKind][:3] == ["profile", "jurisdiction", "party"]
    for kind in RecordKind:
        wanted = {own.name for own in fields_of(RECORDS[kind]) if own.indexed}
        title, rest = INDEXED.get(kind, ("", []))
        assert {title, *rest} - {""} == wanted, kind


def test_the_flags_come_last_and_only_sequestered_is_fixed() -> None:
    for kind in RecordKind:
        last = fields_of(RECORDS[kind])[-3:]
        assert tuple(own.name for own in last) == FLAGS and [own.fixed for own in last] == [False, True, False]


def test_kinds_json_says_what_may_be_set() -> None:
    by_kind = {own["kind"]: {field["name"]: field for field in own["fields"]} for own in kinds_json()}
    side = by_kind["claim"]["side"]
    assert side == {"name": "side", "type": "choice", "label": "Side", "required": True, "values": ["federal", "local"]}
    assert by_kind["claim"]["jurisdiction_id"]["refers_to"] == "jurisdiction"
    assert by_kind["document"]["sha256"]["fixed"] and by_kind["claim"]["sequestered"]["fixed"]
    assert by_kind["assessment"]["tests"]["default"] == {}


def nobody(kind: RecordKind, name: str) -> int:
    return {"Chicago": 7}[name]


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        ("award", {"fiscal_year": "2016"}, {"fiscal_year": 2016}), ("award", {"fiscal_year": ""},
        {"fiscal_year": None}),
        ("award", {"jurisdiction": "Chicago"}, {"jurisdiction_id": 7}), ("award", {"jurisdiction_id": None},
        {"jurisdiction_id": None}),
        ("claim", {"outward": "yes"}, {"outward": True}), ("claim", {"outward": False}, {"outward": False}),
        ("hold", {"issued_on": " 2017-06-30 "}, {"issued_on": dt.date(2017, 6, 30)}),
        ("assessment", {"tests": '{"E1": "met"}'}, {"tests": {"E1": "met"}}), ("assessment", {"tests": {}},
        {"tests": {}}),
        ("note", {"text": "a\x00b \ud800"}, {"text": "ab ?"}),
        ("note", {"written_at": "2017-06-30T12:00:00"}, {"written_at": dt.datetime(2017, 6, 30, 12, tzinfo=dt.UTC)}),
    ],
)  # fmt: skip
def test_texts_become_values(kind: str, given: dict[str, object], value: dict[str, object]) -> None:
    assert parsed(RecordKind(kind), given, nobody, new=True) == value


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("award", {"fiscal_year": 2016.0}), ("award", {"fiscal_year": True}), ("award", {"fiscal_year": 2**63}),
        ("award", {"fiscal_year": []}), ("award", {"name": ["x"]}), ("award", {"amount": 2**63}),
        ("claim", {"side": "both"}),
        ("claim", {"side": None}), ("claim", {"outward": "maybe"}), ("assessment", {"tests": "[]"}),
        ("assessment", {"tests": "{"}), ("award", {"gossip": 1}), ("document", {"sha256": "x"}),
        ("claim", {"uid": "x"}),
        ("note", {"written_at": "noon"}), ("hold", {"issued_on": "2017-02-30"}), ("excerpt", {"text": "x",
        "gossip": 1}),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(kind: str, given: dict[str, object]) -> None:
    with pytest.raises(UserError):
        parsed(RecordKind(kind), given, nobody, new=True)


def test_fixed_fields_of_an_excerpt_are_given_once() -> None:
    assert parsed(RecordKind.EXCERPT, {"text": "x"}, nobody, new=True) == {"text": "x"}
    with pytest.raises(UserError, match="never set by hand"):
        parsed(RecordKind.EXCERPT, {"text": "x"}, nobody, new=False)


def test_words_and_refs() -> None:
    ref = RecordRef(RecordKind.CUSTODY_ENTRY, 1, "u")
    assert str(ref) == "custody-entry:u" and ref.kind.table == "custody_entry" and ref.kind.words == "custody entry"
    changes = ChangeSet(1, "x", frozenset({ref}))
    assert changes.ids(RecordKind.CUSTODY_ENTRY) == {1} and not changes.touches(RecordKind.CLAIM, RecordKind.FACT)
    assert an("evidence") == "an evidence" and field_named(RecordKind.CLAIM, "jurisdiction").name == "jurisdiction_id"
    assert all(word.label for words in Word.__subclasses__() for word in words)
    assert value_of(field_named(RecordKind.CLAIM, "argument"), "", nobody) == ""
