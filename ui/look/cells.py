"""What a row shows: columns that turn a row object into cells, and the models that hand them to the views.

A row object knows nothing of Qt. A `Column` turns it into a `Cell` (lines of `Run`s) for the eye and into words for
sorting, copying and screen readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.look.paint import Run
from ui.look.theme import theme
from ui.look.tokens import Type

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
CELL = Qt.ItemDataRole.UserRole + 1
ROW = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Cell:
    """What a column paints for a row.

    Attributes:
        lines: Lines of runs, one under the other.
        right: Whether they end at the right edge.
        body: Words beside the first line's runs, wrapped to `body_lines` lines (a claim beside its code).
        body_lines: The most lines the body takes; the last one is elided.
    """

    lines: tuple[tuple[Run, ...], ...]
    right: bool = False
    body: str = ""
    body_lines: int = 2


def text(words: str, role: Type = Type.BODY, tone: str = "text", icon: str = "", right: bool = False) -> Cell:
    """The common cell: one line, an optional icon."""
    return Cell(((Run(words, role, tone, icon),),), right)


def two(first: str, second: str, role: Type = Type.BODY_MEDIUM) -> Cell:
    """A title over a quieter line."""
    return Cell(((Run(first, role),), (Run(second, Type.SECONDARY, "text3"),)))


@dataclass(frozen=True)
class Column:
    """A column of a table, list or tree.

    Attributes:
        title: The header's words; also the name under which width and visibility are kept.
        cell: Turns a row object into what is painted.
        width: Logical pixels at 100 % text; 0 takes what is left.
        right: Whether the header is right aligned (numbers, dates).
        words: What the cell says; needed when it speaks with icons alone.
        key: What to sort by; the words when absent.
        optional: Hidden when there is no room, the highest first; 0 never.
    """

    title: str
    cell: Callable[[Any], Cell]
    width: int = 0
    right: bool = False
    words: Callable[[Any], str] | None = None
    key: Callable[[Any], Any] | None = None
    optional: int = 0

    def say(self, row: Any) -> str:
        """The cell in words, for copying, sorting and screen readers."""
        if self.words:
            return self.words(row)
        cell = self.cell(row)
        parts = [" ".join(run.text for run in line if run.text) for line in cell.lines]
        return ", ".join(part for part in (*parts, cell.body) if part)


def fitting(columns: Sequence[Column], width: int) -> list[int]:
    """The columns that fit in a width, leaving a readable one (150 px) to each that stretches."""
    t, kept = theme(), list(range(len(columns)))
    while sum(t.px(columns[n].width or 150) for n in kept) > width and any(columns[n].optional for n in kept):
        kept.remove(max(kept, key=lambda n: columns[n].optional))
    return kept


class ColumnsModel(QAbstractTableModel):
    """Columns over rows that a subclass fetches; `sentence` is what a screen reader says for a row.

    A lazy model overrides `rowCount`, `row` and, if it can, `sort`; `row` may answer None while a page is on its way.
    """

    def __init__(
        self, columns: Sequence[Column], sentence: Callable[[Any], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns, self.sentence = columns, sentence

    def row(self, n: int) -> Any:
        """The row object at `n`."""
        raise NotImplementedError

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row())
        return None if row is None else _answer(self.columns[index.column()], self.sentence, row, index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal:
            return _header(self.columns[section], role)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return str(section + 1)
        return None


def _answer(column: Column, sentence: Callable[[Any], str], row: Any, index: Index, role: int) -> Any:
    if role == CELL:
        return column.cell(row)
    if role == ROW:
        return row
    if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == 0:
        return sentence(row)
    if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
        return column.say(row)
    return None


def _header(column: Column, role: int) -> Any:
    if role == Qt.ItemDataRole.DisplayRole:
        return column.title
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
    return None


class RowsModel(ColumnsModel):
    """All rows in memory."""

    def __init__(
        self,
        columns: Sequence[Column],
        rows: Sequence[Any],
        sentence: Callable[[Any], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, sentence, parent)
        self.rows = rows

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def row(self, n: int) -> Any:
        return self.rows[n]

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Shows other rows; the selection goes."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def replace(self, n: int, row: Any) -> None:
        """Puts a changed row in place of row `n`; everything else stays as it is."""
        self.rows = [*self.rows[:n], row, *self.rows[n + 1 :]]
        self.dataChanged.emit(self.index(n, 0), self.index(n, len(self.columns) - 1))

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:  # the view asks for "unsorted" with -1, which Python would read as the last column
            return
        by = self.columns[column]
        kept = [(index, self.rows[index.row()]) for index in self.persistentIndexList()]
        self.layoutAboutToBeChanged.emit()
        self.rows = sorted(self.rows, key=by.key or by.say, reverse=order == Qt.SortOrder.DescendingOrder)
        where = {id(row): n for n, row in enumerate(self.rows)} if kept else {}
        for index, row in kept:
            self.changePersistentIndex(index, self.index(where[id(row)], index.column()))
        self.layoutChanged.emit()


@dataclass(eq=False)
class Node:
    """A row of a tree and what hangs under it; a `group` is a heading that spans all columns.

    >>> claim = Node("F-1", [Node("L-1")])
    >>> [child.row for child in claim.children]
    ['L-1']
    """

    row: Any
    children: list[Node] = field(default_factory=list)
    group: str = ""
    note: str = ""
    parent: Node | None = field(default=None, repr=False)
    place: int = 0  # among its siblings

    def __post_init__(self) -> None:
        for n, child in enumerate(self.children):
            child.parent, child.place = self, n

    def walk(self) -> Iterator[Node]:
        """This node and all below it, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.walk()


class NodesModel(QAbstractItemModel):
    """A tree of `Node`s under the same columns as a table."""

    def __init__(
        self,
        columns: Sequence[Column],
        roots: Sequence[Node],
        sentence: Callable[[Any], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns, self.sentence = columns, sentence
        self.top = Node(None, list(roots))

    def set_roots(self, roots: Sequence[Node]) -> None:
        """Shows another tree; selection and folds go."""
        self.beginResetModel()
        self.top = Node(None, list(roots))
        self.endResetModel()

    def node(self, index: Index) -> Node:
        """The node behind an index; the invisible root for none."""
        found = index.internalPointer() if index.isValid() else None
        return found if isinstance(found, Node) else self.top

    def find(self, test: Callable[[Any], bool]) -> QModelIndex:
        """The first row, from the top, for which `test` holds; an invalid index when there is none."""
        for node in self.top.walk():
            if node is not self.top and not node.group and test(node.row):
                return self._index_of(node)
        return QModelIndex()

    def changed(self, index: QModelIndex) -> None:
        """Repaints one row."""
        self.dataChanged.emit(index.siblingAtColumn(0), index.siblingAtColumn(len(self.columns) - 1))

    def _index_of(self, node: Node) -> QModelIndex:
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.place, 0, node)

    def index(self, row: int, column: int, parent: Index = ROOT) -> QModelIndex:
        children = self.node(parent).children
        inside = 0 <= row < len(children) and 0 <= column < len(self.columns)
        return self.createIndex(row, column, children[row]) if inside else QModelIndex()

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads the name for QObject.parent
        above = self.node(child).parent
        return QModelIndex() if above is None else self._index_of(above)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.column() > 0 else len(self.node(parent).children)

    def columnCount(self, parent: Index = ROOT) -> int:
        return len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is self.top:
            return None
        if node.group:
            if role == Qt.ItemDataRole.AccessibleTextRole:
                return f"{node.group}, {node.note}" if node.note else node.group
            return node.group if role == Qt.ItemDataRole.DisplayRole else None
        return _answer(self.columns[index.column()], self.sentence, node.row, index, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return _header(self.columns[section], role) if orientation is Qt.Orientation.Horizontal else None
