"""Where each claim stands, why, and which exhibits it hangs on.

`casefile.law.labelling` holds the rule itself: weights, proof standards,
attacks and labels, with their sources. This module says the outcome in words
and looks for what would flip it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from math import comb

from casefile.domain.argument import ArgumentClaim, ArgumentGraph, ClaimStanding, Standing, SupportKind
from casefile.domain.enums import ProofStandard, Stance
from casefile.law.labelling import (
    Bonds,
    Evidence,
    Label,
    counts_for,
    is_admissible,
    positions,
    weigh,
)

LARGEST_FLIP = 3
MOST_SETS = 5_000  # all pairs of 100 exhibits, all triples of 31

_FIGURES = dict(enumerate("one two three four five six seven eight nine".split(), 1))
_PLURALS = {SupportKind.EXCERPT: "excerpts", SupportKind.FACT: "facts", SupportKind.AUTHORITY: "authorities"}
STANDARD_WORDS: Mapping[ProofStandard, str] = {
    ProofStandard.SCINTILLA: "the standard of a scintilla of evidence",
    ProofStandard.PREPONDERANCE: "the standard of a preponderance of the evidence",
    ProofStandard.CLEAR_AND_CONVINCING: "the standard of clear and convincing evidence",
    ProofStandard.BEYOND_REASONABLE_DOUBT: "the standard of proof beyond a reasonable doubt",
    ProofStandard.QUESTION_OF_LAW: "the standard for a question of law",
}


def compute_standing(graph: ArgumentGraph, *, exclude: frozenset[str] = frozenset()) -> tuple[ClaimStanding, ...]:
    """Works out the standing of every claim.

    In this order: Unsupported, no admissible support of any kind; Rebutted, a
    claim that is itself accepted attacks it; Stands, accepted and its proof
    standard met; Contested, all else. Numbers, sources and the way cycles end:
    `casefile.law.labelling`.

    Flips are sought among the exhibits of the claims that a claim is joined to,
    by one and by one, then two, then three at a time, and only as long as there
    are no more than `MOST_SETS` sets of a size to try. None found does not mean
    that none exists beyond this.

    Args:
        graph: All claims that bear on each other.
        exclude: Exhibit numbers to take for inadmissible. Flips come on top of these.

    Returns:
        One standing a claim, in the order of the claims' numbers.

    >>> from casefile.domain.argument import ArgumentSupport, SupportKind
    >>> from casefile.domain.enums import Side
    >>> order = ArgumentSupport(SupportKind.EXCERPT, exhibits=frozenset({"4"}))
    >>> graph = ArgumentGraph((ArgumentClaim(1, "L-1", Side.LOCAL, supports=(order,)),))
    >>> [one] = compute_standing(graph)
    >>> one.standing.value, one.why, one.flips
    ('stands', 'L-1 Stands: Ex. 4 supports it and no accepted answer attacks it.', (('4',),))
    """
    case = _Case(graph, exclude)
    flips = case.flips()
    return tuple(
        ClaimStanding(claim.id, claim.number, case.known[claim.id].standing, case.why(claim), tuple(flips[claim.id]))
        for claim in sorted(graph.claims, key=lambda claim: (number_key(claim.number), claim.id))
    )


def number_key(number: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts "F-2" before "F-10", and exhibit "9" before "10".

    >>> sorted(["F-10", "F-2", "9A", "9"], key=number_key)
    ['9', '9A', 'F-2', 'F-10']
    """
    parts = re.findall(r"\d+|\D+", number)
    return tuple((False, int(part), "") if part.isdecimal() else (True, 0, part) for part in parts)


class _Case:
    """A graph under one set of excluded exhibits."""

    def __init__(self, graph: ArgumentGraph, exclude: frozenset[str]) -> None:
        self.claims = {claim.id: claim for claim in graph.claims}
        self.bonds = Bonds.of(graph)
        self.exclude = exclude
        self.evidence = {claim.id: weigh(claim, exclude) for claim in graph.claims}
        self.known = positions(self.claims, self.bonds, self.evidence)
        self.targets: dict[int, set[int]] = {id_: set() for id_ in self.claims}
        for id_ in self.claims:
            for source in self.bonds.sources(id_):
                self.targets[source].add(id_)

    # --- what would flip it ---

    def flips(self) -> dict[int, list[tuple[str, ...]]]:
        """Smallest sets of exhibits without which a claim stands elsewhere, by claim."""
        found: dict[int, list[tuple[str, ...]]] = {id_: [] for id_ in self.claims}
        for group in self._groups():
            for chosen, after in self._trials(group):
                for id_, standing in after.items():
                    changed = standing is not self.known[id_].standing
                    if changed and not any(set(one) <= set(chosen) for one in found[id_]):
                        found[id_].append(chosen)
        return found

    def _trials(self, group: set[int]) -> Iterator[tuple[tuple[str, ...], Mapping[int, Standing]]]:
        """Sets of exhibits, small ones first, each with the standings that may be others without it."""
        users: dict[str, list[ArgumentClaim]] = {}
        for claim in map(self.claims.__getitem__, sorted(group)):
            for exhibit in {number for support in claim.supports for number in support.exhibits} - self.exclude:
                users.setdefault(exhibit, []).append(claim)
        exhibits = sorted(users, key=number_key)
        seen: dict[frozenset[tuple[int, Evidence]], Mapping[int, Standing]] = {}
        for size in range(1, LARGEST_FLIP + 1):
            if comb(len(exhibits), size) > MOST_SETS:
                return
            for chosen in combinations(exhibits, size):
                without = self.exclude.union(chosen)
                touched = {claim.id: weigh(claim, without) for exhibit in chosen for claim in users[exhibit]}
                changed = frozenset((id_, new) for id_, new in touched.items() if new != self.evidence[id_])
                if not changed:
                    continue  # other support carries the same weight
                if changed not in seen:
                    seen[changed] = self._standings_with(dict(changed))
                yield chosen, seen[changed]

    def _standings_with(self, changed: Mapping[int, Evidence]) -> Mapping[int, Standing]:
        """Standings of the claims that other evidence for some of them may move."""
        moved = _reach(changed, self.targets)
        evidence = {id_: changed.get(id_, self.evidence[id_]) for id_ in moved}
        around = {other for id_ in moved for other in self.bonds.sources(id_)} - moved
        known = positions(self.claims, self.bonds, evidence, {id_: self.known[id_] for id_ in around})
        return {id_: position.standing for id_, position in known.items()}

    def _groups(self) -> Iterator[set[int]]:
        """Claims joined by answers, whichever way these point; no group bears on another."""
        joined = {id_: self.targets[id_] | self.bonds.sources(id_) for id_ in self.claims}
        left = set(self.claims)
        while left:
            group = _reach([min(left)], joined)
            left -= group
            yield group

    # --- why ---

    def why(self, claim: ArgumentClaim) -> str:
        """One sentence that names what decides."""
        match self.known[claim.id].standing:
            case Standing.UNSUPPORTED:
                return self._why_unsupported(claim)
            case Standing.REBUTTED:
                attackers = self._attackers(claim.id, Label.IN)
                own = "itself" if len(attackers) == 1 else "themselves"
                return f"{claim.number} is Rebutted: {_list(attackers)}, {own} accepted, {_s('attack', attackers)} it."
            case Standing.STANDS:
                names = self._support_names(claim, Stance.SUPPORTS)
                verb = _s("support", names)
                return f"{claim.number} Stands: {_list(names)} {verb} it and no accepted answer attacks it."
            case Standing.CONTESTED:
                return self._why_contested(claim)

    def _why_unsupported(self, claim: ArgumentClaim) -> str:
        lost = _exhibits(self._lost_exhibits(claim))
        without = f"without {_list(lost)}, " if lost else ""
        helpers = self._numbers(self.bonds.supporters[claim.id])
        are = "is" if len(helpers) == 1 else "are"
        but = f" but {_list(helpers)}, which {are} not accepted" if helpers else ""
        return f"{claim.number} is Unsupported: {without}it has no admissible support{but}."

    def _why_contested(self, claim: ArgumentClaim) -> str:
        me = self.known[claim.id]
        if me.label is Label.IN:
            return f"{claim.number} is Contested: no accepted answer attacks it, but {self._shortfall(claim)}."
        if me.supported is None:
            helpers = self._numbers(self.bonds.supporters[claim.id])
            return f"{claim.number} is Contested: it rests on {_list(helpers)} alone, and that is not settled."
        rivals = [id_ for id_ in self._open_attackers(claim.id) if id_ != claim.id]
        if len(rivals) == 1 and self._rebut_each_other(claim.id, rivals[0]):
            return self._stand_off(claim, self.claims[rivals[0]])
        if not rivals:
            return f"{claim.number} is Contested: it attacks itself."
        names = self._numbers(rivals)
        return f"{claim.number} is Contested: {_list(names)}, neither accepted nor defeated, {_s('attack', names)} it."

    def _stand_off(self, claim: ArgumentClaim, rival: ArgumentClaim) -> str:
        pair = sorted((claim, rival), key=lambda one: number_key(one.number))
        met = [self.known[one.id].met for one in pair]
        same = pair[0].standard is pair[1].standard
        standard = STANDARD_WORDS[claim.standard] if same else "its own standard"
        if met[0] is met[1] is not None:
            outcome = f"both meet {standard if same else 'their standards'}" if met[0] else f"neither meets {standard}"
        else:  # the standard of one hangs on a claim that is not settled
            unsettled = pair[0 if met[0] is None else 1]
            outcome = f"whether {unsettled.number} meets {standard} is not settled"
        return f"{pair[0].number} and {pair[1].number} are Contested: each rebuts the other, and {outcome}."

    def _shortfall(self, claim: ArgumentClaim) -> str:
        names = self._support_names(claim, Stance.SUPPORTS)
        against = self._support_names(claim, Stance.CONTRADICTS)
        standard = STANDARD_WORDS[claim.standard]
        if self.known[claim.id].met is None:
            helpers = self._numbers(self.bonds.supporters[claim.id])
            return f"whether it meets {standard} hangs on {_list(helpers)}, and that is not settled"
        if not names:
            return f"it has no authority, and without one it does not meet {standard}"
        over = f" with {_list(against)} against it" if against else ""
        do = "do" if _are_many(names) else "does"
        return f"{_list(names)} {do} not meet {standard}{over}"

    # --- names ---

    def _numbers(self, ids: Iterable[int]) -> list[str]:
        return sorted((self.claims[id_].number for id_ in ids), key=number_key)

    def _attackers(self, claim_id: int, label: Label) -> list[str]:
        return self._numbers(
            id_
            for id_ in self.bonds.attackers(claim_id)
            if self.known[id_].label is label and self.bonds.attacks(id_, claim_id, self.known)
        )

    def _open_attackers(self, claim_id: int) -> list[int]:
        return [
            id_
            for id_ in sorted(self.bonds.attackers(claim_id))
            if self.known[id_].label is not Label.OUT and self.bonds.attacks(id_, claim_id, self.known) is not False
        ]

    def _rebut_each_other(self, one: int, two: int) -> bool:
        pairs = ((one, two), (two, one))
        return all(a in self.bonds.rebuttals[b] and self.bonds.attacks(a, b, self.known) is not False for a, b in pairs)

    def _support_names(self, claim: ArgumentClaim, stance: Stance) -> list[str]:
        """What its standard counts, exhibits first in number order, then authorities, then claims."""
        counted = [
            support
            for support in claim.supports
            if support.stance is stance and is_admissible(support, self.exclude) and counts_for(support, claim.standard)
        ]
        names = _exhibits({number for support in counted for number in support.exhibits - self.exclude})
        bare = [support for support in counted if not support.exhibits]
        names += sorted({support.label for support in bare if support.label})
        names += _counts(support.kind for support in bare if not support.label)
        if stance is Stance.SUPPORTS:
            law = claim.standard is ProofStandard.QUESTION_OF_LAW
            helpers = (id_ for id_ in self.bonds.supporters[claim.id] if self.known[id_].label is Label.IN)
            names += self._numbers(id_ for id_ in helpers if not law or self.claims[id_].standard is claim.standard)
        return names

    def _lost_exhibits(self, claim: ArgumentClaim) -> set[str]:
        """Excluded exhibits that would have supported the claim."""
        fallen = [one for one in claim.supports if is_admissible(one) and not is_admissible(one, self.exclude)]
        return {number for one in fallen if one.stance is Stance.SUPPORTS for number in one.exhibits}


def _reach(starts: Iterable[int], steps: Mapping[int, set[int]]) -> set[int]:
    """All that can be reached from `starts`, these included."""
    reached = set[int]()
    front = set(starts)
    while front:
        reached |= front
        front = {other for id_ in front for other in steps[id_]} - reached
    return reached


def _exhibits(numbers: Iterable[str]) -> list[str]:
    return [f"Ex. {number}" for number in sorted(numbers, key=number_key)]


def _counts(kinds: Iterable[SupportKind]) -> list[str]:
    """How many there are of each kind of source that has no name.

    >>> _counts([SupportKind.FACT, SupportKind.EXCERPT, SupportKind.FACT]), _counts([SupportKind.AUTHORITY] * 10)
    (['one excerpt', 'two facts'], ['10 authorities'])
    """
    found = sorted(Counter(kinds).items())
    return [f"{_FIGURES.get(count, count)} {_PLURALS[kind] if count > 1 else kind.value}" for kind, count in found]


def _list(names: list[str], most: int = 4) -> str:
    """Joins names as a sentence does, the serial comma included.

    >>> _list(["Ex. 1", "Ex. 2"]), _list(["F-1", "F-2", "F-3"]), _list(list("abcdefg"))
    ('Ex. 1 and Ex. 2', 'F-1, F-2, and F-3', 'a, b, c, and 4 more')
    """
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def _s(verb: str, subjects: list[str]) -> str:
    return verb if _are_many(subjects) else f"{verb}s"


def _are_many(subjects: list[str]) -> bool:
    """Whether a list of names takes the plural: several, or one that is a count of several."""
    return len(subjects) > 1 or any(one.endswith(tuple(_PLURALS.values())) for one in subjects)
