"""What a kind asks of its values before they are written, read inside the transaction that writes them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.domain.enums import Basis, Side, Subsection
from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import fields_of
from casefile.domain.values import PartialDate
from casefile.errors import UserError
from casefile.services.commands import dates
from casefile.store import documents
from casefile.store.models import MODELS, Correspondence, Deadline, Layer, Record

Values = dict[str, Any]
Rule = Callable[[Session, Values, Record | None], None]
PREFIX = {RecordKind.DEMAND: "D-", RecordKind.QUESTION: "Q-", RecordKind.EXHIBIT: ""}


def prepare(session: Session, kind: RecordKind, values: Values, row: Record | None) -> Values:
    """The values with what follows from them; `row` is the record as it is, None for a new one.

    Raises:
        UserError: They do not fit together, or with other records.
    """
    for rule in RULES.get(kind, ()):
        rule(session, values, row)
    return values


def _now(values: Values, row: Record | None, name: str) -> Any:
    return values.get(name) if name in values or row is None else getattr(row, name)


def _numbered(kind: RecordKind) -> Rule:
    """Gives the next free number, and refuses one that is taken."""

    def rule(session: Session, values: Values, row: Record | None) -> None:
        model = MODELS[kind]
        taken = set(session.scalars(select(model.number)))  # type: ignore[attr-defined]
        if row is None and not values.get("number"):
            values["number"] = _next(taken, PREFIX[kind])
        elif values.get("number") in taken and (row is None or values["number"] != row.number):  # type: ignore[attr-defined]
            raise UserError(f"There is {kind.words} {values['number']} already.", hint="Leave the number out.")

    return rule


def _next(taken: set[str], prefix: str) -> str:
    """
    >>> _next({"F-1", "F-2", "L-7"}, "F-")
    'F-3'
    """
    numbers = [int(match[1]) for text in taken if (match := re.match(rf"{re.escape(prefix)}(\d+)", text))]
    return f"{prefix}{max(numbers, default=0) + 1}"


def _claim_number(session: Session, values: Values, row: Record | None) -> None:
    """F for the federal side, L for the local one."""
    model = MODELS[RecordKind.CLAIM]
    taken = set(session.scalars(select(model.number)))  # type: ignore[attr-defined]
    number = values.get("number")
    if row is None and not number and values.get("side"):
        values["number"] = _next(taken, "F-" if Side(values["side"]) is Side.FEDERAL else "L-")
    elif number in taken and (row is None or number != row.number):  # type: ignore[attr-defined]
        raise UserError(f"There is claim {number} already.", hint="Leave the number out.")


def _one_of(*names: str) -> Rule:
    def rule(_session: Session, values: Values, row: Record | None) -> None:
        given = [name for name in names if _now(values, row, name) is not None]
        if len(given) != 1:
            words = ", ".join(name.removesuffix("_id") for name in names)
            raise UserError(f"Exactly one of {words} is wanted.")

    return rule


def _answers_another(_session: Session, values: Values, row: Record | None) -> None:
    if _now(values, row, "claim_id") == _now(values, row, "target_id"):
        raise UserError("A claim cannot answer itself.")


def _one_profile(session: Session, _values: Values, row: Record | None) -> None:
    if row is None and session.scalar(select(MODELS[RecordKind.PROFILE].id).limit(1)) is not None:
        raise UserError("A case file has one profile.", hint="Edit it.")


def _one_assessment(session: Session, values: Values, row: Record | None) -> None:
    model = MODELS[RecordKind.ASSESSMENT]
    clause, subsection = _now(values, row, "clause_id"), _now(values, row, "subsection")
    query = select(model.id).where(model.clause_id == clause, model.subsection == subsection)  # type: ignore[attr-defined]
    other = session.scalar(query.where(model.id != (row.id if row else 0)).limit(1))
    if clause and subsection and other is not None:
        raise UserError(f"The clause has an assessment under {Subsection(subsection).label} already.", hint="Edit it.")


def _quoted(session: Session, values: Values, row: Record | None) -> None:
    """Finds the words on the page, or takes the words at the place given; both must agree."""
    if row is not None:
        return
    document_id, page = values.get("document_id"), values.get("page")
    if document_id is None or page is None:
        raise UserError("An excerpt needs a document and a page.")
    given = values.get("layer_id")
    layer = newest_layer(session, document_id) if given is None else session.get(Layer, given)
    if layer is None or layer.document_id != document_id:
        raise UserError("The document has no such reading.")
    text = documents.page(session.connection(), layer.sha256, page)
    if text is None:
        raise UserError(f"The document has no page {page}.")
    if values.get("start") is None:
        words = values.get("text") or ""
        values["start"] = text.find(words) if words else -1
        values["end"] = values["start"] + len(words)
    start, end = values["start"], values.get("end") or 0
    if not 0 <= start < end <= len(text) or values.get("text", text[start:end]) != text[start:end]:
        raise UserError(f"These words are not on page {page}.", hint="Copy them as the page has them.")
    values |= {"text": text[start:end], "layer_id": layer.id}


def newest_layer(session: Session, document_id: int) -> Layer:
    """Raises:
    UserError: The document has no text.
    """
    query = select(Layer).where(Layer.document_id == document_id).order_by(Layer.number.desc()).limit(1)
    layer = session.scalars(query).first()
    if layer is None:
        raise UserError("The document has no text to quote.", hint="Read it with OCR first.")
    return layer


def _dated(_session: Session, values: Values, row: Record | None) -> None:
    """A deadline's day is worked out again whenever something that it stands on is set."""
    if row is not None and not dates.INPUTS & values.keys():
        return
    known = values if row is not None else _defaults(RecordKind.DEADLINE) | values
    given = {name: _now(known, row, name) for name in dates.READ}
    stated = values.get("due_on")
    if dates.is_counted(given):
        waited = row is not None and row.trigger_on is None  # type: ignore[attr-defined]
        given["due_on"] = stated if "due_on" in values else given["due_on"] if waited else None
    found = dates.worked_out(given)
    if stated is not None and found["due_on"] != stated:
        raise UserError(
            f"The day is worked out as {found['due_on']}, not {stated}.",
            hint="Change what it is counted from, or clear its rule and period.",
        )
    values |= found


def _defaults(kind: RecordKind) -> Values:
    return {own.name: own.default for own in fields_of(RECORDS[kind])}


def _letter_days(session: Session, values: Values, row: Record | None) -> None:
    """A letter's own day, and its receipt, are what its periods are counted from.

    What was counted from a day that is corrected is counted again; what waited for a day begins. A date that the
    letter states, and a day that a person set, stay.
    """
    if not isinstance(row, Correspondence) or not {"letter_on", "received_on"} & values.keys():
        return
    was, now = _day(row.letter_on), _day(values.get("letter_on", row.letter_on))
    starts = {"letter_date": (was, now), "unclear": (was, now), "": (was, now)}
    starts["receipt"] = (row.received_on, values.get("received_on", row.received_on))
    query = select(Deadline).where(
        Deadline.correspondence_id == row.id, Deadline.basis == Basis.PERIOD_IN_LETTER, Deadline.period != ""
    )
    for own in session.scalars(query):
        before, after = starts.get(own.counted_from, (None, None))
        if (
            before == after
            or after is None
            or own.trigger_on not in (before, None)
            or (own.trigger_on is None and own.due_on is not None)
        ):
            continue
        given = {name: getattr(own, name) for name in dates.READ} | {"trigger_on": after, "due_on": None}
        for name, value in (dates.worked_out(given) | {"trigger_on": after}).items():
            setattr(own, name, value)


def _day(date: PartialDate | None) -> dt.date | None:
    return date.day if date is not None else None


RULES: dict[RecordKind, tuple[Rule, ...]] = {
    RecordKind.PROFILE: (_one_profile,),
    RecordKind.CLAIM: (_claim_number,),
    RecordKind.DEMAND: (_numbered(RecordKind.DEMAND),),
    RecordKind.QUESTION: (_numbered(RecordKind.QUESTION),),
    RecordKind.EXHIBIT: (_numbered(RecordKind.EXHIBIT),),
    RecordKind.SUPPORT: (_one_of("excerpt_id", "fact_id", "authority_id"),),
    RecordKind.CITE: (_one_of("excerpt_id", "authority_id"),),
    RecordKind.EXCERPT: (_quoted,),
    RecordKind.DEADLINE: (_dated,),
    RecordKind.CORRESPONDENCE: (_letter_days,),
    RecordKind.ANSWER: (_answers_another,),
    RecordKind.ASSESSMENT: (_one_assessment,),
}
