"""Deadlines as rows: grouped by what they ask of a person, the day in a block at the left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from casefile.domain.enums import DeadlineStatus
from casefile.domain.records import Deadline
from casefile.domain.values import MONTHS
from casefile.services.queries.law import Due
from ui.look import paint
from ui.look.cells import ROW, Column, Index, RowsModel, text
from ui.look.delegates import RowDelegate
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.look.words import DATE_SOURCES, DEADLINES, Status
from ui.widgets.days import day_words, left_words, short_day

SOON = 7  # days
GROUPS = ("Overdue", "Due soon", "Upcoming", "No date", "Done")
NO_DATE = Status("No date", "grey", "circle-dashed")
DONE = (DeadlineStatus.MET, DeadlineStatus.MOOT, DeadlineStatus.MISSED)


@dataclass(frozen=True, slots=True)
class Heading:
    words: str


@dataclass(frozen=True, slots=True)
class DeadlineRow:
    """Attributes:
    work_on: The day to work to: the safe date, or the day it was extended to.
    left: Days from today to that day; negative once it has passed.
    """

    due: Due
    today: dt.date

    @property
    def record(self) -> Deadline:
        return self.due.record

    @property
    def work_on(self) -> dt.date | None:
        own = self.record
        return own.extended_to if own.status is DeadlineStatus.EXTENDED and own.extended_to else own.safe_on

    @property
    def left(self) -> int | None:
        return (self.work_on - self.today).days if self.work_on else None

    @property
    def group(self) -> str:
        own, left = self.record, self.left
        if own.status in DONE:
            return "Done"
        if left is None or own.status is DeadlineStatus.PAUSED:
            return "No date"
        return "Overdue" if left < 0 else "Due soon" if left <= SOON else "Upcoming"

    @property
    def status(self) -> Status:
        own, left = self.record, self.left
        if own.status in DONE:
            return DEADLINES[own.status.value]
        if left is None or own.status is DeadlineStatus.PAUSED:
            return DEADLINES["paused"] if own.status is DeadlineStatus.PAUSED else NO_DATE
        word = "overdue" if left < 0 else "due-today" if not left else "due-soon" if left <= SOON else "upcoming"
        return DEADLINES[word]

    @property
    def remark(self) -> str:
        """Under the status: days left, or when it was met."""
        own = self.record
        if own.status is DeadlineStatus.MET and own.met_on:
            on_time = own.due_on is not None and own.met_on <= own.due_on
            return "On time" if on_time else f"Met {short_day(own.met_on, self.today)}"
        if own.status in DONE:
            return ""
        if self.left is None:
            return "Waits for receipt" if own.counted_from == "receipt" else "No date set"
        return left_words(self.left)

    @property
    def other_day(self) -> str:
        """The day that it is due, where that is not the day to work to."""
        own = self.record
        if own.status is DeadlineStatus.EXTENDED:
            return f"extended from {short_day(own.due_on, self.today)}" if own.due_on else "extended"
        return f"due {short_day(own.due_on, self.today)}" if own.due_on and own.due_on != self.work_on else ""

    def sentence(self) -> str:
        """For screen readers."""
        own = self.record
        day = f"work to {day_words(self.work_on)}" if self.work_on else "no date"
        parts = (own.title, self.due.jurisdiction, DATE_SOURCES[own.basis.value].word, day, self.other_day,
                 self.status.word, self.remark)  # fmt: skip
        return ", ".join(part for part in parts if part)


Row = Heading | DeadlineRow


def rows_of(found: Sequence[Due], today: dt.date) -> list[Row]:
    """Rows under the headings of their groups; what is done stands last, the latest first."""
    rows: list[Row] = []
    all_rows = [DeadlineRow(due, today) for due in found]
    for group in GROUPS:
        those = [row for row in all_rows if row.group == group]
        if group == "Done":
            those.reverse()
        if those:
            rows += [Heading(f"{group} ({len(those)})"), *those]
    return rows


class DeadlineModel(RowsModel):
    """Headings are never current."""

    def __init__(self) -> None:
        super().__init__(
            [Column("Deadline", lambda row: text(row.words if isinstance(row, Heading) else row.record.title))], [],
            lambda row: row.words if isinstance(row, Heading) else row.sentence(),
        )  # fmt: skip

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return (
            plain if isinstance(self.rows[index.row()], DeadlineRow) else Qt.ItemFlag.NoItemFlags
        )  # the arrows pass over it

    def place(self, number: int) -> int:
        """The row of a deadline by its id; -1 for none."""
        return next(
            (n for n, row in enumerate(self.rows) if isinstance(row, DeadlineRow) and row.record.id == number), -1
        )

    def first(self) -> int:
        return next((n for n, row in enumerate(self.rows) if isinstance(row, DeadlineRow)), -1)


class DeadlineDelegate(RowDelegate):
    """Date block, title over source and place, status over days left."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme()
        if isinstance(index.data(ROW), Heading):
            return QSize(0, t.px(26) + 1)
        return QSize(0, t.line(Type.BODY) + t.line(Type.SECONDARY) + t.row_pad + 6)

    def ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        if isinstance(index.data(ROW), Heading):
            painter.fillRect(rect, theme().color("sunken"))
            paint.hairline(painter, rect.x(), rect.bottom(), rect.width())
        else:
            super().ground(painter, rect, index, selected)

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        row, t = index.data(ROW), theme()
        if isinstance(row, Heading):
            paint.write(painter, row.words, Type.SECONDARY_MEDIUM, "text2", rect.adjusted(16, 0, -16, -1))
            return
        first, second = t.line(Type.BODY), t.line(Type.SECONDARY)
        y = rect.y() + (rect.height() - first - second) // 2
        self._block(painter, row, rect, y)
        x, right = rect.x() + 16 + t.px(44), rect.right() - 15
        status, remark = (row.status.run(),), (Run(row.remark, Type.SECONDARY, "text2"),)
        side = max(paint.runs_width(status), paint.runs_width(remark) if row.remark else 0)
        paint.draw_runs(painter, status, right - side, y + 1, side, right=True)
        if row.remark:
            paint.draw_runs(painter, remark, right - side, y + first, side, right=True)
        room = right - side - 12 - x
        paint.draw_runs(painter, (Run(row.record.title, Type.BODY_MEDIUM),), x, y, room)
        paint.draw_runs(painter, self._below(row), x, y + first, room)

    def _below(self, row: DeadlineRow) -> tuple[Run, ...]:
        source = DATE_SOURCES[row.record.basis.value]
        runs = [Run(source.word, Type.SECONDARY, "text2", source.icon, icon_size=13, gap=4)]
        if row.other_day:
            runs.append(Run(row.other_day, Type.SECONDARY_MEDIUM, "text2"))
        if row.due.jurisdiction:
            runs.append(Run(row.due.jurisdiction, Type.SECONDARY, "text3"))
        return tuple(runs)

    def _block(self, painter: QPainter, row: DeadlineRow, rect: QRect, y: int) -> None:
        day, t = row.work_on, theme()
        month = "Open" if day is None else MONTHS[day.month - 1][:3]
        number = "–" if day is None else str(day.day)
        if day is not None and day.year != row.today.year:
            month = f"{month} ’{day.year % 100:02}"
        paint.draw_runs(painter, (Run(month, Type.FLOOR, "text2"),), rect.x() + 16, y - 1, t.px(44))
        paint.draw_runs(painter, (Run(number, Type.DAYS),), rect.x() + 16, y + t.px(11), t.px(40))

    def cut(self, space: QRect, index: Index) -> bool:
        row = index.data(ROW)
        if not isinstance(row, DeadlineRow):
            return False
        side = max(paint.runs_width((row.status.run(),)), 0.0)
        return paint.lay(row.record.title, Type.BODY_MEDIUM).width > space.width() - theme().px(44) - side - 12
