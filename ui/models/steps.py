"""The history as a table, newest first; older steps come as somebody scrolls to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject

from casefile.domain.refs import RecordRef
from casefile.services.queries.history import History, StepRow
from ui.desk import Desk
from ui.look.cells import ROOT, Column, ColumnsModel, Index

FETCH = 100  # steps read at once


class StepsModel(ColumnsModel):
    """Steps without what they changed, which is read for one of them when it is selected.

    Attributes:
        record: Only what was done to this one; None for all.
    """

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[Column],
        sentence: Callable[[Any], str],
        parent: QObject | None = None,
        *,
        fetch: int = FETCH,
    ) -> None:
        super().__init__(columns, sentence, parent)
        self._desk, self._fetch, self.record = desk, fetch, None
        self.steps: list[StepRow] = []
        self._ended = True

    record: RecordRef | None

    def show(self, record: RecordRef | None) -> None:
        """Shows the steps of one record, or all of them."""
        self.beginResetModel()
        self.record, self.steps = record, []
        self._ended = not self._more(None)
        self.endResetModel()

    def refresh(self) -> None:
        """Puts steps made since on top."""
        newest = self.steps[0].number if self.steps else 0
        found: list[StepRow] = []
        before: int | None = None
        while True:
            page = self._read(before)
            fresh = [step for step in page if step.number > newest]
            found += fresh
            if len(fresh) < len(page) or len(page) < self._fetch:
                break
            before = page[-1].number
        if found:
            self.beginInsertRows(ROOT, 0, len(found) - 1)
            self.steps[:0] = found
            self.endInsertRows()

    def _read(self, before: int | None) -> list[StepRow]:
        return self._desk.ask(History(self.record, self._fetch, before, with_changes=False))

    def _more(self, before: int | None) -> bool:
        page = self._read(before)
        self.steps += page
        return len(page) == self._fetch

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: Index) -> None:
        page = self._read(self.steps[-1].number)
        self._ended = len(page) < self._fetch
        if page:
            self.beginInsertRows(ROOT, len(self.steps), len(self.steps) + len(page) - 1)
            self.steps += page
            self.endInsertRows()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.steps)

    def row(self, n: int) -> StepRow:
        return self.steps[n]

    def find(self, number: int) -> int | None:
        """The row of a step, if it has been read."""
        return next((n for n, step in enumerate(self.steps) if step.number == number), None)
