"""The statutes in dispute, as shipped data: enacted text, columns of the matrix, tests E1 to E13.

The data are `resources/statutes/*.toml`. Every statement about the law in them
says where it comes from and whether anybody compared it.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casefile.domain.enums import Subsection, Word
from casefile.paths import resource


class Way(Word):
    """Which way a test counts when it is met."""

    TOWARD = "toward"
    AWAY = "away"


class TestPart(Word):
    """What a test is about; the roll-up goes by it."""

    __test__ = False  # not a test case, whatever its name

    TEXT = "text"
    EXCEPTION = "exception"
    PRACTICE = "practice"
    POSSESSION = "possession"
    DEFENSE = "defense"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text comes from.

    Attributes:
        text_on: The day whose text this is.
        checked_on: The day somebody last compared it.
        doubt: What the comparison leaves open, in a sentence, or "".
    """

    text: str
    text_on: dt.date
    checked_on: dt.date
    verified: bool
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence about the law, ready to print with its cite."""

    key: str
    text: str
    cite: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Absence:
    """A thing the text does not mention, and the beginnings of words looked for."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subdivision:
    """One subdivision as enacted; `label` is "(b)(1)", or "" for an undivided section."""

    label: str
    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the matrix.

    Attributes:
        cite: "8 U.S.C. § 1373(b)(1)".
        barred: Who may not act, in the statute's words; "" where it names no one.
        verb: The quoted verb of the question.
        protected: Whose act is protected, in the statute's words.
        actor: The same in ours: "official or entity".
        acts: "sending, requesting, or receiving".
        counterparty: With whom; "" where the act has no other side.
        object: The information, in the statute's words, to be quoted.
        object_of: What follows the quotation: "of any individual".
        digest: One sentence on what the column protects.
        words: All of the above and more by name, for the questions of the tests.
    """

    key: Subsection
    cite: str
    text: str
    barred: str
    verb: str
    protected: str
    actor: str
    acts: str
    counterparty: str
    object: str
    object_of: str
    digest: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Statute:
    """One section of the United States Code as enacted."""

    cite: str
    heading: str
    enacted: str
    source: Source
    subdivisions: tuple[Subdivision, ...]
    columns: tuple[Column, ...]
    absent: tuple[Absence, ...]
    statements: tuple[Statement, ...]

    def text(self, label: str) -> str:
        """The enacted words of one subdivision.

        Raises:
            KeyError: The section has none of this label.
        """
        return {part.label: part.text for part in self.subdivisions}[label]

    def statement(self, key: str) -> Statement:
        """One sentence about the law.

        Raises:
            KeyError: No such statement.
        """
        return {one.key: one for one in self.statements}[key]


@dataclass(frozen=True, slots=True)
class ElementTest:
    """One separable test; "met" means that what its question asks is shown."""

    key: str
    name: str
    part: TestPart
    counts: Way
    template: str
    not_for: frozenset[Subsection] = frozenset()
    source: str = ""
    verified: bool = False

    @property
    def number(self) -> int:
        """E9 is 9; tests print in this order."""
        return int(self.key.removeprefix("E"))

    def applies_to(self, column: Subsection) -> bool:
        """Whether the test means anything there: "maintaining" has no counterparty."""
        return column not in self.not_for

    def question(self, column: Subsection) -> str:
        """The question as it reads under one column.

        >>> element_test("E4").question(Subsection.B1)
        'Does the clause keep that actor from a protected act: sending, requesting, or receiving?'
        """
        return self.template.format_map(matrix_column(column).words)


@cache
def statutes() -> tuple[Statute, ...]:
    """Every statute shipped, in the order of the sections.

    >>> [statute.cite for statute in statutes()]
    ['8 U.S.C. § 1373', '8 U.S.C. § 1644']
    """
    return tuple(_statute(_read(name)) for name in ("8usc1373.toml", "8usc1644.toml"))


@cache
def matrix_columns() -> tuple[Column, ...]:
    """The columns of the matrix, left to right.

    >>> [column.key.value for column in matrix_columns()]
    ['1373(a)', '1373(b)(1)', '1373(b)(2)', '1373(b)(3)', '1644']
    """
    return tuple(column for statute in statutes() for column in statute.columns)


def matrix_column(key: Subsection) -> Column:
    """The column of one subsection.

    >>> matrix_column(Subsection.S1644).object_of
    'of an alien in the United States'
    """
    return {column.key: column for column in matrix_columns()}[key]


@cache
def element_tests() -> tuple[ElementTest, ...]:
    """E1 to E13, in order.

    >>> [test.key for test in element_tests() if test.counts is Way.AWAY]
    ['E9']
    """
    data = _read("tests.toml")
    return tuple(
        ElementTest(
            row["key"],
            row["name"],
            TestPart(row["part"]),
            Way(row["counts"]),
            row["question"],
            frozenset(Subsection(key) for key in row.get("not_for", ())),
            data["source"],
            data["verified"],
        )
        for row in data["test"]
    )


def element_test(key: str) -> ElementTest:
    """The test of one key.

    >>> element_test("E9").name
    'Savings clause'
    """
    return {test.key: test for test in element_tests()}[key]


def not_mentioned(statute: Statute) -> str:
    """The sentence on what a text does not mention, from the checked list alone.

    >>> not_mentioned(statutes()[0])
    'The text mentions no detainer, release date, custody, jail access, or duty to collect status.'
    """
    names = [absence.name for absence in statute.absent]
    return f"The text mentions no {', '.join(names[:-1])}, or {names[-1]}."


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("statutes", name).read_text(encoding="utf-8"))


def _statute(data: dict[str, Any]) -> Statute:
    parts = tuple(Subdivision(row["label"], row["text"], row.get("heading", "")) for row in data["subdivision"])
    texts = {part.label: part.text for part in parts}
    return Statute(
        data["cite"],
        data["heading"],
        data["enacted"],
        Source(**data["source"]),
        parts,
        tuple(_column(row, texts) for row in data["column"]),
        tuple(Absence(row["name"], tuple(row["words"])) for row in data["absent"]),
        tuple(Statement(**row) for row in data["statement"]),
    )


def _column(row: dict[str, Any], texts: Mapping[str, str]) -> Column:
    key = Subsection(row["key"])
    cite = f"8 U.S.C. § {key.value}"
    words = {name: value for name, value in row.items() if isinstance(value, str)} | {"cite": cite}
    return Column(
        key=key,
        cite=cite,
        text=" ".join(texts[label] for label in row["subdivisions"]),
        barred=row["barred"],
        verb=row["verb"],
        protected=row["protected"],
        actor=row["actor"],
        acts=row["acts"],
        counterparty=row["counterparty"],
        object=row["object"],
        object_of=row["object_of"],
        digest=row["digest"],
        words=words,
    )
