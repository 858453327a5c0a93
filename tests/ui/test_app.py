"""Starting the window: on a case file, on what is none, on an encrypted one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casefile.services.case import Case
from tests.ui.conftest import flush
from ui.app import Application, WindowSettings
from ui.dialogs.passphrase import PassphraseDialog
from ui.errors import Errors
from ui.look.theme import Theme
from ui.main_window import MainWindow
from ui.welcome import Welcome


@pytest.fixture
def application(qapp: QApplication, theme: Theme, home: Path) -> Iterator[Application]:
    """The application without its own event loop; every window is closed at the end."""
    from casefile.services.settings import Settings

    made = Application.__new__(Application)
    made.qt, made.theme, made.kept, made.errors, made.windows = qapp, theme, Settings(), Errors(), []
    made.settings = WindowSettings(made.kept)
    yield made
    for window in tuple(made.windows):
        window.close()
    flush()


def only(application: Application) -> MainWindow | Welcome:
    (window,) = application.windows
    return window


def test_a_case_file_opens_and_is_remembered(application: Application, tmp_path: Path) -> None:
    path = tmp_path / "a.casefile"
    Case.new(path, title="Round", watch=False).close()
    application.open(path)
    assert only(application).windowTitle() == "Round · Casefile"
    application.open(path)
    assert len(application.windows) == 1, "one window a case file"
    assert application.kept.get("recent") == [str(path)]


@pytest.mark.parametrize("content", [b"", b"not a database", bytes(5000)])
def test_what_is_no_case_file_is_told_in_one_line(application: Application, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.casefile"
    path.write_bytes(content)
    application.open(path)
    window = only(application)
    assert isinstance(window, Welcome)
    assert window.messages.message is not None
    assert "case file" in window.messages.message.words
    assert path.read_bytes() == content


def test_an_encrypted_file_asks_until_the_passphrase_fits(
    application: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "e.casefile"
    Case.new(path, passphrase="sesame", title="Secret", watch=False).close()
    tries = ["wrong", "sesame"]
    asked: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PassphraseDialog) and tries:
            asked.append(dialog.form.rows["passphrase"].error)
            dialog.field.setText(tries.pop(0))
            if tries:
                QTimer.singleShot(200, answer)
            dialog.primary.click()
        else:
            QTimer.singleShot(50, answer)

    QTimer.singleShot(50, answer)
    application.open(path)
    assert only(application).windowTitle() == "Secret · Casefile"
    assert asked[0] == ""
    assert "passphrase" in asked[1]
