"""The head of a memo, Part I (questions presented) and Part II (short answers): patterns S1 to S11."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.privilege import Mode, leaves
from casefile.domain.values import long_date
from casefile.law.statute import Column, element_tests, matrix_column
from casefile.reports.cites import marked
from casefile.reports.memo_desk import Cell, Desk, held, section
from casefile.reports.report import (
    Grid,
    GridRow,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Section,
    Sentence,
    SentenceKind,
    bold,
    italic_lead,
)
from casefile.reports.wording import (
    be,
    counted,
    first_words,
    hold_together,
    listing,
    number,
    quoted,
    unstop,
    upper_first,
)

_FROM = {
    e.Subsection.A: "from sending to, or receiving from, federal immigration authorities",
    e.Subsection.S1644: "from sending to, or receiving from, federal immigration authorities",
}
PRIVILEGES = {"internal": "ATTORNEY WORK PRODUCT", "client": "ATTORNEY-CLIENT COMMUNICATION"}
_DESIGNATIONS = {
    e.Designation.CONFIDENTIAL: "confidential",
    e.Designation.ATTORNEYS_EYES_ONLY: "attorneys’ eyes only",
    e.Designation.SEALED: "sealed",
    e.Designation.LAW_ENFORCEMENT_SENSITIVE: "law-enforcement sensitive",
}


def page_line(mode: str, as_of: dt.date, *, final: bool) -> str:
    """S1: the line on every page; outward it says no more than that the paper is a draft.

    >>> page_line("client", dt.date(2017, 11, 27), final=True)
    'PRIVILEGED AND CONFIDENTIAL · ATTORNEY-CLIENT COMMUNICATION · NOVEMBER 27, 2017'
    >>> page_line("court", dt.date(2017, 11, 27), final=False), page_line("court", dt.date(2017, 11, 27), final=True)
    ('DRAFT OF NOVEMBER 27, 2017', '')
    """
    day = long_date(as_of).upper()
    status = day if final else f"DRAFT OF {day}"
    if mode in PRIVILEGES:
        return f"PRIVILEGED AND CONFIDENTIAL · {PRIVILEGES[mode]} · {status}"
    return "" if final else status


def head(desk: Desk) -> Section:
    """To, From, Date, Re (S2 to S4) and the scope line (S5, S6)."""
    desk.book.enter("")
    made = "" if desk.options.today == desk.options.as_of else f" (prepared {long_date(desk.options.today)})"
    dated = long_date(desk.options.as_of) + made
    rows = [GridRow("To", _to(desk)), GridRow("From", _from(desk)), GridRow("Date", dated)]
    if re_line := _re(desk):
        rows.append(GridRow("Re", hold_together(re_line)))
    return section("head", (Grid(tuple(rows)), Paragraph(tuple(_scope(desk)))))


def _to(desk: Desk) -> str:
    slot = desk.docket.kept(desk.jurisdiction, "to")
    if slot:
        return slot.text
    if desk.side is e.Side.LOCAL and desk.jurisdiction.counsel:
        return f"{desk.jurisdiction.counsel}, {desk.full_name}"
    desk.missing.append("To")
    return "[Name], [title]"


def _from(desk: Desk) -> str:
    profile = desk.docket.profile
    if not profile.author:
        desk.missing.append("From")
    name, title = profile.author or "[Author]", profile.author_title or ("" if profile.author else "[title]")
    return ", ".join(part for part in (name, title, profile.office) if part)


def _re(desk: Desk) -> str:
    parts = []
    policies = [marked(one.number or one.title, one.verified_on) for one in desk.policies]
    subsections = [cell.subsection for cell in desk.cells] or [e.Subsection.A]
    statutes = listing(list(dict.fromkeys(f"8 U.S.C. § {one.value.partition('(')[0]}" for one in subsections)))
    parts.append(f"{listing(policies)} under {statutes}" if policies else f"Compliance with {statutes}")
    programs: dict[str, list[str]] = {}
    for award in desk.awards:
        programs.setdefault(award.program or award.name, []).append(
            f"FY{award.fiscal_year}" if award.fiscal_year else ""
        )
    for program, years in programs.items():
        listed = listing([year for year in years if year])
        parts.append(f"{program} {'award' if len(years) == 1 else 'awards'}" + (f", {listed}" if listed else ""))
    return "; ".join(parts)


def _scope(desk: Desk) -> Iterator[Sentence]:
    """S5 and S6."""
    later = sum(leaves(one, Mode(desk.options.mode)) for one in desk.later)
    yield desk.state(f"Law, facts, and deadlines are as of {long_date(desk.options.as_of)}.")
    if later == 1:
        yield desk.state("One later authority is left out.")
    elif later:
        yield desk.state(f"The case file’s {number(later)} later authorities are left out.")
    if desk.withheld:
        yield desk.state(withheld_words(desk.withheld))


def withheld_words(withheld: Sequence[r.Document]) -> str:
    """How many sources the mode holds back, and of what kinds (S6)."""
    kinds = listing(sorted({_why_withheld(one) for one in withheld}))
    count, them = len(withheld), "it" if len(withheld) == 1 else "them"
    sources = upper_first(counted(count, "source"))
    return f"{sources} {be(count)} withheld ({kinds}); no sentence rests on {them} alone."


def _why_withheld(document: r.Document) -> str:
    if document.privilege is not e.Privilege.NONE:
        return "privileged"
    return _DESIGNATIONS.get(document.designation, "not marked outward")


# --- I ---


def questions(desk: Desk) -> Section:
    """S7 and S8: one question for each cell at issue."""
    cells = desk.cells
    heading = desk.begin("I", "Questions presented" if len(cells) != 1 else "Question presented")
    if not cells:
        return section("I", (heading, Paragraph((desk.state("No clause is at issue."),))))
    writer = _Questions(desk)
    items = tuple(
        ListItem(
            tuple(writer.question(cell)), italic_lead(f"{held(cell_name(cell))}."), anchor=f"question:{cell.number}"
        )
        for cell in cells
    )
    return section("I", (heading, ItemList(items)))


def cell_name(cell: Cell) -> str:
    """
    Returns:
        "Clause 2, § 1373(b)(1)".
    """
    return f"{cell.clause.label}, {cell.subsection.label}"


class _Questions:
    """Asks the questions in order: what one has said, the next does not repeat."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._defined: set[int] = set()
        self._policies: set[int] = set()
        self._before: Cell | None = None

    def question(self, cell: Cell) -> Iterator[Sentence]:
        desk, column = self._desk, matrix_column(cell.subsection)
        if cell.clause.id not in self._defined:
            self._defined.add(cell.clause.id)
            yield self._definition(cell)
        verb = f"“{column.verb},”" if self._before is None else ""
        actor = f"{_article_term(desk)} {column.actor}"
        if self._before is not None and self._before.subsection is cell.subsection:
            words = f"Does {cell.clause.label} so restrict {actor}?"
        else:
            acts = _FROM.get(cell.subsection, f"from {column.acts}")
            opening = f"Does {cell.clause.label} {verb}" if verb else f"Does {cell.clause.label} so restrict"
            words = f"{opening} {actor} {acts} {_object(column)}?"
        self._before = cell
        yield desk.say(words, SentenceKind.FILE_STATE, cell.clause, cites=(desk.book.law(column.cite),))

    def _definition(self, cell: Cell) -> Sentence:
        """What the clause does; a clause whose words nobody entered says so."""
        desk, clause = self._desk, cell.clause
        label = f" (“{clause.label}”)"
        policy = upper_first(desk.policy_name(cell.policy))
        if cell.policy.id not in self._policies:
            self._policies.add(cell.policy.id)
            policy += f", of {desk.term},"
        cites = desk.book.of((*desk.sources(clause), *desk.sources(cell.policy))[:1]) if not clause.gist else ()
        if clause.gist:
            text = f"{policy} {unstop(clause.gist)}{label}."
            return desk.say(text, SentenceKind.FILE_STATE, clause, cell.policy)
        if clause.text:
            text = f"{policy} says: {unstop(quoted(first_words(clause.text)))}{label}."
            return desk.say(text, SentenceKind.FACT if cites else SentenceKind.FILE_STATE, clause, cites=cites)
        return desk.state(f"[{clause.label}: text not entered]", clause)


def _article_term(desk: Desk) -> str:
    term = desk.bare_term
    return f"{'an' if term[:1].lower() in 'aeio' else 'a'} {term}"


def _object(column: Column) -> str:
    """The information asked about, in the statute's words."""
    return f"“{column.object}” {column.object_of}"


# --- II ---

_LEADS = {
    e.Finding.CONSISTENT: "No.",
    e.Finding.OUTSIDE_THE_TEXT: "No.",
    e.Finding.IN_CONFLICT: "Yes.",
    e.Finding.NOT_REVIEWED: "Not yet answered.",
}


def short_answers(desk: Desk) -> Section:
    """S9 to S11: an answer for each question, with the same number."""
    cells = desk.cells
    heading = desk.begin("II", "Short answers" if len(cells) != 1 else "Short answer")
    if not cells:
        return section("II", (heading, Paragraph((desk.state("No question is presented."),))))
    items = tuple(ListItem(tuple(_answer(desk, cell)), anchor=f"answer:{cell.number}") for cell in cells)
    return section("II", (heading, ItemList(items)))


def _answer(desk: Desk, cell: Cell) -> Iterator[Sentence]:
    assessment = cell.assessment
    records: tuple[r.Assessment, ...] = (assessment,) if assessment else ()
    yield desk.state(_lead(cell), *records)
    if cell.finding is e.Finding.NOT_REVIEWED or assessment is None:
        yield desk.state(_progress(assessment), *records)
    else:
        yield from desk.required(assessment, "reasons", assessment.reasons, f"Reasons, {cell_name(cell)}")
    finding: tuple[Inline, ...] = ("Our finding: ", bold(cell.finding.label), ".")
    yield desk.state(finding, *records)


def _lead(cell: Cell) -> str:
    if cell.finding is e.Finding.ARGUABLE:
        lean = cell.assessment.lean if cell.assessment else None
        leans = {e.Lean.PROBABLY: "Probably.", e.Lean.PROBABLY_NOT: "Probably not."}
        return leans[lean] if lean else "The question is open."
    return _LEADS[cell.finding]


def _progress(assessment: r.Assessment | None) -> str:
    """S10: how far a cell got that has no finding."""
    total = len(element_tests())
    results = {str(value) for value in e.TestResult} - {e.TestResult.UNKNOWN.value}
    done = sum(1 for value in (assessment.tests.values() if assessment else ()) if str(value) in results)
    if done == 0:
        return "No test has a result."
    return (
        f"One of {total} tests has a result."
        if done == 1
        else f"{upper_first(number(done))} of {total} tests have a result."
    )
