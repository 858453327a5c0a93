"""Which columns the table of each record kind has, and how a field's value looks in a cell."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from casefile.domain.enums import Word
from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import Field, FieldType, Record, fields_of
from casefile.domain.values import Money, PartialDate, short_date
from ui.look.cells import Cell, Column, text
from ui.look.paint import Run
from ui.look.tokens import Type
from ui.models.kinds import Names, look, title_of

K = RecordKind
# Fields after the title, with their widths; the last ones give way first where there is no room.
SHOWN: Mapping[RecordKind, tuple[tuple[str, int], ...]] = {
    K.JURISDICTION: (("phase", 160), ("state", 70), ("type", 90), ("last_step", 190), ("counsel", 150)),
    K.PARTY: (("type", 120), ("side", 100), ("jurisdiction_id", 150)),
    K.PERSON: (("title", 200), ("affiliation", 190), ("type", 110), ("jurisdiction_id", 140)),
    K.ROLE: (("person_id", 180), ("from_on", 130), ("until_on", 130)),
    K.MATTER: (("docket_number", 140), ("court", 180), ("type", 140), ("jurisdiction_id", 140), ("began_on", 130)),
    K.DOCUMENT: (("dated_on", 140), ("status", 90), ("page_count", 70), ("jurisdiction_id", 140), ("privilege", 130)),
    K.EXCERPT: (("document_id", 240), ("page", 70), ("comment", 180)),
    K.EVIDENCE: (("type", 130), ("strength", 100), ("admissibility", 120), ("offered_by", 100)),
    K.EXHIBIT: (("document_id", 220), ("matter_id", 160), ("custodian", 130), ("bates_first", 110)),
    K.AUTHORITY: (("citation", 200), ("type", 110), ("decided_on", 130), ("verified_on", 140), ("court", 120)),
    K.POLICY: (("number", 110), ("jurisdiction_id", 150), ("type", 140), ("in_force_from", 140)),
    K.CLAUSE: (("policy_id", 220), ("section", 100), ("topic", 150)),
    K.ASSESSMENT: (("clause_id", 240), ("finding", 150), ("assessed_on", 140), ("assessed_by", 120)),
    K.FILING: (("ecf_number", 110), ("filed_on", 140), ("matter_id", 200), ("filed_by", 130)),
    K.CORRESPONDENCE: (("letter_on", 134), ("letter_kind", 154), ("jurisdiction_id", 124), ("received_on", 134)),
    K.DEADLINE: (("safe_on", 140), ("status", 110), ("jurisdiction_id", 150), ("basis", 150), ("owner", 110)),
    K.DEMAND: (("status", 120), ("correspondence_id", 230), ("deadline_id", 180), ("answered_on", 140)),
    K.AWARD: (("amount", 120), ("jurisdiction_id", 150), ("fiscal_year", 90), ("award_number", 160), ("status", 110)),
    K.REMEDY: (("side", 100), ("type", 140), ("status", 110), ("likelihood", 120)),
    K.FACT: (("dated_on", 134), ("topic", 84), ("jurisdiction_id", 124), ("side", 92), ("disputed", 84)),
    K.CLAIM: (("side", 100), ("jurisdiction_id", 150), ("issue", 150)),
    K.SUPPORT: (("claim_id", 300), ("strength", 100), ("admissibility", 120)),
    K.ANSWER: (("claim_id", 300), ("target_id", 300)),
    K.CITE: (("fact_id", 220), ("excerpt_id", 220), ("authority_id", 180), ("stance", 110)),
    K.CUSTODY_ENTRY: (("action", 120), ("on", 140), ("by", 140), ("to_whom", 140)),
    K.HOLD: (("status", 100), ("issued_on", 140), ("matter_id", 160)),
    K.NOTE: (("author", 140), ("about", 220)),
    K.QUESTION: (("status", 100), ("owner", 120), ("due_on", 140), ("jurisdiction_id", 140)),
    K.SLOT: (("author", 140), ("about", 220)),
}
FACETS: Mapping[RecordKind, str] = {  # the choice that a table can be narrowed to, besides its jurisdiction
    K.JURISDICTION: "phase", K.PARTY: "type", K.PERSON: "type", K.MATTER: "type", K.DOCUMENT: "status",
    K.EVIDENCE: "type", K.AUTHORITY: "type", K.POLICY: "type", K.ASSESSMENT: "finding",
    K.CORRESPONDENCE: "letter_kind", K.DEADLINE: "status", K.DEMAND: "status", K.REMEDY: "status", K.FACT: "topic",
    K.CLAIM: "side", K.SUPPORT: "stance", K.HOLD: "status", K.QUESTION: "status",
}  # fmt: skip
NUMBERED = {K.CLAIM, K.DEMAND, K.QUESTION, K.EXHIBIT}
EMPTY = "–"


@dataclass(frozen=True, slots=True)
class Shape:
    """A kind's table.

    Attributes:
        sorts: For each column the field that sorts it.
        lines: The text lines of a row: two, where titles are sentences.
    """

    columns: tuple[Column, ...]
    sorts: tuple[str, ...]
    sentence: Callable[[Any], str]
    lines: tuple[Type, ...]


def shape_of(kind: RecordKind, names: Names) -> Shape:
    """The columns of a kind: its number, its title, then what `SHOWN` names."""
    fields = {own.name: own for own in fields_of(RECORDS[kind])}
    shown = SHOWN.get(kind, ())
    columns, sorts = [], []
    if kind in NUMBERED:
        columns.append(Column("No.", _number, 84))
        sorts.append("number")
    title = RECORDS[kind].title_field
    columns.append(Column(fields[title].label, partial(_title, fields[title])))
    sorts.append(title)
    for place, (name, width) in enumerate(shown):
        own = fields[name]
        right = own.type in (FieldType.MONEY, FieldType.INTEGER)
        columns.append(
            Column(own.label, partial(cell_of, own, names), width, right, partial(_said, own, names), optional=place)
        )
        sorts.append(name)

    def sentence(record: Record) -> str:
        parts = [f"{fields[name].label}: {said}" for name, _ in shown if (said := _said(fields[name], names, record))]
        return ", ".join([title_of(record), *parts])

    lines = (Type.BODY, Type.BODY) if fields[title].long else (Type.BODY,)
    return Shape(tuple(columns), tuple(sorts), sentence, lines)


def _number(record: Any) -> Cell:
    words = f"Ex. {record.number}" if record.kind is K.EXHIBIT else str(record.number)
    return text(words, Type.BODY_SEMI)


def _title(own: Field, record: Record) -> Cell:
    value = getattr(record, own.name)
    if isinstance(value, Word):
        return Cell(((look(value).run(Type.BODY_MEDIUM),),))
    words = " ".join(str(value or "").split())
    return Cell((), body=words) if own.long else text(words, Type.BODY_MEDIUM)


def _said(own: Field, names: Names, record: Record) -> str:
    return said_of(own, getattr(record, own.name), names)


def said_of(own: Field, value: Any, names: Names) -> str:
    """A field's value in words; empty where there is none."""
    match value:
        case None | "" | {} | []:
            return ""
        case bool():
            return "Yes" if value else ""
        case Word():
            return look(value).word
        case Money() | PartialDate():
            return value.printed()
        case dt.datetime():
            return value.strftime("%Y-%m-%d %H:%M")
        case dt.date():
            return short_date(value)
        case int() if own.target is not None:
            return names.of(own.target, value)
    return " ".join(str(value).split())


def cell_of(own: Field, names: Names, record: Record) -> Cell:
    """A field's value as a table paints it."""
    value, said = getattr(record, own.name), _said(own, names, record)
    if isinstance(value, Word):
        return Cell(((look(value).run(Type.SECONDARY_MEDIUM if look(value).icon else Type.SECONDARY),),))
    if not said:
        missing = "Not entered" if own.type is FieldType.MONEY else EMPTY
        return text(missing, Type.SECONDARY, "text3", right=own.type in (FieldType.MONEY, FieldType.INTEGER))
    if value is True:
        return Cell(((Run("Yes", Type.SECONDARY, "text2", "check"),),))
    if own.type in (FieldType.MONEY, FieldType.INTEGER):
        return text(said, Type.FIGURES, right=True)
    return text(said, Type.SECONDARY, "text2")
