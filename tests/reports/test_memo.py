"""The memo of the model's case file against the model's own sentences."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from reports.memo_records import CHECKED, computed, options
from reports.memo_world import ModelWorld

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.domain.values import Money, PartialDate
from casefile.errors import UserError
from casefile.law.deadlines import period_in_letter
from casefile.reports.docket import Docket
from casefile.reports.gate import check
from casefile.reports.memo import memo
from casefile.reports.memo_checks import memo_checks
from casefile.reports.reading import sentences_of, text_of
from casefile.reports.report import Grid, Heading, ItemList, KeptText, Paragraph, Report, Table, plain
from casefile.reports.report import flow as flow_of


def said(report: Report, key: str) -> str:
    """The sentences of one Part, heads and tables included, with plain spaces."""
    parts: list[str] = []
    for section in report.sections:
        if section.key != key:
            continue
        for block in section.blocks:
            match block:
                case Heading():
                    parts.append(f"{block.number} {plain(block.text)}")
                case Paragraph():
                    parts.append(plain(flow_of(block.sentences, block.lead)))
                case ItemList():
                    parts += [
                        f"{item.label} {plain(flow_of(item.sentences, item.lead))}".strip() for item in block.items
                    ]
                case Table():
                    parts += [" | ".join(_cell(cell) for cell in row.cells) for row in block.rows]
                case Grid():
                    parts += [f"{row.label}: {plain(row.text)}" for row in block.rows]
                case _:
                    parts.append(" ".join(one.words for one in sentences_of(block)))
    return "\n".join(parts).replace("\u00a0", " ")


def _cell(cell: object) -> str:
    return getattr(cell, "word", None) or getattr(cell, "text", None) or plain(cell)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def docket() -> Docket:
    return ModelWorld().docket()


@pytest.fixture(scope="module")
def report(docket: Docket) -> Report:
    return memo(docket, options(docket))


SENTENCES = [
    ("head", "To: City Solicitor, City of Philadelphia"),
    ("head", "From: [Author], [title]"),
    ("head", "Date: November 27, 2017"),
    ("head", "Re: Executive Order 5-16 (unverified) under 8 U.S.C. § 1373; Byrne JAG awards, FY2016 and FY2017"),
    ("head", "Law, facts, and deadlines are as of November 27, 2017."),
    ("I", "I. Questions presented"),
    ("I", "Clause 1, § 1373(a). Executive Order 5-16 of January 4, 2016 (unverified) (the “Order”), of the City of "
     "Philadelphia (the “City”), bars holding a person on a civil immigration detainer, with one exception (“Clause "
     "1”). Does Clause 1 “prohibit, or in any way restrict,” a City official"),
    ("I", "“information regarding the citizenship or immigration status” of any individual? 8 U.S.C. § 1373(a)."),
    ("I", "Clause 2, § 1373(a). The Order bars telling those authorities of a person’s release, with the same "
     "exception (“Clause 2”). Does Clause 2 so restrict a City official or entity? 8 U.S.C. § 1373(a)."),
    ("I", "Clause 2, § 1373(b)(1). Does Clause 2 so restrict a City entity from sending, requesting, or receiving "
     "“information regarding the immigration status” of any individual? 8 U.S.C. § 1373(b)(1)."),
    ("II", "No. Clause 1 governs custody; § 1373(a) governs information. Our finding: Outside the text."),
    ("II", "Probably not. A release date states no one’s status."),
    ("II", "Probably not. The same dispute decides it, and § 1373(b) protects entities, not officials. Our finding: "
     "Arguable."),
    ("III", "Subsection (a) provides:"),
    ("III", "The “Immigration and Naturalization Service” is read today as the Department of Homeland Security. "
     "6 U.S.C. § 557 (unverified)."),
    ("III", "A Byrne JAG applicant certifies that it “will comply with all provisions of this part and all other "
     "applicable Federal laws.” 34 U.S.C. § 10153(a)(5)(D) (unverified)."),
    ("III", "On July 7, 2016, the Department of Justice (the “Department”) named § 1373 an applicable federal law for "
     "JAG. Ex. 3, at 1."),
    ("III", "FY2016 awards carry a § 1373 certification as a special condition. Ex. 1, at 1 (reconstruction)."),
    ("III", "The conditions of the FY2017 Byrne JAG award are not entered."),
    ("III", "April 21, 2017, Office of Justice Programs (“OJP”) to City. Ex. 1, at 1. | D-1: documents that validate "
     "compliance. D-2: counsel’s official legal opinion. | June 30, 2017 | Ex. 9"),
    ("III", "June 22, 2017, City Solicitor to Acting Director, Bureau of Justice Assistance. Ex. 9, at 1–3. | Affirms "
     "commitment to the grant program; explains community trust; reads § 1373 as a single mandate. | None | –"),
    ("III", "October 11, 2017, OJP to City. Ex. 2, at 1–2 (reconstruction). Released October 12. Ex. 12, at 1. | "
     "Calls itself preliminary. D-3: additional evidence. D-4: how the policy is interpreted and communicated. | "
     "October 27, 2017 | Not entered"),
    ("III", "Receipt dates and any final determination: Not entered."),
    ("IV", "The Mayor issued the Order. Ex. 4, at 1. Its draft text bars detainer holds and release notices unless "
     "there are both a judicial warrant and a conviction for a first- or second-degree violent felony. Ex. 4, at 1. "
     "No savings clause is recorded in the draft. Ex. 4, at 1–2. The signed Order is not entered."),
    ("IV", "The federal side says that the City does not tell U.S. Immigration and Customs Enforcement (“ICE”) of "
     "releases. Ex. 2, at 1; Ex. 8, at 1. The City says that it uploads to databases that ICE can read. Ex. 8, at 1."),
    ("IV", "On November 15, 2017, the district court granted the City a preliminary injunction. City of Philadelphia "
     "v. Sessions, 280 F. Supp. 3d 579 (E.D. Pa. 2017)."),
    ("V", "“Met” means that an element of a violation is shown, not that there is a violation. Tests E5 and E8 are "
     "not in issue. E12 and E13 are in Part VI."),
    ("V", "A. Clause 1 under § 1373(a): detainer holds"),
    ("V", "E1 Actor, E2 Verb | The Mayor, a local official, bars holds, with one exception. | Met | Ex. 4, at 1"),
    ("V", "E4 Act, E6 Information | Holding neither sends nor receives, and conveys nothing. | Not met | "
     "8 U.S.C. § 1373(a); Ex. 4, at 1"),
    ("V", "Text. Section 1373(a) protects “sending” and “receiving.” 8 U.S.C. § 1373(a)."),
    ("V", "An official can decline a hold and still send status."),
    ("V", "Controlling precedent. In this circuit a detainer is a request, not a command. Galarza v. Szalczyk, 745 "
     "F.3d 634 (3d Cir. 2014) (unverified). The case file records no holding in Galarza (unverified) on § 1373."),
    ("V", "Counter-argument (F-1). Refusing detainers obstructs detention."),
    ("V", "Jessica Vaughan, director of policy studies at the Center for Immigration Studies, said in spring 2017 "
     "that deliberately hindering ICE by ignoring all detainers and requests is “probably” a violation. Ex. 11, at 1."),
    ("V", "Our answer (L-1). To obstruct other statutes is not to restrict information."),
    ("V", "Vaughan’s statement is opinion and proves no fact."),
    ("V", "Conclusion. Outside the text. F-1 is Unsupported: it has no admissible support."),
    ("V", "B. Clause 2 under § 1373(a): release notice"),
    ("V", "E1 Actor, E2 Verb, E3 Protected actor, E4 Act | The Mayor, a local official, bars City officials from "
     "sending notice, with one exception. | Met | Ex. 4, at 1"),
    ("V", "E6 Information, E7 “Regarding” | A release date; two readings, neither settled. | Disputed | "
     "8 U.S.C. § 1373(a); Ex. 2, at 1"),
    ("V", "E9 Savings clause | None recorded; signed Order not entered. | Unknown | Ex. 4, at 1–2"),
    ("V", "Text. Section 1373(a) reaches information “regarding” status. 8 U.S.C. § 1373(a)."),
    ("V", "The upload, if proved, shows that some City data reach ICE, not that release dates do."),
    ("V", "Savings clause. None is recorded. The exception is not one: it turns on a warrant and a conviction, not on "
     "federal law."),
    ("V", "Our answer (L-2). “In any way” widens “restrict.” It does not widen “regarding.”"),
    ("V", "Conclusion. Arguable. F-2 and L-2 are Contested: each rebuts the other, and neither meets the standard for "
     "a question of law. We think L-2 the better reading. No controlling decision says so."),
    ("V", "Every other test comes out as in Part V.B."),
    ("V", "E3 Protected actor | Staff are instructed; only entities are protected. | Disputed | Ex. 4, at 1"),
    ("V", "Subsection (a) names an “entity or official”; subsection (b) names an “entity” only. "
     "8 U.S.C. § 1373(a)–(b)."),
    ("V", "Our answer (L-3). That reading gives the omission of “official” no work."),
    ("V", "No clause bars maintaining status information or exchanging it with another government: Outside the text. "
     "8 U.S.C. § 1373(b)(2)–(3). Section 1644 is Not reviewed."),
    ("VI", "The City answers (L-4) that a formula grant leaves no room for conditions of the Department’s own."),
    ("VI", "One court enjoined notice and access and let certification stand. City of Chicago v. Sessions, 264 F. "
     "Supp. 3d 933 (N.D. Ill. 2017) (day not entered)."),
    ("VI", "The defense is weaker against certification than against notice and access."),
    ("VI", "A condition must be clear, related, and not coercive."),
    ("VI", "Congress may neither order a State to legislate nor conscript its officers."),
    ("VII", "The Second Circuit rejected a facial Tenth Amendment challenge to §§ 1373 and 1644. City of New York v. "
     "United States, 179 F.3d 29 (2d Cir. 1999) (unverified). It does not bind here"),
    ("VII", "The Supreme Court upheld even-handed federal regulation of state databases. Reno v. Condon, 528 U.S. 141 "
     "(2000) (unverified)."),
    ("VII", "Our text of the Order is a draft. Ex. 4, at 1."),
    ("VII", "rests on one press report. Ex. 8, at 1."),
    ("VII", "No training or staff memorandum is entered to answer D-4."),
    ("VII", "Exhibits 1, 2, and 9 are reconstructions. Quote and file none of them."),
    ("VIII", "Withholding, suspension, or termination | FY2016 Byrne JAG, [award no.] | Not entered | Not assessed | "
     "No final determination entered | Ex. 1, at 1"),
    ("VIII", "Ineligibility | FY2017 Byrne JAG, [award no.] | Not entered | Not assessed | Injunction’s terms not "
     "entered | Ex. 1, at 1"),
    ("VIII", "Injunction suit; prosecution of officials | None | None stated | Not assessed | Urged by a commentator "
     "only | Ex. 11, at 1"),
    ("VIII", "Total: Not entered (2 of 2 awards have no amount)."),
    ("IX", "Find the reply to the October 11 letter today."),
    ("X", "Friday, June 30, 2017 | Answer D-1 and D-2 | Stated date. Ex. 1, at 1. | Answered June 22, 2017. Ex. 9."),
    ("X", "Friday, October 27, 2017 | Answer D-3 and D-4 | Stated date. Ex. 2, at 2. | Passed; no reply entered"),
    ("X", "Tuesday, January 16, 2018 | Notice of appeal by any party | Computed. Fed. R. App. P. 4(a)(1)(B). | 50 days "
     "left"),
    ("X", "Wednesday, November 15, 2017: order entered; not counted. Fed. R. App. P. 26(a)(1)(A)."),
    ("X", "Sunday, January 14, 2018: 60 days later. Fed. R. App. P. 4(a)(1)(B)."),
    ("X", "Safe date: January 16, 2018."),
    ("XI", "Owners and due dates: Not entered."),
    ("XI", "Q-1. Was the October 11 letter answered, when, and with what proof?"),
    ("XII", "Public documents, except R (reconstruction). Custodians and Bates numbers: Not entered. Privilege: none "
     "claimed."),
    ("XII", "1 R | OJP to City, notice | Apr. 21, 2017"),
    ("XII", "4 | The Order, draft text as published | Jan. 2016"),
    ("XIII", "History: no decision checked."),
    ("XIII", "Galarza v. Szalczyk, 745 F.3d 634* | V"),
    ("XIII", "6 U.S.C. § 557* | III"),
    ("signature", "Record history head 3f9a1c77d2, 412 changes."),
]  # fmt: skip


@pytest.mark.parametrize(("part", "sentence"), SENTENCES)
def test_the_model_memos_sentences(report: Report, part: str, sentence: str) -> None:
    assert sentence in said(report, part)


def test_the_privilege_line_stands_on_every_page(report: Report) -> None:
    assert report.privilege_line == "PRIVILEGED AND CONFIDENTIAL · ATTORNEY WORK PRODUCT · DRAFT OF NOVEMBER 27, 2017"
    assert report.footer_center == "Privileged and confidential"


def test_nothing_is_unsupported_but_what_a_person_wrote_without_a_cite(report: Report) -> None:
    findings = check(report)
    assert {finding.rule for finding in findings} == {"uncited-kept"}
    assert findings[-1].text.replace("\u00a0", " ") == "Find the reply to the October 11 letter today."


def test_an_exhibit_that_a_person_names_is_the_cite_of_the_sentence() -> None:
    """Given a recommendation that dates something and names its exhibit, the gate asks no more, and no word changed."""
    world = ModelWorld()
    slot = world.records._tables["slots"][0]
    text = "Answer the letter of October 11 (Ex. 2). Ex. 99 is not ours."
    world.records.change(slot, text=text)
    docket = world.docket()
    report = memo(docket, options(docket))
    assert [found for found in check(report) if str(slot.ref) in found.refs] == []
    assert memo_checks(report, docket) == ()
    assert text in text_of(report).replace("\u00a0", " ").replace("\n", " ")


def test_the_parts_agree_with_each_other(report: Report, docket: Docket) -> None:
    assert memo_checks(report, docket) == ()


def test_the_note_on_stated_dates_prints_once(report: Report) -> None:
    notes = [
        part
        for block in report.blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row.cells
        if isinstance(cell, tuple)
        for part in cell
        if type(part).__name__ == "Note"
    ]
    assert len(notes) == 1


def test_the_same_records_give_the_same_report(docket: Docket, report: Report) -> None:
    assert memo(docket, options(docket)) == report


def test_made_on_another_day_it_says_so(docket: Docket) -> None:
    made = memo(docket, options(docket, today=dt.date(2026, 11, 24)))
    assert "(prepared November 24, 2026)" in said(made, "head")


# --- final, modes ---


def test_a_final_memo_is_refused_while_a_part_is_unwritten(docket: Docket) -> None:
    with pytest.raises(UserError, match="From"):
        memo(docket, options(docket, final=True))


def test_a_final_memo_drops_the_word_draft() -> None:
    world = ModelWorld()
    profile = r.Profile(id=1, uid="p", version=1, title="Letters", author="A. Attorney", author_title="Senior Attorney")
    docket = dataclasses.replace(world.docket(), profile=profile)
    made = memo(docket, options(docket, final=True))
    assert made.privilege_line.endswith("· NOVEMBER 27, 2017")
    assert not made.is_draft
    assert "From: A. Attorney, Senior Attorney" in said(made, "head")


@pytest.mark.parametrize("mode", ["opposing", "court", "public"])
def test_an_outward_memo_is_refused_and_says_what_is_not_marked(docket: Docket, mode: str) -> None:
    with pytest.raises(UserError, match=r"not marked outward are .*Clause 1.* more"):
        memo(docket, options(docket, mode=mode))


def test_an_unknown_mode_or_jurisdiction_is_refused(docket: Docket) -> None:
    with pytest.raises(UserError, match="mode"):
        memo(docket, options(docket, mode="secret"))
    with pytest.raises(UserError, match="jurisdiction"):
        memo(docket, options(docket, 99))


def test_the_client_does_not_see_sealed_papers_and_is_told_how_many_there_are() -> None:
    world = ModelWorld()
    world.records.change(world.documents["8"], designation=e.Designation.SEALED)
    docket = world.docket()
    made = memo(docket, options(docket, mode="client"))
    text = text_of(made).replace("\u00a0", " ")
    assert "ATTORNEY-CLIENT COMMUNICATION" in made.privilege_line
    assert "One source is withheld (sealed); no sentence rests on it alone." in text
    assert "Ex. 8" not in text
    assert "uploads to databases that ICE can read" not in text
    assert "E10 Practice | Withheld. | Disputed | None" in said(made, "V")
    assert memo_checks(made, docket) == ()


# --- variants ---


def test_known_amounts_are_summed_and_gaps_are_said() -> None:
    world = ModelWorld()
    first, second = world.records._tables["awards"]
    world.records.change(first, amount=Money.read("1,000,000"))
    docket = world.docket()
    assert "At least $1,000,000; 1 of 2 awards have no amount." not in said(memo(docket, options(docket)), "VIII")
    assert "At least $1,000,000; 1 of 2 awards has no amount." in said(memo(docket, options(docket)), "VIII")
    world.records.change(second, amount=Money.read("265,832.50"))
    docket = world.docket()
    assert "Total: $1,265,832.50." in said(memo(docket, options(docket)), "VIII")


@pytest.mark.parametrize(
    ("finding", "lean", "lead"),
    [
        (e.Finding.CONSISTENT, None, "No."),
        (e.Finding.IN_CONFLICT, None, "Yes."),
        (e.Finding.ARGUABLE, None, "The question is open."),
        (e.Finding.ARGUABLE, e.Lean.PROBABLY, "Probably."),
        (e.Finding.NOT_REVIEWED, None, "Not yet answered. Four of 13 tests have a result."),
    ],
)
def test_the_lead_of_a_short_answer_follows_the_finding(finding: e.Finding, lean: e.Lean | None, lead: str) -> None:
    world = ModelWorld()
    world.records.change(world.assessments[0], finding=finding, lean=lean)
    docket = world.docket()
    made = memo(docket, options(docket))
    assert said(made, "II").split("\n")[1].startswith(lead)
    assert memo_checks(made, docket) == ()


def test_text_older_than_its_records_says_so() -> None:
    world = ModelWorld()
    world.records.change(world.order, version=3)
    docket = world.docket()
    kept = next(block for block in memo(docket, options(docket)).blocks if isinstance(block, KeptText))
    assert kept.remark == "Written before 2 changes."


def test_a_stated_date_on_a_weekend_names_the_day_to_act() -> None:
    world = ModelWorld()
    first = world.records._tables["deadlines"][0]
    world.records.change(first, due_on=dt.date(2017, 7, 1))
    docket = world.docket()
    table = next(
        block for section in memo(docket, options(docket)).sections if section.key == "III" for block in section.blocks
        if isinstance(block, Table)
    )  # fmt: skip
    note = next(part for part in table.rows[0].cells[2] if type(part).__name__ == "Note")  # type: ignore[union-attr]
    words = note.sentences[0].words.replace("\u00a0", " ")  # type: ignore[union-attr]
    assert "It is a Saturday; act by Friday, June 30, 2017." in words


def test_one_exhibit_that_a_standing_hangs_on_is_named() -> None:
    world = ModelWorld()
    claim = world.records.add(
        r.Claim, number="L-9", side=e.Side.LOCAL, statement="Officers may send status.", jurisdiction_id=1,
        clause_id=world.clauses[0].id, subsection=e.Subsection.A,
    )  # fmt: skip
    world.records.add(
        r.Support, claim_id=claim.id, excerpt_id=world.at["4", 1].id, strength=e.Strength.STRONG,
    )  # fmt: skip
    docket = world.docket()
    made = memo(docket, options(docket))
    assert "Without Ex. 4, L-9 would be Unsupported." in said(made, "V")
    assert memo_checks(made, docket) == ()


def test_the_federal_side_gets_its_memo_with_the_sides_turned() -> None:
    docket = ModelWorld(e.Side.FEDERAL).docket()
    made = memo(docket, options(docket))
    assert "Counter-argument (L-1). To obstruct other statutes is not to restrict information." in said(made, "V")
    assert "Our answer (F-1). Refusing detainers obstructs detention." in said(made, "V")
    assert "Galarza (Part V.A)" in said(made, "VII")
    assert memo_checks(made, docket) == ()


def test_both_sides_print_the_same_words_for_the_same_claim() -> None:
    ours, theirs = (ModelWorld(side).docket() for side in (e.Side.LOCAL, e.Side.FEDERAL))
    one, two = (said(memo(docket, options(docket)), "V") for docket in (ours, theirs))
    for claim in ours.claims:
        if claim.clause_id:
            assert claim.statement in one
            assert claim.statement in two


def test_cases_told_before_are_named_once_together_with_their_parts() -> None:
    docket = ModelWorld(e.Side.FEDERAL).docket()
    text = said(memo(docket, options(docket)), "VII")
    assert "and Galarza (Part V.A) (unverified) help the City." in text
    assert "Chicago (Part VI.A) helps both sides." in text


def test_a_weak_fact_told_before_is_named_with_its_part() -> None:
    world = ModelWorld()
    fact = world.records.add(
        r.Fact, statement="Two requests for notice were refused on one night in June by one sergeant.",
        jurisdiction_id=1, topic=e.Topic.PRACTICE,
    )  # fmt: skip
    world.records.cite(fact, world.at["7", 1])
    claim = next(one for one in world.records._tables["claims"] if one.title_text.startswith("“In any way”"))
    world.records.add(
        r.Support, claim_id=claim.id, fact_id=fact.id, stance=e.Stance.CONTRADICTS, strength=e.Strength.STRONG,
    )  # fmt: skip
    docket = world.docket()
    made = memo(docket, options(docket))
    assert "Against L-2, in Part IV: two requests for notice were refused on one . . .. Ex. 7" not in said(made, "VII")
    assert "Against L-2, in Part IV: two requests for notice were refused on one . . . . Ex. 7" in said(made, "VII")
    assert memo_checks(made, docket) == ()


def test_an_hour_is_said_as_a_reader_says_it() -> None:
    world = ModelWorld()
    world.records.add(
        r.Deadline, title="Joint report", basis=e.Basis.COURT_ORDER, jurisdiction_id=1, time="17:00",
        due_on=dt.date(2017, 12, 15), zone="America/New_York",
    )  # fmt: skip
    docket = world.docket()
    assert "Friday, December 15, 2017, by 5:00 p.m. Eastern time | Joint report | Court order. | 18 days left" in said(
        memo(docket, options(docket)), "X"
    )


def test_every_reading_of_a_period_prints_with_the_safe_date() -> None:

    world = ModelWorld()
    answer = period_in_letter("60 days", dt.date(2017, 10, 11), dt.date(2017, 10, 16))
    world.records.add(
        r.Deadline, title="Produce the log", basis=e.Basis.PERIOD_IN_LETTER, jurisdiction_id=1,
        correspondence_id=world.october.id, period="60 days", **computed(answer),
    )  # fmt: skip
    docket = world.docket()
    text = said(memo(docket, options(docket)), "X")
    assert "Sunday, December 10, 2017, if it runs from the date of the letter." in text
    assert "Friday, December 15, 2017, if it runs from receipt." in text
    assert "Safe date: December 8, 2017." in text


def test_the_law_that_a_letter_cites_is_no_source_of_what_the_letter_says() -> None:
    world = ModelWorld()
    statute = next(one for one in world.records._tables["authorities"] if one.title_text == "Communication")
    assert isinstance(statute, r.Authority)
    world.records.cite(world.october, statute)
    docket = world.docket()
    assert "OJP to City. Ex. 2, at 1–2 (reconstruction)." in said(memo(docket, options(docket)), "III")


def test_a_text_that_repeats_an_earlier_one_is_a_reference() -> None:
    world = ModelWorld()
    a, b1 = world.assessments[1:]
    world.records.change(b1, practice_analysis=a.practice_analysis)
    docket = world.docket()
    assert "Controlling precedent; practice evidence; savings clause. As in Part V.B." in said(
        memo(docket, options(docket)), "V"
    )


def test_facts_that_one_second_hand_paper_shows_share_a_line() -> None:
    world = ModelWorld()
    fact = world.records.add(
        r.Fact, statement="The City reads warrants.", jurisdiction_id=1, side=e.Side.LOCAL, topic=e.Topic.PRACTICE
    )
    world.records.cite(fact, world.at["8", 1])
    docket = world.docket()
    assert "Two facts rest on one press report, among them that the City uploads to databases" in said(
        memo(docket, options(docket)), "VII"
    )


def test_a_county_takes_no_article_and_a_city_does() -> None:
    for full, words in (("Springfield County, PA", "Springfield County, PA (the “County”)"),
                        ("County of Springfield", "the County of Springfield (the “County”)")):  # fmt: skip
        world = ModelWorld()
        world.records.change(world.city, full_name=full, defined_term="the County")
        docket = world.docket()
        text = said(memo(docket, options(docket)), "I")
        assert f"of {words}, bars holding" in text


def test_letters_without_a_reply_share_a_line() -> None:
    world = ModelWorld()
    for demand in list(world.records._tables["demands"]):
        world.records.change(demand, status=e.DemandStatus.OPEN, answer_id=None)
    docket = world.docket()
    assert "No reply to the letters of April 21, 2017, and October 11 is entered." in said(
        memo(docket, options(docket)), "VII"
    )


def test_subsections_that_nobody_reviewed_share_a_line() -> None:
    world = ModelWorld()
    for one in [one for one in world.records._tables["assessments"] if not getattr(one, "at_issue", True)]:
        world.records._tables["assessments"].remove(one)
    docket = world.docket()
    assert "Sections 1373(b)(2), 1373(b)(3), and 1644 are Not reviewed." in said(memo(docket, options(docket)), "V")


def test_two_clauses_under_one_subsection_do_not_repeat_the_statute() -> None:
    world = ModelWorld()
    tests = {**world.assessments[1].tests, "E6": "met", "E7": "met"}
    world.records.change(world.assessments[1], tests=tests)
    docket = world.docket()
    made = memo(docket, options(docket))
    assert "Text. On § 1373(a), see Part V.A. Clause 2 bars" in said(made, "V")
    assert memo_checks(made, docket) == ()


def test_contrary_decisions_with_one_holding_share_a_sentence() -> None:
    world = ModelWorld()
    for citation in ("250 F. Supp. 3d 497", "275 F. Supp. 3d 1196"):
        world.records.add(
            r.Authority, title="County of Santa Clara v. Trump", citation=citation, court="N.D. Cal.",
            decided_on=PartialDate("2017-04-25"), side_helped=e.SideHelped.BOTH, verified_on=CHECKED,
            holding="Section 9(a) is enjoined",
        )  # fmt: skip
    docket = world.docket()
    text = said(memo(docket, options(docket)), "VII")
    assert text.count("Section 9(a) is enjoined.") == 1
    assert "1196 (N.D. Cal. 2017). They do not bind here." in text
