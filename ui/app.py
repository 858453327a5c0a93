"""Starts the window: `casefile-desktop [FILE]`, or `python -m ui [FILE]`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog

from casefile.errors import CasefileError, UserError
from casefile.services.case import Access, Case, may_be_encrypted
from casefile.services.settings import Settings as FileSettings
from ui.dialogs.passphrase import PassphraseDialog
from ui.errors import Errors, message_for
from ui.look.theme import Theme
from ui.main_window import MainWindow
from ui.welcome import Welcome


class WindowSettings:
    """Window state as text, in the program's settings file."""

    def __init__(self, kept: FileSettings) -> None:
        self._kept = kept

    def get(self, key: str) -> str:
        value = self._kept.get(key, "")
        return value if isinstance(value, str) else ""

    def set(self, key: str, value: str) -> None:
        self._kept.set(key, value)


class Application:
    """The windows of one process: each case file has one; without a file there is the welcome page."""

    def __init__(self, arguments: list[str]) -> None:
        self.qt = QApplication(arguments)
        self.qt.setApplicationName("Casefile")
        self.theme = Theme(self.qt)
        self.kept = FileSettings()
        self.settings = WindowSettings(self.kept)
        self.errors = Errors()
        self.windows: list[MainWindow | Welcome] = []

    def start(self, file: Path | None) -> int:
        """Runs until the last window is closed; the exit code."""
        self.errors.install()
        try:
            if file is None:
                self.welcome()
            else:
                QTimer.singleShot(0, lambda: self.open(file))
                self.qt.setQuitOnLastWindowClosed(False)  # until the first one is there
            return self.qt.exec()
        finally:
            self.errors.uninstall()

    def open(self, file: Path, *, review: bool = False) -> None:
        """Opens a case file in a window of its own; asks for a passphrase where one is needed."""
        for window in self.windows:
            if isinstance(window, MainWindow) and window.case.path.resolve() == file.resolve():
                window.raise_()
                window.activateWindow()
                return
        try:
            case = self._opened(file)
        except CasefileError as error:
            self._refused(error)
            return
        if case is None:
            self._refused(UserError(f"{file.name} was not opened.", hint="It needs its passphrase."))
            return
        self.kept.remember_file(str(file.absolute()))
        self._show(MainWindow(case, self.settings, self.errors, self))
        for window in [own for own in self.windows if isinstance(own, Welcome)]:
            window.close()

    def _opened(self, file: Path) -> Case | None:
        passphrase = os.environ.get("CASEFILE_PASSPHRASE") or None
        if not file.is_file() or not may_be_encrypted(file) or passphrase:
            return Case.open(file, passphrase=passphrase, access=Access.WRITE_OR_READ)
        problem = ""
        while True:
            dialog = PassphraseDialog(file.name, problem)
            if dialog.exec() != QDialog.DialogCode.Accepted:
                return None
            try:
                return Case.open(file, passphrase=dialog.passphrase, access=Access.WRITE_OR_READ)
            except CasefileError as error:
                problem = str(error)

    def welcome(self, error: CasefileError | None = None) -> None:
        page = Welcome(self.kept, self.open, self.errors)
        self._show(page)
        if error is not None:
            page.say(message_for(error))

    def _refused(self, error: CasefileError) -> None:
        """Says it in a window that is there, else on the welcome page."""
        if self.windows:
            self.windows[-1].say(message_for(error))
        else:
            self.welcome(error)

    def _show(self, window: MainWindow | Welcome) -> None:
        self.windows.append(window)
        window.closed.connect(lambda: self.windows.remove(window) if window in self.windows else None)
        window.show()
        self.qt.setQuitOnLastWindowClosed(True)


def main(arguments: list[str]) -> int:
    file = Path(arguments[1]) if len(arguments) > 1 else None
    return Application(arguments[:1]).start(file)


def entry() -> None:
    """The installed desktop program."""
    sys.exit(main(sys.argv))
