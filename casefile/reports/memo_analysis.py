"""Part V of a memo: each cell at issue by text, precedent, practice, savings clause and claims (S32 to S45)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.argument import Standing
from casefile.law.standing import number_key
from casefile.law.statute import matrix_column, statutes
from casefile.reports.cites import linked
from casefile.reports.memo_desk import DEFENSES, Cell, Desk, section
from casefile.reports.memo_elements import NOT_IN_ISSUE, Same, element_lines, elements_table, legend, same_as_before
from casefile.reports.memo_law import decisions_on, precedent
from casefile.reports.report import (
    Block,
    Cite,
    Inline,
    Inlines,
    ItemList,
    ListItem,
    Paragraph,
    PartOf,
    Section,
    Sentence,
    SentenceKind,
    bold,
    italic_lead,
)
from casefile.reports.wording import (
    be,
    hold_together,
    listing,
    lower_first,
    quoted,
    sentences,
    stop,
    unstop,
    upper_first,
)

MOST_NAMED = 12  # claims that a line names before it counts the rest
STAFF_NOTICE = "staff notice"
_ACTS = {e.Subsection.B2: "maintaining status information", e.Subsection.B3: "exchanging it with another government"}


_Basis = tuple[tuple[object, ...], str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A paragraph before it prints: its head, its words, and what these come from: records, and a person's text."""

    head: str
    said: tuple[Sentence, ...]
    basis: _Basis


def analysis(desk: Desk) -> Section:
    """A section for each cell at issue, then a line on the cells that are not."""
    blocks: list[Block] = [desk.begin("V", "Analysis")]
    if not desk.cells:
        blocks.append(Paragraph((desk.state("No clause is at issue."),)))
    else:
        blocks.append(Paragraph(tuple(legend(desk))))
    done: dict[int, _Section] = {}
    for cell in desk.cells:
        one = _Section(desk, cell, done)
        blocks += one.blocks()
        done[cell.number] = one
    desk.book.enter("V")
    if rest := tuple(_not_at_issue(desk)):
        blocks.append(Paragraph(rest, (bold("Cells not at issue."),)))
    if unplaced := _unplaced(desk):
        blocks.append(Paragraph((unplaced,)))
    return section("V", blocks)


class _Section:
    """One cell at issue."""

    def __init__(self, desk: Desk, cell: Cell, done: dict[int, _Section]) -> None:
        self._desk, self.cell, self._done = desk, cell, done
        self.pieces: dict[str, _Piece] = {}
        self.statute_words = ""

    @cached_property
    def _theirs(self) -> tuple[r.Claim, ...]:
        return self._desk.claims_of(self.cell, self._desk.other)

    @cached_property
    def _ours(self) -> tuple[r.Claim, ...]:
        return self._desk.claims_of(self.cell, self._desk.side)

    def blocks(self) -> Iterator[Block]:
        desk, cell = self._desk, self.cell
        topic = cell.clause.topic
        yield desk.begin(
            cell.part, f"{cell.clause.label} under {cell.subsection.label}" + (f": {topic}" if topic else ""), level=3
        )
        same = same_as_before(desk, cell)
        table = elements_table(desk, cell, same)
        if same:
            yield Paragraph((self._same(same, is_whole=table is None),))
        if table:
            yield table
        yield from self._paragraphs(same)
        yield from self._counter_argument()
        yield from self._our_answer()
        yield self._conclusion()

    def _same(self, same: Same, *, is_whole: bool) -> Sentence:
        part = f"Part {same.cell.part}"
        subject = "Every test" if is_whole else "Every other test"
        text: tuple[Inline, ...] = (f"{subject} comes out as in ", Cite(part, PartOf(same.cell.part)), ".")
        return self._desk.state(text, *([self.cell.assessment] if self.cell.assessment else []))

    # --- text, precedent, practice, savings clause ---

    def _paragraphs(self, same: Same | None) -> Iterator[Block]:
        """Pieces with the same words share a paragraph; what an earlier cell of the clause has is referred to (G22)."""
        earlier = self._done[same.cell.number] if same else None
        groups: list[tuple[list[str], tuple[Sentence, ...], str]] = []
        for name, make in (
            ("Text", self._text),
            ("Controlling precedent", self._precedent),
            ("Practice evidence", self._practice),
            ("Savings clause", self._savings),
        ):
            before = earlier.pieces.get(name) if earlier else None
            piece = make(name, before)
            self.pieces[name] = piece
            words = " ".join(one.words for one in piece.said)
            if groups and groups[-1][2] == words:
                groups[-1][0].append(name)
            else:
                groups.append(([name], piece.said, words))
        for names, said, words in groups:
            if len(names) > 1 and words == "None is recorded.":
                said = (self._desk.state("Neither is recorded."),)
            head = "; ".join([names[0], *(lower_first_word(one) for one in names[1:])])
            yield Paragraph(said, italic_lead(f"{head}."))

    def _refer(self, name: str, before: _Piece | None, basis: _Basis) -> _Piece | None:
        """A reference to the earlier cell's piece, if this one has the same records or none of its own."""
        if before is None or basis[0] not in ((), before.basis[0]) or basis[1] not in ("", before.basis[1]):
            return None
        part = self._referred_part(name)
        return _Piece(name, (self._desk.state(("As in ", Cite(f"Part {part}", PartOf(part)), ".")),), basis)

    def _referred_part(self, name: str) -> str:
        """Where the words stand: not a section that itself refers back."""
        for number in sorted(self._done):
            piece = self._done[number].pieces.get(name)
            same_clause = self._done[number].cell.clause.id == self.cell.clause.id
            if same_clause and piece and not piece.said[0].words.startswith("As in "):
                return self._done[number].cell.part
        return self.cell.part

    def _text(self, name: str, before: _Piece | None) -> _Piece:
        """S35: what the subsection reaches, what the clause does, and a person's inference."""
        desk, cell, column = self._desk, self.cell, matrix_column(self.cell.subsection)
        results = {line.key: line.result for line in element_lines(desk, cell)}
        opening = f"Section {column.key.value}"
        cite = desk.book.law(column.cite)
        if e.TestResult.DISPUTED in (results.get("E6"), results.get("E7")):
            words = f"{opening} reaches information “regarding” status."
        else:
            words = stop(f"{opening} protects {_listed_acts(column.acts)}")
        ref = f"statute:{column.cite}"
        told = next((one.cell.part for one in self._done.values() if one.statute_words == words), "")
        said = [Sentence(hold_together(words), SentenceKind.LAW, (ref,), (cite,))]
        if told:
            said = [desk.state((f"On § {column.key.value}, see ", Cite(f"Part {told}", PartOf(told)), "."))]
        self.statute_words = "" if told else words
        if before is None:
            said += self._clause_words()
        elif results.get("E3") is e.TestResult.DISPUTED and cell.subsection is not e.Subsection.S1644:
            said = [self._officials()]
        if cell.assessment:
            said += desk.kept(cell.assessment, "text_analysis", cell.assessment.text_analysis)
        return _Piece(name, tuple(said), ((cell.subsection,), ""))

    def _officials(self) -> Sentence:
        """Whom (a) names and (b) does not, where that is in dispute."""
        one = statutes()[0].statement("officials")
        cite = self._desk.book.law(one.cite, is_verified=one.verified)
        return Sentence(hold_together(one.text), SentenceKind.LAW, (f"statute:{one.cite}",), (cite,))

    def _clause_words(self) -> Iterator[Sentence]:
        desk, clause = self._desk, self.cell.clause
        sources = desk.sources(clause)
        if clause.gist and sources:
            text = f"{clause.label} {unstop(clause.gist)}."
            yield desk.say(text, SentenceKind.FACT, clause, cites=desk.book.of(sources))
        elif clause.text and sources:
            text = f"{clause.label} says {stop(quoted(clause.text))}"
            yield desk.say(text, SentenceKind.FACT, clause, cites=desk.book.of(sources))
        elif desk.is_withheld(clause):
            yield desk.state("The clause’s words are withheld.", clause)
        else:
            yield desk.state("The clause’s words are not entered.", clause)
            desk.open_points[str(clause.ref)] = f"What are the words of {clause.label}?"

    def _precedent(self, name: str, before: _Piece | None) -> _Piece:
        basis = (tuple(one.id for one in decisions_on(self._desk, self.cell)), "")
        found = self._refer(name, before, basis)
        return found or _Piece(name, tuple(precedent(self._desk, self.cell)), basis)

    def _practice(self, name: str, before: _Piece | None) -> _Piece:
        """S38: facts on practice for and against, by strength; then a person's limit on them."""
        desk, cell = self._desk, self.cell
        supports = [
            one
            for side in e.Side
            for claim in desk.claims_of(cell, side)
            for one in desk.docket.supports_of(claim)
            if one.test == "E10"
        ]
        supports.sort(key=lambda one: (list(e.Strength).index(one.strength), one.id))
        words = cell.assessment.practice_analysis if cell.assessment else ""
        entered = str(cell.assessment.tests.get("E10", "")) if cell.assessment else ""
        basis = (tuple((one.fact_id, one.excerpt_id) for one in supports), words)
        if found := self._refer(name, before, basis):
            return found
        said: list[Sentence] = []
        for fact_id in dict.fromkeys(one.fact_id for one in supports):
            fact = desk.docket.find(r.Fact, fact_id)
            if fact and desk.sources(fact):
                text: Inlines = stop(upper_first(desk.named(fact)))
                if fact.id in desk.printed_facts:
                    text = ("The evidence is in ", Cite("Part IV", PartOf("IV")), ".")
                cites = desk.book.of(desk.sources(fact))
                said.append(desk.say(text, SentenceKind.FACT, fact, cites=cites))
        if cell.assessment:
            said += desk.kept(cell.assessment, "practice_analysis", words)
        if not said:
            said = [desk.state("None is recorded." if entered else "Not reviewed.", cell.clause)]
        return _Piece(name, tuple(said), basis)

    def _savings(self, name: str, before: _Piece | None) -> _Piece:
        """S39: the exception's words, what the other side makes of it, whether staff were told."""
        desk, cell, clause = self._desk, self.cell, self.cell.clause
        words = cell.assessment.savings_analysis if cell.assessment else ""
        basis = ((), words)
        if found := self._refer(name, before, basis):
            return found
        said: list[Sentence] = []
        if clause.savings:
            sources = [one for one in desk.sources(clause) if one.test == "E9"] or list(desk.sources(clause))
            text = f"{clause.label} excepts {stop(quoted(unstop(clause.savings)))}"
            kind = SentenceKind.FACT if sources else SentenceKind.FILE_STATE
            said.append(desk.say(text, kind, clause, cites=desk.book.of(sources)))
            said += self._told()
        elif clause.savings_reviewed or (cell.assessment and cell.assessment.tests.get("E9") == NOT_IN_ISSUE):
            said.append(desk.state("None is recorded.", clause))
        else:
            said.append(desk.state("Not reviewed.", clause))
            desk.open_points.setdefault(str(clause.ref), f"Has {clause.label} a savings clause?")
        if cell.assessment:
            said += desk.kept(cell.assessment, "savings_analysis", words)
        return _Piece(name, tuple(said), basis)

    def _told(self) -> Iterator[Sentence]:
        desk = self._desk
        notices = [one for one in desk.docket.facts if desk.mine(one) and one.event == STAFF_NOTICE]
        notices = [one for one in notices if desk.sources(one) and one.dated_on]
        for one in notices:
            assert one.dated_on is not None
            text = f"Staff were told {desk.dates.when(one.dated_on)}."
            yield desk.say(text, SentenceKind.FACT, one, cites=desk.book.of(desk.sources(one)))
        if not notices:
            yield desk.state("No notice to staff is entered.", self.cell.clause)

    # --- both sides ---

    def _counter_argument(self) -> Iterator[Block]:
        """S40: the other side's claims as their author states them, the strongest first."""
        yield from self._claims("Counter-argument", self._theirs, "None is entered.")

    def _our_answer(self) -> Iterator[Block]:
        """S41: our claims, then what opinion proves."""
        opinions = tuple(_opinions(self._desk, self._theirs))
        if not self._ours and self._theirs:
            desk = self._desk
            for claim in self._theirs:
                desk.open_points[f"answer:{claim.uid}"] = f"What answers {claim.number}?"
        yield from self._claims("Our answer", self._ours, "No answer is entered.", opinions)

    def _claims(
        self, head: str, claims: tuple[r.Claim, ...], nothing: str, after: tuple[Sentence, ...] = ()
    ) -> Iterator[Block]:
        desk = self._desk
        if not claims:
            yield Paragraph((desk.state(nothing), *after), italic_lead(f"{head}."))
        elif len(claims) == 1:
            said = claim_sentences(desk, claims[0])
            yield Paragraph((*said, *after), italic_lead(f"{head} ({claims[0].number})."))
        else:
            items = [ListItem(claim_sentences(desk, one), italic_lead(f"{one.number}.")) for one in claims]
            plural = {"Counter-argument": "Counter-arguments", "Our answer": "Our answers"}[head]
            yield Paragraph((), italic_lead(f"{plural}."))
            yield ItemList(tuple(items))
            if after:
                yield Paragraph(after)

    # --- conclusion ---

    def _conclusion(self) -> Block:
        """S42 and S43: the finding, where the claims stand and why, what would flip them, a person's words."""
        desk, cell = self._desk, self.cell
        finding: tuple[Inline, ...] = (bold(f"{cell.finding.label}."),)
        said = [desk.state(finding, *([cell.assessment] if cell.assessment else []))]
        claims = sorted((*self._theirs, *self._ours), key=lambda one: number_key(one.number))
        seen: set[str] = set()
        for claim in claims:
            standing = desk.standings.get(claim.id)
            if standing and standing.why not in seen:
                seen.add(standing.why)
                said.append(desk.state(linked(standing.why, desk.book), claim))
        for claim in claims:
            said += _flips(desk, claim)
        if cell.assessment:
            said += desk.kept(cell.assessment, "conclusion", cell.assessment.conclusion)
        return Paragraph(tuple(said), italic_lead("Conclusion."))


def claim_sentences(desk: Desk, claim: r.Claim) -> tuple[Sentence, ...]:
    """A claim as its author states it, with the authorities it rests on; the same words in either side's memo."""
    supports = [one for one in desk.docket.supports_of(claim) if one.stance is e.Stance.SUPPORTS]
    law = [one for one in supports if one.authority_id is not None]
    words = sentences(claim.statement)
    said = [desk.say(stop(one), SentenceKind.POSITION, claim) for one in words[:-1]]
    said.append(desk.say(stop(words[-1] if words else ""), SentenceKind.POSITION, claim, cites=desk.book.of(law)))
    said += [desk.say(stop(one), SentenceKind.POSITION, claim) for one in sentences(claim.argument)]
    for one in supports:
        fact = desk.docket.find(r.Fact, one.fact_id)
        if fact is not None and fact.nature is e.FactNature.STATEMENT:
            said.append(commentary(desk, fact))
    return tuple(said)


def commentary(desk: Desk, fact: r.Fact) -> Sentence:
    """What a commentator said: who, of what, when, where; never more than that it was said."""
    cites = desk.book.of(desk.sources(fact))
    person = desk.docket.find(r.Person, fact.speaker_id)
    statement = stop(fact.statement)
    if person is None or person.name.rpartition(" ")[2] in fact.statement:
        return desk.say(statement, SentenceKind.FACT, fact, cites=cites)
    role = desk.docket.role_of(person, fact.dated_on)
    title = role.title if role else person.title
    party = desk.docket.find(r.Party, role.party_id) if role else None
    place = party.name if party else person.affiliation
    if place and not place.startswith("the ") and " for " in f" {place} ":
        place = f"the {place}"
    who = ", ".join(part for part in (f"{title} at {place}" if title and place else title or place,) if part)
    named = f"{person.name}, {who}," if who else person.name
    when = f" {desk.dates.when(fact.dated_on)}" if fact.dated_on else ""
    text = f"{named} said{when} that {lower_first(statement)}"
    return desk.say(text, SentenceKind.FACT, fact, cites=cites)


def _opinions(desk: Desk, claims: tuple[r.Claim, ...]) -> Iterator[Sentence]:
    for claim in claims:
        for one in desk.docket.supports_of(claim):
            fact = desk.docket.find(r.Fact, one.fact_id)
            person = desk.docket.find(r.Person, fact.speaker_id) if fact else None
            if fact and person and fact.statement_kind is not e.StatementKind.OFFICIAL_POSITION:
                name = person.name.rpartition(" ")[2]
                yield desk.state(f"{name}’s statement is opinion and proves no fact.", fact)


def _flips(desk: Desk, claim: r.Claim) -> Iterator[Sentence]:
    """S43: a single exhibit that a standing hangs on, and what the standing would be without it."""
    standing = desk.standings.get(claim.id)
    if standing is None or standing.standing not in (Standing.STANDS, Standing.REBUTTED):
        return
    for numbers in standing.flips:
        if len(numbers) != 1:
            continue
        then = desk.standings_without(numbers[0]).get(claim.id, standing.standing)
        if then is not standing.standing:
            text = f"Without Ex. {numbers[0]}, {claim.number} would be {_standing_words(then)}."
            yield desk.state(linked(text, desk.book), claim)


def _standing_words(standing: Standing) -> str:
    return "one that Stands" if standing is Standing.STANDS else standing.label


def lower_first_word(text: str) -> str:
    """A head in the middle of others: "savings clause"."""
    return text[:1].lower() + text[1:]


def _listed_acts(acts: str) -> str:
    """Acts in quotation marks: “sending” and “receiving”."""
    names = [one.strip() for one in acts.replace(", or ", ", ").replace(" or ", ", ").split(",")]
    if len(names) == 1:
        return names[0]
    return listing([quoted(one) for one in names]).replace("”,", ",”")


# --- cells not at issue ---


def _not_at_issue(desk: Desk) -> Iterator[Sentence]:
    """S45: one line for each finding; subsections that nobody reviewed by name."""
    at_issue = {(cell.clause.id, cell.subsection) for cell in desk.cells}
    clauses = [clause for policy in desk.policies for clause in desk.clauses_of(policy)]
    if not clauses:
        return
    outside: list[e.Subsection] = []
    unreviewed: list[e.Subsection] = []
    for subsection in e.Subsection:
        rest = [one for one in clauses if (one.id, subsection) not in at_issue]
        found = [desk.assessments.get((one.id, subsection)) for one in rest]
        findings = {one.finding if one else e.Finding.NOT_REVIEWED for one in found}
        if len(rest) == len(clauses) and findings == {e.Finding.OUTSIDE_THE_TEXT} and subsection in _ACTS:
            outside.append(subsection)
            continue
        if outside:
            yield _outside(desk, outside)
            outside = []
        if len(rest) == len(clauses) and findings == {e.Finding.NOT_REVIEWED}:
            unreviewed.append(subsection)
        else:
            yield from _rest(desk, subsection, rest, is_all=len(rest) == len(clauses))
    if outside:
        yield _outside(desk, outside)
    if unreviewed:
        names = listing([one.value for one in unreviewed])
        word, verb = ("Section", "is") if len(unreviewed) == 1 else ("Sections", "are")
        cites = tuple(desk.book.law(matrix_column(one).cite) for one in unreviewed)
        text = f"{word} {names} {verb} {e.Finding.NOT_REVIEWED.label}."
        yield desk.say(text, SentenceKind.FILE_STATE, *clauses, cites=cites)


def _unplaced(desk: Desk) -> Sentence | None:
    """Claims of the jurisdiction that no section takes: they are named, so that none is lost unseen."""
    placed = {one.id for cell in desk.cells for side in e.Side for one in desk.claims_of(cell, side)}
    rest = [one for one in desk.claims if desk.mine(one) and one.id not in placed and one.issue not in DEFENSES]
    if not rest:
        return None
    names = [one.number for one in rest[:MOST_NAMED]]
    if len(rest) > MOST_NAMED:
        names.append(f"{len(rest) - MOST_NAMED} more")
    verb = "names" if len(rest) == 1 else "name"
    text = f"{listing(names)} {verb} no clause at issue and no defense, and {be(len(rest))} not analyzed here."
    return desk.state(text, *rest)


def _outside(desk: Desk, subsections: list[e.Subsection]) -> Sentence:
    acts = listing([_ACTS[one] for one in subsections], "or")
    if subsections == [e.Subsection.B3]:
        acts = "exchanging status information with another government"
    words = "8 U.S.C. § 1373(b)(2)–(3)" if len(subsections) == 2 else matrix_column(subsections[0]).cite
    cite = desk.book.law(words)
    text = hold_together(f"No clause bars {acts}: {e.Finding.OUTSIDE_THE_TEXT.label}.")
    return Sentence(text, SentenceKind.FILE_STATE, (), (cite,))


def _rest(desk: Desk, subsection: e.Subsection, rest: list[r.Clause], *, is_all: bool) -> Iterator[Sentence]:
    """One sentence for a subsection: which clauses have which finding."""
    by_finding: dict[e.Finding, list[str]] = {}
    for clause in rest:
        assessment = desk.assessments.get((clause.id, subsection))
        by_finding.setdefault(assessment.finding if assessment else e.Finding.NOT_REVIEWED, []).append(clause.label)
    if not by_finding:
        return
    if is_all and len(by_finding) == 1:
        text = f"Section {subsection.value}: {next(iter(by_finding)).label}."
    else:
        parts = [f"{listing(labels)} {be(len(labels))} {finding.label}" for finding, labels in by_finding.items()]
        text = f"Under § {subsection.value}, {listing(parts)}."
    cite = desk.book.law(matrix_column(subsection).cite)
    yield desk.say(text, SentenceKind.FILE_STATE, *rest, cites=(cite,))
