"""Commands that bring documents in: the original, its text, and what the reader proposes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import PurePath

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.domain.enums import CustodyAction
from casefile.domain.letters import Letter, LetterField, PageText
from casefile.domain.refs import RecordRef
from casefile.errors import UserError
from casefile.store import documents
from casefile.store.models import CustodyEntry, Document, Layer, Proposal


@dataclass(slots=True)
class ImportDocument:
    """Stores an original once, the first reading of its text, and the reader's proposals.

    `made` is set when it has been applied: the document's ref and the proposals' ids.
    """

    data: bytes
    name: str
    media_type: str
    reader: str
    pages: tuple[PageText, ...]
    letters: tuple[Letter, ...]
    received_on: dt.date
    received_by: str
    label: str = "Import document"
    made: RecordRef | None = None
    proposals: list[int] = field(default_factory=list)

    def apply(self, session: Session) -> None:
        connection = session.connection()
        sha256 = documents.put_original(connection, self.data)
        if existing := session.scalars(select(Document).where(Document.sha256 == sha256)).first():
            raise UserError(f"{self.name} is in the case file already, as document {existing.id}.")
        document = Document(
            title=PurePath(self.name).stem or self.name, sha256=sha256, size=len(self.data),
            media_type=self.media_type, original_name=self.name, page_count=len(self.pages),
            received_on=self.received_on,
        )  # fmt: skip
        session.add(document)
        session.flush()
        session.add(
            CustodyEntry(
                item=document.title, sha256=sha256, action=CustodyAction.RECEIVED, on=self.received_on,
                to_whom=self.received_by, comment=f"Imported from {self.name}",
            )
        )  # fmt: skip
        if self.pages:
            layer = add_layer(session, document.id, [page.text for page in self.pages], self.reader)
            rows = proposals(self.letters, document.id, layer.id)
            session.add_all(rows)
            session.flush()
            self.proposals = [row.id for row in rows]
        session.flush()
        self.made = document.frozen().ref


def add_layer(session: Session, document_id: int, pages: list[str], reader: str) -> Layer:
    """A new reading of a document's text; excerpts stay on the layer that they name."""
    last = session.scalar(select(func.max(Layer.number)).where(Layer.document_id == document_id))
    sha256 = documents.put_pages(session.connection(), pages)
    layer = Layer(document_id=document_id, number=(last or 0) + 1, reader=reader, sha256=sha256)
    session.add(layer)
    session.flush()
    return layer


def proposals(letters: tuple[Letter, ...], document_id: int, layer_id: int) -> list[Proposal]:
    """What a reader found, as rows in reading order; a letter without any field proposes nothing."""
    rows: list[Proposal] = []
    for letter in letters:
        if not letter.fields:
            continue
        warning = " ".join(letter.warnings)
        heads = {"letter_kind": letter.kind.value, "direction": letter.direction.value}
        for name, value in heads.items():
            rows.append(
                Proposal(
                    document_id=document_id, layer_id=layer_id, part=letter.part, name=name, value={"value": value},
                    confidence=80, why="from the letter as a whole", warning=warning, order=len(rows),
                )
            )  # fmt: skip
        rows += [
            _proposal(own, letter.part, document_id, layer_id, len(rows) + n) for n, own in enumerate(letter.fields)
        ]
    return rows


def _proposal(own: LetterField, part: int, document_id: int, layer_id: int, order: int) -> Proposal:
    return Proposal(
        document_id=document_id, layer_id=layer_id, part=part, name=own.name, order=order,
        value={"value": own.value, **own.extra}, raw=own.raw, page=own.page, start=own.span[0], end=own.span[1],
        boxes=[list(box) for box in own.boxes], confidence=percent(own.confidence), why=own.why,
    )  # fmt: skip


def percent(confidence: float) -> int:
    """Whole percent, never rounded up: 0.949 is not as sure as 0.95.

    >>> percent(0.949), percent(0.95), percent(0.29)
    (94, 95, 29)
    """
    return int(confidence * 100 + 1e-9)
