"""Every error leads to one place, from Python, from a thread, from Qt."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qCritical, qWarning
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from casefile.errors import Cancelled, EnvironmentFault, StaleRecord, UserError
from tests.ui.conftest import flush
from ui.errors import Errors
from ui.look.bars import Message
from ui.look.theme import Theme


@pytest.fixture
def errors(qtbot: QtBot, theme: Theme) -> Iterator[Errors]:
    made = Errors()
    made.install()
    yield made
    made.uninstall()
    if made.dialog is not None:
        made.dialog.close()
    flush()


def raised(error: BaseException) -> BaseException:
    try:
        raise error
    except type(error) as caught:
        return caught


def test_what_the_user_can_put_right_becomes_a_message(errors: Errors) -> None:
    seen: list[Message] = []
    errors.message.connect(seen.append)
    for error in (
        UserError("There is no exhibit 12.", hint="Choose another."),
        EnvironmentFault("The disk is full."),
        StaleRecord("The claim changed meanwhile."),
        Cancelled("Stopped."),
    ):
        sys.excepthook(type(error), error, None)
    assert [(message.words, message.hint, message.tone) for message in seen] == [
        ("There is no exhibit 12.", "Choose another.", "amber"),
        ("The disk is full.", "", "red"),
        ("The claim changed meanwhile.", "", "amber"),
    ]
    assert errors.dialog is None


def test_a_stale_record_goes_to_whoever_shows_it(errors: Errors) -> None:
    seen: list[StaleRecord] = []
    said: list[Message] = []
    errors.conflict.connect(seen.append)
    errors.message.connect(said.append)
    stale = StaleRecord("The claim changed.", mine={"text": "a"}, theirs={"text": "b"})
    errors.report(stale)
    assert (seen, said) == ([stale], [])


def test_a_bug_opens_one_dialog_that_does_not_block(
    qtbot: QtBot, errors: Errors, caplog: pytest.LogCaptureFixture
) -> None:
    bug = raised(ZeroDivisionError("quotes Mayor Landrieu"))
    with caplog.at_level(logging.ERROR, "casefile.ui"):
        sys.excepthook(type(bug), bug, bug.__traceback__)
        sys.excepthook(type(bug), bug, bug.__traceback__)
    dialog = errors.dialog
    assert dialog is not None
    assert dialog.isVisible()
    assert not dialog.isModal()
    assert dialog.windowTitle().endswith("(2 times)")
    dialog.primary.click()
    assert "ZeroDivisionError: quotes Mayor Landrieu" in QGuiApplication.clipboard().text()
    assert dialog.isVisible()
    assert "ZeroDivisionError" in caplog.text
    assert "Landrieu" not in caplog.text
    caplog.clear()
    dialog.reject()
    flush()
    assert errors.dialog is None


def test_a_bug_in_a_thread_reaches_the_window(qtbot: QtBot, errors: Errors, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> None:
        raise KeyError("no such thing")

    with qtbot.waitSignal(errors.crashed) as signal:
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "KeyError" in signal.args[0]
    assert "KeyError" in caplog.text
    caplog.clear()


def test_qt_is_logged_and_what_is_critical_is_a_bug(
    qtbot: QtBot, errors: Errors, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "casefile.ui"):
        qWarning("an odd layout")
        assert errors.dialog is None
        qCritical("a broken layout")
    assert "an odd layout" in caplog.text
    caplog.clear()
    assert errors.dialog is not None


def test_an_interrupt_is_left_to_python(errors: Errors, capsys: pytest.CaptureFixture[str]) -> None:
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert errors.dialog is None
    assert "KeyboardInterrupt" in capsys.readouterr().err


def test_the_former_hooks_come_back(qtbot: QtBot, theme: Theme) -> None:
    before = sys.excepthook, threading.excepthook
    made = Errors()
    made.install()
    assert sys.excepthook != before[0]
    made.uninstall()
    assert (sys.excepthook, threading.excepthook) == before
