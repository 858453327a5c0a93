"""Renders every widget of the kit and its states to PNG: `python tests/ui/look/gallery.py OUT [--only NAME]`.

Not a test. Honours QT_QPA_PLATFORM and QT_SCALE_FACTOR; made to be looked at beside the design.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QCalendarWidget, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from ui.errors import CrashDialog
from ui.look.bars import ConflictStrip, EmptyState, Message, MessageBar, PageHeader, ProgressStrip, StandingBox
from ui.look.base import Card, Label, Legend, Pane, Scroll, SegmentBar, lay_column
from ui.look.buttons import Button, Check, Radio, Segmented
from ui.look.cells import Cell, Column, Node, NodesModel, RowsModel, text, two
from ui.look.dialogs import Dialog
from ui.look.fields import DateField, LineField, NumberField, SearchField, Select, TextBox
from ui.look.forms import Form
from ui.look.keep import Split
from ui.look.menus import MenuItem, fill
from ui.look.navigation import Navigation, NavItem
from ui.look.paint import Run
from ui.look.rows import Table, Tree
from ui.look.screen import Screen
from ui.look.theme import Scheme, Theme, theme
from ui.look.tokens import Type
from ui.look.window import Window
from ui.look.words import DEADLINES, FINDINGS, SIDES, STANDINGS
from ui.widgets.chips import Badge, PinCiteChip, StandingBadge, Tag
from ui.widgets.page_view import Mark
from ui.widgets.page_viewer import PageViewer
from ui.widgets.partial_date_edit import PartialDateEdit
from ui.widgets.record_select import Choice, RecordSelect

NAV = (
    NavItem("Docket", "house", None, "home"),
    NavItem("Jurisdictions", "map-pin", 9, "jurisdictions"),
    NavItem("Claims", "scale", 58, "claims"),
    NavItem("Correspondence", "mail", 12, "review"),
    NavItem("Deadlines", "calendar-clock", 8, "deadlines"),
    NavItem("Views"),
    NavItem("Timeline", "chart-gantt", None, "timeline"),
    NavItem("Output"),
    NavItem("Exports", "file-output", 4, "exports"),
)
CITY = [
    Choice(1, "Philadelphia", "city in Pennsylvania", "map-pin"),
    Choice(2, "Philadelphia County", "county in Pennsylvania", "map-pin"),
    Choice(3, "New York City", "city", "map-pin"),
]


@dataclass
class Claim:
    code: str
    words: str
    plus: int
    minus: int
    standing: str


ORDER = "The order stops officials from sending information regarding status to DHS, in so many words."
LIMITS = "The order limits detainer holds and release notices. It says nothing about citizenship or immigration status."
DATES = "A release date is information “regarding” status, so withholding it restricts sending."
UPLOAD = "City officers upload arrest data to databases that ICE can read, so nothing is blocked in practice."
CLAIMS = {
    "F-1": Claim("F-1", ORDER, 2, 2, "contested"),
    "L-1": Claim("L-1", LIMITS, 4, 0, "stands"),
    "F-1.1": Claim("F-1.1", DATES, 1, 2, "contested"),
    "L-2": Claim("L-2", UPLOAD, 2, 0, "stands"),
    "F-2": Claim("F-2", "The order bars asking about status and so restricts requesting it.", 1, 2, "rebutted"),
    "F-4": Claim("F-4", "The statute was upheld on its face.", 0, 0, "unsupported"),
}


def claim_cell(claim: Claim) -> Cell:
    side = SIDES["federal" if claim.code.startswith("F") else "local"]
    return Cell(((Run(claim.code, Type.BODY_SEMI, side.tone, side.icon, icon_size=16, gap=5),),), body=claim.words)


def counts(claim: Claim) -> Cell:
    return Cell(
        (
            (
                Run(str(claim.plus), Type.BODY, "text", "circle-plus", "green", 15, 3, 11, slot=32),
                Run(str(claim.minus), Type.BODY, "text", "circle-minus", "red", 15, 3),
            ),
        )
    )


COLUMNS = (
    Column("Claim", claim_cell),
    Column("Evidence", counts, 90, words=lambda c: f"{c.plus} support, {c.minus} contradict", optional=1),
    Column("Standing", lambda c: Cell(((STANDINGS[c.standing].run(),),)), 132),
)


def claim_tree() -> Tree:
    at = {code: Node(claim) for code, claim in CLAIMS.items()}
    first = Node(at["F-1"].row, [Node(at["L-1"].row, [at["F-1.1"]]), at["L-2"]])
    group = Node(None, [first, at["F-2"], at["F-4"]], "Philadelphia", "6 claims, 1 without evidence")
    return Tree("Claims", NodesModel(COLUMNS, [group], lambda claim: f"{claim.code}, {claim.words}"))


def table() -> Table:
    columns = [
        Column("Name", lambda r: text(r[0], Type.BODY_MEDIUM)),
        Column("Phase", lambda r: text(r[1], Type.SECONDARY_MEDIUM, "amber", "hourglass"), 150),
        Column("Last step", lambda r: two(r[2], "Answered on time"), 190, optional=1),
        Column("At stake", lambda r: text(r[3], Type.FIGURES, right=True), 110, right=True, words=lambda r: r[3]),
    ]
    rows = [(f"Recipient {n}", "Awaiting decision", "Letter of Oct 27, 2017", f"${n * 17_321:,}") for n in range(1, 40)]
    made = Table("Jurisdictions", RowsModel(columns, rows, lambda r: ", ".join(r)), lines=(Type.BODY, Type.SECONDARY))
    made.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    return made


def heading(words: str) -> Label:
    return Label(words, Type.CARD)


def row(*widgets: QWidget) -> QWidget:
    line = QWidget()
    box = QHBoxLayout(line)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(10)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return line


def column(*widgets: QWidget, gap: int = 12) -> QWidget:
    side = Pane("surface")
    box = QVBoxLayout(side)
    box.setContentsMargins(20, 20, 20, 20)
    box.setSpacing(gap)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    return side


def off(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def controls() -> QWidget:
    quiet, tool = Button("Show in map", "network", "quiet"), Button("", "history", "tool", name="History")
    partly = Check("Material (3 of 5)", three=True)
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    number = NumberField("Days", 0, 400, 30, "days")
    select = Select("Basis", ["Stated date", "Period in letter", "Court rule"])
    box = TextBox("Quotation", Type.QUOTE)
    box.setPlainText("“information regarding the citizenship or immigration status … of any individual.”")
    left = column(
        heading("Buttons"),
        row(Button("New claim", "plus", "primary"), Button("Add reply", "corner-down-right"), quiet, tool),
        row(
            off(Button("Add to case file", kind="primary")),
            off(Button("Add reply", "pencil")),
            Button("All deadlines", kind="link"),
        ),
        row(
            Button("Accept", "check", "primary", key="A"),
            Button("Edit", "pencil", key="E"),
            Button("Next to review", key="N", small=True),
        ),
        row(Segmented("Side", (("Both sides", ""), ("Federal", "landmark"), ("Local", "building-2")))),
        row(Select("Jurisdiction", ["Philadelphia"], button=True), Select("Standing", ["Any standing"], button=True)),
        heading("Marks"),
        row(Check("Key fact", True), Check("Disputed"), partly),
        row(off(Check("Sealed", True)), off(Check("Privileged"))),
        row(Radio("Both", True), Radio("Federal"), off(Radio("Local"))),
        heading("Chips"),
        row(*(StandingBadge(name) for name in STANDINGS)),
        row(*(Badge(DEADLINES[name], "Deadline") for name in ("overdue", "due-soon", "upcoming", "met", "paused"))),
        row(*(Badge(FINDINGS[name]) for name in ("consistent", "arguable", "in-conflict", "outside-the-text"))),
        row(Tag("detainers"), Tag("release dates", removable=True), PinCiteChip("Ex. 4", "page 1, section 1")),
        row(PinCiteChip("Ex. 12", "page 3", sound=False), Legend((SIDES["federal"].run(),), fill="federal_soft")),
        SegmentBar("f" * 9 + "ghoo", "9 answered, 1 rejected, 1 drafted, 2 open"),
    )
    right = column(
        heading("Fields"),
        LineField("Docket number", "No. 17-2991"),
        LineField("Empty", placeholder="For example, 17-2991"),
        off(LineField("Off", "Cannot be changed")),
        SearchField("Find in case file", "Ctrl F"),
        select,
        number,
        DateField("Letter date", dt.date(2017, 4, 21)),
        DateField("Receipt date", optional=True),
        box,
    )
    return pair(left, right)


def pair(*sides: QWidget) -> QWidget:
    page = Pane("window")
    box = QHBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(1)
    for side in sides:
        box.addWidget(side, 1)
    return page


def parse(words: str) -> object:
    if "2017" not in words:
        raise ValueError("No year is given. Add one, for example 2017.")
    return words


def forms() -> QWidget:
    form = Form()
    claim = TextBox("Claim")
    claim.setPlainText("A release date is information “regarding” status, so withholding it restricts sending.")
    form.add("claim", "Claim", claim, "One sentence that one side asserts.")
    form.add_beside(
        ("element", "Statute element", Select("Element", ["§ 1373(a) sending"])),
        ("answers", "Answers", RecordSelect("Answers", lambda _w: CITY)),
    )
    form.add("number", "Docket number", LineField("Docket number"), required=True)
    form.add("days", "Period", NumberField("Period", value=0, unit="days"))
    form.add("due", "Due", DateField("Due", dt.date(2017, 6, 30)))
    when = PartialDateEdit("When", parse, lambda value: f"{value} (day not known), sorted as July 1")
    when.set_text("July 2017")
    form.add("when", "When", when)
    wrong = PartialDateEdit("Wrong", parse)
    wrong.set_text("last summer")
    wrong._left()
    form.add("wrong", "Received", wrong)
    form.fail(
        {
            "number": "Another matter has this docket number. Open it, or type another number.",
            "days": "A period of no days is due at once. Enter at least 1 day.",
        }
    )
    form.rows["claim"].set_conflict(True)
    strip, standing = ConflictStrip(), StandingBox()
    strip.say("J. Whitfield", "this claim", "11:02 AM")
    standing.set("Contested", "amber", "scale", "One excerpt supports it and two contradict it. L-1.1 answers it.")
    card = Card("Next deadlines", "5 of 8", Button("All deadlines", kind="link"))
    card.add(Label("   Second review of the exhibit list"))
    inspector = Pane("surface")
    lay_column(inspector, strip, Scroll(column(form)), stretch=1)
    why = "No excerpt supports or contradicts this claim, so its standing is Unsupported."
    empty = EmptyState("paperclip", "No evidence yet", why, "Add excerpt")
    empty.setMinimumHeight(220)
    return pair(inspector, column(standing, card, empty))


def messages() -> QWidget:
    page = Pane("surface")
    bars = []
    for message in (
        Message("The change could not be saved: the disk is full.", "Free some space.", action=("Retry", bool)),
        Message("Two letters have the same bytes.", "Nothing was imported twice.", "amber"),
        Message("11 records were added to the case file.", "", "green", ("Undo", bool)),
        Message("The case file is open on another computer. You can read it.", "", "blue"),
    ):
        bar = MessageBar()
        bar.say(message)
        bars.append(bar)
    known, unknown = ProgressStrip(), ProgressStrip()
    known.set(1_420, 10_000, "Reading letters: DOJ letter to New Orleans.pdf")
    unknown.set(0, 0, "Looking for duplicates")
    for strip in (known, unknown):
        strip.show()
    header = PageHeader("Claims", "58 in 9 jurisdictions", Button("New claim", "plus", "primary"))
    lay_column(page, header, known, unknown, *bars, claim_tree(), stretch=len(bars) + 3)
    return page


LINES = (
    (90, 60, "U.S. Department of Justice", 17),
    (90, 84, "Office of Justice Programs", 12),
    (62, 150, "April 21, 2017", 12),
    (62, 186, "The Honorable Mitchell J. Landrieu", 12),
    (62, 204, "Mayor, City of New Orleans", 12),
    (62, 240, "Please send the required documents so that this Office receives them no", 12),
    (62, 258, "later than June 30, 2017. Failure to meet this condition could result in the", 12),
    (62, 276, "withholding of grant funds.", 12),
)
MARKS = (
    Mark("sender", 1, 1, "letter", ((90, 76, 228, 92),), "Office of Justice Programs"),
    Mark("date", 1, 4, "letter", ((62, 142, 136, 158),), "April 21, 2017"),
    Mark("recipient", 1, 2, "letter", ((62, 178, 244, 194),), "The Honorable Mitchell J. Landrieu"),
    Mark("city", 1, 3, "award", ((98, 196, 212, 212),), "City of New Orleans"),
    Mark("due", 1, 6, "date", ((62, 250, 190, 266),), "later than June 30, 2017"),
    Mark("law", 1, 7, "law", ((230, 250, 330, 266),), "this condition"),
)


def measured(mark: Mark) -> Mark:
    """The mark with its right edge where the font ends the words."""
    boxes = []
    for _x0, y0, _x1, y1 in mark.boxes:
        x, _y, words, size = next(line for line in LINES if abs(line[1] - (y0 + y1) / 2) < 4)
        font = QFont("Source Serif 4")
        font.setPixelSize(size * 16)
        wide = QFontMetricsF(font).horizontalAdvance
        passage = mark.words if mark.words in words else words
        start = words.index(passage)
        boxes.append((x + wide(words[:start]) / 16, y0, x + wide(words[: start + len(passage)]) / 16, y1))
    return replace(mark, boxes=tuple(boxes))


def letter_png(wide: int) -> bytes:
    image = QImage(wide, round(wide * 792 / 612), QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    painter = QPainter(image)
    painter.scale(wide / 612, wide / 612)
    for x, y, words, size in LINES:
        font = QFont("Source Serif 4")
        font.setPixelSize(size * 16)  # fonts come in whole pixels: drawn large and scaled down, any size is exact
        painter.setFont(font)
        painter.save()
        painter.scale(1 / 16, 1 / 16)
        painter.drawText(QPointF(x, y + 4) * 16, words)
        painter.restore()
    painter.end()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return data.data()


def viewer() -> QWidget:
    made = PageViewer()
    made.image_wanted.connect(lambda page, wide: made.set_image(page, letter_png(wide)))
    made.set_document(2, lambda _page: (612.0, 792.0), [measured(mark) for mark in MARKS])
    made.select("due")
    return made


def shell() -> Window:
    screen = Screen(PageHeader("Claims", "58 in 9 jurisdictions", Button("New claim", "plus", "primary")))
    screen.hints = (("Ctrl N", "New claim"), ("Ctrl R", "Add reply"), ("Ctrl E", "Add excerpt"), ("F6", "Next pane"))
    filters, rows, tree = Pane("surface", "b", 46), table(), claim_tree()
    filters.row(
        Segmented("Side", (("Both sides", ""), ("Federal", "landmark"))), 1, Label("6 shown", Type.SECONDARY, "text3")
    )
    master = Pane("surface")
    lay_column(master, filters, tree, stretch=1)
    tree.keeps_selection = True
    right = Pane("surface")
    lay_column(right, rows)
    screen.set_body(Split(master, right, inspector=430))
    screen.panes = [tree, rows]
    menus = [(f"&{name}", [MenuItem("Nothing")]) for name in ("File", "Edit", "View", "Case", "Help")]
    nav = Navigation(
        "April 2017 letters", "Nine recipients, 2016 to 2018", NAV, "local", "You see both sides’ positions"
    )
    window = Window("April 2017 letters", nav, {"claims": screen}, menus)
    window.set_saved("All changes saved, 2:14 PM")
    nav.select("claims")
    tree.setCurrentIndex(tree.model().find(lambda claim: claim.code == "F-1.1"))
    tree.setFocus()
    return window


def menu(parent: QWidget) -> QMenu:
    made = QMenu(parent)
    fill(
        made,
        (
            MenuItem("&Open at page 4", icon="book-open", keys="Return"),
            MenuItem("Copy as quotation", icon="copy", keys="Ctrl+C"),
            None,
            MenuItem("Supports", checked=True),
            MenuItem("Contradicts", checked=False),
            MenuItem("Strength", items=(MenuItem("Weak"), MenuItem("Strong"))),
            None,
            MenuItem("Delete excerpt", icon="trash-2", enabled=False),
        ),
    )
    return made


def dialog() -> Dialog:
    sentence = "A date that a letter states is never counted nor rolled."
    made = Dialog(None, "New deadline", "Add deadline", sentence, other="Import from letter")
    form = Form()
    form.add("name", "What is due", LineField("What is due", "Reply to the April 21 letters"), required=True)
    form.add_beside(
        ("due", "Due", DateField("Due", dt.date(2017, 6, 30))), ("basis", "Basis", Select("Basis", ["Stated date"]))
    )
    form.add("note", "Note", TextBox("Note"))
    form.add_widget(Check("Remind me 14, 7 and 3 days before", True))
    made.box.addWidget(form)
    return made


def popups(out: Path, tail: str) -> None:
    """What opens over a window: menus, lists, the calendar, dialogs."""
    host = Pane("surface")
    host.resize(600, 400)
    looks = list(FINDINGS.values())
    select = Select("Finding", [look.word for look in looks], art=[(look.icon, look.tone) for look in looks])
    date, record = DateField("Date", dt.date(2018, 1, 16)), RecordSelect("City", lambda _w: CITY)
    lay_column(host, select, date, record)
    host.show()
    shoot(menu(host), out / f"menu{tail}.png", popup=True)
    select.showPopup()
    settle()
    shoot(select.view().window(), out / f"select{tail}.png", popup=True)
    select.hidePopup()
    record.setFocus()
    record.open()
    settle()
    shoot(record.list, out / f"record_list{tail}.png", popup=True)
    record.list.hide()
    calendar = date.findChild(QCalendarWidget) or date.calendarWidget()
    shoot(calendar, out / f"calendar{tail}.png", popup=True)
    crash = CrashDialog("Python 3.11, Qt 6.11\n\nZeroDivisionError: division by zero")
    for name, made in (("dialog", dialog()), ("crash", crash)):
        made.show()
        settle()
        made.grab().save(str(out / f"{name}{tail}.png"))
        made.close()
    host.deleteLater()
    settle()


def settle() -> None:
    for _ in range(6):
        QApplication.processEvents()


def shoot(widget: QWidget, path: Path, size: tuple[int, int] | None = None, popup: bool = False) -> None:
    if size:
        widget.resize(*size)
    if isinstance(widget, QMenu):
        widget.popup(QPoint(0, 0))
        widget.setActiveAction(widget.actions()[0])
    else:
        widget.show()
    settle()
    if isinstance(widget, PageViewer):
        widget.view._want()
    settle()
    widget.grab().save(str(path))
    widget.hide() if popup else widget.close()


PAGES = {
    "controls": (controls, (1180, 700)),
    "forms": (forms, (1080, 860)),
    "messages": (messages, (1180, 720)),
    "viewer": (viewer, (760, 560)),
    "shell": (shell, (1440, 900)),
    "shell_narrow": (shell, (1024, 700)),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--text", type=float, default=1.0)
    parser.add_argument("--schemes", default="light,dark")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    Theme(app, Scheme.LIGHT)
    theme().set_scale(args.text)
    for scheme in args.schemes.split(","):
        theme().set_scheme(Scheme(scheme))
        tail = f"_{scheme}_{args.text:g}t@{app.devicePixelRatio():g}x"
        for name, (make, size) in PAGES.items():
            if args.only in ("", name):
                made = make()
                shoot(made, args.out / f"{name}{tail}.png", size)
                made.deleteLater()
                settle()
        if args.only in ("", "popups"):
            popups(args.out, tail)
    return 0


if __name__ == "__main__":
    sys.exit(main())
