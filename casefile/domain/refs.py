"""Names of records, and what one committed act touched."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class RecordKind(enum.StrEnum):
    """The value is the word in `kind:uid`, in JSON and on the command line."""

    PROFILE = "profile"
    JURISDICTION = "jurisdiction"
    PARTY = "party"
    PERSON = "person"
    ROLE = "role"
    MATTER = "matter"
    DOCUMENT = "document"
    LAYER = "layer"
    EXCERPT = "excerpt"
    EVIDENCE = "evidence"
    EXHIBIT = "exhibit"
    AUTHORITY = "authority"
    POLICY = "policy"
    CLAUSE = "clause"
    ASSESSMENT = "assessment"
    FILING = "filing"
    CORRESPONDENCE = "correspondence"
    DEADLINE = "deadline"
    DEMAND = "demand"
    AWARD = "award"
    REMEDY = "remedy"
    FACT = "fact"
    CLAIM = "claim"
    SUPPORT = "support"
    ANSWER = "answer"
    CITE = "cite"
    PROPOSAL = "proposal"
    CUSTODY_ENTRY = "custody-entry"
    HOLD = "hold"
    NOTE = "note"
    QUESTION = "question"
    TAG = "tag"
    TAGGING = "tagging"
    SLOT = "slot"

    @property
    def table(self) -> str:
        """Name of its table, and of the reference to it without `_id`."""
        return self.value.replace("-", "_")

    @property
    def words(self) -> str:
        """As a sentence says it."""
        return _WORDS.get(self.value, self.value.replace("-", " "))


_WORDS = {"slot": "written part", "tagging": "use of a tag", "cite": "source"}
BY_TABLE = {kind.table: kind for kind in RecordKind}


@dataclass(frozen=True, slots=True, order=True)
class RecordRef:
    """Names one record: `id` in this file only, `uid` in every copy of it."""

    kind: RecordKind
    id: int
    uid: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.uid}"


ELSEWHERE = "elsewhere"  # origin of changes that another process made


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What one committed act touched, in words every view understands.

    Attributes:
        step: Number of the step in the history; 0 when nothing changed.
        origin: Who asked: a view, `ELSEWHERE`, or None.
    """

    step: int
    label: str
    refs: frozenset[RecordRef]
    origin: object | None = None

    def ids(self, kind: RecordKind) -> frozenset[int]:
        return frozenset(ref.id for ref in self.refs if ref.kind is kind)

    def touches(self, *kinds: RecordKind) -> bool:
        return any(ref.kind in kinds for ref in self.refs)
