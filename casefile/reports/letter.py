"""Papers written for demonstration: a reconstructed letter and a note about a source, as values.

Neither is a copy of anything. Each says so on every page, and no letter bears a seal or a signature.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casefile.reports.report import Block as ReportBlock
from casefile.reports.report import (
    Cite,
    Heading,
    Inlines,
    ItemList,
    ListItem,
    PageBreak,
    Paragraph,
    Report,
    Section,
    Sentence,
    SentenceKind,
    WebPage,
)

RECONSTRUCTION = "RECONSTRUCTION FOR DEMONSTRATION"
SOURCE_NOTE = "SOURCE NOTE FOR DEMONSTRATION · NOT A COPY OF THE SOURCE"
NEW_PAGE = "---"
READ_ON = dt.date(2026, 11, 24)  # the day on which the copies of the sources were read, and the notes written


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand close together: an office's address, an addressee, a signature's place."""

    lines: tuple[str, ...]
    space_after_pt: float = 12.0


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """A letter whose words were written for the demo docket.

    Attributes:
        title: For the list of documents and the file's metadata.
        on: Its own date, a local date.
        letterhead: Its first line is the writer's name, printed large.
        address: Name, title, government, place: what is known of them.
        paragraphs: In order; `NEW_PAGE` starts a page. A list of texts is a numbered list.
        signature: Name and title, as printed under the closing; nobody signs.
    """

    title: str
    on: dt.date
    date_line: str
    letterhead: tuple[str, ...]
    address: tuple[str, ...]
    salutation: str
    paragraphs: tuple[str | tuple[str, ...], ...]
    signature: tuple[str, ...]
    closing: str = "Sincerely,"
    reference: str = ""

    @property
    def blocks(self) -> Iterator[Lines | ReportBlock]:
        """Everything under the letterhead's first line, in reading order."""
        yield Lines(self.letterhead[1:], 18)
        yield Lines((self.date_line,), 16)
        yield Lines(self.address)
        if self.reference:
            yield Lines((self.reference,))
        yield Lines((self.salutation,), 8)
        yield from map(_block, self.paragraphs)
        yield Lines((self.closing,), 26)
        yield Lines(self.signature, 0)

    @property
    def words(self) -> str:
        """All that it says, line by line; what a reader must find in the file again."""
        texts = [*self.letterhead, self.date_line, *self.address, self.reference, self.salutation]
        for part in self.paragraphs:
            if isinstance(part, tuple):
                texts += [f"{number}. {item}" for number, item in enumerate(part, 1)]
            elif part != NEW_PAGE:
                texts.append(part)
        return "\n".join(filter(None, (*texts, self.closing, *self.signature)))

    def report(self) -> Report:
        """The page furniture of the letter: banner, footer, metadata; its blocks are its own."""
        return _report(
            self.letterhead[0], self.on, RECONSTRUCTION, document_title=self.title,
            footer="Text written for demonstration; no copy of a letter",
        )  # fmt: skip


def _block(part: str | tuple[str, ...]) -> ReportBlock:
    if isinstance(part, tuple):
        return ItemList(tuple(ListItem((_sentence(text),)) for text in part))
    return PageBreak() if part == NEW_PAGE else Paragraph((_sentence(part),))


def _sentence(text: Inlines, *cites: Cite) -> Sentence:
    return Sentence(text, SentenceKind.KEPT, cites=cites)


@dataclass(frozen=True, slots=True)
class SourceNote:
    """A page about a public source that stands in for it as an exhibit.

    Attributes:
        is_what: What the source is, in a sentence.
        address: Where a copy of it was read.
        says: What the source says, in our own words, for each page of the note.
        lacks: What this note does not hold.
    """

    title: str
    is_what: str
    address: str
    says: tuple[tuple[str, ...], ...]
    lacks: str = ""

    @property
    def words(self) -> str:
        """All that it says, line by line."""
        texts = ["Source note", self.title, self.is_what, self.address]
        texts += [text for page in self.says for text in page]
        return "\n".join(filter(None, (*texts, self.lacks)))

    def report(self) -> Report:
        """The whole note."""
        link = Cite(self.address, WebPage(self.address))
        blocks: list[ReportBlock] = [
            Heading(2, "What it is"),
            Paragraph((_sentence(self.is_what),)),
            Paragraph((_sentence(("Read at: ", link)),)),
        ]
        for number, page in enumerate(self.says):
            blocks += [PageBreak()] if number else []
            blocks.append(Heading(2, "What it says, in our words" + (", continued" if number else "")))
            blocks += [Paragraph((_sentence(text),)) for text in page]
        if self.lacks:
            blocks += [Heading(2, "What this note does not hold"), Paragraph((_sentence(self.lacks),))]
        return _report(
            "Source note", READ_ON, SOURCE_NOTE, tuple(blocks), subtitle=self.title,
            document_title=f"Source note: {self.title}", footer="Written for demonstration",
        )  # fmt: skip


def _report(
    title: str, on: dt.date, banner: str, blocks: tuple[ReportBlock, ...] = (), *, document_title: str, footer: str,
    subtitle: str = "",
) -> Report:  # fmt: skip
    noon = dt.datetime.combine(on, dt.time(12), tzinfo=dt.UTC)
    return Report(
        title, on, noon, (Section("paper", blocks),), subtitle=subtitle, document_title=document_title,
        privilege_line=banner, footer_left=footer, is_draft=False, mode="public",
    )  # fmt: skip


def letters_from(data: Mapping[str, Any]) -> dict[str, DemoLetter]:
    """Letters by key, from the tables of a letter file: one text, and who gets it.

    `{name}` in a text takes the value that `to` has under that name; a paragraph that such a value leaves empty
    falls away.

    Raises:
        KeyError: A field is missing.

    >>> to = {"key": "a", "title": "T", "address": ["A"], "salutation": "Dear A:", "place": "Ames"}
    >>> head = {"on": dt.date(2017, 4, 21), "date_line": "April 21, 2017", "letterhead": ["X"], "signature": ["Y"]}
    >>> letters_from({**head, "paragraphs": ["To {place}."], "to": [to]})["a"].paragraphs
    ('To Ames.',)
    """
    found: dict[str, DemoLetter] = {}
    for to in data["to"]:
        given = {name: value for name, value in to.items() if isinstance(value, str)}
        filled = (_filled(part, given) for part in data["paragraphs"])
        found[to["key"]] = DemoLetter(
            to["title"], data["on"], data["date_line"], tuple(data["letterhead"]), tuple(to["address"]),
            to["salutation"], tuple(part for part in filled if part), tuple(data["signature"]),
            reference=data.get("reference", ""),
        )  # fmt: skip
    return found


def _filled(part: str | list[str], given: Mapping[str, str]) -> str | tuple[str, ...]:
    if isinstance(part, str):
        return part.format_map(given).strip()
    return tuple(text.format_map(given) for text in part)


def note_from(data: Mapping[str, Any]) -> SourceNote:
    """A source note from its table; `more` is what stands on its second page.

    Raises:
        KeyError: A field is missing.

    >>> note_from({"title": "T", "what": "A letter.", "address": "https://example.org/", "says": ["X."]}).says
    (('X.',),)
    """
    pages = [data["says"], data["more"]] if "more" in data else [data["says"]]
    return SourceNote(data["title"], data["what"], data["address"], tuple(map(tuple, pages)), data.get("lacks", ""))
