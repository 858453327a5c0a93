"""The shipped statutes: quotations match the enacted text, absences are absent, marks are carried."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from casefile.domain.enums import Subsection
from casefile.law.citations import normalise_citation
from casefile.law.statute import (
    ElementTest,
    Statute,
    TestPart,
    Way,
    element_test,
    element_tests,
    matrix_column,
    matrix_columns,
    not_mentioned,
    statutes,
)

WHOLE = {statute.cite: " ".join(part.text for part in statute.subdivisions) for statute in statutes()}


def test_every_column_of_the_matrix_is_there_in_its_order() -> None:
    assert [column.key for column in matrix_columns()] == list(Subsection)


@pytest.mark.parametrize("key", Subsection)
def test_what_a_column_quotes_stands_in_its_text(key: Subsection) -> None:
    column = matrix_column(key)
    for quotation in (column.barred, column.verb, column.protected, column.object):
        assert quotation.lower() in column.text.lower()
    assert re.sub(r"^of ", "", column.object_of) in column.text
    assert normalise_citation(column.cite) == column.cite
    assert column.digest.endswith(".")


def test_the_words_that_set_the_columns_apart() -> None:
    a, b1, b2, b3, s1644 = matrix_columns()
    assert "citizenship" in a.object
    assert not any("citizenship" in column.text for column in (b1, b2, b3, s1644))
    assert "official" in a.protected
    assert not any("official" in column.protected for column in (b1, b2, b3, s1644))
    assert [column.key for column in matrix_columns() if "request" in column.acts] == [Subsection.B1]
    assert [column.key for column in matrix_columns() if "requesting" in column.text.lower()] == [Subsection.B1]
    assert s1644.barred == ""


@pytest.mark.parametrize("statute", statutes(), ids=lambda statute: statute.cite)
def test_what_is_said_to_be_absent_is_absent(statute: Statute) -> None:
    for absence in statute.absent:
        for word in absence.words:
            assert not re.search(rf"\b{word}", WHOLE[statute.cite], re.IGNORECASE), word
        assert absence.name in not_mentioned(statute)


@pytest.mark.parametrize("statute", statutes(), ids=lambda statute: statute.cite)
def test_a_statute_says_where_its_text_comes_from_and_when(statute: Statute) -> None:
    assert statute.source.text
    assert statute.source.verified
    assert statute.source.text_on < statute.source.checked_on <= dt.date(2026, 11, 24)
    assert statute.source.doubt  # no copy was free of one
    assert statute.statements
    assert all(one.source and one.cite for one in statute.statements)


def test_statements_from_memory_carry_their_mark() -> None:
    section = statutes()[0]
    assert not section.statement("ins-is-dhs").verified
    assert not section.statement("no-remedy").verified
    assert section.statement("officials").verified
    with pytest.raises(KeyError):
        section.statement("penalty")


def test_quotations_in_statements_stand_in_the_text() -> None:
    for statute in statutes():
        for one in statute.statements:
            if one.verified and "omits" not in one.text:
                for quotation in re.findall("“([^”]+)”", one.text):
                    assert quotation.rstrip(".").lower() in WHOLE[statute.cite].lower()
    assert "citizenship" not in statutes()[0].text("(b)")


def test_the_thirteen_tests_and_which_way_they_count() -> None:
    assert [test.key for test in element_tests()] == [f"E{number}" for number in range(1, 14)]
    assert {test.key for test in element_tests() if test.counts is Way.AWAY} == {"E9"}
    assert {test.key for test in element_tests() if test.part is TestPart.DEFENSE} == {"E12", "E13"}
    assert [test.name for test in element_tests()][:4] == ["Actor", "Verb", "Protected actor", "Act"]
    assert all(test.source for test in element_tests())


@pytest.mark.parametrize("test", element_tests(), ids=lambda test: test.key)
def test_every_question_reads_under_every_column(test: ElementTest) -> None:
    for key in Subsection:
        if test.applies_to(key):
            question = test.question(key)
            assert question.endswith("?")
            assert not re.search(r"[{}]|  |“”| \?|: \?", question)


def test_maintaining_has_no_counterparty() -> None:
    assert [key for key in Subsection if not element_test("E5").applies_to(key)] == [Subsection.B2]
    assert (
        element_test("E5").question(Subsection.B3).startswith("Is the other side of that act any other federal, State")
    )
    assert element_test("E8").question(Subsection.S1644) == "Is the information about an alien in the United States?"
