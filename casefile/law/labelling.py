"""Grounded labelling of an argument graph, with proof standards.

Sources: P. M. Dung, "On the acceptability of arguments and its fundamental
role in nonmonotonic reasoning, logic programming and n-person games" (1995),
for the grounded labelling; T. F. Gordon, H. Prakken & D. Walton, "The
Carneades model of argument and burden of proof" (2007), for standards that
compare the strongest support on either side; T. F. Gordon & D. Walton, "Proof
burdens and standards" (2009), for standards with a threshold.

**Weights.** Strong is 3, fair 2, weak 1; admissibility in dispute takes one
off. What is inadmissible or excluded does not exist. An accepted claim that
supports another is support for it: strong if it meets its own standard, weak
if not.

**Standards**, over F, the greatest weight for, and A, the greatest weight
against; each is 0 when there is none:

=========================  =====================================================
scintilla                  something is for it, whatever its weight
preponderance              F is greater than A
clear and convincing       F is 3 and A at most 1: strong, by two steps or more
beyond reasonable doubt    F is 3 and nothing at all is against it
question of law            F is greater than A, counting authorities alone, and
                           supporting claims that are questions of law
=========================  =====================================================

Weights do not add up: three fair exhibits are fair. That is Carneades' way, and
it keeps a heap of press reports from outweighing one ordinance.

**Attacks.** An undercut and an attack on a premise go one way. A rebuttal goes
both ways, unless only one of the two claims meets its standard: then only that
one attacks. A claim without admissible support attacks nothing. An answer need
not meet its own standard to be accepted; it must be supported, and every
attack on it must fail.

**Labels.** At first nothing is decided. A claim is *in* when it is supported
and all that could attack it is out; it is *out* when it is unsupported or when
a claim that is in attacks it. Support that goes in a circle is none. What hangs
on a label not known yet (a supporting claim, hence a standard, hence the way a
rebuttal goes) stays unknown until every way to decide it gives one answer.
Nothing decided is ever taken back: so the rule comes to an end, in cycles too,
and the order of the input plays no part. Where no claim supports another, this
is Dung's grounded labelling.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from casefile.domain.argument import ArgumentClaim, ArgumentGraph, ArgumentSupport, Standing, SupportKind
from casefile.domain.enums import Admissibility, ProofStandard, Relation, Stance, Strength

NOTHING = -1  # less than the weight 0 of weak support in dispute
_STRONG, _WEAK = 3, 1
_WEIGHTS = {Strength.STRONG: _STRONG, Strength.FAIR: 2, Strength.WEAK: _WEAK}


class Label(enum.Enum):
    """Accepted, not accepted, or not decided."""

    IN = "in"
    OUT = "out"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a claim has besides other claims.

    Attributes:
        supported: Whether anything admissible of any kind is for it.
        best_for: Greatest weight that its standard counts, or `NOTHING`.
    """

    supported: bool
    best_for: int
    best_against: int


@dataclass(frozen=True, slots=True)
class Position:
    """What is known of a claim; None is not known yet, or never will be."""

    label: Label = Label.UNDECIDED
    supported: bool | None = None
    met: bool | None = None

    @property
    def standing(self) -> Standing:
        """The words of the rule, in its order."""
        if self.supported is False:
            return Standing.UNSUPPORTED
        if self.label is Label.OUT:
            return Standing.REBUTTED
        return Standing.STANDS if self.label is Label.IN and self.met else Standing.CONTESTED


def is_admissible(support: ArgumentSupport, exclude: frozenset[str] = frozenset()) -> bool:
    """Whether support counts when the exhibits in `exclude` are taken for inadmissible."""
    fallen = bool(support.exhibits) and support.exhibits <= exclude
    return support.admissibility is not Admissibility.INADMISSIBLE and not fallen


def weight(support: ArgumentSupport) -> int:
    """3 strong, 2 fair, 1 weak; one less while its admissibility is in dispute."""
    return _WEIGHTS[support.strength] - (support.admissibility is Admissibility.DISPUTED)


def counts_for(support: ArgumentSupport, standard: ProofStandard) -> bool:
    """Authorities decide a question of law; facts do not."""
    return standard is not ProofStandard.QUESTION_OF_LAW or support.kind is SupportKind.AUTHORITY


def weigh(claim: ArgumentClaim, exclude: frozenset[str] = frozenset()) -> Evidence:
    """Reduces a claim's own support to what the standards compare."""
    best = {Stance.SUPPORTS: NOTHING, Stance.CONTRADICTS: NOTHING}
    supported = False
    for support in claim.supports:
        if is_admissible(support, exclude):
            supported = supported or support.stance is Stance.SUPPORTS
            if counts_for(support, claim.standard):
                best[support.stance] = max(best[support.stance], weight(support))
    return Evidence(supported, best[Stance.SUPPORTS], best[Stance.CONTRADICTS])


def meets(standard: ProofStandard, best_for: int, best_against: int) -> bool:
    """Whether the strongest support on either side meets a standard.

    Args:
        best_for: 0 to 3, or `NOTHING`.
        best_against: Likewise.

    >>> meets(ProofStandard.PREPONDERANCE, 2, 1), meets(ProofStandard.CLEAR_AND_CONVINCING, 2, 1)
    (True, False)
    """
    match standard:
        case ProofStandard.SCINTILLA:
            return best_for > NOTHING
        case ProofStandard.PREPONDERANCE | ProofStandard.QUESTION_OF_LAW:
            return best_for > max(best_against, 0)
        case ProofStandard.CLEAR_AND_CONVINCING:
            return best_for == _STRONG and best_against <= _WEAK
        case ProofStandard.BEYOND_REASONABLE_DOUBT:
            return best_for == _STRONG and best_against == NOTHING


@dataclass(slots=True)
class Bonds:
    """Who supports and who may attack whom, by claim id."""

    supporters: dict[int, set[int]] = field(default_factory=dict)
    one_way: dict[int, set[int]] = field(default_factory=dict)
    rebuttals: dict[int, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, graph: ArgumentGraph) -> Bonds:
        """Sorts a graph's answers. A rebuttal is entered at both ends; support of oneself is none."""
        ids = [claim.id for claim in graph.claims]
        bonds = cls({id_: set() for id_ in ids}, {id_: set() for id_ in ids}, {id_: set() for id_ in ids})
        for answer in graph.answers:
            match answer.relation:
                case Relation.SUPPORTS if answer.source != answer.target:
                    bonds.supporters[answer.target].add(answer.source)
                case Relation.REBUTS:
                    bonds.rebuttals[answer.target].add(answer.source)
                    bonds.rebuttals[answer.source].add(answer.target)
                case Relation.UNDERCUTS | Relation.ATTACKS_PREMISE:
                    bonds.one_way[answer.target].add(answer.source)
        return bonds

    def sources(self, claim_id: int) -> set[int]:
        """All whose position a claim's own position may depend on."""
        return self.supporters[claim_id] | self.attackers(claim_id)

    def attackers(self, claim_id: int) -> set[int]:
        """All that might attack a claim, were it accepted."""
        return self.one_way[claim_id] | self.rebuttals[claim_id]

    def attacks(self, source: int, target: int, known: Mapping[int, Position]) -> bool | None:
        """Whether `source`, if it is not out, attacks `target`; None while that is not known."""
        if source in self.one_way[target]:
            return True
        if source not in self.rebuttals[target]:
            return False
        mine, theirs = known[source].met, known[target].met
        if theirs and mine is False:
            return False
        return True if mine or theirs is False else None


def positions(
    claims: Mapping[int, ArgumentClaim],
    bonds: Bonds,
    evidence: Mapping[int, Evidence],
    given: Mapping[int, Position] = {},
) -> dict[int, Position]:
    """Labels claims; see the head of this module for the rule.

    Args:
        evidence: One entry for each claim to label, which are the ones returned.
        given: Positions of claims that are not to be labelled again. Nothing
            that is labelled may bear on them.
    """
    known = {**given, **dict.fromkeys(evidence, Position())}
    while True:
        alive = _alive(known, bonds, evidence)
        proved = known | {
            id_: Position(known[id_].label, *_proof(claims, id_, bonds.supporters[id_] & alive, own, known))
            for id_, own in evidence.items()
        }
        labelled = proved | {
            id_: Position(_label(id_, bonds, proved), proved[id_].supported, proved[id_].met) for id_ in evidence
        }
        if labelled == known:
            return {id_: known[id_] for id_ in evidence}
        known = labelled


def _alive(known: Mapping[int, Position], bonds: Bonds, evidence: Mapping[int, Evidence]) -> set[int]:
    """Claims that may still turn out accepted with support that comes from evidence, not from a circle."""
    candidates = {id_ for id_, position in known.items() if position.label is not Label.OUT}
    alive = {id_ for id_ in candidates if id_ not in evidence or evidence[id_].supported}
    while True:
        reached = {id_ for id_ in candidates - alive if bonds.supporters[id_] & alive}
        if not reached:
            return alive
        alive |= reached


def _proof(
    claims: Mapping[int, ArgumentClaim], claim_id: int, helpers: set[int], own: Evidence, known: Mapping[int, Position]
) -> tuple[bool | None, bool | None]:
    """Whether a claim is supported and meets its standard: the same at worst and at best, else None."""
    accepted = {id_ for id_ in helpers if known[id_].label is Label.IN}
    supported = True if own.supported or accepted else None if helpers else False
    standard = claims[claim_id].standard
    if standard is ProofStandard.QUESTION_OF_LAW:
        helpers = {id_ for id_ in helpers if claims[id_].standard is standard}
    low = _best(own, (_STRONG if known[id_].met else _WEAK for id_ in helpers & accepted))
    high = _best(own, (_WEAK if known[id_].met is False else _STRONG for id_ in helpers))
    if meets(standard, low, own.best_against):
        return supported, True
    return supported, None if meets(standard, high, own.best_against) else False


def _best(own: Evidence, weights: Iterable[int]) -> int:
    return max((own.best_for, *weights))


def _label(claim_id: int, bonds: Bonds, known: Mapping[int, Position]) -> Label:
    if known[claim_id].supported is False:
        return Label.OUT
    attacks = [(known[id_].label, bonds.attacks(id_, claim_id, known)) for id_ in bonds.attackers(claim_id)]
    if any(label is Label.IN and attack for label, attack in attacks):
        return Label.OUT
    if known[claim_id].supported and all(label is Label.OUT or attack is False for label, attack in attacks):
        return Label.IN
    return Label.UNDECIDED
