"""What a memo says when records are missing, later than its day, or alike; and what it may never say."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import Any

import pytest
from reports.memo_records import AS_OF, Records, empty_world, options
from reports.memo_world import ModelWorld

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.refs import RecordKind
from casefile.domain.schema import fields_of
from casefile.domain.values import PartialDate
from casefile.reports.docket import Docket
from casefile.reports.gate import STOP_WORDS, check
from casefile.reports.memo import memo
from casefile.reports.memo_checks import memo_checks
from casefile.reports.reading import sentences_of, text_of
from casefile.reports.report import Paragraph, Report, Sentence, SentenceKind

DAY_LATER = PartialDate("2017-11-28")
ABSENCES = (
    "No clause is at issue.", "No question is presented.", "No letter is entered.", "No fact is entered.",
    "No other defense is entered.", "None is recorded.", "No remedy of the other side is entered.",
    "[Recommendation: not written]", "No deadline is entered.", "No question is open.", "No exhibit is cited.",
    "[Author], [title]", "[Name], [title]",
)  # fmt: skip


def shown(report: Report) -> str:
    return text_of(report).replace("\u00a0", " ")


# --- Absence ---


@pytest.mark.parametrize("absence", ABSENCES)
def test_an_empty_case_file_says_what_it_does_not_hold(absence: str) -> None:
    docket = empty_world()
    assert absence in shown(memo(docket, options(docket)))


def test_an_empty_case_file_asserts_nothing_about_anyone() -> None:
    docket = empty_world()
    report = memo(docket, options(docket))
    facts = [one for one in sentences(report) if one.kind in (SentenceKind.FACT, SentenceKind.POSITION)]
    assert facts == []
    assert {finding.rule for finding in check(report)} == {"not-written"}
    assert memo_checks(report, docket) == ()


def sentences(report: Report) -> Iterator[Sentence]:
    for block in report.blocks:
        yield from sentences_of(block)


def _one_of_each() -> Iterator[tuple[str, dict[str, Any]]]:
    yield "jurisdiction", {}
    own = {"jurisdiction_id": 1}
    for kind, values in (
        (r.Party, {"name": "Bureau"}),
        (r.Person, {"name": "A. Person"}),
        (r.Matter, {"title": "A v. B", **own}),
        (r.Document, {"title": "Paper", "sha256": "0" * 64, "size": 1}),
        (r.Authority, {"title": "A v. B", "citation": "1 U.S. 1", "side_helped": e.SideHelped.FEDERAL}),
        (r.Policy, {"title": "Order", **own}),
        (r.Correspondence, {"title": "Letter", **own}),
        (r.Deadline, {"title": "Answer", **own}),
        (r.Award, {"name": "Grant", **own}),
        (r.Remedy, {"name": "Suit", **own}),
        (r.Fact, {"statement": "The City sends status.", **own}),
        (r.Claim, {"number": "F-1", "side": e.Side.FEDERAL, "statement": "It restricts.", **own}),
        (r.Claim, {"number": "F-1", "side": e.Side.FEDERAL, "statement": "It commands.", "issue": e.Issue.APA, **own}),
        (r.Question, {"number": "1", "text": "Why", **own}),
        (r.Hold, {"title": "Hold", **own}),
    ):
        yield kind.kind.value, {"kind": kind, **values}


@pytest.mark.parametrize(("name", "values"), list(_one_of_each()))
def test_one_bare_record_of_a_kind_makes_a_memo_that_agrees_with_itself(name: str, values: dict[str, Any]) -> None:
    world = Records()
    world.add(r.Jurisdiction, name="Springfield")
    if kind := values.pop("kind", None):
        world.add(kind, **values)
    docket = world.docket()
    report = memo(docket, options(docket))
    assert memo_checks(report, docket) == ()
    told = {"fact-without-source"} if name == "fact" else set[str]()
    assert {finding.rule for finding in check(report)} - {"not-written"} == told


def test_a_clause_without_words_is_a_gap_in_every_part() -> None:
    world = Records()
    world.add(r.Jurisdiction, name="Springfield", defined_term="the City")
    policy = world.add(r.Policy, title="Order 1", jurisdiction_id=1)
    clause = world.add(r.Clause, policy_id=policy.id, label="Clause 1")
    world.add(r.Assessment, clause_id=clause.id, subsection=e.Subsection.A)
    docket = world.docket()
    text = shown(memo(docket, options(docket)))
    for words in (
        "[Clause 1: text not entered]", "Not yet answered.", "No test has a result.", "No result is entered.",
        "The clause’s words are not entered.", "Not reviewed.", "None is entered.", "No answer is entered.",
        "What are the words of Clause 1?",
    ):  # fmt: skip
        assert words in text


def test_a_fact_without_a_source_is_not_printed_but_asked_about() -> None:
    world = Records()
    world.add(r.Jurisdiction, name="Springfield", defined_term="the City")
    world.add(r.Fact, statement="The City sends status.", jurisdiction_id=1)
    docket = world.docket()
    report = memo(docket, options(docket))
    text = shown(report)
    assert "What shows that the City sends status?" in text
    assert text.count("sends status") == 1
    assert "One fact is entered without a source; Part XI asks what shows it." in text
    assert "No fact is entered." not in text
    (told,) = (finding for finding in check(report) if finding.rule == "fact-without-source")
    assert (told.place, told.refs) == ("XI. Open questions", (str(docket.facts[0].ref),))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ([{}, {"topic": e.Topic.POLICY}], "Two facts are entered without a source; Part XI asks what shows them."),
        ([{"material": False}], "No material fact is entered with a source that is in view."),
        ([{"nature": e.FactNature.STATEMENT}], "No other fact is entered."),
    ],
)
def test_where_no_fact_stands_the_reason_is_the_true_one(facts: list[dict[str, Any]], words: str) -> None:
    world = Records()
    world.add(r.Jurisdiction, name="Springfield", defined_term="the City")
    for values in facts:
        world.add(r.Fact, statement="The City sends status.", jurisdiction_id=1, **values)
    docket = world.docket()
    text = shown(memo(docket, options(docket)))
    assert words in text
    assert "No fact is entered." not in text


def test_a_claim_without_an_answer_becomes_a_question() -> None:
    world = ModelWorld()
    world.records.add(
        r.Claim, number="F-9", side=e.Side.FEDERAL, statement="It forbids the sending of notice.", jurisdiction_id=1,
        clause_id=world.clauses[0].id, subsection=e.Subsection.B1,
    )  # fmt: skip
    docket = world.docket()
    report = memo(docket, options(docket))
    assert "What answers F-9?" in shown(report)
    assert memo_checks(report, docket) == ()


def test_a_claim_that_no_section_takes_is_named() -> None:
    world = ModelWorld()
    world.records.add(
        r.Claim, number="L-8", side=e.Side.LOCAL, statement="The department signs no decrees.", jurisdiction_id=1,
        issue=e.Issue.POLICY,
    )  # fmt: skip
    docket = world.docket()
    text = shown(memo(docket, options(docket)))
    assert "L-8 names no clause at issue and no defense, and is not analyzed here." in text


def test_one_side_of_a_dispute_missing_is_said() -> None:
    world = ModelWorld()
    world.records._tables["facts"].remove(world.upload)
    docket = world.docket()
    assert "The City’s answer is not entered." in shown(memo(docket, options(docket)))


# --- As of ---


def _later_records(world: ModelWorld) -> None:
    """Everything that can bear a date, one day too late."""
    records = world.records
    add, city = records.add, {"jurisdiction_id": 1}
    case = add(
        r.Authority, title="Needle v. Needle", citation="999 F.4th 999", court="3d Cir.", decided_on=DAY_LATER,
        holding="Needle holding", side_helped=e.SideHelped.FEDERAL,
    )  # fmt: skip
    paper = records.exhibit("99", "Needle paper", dated_on=DAY_LATER)
    excerpt = records.excerpt(paper, 1)
    late = add(r.Fact, statement="Needle fact.", dated_on=DAY_LATER, **city)
    records.cite(late, world.at["3", 1])
    known = add(r.Fact, statement="Needle told by a later paper.", dated_on=PartialDate("2017-11-01"), **city)
    records.cite(known, excerpt)
    letter = add(r.Correspondence, title="Needle letter", letter_on=DAY_LATER, summary="Needle summary", **city)
    add(r.Demand, number="99", text="Needle demand", gist="needle demand", correspondence_id=letter.id, **city)
    add(r.Deadline, title="Needle answer", correspondence_id=letter.id, due_on=dt.date(2018, 1, 5), **city)
    add(r.Deadline, title="Needle period", trigger_on=dt.date(2017, 11, 28), due_on=dt.date(2018, 1, 6), **city)
    policy = add(r.Policy, title="Needle order", number="Needle order", enacted_on=DAY_LATER, **city)
    clause = add(r.Clause, policy_id=policy.id, label="Clause 9", gist="bars needles")
    add(r.Assessment, clause_id=clause.id, subsection=e.Subsection.A, reasons="Needle reasons.")
    add(r.Claim, number="F-99", side=e.Side.FEDERAL, statement="Needle claim.", clause_id=clause.id, **city)
    matter = add(r.Matter, title="Needle suit", began_on=DAY_LATER, court="Needle Ct.", **city)
    add(r.Remedy, name="Needle remedy", authority_id=case.id, **city)
    add(r.Remedy, name="Needle relief", matter_id=matter.id, **city)
    add(r.Question, number="99", text="Needle question?", about=str(case.ref), **city)
    add(r.Support, claim_id=1, authority_id=case.id, strength=e.Strength.STRONG)
    add(r.Support, claim_id=2, fact_id=late.id, stance=e.Stance.CONTRADICTS, strength=e.Strength.STRONG)


def test_nothing_of_the_next_day_prints_or_changes_a_word() -> None:
    plain, with_needles = ModelWorld(), ModelWorld()
    _later_records(with_needles)
    dockets = [world.docket() for world in (plain, with_needles)]
    first, second = (shown(memo(docket, options(docket))) for docket in dockets)
    assert "needle" not in second.lower()
    assert second.replace(" One later authority is left out.", "").replace(
        "\nOne later authority is left out.", ""
    ) in (
        first,
        first + "",
    )


def test_a_remedy_that_only_a_later_paper_shows_is_not_hinted_at() -> None:
    world = ModelWorld()
    excerpt = world.records.excerpt(world.records.exhibit("99", "Later", dated_on=DAY_LATER), 1)
    shown_by_it = world.records.add(r.Remedy, name="Needle remedy", jurisdiction_id=1)
    world.records.cite(shown_by_it, excerpt)
    world.records.add(r.Remedy, name="Subpoena", timing="Letters of January 24, 2018", jurisdiction_id=1)
    docket = world.docket()
    text = shown(memo(docket, options(docket)))
    assert "Needle" not in text
    assert "January 24" not in text
    assert "Subpoena" in text


def test_on_the_day_itself_the_needles_print() -> None:
    world = ModelWorld()
    _later_records(world)
    docket = world.docket()
    text = shown(memo(docket, options(docket, as_of=dt.date(2017, 11, 28))))
    for needle in ("Needle holding", "Needle fact.", "Needle remedy", "needle demand", "Needle question?"):
        assert needle in text


def test_later_answers_and_receipts_are_taken_back() -> None:
    world = ModelWorld()
    docket = world.docket()
    text = shown(memo(docket, options(docket, as_of=dt.date(2017, 6, 21))))
    assert "June 22" not in text
    assert "9 days left" in text
    assert "October 11" not in text
    assert "[Recommendation: not written]" in text  # what there is was written with the October letter in view


def test_several_later_authorities_are_counted() -> None:
    world = ModelWorld()
    for number in range(27):
        world.records.add(r.Authority, title=f"A{number}", citation=f"{number} F.4th 1", decided_on=PartialDate("2019"))
    docket = world.docket()
    assert "The case file’s 27 later authorities are left out." in shown(memo(docket, options(docket)))


# --- Style ---


@pytest.fixture(scope="module")
def report() -> Report:
    docket = ModelWorld().docket()
    return memo(docket, options(docket))


def test_no_two_generated_sentences_are_alike(report: Report) -> None:
    """More than four fifths alike and no table row is the mark of a machine (model memo, Part 3, no. 2)."""
    generated = [
        one.words
        for section in report.sections
        if section.key not in {"I", "X", "XI"}  # questions and computations are tables in all but form
        for block in section.blocks
        if isinstance(block, Paragraph)
        for one in block.sentences
        if one.kind is not SentenceKind.KEPT and len(one.words.split()) > 5
    ]
    pairs = [
        (one, two)
        for one, two in combinations(generated, 2)
        if SequenceMatcher(None, one, two, autojunk=False).ratio() > 0.8
    ]
    known = {"are Contested: each rebuts the other"}  # the standing of two pairs of claims, in two sections
    assert [pair for pair in pairs if not any(all(part in one for one in pair) for part in known)] == []


@pytest.mark.parametrize("word", STOP_WORDS)
def test_no_generated_sentence_claims_certainty(report: Report, word: str) -> None:
    assert not re.search(rf"\b{word}\b", shown(report), re.IGNORECASE)


def test_no_word_of_the_program_is_on_the_page(report: Report) -> None:
    text = shown(report)
    names = {
        field.name
        for kind in (r.Fact, r.Policy, r.Clause, r.Assessment, r.Correspondence, r.Deadline, r.Demand, r.Authority)
        for field in fields_of(kind)
        if "_" in field.name
    }
    for pattern in (r"[{}]", r"\(s\)", r"\S  +\S", r"\bN/A\b", r"\bNone\.None\b", r"\bnull\b", r"\w+\d{3}x\b", *names):
        assert not re.search(pattern, text), pattern
    assert not re.search(r"\bid\.|\bsupra\b|\bibid\b", text, re.IGNORECASE)


def test_no_sentence_begins_with_a_figure_or_ends_with_two_stops(report: Report) -> None:
    for one in sentences(report):
        assert not re.match(r"\d", one.words) or re.match(r"\d+ (U\.S\.C|F\.|U\.S\.)", one.words.replace("\u00a0", " "))
        assert ".." not in one.words


@pytest.mark.parametrize("verb", ["claims that", "alleges", "admits", "boasts", "purports"])
def test_reserved_verbs_are_not_used_of_sides(report: Report, verb: str) -> None:
    assert verb not in shown(report)


def test_generated_sentences_are_short(report: Report) -> None:
    for one in sentences(report):
        assertion = one.words if isinstance(one.text, str) else "".join(str(getattr(p, "text", p)) for p in one.text)
        if one.kind in (SentenceKind.FACT, SentenceKind.FILE_STATE, SentenceKind.LAW) and not one.slot:
            assert len(assertion.split()) <= 45, assertion


def test_every_sentence_names_the_records_it_rests_on(report: Report) -> None:
    for one in sentences(report):
        assert one.refs or one.kind in (SentenceKind.FILE_STATE,), one.words


def test_records_of_another_jurisdiction_do_not_print() -> None:
    world = ModelWorld()
    other = world.records.add(r.Jurisdiction, name="Springfield")
    for kind, values in (
        (r.Fact, {"statement": "Elsewhere fact."}),
        (r.Claim, {"number": "F-77", "side": e.Side.FEDERAL, "statement": "Elsewhere claim."}),
        (r.Policy, {"title": "Elsewhere policy"}),
        (r.Correspondence, {"title": "L", "summary": "Elsewhere summary"}),
        (r.Award, {"name": "Elsewhere award"}),
        (r.Remedy, {"name": "Elsewhere remedy"}),
        (r.Question, {"number": "77", "text": "Elsewhere question"}),
    ):
        world.records.add(kind, jurisdiction_id=other.id, **values)
    docket = world.docket()
    assert "Elsewhere" not in shown(memo(docket, options(docket)))


def test_hostile_words_are_printed_and_not_obeyed() -> None:
    world = ModelWorld()
    world.records.change(world.clauses[0], topic="<b>{topic}</b> & (x)")
    docket: Docket = world.docket()
    assert "<b>{topic}</b> & (x)" in shown(memo(docket, options(docket)))


def test_kinds_of_the_docket_are_all_kinds_that_a_memo_reads() -> None:
    made = {record.kind for record in ModelWorld().docket().records}
    assert made >= {RecordKind.FACT, RecordKind.CLAIM, RecordKind.CLAUSE, RecordKind.DEADLINE, RecordKind.SLOT}
    assert AS_OF.isoformat() == "2017-11-27"
