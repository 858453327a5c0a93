"""The gate asks every sentence what it rests on."""

from __future__ import annotations

from typing import Any

import pytest
from reports.sample_reports import (
    FACT,
    KEPT,
    LAW,
    POSITION,
    STATE,
    STATUTE,
    exhibit,
    exhibit_list,
    memo,
    report,
    said,
    timeline,
)

from casefile.reports.gate import check
from casefile.reports.report import (
    BlockQuote,
    Cite,
    Column,
    Grid,
    GridRow,
    Heading,
    ItemList,
    KeptText,
    ListItem,
    Note,
    Paragraph,
    PartOf,
    Row,
    Sentence,
    SentenceKind,
    Table,
    WebPage,
    italic,
)


def rules(*blocks: Any) -> list[str]:
    return [finding.rule for finding in check(report(*blocks))]


def one(*text: Any, kind: SentenceKind, cites: tuple[Cite, ...] = (), lead: str = "") -> Paragraph:
    return Paragraph((said(*text, kind=kind, cites=cites),), lead)


@pytest.mark.parametrize(("kind", "rule"), [(FACT, "uncited-fact"), (LAW, "uncited-law")])
def test_facts_and_law_need_a_cite(kind: SentenceKind, rule: str) -> None:
    assert rules(one("The Mayor issued it.", kind=kind)) == [rule]
    assert rules(one("The Mayor issued it.", kind=kind, cites=(exhibit("4", "1"),)), exhibit_list()) == []
    assert rules(one("It (", exhibit("4", "1"), ") was issued.", kind=kind), exhibit_list()) == []


def test_a_position_needs_the_number_of_its_claim() -> None:
    assert rules(one("It restricts.", kind=POSITION)) == ["no-claim-number"]
    assert rules(one("The Department relies (F-4) on it.", kind=POSITION)) == []
    assert rules(one("It restricts.", kind=POSITION, lead="Counter-argument (F-1).")) == []


def test_file_state_needs_nothing() -> None:
    assert rules(one("The signed Order is not entered.", kind=STATE)) == []


def test_a_person_s_sentence_with_a_date_needs_a_cite() -> None:
    assert rules(one("We think so.", kind=KEPT)) == []
    for text in ("Sent on June 22, 2017.", "It said “no”.", "They lost $500."):
        assert rules(KeptText(((said(text, kind=KEPT),),))) == ["uncited-kept"]


@pytest.mark.parametrize("text", ["Sent on June\u00a022, 2017.", "Sent on June 22, 2017.", "Due May\u00a05."])
def test_words_held_together_are_words_all_the_same(text: str) -> None:
    """A memo joins some words with a no-break space; what the gate looks for, it finds across it."""
    assert rules(one(text, kind=KEPT)) == ["uncited-kept"]
    assert rules(one(f"It is well\u00a0settled, of\u00a0course: {text}", kind=STATE)) == ["stop-word"] * 2
    assert rules(one("Two\u00a0 spaces.", kind=STATE)) == ["program-words"]


def test_no_record_behind_a_sentence() -> None:
    assert rules(Paragraph((Sentence("True.", FACT, cites=(WEB,)),))) == ["no-record"]


WEB = Cite("there", WebPage("https://example.org"))


@pytest.mark.parametrize(
    "block",
    [
        one("Text.", kind=FACT, cites=(exhibit("99", "1"),)),
        one("Text", Note((said("Note.", cites=(exhibit("99", "1"),)),)), kind=STATE),
        Table((Column("A", 1),), (Row(((exhibit("99", "1"),),)),)),
        ItemList((ListItem((), nested=ItemList((ListItem((said(exhibit("99", "1")),)),))),)),
        Grid((GridRow("Re", (exhibit("99", "1"),)),)),
        BlockQuote("Words.", LAW, ("authority:1",), cites=(exhibit("99", "1"),)),
        KeptText(((said("See ", Cite("Part X", PartOf("X")), ".", kind=KEPT),),)),
        Heading(2, (Cite("Part X", PartOf("X")),)),
    ],
)
def test_a_cite_that_leads_nowhere_is_found_in_every_block(block: Any) -> None:
    assert rules(block) == ["broken-link"]


def test_skipped_headings_are_listed() -> None:
    assert rules(Heading(2, "A"), Heading(4, "B"), Heading(3, "C"), Heading(2, "D")) == ["skipped-heading"]


def test_stop_words_are_ours_not_those_of_a_quotation() -> None:
    words = ("Clearly, it is well-settled.", "It is PLAINLY so, of course.", "He merely asked.", "A clear rule.")
    assert [rules(one(text, kind=STATE)) for text in words] == [["stop-word"] * 2, ["stop-word"] * 2, ["stop-word"], []]
    assert rules(one("It says “clearly” there.", kind=STATE)) == []
    assert rules(BlockQuote("Clearly so.", LAW, ("authority:1",), cites=(WEB,))) == []


def test_words_of_the_program_are_listed_but_not_a_person_s() -> None:
    for text in ("award(s)", "It is N/A.", "{gist}", "Two  spaces", "3f2504e0-4f89-11d3-9a0c-0305e82c3301"):
        assert rules(one(text, kind=STATE)) == ["program-words"]
        assert rules(one(text, kind=KEPT)) == []


def test_what_a_person_has_not_written_is_listed_once() -> None:
    empty = Sentence("[Reasons: not written]", KEPT, slot="assessment:1/reasons", missing=True)
    assert rules(Paragraph((empty,))) == ["not-written"]


def test_a_row_rests_on_the_cites_in_its_cells() -> None:
    columns = (Column("A", 1), Column("B", 1))
    assert rules(Table(columns, (Row(("Fact", "None"), FACT, ("fact:1",)),))) == ["uncited-fact"]
    assert rules(Table(columns, (Row(("Fact", (WEB,)), FACT, ("fact:1",)),))) == []


def test_a_finding_names_place_words_and_records() -> None:
    (finding,) = check(report(Heading(2, ("The ", italic("facts")), "IV."), one("The Mayor issued it.", kind=FACT)))
    assert (finding.place, finding.text, finding.refs) == ("IV. The facts", "The Mayor issued it.", ("fact:1",))


def test_the_samples() -> None:
    assert check(timeline()) == ()
    assert [finding.rule for finding in check(memo())] == ["uncited-kept", "uncited-fact", "no-record"]
    assert rules(one("It provides.", kind=LAW, cites=(STATUTE,))) == ["broken-link"]
