"""How the standing of a claim was worked out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from casefile.services.queries.claims import Argued, Argument
from ui.look.base import Label, Legend
from ui.look.dialogs import Dialog
from ui.look.paint import Run
from ui.look.tokens import Type
from ui.look.words import STANCES, STANDINGS

FLIPS = 6  # sets of exhibits that are named


class WorkedOut(Dialog):
    """The sentence, what is offered, who answers and where those stand, and which exhibits it hangs on."""

    WIDE = 560

    def __init__(self, parent: QWidget | None, own: Argued, argument: Argument) -> None:
        look = STANDINGS[own.standing.standing.value]
        super().__init__(parent, f"{own.claim.number} · {look.word}", "Close", own.standing.why, cancel="")
        self.lines: list[str] = []
        self._say(f"Standard of proof: {own.claim.proof_standard.label.lower()}.")
        self._heading("Evidence")
        for one in own.offered:
            stance = STANCES[one.support.stance.value]
            name = " ".join(part for part in (one.sticker, one.title) if part)
            self._row(stance.icon, stance.tone, f"{name}: {stance.word.lower()}, {one.support.strength.value}")
        if not own.offered:
            self._say("None.")
        self._heading("Answers to it")
        for tie in own.replies:
            other = argument.claims[tie.other]
            look = STANDINGS[other.standing.standing.value]
            self._row(look.icon, look.tone, f"{other.claim.number} {tie.relation.value.replace('-', ' ')}: {look.word}")
        if not own.replies:
            self._say("None.")
        self._heading("What it hangs on")
        for group in own.standing.flips[:FLIPS]:
            names = " and ".join(f"Ex. {number}" for number in group)
            self._say(f"Without {names} the standing changes.")
        if not own.standing.flips:
            self._say("Leaving out a few exhibits does not change the standing.")
        self.fit()

    def _heading(self, words: str) -> None:
        self.box.addWidget(Label(words, Type.BODY_SEMI))

    def _say(self, words: str) -> None:
        self.lines.append(words)
        self.box.addWidget(Label(words, Type.BODY, "text2", lines=4))

    def _row(self, icon: str, tone: str, words: str) -> None:
        self.lines.append(words)
        self.box.addWidget(Legend((Run(words, Type.BODY, "text", icon, tone),), words, elide=True))
