"""Forms, dialogs, messages, conflicts, progress."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import flush
from ui.look.bars import ConflictStrip, EmptyState, Message, MessageBar, ProgressStrip
from ui.look.base import Label
from ui.look.buttons import Button, Check, Segmented
from ui.look.dialogs import Dialog, choose
from ui.look.fields import DateField, LineField, NumberField, Select, TextBox
from ui.look.forms import Form
from ui.look.theme import Scheme, Theme
from ui.look.tokens import LIGHT, Type


def shown(qtbot: QtBot, widget: QWidget, size: tuple[int, int] = (480, 400)) -> None:
    qtbot.addWidget(widget)
    widget.resize(*size)
    widget.show()
    qtbot.waitExposed(widget)
    widget.activateWindow()
    flush()


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Form:
    made = Form()
    made.add("name", "Name", LineField("Name"), "As on the docket.", required=True)
    made.add_beside(("days", "Days", NumberField("Days")), ("due", "Due", DateField("Due", optional=True)))
    shown(qtbot, made)
    return made


def test_what_is_wrong_stands_under_the_first_field_which_gets_the_focus(form: Form) -> None:
    assert form.fail({"days": "Enter at least 1 day.", "due": "Type the date."})
    days = form.rows["days"]
    assert days.field.hasFocus()
    assert days.note.text() == "Enter at least 1 day."
    assert days.field.accessibleDescription() == "Enter at least 1 day."
    image = days.field.grab().toImage()
    assert image.pixelColor(image.width() // 2, 0).name().upper() == LIGHT.red
    assert not form.fail({})
    assert not days.below.isVisible()
    assert form.rows["name"].note.text() == "As on the docket."


def test_labels_and_fields_keep_their_distances(form: Form) -> None:
    name, days = form.rows["name"], form.rows["days"]
    assert name.field.y() - name.label.parentWidget().geometry().bottom() - 1 == 5
    assert days.y() - name.geometry().bottom() - 1 == 12
    assert days.field.y() == form.rows["due"].field.y()
    assert days.field.height() == form.rows["due"].field.height() == 30


def test_a_long_error_wraps_and_is_seen_whole(qtbot: QtBot, form: Form) -> None:
    form.fail({"name": "Another matter has this docket number. Open it, or type another number for this one."})
    form.resize(300, 400)
    flush()
    note = form.rows["name"].note
    assert note.heightForWidth(note.width()) > note.heightForWidth(1000)
    assert note.height() >= note.heightForWidth(note.width())


def test_a_conflict_is_dashed_amber(form: Form) -> None:
    form.rows["name"].set_conflict(True)
    image = form.rows["name"].field.grab().toImage()
    line = [image.pixelColor(x, 0).name().upper() for x in range(20, 120)]
    assert LIGHT.amber in line
    assert line.count(LIGHT.amber) < 90


def test_an_optional_date_can_be_empty(qtbot: QtBot, theme: Theme) -> None:
    field = DateField("Received", dt.date(2017, 4, 21), optional=True)
    shown(qtbot, field)
    assert field.value() == dt.date(2017, 4, 21)
    field.set_value(None)
    assert field.value() is None
    assert field.text() == "No date"


def test_a_number_takes_arrows_and_keeps_its_range(qtbot: QtBot, theme: Theme) -> None:
    field = NumberField("Days", 0, 3, 2, "days")
    shown(qtbot, field)
    field.setFocus()
    for _ in range(4):
        QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "3\u00a0days"


def test_a_text_box_grows_to_its_limit_then_scrolls(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox("Note", most=4)
    shown(qtbot, box)
    box.setPlainText("one\ntwo\nthree")
    line = theme.line(Type.BODY)
    assert box.height() == 3 * line + 18
    box.setPlainText("\n".join("123456"))
    assert box.height() == 4 * line + 18
    assert box.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAsNeeded


def test_a_quotation_stays_serif_through_a_switch(qtbot: QtBot, theme: Theme) -> None:
    box = TextBox("Quotation", Type.QUOTE)
    shown(qtbot, box)
    theme.set_scheme(Scheme.DARK)
    theme.set_scale(1.25)
    flush()
    assert box.document().defaultFont().family() == "Source Serif 4"


def test_a_select_keeps_its_choice_when_options_change(qtbot: QtBot, theme: Theme) -> None:
    select = Select("Basis", ["Stated date", "Court rule"], art=[("quote", "text2"), ("hash", "text2")])
    shown(qtbot, select)
    select.setCurrentIndex(1)
    select.set_options(["Office date", "Stated date", "Court rule"])
    assert select.currentText() == "Court rule"
    assert select.art(0) == ("", "")


def test_a_popup_is_dark_in_the_dark_scheme(qtbot: QtBot, theme: Theme) -> None:
    theme.set_scheme(Scheme.DARK)
    select = Select("Basis", ["Stated date", "Court rule"])
    shown(qtbot, select)
    select.showPopup()
    flush()
    image = select.view().window().grab().toImage()
    select.hidePopup()
    values = [image.pixelColor(x, y).lightness() for x in range(0, image.width(), 5) for y in range(image.height())]
    assert sum(values) / len(values) < 80


def test_a_check_box_is_clicked_anywhere_and_by_key(qtbot: QtBot, theme: Theme) -> None:
    check = Check("Key fact")
    shown(qtbot, check)
    QTest.mouseClick(check, Qt.MouseButton.LeftButton, pos=check.rect().center())
    assert check.isChecked()
    check.setFocus()
    QTest.keyClick(check, Qt.Key.Key_Space)
    assert not check.isChecked()


def test_a_segmented_choice_tells_its_number(qtbot: QtBot, theme: Theme) -> None:
    choice = Segmented("Side", (("Both", ""), ("Federal", "landmark")))
    shown(qtbot, choice)
    with qtbot.waitSignal(choice.chosen) as signal:
        choice.group.button(1).click()
    assert signal.args == [1]


def test_markup_and_ampersands_of_a_record_stay_words(qtbot: QtBot, theme: Theme) -> None:
    button = Button("", kind="link")
    button.setText("Sessions & Landrieu")
    label = Label("<b>not bold</b> " * 20, elide=True)
    for widget in (button, label):
        shown(qtbot, widget, (100, 30))
    assert button.shortcut().isEmpty()
    label.grab()
    assert label.toolTip().startswith("<qt>&lt;b&gt;not bold")


class _Ask(Dialog):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "New deadline", "Add deadline", other="Import letter")
        self.form = Form()
        self.form.add("what", "What is due", LineField("What is due"))
        self.box.addWidget(self.form)

    def check(self) -> bool:
        field = self.form.rows["what"].field
        assert isinstance(field, LineField)
        return not self.form.fail({} if field.text() else {"what": "Say what is due."})


def test_a_dialog_closes_only_with_what_can_be_taken(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    shown(qtbot, host)
    dialog = _Ask(host)
    taken: list[str] = []
    dialog.accepted.connect(lambda: taken.append(dialog.chosen))
    dialog.open()
    flush()
    field = dialog.form.rows["what"].field
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.form.rows["what"].note.text() == "Say what is due."
    QTest.keyClicks(field, "Reply")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert taken == ["Add deadline"]


def test_the_buttons_of_a_dialog_are_verbs_in_the_platforms_order(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    shown(qtbot, host)
    dialog = _Ask(host)
    dialog.open()
    flush()
    roles = {button.text(): dialog.buttons.buttonRole(button) for button in dialog.buttons.buttons()}
    assert roles == {
        "Add deadline": QDialogButtonBox.ButtonRole.AcceptRole,
        "Cancel": QDialogButtonBox.ButtonRole.RejectRole,
        "Import letter": QDialogButtonBox.ButtonRole.DestructiveRole,
    }
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    flush()
    assert QApplication.activeModalWidget() is None


def test_a_question_does_what_its_button_says(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    shown(qtbot, host)
    done: list[str] = []
    for words in ("Export memo", "Save for later", "Cancel"):
        dialog = choose(
            host, "Export", "The memo is privileged.", "Export memo", lambda: done.append("export"),
            other="Save for later", otherwise=lambda: done.append("later"),
        )  # fmt: skip
        next(button for button in dialog.buttons.buttons() if button.text() == words).click()
        flush()
    assert done == ["export", "later"]


def test_a_message_has_words_a_hint_and_an_action(qtbot: QtBot, theme: Theme) -> None:
    bar = MessageBar()
    shown(qtbot, bar, (700, 60))
    bar.say(Message("Two letters have the same bytes.", "Nothing was imported twice.", "amber"))
    assert bar.accessibleName() == "Two letters have the same bytes. Nothing was imported twice."
    assert not bar.button.isVisible()
    with qtbot.waitSignal(bar.closed):
        bar.close_button.click()
    assert bar.message is None


def test_a_conflict_names_who_and_when(qtbot: QtBot, theme: Theme) -> None:
    strip = ConflictStrip()
    shown(qtbot, strip, (432, 90))
    strip.say("J. Whitfield", "this claim", "11:02 AM")
    assert strip.label.text() == "J. Whitfield changed this claim at 11:02 AM."
    with qtbot.waitSignal(strip.theirs):
        next(button for button in strip.findChildren(Button) if button.text() == "Keep theirs").click()


def test_progress_waits_a_moment_then_counts_and_can_be_stopped(qtbot: QtBot, theme: Theme) -> None:
    host = QWidget()
    shown(qtbot, host)
    strip = ProgressStrip()
    strip.setParent(host)
    strip.start("Reading letters", delay_ms=40)
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible, timeout=1000)
    strip.set(1420, 10_000, "Reading letters")
    assert strip.count.text() == "1,420 of 10,000"
    with qtbot.waitSignal(strip.cancelled):
        strip.cancel.click()
    assert not strip.cancel.isEnabled()
    strip.finish()
    strip.start("Quick", delay_ms=30)
    strip.finish()
    qtbot.wait(60)
    assert not strip.isVisible()


def test_an_empty_state_fits_a_narrow_pane(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState(
        "paperclip", "No evidence yet", "No excerpt supports or contradicts this claim yet.", "Add excerpt"
    )
    shown(qtbot, empty, (260, 300))
    assert empty.sentence.height() >= empty.sentence.heightForWidth(empty.sentence.width())
    assert empty.sentence.geometry().right() <= empty.width()
