"""Standing: the worked cases of the rule, the sentences, and what flips a claim."""

from __future__ import annotations

import pytest

from casefile.domain.argument import (
    ArgumentAnswer,
    ArgumentClaim,
    ArgumentGraph,
    ArgumentSupport,
    ClaimStanding,
    SupportKind,
)
from casefile.domain.enums import Admissibility, ProofStandard, Relation, Side, Stance, Strength
from casefile.law.labelling import NOTHING, meets
from casefile.law.standing import compute_standing


def exhibit(
    *numbers: str,
    strength: str = "fair",
    against: bool = False,
    admissibility: str = "admissible",
    kind: str = "excerpt",
) -> ArgumentSupport:
    stance = Stance.CONTRADICTS if against else Stance.SUPPORTS
    return ArgumentSupport(
        SupportKind(kind), stance, Strength(strength), Admissibility(admissibility), frozenset(numbers)
    )


def authority(label: str, *, strength: str = "fair", against: bool = False) -> ArgumentSupport:
    stance = Stance.CONTRADICTS if against else Stance.SUPPORTS
    return ArgumentSupport(SupportKind.AUTHORITY, stance, Strength(strength), label=label)


class Case:
    """Builds a graph from claim numbers; "F-1" is federal, anything else local."""

    def __init__(self) -> None:
        self.claims: dict[str, ArgumentClaim] = {}
        self.answers: list[ArgumentAnswer] = []

    def claim(self, number: str, *supports: ArgumentSupport, standard: str = "preponderance") -> None:
        side = Side.FEDERAL if number.startswith("F") else Side.LOCAL
        id_ = len(self.claims) + 1
        self.claims[number] = ArgumentClaim(id_, number, side, ProofStandard(standard), supports)

    def answer(self, source: str, relation: str, target: str) -> None:
        ends = self.claims[source].id, self.claims[target].id
        self.answers.append(ArgumentAnswer(*ends, Relation(relation)))

    def run(self, *exclude: str) -> dict[str, ClaimStanding]:
        graph = ArgumentGraph(tuple(self.claims.values()), tuple(self.answers))
        return {one.number: one for one in compute_standing(graph, exclude=frozenset(exclude))}

    def standings(self, *exclude: str) -> dict[str, str]:
        return {number: one.standing.value for number, one in self.run(*exclude).items()}


@pytest.fixture
def case() -> Case:
    return Case()


@pytest.mark.parametrize(
    ("standard", "best_for", "best_against", "met"),
    [
        ("scintilla", NOTHING, NOTHING, False),
        ("scintilla", 0, 3, True),
        ("preponderance", 0, NOTHING, False),
        ("preponderance", 1, NOTHING, True),
        ("preponderance", 2, 2, False),
        ("preponderance", 3, 2, True),
        ("clear-and-convincing", 3, 1, True),
        ("clear-and-convincing", 3, 2, False),
        ("clear-and-convincing", 2, NOTHING, False),
        ("beyond-reasonable-doubt", 3, NOTHING, True),
        ("beyond-reasonable-doubt", 3, 0, False),
        ("beyond-reasonable-doubt", 2, NOTHING, False),
        ("question-of-law", 2, 1, True),
        ("question-of-law", 2, 2, False),
    ],
)
def test_each_standard_at_its_edges(standard: str, best_for: int, best_against: int, met: bool) -> None:
    assert meets(ProofStandard(standard), best_for, best_against) is met


def test_a_claim_with_evidence_and_no_answer_stands(case: Case) -> None:
    case.claim("L-2", exhibit("4"), exhibit("12"), authority("8 U.S.C. § 1373(a)"))
    why = "L-2 Stands: Ex. 4, Ex. 12, and 8 U.S.C. § 1373(a) support it and no accepted answer attacks it."
    assert case.run()["L-2"].why == why


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        (["fact"], "one fact supports"), (["fact", "fact"], "two facts support"), (["fact"] * 3, "three facts support"),
        (["excerpt", "fact", "fact"], "one excerpt and two facts support"),
    ],
)  # fmt: skip
def test_support_without_a_name_is_counted_by_its_kind(case: Case, kinds: list[str], words: str) -> None:
    case.claim("L-2", *(ArgumentSupport(SupportKind(kind)) for kind in kinds))
    assert case.run()["L-2"].why == f"L-2 Stands: {words} it and no accepted answer attacks it."


def test_facts_that_fall_short_are_many(case: Case) -> None:
    facts = [ArgumentSupport(SupportKind.FACT)] * 2
    case.claim("L-2", *facts, standard="clear-and-convincing")
    assert "two facts do not meet the standard of clear and convincing evidence" in case.run()["L-2"].why


def test_a_claim_with_inadmissible_evidence_only_is_unsupported_and_attacks_nothing(case: Case) -> None:
    case.claim("F-1", exhibit("11", admissibility="inadmissible"))
    case.claim("L-1", exhibit("4"))
    case.answer("F-1", "undercuts", "L-1")
    assert case.standings() == {"F-1": "unsupported", "L-1": "stands"}
    assert case.run()["F-1"].why == "F-1 is Unsupported: it has no admissible support."


def test_support_against_a_claim_is_no_support(case: Case) -> None:
    case.claim("F-1", exhibit("1", against=True))
    assert case.standings() == {"F-1": "unsupported"}


def test_rebuttals_below_the_standard_leave_both_contested(case: Case) -> None:
    for number in ("F-2", "L-2"):
        text = "8 U.S.C. § 1373(a)"
        case.claim(number, authority(text), authority(text, against=True), standard="question-of-law")
    case.answer("L-2", "rebuts", "F-2")
    assert case.standings() == {"F-2": "contested", "L-2": "contested"}
    expected = "F-2 and L-2 are Contested: each rebuts the other, and neither meets the standard for a question of law."
    assert {one.why for one in case.run().values()} == {expected}


def test_of_two_rebuttals_only_the_one_that_meets_its_standard_attacks(case: Case) -> None:
    case.claim("F-2", exhibit("1", strength="strong"))
    case.claim("L-2", exhibit("2", strength="weak"), exhibit("3", against=True))
    case.answer("L-2", "rebuts", "F-2")
    assert case.standings() == {"F-2": "stands", "L-2": "rebutted"}
    assert case.run()["L-2"].why == "L-2 is Rebutted: F-2, itself accepted, attacks it."


@pytest.mark.parametrize("relation", ["undercuts", "attacks-premise"])
def test_undercuts_go_one_way(case: Case, relation: str) -> None:
    case.claim("F-2", exhibit("1", strength="strong"))
    case.claim("L-2", exhibit("2", strength="weak"), exhibit("3", against=True))
    case.answer("L-2", relation, "F-2")
    assert case.standings() == {"F-2": "rebutted", "L-2": "contested"}
    expected = (
        "L-2 is Contested: no accepted answer attacks it, "
        "but Ex. 2 does not meet the standard of a preponderance of the evidence with Ex. 3 against it."
    )
    assert case.run()["L-2"].why == expected


def test_a_defeated_answer_no_longer_counts(case: Case) -> None:
    for number in ("F-1", "L-1", "F-1.1"):
        case.claim(number, exhibit(number[-1] + "0"))
    case.answer("L-1", "undercuts", "F-1")
    case.answer("F-1.1", "undercuts", "L-1")
    assert case.standings() == {"F-1": "stands", "L-1": "rebutted", "F-1.1": "stands"}


def test_a_question_of_law_is_decided_by_authorities(case: Case) -> None:
    case.claim("F-3", exhibit("1", strength="strong"), standard="question-of-law")
    assert case.standings() == {"F-3": "contested"}
    assert case.run()["F-3"].why.endswith(
        "it has no authority, and without one it does not meet the standard for a question of law."
    )
    case.claim("L-3", exhibit("2", against=True), authority("567 U.S. 387"), standard="question-of-law")
    assert case.standings()["L-3"] == "stands"


def test_an_accepted_claim_supports_and_a_rebutted_one_does_not(case: Case) -> None:
    case.claim("L-1", exhibit("1"))
    case.claim("L-2")
    case.answer("L-1", "supports", "L-2")
    assert case.standings() == {"L-1": "stands", "L-2": "stands"}
    assert case.run()["L-2"].why.startswith("L-2 Stands: L-1 supports it")
    case.claim("F-1", exhibit("2"))
    case.answer("F-1", "undercuts", "L-1")
    assert case.standings() == {"L-1": "rebutted", "L-2": "unsupported", "F-1": "stands"}
    assert case.run()["L-2"].why == "L-2 is Unsupported: it has no admissible support but L-1, which is not accepted."


def test_a_claim_that_rests_on_an_unsettled_one_is_contested(case: Case) -> None:
    for number in ("F-1", "L-1"):
        case.claim(number, exhibit(number))
    case.claim("L-2")
    case.answer("F-1", "rebuts", "L-1")
    case.answer("L-1", "supports", "L-2")
    assert set(case.standings().values()) == {"contested"}
    assert case.run()["L-2"].why == "L-2 is Contested: it rests on L-1 alone, and that is not settled."


def test_an_accepted_claim_below_its_own_standard_is_weak_support(case: Case) -> None:
    case.claim("L-1", exhibit("1"), standard="beyond-reasonable-doubt")
    case.claim("L-2", exhibit("2", strength="weak", against=True))
    case.answer("L-1", "supports", "L-2")
    assert case.standings() == {"L-1": "contested", "L-2": "contested"}
    case.claim("L-1.1", exhibit("3"))
    case.answer("L-1.1", "supports", "L-1")  # strong support: now it meets its standard, and so does what it supports
    assert set(case.standings().values()) == {"stands"}


def test_a_claim_of_fact_does_not_decide_a_question_of_law(case: Case) -> None:
    case.claim("L-1", exhibit("1"))
    case.claim("L-2", standard="question-of-law")
    case.answer("L-1", "supports", "L-2")
    assert case.standings() == {"L-1": "stands", "L-2": "contested"}
    case.claim("L-3", authority("567 U.S. 387"), standard="question-of-law")
    case.answer("L-3", "supports", "L-2")
    assert case.standings()["L-2"] == "stands"
    assert case.run()["L-2"].why.startswith("L-2 Stands: L-3 supports it")


@pytest.mark.parametrize(
    ("local", "outcome"),
    [
        ("preponderance", "both meet the standard of a preponderance of the evidence"),
        ("scintilla", "both meet their standards"),
        ("beyond-reasonable-doubt", None),
    ],
)
def test_two_rebuttals_of_like_success_are_contested(case: Case, local: str, outcome: str | None) -> None:
    case.claim("F-1", exhibit("1"))
    case.claim("L-1", exhibit("2"), standard=local)
    case.answer("L-1", "rebuts", "F-1")
    if outcome is None:
        assert case.standings() == {"F-1": "stands", "L-1": "rebutted"}
    else:
        assert case.run()["L-1"].why == f"F-1 and L-1 are Contested: each rebuts the other, and {outcome}."


def test_a_claim_does_not_support_itself(case: Case) -> None:
    case.claim("L-1", exhibit("1", strength="weak"), exhibit("2", strength="weak", against=True))
    case.answer("L-1", "supports", "L-1")
    assert case.standings() == {"L-1": "contested"}


def test_support_in_a_circle_is_none(case: Case) -> None:
    case.claim("L-1")
    case.claim("L-2")
    case.answer("L-1", "supports", "L-2")
    case.answer("L-2", "supports", "L-1")
    assert case.standings() == {"L-1": "unsupported", "L-2": "unsupported"}


def test_circles_of_attack_end(case: Case) -> None:
    for number in ("F-1", "L-1", "F-2"):
        case.claim(number, exhibit(number))
    for source, target in (("F-1", "L-1"), ("L-1", "F-2"), ("F-2", "F-1")):
        case.answer(source, "undercuts", target)
    assert set(case.standings().values()) == {"contested"}
    case.claim("L-5", exhibit("L-5"))
    case.answer("L-5", "undercuts", "L-5")
    assert case.run()["L-5"].why == "L-5 is Contested: it attacks itself."


def test_a_support_that_depends_on_what_it_attacks_is_left_open(case: Case) -> None:
    case.claim("L-1", exhibit("1"))
    case.claim("F-1")
    case.answer("L-1", "supports", "F-1")
    case.answer("F-1", "undercuts", "L-1")
    assert set(case.standings().values()) == {"contested"}


def test_dispute_over_admissibility_takes_a_step_off(case: Case) -> None:
    case.claim("F-1", exhibit("1", strength="strong", admissibility="disputed"), standard="clear-and-convincing")
    case.claim("F-2", exhibit("2", strength="weak", admissibility="disputed"))
    assert case.standings() == {"F-1": "contested", "F-2": "contested"}


def test_excluding_an_exhibit_says_so(case: Case) -> None:
    case.claim("L-1", exhibit("4"))
    assert case.run("4")["L-1"].why == "L-1 is Unsupported: without Ex. 4, it has no admissible support."


def test_a_fact_with_two_sources_falls_with_both(case: Case) -> None:
    case.claim("L-1", exhibit("4", "5", kind="fact"))
    assert case.standings("4") == {"L-1": "stands"}
    assert case.run()["L-1"].flips == (("4", "5"),)


def test_flips_are_the_smallest_sets_and_reach_through_answers(case: Case) -> None:
    case.claim("F-1", exhibit("1"))
    case.claim("L-1", exhibit("2"), exhibit("10"))
    case.answer("L-1", "undercuts", "F-1")
    outcome = case.run()
    assert outcome["L-1"].flips == (("2", "10"),)
    assert outcome["F-1"].flips == (("1",), ("2", "10"))


def test_an_unanswered_file_of_many_exhibits_searches_single_exhibits_only(case: Case) -> None:
    case.claim("L-1", *(exhibit(str(number), strength="weak") for number in range(1, 102)))
    case.claim("L-2", exhibit("1", strength="strong"))
    case.answer("L-1", "supports", "L-2")
    assert case.run()["L-1"].flips == ()


def test_unrelated_claims_do_not_flip_each_other(case: Case) -> None:
    case.claim("F-1", exhibit("1"))
    case.claim("L-1", exhibit("2"))
    assert [one.flips for one in case.run().values()] == [(("1",),), (("2",),)]


def test_standings_come_in_the_order_of_numbers(case: Case) -> None:
    for number in ("L-2", "F-10", "F-2"):
        case.claim(number)
    assert list(case.run()) == ["F-2", "F-10", "L-2"]
