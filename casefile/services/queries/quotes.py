"""Whether quoted words still stand where they are said to stand."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.store import documents
from casefile.store.models import Document, Excerpt, Layer


@dataclass(frozen=True, slots=True)
class Misquotes:
    """Which of some excerpts are not on their page, one sentence each.

    Args:
        excerpt_ids: Those to look at.
    """

    excerpt_ids: frozenset[int]

    def read(self, session: Session) -> tuple[str, ...]:
        query = (
            select(Excerpt, Layer.sha256, Document.title)
            .join(Layer, Layer.id == Excerpt.layer_id)
            .join(Document, Document.id == Excerpt.document_id)
            .where(Excerpt.sequestered.is_(False))
            .order_by(Excerpt.id)
        )
        found = []
        for excerpt, sha256, title in session.execute(query):
            if excerpt.id in self.excerpt_ids:
                page = documents.page(session.connection(), sha256, excerpt.page) or ""
                if page[excerpt.start : excerpt.end] != excerpt.text:
                    found.append(f"“{excerpt.text[:60]}” is not on page {excerpt.page} of {title}.")
        return tuple(found)
