"""The row of a proposal in the review, and the editor that opens in the selected one."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from casefile.domain.enums import LetterKind
from casefile.errors import UserError
from ui.look import paint
from ui.look.base import Label, announce, polish
from ui.look.buttons import Button
from ui.look.cells import ROW, Index
from ui.look.delegates import RowDelegate
from ui.look.fields import LineField, Select
from ui.look.paint import Run
from ui.look.rows import RowList
from ui.look.theme import theme
from ui.look.tokens import LIGHT, Type
from ui.models.proposal_tree import DIRECTIONS, STARTS, Heading, ProposalRow, editable, edited
from ui.widgets.page_view import KINDS

LABEL, STATE, SURENESS = 96, 92, 88  # columns, logical px
ROOMY = 480  # from this width on the confidence has its word


class ProposalDelegate(RowDelegate):
    """Number, label, value, confidence, state; the current row is as high as its editor."""

    def __init__(self, view: RowList) -> None:
        super().__init__(view)
        self.editor: Decision | None = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        t = theme()
        if isinstance(index.data(ROW), Heading):
            return QSize(0, t.px(26) + 1)
        if self.editor is not None and index == self.view.currentIndex():
            return QSize(0, self.editor.needed(self.view.viewport().width()) + 1)
        return QSize(0, self.row_height())

    def ground(self, painter: QPainter, rect: QRect, index: Index, selected: bool) -> None:
        if isinstance(index.data(ROW), Heading):
            painter.fillRect(rect, theme().color("sunken"))
            paint.hairline(painter, rect.x(), rect.bottom(), rect.width())
        else:
            super().ground(painter, rect, index, selected)

    def content(self, painter: QPainter, rect: QRect, index: Index) -> None:
        t, row = theme(), index.data(ROW)
        if isinstance(row, Heading):
            paint.write(painter, row.words, Type.SECONDARY_MEDIUM, "text2", rect.adjusted(16, 0, -16, -1))
            return
        line = QRect(rect.x() + 16, rect.y(), rect.width() - 32, t.line(Type.BODY) + t.row_pad)
        self._tag(painter, row, line)
        right = line.right() + 1 - t.px(STATE)
        middle = line.y() + (line.height() - t.line(Type.SECONDARY)) / 2
        paint.draw_runs(painter, (row.status.run(),), right, middle, t.px(STATE + 2))
        wide = rect.width() >= t.px(ROOMY)
        bars, sure = right - t.px(SURENESS if wide else 28), row.sureness
        paint.draw_bars(painter, sure.level, bars, line.center().y() + t.px(7), sure.tone)
        if wide:  # else the bars stand alone; the word is in the row's sentence
            paint.draw_runs(painter, (Run(sure.word, Type.SECONDARY, sure.tone),), bars + t.px(22), middle, t.px(62))
        x = line.x() + t.px(28)
        paint.write(painter, row.label, Type.BODY, "text2", QRect(x, line.y(), t.px(LABEL - 6), line.height()))
        x += t.px(LABEL)
        y = line.y() + (line.height() - t.line(Type.BODY)) / 2
        paint.draw_runs(painter, self.value(row), x, y, bars - x - 8)

    def _tag(self, painter: QPainter, row: ProposalRow, line: QRect) -> None:
        t = theme()
        tag = QRectF(line.x(), line.center().y() - t.px(9) + 1, t.px(20), t.px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(getattr(LIGHT, KINDS[row.look.kind][1])))
        painter.drawRoundedRect(tag, 4, 4)
        number = paint.lay(str(row.number), Type.FLOOR_SEMI)
        painter.setPen(QColor("#FFFFFF"))
        number.layout.draw(painter, QPointF(tag.center().x() - number.width / 2, tag.center().y() - number.height / 2))

    def value(self, row: ProposalRow) -> tuple[Run, ...]:
        """The value, struck through once it is rejected, and the quiet remark after it."""
        gone = row.mark == "rejected"
        value = Run(row.value, Type.BODY if gone else Type.BODY_SEMI, "text3" if gone else "text", strike=gone)
        tone = "amber" if "paper reads" in row.note else "text3"
        return (value, Run(row.note, Type.SECONDARY, tone)) if row.note else (value,)

    def cut(self, space: QRect, index: Index) -> bool:
        row = index.data(ROW)
        sure = SURENESS if space.width() + 32 >= theme().px(ROOMY) else 28
        room = space.width() - theme().px(28 + LABEL + STATE + sure) - 8
        return isinstance(row, ProposalRow) and paint.runs_width(self.value(row)) > room


class Decision(QWidget):
    """Where the value came from, and Accept, Edit, Reject; Edit puts a field in place of the buttons.

    Signals:
        decided: "accepted" or "rejected".
        changed: The proposal's new value, ready to be kept.
        resized: It wants another height.
        done: Editing has ended; the list may have the keyboard back.
    """

    decided = Signal(str)
    changed = Signal(object)
    resized = Signal()
    done = Signal()

    def __init__(self, row: ProposalRow, read_only: bool) -> None:
        super().__init__()
        self.row = row
        self.setAccessibleName(f"Decide: {row.label}")
        self.box = QVBoxLayout(self)
        self.box.setSpacing(theme().px(4))
        for label, words in row.details():
            self._line(label, words)
        self.box.addSpacing(theme().px(6))
        self.buttons, self.form = QWidget(), QWidget()
        self.accept = Button("Accept", "check", "primary", key="A")
        self.edit, self.reject = Button("Edit", "pencil", key="E"), Button("Reject", "x", key="R")
        line = QHBoxLayout(self.buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for button in (self.accept, self.edit, self.reject):
            button.role = Type.SECONDARY_MEDIUM
            line.addWidget(button)
        line.addStretch(1)
        self.accept.clicked.connect(lambda: self.decided.emit("accepted"))
        self.reject.clicked.connect(lambda: self.decided.emit("rejected"))
        self.edit.clicked.connect(self.start_edit)
        self._make_form()
        self.box.addWidget(self.buttons)
        self.box.addWidget(self.form)
        self.buttons.setVisible(not row.settled and not read_only)
        self.form.hide()

    def _line(self, label: str, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        warns = label == "Look closely"
        name = Label(label, Type.BODY, "amber" if warns else "text2")
        name.setFixedWidth(theme().px(104))
        quoted = words.startswith("“")
        says = Label(words, Type.QUOTE if quoted else Type.BODY, "amber" if warns else "text", lines=5)
        row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(says, 1)
        self.box.addLayout(row)

    def _make_form(self) -> None:
        own = self.row.proposal
        choices = {"letter_kind": {kind.value: kind.label for kind in LetterKind}, "direction": DIRECTIONS}
        self.choices = choices.get(own.name, {})
        self.starts = STARTS if own.value.get("basis") == "period-in-letter" else {}
        self.field = LineField(f"Value of {self.row.label}", editable(own))
        self.select = Select(f"Value of {self.row.label}", list(self.choices.values()))
        self.start = Select("Runs from", list(self.starts.values()))
        self.problem = Label("", Type.SECONDARY, "red", lines=2)
        self.keep, self.leave = Button("Save value", kind="primary"), Button("Leave as it was", kind="quiet")
        self.keep.role = Type.SECONDARY_MEDIUM
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for field, wanted in ((self.select, self.choices), (self.field, not self.choices), (self.start, self.starts)):
            column.addWidget(field)
            field.setHidden(not wanted)
        column.addWidget(self.problem)
        self.problem.hide()
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.keep)
        line.addWidget(self.leave)
        line.addStretch(1)
        column.addLayout(line)
        self.field.returnPressed.connect(self.save)
        self.keep.clicked.connect(self.save)
        self.leave.clicked.connect(self.end_edit)

    @property
    def editing(self) -> bool:
        return not self.form.isHidden()

    def start_edit(self) -> None:
        """Opens the field, with the value chosen so that typing replaces it."""
        if self.buttons.isHidden():
            return
        own = self.row.proposal
        if self.choices:
            self.select.setCurrentText(self.choices[str(own.value.get("value"))])
        if self.starts:
            self.start.setCurrentText(self.starts.get(str(own.value.get("from") or "unclear"), ""))
        self.buttons.hide()
        self.form.show()
        self.resized.emit()
        target = self.select if self.choices else self.field
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def end_edit(self) -> None:
        """Closes the field; what was typed is dropped, the value stays as it was."""
        self.form.hide()
        self.buttons.show()
        self._say("")
        self.resized.emit()
        self.done.emit()

    def save(self) -> None:
        """Hands the new value over, or says what is wrong with it."""
        words = self.field.text()
        if self.choices:
            words = list(self.choices)[self.select.currentIndex()]
        start = list(self.starts)[self.start.currentIndex()] if self.starts else ""
        try:
            value = edited(self.row.proposal, words, start)
        except UserError as error:
            self._say(f"{error} {error.hint}".strip())
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.field, self.problem.text())
            return
        self.changed.emit(value)

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        polish(self.field, error=bool(problem))
        self.resized.emit()

    def needed(self, width: int) -> int:
        """Height of the whole row at a width."""
        self._indent(width)
        return self.box.totalHeightForWidth(width)

    def _indent(self, width: int) -> None:
        t = theme()
        indent = t.px(28 + LABEL) if width > t.px(480) else t.px(28)
        margins = (16 + indent, t.line(Type.BODY) + t.row_pad, 16, 12)
        if self.box.getContentsMargins() != margins:
            self.box.setContentsMargins(*margins)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._indent(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.editing:
            self.end_edit()
        else:
            super().keyPressEvent(event)
