"""Search over all records and all pages, with snippets that say where the word stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from casefile.domain.refs import RecordKind
from casefile.errors import UserError
from casefile.store import search
from casefile.store.content import page_text
from casefile.store.models import MODELS, TABLES

WIDTH = 160  # characters of a snippet
SCAN = 1000  # hits looked through before the limit is applied: some are hidden


@dataclass(frozen=True, slots=True)
class Hit:
    """Attributes:
    kind: Of the record; `document` where a page has the words.
    span: Characters [start, end) of the first match in the page's text, or None.
    """

    kind: RecordKind
    id: int
    uid: str
    title: str
    snippet: str
    page: int | None
    span: tuple[int, int] | None
    score: float

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value, "id": self.id, "uid": self.uid, "title": self.title, "snippet": self.snippet,
            "page": self.page, "span": list(self.span) if self.span else None, "score": round(self.score, 4),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hits:
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Search:
    """Records and pages that have all the words, best first.

    Args:
        words: Plain words; with `advanced`, FTS5's own syntax.
        kind: Only this kind; pages of text count as documents.
        prefix: The last word may go on: what is found while somebody types.

    Raises:
        UserError: Nothing to look for, or (advanced) syntax that cannot be read.
    """

    words: str
    advanced: bool = False
    kind: RecordKind | None = None
    limit: int = 50
    prefix: bool = False

    def read(self, session: Session) -> Hits:
        expression = self.words if self.advanced else search.quoted(self.words) + ("*" if self.prefix else "")
        if not re.search(r"\w", self.words):
            raise UserError("There is nothing to look for.", hint="Give one word or more.")
        try:
            found = search.hits(session.connection(), expression, limit=SCAN, kind=self.kind)
        except DatabaseError as error:
            if not self.advanced:
                raise
            raise UserError("The search cannot be read.", hint='For example: detainer AND "jail access".') from error
        hits = [hit for own in found for hit in self._shown(session, own)]
        return Hits(len(hits), tuple(hits[: self.limit]))

    def _shown(self, session: Session, found: search.Found) -> list[Hit]:
        if found.kind is None:
            return self._page(session, found)
        row = session.get(MODELS[found.kind], found.id)
        if row is None or row.sequestered:
            return []
        record = row.frozen()
        title, rest = search.INDEXED[found.kind]
        texts = [str(getattr(record, name)) for name in ([title] if title else []) + rest]
        text = next((own for own in texts if first_match(own, self.words)), texts[0] if texts else "")
        span = first_match(text, self.words)
        return [Hit(found.kind, row.id, row.uid, record.title_text, snippet(text, span), None, None, found.score)]

    def _page(self, session: Session, found: search.Found) -> list[Hit]:
        page = session.execute(select(page_text).where(page_text.c.id == found.id)).first()
        if page is None:
            return []
        document, layer = TABLES[RecordKind.DOCUMENT], TABLES[RecordKind.LAYER]
        query = (
            select(document.c.id, document.c.uid, document.c.title)
            .join(layer, layer.c.document_id == document.c.id)
            .where(layer.c.sha256 == page.sha256, document.c.sequestered.is_(False), layer.c.sequestered.is_(False))
            .order_by(document.c.id)
            .distinct()
        )
        span = first_match(page.text, self.words)
        words = snippet(page.text, span)
        return [
            Hit(RecordKind.DOCUMENT, row.id, row.uid, row.title, words, page.page, span, found.score)
            for row in session.execute(query)
        ]


def folded(text: str) -> str:
    """Without case and accents, one character for each: positions stay."""
    return "".join((unicodedata.normalize("NFD", char)[:1].lower() or char)[:1] for char in text)


def first_match(text: str, words: str) -> tuple[int, int] | None:
    """Characters [start, end) of the first of the words, as the index takes them apart.

    >>> first_match("Mr. O'Brien wrote", "o'brien")
    (4, 11)
    """
    plain = folded(text)
    for word in folded(words).split():
        parts = re.findall(r"\w+", word)
        pattern = r"\W+".join(map(re.escape, parts))
        if parts and (match := re.search(rf"(?<!\w){pattern}(?!\w)", plain)):
            return match.start(), match.end()
    return None


def snippet(text: str, span: tuple[int, int] | None) -> str:
    """A line of text around a span, white space folded, cut at words."""
    start = max(0, (span[0] if span else 0) - WIDTH // 3)
    part = " ".join(text[start : start + WIDTH].split())
    before = "… " if start else ""
    after = " …" if start + WIDTH < len(text) else ""
    if start and " " in part:
        part = part.partition(" ")[2]
    return f"{before}{part}{after}"
