"""What every test of the window gets: a theme, and a failure for anything left behind.

Unexpected Qt warnings fail a test through pytest-qt (`qt_log_level_fail`). Here the same holds for threads that are
still running and for top-level widgets that nobody took away.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtWidgets import QApplication

from ui.look.theme import Scheme, Theme

QT_OWN = ("QTipLabel",)  # Qt keeps one for the whole run


HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform remarks that it cannot raise a popup or grab keys for it; nothing else is ignored."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(scope="session")
def _theme(qapp: QApplication) -> Theme:
    qapp.setApplicationName("Casefile")
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def theme(_theme: Theme) -> Iterator[Theme]:
    """The application's theme in its plain state, put back afterwards."""
    yield _theme
    if _theme.scheme is not Scheme.LIGHT:
        _theme.set_scheme(Scheme.LIGHT)
    if _theme.scale != 1:
        _theme.set_scale(1)
    if _theme.compact:
        _theme.set_compact(False)


def flush() -> None:
    """Runs what waits in the event loop, deletions included."""
    for _ in range(3):
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture(autouse=True)
def no_leaks(_theme: Theme) -> Iterator[None]:
    """Fails a test that leaves a thread running or a window open.

    Set up before `qtbot`, whose widgets are closed and deleted by then.
    """
    flush()
    threads, widgets = set(threading.enumerate()), list(QApplication.topLevelWidgets())
    yield
    QThreadPool.globalInstance().waitForDone(2000)
    flush()
    gc.collect()
    flush()
    left = [thread for thread in threading.enumerate() if thread not in threads and thread.is_alive()]
    # A pool's thread that sleeps is a "Dummy" to Python; it holds no work.
    left = [thread for thread in left if not isinstance(thread, threading._DummyThread)]
    assert not left, f"threads left running: {left}"
    new = [w for w in QApplication.topLevelWidgets() if w not in widgets and w.metaObject().className() not in QT_OWN]
    shown = [widget for widget in new if widget.isVisible()]
    assert not shown, f"windows left open: {shown}"
    assert not new, f"widgets left without a parent: {new}"
