"""Accepting some proposals of a letter and rejecting the others, as one act."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from casefile.services.commands.records import counted
from casefile.services.commands.review import AcceptProposals, RejectProposals


@dataclass(frozen=True, slots=True)
class DecideProposals:
    """What a person decided of a letter's proposals: one step, one undo.

    Args:
        accept: Proposals that become records, each looked at by a person.
        reject: Proposals of which nothing comes.

    Raises:
        UserError: A proposal is gone, its value cannot become a record, or one to reject is accepted already.

    >>> DecideProposals((1, 2), (3,)).label
    'Accept 2 proposals and reject 1'
    >>> DecideProposals((), (3,)).label
    'Reject 1 proposal'
    """

    accept: tuple[int, ...]
    reject: tuple[int, ...]

    @property
    def label(self) -> str:
        if not self.accept:
            return f"Reject {counted(len(self.reject), 'proposal')}"
        rest = f" and reject {len(self.reject)}" if self.reject else ""
        return f"Accept {counted(len(self.accept), 'proposal')}{rest}"

    def apply(self, session: Session) -> None:
        if self.accept:
            AcceptProposals(self.accept).apply(session)
        if self.reject:
            RejectProposals(self.reject).apply(session)
