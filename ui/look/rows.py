"""The three views that show rows (table, list, tree), their header, and what they share."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QListView, QTableView, QTreeView, QWidget

from ui.look.cells import ROW, ColumnsModel, Index, NodesModel, fitting
from ui.look.delegates import RowDelegate, TreeDelegate
from ui.look.header import Corner, Header
from ui.look.keep import Settings
from ui.look.menus import Entries, MenuItem, popup
from ui.look.theme import theme
from ui.look.tips import menu_words
from ui.look.tokens import Type

if TYPE_CHECKING:
    _View = QAbstractItemView  # what it is mixed into
else:
    _View = object


class Rows(_View):
    """What the three views share: row hover, focus that is always visible, fitting their rows inside a card."""

    in_card = False
    keeps_selection = False  # a list whose selection an inspector is showing keeps its colour when focus moves there
    _hover: QPersistentModelIndex | None = None
    _menu: Callable[[Any], Entries] | None = None
    _openers: list[Callable[[Any], object]]

    def cap_scroll_bar(self, header: QHeaderView) -> None:
        """The header's ground goes on above the scroll bar: no corner of another colour."""
        self.corner = Corner(header)
        self.addScrollBarWidget(self.corner, Qt.AlignmentFlag.AlignTop)

    def set_up(self, name: str) -> None:
        """What every view starts with; `name` is its accessible name."""
        self._openers = []
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.entered.connect(self._enter)
        self.doubleClicked.connect(self._open)
        theme().scaled.connect(self.rescale)

    def on_pick(self, then: Callable[[Any], object]) -> None:
        """Calls `then` with the row object whenever another row becomes current; None when none is."""
        self.selectionModel().currentRowChanged.connect(lambda now, _old: then(now.siblingAtColumn(0).data(ROW)))

    def on_open(self, then: Callable[[Any], object]) -> None:
        """Calls `then` with the row object on Enter and on a double click."""
        self._openers.append(then)

    def on_menu(self, entries: Callable[[Any], Entries]) -> None:
        """Opens what `entries` makes of a row as its menu: right click, the menu key, Shift+F10."""
        self._menu = entries

    def current(self) -> Any:
        """The current row object, or None."""
        return self.currentIndex().siblingAtColumn(0).data(ROW)

    def chosen(self) -> list[Any]:
        """The selected row objects, from top to bottom."""
        indexes = sorted(self.selectionModel().selectedRows(0), key=lambda index: index.row())
        return [row for row in (index.data(ROW) for index in indexes) if row is not None]

    def select_row(self, n: int) -> None:
        """Makes row `n` current and scrolls to it."""
        self.setCurrentIndex(self.model().index(n, 0))

    def set_many(self) -> None:
        """Lets Shift and Ctrl select several rows."""
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def _open(self, index: QModelIndex) -> None:
        row = index.siblingAtColumn(0).data(ROW)
        if row is not None:
            for then in self._openers:
                then(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._openers:
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Copies the selected rows as a table that a spreadsheet takes, without letting it see formulas."""
        model, lines = self.model(), []
        for index in sorted(self.selectionModel().selectedRows(0), key=lambda index: index.row()):
            cells = (index.siblingAtColumn(n).data() for n in range(model.columnCount(index.parent())))
            lines.append("\t".join(harmless(str(cell or "")) for cell in cells))
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        row = index.siblingAtColumn(0).data(ROW)
        if self._menu is None or row is None:
            return
        at = event.globalPos() if by_mouse else self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
        popup(self, self._menu(row), at)

    def _enter(self, index: QModelIndex) -> None:
        self._hover = QPersistentModelIndex(index.siblingAtColumn(0))
        self.viewport().update()

    def hovered(self, index: Index) -> bool:
        """Whether the mouse is over the row."""
        over = self._hover
        return over is not None and over.isValid() and over.row() == index.row() and over.parent() == index.parent()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.viewport().update()
        super().leaveEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if not self.currentIndex().isValid() and (model := self.model()) is not None:
            first = next(
                (n for n in range(model.rowCount()) if model.flags(model.index(n, 0)) & Qt.ItemFlag.ItemIsSelectable),
                -1,
            )
            if first >= 0:
                self.selectionModel().setCurrentIndex(
                    model.index(first, 0), self.selectionModel().SelectionFlag.NoUpdate
                )
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def fit(self) -> None:
        """As high as its rows: a list in a card never has a scroll bar of its own."""
        self.in_card = True
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        model = self.model()
        for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved):
            signal.connect(lambda *_: self.rescale())
        self.rescale()

    def rescale(self) -> None:
        """Takes sizes again after the text size changed."""
        if self.in_card and (model := self.model()) is not None:
            self.setFixedHeight(sum(self.sizeHintForRow(n) for n in range(model.rowCount())))


class RowList(Rows, QListView):
    """A list of whole rows. `by_width`: laid out again with the width, as row heights or a widget in a row need it."""

    by_width = False

    def __init__(self, name: str, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up(name)
        self.setModel(model)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.by_width and event.oldSize().width() != event.size().width():
            self.rescale()

    def rescale(self) -> None:
        self.doItemsLayout()
        super().rescale()


def harmless(words: str) -> str:
    """A cell that a spreadsheet will not read as a formula, on one line.

    >>> harmless("=1+1"), harmless("Ex. 4\tpage 1")
    ("'=1+1", 'Ex. 4 page 1')
    """
    plain = " ".join(words.split())
    return f"'{plain}" if plain[:1] in "=+-@" and plain else plain


class Table(Rows, QTableView):
    """Fixed-height rows, so a hundred thousand of them cost what the visible ones cost.

    Columns keep the width, order of sorting and visibility that a person gave them, once `keep` was called.
    """

    def __init__(
        self,
        name: str,
        model: ColumnsModel,
        sortable: bool = True,
        lines: tuple[Type, ...] = (Type.BODY,),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_up(name)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.columns = model.columns
        self.widths = {n: column.width for n, column in enumerate(self.columns) if column.width}
        self.hidden: set[str] = set()  # titles of columns that a person hid
        self.key, self.settings, self._resizing = "", None, False
        head = Header(self)
        self.setHorizontalHeader(head)
        self.cap_scroll_bar(head)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setModel(model)
        for n, column in enumerate(self.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(n, mode)
        self.row_delegate = RowDelegate(self, lines)
        self.setItemDelegate(self.row_delegate)
        if sortable:
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(lambda at: popup(self, self.column_menu(), head.mapToGlobal(at)))
        head.sectionResized.connect(self._resized)
        head.sortIndicatorChanged.connect(lambda _n, _order: self._store())
        self.rescale()

    settings: Settings | None

    def keep(self, settings: Settings, key: str) -> None:
        """Remembers widths, hidden columns and sorting under `key`, and takes up what was remembered."""
        self.settings, self.key = None, key
        kept = settings.get(key)
        if kept:
            self._restore(json.loads(kept))
        self.settings = settings

    def column_menu(self) -> list[MenuItem | None]:
        """Entries to sort by each column and to choose those shown, for a menu of the header or of a button."""
        head = self.horizontalHeader()
        shown: list[MenuItem | None] = [
            MenuItem(
                menu_words(column.title),
                partial(self.show_column, column.title, column.title in self.hidden),
                checked=column.title not in self.hidden,
                enabled=n > 0,
            )
            for n, column in enumerate(self.columns)
        ]
        if not self.isSortingEnabled():
            return shown
        ways = (("ascending", Qt.SortOrder.AscendingOrder), ("descending", Qt.SortOrder.DescendingOrder))
        sorts = tuple(
            MenuItem(f"{menu_words(column.title)}, {words}", partial(head.setSortIndicator, n, order))
            for n, column in enumerate(self.columns)
            for words, order in ways
        )
        return [MenuItem("Sort by", items=sorts), None, *shown]

    def show_column(self, title: str, shown: bool) -> None:
        """Shows or hides a column; the first one stays."""
        (self.hidden.discard if shown else self.hidden.add)(title)
        self._fit_columns()
        self._store()

    def _resized(self, n: int, _old: int, new: int) -> None:
        if n in self.widths and new and not self._resizing:
            self.widths[n] = round(new / theme().factor)
            self._store()

    def _store(self) -> None:
        if self.settings is None:
            return
        head = self.horizontalHeader()
        sort = head.sortIndicatorSection()
        state = {
            "widths": {self.columns[n].title: wide for n, wide in self.widths.items()},
            "hidden": sorted(self.hidden),
            "sort": self.columns[sort].title if 0 <= sort < len(self.columns) else "",
            "down": head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder,
        }
        self.settings.set(self.key, json.dumps(state))

    def _restore(self, state: dict[str, Any]) -> None:
        titles = [column.title for column in self.columns]
        for title, wide in state.get("widths", {}).items():
            if title in titles and titles.index(title) in self.widths:
                self.widths[titles.index(title)] = max(48, int(wide))
        self.hidden = set(state.get("hidden", ())) & set(titles[1:])
        if state.get("sort") in titles and self.isSortingEnabled():
            order = Qt.SortOrder.DescendingOrder if state.get("down") else Qt.SortOrder.AscendingOrder
            self.horizontalHeader().setSortIndicator(titles.index(state["sort"]), order)
        self.rescale()

    def _fit_columns(self) -> None:
        self._resizing = True
        kept = fitting(self.columns, self.viewport().width())
        for n, column in enumerate(self.columns):
            self.setColumnHidden(n, n not in kept or column.title in self.hidden)
        self._resizing = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def rescale(self) -> None:
        self._resizing = True
        for n, wide in self.widths.items():
            self.setColumnWidth(n, theme().px(wide))
        self._resizing = False
        self._fit_columns()
        self.verticalHeader().setDefaultSectionSize(self.row_delegate.row_height())
        if self.in_card and (model := self.model()) is not None:
            rows = model.rowCount() * self.row_delegate.row_height()
            self.setFixedHeight(rows + self.horizontalHeader().sizeHint().height())


class Tree(Rows, QTreeView):
    """A tree whose delegate draws the connectors; headings fold with a click, Left and Right."""

    def __init__(
        self,
        name: str,
        model: NodesModel,
        lines: tuple[Type, ...] = (Type.BODY, Type.BODY),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.set_up(name)
        self.columns = model.columns
        self.setIndentation(0)
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(False)
        self.setExpandsOnDoubleClick(False)
        self.setHeader(Header(self))
        self.cap_scroll_bar(self.header())
        self.setModel(model)
        self.setItemDelegate(TreeDelegate(self, lines, extra=0))
        self.header().setStretchLastSection(False)
        for n, column in enumerate(self.columns):
            mode = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            self.header().setSectionResizeMode(n, mode)
        model.modelReset.connect(self.unfold)
        self.unfold()
        self.rescale()

    def unfold(self) -> None:
        """Shows the whole tree; headings span its columns."""
        model = self.model()
        assert isinstance(model, NodesModel)
        for node in model.top.children:
            self.setFirstColumnSpanned(node.place, QModelIndex(), bool(node.group))
        self.expandAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        kept = fitting(self.columns, self.viewport().width())
        for n in range(len(self.columns)):
            self.setColumnHidden(n, n not in kept)

    def rescale(self) -> None:
        for n, column in enumerate(self.columns):
            if column.width:
                self.header().resizeSection(n, theme().px(column.width))
        self.scheduleDelayedItemsLayout()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        index, model = self.indexAt(event.position().toPoint()), self.model()
        heading = isinstance(model, NodesModel) and index.isValid() and bool(model.node(index).group)
        if heading and event.button() is Qt.MouseButton.LeftButton:
            self.setExpanded(index, not self.isExpanded(index))
        super().mouseReleaseEvent(event)
