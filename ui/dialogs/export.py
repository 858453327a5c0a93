"""Asks what a paper shall hold, for whom, as of when, and where it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from casefile.domain.privilege import Mode
from casefile.domain.refs import RecordKind, RecordRef
from casefile.services.queries.records import Get, Records
from casefile.services.settings import today
from ui.desk import Desk
from ui.look.base import Label, lay_column, lay_row
from ui.look.buttons import Button, Segmented
from ui.look.dialogs import Dialog
from ui.look.fields import DateField, LineField, Select
from ui.look.forms import Form
from ui.look.tokens import Type

K = RecordKind
LEAVES = {
    Mode.INTERNAL: "Everything but what is sequestered, under the privilege line. For your own office.",
    Mode.CLIENT: "Everything but what is sequestered, under the privilege line. For the client.",
    Mode.OPPOSING: "Only records marked outward; no document that is privileged or carries a designation.",
    Mode.COURT: "Only records marked outward; no privileged document. Designated ones may stand in it.",
    Mode.PUBLIC: "Only records marked outward; no document that is privileged or carries a designation.",
}
EVERY = "All jurisdictions"


@dataclass(frozen=True, slots=True)
class Report:
    """A report that can be exported.

    Attributes:
        key: As `services.reporting` and the command line call it.
        of_one: Whether it is about one jurisdiction.
    """

    key: str
    title: str
    words: str
    icon: str
    of_one: bool


REPORTS = (
    Report(
        "memo", "Compliance memo",
        "Questions presented, facts with pin cites, each clause against the statute with both sides’ positions, risk, "
        "deadlines and their computation, exhibits. About one jurisdiction.", "scroll-text", True,
    ),
    Report(
        "timeline", "Deadline timeline",
        "A true time axis with a lane for each jurisdiction, deadlines as flags, and the table of dates with the basis "
        "of each.", "chart-gantt", False,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    report: Report
    jurisdiction: RecordRef | None
    mode: Mode
    as_of: dt.date
    final: bool
    out: Path


class ExportDialog(Dialog):
    """Sets `order` once the verb was chosen and everything is there."""

    WIDE = 560

    def __init__(self, parent: QWidget | None, desk: Desk, report: Report) -> None:
        super().__init__(parent, f"Export {report.title.lower()}", f"Export {report.key}")
        self.desk, self.report = desk, report
        self.order: Order | None = None
        self.places = sorted(desk.ask(Records(K.JURISDICTION)), key=lambda own: own.title_text.casefold())
        names = [own.title_text for own in self.places]
        self.place = Select("Jurisdiction", names if report.of_one else [EVERY, *names])
        self.mode = Select("For whom", [mode.label for mode in Mode])
        self.as_of = DateField("As of", today())
        self.state = Segmented("State of the paper", (("Draft", ""), ("Final", "")))
        self.form = Form()
        self.form.add("place", "Jurisdiction", self.place)
        self.mode_row = self.form.add("mode", "For whom", self.mode, LEAVES[Mode.INTERNAL])
        self.form.add("as_of", "As of", self.as_of, "Nothing later than this day is printed or hinted at.")
        state = QWidget()
        column = lay_column(state, Label("State of the paper", Type.SECONDARY, "text2"), self.state)
        column.setSpacing(5)
        column.setAlignment(self.state, Qt.AlignmentFlag.AlignLeft)
        self.form.add_widget(state)
        self._file_row()
        self.box.addWidget(self.form)
        self.mode.currentIndexChanged.connect(self._mode_chosen)
        self.place.currentIndexChanged.connect(self._name)
        self.as_of.dateChanged.connect(self._name)
        self.state.chosen.connect(self._name)
        self._named = ""
        self._name()

    def _file_row(self) -> None:
        self.file = LineField("File")
        choose = Button("Choose…", "folder-open")
        choose.clicked.connect(self._choose)
        whole = _FileField(self.file, choose)
        self.form.add("file", "File", whole, "Ends in .pdf, or in .txt for plain text.")

    def _mode_chosen(self) -> None:
        self.mode_row.hint = LEAVES[self.chosen_mode()]
        self.mode_row.set_error("")
        self.settle.start()

    def chosen_mode(self) -> Mode:
        return list(Mode)[self.mode.currentIndex()]

    def chosen_place(self) -> RecordRef | None:
        n = self.place.currentIndex() - (0 if self.report.of_one else 1)
        return self.places[n].ref if 0 <= n < len(self.places) else None

    def _name(self, *_: object) -> None:
        """Names the file after its content, unless a person named it."""
        if self.file.text() != self._named:
            return
        kept = self.desk.settings.get("exports/folder")
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        known = (Path(name) for name in (kept, usual) if name and Path(name).is_dir())
        folder = next(known, self.desk.case.path.absolute().parent)  # not every machine has a folder for documents
        ref = self.chosen_place()
        parts = [self.report.title]
        if ref is not None:
            parts.append(self.desk.ask(Get(ref.kind, ref.id)).title_text)
        day = self.as_of.value() or today()
        parts += [day.isoformat(), *([] if self.state.group.checkedId() else ["draft"])]
        self._named = str(folder / f"{_safe(parts)}.pdf")
        self.file.setText(self._named)

    def _choose(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, "Export as", self.file.text(), "PDF (*.pdf);;Plain text (*.txt)")
        if name:
            self.file.setText(name)

    def check(self) -> bool:
        out = Path(self.file.text().strip()).expanduser()
        problems = {}
        if self.report.of_one and self.chosen_place() is None:
            problems["place"] = "Add the jurisdiction first; the memo is about one."
        if not out.is_absolute() or out.suffix.lower() not in (".pdf", ".txt"):
            problems["file"] = "Give a whole path that ends in .pdf or .txt."
        elif not out.parent.is_dir():
            problems["file"] = f"There is no folder {out.parent}."
        if self.form.fail(problems):
            return False
        self.desk.settings.set("exports/folder", str(out.parent))
        final = bool(self.state.group.checkedId())
        self.order = Order(
            self.report, self.chosen_place(), self.chosen_mode(), self.as_of.value() or today(), final, out
        )
        return True


class _FileField(QWidget):
    """A path and the button that browses for it."""

    def __init__(self, inner: LineField, choose: Button) -> None:
        super().__init__()
        self.inner = inner
        self.setFocusProxy(inner)
        lay_row(self, inner, choose, gap=8)


def _safe(parts: Sequence[str]) -> str:
    """A file name that every system takes.

    >>> _safe(["Compliance memo", "St. Mary/West: A", "2017-11-27"])
    'Compliance memo, St. Mary-West- A, 2017-11-27'
    """
    return "".join("-" if sign in '<>:"/\\|?*' else sign for sign in ", ".join(parts))
