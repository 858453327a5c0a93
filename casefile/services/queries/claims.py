"""The argument as its screen shows it: every claim with where it stands, what it answers and what is offered on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from casefile.domain.argument import ClaimStanding
from casefile.domain.enums import Relation
from casefile.domain.records import Answer, Authority, Claim, Document, Excerpt, Exhibit, Fact, Jurisdiction, Support
from casefile.domain.refs import RecordKind, RecordRef
from casefile.services.queries.law import Standings
from casefile.services.queries.records import ByIds, all_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A support with what a card shows of it.

    Attributes:
        source: The excerpt, fact or authority itself.
        sticker: The exhibit's number as a card prints it, "Ex. 4"; empty without one.
        title: Of the document, or the authority's name; "Fact" for a fact.
        place: "Page 3", or the pin.
        words: The quotation, or the fact's statement.
        quoted: Whether `words` are a source's own.
    """

    support: Support
    source: RecordRef
    sticker: str
    title: str
    place: str
    words: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """How one claim bears on another.

    Attributes:
        other: Id of the other claim.
    """

    answer: RecordRef
    relation: Relation
    other: int


@dataclass(frozen=True, slots=True)
class Argued:
    """A claim in the argument.

    Attributes:
        answers: Claims that it bears on, the first given first.
        replies: Claims that bear on it.
    """

    claim: Claim
    standing: ClaimStanding
    offered: tuple[Offered, ...]
    answers: tuple[Tie, ...]
    replies: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Argument:
    """All claims by id, and the names of jurisdictions by id."""

    claims: dict[int, Argued]
    places: dict[int, str]


@dataclass(frozen=True, slots=True)
class WholeArgument:
    """Every visible claim. Long work from some thousand claims on: standing is worked out for all of them."""

    def read(self, session: Session) -> Argument:
        standing = {own.claim_id: own for own in Standings().read(session)}
        supports = all_of(session, Support)
        offered, sources = defaultdict[int, list[Offered]](list), _Sources(session, supports)
        for support in supports:
            if (card := sources.card(support)) is not None:
                offered[support.claim_id].append(card)
        answers, replies = defaultdict[int, list[Tie]](list), defaultdict[int, list[Tie]](list)
        for own in all_of(session, Answer):
            if own.claim_id in standing and own.target_id in standing:
                answers[own.claim_id].append(Tie(own.ref, own.relation, own.target_id))
                replies[own.target_id].append(Tie(own.ref, own.relation, own.claim_id))
        claims = {
            claim.id: Argued(
                claim, standing[claim.id], tuple(offered[claim.id]), tuple(answers[claim.id]), tuple(replies[claim.id])
            )
            for claim in all_of(session, Claim)
        }
        return Argument(claims, {place.id: place.name for place in all_of(session, Jurisdiction)})


class _Sources:
    """What supports point at, read once."""

    def __init__(self, session: Session, supports: list[Support]) -> None:
        def those(kind: RecordKind, ids: Iterable[int | None]) -> dict[int, Any]:
            return ByIds(kind, sorted({own for own in ids if own is not None})).read(session)

        self._excerpts: dict[int, Excerpt] = those(RecordKind.EXCERPT, (own.excerpt_id for own in supports))
        self._facts: dict[int, Fact] = those(RecordKind.FACT, (own.fact_id for own in supports))
        self._authorities: dict[int, Authority] = those(RecordKind.AUTHORITY, (own.authority_id for own in supports))
        self._documents: dict[int, Document] = those(
            RecordKind.DOCUMENT, (own.document_id for own in self._excerpts.values())
        )
        self._exhibits = {own.document_id: own.number for own in all_of(session, Exhibit) if own.document_id}

    def card(self, support: Support) -> Offered | None:
        """None where the source is hidden."""
        excerpt = self._excerpts.get(support.excerpt_id or 0)
        if excerpt is not None:
            number = self._exhibits.get(excerpt.document_id)
            document, page = self._documents.get(excerpt.document_id), excerpt.page_label or excerpt.page
            title = document.title if document else ""
            sticker = f"Ex. {number}" if number else ""
            return Offered(support, excerpt.ref, sticker, title, f"Page {page}", excerpt.text, True)
        fact = self._facts.get(support.fact_id or 0)
        if fact is not None:
            return Offered(support, fact.ref, "", "Fact", "", fact.statement, False)
        law = self._authorities.get(support.authority_id or 0)
        if law is None:
            return None
        place = support.pin or law.citation
        return Offered(support, law.ref, "", law.short_name or law.title, place, law.holding, False)
