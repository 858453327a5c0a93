"""Parts VI and VII of a memo: defenses that do not depend on compliance, contrary authority, weak facts (S46-S50)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.law.standing import number_key
from casefile.reports.cites import CASES
from casefile.reports.memo_background import label, letter_sources, sender
from casefile.reports.memo_desk import DEFENSES, Desk, section, section_letter
from casefile.reports.memo_facts import SOURCE_WORDS
from casefile.reports.memo_law import binds, holding, ordered, sort_key
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
    after_date,
    counted,
    date_list,
    end_omitted,
    first_words,
    listing,
    lower_first,
    number,
    sentences,
    stop,
    that,
    unstop,
    upper_first,
)

_TRAINING = re.compile(r"communicat|train|instruct", re.IGNORECASE)


# --- VI ---


def defenses(desk: Desk) -> Section:
    """Those with a claim, in a fixed order; never inside the analysis of a clause."""
    blocks: list[Block] = [desk.begin("VI", "Defenses that do not depend on compliance")]
    used = 0
    for issue, title in DEFENSES.items():
        claims = [one for one in desk.claims if one.issue is issue]
        if not claims:
            continue
        used += 1
        letter = section_letter(used)
        desk.book.enter(f"VI.{letter}")
        lead = (bold(f"{letter}. {title}."),)
        blocks.append(Paragraph(tuple(_defense(desk, claims)), lead, anchor=f"part:VI.{letter}"))
    if not used:
        blocks.append(Paragraph((desk.state("No other defense is entered."),)))
    return section("VI", blocks)


def _defense(desk: Desk, claims: list[r.Claim]) -> Iterator[Sentence]:
    """S46: what decisions hold, the federal position, the local one, a person's weighing."""
    supports = [one for claim in claims for one in desk.docket.supports_of(claim)]
    by_holding: dict[str, list[r.Authority]] = {}
    for authority in ordered(desk, (one.authority_id for one in supports)):
        if authority.holding:
            by_holding.setdefault(authority.holding, []).append(authority)
    for group in by_holding.values():
        yield holding(desk, *group)
    for side in (e.Side.FEDERAL, e.Side.LOCAL):
        for claim in claims:
            if claim.side is side:
                yield from _position(desk, claim)
    for claim in claims:
        yield from desk.kept(claim, "weighing", claim.weighing)


def _position(desk: Desk, claim: r.Claim) -> Iterator[Sentence]:
    verb = "says" if claim.side is e.Side.FEDERAL else "answers"
    supports = [one for one in desk.docket.supports_of(claim) if one.stance is e.Stance.SUPPORTS]
    statutes = [
        one for one in supports if (law := desk.docket.find(r.Authority, one.authority_id)) and law.type not in CASES
    ]
    exhibits = [one for one in supports if one.authority_id is None]
    first, *rest = sentences(claim.statement) or ["this."]
    name = upper_first(desk.side_name(claim.side))
    text = f"{name} {verb} ({claim.number}){that(stop(first))}"
    yield desk.say(text, SentenceKind.POSITION, claim, cites=desk.book.of([*statutes, *exhibits]))
    for one in rest:
        yield desk.say(f"{unstop(one)} ({claim.number}).", SentenceKind.POSITION, claim)


# --- VII ---


def weaknesses(desk: Desk) -> Section:
    """What speaks against us, said first by ourselves."""
    blocks: list[Block] = [desk.begin("VII", "Contrary authority and weak facts")]
    blocks.append(Paragraph(tuple(_contrary(desk)), italic_lead("Contrary authority.")))
    weak = tuple(_weak_facts(desk))
    if weak:
        blocks.append(Paragraph((), italic_lead("Weak facts.")))
        blocks.append(ItemList(weak))
    else:
        blocks.append(Paragraph((desk.state("None is recorded."),), italic_lead("Weak facts.")))
    return section("VII", blocks)


def _contrary(desk: Desk) -> Iterator[Sentence]:
    """S47: binding decisions first, then by rank of the court, then the newest."""
    helps = (e.SideHelped(desk.other.value), e.SideHelped.BOTH)
    cases = [one for one in desk.docket.authorities if one.type in CASES]
    contrary = [one for one in cases if one.side_helped in helps]
    told: dict[str, list[r.Authority]] = {}  # whose holding stands in an earlier Part, by whom it helps
    before = frozenset(desk.printed_holdings)
    for one in sorted(contrary, key=lambda one: (not binds(desk, one), *sort_key(one))):
        if one.id in desk.printed_holdings - before:
            continue  # shared the sentence of another
        if one.id in before:
            both = one.side_helped is e.SideHelped.BOTH
            told.setdefault("both sides" if both else desk.side_name(desk.other), []).append(one)
            continue
        group = [one, *(same for same in contrary if _same_holding(desk, one, same))]
        yield holding(desk, *group)
        if not binds(desk, one) and one.court:
            subject = "It does" if len(group) == 1 else "They do"
            yield desk.state(f"{subject} not bind here.", *group)
            yield from desk.kept(one, "limit")
    for helped, cases_told in told.items():
        yield _also_contrary(desk, helped, cases_told)
    if not contrary:
        yield desk.state("None is recorded.")
    unchecked = sum(1 for one in cases if one.history_status is e.HistoryStatus.NOT_CHECKED)
    if unchecked and not contrary:
        yield desk.state(f"History of {counted(unchecked, 'authority', 'authorities')} is not checked.")


def _same_holding(desk: Desk, one: r.Authority, other: r.Authority) -> bool:
    """Whether two decisions can share a sentence."""
    is_other = other.id != one.id and other.id not in desk.printed_holdings
    return is_other and bool(one.holding) and other.holding == one.holding and binds(desk, other) == binds(desk, one)


def _also_contrary(desk: Desk, helped: str, cases: list[r.Authority]) -> Sentence:
    """One sentence for all cases told before: each by its short cite, with the Part that has its holding."""
    parts: list[Inline] = []
    for position, one in enumerate(cases):
        between = ", " if len(cases) > 2 else " "
        last = position == len(cases) - 1
        parts += [f"{between}and " if last else ", "] if position else []
        parts.append(desk.book.authority(one))
    verb = "helps" if len(cases) == 1 else "help"
    return desk.say((*parts, f" {verb} {helped}."), SentenceKind.LAW, *cases)


def _weak_facts(desk: Desk) -> Iterator[ListItem]:
    """S48 to S50: contradicting support, then holes in the file, reconstructions last."""
    for said in (*_against(desk), *_holes(desk), *_written(desk), *_reconstructions(desk)):
        yield ListItem(said)


def _against(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    facts: dict[int, tuple[int, r.Fact]] = {}
    own = {claim.id for claim in desk.claims if claim.side is desk.side}
    for one in desk.docket.supports:
        fact = desk.docket.find(r.Fact, one.fact_id)
        contradicts = one.claim_id in own and one.stance is e.Stance.CONTRADICTS
        if fact and contradicts and one.strength is not e.Strength.WEAK:
            facts[fact.id] = (list(e.Strength).index(one.strength), fact)
    for fact in desk.docket.facts:
        if fact.weakens is desk.side and desk.mine(fact):
            facts.setdefault(fact.id, (len(e.Strength), fact))
    for _, fact in sorted(facts.values(), key=lambda pair: (pair[0], pair[1].id)):
        if not desk.sources(fact):
            continue
        text: Inlines = stop(upper_first(desk.named(fact)))
        if fact.id in desk.printed_facts:
            against = [one.number for one in desk.claims if one.side is desk.side and fact.id in _fact_ids(desk, one)]
            gist = first_words(unstop(lower_first(desk.named(fact))), 8)
            text = (f"Against {listing(against) or 'us'}, in ", Cite("Part IV", PartOf("IV")), f": {end_omitted(gist)}")
        cites = desk.book.of(desk.sources(fact))
        yield (desk.say(text, SentenceKind.FACT, fact, cites=cites),)


def _fact_ids(desk: Desk, claim: r.Claim) -> set[int | None]:
    return {one.fact_id for one in desk.docket.supports_of(claim) if one.stance is e.Stance.CONTRADICTS}


def _holes(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    yield from _overdue(desk)
    yield from _drafts(desk)
    yield from _second_hand(desk)
    yield from _untrained(desk)
    yield from _misaddressed(desk)


def _overdue(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    """Letters to us with open demands whose day has passed."""
    incoming = e.Direction.TO_FEDERAL if desk.side is e.Side.FEDERAL else e.Direction.FROM_FEDERAL
    overdue, asked = [], []
    for letter in desk.letters:
        open_demands = [one for one in desk.docket.demands_of(letter) if one.status in OPEN_DEMANDS]
        dates = [one.due_on for one in desk.docket.deadlines if one.correspondence_id == letter.id and one.due_on]
        if letter.direction is incoming and open_demands and dates and max(dates) < desk.options.as_of:
            overdue.append(letter)
            asked += open_demands
    if overdue:
        days = [letter_day(desk, one) for one in overdue]
        letters = "letter" if len(overdue) == 1 else "letters"
        text = f"No reply to the {letters} of {after_date('{} is entered.', date_list(days))}"
        yield (desk.state(text, *overdue, *asked),)


OPEN_DEMANDS = (e.DemandStatus.OPEN, e.DemandStatus.DRAFTED)


def letter_day(desk: Desk, letter: r.Correspondence) -> str:
    """
    Returns:
        "October 11, 2017", the year only where the section has none of it yet.
    """
    if letter.letter_on is None:
        return "a day not entered"
    return desk.dates.on(letter.letter_on.day) if letter.letter_on.day else letter.letter_on.printed()


def _drafts(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    for policy in desk.policies:
        if policy.status is e.DocumentStatus.FINAL:
            continue
        whose = "Our text" if desk.side is e.Side.LOCAL else "The text"
        kind = article_of(policy.status)
        text = f"{whose} of {desk.policy_name(policy)} is {kind}."
        cites = desk.book.of(desk.sources(policy))
        yield (desk.say(text, SentenceKind.FACT if cites else SentenceKind.FILE_STATE, policy, cites=cites),)


def article_of(status: e.DocumentStatus) -> str:
    """
    Returns:
        "a draft" or "unsigned".
    """
    return "a draft" if status is e.DocumentStatus.DRAFT else status.value


def _second_hand(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    """Facts that we rely on and that only papers about other papers show, one line for each such paper."""
    own = [one for one in desk.claims if one.side is desk.side]
    relied = {support.fact_id for claim in own for support in desk.docket.supports_of(claim)}
    groups: dict[tuple[int, ...], list[r.Fact]] = {}
    for fact in desk.docket.facts:
        is_ours = fact.side is desk.side or (fact.side is None and fact.id in relied)
        if desk.mine(fact) and is_ours and fact.nature is not e.FactNature.STATEMENT:
            papers = _second_hand_papers(desk, fact)
            if papers:
                groups.setdefault(tuple(papers), []).append(fact)
    for ids, facts in groups.items():
        first = f"that {unstop(lower_first(desk.named(facts[0])))}"
        if len(facts) == 1:
            text = f"{upper_first(first)} rests on {_papers(desk, ids)}."
        else:
            text = f"{upper_first(number(len(facts)))} facts rest on {_papers(desk, ids)}, among them {first}."
        sources = [source for fact in facts for source in desk.sources(fact)]
        yield (desk.say(text, SentenceKind.FACT, *facts, cites=desk.book.of(sources)),)


def _second_hand_papers(desk: Desk, fact: r.Fact) -> list[int]:
    """Ids of the papers that show a fact, if every one of them is second-hand; else none."""
    found: dict[int, r.Document] = {}
    for source in desk.sources(fact):
        excerpt = desk.docket.find(r.Excerpt, source.excerpt_id)
        document = desk.docket.find(r.Document, excerpt.document_id) if excerpt else None
        if document is None or not document.second_hand:
            return []
        found[document.id] = document
    return sorted(found)


def _papers(desk: Desk, ids: Sequence[int]) -> str:
    kinds = {one.type for id_ in ids if (one := desk.docket.evidence_of(id_))}
    kind = kinds.pop() if len(kinds) == 1 else e.EvidenceType.OTHER
    noun = SOURCE_WORDS[kind].partition(" ")[2] if kind is not e.EvidenceType.OTHER else "source"
    if kind is not e.EvidenceType.PRESS:
        noun = f"second-hand {noun}"
    return counted(len(ids), noun) + (" alone" if len(ids) > 1 else "")


def _untrained(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    """Demands about instructions to staff, and nothing entered that was given to staff."""
    if any(one.type is e.EvidenceType.TRAINING and desk.mine(one) for one in desk.docket.evidence):
        return
    asked = [
        one
        for letter in desk.letters
        for one in desk.docket.demands_of(letter)
        if one.status in OPEN_DEMANDS and _TRAINING.search(f"{one.gist} {one.text}")
    ]
    if asked:
        numbers = listing([label(one.number, "D") for one in asked])
        yield (desk.state(f"No training or staff memorandum is entered to answer {numbers}.", *asked),)


def _misaddressed(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    """Answers sent to another office than the one that asked, and answers without proof of delivery."""
    for answer in desk.letters:
        asked = next((one for one in desk.letters if answer.id in _answers_of(desk, one)), None)
        if asked is None or answer.letter_on is None:
            continue
        said: list[Sentence] = []
        name = f"The answer of {letter_day(desk, answer)}"
        unproved = [
            one
            for one in desk.docket.deadlines
            if one.correspondence_id == asked.id and one.proof_id is None and one.status is not e.DeadlineStatus.MOOT
        ]
        if asked.sender_office and answer.recipient_office and asked.sender_office != answer.recipient_office:
            due = f", due at {sender(desk, asked)}," if asked.direction is e.Direction.FROM_FEDERAL else ""
            cites = desk.book.of([*letter_sources(desk, asked)[0][:1], *letter_sources(desk, answer)[0][:1]])
            text = f"{name}{due} is addressed to the {answer.recipient_office}."
            said.append(desk.say(text, SentenceKind.FACT, asked, answer, cites=cites))
        if unproved:
            text = "Delivery is not proved." if said else f"Delivery of {lower_first(name)} is not proved."
            said.append(desk.state(text, answer))
        if said:
            yield tuple(said)


def _answers_of(desk: Desk, letter: r.Correspondence) -> set[int]:
    found = {one.answer_id for one in desk.docket.demands_of(letter) if one.answer_id is not None}
    return found | {one.id for one in desk.docket.correspondence if one.reply_to_id == letter.id}


def _written(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    """Weak facts that a person wrote, one a line."""
    slot = desk.docket.kept(desk.jurisdiction, "weak-facts")
    for line in slot.text.splitlines() if slot else ():
        if line.strip():
            key = f"{desk.jurisdiction.uid}/weak-facts"
            yield tuple(desk.say(one, SentenceKind.KEPT, desk.jurisdiction, slot=key) for one in sentences(line))


def _reconstructions(desk: Desk) -> Iterator[tuple[Sentence, ...]]:
    """S50: exhibits of this memo that were written for demonstration."""
    numbers = sorted(desk.reconstructed, key=number_key)
    if len(numbers) == 1:
        text = f"Exhibit {numbers[0]} is a reconstruction. Do not quote or file it."
    elif numbers:
        text = f"Exhibits {listing(numbers)} are reconstructions. Quote and file none of them."
    else:
        return
    documents = [one for one in desk.docket.documents if one.reconstructed]
    yield tuple(desk.state(one, *documents) for one in sentences(text))
