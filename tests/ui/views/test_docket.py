"""The docket's first screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind
from casefile.domain.values import Money, PartialDate
from ui.desk import Desk
from ui.views.docket import DocketView

K = RecordKind
TODAY = dt.date(2017, 11, 27)
Show = Callable[[QWidget], None]


def made(qtbot: QtBot, desk: Desk, show: Show) -> DocketView:
    view = DocketView(desk, lambda: TODAY)
    show(view)
    qtbot.waitUntil(lambda: view.home is not None)
    return view


def said(view: Any) -> list[str]:
    model = view.model()
    return [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(model.rowCount())]


def letters(file: Any, dispute: Any) -> Any:
    letter = file.add(
        K.CORRESPONDENCE, title="Preliminary assessment", letter_on=PartialDate("2017-10-11"),
        letter_kind=e.LetterKind.PRELIMINARY_ASSESSMENT, jurisdiction_id=dispute.city.id,
    )  # fmt: skip
    for status in (e.DemandStatus.ANSWERED, e.DemandStatus.DRAFTED, e.DemandStatus.OPEN):
        file.add(K.DEMAND, text="Say whether officers may share dates.", correspondence_id=letter.id, status=status)
    return letter


def test_an_empty_file_says_how_to_begin(qtbot: QtBot, desk: Desk, sight: Any, show: Show) -> None:
    """Given nothing at all, each card says so, and the first one leads to the import."""
    view = made(qtbot, desk, show)
    assert [tile.empty.isVisible() for tile in view.tiles] == [True, True, True, False]
    assert view.tiles[0].empty.sentence.text() == "Import a letter or add the first date."
    view.tiles[0].empty.button.click()
    view.import_button.click()
    assert sight.went == [("review", None), ("review", None)]
    assert view.header is not None and view.header.title.text() == "Docket, Monday, November 27, 2017"


def test_what_the_cards_say(
    qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show, qtmodeltester: ModelTester
) -> None:
    """Given deadlines, awards and demands, the cards give days, sums and counts; missing money is no zero."""
    letters(file, dispute)
    for title, day in (("Reply", dt.date(2017, 12, 1)), ("Answer", dt.date(2017, 11, 20))):
        file.add(K.DEADLINE, title=title, due_on=day, basis=e.Basis.OFFICE_DATE, jurisdiction_id=dispute.city.id)
    file.add(K.AWARD, name="Byrne JAG", jurisdiction_id=dispute.city.id, amount=Money(160_000_000))
    view = made(qtbot, desk, show)
    for part in (view.deadlines, view.places, view.rounds, view.changes):
        qtmodeltester.check(part.model())
    assert said(view.deadlines) == [
        "Answer, Mon, Nov 20, 2017, 7 days late, Overdue, Maple Falls, Office date",
        "Reply, Fri, Dec 1, 2017, 4 days left, Due soon, Maple Falls, Office date",
    ]
    assert said(view.places) == [
        "Maple Falls, In suit, no last step, 1 stands, at stake $1.6 million, next date Dec 1",
        "Orchard County, Watch only, no last step, no claims of ours, at stake Not entered, next date None",
    ]
    assert said(view.rounds) == [
        "Preliminary assessment, Dated October 11, 2017, 1 of 3, 1 answered, 1 drafted, 1 open"
    ]
    assert view.tiles[0].heading.text() == "Next deadlines, 2"


def test_every_row_opens_its_record(qtbot: QtBot, desk: Desk, file: Any, sight: Any, dispute: Any, show: Show) -> None:
    """Given Enter on a row of each card, its record is asked for."""
    letter = letters(file, dispute)
    due = file.add(K.DEADLINE, title="Reply", due_on=dt.date(2017, 12, 1), basis=e.Basis.OFFICE_DATE)
    view = made(qtbot, desk, show)
    for part in (view.deadlines, view.places, view.rounds, view.changes):
        part.select_row(0)
        qtbot.keyClick(part, Qt.Key.Key_Return)
    assert sight.went == [
        ("deadline", due), ("jurisdiction", dispute.city), ("correspondence", letter), ("deadline", due),
    ]  # fmt: skip


def test_a_change_is_seen(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a phase changed by another and undone, the card follows both."""
    view = made(qtbot, desk, show)
    file.edit(dispute.city, phase=e.Phase.CLEARED)
    qtbot.waitUntil(lambda: any("Maple Falls, Cleared" in row for row in said(view.places)))
    assert said(view.changes)[0].startswith("Edit jurisdiction: phase")
    desk.undo()
    qtbot.waitUntil(lambda: any("Maple Falls, In suit" in row for row in said(view.places)))


def test_one_column_when_narrow(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given a narrow window, the right cards stand below the left ones."""
    view = made(qtbot, desk, show)
    right = view.tiles[2]
    assert right.x() > view.tiles[0].x()
    view.set_narrow(True)
    view.grid.activate()
    assert right.x() == view.tiles[0].x() and right.y() > view.tiles[1].y()
