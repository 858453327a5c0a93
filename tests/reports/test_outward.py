"""What leaves the office: only what a person marked, and the paper says so when that is not all."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from reports.memo_records import AS_OF, Records, marked_outward, options
from reports.memo_world import ModelWorld

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.schema import FieldType, Record, fields_of
from casefile.domain.values import PartialDate
from casefile.errors import UserError
from casefile.reports.docket import TABLES, Docket
from casefile.reports.memo import memo
from casefile.reports.reading import text_of
from casefile.reports.render.text import to_text
from casefile.reports.report import Report
from casefile.reports.timeline import TimelineOptions, timeline

OUTWARD = ["opposing", "court", "public"]
NEEDLE = "zzneedle"
KEYS = {"sha256", "about", "rule_key", "period"}  # words that the program goes by, not a person's


def made_memo(docket: Docket, mode: str) -> Report:
    return memo(docket, options(docket, mode=mode))


def made_timeline(docket: Docket, mode: str) -> Report:
    return timeline(docket, TimelineOptions(AS_OF, AS_OF, 1, mode))


def made_timeline_of_all(docket: Docket, mode: str) -> Report:
    return timeline(docket, TimelineOptions(AS_OF, AS_OF, None, mode))


PAPERS: list[Callable[[Docket, str], Report]] = [made_memo, made_timeline, made_timeline_of_all]


def letter_world() -> Docket:
    """A city, a letter with its demand and date, a fact: no award."""
    world = Records()
    city = world.add(r.Jurisdiction, name="Marlow", full_name="City of Marlow", defined_term="the City")
    paper = world.exhibit("1", "Notice to Marlow", dated_on=PartialDate("2017-04-21"), kind="letter")
    words = world.excerpt(paper, 1)
    letter = world.add(
        r.Correspondence, title="Notice", jurisdiction_id=city.id, document_id=paper.id, excerpt_id=words.id,
        letter_on=PartialDate("2017-04-21"), letter_kind=e.LetterKind.DOCUMENT_REQUEST, sender_office="Office A",
    )  # fmt: skip
    due = world.add(
        r.Deadline, title="Answer the notice", jurisdiction_id=city.id, correspondence_id=letter.id,
        basis=e.Basis.STATED_DATE, excerpt_id=words.id, due_on=AS_OF, safe_on=AS_OF,
    )  # fmt: skip
    world.add(
        r.Demand, number="1", text="the list", gist="the list", correspondence_id=letter.id, deadline_id=due.id,
        jurisdiction_id=city.id,
    )  # fmt: skip
    fact = world.add(r.Fact, statement="The City keeps a list.", jurisdiction_id=city.id, topic=e.Topic.PRACTICE)
    world.cite(fact, words)
    world.add(r.Fact, statement="The City keeps another list.", jurisdiction_id=city.id, topic=e.Topic.PRACTICE)
    return world.docket(history_head="3f9a1c77d2", steps=412)


@cache
def marked_world() -> Docket:
    """The model's case file with a filing, all of it marked."""
    world = ModelWorld()
    world.records.add(r.Filing, matter_id=1, title="Complaint", filed_on=AS_OF)
    return marked_outward(world.docket())


def with_record(docket: Docket, record: Record) -> Docket:
    """The docket with another version of one record."""
    name = next(name for name in TABLES if any(one.ref == record.ref for one in getattr(docket, name)))
    table: Any = tuple(record if one.ref == record.ref else one for one in getattr(docket, name))
    return dataclasses.replace(docket, **{name: table})


def some() -> Iterator[Record]:
    """The first and the last record of every kind but those that need no mark."""
    for name in TABLES:
        found = [one for one in getattr(marked_world(), name) if not isinstance(one, r.Cite)]
        yield from found[:1] + found[1:][-1:]


def tried(make: Callable[[Docket, str], Report], docket: Docket) -> tuple[Report | None, str]:
    """The paper for a court, or why there is none."""
    try:
        return make(docket, "court"), ""
    except UserError as error:
        return None, str(error)


@pytest.mark.parametrize("mode", OUTWARD)
@pytest.mark.parametrize("make", PAPERS)
def test_a_file_in_which_nothing_is_marked_makes_no_paper(make: Callable[[Docket, str], Report], mode: str) -> None:
    with pytest.raises(UserError, match=r"cannot leave the office: not marked outward are .*“Notice to Marlow”"):
        make(letter_world(), mode)


@pytest.mark.parametrize("make", PAPERS)
def test_what_is_marked_whole_goes_out_bare(make: Callable[[Docket, str], Report]) -> None:
    text = to_text(make(marked_outward(letter_world()), "court"))
    assert "DRAFT OF NOVEMBER 27, 2017" in text
    assert "Marlow" in text and "Nov" in text
    for words in ("PRIVILEGED", "WORK PRODUCT", "Record history", "3f9a1c77d2"):
        assert words not in text


@pytest.mark.parametrize("table", ["jurisdictions", "documents", "excerpts", "exhibits", "correspondence", "deadlines",
                                   "demands", "facts"])  # fmt: skip
def test_one_record_not_marked_is_named(table: str) -> None:
    """Also where it shows without being said: a lane, an exhibit's title, a question about a fact without source."""
    docket = marked_outward(letter_world())
    for record in getattr(docket, table):
        hidden = with_record(docket, dataclasses.replace(record, outward=False))
        name = record.number if table == "demands" else record.title_text
        with pytest.raises(UserError, match=f"not marked outward is {record.kind.words} “{name}”"):
            made_memo(hidden, "court")


def test_a_timeline_names_its_lane() -> None:
    docket = marked_outward(letter_world())
    hidden = with_record(docket, dataclasses.replace(docket.jurisdictions[0], outward=False))
    for make in (made_timeline, made_timeline_of_all):
        with pytest.raises(UserError, match="not marked outward is jurisdiction “Marlow”"):
            make(hidden, "public")


def test_no_word_of_a_record_that_nobody_marked_leaves() -> None:
    """Given all records marked but one, which alone holds a word, that word is in no paper that leaves.

    The paper is refused, or does without the record; both must happen, or this shows nothing.
    """
    docket, outcomes = marked_world(), {make: set[str]() for make in PAPERS}
    for record in some():
        words: dict[str, Any] = {
            field.name: f"{getattr(record, field.name)} {NEEDLE}".strip()
            for field in fields_of(type(record))
            if field.type is FieldType.TEXT
            and field.name not in KEYS
            and (record.kind, field.name) != (r.Slot.kind, "name")
        }
        hidden = with_record(docket, dataclasses.replace(record, **words, outward=False))
        for make in PAPERS:
            report, refusal = tried(make, hidden)
            outcomes[make].add("made" if report else "refused")
            if report is None:
                assert record.kind.words in refusal, record
            else:
                assert NEEDLE not in to_text(report), record
                assert NEEDLE not in repr(report), record
    assert all(found == {"refused", "made"} for found in outcomes.values())


def test_a_standing_that_rests_on_an_unmarked_support_does_not_leave() -> None:
    docket = marked_world()
    support = next(one for one in docket.supports if one.claim_id == 2)
    with pytest.raises(UserError, match="not marked outward is support “of L-1”"):
        made_memo(with_record(docket, dataclasses.replace(support, outward=False)), "court")


def test_a_later_authority_that_nobody_marked_is_not_even_counted() -> None:
    docket = marked_world()
    later = r.Authority(
        id=99, uid="late", version=1, title="Needle v. Needle", citation="1 F.4th 1", decided_on=PartialDate("2019")
    )
    more = dataclasses.replace(docket, authorities=(*docket.authorities, later))
    assert "later" not in to_text(made_memo(more, "court")).partition("Questions presented")[0]
    assert "One later authority" in to_text(made_memo(more, "internal"))


def test_the_title_of_the_file_stays_unless_it_is_marked() -> None:
    docket = marked_outward(letter_world())
    assert "Letters of 2017" not in repr(made_timeline_of_all(docket, "public"))
    marked = dataclasses.replace(docket, profile=dataclasses.replace(docket.profile, outward=True))
    assert "Letters of 2017" in repr(made_timeline_of_all(marked, "public"))


def test_a_paper_that_is_privileged_is_withheld_and_counted_whoever_marked_it() -> None:
    docket = marked_outward(ModelWorld().docket())
    privileges = {True: e.Privilege.WORK_PRODUCT, False: e.Privilege.NONE}
    papers = tuple(dataclasses.replace(one, privilege=privileges[one.second_hand]) for one in docket.documents)
    outward = dataclasses.replace(docket, documents=papers)
    text = text_of(memo(outward, options(outward, mode="public"))).replace("\u00a0", " ")
    assert "One source is withheld (privileged); no sentence rests on it alone." in text
    assert "Ex. 8" not in text


def test_an_outward_memo_goes_out_once_everything_is_marked_and_bears_no_privilege_line() -> None:
    outward = marked_outward(ModelWorld().docket())
    made = memo(outward, options(outward, mode="court"))
    assert (made.privilege_line, made.footer_center) == ("DRAFT OF NOVEMBER 27, 2017", "")
    assert "Record history" not in text_of(made)
    assert "PRIVILEGED" not in to_text(made).upper()
