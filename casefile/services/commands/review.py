"""Accepting and rejecting what a reader proposed: the only way from a letter to records."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind
from casefile.domain.values import PartialDate
from casefile.errors import UserError
from casefile.services.commands import dates
from casefile.services.commands.places import find_place, full_name, place_type, state_of
from casefile.services.commands.records import add, counted, loaded
from casefile.store import documents
from casefile.store.models import (
    Authority,
    Award,
    Cite,
    Correspondence,
    Deadline,
    Demand,
    Document,
    Excerpt,
    Fact,
    Jurisdiction,
    Layer,
    Party,
    Person,
    Proposal,
    Record,
)

Row = TypeVar("Row", bound=Record)
Value = TypeVar("Value")
# Heads first, then what hangs on them: a demand on its deadline, an award on its place.
ORDER = (
    "letter_kind", "direction", "letter_date", "sender_office", "sender_address", "signatory", "signatory_title",
    "recipient", "recipient_title", "recipient_office", "recipient_care_of", "jurisdiction", "salutation", "reference",
    "program", "award_number", "authority", "not_final", "consequence", "deadline", "demand", "mentioned_date",
    "enclosure", "copy_to", "file_number",
)  # fmt: skip
PLAIN = {  # proposals that fill one field of the correspondence
    "sender_office": "sender_office", "signatory": "signatory", "signatory_title": "signatory_title",
    "recipient": "recipient", "recipient_title": "recipient_title", "recipient_office": "recipient_office",
    "recipient_care_of": "care_of", "reference": "reference",
}  # fmt: skip
JOINED = frozenset({"signatory", "signatory_title", "recipient", "recipient_title"})  # all of them stand in the field
AND = "; "


@dataclass(frozen=True, slots=True)
class AcceptProposals:
    """Makes records of proposals, as one act. What is accepted already is passed over.

    Args:
        by_person: A person looked at each; otherwise what is made is marked unreviewed.

    Raises:
        UserError: A proposal is gone, or its value cannot become a record.
    """

    ids: tuple[int, ...]
    by_person: bool = True

    @property
    def label(self) -> str:
        return f"Accept {counted(len(self.ids), 'proposal')}"

    def apply(self, session: Session) -> None:
        rows = [cast(Proposal, loaded(session, RecordKind.PROPOSAL, id)) for id in self.ids]
        parts: dict[tuple[int, int], list[Proposal]] = {}
        for row in rows:
            if row.status is not e.ProposalStatus.ACCEPTED:
                parts.setdefault((row.document_id, row.part), []).append(row)
        rank = {name: number for number, name in enumerate(ORDER)}
        for (document_id, part), own in parts.items():
            letter = _Letter(session, document_id, part, unreviewed=not self.by_person)
            for row in sorted(own, key=lambda row: (rank.get(row.name, len(rank)), row.order)):
                made = letter.accept(row)
                row.status, row.made = e.ProposalStatus.ACCEPTED, f"{made[0]}:{made[1].uid}"
            letter.finish()


@dataclass(frozen=True, slots=True)
class RejectProposals:
    """Says of proposals that nothing comes of them; one that is accepted is undone, not rejected."""

    ids: tuple[int, ...]

    @property
    def label(self) -> str:
        return f"Reject {counted(len(self.ids), 'proposal')}"

    def apply(self, session: Session) -> None:
        for id in self.ids:
            row = cast(Proposal, loaded(session, RecordKind.PROPOSAL, id))
            if row.status is e.ProposalStatus.ACCEPTED:
                raise UserError(f"Proposal {id} is accepted.", hint="Undo that, or delete the record that it made.")
            row.status = e.ProposalStatus.REJECTED


Made = tuple[RecordKind, Record]


class _Letter:
    """The records of one letter, as they are or as they come to be while it is accepted."""

    def __init__(self, session: Session, document_id: int, part: int, *, unreviewed: bool) -> None:
        self._session, self._part, self._unreviewed = session, part, unreviewed
        self._document = cast(Document, loaded(session, RecordKind.DOCUMENT, document_id))
        query = select(Correspondence).where(Correspondence.document_id == document_id, Correspondence.part == part)
        self._letter = session.scalars(query).first()
        self._given = {self._document.title, self._title(self._letter) if self._letter else ""}  # titles not a person's

    def accept(self, row: Proposal) -> Made:
        value = row.value.get("value")
        own: Callable[[Proposal, Any], Made] | None = getattr(self, f"_{row.name}", None)
        if row.name in PLAIN:
            return self._field(row, value)
        return own(row, value) if own else self._detail(row, value)

    def finish(self) -> None:
        """What follows from the whole letter: its title, its excerpt, its people and offices."""
        letter = self._letter
        if letter is None:
            return
        if letter.title in self._given:
            letter.title = self._title(letter) or letter.title
        if letter.letter_on is not None and self._document.dated_on is None:
            self._document.dated_on = letter.letter_on
        if letter.jurisdiction_id is not None and self._document.jurisdiction_id is None:
            self._document.jurisdiction_id = letter.jurisdiction_id
        if letter.excerpt_id is None:
            letter.excerpt_id = self._opening()
        self._people(letter)
        self._session.flush()

    # --- the letter itself ---

    @property
    def letter(self) -> Correspondence:
        if self._letter is None:
            values = {
                "title": self._document.title, "document_id": self._document.id, "part": self._part,
                "received_on": None, "direction": e.Direction.OTHER, "unreviewed": self._unreviewed,
            }  # fmt: skip
            self._letter = cast(Correspondence, add(self._session, RecordKind.CORRESPONDENCE, values))
        return self._letter

    def _is_letter(self) -> Made:
        return RecordKind.CORRESPONDENCE, self.letter

    def _field(self, row: Proposal, value: Any) -> Made:
        column, text = PLAIN[row.name], str(value or "")
        known = getattr(self.letter, column)
        if text and not known:
            setattr(self.letter, column, text)
        elif text and row.name in JOINED:
            setattr(self.letter, column, f"{known}{AND}{text}")
        elif text and text != known:
            return self._detail(row, text)
        return self._is_letter()

    def _detail(self, row: Proposal, value: Any) -> Made:
        known, text = self.letter.details.get(row.name, []), str(value or row.raw)
        if text not in known:
            self.letter.details = self.letter.details | {row.name: [*known, text]}
        return self._is_letter()

    def _letter_kind(self, row: Proposal, value: Any) -> Made:
        self.letter.letter_kind = _read(row, value, e.LetterKind)
        return self._is_letter()

    def _direction(self, row: Proposal, value: Any) -> Made:
        self.letter.direction = _read(row, value, e.Direction)
        return self._is_letter()

    def _letter_date(self, row: Proposal, value: Any) -> Made:
        self.letter.letter_on = PartialDate(_words(row, value))
        for own in self._deadlines():  # one that was accepted first, and the date set right since
            day = self.letter.letter_on.day
            if day and own.period and own.counted_from == "letter_date" and own.trigger_on != day:
                given = {name: getattr(own, name) for name in dates.READ} | {"trigger_on": day}
                for name, found in (dates.worked_out(given) | {"trigger_on": day}).items():
                    setattr(own, name, found)
        return self._is_letter()

    def _not_final(self, row: Proposal, value: Any) -> Made:
        self.letter.not_final = True
        return self._is_letter()

    def _consequence(self, row: Proposal, value: Any) -> Made:
        self.letter.consequence = "\n".join(filter(None, [self.letter.consequence, str(value or row.raw)]))
        return self._is_letter()

    def _title(self, letter: Correspondence) -> str:
        """What its fields make of it; "" while they do not say who wrote to whom."""
        place = self._session.get(Jurisdiction, letter.jurisdiction_id) if letter.jurisdiction_id else None
        to = place.name if place else letter.recipient_office or letter.recipient
        sender = letter.sender_office or letter.signatory
        if letter.direction is e.Direction.TO_FEDERAL and place:
            sender, to = place.name, letter.recipient_office or letter.recipient
        return f"{sender} to {to}, {letter.letter_kind.label.lower()}" if sender and to else ""

    def _opening(self) -> int | None:
        """The date line as an excerpt: what a cite of the letter as a whole opens."""
        query = select(Proposal).where(
            Proposal.document_id == self._document.id, Proposal.part == self._part, Proposal.page.is_not(None),
            Proposal.status == e.ProposalStatus.ACCEPTED,
        ).order_by((Proposal.name != "letter_date"), Proposal.order)  # fmt: skip
        first = self._session.scalars(query.limit(1)).first()
        return self._excerpt(first) if first else None

    # --- what a letter speaks of ---

    def _jurisdiction(self, row: Proposal, value: Any) -> Made:
        name = full_name(_words(row, value))
        found = find_place(self._session, name)
        if found is None:
            values = {
                "name": name.partition(",")[0],
                "full_name": name,
                "state": state_of(name),
                "type": place_type(name),
            }
            found = cast(Jurisdiction, self._new(RecordKind.JURISDICTION, values))
        if self.letter.jurisdiction_id is None and self._speaks_of_one_place():
            self.letter.jurisdiction_id = found.id
            hanging: list[Deadline | Demand] = [*self._deadlines(), *self._demands()]
            for own in hanging:
                own.jurisdiction_id = own.jurisdiction_id or found.id
        return RecordKind.JURISDICTION, found

    def _speaks_of_one_place(self) -> bool:
        """A release that lists many is about none of them more than about the others."""
        named = {full_name(str(own.value.get("value"))).lower() for own in self._proposed("jurisdiction")}
        return len(named) == 1

    def _proposed(self, name: str) -> Sequence[Proposal]:
        """What was proposed for a field of this letter and not rejected."""
        query = select(Proposal).where(
            Proposal.document_id == self._document.id, Proposal.part == self._part, Proposal.name == name,
            Proposal.status != e.ProposalStatus.REJECTED,
        )  # fmt: skip
        return list(self._session.scalars(query.order_by(Proposal.order)))

    def _deadlines(self) -> list[Deadline]:
        return list(self._session.scalars(select(Deadline).where(Deadline.correspondence_id == self.letter.id)))

    def _demands(self) -> list[Demand]:
        return list(self._session.scalars(select(Demand).where(Demand.correspondence_id == self.letter.id)))

    def _people(self, letter: Correspondence) -> None:
        """The office that wrote and the persons named, once each."""
        if letter.sender_office:
            side = e.Side.FEDERAL if letter.direction is e.Direction.FROM_FEDERAL else None
            office = self._named(Party, letter.sender_office)
            if office is None:
                self._new(RecordKind.PARTY, {"name": letter.sender_office, "side": side})
            elif office.side is None and side:
                office.side = side
        for names, titles in (
            (letter.signatory, letter.signatory_title), (letter.recipient, letter.recipient_title),
        ):  # fmt: skip
            for name, title in _paired(names, titles):
                person = self._named(Person, name)
                if person is None:
                    self._new(RecordKind.PERSON, {"name": name, "title": title})
                elif title and not person.title:
                    person.title = title

    def _program(self, row: Proposal, value: Any) -> Made:
        """The program of the letter's own awards, where it names one only."""
        made = self._detail(row, value)
        uids = [own.made.removeprefix("award:") for own in self._proposed("award_number") if own.made]
        for award in self._session.scalars(select(Award).where(Award.uid.in_(uids), Award.program == "")):
            award.program = self._one_program()
        return made

    def _one_program(self) -> str:
        programs = self.letter.details.get("program", [])
        return programs[0] if len(programs) == 1 else ""

    def _award_number(self, row: Proposal, value: Any) -> Made:
        number = _words(row, value)
        found = self._seen(Award, Award.award_number == number)
        if found is None:
            year = int(number[:4]) if re.match(r"(19|20)\d\d-", number) else None
            values = {
                "name": f"Award {number}", "award_number": number, "fiscal_year": year,
                "jurisdiction_id": self.letter.jurisdiction_id, "program": self._one_program(),
            }  # fmt: skip
            found = cast(Award, self._new(RecordKind.AWARD, values))
        return RecordKind.AWARD, found

    def _authority(self, row: Proposal, value: Any) -> Made:
        citation = _words(row, value)
        found = self._seen(Authority, Authority.citation == citation)
        if found is None:
            values = {"title": citation, "citation": citation, "type": _authority_type(citation)}
            found = cast(Authority, self._new(RecordKind.AUTHORITY, values))
        query = select(Cite).where(Cite.correspondence_id == self.letter.id, Cite.authority_id == found.id)
        if self._session.scalars(query).first() is None:
            self._new(RecordKind.CITE, {"correspondence_id": self.letter.id, "authority_id": found.id})
        return RecordKind.AUTHORITY, found

    def _deadline(self, row: Proposal, value: Any) -> Made:
        given = row.value
        period = given.get("basis") == "period-in-letter"
        values: dict[str, Any] = {
            "title": self._act(),
            "basis": e.Basis.PERIOD_IN_LETTER if period else e.Basis.STATED_DATE,
            "trigger_words": given.get("trigger") or row.raw, "period": given.get("period") or "",
            "counted_from": given.get("from") or "",
            "trigger_on": None, "due_on": None, "time": given.get("time") or "",
            "correspondence_id": self.letter.id, "jurisdiction_id": self.letter.jurisdiction_id,
            "excerpt_id": self._excerpt(row),
        }  # fmt: skip
        day = _read(row, value, dt.date.fromisoformat) if value else None
        if period:
            values |= self._counted(given.get("from") or "", given.get("period") or "", day)
        else:
            values["due_on"] = day
        try:
            dates.worked_out({name: values.get(name, "") for name in dates.READ})
        except UserError as why:  # the letter still sets it: kept without a day, for a person
            values |= {"trigger_on": None, "due_on": None, "reason": f"No day was worked out: {why}"}
        return RecordKind.DEADLINE, self._new(RecordKind.DEADLINE, values)

    def _counted(self, runs_from: str, period: str, day: dt.date | None) -> dict[str, Any]:
        """What a period's day is worked out from.

        Args:
            day: As proposed. Where the count gives another, a person set it right: it stands as it is.
        """
        trigger = None
        if runs_from == "letter_date":
            trigger = self._written_on()
        elif runs_from == "receipt":
            trigger = self.letter.received_on
        given = dict.fromkeys(dates.READ, "") | {
            "basis": e.Basis.PERIOD_IN_LETTER, "trigger_on": trigger, "period": period, "counted_from": runs_from,
        }  # fmt: skip
        if day is not None and (trigger is None or dates.worked_out(given)["due_on"] != day):
            return {"trigger_on": None, "due_on": day, "period": ""}
        return {"trigger_on": trigger, "due_on": None}

    def _written_on(self) -> dt.date | None:
        """The letter's day, also while its proposal waits."""
        if self.letter.letter_on is not None:
            return self.letter.letter_on.day
        first = next(iter(self._proposed("letter_date")), None)
        return PartialDate(_words(first, first.value.get("value"))).day if first else None

    def _act(self) -> str:
        """What is due, as a list shows it: which letter is to be answered."""
        office, day = self.letter.sender_office, self.letter.letter_on
        words = f"Answer {office}’s letter" if office else "Answer the letter"
        return f"{words} of {day.printed()}" if day and day.day else words

    def _demand(self, row: Proposal, value: Any) -> Made:
        deadlines = self._deadlines()
        words = " ".join(str(value or row.raw).split())
        values = {
            "text": words, "gist": words if len(words) <= 90 else "", "correspondence_id": self.letter.id,
            "jurisdiction_id": self.letter.jurisdiction_id, "excerpt_id": self._excerpt(row),
            "deadline_id": deadlines[0].id if len(deadlines) == 1 else None,
        }  # fmt: skip
        return RecordKind.DEMAND, self._new(RecordKind.DEMAND, values)

    def _mentioned_date(self, row: Proposal, value: Any) -> Made:
        """A date that the letter tells of, as a fact in the words of its sentence; nothing hangs on it yet."""
        day = PartialDate(_words(row, value))
        page = self._page(row)
        start, end = sentence_around(page, row.start or 0, row.end or 0)
        federal = self.letter.direction is e.Direction.FROM_FEDERAL
        values = {
            "statement": " ".join(page[start:end].split()), "nature": e.FactNature.EVENT, "material": False,
            "dated_on": day, "jurisdiction_id": self.letter.jurisdiction_id,
            "side": e.Side.FEDERAL if federal else None,
        }  # fmt: skip
        fact = cast(Fact, self._new(RecordKind.FACT, values))
        self._new(RecordKind.CITE, {"fact_id": fact.id, "excerpt_id": self._excerpt(row, (start, end))})
        return RecordKind.FACT, fact

    # --- helpers ---

    def _named(self, model: type[Row], name: str) -> Row | None:
        # SQLite's own `lower` on both sides: it leaves letters beyond ASCII alone, so that "Ávila" finds itself.
        return self._seen(model, func.lower(model.__table__.c.name) == func.lower(name))

    def _seen(self, model: type[Row], *conditions: ColumnElement[bool]) -> Row | None:
        """The first record that fits; what is sequestered stays out of sight."""
        query = select(model).where(model.sequestered.is_(False), *conditions).order_by(model.id)
        return self._session.scalars(query.limit(1)).first()

    def _new(self, kind: RecordKind, values: dict[str, Any]) -> Record:
        return add(self._session, kind, values | {"unreviewed": self._unreviewed})

    def _page(self, row: Proposal) -> str:
        layer = self._session.get_one(Layer, row.layer_id)
        return documents.page(self._session.connection(), layer.sha256, row.page or 1) or ""

    def _excerpt(self, row: Proposal, span: tuple[int, int] | None = None) -> int:
        """The passage of a proposal, made once."""
        start, end = span or (row.start or 0, row.end or 0)
        existing = self._seen(
            Excerpt, Excerpt.layer_id == row.layer_id, Excerpt.page == row.page, Excerpt.start == start,
            Excerpt.end == end,
        )  # fmt: skip
        if existing is not None:
            return existing.id
        values = {
            "document_id": self._document.id, "layer_id": row.layer_id, "page": row.page, "start": start, "end": end,
            "boxes": list(row.boxes) if span is None else [], "unreviewed": self._unreviewed,
        }  # fmt: skip
        return add(self._session, RecordKind.EXCERPT, values).id


def _read(row: Proposal, value: Any, read: Callable[[str], Value]) -> Value:
    """A proposal's value as its field takes it.

    Raises:
        UserError: It does not fit; a person edited it, or the file was made elsewhere.
    """
    try:
        return read(_words(row, value))
    except ValueError:
        raise _unfit(row, value) from None


def _words(row: Proposal, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _unfit(row, value)
    return value.strip()


def _unfit(row: Proposal, value: Any) -> UserError:
    name = row.name.replace("_", " ")
    return UserError(f"{value!r} is no {name} (proposal {row.id}).", hint="Edit its value, or reject it.")


def _paired(names: str, titles: str) -> list[tuple[str, str]]:
    """Names with their titles, where it is clear whose a title is.

    >>> _paired("Jane Roe; John Doe", "Mayor; Chief of Police")
    [('Jane Roe', 'Mayor'), ('John Doe', 'Chief of Police')]
    >>> _paired("Jane Roe; John Doe", "Mayor"), _paired("", "Mayor")
    ([('Jane Roe', ''), ('John Doe', '')], [])
    """
    each, theirs = [name for name in names.split(AND) if name], titles.split(AND)
    if len(each) == 1:
        return [(each[0], titles)]
    return list(zip(each, theirs if len(theirs) == len(each) else [""] * len(each), strict=True))


def _authority_type(citation: str) -> e.AuthorityType:
    for words, kind in (
        ("U.S.C.", e.AuthorityType.STATUTE), ("C.F.R.", e.AuthorityType.REGULATION), ("Fed. R.", e.AuthorityType.RULE),
        ("Exec. Order", e.AuthorityType.EXECUTIVE_ORDER), ("Fed. Reg.", e.AuthorityType.OTHER),
    ):  # fmt: skip
        if words in citation:
            return kind
    return e.AuthorityType.DECISION if re.match(r"\d+ [A-Z]", citation) else e.AuthorityType.OTHER


_ENDS = re.compile(
    r"(?<!\bNo)(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bU\.S)(?<!\b[A-Z])[.?!][\"”’)]*(?=\s)|\n[ \t]*\n"
)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Characters [start, end) of the sentence, or of the paragraph's line, that holds a span.

    >>> text = "One. On May 31, 2016, it began. Three."
    >>> text[slice(*sentence_around(text, 8, 20))]
    'On May 31, 2016, it began.'
    """
    before = [match.end() for match in _ENDS.finditer(text, 0, start)]
    after = _ENDS.search(text, end)
    first, last = (before[-1] if before else 0), (after.end() if after else len(text))
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def open_proposals(session: Session, document_id: int | None) -> Sequence[int]:
    query = select(Proposal.id).where(Proposal.status == e.ProposalStatus.OPEN).order_by(Proposal.id)
    return list(session.scalars(query if document_id is None else query.where(Proposal.document_id == document_id)))
