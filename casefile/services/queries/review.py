"""What waits for a person after an import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.domain import enums as e
from casefile.domain import records
from casefile.store.models import Document, Proposal


@dataclass(frozen=True, slots=True)
class ToReview:
    """Documents with proposals that nobody decided on, the oldest first; sequestered ones are left out."""

    limit: int = 200

    def read(self, session: Session) -> list[records.Document]:
        waiting = select(Proposal.document_id).where(
            Proposal.status == e.ProposalStatus.OPEN, Proposal.sequestered.is_(False)
        )
        query = select(Document).where(Document.id.in_(waiting), Document.sequestered.is_(False))
        rows = session.scalars(query.order_by(Document.id).limit(self.limit))
        return [cast(records.Document, row.frozen()) for row in rows]
