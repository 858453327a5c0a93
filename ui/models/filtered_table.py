"""The lazy table of records, narrowed to what somebody typed or chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from casefile.services.queries.records import Filtered, Key
from ui.look.cells import ROOT
from ui.models.record_table import RecordTableModel

AMONG = 400  # ids asked about by one statement


class FilteredTableModel(RecordTableModel):
    """Shows the records that have all of the words and all of the values; all records without either."""

    _words = ""
    _where: Mapping[str, Any] = {}

    @property
    def is_filtered(self) -> bool:
        return bool(self._words or self._where)

    def narrow(self, words: str, where: Mapping[str, Any]) -> None:
        """Narrows the table; no words and no values show everything again."""
        words = " ".join(words.split())
        if (words, where) == (self._words, self._where):
            return
        self._words, self._where = words, dict(where)
        if self.loading is not None:
            self.loading.cancel()
            self.loading = None
        self.beginResetModel()
        self._read()
        self.endResetModel()
        self.counted.emit(self.rowCount())

    def _read(self) -> None:
        if not self.is_filtered:
            super()._read()
            return
        self._rows, self._missed = {}, None
        self._keys = self._desk.ask(Filtered(self.kind, self._words, self._where, self._order))

    def _fill(self, keys: list[Key]) -> None:
        if not self.is_filtered:  # else the keys of the whole list come too late to be shown
            super()._fill(keys)

    def _refresh(self, ids: set[int] | frozenset[int]) -> None:
        if not self.is_filtered:
            super()._refresh(ids)
            return
        wanted, inside = sorted(ids), set[int]()
        for at in range(0, len(wanted), AMONG):
            few = wanted[at : at + AMONG]
            inside |= {key[1] for key in self._desk.ask(Filtered(self.kind, self._words, self._where, among=few))}
        for row_id in set(ids) - inside:
            self._rows.pop(row_id, None)
            if (row := self._row_of(row_id)) is not None:
                self.beginRemoveRows(ROOT, row, row)
                del self._keys[row]
                self.endRemoveRows()
        super()._refresh(inside)
