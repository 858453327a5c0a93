"""Lines of print, and the running text they make, each character with its place on the page.

Rules read a *flow*: lines joined into paragraphs, spaces evened, the commonest scanner
slips repaired. Every match in a flow is told back as page, span and raw words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from casefile.domain.letters import PageText

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_GAPS = re.compile(r"\s{2,}|\t|[^\S ]")
# A lost ligature: "Of?ce", "noti?cation". Only inside a word, never "what?then" at a sentence's end.
_LIGATURE = re.compile(r"(?<=[a-z])[?\ufffd](?=[a-z])|(?<=[ (])\?(?=[a-z]{2})|\u00ad|[\ufb01\ufb02\ufb00]")
_LIGATURES = {"\ufb01": "fi", "\ufb02": "fl", "\ufb00": "ff", "\u00ad": ""}
LIST_MARK = re.compile(
    r"(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\)?(?=\s|$)|[•·▪‣●◦*\uf0b7\uf0a7\uf0d8\u2013\u2014-]\s)\s*",
)
_SMALL = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}


class Line(NamedTuple):
    """One line of print; a tuple, because a long paper has many thousands.

    Attributes:
        text: Its characters without the white space around them.
        start: Where `text` starts in the whole document's characters.
        page: Index of its page, from 0.
        blanks: Empty lines before it.
        indent: Spaces before it, as typed.
        top: It is the first line of a page, or follows a page break inside a text.
    """

    text: str
    start: int
    page: int
    blanks: int = 0
    indent: int = 0
    top: bool = False

    @property
    def end(self) -> int:
        """Where `text` ends in the whole document's characters, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: page from 1, span `[start, end)` in its text, and the words."""

    page: int
    start: int
    end: int
    raw: str


class Source:
    """The pages of one document as a run of lines.

    >>> source = Source([PageText(1, "June 1, 2017\\n\\nDear Mayor:")])
    >>> [(line.text, line.blanks) for line in source.lines]
    [('June 1, 2017', 0), ('Dear Mayor:', 1)]
    >>> source.place(14, 25).raw
    'Dear Mayor:'
    """

    def __init__(self, pages: Sequence[PageText]) -> None:
        self.pages = pages
        self._starts = []
        at = 0
        self.lines: list[Line] = []
        for index, page in enumerate(pages):
            self._starts.append(at)
            self.lines.extend(_lines(page.text, at, index))
            at += len(page.text) + 1

    def place(self, start: int, end: int) -> Place:
        """The page and span of characters of the whole document; cut at the end of the first page."""
        index = bisect_right(self._starts, start) - 1
        page, base = self.pages[index], self._starts[index]
        end = min(end - base, len(page.text))
        return Place(page.page, start - base, end, page.text[start - base : end])


def _lines(text: str, base: int, page: int) -> Iterable[Line]:
    last_end, first = 0, True
    for match in _LINE.finditer(text):
        whole = match.group()
        stripped = whole.strip()
        if not stripped:
            continue
        start, end = match.span()
        indent = 0 if whole[0] == stripped[0] else len(whole) - len(whole.lstrip())
        between = text[last_end:start]
        if between == "\n" and not first:
            yield Line(stripped, base + start + indent, page, 0, indent)
        else:
            top = first or "\f" in between
            breaks = between.count("\n") or between.count("\r") or 1
            yield Line(stripped, base + start + indent, page, 0 if top else breaks - 1, indent, top)
        last_end, first = end, False


class Flow:
    """Running text made of lines, with the place of every character.

    Paragraphs end in a line feed. `text` is what rules search.

    >>> source = Source([PageText(1, "by the of?ce\\nof June 1")])
    >>> flow = Flow(source, source.lines)
    >>> flow.text
    'by the offce of June 1'
    >>> flow.place(7, 15).raw
    'of?ce\\nof'
    """

    def __init__(self, source: Source, lines: Sequence[Line]) -> None:
        self.source = source
        self.repaired: list[tuple[int, int]] = []
        self._at: list[int] = []  # flow positions where a run of unchanged characters starts
        self._from: list[int] = []  # and the document positions they come from
        self._parts: list[str] = []
        self._length = 0
        self._write(lines)
        self.text = "".join(self._parts)

    def _write(self, lines: Sequence[Line]) -> None:
        lengths = sorted(len(line.text) for line in lines)
        width = lengths[len(lengths) * 9 // 10] if lengths else 0  # the usual full line, whatever sticks out
        for line, following in pairwise([*lines, None]):
            assert line is not None
            text, gap = line.text, ""
            if following is None or text[-1] == "\u00ad":
                pass  # the end, or the two halves of a word meet
            elif ends_paragraph(line, following, width):
                gap = "\n"
            elif not _is_split_word(text, following.text):
                gap = " "
            if text.isascii() and "?" not in text and "  " not in text and "\t" not in text:
                self._append(text + gap, line.start)  # the gap stands where the line ends
            else:
                self._add(line)
                self._append(gap, line.end)

    def _add(self, line: Line) -> None:
        """Adds a line that a scanner may have broken, or that has wide gaps."""
        text, at = line.text, 0
        for match in _LIGATURE.finditer(text):
            self._spaced(text[at : match.start()], line.start + at)
            letters = _LIGATURES.get(match.group(), "f" if text[: match.start()].endswith("f") else "fi")
            if letters:
                self.repaired.append((self._length, self._length + len(letters)))
                self._append(letters, line.start + match.start())
            at = match.end()
        self._spaced(text[at:], line.start + at)

    def _spaced(self, text: str, start: int) -> None:
        at = 0
        for match in _GAPS.finditer(text):
            self._append(text[at : match.start()] + " ", start + at)
            at = match.end()
        self._append(text[at:], start + at)

    def _append(self, text: str, start: int) -> None:
        if text:
            self._at.append(self._length)
            self._from.append(start)
            self._parts.append(text)
            self._length += len(text)

    @cached_property
    def lower(self) -> str:
        """The text in small letters, of the same length."""
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else self.text.translate(_SMALL)

    @cached_property
    def _vocabulary(self) -> str:
        """Every word of `lower` once: a long paper is made of few words."""
        return " ".join(set(self.lower.split()))

    def places(self, stems: Iterable[str]) -> list[int]:
        """Where in `lower` any of the stems starts, in order.

        >>> flow = Flow(source := Source([PageText(1, "Please reply, or ask.")]), source.lines)
        >>> flow.places(["please", "ask", "must", "or ask"])
        [0, 14, 17]
        """
        known = [stem for stem in stems if all(map(self._vocabulary.__contains__, stem.split()))]
        return positions(self.lower, known)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Spans of the text's sentences, in order."""
        return sentences(self.text)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, position: int) -> tuple[int, int]:
        """Span of the sentence that holds a position."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, position) - 1)]

    def origin(self, position: int) -> int:
        """Where in the document the character at `position` comes from."""
        index = bisect_right(self._at, position) - 1
        return self._from[index] + position - self._at[index]

    def place(self, start: int, end: int) -> Place:
        """Page, span and raw words of `text[start:end]`."""
        if end <= start:
            end = start + 1
        return self.source.place(self.origin(start), self.origin(end - 1) + 1)

    def was_repaired(self, start: int, end: int) -> bool:
        """Whether any character of `text[start:end]` is a repair."""
        return any(first < end and last > start for first, last in self.repaired)


def ends_paragraph(line: Line, following: Line, width: int) -> bool:
    """Whether a paragraph ends after `line`, judged by gaps, list marks and short last lines.

    Args:
        line: The line in question.
        following: The next line of the same run.
        width: Characters of a full line of the run.
    """
    text = line.text
    if following.blanks and not following.top:
        return not _runs_on(line, following)
    ends = text.rstrip("\"”’')]")[-1:] in (".", ":", ";", "?", "!")
    if list_mark(following.text):
        return ends or text.endswith(("; and", "; or", ", and", ", or")) or len(text) < 0.8 * width
    if following.text[-1] == ":" and len(following.text) < 50 and following.text[0].isupper():
        return ends  # a heading
    return ends and len(text) < 0.75 * width


def list_mark(text: str) -> re.Match[str] | None:
    """The mark with which an item of a list begins: "1.", "(b)", a bullet.

    >>> [mark and mark.group() for mark in map(list_mark, ["2. Copies", "(iv) Copies", "Copies", "A copy"])]
    ['2. ', '(iv) ', None, None]
    """
    if text[:1].isalpha() and text[1:2] not in {".", ")", "i", "v", "x"}:
        return None  # a word: spares most paragraphs the pattern
    return LIST_MARK.match(text)


def _runs_on(line: Line, following: Line) -> bool:
    # Scanners put empty lines into the middle of sentences: go by the words there.
    last = line.text[-1]
    return (last.isalnum() or last == ",") and following.text[0].islower() and not list_mark(following.text)


def _is_split_word(text: str, following: str) -> bool:
    return len(text) > 1 and text[-1] == "-" and text[-2].isalpha() and following[0].islower()


def positions(text: str, words: Iterable[str]) -> list[int]:
    """Where any of the words starts, in order; plain search, much faster than a pattern of alternatives.

    >>> positions("no later than June; by July", ["by ", "later"])
    [3, 20]
    """
    found = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + len(word))
    return sorted(found)


# A pattern that begins with a set of characters is searched for many times faster than one that begins with a choice.
_SENTENCE_END = re.compile(
    r"[.?!;\n](?:(?<=[.?!])[\"”’')\]]*\s+(?=[\"“(\[]?[A-Z0-9•*])|(?<=\n)\n*"
    r"|(?<=;)\s+(?=(?:and|or)?\s*\(?[a-z0-9]{1,3}[.)]\s))"
)
_LONGEST = 8  # characters; in longer words no abbreviation is looked for
_SMALL_ABBREVIATIONS = frozenset("v vs sec cf pt para al".split())
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Messrs|Dr|Hon|Gov|Sen|Rep|Lt|Col|Gen|Capt|St|Jr|Sr|No|Nos|Inc|Corp|Co|Ltd|v|vs|Sec|sec|Art|"
    r"Ch|Supp|Stat|Reg|Fed|Rev|Cong|Sess|Cir|Id|cf|Cf|e\.g|i\.e|et al|Ave|Blvd|Dept|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|"
    r"Nov|Dec|a\.m|p\.m|Esq|Ste|Ct|App|Pub|Rul|Civ|Crim|pt|para)|\b[A-Z]|\b(?:[A-Z]\.)+[A-Z])$"
)


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of a flow, without the white space between them.

    >>> text = "Mr. Hanson of the U.S. Department wrote. Reply by June 30."
    >>> [text[a:b] for a, b in sentences(text)]
    ['Mr. Hanson of the U.S. Department wrote.', 'Reply by June 30.']
    """
    found, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        at, end = match.span()
        mark = text[at]
        if mark == ".":
            word = text[max(0, at - _LONGEST) : at].rpartition(" ")[2]
            plain = word.isalpha() and word.islower() and word not in _SMALL_ABBREVIATIONS  # spares most the pattern
            if not plain and _ABBREVIATION.search(text, max(0, at - _LONGEST), at):
                continue
            if at - start < 4:
                continue  # a list mark, not a sentence
        sentence = text[start : at if mark == "\n" else end].rstrip()
        if sentence:
            found.append((start, start + len(sentence)))
        start = end
    if text[start:].strip():
        found.append((start, start + len(text[start:].rstrip())))
    return found
