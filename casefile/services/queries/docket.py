"""A case file as reports see it: one snapshot of its records, sequestered ones left out."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from casefile.domain.records import RECORDS, Cite, Support
from casefile.domain.refs import RecordKind
from casefile.domain.refs import RecordKind as K
from casefile.reports.docket import Docket
from casefile.services.queries.history import Head
from casefile.services.queries.info import CaseProfile
from casefile.services.queries.records import all_of

PLURALS = {
    RecordKind.JURISDICTION: "jurisdictions", RecordKind.PARTY: "parties", RecordKind.AUTHORITY: "authorities",
    RecordKind.POLICY: "policies", RecordKind.EVIDENCE: "evidence", RecordKind.REMEDY: "remedies",
    RecordKind.CORRESPONDENCE: "correspondence",
}  # fmt: skip
FIELDS = {field.name for field in dataclasses.fields(Docket)}
KIND_OF_FIELD = {
    PLURALS.get(kind, f"{kind.table}s"): kind for kind in RecordKind if PLURALS.get(kind, f"{kind.table}s") in FIELDS
}
# What standing is worked out from: claims, what they rest on, and the exhibits behind that.
ARGUED = frozenset({
    RecordKind.CLAIM, RecordKind.SUPPORT, RecordKind.ANSWER, RecordKind.FACT, RecordKind.EXCERPT, RecordKind.CITE,
    RecordKind.EXHIBIT, RecordKind.EVIDENCE, RecordKind.AUTHORITY,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The docket as it is now.

    Args:
        kinds: Only these kinds; None for all.
    """

    kinds: frozenset[RecordKind] | None = None

    def read(self, session: Session) -> Docket:
        records: dict[str, Any] = {
            name: tuple(record for record in all_of(session, RECORDS[kind]) if not record.sequestered)
            for name, kind in KIND_OF_FIELD.items()
            if self.kinds is None or kind in self.kinds
        }
        steps, head = Head().read(session)
        docket = Docket(profile=CaseProfile().read(session), history_head=head, steps=steps, **records)
        return _whole(docket) if self.kinds is None or self.kinds >= ARGUED else docket


def _whole(docket: Docket) -> Docket:
    """Without links of which an end is hidden: they would lead nowhere."""
    claims, facts = {own.id for own in docket.claims}, {own.id for own in docket.facts}
    sources: set[tuple[K, int | None]] = {(K.EXCERPT, own.id) for own in docket.excerpts} | {
        (K.AUTHORITY, own.id) for own in docket.authorities
    }
    sources |= {(K.FACT, id_) for id_ in facts} | {(kind, None) for kind in (K.EXCERPT, K.AUTHORITY, K.FACT)}

    def stands(own: Support | Cite) -> bool:
        return (K.EXCERPT, own.excerpt_id) in sources and (K.AUTHORITY, own.authority_id) in sources

    return dataclasses.replace(
        docket,
        answers=tuple(own for own in docket.answers if own.claim_id in claims and own.target_id in claims),
        supports=tuple(
            own
            for own in docket.supports
            if own.claim_id in claims and stands(own) and (K.FACT, own.fact_id) in sources
        ),
        cites=tuple(own for own in docket.cites if stands(own)),
    )
