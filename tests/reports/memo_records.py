"""A small factory of records for tests of reports, and the options they are made with."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from typing import Any, TypeVar

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.deadlines import Deadline
from casefile.domain.schema import Record
from casefile.domain.values import PartialDate
from casefile.law.standing import compute_standing
from casefile.reports.docket import TABLES, Docket, argument_graph
from casefile.reports.memo import MemoOptions

Kind = TypeVar("Kind", bound=Record)
AS_OF = dt.date(2017, 11, 27)
ON = PartialDate
CHECKED = dt.date(2017, 11, 1)
_TABLE_OF = {
    r.Jurisdiction: "jurisdictions", r.Party: "parties", r.Person: "persons", r.Role: "roles", r.Matter: "matters",
    r.Document: "documents", r.Excerpt: "excerpts", r.Evidence: "evidence", r.Exhibit: "exhibits",
    r.Authority: "authorities", r.Policy: "policies", r.Clause: "clauses", r.Assessment: "assessments",
    r.Filing: "filings", r.Correspondence: "correspondence", r.Deadline: "deadlines", r.Demand: "demands",
    r.Award: "awards", r.Remedy: "remedies", r.Fact: "facts", r.Claim: "claims", r.Support: "supports",
    r.Answer: "answers", r.Cite: "cites", r.Question: "questions", r.Hold: "holds", r.Slot: "slots",
}  # fmt: skip


class Records:
    """Collects records of any kind; ids and uids are given in order."""

    def __init__(self, *, side: e.Side = e.Side.LOCAL, **profile: Any) -> None:
        self._tables: dict[str, list[Record]] = {name: [] for name in TABLES}
        self._ids: Counter[str] = Counter()
        self.profile = self._new(r.Profile, title="Letters of 2017", side=side, **profile)

    def _new(self, kind: type[Kind], **values: Any) -> Kind:
        self._ids[kind.kind] += 1
        number = self._ids[kind.kind]
        return kind(id=number, uid=f"{kind.kind.table}{number:03}x", version=1, **values)

    def add(self, kind: type[Kind], **values: Any) -> Kind:
        record = self._new(kind, **values)
        self._tables[_TABLE_OF[kind]].append(record)
        return record

    def change(self, record: Record, **values: Any) -> None:
        table = self._tables[_TABLE_OF[type(record)]]
        table[table.index(record)] = dataclasses.replace(record, **values)

    def exhibit(self, number: str, title: str, *, pages: int = 2, kind: str = "other", **values: Any) -> r.Document:
        """A document with its evidence and exhibit number."""
        document = self.add(r.Document, title=title, sha256="0" * 64, size=1, page_count=pages, public=True, **values)
        evidence = self.add(
            r.Evidence, title=title, document_id=document.id, type=e.EvidenceType(kind),
            jurisdiction_id=values.get("jurisdiction_id"),
        )  # fmt: skip
        self.add(r.Exhibit, number=number, title=title, document_id=document.id, evidence_id=evidence.id)
        return document

    def excerpt(self, document: r.Document, page: int, text: str = "words") -> r.Excerpt:
        return self.add(r.Excerpt, text=text, document_id=document.id, layer_id=1, page=page, start=0, end=len(text))

    def cite(
        self, record: Record, *sources: r.Excerpt | r.Authority, pin: str = "", test: str = "", **more: Any
    ) -> None:
        """Sources of a record."""
        field = f"{record.kind.table}_id"
        for one in sources:
            source = {"excerpt_id": one.id} if isinstance(one, r.Excerpt) else {"authority_id": one.id}
            self.add(r.Cite, **{field: record.id}, **source, pin=pin, test=test, **more)

    def docket(self, *, history_head: str = "", steps: int = 0) -> Docket:
        tables = {name: tuple(found) for name, found in self._tables.items()}
        return Docket(self.profile, **tables, history_head=history_head, steps=steps)  # type: ignore[arg-type]


def options(docket: Docket, jurisdiction_id: int = 1, **more: Any) -> MemoOptions:
    """Options with standings computed as services compute them."""
    as_of = more.pop("as_of", AS_OF)
    standings = compute_standing(argument_graph(docket.as_of(as_of)))
    settings: dict[str, Any] = {"as_of": as_of, "today": as_of, "standings": standings}
    return MemoOptions(jurisdiction_id=jurisdiction_id, **settings | more)


def computed(answer: Deadline, **values: Any) -> dict[str, Any]:
    """The fields that a computed deadline fills."""
    return {"due_on": answer.due, "safe_on": answer.safe, "computation": answer.to_json(), **values}


def empty_world(side: e.Side = e.Side.LOCAL) -> Docket:
    """A case file with one jurisdiction and nothing else."""
    world = Records(side=side)
    world.add(r.Jurisdiction, name="Springfield", full_name="City of Springfield", defined_term="the City")
    return world.docket()


def marked_outward(docket: Docket) -> Docket:
    """The same docket with every record marked fit to leave."""
    tables: dict[str, Any] = {
        name: tuple(dataclasses.replace(one, outward=True) for one in getattr(docket, name)) for name in TABLES
    }
    return dataclasses.replace(docket, **tables)
