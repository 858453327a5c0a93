"""How each record kind is named and drawn, and the names of records that others point at."""

from __future__ import annotations

from PySide6.QtCore import QObject

from casefile.domain import enums as e
from casefile.domain.records import Answer, Cite, Support
from casefile.domain.refs import ChangeSet, RecordKind, RecordRef
from casefile.domain.schema import Record
from casefile.services.queries.records import ByIds
from ui.desk import Desk
from ui.look.words import (
    DATE_SOURCES,
    DEADLINES,
    FINDINGS,
    PHASES,
    SIDES,
    STANCES,
    STRENGTHS,
    TESTS,
    Status,
)

K = RecordKind
ICONS = {
    K.PROFILE: "folder", K.JURISDICTION: "map-pin", K.PARTY: "landmark", K.PERSON: "user", K.ROLE: "briefcase",
    K.MATTER: "gavel", K.DOCUMENT: "file-text", K.LAYER: "layers", K.EXCERPT: "text-quote", K.EVIDENCE: "package",
    K.EXHIBIT: "paperclip", K.AUTHORITY: "book-marked", K.POLICY: "scroll-text", K.CLAUSE: "pilcrow",
    K.ASSESSMENT: "table-2", K.FILING: "stamp", K.CORRESPONDENCE: "mail", K.DEADLINE: "calendar-days",
    K.DEMAND: "clipboard", K.AWARD: "hand-coins", K.REMEDY: "zap", K.FACT: "list-tree", K.CLAIM: "scale",
    K.SUPPORT: "link", K.ANSWER: "corner-down-right", K.CITE: "bookmark", K.PROPOSAL: "inbox",
    K.CUSTODY_ENTRY: "fingerprint", K.HOLD: "lock", K.NOTE: "sticky-note", K.QUESTION: "circle-question-mark",
    K.TAG: "tag", K.TAGGING: "tags", K.SLOT: "notebook-pen",
}  # fmt: skip
DEMANDS = {
    "open": Status("Open", "grey", "circle-dashed"),
    "drafted": Status("Drafted", "amber", "pencil"),
    "answered": Status("Answered", "green", "check"),
    "in-part": Status("In part", "amber", "circle-dot"),
    "moot": Status("Moot", "grey", "circle-slash"),
}
LOOKS: dict[type[e.Word], dict[str, Status]] = {
    e.Side: SIDES, e.Phase: PHASES, e.DeadlineStatus: DEADLINES, e.Finding: FINDINGS, e.TestResult: TESTS,
    e.Stance: STANCES, e.Strength: STRENGTHS, e.Basis: DATE_SOURCES, e.DemandStatus: DEMANDS,
}  # fmt: skip


def look(word: e.Word) -> Status:
    """How a word of a closed list is shown; plainly, where the design gives it no icon.

    >>> look(e.Side.FEDERAL).icon, look(e.Topic.GRANT).word
    ('landmark', 'Grant')
    """
    return LOOKS.get(type(word), {}).get(word.value) or Status(word.label, "text2")


def title_of(record: Record) -> str:
    """What a person calls a record on one line: its number, where it has one, and its name."""
    value = getattr(record, record.title_field)
    words = " ".join((value.label if isinstance(value, e.Word) else str(value or "")).split())
    if record.kind is K.EXCERPT:
        words = f"“{words}”"
    number = getattr(record, "number", "") if record.kind in (K.CLAIM, K.DEMAND, K.QUESTION, K.EXHIBIT) else ""
    if number:
        words = f"{'Ex. ' if record.kind is K.EXHIBIT else ''}{number} {words}".rstrip()
    return words or f"{record.kind.words.capitalize()} {record.id}"


def noun(kind: RecordKind) -> str:
    """What one record of a kind is called on buttons."""
    return "letter" if kind is K.CORRESPONDENCE else kind.words


def plural(kind: RecordKind, number: int) -> str:
    """
    >>> plural(K.AUTHORITY, 2), plural(K.CLAIM, 1), plural(K.CORRESPONDENCE, 3)
    ('authorities', 'claim', 'letters')
    """
    one = noun(kind)
    if number == 1 or kind in (K.EVIDENCE, K.CUSTODY_ENTRY):
        return "custody entries" if kind is K.CUSTODY_ENTRY and number != 1 else one
    if kind is K.PERSON:
        return "people"
    return f"{one[:-1]}ies" if one.endswith("y") else f"{one}s"


class Names(QObject):
    """Names of records by kind and id, read when they are first asked for and again after a change."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._known: dict[tuple[RecordKind, int], str] = {}
        desk.changed.connect(self._forget)

    def of(self, kind: RecordKind, row_id: int | None) -> str:
        """Empty for None, and for a record that is gone or hidden."""
        if row_id is None:
            return ""
        if (kind, row_id) not in self._known:
            record = self._desk.ask(ByIds(kind, (row_id,))).get(row_id)
            self._known[kind, row_id] = title_of(record) if record else ""
        return self._known[kind, row_id]

    def _forget(self, changes: ChangeSet) -> None:
        for ref in changes.refs:
            self._known.pop((ref.kind, ref.id), None)


def described(record: Record, names: Names) -> str:
    """Like `title_of`; what ties two records together is named by both of them."""
    match record:
        case Answer():
            verb = record.relation.value.replace("-", " ")
            return f"{_claim(record.claim_id, names)} {verb} {_claim(record.target_id, names)}"
        case Support():
            return f"{_source(record, names)} {record.stance.value} {_claim(record.claim_id, names)}"
        case Cite():
            return _source(record, names) or title_of(record)
    return title_of(record)


def _claim(row_id: int, names: Names) -> str:
    """A claim by its number alone."""
    return names.of(K.CLAIM, row_id).partition(" ")[0]


def _source(tie: Support | Cite, names: Names) -> str:
    ends = [(K.EXCERPT, tie.excerpt_id), (K.AUTHORITY, tie.authority_id)]
    if isinstance(tie, Support):
        ends.append((K.FACT, tie.fact_id))
    return next((names.of(kind, id_) for kind, id_ in ends if id_ is not None), "")


def names_of(desk: Desk, refs: tuple[RecordRef, ...]) -> list[str]:
    """`Support: Supports` for each of several records, in order of kind and name; those that are gone are left out."""
    found, names = [], Names(desk)
    for kind in sorted({ref.kind for ref in refs}):
        ids = [ref.id for ref in refs if ref.kind is kind]
        records = desk.ask(ByIds(kind, ids)).values()
        found += sorted(f"{kind.words.capitalize()}: {described(record, names)}" for record in records)
    names.deleteLater()
    return found
