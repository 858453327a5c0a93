"""Lists of sections as people write them: "§§ 1373(a) and (b), 1644", "200.339-.343", "Rules 12 and 56".

The reader behind `casefile.law.citations`; it knows numbers, subdivisions,
ranges and joins, and nothing of the code they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# Scanners turn the section sign into "?", "$" or "S"; people write "sec." and "section".
SIGN = r"(?:[§?$]\s?[§?$]?|[Ss]ec(?:tion|tions|s)?\b\.?|SECTIONS?\b|S(?=\s?\d{3}))"
SUB = r"\s?\(\s?(?:[a-z]{1,2}|[ivxl]{3,5}|\d{1,3}|[A-Z]{1,2})\s?\)"
_SUBS = re.compile(rf"(?P<subs>(?:{SUB})+)(?:\s?(?:[-–—]|through)\s?(?P<last>(?:{SUB})+))?")
JOIN = re.compile(r"\s*(?:[,;]\s*(?:and|or|&)?|and\b|or\b|&)\s*")
PLURAL = re.compile(r"[§?$]\s?[§?$]|[Ss]ections|[Ss]ecs|SECTIONS|[Rr]ules")
# A number followed by one of these begins another citation.
_OTHER_CITE = re.compile(r"\s*(?:U\.? ?S|C\.? ?F\.? ?R|F\.|Fed|Stat\.|S\. ?Ct|FR\b|F\d|WL\b|[-–/.,]?\d)")
_NAME = re.compile(r"\s+[A-Z][a-z]")  # "810 Seventh Street"
_SIGN_HERE = re.compile(SIGN + r"\s?")
_NUMBERS = {
    "U.S.C.": re.compile(
        r"(?P<number>[1-9lI]\d*[a-zA-Z]{0,2}(?![a-zA-Z]))(?:(?:[-–—]|\sthrough\s)(?P<to>\d+[a-z]{0,2}\b))?"
    ),
    "C.F.R.": re.compile(
        r"(?P<number>\d+\.\s?\d+[a-z]?)(?:(?:\s?[–—-]\s?|\sthrough\s)(?P<to>(?:\d+)?\.?\d+\b))?"
        r"|(?P<part>\d{1,4}\b(?!\.\d))"
    ),
    "rule": re.compile(r"(?P<number>\d{1,4}(?:\.\d)?)(?P<to>(?!))?"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One section of a list, with its span in the text."""

    number: str
    subs: tuple[str, ...]
    range_end: str
    start: int
    end: int
    is_part: bool = False

    @property
    def tail(self) -> str:
        """What follows the code's name, such as "§ 1373(b)(1)–(3)"."""
        sign = "pt." if self.is_part else "§§" if self.range_end and not self.subs else "§"
        return f"{sign} {self.rule}"

    @property
    def rule(self) -> str:
        """The same without a sign, as court rules are cited."""
        levels = "".join(f"({level})" for level in self.subs)
        return f"{self.number}{levels}" + (f"–{self.range_end}" if self.range_end else "")


def items_from(text: str, at: int, style: str, *, plural: bool) -> Iterator[Item]:
    """The sections named from position `at` on, as far as the list goes.

    Args:
        style: How the code numbers its sections: "U.S.C.", "C.F.R." or "rule".
        plural: Whether the sign before the list announces several.

    >>> [item.tail for item in items_from("1373(b)(1) and (2), 1644 bind", 0, "U.S.C.", plural=True)]
    ['§ 1373(b)(1)', '§ 1373(b)(2)', '§ 1644']
    """
    item = numbered(text, at, style)
    while item is not None:
        yield item
        join = JOIN.match(text, item.end)
        if join is None or (";" in join[0] and not plural):
            return
        item = _next_item(text, join.end(), item, style, plural=plural)


def _next_item(text: str, at: int, last: Item, style: str, *, plural: bool) -> Item | None:
    subs = _SUBS.match(text, at)
    if subs:
        return _attached(subs, last)
    sign = _SIGN_HERE.match(text, at)
    item = numbered(text, sign.end() if sign else at, style)
    if item is None or item.is_part or _OTHER_CITE.match(text, item.end):
        return None
    # "8 U.S.C. 1226, 1231" is a list; "8 U.S.C. § 1373, 2017" and "Rule 12, 30 days" are not.
    year = re.fullmatch(r"(?:19|20)\d\d", item.number)
    likely = bool(item.subs) or (style == "U.S.C." and len(item.number) >= 3 and not year)
    return item if sign or plural or (likely and not _NAME.match(text, item.end)) else None


def numbered(text: str, at: int, style: str) -> Item | None:
    """The one section, part or range that begins at `at`."""
    match = _NUMBERS[style].match(text, at)
    if not match:
        return None
    groups = match.groupdict()
    if groups.get("part"):
        return Item(groups["part"], (), "", at, match.end(), is_part=True)
    number, to, end = re.sub(r"^[lI]", "1", "".join(groups["number"].split())), groups["to"], match.end()
    if to and not _is_range(number, to):
        number, to = f"{number}-{to}", ""  # one section: 42 U.S.C. § 2000d-1
    subs = _SUBS.match(text, end) if not to else None
    if subs:
        levels = _levels(subs["subs"])
        return Item(number, levels, _range_end(subs), at, subs.end())
    if to and "." in number and not re.match(r"\d+\.", to):
        to = f"{number.split('.')[0]}.{to.lstrip('.')}"  # 2 C.F.R. §§ 200.339-.343
    return Item(number, (), to or "", at, end)


def _is_range(number: str, to: str) -> bool:
    if re.search(r"[A-Za-z]$", number):
        return False
    first, last = (int(re.sub(r"\D", "", part.split(".")[-1]) or 0) for part in (number, to))
    return last > first


def _levels(subs: str) -> tuple[str, ...]:
    """The parenthesised levels; a scanner's "(l)" or "(J)" at the level of figures is a one."""
    levels = re.findall(r"\(\s?(\w+)\s?\)", subs)
    return tuple("1" if depth == 1 and level in "lIJ" else level for depth, level in enumerate(levels))


def _range_end(subs: re.Match[str]) -> str:
    return "".join(f"({level})" for level in _levels(subs["last"])) if subs["last"] else ""


def _attached(subs: re.Match[str], last: Item) -> Item | None:
    """Puts "(2)" after "1373(b)(1)" at the level it belongs to: "1373(b)(2)"."""
    levels = _levels(subs["subs"])
    same = [depth for depth, level in enumerate(last.subs) if _shape(level) == _shape(levels[0])]
    if not same:
        return None
    depth = same[-1] if re.fullmatch(r"[ivx]+|\d+|[A-Z]+", levels[0]) else same[0]
    start = subs.start() + len(subs[0]) - len(subs[0].lstrip())
    return Item(last.number, (*last.subs[:depth], *levels), _range_end(subs), start, subs.end())


def _shape(level: str) -> str:
    return "figure" if level.isdigit() else "upper" if level.isupper() else "lower"
