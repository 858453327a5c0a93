"""Grabs the views on a small invented case: `python tests/ui/views_b/shots_b.py OUT [VIEW ...]`.

Not a test; made to be looked at beside the design.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("CASEFILE_NOW", "2017-11-27T12:00:00Z")
sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from letters import LETTER, PERIODS, pdf
from PySide6.QtCore import QDeadlineTimer, QEventLoop, QThreadPool
from PySide6.QtWidgets import QApplication, QWidget

from casefile.domain.refs import RecordKind
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords
from casefile.services.intake import import_documents
from casefile.services.queries.records import Records
from ui.desk import Desk
from ui.dialogs.deadline import DeadlineDialog, MetDialog
from ui.look.bars import ProgressStrip
from ui.look.dialogs import Dialog
from ui.look.keep import Forgetful
from ui.look.navigation import Navigation, NavItem
from ui.look.screen import Screen
from ui.look.theme import Scheme, Theme
from ui.look.window import Window
from ui.views.deadlines import DeadlinesView
from ui.views.document import DocumentView
from ui.views.exports import ExportsView, Unsupported
from ui.views.review import ReviewView
from ui.workers import Jobs

K = RecordKind
NAV = (
    NavItem("Docket", "house", None, "docket"), NavItem("Claims", "scale", 4, "claim"),
    NavItem("Correspondence", "mail", 2, "review"), NavItem("Deadlines", "calendar-days", 8, "deadline"),
    NavItem("Documents", "files", 2, "document-page"), NavItem("Output"),
    NavItem("Exports", "file-output", None, "exports"),
)  # fmt: skip


def fill(case: Case, folder: Path) -> None:
    """Two letters, three places, deadlines of every kind."""
    text = folder / "Letter to Pine County.txt"
    text.write_text(PERIODS, encoding="utf-8")
    import_documents(case, [pdf(folder / "DOJ letter to Fairhaven.pdf", LETTER), text])
    case.do(AddRecords([
        (K.EXCERPT, {"document_id": 2, "page": 1, "start": PERIODS.index("Please"), "end": PERIODS.index(" You must")}),
    ]))  # fmt: skip
    places = [(K.JURISDICTION, {"name": n, "state": s}) for n, s in (("Fairhaven", "OH"), ("Port Alder", "PA"))]
    case.do(AddRecords(places))
    fairhaven, alder = (own.id for own in case.ask(Records(K.JURISDICTION)))
    day = dt.date
    court = {"basis": "court-rule", "rule_key": "frap-4-a1B", "trigger_on": day(2017, 11, 15), "jurisdiction_id": alder}
    case.do(AddRecords([
        (K.DEADLINE, {"title": "Notice of appeal, injunction order", **court, "checked_by": "M. Alvarez",
                      "checked_on": day(2017, 11, 20)}),
        (K.DEADLINE, {"title": "Answer the Office of Justice Programs", "basis": "stated-date",
                      "due_on": day(2017, 12, 2), "jurisdiction_id": fairhaven, "trigger_words": "no later than"}),
        (K.DEADLINE, {"title": "Second review of the exhibit list", "basis": "office-date",
                      "due_on": day(2017, 12, 1), "jurisdiction_id": alder}),
        (K.DEADLINE, {"title": "Oral argument", "basis": "court-order", "due_on": day(2018, 1, 19),
                      "jurisdiction_id": alder, "time": "10:00", "zone": "America/New_York"}),
        (K.DEADLINE, {"title": "Records on intake practice", "basis": "stated-date", "due_on": day(2017, 11, 20),
                      "jurisdiction_id": fairhaven}),
        (K.DEADLINE, {"title": "Produce the records of Attachment A", "basis": "period-in-letter",
                      "period": "10 business days", "counted_from": "receipt", "jurisdiction_id": fairhaven}),
        (K.DEADLINE, {"title": "Reply to the April letter", "basis": "stated-date", "due_on": day(2017, 6, 30),
                      "jurisdiction_id": fairhaven, "status": "met", "met_on": day(2017, 6, 29)}),
    ]))  # fmt: skip


def settle(desk: Desk, rounds: int = 3) -> None:
    """Lets jobs finish and what they started be painted."""
    for _ in range(rounds):
        end = QDeadlineTimer(6000)
        while not end.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
            if not desk.jobs.busy() and end.remainingTime() < 5750:
                break
    QThreadPool.globalInstance().waitForDone(1000)


def views(desk: Desk, wanted: list[str]) -> Iterator[tuple[str, str, Screen]]:
    makers = {"review": ReviewView, "deadline": DeadlinesView, "document-page": DocumentView, "exports": ExportsView}
    for name, make in makers.items():
        if not wanted or name in wanted:
            yield name, name, make(desk)


def staged(name: str, view: Screen) -> None:
    """Brings a view into a state worth looking at."""
    if isinstance(view, ReviewView):
        rows = view.model.proposals()
        for row in rows[:7]:
            view._mark([row], "accepted")
        view._mark([row for row in rows if row.proposal.name == "mentioned_date"], "rejected")
        view.go_to(next(row.key for row in rows if row.proposal.name == "deadline"))
    if isinstance(view, DocumentView):
        view.show_ref(view.desk.ask(Records(K.EXCERPT))[0].ref)
    if isinstance(view, DeadlinesView):
        view.show_ref(view.desk.ask(Records(K.DEADLINE))[0].ref)


def dialogs(screens: dict[str, Screen], desk: Desk, theme: Theme, out: Path) -> None:
    """The dialogs, light and dark."""
    deadlines, exports = screens.get("deadline"), screens.get("exports")
    for scheme in (Scheme.LIGHT, Scheme.DARK):
        theme.set_scheme(scheme)
        if isinstance(deadlines, DeadlinesView):
            for way in range(3):
                dialog = DeadlineDialog(deadlines, desk)
                dialog.kinds.group.buttons()[way].click()
                dialog.title.setText("Notice of appeal")
                dialog.search.setText("appeal 60")
                dialog.rules.select_row(0)
                dialog.period.setText("30 days")
                dialog.start_day.set_value(dt.date(2017, 11, 30))
                grab(dialog, desk, out / f"dialog_deadline_{way}_{scheme}.png")
            grab(MetDialog(deadlines, desk, deadlines.model.rows[1].record), desk, out / f"dialog_met_{scheme}.png")
        if isinstance(exports, ExportsView):
            grab(exports.export("memo"), desk, out / f"dialog_export_{scheme}.png")
            lines = ("Facts, 3: The city honors detainers.", "Facts, 4: Nobody was asked about it.")
            grab(Unsupported(exports, lines, bool), desk, out / f"dialog_unsupported_{scheme}.png")


def grab(dialog: Dialog, desk: Desk, path: Path) -> None:
    dialog.open()
    settle(desk, 1)
    dialog.grab().save(str(path))
    dialog.reject()


def main(out: Path, wanted: list[str]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme = Theme(app, Scheme.LIGHT)
    with tempfile.TemporaryDirectory() as folder, Case.new(Path(folder) / "a.casefile") as case:
        fill(case, Path(folder))
        strip = ProgressStrip()
        desk = Desk(case, Jobs(strip, sys.excepthook), Forgetful())
        screens = {name: view for name, _, view in views(desk, wanted)}
        nav = Navigation("April 2017 letters", "Two recipients, 2017", NAV, "local", "You see both sides’ positions")
        window = Window("April 2017 letters · Casefile", nav, screens, [("&File", []), ("&View", []), ("&Help", [])])
        window.setMinimumSize(200, 200)
        window.show()
        for name, view in screens.items():
            nav.select(name)
            window.show_screen(name)
            for wide, high in ((1440, 900), (1024, 700)):
                window.resize(wide, high)
                for scheme in (Scheme.LIGHT, Scheme.DARK):
                    theme.set_scheme(scheme)
                    staged(name, view)
                    view_list = getattr(view, "list", None)
                    if isinstance(view_list, QWidget):
                        view_list.setFocus()
                    settle(desk, 2)
                    window.grab().save(str(out / f"{name}_{wide}_{scheme}.png"))
            window.resize(1440, 900)
            theme.set_scheme(Scheme.LIGHT)
            theme.set_scale(1.5)
            settle(desk, 2)
            window.grab().save(str(out / f"{name}_1440_text150.png"))
            theme.set_scale(1)
        dialogs(screens, desk, theme, out)
        desk.close()
        for view in screens.values():
            if hasattr(view, "shut"):
                view.shut()
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
