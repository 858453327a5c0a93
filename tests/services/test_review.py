"""What acceptance makes of a letter: each field once, in its place, and nothing that the letter does not say."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from factories import K, all_of, edit, get
from made_letters import Given, part, stored

from casefile.domain import enums as e
from casefile.domain.enums import Direction, LetterKind
from casefile.errors import UserError
from casefile.services.case import Case
from casefile.services.commands.decide import DecideProposals
from casefile.services.commands.records import AddRecords
from casefile.services.commands.review import AcceptProposals, RejectProposals
from casefile.services.intake import chosen
from casefile.services.queries.records import Count

RECEIPT = {"basis": "period-in-letter", "trigger": "within", "period": "30 days", "from": "receipt"}
DATED = RECEIPT | {"from": "letter_date"}
STATED = {"basis": "stated-date", "trigger": "no later than"}


def accepted(case: Case, page: str, *fields: Given, **more: Any) -> None:
    case.do(AcceptProposals(tuple(stored(case, page, part(page, fields, **more)))))


def ids_of(case: Case, name: str) -> tuple[int, ...]:
    return tuple(own.id for own in all_of(case, K.PROPOSAL) if own.name == name)  # type: ignore[attr-defined]


def only(case: Case, kind: K) -> Any:
    (own,) = all_of(case, kind)
    return own


# --- heads ---


def test_several_recipients_are_all_named_and_each_becomes_a_person(case: Case) -> None:
    page = "Jane Roe, Mayor. John Doe, Jr., Chief of Police. c/o Ann Counsel. Ann Smith, Director"
    accepted(
        case, page, ("recipient", "Jane Roe", "Jane Roe"), ("recipient_title", "Mayor", "Mayor"),
        ("recipient", "John Doe, Jr.", "John Doe, Jr."), ("recipient_title", "Chief of Police", "Chief of Police"),
        ("recipient_care_of", "Ann Counsel", "Ann Counsel"),
        ("signatory", "Ann Smith", "Ann Smith"), ("signatory_title", "Director", "Director"),
    )  # fmt: skip
    letter = only(case, K.CORRESPONDENCE)
    assert letter.recipient == "Jane Roe; John Doe, Jr."
    assert letter.recipient_title == "Mayor; Chief of Police"
    assert letter.care_of == "Ann Counsel"
    people = {own.title_text: own.title for own in all_of(case, K.PERSON)}  # type: ignore[attr-defined]
    assert people == {"Jane Roe": "Mayor", "John Doe, Jr.": "Chief of Police", "Ann Smith": "Director"}


def test_titles_that_cannot_be_matched_to_names_go_to_nobody(case: Case) -> None:
    page = "Jane Roe. John Doe, Chief of Police"
    accepted(
        case, page, ("recipient", "Jane Roe", "Jane Roe"), ("recipient", "John Doe", "John Doe"),
        ("recipient_title", "Chief of Police", "Chief of Police"),
    )  # fmt: skip
    assert {own.title_text: own.title for own in all_of(case, K.PERSON)} == {"Jane Roe": "", "John Doe": ""}  # type: ignore[attr-defined]


def test_a_second_value_of_any_head_is_kept(case: Case) -> None:
    page = "Re: Award A. Ref: File B. Office One, Office Two"
    accepted(
        case, page, ("reference", "Award A", "Award A"), ("reference", "File B", "File B"),
        ("sender_office", "Office One", "Office One"), ("sender_office", "Office Two", "Office Two"),
        ("copy_to", "Award A", "Award A"),
    )  # fmt: skip
    letter = only(case, K.CORRESPONDENCE)
    assert (letter.reference, letter.sender_office) == ("Award A", "Office One")
    assert letter.details == {"reference": ["File B"], "sender_office": ["Office Two"], "copy_to": ["Award A"]}


def test_a_letter_without_a_place_makes_none(case: Case) -> None:
    page = "April 21, 2017. To whom it may concern: send it by June 30, 2017."
    accepted(
        case, page, ("letter_date", "2017-04-21", "April 21, 2017"), ("deadline", "2017-06-30", "June 30, 2017", STATED)
    )
    assert case.ask(Count(K.JURISDICTION)) == 0
    assert only(case, K.CORRESPONDENCE).jurisdiction_id is only(case, K.DEADLINE).jurisdiction_id is None


def test_what_the_file_has_is_found_and_not_made_again(case: Case) -> None:
    """Also where letters beyond ASCII differ in case only as SQLite sees it."""
    case.do(AddRecords([
        (K.JURISDICTION, {"name": "Ávila", "state": "NM"}), (K.PARTY, {"name": "Élan Office"}),
        (K.PERSON, {"name": "Óscar Roe"}), (K.AWARD, {"name": "JAG", "award_number": "2016-DJ-BX-0217"}),
        (K.AUTHORITY, {"title": "Section 1373", "citation": "8 U.S.C. § 1373"}),
    ]))  # fmt: skip
    page = "Élan Office. Óscar Roe, Ávila, NM 2016-DJ-BX-0217 8 U.S.C. § 1373 and 8 U.S.C. § 1373 again"
    accepted(
        case, page, ("sender_office", "Élan Office", "Élan Office"), ("recipient", "Óscar Roe", "Óscar Roe"),
        ("jurisdiction", "Ávila, NM", "Ávila, NM"), ("award_number", "2016-DJ-BX-0217", "2016-DJ-BX-0217"),
        ("authority", "8 U.S.C. § 1373", "8 U.S.C. § 1373"), ("authority", "8 U.S.C. § 1373", "§ 1373 again"),
    )  # fmt: skip
    for kind in (K.JURISDICTION, K.PARTY, K.PERSON, K.AWARD, K.AUTHORITY, K.CITE, K.CORRESPONDENCE):
        assert case.ask(Count(kind)) == 1, kind
    assert only(case, K.CORRESPONDENCE).jurisdiction_id == 1


def test_a_city_is_not_the_state_of_the_same_name(case: Case) -> None:
    accepted(case, "to New York here", ("jurisdiction", "New York", "New York"))
    accepted(case, "to New York, NY there", ("jurisdiction", "New York, NY", "New York, NY"))
    accepted(case, "to New York now", ("jurisdiction", "New York", "New York"))
    found = [(own.full_name, own.type.value) for own in all_of(case, K.JURISDICTION)]  # type: ignore[attr-defined]
    assert found == [("New York", "state"), ("New York, NY", "city")]
    assert [own.jurisdiction_id for own in all_of(case, K.CORRESPONDENCE)] == [1, 2, 1]  # type: ignore[attr-defined]


def test_of_two_places_of_one_name_the_state_decides(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Springfield", "state": state}) for state in ("IL", "MA")]))
    accepted(case, "Springfield, MA", ("jurisdiction", "Springfield, MA", "Springfield, MA"))
    assert only(case, K.CORRESPONDENCE).jurisdiction_id == 2
    assert case.ask(Count(K.JURISDICTION)) == 2


def test_a_release_that_lists_places_belongs_to_none_of_them(case: Case) -> None:
    page = "Fairhaven, OH and Northgate, WA must respond by December 8, 2017. Award 2016-DJ-BX-0001"
    accepted(
        case, page, ("jurisdiction", "Fairhaven, OH", "Fairhaven, OH"),
        ("jurisdiction", "Northgate, WA", "Northgate, WA"),
        ("deadline", "2017-12-08", "December 8, 2017", STATED), ("award_number", "2016-DJ-BX-0001", "2016-DJ-BX-0001"),
        kind=LetterKind.PRESS_RELEASE,
    )  # fmt: skip
    assert case.ask(Count(K.JURISDICTION)) == 2
    for kind in (K.CORRESPONDENCE, K.DEADLINE, K.AWARD):
        assert only(case, kind).jurisdiction_id is None, kind


def test_a_direction_nobody_accepted_is_not_assumed(case: Case) -> None:
    """Accepting one sure field of a city's answer must not make it a federal letter."""
    page = "City of Marlow, May 1, 2017: on May 2, 2017, we answered."
    stored(
        case, page,
        part(
            page, [
                ("sender_office", "City of Marlow", "City of Marlow"), ("mentioned_date", "2017-05-02", "May 2, 2017"),
            ],
            direction=Direction.TO_FEDERAL,
        ),
    )  # fmt: skip
    case.do(AcceptProposals(ids_of(case, "sender_office") + ids_of(case, "mentioned_date"), by_person=False))
    assert only(case, K.CORRESPONDENCE).direction is e.Direction.OTHER
    assert only(case, K.PARTY).side is only(case, K.FACT).side is None
    case.do(AcceptProposals(ids_of(case, "direction")))
    assert only(case, K.CORRESPONDENCE).direction is e.Direction.TO_FEDERAL


def test_a_title_follows_what_is_accepted_until_a_person_gives_one(case: Case) -> None:
    page = "Office A to Jane Roe, Marlow, OR"
    stored(
        case,
        page,
        part(
            page,
            [
                ("sender_office", "Office A", "Office A"),
                ("recipient", "Jane Roe", "Jane Roe"),
                ("jurisdiction", "Marlow, OR", "Marlow, OR"),
            ],
        ),
    )
    titles = []
    for name in ("sender_office", "recipient", "jurisdiction"):
        case.do(AcceptProposals(ids_of(case, name)))
        titles.append(only(case, K.CORRESPONDENCE).title)
    assert titles == ["made", "Office A to Jane Roe, other", "Office A to Marlow, other"]
    case.do(edit(case, K.CORRESPONDENCE, 1, title="The April letter"))
    case.do(AcceptProposals(ids_of(case, "letter_kind")))
    assert only(case, K.CORRESPONDENCE).title == "The April letter"


# --- awards ---


def test_a_program_goes_to_the_letters_own_awards_only(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Marlow", "state": "OR"})]))
    case.do(AddRecords([(K.AWARD, {"name": "COPS hiring", "jurisdiction_id": 1})]))
    page = "Marlow, OR holds 2016-DJ-BX-0999 under the Byrne JAG Program"
    stored(
        case, page,
        part(page, [
            ("jurisdiction", "Marlow, OR", "Marlow, OR"), ("award_number", "2016-DJ-BX-0999", "2016-DJ-BX-0999"),
            ("program", "Byrne JAG", "Byrne JAG Program"),
        ]),
    )  # fmt: skip
    case.do(AcceptProposals(ids_of(case, "jurisdiction") + ids_of(case, "award_number")))
    case.do(AcceptProposals(ids_of(case, "program")))
    assert [(own.name, own.program) for own in all_of(case, K.AWARD)] == [  # type: ignore[attr-defined]
        ("COPS hiring", ""), ("Award 2016-DJ-BX-0999", "Byrne JAG"),
    ]  # fmt: skip


def test_two_programs_are_given_to_no_award(case: Case) -> None:
    page = "2016-DJ-BX-0999 under the Byrne JAG Program and the COPS Program"
    accepted(
        case, page, ("award_number", "2016-DJ-BX-0999", "2016-DJ-BX-0999"),
        ("program", "Byrne JAG", "Byrne JAG Program"), ("program", "COPS", "COPS Program"),
    )  # fmt: skip
    assert (only(case, K.AWARD).program, only(case, K.AWARD).fiscal_year) == ("", 2016)
    assert only(case, K.CORRESPONDENCE).details["program"] == ["Byrne JAG", "COPS"]


# --- deadlines and demands ---


def test_two_deadlines_leave_the_demand_to_a_person(case: Case) -> None:
    page = "Send the list by June 30, 2017, and the opinion by July 14, 2017."
    accepted(
        case, page, ("deadline", "2017-06-30", "June 30, 2017", STATED),
        ("deadline", "2017-07-14", "July 14, 2017", STATED),
        ("demand", "Send the list", "Send the list"),
    )  # fmt: skip
    assert [own.due_on.isoformat() for own in all_of(case, K.DEADLINE)] == ["2017-06-30", "2017-07-14"]  # type: ignore[attr-defined]
    assert only(case, K.DEMAND).deadline_id is None


def test_one_deadline_takes_the_demand(case: Case) -> None:
    page = "Send the list by June 30, 2017."
    accepted(
        case, page, ("demand", "Send the list", "Send the list"), ("deadline", "2017-06-30", "June 30, 2017", STATED)
    )
    demand = only(case, K.DEMAND)
    assert (demand.deadline_id, demand.number, demand.gist) == (only(case, K.DEADLINE).id, "D-1", "Send the list")


PERIOD_PAGE = "April 21, 2017. Answer within 30 days of the date of this letter."


@pytest.mark.parametrize("order", [("letter_date", "deadline"), ("deadline", "letter_date")])
def test_a_period_from_the_letters_date_is_counted_whichever_is_accepted_first(
    case: Case, order: tuple[str, str]
) -> None:
    fields: list[Given] = [
        ("letter_date", "2017-04-21", "April 21, 2017"), ("deadline", "2017-05-21", "within 30 days", DATED),
    ]  # fmt: skip
    stored(case, PERIOD_PAGE, part(PERIOD_PAGE, fields))
    for name in order:
        case.do(AcceptProposals(ids_of(case, name)))
    own = only(case, K.DEADLINE)
    assert (own.trigger_on, own.due_on, own.safe_on) == (
        dt.date(2017, 4, 21),
        dt.date(2017, 5, 21),
        dt.date(2017, 5, 19),
    )
    assert [step["date"] for step in own.computation["steps"]][-1] == "2017-05-21"


def test_a_day_that_a_person_set_right_is_kept(case: Case) -> None:
    """Given a period that was misread, when the proposal's day is edited before it is accepted, the edit stands."""
    fields: list[Given] = [
        ("letter_date", "2017-04-21", "April 21, 2017"), ("deadline", "2017-05-21", "within 30 days", DATED),
    ]  # fmt: skip
    stored(case, PERIOD_PAGE, part(PERIOD_PAGE, fields))
    (id_,) = ids_of(case, "deadline")
    case.do(edit(case, K.PROPOSAL, id_, value=DATED | {"value": "2017-05-26"}))
    case.do(AcceptProposals((*ids_of(case, "letter_date"), id_)))
    own = only(case, K.DEADLINE)
    assert (own.due_on, own.safe_on, own.basis) == (
        dt.date(2017, 5, 26),
        dt.date(2017, 5, 26),
        e.Basis.PERIOD_IN_LETTER,
    )


def test_a_receipt_known_before_starts_the_period(case: Case) -> None:
    page = "April 21, 2017. Answer within 30 days of receipt."
    fields: list[Given] = [
        ("letter_date", "2017-04-21", "April 21, 2017"),
        ("deadline", None, "within 30 days", RECEIPT),
    ]
    stored(case, page, part(page, fields))
    case.do(AcceptProposals(ids_of(case, "letter_date")))
    case.do(edit(case, K.CORRESPONDENCE, 1, received_on=dt.date(2017, 4, 28)))
    case.do(AcceptProposals(ids_of(case, "deadline")))
    own = only(case, K.DEADLINE)
    assert (own.trigger_on, own.due_on, own.safe_on) == (
        dt.date(2017, 4, 28),
        dt.date(2017, 5, 28),
        dt.date(2017, 5, 26),
    )


def test_a_period_from_another_event_has_no_day(case: Case) -> None:
    page = "April 21, 2017. Answer within 10 days of our next notice."
    more = RECEIPT | {"from": "other", "period": "10 days"}
    accepted(case, page, ("letter_date", "2017-04-21", "April 21, 2017"), ("deadline", None, "within 10 days", more))
    own = only(case, K.DEADLINE)
    assert (own.due_on, own.safe_on, own.trigger_on, own.period, own.computation) == (None, None, None, "10 days", {})


@pytest.mark.parametrize("runs_from", ["letter_date", "receipt"])
def test_hours_from_a_day_wait_for_a_person(case: Case, runs_from: str) -> None:
    """Given hours and no clock to count them from, the deadline is kept without a day, and a receipt can be entered."""
    page = "April 21, 2017. Answer within 48 hours."
    more = RECEIPT | {"period": "48 hours", "from": runs_from}
    accepted(case, page, ("letter_date", "2017-04-21", "April 21, 2017"), ("deadline", None, "within 48 hours", more))
    case.do(edit(case, K.CORRESPONDENCE, 1, received_on=dt.date(2017, 4, 24)))
    own = only(case, K.DEADLINE)
    assert (own.due_on, own.period) == (None, "48 hours")


# --- the whole ---


def test_parts_of_a_packet_are_letters_of_their_own(case: Case) -> None:
    page = "Office A to Marlow, OR April 21, 2017 ---- Office B to Northgate, WA May 5, 2017"
    first = part(page, [
        ("sender_office", "Office A", "Office A"), ("jurisdiction", "Marlow, OR", "Marlow, OR"),
        ("letter_date", "2017-04-21", "April 21, 2017"),
    ], parts=2)  # fmt: skip
    second = part(page, [
        ("sender_office", "Office B", "Office B"), ("jurisdiction", "Northgate, WA", "Northgate, WA"),
        ("letter_date", "2017-05-05", "May 5, 2017"),
    ], number=2, parts=2)  # fmt: skip
    case.do(AcceptProposals(tuple(stored(case, page, first, second))))
    letters: list[Any] = list(all_of(case, K.CORRESPONDENCE))
    assert [(own.part, own.title, str(own.letter_on), own.jurisdiction_id) for own in letters] == [
        (1, "Office A to Marlow, inquiry", "2017-04-21", 1), (2, "Office B to Northgate, inquiry", "2017-05-05", 2),
    ]  # fmt: skip
    opened = [get(case, K.EXCERPT, own.excerpt_id).text for own in letters]
    assert opened == ["April 21, 2017", "May 5, 2017"]


def test_accepting_again_makes_nothing(case: Case) -> None:
    page = "Send the list by June 30, 2017."
    ids = stored(
        case,
        page,
        part(page, [("demand", "Send the list", "Send the list"), ("deadline", "2017-06-30", "June 30, 2017", STATED)]),
    )
    case.do(AcceptProposals(tuple(ids)))
    before = case.ask(Count(K.DEMAND)), case.ask(Count(K.DEADLINE)), case.ask(Count(K.EXCERPT))
    assert not case.do(AcceptProposals(tuple(ids))).refs
    assert (case.ask(Count(K.DEMAND)), case.ask(Count(K.DEADLINE)), case.ask(Count(K.EXCERPT))) == before


def test_every_proposal_names_the_record_that_it_made(case: Case) -> None:
    page = "8 U.S.C. § 1373. Send the list by June 30, 2017. On May 2, 2017, we wrote."
    accepted(
        case, page, ("authority", "8 U.S.C. § 1373", "8 U.S.C. § 1373"), ("demand", "Send the list", "Send the list"),
        ("deadline", "2017-06-30", "June 30, 2017", STATED), ("mentioned_date", "2017-05-02", "May 2, 2017"),
    )  # fmt: skip
    known = {str(own.ref) for kind in K for own in all_of(case, kind)}
    made = {own.name: own.made for own in all_of(case, K.PROPOSAL)}  # type: ignore[attr-defined]
    assert set(made.values()) <= known
    assert [made[name].partition(":")[0] for name in ("authority", "demand", "deadline", "mentioned_date")] == [
        "authority", "demand", "deadline", "fact",
    ]  # fmt: skip
    fact = only(case, K.FACT)
    assert (fact.statement, fact.dated_on.edtf) == ("On May 2, 2017, we wrote.", "2017-05-02")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("letter_date", "2017-02-30"), ("letter_date", None), ("letter_kind", "love-letter"), ("direction", "up"),
        ("deadline", "soon"), ("deadline", 7), ("mentioned_date", "May"), ("authority", None), ("jurisdiction", " "),
        ("award_number", None),
    ],
)  # fmt: skip
def test_a_value_that_cannot_become_a_record_is_refused_in_a_sentence(case: Case, name: str, value: object) -> None:
    """Given a proposal edited to nonsense, acceptance says so, and nothing of the act is left."""
    page = "April 21, 2017 Marlow, OR 2016-DJ-BX-0999 8 U.S.C. § 1373 by June 30, 2017, on May 2, 2017"
    fields: list[Given] = [
        ("letter_date", "2017-04-21", "April 21, 2017"), ("deadline", "2017-06-30", "June 30, 2017", STATED),
        ("mentioned_date", "2017-05-02", "May 2, 2017"), ("authority", "8 U.S.C. § 1373", "8 U.S.C. § 1373"),
        ("jurisdiction", "Marlow, OR", "Marlow, OR"), ("award_number", "2016-DJ-BX-0999", "2016-DJ-BX-0999"),
    ]  # fmt: skip
    ids = stored(case, page, part(page, fields))
    (id_,) = ids_of(case, name)
    case.do(edit(case, K.PROPOSAL, id_, value={"value": value}))
    with pytest.raises(UserError):
        case.do(AcceptProposals(tuple(ids)))
    assert case.ask(Count(K.CORRESPONDENCE)) == case.ask(Count(K.DEADLINE)) == case.ask(Count(K.AUTHORITY)) == 0


def test_a_person_decides_a_letter_in_one_act(case: Case) -> None:
    page = "Send the list by June 30, 2017."
    demand, due = stored(case, page, part(page, [
        ("demand", "Send the list", "Send the list"), ("deadline", "2017-06-30", "June 30, 2017", STATED),
    ]))[2:]  # fmt: skip
    case.do(DecideProposals((due,), (demand,)))
    assert not only(case, K.DEADLINE).unreviewed
    assert case.ask(Count(K.DEMAND)) == 0
    case.undo()
    assert {own.status for own in all_of(case, K.PROPOSAL)} == {e.ProposalStatus.OPEN}  # type: ignore[attr-defined]
    assert case.ask(Count(K.DEADLINE)) == case.ask(Count(K.CORRESPONDENCE)) == 0


def test_a_rejected_proposal_can_still_be_accepted(case: Case) -> None:
    page = "Send the list by June 30, 2017."
    ids = tuple(stored(case, page, part(page, [("deadline", "2017-06-30", "June 30, 2017", STATED)])))
    case.do(RejectProposals(ids))
    case.do(AcceptProposals(ids[-1:]))
    assert case.ask(Count(K.DEADLINE)) == 1


def test_what_rests_on_a_hidden_record_is_made_anew(case: Case) -> None:
    """A sequestered person is not shown again by a letter that names them."""
    case.do(AddRecords([(K.PERSON, {"name": "Jane Roe", "sequestered": True})]))
    accepted(case, "Jane Roe", ("recipient", "Jane Roe", "Jane Roe"))
    assert only(case, K.PERSON).id == 2


# --- what a command accepts by itself ---


@pytest.mark.parametrize(("confidence", "sure"), [(0.95, True), (0.9499, False), (0.949, False), (1.0, True)])
def test_sure_is_ninety_five_and_not_rounded_up_to_it(case: Case, confidence: float, sure: bool) -> None:
    page = "April 21, 2017"
    ids = stored(case, page, part(page, [("letter_date", "2017-04-21", page)], sure=confidence))
    with case._store.reading() as session:
        assert chosen(session, ids, "sure") == ([ids[-1]] if sure else [])


def test_nothing_of_a_letter_with_a_warning_is_sure(case: Case) -> None:
    page = "April 21, 2017 May 5, 2017"
    first = part(page, [("letter_date", "2017-04-21", "April 21, 2017")], parts=2, warnings=("The scan is bad.",))
    second = part(page, [("letter_date", "2017-05-05", "May 5, 2017")], number=2, parts=2)
    ids = stored(case, page, first, second)
    with case._store.reading() as session:
        assert chosen(session, ids, "sure") == [ids[-1]]
