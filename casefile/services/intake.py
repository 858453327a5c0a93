"""Brings files in: read in a child process, stored whole, proposed, accepted as asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from casefile.domain.letters import Letter
from casefile.domain.refs import RecordKind, RecordRef
from casefile.errors import UserError
from casefile.intake.base import Limits, ReadOutcome, Unreadable
from casefile.intake.sandbox import Reader
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.commands.documents import ImportDocument
from casefile.services.commands.records import counted
from casefile.services.commands.review import AcceptProposals
from casefile.services.settings import today
from casefile.store import documents
from casefile.store.models import Document, Layer, Proposal

LIMITS = Limits()
MOST_BYTES = LIMITS.size_mb * 1_000_000
SURE = 95  # percent: what `--accept sure` takes without a person
NEVER_SURE = frozenset({"deadline"})


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of one file.

    Attributes:
        status: "imported", "duplicate" or "refused".
        proposals: How many were made.
        error: Why it was refused.
        warning: What a reviewer should know of it first.
    """

    source: str
    sha256: str
    status: str
    document_id: int | None = None
    proposals: int = 0
    accepted: int = 0
    error: str | None = None
    warning: str | None = None

    def to_json(self) -> dict[str, Any]:
        return {
            "source": self.source, "sha256": self.sha256, "status": self.status, "document_id": self.document_id,
            "proposals": self.proposals, "accepted": self.accepted, "error": self.error,
            "warning": self.warning,
        }  # fmt: skip


@dataclass(slots=True)
class _Import:
    """One file of a batch: stored, then accepted as asked, in one transaction of its own."""

    store: ImportDocument
    accept: str
    source: str
    sha256: str
    accepted: list[int] = field(default_factory=list)
    warning: str | None = None
    existing: RecordRef | None = None

    @property
    def label(self) -> str:
        return self.store.label

    def apply(self, session: Session) -> None:
        self.existing = DocumentWithHash(self.sha256).read(session)
        if self.existing is not None:  # another window, or the same bytes earlier in this batch
            return
        self.store.apply(session)
        if self.accept == "none" or not self.store.proposals:
            return
        ids = chosen(session, self.store.proposals, self.accept)
        if ids:
            AcceptProposals(tuple(ids), by_person=False).apply(session)
            self.accepted = ids

    def result(self) -> ImportResult:
        if self.existing is not None:
            return ImportResult(self.source, self.sha256, "duplicate", self.existing.id)
        made = self.store.made
        return ImportResult(
            self.source, self.sha256, "imported", made.id if made else None, len(self.store.proposals),
            len(self.accepted), warning=self.warning,
        )  # fmt: skip


def chosen(session: Session, ids: Sequence[int], accept: str) -> list[int]:
    """Which proposals of one document a command accepts by itself: all, or the sure ones, never a deadline."""
    rows = session.scalars(select(Proposal).where(Proposal.id.in_(ids)).order_by(Proposal.order)).all()
    if accept == "all":
        return [row.id for row in rows]
    doubtful = {row.part for row in rows if row.warning}  # a warning is about its letter as a whole
    return [
        row.id for row in rows if row.confidence >= SURE and row.part not in doubtful and row.name not in NEVER_SURE
    ]


def read_files(
    paths: Sequence[Path], context: JobContext, *, jobs: int = 1
) -> Iterator[tuple[Path, ReadOutcome, bytes]]:
    """Reads files in warm children, in the order given; what cannot be opened is an outcome too.

    Raises:
        Cancelled: The context was cancelled; the file in hand is dropped.
    """
    with Reader(jobs) as reader, ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="casefile-read") as pool:
        waiting: list[tuple[Path, Future[tuple[ReadOutcome, bytes]]]] = []
        source = iter(paths)
        try:
            for done in range(len(paths)):
                while len(waiting) <= jobs and (path := next(source, None)) is not None:
                    waiting.append((path, pool.submit(_read, reader, path)))
                path, future = waiting.pop(0)
                context.report(done, len(paths), f"Reading {path.name}")
                outcome, data = future.result()
                context.report(done, len(paths))  # stopped meanwhile, its reader may have been stopped as well
                yield path, outcome, data
        finally:
            for _, future in waiting:
                future.cancel()


def _read(reader: Reader, path: Path) -> tuple[ReadOutcome, bytes]:
    """Reads once, so that what is stored is what was read: a pipe gives its bytes only once."""
    name = path.name.encode("utf-8", "replace").decode()  # a name may hold bytes that are no text
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            data = b"" if size > MOST_BYTES else stream.read(MOST_BYTES + 1)
    except OSError as error:
        return _unread(name, f"The file cannot be opened: {error.strerror or error}."), b""
    if max(size, len(data)) > MOST_BYTES:
        return _unread(name, f"The file is larger than {LIMITS.size_mb} MB."), b""
    return reader.read(data, name), data


def _unread(name: str, reason: str) -> ReadOutcome:
    media_type = "application/octet-stream"
    return ReadOutcome(
        (Letter(name, media_type=media_type, pages=0, warnings=(reason,)),), (), "", media_type, "", reason
    )


def import_documents(
    case: Case, paths: Sequence[Path], *, accept: str = "none", jobs: int = 1, context: JobContext | None = None,
    told: Callable[[ImportResult], None] = lambda result: None,
) -> list[ImportResult]:  # fmt: skip
    """Imports files as one act, each in a transaction of its own.

    Stopped half way, the files already told of stay and nothing of the one in hand.

    Args:
        accept: "none", "sure" or "all".
        told: Called for each file, in order, after its commit; on this thread.

    Raises:
        Cancelled: The context was cancelled.
    """
    context = context or JobContext()
    results: list[ImportResult] = []

    def tell(result: ImportResult) -> None:
        results.append(result)
        told(result)

    def commands() -> Iterator[_Import]:
        for path, outcome, data in read_files(paths, context, jobs=jobs):
            if outcome.error is not None:
                tell(ImportResult(str(path), outcome.sha256, "refused", error=outcome.error))
                continue
            store = ImportDocument(
                data,
                outcome.letters[0].source,
                outcome.media_type,
                outcome.reader,
                outcome.pages,
                outcome.letters,
                today(),
                case.actor,
            )
            yield _Import(store, accept, str(path), outcome.sha256, warning=_warning(outcome))

    label = f"Import {counted(len(paths), 'document')}"
    case.batch(label, commands(), context, ahead=1, done_with=lambda own: tell(own.result()))  # type: ignore[attr-defined]
    return results


def _warning(outcome: ReadOutcome) -> str | None:
    found = list(dict.fromkeys(text for letter in outcome.letters for text in letter.warnings))
    return " ".join(found) or None


def read_letters(paths: Sequence[Path], context: JobContext) -> Iterator[tuple[Path, tuple[Letter, ...], str | None]]:
    """The letters of each file, and why one could not be read. Stores nothing."""
    for path, outcome, _ in read_files(paths, context):
        yield path, outcome.letters, outcome.error


@dataclass(frozen=True, slots=True)
class DocumentWithHash:
    """The document that holds these bytes already, if there is one; also a sequestered one."""

    sha256: str

    def read(self, session: Session) -> RecordRef | None:
        row = session.execute(select(Document.id, Document.uid).where(Document.sha256 == self.sha256)).first()
        return RecordRef(RecordKind.DOCUMENT, row.id, row.uid) if row else None


@dataclass(frozen=True, slots=True)
class Original:
    """Bytes of a document as received.

    Raises:
        UserError: The document is gone.
    """

    document_id: int

    def read(self, session: Session) -> bytes:
        sha256 = session.scalar(select(Document.sha256).where(Document.id == self.document_id))
        if sha256 is None:
            raise UserError("The document is gone.")
        return documents.original(session.connection(), sha256)


@dataclass(frozen=True, slots=True)
class PageTexts:
    """Text of a document's pages, as its newest layer has them; empty where none was read."""

    document_id: int

    def read(self, session: Session) -> list[str]:
        query = select(Layer.sha256).where(Layer.document_id == self.document_id).order_by(Layer.number.desc()).limit(1)
        sha256 = session.scalar(query)
        return documents.pages(session.connection(), sha256) if sha256 else []


class Pages:
    """Pictures of a document's pages, drawn in a child process that stays warm; for jobs."""

    def __init__(self) -> None:
        self._reader = Reader()

    def image(self, data: bytes, page: int, scale: float) -> bytes:
        """One page as PNG; `scale` 1 is 72 dots per inch.

        Raises:
            UserError: The page cannot be drawn.
        """
        return self._reader.page_image(data, page, scale)

    def boxes(self, data: bytes, page: int, spans: Sequence[tuple[int, int]]) -> list[tuple[tuple[float, ...], ...]]:
        return list(self._reader.boxes(data, page, spans))

    def close(self) -> None:
        self._reader.close()


__all__ = [
    "DocumentWithHash", "ImportResult", "Original", "PageTexts", "Pages", "Unreadable", "import_documents",
    "read_files", "read_letters",
]  # fmt: skip
