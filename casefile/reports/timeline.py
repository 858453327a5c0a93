"""The deadline timeline: a lane for each jurisdiction over a true time axis, and the table of dates under it.

A date that several jurisdictions share, from letters of one round, has one number and one row. Nothing dated after
`as_of` shows, but for what is due later.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.privilege import Mode
from casefile.domain.schema import Record
from casefile.domain.values import MONTHS, PartialDate, short_date
from casefile.errors import UserError
from casefile.law.standing import number_key
from casefile.reports.cites import CiteBook
from casefile.reports.docket import Docket
from casefile.reports.memo import MODES
from casefile.reports.memo_deadlines import COMPUTED, deadline_order, source_cites, steps_of
from casefile.reports.memo_desk import held
from casefile.reports.memo_elements import cites_cell
from casefile.reports.memo_head import PRIVILEGES, page_line, withheld_words
from casefile.reports.outward import held_back, only_marked
from casefile.reports.report import (
    Block,
    Column,
    ExhibitPage,
    Heading,
    Ink,
    PageSetup,
    Paragraph,
    Report,
    Row,
    Section,
    Sentence,
    SentenceKind,
    StatusCell,
    StickerCell,
    Table,
)
from casefile.reports.timeline_figure import Event, Flag, FlagState, Lane, Mark, Span, TimelineFigure, begins
from casefile.reports.wording import (
    column_date,
    hold_together,
    listing,
    lower_first,
    number,
    unstop,
    upper_first,
)

LONGEST_LABEL = 24  # characters beside a mark
_KINDS = {
    e.Topic.SUIT: ("gavel", "Court"),
    e.Topic.POLICY: ("scroll-text", "Law"),
    e.Topic.GRANT: ("landmark", "Grant"),
}
_STATES = {
    FlagState.MET: StatusCell("check", "Met", Ink.GREEN),
    FlagState.AHEAD: StatusCell("calendar", "Ahead", Ink.BLUE),
    FlagState.ANSWERED: StatusCell("check", "Answered", Ink.GREEN),
    FlagState.PASSED: StatusCell("calendar-x", "Passed", Ink.RED),
    FlagState.MISSED: StatusCell("calendar-x", "Missed", Ink.RED),
}


@dataclass(frozen=True, slots=True)
class TimelineOptions:
    """What timeline to make.

    Attributes:
        as_of: Local date of the dashed line; what happened later does not show.
        today: The day on which it is made.
        jurisdiction_id: That one and those that got letters of the same round; None shows all.
        mode: internal, client, opposing, court or public.
    """

    as_of: dt.date
    today: dt.date
    jurisdiction_id: int | None = None
    mode: str = "internal"
    final: bool = False


@dataclass(frozen=True, slots=True)
class _Due:
    """One row of the table: what is due on a day, from whom."""

    deadlines: tuple[r.Deadline, ...]
    number: int = 0

    @property
    def first(self) -> r.Deadline:
        return self.deadlines[0]


def timeline(docket: Docket, options: TimelineOptions) -> Report:
    """The timeline of one jurisdiction and its round, or of all.

    Raises:
        UserError: No such jurisdiction or mode; an outward timeline with records that nobody marked outward.
    """
    if options.mode not in MODES:
        raise UserError(f"There is no mode {options.mode!r}.", hint=f"The modes are {listing(MODES)}.")
    shown, withheld = held_back(docket.as_of(options.as_of), options.mode)

    def make(part: Docket) -> Report:
        return _Timeline(part, options, withheld).report()

    return only_marked(shown, options.mode, make, "timeline") if Mode(options.mode).is_outward else make(shown)


class _Timeline:
    def __init__(
        self,
        docket: Docket,
        options: TimelineOptions,
        withheld: tuple[r.Document, ...] = (),
    ) -> None:
        chosen = docket.find(r.Jurisdiction, options.jurisdiction_id)
        if options.jurisdiction_id is not None and chosen is None:
            raise UserError("There is no such jurisdiction in this case file.")
        self._docket, self._options, self._withheld = docket, options, withheld
        self._book = CiteBook(docket, options.as_of)
        self._chosen = chosen
        self._places = self._round(chosen) if chosen else docket.jurisdictions
        self._dues = tuple(self._numbered())
        self._replied = {one.reply_to_id for one in docket.correspondence}
        self._demanded: dict[int | None, list[r.Demand]] = {}
        for demand in docket.demands:
            self._demanded.setdefault(demand.deadline_id, []).append(demand)
        self._owed: dict[int | None, list[tuple[int, r.Deadline]]] = {}
        for due in self._dues:
            for deadline in due.deadlines:
                self._owed.setdefault(deadline.jurisdiction_id, []).append((due.number, deadline))
        self._here: dict[int | None, list[r.Fact | r.Correspondence | r.Policy]] = {}
        dated: tuple[r.Fact | r.Correspondence | r.Policy, ...]
        dated = (*docket.facts, *docket.correspondence, *docket.policies)
        for one in dated:
            self._here.setdefault(one.jurisdiction_id, []).append(one)
        self._filed: dict[int | None, list[r.Filing]] = {}
        for filing in docket.filings:
            if matter := docket.find(r.Matter, filing.matter_id):
                self._filed.setdefault(matter.jurisdiction_id, []).append(filing)

    # --- who is in it ---

    def _round(self, chosen: r.Jurisdiction) -> tuple[r.Jurisdiction, ...]:
        """The chosen one first, then every other that got a letter of the same kind, day and office."""
        rounds = {_round_of(one) for one in self._docket.correspondence if one.jurisdiction_id == chosen.id} - {None}
        same = {one.jurisdiction_id for one in self._docket.correspondence if _round_of(one) in rounds}
        return (chosen, *(one for one in self._docket.jurisdictions if one.id in same and one.id != chosen.id))

    def _numbered(self) -> Iterator[_Due]:
        """Rows in order of safe date, those of one round together; a date not known stands last, unnumbered."""
        places = {one.id for one in self._places}
        groups: dict[object, list[r.Deadline]] = {}
        for one in sorted(self._docket.deadlines, key=deadline_order):
            if one.jurisdiction_id in places or (one.jurisdiction_id is None and self._chosen is None):
                groups.setdefault(self._key(one), []).append(one)
        for position, group in enumerate(groups.values(), 1):
            yield _Due(tuple(group), position)

    def _key(self, one: r.Deadline) -> object:
        """What makes two deadlines one row: the same day set the same way by letters of one round."""
        letter = self._docket.find(r.Correspondence, one.correspondence_id)
        made = _round_of(letter) if letter else None
        return (made, one.due_on, one.basis) if made and one.due_on else one.id

    # --- marks ---

    def _state(self, one: r.Deadline) -> FlagState:
        if one.status in (e.DeadlineStatus.MET, e.DeadlineStatus.MOOT):
            return FlagState.MET
        if one.status is e.DeadlineStatus.MISSED:
            return FlagState.MISSED
        if self._is_answered(one):
            return FlagState.ANSWERED
        day = one.extended_to or one.safe_on or one.due_on
        return FlagState.PASSED if day is not None and day < self._options.as_of else FlagState.AHEAD

    def _is_answered(self, one: r.Deadline) -> bool:
        demands = self._demanded.get(one.id)
        if demands:
            return all(item.status in (e.DemandStatus.ANSWERED, e.DemandStatus.MOOT) for item in demands)
        return one.correspondence_id is not None and one.correspondence_id in self._replied

    def _marks(self, place: r.Jurisdiction) -> Iterator[tuple[Mark, Record]]:
        for row, one in self._owed.get(place.id, ()):
            if one.due_on is not None:
                yield Flag(one.due_on, row, self._state(one)), one
        taken: set[tuple[dt.date, str]] = set()
        for mark, record in self._events(place):
            if isinstance(mark, Event):
                if (mark.on, mark.icon) in taken:
                    continue  # a filing and the fact that tells of it
                taken.add((mark.on, mark.icon))
            yield mark, record

    def _events(self, place: r.Jurisdiction) -> Iterator[tuple[Mark, Record]]:
        for one in self._here.get(place.id, ()):
            match one:
                case r.Fact(nature=e.FactNature.EVENT, dated_on=PartialDate() as date):
                    icon, kind = _KINDS.get(one.topic, ("circle-dot", "Event"))
                    yield from _mark(date, icon, kind, _shortened(one.event), one)
                case r.Correspondence(letter_on=PartialDate() as date):
                    yield from _mark(date, *_letter_mark(one), one)
                case r.Policy():
                    name = one.number or one.title
                    for when, word in ((one.in_force_from, "in force"), (one.in_force_until, "ends")):
                        if when:
                            yield from _mark(when, "scroll-text", "Law", _shortened(f"{name} {word}"), one)
        for filing in self._filed.get(place.id, ()):
            if day := filing.filed_on or filing.entered_on:
                yield Event(day, "gavel", "Court", _shortened(filing.title)), filing

    # --- the report ---

    def report(self) -> Report:
        options, profile = self._options, self._docket.profile
        subject = self._subject()
        return Report(
            title="Deadline timeline",
            subtitle=hold_together(subject),
            as_of=options.as_of,
            prepared_at=dt.datetime.combine(options.today, dt.time(12), dt.UTC),
            sections=tuple(self._sections()),
            document_title=f"Deadline timeline: {subject}",
            subject=subject,
            author=profile.author,
            mode=options.mode,
            is_draft=not options.final,
            privilege_line=page_line(options.mode, options.as_of, final=options.final),
            footer_left=f"{self._name()} · Deadline timeline",
            footer_center="Privileged and confidential" if options.mode in PRIVILEGES else "",
            page=PageSetup(is_landscape=True, margin_pt=57.0),
        )

    def _name(self) -> str:
        return self._chosen.name if self._chosen else self._docket.profile.title or "All jurisdictions"

    def _subject(self) -> str:
        """What the timeline is about: the round that begins it, if all of it is one."""
        months = set()
        for place in self._places:
            days = [
                one.letter_on.bounds[0]
                for one in self._here.get(place.id, ())
                if isinstance(one, r.Correspondence) and one.direction is e.Direction.FROM_FEDERAL and one.letter_on
            ]
            if known := [day for day in days if day]:
                months.add((min(known).year, min(known).month))
        if len(months) != 1:
            return f"{self._name()}, under 8 U.S.C. § 1373"
        [(year, month)] = months
        return f"{MONTHS[month - 1]} {year} letters under 8 U.S.C. § 1373"

    def _sections(self) -> Iterator[Section]:
        blocks: list[Block] = []
        lanes, dropped = self._lanes()
        if lanes:
            blocks.append(lanes)
        if dropped:
            events = f"{upper_first(number(dropped))} earlier {'event is' if dropped == 1 else 'events are'} not drawn."
            blocks.append(Paragraph((Sentence(events, SentenceKind.FILE_STATE),)))
        if self._withheld:
            blocks.append(_line(withheld_words(self._withheld)))
        blocks.append(self._table() if self._dues else _line("No deadline is entered."))
        yield Section("timeline", tuple(blocks))
        if self._book.documents:
            yield Section("exhibits", (Heading(2, "Exhibits"), self._exhibits()))

    def _lanes(self) -> tuple[TimelineFigure | None, int]:
        """The drawing, and how many marks lie before its axis.

        The axis begins with the first letter, filing or deadline: an old policy would press all of it together.
        """
        marks = {place.id: list(self._marks(place)) for place in self._places}
        every = [pair for found in marks.values() for pair in found]
        if not every:
            return None, 0
        framing = [pair for pair in every if isinstance(pair[1], r.Deadline | r.Correspondence | r.Filing)] or every
        first = min(begins(mark) for mark, _ in framing)
        ends = [mark.last if isinstance(mark, Span) else mark.on for mark, _ in every]
        last = max(self._options.as_of, *ends)
        lanes, dropped = [], 0
        for place in self._places:
            shown = [(cut, record) for mark, record in marks[place.id] if (cut := _cut(mark, first))]
            dropped += len(marks[place.id]) - len(shown)
            if shown or place == self._chosen:
                refs = tuple(dict.fromkeys(str(record.ref) for _, record in shown))
                lanes.append(Lane(place.name, tuple(mark for mark, _ in shown), refs))
        as_of = self._options.as_of if first.replace(day=1) <= self._options.as_of else None
        return TimelineFigure(tuple(lanes), first, last, as_of), dropped

    # --- the table ---

    def _table(self) -> Table:
        columns = (
            Column("No.", 21, is_header=True, is_sans=True),
            Column("Date", 93, is_header=True),
            Column("What is due", 158),
            Column("Jurisdiction", 84),
            Column("How the date is set", 156),
            Column("Source", 94),
            Column("Status", 72),
        )
        return Table(columns, tuple(map(self._row, self._dues)), summary="Deadlines in order of safe date.")

    def _row(self, due: _Due) -> Row:
        one = due.first
        cites = source_cites(self._docket, self._book, one)
        cells = (
            str(due.number),
            _day(one),
            held(self._what(due)),
            held(self._who(due)),
            held(_how(one)),
            cites_cell(cites),
            self._status(due),
        )
        refs = tuple(str(item.ref) for item in due.deadlines)
        return Row(cells, SentenceKind.FACT if cites else SentenceKind.FILE_STATE, refs)

    def _what(self, due: _Due) -> str:
        titles = {one.title for one in due.deadlines}
        letter = self._docket.find(r.Correspondence, due.first.correspondence_id)
        day = letter.letter_on.day if letter and letter.letter_on else None
        if len(titles) == 1 or day is None:
            return upper_first(unstop(due.first.title))
        return f"Replies to the {MONTHS[day.month - 1]} {day.day} letters"

    def _who(self, due: _Due) -> str:
        ids = dict.fromkeys(one.jurisdiction_id for one in due.deadlines)
        if len(ids) > 1:
            return f"{upper_first(number(len(ids)))} recipients"
        place = self._docket.find(r.Jurisdiction, due.first.jurisdiction_id)
        return place.name if place else "None"

    def _status(self, due: _Due) -> StatusCell:
        states = Counter(self._state(one) for one in due.deadlines)
        if len(states) > 1:
            words = [f"{count} {_STATES[state].word.lower()}" for state, count in sorted(states.items())]
            return StatusCell("scale", listing(words))
        [state] = states
        if {one.status for one in due.deadlines} == {e.DeadlineStatus.MOOT}:
            return StatusCell("circle-slash", "Moot", Ink.GREY)
        return _STATES[state]

    def _exhibits(self) -> Table:
        found = sorted(self._book.documents.items(), key=lambda pair: number_key(pair[0]))
        columns = (Column("Ex.", 48, is_header=True, is_sans=True), Column("Title", 480), Column("Date", 96))
        return Table(columns, tuple(self._exhibit(number, document) for number, document in found))

    def _exhibit(self, number: str, document: r.Document) -> Row:
        exhibit = self._docket.exhibit_of(document.id)
        mark = f"{number} R" if document.reconstructed else number
        title = f"{exhibit.title if exhibit else document.title}"
        title += " (reconstruction)" if document.reconstructed else ""
        cells = (StickerCell(mark) if exhibit else "None", held(title), column_date(document.dated_on))
        return Row(cells, refs=(str(document.ref),), anchor=ExhibitPage(number).anchor)


# --- Words and marks ---


def _round_of(letter: r.Correspondence | None) -> tuple[object, ...] | None:
    """Letters from the federal side of one day, kind and office are one round."""
    if letter is None or letter.direction is not e.Direction.FROM_FEDERAL or letter.letter_on is None:
        return None
    return letter.letter_on.edtf, letter.letter_kind, letter.sender_office


def _letter_mark(letter: r.Correspondence) -> tuple[str, str, str]:
    """Icon, kind and label."""
    if letter.direction is e.Direction.TO_FEDERAL:
        return "send", "Reply sent", ""
    if letter.letter_kind is e.LetterKind.CLEARANCE:
        return "badge-check", "Cleared by DOJ", "Cleared"
    return "mail", "Letter", ""


def _mark(date: PartialDate, icon: str, kind: str, label: str, record: Record) -> Iterator[tuple[Mark, Record]]:
    """An event on its day, or a span where the day is not known; an open end has no mark."""
    if date.day is not None:
        yield Event(date.day, icon, kind, label), record
        return
    first, last = date.bounds
    if first is not None and last is not None:
        yield Span(first, last, label), record


def _shortened(text: str) -> str:
    """A label's words: whole ones, as many as fit."""
    words, shown = unstop(text).split(), ""
    for word in words:
        if len(shown) + len(word) >= LONGEST_LABEL:
            return f"{shown} ..." if shown else f"{word[:LONGEST_LABEL]}..."
        shown = f"{shown} {word}".strip()
    return shown


def _cut(mark: Mark, first: dt.date) -> Mark | None:
    """The part of a mark that lies on the axis."""
    if not isinstance(mark, Span):
        return mark if mark.on >= first else None
    return Span(max(mark.first, first), mark.last, mark.label) if mark.last >= first else None


def _day(one: r.Deadline) -> str:
    day = one.due_on
    if day is None:
        return f"No date: {lower_first(unstop(one.trigger_words)) or 'trigger'} not entered"
    return hold_together(short_date(day))


def _how(one: r.Deadline) -> str:
    """How the date is set: in words, with the period and whatever moved it."""
    labels = {
        e.Basis.STATED_DATE: "Stated in letter",
        e.Basis.COURT_ORDER: "Set by court order",
        e.Basis.GRANT_CONDITION: "Set by grant condition",
        e.Basis.OFFICE_DATE: "Set by the office",
        e.Basis.PERIOD_IN_LETTER: f"{one.period or 'Period'} in letter",
    }
    if one.basis not in COMPUTED:
        how = labels[one.basis]
        return f"{how}; safe date {column_date(one.safe_on)}" if one.safe_on not in (None, one.due_on) else how
    steps = [unstop(str(step.get("text", ""))) for step in steps_of(one)[1:]]
    return upper_first("; ".join(step for step in steps if step)) or "Computed; steps not entered"


def _line(words: str) -> Paragraph:
    return Paragraph((Sentence(words, SentenceKind.FILE_STATE),))
