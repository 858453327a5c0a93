"""Which authorities bear on a cell, which of them bind here, and how they print (S36, S37)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.reports.cites import CASES, short_name
from casefile.reports.memo_desk import Cell, Desk
from casefile.reports.report import Sentence, SentenceKind, italic
from casefile.reports.wording import stop, upper_first

EVERYWHERE = frozenset({"everywhere", "all courts", "nationwide", "all"})
# Circuits and the States in them, 28 U.S.C. § 41; the District of Columbia is a circuit of its own.
_CIRCUITS = {
    "1st Cir.": "ME MA NH PR RI", "2d Cir.": "CT NY VT", "3d Cir.": "DE NJ PA VI", "4th Cir.": "MD NC SC VA WV",
    "5th Cir.": "LA MS TX", "6th Cir.": "KY MI OH TN", "7th Cir.": "IL IN WI", "8th Cir.": "AR IA MN MO NE ND SD",
    "9th Cir.": "AK AZ CA GU HI ID MT NV MP OR WA", "10th Cir.": "CO KS NM OK UT WY", "11th Cir.": "AL FL GA",
    "D.C. Cir.": "DC",
}  # fmt: skip


def circuit_of(state: str) -> str:
    """The circuit of a State, by its postal code; "" if it is none.

    >>> circuit_of("PA"), circuit_of("XX")
    ('3d Cir.', '')
    """
    return next((circuit for circuit, states in _CIRCUITS.items() if state and state in states.split()), "")


def rank(authority: r.Authority) -> int:
    """0 for the Supreme Court, 1 for a court of appeals, 2 for any other."""
    if re.match(r"\d+ U\.S\. ", authority.citation) or authority.court.strip() in {"U.S.", "S. Ct."}:
        return 0
    return 1 if "Cir." in authority.court else 2


def binds(desk: Desk, authority: r.Authority) -> bool:
    """Whether a decision binds the courts of the memo's jurisdiction.

    What a person entered under "Binding in" decides; without it, the Supreme Court binds everywhere and a court of
    appeals within its circuit (28 U.S.C. § 41), and no other court binds.
    """
    here = {*desk.courts, circuit_of(desk.jurisdiction.state)} - {""}
    named = [part.strip() for part in re.split(r"[;,]", authority.binding) if part.strip()]
    if named:
        return any(part.lower() in EVERYWHERE or part in here for part in named)
    return rank(authority) == 0 or (rank(authority) == 1 and authority.court in here)


def sort_key(authority: r.Authority) -> tuple[object, ...]:
    """Higher court first, then the newer decision, then by name."""
    first = authority.decided_on.bounds[0] if authority.decided_on else None
    return rank(authority), -(first.toordinal() if first else 0), authority.title


def decisions_on(desk: Desk, cell: Cell) -> tuple[r.Authority, ...]:
    """Decisions that the cell's assessment cites or its claims rest on, best first."""
    ids: list[int | None] = []
    if cell.assessment:
        ids += [one.authority_id for one in desk.docket.cites_of(cell.assessment)]
    for side in e.Side:
        for claim in desk.claims_of(cell, side):
            ids += [one.authority_id for one in desk.docket.supports_of(claim)]
    return ordered(desk, ids)


def ordered(desk: Desk, ids: Iterable[int | None]) -> tuple[r.Authority, ...]:
    """The decisions among some authorities, each once, best first."""
    found = {id_: one for id_ in ids if (one := desk.docket.find(r.Authority, id_)) and one.type in CASES}
    return tuple(sorted(found.values(), key=sort_key))


def holding(desk: Desk, *authorities: r.Authority) -> Sentence:
    """What decisions hold, with their cites; several share a sentence if they hold the same."""
    cites = tuple(desk.book.authority(one) for one in authorities)
    if all(one.id in desk.printed_holdings for one in authorities):
        text = "The decision bears on this point too." if len(authorities) == 1 else "The decisions bear on it too."
        return desk.say(text, SentenceKind.LAW, *authorities, cites=cites)
    desk.printed_holdings.update(one.id for one in authorities)
    if not authorities[0].holding:
        text = "The holding is not entered."
        return Sentence(text, SentenceKind.FILE_STATE, tuple(str(one.ref) for one in authorities), cites)
    return desk.say(stop(upper_first(authorities[0].holding)), SentenceKind.LAW, *authorities, cites=cites)


def precedent(desk: Desk, cell: Cell) -> Iterator[Sentence]:
    """S36, or S37 where nothing controls: both sides' best."""
    found = decisions_on(desk, cell)
    controlling = [one for one in found if binds(desk, one)]
    for one in controlling:
        yield holding(desk, one)
        section = cell.subsection.value.partition("(")[0]
        if section not in one.holding and section not in one.issue and one.holding:
            mark = "" if one.verified_on else " (unverified)"
            name = italic(short_name(one))
            yield desk.state(("The case file records no holding in ", name, f"{mark} on § {section}."), one)
    if controlling:
        return
    yield desk.state("None is recorded.")
    for side in (desk.other, desk.side):
        helped = [one for one in found if one.side_helped in (e.SideHelped(side.value), e.SideHelped.BOTH)]
        if helped and helped[0].holding:
            one = helped[0]
            if one.id in desk.printed_holdings:
                yield holding(desk, one)
                continue
            desk.printed_holdings.add(one.id)
            yield desk.say(f"Elsewhere: {stop(one.holding)}", SentenceKind.LAW, one, cites=(desk.book.authority(one),))
    yield from _open_orders(desk)


def _open_orders(desk: Desk) -> Iterator[Sentence]:
    """Rulings in the jurisdiction's own matters whose grounds nobody entered; said once."""
    for order in own_rulings(desk):
        key = f"grounds:{order.uid}"
        if order.holding or key in desk.open_points:
            continue
        desk.open_points[key] = ""
        mark = "" if order.verified_on else " (unverified)"
        name = italic(short_name(order))
        text = ("The terms and grounds of the ruling in ", name, f"{mark} are not entered; nothing here rests on them.")
        yield desk.state(text, order)


def own_rulings(desk: Desk) -> tuple[r.Authority, ...]:
    """Decisions that facts of the jurisdiction's suits cite."""
    ids = [
        cite.authority_id
        for fact in desk.docket.facts
        if desk.mine(fact) and fact.topic is e.Topic.SUIT
        for cite in desk.sources(fact)
    ]
    return ordered(desk, ids)
