"""What a reader proposed of one document, as rows of the review: grouped, numbered, with a person's marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt

from casefile.domain.enums import Direction, LetterKind, ProposalStatus
from casefile.domain.records import Proposal
from casefile.domain.values import PartialDate
from casefile.errors import UserError
from ui.look.cells import Column, Index, RowsModel, text
from ui.look.words import DECISIONS, Status, confidence
from ui.widgets.days import day_words
from ui.widgets.document_pages import Passage, boxes_of

SURE = 95  # percent from which a proposal without a warning may be accepted unread; never a deadline
GROUPS = ("Letter", "Dates", "Demands", "Law and award", "Other")


@dataclass(frozen=True, slots=True)
class Look:
    """How a field of a letter is shown: its label, group, colour (one of the page view's kinds), where it goes."""

    label: str
    group: str
    kind: str
    goes_to: str


_LETTER = "Correspondence, this letter"
_DETAIL = "Correspondence, this letter’s details"
FIELDS = {
    "letter_kind": Look("Kind", "Letter", "letter", _LETTER),
    "direction": Look("Direction", "Letter", "letter", _LETTER),
    "sender_office": Look("Sender", "Letter", "letter", "Correspondence, this letter; a party if it is new"),
    "letter_date": Look("Letter date", "Letter", "letter", _LETTER),
    "recipient": Look("Recipient", "Letter", "letter", "Correspondence, this letter; a person if new"),
    "recipient_title": Look("Title", "Letter", "letter", _LETTER),
    "recipient_office": Look("Office", "Letter", "letter", _LETTER),
    "recipient_care_of": Look("Care of", "Letter", "letter", _LETTER),
    "jurisdiction": Look("Jurisdiction", "Letter", "letter", "Jurisdictions"),
    "reference": Look("Re line", "Letter", "letter", _LETTER),
    "signatory": Look("Signed by", "Letter", "letter", "Correspondence, this letter; a person if new"),
    "signatory_title": Look("Signer’s title", "Letter", "letter", _LETTER),
    "deadline": Look("Reply due", "Dates", "date", "Deadlines"),
    "mentioned_date": Look("Other date", "Dates", "date", "Facts, as an event"),
    "demand": Look("Demand", "Demands", "demand", "Demands"),
    "authority": Look("Law cited", "Law and award", "law", "Authorities"),
    "program": Look("Program", "Law and award", "award", "Awards and this letter’s details"),
    "award_number": Look("Award no.", "Law and award", "award", "Awards"),
    "consequence": Look("Consequence", "Other", "letter", "Correspondence, what the letter threatens"),
    "not_final": Look("Not final", "Other", "letter", "Correspondence, “Says it is not final”"),
    "sender_address": Look("Address", "Other", "letter", _DETAIL),
    "salutation": Look("Greeting", "Other", "letter", _DETAIL),
    "enclosure": Look("Enclosure", "Other", "letter", _DETAIL),
    "copy_to": Look("Copy to", "Other", "letter", _DETAIL),
    "file_number": Look("File no.", "Other", "letter", _DETAIL),
}
AS_PRINTED = frozenset({"award_number", "file_number", "authority"})  # shown beside the paper where they differ
STARTS = {
    "letter_date": "the letter’s date", "receipt": "receipt", "other": "a later paper", "unclear": "a day left open",
}  # fmt: skip
DIRECTIONS = {"from-federal": "From a federal office", "to-federal": "To a federal office", "other": "Neither"}


@dataclass(frozen=True, slots=True)
class Heading:
    words: str


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """One proposal as the list shows it.

    Attributes:
        number: Of its tag on the page.
        mark: "accepted", "rejected" or "to-review": what stands in the file, else what was staged.
        settled: Whether the file has the decision already.
        details: (label, words); words in quotation marks are the paper's own.
    """

    proposal: Proposal
    number: int
    label: str
    value: str
    note: str
    mark: str
    settled: bool
    goes_to: str

    @property
    def key(self) -> str:
        return self.proposal.uid

    @property
    def look(self) -> Look:
        return look_of(self.proposal)

    @property
    def status(self) -> Status:
        return DECISIONS[self.mark]

    @property
    def sureness(self) -> Status:
        return confidence(self.proposal.confidence / 100)

    @property
    def is_sure(self) -> bool:
        own = self.proposal
        return own.confidence >= SURE and not own.warning and own.name != "deadline"

    def sentence(self) -> str:
        """For screen readers."""
        note = f", {self.note}" if self.note else ""
        return (
            f"{self.number}, {self.label}: {self.value}{note}, confidence {self.sureness.word.lower()}, "
            f"{self.status.word.lower()}"
        )

    def details(self) -> tuple[tuple[str, str], ...]:
        own = self.proposal
        found = []
        if own.raw:
            found.append(("Trigger words" if own.name == "deadline" else "On the page", f"“{_quoted(own)}”"))
        if own.name in ("deadline", "mentioned_date"):
            found.append(("Kind of date", kind_of_date(own)))
        found.append(("Goes to", self.goes_to))
        found.append(("Why", f"{own.why[:1].upper()}{own.why[1:]}; {own.confidence} percent sure."))
        if own.warning:
            found.append(("Look closely", own.warning))
        return tuple(found)


Row = Heading | ProposalRow


def look_of(own: Proposal) -> Look:
    """A field that we do not know yet is a detail of the letter."""
    return FIELDS.get(own.name) or Look(own.name.replace("_", " ").capitalize(), "Other", "letter", _DETAIL)


def _quoted(own: Proposal) -> str:
    raw = " ".join(own.raw.split())
    trigger = str(own.value.get("trigger") or "")
    return f"{trigger} {raw}" if trigger and not raw.lower().startswith(trigger.lower()) else raw


def kind_of_date(own: Proposal) -> str:
    """What sort of date it is, and that it does not move.

    >>> from casefile.domain.records import Proposal
    >>> given = Proposal(id=1, uid="u", version=1, document_id=1, layer_id=1, name="deadline",
    ...     value={"value": "2017-06-30", "basis": "stated-date"})
    >>> kind_of_date(given)
    'Stated in the letter. Not counted, so never rolled.'
    """
    if own.name == "mentioned_date":
        return "Told of in the letter. Nothing is due on it."
    if own.value.get("basis") != "period-in-letter":
        return "Stated in the letter. Not counted, so never rolled."
    start = STARTS.get(str(own.value.get("from") or "unclear"), "a day left open")
    wait = " It waits for the day of receipt." if own.value.get("from") == "receipt" else ""
    return f"Period in the letter, counted from {start}; never rolled.{wait}"


def value_words(own: Proposal) -> str:
    """The proposed value as a person reads it."""
    value = own.value.get("value")
    if own.name == "deadline" and not value:
        start = STARTS.get(str(own.value.get("from") or "unclear"), "a day left open")
        return f"{own.value.get('period') or own.raw} from {start}"
    if own.name in ("letter_date", "mentioned_date", "deadline"):
        return date_words(str(value))
    if own.name == "letter_kind":
        return LetterKind(str(value)).label
    if own.name == "direction":
        return DIRECTIONS[Direction(str(value))]
    if own.name == "not_final":
        return "Says that it is not final"
    return " ".join(str(value or own.raw).split())


def date_words(edtf: str) -> str:
    """A day with its weekday, or a date as far as it is known.

    >>> date_words("2017-04-21"), date_words("2017-04")
    ('Fri, Apr 21, 2017', 'April 2017')
    """
    try:
        known = PartialDate(edtf)
    except UserError:
        return edtf
    return day_words(known.day) if known.day else known.printed()


def _note(own: Proposal, places: Mapping[str, str]) -> str:
    value = str(own.value.get("value") or "")
    if own.value.get("edited") and own.status is ProposalStatus.OPEN and own.raw:
        return f"edited; paper reads “{' '.join(own.raw.split())}”"
    if own.name == "jurisdiction":
        return "matches a record" if value.casefold() in places else "new record"
    if own.name == "mentioned_date":
        return "not a deadline"
    if own.name == "deadline" and own.value.get("period") and value:
        return str(own.value["period"])
    if own.name in AS_PRINTED and _squeezed(own.raw) != _squeezed(value) and own.raw:
        return f"paper reads “{' '.join(own.raw.split())}”"
    return ""


def _squeezed(words: str) -> str:
    return "".join(words.split()).replace("§", "").casefold()


def rows_of(
    proposals: Sequence[Proposal], marks: Mapping[str, str], places: Mapping[str, str], owner: str = ""
) -> list[Row]:
    """Rows in the order of the groups, numbered from 1; each letter of a packet has groups of its own.

    Args:
        marks: Staged decisions by the proposals' uids.
        places: Names of jurisdictions in the file, casefolded.
        owner: The place that a deadline will belong to.
    """
    rows: list[Row] = []
    parts = sorted({own.part for own in proposals})
    number = 0
    for part in parts:
        mine = [own for own in proposals if own.part == part]
        place = next((str(own.value.get("value") or "") for own in mine if own.name == "jurisdiction"), owner)
        for group in GROUPS:
            those = [own for own in mine if look_of(own).group == group]
            if those:
                rows.append(Heading(f"Letter {part}: {group.lower()}" if len(parts) > 1 else group))
            for own, label in _labelled(sorted(those, key=_rank)):
                number += 1
                rows.append(_row(own, number, label, marks, places, place))
    return rows


def _rank(own: Proposal) -> tuple[int, int]:
    order = list(FIELDS)
    return (order.index(own.name) if own.name in FIELDS else len(order)), own.order


def _labelled(those: Sequence[Proposal]) -> Iterable[tuple[Proposal, str]]:
    """Several demands, or several dates to reply by, are numbered."""
    many = Counter(own.name for own in those)
    seen: Counter[str] = Counter()
    for own in those:
        seen[own.name] += 1
        numbered = own.name == "demand" or (own.name == "deadline" and many[own.name] > 1)
        yield own, f"{look_of(own).label} {seen[own.name]}" if numbered else look_of(own).label


def _row(
    own: Proposal, number: int, label: str, marks: Mapping[str, str], places: Mapping[str, str], place: str
) -> ProposalRow:
    settled = own.status is not ProposalStatus.OPEN
    mark = own.status.value if settled else marks.get(own.uid, "to-review")
    look = look_of(own)
    goes_to = f"{look.goes_to}, {place}" if place and look.group in ("Dates", "Demands") else look.goes_to
    return ProposalRow(own, number, label, value_words(own), _note(own, places), mark, settled, goes_to)


def passages_of(rows: Sequence[Row]) -> list[Passage]:
    """The passages to light up on the pages."""
    return [
        Passage(
            row.key, row.proposal.page, row.proposal.start or 0, row.proposal.end or 0, boxes_of(row.proposal.boxes),
            row.number, row.look.kind, f"{row.number}. {row.label}: {row.value}",
        )
        for row in rows
        if isinstance(row, ProposalRow) and row.proposal.page
    ]  # fmt: skip


def edited(own: Proposal, words: str, start: str = "") -> dict[str, Any]:
    """The proposal's value after a person typed another.

    Args:
        words: What was typed; a date in any form that the program reads.
        start: From when a period runs, where the proposal is one.

    Raises:
        UserError: It cannot be read.

    >>> from casefile.domain.records import Proposal
    >>> given = Proposal(id=1, uid="u", version=1, document_id=1, layer_id=1, name="deadline",
    ...     value={"value": "2017-06-30", "basis": "stated-date"})
    >>> edited(given, "July 5, 2017")["value"]
    '2017-07-05'
    """
    from casefile.law.periods import parse_period

    words = " ".join(words.split())
    if own.name == "deadline" and own.value.get("basis") == "period-in-letter":
        return {
            **own.value, "period": str(parse_period(words)), "from": start or own.value.get("from"), "value": None,
            "edited": True,
        }  # fmt: skip
    if own.name in ("letter_date", "mentioned_date", "deadline"):
        known = PartialDate.read(words)
        if own.name == "deadline" and known.day is None:
            raise UserError("A deadline needs one day.", hint="Write it as June 30, 2017.")
        return {**own.value, "value": known.edtf, "edited": True}
    if not words and own.name != "not_final":
        raise UserError("Nothing is entered.", hint="Type the value, or reject the record.")
    return {**own.value, "value": words, "edited": True}


def editable(own: Proposal) -> str:
    """What the edit field starts with."""
    value = own.value.get("value")
    if own.name == "deadline" and own.value.get("basis") == "period-in-letter":
        return str(own.value.get("period") or "")
    if own.name in ("letter_date", "mentioned_date", "deadline") and value:
        known = PartialDate(str(value))
        return known.printed() if known.day else known.edtf
    return " ".join(str(value or own.raw).split())


class ProposalModel(RowsModel):
    """Headings and proposals; headings are never current."""

    def __init__(self) -> None:
        super().__init__(
            [Column("Record", lambda row: text(row.words if isinstance(row, Heading) else row.value))], [],
            lambda row: row.words if isinstance(row, Heading) else row.sentence(),
        )  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return (
            plain if isinstance(self.rows[index.row()], ProposalRow) else Qt.ItemFlag.NoItemFlags
        )  # the arrows pass over it

    def proposals(self) -> list[ProposalRow]:
        return [row for row in self.rows if isinstance(row, ProposalRow)]

    def place(self, key: str) -> int:
        """The row of a proposal; -1 for none."""
        return next((n for n, row in enumerate(self.rows) if isinstance(row, ProposalRow) and row.key == key), -1)

    def next_open(self, after: int) -> int:
        """The next row to review below `after`, going on from the top; -1 when none is left."""
        order = [*range(after + 1, len(self.rows)), *range(after + 1)]
        rows = self.rows
        return next((n for n in order if isinstance(rows[n], ProposalRow) and rows[n].mark == "to-review"), -1)
