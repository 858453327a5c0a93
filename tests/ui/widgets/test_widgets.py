"""Partial dates, references to records, chips."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casefile.errors import UserError
from tests.ui.conftest import flush
from ui.look.base import lay_column
from ui.look.buttons import Button
from ui.look.fields import LineField
from ui.look.forms import Form
from ui.look.theme import Scheme, Theme
from ui.look.tokens import DARK
from ui.look.words import STANDINGS
from ui.widgets.chips import Badge, PinCiteChip, StandingBadge, Tag
from ui.widgets.partial_date_edit import PartialDateEdit
from ui.widgets.record_select import Choice, RecordSelect

CITIES = [
    Choice(1, "Philadelphia", "city", "map-pin"),
    Choice(2, "Philadelphia County", "county"),
    Choice(3, "Chicago"),
]


def parse(words: str) -> tuple[str, ...]:
    if not words[-4:].isdigit():
        raise UserError("No year is given. Add one, for example 2017.")
    return tuple(words.split())


Show = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot, theme: Theme) -> Iterator[Show]:
    """Shows widgets one under the other in a window of their own."""
    hosts: list[QWidget] = []  # qtbot holds them weakly

    def show(*widgets: QWidget) -> QWidget:
        host = QWidget()
        hosts.append(host)
        qtbot.addWidget(host)
        lay_column(host, *widgets)
        host.resize(420, 300)
        host.show()
        host.activateWindow()
        flush()
        return host

    yield show
    hosts.clear()


def test_a_date_is_read_while_it_is_typed(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    edit = PartialDateEdit("When", parse, lambda value: f"{' '.join(value)}, day not known")  # type: ignore[arg-type]
    shown(edit)
    values: list[Any] = []
    edit.changed.connect(values.append)
    edit.setFocus()
    QTest.keyClicks(edit.inner, "July")
    assert edit.value is None
    assert edit.reading.text() == "No year is given. Add one, for example 2017."
    assert not edit.inner.property("error")
    QTest.keyClicks(edit.inner, " 2017")
    assert edit.value == ("July", "2017")
    assert edit.reading.text() == "July 2017, day not known"
    assert edit.inner.accessibleDescription() == "July 2017, day not known"
    assert values == [("July", "2017")]


def test_a_date_that_cannot_be_read_is_red_once_it_is_left(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    form = Form()
    edit = PartialDateEdit("When", parse)
    form.add("when", "When", edit)
    shown(form, LineField("Next"))
    edit.setFocus()
    QTest.keyClicks(edit.inner, "last summer")
    QTest.keyClick(edit.inner, Qt.Key.Key_Tab)
    assert edit.inner.property("error")
    assert form.fail({})
    assert edit.inner.hasFocus()
    edit.set_text("")
    assert not form.fail({})
    assert edit.value is None


@pytest.fixture
def select(shown: Show) -> RecordSelect:
    made = RecordSelect("Jurisdiction", lambda words: [c for c in CITIES if c.words.lower().startswith(words.lower())])
    shown(made, LineField("Next"))
    made.setFocus()
    return made


def test_a_record_is_found_and_chosen_by_keyboard(qtbot: QtBot, select: RecordSelect) -> None:
    chosen: list[Any] = []
    select.chosen.connect(chosen.append)
    QTest.keyClicks(select, "phil")
    assert select.list.isVisible()
    assert len(select.model.rows) == 2
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(select.list, key)
    assert chosen == [CITIES[1]]
    assert select.text() == "Philadelphia County"
    assert not select.list.isVisible()


def test_words_that_name_no_record_go_back(qtbot: QtBot, select: RecordSelect) -> None:
    chosen: list[Any] = []
    select.set_choice(CITIES[2])
    select.chosen.connect(chosen.append)
    select.selectAll()
    QTest.keyClicks(select, "nowhere")
    assert not select.list.isVisible()
    QTest.keyClick(select, Qt.Key.Key_Tab)
    assert (select.text(), select.choice, chosen) == ("Chicago", CITIES[2], [])


def test_a_name_typed_in_full_is_taken_when_the_field_is_left(select: RecordSelect) -> None:
    QTest.keyClicks(select, "philadelphia")
    QTest.keyClick(select.list, Qt.Key.Key_Tab)  # an open list takes the keys
    assert select.choice == CITIES[0]
    assert not select.list.isVisible()


def test_an_emptied_field_means_no_record(qtbot: QtBot, select: RecordSelect) -> None:
    chosen: list[Any] = []
    select.set_choice(CITIES[2])
    select.chosen.connect(chosen.append)
    select.selectAll()
    QTest.keyClick(select, Qt.Key.Key_Delete)
    QTest.keyClick(select, Qt.Key.Key_Tab)
    assert (select.choice, chosen) == (None, [None])


def test_down_opens_the_list_without_a_word(qtbot: QtBot, select: RecordSelect) -> None:
    QTest.keyClick(select, Qt.Key.Key_Down)
    assert select.list.isVisible()
    assert len(select.model.rows) == 3
    select.list.hide()


def test_a_badge_says_what_it_is(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    badge = StandingBadge("stands")
    shown(badge)
    assert badge.text() == "Standing: Stands"
    badge.set_standing("rebutted")
    assert (badge.text(), badge.fill) == ("Standing: Rebutted", "red_soft")
    theme.set_scheme(Scheme.DARK)
    image = badge.grab().toImage()
    assert image.pixelColor(image.width() // 2, 2).name().upper() == DARK.red_soft


def test_every_standing_fits_its_badge(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    theme.set_scale(1.5)
    for name in STANDINGS:
        badge = Badge(STANDINGS[name])
        shown(badge)
        assert badge.width() >= badge.sizeHint().width()


def test_a_tag_can_be_taken_off(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    tag = Tag("release dates", removable=True)
    shown(tag)
    (cross,) = tag.findChildren(Button)
    with qtbot.waitSignal(tag.removed) as signal:
        cross.click()
    assert signal.args == ["release dates"]


def test_a_pin_cite_opens_its_page_and_says_when_it_is_wrong(qtbot: QtBot, theme: Theme, shown: Show) -> None:
    cite = PinCiteChip("Ex. 4", "page 1", sound=False)
    shown(cite)
    assert cite.accessibleName() == "Open Ex. 4, page 1"
    assert cite.accessibleDescription() == "The quoted words are not on this page."
    cite.setFocus()
    with qtbot.waitSignal(cite.clicked):
        QTest.keyClick(cite, Qt.Key.Key_Space)
