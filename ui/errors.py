"""One place for everything that goes wrong in the window.

What the user or the machine's surroundings can put right becomes a message; a bug becomes a dialog with what a
developer needs. Logs hold the kind of a bug and where it was, never its text, which may quote evidence.
"""

from __future__ import annotations

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QMetaMethod,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from casefile.errors import Cancelled, CasefileError, EnvironmentFault, StaleRecord
from ui.look.bars import Message
from ui.look.dialogs import Dialog
from ui.look.fields import TextBox

LOG = logging.getLogger("casefile.ui")
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def message_for(error: CasefileError) -> Message:
    """An expected error as a message: amber when the user can ask differently, red when the machine is at fault.

    >>> message_for(EnvironmentFault("The disk is full.", hint="Free some space, then save again.")).tone
    'red'
    """
    return Message(str(error), error.hint, "red" if isinstance(error, EnvironmentFault) else "amber")


class Errors(QObject):
    """Takes every error of the process to the GUI thread.

    Signals:
        message: A `Message` for the message bar.
        conflict: A `StaleRecord`, for whoever shows the record; without a listener it is a message.
        crashed: The text of a bug, after it was logged and shown.
    """

    message = Signal(object)
    conflict = Signal(object)
    crashed = Signal(str)
    _reported = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: CrashDialog | None = None
        self._undo: list[Callable[[], object]] = []
        self._reported.connect(self._handle)  # queued when it comes from another thread

    def report(self, error: BaseException) -> None:
        """Takes an exception, from any thread."""
        self._reported.emit(error)

    def install(self) -> None:
        """Becomes the process's exception hooks and Qt's message handler, until `uninstall`."""
        old, old_thread = sys.excepthook, threading.excepthook
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        old_qt = qInstallMessageHandler(self._from_qt)

        def restore() -> None:
            sys.excepthook, threading.excepthook = old, old_thread
            qInstallMessageHandler(old_qt)

        self._undo.append(restore)

    def uninstall(self) -> None:
        """Puts the former hooks back."""
        while self._undo:
            self._undo.pop()()

    def _from_python(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, (KeyboardInterrupt, SystemExit)):
            sys.__excepthook__(kind, error, trace)
        else:
            self.report(error)

    def _from_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.report(args.exc_value)

    def _from_qt(self, kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        LOG.log(LEVELS.get(kind, logging.WARNING), "Qt: %s (%s)", words, context.category or "default")
        if kind in (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg):
            self.report(RuntimeError(f"Qt: {words}"))

    def _handle(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if isinstance(error, StaleRecord) and self.isSignalConnected(QMetaMethod.fromSignal(self.conflict)):
            self.conflict.emit(error)
        elif isinstance(error, CasefileError):
            self.message.emit(message_for(error))
        else:
            self._crash(error)

    def _crash(self, error: BaseException) -> None:
        frames = traceback.extract_tb(error.__traceback__)
        where = "; ".join(f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:])
        LOG.critical("bug: %s at %s", type(error).__name__, where)
        details = report_text(error)
        if self.dialog is None:
            self.dialog = CrashDialog(details)
            self.dialog.destroyed.connect(self._dialog_gone)
            self.dialog.show()
        else:
            self.dialog.another()  # a bug in painting comes once a frame: one dialog, with a count
        self.crashed.emit(details)

    def _dialog_gone(self) -> None:
        self.dialog = None


def report_text(error: BaseException) -> str:
    """What a developer needs: versions and the traceback."""
    versions = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}"
    return f"{versions}\n\n{''.join(traceback.format_exception(error))}".rstrip()


class CrashDialog(Dialog):
    """A bug of ours: says that nothing saved is lost, and lets the person copy the details. Does not block."""

    WIDE = 620

    def __init__(self, details: str) -> None:
        super().__init__(
            QApplication.activeWindow(),
            "Something went wrong in Casefile",
            "Copy details",
            "This is a fault of the program. Everything that was saved is safe. "
            "Copy the details and send them to whoever looks after Casefile; read them first, they may quote a record.",
            cancel="Close",
        )
        self.setWindowModality(Qt.WindowModality.NonModal)
        self.details, self.count = TextBox("Details"), 1
        self.details.setReadOnly(True)
        self.details.setPlainText(details)
        self.box.addWidget(self.details)

    def another(self) -> None:
        """Counts a bug that came while the dialog was open."""
        self.count += 1
        self.setWindowTitle(f"Something went wrong in Casefile ({self.count} times)")

    def check(self) -> bool:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
        return False  # stays open
