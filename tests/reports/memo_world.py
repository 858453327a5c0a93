"""The case file of the model memo: one city, its order, two letters, a suit.

Every fact is from the project's collection of sourced facts; letters marked reconstructed were written for
demonstration.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from reports.memo_records import CHECKED, ON, Records, computed

from casefile.domain import enums as e
from casefile.domain import records as r
from casefile.law.deadline_requests import request_from
from casefile.law.deadlines import compute, stated
from casefile.law.rulebook import load
from casefile.reports.docket import Docket


class ModelWorld:
    """The case file of the model memo."""

    def __init__(self, side: e.Side = e.Side.LOCAL) -> None:
        self.records = Records(side=side)
        self.city = self.records.add(
            r.Jurisdiction, name="Philadelphia", full_name="City of Philadelphia", state="PA",
            defined_term="the City", counsel="City Solicitor",
        )  # fmt: skip
        self._parties()
        self._exhibits()
        self._authorities()
        self._policy()
        self._assessments()
        self._letters()
        self._awards()
        self._facts()
        self._claims()
        self._questions()

    def docket(self) -> Docket:
        return self.records.docket(history_head="3f9a1c77d2", steps=412)

    def _parties(self) -> None:
        add = self.records.add
        add(r.Party, name="Office of Justice Programs", short_name="OJP", side=e.Side.FEDERAL)
        add(r.Party, name="U.S. Immigration and Customs Enforcement", short_name="ICE", side=e.Side.FEDERAL)
        add(r.Party, name="Department of Justice", short_name="the Department", side=e.Side.FEDERAL)
        self.vaughan = add(
            r.Person, name="Jessica Vaughan", type=e.PersonType.COMMENTATOR, title="director of policy studies",
            affiliation="the Center for Immigration Studies",
        )  # fmt: skip
        add(
            r.Matter, title="City of Philadelphia v. Sessions", jurisdiction_id=self.city.id, court="E.D. Pa.",
            docket_number="2:17-cv-03894", began_on=ON("2017-08-30"),
        )  # fmt: skip

    def _exhibits(self) -> None:
        make = self.records.exhibit
        remade = {"reconstructed": True}
        self.documents = {
            "1": make("1", "OJP to City, notice", dated_on=ON("2017-04-21"), pages=1, kind="letter", **remade),
            "2": make("2", "OJP to City, preliminary assessment", dated_on=ON("2017-10-11"), kind="letter", **remade),
            "3": make("3", "Department of Justice to Rep. Culberson", dated_on=ON("2016-07-07"), kind="letter"),
            "4": make("4", "The Order, draft text as published", dated_on=ON("2016-01"), kind="policy-text",
                      status=e.DocumentStatus.DRAFT),
            "7": make("7", "Connecticut Attorney General to Department of Justice", kind="letter"),
            "8": make("8", "Press report on the October letters", dated_on=ON("2017-10"), kind="press",
                      second_hand=True, pages=1),
            "9": make("9", "City Solicitor to Bureau of Justice Assistance", dated_on=ON("2017-06-22"), pages=3,
                      kind="letter", **remade),
            "10": make("10", "Case summary, Civil Rights Litigation Clearinghouse"),
            "11": make("11", "Washington Examiner article", dated_on=ON("2017-21"), kind="press"),
            "12": make("12", "Department of Justice release", dated_on=ON("2017-10-12"), kind="public-statement"),
        }  # fmt: skip
        self.at = {
            (number, page): self.records.excerpt(document, page)
            for number, document in self.documents.items()
            for page in range(1, document.page_count + 1)
        }

    def _authorities(self) -> None:
        def law(title: str, citation: str, **values: Any) -> r.Authority:
            return self.records.add(r.Authority, title=title, citation=citation, **values)

        statute, rule = e.AuthorityType.STATUTE, e.AuthorityType.RULE
        both, federal, local = e.SideHelped.BOTH, e.SideHelped.FEDERAL, e.SideHelped.LOCAL
        self.jag = law(
            "Certification", "34 U.S.C. § 10153(a)(5)(D)", type=statute,
            text="will comply with all provisions of this part and all other applicable Federal laws",
        )  # fmt: skip
        self.conditions = law("Special conditions", "34 U.S.C. § 10102(a)(6)", type=statute)
        self.removal = law("Apprehension and detention", "8 U.S.C. § 1226", type=statute)
        self.detainers = law("Agreements", "8 U.S.C. § 1357(d)", type=statute)
        law("Communication", "8 U.S.C. § 1373", type=statute, verified_on=CHECKED)
        law("Time", "Fed. R. App. P. 26", type=rule, verified_on=CHECKED)
        law("Appeal", "Fed. R. App. P. 4", type=rule, verified_on=CHECKED)
        self.galarza = law(
            "Galarza v. Szalczyk", "745 F.3d 634", short_name="Galarza", court="3d Cir.", decided_on=ON("2014-03-04"),
            holding="In this circuit a detainer is a request, not a command", side_helped=local, issue="detainers",
        )  # fmt: skip
        self.philadelphia = law(
            "City of Philadelphia v. Sessions", "280 F. Supp. 3d 579", short_name="Philadelphia", court="E.D. Pa.",
            decided_on=ON("2017-11-15"), side_helped=local, verified_on=CHECKED,
        )  # fmt: skip
        self.chicago = law(
            "City of Chicago v. Sessions", "264 F. Supp. 3d 933", short_name="Chicago", court="N.D. Ill.",
            decided_on=ON("2017"), verified_on=CHECKED, side_helped=both,
            holding="One court enjoined notice and access and let certification stand",
        )  # fmt: skip
        clear = "A condition must be clear, related, and not coercive"
        self.spending = [
            law("Pennhurst", "451 U.S. 1", decided_on=ON("1981"), holding=clear, side_helped=local),
            law("South Dakota v. Dole", "483 U.S. 203", decided_on=ON("1987"), holding=clear, side_helped=local),
            law("NFIB v. Sebelius", "567 U.S. 519", decided_on=ON("2012"), holding=clear, side_helped=local),
        ]
        neither = "Congress may neither order a State to legislate nor conscript its officers"
        self.commands = [
            law("New York v. United States", "505 U.S. 144", decided_on=ON("1992"), holding=neither),
            law("Printz v. United States", "521 U.S. 898", short_name="Printz", decided_on=ON("1997"), holding=neither),
        ]
        law(
            "City of New York v. United States", "179 F.3d 29", court="2d Cir.", decided_on=ON("1999"),
            side_helped=federal,
            holding="The Second Circuit rejected a facial Tenth Amendment challenge to §§ 1373 and 1644",
        )  # fmt: skip
        law(
            "Reno v. Condon", "528 U.S. 141", decided_on=ON("2000"), side_helped=federal,
            holding="The Supreme Court upheld even-handed federal regulation of state databases",
        )  # fmt: skip

    def _policy(self) -> None:
        add, cite = self.records.add, self.records.cite
        self.order = add(
            r.Policy, title="Executive Order 5-16", number="Executive Order 5-16", defined_term="the Order",
            jurisdiction_id=self.city.id, type=e.PolicyType.EXECUTIVE_ORDER, issued_by="the Mayor",
            enacted_on=ON("2016-01-04"), in_force_from=ON("2016-01-04"), status=e.DocumentStatus.DRAFT,
            document_id=self.documents["4"].id,
            gist="bars detainer holds and release notices unless there are both a judicial warrant and a conviction "
            "for a first- or second-degree violent felony",
        )  # fmt: skip
        cite(self.order, self.at["4", 1])
        self.clauses = [
            add(
                r.Clause, policy_id=self.order.id, label="Clause 1", topic="detainer holds", savings_reviewed=True,
                gist="bars holding a person on a civil immigration detainer, with one exception",
            ),
            add(
                r.Clause, policy_id=self.order.id, label="Clause 2", topic="release notice", savings_reviewed=True,
                gist="bars telling those authorities of a person’s release, with the same exception",
            ),
        ]  # fmt: skip
        for clause in self.clauses:
            cite(clause, self.at["4", 1])

    def _assessments(self) -> None:
        add = self.records.add
        unused = dict.fromkeys(("E5", "E8"), "not-in-issue")
        notes = {"E12": "unknown", "E13": "unknown"}
        first, second = self.clauses
        self.assessments = [
            add(
                r.Assessment, clause_id=first.id, subsection=e.Subsection.A, finding=e.Finding.OUTSIDE_THE_TEXT,
                tests={"E1": "met", "E2": "met", "E4": "not-met", "E6": "not-met"} | unused | notes
                | dict.fromkeys(("E3", "E7", "E9", "E10", "E11"), "not-in-issue"),
                shows={"E1": "The Mayor, a local official, bars holds, with one exception.",
                       "E4": "Holding neither sends nor receives, and conveys nothing."},
                reasons="Clause 1 governs custody; § 1373(a) governs information.",
                text_analysis="An official can decline a hold and still send status.",
            ),
            add(
                r.Assessment, clause_id=second.id, subsection=e.Subsection.A, finding=e.Finding.ARGUABLE,
                lean=e.Lean.PROBABLY_NOT,
                tests=dict.fromkeys(("E1", "E2", "E3", "E4"), "met") | dict.fromkeys(("E6", "E7"), "disputed")
                | {"E9": "unknown", "E10": "disputed", "E11": "disputed"} | unused | notes,
                shows={"E1": "The Mayor, a local official, bars City officials from sending notice, with one "
                       "exception.",
                       "E6": "A release date; two readings, neither settled.",
                       "E9": "None recorded; signed Order not entered.",
                       "E10": "Uploads to databases that ICE can read; second-hand.",
                       "E11": "Status not collected; release dates not addressed."},
                reasons="A release date states no one’s status. The federal side reads “regarding” to reach it, and "
                "the case file holds no Third Circuit decision on the point.",
                text_analysis="A release date says when custody ends. It does not say what anyone’s status is.",
                practice_analysis="The upload, if proved, shows that some City data reach ICE, not that release dates "
                "do.",
                savings_analysis="The exception is not one: it turns on a warrant and a conviction, not on federal "
                "law.",
                conclusion="We think L-2 the better reading. No controlling decision says so.",
            ),
            add(
                r.Assessment, clause_id=second.id, subsection=e.Subsection.B1, finding=e.Finding.ARGUABLE,
                lean=e.Lean.PROBABLY_NOT,
                tests={"E1": "met", "E2": "met", "E3": "disputed", "E4": "not-met", "E6": "disputed",
                       "E7": "disputed", "E9": "unknown", "E10": "disputed", "E11": "disputed"} | unused | notes,
                shows={"E1": "The Mayor is a “person.”",
                       "E3": "Staff are instructed; only entities are protected.",
                       "E4": "The draft does not address requesting.",
                       "E6": "A release date; two readings, neither settled.",
                       "E9": "None recorded; signed Order not entered.",
                       "E10": "Uploads to databases that ICE can read; second-hand.",
                       "E11": "Status not collected; release dates not addressed."},
                reasons="The same dispute decides it, and § 1373(b) protects entities, not officials.",
                conclusion="Here the federal side must win E3 as well as E7.",
            ),
        ]  # fmt: skip
        for clause in self.clauses:
            for subsection in (e.Subsection.B2, e.Subsection.B3):
                add(
                    r.Assessment, clause_id=clause.id, subsection=subsection, at_issue=False,
                    finding=e.Finding.OUTSIDE_THE_TEXT,
                )  # fmt: skip
        self._test_cites()

    def _test_cites(self) -> None:
        statute = next(one for one in self.records._tables["authorities"] if one.title_text == "Communication")
        assert isinstance(statute, r.Authority)
        a, two, b1 = self.assessments
        one, draft = self.at["4", 1], (self.at["4", 1], self.at["4", 2])
        for test in ("E1", "E2"):
            self.records.cite(a, one, test=test)
        for test in ("E4", "E6"):
            self.records.cite(a, statute, pin="(a)", test=test)
            self.records.cite(a, one, test=test)
        for test in ("E1", "E2", "E3", "E4"):
            self.records.cite(two, one, test=test)
        for assessment in (two, b1):
            for test in ("E6", "E7"):
                self.records.cite(assessment, statute, pin="(a)", test=test)
                self.records.cite(assessment, self.at["2", 1], test=test)
            self.records.cite(assessment, *draft, test="E9")
            self.records.cite(assessment, self.at["8", 1], test="E10")
            self.records.cite(assessment, self.at["10", 1], test="E11")
        self.records.cite(b1, statute, pin="(b)", test="E1")
        self.records.cite(b1, one, test="E2")
        self.records.cite(b1, one, test="E3")
        self.records.cite(b1, *draft, test="E4")

    def _letters(self) -> None:
        add, city = self.records.add, self.city.id
        asked: dict[str, Any] = {"jurisdiction_id": city, "sender_office": "Office of Justice Programs"}
        notice = add(
            r.Correspondence, title="Notice", document_id=self.documents["1"].id, letter_on=ON("2017-04-21"),
            letter_kind=e.LetterKind.DOCUMENT_REQUEST, demands_reviewed=True, excerpt_id=self.at["1", 1].id, **asked,
        )  # fmt: skip
        answer = add(
            r.Correspondence, title="Answer", document_id=self.documents["9"].id, letter_on=ON("2017-06-22"),
            direction=e.Direction.TO_FEDERAL, letter_kind=e.LetterKind.RESPONSE, signatory_title="City Solicitor",
            recipient_title="Acting Director", recipient_office="Bureau of Justice Assistance", jurisdiction_id=city,
            reply_to_id=notice.id, summary="Affirms commitment to the grant program; explains community trust; reads "
            "§ 1373 as a single mandate.",
        )  # fmt: skip
        self.records.cite(answer, *(self.at["9", page] for page in (1, 2, 3)))
        october = add(
            r.Correspondence, title="Preliminary assessment", document_id=self.documents["2"].id,
            letter_on=ON("2017-10-11"), letter_kind=e.LetterKind.PRELIMINARY_ASSESSMENT, not_final=True,
            released_on=dt.date(2017, 10, 12), demands_reviewed=True, excerpt_id=self.at["2", 1].id, **asked,
        )  # fmt: skip
        self.records.cite(october, self.at["12", 1])
        self.october = october
        self._deadlines(notice, october, answer)

    def _deadlines(self, notice: r.Correspondence, october: r.Correspondence, answer: r.Correspondence) -> None:
        add, city = self.records.add, self.city.id
        june, fall = dt.date(2017, 6, 30), dt.date(2017, 10, 27)
        first = add(
            r.Deadline, title="Answer D-1 and D-2", basis=e.Basis.STATED_DATE, jurisdiction_id=city,
            correspondence_id=notice.id, excerpt_id=self.at["1", 1].id, **computed(stated(june)),
        )  # fmt: skip
        second = add(
            r.Deadline, title="Answer D-3 and D-4", basis=e.Basis.STATED_DATE, jurisdiction_id=city,
            correspondence_id=october.id, excerpt_id=self.at["2", 2].id, **computed(stated(fall)),
        )  # fmt: skip
        for number, gist, letter, deadline in (
            ("1", "documents that validate compliance", notice, first),
            ("2", "counsel’s official legal opinion", notice, first),
            ("3", "additional evidence", october, second),
            ("4", "how the policy is interpreted and communicated", october, second),
        ):
            is_first = letter is notice
            add(
                r.Demand, number=number, text=gist, gist=gist, correspondence_id=letter.id, jurisdiction_id=city,
                deadline_id=deadline.id, excerpt_id=self.at["1" if is_first else "2", 1 if is_first else 2].id,
                status=e.DemandStatus.ANSWERED if is_first else e.DemandStatus.OPEN,
                answer_id=answer.id if is_first else None,
            )  # fmt: skip
        rule = request_from({"rule": "frap-4-a1B", "trigger": "2017-11-15", "state": ["PA"]}, load())
        add(
            r.Deadline, title="Notice of appeal by any party", basis=e.Basis.COURT_RULE, jurisdiction_id=city,
            rule_key="frap-4-a1B", trigger_on=dt.date(2017, 11, 15), trigger_words="order entered",
            **computed(compute(rule)),
        )  # fmt: skip

    def _awards(self) -> None:
        add, city, cite = self.records.add, self.city.id, self.records.cite
        older, newer = (
            add(r.Award, name=f"FY{year} JAG", program="Byrne JAG", fiscal_year=year, jurisdiction_id=city,
                condition="a § 1373 certification" if year == 2016 else "")
            for year in (2016, 2017)
        )  # fmt: skip
        cite(older, self.jag)
        cite(older, self.at["1", 1])
        withholding = add(
            r.Remedy, name="Withholding, suspension, or termination", type=e.RemedyType.WITHHOLDING,
            status=e.RemedyStatus.THREATENED, jurisdiction_id=city, award_id=older.id,
            timing="No final determination entered",
        )  # fmt: skip
        ineligible = add(
            r.Remedy, name="Ineligibility", type=e.RemedyType.INELIGIBILITY, status=e.RemedyStatus.THREATENED,
            jurisdiction_id=city, award_id=newer.id,
        )  # fmt: skip
        add(
            r.Remedy, name="Preliminary injunction", side=e.Side.LOCAL, type=e.RemedyType.INJUNCTION,
            status=e.RemedyStatus.GRANTED, jurisdiction_id=city, award_id=newer.id,
            authority_id=self.philadelphia.id,
        )  # fmt: skip
        urged = add(
            r.Remedy, name="Injunction suit; prosecution of officials", type=e.RemedyType.PROSECUTION,
            status=e.RemedyStatus.URGED, timing="Urged by a commentator only",
        )  # fmt: skip
        cite(withholding, self.at["1", 1])
        cite(ineligible, self.at["1", 1])
        cite(urged, self.at["11", 1])

    def _facts(self) -> None:
        def fact(statement: str, *pages: tuple[str, int], **values: Any) -> r.Fact:
            values.setdefault("jurisdiction_id", self.city.id)
            made = self.records.add(r.Fact, statement=statement, **values)
            self.records.cite(made, *(self.at[page] for page in pages))
            return made

        event = e.FactNature.EVENT
        fact("The Department named § 1373 an applicable federal law for JAG.", ("3", 1), nature=event,
             event="condition announced", dated_on=ON("2016-07-07"), jurisdiction_id=None)  # fmt: skip
        fact("The FY2017 solicitation added notice, access, and a certification by the chief legal officer.", ("7", 1),
             nature=event, event="condition announced", dated_on=ON("2017-07-25"), jurisdiction_id=None)  # fmt: skip
        objection = fact(
            "The City does not tell ICE of releases.", ("2", 1), ("8", 1), topic=e.Topic.DISPUTE, disputed=True,
            side=e.Side.FEDERAL,
        )  # fmt: skip
        self.upload = fact(
            "It uploads to databases that ICE can read.", ("8", 1), topic=e.Topic.DISPUTE, disputed=True,
            side=e.Side.LOCAL, answers_id=objection.id,
        )  # fmt: skip
        fact("The City’s lead argument in suit is that it does not collect status and so has nothing to send.",
             ("10", 1), topic=e.Topic.SUIT, dated_on=ON("2017-08-30"))  # fmt: skip
        ruling = fact("The district court granted the City a preliminary injunction.", topic=e.Topic.SUIT,
                      nature=event, dated_on=ON("2017-11-15"))  # fmt: skip
        self.records.cite(ruling, self.philadelphia)
        self.opinion = fact(
            "Deliberately hindering ICE by ignoring all detainers and requests is “probably” a violation.", ("11", 1),
            nature=e.FactNature.STATEMENT, statement_kind=e.StatementKind.OPINION, speaker_id=self.vaughan.id,
            dated_on=ON("2017-21"), jurisdiction_id=None, publication="Washington Examiner",
        )  # fmt: skip

    def _claims(self) -> None:
        first, second = self.clauses
        law = e.ProofStandard.QUESTION_OF_LAW

        def claim(number: str, statement: str, **values: Any) -> r.Claim:
            side = e.Side.FEDERAL if number.startswith("F") else e.Side.LOCAL
            return self.records.add(
                r.Claim, number=number, side=side, statement=statement, jurisdiction_id=self.city.id, **values
            )

        def support(one: r.Claim, **values: Any) -> None:
            self.records.add(r.Support, claim_id=one.id, **values)

        f1 = claim("F-1", "Refusing detainers obstructs detention.", clause_id=first.id, subsection=e.Subsection.A)
        l1 = claim("L-1", "To obstruct other statutes is not to restrict information.", clause_id=first.id,
                   subsection=e.Subsection.A, proof_standard=law)  # fmt: skip
        f2 = claim(
            "F-2", "“Regarding” takes in whatever bears on status or removal, and “in any way restrict” shows that "
            "Congress meant breadth.", clause_id=second.id, subsection=e.Subsection.A, proof_standard=law,
        )  # fmt: skip
        l2 = claim(
            "L-2", "“In any way” widens “restrict.” It does not widen “regarding.”", clause_id=second.id,
            subsection=e.Subsection.A, proof_standard=law,
        )  # fmt: skip
        f3 = claim(
            "F-3", "An entity acts only through its staff, so to restrict staff is to restrict the entity.",
            clause_id=second.id, subsection=e.Subsection.B1, proof_standard=law,
        )  # fmt: skip
        l3 = claim("L-3", "That reading gives the omission of “official” no work.", clause_id=second.id,
                   subsection=e.Subsection.B1, proof_standard=law)  # fmt: skip
        f4 = claim("F-4", "A statute lets it place special conditions on all grants.",
                   issue=e.Issue.STATUTORY_AUTHORITY, proof_standard=law)  # fmt: skip
        l4 = claim(
            "L-4", "A formula grant leaves no room for conditions of the Department’s own.", proof_standard=law,
            issue=e.Issue.STATUTORY_AUTHORITY, weighing="The defense is weaker against certification than against "
            "notice and access.",
        )  # fmt: skip
        f5 = claim("F-5", "Clear notice dates from July 2016.", issue=e.Issue.SPENDING_CLAUSE, proof_standard=law)
        l5 = claim("L-5", "An order to withhold laws is an order to a legislature.",
                   issue=e.Issue.ANTICOMMANDEERING, proof_standard=law)  # fmt: skip
        bad = e.Admissibility.INADMISSIBLE
        for authority in (self.removal, self.detainers):
            support(f1, authority_id=authority.id, admissibility=bad)
        support(f1, fact_id=self.opinion.id, admissibility=bad)
        support(l1, authority_id=self.galarza.id, strength=e.Strength.FAIR)
        for one in (f2, l2, f3, l3):
            support(one, excerpt_id=self.at["4", 1].id)
        support(l2, fact_id=self.upload.id, test="E10", strength=e.Strength.FAIR)
        support(f4, authority_id=self.jag.id)
        support(f4, authority_id=self.conditions.id)
        support(l4, authority_id=self.chicago.id)
        support(f5, excerpt_id=self.at["3", 1].id)
        for authority in self.spending:
            support(f5, authority_id=authority.id, stance=e.Stance.CONTRADICTS)
        for authority in self.commands:
            support(l5, authority_id=authority.id)
        for one, two in ((f1, l1), (f2, l2), (f3, l3), (f4, l4)):
            self.records.add(r.Answer, claim_id=two.id, target_id=one.id)
            self.records.add(r.Answer, claim_id=one.id, target_id=two.id)

    def _questions(self) -> None:
        order, october = str(self.order.ref), str(self.october.ref)
        for number, text, about in (
            ("1", "Was the October 11 letter answered, when, and with what proof?", october),
            ("2", "What does the November 15 order enjoin, and why? When was it entered, and what statute lets it be "
             "appealed now?", ""),
            ("3", "Does the signed Order match Ex. 4, and has it a savings clause?", order),
            ("6", "What are the award numbers, amounts, and acceptance dates?", ""),
        ):  # fmt: skip
            self.records.add(r.Question, number=number, text=text, about=about, jurisdiction_id=self.city.id)
        self.records.add(
            r.Slot, about=str(self.city.ref), name="recommendation", author="A. Attorney",
            text="Find the reply to the October 11 letter today. If none was sent, answer D-3 and D-4 one by one now, "
            "and reserve all rights.\n\nAlternatives: certify; certify with a reservation; litigate.",
            seen={str(self.order.ref): 1, october: 1},
        )  # fmt: skip
