"""From test results to a suggested finding, and from findings to the worst cell.

The suggestion is arithmetic on what people entered. The finding itself is a
person's; a suggestion never replaces one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from casefile.domain.enums import Finding, Subsection, TestResult
from casefile.law.statute import ElementTest, TestPart, element_tests, matrix_column

# Worst first. What nobody reviewed is worse than what was found harmless.
WORST_FIRST = (
    Finding.IN_CONFLICT,
    Finding.ARGUABLE,
    Finding.NOT_REVIEWED,
    Finding.CONSISTENT,
    Finding.OUTSIDE_THE_TEXT,
)
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A finding that the test results support.

    Attributes:
        reason: One or two plain sentences.
        deciding: Keys of the tests that decide it, in order.
    """

    finding: Finding
    reason: str
    deciding: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Results:
    """Results of one cell, by test; a test without one is unknown."""

    column: Subsection
    given: Mapping[str, TestResult]
    tests: tuple[ElementTest, ...]

    def having(self, result: TestResult, *parts: TestPart) -> tuple[str, ...]:
        return tuple(
            test.key
            for test in self.tests
            if test.part in parts and self.given.get(test.key, TestResult.UNKNOWN) is result
        )


def suggest_finding(
    column: Subsection, results: Mapping[str, TestResult], *, not_in_issue: Collection[str] = ()
) -> Suggestion:
    """Rolls the results of one clause under one column up to a finding.

    Tests of the text come first (E1-E8): one that is not met takes the clause
    out, to Consistent if it is only that the clause restricts nothing (E2), else
    to Outside the text. Then the exception: E9 met makes the clause Consistent.
    In conflict needs every test of the text met and E9 not met; any doubt left,
    there or in E10-E13, makes it Arguable. E12 and E13 can so weaken a conflict
    but never make a clause consistent: they do not go to what it says. With no
    dispute over the text and a test of it unknown, the cell counts as not reviewed.

    Args:
        results: By key, "E1" to "E13"; a missing one is unknown.
        not_in_issue: Keys of tests that both sides take for granted or that play
            no part; they are passed over.

    Raises:
        KeyError: No such test.

    Source: the elements as read in 8 U.S.C. §§ 1373 and 1644; the order is ours.

    >>> suggest_finding(Subsection.A, {"E1": TestResult.MET, "E4": TestResult.NOT_MET}).finding.value
    'outside-the-text'
    """
    known_keys = {test.key for test in element_tests()}
    for key in (*results, *not_in_issue):
        if key not in known_keys:
            raise KeyError(key)
    tests = tuple(test for test in element_tests() if test.applies_to(column) and test.key not in not_in_issue)
    cell = _Results(column, results, tests)
    return _taken_out(cell) or _excepted(cell) or _doubtful(cell) or _in_conflict(cell)


def _taken_out(cell: _Results) -> Suggestion | None:
    """Nothing entered, or a test of the text that fails."""
    if len(cell.having(TestResult.UNKNOWN, *TestPart)) == len(cell.tests):
        return Suggestion(Finding.NOT_REVIEWED, "No test has a result.")
    failed = cell.having(TestResult.NOT_MET, TestPart.TEXT)
    if failed == ("E2",):
        return Suggestion(Finding.CONSISTENT, f"{_named(failed)} is not met: the clause restricts nothing.", failed)
    if failed:
        cite = matrix_column(cell.column).cite
        return Suggestion(
            Finding.OUTSIDE_THE_TEXT,
            f"{_named(failed)} {_be(failed)} not met: what the clause does lies outside {cite}.",
            failed,
        )
    return None


def _excepted(cell: _Results) -> Suggestion | None:
    met = cell.having(TestResult.MET, TestPart.EXCEPTION)
    if met:
        return Suggestion(Finding.CONSISTENT, f"{_named(met)} is met: an exception that works takes it out.", met)
    return None


def _doubtful(cell: _Results) -> Suggestion | None:
    """Something disputed, unknown where it matters, or weak outside the text."""
    everywhere = tuple(TestPart)
    outer = (TestPart.PRACTICE, TestPart.POSSESSION, TestPart.DEFENSE)
    disputed = cell.having(TestResult.DISPUTED, *everywhere)
    unknown = cell.having(TestResult.UNKNOWN, TestPart.TEXT)
    text_disputed = cell.having(TestResult.DISPUTED, TestPart.TEXT)
    if unknown and not text_disputed:
        has = "has" if len(unknown) == 1 else "have"
        entered = len(cell.tests) - len(cell.having(TestResult.UNKNOWN, *everywhere))
        done = f"{entered} of {len(cell.tests)} tests {'has' if entered == 1 else 'have'} a result"
        return Suggestion(Finding.NOT_REVIEWED, f"{done}. {_named(unknown)} {has} none.", unknown)
    failed = cell.having(TestResult.NOT_MET, *outer)
    exception_open = cell.having(TestResult.UNKNOWN, TestPart.EXCEPTION)
    if not (disputed or failed or exception_open):
        return None
    parts = [
        f"{_named(keys)} {_be(keys)} {word}"
        for keys, word in ((disputed, "disputed"), (failed, "not met"), (exception_open, "unknown"))
        if keys
    ]
    return Suggestion(Finding.ARGUABLE, f"{'; '.join(parts)}.", _in_order(disputed + failed + exception_open))


def _in_conflict(cell: _Results) -> Suggestion:
    text = cell.having(TestResult.MET, TestPart.TEXT)
    reason = "Every test of the text is met, and no exception takes the clause out."
    open_tests = cell.having(TestResult.UNKNOWN, *TestPart)
    if open_tests:
        reason += f" {_named(open_tests)} {_be(open_tests)} unknown."
    exception = cell.having(TestResult.NOT_MET, TestPart.EXCEPTION)
    return Suggestion(Finding.IN_CONFLICT, reason, _in_order(text + exception))


def _named(keys: Iterable[str]) -> str:
    """ "E4 (Act) and E6 (Information)"."""
    names = {test.key: f"{test.key} ({test.name})" for test in element_tests()}
    return _list([names[key] for key in _in_order(keys)])


def _in_order(keys: Iterable[str]) -> tuple[str, ...]:
    wanted = set(keys)
    return tuple(test.key for test in element_tests() if test.key in wanted)


def _be(items: Collection[str]) -> str:
    return "is" if len(items) == 1 else "are"


def _list(items: list[str]) -> str:
    return " and ".join(items) if len(items) < 3 else f"{', '.join(items[:-1])}, and {items[-1]}"


# --- worst cell --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix, as a roll-up needs it.

    Attributes:
        policy: As a sentence names it: "Executive Order 5-16".
        clause: Likewise: "Clause 2". The policy is added where there are several.
    """

    jurisdiction: str
    policy: str
    clause: str
    clause_id: int
    subsection: Subsection
    finding: Finding = Finding.NOT_REVIEWED


@dataclass(frozen=True, slots=True)
class RollUp:
    """The worst cell of a policy or jurisdiction, with a count of all the others.

    Attributes:
        worst: The worst cell, None if there is no cell. Of equals the first in
            the order of clauses and columns.
        others: Number of the other cells by finding, worst first, no zeros.
        sentence: Both in words.
    """

    worst: Cell | None
    others: tuple[tuple[Finding, int], ...]
    sentence: str


def roll_up(cells: Iterable[Cell]) -> RollUp:
    """Names the worst cell and counts the rest, so that no good cell hides a bad one.

    >>> holds = Cell("Philadelphia", "Order", "Clause 1", 1, Subsection.A, Finding.OUTSIDE_THE_TEXT)
    >>> notice = [Cell("Philadelphia", "Order", "Clause 2", 2, key, Finding.ARGUABLE) for key in list(Subsection)[:2]]
    >>> roll_up([holds, *notice]).sentence
    'Worst: Clause 2 under § 1373(a), Arguable. Of the other 2 cells, 1 is Arguable and 1 is Outside the text.'
    """
    ranked = sorted(cells, key=_rank)
    if not ranked:
        return RollUp(None, (), "No clause is entered.")
    worst, *rest = ranked
    counts = Counter(cell.finding for cell in rest)
    others = tuple((finding, counts[finding]) for finding in WORST_FIRST if counts[finding])
    several = len({cell.policy for cell in ranked}) > 1
    clause = f"{worst.clause} of {worst.policy}" if several else worst.clause
    name = f"{clause} under § {worst.subsection.value}"
    return RollUp(worst, others, f"Worst: {name}, {worst.finding.label}.{_count(others, len(rest))}")


def _rank(cell: Cell) -> tuple[int, str, str, int, int]:
    """Worst first; of equals in the order of places, policies, clauses, columns."""
    severity, column = WORST_FIRST.index(cell.finding), list(Subsection).index(cell.subsection)
    return severity, cell.jurisdiction, cell.policy, cell.clause_id, column


def _count(others: tuple[tuple[Finding, int], ...], total: int) -> str:
    if total == 0:
        return ""
    if len(others) == 1:
        subject = "The other cell is" if total == 1 else f"The other {total} cells are"
        return f" {subject} {others[0][0].label}."
    parts = [f"{count} {'is' if count == 1 else 'are'} {finding.label}" for finding, count in others]
    return f" Of the other {total} cells, {_list(parts)}."


def roll_up_by(cells: Iterable[Cell], key: Callable[[Cell], _Key]) -> dict[_Key, RollUp]:
    """One roll-up a group, such as each policy or each jurisdiction, in the order in which groups first occur."""
    groups: dict[_Key, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(key(cell), []).append(cell)
    return {name: roll_up(members) for name, members in groups.items()}
