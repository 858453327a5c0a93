"""Defined terms: the first use that survives carries the definition, and only terms used again have one (G11)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from casefile.domain import records as r
from casefile.reports.memo_desk import Desk
from casefile.reports.report import (
    Block,
    BlockQuote,
    CellContent,
    Heading,
    Inline,
    Inlines,
    ItemList,
    ListItem,
    Paragraph,
    Row,
    Section,
    Sentence,
    SentenceKind,
    StatusCell,
    StickerCell,
    Table,
    inlines,
)
from casefile.reports.wording import hold_together, upper_first

BODY = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "X"})


@dataclass(frozen=True, slots=True)
class Term:
    """A short word and what it stands for.

    Attributes:
        short: As sentences use it, with its article: "the City", "OJP".
        long: What it is called in full: "the City of Philadelphia".
        mark: What follows the full words before the definition: " (unverified)".

    >>> Term("the City", "the City of Philadelphia").defined("The City", "")
    'The City of Philadelphia (the “City”)'
    """

    short: str
    long: str
    mark: str = ""

    @property
    def word(self) -> str:
        return self.short.removeprefix("the ")

    @property
    def pattern(self) -> re.Pattern[str]:
        """The term as a word of its own; a name that begins with it ("the City Solicitor") is not it."""
        article = "[Tt]he " if self.short.startswith("the ") else "(?:the )?(?<![“‘])"
        ahead = "(?! of [A-Z])(?! [A-Z])" if self.short.startswith("the ") else ""
        return re.compile(rf"(?<![\w“]){article}{re.escape(self.word)}(’s)?(?![\w”’]){ahead}")

    def defined(self, found: str, possessive: str) -> str:
        """The full words with the definition, as they stand at `found`."""
        inner = f"the “{self.word}”" if self.short.startswith("the ") else f"“{self.word}”"
        return f"{self.plain(found, possessive)}{self.mark} ({inner})"

    def plain(self, found: str, possessive: str) -> str:
        """The full words alone."""
        text = self.long
        if found.startswith("the ") and not self.short.startswith("the "):
            text = f"the {text}"
        return (upper_first(text) if found[:1].isupper() and self.short[:1].islower() else text) + possessive


def terms_of(desk: Desk) -> tuple[Term, ...]:
    """The terms of a memo: its policies, its jurisdiction, and parties with a short name."""
    found = []
    for policy in desk.policies:
        if policy.defined_term:
            mark = "" if policy.verified_on else " (unverified)"
            found.append(Term(policy.defined_term, _policy_in_full(policy), mark))
    if desk.jurisdiction.defined_term:
        name = desk.full_name.removeprefix("the ")
        article = "the " if " of " in name else ""  # the City of X, but X County
        found.append(Term(desk.jurisdiction.defined_term, hold_together(f"{article}{name}")))
    for party in desk.docket.parties:
        short = party.short_name
        if short and short != party.name and party.jurisdiction_id is None:
            article = "the " if short.startswith("the ") else ""
            found.append(Term(short, f"{article}{party.name.removeprefix('the ')}"))
    return tuple(found)


def _policy_in_full(policy: r.Policy) -> str:
    name = policy.number or policy.title
    date = policy.enacted_on
    if date is None:
        return hold_together(name)
    return hold_together(f"{name} of {date.printed()}")


def define_terms(sections: tuple[Section, ...], terms: tuple[Term, ...]) -> tuple[Section, ...]:
    """Puts each definition at the first use of its term in the Parts that are sentences."""
    for term in terms:
        counter = _Counter(term)
        _over(sections, counter)
        if counter.uses:
            sections = _over(sections, _Definer(term, is_defined=counter.uses > 1))
    return sections


class _Counter:
    """Counts the uses of a term."""

    def __init__(self, term: Term) -> None:
        self._pattern, self.uses = term.pattern, 0

    def __call__(self, text: str) -> str:
        self.uses += len(self._pattern.findall(text))
        return text


class _Definer:
    """Replaces the first use."""

    def __init__(self, term: Term, *, is_defined: bool) -> None:
        self._term, self._is_defined, self._done = term, is_defined, False

    def __call__(self, text: str) -> str:
        if self._done:
            return text
        match = self._term.pattern.search(text)
        if match is None:
            return text
        self._done = True
        make = self._term.defined if self._is_defined else self._term.plain
        return text[: match.start()] + make(match[0], match[1] or "") + text[match.end() :]


Change = Callable[[str], str]


def _over(sections: tuple[Section, ...], change: Change) -> tuple[Section, ...]:
    """Puts every plain word of the body through `change`, in reading order; a person's text stays as it is."""
    return tuple(
        replace(one, blocks=tuple(_block(block, change) for block in one.blocks)) if one.key in BODY else one
        for one in sections
    )


def _block(block: Block, change: Change) -> Block:
    match block:
        case Heading():
            return block
        case Paragraph(sentences=sentences):
            return replace(block, sentences=tuple(_sentence(one, change) for one in sentences))
        case BlockQuote(after=after):
            return replace(block, after=tuple(_sentence(one, change) for one in after))
        case ItemList(items=items):
            return replace(block, items=tuple(_item(one, change) for one in items))
        case Table(rows=rows):
            return replace(block, rows=tuple(_row(one, change) for one in rows))
        case _:
            return block


def _item(item: ListItem, change: Change) -> ListItem:
    return replace(item, sentences=tuple(_sentence(one, change) for one in item.sentences))


def _row(row: Row, change: Change) -> Row:
    return replace(row, cells=tuple(_cell(cell, change) for cell in row.cells))


def _cell(cell: CellContent, change: Change) -> CellContent:
    return cell if isinstance(cell, StatusCell | StickerCell) else _text(cell, change)


def _sentence(sentence: Sentence, change: Change) -> Sentence:
    if sentence.kind is SentenceKind.KEPT:
        return sentence
    return replace(sentence, text=_text(sentence.text, change))


def _text(text: Inlines, change: Change) -> Inlines:
    if isinstance(text, str):
        return change(text)
    parts: list[Inline] = []
    for part in inlines(text):
        parts.append(change(part) if isinstance(part, str) else part)
    return tuple(parts)
