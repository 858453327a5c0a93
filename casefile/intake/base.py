"""What every reader takes and gives. Readers propose; they never write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

from casefile.domain.letters import Box, Letter, PageText
from casefile.errors import UserError


class Unreadable(UserError):
    """The bytes cannot be read; the message is one plain sentence for an attorney."""

    code = "unreadable"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a reader may use for one document.

    Attributes:
        seconds: Time for any document, in seconds.
        seconds_per_mb: Time added for each megabyte of the document.
        memory_mb: Address space of the reader's process, in megabytes.
        size_mb: Size of a document, in megabytes; a larger one is refused unread.
        reply_mb: Size of a reader's answer, in megabytes.
    """

    seconds: float = 10.0
    seconds_per_mb: float = 1.0
    memory_mb: int = 600
    size_mb: int = 200
    reply_mb: int = 256

    def seconds_for(self, size: int) -> float:
        """Time for a document of `size` bytes.

        >>> Limits().seconds_for(4_000_000)
        14.0
        """
        return self.seconds + self.seconds_per_mb * size / 1_000_000


@dataclass(frozen=True, slots=True)
class Extracted:
    """Text by page, as a reader took it from the bytes."""

    pages: tuple[PageText, ...]
    media_type: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """All that came of reading one file; never an exception.

    Attributes:
        letters: At least one; an unreadable file gives one without fields.
        pages: Page texts that the letters' spans index.
        reader: Name and version of the reader ("pdf 1"), "" if none fitted.
        sha256: Hash of the bytes in hexadecimal, "" where they were too many to read.
        error: Why nothing could be read, as one plain sentence; None if it was read.
    """

    letters: tuple[Letter, ...]
    pages: tuple[PageText, ...]
    reader: str
    media_type: str
    sha256: str
    error: str | None = None


class DocumentReader(Protocol):
    """One format. Runs in the child process only."""

    name: ClassVar[str]
    version: ClassVar[str]
    media_type: ClassVar[str]

    def open(self, data: bytes) -> OpenDocument:
        """Opens the bytes.

        Raises:
            Unreadable: They cannot be read.
        """
        ...


class OpenDocument(Protocol):
    """One document in hand."""

    def extract(self) -> Extracted:
        """The text of every page, with warnings about pages that could not be read."""
        ...

    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """Boxes of spans `[start, end)` of a page's text, in points from the top left."""
        ...

    def image(self, page: int, scale: float) -> bytes:
        """One page as PNG; `scale` 1 is 72 dots per inch."""
        ...

    def close(self) -> None:
        """Gives back what the document holds."""
        ...
