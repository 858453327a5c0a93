"""What a kind asks of its values, looked at inside the transaction that writes them."""

from __future__ import annotations

from typing import Any

import pytest
from factories import DAY, K, all_of, claim, edit, excerpt, get, letter, ref

from casefile.domain.records import RECORDS
from casefile.domain.refs import RecordKind
from casefile.domain.schema import FieldType, fields_of
from casefile.errors import UserError
from casefile.services.case import Case
from casefile.services.commands.records import NEVER_BY_HAND, AddRecords, EditMany


def put(case: Case, kind: RecordKind, **values: Any) -> Any:
    (own,) = case.do(AddRecords([(kind, values)])).refs
    return get(case, kind, own.uid)


@pytest.fixture
def ground(case: Case) -> Case:
    put(case, K.JURISDICTION, name="Chicago")
    put(case, K.POLICY, title="Ordinance", jurisdiction_id=1)
    put(case, K.CLAUSE, policy_id=1, label="042(b)")
    case.do(letter(1))
    put(case, K.CORRESPONDENCE, title="Inquiry")
    return case


def test_numbers_go_on_by_side_and_are_unique(ground: Case) -> None:
    numbers = [put(ground, K.CLAIM, statement="x", side=side).number for side in ("local", "federal", "local")]
    assert numbers == ["L-1", "F-1", "L-2"]
    assert put(ground, K.CLAIM, statement="x", side="local", number="L-7").number == "L-7"
    assert put(ground, K.CLAIM, statement="x", side="local").number == "L-8"
    demands = [put(ground, K.DEMAND, text="x", correspondence_id=1).number for _ in range(2)]
    exhibits = [put(ground, K.EXHIBIT, title="x").number for _ in range(2)]
    assert demands == ["D-1", "D-2"] and exhibits == ["1", "2"] and put(ground, K.QUESTION, text="x").number == "Q-1"
    for kind, number in ((K.CLAIM, "L-7"), (K.DEMAND, "D-1"), (K.EXHIBIT, "2")):
        with pytest.raises(UserError, match="already"):
            ground.do(AddRecords([(kind, {"number": number, "side": "local", "statement": "x"})]))
    with pytest.raises(UserError, match="already"):
        ground.do(edit(ground, K.EXHIBIT, 1, number="2"))
    assert ground.do(edit(ground, K.EXHIBIT, 1, number="1", title="y")).step


def test_a_link_has_one_source(ground: Case) -> None:
    ground.do(claim("one"))
    put(ground, K.FACT, statement="repealed")
    put(ground, K.AUTHORITY, title="Chicago v. Sessions", citation="264 F. Supp. 3d 933")
    support = put(ground, K.SUPPORT, claim_id=1, fact_id=1)
    for values in ({}, {"fact_id": 1, "authority_id": 1}):
        with pytest.raises(UserError, match="Exactly one of excerpt, fact, authority"):
            put(ground, K.SUPPORT, claim_id=1, **values)
    with pytest.raises(UserError, match="Exactly one"):
        ground.do(edit(ground, K.SUPPORT, support.id, authority_id=1))
    assert ground.do(edit(ground, K.SUPPORT, support.id, fact_id=None, authority_id=1)).step
    with pytest.raises(UserError, match="Exactly one of excerpt, authority"):
        put(ground, K.CITE, fact_id=1)


def test_a_claim_answers_another(ground: Case) -> None:
    ground.do(claim("one"))
    with pytest.raises(UserError, match="cannot answer itself"):
        put(ground, K.ANSWER, claim_id=1, target_id=1)


def test_one_assessment_for_a_clause_and_subsection(ground: Case) -> None:
    put(ground, K.ASSESSMENT, clause_id=1, subsection="1373(a)")
    other = put(ground, K.ASSESSMENT, clause_id=1, subsection="1373(b)(1)")
    with pytest.raises(UserError, match="has an assessment"):
        put(ground, K.ASSESSMENT, clause_id=1, subsection="1373(a)")
    with pytest.raises(UserError, match="has an assessment"):
        ground.do(edit(ground, K.ASSESSMENT, other.id, subsection="1373(a)"))
    assert ground.do(edit(ground, K.ASSESSMENT, other.id, reasons="x")).step


def test_one_profile(case: Case) -> None:
    with pytest.raises(UserError, match="one profile"):
        put(case, K.PROFILE, title="another")


def test_an_excerpt_has_the_words_of_its_page(ground: Case) -> None:
    quoted = put(ground, K.EXCERPT, document_id=1, page=1, text="certifies")
    assert (quoted.start, quoted.end, quoted.layer_id) == (9, 18, 1)
    ground.do(excerpt(1, 0, 3))
    assert get(ground, K.EXCERPT, 2).text == "The"
    for values in (
        {"page": 1, "text": "denies"}, {"page": 3, "text": "The"}, {"page": 1, "start": 5, "end": 5},
        {"page": 1, "start": 0, "end": 999}, {"page": 1, "start": -3, "end": 2},
        {"page": 1, "start": 0, "end": 3, "text": "the"},
        {"page": 1}, {"text": "The"},
    ):  # fmt: skip
        with pytest.raises(UserError):
            put(ground, K.EXCERPT, document_id=1, **values)
    ground.do(AddRecords([(K.NOTE, {"text": "x"})]))
    assert len(all_of(ground, K.EXCERPT)) == 2


@pytest.mark.parametrize("kind", [K.DOCUMENT, K.LAYER, K.PROPOSAL])
def test_what_an_import_makes_is_not_added_by_hand(case: Case, kind: RecordKind) -> None:
    with pytest.raises(UserError, match="not added by hand"):
        put(case, kind, title="x")


def test_required_fields(case: Case) -> None:
    with pytest.raises(UserError, match="A claim needs number and side and statement"):
        put(case, K.CLAIM)
    with pytest.raises(UserError, match="An authority needs title and citation"):
        put(case, K.AUTHORITY)
    case.do(claim("one"))
    with pytest.raises(UserError, match="A claim needs statement"):
        case.do(EditMany((ref(case, K.CLAIM, 1),), {"statement": " "}))


SAMPLE = {FieldType.TEXT: "x", FieldType.REFERENCE: 1, FieldType.DATE: DAY}
MORE = {K.SUPPORT: {"fact_id": 1}, K.CITE: {"authority_id": 1}, K.ANSWER: {"target_id": 2}, K.EXCERPT: {"end": 3}}
BY_HAND = [kind for kind in RecordKind if kind not in NEVER_BY_HAND | {K.PROFILE}]


@pytest.mark.parametrize("kind", BY_HAND)
def test_every_kind_is_added_with_its_required_fields_alone(ground: Case, kind: RecordKind) -> None:
    for side in ("local", "federal"):
        ground.do(claim("ground", side))
    put(ground, K.FACT, statement="ground")
    put(ground, K.AUTHORITY, title="ground", citation="1 U.S. 1")
    put(ground, K.MATTER, title="ground")
    put(ground, K.PERSON, name="ground")
    put(ground, K.TAG, name="ground")
    values: dict[str, Any] = {}
    for own in fields_of(RECORDS[kind]):
        if own.required and own.name not in ("number", "layer_id", "text" if kind is K.EXCERPT else ""):
            values[own.name] = next(iter(own.choices)) if own.choices else SAMPLE.get(own.type, 1)
    if kind is K.EXCERPT:
        values |= {"start": 0}
    made = put(ground, kind, **values | MORE.get(kind, {}))
    assert made.version == 1 and made.title_text is not None and ground.check(deep=True) == []
    assert ground.undo().label == f"Undo Add {kind.words}" and ground.check() == []


def test_a_number_taken_in_the_same_act_is_seen(ground: Case) -> None:
    rows = [(K.CLAIM, {"statement": str(n), "side": "local"}) for n in range(3)]
    ground.do(AddRecords(rows))
    assert [own.number for own in all_of(ground, K.CLAIM)] == ["L-1", "L-2", "L-3"]  # type: ignore[attr-defined]
    with pytest.raises(UserError, match="There is claim L-9 already"):
        ground.do(AddRecords([(K.CLAIM, {"statement": "x", "side": "local", "number": "L-9"})] * 2))
    assert len(all_of(ground, K.CLAIM)) == 3
