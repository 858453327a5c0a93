"""Plain text, in the encodings that letters really come in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from typing import ClassVar

from casefile.domain.letters import Box, PageText
from casefile.intake.base import Extracted, Unreadable

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 65_536  # bytes looked at to tell text from other bytes
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROLS = 0.02  # a scanner's text holds a few; programs and pictures hold many


def _encoding(data: bytes) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    sample = data[:_SAMPLE]
    pairs = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.7 * pairs:  # Western text in UTF-16 has a zero in every pair
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * pairs:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def decode(data: bytes) -> tuple[str, str]:
    """Text and the encoding it was in; what cannot be decoded becomes U+FFFD.

    >>> decode("Señor".encode("cp1252"))
    ('Señor', 'cp1252')
    >>> decode(b"\\xff\\xfeH\\x00i\\x00")
    ('Hi', 'utf-16-le')
    """
    encoding = _encoding(data)
    text = data.decode(encoding, errors="replace")
    return text.removeprefix("\ufeff"), encoding


def looks_like_text(data: bytes) -> bool:
    """Whether the bytes are text in some encoding, judged by control characters.

    >>> looks_like_text(b"Dear Mayor:"), looks_like_text(bytes(range(32)) * 9)
    (True, False)
    """
    text, encoding = decode(data[:_SAMPLE])
    strange = len(_CONTROLS.findall(text)) + text.count("\ufffd")
    if encoding == "cp1252":
        # Compressed data decodes as Windows-1252 too; letters are mostly ASCII.
        strange += sum(byte > 0x7E for byte in data[:_SAMPLE]) // 10
    return strange <= max(1, _MOST_CONTROLS * len(text))


class TextReader:
    """Proposes the whole text as page 1, which has no boxes."""

    name: ClassVar[str] = "text"
    version: ClassVar[str] = "1"
    media_type: ClassVar[str] = "text/plain"

    def open(self, data: bytes) -> TextDocument:
        """Opens text in UTF-8, UTF-16, UTF-32 or Windows-1252."""
        return TextDocument(data)


class TextDocument:
    """A text in hand."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def extract(self) -> Extracted:
        """One page; zero characters become U+FFFD, so that spans stay where they are."""
        text, _ = decode(self._data)
        warnings = []
        if "\x00" in text:
            text = text.replace("\x00", "\ufffd")
            warnings.append("The text holds zero characters; they are shown as \ufffd.")
        elif "\ufffd" in text:
            warnings.append("Some characters of the text could not be decoded; they are shown as \ufffd.")
        return Extracted((PageText(1, text),), TextReader.media_type, tuple(warnings))

    def boxes(self, page: int, spans: Sequence[tuple[int, int]]) -> list[tuple[Box, ...]]:
        """None: a text has no places on paper."""
        return [() for _ in spans]

    def image(self, page: int, scale: float) -> bytes:
        """Raises Unreadable: a text has no pages to show."""
        raise Unreadable("A text file has no page images.")

    def close(self) -> None:
        """Nothing is held."""
