"""The rail at the left: case title, screens, whose side the office acts for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QToolTip, QVBoxLayout, QWidget

from ui.look import icons, paint
from ui.look.base import Label, Legend, Pane, lay_row
from ui.look.cells import ROOT, Index
from ui.look.delegates import RowDelegate
from ui.look.rows import RowList
from ui.look.theme import theme
from ui.look.tips import set_tip, tip
from ui.look.tokens import Type
from ui.look.words import SIDES


@dataclass(frozen=True, slots=True)
class NavItem:
    """A screen, or a group heading when it has no icon."""

    title: str
    icon: str = ""
    count: int | None = None
    screen: str = ""


class NavModel(QAbstractListModel):
    """The items of the rail; headings cannot be selected."""

    def __init__(self, items: Sequence[NavItem], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items = list(items)

    def set_count(self, screen: str, count: int | None) -> None:
        """Shows another figure beside a screen's name."""
        for n, item in enumerate(self.items):
            if item.screen == screen and item.count != count:
                self.items[n] = replace(item, count=count)
                self.dataChanged.emit(self.index(n), self.index(n))

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain if self.items[index.row()].icon else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.title if item.count is None else f"{item.title}, {item.count}"
        return None


class NavDelegate(RowDelegate):
    """Icon, title, count; a rounded selection with a bar. Icons alone when the list is narrow, with tooltips."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        item: NavItem = self.item(index)
        return QSize(0, theme().px(32 if item.icon else 12 if self.narrow() else 34))

    def item(self, index: Index) -> NavItem:
        """The item behind an index."""
        model = index.model()
        assert isinstance(model, NavModel)
        return model.items[index.row()]

    def narrow(self) -> bool:
        """Whether there is room for icons alone."""
        return bool(self.view.width() < theme().px(120))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, item = theme(), self.item(index)
        rect: QRect = option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not item.icon:
            if self.narrow():
                paint.hairline(painter, rect.x() + 12, rect.center().y(), rect.width() - 24, "line2")
            else:
                line = QRect(rect.x() + 17, rect.bottom() + 1 - t.px(21), rect.width() - 26, t.px(16))
                paint.write(painter, item.title, Type.SECONDARY_MEDIUM, "text3", line)
            painter.restore()
            return
        row = rect.adjusted(8, 0, -8, 0)
        if selected or self.view.hovered(index):
            paint.box(painter, row, "sel" if selected else "hover", "", 6)
        if selected:
            paint.box(painter, QRect(row.x(), row.y() + t.px(7), 3, row.height() - t.px(14)), "accent", "", 1.5)
        size = t.px(17)
        left = row.center().x() - size / 2 + 1 if self.narrow() else row.x() + 10
        icons.draw(painter, item.icon, "accent" if selected else "text2", 17, left, row.y() + (row.height() - size) / 2)
        if not self.narrow():
            words = QRect(row.x() + t.px(37), row.y(), row.width() - t.px(37) - 10, row.height())
            if item.count is not None:
                count = paint.write(
                    painter, str(item.count), Type.SECONDARY, "text" if selected else "text3", words, right=True
                )
                words.setRight(words.right() - int(count.width) - 8)
            paint.write(painter, item.title, Type.BODY_SEMI if selected else Type.BODY, "text", words)
        if self.view.hasFocus() and index == self.view.currentIndex():
            painter.setPen(QPen(t.color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 5, 5)
        painter.restore()

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index) -> bool:
        if self.narrow() and index.isValid() and self.item(index).icon:
            QToolTip.showText(event.globalPos(), tip(str(index.data(Qt.ItemDataRole.AccessibleTextRole))), view)
            return True
        return False


class Navigation(Pane):
    """Title and subtitle of the case file, its screens, and the side it is kept for ("federal" or "local")."""

    chosen = Signal(str)

    def __init__(self, title: str, subtitle: str, items: Sequence[NavItem], side: str, note: str) -> None:
        super().__init__("rail", "r")
        self.items = items
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 16, 1, 16)
        box.setSpacing(0)
        self.title, self.subtitle = Label(elide=True, role=Type.CARD), Label("", Type.SECONDARY, "text3", elide=True)
        for label in (self.title, self.subtitle):
            box.addWidget(self._inset(label))
        box.addSpacing(13)
        self.list = RowList("Screens", NavModel(items, self))
        self.list.by_width = True  # headings are lower when there is room for icons alone
        self.list.setItemDelegate(NavDelegate(self.list, hairlines=False))
        box.addWidget(self.list, 1)
        box.addWidget(self._inset(Pane("line2"), 8))
        box.addSpacing(12)
        self.side, self.short_side = Legend((paint.Run("-"),)), Legend((paint.Run("-"),))
        self.note = Label(note, Type.SECONDARY, "text3", elide=True)
        for widget in (self.side, self.short_side, self.note):
            box.addWidget(self._inset(widget))
        self.set_case(title, subtitle, side)
        self.list.selectionModel().currentChanged.connect(self._picked)
        theme().scaled.connect(self._restyle)
        self.narrow = False
        self.set_narrow(False)

    def set_case(self, title: str, subtitle: str, side: str) -> None:
        """Names the case file and the side it is kept for."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        look = SIDES[side]
        words = f"Acting for {look.word.lower()} side"
        run = paint.Run(words, Type.SECONDARY_MEDIUM, "text", look.icon, look.tone, 17, 7)
        self.side.set_runs((run,), words)
        art = paint.Run("", Type.SECONDARY_MEDIUM, look.tone, look.icon, icon_size=17)
        self.short_side.set_runs((art,), words)
        set_tip(self.short_side, words)

    def set_count(self, screen: str, count: int | None) -> None:
        """Shows a figure beside a screen's name; None for no figure."""
        model = self.list.model()
        assert isinstance(model, NavModel)
        model.set_count(screen, count)

    @staticmethod
    def _inset(widget: QWidget, side: int = 18) -> QWidget:
        frame = QWidget()
        lay_row(frame, widget, *([1] if isinstance(widget, Legend) else []), sides=(side, side - 1 if side > 8 else 7))
        if isinstance(widget, Pane):
            widget.setFixedHeight(1)
        widget.setProperty("frame", frame)
        return frame

    def _picked(self, index: QModelIndex, _old: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.items[index.row()].screen)

    def select(self, screen: str) -> None:
        """Goes to a screen by its name."""
        for n, item in enumerate(self.items):
            if item.screen == screen:
                self.list.setCurrentIndex(self.list.model().index(n, 0))

    def set_narrow(self, narrow: bool) -> None:
        """Icons alone, with tooltips; or icons, words and counts."""
        self.narrow = narrow
        for widget in (self.title, self.subtitle, self.side, self.note):
            widget.property("frame").setVisible(not narrow)
        self.short_side.property("frame").setVisible(narrow)
        self._restyle()

    def _restyle(self) -> None:
        self.setFixedWidth(min(72, theme().px(56)) if self.narrow else theme().px(208))
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if self.narrow else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.list.setVerticalScrollBarPolicy(policy)  # a scroll bar would eat the icons; wheel and keys still scroll
        self.list.doItemsLayout()
