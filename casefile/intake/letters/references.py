"""Cited law, grant programs, award numbers and file numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casefile.intake.letters.flow import Line, positions
from casefile.law.citations import find_citations

# What stands in every citation: the finder is slow, and is shown only what lies around these.
_SIGNS = re.compile(
    "|".join(
        re.escape(sign)
        for sign in (
            "§|U.S.C|U.S. |U. S.|U SC|USC|U S. C|C.F.R|CFR|C. F. R|Fed.|F.2d|F.3d|F.4th|F. Supp|F.Supp|S. Ct|S.Ct|"
            "Executive Order|Exec. Order|E.O. |EO 1|Pub. L|Public Law|P.L. |Code|Stat.|Rule |Admin|"
            "Ordinance|Title |Section |Sec. |Ibid|Id. "
        ).split("|")
    )
)
_SMALL_SIGNS = (" v. ", "title ", "section ")
_AROUND = 160  # characters; a case's name may be long
_FIGURE = r"[0-9OolIS|]"
_DASH = r"\s?[-–—_]\s?"
_AWARD = re.compile(
    rf"(?<![A-Za-z0-9])(?P<year>[12lI][90Oo]{_FIGURE}{{2}}){_DASH}(?P<program>[A-Z0-9]{{2}}){_DASH}(?P<form>[A-Z0-9]{{2}}){_DASH}(?P<serial>{_FIGURE}{{4}})(?![A-Za-z0-9])"
)
_AWARD_MIDDLE = re.compile(r"[-–—_]\s?[A-Z0-9]{2}\s?[-–—_]\s?[A-Z0-9]{2}\s?[-–—_]")
_NEW_AWARD = re.compile(
    r"(1(?<![A-Za-z0-9]1)5P[A-Z]{3,4})[-–](\d{2})[-–]([A-Z]{2})[-–](\d{5})[-–]([A-Z]{4})(?![A-Za-z0-9])"
)
_APPLICATION = re.compile(r"\bappl(?:ication|\.)\s*(?:(?:number|no\.?|#)\s*)?(?:is\s+)?[:(]?\s*$", re.IGNORECASE)
_FIGURES = str.maketrans("OolI|S", "001115")
_LETTERS = str.maketrans("015", "OIS")
# Name, words of which one must be there, and how the program is written.
_PROGRAMS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    (
        "Byrne JAG",
        ("JAG", "Byrne", "Justice Assistance"),
        re.compile(
            r"(?:Edward\s+)?Byrne\s+(?:Memorial\s+)?(?:JAG"
            r"|Justice\s+Assistance\s+Grants?)(?:\s*\(?\s*[“\"]?JAG[”\"]?\s*\)?)?(?:\s+Programs?)?"
            r"|Justice\s+Assistance\s+Grants?(?:\s+Programs?)?|\b(?:Byrne[-/ ])?JAG\b"
        ),
    ),
    ("SCAAP", ("SCAAP", "Alien Assistance"), re.compile(r"State\s+Criminal\s+Alien\s+Assistance\s+Program|\bSCAAP\b")),
    (
        "COPS",
        ("COPS", "Policing Services"),
        re.compile(
            r"Community[- ]Oriented\s+Policing\s+Services|\bCOPS\s+(?:Office|Hiring|grants?|program|funding|award)"
            r"|\bCOPS\b(?=.{0,40}\b(?:grant|fund|award))"
        ),
    ),
    (
        "PSP",
        ("PSP", "Safety Partnership", "Safety\nPartnership"),
        re.compile(r"(?:National\s+)?Public\s+Safety\s+Partnership(?:\s+Program)?|\bPSP\b"),
    ),
    (
        "VOCA",
        ("VOCA", "Crime Act"),
        re.compile(r"Victims?\s+of\s+Crime\s+Act\s+(?:\w+\s+)?(?:grants?|programs?|funds?)|\bVOCA\b"),
    ),
    ("Project Safe Neighborhoods", ("Safe Neighborhoods",), re.compile(r"Project\s+Safe\s+Neighborhoods")),
    (
        "Homeland Security Grant Program",
        ("HSGP", "Security Grant"),
        re.compile(r"(?:State\s+)?Homeland\s+Security\s+Grant\s+Program|\bHSGP\b"),
    ),
    (
        "Urban Areas Security Initiative",
        ("UASI", "Security Initiative"),
        re.compile(r"Urban\s+Areas?\s+Security\s+Initiative|\bUASI\b"),
    ),
)
_FILE_NUMBER = re.compile(
    r"^\W{0,3}(?P<bare>[A-Z]{2,6}[ -]\d{2,4}-\d{2,6}|[A-Z]{2,6}(?:/[A-Z]{1,4}){1,3}\s\d{4,6})\b"
    r"|\b(?:File|Our\s+File|Our\s+Ref(?:erence)?|Reference|Ref|Document|Docket|Control|Tracking|Request|Case|Matter"
    r"|DJ|D\.J\.|FOIA|FOIPA)\s*(?:No|Number|Nos|#|NO|NUMBER)?\.?\s*[:#]?\s*"
    r"(?P<labelled>(?:[A-Z]{1,5}[- ])?(?=[\w/-]*\d)[A-Z0-9][\w/]*(?:[-.][\w/]+){1,5}|(?:[A-Z]{1,5} )?\d{2}-\d{2,6})",
    re.IGNORECASE,
)
_LABEL_CASE = re.compile(r"^\W{0,3}(?:[A-Z]{2,6}[ -]\d{2,4}-\d{2,6}|[A-Z]{2,6}(?:/[A-Z]{1,4}){1,3}\s\d{4,6})\b")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: where it stands, its normal form, and how sure the reading is."""

    start: int
    end: int
    value: str
    confidence: float
    why: str


def authorities(text: str) -> list[Reference]:
    """Citations of law, each normal form once, at its first place."""
    kept: list[str] = []
    places: list[tuple[int, int]] = []  # where each kept stretch starts, in what is asked and in the text
    asked = 0
    seen: set[str] = set()
    for start, end in _stretches(text):
        stretch = text[start:end]
        if stretch in seen:
            continue  # long letters cite the same law in the same words
        seen.add(stretch)
        places.append((asked, start))
        kept.append(stretch)
        asked += len(stretch) + 1
    found: dict[str, Reference] = {}
    for hit in find_citations("\n".join(kept)) if kept else ():
        moved = next(there - here for here, there in reversed(places) if here <= hit.start)
        if hit.value not in found:
            why = "a citation" if not hit.short else "a short citation of a title cited before"
            found[hit.value] = Reference(hit.start + moved, hit.end + moved, hit.value, 0.9 if hit.short else 0.96, why)
    return list(found.values())


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around the signs of a citation, whole paragraphs where they are short."""
    start = end = -1
    signs = [match.start() for match in _SIGNS.finditer(text)]  # all begin with a capital: few places to look at
    for at in sorted([*signs, *positions(text, _SMALL_SIGNS)]):
        if at < end:
            end = max(end, min(_paragraph_end(text, at), at + _AROUND))
            continue
        if end >= 0:
            yield start, end
        start = max(text.rfind("\n", 0, at) + 1, at - _AROUND)
        start = text.find(" ", start) + 1 if start == at - _AROUND else start
        start = max(start, end)
        end = min(_paragraph_end(text, at), at + _AROUND)
    if end >= 0:
        yield start, end


def _paragraph_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def awards(text: str) -> Iterator[Reference]:
    """Award numbers, put right where a scanner broke them; application numbers are left out.

    >>> [item.value for item in awards("award 2O16 -DJ -BX -0217; Application Number 2017-DJ-BX-0001")]
    ['2016-DJ-BX-0217']
    """
    seen = set()
    if "X" not in text and "x" not in text and "-" not in text:
        return
    for match in _award_matches(text):
        if _APPLICATION.search(text[max(0, match.start() - 40) : match.start()]):
            continue
        program, form = match["program"].translate(_LETTERS), match["form"].translate(_LETTERS)
        if not (program.isalpha() and form.isalpha()):
            continue
        value = f"{match['year'].translate(_FIGURES)}-{program}-{form}-{match['serial'].translate(_FIGURES)}"
        if value not in seen:
            seen.add(value)
            clean = match.group() == value
            yield Reference(
                match.start(), match.end(), value, 0.97 if clean else 0.7,
                "the shape of an award number" if clean else "an award number put right after a scanner broke it",
            )  # fmt: skip
    for match in _NEW_AWARD.finditer(text):
        value = "-".join(match.groups())
        if value not in seen and not _APPLICATION.search(text[max(0, match.start() - 40) : match.start()]):
            seen.add(value)
            yield Reference(match.start(), match.end(), value, 0.97, "the shape of an award number since 2021")


def _award_matches(text: str) -> Iterator[re.Match[str]]:
    """Matches of an award number, looked for only where its dashes stand."""
    for dashes in _AWARD_MIDDLE.finditer(text):
        match = _AWARD.search(text, max(0, dashes.start() - 6), dashes.end() + 6)
        if match:
            yield match


def programs(text: str) -> Iterator[Reference]:
    """Grant programs, each once.

    >>> [item.value for item in programs("Byrne JAG funds under the Justice Assistance Grant program, and SCAAP")]
    ['Byrne JAG', 'SCAAP']
    """
    for name, words, pattern in _PROGRAMS:
        match = pattern.search(text) if any(word in text for word in words) else None
        if match:
            yield Reference(match.start(), match.end(), name, 0.95, "a grant program's name")


def file_numbers(lines: Sequence[Line]) -> Iterator[tuple[str, Line, int, int]]:
    """File numbers printed in the head or at the foot: value, line, and where in the line."""
    seen = set()
    for line in lines:
        lead = re.match(r"(?:Re|RE|Subject)\s*:\s*", line.text)
        offset = lead.end() if lead else 0
        text = line.text[offset:]
        for match in _FILE_NUMBER.finditer(text):
            value = match["labelled"] or match["bare"]
            if match["bare"] and not _LABEL_CASE.match(text):
                continue  # a bare number is one only in capitals
            if (
                not any(map(str.isdigit, value))
                or _AWARD.search(value)
                or re.fullmatch(r"[\d./-]{1,5}|\d{3}-\d{4}", value)
            ):
                continue
            if value not in seen:
                seen.add(value)
                group = "labelled" if match["labelled"] else "bare"
                yield value, line, offset + match.start(group), offset + match.end(group)
