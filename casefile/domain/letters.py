"""What a reader found in a letter: frozen values, and their JSON form."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from casefile.domain.enums import Direction, LetterKind

Box: TypeAlias = tuple[float, float, float, float]

FIELD_NAMES = frozenset(
    "letter_date sender_office sender_address signatory signatory_title recipient recipient_title recipient_office "
    "recipient_care_of jurisdiction salutation reference program award_number authority deadline demand "
    "mentioned_date consequence not_final enclosure copy_to file_number".split()
)


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of one page, exactly as spans index it.

    Attributes:
        page: Number of the page in the document, from 1.
        text: Unicode text; a span `[start, end)` counts its characters.
        width_pt: Width as displayed, in points; 0 where the format has no pages.
        height_pt: Height as displayed, in points; 0 where the format has no pages.
        label: The printed page label ("iv"), or "".
    """

    page: int
    text: str
    width_pt: float = 0.0
    height_pt: float = 0.0
    label: str = ""

    def to_json(self) -> dict[str, Any]:
        """The page as plain JSON values."""
        return {
            "page": self.page,
            "text": self.text,
            "width_pt": self.width_pt,
            "height_pt": self.height_pt,
            "label": self.label,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> PageText:
        """Reads back what `to_json` wrote; refuses anything else.

        Raises:
            ValueError: A value is missing or of another type.

        >>> PageText.from_json(PageText(1, "Dear Mayor:").to_json()).text
        'Dear Mayor:'
        """
        return cls(
            _typed(value, "page", int),
            _typed(value, "text", str),
            _number(value.get("width_pt")),
            _number(value.get("height_pt")),
            _typed(value, "label", str),
        )


@dataclass(frozen=True, slots=True)
class LetterField:
    """One value that a reader proposes, with its place in the document.

    Attributes:
        name: One of `FIELD_NAMES`.
        value: Normalised value; None where the paper leaves it open, as a
            period that runs from a receipt not yet known.
        raw: The words as they stand in the page's text.
        page: Page on which `span` lies, from 1.
        span: Characters `[start, end)` of that page's text.
        boxes: Rectangles `(x0, y0, x1, y1)` in points from the top left.
        confidence: 0 to 1.
        why: One plain phrase that tells a reviewer how the value was found.
        extra: What only a deadline has: `trigger`, `basis`, `time`, `period`, `from`.
    """

    name: str
    value: str | None
    raw: str
    page: int
    span: tuple[int, int]
    confidence: float
    why: str
    boxes: tuple[Box, ...] = ()
    extra: Mapping[str, str | None] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The field as it stands in a letter object."""
        return {
            "name": self.name,
            "value": self.value,
            "raw": self.raw,
            "page": self.page,
            "span": list(self.span),
            "boxes": [list(box) for box in self.boxes],
            "confidence": self.confidence,
            "why": self.why,
            **self.extra,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> LetterField:
        """Reads back what `to_json` wrote; refuses anything else.

        Raises:
            ValueError: A value is missing, of another type, or no known field.
        """
        name = _typed(value, "name", str)
        if name not in FIELD_NAMES:
            raise ValueError(f"unknown field {name!r}")
        known = {"name", "value", "raw", "page", "span", "boxes", "confidence", "why"}
        start, end = _typed(value, "span", list)
        return cls(
            name,
            _text_or_none(value.get("value")),
            _typed(value, "raw", str),
            _typed(value, "page", int),
            (int(start), int(end)),
            _number(value.get("confidence")),
            _typed(value, "why", str),
            boxes_from_json(value.get("boxes")),
            {str(key): _text_or_none(item) for key, item in value.items() if key not in known},
        )


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, or one part of a file that holds several.

    Attributes:
        source: Name of the file.
        sha256: Hash of the file's bytes, in hexadecimal.
        part: Number of this letter in the file, from 1, of `parts`.
        pages: Number of pages of the whole file.
        text_source: "text", "ocr" or "mixed".
        warnings: Plain sentences a reviewer should see first.
    """

    source: str
    sha256: str = ""
    part: int = 1
    parts: int = 1
    media_type: str = "text/plain"
    pages: int = 1
    text_source: str = "text"
    kind: LetterKind = LetterKind.OTHER
    direction: Direction = Direction.OTHER
    fields: tuple[LetterField, ...] = ()
    warnings: tuple[str, ...] = ()

    def values(self, name: str) -> list[str | None]:
        """The values of every field of that name, in reading order.

        >>> day = LetterField("letter_date", "2017-04-21", "April 21, 2017", 1, (0, 14), 0.98, "dateline")
        >>> Letter("a.txt", fields=(day,)).values("letter_date")
        ['2017-04-21']
        """
        return [item.value for item in self.fields if item.name == name]

    def to_json(self) -> dict[str, Any]:
        """The letter object of the command line's contract."""
        return {
            "source": self.source,
            "sha256": self.sha256,
            "part": self.part,
            "parts": self.parts,
            "media_type": self.media_type,
            "pages": self.pages,
            "text_source": self.text_source,
            "kind": self.kind.value,
            "direction": self.direction.value,
            "fields": [item.to_json() for item in self.fields],
            "warnings": list(self.warnings),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Letter:
        """Reads back what `to_json` wrote; refuses anything else.

        Raises:
            ValueError: A value is missing, of another type, or an unknown word.

        >>> Letter.from_json(Letter("a.txt", warnings=("The file is empty.",)).to_json()).warnings
        ('The file is empty.',)
        """
        return cls(
            _typed(value, "source", str),
            _typed(value, "sha256", str),
            _typed(value, "part", int),
            _typed(value, "parts", int),
            _typed(value, "media_type", str),
            _typed(value, "pages", int),
            _typed(value, "text_source", str),
            LetterKind(_typed(value, "kind", str)),
            Direction(_typed(value, "direction", str)),
            tuple(LetterField.from_json(item) for item in _typed(value, "fields", list)),
            tuple(str(item) for item in _typed(value, "warnings", list)),
        )

    def with_boxes(self, boxes: list[tuple[Box, ...]]) -> Letter:
        """This letter with the boxes of its fields, in the order of `fields`."""
        placed = tuple(replace(item, boxes=found) for item, found in zip(self.fields, boxes, strict=True))
        return replace(self, fields=placed)


def boxes_from_json(value: object) -> tuple[Box, ...]:
    """Boxes from JSON lists of four numbers.

    Raises:
        ValueError: Not a list of lists of four finite numbers.

    >>> boxes_from_json([[72, 140.2, 148.9, 152.8]])
    ((72.0, 140.2, 148.9, 152.8),)
    """
    if not isinstance(value, list):
        raise ValueError("boxes are a list")
    boxes = []
    for item in value:
        x0, y0, x1, y1 = (_number(edge) for edge in item)
        boxes.append((x0, y0, x1, y1))
    return tuple(boxes)


def _typed(value: Mapping[str, Any], key: str, kind: type) -> Any:
    item = value.get(key)
    if not isinstance(item, kind) or isinstance(item, bool):
        raise ValueError(f"{key} is not a {kind.__name__}")
    return item


def _number(value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not math.isfinite(value):
        raise ValueError("not a number")
    return float(value)


def _text_or_none(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise ValueError("not a text")
    return value
