"""Citations in running text: found, normalised, grouped for a table of authorities.

Case reporters are eyecite's business (Free Law Project's reporters-db). It
does not read lists of sections, scans or court rules as a letter writes
them, so those have patterns of our own. The forms that come out follow
The Bluebook's shape for practitioners: "8 U.S.C. § 1373(a)".
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, TypeAlias

from casefile.law.section_lists import JOIN, PLURAL, SIGN, SUB, Item, items_from, numbered


class CitationKind(enum.StrEnum):
    """What a citation leads to."""

    CASE = "case"
    STATUTE = "statute"
    REGULATION = "regulation"
    FEDERAL_REGISTER = "federal-register"
    RULE = "rule"
    EXECUTIVE_ORDER = "executive-order"
    CONSTITUTION = "constitution"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class CitationHit:
    """One citation in a text.

    Attributes:
        value: Normalised, such as "8 U.S.C. § 1373(a)".
        raw: The characters as they stand. The second item of a list has its own part only.
        start: Where `raw` begins, in characters of the text.
        end: Where it ends, exclusive.
        pin: Page or section inside the authority, such as "577-78"; not part of `value`.
        short: Whether the text leaves out what an earlier citation said: a bare
            "§ 1373(b)(1)", "Rule 6(d)", "745 F.3d at 640", "Id."
    """

    value: str
    raw: str
    start: int
    end: int
    kind: CitationKind
    pin: str | None = None
    short: bool = False


def find_citations(text: str) -> list[CitationHit]:
    """Finds every citation in `text`, in order and without overlap.

    A short form whose antecedent is not in the text before it is left out,
    never guessed.

    >>> [hit.value for hit in find_citations("8 U.S.C. §§ 1373(a) and (b); see § 1644 and 2 CFR 200.336.")]
    ['8 U.S.C. § 1373(a)', '8 U.S.C. § 1373(b)', '8 U.S.C. § 1644', '2 C.F.R. § 200.336']
    >>> [hit.value for hit in find_citations("8 U. S. C. ? 1373 (1996); 567 U. S. 387, 401 (2012)")]
    ['8 U.S.C. § 1373', '567 U.S. 387']
    """
    narrow, place = _narrowed(text)
    hits = _without_overlap(hit for finder in _FULL_FORMS for hit in finder(narrow))
    hits = list(_resolved_cases(hits))
    hits = _without_overlap([*hits, *_short_sections(narrow, hits), *_short_rules(narrow, hits)])
    hits = _without_overlap([*hits, *_ids(narrow, hits)])
    spans = [(hit, place(hit.start), place(hit.end - 1) + 1) for hit in hits]
    return [replace(hit, raw=text[start:end], start=start, end=end) for hit, start, end in spans]


_WIDE_GAP = re.compile(r"(?<=\s{3})\s+")


def _narrowed(text: str) -> tuple[str, Callable[[int], int]]:
    """The text with no gap wider than three characters, and the way back to its positions.

    Patterns that allow for a gap take time that grows with its square, eyecite's
    above all: a page of blanks in a hostile file would hold the program for minutes.
    """
    ends, cuts, pieces, at, cut = [0], [0], list[str](), 0, 0
    for gap in _WIDE_GAP.finditer(text):
        pieces.append(text[at : gap.start()])
        at = gap.end()
        cut += at - gap.start()
        ends.append(at - cut)
        cuts.append(cut)
    narrow = "".join([*pieces, text[at:]])
    return narrow, lambda position: position + cuts[bisect_right(ends, position) - 1]


def normalise_citation(text: str) -> str | None:
    """The normal form of a text that is one citation, or None.

    >>> normalise_citation("8 USC sec. 1373(a)"), normalise_citation("a letter")
    ('8 U.S.C. § 1373(a)', None)
    """
    hits = find_citations(text)
    whole = text.strip().rstrip(".;,")
    return hits[0].value if len(hits) == 1 and hits[0].raw == whole else None


def _without_overlap(hits: Iterable[CitationHit]) -> list[CitationHit]:
    """Earlier start wins, then the longer hit."""
    kept: list[CitationHit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _section_hits(
    text: str, start: int, at: int, code: str, kind: CitationKind, *, plural: bool
) -> Iterator[CitationHit]:
    """Hits for a list that begins at `at`; the first one spans from `start`."""
    style = code.partition(" ")[2]
    for item in items_from(text, at, style, plural=plural):
        yield CitationHit(f"{code} {item.tail}", text[start : item.end], start, item.end, kind)
        join = JOIN.match(text, item.end)
        start = join.end() if join else item.end


# --- full forms --------------------------------------------------------------

_CODES: tuple[tuple[str, CitationKind, re.Pattern[str]], ...] = (
    (
        "U.S.C.",
        CitationKind.STATUTE,
        re.compile(
            r"\b(?:[Tt]itle\s+)?(?P<title>\d{1,2}),?\s*"
            r"(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?(?![A-Za-z])|U\.\s?S\.\s+Code|(?:of the )?United\s+States\s+Code)"
            rf"(?:\s+Ann\.)?,?\s*(?P<sign>{SIGN})?\s*(?=[\dlI])"
        ),
    ),
    (
        "C.F.R.",
        CitationKind.REGULATION,
        re.compile(
            r"\b(?:[Tt]itle\s+)?(?P<title>\d{1,2}),?\s*"
            r"(?:C\.?\s?F\.?\s?R\.?|(?:of the )?Code\s+of\s+Federal\s+Regulations)"
            rf",?\s*(?:[Pp]arts?|[Pp]ts?\.)?\s*(?P<sign>{SIGN})?\s*(?=\d)"
        ),
    ),
)
_OF_TITLE = re.compile(
    r",?\s+of\s+[Tt]itle\s+(?P<title>\d{1,2})\b(?:,?\s+(?:of\s+the\s+)?(?P<code>C\.?F\.?R\.?|Code of Federal))?"
)
_SECTION = re.compile(rf"(?P<sign>(?<!\w){SIGN})\s?(?=[\dlI])")


def _codes(text: str) -> Iterator[CitationHit]:
    for code, kind, pattern in _CODES:
        for match in pattern.finditer(text):
            plural = bool(match["sign"] and PLURAL.fullmatch(match["sign"].strip(". ")))
            name = f"{int(match['title'])} {code}"
            yield from _section_hits(text, match.start(), match.end(), name, kind, plural=plural)


def _of_title(text: str) -> Iterator[CitationHit]:
    """ "Sections 1373 and 1644 of title 8": the title comes after the list."""
    for match in _SECTION.finditer(text):
        plural = bool(PLURAL.match(match["sign"]))
        items = list(items_from(text, match.end(), "C.F.R.", plural=plural))
        if not items or items[0].is_part:
            items = list(items_from(text, match.end(), "U.S.C.", plural=plural))
        title = _OF_TITLE.match(text, items[-1].end) if items else None
        if title:
            code, kind = ("C.F.R.", CitationKind.REGULATION) if title["code"] else ("U.S.C.", CitationKind.STATUTE)
            starts = [match.start(), *(item.start for item in items[1:])]
            for start, item in zip(starts, items, strict=True):
                end = title.end() if item is items[-1] else item.end
                yield CitationHit(f"{int(title['title'])} {code} {item.tail}", text[start:end], start, end, kind)


_RULE_SETS = {
    "civ": "Fed. R. Civ. P.",
    "app": "Fed. R. App. P.",
    "cri": "Fed. R. Crim. P.",
    "ban": "Fed. R. Bankr. P.",
    "evi": "Fed. R. Evid.",
    "frcp": "Fed. R. Civ. P.",
    "frap": "Fed. R. App. P.",
    "fre": "Fed. R. Evid.",
}
_RULE = re.compile(
    r"\b(?:(?:Fed\.?|Federal)\s*(?:R\.|Rules?)\s*(?:of\s+)?(?P<set>Civ|App|Cri|Ban|Evi)[a-z]*\.?"
    r"(?:\s*P(?:roc)?(?:edure)?\b\.?)?|(?P<short>FRCP|FRAP|FRE))\s*,?\s*(?P<sign>[Rr]ules?)?\s*(?=\d)"
)
_RULE_OF = re.compile(r",?\s+of\s+the\s+Federal\s+Rules\s+of\s+(?P<set>Civ|App|Cri|Ban|Evi)[a-z]*(?:\s+Procedure)?")
_BARE_RULE = re.compile(r"\b[Rr]ules?\s+(?=\d)")


def _rules(text: str) -> Iterator[CitationHit]:
    for match in _RULE.finditer(text):
        name = _RULE_SETS[(match["set"] or match["short"]).lower()]
        yield from _rule_hits(text, match.start(), list(items_from(text, match.end(), "rule", plural=False)), name)
    for match in _BARE_RULE.finditer(text):
        items = list(items_from(text, match.end(), "rule", plural=bool(PLURAL.match(match[0]))))
        tail = _RULE_OF.match(text, items[-1].end) if items else None
        if tail:
            yield from _rule_hits(text, match.start(), items, _RULE_SETS[tail["set"].lower()])


def _rule_hits(text: str, start: int, items: list[Item], name: str) -> Iterator[CitationHit]:
    for item in items:
        begin = start if item is items[0] else item.start
        yield CitationHit(f"{name} {item.rule}", text[begin : item.end], begin, item.end, CitationKind.RULE)


_Form = Callable[[re.Match[str]], tuple[str, str | None]]


def _register(match: re.Match[str]) -> tuple[str, str | None]:
    return f"{int(match[1])} Fed. Reg. {match[2].replace(',', '')}", match[3]


def _order(match: re.Match[str]) -> tuple[str, str | None]:
    number, pin = int(match[1].replace(",", "")), match[2]
    return f"Exec. Order No. {number:,}", f"§ {pin}" if pin else None


def _local(match: re.Match[str]) -> tuple[str, str | None]:
    name = " ".join(match["name"].split())
    mark = "ch." if match["chapter"] else "§"
    return f"{_LOCAL_NAMES.get(name, name)} {mark} {match['section']}", None


# State codes that go by initials; other names stay as the letter prints them.
_LOCAL_NAMES = {"ORS": "Or. Rev. Stat.", "RCW": "Wash. Rev. Code"}
_LOCAL_CODE = (
    r"(?P<name>\b(?!U\.\s?S\.\s|(?:See|Under|The|In|As|And|But)\s)"
    r"(?:[A-Z][\w’'&.]*\s+){1,5}?(?:Code|Ordinance|Stat\.)(?<!States Code)"
    r"(?:\s+of\s+[A-Z]\w+)?|\b(?:MCC|ORS|RCW))"
    r",?\s*(?:[Ss]ections?|[Ss]ec\.|§{1,2}|No\.|(?P<chapter>ch\.|[Cc]hapter))?\s*"
    rf"(?P<section>\d[\w.]*(?:[-–:]\d[\w.]*)*(?<!\.)(?:{SUB})*)"
)
_SIMPLE: tuple[tuple[CitationKind, re.Pattern[str], _Form], ...] = (
    (
        CitationKind.FEDERAL_REGISTER,
        re.compile(
            r"\b(\d{1,3})\s*(?:Fed\.?\s?Reg(?:\.|ister\b)?|Federal\s+Register|F\.\s?R\.|FR)(?:\s+at)?\s*"
            r"(\d{1,3},\d{3}|\d{1,6})\b(?:(?:,|\s+at)\s+([\d,]*\d(?:[-–]\d+)?)(?!\s?[\dA-Z]))?"
        ),
        _register,
    ),
    (
        CitationKind.EXECUTIVE_ORDER,
        re.compile(
            r"\b(?:Exec(?:utive|\.)?\s*Order|E\.?\s?O\.?)\s*(?:Nos?\.?\s*)?(\d{1,2},?\d{3})\b(?![-/]\d)"
            rf"(?:,?\s*(?:§|[Ss]ec(?:tion|\.))\s*(\d+(?:{SUB})*))?"
        ),
        _order,
    ),
    (
        CitationKind.LOCAL,  # a mayor's order: "5-16", "41"
        re.compile(r"\b(?:Exec(?:utive|\.)?\s*Order|EO)\s*(?:No\.?\s*)?(\d{1,3}(?:-\d{1,4})?)\b(?![,/-]?\d)"),
        lambda match: (f"Executive Order {match[1]}", None),
    ),
    (
        CitationKind.STATUTE,
        re.compile(r"\b(?:Pub(?:\.|lic)\s*L(?:\.|aw)|P\.\s?L\.)\s*(?:Nos?\.?\s*)?(\d{2,3})\s?[-–—]\s?(\d{1,4})\b"),
        lambda match: (f"Pub. L. No. {match[1]}-{match[2]}", None),
    ),
    (
        CitationKind.STATUTE,
        re.compile(r"\b(\d{1,3})\s+Stat\.\s+(\d{1,4}(?:[-–]\d+)?)\b"),
        lambda match: (f"{match[1]} Stat. {match[2].replace('–', '-')}", None),
    ),
    (
        CitationKind.CONSTITUTION,
        re.compile(r"\bU\.\s?S\.\s+Const(?:\.|itution),?\s+(art\.|amend\.)\s+([IVX]+)(?:,\s+§\s?(\d+))?"),
        lambda match: (f"U.S. Const. {match[1]} {match[2]}" + (f", § {match[3]}" if match[3] else ""), None),
    ),
    (CitationKind.LOCAL, re.compile(_LOCAL_CODE), _local),
)


def _simple(text: str) -> Iterator[CitationHit]:
    for kind, pattern, form in _SIMPLE:
        for match in pattern.finditer(text):
            value, pin = form(match)
            yield CitationHit(value, match[0], match.start(), match.end(), kind, pin)


# --- cases -------------------------------------------------------------------


# A pattern of eyecite's: its object, the reporter, whether by that very abbreviation, whether of a short form.
_Pattern: TypeAlias = tuple[Any, str, bool, bool]


@cache
def _reporter_patterns() -> dict[int, _Pattern]:
    """By identity: eyecite hashes a pattern by its whole printed form. Imported late: it takes a third of a second."""
    from eyecite.tokenizers import EXTRACTORS

    patterns: dict[int, _Pattern] = {}
    for extractor in EXTRACTORS:
        exact = _reporters(extractor.extra, "exact_editions")
        editions = exact or _reporters(extractor.extra, "variation_editions")
        if editions:
            patterns[id(extractor)] = extractor, editions[0].short_name, bool(exact), bool(extractor.extra["short"])
    return patterns


def _reporters(extra: Mapping[str, Any], key: str) -> list[Any]:
    return [edition for edition in extra.get(key, ()) if edition.reporter.source == "reporters"]


def _patterns_for(text: str) -> Iterator[_Pattern]:
    """The patterns that may match: those whose abbreviation stands somewhere in the text."""
    from eyecite.tokenizers import default_tokenizer as known

    squeezed = "".join(text.split())  # eyecite keeps its abbreviations without white space
    squeezed = squeezed.replace("U.S.C.§", "").replace("C.F.R.§", "")  # no reporter's page is a section
    wanted = set(map(id, known.unfiltered_extractors))
    for words, plain in ((known.case_sensitive_filter, squeezed), (known.case_insensitive_filter, squeezed.lower())):
        for _, extractors in words.iter(plain):
            wanted.update(map(id, extractors))
    return (pattern for key, pattern in _reporter_patterns().items() if key in wanted)


_PIN = re.compile(r",\s+(?:at\s+)?(\d{1,5}(?:[-–]\d{1,5})?)(?!\s*[\w.]*\s?(?:U\.|F\.|S\.|L\.|WL))\b")


def _cases(text: str) -> Iterator[CitationHit]:
    """Reporter citations, short ones too; `_resolved_cases` finds what these are short for.

    Only eyecite's patterns for case reporters run. Codes have patterns of our
    own, journals are no authority here, and the rest of eyecite guesses party
    names by looking around, in time that grows faster than the text.
    """
    found = []
    for extractor, name, exact, short in _patterns_for(text):
        for match in extractor.get_matches(text):
            token = extractor.get_token(match)
            found.append((token.start, -token.end, not exact, name, short, token.groups))
    # One place may match several reporters: the longest wins, then the reporter's own abbreviation.
    for start, end, _, name, short, groups in sorted(found, key=lambda one: one[:5]):
        if not (groups.get("volume") and (groups.get("page") or "").strip("_-")):
            continue  # not yet paged, "590 U.S. ___", or a form without volumes: no value to normalise
        pin = _PIN.match(text, -end)
        page = groups["page"] if short else pin[1] if pin else None
        value = f"{groups['volume']} {name} {groups['page']}"
        yield CitationHit(value, text[start:-end], start, -end, CitationKind.CASE, page, short=short)


_FULL_FORMS: tuple[Callable[[str], Iterable[CitationHit]], ...] = (_codes, _of_title, _rules, _simple, _cases)


# --- short forms -------------------------------------------------------------

_ID = re.compile(r"(?:I(?<!\wI)d|i(?<=[Ss]ee i)d)\.(?:\s+at\s+(\d+(?:[-–]\d+)?))?(?!\s*§)")
# "INA § 287", "Ordinance § 3": a section of something else than the code cited before.
_OWNED = re.compile(r"(?:[A-Z]{2,}|Act|Code|Ord(?:inance|er|\.)|Policy|Bulletin|Title|Stat\.|ch\.|\d)[,\s]*$")
_DECIMAL = re.compile(r"\d+\.\d")
_OF_OTHER = re.compile(r"\s+of\s+(?!title)")


def _resolved_cases(hits: list[CitationHit]) -> Iterator[CitationHit]:
    """Gives "745 F.3d at 640" the first page of the volume's case cited last."""
    first_pages: dict[str, str] = {}
    for hit in hits:
        if hit.kind is not CitationKind.CASE:
            yield hit
            continue
        volume = hit.value.rpartition(" ")[0]
        if not hit.short:
            first_pages[volume] = hit.value
            yield hit
        elif volume in first_pages:
            yield replace(hit, value=first_pages[volume])


def _short_rules(text: str, full: list[CitationHit]) -> Iterator[CitationHit]:
    for match in _BARE_RULE.finditer(text):
        items = list(items_from(text, match.end(), "rule", plural=bool(PLURAL.match(match[0]))))
        if not items or _taken(full, match.start()):
            continue
        earlier = _before(full, match.start(), CitationKind.RULE)
        same = [hit for hit in earlier if _section_of(hit.value) == items[0].number]
        names = {hit.value.rpartition(" ")[0] for hit in same or earlier}
        if len(names) == 1:  # two sets of rules in one paper: which one is meant is not to be guessed
            yield from (replace(hit, short=True) for hit in _rule_hits(text, match.start(), items, *names))


def _ids(text: str, hits: list[CitationHit]) -> Iterator[CitationHit]:
    for match in _ID.finditer(text):
        earlier = _before(hits, match.start(), *CitationKind)
        if earlier:
            last = earlier[-1]
            yield CitationHit(last.value, match[0], match.start(), match.end(), last.kind, match[1], short=True)


def _before(hits: list[CitationHit], at: int, *kinds: CitationKind) -> list[CitationHit]:
    return [hit for hit in hits if hit.end <= at and hit.kind in kinds]


def _taken(hits: list[CitationHit], at: int) -> bool:
    """Whether a position lies in one of the hits, which are in order and do not overlap."""
    index = bisect_right(hits, at, key=lambda hit: hit.start) - 1
    return index >= 0 and at < hits[index].end


def _short_sections(text: str, full: list[CitationHit]) -> Iterator[CitationHit]:
    for match in _SECTION.finditer(text):
        if _taken(full, match.start()):
            continue
        earlier = _before(full, match.start(), CitationKind.STATUTE, CitationKind.REGULATION)
        if not earlier:
            continue
        style = "C.F.R." if _DECIMAL.match(text, match.end()) else "U.S.C."
        first = numbered(text, match.end(), style)
        if first is None:
            continue
        codes = [hit for hit in earlier if f" {style} " in hit.value]
        same = [hit for hit in codes if _section_of(hit.value) == first.number]
        # Only the sign itself, and only with nothing that claims it, may name a section not cited before.
        owned = _OWNED.search(text, max(0, match.start() - 20), match.start()) or _OF_OTHER.match(text, first.end)
        if not same and (owned or "§" not in match["sign"] or len(first.number) < 3 or "-" in first.number):
            continue
        if first.number in ("1373", "1644"):  # title 8 wherever it is in dispute, whatever stands between
            same = same or [hit for hit in codes if hit.value.startswith("8 U.S.C. ")]
        for source in (same or codes)[-1:]:
            code = re.match(r"\d+ \S+", source.value)
            plural = bool(PLURAL.match(match["sign"]))
            if code:
                hits = _section_hits(text, match.start(), match.end(), code[0], source.kind, plural=plural)
                yield from (replace(hit, short=True) for hit in hits)


@lru_cache(maxsize=4096)
def _section_of(value: str) -> str:
    return value.rpartition(" ")[2].split("(")[0].split("–")[0]


# --- table of authorities ----------------------------------------------------


class AuthorityGroup(enum.StrEnum):
    """The headings of a table of authorities, in the order they print."""

    CASES = "Cases"
    STATUTES = "Statutes"
    REGULATIONS = "Regulations"
    RULES = "Rules"
    OTHER = "Other authorities"


_GROUPS = {
    CitationKind.CASE: AuthorityGroup.CASES,
    CitationKind.STATUTE: AuthorityGroup.STATUTES,
    CitationKind.LOCAL: AuthorityGroup.STATUTES,
    CitationKind.REGULATION: AuthorityGroup.REGULATIONS,
    CitationKind.FEDERAL_REGISTER: AuthorityGroup.REGULATIONS,
    CitationKind.RULE: AuthorityGroup.RULES,
}


def authority_group(cite: str) -> AuthorityGroup:
    """The heading under which a full cite stands, by the first citation in it.

    >>> authority_group("Reno v. Condon, 528 U.S. 141 (2000)").value, authority_group("Exec. Order No. 13,768").value
    ('Cases', 'Other authorities')
    """
    hits = find_citations(cite)
    if any(hit.kind is CitationKind.CASE for hit in hits):
        return AuthorityGroup.CASES
    return _GROUPS.get(hits[0].kind, AuthorityGroup.OTHER) if hits else AuthorityGroup.OTHER


def authority_sort_key(cite: str) -> tuple[tuple[int, int, str], ...]:
    """Alphabetical, with figures by their number: § 706 before § 1373, title 5 before 28.

    >>> sorted(["28 U.S.C. § 2107", "8 U.S.C. § 1644", "8 U.S.C. §§ 706, 1373"], key=authority_sort_key)
    ['8 U.S.C. §§ 706, 1373', '8 U.S.C. § 1644', '28 U.S.C. § 2107']
    """
    words = re.sub(r"[*_§“”\"]", "", cite).casefold()
    parts = re.findall(r"\d+|[^\W\d]+", words)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def group_authorities(cites: Iterable[str]) -> tuple[tuple[AuthorityGroup, tuple[str, ...]], ...]:
    """The table of authorities: each cite once, sorted under its heading; empty headings left out.

    >>> group_authorities(["8 U.S.C. § 1644", "Reno v. Condon, 528 U.S. 141 (2000)", "8 U.S.C. § 1373"])[1]
    (<AuthorityGroup.STATUTES: 'Statutes'>, ('8 U.S.C. § 1373', '8 U.S.C. § 1644'))
    """
    groups: dict[AuthorityGroup, list[str]] = {group: [] for group in AuthorityGroup}
    for cite in sorted(set(cites), key=lambda cite: (authority_sort_key(cite), cite)):
        groups[authority_group(cite)].append(cite)
    return tuple((group, tuple(members)) for group, members in groups.items() if members)
