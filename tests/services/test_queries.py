"""Pages, names and search."""

from __future__ import annotations

import datetime as dt

import pytest
from factories import K, claim, edit, letter, ref
from sqlalchemy.exc import DatabaseError

from casefile.domain.refs import RecordKind
from casefile.domain.values import Money, PartialDate
from casefile.errors import Ambiguous, UserError
from casefile.jobs import JobContext
from casefile.services.case import Case
from casefile.services.commands.records import AddRecords, DeleteRecords
from casefile.services.queries.history import History
from casefile.services.queries.info import CaseProfile
from casefile.services.queries.records import Count, Keys, Links, Order, Page, Records, Resolve, ResolveEver
from casefile.services.queries.search import Search


def awards(case: Case) -> None:
    values = [
        {"name": f"award {n % 4}",
        "amount": Money(n % 3 * 100) if n % 5 else None, "fiscal_year": n % 2 + 2016 if n % 7 else None,
         "accepted_on": PartialDate(f"2017-0{n % 9 + 1}") if n % 4 else None}
        for n in range(25)
    ]  # fmt: skip
    case.do(AddRecords([(K.AWARD, own) for own in values]))


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", ["id", "name", "amount", "fiscal_year", "accepted_on", "jurisdiction_id", "outward"])
def test_keyset_pages_are_the_list(case: Case, column: str, descending: bool) -> None:
    """Whatever the column holds, nothing included: pages put together are all records, once each, in order."""
    awards(case)
    order = Order(column, descending)
    found, after = [], None
    while page := case.ask(Page(K.AWARD, order, after, limit=7)):
        found += page
        after = order.key_of(page[-1])
    keys = case.ask(Keys(K.AWARD, order))
    assert [order.key_of(own) for own in found] == keys and len(keys) == 25 == case.ask(Count(K.AWARD))
    assert [id for _, id in keys] == [own.id for own in sorted(found, key=order.key_of, reverse=descending)]
    after_raw = keys[9]
    assert [own.id for own in case.ask(Page(K.AWARD, order, after_raw, limit=3))] == [id for _, id in keys[10:13]]


@pytest.mark.parametrize(("kind", "column"), [(K.DOCUMENT, "received_on"), (K.CUSTODY_ENTRY, "on"), (K.CLAIM, "side")])
def test_dates_and_choices_sort_as_well(case: Case, kind: RecordKind, column: str) -> None:
    case.batch("Import", (letter(n, day=dt.date(2017, 1, 1 + n * 7 % 5)) for n in range(9)), JobContext())
    case.do(AddRecords([(K.CUSTODY_ENTRY, {"item": "x", "on": dt.date(2017, 1, 9 - n)}) for n in range(5)]))
    case.do(claim("a", "local"))
    case.do(claim("b", "federal"))
    order = Order(column)
    first = case.ask(Page(kind, order, limit=2))
    rest = case.ask(Page(kind, order, order.key_of(first[-1])))
    assert [order.key_of(own) for own in (*first, *rest)] == case.ask(Keys(kind, order)) != []


def test_names(case: Case) -> None:
    names = ("Louisville, KY", "Ávila", "chicago", "Chicago")
    case.do(AddRecords([(K.JURISDICTION, {"name": name, "full_name": f"City of {name}"}) for name in names]))
    own = ref(case, K.JURISDICTION, 1)
    for name in (
        "1",
        own.uid,
        own.uid.upper(),
        str(own),
        "louisville, ky",
        " Louisville, KY ",
        "CITY OF LOUISVILLE, KY",
    ):
        assert case.ask(Resolve(K.JURISDICTION, name)) == own, name
    assert case.ask(Resolve(K.JURISDICTION, "Ávila")).id == 2
    with pytest.raises(Ambiguous) as caught:
        case.ask(Resolve(K.JURISDICTION, "CHICAGO"))
    assert len(caught.value.candidates) == 2 and "id 3, chicago" in str(caught.value)
    for name in ("", "9", "9" * 40, "Louis", "%", "x' OR '1'='1"):
        with pytest.raises(UserError, match="There is no jurisdiction"):
            case.ask(Resolve(K.JURISDICTION, name))


def test_a_number_that_is_also_an_id_is_ambiguous(case: Case) -> None:
    case.do(AddRecords([(K.EXHIBIT, {"number": "2", "title": "a"}), (K.EXHIBIT, {"number": "1", "title": "b"})]))
    with pytest.raises(Ambiguous):
        case.ask(Resolve(K.EXHIBIT, "1"))


def test_a_deleted_record_is_found_by_uid_alone(case: Case) -> None:
    case.do(claim("one"))
    own = ref(case, K.CLAIM, 1)
    case.do(DeleteRecords((own,)))
    assert case.ask(ResolveEver(K.CLAIM, own.uid)) == case.ask(ResolveEver(K.CLAIM, str(own))) == own
    for name in ("1", "one", "L-1"):
        with pytest.raises(UserError, match="There is no claim"):
            case.ask(ResolveEver(K.CLAIM, name))
    case.purge([own], "court order")
    with pytest.raises(UserError, match="There is no claim"):
        case.ask(ResolveEver(K.CLAIM, own.uid))


def test_conditions(case: Case) -> None:
    awards(case)
    assert len(case.ask(Records(K.AWARD, {"name": "award 1"}))) == 6
    assert {own.id for own in case.ask(Records(K.AWARD, {"amount": None}))} == {1, 6, 11, 16, 21}
    both = {"amount": Money(100), "accepted_on": PartialDate("2017-02")}
    assert [own.id for own in case.ask(Records(K.AWARD, both))] == [2, 20]
    assert [own.id for own in case.ask(Records(K.AWARD, {}, ("name", "id"), 2, 6))] == [25, 2]


def test_a_condition_on_json(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Chicago"})]))
    case.do(AddRecords([(K.POLICY, {"title": "Ordinance", "jurisdiction_id": 1})]))
    case.do(AddRecords([(K.CLAUSE, {"policy_id": 1, "label": "042(b)"})]))
    case.do(
        AddRecords([(K.ASSESSMENT, {"clause_id": 1, "subsection": "1373(a)", "tests": {"E2": "met", "E1": "met"}})])
    )
    assert case.ask(Records(K.ASSESSMENT, {"tests": {"E1": "met", "E2": "met"}}))
    assert not case.ask(Records(K.ASSESSMENT, {"tests": {}}))


def test_search_words_are_data(case: Case) -> None:
    case.do(letter(1, words="O'Brien paid 50% AND NOT e-mail under 8 U.S.C. § 1373(a)"))
    for words in ("O'Brien", "50%", "e-mail", 'AND "NOT"', "paid*", "8 U.S.C. § 1373", "§ 1373(a)", "o’brien"):
        assert case.ask(Search(words)).total == 1, words
    assert case.ask(Search("NEAR(")).total == 0
    for nothing in ("", "  ", "§", '"*'):
        with pytest.raises(UserError, match="nothing to look for"):
            case.ask(Search(nothing))
    assert case.ask(Search("paid NOT gone", advanced=True)).total == 1
    for wrong in ("AND", "paid AND", '"paid', "nocolumn:paid"):
        with pytest.raises(UserError, match="cannot be read"):
            case.ask(Search(wrong, advanced=True))


def test_search_finds_records_pages_and_their_places(case: Case) -> None:
    case.do(letter(1))
    case.do(claim("Détainer requests are voluntary"))
    (hit,) = case.ask(Search("detainer")).hits
    assert (hit.kind, hit.title, hit.page, hit.span) == (K.CLAIM, "Détainer requests are voluntary", None, None)
    (page,) = case.ask(Search("compliance", kind=K.DOCUMENT)).hits
    assert (page.page, page.span, page.snippet) == (1, (19, 29), "The city certifies compliance.")
    assert case.ask(Search("compliance", kind=K.CLAIM)).total == 0
    case.do(edit(case, K.CLAIM, 1, statement="Something else"))
    assert case.ask(Search("detainer")).total == 0
    case.undo()
    assert case.ask(Search("detainer")).total == 1


def test_a_kind_is_found_however_much_else_is(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.services.queries.search.SCAN", 3)
    case.batch("Import", (letter(n, words="detainer " * 9) for n in range(6)), JobContext())
    case.do(claim(f"One mention of a detainer in a long statement {'and more ' * 40}"))
    assert [hit.kind for hit in case.ask(Search("detainer", kind=K.CLAIM)).hits] == [K.CLAIM]
    assert {hit.kind for hit in case.ask(Search("detainer", kind=K.DOCUMENT)).hits} == {K.DOCUMENT}


def test_a_search_that_breaks_is_no_wrong_syntax(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.store.search.TABLE", "no_such_index")
    with pytest.raises(DatabaseError):
        case.ask(Search("word"))


def test_links_both_ways(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Chicago"})]))
    case.do(AddRecords([(K.CLAIM, {"statement": "one", "side": "local", "jurisdiction_id": 1})]))
    about = str(ref(case, K.CLAIM, 1))
    case.do(AddRecords([(K.NOTE, {"text": "ask", "about": about})]))
    found = [(link.field, link.record.kind, link.inward) for link in case.ask(Links(K.CLAIM, 1))]
    assert found == [("jurisdiction", K.JURISDICTION, False), ("", K.NOTE, True)]


def test_history_of_one_record_tells_of_no_other(case: Case) -> None:
    case.do(
        AddRecords([(K.CLAIM, {"statement": "one", "side": "local"}), (K.CLAIM, {"statement": "two", "side": "local"})])
    )
    case.do(edit(case, K.CLAIM, 2, statement="three"))
    steps = case.ask(History(ref(case, K.CLAIM, 1)))
    assert [(step.number, len(step.changes)) for step in steps] == [(2, 1)]
    assert [step.number for step in case.ask(History(before=3, limit=1))] == [2]


def test_the_profile_is_there_from_the_first(case: Case) -> None:
    assert case.ask(CaseProfile()).title == "round"


def test_a_search_while_typing_takes_the_last_word_as_a_beginning(case: Case) -> None:
    case.do(AddRecords([(K.JURISDICTION, {"name": "Philadelphia"})]))
    assert case.ask(Search("phila")).hits == ()
    assert [hit.title for hit in case.ask(Search("phila", prefix=True)).hits] == ["Philadelphia"]
