"""Exports: what is asked, what asks back, what is shown afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from casefile.domain.privilege import Mode
from casefile.domain.refs import RecordKind
from casefile.errors import UserError
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords
from tests.ui.conftest import flush
from tests.ui.views_b.conftest import Show
from ui.desk import Desk
from ui.dialogs.export import LEAVES, ExportDialog, Order
from ui.look.bars import Message
from ui.look.dialogs import Dialog
from ui.views.exports import ExportsView, Unsupported

K = RecordKind


@dataclass(frozen=True)
class Exported:
    out: Path
    pages: int = 3
    sha256: str = "ab" * 32
    withheld: int = 0
    unsupported: tuple[str, ...] = ()
    broken_links: tuple[str, ...] = ()


@dataclass
class Exporter:
    """Stands for `services.reporting.export`: writes a file and the log; refuses what it is told to."""

    unsupported: tuple[str, ...] = ()
    refusal: str = ""
    calls: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, case: Case, report: str, out: Path, **asked: Any) -> Exported:
        self.calls.append({"report": report, "out": out, **asked})
        asked["context"].report(0, 2, "Laying out")
        if self.refusal:
            raise UserError(self.refusal)
        if self.unsupported and not asked["force"]:
            return Exported(out, 0, "", unsupported=self.unsupported)
        out.write_bytes(b"%PDF-")
        case.log_export(
            report=report, mode=asked["mode"], as_of=asked["as_of"].isoformat(), sha256="ab" * 32, pages=3,
            withheld=2, unsupported=len(self.unsupported),
        )  # fmt: skip
        return Exported(out, withheld=2, unsupported=self.unsupported)


@pytest.fixture
def exporter() -> Exporter:
    return Exporter()


@pytest.fixture
def shown_urls() -> list[QUrl]:
    return []


@pytest.fixture
def view(desk: Desk, show: Show, exporter: Exporter, shown_urls: list[QUrl], tmp_path: Path) -> ExportsView:
    desk.case.do(AddRecords([(K.JURISDICTION, {"name": "Port Alder"}), (K.JURISDICTION, {"name": "Fairhaven"})]))
    desk.settings.set("exports/folder", str(tmp_path))

    def open_url(url: QUrl) -> bool:
        shown_urls.append(url)
        return True

    made = show(ExportsView(desk, exporter, open_url))
    assert isinstance(made, ExportsView)
    return made


def asked(view: ExportsView) -> Dialog:
    (found,) = [own for own in view.findChildren(Dialog) if own.isVisible() and type(own) is Dialog]
    return found


def start(view: ExportsView, mode: Mode = Mode.INTERNAL) -> None:
    dialog = view.export("memo")
    dialog.mode.setCurrentIndex(list(Mode).index(mode))
    dialog.primary.click()
    flush()


def test_a_memo_asks_before_privileged_work_leaves(
    qtbot: QtBot, view: ExportsView, exporter: Exporter, told: list[Message], shown_urls: list[QUrl], tmp_path: Path
) -> None:
    assert view.cards["memo"].last.text() == "Not exported yet"
    start(view)
    assert not exporter.calls
    question = asked(view)
    question.primary.click()
    qtbot.waitUntil(lambda: bool(told))
    (call,) = exporter.calls
    assert (call["report"], call["mode"], call["final"], call["force"]) == ("memo", "internal", False, False)
    assert call["as_of"] == dt.date(2017, 11, 27)
    assert call["jurisdiction"].kind is K.JURISDICTION
    assert call["out"] == tmp_path / "Compliance memo, Fairhaven, 2017-11-27, draft.pdf"
    assert told[-1].words == "Compliance memo exported, 3 pages."
    assert "2 records held back." in told[-1].hint
    assert told[-1].action is not None
    told[-1].action[1]()
    card = view.cards["memo"]
    card.folder.click()
    assert [url.toLocalFile() for url in shown_urls] == [str(call["out"]), str(tmp_path)]
    assert card.last.text().startswith("Last exported Mon, Nov 27, 2017")
    assert len(view.log.rows) == 1
    assert view.table.isVisible()


def test_cancelling_the_question_exports_nothing(view: ExportsView, exporter: Exporter) -> None:
    start(view)
    asked(view).reject()
    flush()
    assert not exporter.calls
    assert view.none.isVisible()


def test_an_outward_paper_does_not_ask(
    qtbot: QtBot, view: ExportsView, exporter: Exporter, told: list[Message]
) -> None:
    start(view, Mode.COURT)
    qtbot.waitUntil(lambda: bool(told))
    assert exporter.calls[0]["mode"] == "court"


def test_unsupported_sentences_are_listed_and_may_pass(
    qtbot: QtBot, view: ExportsView, exporter: Exporter, told: list[Message]
) -> None:
    exporter.unsupported = ("Facts, 3: The city honors detainers.", "Facts, 4: Nobody was asked.")
    start(view, Mode.PUBLIC)
    qtbot.waitUntil(lambda: bool(view.findChildren(Unsupported)))
    (dialog,) = view.findChildren(Unsupported)
    assert dialog.windowTitle() == "2 sentences without support"
    assert "2. Facts, 4: Nobody was asked." in dialog.words.toPlainText()
    assert not told
    dialog.primary.click()
    qtbot.waitUntil(lambda: bool(told))
    assert [call["force"] for call in exporter.calls] == [False, True]
    assert view.log.rows[0].unsupported == 2


def test_a_refusal_is_said_in_the_bar(qtbot: QtBot, view: ExportsView, exporter: Exporter, told: list[Message]) -> None:
    exporter.refusal = "The memo has no question presented."
    start(view, Mode.PUBLIC)
    qtbot.waitUntil(lambda: bool(told))
    assert told[-1].words == exporter.refusal
    assert told[-1].tone == "amber"
    assert view.cards["memo"].path is None


def test_the_dialog_says_what_leaves_and_names_the_file(view: ExportsView, tmp_path: Path) -> None:
    dialog = view.export("timeline")
    assert dialog.chosen_place() is None
    assert dialog.file.text() == str(tmp_path / "Deadline timeline, 2017-11-27, draft.pdf")
    dialog.place.setCurrentText("Port Alder")
    dialog.state.group.buttons()[1].click()
    dialog.as_of.set_value(dt.date(2017, 6, 30))
    assert dialog.file.text() == str(tmp_path / "Deadline timeline, Port Alder, 2017-06-30.pdf")
    dialog.mode.setCurrentIndex(list(Mode).index(Mode.OPPOSING))
    assert dialog.mode_row.note.text() == LEAVES[Mode.OPPOSING]
    dialog.file.setText(str(tmp_path / "mine.pdf"))
    dialog.place.setCurrentText("Fairhaven")
    assert dialog.file.text() == str(tmp_path / "mine.pdf"), "a name that was typed stays"
    dialog.reject()


def test_without_a_folder_for_documents_it_goes_beside_the_case_file(
    desk: Desk, view: ExportsView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.settings.set("exports/folder", str(tmp_path / "gone"))
    monkeypatch.setattr(
        "ui.dialogs.export.QStandardPaths.writableLocation", lambda _location: str(tmp_path / "no documents")
    )
    dialog = view.export("timeline")
    assert Path(dialog.file.text()).parent == desk.case.path.absolute().parent
    dialog.reject()


@pytest.mark.parametrize(("name", "problem"), [("paper.docx", "ends in .pdf or .txt"), ("no/paper.pdf", "no folder")])
def test_a_file_that_cannot_be_written_is_said_under_its_field(
    view: ExportsView, tmp_path: Path, name: str, problem: str
) -> None:
    dialog = view.export("memo")
    dialog.file.setText(str(tmp_path / name))
    dialog.primary.click()
    assert dialog.isVisible()
    assert problem in dialog.form.rows["file"].error
    dialog.reject()


def test_a_memo_needs_a_jurisdiction(desk: Desk, show: Show, exporter: Exporter, tmp_path: Path) -> None:
    view = show(ExportsView(desk, exporter))
    assert isinstance(view, ExportsView)
    dialog = view.export("memo")
    dialog.file.setText(str(tmp_path / "memo.pdf"))
    dialog.primary.click()
    assert isinstance(dialog, ExportDialog)
    assert dialog.order is None
    assert dialog.form.rows["place"].error
    dialog.reject()


def test_orders_are_plain_values(view: ExportsView, tmp_path: Path) -> None:
    dialog = view.export("memo")
    dialog.state.group.buttons()[1].click()
    accepted: list[Order | None] = []
    dialog.accepted.connect(lambda: accepted.append(dialog.order))
    dialog.primary.click()
    flush()
    asked(view).reject()
    (order,) = accepted
    assert order is not None
    assert (order.final, order.mode, order.out.parent) == (True, Mode.INTERNAL, tmp_path)
