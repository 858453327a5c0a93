"""Part IV of a memo: the facts, each with its sources, both sides of a disputed one together (S22 to S29, S31)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.reports.memo_desk import Desk, section
from casefile.reports.report import Block, Cite, Inline, Paragraph, Section, Sentence, SentenceKind
from casefile.reports.wording import be, counted, lower_first, stop, that, unstop, upper_first

TOPICS = tuple(e.Topic)
SOURCE_WORDS = {
    e.EvidenceType.POLICY_TEXT: "the policy’s text",
    e.EvidenceType.LETTER: "a letter",
    e.EvidenceType.GRANT_FILE: "the grant file",
    e.EvidenceType.TRAINING: "training material",
    e.EvidenceType.LOG: "a log",
    e.EvidenceType.DECLARATION: "a declaration",
    e.EvidenceType.TRANSCRIPT: "a transcript",
    e.EvidenceType.PUBLIC_STATEMENT: "a public statement",
    e.EvidenceType.PRESS: "a press report",
    e.EvidenceType.COURT_PAPER: "a court paper",
    e.EvidenceType.EXPERT_REPORT: "an expert’s report",
    e.EvidenceType.PHYSICAL: "a physical exhibit",
    e.EvidenceType.OTHER: "another source",
}


def facts(desk: Desk) -> Section:
    """Facts of the jurisdiction by topic; in each topic disputed ones first, then by date, undated last."""
    blocks: list[Block] = [desk.begin("IV", "Facts")]
    for topic in TOPICS:
        said = [*(_policies(desk) if topic is e.Topic.POLICY else ()), *_topic(desk, topic)]
        if said:
            blocks.append(Paragraph(tuple(said)))
    asked = _without_source(desk)
    for fact in asked:
        desk.open_points[str(fact.ref)] = f"What shows that {unstop(lower_first(fact.statement))}?"
    if len(blocks) == 1:
        blocks.append(Paragraph((desk.state(_why_none(desk, len(asked))),)))
    return section("IV", blocks)


def _why_none(desk: Desk, asked: int) -> str:
    """What is said where no fact stands, by what is entered.

    Args:
        asked: Facts that have no source.
    """
    if asked:
        facts_are, them = f"{upper_first(counted(asked, 'fact'))} {be(asked)}", "it" if asked == 1 else "them"
        return f"{facts_are} entered without a source; Part XI asks what shows {them}."
    own = [one for one in desk.docket.facts if desk.mine(one)]
    if any(one.id in desk.printed_facts or one.nature is e.FactNature.STATEMENT for one in own):
        return "No other fact is entered."
    return "No material fact is entered with a source that is in view." if own else "No fact is entered."


# --- Policies: who issued them, drafts, what they do not hold ---


def _policies(desk: Desk) -> Iterator[Sentence]:
    for policy in desk.policies:
        yield from _policy(desk, policy)


def _policy(desk: Desk, policy: r.Policy) -> Iterator[Sentence]:
    name, sources = desk.policy_name(policy), desk.sources(policy)
    is_draft = policy.status is not e.DocumentStatus.FINAL
    if policy.issued_by and sources:
        text = f"{upper_first(policy.issued_by)} issued {name}."
        yield desk.say(text, SentenceKind.FACT, policy, cites=desk.book.of(sources))
    if policy.gist and sources:
        whose = "Its" if policy.issued_by else f"{upper_first(name)}’s"
        what = f"{policy.status.value} text" if is_draft else "text"
        text = f"{whose} {what} {unstop(policy.gist)}."
        yield desk.say(text, SentenceKind.FACT, policy, cites=desk.book.of(sources))
    yield from _no_savings(desk, policy, is_draft=is_draft)
    if is_draft:
        kind = upper_first(name.removeprefix("the ")) if policy.defined_term else name
        yield desk.state(f"The signed {kind} is not entered.", policy)
        desk.open_points[str(policy.ref)] = f"Does the signed {kind} match the {policy.status.value} text?"


def _no_savings(desk: Desk, policy: r.Policy, *, is_draft: bool) -> Iterator[Sentence]:
    """S28: what was looked for in all clauses and not found, with the pages searched."""
    clauses = desk.clauses_of(policy)
    document = desk.docket.find(r.Document, policy.document_id)
    if not clauses or any(one.savings or not one.savings_reviewed for one in clauses) or document is None:
        return
    where = f"the {policy.status.value}" if is_draft else desk.policy_name(policy)
    cite = desk.book.whole(document, all_pages=True)
    text = f"No savings clause is recorded in {where}."
    yield desk.say(text, SentenceKind.FACT, policy, *clauses, cites=[cite] if cite else ())


# --- Facts ---


def _topic(desk: Desk, topic: e.Topic) -> Iterator[Sentence]:
    for fact in _ordered(desk, topic):
        if fact.id in desk.printed_facts:
            continue
        yield from _pair(desk, fact) if fact.disputed else fact_sentence(desk, fact)


def _ordered(desk: Desk, topic: e.Topic) -> list[r.Fact]:
    """Those that may print: material ones of this jurisdiction with a source, no statement of a commentator."""

    def key(one: r.Fact) -> tuple[object, ...]:
        date = one.dated_on
        return not one.disputed, date is None, date.sort_key if date else (), one.order_in_day, one.id

    found = (
        one
        for one in desk.docket.facts
        if desk.mine(one) and one.topic is topic and one.material and one.nature is not e.FactNature.STATEMENT
    )
    return sorted((one for one in found if desk.sources(one)), key=key)


def _pair(desk: Desk, fact: r.Fact) -> Iterator[Sentence]:
    """S23: both sides of a disputed fact, our own second; an empty side says so."""
    group = [fact, *(one for one in desk.docket.other_sides_of(fact) if desk.sources(one))]
    desk.printed_facts.update(one.id for one in group)
    by_side = {side: [one for one in group if one.side is side] for side in (desk.other, desk.side)}
    if not any(by_side.values()):
        yield from fact_sentence(desk, fact)
        return
    for side, said in by_side.items():
        if not said:
            name = upper_first(desk.side_name(side))
            yield desk.state(f"{name}’s answer is not entered.", fact)
        for one in said:
            yield from _said(desk, one, side)


def _said(desk: Desk, fact: r.Fact, side: e.Side) -> Iterator[Sentence]:
    name = upper_first(desk.side_name(side))
    statement = re.sub(rf"^{re.escape(name)} (?=[a-z])", "It ", stop(fact.statement))
    text = f"{name} says{that(statement)}"
    yield desk.say(text, SentenceKind.FACT, fact, cites=desk.book.of(desk.sources(fact)))
    yield from _but_see(desk, fact)


def fact_sentence(desk: Desk, fact: r.Fact) -> Iterator[Sentence]:
    """S22, S24, S25: a fact with its date and cites, and what contradicts it."""
    desk.printed_facts.add(fact.id)
    sources = desk.sources(fact)
    text = dated(desk, fact)
    if kind := _inadmissible_kind(desk, sources):
        text = f"{unstop(text)}, according to {kind}."
    yield desk.say(text, SentenceKind.FACT, fact, cites=desk.book.of(sources))
    yield from _but_see(desk, fact)


def dated(desk: Desk, fact: r.Fact) -> str:
    """The statement behind its date, unless it is no event or gives the date itself."""
    statement = stop(upper_first(fact.statement))
    date = fact.dated_on
    if fact.nature is not e.FactNature.EVENT or date is None or _gives(statement, date.printed()):
        return statement
    return f"{upper_first(desk.dates.when(date))}, {lower_first(statement)}"


def _gives(statement: str, date: str) -> bool:
    return date in statement or (date.rpartition(",")[0] in statement and "," in date)


def _inadmissible_kind(desk: Desk, sources: Sequence[r.Cite]) -> str:
    """The kind of source, if none of them may come in (S25)."""
    kinds = []
    for one in sources:
        excerpt = desk.docket.find(r.Excerpt, one.excerpt_id)
        evidence = desk.docket.evidence_of(excerpt.document_id) if excerpt else None
        if evidence is None or evidence.admissibility is not e.Admissibility.INADMISSIBLE:
            return ""
        kinds.append(SOURCE_WORDS[evidence.type])
    return kinds[0] if kinds else ""


def _but_see(desk: Desk, fact: r.Fact) -> Iterator[Sentence]:
    """S24: sources that contradict, each with a word on what it says."""
    against = desk.sources(fact, e.Stance.CONTRADICTS)
    if not against:
        return
    parts: list[Inline] = ["But see "]
    for position, source in enumerate(against):
        excerpt = desk.docket.find(r.Excerpt, source.excerpt_id)
        cites: tuple[Cite, ...] = desk.book.of([source])
        parts += ["; "] if position else []
        parts += cites
        if excerpt and excerpt.comment:
            parts.append(f" ({unstop(lower_first(excerpt.comment))})")
    yield desk.say((*parts, "."), SentenceKind.FACT, fact)


def _without_source(desk: Desk) -> list[r.Fact]:
    """S22: the material facts that nothing shows; they do not print, and Part XI asks about each."""

    def is_asked(one: r.Fact) -> bool:
        is_said = one.nature is e.FactNature.STATEMENT or one.id in desk.printed_facts
        return desk.mine(one) and not is_said and one.material and not desk.docket.cites_of(one)

    return [one for one in desk.docket.facts if is_asked(one)]
