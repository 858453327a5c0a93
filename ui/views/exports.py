"""Exports: the papers that can be made, what left the file and when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casefile.domain.privilege import Mode
from casefile.domain.refs import RecordRef
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.commands.records import counted
from casefile.services.queries.exports import ExportLog, ExportRow
from ui.desk import Desk
from ui.dialogs.export import REPORTS, ExportDialog, Order, Report
from ui.look.bars import EmptyState, Message, PageHeader
from ui.look.base import Label, Legend, Pane, lay_column
from ui.look.buttons import Button
from ui.look.cells import Column, RowsModel, text
from ui.look.dialogs import Dialog, choose
from ui.look.fields import TextBox
from ui.look.paint import Run
from ui.look.rows import Table
from ui.look.screen import Screen
from ui.look.tokens import Type
from ui.widgets.days import day_words


class Export(Protocol):
    """`casefile.services.reporting.export`, or what a test puts in its place."""

    def __call__(
        self, case: Case, report: str, out: Path, *, jurisdiction: RecordRef | None, mode: str, as_of: dt.date | None,
        final: bool, force: bool, context: JobContext | None,
    ) -> Any: ...  # fmt: skip


def _export(case: Case, report: str, out: Path, **asked: Any) -> Any:
    from casefile.services import reporting  # the builders and their fonts take their time to load: not at start

    return reporting.export(case, report, out, **asked)


class ExportsView(Screen):
    """Reports at the top, the log of exports below."""

    hints = (("Ctrl Shift M", "Export memo"), ("F6", "Next pane"))

    def __init__(self, desk: Desk, export: Export | None = None, show: Callable[[QUrl], bool] | None = None) -> None:
        super().__init__(PageHeader("Exports", "What leaves the case file"))
        self.desk, self._export = desk, export or _export
        self._show = show or QDesktopServices.openUrl
        self.cards = {report.key: _ReportCard(report, first=report is REPORTS[0]) for report in REPORTS}
        self.log = RowsModel(_columns(), [], _sentence)
        self.table = Table("Exports made", self.log)
        self.table.keep(desk.settings, "exports/table")
        self.none = EmptyState("file-output", "Nothing was exported yet", "Each export is noted here, with its hash.")
        self._lay_out()
        for key, card in self.cards.items():
            card.export.clicked.connect(lambda _on=False, key=key: self.export(key))
            card.open.clicked.connect(lambda _on=False, card=card: self._show(QUrl.fromLocalFile(str(card.path))))
            card.folder.clicked.connect(lambda _on=False, card=card: self._show_folder(card.path))
        self.panes = [*(card.export for card in self.cards.values()), self.table]

    def _lay_out(self) -> None:
        body, top = Pane("window"), QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(16, 16, 16, 16)
        row.setSpacing(18)
        for card in self.cards.values():
            row.addWidget(card, 1)
        lower = Pane("surface", "t")
        head = Pane("surface", "b", 40)
        head.row(Label("Exports made", Type.CARD), 1)
        column = lay_column(lower, head, self.table, self.none, stretch=1)
        column.setStretch(2, 1)
        lay_column(body, top, lower, stretch=1)
        self.set_body(body)

    def refresh(self) -> None:
        """Reads the log again."""
        found = self.desk.ask(ExportLog())
        self.log.set_rows(found)
        self.table.setVisible(bool(found))
        self.none.setVisible(not found)
        for key, card in self.cards.items():
            card.set_last(next((own for own in found if own.report == key), None))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stale = True  # the command line exports, too, and the log is no record that a change set names

    # --- making one ---

    def export(self, report: str) -> ExportDialog:
        """Asks for what a report needs, then makes it in a job."""
        dialog = ExportDialog(self, self.desk, next(own for own in REPORTS if own.key == report))
        dialog.accepted.connect(lambda: self.ask_then_make(dialog.order))
        dialog.open()
        return dialog

    def ask_then_make(self, order: Order | None) -> None:
        """Privileged work asks before it leaves."""
        if order is None:
            return
        if order.mode.is_outward:
            self.make(order)
            return
        whom = "your own office" if order.mode is Mode.INTERNAL else "the client"
        choose(
            self, f"Export privileged {order.report.title.lower()}",
            f"The paper holds attorney work product, under the privilege line. It is for {whom} only; whoever gets the "
            f"file {order.out.name} can read it.",
            f"Export {order.report.key}", lambda: self.make(order),
        )  # fmt: skip

    def make(self, order: Order, force: bool = False) -> None:
        """Writes the paper in a job."""
        case, export = self.desk.case, self._export

        def job(context: JobContext) -> Any:
            return export(
                case, order.report.key, order.out, jurisdiction=order.jurisdiction, mode=order.mode.value,
                as_of=order.as_of, final=order.final, force=force, context=context,
            )  # fmt: skip

        self.desk.start(job, f"Exporting the {order.report.title.lower()}", lambda done: self._made(order, force, done))

    def _made(self, order: Order, force: bool, done: Any) -> None:
        if done.unsupported and not done.sha256 and not force:
            Unsupported(self, done.unsupported, lambda: self.make(order, force=True)).open()
            return
        self.cards[order.report.key].set_file(Path(done.out))
        self.refresh()
        kept = f" {counted(done.withheld, 'record')} held back." if done.withheld else ""
        broken = f" {counted(len(done.broken_links), 'cite')} lead nowhere." if done.broken_links else ""
        pages = counted(done.pages, "page")
        self.desk.message.emit(
            Message(
                f"{order.report.title} exported, {pages}.", f"{done.out.name}.{kept}{broken}",
                "amber" if done.broken_links else "green",
                ("Open", lambda: self._show(QUrl.fromLocalFile(str(done.out)))),
            )
        )  # fmt: skip

    def _show_folder(self, path: Path | None) -> None:
        if path is not None:
            self._show(QUrl.fromLocalFile(str(path.parent)))


class Unsupported(Dialog):
    """Sentences that assert without a source: nothing was written; a person may let them pass, which is logged."""

    WIDE = 620

    def __init__(self, parent: QWidget, sentences: tuple[str, ...], then: Callable[[], object]) -> None:
        super().__init__(
            parent, f"{counted(len(sentences), 'sentence')} without support", "Export anyway",
            "Nothing was written. Give each a pin cite, or export anyway: that is noted in the log of exports.",
            cancel="Go back",
        )  # fmt: skip
        self.words = TextBox("Sentences without support", Type.QUOTE, most=14)
        self.words.setReadOnly(True)
        self.words.setPlainText("\n".join(f"{n}. {words}" for n, words in enumerate(sentences, 1)))
        self.box.addWidget(self.words)
        self.accepted.connect(then)


class _ReportCard(Pane):
    """A report: what it is, when it was last made, and the way to make it."""

    def __init__(self, report: Report, first: bool) -> None:
        super().__init__("surface", radius=8)
        self.report = report
        self.path: Path | None = None
        self.setAccessibleName(report.title)
        kind = "primary" if first else "plain"
        self.export = Button(f"Export {report.key}", "file-output", kind, name=f"Export {report.title.lower()}")
        self.export.role = Type.SECONDARY_MEDIUM
        self.export.setToolTip("")
        self.open, self.folder = Button("Open", "external-link"), Button("Show in folder", "folder-open", "quiet")
        self.last = Legend((Run("-"),), elide=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 16)
        box.setSpacing(8)
        box.addWidget(Legend((Run(report.title, Type.CARD, "text", report.icon, "text2", 17, 9),), report.title))
        box.addWidget(Label(report.words, Type.BODY, "text2", lines=6))
        box.addWidget(self.last)
        box.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(8)
        for button in (self.export, self.open, self.folder):
            line.addWidget(button)
        line.addStretch(1)
        box.addLayout(line)
        self.set_file(None)
        self.set_last(None)

    def set_last(self, last: ExportRow | None) -> None:
        """Says when it was last made, for whom, by whom."""
        words = "Not exported yet"
        if last is not None:
            whom = Mode(last.mode).label.lower()
            day = day_words(last.at.astimezone().date())
            words = f"Last exported {day} by {last.actor}, {whom}, {counted(last.pages, 'page')}"
        self.last.set_runs((Run(words, Type.SECONDARY, "text3", "history", icon_size=14),), words)

    def set_file(self, path: Path | None) -> None:
        """The paper that was just made can be opened."""
        self.path = path
        self.open.setVisible(path is not None)
        self.folder.setVisible(path is not None)


def _columns() -> list[Column]:
    titles = {report.key: report.title for report in REPORTS}
    return [
        Column("When", lambda own: text(_instant(own.at)), 200, key=lambda own: own.at),
        Column("Report", lambda own: text(titles.get(own.report, own.report), Type.BODY_MEDIUM)),
        Column("For whom", lambda own: text(Mode(own.mode).label), 110),
        Column("As of", lambda own: text(day_words(own.as_of)), 150, key=lambda own: own.as_of, optional=2),
        _number("Pages", lambda own: own.pages, 70), _number("Held back", lambda own: own.withheld, 96, 3),
        _number("Let pass", lambda own: own.unsupported, 90, 4),
        Column("By", lambda own: text(own.actor, tone="text2"), 110, optional=1),
        Column(
            "SHA-256", lambda own: text(own.sha256[:12], tone="text3"), 120, words=lambda own: own.sha256, optional=5
        ),
    ]  # fmt: skip


def _number(title: str, of: Callable[[ExportRow], int], width: int, optional: int = 0) -> Column:
    return Column(
        title, lambda own: text(str(of(own)), Type.FIGURES, right=True), width, True, key=of, optional=optional
    )


def _instant(at: dt.datetime) -> str:
    here = at.astimezone()
    return f"{day_words(here.date())}, {here.hour % 12 or 12}:{here:%M %p}"


def _sentence(own: ExportRow) -> str:
    return f"{own.report}, {_instant(own.at)}, for {own.mode}, {own.pages} pages, by {own.actor}"
