"""From the value to flowables and structure, in one step for each block: the heart of the renderer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import escape

from reportlab.platypus import CondPageBreak, Flowable

from casefile.reports.render.pdf.fonts import emphasised, printable
from casefile.reports.render.pdf.structure import Destination, Element, Metadata, StructTree
from casefile.reports.render.pdf.styles import LINK, UNDERLINE, Measures, stylesheet
from casefile.reports.render.pdf.tagged_flowables import Bookmark, TaggedParagraph
from casefile.reports.report import (
    Cite,
    Emphasis,
    Heading,
    Inlines,
    Note,
    Report,
    Run,
    Sentence,
    WebPage,
    flow,
    inlines,
    plain,
)

BOLD = {Emphasis.BOLD, Emphasis.BOLD_ITALIC}
ITALIC = {Emphasis.ITALIC, Emphasis.BOLD_ITALIC}
LINKED = f'<a href="{{}}" color="{LINK}"><u color="{UNDERLINE}" width="0.7" offset="-2.6">{{}}</u></a>'
RAISED = '<a href="{}"><super size="{:.1f}" rise="{:.1f}">{}</super></a>'


class AskForRoom(CondPageBreak):
    """A new page where less room is left; without it, the space around it stays as if it were not there."""

    _SPACETRANSFER = True


class Builder:
    """Blocks in, flowables and structure out."""

    def __init__(self, report: Report, measures: Measures, pages: Mapping[str, int] | None = None) -> None:
        self.report, self.measures = report, measures
        self.pages = pages or {}  # of bookmarks, as an earlier build found them
        self.warnings: dict[str, None] = {}  # in order, each once
        self.tree = StructTree(self._metadata())
        self.styles = stylesheet()
        self.story: list[Flowable] = []
        self.headings = [block for block in report.blocks if isinstance(block, Heading)]
        self._names = {anchor: f"at{number}" for number, anchor in enumerate(sorted(report.anchors()))}
        self._used: set[str] = set()
        self._headings_seen = 0
        self._numbers = 0  # of notes
        self._under_table: list[tuple[Element, str, Note]] | None = None

    # Bookmarks

    def heading_bookmark(self, position: int) -> str:
        """The bookmark of the heading at `position`, from 0."""
        anchor = self.headings[position].anchor
        return self._names[anchor] if anchor else f"heading{position}"

    def next_heading(self) -> int:
        """The position of the heading that is being built, from 0."""
        self._headings_seen += 1
        return self._headings_seen - 1

    def bookmark(self, anchor: str) -> Bookmark | None:
        """The place that cites of `anchor` lead to: the first block that bears it."""
        if not anchor or anchor in self._used:
            return None
        self._used.add(anchor)
        return Bookmark(self._names[anchor])

    def places(self, pages: Mapping[str, int]) -> dict[str, int]:
        """The page of every anchor, given the pages of bookmarks."""
        return {anchor: pages[name] for anchor, name in self._names.items() if name in pages}

    # Text

    def paragraph(
        self,
        text: Inlines,
        style: str,
        element: Element,
        *,
        mark: str | None = None,
        label: Element | None = None,
        bookmark: Bookmark | None = None,
        kind: type[TaggedParagraph] = TaggedParagraph,
    ) -> TaggedParagraph:
        """The only way to a paragraph: everything is escaped here, cites become links, notes are numbered.

        Args:
            mark: A list item's number or bullet, whose element is `label`.
        """
        face = self.styles[style].fontName
        markup: list[str] = []
        notes: list[tuple[Element, str, Note]] = []
        for part in inlines(text):
            if isinstance(part, Note):
                link, number, words = self._reference(part, style, element)
                markup.append(words)
                if link is not None:
                    notes.append((link, number, part))
            elif isinstance(part, Cite):
                markup.append(self._cite(part, face, element))
            else:
                markup.append(self._run(part, face, element))
        shown = None if mark is None else self.printable(mark, face)
        made = kind("".join(markup), self.styles[style], shown, element=element, label=label, bookmark=bookmark)
        if not made.plain.strip():
            for owner in (element, label):
                if owner is not None:
                    owner.is_blank = True
        made.notes = {link: self._note(element.parent, number, note) for link, number, note in notes}
        return made

    def printable(self, text: str, face: str) -> str:
        """Text that the face can show; what it cannot is remembered for `Rendered.warnings`."""
        return printable(text, face, self.missing)

    def missing(self, what: str, where: str) -> None:
        codes = " ".join(f"U+{ord(character):04X}" for character in what[:8]) + (" ..." if len(what) > 8 else "")
        around = " ".join(where.split())
        at = max(0, around.find(what) - 20)
        self.warnings[
            f"Our typefaces have no sign for {codes}; [?] is printed instead, in “{around[at : at + 60]}”."
        ] = None

    def _run(self, run: Run | str, face: str, parent: Element) -> str:
        """Words as markup, with nothing in it that the person who wrote them could have meant as markup."""
        run = Run(run) if isinstance(run, str) else run
        bold, italic = run.emphasis in BOLD, run.emphasis in ITALIC
        words = escape(self.printable(run.text, emphasised(face, bold=bold, italic=italic)))
        words = f"<i>{words}</i>" if italic else words
        words = f"<b>{words}</b>" if bold else words
        if run.language and words:
            _, href = self.tree.inline(parent, "Span", language=run.language)
            words = f'<a href="{href}">{words}</a>'
        return words

    def _cite(self, cite: Cite, face: str, parent: Element) -> str:
        """A link where its target is in this file or on the web, else words."""
        name = self._names.get(cite.target.anchor, "")
        if not cite.text.strip() or not (name or isinstance(cite.target, WebPage)):
            return "".join(self._run(part, face, parent) for part in _parts(cite))
        url = cite.target.url if isinstance(cite.target, WebPage) else ""
        description = f"{' '.join(cite.text.split())}: {cite.target.words}"
        target = Destination(description, url=url, bookmark=name if not url else "")
        link, href = self.tree.inline(parent, "Link", target=target)
        return LINKED.format(href, "".join(self._run(part, face, link) for part in _parts(cite)))

    def contents_line(self, title: str, target: Destination, item: Element) -> TaggedParagraph:
        """A line of the table of contents: the heading's words as a link, without the look of one."""
        reference = self.tree.add(item, "Reference")
        link, href = self.tree.inline(reference, "Link", target=target)
        words = self._run(title, self.styles["contents"].fontName, link)
        return TaggedParagraph(f'<a href="{href}">{words}</a>', self.styles["contents"], element=reference)

    # Notes

    @contextmanager
    def notes_under_table(self) -> Iterator[None]:
        """Notes cited inside stand right under the table, each once, and not at the foot of the page."""
        self._under_table = []
        yield
        waiting, self._under_table = self._under_table, None
        for _, number, note in waiting:
            self.story.append(self._note(self.tree.root, number, note))

    def _reference(self, note: Note, style: str, element: Element) -> tuple[Element | None, str, str]:
        """The raised number; no element where the note stands under a table."""
        known = next((n for _, n, other in self._under_table or () if other == note), "")
        if not known:
            self._numbers += 1
        number = known or str(self._numbers)
        reference, _ = self.tree.inline(element, "Reference")
        target = Destination(f"Footnote {number}", bookmark=f"note-{number}")
        link, href = self.tree.inline(reference, "Link", target=target)
        size = self.styles[style].fontSize
        words = RAISED.format(href, size * 0.68, size * 0.36, number)
        if self._under_table is None:
            return link, number, words
        if not known:
            self._under_table.append((link, number, note))
        return None, number, words

    def _note(self, parent: Element | None, number: str, note: Note) -> TaggedParagraph:
        """A note is the next sibling of what cites it, wherever it is drawn."""
        if parent is None or parent.tag == "TR":
            raise ValueError("A cell with a footnote needs a P of its own.")
        element = self.tree.add(parent, "Note", identifier=f"note-{number}")
        label = self.tree.add(element, "Lbl")
        body = self.tree.add(element, "P")
        style = f"note-{'wide' if len(number) > 1 else 'narrow'}"
        return self.paragraph(
            flow(note.sentences), style, body, mark=number, label=label, bookmark=Bookmark(f"note-{number}")
        )

    # Story

    def add(
        self, sentences: tuple[Sentence, ...], lead: Inlines, style: str, parent: Element, anchor: str = ""
    ) -> None:
        """A paragraph of sentences; nothing where there are no words."""
        text = flow(sentences, lead)
        if plain(text).strip():
            element = self.tree.add(parent, "P")
            self.story.append(self.paragraph(text, style, element, bookmark=self.bookmark(anchor)))

    def ask_for_room(self, height: float) -> None:
        """A new page if less is left, before the headings that stand waiting for what follows.

        `keepWithNext` would push a long table whole to the next page.
        """
        start = len(self.story)
        while start and self.story[start - 1].getKeepWithNext():
            start -= 1
            self.story[start].keepWithNext = 0
        self.story.insert(start, AskForRoom(min(height, self.measures.text_height * 0.8)))

    def _metadata(self) -> Metadata:
        report = self.report

        def clean(text: str) -> str:
            return " ".join("".join(c if c.isprintable() else " " for c in text).split())

        return Metadata(
            clean(report.document_title or report.title),
            clean(report.author),
            report.prepared_at,
            subject=clean(report.subject),
            language=report.language,
        )


def _parts(cite: Cite) -> tuple[Run | str, ...]:
    return (cite.label,) if isinstance(cite.label, str) else cite.label
