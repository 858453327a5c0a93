"""A report as plain text, for mail, for diffs and for those who want nothing else."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatchmethod

from casefile.reports.report import (
    Align,
    BlockQuote,
    CellContent,
    Contents,
    Grid,
    Heading,
    Inlines,
    ItemList,
    KeptText,
    Note,
    PageBreak,
    Paragraph,
    Report,
    Rule,
    StatusCell,
    StickerCell,
    Table,
    flow,
    inlines,
    plain,
)
from casefile.reports.timeline_figure import TimelineFigure

WIDTH = 80
GUTTER = "  "


def to_text(report: Report, *, width: int = WIDTH) -> str:
    """The report in lines of at most `width` characters; notes stand after the text, numbered.

    Control characters are left out, whoever wrote them; a word longer than a line is broken.

    >>> import datetime as dt
    >>> noon = dt.datetime(2017, 11, 27, 12, tzinfo=dt.UTC)
    >>> print(to_text(Report("Memorandum", noon.date(), noon, ())), end="")
    Memorandum
    ==========
    """
    return _Writer(report, width).whole()


class _Writer:
    """Collects paragraphs, and the notes that they cite."""

    def __init__(self, report: Report, width: int) -> None:
        self._report, self._width = report, width
        self._notes: list[Note] = []
        self._in_table: dict[Note, int] | None = None  # numbers of the notes that the table in hand shares

    def whole(self) -> str:
        report = self._report
        parts = [_shown(report.privilege_line)] if report.privilege_line else []
        parts.append(_underlined(_shown(report.title), "="))
        parts += [_shown(report.subtitle)] if report.subtitle else []
        for block in report.blocks:
            parts += [text for text in self._block(block) if text.strip()]
        if self._notes:
            parts.append("-" * 20)
        number = 0
        while number < len(self._notes):  # a note may cite a note
            words = self._words(flow(self._notes[number].sentences))
            number += 1
            parts.append(self._wrapped(words, first=f"[{number}] "))
        return "\n\n".join(parts) + "\n"

    def _words(self, text: Inlines) -> str:
        """One line of words, with the numbers of notes in brackets."""
        return _shown("".join(f"[{self._number(p)}]" if isinstance(p, Note) else plain((p,)) for p in inlines(text)))

    def _number(self, note: Note) -> int:
        if self._in_table is not None and note in self._in_table:
            return self._in_table[note]
        self._notes.append(note)
        if self._in_table is not None:
            self._in_table[note] = len(self._notes)
        return len(self._notes)

    def _wrapped(self, words: str, *, first: str = "", left: int = 0, right: int = 0) -> str:
        """Wrapped behind `first`, further lines hanging under its end."""
        hanging = " " * (left + len(first))
        lines = _fill(words, max(10, self._width - right - len(hanging)))
        return "\n".join((" " * left + first if i == 0 else hanging) + line for i, line in enumerate(lines or [""]))

    @singledispatchmethod
    def _block(self, block: object) -> Iterator[str]:
        raise TypeError(f"No text form for {type(block).__name__}")

    @_block.register
    def _heading(self, block: Heading) -> Iterator[str]:
        text = " ".join(f"{block.number} {self._words(block.text)}".split(" "))
        yield _underlined(text.strip(), "-") if block.level == 2 else text.strip()

    @_block.register
    def _grid(self, block: Grid) -> Iterator[str]:
        room = max((len(row.label) for row in block.rows), default=0) + 2
        lines = (self._wrapped(self._words(row.text), first=_shown(row.label).ljust(room)) for row in block.rows)
        yield "\n".join(lines)
        yield "_" * self._width

    @_block.register
    def _paragraph(self, block: Paragraph) -> Iterator[str]:
        yield self._wrapped(self._words(flow(block.sentences, block.lead)))

    @_block.register
    def _quote(self, block: BlockQuote) -> Iterator[str]:
        yield self._wrapped(self._words(block.text), left=6, right=6)
        yield self._wrapped(self._words(flow(block.following)))

    @_block.register
    def _list(self, block: ItemList) -> Iterator[str]:
        yield "\n".join(self._items(block, 0))

    def _items(self, block: ItemList, depth: int) -> Iterator[str]:
        for position, item in enumerate(block.items):
            words = self._words(flow(item.sentences, item.lead))
            yield self._wrapped(words, first=f"{_shown(block.mark(position))} ", left=3 * depth + 1)
            if item.nested:
                yield from self._items(item.nested, depth + 1)

    @_block.register
    def _table(self, block: Table) -> Iterator[str]:
        if block.caption:
            yield self._wrapped(_shown(block.caption))
        self._in_table = {}
        widths = _column_widths([column.width for column in block.columns], self._width)
        aligns = [column.align for column in block.columns]
        lines = list(_row([_shown(column.title) for column in block.columns], widths, aligns))
        lines.append("-" * self._width)
        for row in block.rows:
            lines += _row([self._cell(cell) for cell in row.cells], widths, aligns)
        yield "\n".join(lines)
        self._in_table = None

    def _cell(self, content: CellContent) -> str:
        if isinstance(content, StatusCell):
            return _shown(content.word)
        return _shown(content.text) if isinstance(content, StickerCell) else self._words(content)

    @_block.register
    def _kept(self, block: KeptText) -> Iterator[str]:
        if self._report.is_draft:
            yield from (f"[{self._wrapped(_shown(words))}]" for words in (block.label, block.remark) if words)
        for sentences in block.paragraphs:
            yield self._wrapped(self._words(flow(sentences)))

    @_block.register
    def _timeline(self, block: TimelineFigure) -> Iterator[str]:
        yield self._wrapped(_shown(f"[{block.words}]"))

    @_block.register
    def _contents(self, block: Contents) -> Iterator[str]:
        headings = [b for b in self._report.blocks if isinstance(b, Heading) and b.level <= block.depth]
        lines = (" " * 2 * (h.level - 2) + _shown(f"{h.number} {plain(h.text)}".strip()) for h in headings)
        yield "\n".join(lines)

    @_block.register
    def _rule(self, _block: Rule) -> Iterator[str]:
        yield "_" * self._width

    @_block.register
    def _page_break(self, _block: PageBreak) -> Iterator[str]:
        yield ""


def _shown(text: str) -> str:
    """Text on one line, without controls and invisible signs."""
    spaced = "".join(" " if c.isspace() and c != "\u00a0" else c for c in text)
    return "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs"})


def _fill(words: str, width: int) -> list[str]:
    return textwrap.wrap(words, max(1, width), break_on_hyphens=False)


def _underlined(text: str, sign: str) -> str:
    return f"{text}\n{sign * len(text)}"


def _column_widths(shares: Sequence[float], width: int) -> list[int]:
    """Whole characters in proportion to the shares; every column keeps at least four."""
    room = width - len(GUTTER) * (len(shares) - 1)
    return [max(4, int(room * share / sum(shares))) for share in shares]


def _row(cells: Iterable[str], widths: Sequence[int], aligns: Sequence[Align]) -> Iterator[str]:
    columns = [_fill(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for number in range(max((len(column) for column in columns), default=0)):
        parts = []
        for column, width, align in zip(columns, widths, aligns, strict=True):
            text = column[number] if number < len(column) else ""
            parts.append(text.rjust(width) if align is Align.RIGHT else text.ljust(width))
        yield GUTTER.join(parts).rstrip()
