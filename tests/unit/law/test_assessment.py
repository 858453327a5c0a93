"""Roll-ups: from tests to a suggested finding, from findings to the worst cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.domain.enums import Finding, Subsection, TestResult
from casefile.law.assessment import WORST_FIRST, Cell, roll_up, roll_up_by, suggest_finding
from casefile.law.statute import element_tests

KEYS = [test.key for test in element_tests()]
TEXT = KEYS[:8]
ALL_MET = dict.fromkeys(TEXT, TestResult.MET)
results = st.dictionaries(st.sampled_from(KEYS), st.sampled_from(TestResult))


def results_of(**words: str) -> dict[str, TestResult]:
    return {key: TestResult(word) for key, word in words.items()}


def finding(given_results: dict[str, TestResult], column: Subsection = Subsection.A) -> Finding:
    return suggest_finding(column, given_results).finding


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"E9": "not-met"}, "in-conflict"),
        ({"E9": "not-met", "E10": "met", "E11": "met", "E12": "met", "E13": "met"}, "in-conflict"),
        ({"E9": "met"}, "consistent"),
        ({"E9": "disputed"}, "arguable"),
        ({}, "arguable"),  # nobody looked for an exception
        ({"E9": "not-met", "E10": "disputed"}, "arguable"),
        ({"E9": "not-met", "E11": "not-met"}, "arguable"),
        ({"E9": "not-met", "E12": "not-met"}, "arguable"),
        ({"E9": "not-met", "E13": "disputed"}, "arguable"),
        ({"E7": "disputed"}, "arguable"),
        ({"E7": "disputed", "E6": "unknown"}, "arguable"),
        ({"E7": "unknown", "E9": "not-met"}, "not-reviewed"),
        ({"E6": "not-met"}, "outside-the-text"),
        ({"E6": "not-met", "E7": "disputed", "E9": "met"}, "outside-the-text"),
        ({"E2": "not-met"}, "consistent"),
        ({"E2": "not-met", "E4": "not-met"}, "outside-the-text"),
    ],
)
def test_from_a_clause_that_meets_the_text(more: dict[str, str], expected: str) -> None:
    assert finding(ALL_MET | results_of(**more)) == expected


def test_a_clause_on_detainer_holds_is_outside_the_text() -> None:
    one = suggest_finding(Subsection.A, results_of(E1="met", E2="met", E4="not-met", E6="not-met"))
    assert one.finding is Finding.OUTSIDE_THE_TEXT
    assert (
        one.reason == "E4 (Act) and E6 (Information) are not met: what the clause does lies outside 8 U.S.C. § 1373(a)."
    )
    assert one.deciding == ("E4", "E6")


def test_a_clause_on_release_notice_is_arguable() -> None:
    tests = results_of(
        E1="met", E2="met", E3="met", E4="met", E6="disputed", E7="disputed", E10="disputed", E11="disputed"
    )
    one = suggest_finding(Subsection.A, tests, not_in_issue={"E5", "E8"})
    assert one.finding is Finding.ARGUABLE
    assert one.reason == (
        "E6 (Information), E7 (“Regarding”), E10 (Practice), and E11 (Possession) are disputed; "
        "E9 (Savings clause) is unknown."
    )


def test_what_is_missing_is_named_and_counted() -> None:
    one = suggest_finding(Subsection.B2, dict(list(ALL_MET.items())[:3]))
    assert one.finding is Finding.NOT_REVIEWED
    # E5 is no test of maintaining: 12 tests, not 13.
    assert one.reason.startswith("3 of 12 tests have a result. E4 (Act), E6 (Information), E7")


def test_a_conflict_names_what_is_still_unknown() -> None:
    one = suggest_finding(Subsection.A, ALL_MET | results_of(E9="not-met", E10="met", E11="met", E12="met"))
    expected = (
        "Every test of the text is met, and no exception takes the clause out. E13 (Constitutionality) is unknown."
    )
    assert one.reason == expected


def test_an_unknown_key_is_refused() -> None:
    with pytest.raises(KeyError):
        suggest_finding(Subsection.A, {"E14": TestResult.MET})


@given(results, st.sampled_from(Subsection))
def test_entering_unknown_is_the_same_as_entering_nothing(entered: dict[str, TestResult], column: Subsection) -> None:
    known = {key: result for key, result in entered.items() if result is not TestResult.UNKNOWN}
    assert suggest_finding(column, entered) == suggest_finding(column, known)


@given(results, st.sampled_from(Subsection))
def test_conflict_is_never_suggested_over_a_doubt(entered: dict[str, TestResult], column: Subsection) -> None:
    if finding(entered, column) is Finding.IN_CONFLICT:
        assert TestResult.DISPUTED not in {entered.get(key) for key in KEYS if key != "E5"}
        assert entered["E9"] is TestResult.NOT_MET
        assert all(entered[key] is TestResult.MET for key in TEXT if key != "E5" or column is not Subsection.B2)


@given(results, st.sampled_from(Subsection), st.sampled_from(["E12", "E13"]))
def test_defenses_never_make_a_clause_consistent(entered: dict[str, TestResult], column: Subsection, key: str) -> None:
    harmless = {Finding.CONSISTENT, Finding.OUTSIDE_THE_TEXT}
    without = {name: result for name, result in entered.items() if name != key}
    if finding(without, column) not in harmless:
        assert finding(without | {key: TestResult.NOT_MET}, column) not in harmless


def cell(clause: int, column: Subsection, word: str, policy: str = "Order") -> Cell:
    return Cell("Philadelphia", policy, f"Clause {clause}", clause, column, Finding(word))


def test_the_worst_cell_is_named_and_the_rest_counted() -> None:
    cells = [cell(1, column, "outside-the-text") for column in Subsection]
    cells += [
        cell(2, Subsection.A, "arguable"),
        cell(2, Subsection.B1, "arguable"),
        cell(2, Subsection.B2, "consistent"),
    ]
    result = roll_up(cells)
    assert result.worst == cells[5]
    assert result.sentence == (
        "Worst: Clause 2 under § 1373(a), Arguable. "
        "Of the other 7 cells, 1 is Arguable, 1 is Consistent, and 5 are Outside the text."
    )


def test_an_unreviewed_cell_is_worse_than_a_harmless_one() -> None:
    result = roll_up([cell(1, Subsection.A, "consistent"), cell(1, Subsection.B1, "not-reviewed")])
    assert result.sentence == "Worst: Clause 1 under § 1373(b)(1), Not reviewed. The other cell is Consistent."


def test_of_several_policies_the_worst_is_named_with_its_own() -> None:
    cells = [cell(1, Subsection.A, "consistent"), cell(3, Subsection.A, "in-conflict", policy="Memo 01-06")]
    assert roll_up(cells).sentence.startswith("Worst: Clause 3 of Memo 01-06 under § 1373(a), In conflict.")
    by_policy = roll_up_by(cells, lambda one: one.policy)
    assert [one.sentence for one in by_policy.values()] == [
        "Worst: Clause 1 under § 1373(a), Consistent.",
        "Worst: Clause 3 under § 1373(a), In conflict.",
    ]


def test_no_cell_is_said_plainly() -> None:
    assert roll_up([]).sentence == "No clause is entered."


@given(
    st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from(Subsection), st.sampled_from(Finding)),
        min_size=1,
        unique_by=lambda t: t[:2],
    )
)
def test_a_roll_up_loses_no_cell_and_hides_no_worse_one(rows: list[tuple[int, Subsection, Finding]]) -> None:
    cells = [cell(clause, column, found) for clause, column, found in rows]
    result = roll_up(cells)
    assert result.worst is not None
    assert 1 + sum(count for _, count in result.others) == len(cells)
    assert WORST_FIRST.index(result.worst.finding) == min(WORST_FIRST.index(one.finding) for one in cells)
    assert roll_up(cells[::-1]) == result
