"""A small window with the kit's parts in it, for the tests."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.look.bars import EmptyState, PageHeader, StandingBox
from ui.look.base import Label, Pane, Scroll, lay_column
from ui.look.buttons import Button, Check, Radio, Segmented
from ui.look.cells import Cell, Column, Node, NodesModel, RowsModel, text
from ui.look.fields import DateField, LineField, NumberField, Select, TextBox
from ui.look.forms import Form
from ui.look.keep import Forgetful, Split
from ui.look.menus import MenuItem
from ui.look.navigation import Navigation, NavItem
from ui.look.paint import Run
from ui.look.rows import RowList, Table, Tree
from ui.look.screen import Screen
from ui.look.tokens import Type
from ui.look.window import Window
from ui.look.words import SIDES, STANDINGS

NAV = (
    NavItem("Docket", "house", None, "docket"),
    NavItem("Claims", "scale", 3, "claims"),
    NavItem("Views"),
    NavItem("Timeline", "chart-gantt", None, "timeline"),
)


@dataclass
class Claim:
    code: str
    words: str
    standing: str


CLAIMS = (
    Claim("F-1", "The order stops officials from sending information regarding status to DHS.", "contested"),
    Claim("L-1", "The order limits detainer holds. It says nothing about citizenship or immigration status.", "stands"),
    Claim("F-2", "The order bars asking about status and so restricts requesting it.", "unsupported"),
)


def claim_cell(claim: Claim) -> Cell:
    side = SIDES["federal" if claim.code.startswith("F") else "local"]
    return Cell(((Run(claim.code, Type.BODY_SEMI, side.tone, side.icon),),), body=claim.words)


def standing_cell(claim: Claim) -> Cell:
    return Cell(((STANDINGS[claim.standing].run(),),))


def sentence(claim: Claim) -> str:
    return f"{claim.code}, {claim.standing}. {claim.words}"


COLUMNS = (Column("Claim", claim_cell), Column("Standing", standing_cell, 132))


def claim_tree() -> Tree:
    first, answer, second = (Node(claim) for claim in CLAIMS)
    group = Node(None, [Node(first.row, [answer]), second], "Philadelphia", "3 claims")
    return Tree("Claims", NodesModel(COLUMNS, [group], sentence))


def claim_table() -> Table:
    columns = [
        Column("Code", lambda claim: text(claim.code), 80),
        Column("Claim", lambda claim: text(claim.words)),
        Column("Standing", standing_cell, 140, optional=1),
    ]
    return Table("Claims", RowsModel(columns, list(CLAIMS), sentence))


class ClaimsScreen(Screen):
    hints = (("Ctrl N", "New claim"), ("F6", "Next pane"))

    def __init__(self, settings: Forgetful) -> None:
        super().__init__(PageHeader("Claims", "3 in 1 jurisdiction", Button("New claim", "plus", "primary")))
        self.tree, self.read = claim_tree(), 0
        self.tree.keeps_selection = True
        self.field = TextBox("Claim")
        self.field.setPlainText(CLAIMS[0].words)
        self.number, self.kind = NumberField("Days", 1, 400, 30, "days"), Select("Basis", ["Stated date", "Court rule"])
        self.form = Form()
        self.form.add("claim", "Claim", self.field)
        self.form.add_beside(("days", "Period", self.number), ("basis", "Basis", self.kind))
        self.form.add("docket", "Docket number", LineField("Docket number"), "As the court prints it.", required=True)
        self.form.add("due", "Due", DateField("Due", optional=True))
        standing = StandingBox()
        standing.set(
            "Contested", "amber", "scale", "One excerpt supports it and two contradict it, so it cannot stand."
        )
        self.form.add_widget(standing)
        self.form.add_widget(Check("Key fact", True))
        self.form.add_widget(Radio("Federal side"))
        filters, master, inspector = Pane("surface", "b", 46), Pane("surface"), Pane("surface")
        filters.row(Segmented("Side", (("Both sides", ""), ("Federal", "landmark"))), 1, Label("3 shown"))
        lay_column(master, filters, self.tree, stretch=1)
        body = QWidget()
        lay_column(body, self.form, QWidget(), stretch=1).setContentsMargins(16, 12, 16, 12)
        lay_column(inspector, Scroll(body), stretch=0)
        self.set_body(Split(master, inspector, inspector=430, key="claims/split", settings=settings))
        self.panes = [self.tree, self.field]

    def refresh(self) -> None:
        self.read += 1


class TimelineScreen(Screen):
    def __init__(self) -> None:
        super().__init__(PageHeader("Timeline", ""))
        self.read = 0
        self.set_body(
            EmptyState("chart-gantt", "Nothing to draw yet", "Add a fact with a date to see it here.", "Add fact")
        )

    def refresh(self) -> None:
        self.read += 1


class DocketScreen(Screen):
    def __init__(self) -> None:
        super().__init__(PageHeader("Docket", "Monday, November 27, 2017"))
        pane, self.table = Pane("surface"), claim_table()
        self.list = RowList("Recent changes", RowsModel(COLUMNS, list(CLAIMS), sentence))
        lay_column(pane, self.table, self.list)
        self.set_body(pane)
        self.panes = [self.table, self.list]


def build(settings: Forgetful | None = None) -> Window:
    """The window, at its usual size and not shown."""
    kept = settings or Forgetful()
    nav = Navigation("April 2017 letters", "Nine recipients", NAV, "local", "You see both sides’ positions")
    screens = {"docket": DocketScreen(), "claims": ClaimsScreen(kept), "timeline": TimelineScreen()}
    menus = [
        ("&File", [MenuItem("&Open", keys="Ctrl+O"), None, MenuItem("&Quit")]),
        ("&View", [MenuItem("&Inspector")]),
    ]
    window = Window("April 2017 letters", nav, screens, menus, kept)
    window.resize(1440, 900)
    nav.select("claims")
    return window
