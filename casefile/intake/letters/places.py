"""The place in dispute: whose policies a letter is about, not where its mail goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casefile.intake.letters.words import CITY_LINE, STATE, STATE_NAME, STATES, state_code

_CITY_OF = re.compile(
    r"\b(?:City(?:\s+and\s+County)?|Town|Village|Borough|Township"
    r"|Municipality)\s+of\s+(?P<name>[A-Z][\w'’-]*(?:[\s.-]+(?!(?:Police|Department|Mayor|Council|Office|City"
    r"|County|Board|State)\b)[A-Z][\w'’-]*){0,3})"
)
_COUNTY = re.compile(
    r"\b(?P<name>(?!The\b|Your\b|This\b|Our\b|Each\b"
    r"|Every\b)[A-Z][\w'’-]*(?:[\s-](?!and\b)[A-Z][\w'’-]*){0,2})\s+(?P<kind>County|Parish)\b"
)
_COUNTY_OF = re.compile(r"\bCounty\s+of\s+(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2})")
_AGENCY_OF = re.compile(
    r"\b(?P<name>[A-Z][\w'’-]*(?:[\s-](?!City\b|Police\b|County\b|Department\b"
    r"|Metro)[A-Z][\w'’-]*){0,2})\s+(?:Metropolitan\s+|Metro\s+)?(?:City\s+)?"
    r"(?:Police(?:\s+(?:Department|Bureau))?|Mayor|City\s+(?:Council|Attorney|Manager|Hall|Clerk|Commission)"
    r"|Metro(?:\s+Government)?|Department\s+of\s+Police|Board\s+of\s+Selectmen)\b"
)
_OFFICE_OF = re.compile(
    r"\b(?:Mayor|Police\s+(?:Chief|Commissioner"
    r"|Superintendent))\s+of\s+(?:the\s+City\s+of\s+)?(?P<name>[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){0,2})"
)
# A city and its county in one, "Louisville/Jefferson County"; a hyphen alone is part of a name, "Miami-Dade County".
_CONSOLIDATED = re.compile(
    r"\b(?P<name>[A-Z][\w'’]+)(?:/[A-Z][\w'’]+\s+County\b"
    r"|-[A-Z][\w'’]+\s+County(?=\s+(?:Metro(?:politan)?|Unified|Consolidated)\s+Government\b))"
)
_CITY_RANK = re.compile(
    r"\b(?:(?<!Vice )Mayor|Chief\s+of\s+Police|Police\s+(?:Chief|Commissioner|Superintendent)"
    r"|City\s+(?:Manager|Attorney|Council|Administrator|Clerk|Solicitor))\b",
    re.IGNORECASE,
)
_STATE_OF = re.compile(
    rf"\b(?:(?:State|Commonwealth|Government)\s+of\s+(?:the\s+)?(?P<name>{STATE_NAME})"
    rf"|(?:Mayor\s+of\s+the\s+|^Government\s+of\s+the\s+)(?P<name3>District\s+of\s+Columbia))\b|\b(?:Governor"
    rf"|Attorney\s+General)\s+of\s+(?:the\s+(?:State|Commonwealth)\s+of\s+)?(?P<name2>{STATE_NAME})\b"
)
_STATE_AGENCY = re.compile(
    rf"^(?:The\s+)?(?P<name>{STATE_NAME})\s+(?:State\s+)?(?:Department|Board|Office|Division|Commission|Council"
    r"|Agency|Governor|Attorney|Criminal|Bureau|Crime|Emergency)\b"
)
_CITY_STATE = re.compile(
    r"(?<![\w.])(?P<name>(?:St\.\s|Ft\.\s)?[A-Z][a-z'’-]+(?:[\s-](?:[A-Z][a-z'’-]+|of|de"
    rf"|la)){{0,3}}),\s+(?P<state>{STATE})(?![\w])"
)
# "Susan Poe, Ohio Senators": whoever holds an office for a State is not a place in it.
_OF_A_PERSON = re.compile(
    r"\s+(?:State\s+)?(?:Senators?|Representatives?|Reps?\.|Sens?\.|Congress\w+|Governors?|Attorneys?\s+General|delegation)\b"
)
_RANKS = re.compile(r"\b(?:Senators?|Representatives?|Reps?\.|Sens?\.|Congress(?:man|woman)|Governor|Gov\.)\s+$")
_LIST_LINE = re.compile(r"\s*(?:$|\n|;)")
_FEDERAL_SEAT = re.compile(r"^Washington$|^District$")
_SKIP = re.compile(r"^(?:United|Federal|Local|Any|All|Such|Other|Two|Sheriff|State|Board|Each|Our|New|The|U)$")


@dataclass(frozen=True, slots=True)
class Seen:
    """One mention of a place: kind of place, its name, the State if the words say it, and where."""

    kind: str
    name: str
    state: str | None
    start: int
    end: int


def mentions(text: str) -> Iterator[Seen]:
    """Cities, counties and States that a text names as governments, line by line."""
    at = 0
    for line in text.split("\n"):
        plain = re.sub(r"\b(Of|And)\b", lambda word: word[0].lower(), line.title()) if line.isupper() else line
        for seen in _mentions(plain):
            yield replace(seen, start=seen.start + at, end=seen.end + at)
        at += len(line) + 1


def _mentions(text: str) -> Iterator[Seen]:
    for match in _CITY_OF.finditer(text):
        yield Seen("city", _tidy(match["name"]), _state_after(text, match.end()), match.start(), match.end())
    for match in _CONSOLIDATED.finditer(text):
        yield Seen("city", match["name"], _state_after(text, match.end()), match.start(), match.end())
    for match in _COUNTY.finditer(text):
        name = re.sub(r"^(?:County|Dear|To|In|For|Of|And)\s+", "", _tidy(match["name"]))
        if not _SKIP.match(name):
            yield Seen(match["kind"].lower(), name, _state_after(text, match.end()), match.start(), match.end())
    for match in _COUNTY_OF.finditer(text):
        yield Seen("county", _tidy(match["name"]), _state_after(text, match.end()), match.start(), match.end())
    for pattern in (_AGENCY_OF, _OFFICE_OF):
        for match in pattern.finditer(text):
            name = re.sub(r"^(?:The|Dear|City\s+of|To|In|For)\s+", "", _tidy(match["name"]))
            if name and not _SKIP.match(name):
                code = state_code(name) if name not in ("New York", "Washington") else None
                yield Seen(
                    "state" if code else "city",
                    name,
                    code or _state_after(text, match.end()),
                    match.start(),
                    match.end(),
                )
    for match in _STATE_OF.finditer(text):
        name = match["name"] or match["name2"] or match["name3"]
        yield Seen("state", name, state_code(name), match.start(), match.end())


def _tidy(name: str) -> str:
    return re.sub(r"[’']s$", "", re.sub(r"\s+", " ", name)).strip(" .,")


def _state_after(text: str, end: int) -> str | None:
    match = re.match(rf",?\s+\(?({STATE})", text[end : end + 26])
    return state_code(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place in dispute, as the letter object writes it."""

    value: str
    start: int
    end: int
    confidence: float
    why: str


def of_letter(address: str, sender: str, re_block: str, body: str, *, to_local: bool) -> list[tuple[str, Jurisdiction]]:
    """The place that a letter is about, with the text it was found in.

    Args:
        address: Lines of the address block joined by line feeds.
        sender: Lines of the letterhead and signature, likewise.
        re_block: The Re block.
        body: The body's text.
        to_local: The addressee is the local side; else the writer may be.

    Returns:
        At most one, with the name of the text that its span counts in.
    """
    texts = {"address": address, "sender": sender, "re": re_block, "body": body}
    own = "address" if to_local else "sender"
    home = CITY_LINE.search(texts[own])
    home_state = state_code(home["state"]) if home else None
    about = _about(body)
    found = [(where, seen) for where in ("re", own) for seen in mentions(texts[where])]
    agency = next((match for line in texts[own].split("\n") if (match := _STATE_AGENCY.match(line))), None)
    if about:
        found.insert(0, ("body", about))
    for where, seen in found:
        state = seen.state or home_state or _state_in(seen.name, body) or _state_in(seen.name, re_block)
        value = written(seen.kind, seen.name, state)
        if value:
            return [
                (
                    where,
                    Jurisdiction(value, seen.start, seen.end, 0.93 if seen.state or home_state else 0.85, _WHY[where]),
                )
            ]
    if agency:
        at = texts[own].find(agency.group())
        return [
            (own, Jurisdiction(agency["name"], at, at + len(agency["name"]), 0.88, "a State's agency is the party"))
        ]
    if home and home_state and _CITY_RANK.search(texts[own]):
        value = written("city", home["city"].split("\n")[-1], home_state)
        if value:
            why = "the city in the address of one who holds a city's office"
            return [(own, Jurisdiction(value, home.start("city"), home.end("city"), 0.75, why))]
    return []


_WHY = {
    "address": "the government that the letter is addressed to",
    "sender": "the government that writes",
    "re": "the government named in the Re line",
    "body": "the government whose policies the letter names",
}
_ABOUT = re.compile(
    r"\b(?:policies|laws|ordinances?|practices|compliance|policy|resolution|code|statutes?"
    r"|certification)\s+(?:and\s+\w+\s+)?(?:of|in|by|from)\s+(?:the\s+)?(?=(?:City|County|Town|State"
    r"|[A-Z]\w+\s+County))"
    r"|\b(?:subrecipient|sub-recipient|subgrantee|sub-award\s+to|subaward\s+to)\b[\s,(]*(?:the\s+)?(?=(?:City"
    r"|County|Town|[A-Z]\w+\s+County))"
)


def _about(body: str) -> Seen | None:
    """The place whose policies the body speaks of, where it says so in plain words."""
    for match in _ABOUT.finditer(body):
        seen = next(iter(sorted(mentions(body[match.end() : match.end() + 80]), key=lambda item: item.start)), None)
        if seen and seen.start < 5:
            return Seen(seen.kind, seen.name, seen.state, seen.start + match.end(), seen.end + match.end())
    return None


def _state_in(name: str, text: str) -> str | None:
    match = re.search(rf"\b{re.escape(name)}(?:\s+(?:County|Parish))?,\s+({STATE})", text)
    return state_code(match[1]) if match else None


def written(kind: str, name: str, state: str | None) -> str | None:
    """A place as the letter object writes it; None where its State is not known.

    >>> written("city", "Springfield", "IL"), written("county", "Cook", "IL"), written("state", "Vermont", "VT")
    ('Springfield, IL', 'Cook County, IL', 'Vermont')
    """
    if kind == "state" and state:
        return STATES[state]
    if state is None or (_FEDERAL_SEAT.match(name) and state != "DC"):
        return None
    if kind == "parish":
        return f"{name} Parish, {state}"
    return f"{name} County, {state}" if kind == "county" else f"{name}, {state}"


def listed(text: str) -> list[Jurisdiction]:
    """Places that a release lists, one each: "City, State" lines and State names standing alone."""
    found: dict[str, Jurisdiction] = {}
    for match in _CITY_STATE.finditer(text):
        code = state_code(match["state"])
        name = re.sub(r"^(?:In|The|And|Of|City of|From)\s+", "", match["name"])
        county = re.match(r"(.+?)\s+(County|Parish)$", name)
        person = _OF_A_PERSON.match(text, match.end()) or _RANKS.search(
            text[max(0, match.start() - 24) : match.start()]
        )
        # "Washington, D.C." is the seat of government wherever it does not stand alone in a list.
        seat = code == "DC" and not (
            re.search(r"(?:^|\n)[\s•*·-]*$", text[: match.start()]) and _LIST_LINE.match(text, match.end())
        )
        if code and not person and not seat and not re.match(r"(?:On|At|Rep|Sen|Gov)\b", name):
            value = f"{name}, {code}" if not county else f"{county[1]} {county[2]}, {code}"
            found.setdefault(
                value, Jurisdiction(value, match.start(), match.end(), 0.85, "a place that the release lists")
            )
    for match in re.finditer(rf"(?:^|\n|[•*;]\s*)(?:State\s+of\s+)?({STATE_NAME})\s*(?=$|\n|;)", text):
        found.setdefault(
            match[1], Jurisdiction(match[1], match.start(1), match.end(1), 0.85, "a State that the release lists")
        )
    return list(found.values())


def names_local_government(lines: Sequence[str]) -> bool:
    """Whether lines of a head name a city, a county or a State as the party."""
    text = "\n".join(lines)
    if next(iter(mentions(text)), None) is not None or any(_STATE_AGENCY.match(line) for line in lines):
        return True
    return bool(
        re.search(
            r"\b(?:Mayor|Governor|Sheriff|Alderman|Councilmember|City\s+(?:Manager|Attorney)|Police\s+Department"
            r"|County\s+(?:Board|Executive))\b",
            text,
        )
    )
