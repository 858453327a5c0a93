"""Colours, icons, text, rows, menus: what needs no window."""

from __future__ import annotations

import json
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from tests.ui.look.sample import CLAIMS, COLUMNS, claim_table, claim_tree, sentence
from ui.look import icons, paint
from ui.look.cells import ROW, Column, Node, NodesModel, RowsModel, fitting, text
from ui.look.keep import Forgetful
from ui.look.menus import MenuItem, fill, tick
from ui.look.rows import Table
from ui.look.theme import Theme
from ui.look.tokens import DARK, LIGHT, Tokens, Type
from ui.look.words import DEADLINES, FINDINGS, SIDES, STANCES, STANDINGS, TESTS, Status


def contrast(one: str, two: str) -> float:
    """WCAG 2 contrast ratio."""

    def light(name: str) -> float:
        color, total = QColor(name), 0.0
        for part, share in ((color.redF(), 0.2126), (color.greenF(), 0.7152), (color.blueF(), 0.0722)):
            total += share * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        return total

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("t", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(t: Tokens) -> None:
    for tone in ("text", "text2", "text3", "link", "green", "amber", "red", "grey", "federal", "local"):
        for ground in ("window", "rail", "surface", "sunken", "hover", "sel"):
            assert contrast(getattr(t, tone), getattr(t, ground)) >= 4.5, (tone, ground)
        soft = getattr(t, f"{tone}_soft", t.surface)
        assert contrast(getattr(t, tone), soft) >= 4.5, tone
        if soft != t.surface:  # messages and conflicts set plain text on it
            assert contrast(t.text, soft) >= 4.5, tone
    assert contrast(t.on_accent, t.accent) >= 4.5
    assert min(contrast(t.ctl, t.surface), contrast(t.ctl, t.sel)) >= 3.0


@pytest.mark.parametrize("words", [STANDINGS, DEADLINES, FINDINGS, STANCES, TESTS, SIDES])
def test_a_status_is_told_without_its_colour(theme: Theme, words: dict[str, Status]) -> None:
    assert len({look.word for look in words.values()}) == len(words)
    for look in words.values():
        assert not icons.pixmap(look.icon, look.tone, 15, 1).isNull()


def test_icons_follow_the_pixel_ratio_and_the_token(theme: Theme) -> None:
    once, twice = icons.pixmap("scale", "amber", 15, 1), icons.pixmap("scale", "amber", 15, 2)
    assert (once.width(), twice.width(), twice.devicePixelRatio()) == (15, 30, 2)
    assert icons.pixmap("scale", "amber", 15, 1).cacheKey() == once.cacheKey()
    painted = {once.toImage().pixelColor(x, y).name() for x in range(15) for y in range(15)} - {"#000000"}
    assert any(abs(QColor(name).red() - QColor(LIGHT.amber).red()) < 8 for name in painted)


def test_long_words_are_elided_on_the_last_line(theme: Theme) -> None:
    words = "Executive Order 5-16 stops officials from sending information regarding status to DHS."
    laid = paint.lay(words, Type.BODY, 200, 2)
    assert laid.cut
    assert laid.layout.lineCount() == 2
    assert laid.width <= 201
    assert not paint.lay(words, Type.BODY, 600, 2).cut


def test_sorting_keeps_the_current_row(theme: Theme) -> None:
    model = RowsModel([Column("Number", lambda n: text(str(n)), key=lambda n: n)], [3, 10, 2], str)
    pinned = QPersistentModelIndex(model.index(1, 0))
    model.sort(-1)
    assert model.rows == [3, 10, 2]
    model.sort(0)
    assert model.rows == [2, 3, 10]
    assert pinned.row() == 2


def test_the_models_keep_qts_rules(theme: Theme, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(RowsModel(COLUMNS, list(CLAIMS), sentence))
    tree = NodesModel(COLUMNS, [Node(None, [Node(CLAIMS[0], [Node(CLAIMS[1])])], "Philadelphia")], sentence)
    qtmodeltester.check(tree)
    tree.set_roots([Node(CLAIMS[2])])
    assert tree.index(0, 0).data(ROW) is CLAIMS[2]


def test_a_row_can_be_replaced_without_a_reset(qtbot: QtBot, theme: Theme) -> None:
    model = RowsModel(COLUMNS, list(CLAIMS), sentence)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.replace(1, CLAIMS[2])
    assert model.index(1, 0).data(ROW) is CLAIMS[2]


def test_columns_give_way_the_least_needed_first(theme: Theme) -> None:
    columns = [
        Column("A", lambda _: text(""), 200),
        Column("B", lambda _: text(""), 200, optional=1),
        Column("C", lambda _: text(""), 200, optional=2),
    ]
    assert fitting(columns, 700) == [0, 1, 2]
    assert fitting(columns, 500) == [0, 1]
    assert fitting(columns, 100) == [0]


def test_a_tree_finds_folds_and_says_its_rows(qtbot: QtBot, theme: Theme) -> None:
    tree = claim_tree()
    qtbot.addWidget(tree)
    tree.resize(800, 400)
    tree.show()
    model: Any = tree.model()
    index = model.find(lambda claim: claim.code == "L-1")
    assert index.parent().data(ROW).code == "F-1"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == sentence(CLAIMS[1])
    group = model.index(0, 0)
    assert group.data(Qt.ItemDataRole.AccessibleTextRole) == "Philadelphia, 3 claims"
    assert tree.isExpanded(group)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualRect(group).center())
    assert not tree.isExpanded(group)
    assert not model.find(lambda claim: claim.code == "none").isValid()


def test_a_view_tells_what_is_picked_and_opened(qtbot: QtBot, theme: Theme) -> None:
    table = claim_table()
    qtbot.addWidget(table)
    table.show()
    picked: list[Any] = []
    opened: list[Any] = []
    table.on_pick(picked.append)
    table.on_open(opened.append)
    table.select_row(1)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert (picked, opened) == ([CLAIMS[1]], [CLAIMS[1]])
    assert table.current() is CLAIMS[1]
    table.set_many()
    table.selectAll()
    assert table.chosen() == list(CLAIMS)


def test_copied_rows_hold_no_formulas(qtbot: QtBot, theme: Theme) -> None:
    columns = [Column("Text", lambda row: text(row)), Column("Again", lambda row: text(row.upper()))]
    table = Table("Rows", RowsModel(columns, ["=cmd()", "plain\twords"], str), sortable=False)
    qtbot.addWidget(table)
    table.set_many()
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "'=cmd()\t'=CMD()\nplain words\tPLAIN WORDS"


def test_a_table_remembers_widths_columns_and_sorting(qtbot: QtBot, theme: Theme) -> None:
    settings = Forgetful()
    table = claim_table()
    qtbot.addWidget(table)
    table.resize(900, 300)
    table.show()
    table.keep(settings, "claims/table")
    table.setColumnWidth(0, 120)
    table.show_column("Standing", False)
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    kept = json.loads(settings.get("claims/table"))
    assert kept == {"widths": {"Code": 120, "Standing": 140}, "hidden": ["Standing"], "sort": "Code", "down": True}
    again = claim_table()
    qtbot.addWidget(again)
    again.resize(900, 300)
    again.show()
    again.keep(settings, "claims/table")
    assert again.columnWidth(0) == 120
    assert again.isColumnHidden(2)
    assert [again.model().index(n, 0).data() for n in range(3)] == ["L-1", "F-2", "F-1"]


def test_the_column_menu_sorts_and_hides_by_key(qtbot: QtBot, theme: Theme) -> None:
    table = claim_table()
    qtbot.addWidget(table)
    menu = QMenu(table)
    fill(menu, table.column_menu())
    sorts = menu.actions()[0].menu()
    next(action for action in sorts.actions() if action.text() == "Code, descending").trigger()
    assert table.model().index(0, 0).data() == "L-1"
    next(action for action in menu.actions() if action.text() == "Standing").trigger()
    assert table.isColumnHidden(2)
    assert not next(action for action in menu.actions() if action.text() == "Code").isEnabled()


def test_the_menu_of_a_row_opens_by_key(qtbot: QtBot, theme: Theme) -> None:
    table = claim_table()
    qtbot.addWidget(table)
    table.show()
    seen: list[Any] = []
    table.on_menu(lambda row: [MenuItem("Open", lambda: seen.append(row), icon="book-open")])
    table.select_row(2)
    at = table.rect().center()
    QApplication.sendEvent(table, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, table.mapToGlobal(at)))
    (menu,) = table.findChildren(QMenu)
    menu.actions()[0].trigger()
    menu.close()
    assert seen == [CLAIMS[2]]


def test_switches_of_a_menu_are_ticked_in_the_schemes_colour(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    menu = QMenu(host)
    fill(menu, [MenuItem("Supports", checked=True), MenuItem("Contradicts", checked=False)])
    tick(menu)
    on, off = (action.icon().pixmap(16, 16).toImage() for action in menu.actions())
    assert any(on.pixelColor(x, y).alpha() for x in range(16) for y in range(16))
    assert not any(off.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_an_invalid_index_has_no_row(theme: Theme) -> None:
    model = NodesModel(COLUMNS, [], sentence)
    assert model.rowCount() == 0
    assert not model.index(0, 0).isValid()
    assert not model.parent(QModelIndex()).isValid()


def test_lines_of_a_text_stay_lines(theme: Theme) -> None:
    one, two = paint.lay("First. Second.", Type.BODY, 400, 3), paint.lay("First.\nSecond.", Type.BODY, 400, 3)
    assert two.height == 2 * one.height
    assert paint.lay("First.\nSecond.", Type.BODY, 400).height == one.height
