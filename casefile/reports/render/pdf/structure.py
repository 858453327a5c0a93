"""The logical structure of a document, as plain values: built from a report, filled by a `TaggedCanvas`."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

HREF = "tag:"  # <a href="tag:7"> names the seventh inline element of the tree


class UntaggedContent(ValueError):
    """Something would reach the page, or the tree, without its other half."""


class MissingGlyph(ValueError):
    """A font cannot show a character; choose another font for it, or write it otherwise."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the Info dictionary and the XMP packet both say."""

    title: str
    author: str
    date: dt.datetime  # aware; the report's own date and not the clock's, so that bytes repeat
    subject: str = ""
    language: str = "en-US"
    producer: str = "Casefile"


@dataclass(frozen=True, slots=True)
class Artifact:
    """Content that is no part of the document's text: `Artifact("Pagination", "Footer")`."""

    kind: str = "Layout"
    subtype: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads, a web address or the name of a bookmark, and the words for it."""

    description: str
    url: str = ""
    bookmark: str = ""

    def __post_init__(self) -> None:
        if bool(self.url) == bool(self.bookmark) or not self.description.strip():
            raise ValueError("A link needs a description and either an address or a bookmark.")
        if self.url and not (self.url.isascii() and self.url.startswith(("https://", "http://", "mailto:"))):
            raise ValueError(f"Not an address to link to: {self.url!r}")


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure tree. Blocks stand in `kids`; text and inlines join when drawn."""

    tag: str
    parent: Element | None
    kids: list[Element] = field(default_factory=list)
    alt: str = ""
    language: str = ""
    identifier: str = ""
    attributes: str = ""  # one attribute dictionary in PDF syntax
    summary: str = ""  # of a table
    target: Destination | None = None
    is_inline: bool = False
    is_blank: bool = False  # has no words: left out of the tree if nothing is drawn for it


class StructTree:
    """The logical document. It outlives a canvas: each pass of a build starts with no content."""

    def __init__(self, metadata: Metadata) -> None:
        if not metadata.title.strip():
            raise ValueError("PDF/UA demands a title.")
        self.metadata = metadata
        self.root = Element("Document", None)
        self._inlines: list[Element] = []

    def add(self, parent: Element, tag: str, **fields: Any) -> Element:
        """Appends a block element: the order of these calls is the reading order."""
        parent.kids.append(element := Element(tag, parent, **fields))
        return element

    def inline(self, parent: Element, tag: str, **fields: Any) -> tuple[Element, str]:
        """Makes an element inside a paragraph's text; the string is its href in the markup."""
        self._inlines.append(element := Element(tag, parent, is_inline=True, **fields))
        return element, f"{HREF}{len(self._inlines) - 1}"

    def inline_at(self, href: str) -> Element:
        """Finds the element behind an href, and refuses any that `inline` did not make."""
        if not href.startswith(HREF):
            raise UntaggedContent(f"Links are made by StructTree.inline, not written into markup: {href!r}")
        return self._inlines[int(href[len(HREF) :])]
