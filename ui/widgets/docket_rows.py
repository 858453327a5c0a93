"""Rows of the docket's first screen: what a deadline, a jurisdiction, a round of letters and a change show."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from casefile.domain.argument import Standing
from casefile.domain.enums import Basis, DemandStatus
from casefile.domain.records import Deadline
from casefile.domain.values import MONTHS, Money, PartialDate, short_date
from casefile.services.queries.history import StepRow
from casefile.services.queries.home import ANSWERED, PlaceRow, Round
from casefile.services.queries.law import Due
from ui.look import paint
from ui.look.cells import ROW, Cell, Column, Index, text, two
from ui.look.delegates import RowDelegate
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import DATE_SOURCES, DEADLINES, PHASES, STANDINGS, Status

SOON = 7  # days, inclusive
MILLION = 100_000_000  # in cents
SEGMENTS = {DemandStatus.OPEN: "o", DemandStatus.DRAFTED: "h", DemandStatus.IN_PART: "h"}


def due_status(due: Due) -> Status:
    """
    >>> from casefile.domain.records import Deadline
    >>> due_status(Due(Deadline(id=1, uid="u", version=1, title="Reply"), "", "", 3)).word
    'Due soon'
    """
    days = due.days_left or 0
    name = "overdue" if days < 0 else "due-today" if not days else "due-soon" if days <= SOON else "upcoming"
    return DEADLINES[name]


def day_words(day: dt.date, today: dt.date) -> str:
    """A day without its year, where that is this one.

    >>> day_words(dt.date(2017, 12, 1), dt.date(2017, 11, 27)), day_words(dt.date(2018, 1, 5), dt.date(2017, 11, 27))
    ('Fri, Dec 1', 'Fri, Jan 5, 2018')
    """
    return short_date(day).removesuffix(f", {today.year}")


def _days(due: Due) -> Cell:
    days = due.days_left or 0
    tone = "red" if days < 0 else "amber" if days <= SOON else "text"
    role = Type.DAYS if abs(days) < 1000 else Type.BODY_SEMI  # years late: the figure stays whole
    number = Run(f"{abs(days):,}", role, tone, slot=44, right=True, after=5)
    return Cell(((number, Run("late" if days < 0 else "day" if days == 1 else "days", Type.SECONDARY, "text3")),))


def _day_words(due: Due) -> str:
    days = due.days_left or 0
    return f"{-days} days late" if days < 0 else f"{days} days left"


def _basis(own: Deadline) -> Status:
    return DATE_SOURCES[own.basis.value]


def _rests_on(due: Due) -> str:
    """What a deadline comes from, in a few words."""
    own = due.record
    return (
        due.source or own.trigger_words or ("Set by this office" if own.basis is Basis.OFFICE_DATE else own.basis.label)
    )


def _date(due: Due) -> Cell:
    status, day = due_status(due), due.record.safe_on
    words = short_date(day) if day else "No date"
    mark = Run(status.word, Type.SECONDARY_MEDIUM, status.tone, status.icon, icon_size=14)
    return Cell(((Run(words, Type.BODY_MEDIUM),), (mark,)), right=True)


def due_sentence(due: Due) -> str:
    """For screen readers."""
    own = due.record
    day = short_date(own.safe_on) if own.safe_on else "no date"
    parts = (own.title, day, _day_words(due), due_status(due).word, due.jurisdiction, _basis(own).word, due.source)
    return ", ".join(part for part in parts if part)


DEADLINE_COLUMNS = (
    Column("Days left", _days, 94, words=_day_words),
    Column("Deadline", lambda due: two(due.record.title, _rests_on(due))),
    Column("Jurisdiction", lambda due: text(due.jurisdiction or "Whole file", Type.BODY, "text2"), 119, optional=1),
    Column(
        "Source", lambda due: text(_basis(due.record).word, Type.SECONDARY, "text2", _basis(due.record).icon), 141,
        optional=2,
    ),
    Column("Date", _date, 124),
)  # fmt: skip


def _standings(row: PlaceRow) -> Cell:
    runs = []
    for standing in Standing:
        look, number = STANDINGS[standing.value], row.standings.get(standing, 0)
        icon = look.icon if number else ""
        runs.append(Run(str(number) if number else "", Type.FIGURES, "text", icon, look.tone, 14, slot=38, after=0))
    return Cell((tuple(runs),))


def standing_words(row: PlaceRow) -> str:
    """The counts in words."""
    said = [f"{row.standings[own]} {own.label.lower()}" for own in Standing if row.standings.get(own)]
    return ", ".join(said) or "no claims of ours"


def money_words(amount: Money) -> str:
    """Round millions in words, smaller amounts in full.

    >>> money_words(Money(160_000_000)), money_words(Money(26_583_200))
    ('$1.6 million', '$265,832')
    """
    return f"${amount.cents / MILLION:.1f} million" if amount.cents >= MILLION else amount.printed()


def _stake(row: PlaceRow) -> Cell:
    if row.at_stake is None:
        return text("Not entered", Type.BODY, "text3", right=True)
    return text(stake_words(row), Type.FIGURES, right=True)


def stake_words(row: PlaceRow) -> str:
    """The sum at stake; at least so much, where an award has no amount."""
    if row.at_stake is None:
        return "Not entered"
    return f"{money_words(row.at_stake)}{'+' if row.amounts_missing else ''}"


def _next(row: PlaceRow) -> str:
    return f"{MONTHS[row.next_on.month - 1][:3]} {row.next_on.day}" if row.next_on else "None"


def place_sentence(row: PlaceRow) -> str:
    """For screen readers."""
    step = row.place.last_step or "no last step"
    phase = PHASES[row.place.phase.value].word
    return (
        f"{row.place.name}, {phase}, {step}, {standing_words(row)}, at stake {stake_words(row)}, next date {_next(row)}"
    )


PLACE_COLUMNS = (
    Column("Name", lambda row: text(row.place.name, Type.BODY_MEDIUM)),
    Column("Phase", lambda row: Cell(((PHASES[row.place.phase.value].run(),),)), 144),
    Column("Last step", lambda row: text(row.place.last_step or "–", Type.SECONDARY, "text3"), 156, optional=2),
    Column(
        "Standing of our claims", _standings, 164, words=standing_words,
        key=lambda row: [-row.standings.get(own, 0) for own in Standing],
    ),
    Column("At stake", _stake, 99, right=True, words=stake_words,
           key=lambda row: row.at_stake.cents if row.at_stake else -1),
    Column("Next date", lambda row: text(_next(row), Type.BODY, "text2" if row.next_on else "text3", right=True), 80,
           right=True, key=lambda row: row.next_on or dt.date.max),
)  # fmt: skip


def step_icon(step: StepRow) -> str:
    """An icon for what was done."""
    verbs = {"Add": "plus", "Edit": "pencil", "Delete": "trash-2", "Import": "file-input", "Accept": "check",
             "Reject": "x", "Purge": "trash-2", "Sequester": "eye-off", "Release": "eye"}  # fmt: skip
    turned = {"undo": "undo-2", "redo": "redo-2"}
    return turned.get(step.kind) or verbs.get(step.label.partition(" ")[0], "history")


def when_words(at: str, today: dt.date) -> str:
    """The time today, the day of the week within a week, else the date.

    >>> when_words("2017-11-20T12:00:00Z", dt.date(2017, 11, 27))
    'Nov 20'
    """
    local = dt.datetime.fromisoformat(at).astimezone()
    age = (today - local.date()).days
    if age == 0:
        return f"{local.hour % 12 or 12}:{local:%M %p}"
    return f"{local:%a}" if 0 < age < 7 else f"{local:%b} {local.day}"


def change_columns(today: dt.date) -> tuple[Column, ...]:
    """Columns of the recent changes."""

    def when(step: StepRow) -> Cell:
        first = (Run(when_words(step.at, today), Type.SECONDARY, "text3", after=0), Run())
        return Cell((first, (Run(role=Type.SECONDARY),)), right=True)

    def icon(step: StepRow) -> Cell:
        return Cell(((Run(icon=step_icon(step), tone="text2", icon_size=16),), (Run(role=Type.SECONDARY),)))

    return (
        Column("", icon, 26, words=lambda step: ""),
        Column("Change", lambda step: two(step.label, step.actor, Type.BODY)),
        Column("When", when, 62, words=lambda step: when_words(step.at, today)),
    )


def round_note(own: Round) -> str:
    """When the letters are dated, and when a reply was due."""
    dated = PartialDate(own.letter_on).printed()
    return f"Dated {dated}" + (f" · reply due {short_date(own.due_on)}" if own.due_on else "")


def round_figure(own: Round) -> str:
    """ "11 of 14", always."""
    return f"{own.answered} of {len(own.demands)}" if own.demands else "No demands"


def round_legend(own: Round) -> list[tuple[str, str, str]]:
    """(icon, tone, words) for each state that occurs."""
    drafted = sum(SEGMENTS.get(status) == "h" for status in own.demands)
    still = own.demands.count(DemandStatus.OPEN)
    parts = [
        ("check", "green", f"{own.answered} answered", own.answered),
        ("pencil", "amber", f"{drafted} drafted", drafted),
        ("circle-dashed", "grey", f"{still} open", still),
    ]
    return [(icon, tone, words) for icon, tone, words, number in parts if number]


def round_sentence(own: Round) -> str:
    """For screen readers."""
    return ", ".join((own.title, round_note(own), round_figure(own), *(words for _, _, words in round_legend(own))))


class RoundDelegate(RowDelegate):
    """Title and figure, dates, one cell a demand, and the count in words."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t, bar = theme(), bool(index.data(ROW).demands)
        last = index.row() == index.model().rowCount() - 1
        plain = t.line(Type.BODY) + t.line(Type.SECONDARY) + 24 + (0 if last else 1)
        return QSize(0, plain + (t.line(Type.SECONDARY) + 24 if bar else 0))

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        t, own = theme(), index.data(ROW)
        x, y, wide = rect.x() + 16, rect.y() + 12, rect.width() - 32
        head, some = QRect(x, y, wide, t.line(Type.BODY)), bool(own.demands)
        role, tone = (Type.BODY_SEMI, "text") if some else (Type.BODY, "text3")
        figure = paint.write(painter, round_figure(own), role, tone, head, right=True)
        paint.write(painter, own.title, Type.BODY_MEDIUM, "text", head.adjusted(0, 0, -int(figure.width) - 12, 0))
        y += t.line(Type.BODY)
        paint.write(painter, round_note(own), Type.SECONDARY, "text3", QRect(x, y, wide, t.line(Type.SECONDARY)))
        if not some:
            return
        y += t.line(Type.SECONDARY) + 8
        states = "".join("f" if own_ in ANSWERED else SEGMENTS[own_] for own_ in own.demands)
        paint.draw_segments(painter, "".join(sorted(states, key="fho".index)), QRectF(x, y, wide, 10))
        runs = tuple(
            Run(words, Type.SECONDARY, "text2", icon, tone, icon_size=13, gap=5, after=14)
            for icon, tone, words in round_legend(own)
        )
        paint.draw_runs(painter, runs, x, y + 16, wide)
