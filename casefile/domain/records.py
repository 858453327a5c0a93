"""Every record kind, frozen: the words of the dispute as values.

A field is required when it has no default. `Ref` fields hold the local id of
another record. Titles follow the command line's contract: `name`, `title`,
`statement` or `text`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, TypeVar, cast, dataclass_transform

from casefile.domain import enums as e
from casefile.domain.refs import RecordKind as Kind
from casefile.domain.schema import Record, To, Trait
from casefile.domain.values import Money, PartialDate

Text = Annotated[str, Trait(long=True)]
Quoted = Annotated[str, Trait(long=True, quoted=True)]
Fixed = Annotated[str, Trait(fixed=True, unindexed=True)]
Plain = Annotated[str, Trait(unindexed=True)]
About = Annotated[str, Trait(label="About (kind:uid)", unindexed=True)]
JurisdictionId = Annotated[int | None, To(Kind.JURISDICTION)]
MatterId = Annotated[int | None, To(Kind.MATTER)]
DocumentId = Annotated[int | None, To(Kind.DOCUMENT)]
ExcerptId = Annotated[int | None, To(Kind.EXCERPT)]
AuthorityId = Annotated[int | None, To(Kind.AUTHORITY)]
CorrespondenceId = Annotated[int | None, To(Kind.CORRESPONDENCE)]
PersonId = Annotated[int | None, To(Kind.PERSON)]
Made = TypeVar("Made", bound=type[Record])


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(field,))
def frozen(record: Made) -> Made:
    return cast(Made, dataclass(frozen=True, slots=True, kw_only=True)(record))


@frozen
class Profile(Record):
    """The case file itself: its title, the side it is kept for, who signs."""

    kind: ClassVar = Kind.PROFILE
    title_field: ClassVar = "title"
    title: str
    subtitle: str = ""
    side: e.Side = e.Side.LOCAL
    author: str = ""
    author_title: str = ""
    office: str = ""


@frozen
class Jurisdiction(Record):
    """A city, county, state or agency whose policies are in dispute.

    Attributes:
        state: Two-letter postal code.
        defined_term: What a memo calls it: "the City".
        last_step: The newest thing that happened, in a few words.
        counsel: Title of the officer whom a memo goes to.
    """

    kind: ClassVar = Kind.JURISDICTION
    title_field: ClassVar = "name"
    name: str
    full_name: str = ""
    type: e.JurisdictionType = e.JurisdictionType.CITY
    state: Plain = ""
    defined_term: str = ""
    counsel: str = ""
    phase: e.Phase = e.Phase.WATCH
    last_step: str = ""
    parent_id: Annotated[int | None, To(Kind.JURISDICTION), Trait(label="Award through")] = None
    summary: Text = ""


@frozen
class Party(Record):
    """An agency, government, organization or firm."""

    kind: ClassVar = Kind.PARTY
    title_field: ClassVar = "name"
    name: str
    short_name: str = ""
    type: e.PartyType = e.PartyType.AGENCY
    side: e.Side | None = None
    jurisdiction_id: JurisdictionId = None
    parent_id: Annotated[int | None, To(Kind.PARTY), Trait(label="Part of")] = None
    address: Text = ""
    aliases: Text = ""


@frozen
class Person(Record):
    """An official, counsel, witness or commentator; what they held when is a `Role`."""

    kind: ClassVar = Kind.PERSON
    title_field: ClassVar = "name"
    name: str
    type: e.PersonType = e.PersonType.OFFICIAL
    title: str = ""
    affiliation: str = ""
    party_id: Annotated[int | None, To(Kind.PARTY)] = None
    jurisdiction_id: JurisdictionId = None
    side: e.Side | None = None
    aliases: Text = ""


@frozen
class Role(Record):
    """A title that a person held over time."""

    kind: ClassVar = Kind.ROLE
    title_field: ClassVar = "title"
    person_id: Annotated[int, To(Kind.PERSON)]
    title: str
    party_id: Annotated[int | None, To(Kind.PARTY)] = None
    jurisdiction_id: JurisdictionId = None
    from_on: PartialDate | None = None
    until_on: PartialDate | None = None


@frozen
class Matter(Record):
    """One proceeding: administrative review, suit or appeal."""

    kind: ClassVar = Kind.MATTER
    title_field: ClassVar = "title"
    title: str
    type: e.MatterType = e.MatterType.SUIT
    jurisdiction_id: JurisdictionId = None
    court: str = ""
    docket_number: str = ""
    judge: str = ""
    phase: str = ""
    began_on: PartialDate | None = None
    ended_on: PartialDate | None = None
    summary: Text = ""


@frozen
class Document(Record):
    """One item as received: its bytes and their SHA-256 never change.

    Attributes:
        second_hand: It reports what another paper says.
        reconstructed: Its text was written for demonstration; quote and file none of it.
        source: Where it was found, as an address or in words.
    """

    kind: ClassVar = Kind.DOCUMENT
    title_field: ClassVar = "title"
    title: str
    sha256: Annotated[str, Trait(label="SHA-256", fixed=True, unindexed=True)]
    size: Annotated[int, Trait(label="Bytes", fixed=True)]
    media_type: Fixed = "application/octet-stream"
    original_name: Annotated[str, Trait(fixed=True)] = ""
    page_count: Annotated[int, Trait(label="Pages", fixed=True)] = 0
    dated_on: PartialDate | None = None
    received_on: dt.date | None = None
    author: str = ""
    jurisdiction_id: JurisdictionId = None
    parent_id: Annotated[int | None, To(Kind.DOCUMENT), Trait(label="Attached to")] = None
    status: e.DocumentStatus = e.DocumentStatus.FINAL
    second_hand: bool = False
    reconstructed: bool = False
    public: bool = False
    source: Text = ""
    privilege: e.Privilege = e.Privilege.NONE
    privilege_basis: Text = ""
    designation: e.Designation = e.Designation.NONE


@frozen
class Layer(Record):
    """One reading of a document's text: immutable, numbered from 1."""

    kind: ClassVar = Kind.LAYER
    title_field: ClassVar = "reader"
    document_id: Annotated[int, To(Kind.DOCUMENT), Trait(fixed=True)]
    number: Annotated[int, Trait(fixed=True)]
    reader: Fixed
    sha256: Annotated[str, Trait(label="SHA-256", fixed=True, unindexed=True)]


@frozen
class Excerpt(Record):
    """A quoted passage: characters [start, end) of one page of one layer.

    Attributes:
        boxes: `[x0, y0, x1, y1]` in PDF points from the page's top left.
        page_label: The page number as printed, where it differs.
        lines: For transcripts: "14:3-9".
    """

    kind: ClassVar = Kind.EXCERPT
    title_field: ClassVar = "text"
    text: Annotated[str, Trait(label="Words quoted", long=True, quoted=True, fixed=True)]
    document_id: Annotated[int, To(Kind.DOCUMENT), Trait(fixed=True)]
    layer_id: Annotated[int, To(Kind.LAYER), Trait(fixed=True)]
    page: Annotated[int, Trait(fixed=True)]
    start: Annotated[int, Trait(fixed=True)]
    end: Annotated[int, Trait(fixed=True)]
    boxes: Annotated[list[Any], Trait(fixed=True)] = field(default_factory=list)
    page_label: Plain = ""
    lines: Plain = ""
    comment: Text = ""


@frozen
class Evidence(Record):
    """A document or thing offered."""

    kind: ClassVar = Kind.EVIDENCE
    title_field: ClassVar = "title"
    title: str
    type: e.EvidenceType = e.EvidenceType.OTHER
    document_id: DocumentId = None
    jurisdiction_id: JurisdictionId = None
    offered_by: e.Side | None = None
    author: str = ""
    custodian: str = ""
    strength: e.Strength = e.Strength.FAIR
    admissibility: e.Admissibility = e.Admissibility.ADMISSIBLE
    description: Text = ""


@frozen
class Exhibit(Record):
    """Evidence with a number; the number is the whole case file's."""

    kind: ClassVar = Kind.EXHIBIT
    title_field: ClassVar = "title"
    number: Plain
    title: str
    document_id: DocumentId = None
    evidence_id: Annotated[int | None, To(Kind.EVIDENCE)] = None
    matter_id: MatterId = None
    custodian: str = ""
    bates_first: Plain = ""
    bates_last: Plain = ""


@frozen
class Authority(Record):
    """Statute, regulation, rule, decision, order.

    Attributes:
        citation: Full, with reporter and page: "264 F. Supp. 3d 933".
        history: Subsequent history in words, with cites.
        verified_on: Day on which a person compared it with its source; empty prints "(unverified)".
    """

    kind: ClassVar = Kind.AUTHORITY
    title_field: ClassVar = "title"
    title: str
    citation: str
    short_name: str = ""
    type: e.AuthorityType = e.AuthorityType.DECISION
    court: str = ""
    decided_on: PartialDate | None = None
    issue: str = ""
    holding: Text = ""
    side_helped: e.SideHelped | None = None
    binding: Annotated[str, Trait(label="Binding in", unindexed=True)] = ""
    history: Text = ""
    history_status: e.HistoryStatus = e.HistoryStatus.NOT_CHECKED
    text: Quoted = ""
    text_as_of: dt.date | None = None
    source: Text = ""
    verified_on: dt.date | None = None
    verified_by: str = ""


@frozen
class Policy(Record):
    """A local law, order or directive with its dates in force."""

    kind: ClassVar = Kind.POLICY
    title_field: ClassVar = "title"
    title: str
    jurisdiction_id: Annotated[int, To(Kind.JURISDICTION)]
    number: str = ""
    defined_term: str = ""
    type: e.PolicyType = e.PolicyType.OTHER
    issued_by: str = ""
    enacted_on: PartialDate | None = None
    in_force_from: PartialDate | None = None
    in_force_until: PartialDate | None = None
    status: e.DocumentStatus = e.DocumentStatus.FINAL
    document_id: DocumentId = None
    replaces_id: Annotated[int | None, To(Kind.POLICY), Trait(label="Replaces")] = None
    gist: Text = ""
    verified_on: dt.date | None = None
    verified_by: str = ""


@frozen
class Clause(Record):
    """One separately testable passage of a policy.

    Attributes:
        gist: What it does, after its policy's name: "bars holding a person on a civil immigration detainer".
        topic: A few words for headings: "detainer holds".
        savings: Words of a savings clause or exception; `savings_reviewed` says that "none" was looked for.
    """

    kind: ClassVar = Kind.CLAUSE
    title_field: ClassVar = "label"
    policy_id: Annotated[int, To(Kind.POLICY)]
    label: str
    section: str = ""
    text: Quoted = ""
    gist: Text = ""
    topic: str = ""
    exception: Text = ""
    savings: Quoted = ""
    savings_reviewed: bool = False


@frozen
class Assessment(Record):
    """Clause by subsection: both positions, our finding, the tests under it.

    Attributes:
        tests: Result by test: `{"E1": "met"}`.
        shows: What the record shows, by test.
        at_issue: Whether a memo asks a question about it.
    """

    kind: ClassVar = Kind.ASSESSMENT
    title_field: ClassVar = "subsection"
    clause_id: Annotated[int, To(Kind.CLAUSE)]
    subsection: e.Subsection
    finding: e.Finding = e.Finding.NOT_REVIEWED
    lean: e.Lean | None = None
    tests: Mapping[str, Any] = field(default_factory=dict)
    shows: Mapping[str, Any] = field(default_factory=dict)
    at_issue: bool = True
    reasons: Text = ""
    federal_position: Text = ""
    local_position: Text = ""
    text_analysis: Text = ""
    practice_analysis: Text = ""
    savings_analysis: Text = ""
    conclusion: Text = ""
    assessed_by: str = ""
    assessed_on: dt.date | None = None


@frozen
class Filing(Record):
    """A docket entry in a matter; its dates are triggers."""

    kind: ClassVar = Kind.FILING
    title_field: ClassVar = "title"
    matter_id: Annotated[int, To(Kind.MATTER)]
    title: str
    ecf_number: Annotated[str, Trait(label="ECF number", unindexed=True)] = ""
    filed_on: dt.date | None = None
    entered_on: dt.date | None = None
    filed_by: str = ""
    document_id: DocumentId = None


@frozen
class Correspondence(Record):
    """A letter or mail, with its three dates.

    Attributes:
        letter_on: Its own date; a letter's deadline never counts from another.
        released_on: When it was published, which may come before it is received.
        sufficiency: How the receiving side judged the claim of compliance in it.
        details: What else its head and foot say, by field name: copies, enclosures, file numbers.
    """

    kind: ClassVar = Kind.CORRESPONDENCE
    title_field: ClassVar = "title"
    title: str
    direction: e.Direction = e.Direction.FROM_FEDERAL
    letter_kind: e.LetterKind = e.LetterKind.OTHER
    document_id: DocumentId = None
    jurisdiction_id: JurisdictionId = None
    letter_on: Annotated[PartialDate | None, Trait(label="Letter date")] = None
    received_on: dt.date | None = None
    released_on: dt.date | None = None
    sender_office: str = ""
    signatory: str = ""
    signatory_title: str = ""
    recipient: str = ""
    recipient_title: str = ""
    recipient_office: str = ""
    care_of: str = ""
    reference: str = ""
    reply_to_id: Annotated[int | None, To(Kind.CORRESPONDENCE), Trait(label="Answers")] = None
    part: Annotated[int, Trait(label="Part of the file")] = 1
    details: Mapping[str, Any] = field(default_factory=dict)
    not_final: Annotated[bool, Trait(label="Says it is not final")] = False
    consequence: Text = ""
    summary: Text = ""
    demands_reviewed: bool = False
    sufficiency: e.Sufficiency = e.Sufficiency.NOT_ASSESSED
    sufficiency_note: Text = ""
    excerpt_id: ExcerptId = None


@frozen
class Deadline(Record):
    """A date by which something is due, with its basis and how it was worked out.

    Attributes:
        due_on: The day itself; empty while its trigger is unknown.
        safe_on: The earliest of all readings; lists and reminders go by it.
        time: Wall clock `HH:MM` in `zone`, where one matters.
        computation: The answer of the deadline engine when it was last worked out.
    """

    kind: ClassVar = Kind.DEADLINE
    title_field: ClassVar = "title"
    title: str
    basis: e.Basis = e.Basis.OFFICE_DATE
    due_on: dt.date | None = None
    safe_on: Annotated[dt.date | None, Trait(label="Safe date", fixed=True)] = None
    time: Plain = ""
    zone: Plain = ""
    status: e.DeadlineStatus = e.DeadlineStatus.OPEN
    jurisdiction_id: JurisdictionId = None
    matter_id: MatterId = None
    correspondence_id: CorrespondenceId = None
    filing_id: Annotated[int | None, To(Kind.FILING)] = None
    excerpt_id: ExcerptId = None
    trigger_on: dt.date | None = None
    trigger_words: str = ""
    period: Plain = ""
    counted_from: Plain = ""
    rule_key: Annotated[str, Trait(label="Rule", unindexed=True)] = ""
    direction: Plain = ""
    service: Plain = ""
    states: Plain = ""
    computation: Annotated[Mapping[str, Any], Trait(fixed=True)] = field(default_factory=dict)
    met_on: dt.date | None = None
    proof_id: Annotated[int | None, To(Kind.DOCUMENT), Trait(label="Proof")] = None
    extended_to: dt.date | None = None
    reason: Text = ""
    owner: str = ""
    checked_by: str = ""
    checked_on: dt.date | None = None


@frozen
class Demand(Record):
    """One thing that a letter asks for; tracked until it is answered."""

    kind: ClassVar = Kind.DEMAND
    title_field: ClassVar = "text"
    number: Plain
    text: Quoted
    correspondence_id: Annotated[int, To(Kind.CORRESPONDENCE)]
    gist: str = ""
    jurisdiction_id: JurisdictionId = None
    deadline_id: Annotated[int | None, To(Kind.DEADLINE)] = None
    status: e.DemandStatus = e.DemandStatus.OPEN
    answer_id: Annotated[int | None, To(Kind.CORRESPONDENCE), Trait(label="Answered by")] = None
    answered_on: dt.date | None = None
    reason: Text = ""
    excerpt_id: ExcerptId = None


@frozen
class Award(Record):
    """A grant at stake."""

    kind: ClassVar = Kind.AWARD
    title_field: ClassVar = "name"
    name: str
    jurisdiction_id: JurisdictionId = None
    program: str = ""
    fiscal_year: int | None = None
    award_number: str = ""
    amount: Money | None = None
    condition: str = ""
    condition_number: Plain = ""
    conditions: Text = ""
    certified_by: str = ""
    certified_on: PartialDate | None = None
    accepted_on: PartialDate | None = None
    status: str = ""


@frozen
class Remedy(Record):
    """What a side seeks or fears."""

    kind: ClassVar = Kind.REMEDY
    title_field: ClassVar = "name"
    name: str
    side: e.Side = e.Side.FEDERAL
    type: e.RemedyType = e.RemedyType.OTHER
    status: e.RemedyStatus = e.RemedyStatus.DISCUSSED
    likelihood: e.Likelihood = e.Likelihood.NOT_ASSESSED
    jurisdiction_id: JurisdictionId = None
    award_id: Annotated[int | None, To(Kind.AWARD)] = None
    matter_id: MatterId = None
    authority_id: AuthorityId = None
    timing: str = ""
    summary: Text = ""


@frozen
class Fact(Record):
    """A dated assertion with at least one source.

    A statement of a commentator is a fact about what was said: `speaker_id`
    and `statement_kind` say whose and of what sort, and it proves nothing more.
    """

    kind: ClassVar = Kind.FACT
    title_field: ClassVar = "statement"
    statement: Text
    nature: e.FactNature = e.FactNature.ASSERTION
    topic: e.Topic = e.Topic.OTHER
    dated_on: PartialDate | None = None
    order_in_day: int = 0
    jurisdiction_id: JurisdictionId = None
    matter_id: MatterId = None
    event: str = ""
    disputed: bool = False
    side: Annotated[e.Side | None, Trait(label="Asserted by")] = None
    answers_id: Annotated[int | None, To(Kind.FACT), Trait(label="Other side of")] = None
    material: bool = True
    key: Annotated[bool, Trait(label="Key fact")] = False
    speaker_id: PersonId = None
    statement_kind: e.StatementKind | None = None
    publication: str = ""
    weakens: Annotated[e.Side | None, Trait(label="Weakens")] = None


@frozen
class Claim(Record):
    """One proposition asserted by a side. Standing is computed, never stored."""

    kind: ClassVar = Kind.CLAIM
    title_field: ClassVar = "statement"
    number: Plain
    side: e.Side
    statement: Text
    jurisdiction_id: JurisdictionId = None
    issue: e.Issue = e.Issue.OTHER
    clause_id: Annotated[int | None, To(Kind.CLAUSE)] = None
    subsection: e.Subsection | None = None
    proof_standard: e.ProofStandard = e.ProofStandard.PREPONDERANCE
    argument: Text = ""
    weighing: Text = ""


@frozen
class Support(Record):
    """An excerpt, a fact or an authority, for or against a claim.

    Attributes:
        pin: For an authority, the page or section relied on.
        test: The element test that it bears on: "E7".
    """

    kind: ClassVar = Kind.SUPPORT
    title_field: ClassVar = "stance"
    claim_id: Annotated[int, To(Kind.CLAIM)]
    excerpt_id: ExcerptId = None
    fact_id: Annotated[int | None, To(Kind.FACT)] = None
    authority_id: AuthorityId = None
    stance: e.Stance = e.Stance.SUPPORTS
    strength: e.Strength = e.Strength.FAIR
    admissibility: e.Admissibility = e.Admissibility.ADMISSIBLE
    pin: Plain = ""
    test: Plain = ""
    comment: Text = ""


@frozen
class Answer(Record):
    """How one claim bears on another."""

    kind: ClassVar = Kind.ANSWER
    title_field: ClassVar = "relation"
    claim_id: Annotated[int, To(Kind.CLAIM)]
    target_id: Annotated[int, To(Kind.CLAIM)]
    relation: e.Relation = e.Relation.REBUTS


@frozen
class Cite(Record):
    """The source of what another record says: an excerpt, or an authority with its pin.

    Attributes:
        test: For an assessment, the element test it belongs to.
    """

    kind: ClassVar = Kind.CITE
    title_field: ClassVar = "pin"
    fact_id: Annotated[int | None, To(Kind.FACT)] = None
    assessment_id: Annotated[int | None, To(Kind.ASSESSMENT)] = None
    policy_id: Annotated[int | None, To(Kind.POLICY)] = None
    clause_id: Annotated[int | None, To(Kind.CLAUSE)] = None
    award_id: Annotated[int | None, To(Kind.AWARD)] = None
    remedy_id: Annotated[int | None, To(Kind.REMEDY)] = None
    jurisdiction_id: JurisdictionId = None
    matter_id: MatterId = None
    correspondence_id: CorrespondenceId = None
    person_id: PersonId = None
    source_authority_id: Annotated[int | None, To(Kind.AUTHORITY), Trait(label="Source of authority")] = None
    excerpt_id: ExcerptId = None
    authority_id: AuthorityId = None
    stance: e.Stance = e.Stance.SUPPORTS
    test: Plain = ""
    pin: Plain = ""


@frozen
class Proposal(Record):
    """What an importer suggests; it becomes a record only when a person accepts it.

    Attributes:
        raw: Words as read; `value` is what they were taken for, in JSON.
        start: With `end`, characters [start, end) of the page's text.
        made: The record that came of it, as `kind:uid`.
    """

    kind: ClassVar = Kind.PROPOSAL
    title_field: ClassVar = "name"
    document_id: Annotated[int, To(Kind.DOCUMENT), Trait(fixed=True)]
    layer_id: Annotated[int, To(Kind.LAYER), Trait(fixed=True)]
    name: Fixed
    value: Annotated[Mapping[str, Any], Trait(label="Value")] = field(default_factory=dict)
    raw: Annotated[str, Trait(fixed=True, long=True, quoted=True, unindexed=True)] = ""
    part: Annotated[int, Trait(fixed=True)] = 1
    order: Annotated[int, Trait(fixed=True)] = 0
    page: Annotated[int | None, Trait(fixed=True)] = None
    start: Annotated[int | None, Trait(fixed=True)] = None
    end: Annotated[int | None, Trait(fixed=True)] = None
    boxes: Annotated[list[Any], Trait(fixed=True)] = field(default_factory=list)
    confidence: Annotated[int, Trait(label="Confidence (percent)", fixed=True)] = 0
    why: Fixed = ""
    warning: Fixed = ""
    status: e.ProposalStatus = e.ProposalStatus.OPEN
    made: Fixed = ""


@frozen
class CustodyEntry(Record):
    """Received, transferred, examined, returned; append-only, corrected by voiding.

    It names its document by hash and title, so that it outlives it.
    """

    kind: ClassVar = Kind.CUSTODY_ENTRY
    title_field: ClassVar = "item"
    item: str
    sha256: Annotated[str, Trait(label="SHA-256", unindexed=True)] = ""
    action: e.CustodyAction = e.CustodyAction.RECEIVED
    on: dt.date
    by: str = ""
    from_whom: str = ""
    to_whom: str = ""
    comment: Text = ""
    voids: Fixed = ""


@frozen
class Hold(Record):
    """A litigation hold."""

    kind: ClassVar = Kind.HOLD
    title_field: ClassVar = "title"
    title: str
    matter_id: MatterId = None
    jurisdiction_id: JurisdictionId = None
    issued_on: dt.date | None = None
    custodians: Text = ""
    systems: Text = ""
    notices: Text = ""
    acknowledgements: Text = ""
    status: e.HoldStatus = e.HoldStatus.ISSUED
    released_on: dt.date | None = None


@frozen
class Note(Record):
    """A remark about a record, with author and time."""

    kind: ClassVar = Kind.NOTE
    title_field: ClassVar = "text"
    text: Text
    about: About = ""
    author: str = ""
    written_at: dt.datetime | None = None


@frozen
class Question(Record):
    """An open question with owner and due date."""

    kind: ClassVar = Kind.QUESTION
    title_field: ClassVar = "text"
    number: Plain
    text: Text
    jurisdiction_id: JurisdictionId = None
    about: About = ""
    owner: str = ""
    due_on: dt.date | None = None
    status: e.QuestionStatus = e.QuestionStatus.OPEN
    answer: Text = ""


@frozen
class Tag(Record):
    """A word shared by the whole office."""

    kind: ClassVar = Kind.TAG
    title_field: ClassVar = "name"
    name: str
    color: Plain = ""


@frozen
class Tagging(Record):
    """A tag on a record."""

    kind: ClassVar = Kind.TAGGING
    title_field: ClassVar = "about"
    tag_id: Annotated[int, To(Kind.TAG)]
    about: About


@frozen
class Slot(Record):
    """Text that a person wrote into a report; regeneration never changes it.

    Attributes:
        name: The place in the report: "recommendation".
        seen: Version, by `kind:uid`, of the records shown beside it when it was written.
    """

    kind: ClassVar = Kind.SLOT
    title_field: ClassVar = "name"
    about: About
    name: Plain
    text: Text
    author: str = ""
    written_at: dt.datetime | None = None
    seen: Mapping[str, Any] = field(default_factory=dict)


RECORDS: dict[Kind, type[Record]] = {
    record.kind: record
    for record in (
        Profile, Jurisdiction, Party, Person, Role, Matter, Document, Layer, Excerpt, Evidence, Exhibit, Authority,
        Policy, Clause, Assessment, Filing, Correspondence, Deadline, Demand, Award, Remedy, Fact, Claim, Support,
        Answer, Cite, Proposal, CustodyEntry, Hold, Note, Question, Tag, Tagging, Slot,
    )
}  # fmt: skip
