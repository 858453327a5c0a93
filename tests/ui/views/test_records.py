"""The screen of one kind's records, with its inspector."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind
from ui.desk import Desk
from ui.look.fields import TextBox
from ui.views.records import RecordsView

K = RecordKind
Show = Callable[[Any], None]


def make(desk: Desk, kind: RecordKind, title: str, show: Show) -> RecordsView:
    view = RecordsView(desk, kind, title)
    show(view)
    return view


def titles(view: RecordsView) -> list[str]:
    model = view.table.model()
    column = next(n for n, own in enumerate(view.table.columns) if own.title in ("Statement", "Name", "Title"))
    return [model.index(row, column).data() for row in range(model.rowCount())]


def write(box: Any, words: str) -> None:
    box.setFocus()
    box.selectAll()
    box.insertPlainText(words) if isinstance(box, TextBox) else box.insert(words)


def test_smoke(desk, file, dispute, show):
    view = make(desk, K.CLAIM, "Claims", show)
    assert titles(view) == ["The order restricts sending.", "The order limits holds alone.", "The rule bars asking."]
    assert view.inspector.record.ref == dispute.attack
