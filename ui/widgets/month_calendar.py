"""A month of days: due and safe dates, other deadlines, holidays. Arrows move by day, Page Up and Down by month."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from casefile.law.calendars import federal_holidays
from ui.look import paint
from ui.look.base import FIXED, announce
from ui.look.cells import ROOT, Index
from ui.look.theme import theme
from ui.look.tokens import Type
from ui.widgets.days import long_day

FIRST, LAST = dt.date(1978, 1, 1), dt.date(2199, 12, 31)  # holidays are known from 1978
DAY = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Marks:
    """What a month shows.

    Attributes:
        due: The selected deadline's day, and its words.
        safe: The day to work to, where it is another one.
        others: Titles of other deadlines by day.
    """

    due: dt.date | None = None
    due_words: str = ""
    safe: dt.date | None = None
    others: Mapping[dt.date, tuple[str, ...]] = field(default_factory=dict)


def holiday(day: dt.date) -> str:
    """The federal holiday on a day, observed ones too; "" on any other day.

    >>> holiday(dt.date(2018, 1, 15)), holiday(dt.date(2018, 1, 16))
    ('Martin Luther King Jr. Day', '')
    """
    if day.year < FIRST.year:
        return ""
    return next((own.name for own in federal_holidays(day.year) if own.date == day), "")


class MonthModel(QAbstractTableModel):
    """Six weeks from the Sunday on or before the first of the month."""

    def __init__(self) -> None:
        super().__init__()
        self.month, self.today, self.marks = dt.date(2017, 1, 1), dt.date(2017, 1, 1), Marks()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 6

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else 7

    def day(self, index: Index) -> dt.date:
        return self.start + dt.timedelta(days=index.row() * 7 + index.column())

    @property
    def start(self) -> dt.date:
        return self.month - dt.timedelta(days=(self.month.weekday() + 1) % 7)

    def index_of(self, day: dt.date) -> QModelIndex:
        at = (day - self.start).days
        return self.index(at // 7, at % 7) if 0 <= at < 42 else QModelIndex()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        day = self.day(index)
        if role == DAY:
            return day
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.sentence(day)
        return None

    def sentence(self, day: dt.date) -> str:
        """A day in words: what falls on it."""
        marks, found = self.marks, [long_day(day)]
        if day == self.today:
            found.append("today")
        if name := holiday(day):
            found.append(name)
        if day == marks.due:
            found.append(f"due: {marks.due_words}")
        if day == marks.safe and marks.safe != marks.due:
            found.append("the safe date")
        return ", ".join([*found, *marks.others.get(day, ())])


class _Days(QStyledItemDelegate):
    def __init__(self, view: MonthCalendar) -> None:
        super().__init__(view)
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect, t, model, day = QRect(option.rect), theme(), self.view.days, index.data(DAY)
        marks, name = model.marks, holiday(day)
        painter.save()
        painter.setClipRect(rect)
        outside, due = day.month != model.month.month, day == marks.due
        painter.fillRect(rect, t.color("sunken" if outside or day.weekday() >= 5 else "surface"))
        if name and not due:
            hatch(painter, rect)
        if due:
            painter.fillRect(rect, t.color("accent"))
        painter.fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), t.color("line"))
        painter.fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), t.color("line"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        others = marks.others.get(day, ())
        if others and not due:
            painter.fillRect(QRect(rect.x() + 1, rect.bottom() - 3, rect.width() - 2, 3), t.color("blue"))
        if day == marks.safe and not due:
            paint.box(painter, QRectF(rect).adjusted(1, 1, -2, -2), "", "amber", 2, 2)
        tone = "on_accent" if due else "text3" if outside else "text"
        self._words(painter, rect, day, tone, marks, others, name)
        if self.view.hasFocus() and index == self.view.currentIndex():
            painter.setPen(QPen(t.color("on_accent" if due else "accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(2, 2, -3, -3), 4, 4)
        painter.restore()

    def _words(
        self, painter: QPainter, rect: QRect, day: dt.date, tone: str, marks: Marks, others: tuple[str, ...], name: str
    ) -> None:
        t, due = theme(), day == marks.due
        role = Type.BODY_SEMI if due or day == self.view.days.today else Type.BODY
        number = paint.lay(str(day.day), role)
        paint.draw_text(painter, number, tone, rect.x() + 7, rect.y() + 4)
        if day == self.view.days.today:
            x = rect.x() + 7 + number.width + 6
            paint.draw_text(painter, paint.lay("Today", Type.FLOOR), tone, x, rect.y() + 4 + t.px(3))
        note, ink = (marks.due_words, "on_accent") if due else (name, "red")
        if not due and day == marks.safe:
            note, ink = "Work to", "amber"
        elif not due and not name and others:
            note, ink = others[0], "blue"
        if note:
            lines = max(1, min(2, (rect.height() - t.px(24)) // t.line(Type.FLOOR)))
            room = rect.width() - 8
            if name and note == name and any(paint.lay(word, Type.FLOOR).width > room for word in name.split()):
                note = "Holiday"  # its name is in the tool tip and on the card below
            laid = paint.lay(note, Type.FLOOR, room, lines)
            paint.draw_text(painter, laid, ink, rect.x() + 6, rect.y() + t.px(23))


def hatch(painter: QPainter, rect: QRect) -> None:
    """The ground of a day on which the courts are closed."""
    painter.save()
    painter.setClipRect(rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme().color("red_soft"), 2))
    for x in range(rect.x() - rect.height(), rect.right(), 6):
        painter.drawLine(x, rect.bottom(), x + rect.height(), rect.y())
    painter.restore()


class MonthCalendar(QTableView):
    """Signals:
    picked: The day that is current now.
    turned: The first of the month now shown.
    """

    picked = Signal(object)
    turned = Signal(object)

    def __init__(self, today: dt.date) -> None:
        super().__init__()
        self.days = MonthModel()
        self.days.today, self.days.month = today, today.replace(day=1)
        self.setModel(self.days)
        self.setItemDelegate(_Days(self))
        self.setAccessibleName("Calendar")
        self.setFrameShape(self.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.hide()
            head.setMinimumSectionSize(20)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._current)

    def current_day(self) -> dt.date | None:
        return self.days.day(self.currentIndex()) if self.currentIndex().isValid() else None

    def set_marks(self, marks: Marks, today: dt.date) -> None:
        """Shows other marks in the same month."""
        self.days.marks, self.days.today = marks, today
        self.viewport().update()

    def go_to(self, day: dt.date) -> None:
        """Turns to a day's month and makes it current."""
        day = min(LAST, max(FIRST, day))
        if day.replace(day=1) != self.days.month:
            self.days.beginResetModel()
            self.days.month = day.replace(day=1)
            self.days.endResetModel()
            self.turned.emit(self.days.month)
        self.setCurrentIndex(self.days.index_of(day))

    def turn(self, months: int) -> None:
        """Goes on or back by months, on the same day of the month where there is one."""
        at, month = self.current_day() or self.days.month, self.days.month
        number = month.year * 12 + month.month - 1 + months
        year, new = number // 12, number % 12 + 1
        self.go_to(dt.date(year, new, min(at.day, calendar.monthrange(year, new)[1])))

    def _current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.picked.emit(self.days.day(index))
            if self.hasFocus():
                announce(self, self.days.sentence(self.days.day(index)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
        key, here = Qt.Key(event.key()), self.current_day() or self.days.today
        if key in steps:
            self.go_to(here + dt.timedelta(days=steps[key]))
        elif key in months:
            self.turn(months[key])
        else:
            super().keyPressEvent(event)


class Weekdays(QWidget):
    """The row of weekday names over the days."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Sunday to Saturday")
        self.setSizePolicy(self.sizePolicy().horizontalPolicy(), FIXED)
        theme().scaled.connect(self._fix)
        self._fix()

    def _fix(self) -> None:
        self.setFixedHeight(theme().px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        wide = self.width() / 7
        for n, name in enumerate(("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")):
            laid = paint.lay(name, Type.SECONDARY_MEDIUM)
            x, y = n * wide + (wide - laid.width) / 2, (self.height() - laid.height) / 2
            paint.draw_text(painter, laid, "text3", x, y)
        paint.hairline(painter, 0, self.height() - 1, self.width())
