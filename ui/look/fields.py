"""Fields: one line, many lines, a choice, a number, a date. Errors and conflicts show in their border."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QDate, QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QListView,
    QSpinBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QToolButton,
)

from ui.look import icons, paint
from ui.look.base import EXPANDING, FIXED, PREFERRED
from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type

NO_DATE = QDate(1752, 9, 14)  # the first day that QDateEdit knows; stands for a field left empty


class LineField(QLineEdit):
    """One line of text."""

    def __init__(self, name: str, words: str = "", placeholder: str = "") -> None:
        super().__init__(words)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setSizePolicy(EXPANDING, FIXED)
        theme().scaled.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(30))

    def setText(self, words: str | None) -> None:
        super().setText(words)
        self.setCursorPosition(0)  # a long value shows its start


class SearchField(QLineEdit):
    """Find in case file: icon at left, the key that reaches it at right until something is typed."""

    def __init__(self, words: str, keys: str) -> None:
        super().__init__()
        self.keys = keys
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setSizePolicy(PREFERRED, FIXED)
        theme().scaled.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        t = theme()
        self.setFixedHeight(t.px(30))
        self.setTextMargins(t.px(24) - 3, 0, paint.key_width(self.keys), 0)
        self.setMaximumWidth(t.px(236))
        self.setMinimumWidth(t.px(150))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(236), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        t, painter = theme(), QPainter(self)
        icons.draw(painter, "search", "text3", 16, t.px(11), (self.height() - t.px(16)) / 2)
        if not self.text():
            paint.draw_key(painter, self.keys, self.width() - t.px(10) - paint.key_width(self.keys), self.height() / 2)


class _Options(QStyledItemDelegate):
    """The rows of a select's popup, with a check mark at the present one."""

    def __init__(self, select: Select) -> None:
        super().__init__(select)
        self.select = select

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        runs = self._runs(index.row())
        return QSize(round(paint.runs_width(runs)) + theme().px(52), theme().px(30))

    def _runs(self, row: int) -> tuple[Run, ...]:
        icon, tone = self.select.art(row)
        return (Run(self.select.itemText(row), Type.BODY, "text", icon, tone),)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect, t = option.rect, theme()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            paint.box(painter, rect, "sel", "", 5)
        y = rect.y() + (rect.height() - t.line(Type.BODY)) / 2
        paint.draw_runs(painter, self._runs(index.row()), rect.x() + 9, y, rect.width() - t.px(38))
        if index.row() == self.select.currentIndex():
            size = t.px(15)
            icons.draw(painter, "check", "text2", 15, rect.right() - size - 7, rect.y() + (rect.height() - size) / 2)
        painter.restore()


class Select(QComboBox):
    """A combo box with the kit's chevron; `button` is the filter form, in the button's type.

    Args:
        name: Accessible name.
        options: What there is to choose from.
        button: Whether it is a filter.
        art: An (icon, tone) for each option, or none at all.
    """

    def __init__(
        self, name: str, options: Sequence[str], *, button: bool = False, art: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self.button, self._art = button, list(art)
        self.setProperty("button", button)  # the style sheet gives it the smaller type
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # on Unix Qt gives the current text as the name of a combo box
        self.setView(QListView())
        self.setItemDelegate(_Options(self))
        self.addItems(list(options))
        self.setMaxVisibleItems(12)
        self.setMinimumContentsLength(4)
        self.setSizePolicy(FIXED if button else EXPANDING, FIXED)
        theme().scaled.connect(self._restyle)
        theme().changed.connect(self._tint)
        self._restyle()

    def art(self, row: int) -> tuple[str, str]:
        """Icon and tone of an option; empty without."""
        return self._art[row] if 0 <= row < len(self._art) else ("", "")

    def set_options(self, options: Sequence[str], art: Sequence[tuple[str, str]] = ()) -> None:
        """Offers something else; keeps what is chosen if it is still there."""
        kept = self.currentText()
        self._art = list(art)
        self.clear()
        self.addItems(list(options))
        self.setCurrentIndex(max(0, self.findText(kept)))
        self._tint()

    def _tint(self) -> None:
        for n, (icon, tone) in enumerate(self._art):
            self.setItemIcon(n, icons.icon(icon, tone, 15))

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(28 if self.button else 30))
        self.setIconSize(QSize(theme().px(15), theme().px(15)))
        self._tint()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        role = Type.SECONDARY_MEDIUM if self.button else Type.BODY
        art = theme().px(21) if self._art else 0
        return QSize(int(paint.lay(self.currentText(), role).width) + 23 + art + theme().px(20), self.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() if self.button else QSize(theme().px(72), self.height())

    def showPopup(self) -> None:
        widest = max(
            (
                self.itemDelegate().sizeHint(QStyleOptionViewItem(), self.model().index(n, 0)).width()
                for n in range(self.count())
            ),
            default=0,
        )
        self.view().setMinimumWidth(max(self.width(), widest))  # a narrow filter shows its options whole
        super().showPopup()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if theme().native:  # the style has drawn its own arrow
            return
        size, tone = theme().px(15), "text" if self.button else "text3"
        x, y = self.width() - size - 9, (self.height() - size) / 2
        icons.draw(QPainter(self), "chevron-down", tone, 15, x, y)


class TextBox(QTextEdit):
    """Plain text on several lines, as high as what is in it, up to `most` lines; then it scrolls.

    A QTextEdit, because QPlainTextEdit knows no line height.
    """

    def __init__(self, name: str, role: Type = Type.BODY, least: int = 2, most: int = 40) -> None:
        super().__init__()
        self.role, self.least, self.most = role, least, most
        self.setAccessibleName(name)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(0)
        self.setSizePolicy(PREFERRED, FIXED)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self._fit())
        theme().scaled.connect(self._restyle)
        self._restyle()

    def setPlainText(self, words: str) -> None:
        super().setPlainText(words)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:  # Qt has just given the document the application's font
            self._restyle()

    def _restyle(self) -> None:
        document = self.document()
        document.setDefaultFont(theme().font(self.role))
        document.setUndoRedoEnabled(False)  # the line height is not the person's edit
        cursor, shape = QTextCursor(document), QTextBlockFormat()
        cursor.select(QTextCursor.SelectionType.Document)
        shape.setLineHeight(theme().line(self.role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor.mergeBlockFormat(shape)
        document.setUndoRedoEnabled(True)
        self._fit()

    def _fit(self) -> None:
        line, document = theme().line(self.role), self.document()
        high = max(int(document.size().height() + 0.5), document.blockCount() * line)  # no size before it is shown
        over = high > self.most * line
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if over else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)
        self.setFixedHeight(max(self.least * line, min(high, self.most * line)) + 18)


class NumberField(QSpinBox):
    """A whole number; the arrows step, as do Up and Down. The wheel scrolls the page unless the field has the focus."""

    def __init__(self, name: str, low: int = 0, high: int = 9999, value: int = 0, unit: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setValue(value)
        self.setSuffix(f"\u00a0{unit}" if unit else "")
        self.setSizePolicy(EXPANDING, FIXED)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(9, 0, 0, 0)  # the style sheet's padding does not reach a spin box's text
        theme().scaled.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(30))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(110), theme().px(30))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if theme().native:
            return
        t, painter = theme(), QPainter(self)
        size, middle, x = t.px(13), self.height() / 2, self.width() - t.px(13) - 7
        steps = self.stepEnabled()
        up, down = QAbstractSpinBox.StepEnabledFlag.StepUpEnabled, QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        icons.draw(painter, "chevron-up", "text2" if steps & up else "line2", 13, x, middle - size)
        icons.draw(painter, "chevron-down", "text2" if steps & down else "line2", 13, x, middle)


class DateField(QDateEdit):
    """One day, typed or picked from a calendar; Delete in an optional field empties it."""

    def __init__(self, name: str, value: dt.date | None = None, optional: bool = False) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setDisplayFormat("MMM d, yyyy")
        self.setCalendarPopup(True)
        self.setCalendarWidget(_Calendar())
        if optional:
            self.setMinimumDate(NO_DATE)
            self.setSpecialValueText("No date")
        self.optional = optional
        self.set_value(value)
        self.setSizePolicy(EXPANDING, FIXED)
        theme().scaled.connect(self._restyle)
        self._restyle()

    def value(self) -> dt.date | None:
        """The day, or None when an optional field is empty."""
        shown = self.date()
        return None if self.optional and shown == NO_DATE else dt.date(shown.year(), shown.month(), shown.day())

    def set_value(self, value: dt.date | None) -> None:
        """Shows a day; None empties an optional field and means today in another."""
        if value is not None:
            self.setDate(QDate(value.year, value.month, value.day))
        else:
            self.setDate(NO_DATE if self.optional else QDate.currentDate())

    def _restyle(self) -> None:
        self.setFixedHeight(theme().px(30))

    def sizeHint(self) -> QSize:
        return QSize(theme().px(150), theme().px(30))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self.value() is None:  # the calendar has opened on 1752
            today = QDate.currentDate()
            self.calendarWidget().setCurrentPage(today.year(), today.month())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not theme().native:
            size = theme().px(15)
            icons.draw(QPainter(self), "calendar", "text3", 15, self.width() - size - 9, (self.height() - size) / 2)


class _Calendar(QCalendarWidget):
    """The popup of a date field, painted from the tokens: today ringed, the chosen day filled."""

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)  # for its border
        self.setContentsMargins(1, 1, 1, 1)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Sunday)
        theme().changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        t, plain = theme(), QTextCharFormat()
        plain.setForeground(t.color("text3"))
        plain.setBackground(t.color("surface"))
        plain.setFont(t.font(Type.SECONDARY_MEDIUM))
        self.setHeaderTextFormat(plain)
        self.setMinimumSize(t.px(290), t.px(260))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(day, plain)
        for name, icon, words in (
            ("qt_calendar_prevmonth", "chevron-left", "Previous month"),
            ("qt_calendar_nextmonth", "chevron-right", "Next month"),
        ):
            button = self.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(icons.icon(icon, "text"))
                button.setAccessibleName(words)

    def paintCell(self, painter: QPainter, rect: QRect, date: QDate | dt.date) -> None:
        day = date if isinstance(date, QDate) else QDate(date.year, date.month, date.day)
        painter.save()
        painter.fillRect(rect, theme().color("surface"))
        chosen, other = day == self.selectedDate(), day.month() != self.monthShown()
        if chosen:
            paint.box(painter, rect.adjusted(2, 2, -2, -2), "accent", "", 6)
        elif day == QDate.currentDate():
            paint.box(painter, rect.adjusted(2, 2, -2, -2), "", "ctl", 6)
        laid = paint.lay(str(day.day()), Type.BODY_SEMI if chosen else Type.BODY)
        tone = "on_accent" if chosen else "text3" if other else "text"
        x, y = rect.x() + (rect.width() - laid.width) / 2, rect.y() + (rect.height() - laid.height) / 2
        paint.draw_text(painter, laid, tone, x, y)
        painter.restore()
