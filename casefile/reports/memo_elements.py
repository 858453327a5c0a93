"""The table of element tests in a section of Part V (S32, S34, S44)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.law.statute import TestPart, element_tests, matrix_column
from casefile.reports.memo_desk import Cell, Desk, held
from casefile.reports.report import Cite, Column, Ink, Inline, Row, Sentence, SentenceKind, StatusCell, Table, joined
from casefile.reports.wording import be, listing, stop, upper_first

NOT_IN_ISSUE = "not-in-issue"  # a mark in an assessment's tests: a person left the test out
RESULTS = {
    e.TestResult.MET: StatusCell("check", "Met"),
    e.TestResult.NOT_MET: StatusCell("x", "Not met"),
    e.TestResult.DISPUTED: StatusCell("scale", "Disputed", Ink.AMBER),
    e.TestResult.UNKNOWN: StatusCell("circle-help", "Unknown", Ink.GREY),
}
_DEFENSE = frozenset(test.key for test in element_tests() if test.part is TestPart.DEFENSE)


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One test of a cell as entered: its result, what the record shows, its sources."""

    key: str
    name: str
    result: e.TestResult
    shows: str
    sources: tuple[r.Cite, ...]
    is_entered: bool = True

    @property
    def content(self) -> tuple[object, ...]:
        """What makes two tests the same in two cells: result, words, sources."""
        return self.result, self.shows, self.origin

    @property
    def origin(self) -> tuple[tuple[int | None, int | None, str], ...]:
        return tuple((one.excerpt_id, one.authority_id, one.pin) for one in self.sources)


def element_lines(desk: Desk, cell: Cell) -> tuple[ElementLine, ...]:
    """The tests of a cell that are in issue, E1 on, but for those that Part VI takes."""
    given: Mapping[str, object] = cell.assessment.tests if cell.assessment else {}
    shows = cell.assessment.shows if cell.assessment else {}
    lines = []
    for test in element_tests():
        entered = str(given.get(test.key, ""))
        if entered == NOT_IN_ISSUE or test.key in _DEFENSE or not test.applies_to(cell.subsection):
            continue
        sources = tuple(one for one in _sources(desk, cell) if one.test == test.key)
        is_entered = entered in set(e.TestResult)
        result = e.TestResult(entered) if is_entered else e.TestResult.UNKNOWN
        words = str(shows.get(test.key, "")) if is_entered else ""
        if cell.assessment and desk.is_withheld(cell.assessment, test.key):
            words = "Withheld."
        lines.append(ElementLine(test.key, test.name, result, words, sources, is_entered))
    return tuple(lines)


def _sources(desk: Desk, cell: Cell) -> tuple[r.Cite, ...]:
    return desk.docket.cites_of(cell.assessment) if cell.assessment else ()


def legend(desk: Desk) -> Iterator[Sentence]:
    """S32: what Met means, and which tests are elsewhere or nowhere."""
    assessed = [cell.assessment for cell in desk.cells if cell.assessment]
    yield desk.state("“Met” means that an element of a violation is shown, not that there is a violation.")
    if any(str(one.tests.get("E9", "")) == e.TestResult.MET for one in assessed):
        yield desk.state("For E9 it means that an exception works.")
    keys = [test.key for test in element_tests() if test.key not in _DEFENSE]
    out = [key for key in keys if assessed and all(str(one.tests.get(key, "")) == NOT_IN_ISSUE for one in assessed)]
    if out:
        subject = "Test" if len(out) == 1 else "Tests"
        yield desk.state(f"{subject} {listing(out)} {be(len(out))} not in issue.", *assessed)
    defense = [test.key for test in element_tests() if test.key in _DEFENSE]
    yield desk.state(f"{listing(defense)} {be(len(defense))} in Part VI.")


@dataclass(frozen=True, slots=True)
class Same:
    """An earlier cell of the same clause, and the tests that come out there as they do here."""

    cell: Cell
    keys: frozenset[str]


def same_as_before(desk: Desk, cell: Cell) -> Same | None:
    """S44: the earlier cell of this clause that most tests agree with, on the same records."""
    here = {line.key: line.content for line in element_lines(desk, cell)}
    best: Same | None = None
    for earlier in desk.cells[: cell.number - 1]:
        if earlier.clause.id != cell.clause.id or earlier.assessment is None or cell.assessment is None:
            continue
        there = {line.key: line.content for line in element_lines(desk, earlier) if line.is_entered}
        keys = frozenset(key for key, content in here.items() if there.get(key) == content)
        if len(keys) > (len(best.keys) if best else 1):
            best = Same(earlier, keys)
    return best


def elements_table(desk: Desk, cell: Cell, same: Same | None) -> Table | None:
    """S34 with G21: adjacent tests with one result and the same cites share a row; None if none is left."""
    lines = [line for line in element_lines(desk, cell) if not (same and line.key in same.keys)]
    if not lines:
        return None
    columns = (
        Column("Test", 120, is_header=True),
        Column("What the record shows", 174),
        Column("Result", 72),
        Column("Cites", 102),
    )
    rows = tuple(_row(desk, cell, group) for group in _grouped(lines))
    return Table(
        columns, rows, summary=f"Element tests of {cell.clause.label} under {matrix_column(cell.subsection).cite}."
    )


def _grouped(lines: list[ElementLine]) -> list[list[ElementLine]]:
    groups: list[list[ElementLine]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        if last and (last.result, last.origin, last.is_entered) == (line.result, line.origin, line.is_entered):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _row(desk: Desk, cell: Cell, group: list[ElementLine]) -> Row:
    names = ", ".join(f"{line.key}\u00a0{line.name}" for line in group)
    words = " ".join(dict.fromkeys(stop(upper_first(line.shows)) for line in group if line.shows))
    is_entered = group[0].is_entered
    if not words:
        words = "Not entered." if is_entered else "No result is entered."
    cites = desk.book.of(group[0].sources)
    kind = SentenceKind.FACT if cites else SentenceKind.FILE_STATE
    refs = (str((cell.assessment or cell.clause).ref),)
    return Row((names, held(words), RESULTS[group[0].result], cites_cell(cites)), kind, refs)


def cites_cell(cites: tuple[Cite, ...]) -> tuple[Inline, ...] | str:
    """Cites of a row, with semicolons; "None" where there is none."""
    return joined(cites) or "None"
