"""What must hold of standings in any graph, cycles included."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.domain.argument import (
    ArgumentAnswer,
    ArgumentClaim,
    ArgumentGraph,
    ArgumentSupport,
    Standing,
    SupportKind,
)
from casefile.domain.enums import Admissibility, ProofStandard, Relation, Side, Stance, Strength
from casefile.law.standing import compute_standing

supports = st.builds(
    ArgumentSupport,
    kind=st.sampled_from(SupportKind),
    stance=st.sampled_from([Stance.SUPPORTS, Stance.SUPPORTS, Stance.CONTRADICTS]),
    strength=st.sampled_from(Strength),
    admissibility=st.sampled_from(Admissibility),
    exhibits=st.frozensets(st.sampled_from("12345"), max_size=2),
)


@st.composite
def graphs(draw: st.DrawFn, relations: tuple[Relation, ...] = tuple(Relation)) -> ArgumentGraph:
    count = draw(st.integers(1, 6))
    claims = tuple(
        ArgumentClaim(
            id_,
            f"{'FL'[id_ % 2]}-{id_}",
            Side.FEDERAL if id_ % 2 == 0 else Side.LOCAL,
            draw(st.sampled_from(ProofStandard)),
            tuple(draw(st.lists(supports, max_size=3))),
        )
        for id_ in range(count)
    )
    ids = st.integers(0, count - 1)
    answers = draw(st.lists(st.builds(ArgumentAnswer, ids, ids, st.sampled_from(relations)), max_size=10))
    return ArgumentGraph(claims, tuple(answers))


def standings(graph: ArgumentGraph, exclude: frozenset[str] = frozenset()) -> dict[int, Standing]:
    return {one.claim_id: one.standing for one in compute_standing(graph, exclude=exclude)}


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_plays_no_part(graph: ArgumentGraph, random: object) -> None:
    claims, answers = list(graph.claims), list(graph.answers)
    random.shuffle(claims)  # type: ignore[attr-defined]
    random.shuffle(answers)  # type: ignore[attr-defined]
    shuffled = ArgumentGraph(tuple(replace(claim, supports=claim.supports[::-1]) for claim in claims), tuple(answers))
    assert compute_standing(shuffled) == compute_standing(graph)


@given(graphs())
def test_excluding_nothing_or_what_nobody_uses_changes_nothing(graph: ArgumentGraph) -> None:
    assert compute_standing(graph, exclude=frozenset({"99"})) == compute_standing(graph)


@given(graphs())
def test_excluding_is_the_same_as_marking_inadmissible(graph: ArgumentGraph) -> None:
    out = frozenset("12")
    marked = tuple(
        replace(
            claim,
            supports=tuple(
                replace(one, admissibility=Admissibility.INADMISSIBLE) if one.exhibits and one.exhibits <= out else one
                for one in claim.supports
            ),
        )
        for claim in graph.claims
    )
    assert standings(graph, out) == standings(replace(graph, claims=marked))


@settings(max_examples=60)
@given(graphs(), st.frozensets(st.sampled_from("12345"), max_size=1))
def test_flips_are_all_the_minimal_sets_up_to_three(graph: ArgumentGraph, exclude: frozenset[str]) -> None:
    before = compute_standing(graph, exclude=exclude)
    rest = sorted(set("12345") - exclude)
    sets = [frozenset(one) for size in (1, 2, 3) for one in combinations(rest, size)]
    after = {one: standings(graph, exclude | one) for one in sets}
    for claim in before:
        flipping = [one for one in sets if after[one][claim.claim_id] is not claim.standing]
        minimal = {one for one in flipping if not any(other < one for other in flipping)}
        assert {frozenset(one) for one in claim.flips} == minimal


@given(graphs())
def test_an_unsupported_claim_attacks_nothing(graph: ArgumentGraph) -> None:
    before = standings(graph)
    lost = {id_ for id_, standing in before.items() if standing is Standing.UNSUPPORTED}
    silent = tuple(answer for answer in graph.answers if answer.source not in lost)
    after = standings(replace(graph, answers=silent))
    # A rebuttal that a supported claim could return goes silent too, but it only ever hit the unsupported one.
    assert {id_: one for id_, one in after.items() if id_ not in lost} == {
        id_: one for id_, one in before.items() if id_ not in lost
    }


@given(graphs())
def test_the_words_of_the_rule_hold(graph: ArgumentGraph) -> None:
    """Rebutted needs an attacker that stands unattacked or defended; nothing that Stands is attacked by what Stands."""
    after = standings(graph)
    one_way = {Relation.UNDERCUTS, Relation.ATTACKS_PREMISE}
    for answer in graph.answers:
        if answer.relation in one_way and after[answer.source] is Standing.STANDS:
            assert after[answer.target] in (Standing.REBUTTED, Standing.UNSUPPORTED)
        if answer.relation is Relation.REBUTS and answer.source != answer.target:
            assert {after[answer.source], after[answer.target]} != {Standing.STANDS}
    attacked = {answer.target for answer in graph.answers if answer.relation is not Relation.SUPPORTS}
    attacked |= {answer.source for answer in graph.answers if answer.relation is Relation.REBUTS}
    assert {id_ for id_, standing in after.items() if standing is Standing.REBUTTED} <= attacked


@given(graphs(relations=(Relation.UNDERCUTS, Relation.ATTACKS_PREMISE)))
def test_with_one_way_attacks_alone_it_is_dungs_grounded_extension(graph: ArgumentGraph) -> None:
    """Compared with Dung's own construction: the least fixed point of what a set defends."""
    after = standings(graph)
    live = {id_ for id_, standing in after.items() if standing is not Standing.UNSUPPORTED}
    attacks = {(answer.source, answer.target) for answer in graph.answers} & {(a, b) for a in live for b in live}
    accepted: set[int] = set()
    while True:
        defended = {
            one
            for one in live
            if all(any((friend, foe) in attacks for friend in accepted) for foe in live if (foe, one) in attacks)
        }
        if defended == accepted:
            break
        accepted = defended
    rebutted = {target for source, target in attacks if source in accepted}
    assert {id_ for id_, standing in after.items() if standing is Standing.REBUTTED} == rebutted
    assert {id_ for id_, standing in after.items() if standing is Standing.STANDS} <= accepted


@given(graphs())
def test_every_claim_has_one_plain_sentence_that_names_it(graph: ArgumentGraph) -> None:
    for one in compute_standing(graph):
        assert one.number in one.why.split(":")[0]
        assert one.standing.label in one.why
        assert one.why.endswith(".")
        assert one.why.count(": ") == 1
        assert "  " not in one.why
