"""Footnotes at the foot of the page on which they are cited, in plain Platypus terms.

A paragraph names its notes: `paragraph.notes = {reference_element: note_flowable}`. The frame keeps
room for them when it places the paragraph, the page template draws them. The structure tree has
them right after the paragraph all the same, since drawing order does not matter to it.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable, Frame, PageTemplate

from casefile.reports.render.pdf.tagged_flowables import TaggedParagraph

RULE = 112.5  # its length
GAP = 10.0  # between the text and the rule above the notes
TALL = 1e6


class NoteFrame(Frame):
    """A frame whose floor rises by the height of the notes cited above it."""

    notes: list[tuple[int, Flowable]]  # and where in the page's code each was cited

    def _reset(self) -> None:
        super()._reset()
        self._geom()  # the floor back down
        self.notes = []

    def add(self, flowable: Flowable, canv: Any, trySplit: int = 0) -> int:
        cited = self._cited(flowable, canv)
        self._y1p += (raised := self._room(cited))
        if super()._add(flowable, canv, trySplit):
            self.notes += [(len(canv._code), note) for note in cited]
            return 1
        self._y1p -= raised
        return 0

    def split(self, flowable: Flowable, canv: Any) -> list[Flowable]:
        """Splits as if every note of the whole had to stay on this page: never too little room."""
        self._y1p += (raised := self._room(self._cited(flowable, canv)))
        parts: list[Flowable] = super().split(flowable, canv)
        self._y1p -= raised
        if hasattr(flowable, "notes"):
            for part in parts:
                part.notes = flowable.notes
        return parts

    def draw_notes(self, canv: Any) -> None:
        """Draws from the last note up; each goes into the page's code where its paragraph ended."""
        y = self._y1 + self._bottomPadding
        for spot, note in reversed(self.notes):
            height = note.wrap(self._aW, TALL)[1]
            with canv.painting_at(spot):
                note.drawOn(canv, self._x1 + self._leftPadding, y)
            y += height
        if self.notes:
            canv.setLineWidth(0.75)
            canv.line(self._x1, y + GAP / 2, self._x1 + RULE, y + GAP / 2)

    def _cited(self, flowable: Flowable, canv: Any) -> list[Flowable]:
        notes = getattr(flowable, "notes", None)
        if not notes or not isinstance(flowable, TaggedParagraph):
            return []
        flowable.wrap(self._getAvailableWidth(), TALL)
        owners = {owner for owner, _ in flowable.runs(canv.tree)}
        return [note for reference, note in notes.items() if reference in owners]

    def _room(self, notes: list[Flowable]) -> float:
        height = sum(note.wrap(self._aW, TALL)[1] for note in notes)
        return float(height + (GAP if notes and not self.notes else 0))


class NotePageTemplate(PageTemplate):
    def afterDrawPage(self, canv: Any, doc: Any) -> None:
        for frame in self.frames:
            frame.draw_notes(canv)
