"""Dialogs: header, body, and a footer whose buttons are verbs in the platform's order. None of them blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from ui.look.base import Label, Pane, Scroll, lay_column
from ui.look.buttons import Button
from ui.look.focus import FocusRing
from ui.look.tokens import Type


class Dialog(QDialog):
    """A dialog of the kit: fill `body`, then `open()`; `check` decides whether the verb may close it.

    Args:
        parent: The window it belongs to.
        title: Header and window title.
        verb: The primary button, verb and noun ("Add reply").
        sentence: One line below the title.
        cancel: The button that changes nothing; empty for none.
        other: A second way to act ("Discard draft"); closes it, too, with `chosen` set.
    """

    WIDE = 480

    def __init__(
        self, parent: QWidget | None, title: str, verb: str, sentence: str = "", cancel: str = "Cancel", other: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        head, self.body = Pane("surface", "b"), QWidget()
        words = Label(sentence, Type.BODY, "text2", lines=6)
        words.setVisible(bool(sentence))
        top = lay_column(head, Label(title, Type.INSPECTOR, elide=True), words)
        top.setContentsMargins(20, 16, 20, 15)
        top.setSpacing(4)
        whole = QVBoxLayout(self.body)
        whole.setContentsMargins(20, 16, 20, 20)
        self.box = QVBoxLayout()
        self.box.setSpacing(12)
        whole.addLayout(self.box)
        whole.addStretch(1)
        self.head, self.foot = head, self._footer(verb, cancel, other)
        self.area = Scroll(self.body)
        lay_column(self, head, self.area, self.foot, stretch=1)
        self.chosen = ""  # which button closed it: its words
        self.ring = FocusRing(self)
        self.settle = QTimer(self, singleShot=True, interval=0)
        self.settle.timeout.connect(self.fit)
        self.fit()

    def _footer(self, verb: str, cancel: str, other: str) -> QWidget:
        foot = Pane("surface", "t")
        self.buttons = QDialogButtonBox()  # knows the order that the platform is used to
        self.primary = Button(verb, kind="primary")
        self.primary.role = Type.SECONDARY_MEDIUM
        self.buttons.addButton(self.primary, QDialogButtonBox.ButtonRole.AcceptRole)
        self.primary.setDefault(True)
        if cancel:
            self.buttons.addButton(Button(cancel), QDialogButtonBox.ButtonRole.RejectRole)
        if other:
            self.buttons.addButton(Button(other), QDialogButtonBox.ButtonRole.DestructiveRole)
        self.buttons.clicked.connect(lambda button: self._clicked(button.text(), verb, cancel))
        inside = self.buttons.layout()
        assert inside is not None
        inside.setSpacing(8)
        box = lay_column(foot, self.buttons)
        box.setContentsMargins(20, 12, 20, 12)
        return foot

    def fit(self) -> None:
        """Takes the height of its content, at most 80 % of the screen."""
        high = 0
        for part in (self.head, self.foot) if self.area.isHidden() else (self.head, self.body, self.foot):
            layout = part.layout()
            assert layout is not None
            high += layout.heightForWidth(self.WIDE) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self.resize(self.WIDE, min(high, round(self.screen().availableGeometry().height() * 0.8)))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.settle.start()  # text boxes know their height only once they have been laid out
        fields = (w for w in self.body.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus)
        first = next((field for field in fields if field.isVisible() and field.isEnabled()), self.primary)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def check(self) -> bool:
        """Whether what was entered can be taken; a subclass says what is wrong with `Form.fail`."""
        return True

    def _clicked(self, words: str, verb: str, cancel: str) -> None:
        if words == cancel:
            self.reject()
        elif words != verb or self.check():
            self.chosen = words
            self.accept()


def choose(
    parent: QWidget | None,
    title: str,
    sentence: str,
    verb: str,
    then: Callable[[], object],
    *,
    other: str = "",
    otherwise: Callable[[], object] = bool,
    cancel: str = "Cancel",
) -> Dialog:
    """Asks before something that cannot be undone (sending, exporting privileged work); returns at once.

    `then` is called for the verb, `otherwise` for the other button, nothing for Cancel.
    """
    dialog = Dialog(parent, title, verb, sentence, cancel, other)
    dialog.area.hide()
    dialog.fit()
    dialog.accepted.connect(lambda: then() if dialog.chosen == verb else otherwise())
    dialog.open()
    return dialog
