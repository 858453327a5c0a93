"""Commands on the argument."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from casefile.domain.enums import Relation
from casefile.domain.refs import RecordKind
from casefile.services.commands.records import add


@dataclass(frozen=True, slots=True)
class AddReply:
    """Adds a claim and ties it to the one that it answers, as one act.

    Args:
        values: Fields of the new claim.
        target_id: Id of the claim that it answers.

    Raises:
        UserError: A field that the claim needs is missing.
    """

    label: ClassVar[str] = "Add reply"
    values: Mapping[str, Any]
    target_id: int
    relation: Relation

    def apply(self, session: Session) -> None:
        claim = add(session, RecordKind.CLAIM, self.values)
        add(
            session,
            RecordKind.ANSWER,
            {"claim_id": claim.id, "target_id": self.target_id, "relation": self.relation},
        )
