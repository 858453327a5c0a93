"""The status vocabulary: one icon, one word and one colour for each status, keyed by the values of `casefile.domain`.

The icon comes first, then the word, then the colour: without the colour nothing is lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from ui.look.paint import Run
from ui.look.tokens import Type


@dataclass(frozen=True, slots=True)
class Status:
    """How a status looks.

    Attributes:
        word: As screens print it.
        tone: The token of its colour; `tone + "_soft"` is its ground.
        icon: Of the kit.
        level: One to three bars, where a status is a degree; else 0.
    """

    word: str
    tone: str
    icon: str = ""
    level: int = 0

    def run(self, role: Type = Type.SECONDARY_MEDIUM) -> Run:
        """Icon and word as a piece of a line."""
        return Run(self.word, role, self.tone, self.icon)


STANDINGS = {
    "stands": Status("Stands", "green", "shield-check"),
    "contested": Status("Contested", "amber", "scale"),
    "rebutted": Status("Rebutted", "red", "shield-x"),
    "unsupported": Status("Unsupported", "grey", "circle-dashed"),
}
DEADLINES = {
    "overdue": Status("Overdue", "red", "octagon-alert"),
    "due-today": Status("Due today", "amber", "clock"),
    "due-soon": Status("Due soon", "amber", "clock"),
    "upcoming": Status("Upcoming", "blue", "calendar"),
    "met": Status("Met", "green", "circle-check"),
    "extended": Status("Extended", "blue", "calendar-plus"),
    "moot": Status("Moot", "grey", "circle-slash"),
    "missed": Status("Missed", "red", "calendar-x"),
    "paused": Status("Paused", "grey", "circle-pause"),
}
FINDINGS = {
    "consistent": Status("Consistent", "green", "circle-check"),
    "arguable": Status("Arguable", "amber", "circle-question-mark"),
    "in-conflict": Status("In conflict", "red", "circle-x"),
    "outside-the-text": Status("Outside the text", "grey", "circle-slash"),
    "not-reviewed": Status("Not reviewed", "grey", "circle-dashed"),
}
TESTS = {  # no colour: a test that is met can count either way
    "met": Status("Met", "text2", "check"),
    "not-met": Status("Not met", "text2", "circle-slash"),
    "disputed": Status("Disputed", "text2", "scale"),
    "unknown": Status("Unknown", "text2", "circle-dashed"),
}
STANCES = {
    "supports": Status("Supports", "green", "circle-plus"),
    "contradicts": Status("Contradicts", "red", "circle-minus"),
    "context": Status("Context", "grey", "circle-dot"),
}
STRENGTHS = {
    "weak": Status("Weak", "text2", level=1),
    "fair": Status("Fair", "text2", level=2),
    "strong": Status("Strong", "text2", level=3),
}
DECISIONS = {
    "accepted": Status("Accepted", "green", "circle-check"),
    "to-review": Status("To review", "amber", "eye"),
    "rejected": Status("Rejected", "grey", "circle-x"),
}
SIDES = {
    "federal": Status("Federal", "federal", "landmark"),
    "local": Status("Local", "local", "building-2"),
}
PHASES = {
    "watch": Status("Watch only", "text2", "eye"),
    "notice": Status("Notice", "text2", "mail"),
    "awaiting-decision": Status("Awaiting decision", "amber", "hourglass"),
    "in-suit": Status("In suit", "text", "gavel"),
    "on-appeal": Status("On appeal", "text", "gavel"),
    "cleared": Status("Cleared", "green", "badge-check"),
    "closed": Status("Closed", "grey", "archive"),
}
DATE_SOURCES = {
    "stated-date": Status("Stated in letter", "text2", "quote"),
    "period-in-letter": Status("Period in letter", "text2", "quote"),
    "court-rule": Status("Computed", "text2", "hash"),
    "statute": Status("Computed", "text2", "hash"),
    "court-order": Status("Court notice", "text2", "gavel"),
    "grant-condition": Status("Grant condition", "text2", "hand-coins"),
    "office-date": Status("Office date", "text2", "bell"),
}


def confidence(share: float) -> Status:
    """A reader's confidence, 0 to 1, as bars and a word: High from 0.9, Medium from 0.7, else Low.

    >>> confidence(0.9).word, confidence(0.89).word, confidence(0.3).level
    ('High', 'Medium', 1)
    """
    if share >= 0.9:
        return Status("High", "text2", level=3)
    return Status("Medium", "amber", level=2) if share >= 0.7 else Status("Low", "red", level=1)
