"""What the docket's first screen shows: what is due, what is answered, who stands where, what changed."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from casefile.domain.argument import Standing
from casefile.domain.enums import DeadlineStatus, DemandStatus, Phase
from casefile.domain.records import Award, Claim, Correspondence, Demand, Jurisdiction, Profile
from casefile.domain.values import Money
from casefile.services.queries.history import History, StepRow
from casefile.services.queries.info import CaseProfile, Counts
from casefile.services.queries.law import Deadlines, Due, Standings
from casefile.services.queries.records import all_of

ANSWERED = (DemandStatus.ANSWERED, DemandStatus.MOOT)


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A jurisdiction's line: phase, last step, standing of our side's claims, money, next date.

    Attributes:
        at_stake: Sum of its awards; None where no amount is entered.
        amounts_missing: Awards without an amount.
    """

    place: Jurisdiction
    standings: Mapping[Standing, int]
    at_stake: Money | None
    amounts_missing: int
    next_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Round:
    """Letters of one day and kind, and how many of their demands are answered.

    Attributes:
        due_on: The day set for the reply, where all set the same.
    """

    title: str
    letter_on: str
    due_on: dt.date | None
    letters: int
    demands: tuple[DemandStatus, ...]

    @property
    def answered(self) -> int:
        return sum(status in ANSWERED for status in self.demands)


@dataclass(frozen=True, slots=True)
class Home:
    profile: Profile
    today: dt.date
    deadlines: tuple[Due, ...]
    open_deadlines: int
    places: tuple[PlaceRow, ...]
    rounds: tuple[Round, ...]
    changes: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class DocketHome:
    """Args:
    today: The local date that days left are counted from.
    most: At most so many deadlines and changes.
    """

    today: dt.date
    most: int = 7

    def read(self, session: Session) -> Home:
        due = [own for own in Deadlines(self.today, status=DeadlineStatus.OPEN).read(session) if own.record.safe_on]
        profile = CaseProfile().read(session)
        return Home(
            profile, self.today, tuple(due[: self.most]), len(due), self._places(session, profile, due),
            self._rounds(session), tuple(History(limit=self.most, with_changes=False, acts=True).read(session)),
        )  # fmt: skip

    def _places(self, session: Session, profile: Profile, due: list[Due]) -> tuple[PlaceRow, ...]:
        standing = {own.claim_id: own.standing for own in Standings().read(session)}
        ours: dict[int, Counter[Standing]] = defaultdict(Counter)
        for claim in all_of(session, Claim):
            if claim.jurisdiction_id is not None and claim.side is profile.side:
                ours[claim.jurisdiction_id][standing[claim.id]] += 1
        awards: dict[int, list[Award]] = defaultdict(list)
        for award in all_of(session, Award):
            if award.jurisdiction_id is not None:
                awards[award.jurisdiction_id].append(award)
        ahead: dict[int, dt.date] = {}
        for own in due:
            safe_on, place_id = own.record.safe_on, own.record.jurisdiction_id
            if place_id is not None and safe_on is not None and safe_on >= self.today:
                ahead.setdefault(place_id, safe_on)
        rows = [
            PlaceRow(
                place, ours[place.id], _sum(awards[place.id]), sum(own.amount is None for own in awards[place.id]),
                ahead.get(place.id),
            )
            for place in all_of(session, Jurisdiction)
        ]  # fmt: skip
        return tuple(sorted(rows, key=lambda row: (_PHASE_RANK[row.place.phase], row.place.name)))

    def _rounds(self, session: Session) -> tuple[Round, ...]:
        demands: dict[int, list[Demand]] = defaultdict(list)
        for demand in all_of(session, Demand):
            demands[demand.correspondence_id].append(demand)
        due: dict[int, set[dt.date]] = defaultdict(set)
        for own in Deadlines(self.today).read(session):
            if own.record.correspondence_id is not None and own.record.due_on is not None:
                due[own.record.correspondence_id].add(own.record.due_on)
        groups: dict[tuple[str, str], list[Correspondence]] = defaultdict(list)
        for letter in all_of(session, Correspondence):
            if letter.letter_on is not None and letter.direction == "from-federal":
                groups[letter.letter_on.edtf, letter.letter_kind.label].append(letter)
        rounds = []
        for (on, kind), letters in sorted(groups.items(), reverse=True):
            days = set[dt.date]().union(*(due[letter.id] for letter in letters))
            statuses = tuple(own.status for letter in letters for own in demands[letter.id])
            title = letters[0].title if len(letters) == 1 else f"{len(letters)} letters: {kind.lower()}"
            rounds.append(Round(title, on, next(iter(days)) if len(days) == 1 else None, len(letters), statuses))
        return tuple(rounds[:6])


_PHASE_RANK = {
    Phase.IN_SUIT: 0, Phase.ON_APPEAL: 1, Phase.AWAITING_DECISION: 2, Phase.NOTICE: 3, Phase.CLEARED: 4, Phase.WATCH: 5,
    Phase.CLOSED: 6,
}  # fmt: skip


def _sum(awards: list[Award]) -> Money | None:
    known = [own.amount for own in awards if own.amount is not None]
    total = Money(sum(own.cents for own in known))
    return total if known else None


@dataclass(frozen=True, slots=True)
class NavCounts:
    """How many records each place of the navigation holds."""

    def read(self, session: Session) -> dict[str, int]:
        counts, _ = Counts().read(session)
        return {kind.value: number for kind, number in counts.items()}
