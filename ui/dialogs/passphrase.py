"""Asks for the passphrase of an encrypted case file."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from ui.look.dialogs import Dialog
from ui.look.fields import LineField
from ui.look.forms import Form


class PassphraseDialog(Dialog):
    """`problem` says why the last one did not do."""

    def __init__(self, name: str, problem: str = "") -> None:
        super().__init__(None, f"Open {name}", "Open case file", "This case file is encrypted.")
        self.passphrase = ""
        self.field = LineField("Passphrase")
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.form = Form()
        self.form.add("passphrase", "Passphrase", self.field)
        self.box.addWidget(self.form)
        if problem:
            self.form.fail({"passphrase": problem})

    def check(self) -> bool:
        self.passphrase = self.field.text()  # the field goes with the dialog
        return not self.form.fail({} if self.field.text() else {"passphrase": "Type the passphrase."})
