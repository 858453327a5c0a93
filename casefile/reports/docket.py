"""One case file as a report sees it: its records, found by id, by source and by date.

A `Docket` is a snapshot. Services fill it; sequestered records never reach it. `as_of` and `without_documents` give
smaller dockets, so that a report need not ask of each record whether it may be seen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.argument import ArgumentAnswer, ArgumentClaim, ArgumentGraph, ArgumentSupport, SupportKind
from casefile.domain.refs import RecordKind
from casefile.domain.schema import Record
from casefile.domain.values import PartialDate
from casefile.law.standing import number_key

Found = TypeVar("Found", bound=Record)
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Docket:
    """The records of one case file, each kind in the order of the file.

    Attributes:
        history_head: Hash of the newest step of the record history.
        steps: Number of steps in it.

    >>> Docket(r.Profile(id=1, uid="u", version=1, title="Demo")).claims
    ()
    """

    profile: r.Profile
    jurisdictions: tuple[r.Jurisdiction, ...] = ()
    parties: tuple[r.Party, ...] = ()
    persons: tuple[r.Person, ...] = ()
    roles: tuple[r.Role, ...] = ()
    matters: tuple[r.Matter, ...] = ()
    documents: tuple[r.Document, ...] = ()
    excerpts: tuple[r.Excerpt, ...] = ()
    evidence: tuple[r.Evidence, ...] = ()
    exhibits: tuple[r.Exhibit, ...] = ()
    authorities: tuple[r.Authority, ...] = ()
    policies: tuple[r.Policy, ...] = ()
    clauses: tuple[r.Clause, ...] = ()
    assessments: tuple[r.Assessment, ...] = ()
    filings: tuple[r.Filing, ...] = ()
    correspondence: tuple[r.Correspondence, ...] = ()
    deadlines: tuple[r.Deadline, ...] = ()
    demands: tuple[r.Demand, ...] = ()
    awards: tuple[r.Award, ...] = ()
    remedies: tuple[r.Remedy, ...] = ()
    facts: tuple[r.Fact, ...] = ()
    claims: tuple[r.Claim, ...] = ()
    supports: tuple[r.Support, ...] = ()
    answers: tuple[r.Answer, ...] = ()
    cites: tuple[r.Cite, ...] = ()
    questions: tuple[r.Question, ...] = ()
    holds: tuple[r.Hold, ...] = ()
    slots: tuple[r.Slot, ...] = ()
    history_head: str = ""
    steps: int = 0

    @property
    def records(self) -> Iterator[Record]:
        """Every record, the profile first."""
        yield self.profile
        for name in TABLES:
            yield from getattr(self, name)

    @cached_property
    def _by_id(self) -> dict[tuple[RecordKind, int], Record]:
        return {(record.kind, record.id): record for record in self.records}

    @cached_property
    def by_ref(self) -> dict[str, Record]:
        """Records by `kind:uid`."""
        return {str(record.ref): record for record in self.records}

    def find(self, kind: type[Found], id_: int | None) -> Found | None:
        """The record of an id, or None if it is not here."""
        found = self._by_id.get((kind.kind, id_)) if id_ is not None else None
        return found if isinstance(found, kind) else None

    # --- what is joined to what ---

    @cached_property
    def _cites_of(self) -> dict[tuple[RecordKind, int], list[r.Cite]]:
        found: dict[tuple[RecordKind, int], list[r.Cite]] = {}
        for cite in self.cites:
            for kind in CITING:
                id_ = getattr(cite, f"{kind.table}_id")
                if id_ is not None:
                    found.setdefault((kind, id_), []).append(cite)
            if cite.source_authority_id is not None:
                found.setdefault((RecordKind.AUTHORITY, cite.source_authority_id), []).append(cite)
        return found

    def cites_of(self, record: Record) -> tuple[r.Cite, ...]:
        """The sources that a record rests on."""
        return tuple(self._cites_of.get((record.kind, record.id), ()))

    @cached_property
    def _exhibits(self) -> dict[int, r.Exhibit]:
        """The exhibit of each document; of several, the first number."""
        offered = {item.id: item.document_id for item in self.evidence}
        found: dict[int, r.Exhibit] = {}
        for exhibit in sorted(self.exhibits, key=lambda one: number_key(one.number)):
            document_id = exhibit.document_id or offered.get(exhibit.evidence_id or 0)
            if document_id is not None:
                found.setdefault(document_id, exhibit)
        return found

    def exhibit_of(self, document_id: int | None) -> r.Exhibit | None:
        """The exhibit that a document is, if it has a number."""
        return self._exhibits.get(document_id) if document_id is not None else None

    @cached_property
    def _numbered(self) -> dict[str, r.Document]:
        return {
            exhibit.number: document
            for document_id, exhibit in self._exhibits.items()
            if (document := self.find(r.Document, document_id))
        }

    def numbered(self, number: str) -> r.Document | None:
        """The document behind an exhibit's number."""
        return self._numbered.get(number)

    @cached_property
    def _offered(self) -> dict[int, r.Evidence]:
        return {one.document_id: one for one in reversed(self.evidence) if one.document_id is not None}

    def evidence_of(self, document_id: int | None) -> r.Evidence | None:
        """What a document was offered as, first."""
        return self._offered.get(document_id) if document_id is not None else None

    @cached_property
    def _supports(self) -> dict[int, list[r.Support]]:
        return _grouped(self.supports, lambda one: one.claim_id)

    def supports_of(self, claim: r.Claim) -> tuple[r.Support, ...]:
        """What is said for and against a claim, but for other claims."""
        return tuple(self._supports.get(claim.id, ()))

    @cached_property
    def _demands(self) -> dict[int, list[r.Demand]]:
        return _grouped(self.demands, lambda one: one.correspondence_id)

    def demands_of(self, letter: r.Correspondence) -> tuple[r.Demand, ...]:
        """What a letter asks for, in order of number."""
        return tuple(sorted(self._demands.get(letter.id, ()), key=lambda one: number_key(one.number)))

    @cached_property
    def _other_sides(self) -> dict[int | None, list[r.Fact]]:
        return _grouped(self.facts, lambda one: one.answers_id)

    def other_sides_of(self, fact: r.Fact) -> tuple[r.Fact, ...]:
        """What is said against a disputed fact, or what it is said against."""
        answered = self.find(r.Fact, fact.answers_id)
        return (*((answered,) if answered else ()), *self._other_sides.get(fact.id, ()))

    def role_of(self, person: r.Person, on: PartialDate | None) -> r.Role | None:
        """The role that a person held on a date; None if nothing says."""
        day = (on.bounds[1] or on.bounds[0]) if on else None
        for role in self.roles:
            begins = role.from_on.bounds[0] if role.from_on else None
            ends = role.until_on.bounds[1] if role.until_on else None
            fits = day is not None and (begins is None or begins <= day) and (ends is None or day <= ends)
            if role.person_id == person.id and fits:
                return role
        return None

    @cached_property
    def _kept(self) -> dict[tuple[str, str], r.Slot]:
        return {(one.about, one.name): one for one in reversed(self.slots)}

    def kept(self, record: Record, name: str) -> r.Slot | None:
        """What a person wrote about a record for one place of a report."""
        return self._kept.get((str(record.ref), name))

    # --- smaller dockets ---

    def as_of(self, day: dt.date) -> Docket:
        """The case file as it was known at the end of `day`, a local date.

        What is dated later goes, with all that rests on nothing else; a later answer, proof or receipt is taken back.
        A partial date counts as later only if no reading of it lies on or before `day`.
        """
        return _AsOf(self, day).docket()

    def without_documents(self, ids: Collection[int]) -> Docket:
        """The same docket with some documents held back, and with them whatever rests on them alone.

        That is their words and exhibits, cites of them, facts without another source, and letters that they are.
        """
        gone = frozenset(ids)
        if not gone:
            return self
        letters = {one.id for one in self.correspondence if one.document_id in gone}
        offered = {one.id for one in self.evidence if one.document_id in gone}
        return replace(
            self,
            documents=tuple(one for one in self.documents if one.id not in gone),
            excerpts=tuple(one for one in self.excerpts if one.document_id not in gone),
            evidence=tuple(one for one in self.evidence if one.id not in offered),
            exhibits=tuple(
                one for one in self.exhibits if one.document_id not in gone and one.evidence_id not in offered
            ),
            correspondence=tuple(one for one in self.correspondence if one.id not in letters),
            demands=tuple(one for one in self.demands if one.correspondence_id not in letters),
            deadlines=tuple(one for one in self.deadlines if one.correspondence_id not in letters),
        )._pruned()

    def without(self, records: Collection[Record]) -> Docket:
        """The same docket with some records held back, of a document all that `without_documents` takes along."""
        if not records:
            return self
        gone = {one.ref for one in records}
        tables: dict[str, Any] = {
            name: tuple(one for one in getattr(self, name) if one.ref not in gone) for name in TABLES
        }
        claims = {one.id for one in self.claims if one.ref not in gone}
        tables["supports"] = tuple(one for one in tables["supports"] if one.claim_id in claims)
        tables["answers"] = tuple(one for one in tables["answers"] if {one.claim_id, one.target_id} <= claims)
        papers = [one.id for one in records if isinstance(one, r.Document)]
        return replace(self, **tables).without_documents(papers)._pruned()

    def _pruned(self) -> Docket:
        """Drops cites and supports whose source is gone, and facts and remedies that so lost every source."""
        excerpts, authorities = {one.id for one in self.excerpts}, {one.id for one in self.authorities}

        def is_there(one: r.Cite | r.Support) -> bool:
            return (one.excerpt_id is None or one.excerpt_id in excerpts) and (
                one.authority_id is None or one.authority_id in authorities
            )

        def has_source(record: r.Fact | r.Remedy) -> bool:
            sources = [one for one in self.cites_of(record) if one.stance is e.Stance.SUPPORTS]
            return not sources or any(map(is_there, sources))

        known = tuple(filter(has_source, self.facts))
        facts = {one.id for one in known}

        def stands(one: r.Cite | r.Support) -> bool:
            return is_there(one) and (not isinstance(one, r.Support) or one.fact_id is None or one.fact_id in facts)

        return replace(
            self,
            facts=known,
            remedies=tuple(filter(has_source, self.remedies)),
            cites=tuple(one for one in self.cites if stands(one)),
            supports=tuple(one for one in self.supports if stands(one)),
        )


TABLES = (
    *("jurisdictions", "parties", "persons", "roles", "matters", "documents", "excerpts", "evidence", "exhibits"),
    *("authorities", "policies", "clauses", "assessments", "filings", "correspondence", "deadlines", "demands"),
    *("awards", "remedies", "facts", "claims", "supports", "answers", "cites", "questions", "holds", "slots"),
)
CITING = (
    *(RecordKind.FACT, RecordKind.ASSESSMENT, RecordKind.POLICY, RecordKind.CLAUSE, RecordKind.AWARD),
    *(RecordKind.REMEDY, RecordKind.JURISDICTION, RecordKind.MATTER, RecordKind.CORRESPONDENCE, RecordKind.PERSON),
)


def changed(record: Found, **values: object) -> Found:
    """A record with other values; the type checker cannot see through the records' decorator.

    >>> changed(r.Tag(id=1, uid="u", version=1, name="x"), name="y").name
    'y'
    """
    return cast(Found, replace(cast(Any, record), **values))


def _grouped(records: Iterable[Found], key: Callable[[Found], Key]) -> dict[Key, list[Found]]:
    found: dict[Key, list[Found]] = {}
    for one in records:
        found.setdefault(key(one), []).append(one)
    return found


class _AsOf:
    """Takes a docket back to a day. Later kinds of records rest on earlier ones, so they go in this order."""

    def __init__(self, docket: Docket, day: dt.date) -> None:
        self._all, self._day = docket, day

    def docket(self) -> Docket:
        known = replace(
            self._all,
            authorities=tuple(one for one in self._all.authorities if not self._later(one.decided_on)),
            facts=tuple(one for one in self._all.facts if not self._later(one.dated_on)),
            matters=tuple(self._matters()),
            policies=tuple(self._policies()),
            holds=tuple(one for one in self._all.holds if not self._later(one.issued_on)),
            awards=tuple(self._awards()),
            roles=tuple(one for one in self._all.roles if not self._later(one.from_on)),
        )
        documents = {one.id for one in self._all.documents if self._later(one.dated_on)}
        known = known.without_documents(documents)._pruned()
        known = self._letters(known)
        known = self._proceedings(known)
        return self._dependents(known)

    def _later(self, date: PartialDate | dt.date | None) -> bool:
        if isinstance(date, PartialDate):
            return date.certainly_after(self._day)
        return date is not None and date > self._day

    def _only(self, date: dt.date | None) -> dt.date | None:
        return None if self._later(date) else date

    def _matters(self) -> Iterator[r.Matter]:
        for one in self._all.matters:
            if not self._later(one.began_on):
                yield changed(one, ended_on=None) if self._later(one.ended_on) else one

    def _policies(self) -> Iterator[r.Policy]:
        for one in self._all.policies:
            if not (self._later(one.enacted_on) or (one.enacted_on is None and self._later(one.in_force_from))):
                yield changed(one, in_force_until=None) if self._later(one.in_force_until) else one

    def _awards(self) -> Iterator[r.Award]:
        for one in self._all.awards:
            if self._later(one.certified_on):
                one = changed(one, certified_on=None, certified_by="")
            yield changed(one, accepted_on=None) if self._later(one.accepted_on) else one

    def _letters(self, known: Docket) -> Docket:
        letters = {
            one.id: changed(one, received_on=self._only(one.received_on), released_on=self._only(one.released_on))
            for one in known.correspondence
            if not self._later(one.letter_on)
        }
        demands = []
        for one in known.demands:
            if one.correspondence_id not in letters:
                continue
            unanswered = self._later(one.answered_on) or (one.answer_id is not None and one.answer_id not in letters)
            status = e.DemandStatus.OPEN
            demands.append(changed(one, status=status, answer_id=None, answered_on=None) if unanswered else one)
        return replace(known, correspondence=tuple(letters.values()), demands=tuple(demands))

    def _proceedings(self, known: Docket) -> Docket:
        matters = {one.id for one in known.matters}
        filings = {
            one.id: changed(one, entered_on=self._only(one.entered_on))
            for one in known.filings
            if one.matter_id in matters and not self._later(one.filed_on or one.entered_on)
        }
        letters, documents = {one.id for one in known.correspondence}, {one.id for one in known.documents}
        deadlines = []
        for one in known.deadlines:
            rests = (one.correspondence_id, letters), (one.filing_id, filings), (one.matter_id, matters)
            if self._later(one.trigger_on) or any(id_ is not None and id_ not in there for id_, there in rests):
                continue
            if self._later(one.met_on) or (one.proof_id is not None and one.proof_id not in documents):
                one = changed(one, status=e.DeadlineStatus.OPEN, met_on=None, proof_id=None)
            if one.status is e.DeadlineStatus.MISSED and one.due_on is not None and one.due_on >= self._day:
                one = changed(one, status=e.DeadlineStatus.OPEN)
            deadlines.append(one)
        return replace(known, filings=tuple(filings.values()), deadlines=tuple(deadlines))

    def _dependents(self, known: Docket) -> Docket:
        policies = {one.id for one in known.policies}
        clauses = {one.id for one in known.clauses if one.policy_id in policies}
        matters, authorities = {one.id for one in known.matters}, {one.id for one in known.authorities}

        def is_known(one: r.Remedy | r.Claim) -> bool:
            if isinstance(one, r.Claim):
                return one.clause_id is None or one.clause_id in clauses
            return all(
                id_ is None or id_ in there
                for id_, there in ((one.matter_id, matters), (one.authority_id, authorities))
            )

        claims = {one.id for one in known.claims if is_known(one)}
        smaller = replace(
            known,
            clauses=tuple(one for one in known.clauses if one.id in clauses),
            assessments=tuple(one for one in known.assessments if one.clause_id in clauses),
            remedies=tuple(one for one in known.remedies if is_known(one)),
            claims=tuple(one for one in known.claims if one.id in claims),
            supports=tuple(one for one in known.supports if one.claim_id in claims),
            answers=tuple(one for one in known.answers if {one.claim_id, one.target_id} <= claims),
        )
        # A question about something later, or a text written with it in view, would give it away.
        gone = self._all.by_ref.keys() - smaller.by_ref.keys()
        return replace(
            smaller,
            questions=tuple(one for one in smaller.questions if one.about not in gone),
            slots=tuple(one for one in smaller.slots if one.about not in gone and not gone & one.seen.keys()),
        )


def argument_graph(docket: Docket) -> ArgumentGraph:
    """The argument of a docket, for `casefile.law.standing.compute_standing`.

    A fact counts with the exhibits that it cites, an excerpt with its own; an authority never falls.

    >>> argument_graph(Docket(r.Profile(id=1, uid="u", version=1, title="Demo"))).claims
    ()
    """
    return ArgumentGraph(
        tuple(
            ArgumentClaim(
                claim.id,
                claim.number,
                claim.side,
                claim.proof_standard,
                tuple(_support(docket, one) for one in docket.supports_of(claim)),
            )
            for claim in docket.claims
        ),
        tuple(ArgumentAnswer(one.claim_id, one.target_id, one.relation) for one in docket.answers),
    )


def _support(docket: Docket, one: r.Support) -> ArgumentSupport:
    authority, fact = docket.find(r.Authority, one.authority_id), docket.find(r.Fact, one.fact_id)
    excerpts = [docket.find(r.Excerpt, one.excerpt_id)]
    kind, label = SupportKind.EXCERPT, ""
    if authority is not None:
        kind, label = SupportKind.AUTHORITY, authority.short_name or authority.citation
        label += "" if authority.verified_on else " (unverified)"
    elif fact is not None:
        kind = SupportKind.FACT
        excerpts = [
            docket.find(r.Excerpt, cite.excerpt_id)
            for cite in docket.cites_of(fact)
            if cite.stance is e.Stance.SUPPORTS
        ]
    return ArgumentSupport(
        kind, one.stance, one.strength, one.admissibility, frozenset(_numbers(docket, excerpts)), label
    )


def _numbers(docket: Docket, excerpts: Iterable[r.Excerpt | None]) -> Iterator[str]:
    for excerpt in excerpts:
        exhibit = docket.exhibit_of(excerpt.document_id) if excerpt else None
        if exhibit is not None:
            yield exhibit.number
