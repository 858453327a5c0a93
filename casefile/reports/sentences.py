"""Sentences of a report: words in our faces, cites and notes, and what each sentence claims.

Text is plain text everywhere: markup in it is printed, never obeyed.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass


class SentenceKind(enum.StrEnum):
    """What a sentence claims, and so what it must rest on."""

    FACT = "fact"  # about the world: needs a cite
    LAW = "law"  # what a text or a court says: needs the authority
    POSITION = "position"  # what a side claims: needs its claim number
    FILE_STATE = "file-state"  # what the case file holds: the file is its source
    KEPT = "kept"  # a person's own words, printed unchanged


class Emphasis(enum.StrEnum):
    """The faces that our type has."""

    PLAIN = "plain"
    ITALIC = "italic"
    BOLD = "bold"
    BOLD_ITALIC = "bold-italic"


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one face; `language` (BCP 47) only where it differs from the report's."""

    text: str
    emphasis: Emphasis = Emphasis.PLAIN
    language: str = ""


def italic(text: str, *, language: str = "") -> Run:
    """Words in italic type, as the name of a case.

    >>> italic("Printz").emphasis
    <Emphasis.ITALIC: 'italic'>
    """
    return Run(text, Emphasis.ITALIC, language)


def bold(text: str) -> Run:
    """Words in semibold type, as a finding.

    >>> bold("Arguable").emphasis
    <Emphasis.BOLD: 'bold'>
    """
    return Run(text, Emphasis.BOLD)


@dataclass(frozen=True, slots=True)
class ExhibitPage:
    """An exhibit, by its number in the case file, and the page as printed ("1", "1–3", "PHL-000012")."""

    number: str
    page: str = ""

    @property
    def anchor(self) -> str:
        return f"exhibit:{self.number}"

    @property
    def words(self) -> str:
        return f"Exhibit {self.number}" + (f", page {self.page}" if self.page else "")


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """An authority, by the key of its line in the table of authorities."""

    key: str

    @property
    def anchor(self) -> str:
        return f"authority:{self.key}"

    @property
    def words(self) -> str:
        return "Table of authorities"


@dataclass(frozen=True, slots=True)
class PartOf:
    """A part of the same report, by its full number ("V.B")."""

    number: str

    @property
    def anchor(self) -> str:
        return f"part:{self.number}"

    @property
    def words(self) -> str:
        return f"Part {self.number}"


@dataclass(frozen=True, slots=True)
class WebPage:
    """An address outside the report: always a web or mail address.

    Raises:
        ValueError: The address is no plain web or mail address.

    >>> WebPage("javascript:alert(1)")
    Traceback (most recent call last):
    ValueError: Not an address to link to: 'javascript:alert(1)'
    """

    url: str

    def __post_init__(self) -> None:
        known = self.url.isascii() and self.url.isprintable() and " " not in self.url
        if not known or not self.url.startswith(("https://", "http://", "mailto:")):
            raise ValueError(f"Not an address to link to: {self.url!r}")

    @property
    def anchor(self) -> str:
        return ""

    @property
    def words(self) -> str:
        return self.url


Target = ExhibitPage | AuthorityEntry | PartOf | WebPage


@dataclass(frozen=True, slots=True)
class Cite:
    """A cite: its words, where it leads, and the record behind it (`kind:uid`).

    It is a link where the same report holds its target (exhibit list, table of authorities, part); elsewhere it
    prints as words, and the gate lists it.
    """

    label: str | tuple[Run | str, ...]
    target: Target
    ref: str = ""

    @property
    def text(self) -> str:
        return plain(self.label)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote at this point of the text; renderers number it."""

    sentences: tuple[Sentence, ...]


Inline = str | Run | Cite | Note
Inlines = str | tuple[Inline, ...]  # a bare string is one plain run


def inlines(text: Inlines) -> tuple[Inline, ...]:
    """The parts of a text, a bare string being its own only part.

    >>> inlines("Met"), inlines(("", bold("Met")))[1].text
    (('Met',), 'Met')
    """
    return (text,) if isinstance(text, str) else text


def joined(cites: Sequence[Cite]) -> tuple[Inline, ...]:
    """Cites one after another, a semicolon between.

    >>> plain(joined([Cite("Ex. 1", ExhibitPage("1")), Cite("Ex. 4", ExhibitPage("4"))]))
    'Ex. 1; Ex. 4'
    """
    parts: list[Inline] = []
    for cite in cites:
        parts += ["; ", cite] if parts else [cite]
    return tuple(parts)


def plain(text: Inlines) -> str:
    """The words alone, without notes.

    >>> plain(("See ", italic("Printz"), "."))
    'See Printz.'
    """
    parts: list[str] = []
    for part in inlines(text):
        if isinstance(part, str):
            parts.append(part)
        elif not isinstance(part, Note):
            parts.append(part.text)
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One assertion with its support: the assertion, then its cites as a sentence of their own.

    Attributes:
        text: The assertion, with its full stop. Cites that support only a part of it may stand inside.
        refs: The records it was made from, as `kind:uid`.
        cites: Printed after it, joined by semicolons, with a full stop: both are one unit.
        slot: Key of a person's text (`uid/slot name`); only for `KEPT`.
        missing: Stands where a person's text is not written yet; a final export refuses it.

    >>> ex4 = Cite("Ex. 4, at 1", ExhibitPage("4", "1"))
    >>> Sentence("The Mayor issued the Order.", SentenceKind.FACT, cites=(ex4,)).words
    'The Mayor issued the Order. Ex. 4, at 1.'
    """

    text: Inlines
    kind: SentenceKind
    refs: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    slot: str = ""
    missing: bool = False

    @property
    def inlines(self) -> tuple[Inline, ...]:
        """The assertion and its cites, as printed."""
        parts: list[Inline] = list(inlines(self.text))
        if parts and self.cites:
            parts.append(" ")
        parts += joined(self.cites)
        if self.cites and not self.cites[-1].text.endswith("."):
            parts.append(".")
        return tuple(part for part in parts if part != "")

    @property
    def words(self) -> str:
        return plain(self.inlines)


def flow(sentences: tuple[Sentence, ...], lead: Inlines = ()) -> tuple[Inline, ...]:
    """Sentences one after another, a space between, behind an optional run-in head.

    >>> plain(flow((Sentence("None is recorded.", SentenceKind.FILE_STATE),), italic_lead("Precedent.")))
    'Precedent. None is recorded.'
    """
    parts: list[Inline] = []
    for group in (inlines(lead), *(sentence.inlines for sentence in sentences)):
        if parts and group:
            parts.append(" ")
        parts += group
    return tuple(parts)


def italic_lead(text: str) -> tuple[Inline, ...]:
    """A run-in head in italic.

    >>> plain(italic_lead("Text."))
    'Text.'
    """
    return (italic(text),)
