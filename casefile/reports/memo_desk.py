"""What the Parts of a memo share: the records in view, the sides' names, cites made so far, texts still unwritten."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.argument import ClaimStanding, Standing
from casefile.domain.schema import Record
from casefile.errors import UserError
from casefile.law.standing import compute_standing, number_key
from casefile.reports.cites import CiteBook
from casefile.reports.docket import Docket, argument_graph
from casefile.reports.report import Block as ReportBlock
from casefile.reports.report import Cite, Heading, Inlines, Run, Section, Sentence, SentenceKind
from casefile.reports.wording import Dates, hold_together, sentences, upper_first

FEDERAL = "the federal side"
NOT_ENTERED = "Not entered"
_ASSERTS = re.compile(r"“|\$\d|\b\d{4}\b")  # quotes or dates something
# Kinds of issue that are defenses, in the order in which Part VI takes them.
DEFENSES = {
    e.Issue.STATUTORY_AUTHORITY: "Statutory authority",
    e.Issue.SPENDING_CLAUSE: "Spending Clause",
    e.Issue.ANTICOMMANDEERING: "Anticommandeering",
    e.Issue.APA: "Administrative Procedure Act",
    e.Issue.IMMUNITY: "Immunity",
}


@dataclass(frozen=True, slots=True)
class MemoOptions:
    """What memo to make.

    Attributes:
        mode: internal, client, opposing, court or public.
        as_of: Local date; nothing later prints.
        today: The day on which the memo is made.
        final: Refuse unwritten parts, and say no draft.
        standings: Of every claim, computed by `casefile.law.standing` on the docket as of `as_of`.
    """

    jurisdiction_id: int
    as_of: dt.date
    today: dt.date
    mode: str = "internal"
    final: bool = False
    standings: tuple[ClaimStanding, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A question of the memo: one clause under one subsection; `letter` is its section in Part V."""

    number: int
    policy: r.Policy
    clause: r.Clause
    subsection: e.Subsection
    assessment: r.Assessment | None

    @property
    def letter(self) -> str:
        return section_letter(self.number)

    @property
    def part(self) -> str:
        return f"V.{self.letter}"

    @property
    def finding(self) -> e.Finding:
        return self.assessment.finding if self.assessment else e.Finding.NOT_REVIEWED


def section_letter(number: int) -> str:
    """Letters of sections, from 1: A to Z, then AA.

    >>> section_letter(1), section_letter(27)
    ('A', 'AA')
    """
    more, last = divmod(number - 1, 26)
    return (chr(64 + more) if more else "") + chr(65 + last)


class Desk:
    """The writer's desk: one is made for each memo and filled in reading order.

    Args:
        docket: Taken back to `as_of`, without what the mode holds back.
        later: Authorities that were left out as later.
        withheld: Documents held back by the mode.
        reconstructed: Numbers of reconstructions that the memo will have cited at its end.
        whole: The same docket with what the mode holds back.

    Raises:
        UserError: No such jurisdiction.
    """

    def __init__(
        self,
        docket: Docket,
        options: MemoOptions,
        *,
        later: Sequence[r.Authority] = (),
        withheld: Sequence[r.Document] = (),
        reconstructed: Sequence[str] = (),
        whole: Docket | None = None,
    ) -> None:
        jurisdiction = docket.find(r.Jurisdiction, options.jurisdiction_id)
        if jurisdiction is None:
            raise UserError("There is no such jurisdiction in this case file.")
        self.docket, self.options, self.jurisdiction = docket, options, jurisdiction
        self.later, self.withheld, self.reconstructed = tuple(later), tuple(withheld), tuple(reconstructed)
        self._whole = whole or docket
        self.side = docket.profile.side
        self.other = e.Side.LOCAL if self.side is e.Side.FEDERAL else e.Side.FEDERAL
        self.book = CiteBook(docket, options.as_of, later)
        self.dates = Dates()
        self.missing: list[str] = []
        self.has_stated_date_note = False
        self.open_points: dict[str, str] = {}  # record's ref -> question it raises
        self.printed_facts: set[int] = set()
        self.printed_holdings: set[int] = set()
        self._without: dict[str, dict[int, Standing]] = {}

    # --- names ---

    @property
    def term(self) -> str:
        """What the memo calls the jurisdiction: "the City", or its name."""
        return self.jurisdiction.defined_term or self.jurisdiction.name

    @property
    def bare_term(self) -> str:
        """The same without its article: "City"."""
        return upper_first(self.term.removeprefix("the "))

    @property
    def full_name(self) -> str:
        return self.jurisdiction.full_name or self.jurisdiction.name

    def side_name(self, side: e.Side) -> str:
        """
        Returns:
            "the federal side", or the jurisdiction's term.
        """
        return FEDERAL if side is e.Side.FEDERAL else self.term

    @staticmethod
    def policy_name(policy: r.Policy) -> str:
        """What a sentence calls a policy: its defined term, else its number, else its title."""
        return policy.defined_term or policy.number or policy.title

    # --- records in view ---

    def mine(self, record: Record) -> bool:
        """Whether a record belongs to the memo's jurisdiction."""
        return getattr(record, "jurisdiction_id", None) == self.jurisdiction.id

    def ours_or_common(self, record: Record) -> bool:
        """Whether it belongs to the memo's jurisdiction or to none."""
        return getattr(record, "jurisdiction_id", None) in (self.jurisdiction.id, None)

    @cached_property
    def policies(self) -> tuple[r.Policy, ...]:
        """By date, undated last."""
        own = (one for one in self.docket.policies if self.mine(one))
        return tuple(sorted(own, key=lambda one: ((one.enacted_on or one.in_force_from) is None, _policy_key(one))))

    def clauses_of(self, policy: r.Policy) -> tuple[r.Clause, ...]:
        own = (one for one in self.docket.clauses if one.policy_id == policy.id)
        return tuple(sorted(own, key=lambda one: number_key(one.label)))

    @cached_property
    def assessments(self) -> dict[tuple[int, e.Subsection], r.Assessment]:
        return {(one.clause_id, one.subsection): one for one in self.docket.assessments}

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """The cells at issue: marked so, or named by a claim though nobody assessed them."""
        named = {(claim.clause_id, claim.subsection) for claim in self.claims if claim.clause_id and claim.subsection}
        found: list[Cell] = []
        for policy in self.policies:
            for clause in self.clauses_of(policy):
                for subsection in e.Subsection:
                    assessment = self.assessments.get((clause.id, subsection))
                    if assessment.at_issue if assessment else (clause.id, subsection) in named:
                        found.append(Cell(len(found) + 1, policy, clause, subsection, assessment))
        return tuple(found)

    @cached_property
    def claims(self) -> tuple[r.Claim, ...]:
        own = (one for one in self.docket.claims if self.ours_or_common(one))
        return tuple(sorted(own, key=lambda one: number_key(one.number)))

    def claims_of(self, cell: Cell, side: e.Side) -> tuple[r.Claim, ...]:
        """A side's claims about a cell, the strongest first."""

        def bears(claim: r.Claim) -> bool:
            if claim.issue in DEFENSES or claim.side is not side:
                return False
            if claim.clause_id is not None:
                return claim.clause_id == cell.clause.id and claim.subsection in (cell.subsection, None)
            return claim.subsection is cell.subsection

        return tuple(sorted(filter(bears, self.claims), key=self._strength))

    def _strength(self, claim: r.Claim) -> tuple[int, int, tuple[object, ...]]:
        order = ["stands", "contested", "rebutted", "unsupported", ""]
        ranks = [list(e.Strength).index(one.strength) for one in self.docket.supports_of(claim)]
        standing = self.standings.get(claim.id)
        return order.index(standing.standing.value if standing else ""), min(ranks, default=9), number_key(claim.number)

    @cached_property
    def standings(self) -> dict[int, ClaimStanding]:
        return {one.claim_id: one for one in self.options.standings}

    def standings_without(self, exhibit: str) -> dict[int, Standing]:
        """Standings of all claims if one exhibit may not come in."""
        if exhibit not in self._without:
            after = compute_standing(argument_graph(self.docket), exclude=frozenset({exhibit}))
            self._without[exhibit] = {one.claim_id: one.standing for one in after}
        return self._without[exhibit]

    @cached_property
    def letters(self) -> tuple[r.Correspondence, ...]:
        """By letter date, from the federal side first, undated last."""

        def key(one: r.Correspondence) -> tuple[object, ...]:
            date = one.letter_on
            return date is None, date.sort_key if date else (), one.direction is not e.Direction.FROM_FEDERAL, one.id

        return tuple(sorted(filter(self.mine, self.docket.correspondence), key=key))

    @cached_property
    def awards(self) -> tuple[r.Award, ...]:
        return tuple(sorted(filter(self.mine, self.docket.awards), key=lambda one: (one.fiscal_year or 0, one.name)))

    @cached_property
    def courts(self) -> tuple[str, ...]:
        """Courts of the jurisdiction's matters, as cites name them."""
        return tuple(dict.fromkeys(one.court for one in self.docket.matters if self.mine(one) and one.court))

    # --- sentences ---

    def say(
        self, text: Inlines, kind: SentenceKind, *records: Record, cites: Iterable[Cite] = (), slot: str = ""
    ) -> Sentence:
        """A sentence with its records; its plain words are held together."""
        return Sentence(held(text), kind, tuple(str(one.ref) for one in records), tuple(cites), slot)

    def state(self, text: Inlines, *records: Record) -> Sentence:
        """What the case file holds, or does not."""
        return self.say(text, SentenceKind.FILE_STATE, *records)

    def kept(self, record: Record, name: str, text: str = "") -> tuple[Sentence, ...]:
        """A person's own text about a record: from the slot of that name, else the record's own field.

        Cites of an assessment whose `test` is the name of the text stand behind the last sentence that quotes or dates
        something, else behind the last. Empty if nobody wrote it.
        """
        slot = self.docket.kept(record, name)
        words = sentences(slot.text if slot else text)
        key, owner = f"{record.uid}/{name}", slot or record
        sources = [one for one in self.docket.cites_of(record) if one.test == name]
        asserting = [place for place, one in enumerate(words) if _ASSERTS.search(one)]
        cited = (asserting or [len(words) - 1])[-1]
        return tuple(
            self.say(one, SentenceKind.KEPT, owner, slot=key, cites=self.book.of(sources) if place == cited else ())
            for place, one in enumerate(words)
        )

    def named(self, fact: r.Fact) -> str:
        """A statement that stands alone: "It" gives way to the side whose fact it is."""
        name = self.side_name(fact.side) if fact.side else self.term
        return re.sub(r"^It\b", upper_first(name), fact.statement)

    def required(self, record: Record, name: str, text: str, label: str) -> tuple[Sentence, ...]:
        """Kept text without which no final memo goes out."""
        found = self.kept(record, name, text)
        if found:
            return found
        self.missing.append(label)
        words = f"[{label}: not written]"
        return (Sentence(words, SentenceKind.KEPT, (str(record.ref),), slot=f"{record.uid}/{name}", missing=True),)

    def sources(self, record: Record, stance: e.Stance = e.Stance.SUPPORTS) -> tuple[r.Cite, ...]:
        """The cites of a record that support it (or contradict it)."""
        return tuple(one for one in self.docket.cites_of(record) if one.stance is stance)

    def is_withheld(self, record: Record, test: str | None = None) -> bool:
        """Whether the mode holds back every source of a record (or of one test of an assessment)."""

        def count(docket: Docket) -> int:
            return sum(1 for one in docket.cites_of(record) if test is None or one.test == test)

        return count(self._whole) > 0 and count(self.docket) == 0

    def behind(self, ref: str) -> tuple[Record, ...]:
        """The record that an open point is about: its own ref, or one that says what about it is open."""
        kind, _, uid = ref.partition(":")
        record = self.docket.by_ref.get(ref) or self.docket.by_ref.get(f"claim:{uid}" if kind == "answer" else "")
        return (record,) if record else ()

    def begin(self, number: str, title: str, *, level: int = 2) -> Heading:
        """Opens a Part or section: cites and dates that follow stand in it."""
        self.book.enter(number)
        self.dates.fresh()
        shown = number if level == 2 else number.rpartition(".")[2]
        return Heading(level, hold_together(title), f"{shown}.", f"part:{number}")


def held(text: Inlines) -> Inlines:
    """Text with its spaces held together; cites hold their own."""
    if isinstance(text, str):
        return hold_together(text)
    return tuple(
        hold_together(part)
        if isinstance(part, str)
        else Run(hold_together(part.text), part.emphasis, part.language)
        if isinstance(part, Run)
        else part
        for part in text
    )


def section(key: str, blocks: Iterable[ReportBlock]) -> Section:
    """A section of the report."""
    return Section(key, tuple(blocks))


def _policy_key(policy: r.Policy) -> tuple[object, ...]:
    date = policy.enacted_on or policy.in_force_from
    return (*(date.sort_key if date else ()), policy.id)
