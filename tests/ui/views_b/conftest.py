"""A desk on a new case file, and letters of our own to import."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.services.case import Case
from tests.ui.conftest import flush
from tests.ui.views_b.letters import LETTER, pdf
from ui.desk import Desk
from ui.look.bars import Message, ProgressStrip
from ui.look.keep import Forgetful
from ui.look.screen import Screen
from ui.look.theme import Theme
from ui.workers import Jobs


@pytest.fixture
def strip(qtbot: QtBot, theme: Theme) -> ProgressStrip:
    made = ProgressStrip()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def desk(tmp_path: Path, strip: ProgressStrip, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk on an empty case file, on November 27, 2017."""
    monkeypatch.setenv("CASEFILE_NOW", "2017-11-27T12:00:00Z")
    failed: list[BaseException] = []
    with Case.new(tmp_path / "a.casefile", title="April letters") as case:
        made = Desk(case, Jobs(strip, failed.append), Forgetful())
        yield made
        made.close()
        flush()
    assert not failed


@pytest.fixture
def told(desk: Desk) -> list[Message]:
    """The messages that were shown."""
    found: list[Message] = []
    desk.message.connect(found.append)
    return found


@pytest.fixture
def went(desk: Desk) -> list[tuple[str, object]]:
    """The screens that were asked for."""
    found: list[tuple[str, object]] = []
    desk.going.connect(lambda screen, ref: found.append((screen, ref)))
    return found


Show = Callable[[Screen], Screen]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Iterator[Show]:
    """Shows a view in a window of its own; ends its jobs and children afterwards."""
    shown: list[QWidget] = []

    def made(view: Screen) -> Screen:
        qtbot.addWidget(view)
        shown.append(view)
        view.resize(1232, 780)
        with qtbot.waitActive(view):
            view.show()
            view.activateWindow()
        flush()
        return view

    yield made
    desk.jobs.close()
    for view in shown:
        if (end := getattr(view, "shut", None)) is not None:
            end()
    shown.clear()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "DOJ letter to Fairhaven.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return pdf(tmp_path / "DOJ letter.pdf", LETTER)
