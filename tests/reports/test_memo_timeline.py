"""The deadline timeline: lanes, numbers, merged rows, spans, and what an as-of date hides."""

from __future__ import annotations

import datetime as dt

import pytest
from reports.memo_records import AS_OF, Records, computed, empty_world, marked_outward
from reports.memo_world import ModelWorld

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.values import PartialDate
from casefile.errors import UserError
from casefile.law.deadlines import stated
from casefile.reports.docket import Docket
from casefile.reports.gate import check
from casefile.reports.reading import text_of
from casefile.reports.render.text import to_text
from casefile.reports.report import Report, Table, plain
from casefile.reports.timeline import TimelineOptions, timeline
from casefile.reports.timeline_figure import Event, Flag, FlagState, Span, TimelineFigure

JUNE, OCTOBER = dt.date(2017, 6, 30), dt.date(2017, 10, 27)
OTHERS = ("Chicago", "New York City", "New Orleans", "Cook County", "Milwaukee County", "Clark County",
          "Miami-Dade County", "California")  # fmt: skip


def spring_round() -> ModelWorld:
    """The model's city and the eight others that got a letter on April 21, 2017."""
    world = ModelWorld()
    add = world.records.add
    for name in OTHERS:
        place = add(r.Jurisdiction, name=name)
        letter = add(
            r.Correspondence, title="Notice", jurisdiction_id=place.id, letter_on=PartialDate("2017-04-21"),
            letter_kind=e.LetterKind.DOCUMENT_REQUEST, sender_office="Office of Justice Programs",
        )  # fmt: skip
        add(
            r.Deadline, title=f"Reply of {name}", basis=e.Basis.STATED_DATE, jurisdiction_id=place.id,
            correspondence_id=letter.id, status=e.DeadlineStatus.MET, **computed(stated(JUNE)),
        )  # fmt: skip
        if name in ("Clark County", "Miami-Dade County"):
            add(
                r.Correspondence, title="Clearance", jurisdiction_id=place.id, letter_kind=e.LetterKind.CLEARANCE,
                letter_on=PartialDate("2017-08-01/2017-08-09"),
            )  # fmt: skip
    add(r.Filing, matter_id=1, title="Complaint", filed_on=dt.date(2017, 8, 30))
    elsewhere = add(r.Jurisdiction, name="Los Angeles")
    add(r.Deadline, title="Other round", jurisdiction_id=elsewhere.id, due_on=dt.date(2017, 12, 1))
    return world


def made(docket: Docket, **more: object) -> Report:
    settings: dict[str, object] = {"as_of": AS_OF, "today": AS_OF}
    return timeline(docket, TimelineOptions(**settings | more))  # type: ignore[arg-type]


def figure(report: Report) -> TimelineFigure:
    return next(block for block in report.blocks if isinstance(block, TimelineFigure))


def rows(report: Report) -> list[list[str]]:
    table = next(block for block in report.blocks if isinstance(block, Table))
    return [
        [getattr(cell, "word", None) or plain(cell).replace("\u00a0", " ") for cell in row.cells]  # type: ignore[arg-type]
        for row in table.rows
    ]


@pytest.fixture(scope="module")
def docket() -> Docket:
    return spring_round().docket()


@pytest.fixture(scope="module")
def report(docket: Docket) -> Report:
    return made(docket, jurisdiction_id=1)


def test_the_lanes_are_the_chosen_one_and_its_round(report: Report) -> None:
    assert [lane.label for lane in figure(report).lanes] == ["Philadelphia", *OTHERS]


def test_one_date_of_one_round_is_one_numbered_row(report: Report) -> None:
    assert rows(report)[0] == [
        "1", "Fri, Jun 30, 2017", "Replies to the April 21 letters", "Nine recipients", "Stated in letter",
        "Ex. 1, at 1 (reconstruction)", "1 answered and 8 met",
    ]  # fmt: skip
    flags = [mark for lane in figure(report).lanes for mark in lane.marks if isinstance(mark, Flag)]
    assert [flag.number for flag in flags].count(1) == 9


def test_rows_stand_in_order_of_safe_date_and_flags_carry_their_numbers(report: Report) -> None:
    assert [row[0] for row in rows(report)] == ["1", "2", "3"]
    flags = {mark.number: mark for mark in figure(report).lanes[0].marks if isinstance(mark, Flag)}
    assert {number: (flag.on, flag.state) for number, flag in flags.items()} == {
        1: (JUNE, FlagState.ANSWERED),
        2: (OCTOBER, FlagState.PASSED),
        3: (dt.date(2018, 1, 16), FlagState.AHEAD),
    }


def test_a_computed_date_says_how_it_moved(report: Report) -> None:
    assert rows(report)[2][4] == (
        "60 days later, a Sunday; January 14 is a Sunday, January 15 Martin Luther King Jr. Day: moved to Tuesday"
    )


def test_letters_filings_and_rulings_are_marks_of_their_kinds(report: Report) -> None:
    kinds = [(mark.kind, mark.on) for mark in figure(report).lanes[0].marks if isinstance(mark, Event)]
    assert ("Reply sent", dt.date(2017, 6, 22)) in kinds
    assert ("Court", dt.date(2017, 8, 30)) in kinds
    assert ("Court", dt.date(2017, 11, 15)) in kinds


def test_a_day_not_known_is_a_span(report: Report) -> None:
    spans = [mark for lane in figure(report).lanes for mark in lane.marks if isinstance(mark, Span)]
    assert spans == [Span(dt.date(2017, 8, 1), dt.date(2017, 8, 9), "Cleared")] * 2


def test_what_lies_before_the_first_letter_is_counted_not_drawn(report: Report) -> None:
    assert figure(report).first == dt.date(2017, 4, 21)
    assert "One earlier event is not drawn." in text_of(report)


def test_it_is_titled_by_its_round_and_lies_across(report: Report) -> None:
    assert report.subtitle.replace("\u00a0", " ") == "April 2017 letters under 8 U.S.C. § 1373"
    assert report.page.is_landscape


@pytest.mark.parametrize(("mode", "words"), [
    ("internal", "PRIVILEGED AND CONFIDENTIAL · ATTORNEY WORK PRODUCT · {}NOVEMBER 27, 2017"),
    ("client", "PRIVILEGED AND CONFIDENTIAL · ATTORNEY-CLIENT COMMUNICATION · {}NOVEMBER 27, 2017"),
    ("court", "{}NOVEMBER 27, 2017"),
])  # fmt: skip
def test_its_pages_say_draft_until_it_is_final(docket: Docket, mode: str, words: str) -> None:
    marked = marked_outward(docket)
    draft, final = (made(marked, jurisdiction_id=1, mode=mode, final=final) for final in (False, True))
    assert draft.privilege_line == words.format("DRAFT OF ")
    assert final.privilege_line == ("" if mode == "court" else words.format(""))
    assert to_text(draft).startswith(draft.privilege_line)
    assert "DRAFT" not in to_text(final)


def test_every_cite_leads_to_the_list_of_exhibits(report: Report) -> None:
    assert check(report) == ()


def test_without_a_jurisdiction_every_lane_with_a_mark_shows(docket: Docket) -> None:
    labels = [lane.label for lane in figure(made(docket)).lanes]
    assert labels == ["Philadelphia", *OTHERS, "Los Angeles"]


def test_what_happened_later_does_not_show(docket: Docket) -> None:
    early = made(docket, jurisdiction_id=1, as_of=dt.date(2017, 6, 1))
    assert [row[2] for row in rows(early)] == ["Replies to the April 21 letters"]
    marks = [mark for lane in figure(early).lanes for mark in lane.marks if not isinstance(mark, Flag)]
    assert all(mark.on <= dt.date(2017, 6, 1) for mark in marks if isinstance(mark, Event))
    assert not [mark for mark in marks if isinstance(mark, Span)]


def test_states_that_differ_are_counted_in_one_row() -> None:
    world = spring_round()
    late = next(one for one in world.records._tables["deadlines"] if one.title_text == "Reply of Chicago")
    world.records.change(late, status=e.DeadlineStatus.OPEN)
    assert rows(made(world.docket(), jurisdiction_id=1))[0][6] == "1 answered, 7 met, and 1 passed"


def test_a_date_not_known_stands_last_and_says_what_is_missing() -> None:
    world = spring_round()
    world.records.add(r.Deadline, title="Reply brief", jurisdiction_id=1, trigger_words="Service of the brief")
    last = rows(made(world.docket(), jurisdiction_id=1))[-1]
    assert last[1:3] == ["No date: service of the brief not entered", "Reply brief"]


def test_a_weekend_date_shows_its_safe_date() -> None:
    world = Records()
    world.add(r.Jurisdiction, name="Springfield")
    world.add(
        r.Deadline, title="Answer", basis=e.Basis.STATED_DATE, jurisdiction_id=1,
        **computed(stated(dt.date(2017, 12, 2))),
    )  # fmt: skip
    assert rows(made(world.docket()))[0][4] == "Stated in letter; safe date Dec. 1, 2017"


def test_an_empty_case_file_has_no_drawing_and_says_so() -> None:
    report = made(empty_world(), jurisdiction_id=1)
    assert "No deadline is entered." in text_of(report)
    assert not any(isinstance(block, TimelineFigure) for block in report.blocks)


def test_an_outward_timeline_needs_every_record_marked(docket: Docket) -> None:
    with pytest.raises(UserError, match="timeline cannot leave"):
        made(docket, jurisdiction_id=1, mode="public")
    out = made(marked_outward(docket), jurisdiction_id=1, mode="public")
    assert (out.privilege_line, out.footer_center) == ("DRAFT OF NOVEMBER 27, 2017", "")


def test_an_unknown_jurisdiction_is_refused(docket: Docket) -> None:
    with pytest.raises(UserError, match="jurisdiction"):
        made(docket, jurisdiction_id=99)


def test_a_sealed_letter_is_withheld_from_the_client_with_its_deadline_and_counted() -> None:
    world = spring_round()
    world.records.change(world.documents["2"], designation=e.Designation.SEALED)
    report = made(world.docket(), jurisdiction_id=1, mode="client")
    assert OCTOBER not in {mark.on for mark in figure(report).lanes[0].marks if isinstance(mark, Flag)}
    assert "One source is withheld (sealed); no sentence rests on it alone." in text_of(report)
