"""A window of the kit's parts."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.look.sample import build
from ui.look.theme import Theme
from ui.look.window import Window


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Window:
    made = build()
    qtbot.addWidget(made)
    made.show()
    settle()
    return made
