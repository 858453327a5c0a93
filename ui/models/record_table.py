"""Table of records of one kind: the first page at once, keys in a job, rows as they come into view."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from casefile.domain.refs import ChangeSet, RecordKind
from casefile.domain.schema import Record
from casefile.services.queries.records import ByIds, Count, Key, Keys, Order, Page
from ui.desk import Desk
from ui.look.cells import ROOT, Column, ColumnsModel, Index
from ui.workers import JobHandle

PAGE = 200  # rows read by one SELECT
JOB_ABOVE = 100_000  # rows from which the keys are read by a job


def rank(key: Key) -> tuple[bool, Any, int]:
    """A key as SQLite sorts it: numbers before text."""
    return isinstance(key[0], str), key[0], key[1]


class _Backwards:
    """A key that sorts the other way round."""

    __slots__ = ("key",)

    def __init__(self, key: Key) -> None:
        self.key = rank(key)

    def __lt__(self, other: _Backwards) -> bool:
        return other.key < self.key


class RecordTableModel(ColumnsModel):
    """Holds a sort key a row and the records lately seen.

    A change set moves, repaints, inserts or removes the rows it names; the
    keys are read again only when another order is asked for.

    Signals:
        counted: How many rows there are, whenever that may have changed.
    """

    counted = Signal(int)

    def __init__(
        self, desk: Desk, kind: RecordKind, columns: Sequence[Column], sentence: Callable[[Any], str],
        sorts: Sequence[str], order: Order, parent: QObject | None = None, *, job_above: int = JOB_ABOVE,
    ) -> None:  # fmt: skip
        """Args:
        sorts: For each column the field that sorts it.
        """
        super().__init__(columns, sentence, parent)
        self._desk, self.kind, self._sorts, self._order, self._job_above = desk, kind, tuple(sorts), order, job_above
        self._rows: dict[int, Record] = {}
        self._keys: list[Key] = []
        self._missed: set[int] | None = None  # touched while the keys are on their way
        self.loading: JobHandle | None = None
        self._read()
        desk.changed.connect(self.apply)

    def _read(self) -> None:
        first = self._desk.ask(Page(self.kind, self._order, limit=PAGE))
        self._rows = {record.id: record for record in first}
        self._keys, self._missed = [self.key(record) for record in first], None
        if len(first) < PAGE:
            return
        if self._desk.ask(Count(self.kind)) <= self._job_above:
            self._keys = self._desk.ask(Keys(self.kind, self._order))
            return
        self._missed = set()
        self.loading = self._desk.look_up(Keys(self.kind, self._order), "Reading the list", self._fill)

    def key(self, record: Record) -> Key:
        return self._order.key_of(record)

    def apply(self, changes: ChangeSet) -> None:
        """Brings the table in line with a commit."""
        ids = changes.ids(self.kind)
        if self._missed is not None:
            self._missed |= ids
        elif ids:
            self._refresh(ids)

    def find(self, row_id: int) -> int | None:
        """The row of a record, or None."""
        return self._row_of(row_id)

    def _fill(self, keys: list[Key]) -> None:
        """Puts the rest of the rows below the first page, then what changed meanwhile."""
        missed, self._missed, self.loading = self._missed or set(), None, None
        shown = set(self._keys)
        rest = [key for key in keys if key not in shown]
        if rest:
            self.beginInsertRows(ROOT, len(self._keys), len(self._keys) + len(rest) - 1)
            self._keys += rest
            self.endInsertRows()
        self._refresh(missed)
        self.counted.emit(len(self._keys))

    def _refresh(self, ids: set[int] | frozenset[int]) -> None:
        now = self._desk.ask(ByIds(self.kind, tuple(ids))) if ids else {}
        for row_id in ids:
            old, record = self._row_of(row_id), now.get(row_id)
            if record is None:
                self._rows.pop(row_id, None)
            else:
                self._rows[row_id] = record
            if record is None and old is not None:
                self.beginRemoveRows(ROOT, old, old)
                del self._keys[old]
                self.endRemoveRows()
            elif record is not None and old is None:
                new = self._place_of(self.key(record))
                self.beginInsertRows(ROOT, new, new)
                self._keys.insert(new, self.key(record))
                self.endInsertRows()
            elif record is not None and old is not None:
                self._place(old, record)
        self.counted.emit(len(self._keys))

    def _place(self, old: int, record: Record) -> None:
        new = self._place_of(self.key(record))
        if new in (old, old + 1):  # Qt's count: before the row itself or before the next
            new = old
        else:
            self.beginMoveRows(ROOT, old, old, ROOT, new)
            del self._keys[old]
            new -= new > old
            self._keys.insert(new, self.key(record))
            self.endMoveRows()
        self._keys[new] = self.key(record)
        self.dataChanged.emit(self.index(new, 0), self.index(new, len(self.columns) - 1))

    def _place_of(self, key: Key) -> int:
        if self._order.descending:
            return bisect_left(self._keys, _Backwards(key), key=_Backwards)
        return bisect_left(self._keys, rank(key), key=rank)

    def _row_of(self, row_id: int) -> int | None:
        known = self._rows.get(row_id)
        if known is not None:  # seen rows are found by their key
            at = self._place_of(self.key(known))
            if at < len(self._keys) and self._keys[at][1] == row_id:
                return at
        return next((row for row, key in enumerate(self._keys) if key[1] == row_id), None)

    def row(self, n: int) -> Record | None:
        row_id = self._keys[n][1]
        if row_id not in self._rows:
            start = n - n % PAGE
            ids = [key[1] for key in self._keys[start : start + PAGE]]
            if len(self._rows) > 20 * PAGE:
                self._rows.clear()
            self._rows.update(self._desk.ask(ByIds(self.kind, ids)))
        return self._rows.get(row_id)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._keys)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(self._sorts):
            return
        wanted = Order(self._sorts[column], order == Qt.SortOrder.DescendingOrder)
        if wanted == self._order:
            return
        self._order = wanted
        self.beginResetModel()
        self._read()
        self.endResetModel()
