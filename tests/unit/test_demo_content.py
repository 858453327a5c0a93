"""The demo docket's words, without a case file: sourced, quoted exactly, and nobody in them who is not in our facts."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from casefile.domain.enums import Finding, Subsection, TestResult
from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import fields_of
from casefile.errors import UserError
from casefile.intake.readers.pdf import PdfReader
from casefile.law.assessment import suggest_finding
from casefile.law.statute import element_tests
from casefile.reports.letter import NEW_PAGE, RECONSTRUCTION, SOURCE_NOTE, DemoLetter
from casefile.reports.render.pdf import write_pdf
from casefile.reports.render.pdf.letter import write_letter
from casefile.services import texts
from casefile.services.demo import Content, Quote

CONTENT = Content()
TOPICS = [*CONTENT.topics("before"), *CONTENT.papers(), *CONTENT.topics("after")]
DOMAIN = Path(__file__).parents[3] / "shared" / "domain"
ORDINARY = {  # capitalised words of the demo that our facts have not, none of them a person's name
    *("Affirms", "Customs", "Declining", "Journal", "Las", "Louisiana", "Nevada", "Sincerely", "Superintendent"),
    *("Urged", "Vegas", "Wisconsin"),
}


def records(kind: RecordKind) -> list[dict[str, Any]]:
    return [dict(record) for topic in TOPICS if topic.kind is kind and not topic.is_edit for record in topic.records]


def squeezed(text: str) -> str:
    """Words with one space between; a hyphen at the end of a line is read as a soft one, without the line's end."""
    return " ".join(text.replace("\u00ad", "-").split())


def page_words(paper: str, page: int) -> str:
    """What a page of a paper says, by its own data."""
    if paper in CONTENT.notes:
        return "\n".join(CONTENT.notes[paper].says[page - 1])
    pages: list[list[str]] = [[]]
    for part in CONTENT.letters[paper].paragraphs:
        if part == NEW_PAGE:
            pages.append([])
        else:
            pages[-1] += [part] if isinstance(part, str) else part
    return "\n".join(pages[page - 1])


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from strings(item)


def everything() -> list[str]:
    said = [paper.words for paper in (*CONTENT.letters.values(), *CONTENT.notes.values())]
    said += [text for topic in TOPICS for record in topic.records for text in strings(dict(record))]
    return [re.sub(r"https?://\S+", "", text) for text in said]


# --- records ---


def names_of_letters() -> set[str]:
    """Names that the import gives; the two demands and the deadline of letters that ask."""
    found = {"profile", *CONTENT.letters, *CONTENT.notes, *CONTENT.quotes()}
    for key in CONTENT.letters.keys() - CONTENT.waiting:
        found.add(f"{key}.letter")
        if key.startswith(("notice", "preliminary")):
            found |= {f"{key}.deadline", f"{key}.demand-1", f"{key}.demand-2"}
    return found


def test_every_record_fits_its_kind_and_refers_only_to_what_is_there_before_it():
    names = names_of_letters()

    def resolve(_kind: RecordKind, name: str) -> int:
        if name.removeprefix("@") not in names:
            raise UserError(f"no {name}")
        return 1

    for topic in TOPICS:
        for record in topic.records:
            given = {name: value for name, value in record.items() if name not in ("as", "of", "about")}
            values = texts.parsed(topic.kind, given, resolve, new=True)
            if topic.is_edit:
                resolve(topic.kind, record["of"])
                continue
            wanted = {own.name for own in fields_of(RECORDS[topic.kind]) if own.required} - {"about"}
            assert wanted <= {name for name, value in values.items() if value not in (None, "")}, record
            if "about" in record:
                resolve(topic.kind, record["about"])
        names |= {record["as"] for record in topic.records if "as" in record}


def test_names_are_given_once():
    given = [record["as"] for topic in TOPICS for record in topic.records if "as" in record]
    assert len(given) == len(set(given))
    assert not names_of_letters() & set(given)


def test_every_fact_clause_award_and_remedy_has_a_source():
    for kind in (RecordKind.FACT, RecordKind.AWARD, RecordKind.REMEDY, RecordKind.MATTER):
        cited = {str(record.get(kind.table)).removeprefix("@") for record in records(RecordKind.CITE)}
        assert {record["as"] for record in records(kind)} <= cited, kind


def test_policies_without_a_source_say_nothing_of_what_they_hold():
    """Instruments known from memory alone have a name and a number, never a gist, and are unverified."""
    cited = {str(record.get("policy")).removeprefix("@") for record in records(RecordKind.CITE)}
    for policy in records(RecordKind.POLICY):
        assert "verified_on" not in policy
        assert policy["as"] in cited or "gist" not in policy


def test_statements_are_opinion_with_a_speaker_and_prove_nothing():
    statements = {fact["as"]: fact for fact in records(RecordKind.FACT) if fact.get("nature") == "statement"}
    assert len(statements) >= 10
    for fact in statements.values():
        assert fact["publication"] and fact["dated_on"] == "2017-21"
        assert fact["statement_kind"] == "official-position" or fact["speaker"]
    for support in records(RecordKind.SUPPORT):
        if str(support.get("fact")).removeprefix("@") in statements:
            assert support["admissibility"] == "inadmissible"


def test_both_sides_are_heard_and_answered():
    claims = {claim["as"]: claim for claim in records(RecordKind.CLAIM)}
    assert sorted(claims) == sorted(claim["number"] for claim in claims.values())
    answered = {side for answer in records(RecordKind.ANSWER) for side in (answer["claim"], answer["target"])}
    assert {f"@{name}" for name in claims} - answered == set()
    supported = {support["claim"] for support in records(RecordKind.SUPPORT)}
    assert {f"@{name}" for name in claims} - supported == {"@L-15"}  # one claim that nobody supports, to show it


@pytest.mark.parametrize("record", records(RecordKind.ASSESSMENT), ids=lambda record: record["as"])
def test_findings_agree_with_their_tests(record: dict[str, Any]):
    tests = record.get("tests", {})
    given = {key: TestResult(value) for key, value in tests.items() if value != "not-in-issue"}
    out = [test.key for test in element_tests() if tests.get(test.key) == "not-in-issue"]
    suggestion = suggest_finding(Subsection(record["subsection"]), given, not_in_issue=out)
    assert suggestion.finding is Finding(record["finding"]), suggestion.reason


def test_only_two_amounts_are_known_and_no_award_number():
    awards = records(RecordKind.AWARD)
    amounts = {award["jurisdiction"]: award["amount"] for award in awards if "amount" in award}
    assert amounts == {"@new-orleans": "265832.00", "@clark": "975604.00"}
    assert not any("award_number" in award for award in awards)
    assert all("likelihood" not in remedy for remedy in records(RecordKind.REMEDY))


# --- quotations ---


@pytest.mark.parametrize("quote", CONTENT.quotes().values(), ids=lambda quote: f"{quote.paper}-{quote.page}")
def test_quoted_words_stand_on_their_page(quote: Quote):
    page = page_words(quote.paper, quote.page)
    start, end = quote.span(page)
    assert squeezed(page[start:end]) == squeezed(quote.words)


def test_a_quote_that_is_not_there_is_refused():
    with pytest.raises(UserError, match="is not on page 1"):
        Quote("order-draft", 1, "a sanctuary for all").span(page_words("order-draft", 1))
    with pytest.raises(UserError, match="names no words"):
        Quote.read("order-draft, page 1")


# --- papers ---


def extracted(data: bytes) -> list[str]:
    """The text of each page as our own reader finds it."""
    document = PdfReader().open(data)
    try:
        return [page.text for page in document.extract().pages]
    finally:
        document.close()


def without_furniture(page: str, banner: str, footer: str) -> str:
    """The text between banner and footer, both of which every page must have."""
    words = squeezed(page)
    wide = squeezed(banner.replace(" · ", "  ·  "))
    assert wide in words
    assert footer in words
    return re.sub(r"Page \d+ of \d+", "", words.replace(wide, "", 1).replace(footer, "", 1))


@pytest.mark.parametrize("key", CONTENT.letters)
def test_a_letter_prints_exactly_its_words(key: str):
    letter, out = CONTENT.letters[key], BytesIO()
    rendered = write_letter(letter, out)
    pages = extracted(out.getvalue())
    said = " ".join(without_furniture(page, RECONSTRUCTION, letter.report().footer_left) for page in pages)
    assert squeezed(said) == squeezed(letter.words)
    assert not rendered.warnings
    assert len(pages) == rendered.pages == 1 + letter.paragraphs.count(NEW_PAGE)


@pytest.mark.parametrize("key", CONTENT.notes)
def test_a_source_note_says_what_it_is_on_every_page(key: str):
    note, out = CONTENT.notes[key], BytesIO()
    rendered = write_pdf(note.report(), out)
    pages = extracted(out.getvalue())
    said = squeezed(" ".join(without_furniture(page, SOURCE_NOTE, note.report().footer_left) for page in pages))
    for text in (note.title, note.is_what, *(line for page in note.says for line in page), note.lacks):
        assert squeezed(text) in said
    assert re.sub(r"\s", "", note.address) in re.sub(r"\s", "", said)
    assert not rendered.warnings
    assert len(pages) == len(note.says)


def test_letters_are_accessible_and_the_same_bytes_each_time(tmp_path: Path):
    path = tmp_path / "letter.pdf"
    letter = CONTENT.letters["notice-philadelphia"]
    first, second = write_letter(letter, path), write_letter(letter, BytesIO())
    assert first == second
    program = Path(sys.executable).parent / "pdfua"
    done = subprocess.run([program, "check", path], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "PASS" in done.stdout, done.stdout


def test_text_in_a_letter_is_never_markup():
    plain = CONTENT.letters["clearance-milwaukee"]
    hostile = DemoLetter(
        plain.title, plain.on, plain.date_line, plain.letterhead, ("<b>Mayor</b> & <a href='x'>",), "Dear <i>:",
        ("{place} <para>", ("<br/>",)), plain.signature,
    )  # fmt: skip
    out = BytesIO()
    write_letter(hostile, out)
    assert "<b>Mayor</b> & <a href='x'>" in squeezed(extracted(out.getvalue())[0])


# --- against our facts ---


def domain(name: str) -> str:
    if not DOMAIN.is_dir():
        pytest.skip("the facts are not at hand")
    return (DOMAIN / name).read_text(encoding="utf-8")


def test_nobody_is_named_who_is_not_in_our_facts():
    facts = domain("facts.md") + domain("article.md")
    for person in records(RecordKind.PERSON):
        assert person["name"] in facts
    law = "".join(path.read_text(encoding="utf-8") for path in (DOMAIN / "law").glob("*.md"))
    known = {word.lower() for word in re.findall(r"[A-Za-z]+", facts + law)}
    used = {word for text in everything() for word in re.findall(r"(?<!@)\b[A-Z][a-z]+\b", text)}
    assert {word for word in used if word.lower() not in known} == ORDINARY


def test_every_address_is_one_of_our_sources():
    facts = domain("facts.md")
    own = {"examiner", "order-ecf-75", "solicitor-letter", "complaint-philadelphia"}  # known by name and number only
    for key, note in CONTENT.notes.items():
        assert note.address in facts or key in own


def test_only_confirmed_cites_are_verified():
    """In facts.md a star follows a reporter cite that was confirmed; statutes are verified if their text is at hand."""
    facts = domain("facts.md")
    for authority in records(RecordKind.AUTHORITY):
        cite = authority["citation"]
        if authority["type"] != "decision":
            starred = (DOMAIN / "law" / law_file(cite)).is_file() and "34 U.S.C." not in cite
        else:
            starred = f"{cite}*" in facts
        assert ("verified_on" in authority) is starred, cite


def law_file(cite: str) -> str:
    """
    >>> law_file("8 U.S.C. § 1373"), law_file("Fed. R. App. P. 4")
    ('usc-8-1373.md', 'frap-4.md')
    """
    if match := re.fullmatch(r"(\d+) U\.S\.C\. § (\d+)", cite):
        return f"usc-{match[1]}-{match[2]}.md"
    return cite.replace("Fed. R. App. P. ", "frap-") + ".md"


def test_short_quotations_are_those_of_our_facts():
    """What a note puts in quotation marks stands in the facts or the article in the same words."""
    said = squeezed(domain("facts.md") + domain("article.md")).replace("“", '"').replace("”", '"')
    title = "Jeff Sessions stuck in sanctuary city quandary"
    for note in CONTENT.notes.values():
        for words in re.findall(r"“([^”]+)”", note.words):
            assert words == title or squeezed(words) in said, words


def test_the_statute_is_quoted_as_enacted():
    texts_of = {record["citation"]: record.get("text", "") for record in records(RecordKind.AUTHORITY)}
    for cite in ("8 U.S.C. § 1373", "8 U.S.C. § 1644", "34 U.S.C. § 10153"):
        assert texts_of[cite] in squeezed(domain(f"law/{law_file(cite)}"))
