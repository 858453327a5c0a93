"""The argument as a graph: claims, what supports them, how they answer each other.

Frozen values between the store, which fills them, and `casefile.law.standing`,
which works out where every claim stands.
"""

from __future__ import annotations

from dataclasses import dataclass

from casefile.domain.enums import Admissibility, ProofStandard, Relation, Side, Stance, Strength, Word


class SupportKind(Word):
    """What a support is; authorities alone decide a question of law."""

    EXCERPT = "excerpt"
    FACT = "fact"
    AUTHORITY = "authority"


class Standing(Word):
    """Where a claim stands; the rule is in `casefile.law.labelling`."""

    STANDS = "stands"
    CONTESTED = "contested"
    REBUTTED = "rebutted"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class ArgumentSupport:
    """An excerpt, fact or authority for or against one claim.

    Attributes:
        exhibits: Numbers of the exhibits that show it. Each is enough: the
            support falls only when all of them are left out. Empty for an
            authority, and for what has no exhibit number yet; such support
            never falls.
        label: How a sentence names it when it has no exhibit: "8 U.S.C. § 1373(a)".
    """

    kind: SupportKind
    stance: Stance = Stance.SUPPORTS
    strength: Strength = Strength.FAIR
    admissibility: Admissibility = Admissibility.ADMISSIBLE
    exhibits: frozenset[str] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class ArgumentClaim:
    """One proposition of a side, with all that is said for and against it but other claims.

    Attributes:
        number: As printed, "F-1" or "L-2.1".
    """

    id: int
    number: str
    side: Side
    standard: ProofStandard = ProofStandard.PREPONDERANCE
    supports: tuple[ArgumentSupport, ...] = ()


@dataclass(frozen=True, slots=True)
class ArgumentAnswer:
    """What one claim does to another; both ends are claim ids."""

    source: int
    target: int
    relation: Relation


@dataclass(frozen=True, slots=True)
class ArgumentGraph:
    """All claims of a case file, or of a part of it that is closed under answers.

    Raises:
        ValueError: Two claims with one id, or an answer from or to no claim.

    >>> claim = ArgumentClaim(1, "F-1", Side.FEDERAL)
    >>> ArgumentGraph((claim,), (ArgumentAnswer(1, 2, Relation.REBUTS),))
    Traceback (most recent call last):
    ValueError: answer 1 -> 2 leads to no claim
    """

    claims: tuple[ArgumentClaim, ...] = ()
    answers: tuple[ArgumentAnswer, ...] = ()

    def __post_init__(self) -> None:
        ids = {claim.id for claim in self.claims}
        if len(ids) != len(self.claims):
            raise ValueError("two claims have one id")
        for answer in self.answers:
            if not {answer.source, answer.target} <= ids:
                raise ValueError(f"answer {answer.source} -> {answer.target} leads to no claim")


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """Where a claim stands.

    Attributes:
        why: One sentence that names the claims and exhibits which decide it.
        flips: Smallest sets of exhibit numbers whose exclusion changes the
            standing, smaller sets first; no set holds another.
    """

    claim_id: int
    number: str
    standing: Standing
    why: str
    flips: tuple[tuple[str, ...], ...] = ()
