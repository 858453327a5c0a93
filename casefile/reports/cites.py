"""Cite units: how a source prints, where it leads, and what has been cited so far.

Rules G1 to G9 of the memo's conventions. A cite is made from a record, never from typed words: no record, no cite.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.law.standing import number_key
from casefile.reports.docket import Docket
from casefile.reports.report import AuthorityEntry, Cite, ExhibitPage, Inline, Inlines, PartOf, Run, Target, italic
from casefile.reports.wording import hold_together, unstop

UNVERIFIED = " (unverified)"
CASES = frozenset({e.AuthorityType.DECISION, e.AuthorityType.ORDER})
_CODE = re.compile(r"(\d+ (?:U\.S\.C\.|C\.F\.R\.) §+ ?[\w.]+|(?:Fed\. R\. \w+\. P\.|Sup\. Ct\. R\.) \d+(?:\.\d+)?)")
_EXHIBIT = re.compile(r"(\bEx\.\s[\w.-]*\w)")
_YEAR = re.compile(r"\b(1[789]\d\d|20\d\d)\b")
Label = tuple[Run | str, ...]


def pages(labels: Iterable[str]) -> str:
    """Pages in order, runs joined: full figures below 100, else two (G3).

    >>> pages(["3", "1", "2"]), pages(["4", "1"]), pages(["112", "113", "114", "115"]), pages(["PHL-000012"])
    ('1–3', '1, 4', '112–15', 'PHL-000012')
    """
    runs: list[list[str]] = []
    for label in sorted(dict.fromkeys(labels), key=number_key):
        if runs and label.isdecimal() and runs[-1][-1].isdecimal() and int(label) == int(runs[-1][-1]) + 1:
            runs[-1].append(label)
        else:
            runs.append([label])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}–{_end(run[0], run[-1])}" for run in runs)


def _end(first: str, last: str) -> str:
    short = last[-2:]
    return short if int(first) >= 100 and first[:-2] == last[:-2] and len(first) == len(last) else last


def page_of(excerpt: r.Excerpt) -> str:
    """The page of an excerpt as it is cited: a transcript's lines before a printed number before the count."""
    return excerpt.lines.replace("-", "–") or excerpt.page_label or str(excerpt.page)


@dataclass(slots=True)
class Entry:
    """A line of the table of authorities.

    Attributes:
        sort_text: What it is sorted by, without marks.
        parts: Numbers of the Parts that cite it, in order.
    """

    key: str
    label: Label
    sort_text: str
    type: e.AuthorityType
    authority: r.Authority | None = None
    is_verified: bool = True
    parts: list[str] = field(default_factory=list)


class CiteBook:
    """Makes the cites of one report in reading order, and remembers them for its lists.

    The first cite of a case is the full one, the first of a reconstruction says so; both depend on what came before.

    Args:
        docket: What may be cited, already taken back to `as_of`.
        as_of: History of a case that names a later year is not printed.
        later: Authorities that were left out as later; history that cites one of them is not printed.
    """

    def __init__(self, docket: Docket, as_of: dt.date, later: Sequence[r.Authority] = ()) -> None:
        self._docket, self._as_of = docket, as_of
        self._later = tuple(one.citation for one in later)
        self._full: dict[int, str] = {}
        self._part = ""
        self.entries: dict[str, Entry] = {}
        self.documents: dict[str, r.Document] = {}

    def enter(self, part: str) -> None:
        """Says which Part the next cites stand in ("V.B")."""
        self._part = part

    # --- what a record rests on ---

    def of(self, sources: Iterable[r.Cite | r.Support | r.Excerpt | None]) -> tuple[Cite, ...]:
        """Cites of several sources: authorities as given, then exhibits in the order of their numbers (G4)."""
        excerpts: list[r.Excerpt] = []
        law: dict[tuple[int, str], r.Authority] = {}
        for source in sources:
            if isinstance(source, r.Excerpt):
                excerpts.append(source)
                continue
            if source is None:
                continue
            authority = self._docket.find(r.Authority, source.authority_id)
            if authority is not None:
                law[authority.id, source.pin] = authority
            excerpt = self._docket.find(r.Excerpt, source.excerpt_id)
            if excerpt is not None:
                excerpts.append(excerpt)
            if isinstance(source, r.Support) and (fact := self._docket.find(r.Fact, source.fact_id)):
                excerpts += self._excerpts_of(fact)
        return (*(self.authority(one, pin) for (_, pin), one in law.items()), *self._exhibits(excerpts))

    def _excerpts_of(self, fact: r.Fact) -> Iterator[r.Excerpt]:
        for cite in self._docket.cites_of(fact):
            excerpt = self._docket.find(r.Excerpt, cite.excerpt_id)
            if excerpt is not None and cite.stance is e.Stance.SUPPORTS:
                yield excerpt

    # --- exhibits ---

    def _exhibits(self, excerpts: Iterable[r.Excerpt]) -> Iterator[Cite]:
        by_number: dict[str, list[r.Excerpt]] = {}
        for excerpt in excerpts:
            by_number.setdefault(self._number(excerpt.document_id), []).append(excerpt)
        for number in sorted((one for one in by_number if one), key=number_key):
            group = by_number[number]
            yield self._exhibit(number, group[0].document_id, pages(map(page_of, group)), str(group[0].ref))

    def _number(self, document_id: int) -> str:
        """The exhibit's number; a document without one goes by its title."""
        exhibit = self._docket.exhibit_of(document_id)
        document = self._docket.find(r.Document, document_id)
        return exhibit.number if exhibit else document.title if document else ""

    def _exhibit(self, number: str, document_id: int, page: str, ref: str) -> Cite:
        document = self._docket.find(r.Document, document_id)
        has_number = self._docket.exhibit_of(document_id) is not None
        label = (f"Ex. {number}" if has_number else number) + (f", at\u00a0{page}" if page else "")
        if document is not None:
            if document.reconstructed and number not in self.documents:
                label += " (reconstruction)"
            self.documents.setdefault(number, document)
        return Cite(hold_together(label), ExhibitPage(number, page), ref)

    def whole(self, document: r.Document, *, all_pages: bool = False) -> Cite | None:
        """A document as such, or all its pages; None if it is not in the docket."""
        if self._docket.find(r.Document, document.id) is None:
            return None
        page = pages(map(str, range(1, document.page_count + 1))) if all_pages else ""
        return self._exhibit(self._number(document.id), document.id, page, str(document.ref))

    def numbered(self, number: str) -> Cite | None:
        """An exhibit by the number in a sentence ("Ex. 4"); None if there is none."""
        document = self._docket.numbered(number)
        return self._exhibit(number, document.id, "", str(document.ref)) if document else None

    # --- authorities ---

    def authority(self, authority: r.Authority, pin: str = "") -> Cite:
        """A case in full at first and short later (G6), anything else by its citation and pin."""
        key = authority.uid
        self._enter(
            Entry(key, _table_label(authority), _sort_text(authority), authority.type, authority, _checked(authority))
        )
        target: Target = AuthorityEntry(key)
        if authority.type in CASES:
            if authority.id in self._full:
                label, target = self._short(authority, pin, target)
            else:
                label = self._in_full(authority, pin)
                self._full[authority.id] = self._part
        else:
            label = (with_pin(authority.citation, pin),)
        marks = "" if _checked(authority) else UNVERIFIED
        return Cite(_held((*label, marks)), target, str(authority.ref))

    def _in_full(self, authority: r.Authority, pin: str) -> Label:
        where = authority.citation + (f", {pin}" if pin else "")
        first, last = authority.decided_on.bounds if authority.decided_on else (None, None)
        is_supreme = re.match(r"\d+ U\.S\. ", authority.citation) or not authority.court
        known = last or first
        year = known.year if known else None
        inner = " ".join(str(part) for part in ("" if is_supreme else authority.court, year or "") if part)
        words = f", {where}" + (f" ({inner})" if inner else "") + ("" if year else " (year not entered)")
        if last is not None and last > self._as_of:
            words += " (day not entered)"
        history = self._history(authority)
        return italic(authority.title), words + (f", {history}" if history else "")

    def _short(self, authority: r.Authority, pin: str, target: Target) -> tuple[Label, Target]:
        name = italic(short_name(authority))
        volume = re.match(r"(\d+ .+?) \d+$", authority.citation)
        history = self._history(authority)
        adverse = f" ({history.partition(',')[0]})" if history else ""
        if pin and volume:
            return (name, f", {volume[1]} at\u00a0{pin}{adverse}"), target
        part = self._full[authority.id]
        if part and part != self._part:
            return (name, f" (Part {part}){adverse}"), PartOf(part)
        return (name, adverse), target

    def _history(self, authority: r.Authority) -> str:
        """Adverse history as far as it was known (G8)."""
        if authority.history_status is not e.HistoryStatus.ADVERSE:
            return ""
        known = [
            part.strip()
            for part in unstop(authority.history).split(";")
            if not any(cite and cite in part for cite in self._later)
            and all(int(year) <= self._as_of.year for year in _YEAR.findall(part))
        ]
        return "; ".join(part for part in known if part)

    def law(self, words: str, *, is_verified: bool = True) -> Cite:
        """A cite of shipped law, by its words; a record of the same section takes it over.

        >>> book = CiteBook(Docket(r.Profile(id=1, uid="u", version=1, title="Demo")), dt.date(2017, 11, 27))
        >>> book.law("6 U.S.C. § 557", is_verified=False).text.replace("\\u00a0", " ")
        '6 U.S.C. § 557 (unverified)'
        """
        code = _CODE.match(words)
        base = code[1] if code else words
        found = max(
            (one for one in self._docket.authorities if _covers(one.citation, words)),
            key=lambda one: len(one.citation),
            default=None,
        )
        if found is not None:
            self.authority(found)
            verified = _checked(found) and is_verified
            return Cite(_held((words, "" if verified else UNVERIFIED)), AuthorityEntry(found.uid), str(found.ref))
        is_rule = " R. " in base
        kind = e.AuthorityType.RULE if is_rule else e.AuthorityType.STATUTE
        self._enter(Entry(f"law:{base}", _held((base,)), base, kind, None, is_verified))
        return Cite(_held((words, "" if is_verified else UNVERIFIED)), AuthorityEntry(f"law:{base}"))

    def case_names(self) -> frozenset[str]:
        """What the cases of the docket are called after their first cite."""
        return frozenset(short_name(one) for one in self._docket.authorities if one.type in CASES)

    def steps_law(self, words: str) -> tuple[Cite, ...]:
        """The authorities of one step of a computation; a letter's own words are none."""
        return tuple(self.law(part.strip()) for part in words.split(";") if _CODE.match(part.strip()))

    def _enter(self, entry: Entry) -> None:
        known = self.entries.setdefault(entry.key, entry)
        top = self._part.partition(".")[0]
        if top and top not in known.parts:
            known.parts.append(top)


def with_pin(citation: str, pin: str) -> str:
    """A code's citation with its pin: subsections close up, a full pin stands for itself.

    >>> with_pin("8 U.S.C. § 1373", "(a)"), with_pin("8 U.S.C. § 1373", "8 U.S.C. § 1373(b)")
    ('8 U.S.C. § 1373(a)', '8 U.S.C. § 1373(b)')
    >>> with_pin("Fed. R. App. P. 4", "4(a)(1)(B)"), with_pin("8 U.S.C. § 1373", "§ 1373(a)"), with_pin("E.O. 5", "§ 1")
    ('Fed. R. App. P. 4(a)(1)(B)', '8 U.S.C. § 1373(a)', 'E.O. 5, § 1')
    """
    pin = pin.strip()
    if not pin:
        return citation
    if pin.startswith(citation):
        return pin
    if pin.startswith("("):
        return citation + pin
    last = citation.rpartition(" ")[2]
    bare = pin.lstrip("§ ")
    if bare.startswith(last):
        return citation.removesuffix(last) + bare
    return f"{citation}, {pin}"


def short_name(authority: r.Authority) -> str:
    """What a case is called after its first cite."""
    return authority.short_name or authority.title.partition(" v. ")[0]


def _checked(authority: r.Authority) -> bool:
    return authority.verified_on is not None


def _covers(citation: str, words: str) -> bool:
    rest = words.removeprefix(citation)
    return bool(citation) and words.startswith(citation) and (not rest or rest[0] in "(–,")


def _table_label(authority: r.Authority) -> Label:
    if authority.type in CASES:
        return _held((italic(authority.title), f", {authority.citation}"))
    return _held((authority.citation,))


def _sort_text(authority: r.Authority) -> str:
    return f"{authority.title}, {authority.citation}" if authority.type in CASES else authority.citation


def _held(label: Label) -> Label:
    """A label with its spaces held together, empty pieces left out."""
    return tuple(
        Run(hold_together(part.text), part.emphasis, part.language) if isinstance(part, Run) else hold_together(part)
        for part in label
        if part
    )


def marked(words: str, verified_on: dt.date | None) -> str:
    """Words about a thing that nobody compared say so.

    >>> marked("Executive Order 5-16", None)
    'Executive Order 5-16 (unverified)'
    """
    return words if verified_on else words + UNVERIFIED


def linked(text: str, book: CiteBook) -> Inlines:
    """A sentence that names exhibits ("Ex. 4") and cases, with each exhibit made a cite and each case italic."""
    cases = sorted({one for one in book.case_names() if one}, key=len, reverse=True)
    names = "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in cases)
    parts: list[Inline] = []
    for piece in re.split(rf"(Ex\. [\w.-]*\w{'|' + names if names else ''})", text):
        found = book.numbered(piece.removeprefix("Ex. ")) if piece.startswith("Ex. ") else None
        parts.append(found or (italic(piece) if piece in cases else hold_together(piece)))
    return tuple(part for part in parts if part != "")


def exhibits_linked(text: str, book: CiteBook) -> Inlines:
    """A person's sentence, word for word, with each exhibit that it names ("Ex. 4") made a cite.

    >>> exhibits_linked("See Ex. 4.", CiteBook(Docket(r.Profile(id=1, uid="u", version=1, title="Demo")), dt.date.max))
    ('See ', 'Ex. 4', '.')
    """
    parts: list[Inline] = []
    for piece in re.split(_EXHIBIT, text):
        found = book.numbered(re.sub(r"Ex\.\s", "", piece)) if re.fullmatch(_EXHIBIT, piece) else None
        parts.append(replace(found, label=hold_together(piece)) if found else piece)
    return tuple(part for part in parts if part != "")
