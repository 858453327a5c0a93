"""Who wrote, from where, to whom; who signed; who got copies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from casefile.intake.letters.flow import Line
from casefile.intake.letters.layout import COPIES, DELIVERY, ENCLOSURES, LABEL, Layout, is_noise, is_prose
from casefile.intake.letters.words import (
    CARE_OF,
    CITY_LINE,
    COURTESY,
    ORG_WORD,
    RANK,
    STATE,
    STATES,
    STREET,
    TITLE_WORD,
)

_TOKEN = (
    r"(?:[A-Z][a-zà-ÿ'’-]*[a-zà-ÿ](?:[A-Z][a-zà-ÿ]+)?|[A-Z]'[A-Z][a-z]+|Mc[A-Z][a-z]+|[A-Z]\.?(?:[A-Z]\.)?"
    r"|[A-Z][A-Z'’-]{1,}|de|la|del|van|von|der|bin|al-[A-Z][a-z]+)"
)
_SUFFIX = r"(?:,?\s+(?:Jr|Sr|JR|SR)\.?|,?\s+(?:II|III|IV)\b)?"
PERSON = re.compile(
    rf"^[\"“”]?(?P<name>(?:[A-Z][A-Za-z'’.-]*)(?:\s+(?:{_TOKEN}"
    rf"|[\"“(][A-Z][a-z]+[\"”)])){{0,3}}\s+[A-Z][A-Za-z'’-]*[A-Za-z]{_SUFFIX})"
    r"(?=$|[,;:|(\\*]|\s+(?:[a-z\W]{1,2}|ES)?\s*[.|\\(]?$)"
)
_DEGREES = re.compile(r",?\s+(?:Esq(?:uire|\.)?|Ph\.?\s?D\.?|J\.?D\.?|M\.?D\.?|MPA|CPA)\.?(?=$|,|\s)")
_NO_FIRST_NAME = frozenset(
    "United Senior Executive Deputy Assistant Associate Acting Vice Chief General Special Principal Managing Regional "
    "Interim Under First Ranking Great Dear The".split()
)
_NUMERALS = ("II", "III", "IV", "JR", "SR")
_PHONE = re.compile(
    r"\(?\d{3}\)?[ -.–—]{1,3}\d{3}[ -.–—]{1,3}\d{3,4}|\b(?:Fax|Tel|Telephone|Facsimile|www\.|https?:|@)", re.IGNORECASE
)
_ADDRESS = re.compile(
    rf"\b{STATE}\b.{{0,3}}\s+\d{{5}}|^\d+\s+[A-Z0-9].*\b(?:Street|Avenue|St|Ave|Road|Blvd|Boulevard|Drive|Plaza|NW"
    r"|SW|NE|SE)\b|P\.?O\.? Box|Post Office Box"
)
_SHOUT = re.compile(
    r"\b(?:HAS|NO|TO|AND|OF|THE|THIS|RELEASE[D]?|OBJECTION|SANITIZED|CLASSIFIED|UNCLASSIFIED|APPROVED|DRAFT|COPY"
    r"|SECRET)\b|DECLASS|CONFIDENTIAL"
)
_HEAD_WORD = re.compile(
    r"\b(?:Department|Office|Board|Agency|Commission|Bureau|Administration|Committee|Council|Center|Service"
    r"|Authority|Division|Directorate|Group|Court|Archives|Police|Senate|City|County|Town|Village|State|Budget"
    r"|Security|Justice|Government|Corrections|Programs?|Force|Services)s?\b",
    re.IGNORECASE,
)
_TRAILING_NOISE = re.compile(
    r"\s+[|\\*=~_].*$|(?:\s+(?:(?!of|to|in|on|by|at|or|v\b)[a-z]{1,2}|[^\w\s.,)]+))+$|\s*[:|\\*]+$"
    r"|(?<=[a-z])(?:\s+[A-Z]{3,}){2,}$"
)
_SCRIBBLE = re.compile(r"\.\.|[•~^<>={}«»¥]|--|�")
_FILE_NUMBER = re.compile(r"^[A-Z]{2,6}[ -]\d{2,4}-\d{2,6}$")


@dataclass(slots=True)
class Party:
    """One person or office, each part with the lines it was read from."""

    name: str = ""
    name_lines: list[Line] = field(default_factory=list)
    title: str = ""
    title_lines: list[Line] = field(default_factory=list)
    office: str = ""
    office_lines: list[Line] = field(default_factory=list)
    care_of: str = ""
    care_lines: list[Line] = field(default_factory=list)
    place_lines: list[Line] = field(default_factory=list)
    rank: str = ""  # a title that stood before the name

    @property
    def started(self) -> bool:
        """Whether more than a name is known."""
        return bool(self.title_lines or self.office_lines or self.place_lines)


def person(text: str) -> tuple[str, str] | None:
    """A person's name without courtesy titles, and the rank before it; None if it is no name.

    >>> person("The Honorable Jane Q. Public, Jr."), person("Chief John Roe III"), person("Office of the Mayor")
    (('Jane Q. Public, Jr.', ''), ('John Roe III', 'Chief'), None)
    """
    if re.search(r"\b(?:Inc|LLC|LLP|Corp|Ltd|plc|Company)\b", text):
        return None
    if not COURTESY.match(text) and not RANK.match(text) and ORG_WORD.search(text.split(",")[0]):
        return None
    plain = COURTESY.sub("", _DEGREES.sub("", text.strip()).strip())
    plain = COURTESY.sub("", plain)  # "The Honorable Dr. ..."
    plain = re.sub(r"\b([A-Z]), (?=[A-Z][a-z])", r"\1. ", re.sub(r"\s+[^\w\s(“\"'&-].*$", "", plain))
    match = RANK.match(plain)
    if match:
        name = _name(plain[match.end() :])
        if name:
            return name, match[1]
    name = _name(plain)
    return (name, "") if name else None


def _name(text: str) -> str | None:
    """The person's name with which a text begins; a title run on to it is left out."""
    found = PERSON.match(text)
    if found is None:
        return None
    name: str = found["name"].strip()
    title = TITLE_WORD.search(name)
    if title:
        name = name[: title.start()].strip()
        while name.endswith((" Executive", " Senior", " Vice", " Deputy", " Assistant", " Acting")):
            name = name.rpartition(" ")[0]
    tokens = name.split()
    if (
        len(tokens) > 2
        and not name.isupper()
        and re.fullmatch(r"[A-Z]{2,3}", tokens[-1])
        and tokens[-1] not in _NUMERALS
    ):
        tokens.pop()  # a stamp that ran into the line
        name = " ".join(tokens)
    long = [token for token in tokens if len(token.strip(".,")) > 1]
    if (
        len(tokens) < 2
        or not long
        or tokens[0] in _NO_FIRST_NAME
        or name in STATES.values()
        or ORG_WORD.search(name)
        or any(map(str.isdigit, name))
    ):
        return None
    if name.isupper() and (_SHOUT.search(name) or any(len(token.strip(".,")) < 3 for token in long if token != "JR.")):
        return None
    return name


def recipients(lines: Sequence[Line]) -> list[Party]:
    """The addressees of an address block that may hold several."""
    parties: list[Party] = []
    current = Party()
    mixed = any(any(map(str.islower, line.text)) for line in lines)
    for line in lines:
        text = _TRAILING_NOISE.sub("", line.text).strip()
        shouting = mixed and text.isupper() and bool(_SHOUT.search(text))
        if is_noise(text) or _PHONE.search(text) or DELIVERY.match(text) or shouting or is_prose(text):
            continue
        if (_SCRIBBLE.search(text) and not person(text)) or _FILE_NUMBER.match(text) or _fragment(text, current):
            continue
        named = _begins_party(text, current)
        if named and (current.name or current.started):
            parties.append(current)
            current = Party()
        _add_line(current, text, line, named)
    if current.name or current.started:
        parties.append(current)
    full = [party for party in parties if party.started or party.care_of]
    parties = full or parties  # a name alone beside a whole address is a file's code line
    return [party for party in parties if party.name or party.office or party.title]


def _fragment(text: str, current: Party) -> bool:
    """What a scanner left between the lines: a scrap before any name, a word in small letters."""
    if text[0].islower() and not re.match(r"(?:and|for|of|the|c/o|clo|care of)\b", text):
        return True
    known = ORG_WORD.search(text) or TITLE_WORD.search(text) or STREET.search(text) or CITY_LINE.search(text)
    return not current.name and not known and person(text) is None and not CARE_OF.match(text)


def _begins_party(text: str, current: Party) -> tuple[str, str] | None:
    if CARE_OF.match(text) or CITY_LINE.search(text) or (current.care_of and not current.place_lines):
        return None
    found = person(re.sub(r"^(?:Attn|ATTN|Attention|ATTENTION)\s*[.:]\s*", "", text))
    if found is None:
        return None
    if COURTESY.match(text) or found[1]:
        return found
    if not current.name and not current.place_lines:
        return found
    return found if current.place_lines or has_title(_after_name(text, found[0])) else None


def _add_line(party: Party, text: str, line: Line, named: tuple[str, str] | None) -> None:
    if named:
        party.name, party.rank = named
        party.name_lines = [line]
        rest = _after_name(text, named[0])
        if rest:
            _add_role(party, rest, line)
    elif CARE_OF.match(text):
        text = CARE_OF.sub("", text).strip().rstrip(",")
        keeper = person(text)
        party.care_of = keeper[0] if keeper else text
        party.care_lines.append(line)
    elif party.care_of and not party.place_lines and has_title(text):
        return  # the title of the one who takes care
    elif CITY_LINE.search(text) or STREET.search(text) or (text[0].isdigit() and not ORG_WORD.search(text)):
        party.place_lines.append(line)
    elif not party.place_lines:
        _add_role(party, text, line)


def _after_name(text: str, name: str) -> str:
    rest = text[text.find(name) + len(name) :] if name in text else ""
    rest = _DEGREES.sub("", rest).strip(" ,;:|()")
    return rest if (len(rest) > 3 and has_title(rest)) or ORG_WORD.search(rest) else ""


def has_title(text: str) -> bool:
    """Whether a line is a rank, as against an office named after one ("Office of the Mayor")."""
    return bool(TITLE_WORD.search(text)) and not re.search(
        r"^(?:The\s+)?(?:U\.?S\.?\s+)?(?:Executive\s+)?(?:Office|Department|Division|Bureau|Board|Committee)\b"
        r"|^(?:City|County|State|Town)\s+of\b"
        r"|\b(?:Office|Department|Board|Commission|Council|Committee|Division|Bureau|Commissioners|Supervisors|Authority"
        r"|Agency|Administration|Center|Services?)$|[’']s\s+Office\b",
        text,
    )


def _add_role(party: Party, text: str, line: Line) -> None:
    text = text.strip().rstrip(",")
    title, _, office = text.partition(", ")
    if (has_title(text) or (office and has_title(title))) and not (party.office_lines and ORG_WORD.search(text)):
        if office and not has_title(office) and (ORG_WORD.search(office) or office[0].isupper()):
            _put_title(party, title, line)
            _put_office(party, office, line)
        else:
            _put_title(party, text, line)
    elif party.title and not party.office and re.match(r"(?:and|for|of)\b", text):
        party.title += f" {text}"
        party.title_lines.append(line)
    else:
        _put_office(party, text, line)


def _put_title(party: Party, text: str, line: Line) -> None:
    joint = (
        " "
        if re.match(r"(?:and|for|of)\b", text, re.IGNORECASE) or party.title.endswith((" and", " of", " for"))
        else ", "
    )
    party.title = f"{party.title}{joint}{text}" if party.title else text
    party.title_lines.append(line)


def _put_office(party: Party, text: str, line: Line) -> None:
    last = party.office.rpartition(", ")[2]
    continued = (
        party.office
        and (not _HEAD_WORD.search(last) or re.match(r"(?:and|of|for)\b", text))
        and _HEAD_WORD.search(text)
    )
    joint = " " if continued else ", "
    party.office = f"{party.office}{joint}{text}" if party.office else text
    party.office_lines.append(line)


def signatories(lines: Sequence[Line]) -> list[Party]:
    """Those who signed: names under the closing, with the ranks and offices under each."""
    parties: list[Party] = []
    for index, line in enumerate(lines):
        text = _TRAILING_NOISE.sub("", line.text).strip()
        signed = re.match(r"^/s/\s*(.+)$|^\(?(?:signed|original signed by)\)?:?\s*(.+)$", text, re.IGNORECASE)
        if signed:
            name = signed[1] or signed[2]
            if any(name.split(",")[0].strip() in other.text for other in lines[index + 1 : index + 3]):
                continue
            text = _once(name)
        if is_noise(text) or re.match(r"(?:Distribution|Contact|Telephone|Phone|By:?$)", text) or _PHONE.search(text):
            if parties and re.match(r"(?:Distribution|Contact)", text):
                break
            continue
        named = person(text)
        if named and (line.blanks >= 2 or line.top) and parties:
            break  # the heading of the next page
        if named and not (parties and parties[-1].name == named[0]):
            party = Party(name=named[0], name_lines=[line], rank=named[1])
            parties.append(party)
            rest = _after_name(text, named[0]).rstrip(".")
            if rest:
                _put_title(party, rest, line)
        elif parties and not _ADDRESS.search(text) and (has_title(text) or ORG_WORD.search(text)):
            _add_signature_role(parties[-1], text.rstrip("."), line)
        elif parties and re.match(r"and\b", text):
            _put_title(parties[-1], text, line)
        elif not parties and has_title(text) and len(text) < 80 and index < 6:
            parties.append(Party(title=text, title_lines=[line]))
    return _side_by_side(parties)


def _side_by_side(parties: list[Party]) -> list[Party]:
    """Two who sign beside each other: both names are printed on one line, both titles on the next."""
    bare, last = parties[:-1], parties[-1:]
    if bare and not any(party.started for party in bare) and len(last[0].title_lines) == len(parties):
        lines = last[0].title_lines
        for party, line in zip(parties, lines, strict=True):
            party.title, party.title_lines = line.text.strip().rstrip(".,"), [line]
    return parties


def _once(text: str) -> str:
    """A name printed twice on one line, once.

    >>> _once("Ann Poe Ann Poe, Chief")
    'Ann Poe, Chief'
    """
    return re.sub(r"^((?:[A-Z][\w.'’-]*\s+){1,3}[A-Z][\w.'’-]*)\s+(?=\1\b)", "", text)


def _add_signature_role(party: Party, text: str, line: Line) -> None:
    if has_title(text) or (
        party.title and not party.office and not re.match(r"(?:Office|Department|U\.?S\.?|City|County)", text)
    ):
        _put_title(party, text, line)
    else:
        _put_office(party, text, line)


def from_label(lines: Sequence[Line]) -> list[Party]:
    """People under a label such as TO: or FROM:, a name first, its rank and office below."""
    unlabelled: list[Line] = []
    for line in lines:
        match = LABEL.match(line.text)
        text = line.text[match.end() :] if match else line.text
        if text.strip():
            text = re.sub(r"\s*<[^>]*>.*$", "", text)
            start = line.start + (line.text.index(text) if match else 0)
            mailed = re.fullmatch(r"([A-Z][\w'’-]+),\s+([A-Z][\w.'’ -]+?)(?:\s+\([A-Z/ ]+\))?", text.strip())
            if mailed and line.text != text:
                text = f"{mailed[2]} {mailed[1]}"  # mail programs print the last name first
            unlabelled.append(Line(text.strip(), start, line.page, line.blanks))
    found = recipients(unlabelled)
    if found and not found[0].name and unlabelled and not person(unlabelled[0].text):
        first = unlabelled[0]
        if (
            len(first.text.split()) <= 4
            and not has_title(first.text)
            and first in (*found[0].title_lines, *found[0].office_lines)
        ):
            found[0].name, found[0].name_lines = first.text, [first]
            found[0].office = ", ".join(line.text for line in found[0].office_lines if line is not first)
            found[0].office_lines = [line for line in found[0].office_lines if line is not first]
    return found


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The sender as printed above the letter."""

    office: str
    office_lines: tuple[Line, ...]
    address: str
    address_lines: tuple[Line, ...]


def letterhead(lines: Sequence[Line]) -> Letterhead:
    """Office and address out of the lines above the date, phones, stamps and names left out."""
    offices: list[tuple[str, Line]] = []
    addresses: list[tuple[str, Line]] = []
    for line in lines:
        text = re.sub(r"^\W+|(?:\s+[^\w\s.,)]+)+$", "", line.text).strip()
        if text.startswith("Applies to"):
            break
        if text.isupper() and re.search(r"RELEASE|DECLASS|OBJECTION", text):
            continue
        if (
            is_noise(text)
            or (_PHONE.search(text) and not _ADDRESS.search(text))
            or DELIVERY.match(text)
            or is_prose(text)
        ):
            continue
        if (
            _ADDRESS.search(text)
            or CITY_LINE.search(text)
            or (addresses and STREET.search(text))
            or (STREET.search(text) and not ORG_WORD.search(text))
        ):
            addresses.append((text, line))
        elif _names_office(text):
            offices.append((text, line))
    return Letterhead(
        ", ".join(text for text, _ in offices),
        tuple(line for _, line in offices),
        ", ".join(text.rstrip(",") for text, _ in addresses),
        tuple(line for _, line in addresses),
    )


def _names_office(text: str) -> bool:
    if len(text) > 90 or any(char.isdigit() for char in text) or re.match(r"(?:Applies to|Re|Subject)\b", text):
        return False
    if len(text.split()) < 2 or (text.isupper() and len(text) > 45) or _SCRIBBLE.search(text) or "%" in text:
        return False  # a scrap, or a headline
    if text.isupper() and _SHOUT.search(re.sub(r"\b(?:OF|THE|AND|FOR)\b", "", text)):
        return False
    if re.search(r"\b(?:Chair|Members?|Director|Supervisors?)\s*:", text):
        return False  # a masthead that lists people
    return bool(ORG_WORD.search(text)) or (
        bool(re.search(r"(?i)\b(?:mayor|governor|attorney general|sheriff|of the director)\b", text))
        and person(text) is None
    )


def copies(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """Who gets copies: names without courtesy titles, one an entry."""
    found: list[tuple[str, Line]] = []
    for line in lines:
        text = COPIES.sub("", line.text).strip()
        masthead = ":" in text or re.search(r"\s[+«»•*]\s", text)  # a board's members, printed at the foot
        if not text or is_noise(text) or re.match(r"\(?(?:By|Via)\b", text) or _PHONE.search(text) or masthead:
            continue
        named = person(text.split(",")[0] if not re.search(r",\s*(?:Jr|Sr|I{2,3})", text) else text)
        if named:
            found.append((named[0], line))
        elif COURTESY.match(text):
            found.append((COURTESY.sub("", text).rstrip("."), line))
        elif (not found or COPIES.match(line.text)) and (ORG_WORD.search(text) or has_title(text)):
            found.append((text.rstrip("."), line))
    return found


def enclosures(lines: Sequence[Line]) -> list[tuple[str, Line]]:
    """What is enclosed: each entry named, else the bare word."""
    entries: list[tuple[str, Line]] = []
    for line in lines:
        text = re.sub(r"^\s*(?:\d{1,2}|[a-zA-Z])[.)]\s+", "", ENCLOSURES.sub("", line.text)).strip(" :")
        if text and not is_noise(text) and len(text) > 2:
            entries.append((text, line))
    if not entries and lines:
        return [(lines[0].text.rstrip(":. "), lines[0])]
    return entries


def head_lines(layout: Layout) -> Iterable[Line]:
    """Lines of the head that may hold a file number."""
    return (
        line for line in [*layout.letterhead, *layout.address, *layout.signature, *layout.tail] if len(line.text) < 90
    )
