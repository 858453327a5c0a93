"""The argument: tree, inspector, standings, what is done to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from casefile.domain import enums as e
from casefile.domain.refs import ChangeSet, RecordKind
from casefile.services.queries.claims import WholeArgument
from ui.desk import Desk
from ui.dialogs.records import AddEvidence, AddReply
from ui.dialogs.standing import WorkedOut
from ui.models.claim_tree import forest, parents
from ui.views import claims
from ui.views.claims import ClaimsView

K = RecordKind
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[QWidget], None]


def made(desk: Desk, show: Show) -> ClaimsView:
    view = ClaimsView(desk)
    show(view)
    return view


def outline(view: ClaimsView) -> list[str]:
    """Headings and claims, indented as they hang."""
    lines = []

    def walk(parent: QModelIndex, deep: int) -> None:
        for row in range(view.model.rowCount(parent)):
            index = view.model.index(row, 0, parent)
            node = view.model.node(index)
            lines.append("  " * deep + (node.group or node.row.claim.number))
            walk(index, deep + 1)

    walk(QModelIndex(), 0)
    return lines


def standing(view: ClaimsView, number: str) -> str:
    index = view.model.find(lambda own: own.claim.number == number)
    return str(index.siblingAtColumn(3).data())


def saved(qtbot: QtBot, desk: Desk, then: Callable[[], object]) -> ChangeSet:
    with qtbot.waitSignal(desk.changed) as heard:
        then()
    assert heard.args
    return heard.args[0]  # type: ignore[no-any-return]


def child(view: QWidget, kind: type[Any]) -> Any:
    return next(own for own in view.window().findChildren(kind) if own.isVisible())


def test_the_tree_is_the_argument(desk: Desk, dispute: Any, show: Show, qtmodeltester: ModelTester) -> None:
    """Given claims of two cities, each stands under its city, and a reply under what it answers."""
    view = made(desk, show)
    qtmodeltester.check(view.model)
    assert outline(view) == ["Maple Falls", "  F-1", "    L-1", "Orchard County", "  F-2"]
    assert standing(view, "L-1") == "Stands" and standing(view, "F-2") == "Unsupported"
    index = view.model.find(lambda own: own.claim.number == "L-1")
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "L-1, local, rebuts F-1, stands, 1 supports, 0 contradict. The order limits holds alone."
    assert view.header is not None and view.header.title.text() == "Claims, 3 in 2 jurisdictions"


def test_claims_that_answer_each_other(desk: Desk, file: Any, dispute: Any) -> None:
    """Given two claims that rebut each other, one stands under the other and none is lost."""
    file.add(K.ANSWER, claim_id=dispute.attack.id, target_id=dispute.defence.id, relation=e.Relation.REBUTS)
    argument = desk.ask(WholeArgument())
    above = parents(argument.claims)
    assert above == {dispute.attack.id: dispute.defence.id, dispute.defence.id: None, dispute.second.id: None}
    assert sum(1 for top in forest(argument) for node in top.walk() if node.row) == 3


def test_filters(desk: Desk, dispute: Any, show: Show) -> None:
    """Given a side or a standing, what passes keeps its place; nothing at all says so."""
    view = made(desk, show)
    view.sides.group.button(2).setChecked(True)
    assert outline(view) == ["Maple Falls", "  L-1"] and view.shown.text() == "1 shown"
    view.standing.setCurrentText("Rebutted")
    view.standing.activated.emit(view.standing.currentIndex())
    assert view.stack.currentWidget() is view.no_match
    view.no_match.button.click()
    assert len(outline(view)) == 5
    view.place.setCurrentText("Orchard County")
    view.place.activated.emit(view.place.currentIndex())
    assert outline(view) == ["Orchard County", "  F-2"]


def test_an_edit_repaints_and_undo_takes_it_back(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a statement changed in the inspector, its row follows without a reset, and so does Undo."""
    view = made(desk, show)
    resets: list[None] = []
    view.model.modelReset.connect(lambda: resets.append(None))
    view.show_ref(dispute.defence)
    box = view.inspector.form.editors["statement"].widget
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "It limits holds.")
    saved(qtbot, desk, lambda: view.tree.setFocus())
    assert view.tree.current().claim.statement == "It limits holds."
    saved(qtbot, desk, desk.undo)
    assert view.tree.current().claim.statement == "The order limits holds alone."
    assert not resets and box.toPlainText() == "The order limits holds alone."


def test_standing_follows_evidence(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given the only support turned by its key, the claim no longer stands; turned back, it does."""
    view = made(desk, show)
    view.show_ref(dispute.defence)
    cards = view.inspector.evidence
    assert view.inspector.standing.legend.text() == "Standing: Stands"
    cards.setFocus()
    cards.select_row(0)
    saved(qtbot, desk, lambda: qtbot.keyClick(cards, Qt.Key.Key_P))
    assert file.value(dispute.support, "stance") is e.Stance.CONTRADICTS
    assert standing(view, "L-1") == "Unsupported"
    assert view.inspector.standing.legend.text() == "Standing: Unsupported"
    assert view.inspector.standing.reason.text() == view.tree.current().standing.why
    saved(qtbot, desk, lambda: qtbot.keyClick(cards, Qt.Key.Key_S))
    assert file.value(dispute.support, "strength") is e.Strength.WEAK
    saved(qtbot, desk, lambda: qtbot.keyClick(cards, Qt.Key.Key_Delete))
    assert view.inspector.evidence.isHidden() and view.inspector.bare.isVisible()


def test_a_change_from_elsewhere_keeps_selection_and_folds(
    qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show
) -> None:
    """Given a folded city and a selected claim, a claim that another adds changes neither."""
    view = made(desk, show)
    view.show_ref(dispute.second)
    view.tree.collapse(view.model.index(0, 0))
    saved(qtbot, desk, lambda: file.add(K.CLAIM, side=e.Side.LOCAL, statement="New.", jurisdiction_id=dispute.other.id))
    assert outline(view)[-1] == "  L-2"
    assert view.tree.current().claim.id == dispute.second.id
    assert not view.tree.isExpanded(view.model.index(0, 0))


def test_add_reply(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given Ctrl+R on a claim, the reply is of the other side, in its city, under it, selected, and one step."""
    view = made(desk, show)
    view.show_ref(dispute.second)
    qtbot.keyClick(view.tree, Qt.Key.Key_R, CTRL)
    dialog: AddReply = child(view, AddReply)
    dialog.primary.click()
    assert dialog.form.rows["statement"].error
    dialog.statement.setPlainText("It bars nothing.")
    changes = saved(qtbot, desk, dialog.primary.click)
    assert changes.label == "Add reply" and {ref.kind for ref in changes.refs} == {K.CLAIM, K.ANSWER}
    qtbot.waitUntil(lambda: view.inspector.code.text() == "L-2")
    assert outline(view)[-2:] == ["  F-2", "    L-2"]
    assert (view.inspector.relation.text(), view.inspector.target.text()) == ("Rebuts", "F-2")
    view.inspector.target.click()
    assert view.inspector.code.text() == "F-2"
    saved(qtbot, desk, desk.undo)
    assert outline(view)[-1] == "  F-2"


def test_reply_with_a_claim_of_the_file(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a claim that is there already, it is tied to the one it answers."""
    view = made(desk, show)
    view.show_ref(dispute.second)
    view.add_reply()
    dialog: AddReply = child(view, AddReply)
    dialog.which.group.button(1).setChecked(True)
    dialog.primary.click()
    assert dialog.form.rows["claim"].error == "Choose the claim that answers."
    choices = dialog.other.look_up("limits")
    assert [own.words for own in choices] == ["L-1 The order limits holds alone."]
    dialog.other.set_choice(choices[0])
    dialog.relation.setCurrentText("Undercuts")
    saved(qtbot, desk, dialog.primary.click)
    own = view.argument.claims[dispute.second.id]
    assert [(tie.other, tie.relation) for tie in own.replies] == [(dispute.defence.id, e.Relation.UNDERCUTS)]


def test_add_evidence(qtbot: QtBot, desk: Desk, dispute: Any, show: Show) -> None:
    """Given an authority put forward for a claim, it is on a card and the standing follows."""
    view = made(desk, show)
    view.show_ref(dispute.second)
    qtbot.keyClick(view.tree, Qt.Key.Key_E, CTRL)
    dialog: AddEvidence = child(view, AddEvidence)
    dialog.which.group.button(2).setChecked(True)
    dialog.primary.click()
    assert dialog.form.rows["authority_id"].error == "Choose what bears on the claim."
    dialog.form.editors["authority_id"].show(dispute.law.id)
    dialog.form.editors["pin"].show("(b)(1)")
    dialog.form.editors["strength"].show(e.Strength.STRONG)
    saved(qtbot, desk, dialog.primary.click)
    assert standing(view, "F-2") == "Stands"
    (card,) = view.tree.current().offered
    assert (card.title, card.place, card.source) == ("Section 1373(a)", "(b)(1)", dispute.law)


def test_how_it_was_worked_out(desk: Desk, dispute: Any, show: Show) -> None:
    """Given a rebutted claim, the working names what answers it and what is offered."""
    view = made(desk, show)
    view.show_ref(dispute.attack)
    view.inspector.standing.link.click()
    dialog: WorkedOut = child(view, WorkedOut)
    assert "L-1 rebuts: Stands" in dialog.lines
    dialog.reject()


def test_delete_and_empty_state(qtbot: QtBot, desk: Desk, file: Any, show: Show) -> None:
    """Given the last claim deleted, the screen says how to start; Undo shows it again."""
    file.add(K.CLAIM, side=e.Side.LOCAL, statement="Alone.")
    view = made(desk, show)
    assert outline(view) == ["No jurisdiction", "  L-1"]
    view.tree.setFocus()
    saved(qtbot, desk, lambda: qtbot.keyClick(view.tree, Qt.Key.Key_Delete))
    assert view.stack.currentWidget() is view.empty and view.inspector.record is None
    saved(qtbot, desk, desk.undo)
    assert outline(view) == ["No jurisdiction", "  L-1"] and view.inspector.code.text() == "L-1"


def test_a_slow_file_is_read_by_a_job(
    qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show, monkeypatch: Any
) -> None:
    """Given a question that took long, the next one does not hold up the window."""
    view = made(desk, show)
    monkeypatch.setattr(claims, "SLOW_S", -1.0)
    saved(qtbot, desk, lambda: file.edit(dispute.second, statement="The rule bars it."))
    assert desk.jobs.busy()
    index = view.model.find(lambda own: own.claim.number == "F-2")
    qtbot.waitUntil(lambda: view.model.node(index).row.claim.statement == "The rule bars it.")


def test_a_hidden_view_reads_when_it_is_shown(qtbot: QtBot, desk: Desk, file: Any, dispute: Any, show: Show) -> None:
    """Given a change while the screen is hidden, it is read at the next showing and not before."""
    view = made(desk, show)
    view.hide()
    saved(qtbot, desk, lambda: file.edit(dispute.second, statement="The rule bars it."))
    assert view.stale and view.argument.claims[dispute.second.id].claim.statement == "The rule bars asking."
    view.show()
    assert view.argument.claims[dispute.second.id].claim.statement == "The rule bars it."
