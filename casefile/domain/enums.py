"""The closed lists of words that fields take. Values are what JSON and the command line say."""

from __future__ import annotations

import enum


class Word(enum.StrEnum):
    """A value of a closed list.

    >>> Basis.PERIOD_IN_LETTER.label
    'Period in letter'
    """

    @property
    def label(self) -> str:
        """As a screen prints it: sentence case."""
        text = self.value.replace("-", " ")
        return text[:1].upper() + text[1:]


class Side(Word):
    FEDERAL = "federal"
    LOCAL = "local"


class SideHelped(Word):
    FEDERAL = "federal"
    LOCAL = "local"
    BOTH = "both"
    NEITHER = "neither"


class JurisdictionType(Word):
    CITY = "city"
    COUNTY = "county"
    STATE = "state"
    AGENCY = "agency"
    BOARD = "board"
    OTHER = "other"


class Phase(Word):
    WATCH = "watch"
    NOTICE = "notice"
    AWAITING_DECISION = "awaiting-decision"
    IN_SUIT = "in-suit"
    ON_APPEAL = "on-appeal"
    CLEARED = "cleared"
    CLOSED = "closed"


class MatterType(Word):
    ADMINISTRATIVE_REVIEW = "administrative-review"
    SUIT = "suit"
    APPEAL = "appeal"


class PolicyType(Word):
    ORDINANCE = "ordinance"
    RESOLUTION = "resolution"
    STATUTE = "statute"
    EXECUTIVE_ORDER = "executive-order"
    GENERAL_ORDER = "general-order"
    DIRECTIVE = "directive"
    MEMORANDUM = "memorandum"
    PRACTICE = "practice"
    OTHER = "other"


class Subsection(Word):
    """The columns of the matrix."""

    A = "1373(a)"
    B1 = "1373(b)(1)"
    B2 = "1373(b)(2)"
    B3 = "1373(b)(3)"
    S1644 = "1644"

    @property
    def label(self) -> str:
        return f"§\u00a0{self.value}"


class Finding(Word):
    CONSISTENT = "consistent"
    ARGUABLE = "arguable"
    IN_CONFLICT = "in-conflict"
    OUTSIDE_THE_TEXT = "outside-the-text"
    NOT_REVIEWED = "not-reviewed"


class TestResult(Word):
    __test__ = False  # not a test case, whatever its name

    MET = "met"
    NOT_MET = "not-met"
    DISPUTED = "disputed"
    UNKNOWN = "unknown"


class Lean(Word):
    PROBABLY = "probably"
    PROBABLY_NOT = "probably-not"


class ProofStandard(Word):
    SCINTILLA = "scintilla"
    PREPONDERANCE = "preponderance"
    CLEAR_AND_CONVINCING = "clear-and-convincing"
    BEYOND_REASONABLE_DOUBT = "beyond-reasonable-doubt"
    QUESTION_OF_LAW = "question-of-law"


class Issue(Word):
    """What a claim is about; the defenses of a memo's Part VI go by it."""

    INFORMATION = "information"
    COLLECTION = "collection"
    SAVINGS_CLAUSE = "savings-clause"
    RELEASE_NOTICE = "release-notice"
    DETAINERS = "detainers"
    JAIL_ACCESS = "jail-access"
    COMMUNICATION = "communication"
    PRACTICE = "practice"
    STATUTORY_AUTHORITY = "statutory-authority"
    SPENDING_CLAUSE = "spending-clause"
    ANTICOMMANDEERING = "anticommandeering"
    IMMUNITY = "immunity"
    APA = "apa"
    RIPENESS = "ripeness"
    POLICY = "policy"
    OTHER = "other"


class Stance(Word):
    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class Strength(Word):
    STRONG = "strong"
    FAIR = "fair"
    WEAK = "weak"


class Admissibility(Word):
    ADMISSIBLE = "admissible"
    DISPUTED = "disputed"
    INADMISSIBLE = "inadmissible"


class Relation(Word):
    REBUTS = "rebuts"
    UNDERCUTS = "undercuts"
    ATTACKS_PREMISE = "attacks-premise"
    SUPPORTS = "supports"


class DocumentStatus(Word):
    FINAL = "final"
    DRAFT = "draft"
    UNSIGNED = "unsigned"


class Privilege(Word):
    NONE = "none"
    ATTORNEY_CLIENT = "attorney-client"
    WORK_PRODUCT = "work-product"
    DELIBERATIVE = "deliberative-process"
    COMMON_INTEREST = "common-interest"


class Designation(Word):
    """What limits a document besides privilege."""

    NONE = "none"
    CONFIDENTIAL = "confidential"
    ATTORNEYS_EYES_ONLY = "attorneys-eyes-only"
    SEALED = "sealed"
    LAW_ENFORCEMENT_SENSITIVE = "law-enforcement-sensitive"


class EvidenceType(Word):
    POLICY_TEXT = "policy-text"
    LETTER = "letter"
    GRANT_FILE = "grant-file"
    TRAINING = "training"
    LOG = "log"
    DECLARATION = "declaration"
    TRANSCRIPT = "transcript"
    PUBLIC_STATEMENT = "public-statement"
    PRESS = "press"
    COURT_PAPER = "court-paper"
    EXPERT_REPORT = "expert-report"
    PHYSICAL = "physical"
    OTHER = "other"


class Direction(Word):
    FROM_FEDERAL = "from-federal"
    TO_FEDERAL = "to-federal"
    OTHER = "other"


class LetterKind(Word):
    INQUIRY = "inquiry"
    DOCUMENT_REQUEST = "document-request"
    PRELIMINARY_ASSESSMENT = "preliminary-assessment"
    DETERMINATION = "determination"
    CLEARANCE = "clearance"
    RESPONSE = "response"
    PRESS_RELEASE = "press-release"
    MEMORANDUM = "memorandum"
    NOTICE = "notice"
    COURT_NOTICE = "court-notice"
    OTHER = "other"


class Sufficiency(Word):
    """The receiving side's assessment of a claim of compliance."""

    NOT_ASSESSED = "not-assessed"
    GOOD_ENOUGH = "good-enough"
    NOT_GOOD_ENOUGH = "not-good-enough"


class DemandStatus(Word):
    OPEN = "open"
    DRAFTED = "drafted"
    ANSWERED = "answered"
    IN_PART = "in-part"
    MOOT = "moot"


class Basis(Word):
    STATED_DATE = "stated-date"
    PERIOD_IN_LETTER = "period-in-letter"
    COURT_RULE = "court-rule"
    COURT_ORDER = "court-order"
    STATUTE = "statute"
    GRANT_CONDITION = "grant-condition"
    OFFICE_DATE = "office-date"


class DeadlineStatus(Word):
    OPEN = "open"
    MET = "met"
    EXTENDED = "extended"
    MOOT = "moot"
    MISSED = "missed"
    PAUSED = "paused"


class AuthorityType(Word):
    STATUTE = "statute"
    REGULATION = "regulation"
    RULE = "rule"
    DECISION = "decision"
    ORDER = "order"
    EXECUTIVE_ORDER = "executive-order"
    OTHER = "other"


class HistoryStatus(Word):
    NOT_CHECKED = "not-checked"
    NONE_KNOWN = "none-known"
    ADVERSE = "adverse"
    FAVORABLE = "favorable"


class PartyType(Word):
    AGENCY = "agency"
    GOVERNMENT = "government"
    ORGANIZATION = "organization"
    FIRM = "firm"
    OTHER = "other"


class PersonType(Word):
    OFFICIAL = "official"
    COUNSEL = "counsel"
    WITNESS = "witness"
    COMMENTATOR = "commentator"
    OTHER = "other"


class RemedyType(Word):
    INJUNCTION = "injunction"
    DECLARATORY_RELIEF = "declaratory-relief"
    WITHHOLDING = "withholding"
    SUSPENSION = "suspension"
    TERMINATION = "termination"
    CLAWBACK = "clawback"
    INELIGIBILITY = "ineligibility"
    SUBPOENA = "subpoena"
    PROSECUTION = "prosecution"
    DEFENSE_OF_SUITS = "defense-of-suits"
    OTHER = "other"


class RemedyStatus(Word):
    DISCUSSED = "discussed"
    URGED = "urged"
    THREATENED = "threatened"
    SOUGHT = "sought"
    GRANTED = "granted"
    DENIED = "denied"
    ENDED = "ended"


class Likelihood(Word):
    NOT_ASSESSED = "not-assessed"
    REMOTE = "remote"
    POSSIBLE = "possible"
    LIKELY = "likely"
    PROBABLE = "probable"


class FactNature(Word):
    EVENT = "event"
    ASSERTION = "assertion"
    STATEMENT = "statement"


class StatementKind(Word):
    """What a sourced statement is; only the first may prove what its office did."""

    OFFICIAL_POSITION = "official-position"
    EXPERT = "expert"
    OPINION = "opinion"


class Topic(Word):
    """Order of facts in a memo."""

    POLICY = "policy"
    PRACTICE = "practice"
    DISPUTE = "dispute"
    SUIT = "suit"
    GRANT = "grant"
    OTHER = "other"


class ProposalStatus(Word):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class CustodyAction(Word):
    RECEIVED = "received"
    TRANSFERRED = "transferred"
    EXAMINED = "examined"
    RETURNED = "returned"
    VOIDED = "voided"


class QuestionStatus(Word):
    OPEN = "open"
    ANSWERED = "answered"


class HoldStatus(Word):
    ISSUED = "issued"
    RELEASED = "released"
