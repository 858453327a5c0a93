"""Rows of the review and of the deadlines without a window."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from casefile.domain.enums import Basis, DeadlineStatus
from casefile.domain.records import Deadline, Proposal
from casefile.errors import UserError
from casefile.services.queries.law import Due
from ui.models.proposal_tree import Heading, ProposalRow, edited, passages_of, rows_of, value_words
from ui.widgets.deadline_rows import DeadlineRow

TODAY = dt.date(2017, 11, 27)


def proposal(number: int, name: str, value: Any, **more: Any) -> Proposal:
    given = {
        "raw": str(value),
        "page": 1,
        "start": 0,
        "end": 4,
        "confidence": 96,
        "why": "a date line",
        "order": number,
    }
    return Proposal(
        id=number, uid=f"u{number}", version=1, document_id=1, layer_id=1, name=name, value={"value": value},
        **(given | more),
    )  # fmt: skip


def deadline(**more: Any) -> DeadlineRow:
    own = Deadline(id=1, uid="d", version=1, title="Answer", basis=Basis.STATED_DATE, **more)
    left = (own.safe_on - TODAY).days if own.safe_on else None
    return DeadlineRow(Due(own, "", "", left), TODAY)


def test_letters_of_a_packet_have_groups_of_their_own() -> None:
    rows = rows_of(
        [proposal(1, "letter_date", "2017-04-24"), proposal(2, "letter_date", "2017-04-25", part=2),
         proposal(3, "demand", "Send it.", part=2)], {}, {},
    )  # fmt: skip
    assert [row.words for row in rows if isinstance(row, Heading)] == [
        "Letter 1: letter",
        "Letter 2: letter",
        "Letter 2: demands",
    ]
    assert [row.number for row in rows if isinstance(row, ProposalRow)] == [1, 2, 3]


def test_a_number_that_was_misread_shows_the_paper_beside_it() -> None:
    (_, row) = rows_of([proposal(1, "award_number", "2016-DJ-BX-0140", raw="2016 -DJ -BX -0l40")], {}, {})
    assert isinstance(row, ProposalRow)
    assert row.note == "paper reads “2016 -DJ -BX -0l40”"
    (_, row) = rows_of([proposal(1, "award_number", "2016-DJ-BX-0140", raw="2016 -DJ-BX-0140")], {}, {})
    assert isinstance(row, ProposalRow)
    assert row.note == "", "spaces alone are no other reading"


def test_a_warning_is_shown_and_is_never_sure() -> None:
    (_, row) = rows_of([proposal(1, "letter_date", "2017-04-24", warning="The scan is poor.")], {}, {})
    assert isinstance(row, ProposalRow)
    assert dict(row.details())["Look closely"] == "The scan is poor."
    assert not row.is_sure


def test_a_field_we_do_not_know_is_a_detail() -> None:
    heading, row = rows_of([proposal(1, "weather", "rain", page=None)], {}, {})
    assert isinstance(heading, Heading)
    assert heading.words == "Other"
    assert isinstance(row, ProposalRow)
    assert row.label == "Weather"
    assert passages_of([heading, row]) == []


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        ("mentioned_date", "about July 2017", "2017-07~"),
        ("letter_date", "July 4, 2017", "2017-07-04"),
        ("program", " Byrne  JAG ", "Byrne JAG"),
    ],
)
def test_what_a_person_types_is_read(name: str, words: str, value: str) -> None:
    assert edited(proposal(1, name, "2016-01-01"), words)["value"] == value


@pytest.mark.parametrize(("name", "words"), [("deadline", "July 2017"), ("letter_date", "soon"), ("recipient", " ")])
def test_what_cannot_be_read_is_refused(name: str, words: str) -> None:
    with pytest.raises(UserError):
        edited(proposal(1, name, "2016-01-01"), words)


def test_values_read_as_words() -> None:
    assert value_words(proposal(1, "direction", "to-federal")) == "To a federal office"
    assert value_words(proposal(1, "letter_kind", "document-request")) == "Document request"
    assert value_words(proposal(1, "not_final", None)) == "Says that it is not final"


def test_an_extended_deadline_is_worked_to_its_new_day() -> None:
    row = deadline(
        status=DeadlineStatus.EXTENDED, due_on=dt.date(2017, 11, 1), safe_on=dt.date(2017, 11, 1),
        extended_to=dt.date(2017, 12, 1),
    )  # fmt: skip
    assert (row.group, row.left, row.other_day) == ("Due soon", 4, "extended from Nov 1")


@pytest.mark.parametrize(
    ("days", "group", "word"),
    [
        (-1, "Overdue", "Overdue"),
        (0, "Due soon", "Due today"),
        (7, "Due soon", "Due soon"),
        (8, "Upcoming", "Upcoming"),
    ],
)
def test_the_edges_of_the_groups(days: int, group: str, word: str) -> None:
    day = TODAY + dt.timedelta(days=days)
    row = deadline(due_on=day, safe_on=day)
    assert (row.group, row.status.word) == (group, word)


def test_a_paused_one_has_no_date_to_work_to() -> None:
    row = deadline(status=DeadlineStatus.PAUSED, due_on=TODAY, safe_on=TODAY)
    assert (row.group, row.status.word) == ("No date", "Paused")
