"""Citations: the forms of the contract, the noise of scans, what is no citation, tables of authorities."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.law.citations import (
    AuthorityGroup,
    CitationKind,
    authority_group,
    find_citations,
    group_authorities,
    normalise_citation,
)


def values(text: str) -> list[str]:
    return [hit.value for hit in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 U.S.C. § 1373(a)", "8 U.S.C. § 1373(a)"),
        ("2 C.F.R. § 200.336", "2 C.F.R. § 200.336"),
        ("90 Fed. Reg. 18,761", "90 Fed. Reg. 18761"),
        ("567 U.S. 387", "567 U.S. 387"),
        ("28 CFR Part 35", "28 C.F.R. pt. 35"),
        ("34 U.S.C. 10151–10158", "34 U.S.C. §§ 10151–10158"),
        ("2 C.F.R. 200.339-.343", "2 C.F.R. §§ 200.339–200.343"),
        ("42 U.S.C. § 2000d-1", "42 U.S.C. § 2000d-1"),
        ("8 U.S.C. § 1373(b)(1)–(3)", "8 U.S.C. § 1373(b)(1)–(3)"),
        ("Title 8, United States Code, Section 1373(a)", "8 U.S.C. § 1373(a)"),
        ("section 1373 of title 8", "8 U.S.C. § 1373"),
        ("Federal Rule of Civil Procedure 12(b)(6)", "Fed. R. Civ. P. 12(b)(6)"),
        ("FRAP 26(a)", "Fed. R. App. P. 26(a)"),
        ("Executive Order 13768", "Exec. Order No. 13,768"),
        ("E.O. 14,159", "Exec. Order No. 14,159"),
        ("Executive Order 5-16", "Executive Order 5-16"),
        ("Public Law 104-208", "Pub. L. No. 104-208"),
        ("110 Stat. 3009-707", "110 Stat. 3009-707"),
        ("U.S. Const. amend. X", "U.S. Const. amend. X"),
        ("Cal. Gov't Code § 7284.6(e)", "Cal. Gov't Code § 7284.6(e)"),
        ("N.Y.C. Admin. Code § 9-131", "N.Y.C. Admin. Code § 9-131"),
        ("ORS 181A.820", "Or. Rev. Stat. § 181A.820"),
        ("2018 WL 3357442", "2018 WL 3357442"),
    ],
)
def test_one_citation_has_one_normal_form(text: str, expected: str) -> None:
    assert normalise_citation(text) == expected
    assert normalise_citation(expected) == expected


@pytest.mark.parametrize(
    "noisy",
    [
        "8 U. S. C. 1373",
        "8 U S. C. § 1373",
        "8 US.C.§ 1373",
        "8 U.S.C. ? 1373",
        "8 U.S.C. $ 1373",
        "8 U.S.C. S 1373",
        "8 U.S.C. § l373",
        "8 USC sec. 1373",
        "8\nU.S.C.\n§ 1373",
        "8 U.S.C.A. § 1373",
        "8 U.S. Code section 1373",
    ],
)
def test_noise_of_scans_is_read_through(noisy: str) -> None:
    assert values(f"compliance with {noisy}, as explained") == ["8 U.S.C. § 1373"]


def test_a_one_misread_at_the_level_of_figures_is_a_one() -> None:
    assert values("44 U.S.C. § 3554 (a)(l)(B)(v)") == ["44 U.S.C. § 3554(a)(1)(B)(v)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("8 U.S.C. §§ 1373(a) and (b)", ["8 U.S.C. § 1373(a)", "8 U.S.C. § 1373(b)"]),
        ("8 U.S.C. § 1373(b)(1) and (2)", ["8 U.S.C. § 1373(b)(1)", "8 U.S.C. § 1373(b)(2)"]),
        ("5 U.S.C. § 552(a)(6)(A)(i), (ii)", ["5 U.S.C. § 552(a)(6)(A)(i)", "5 U.S.C. § 552(a)(6)(A)(ii)"]),
        (
            "34 U.S.C. §§ 10102(a)(6), 10153(a)(5)(D)",
            ["34 U.S.C. § 10102(a)(6)", "34 U.S.C. § 10153(a)(5)(D)"],
        ),
        ("sections 1373 and 1644 of title 8", ["8 U.S.C. § 1373", "8 U.S.C. § 1644"]),
        ("8 U.S.C. 1226, 1231, 1357 assume it", ["8 U.S.C. § 1226", "8 U.S.C. § 1231", "8 U.S.C. § 1357"]),
        ("Fed. R. App. P. 4(a), 26(a)", ["Fed. R. App. P. 4(a)", "Fed. R. App. P. 26(a)"]),
        (
            "Rules 12 and 56 of the Federal Rules of Civil Procedure",
            ["Fed. R. Civ. P. 12", "Fed. R. Civ. P. 56"],
        ),
        ("8 U.S.C. § 1373, 2 C.F.R. § 200.336", ["8 U.S.C. § 1373", "2 C.F.R. § 200.336"]),
        ("8 U.S.C. §§ 1373, 567 U.S. 387", ["8 U.S.C. § 1373", "567 U.S. 387"]),
    ],
)
def test_a_list_gives_one_hit_an_item(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "tail",
    [", 2017", " and 810 Seventh Street", "(a), and (2) explain why", " and 30 days", " (Sept. 30, 1996)", " (INS)"],
)
def test_what_follows_a_citation_is_not_taken_into_it(tail: str) -> None:
    assert [value.split("(")[0] for value in values("8 U.S.C. § 1373" + tail)] == ["8 U.S.C. § 1373"]


def test_a_bare_section_takes_the_title_cited_before_it() -> None:
    hits = find_citations("Under 8 U.S.C. § 1373(a), see § 1373(b)(1), § 1644 and Section 1373.")
    assert [(hit.value, hit.short) for hit in hits] == [
        ("8 U.S.C. § 1373(a)", False),
        ("8 U.S.C. § 1373(b)(1)", True),
        ("8 U.S.C. § 1644", True),
        ("8 U.S.C. § 1373", True),
    ]


def test_a_title_cited_in_between_does_not_capture_section_1373() -> None:
    assert values("8 U.S.C. § 1373; 6 U.S.C. § 557; § 1644 and 2 C.F.R. § 200.336")[2] == "8 U.S.C. § 1644"


@pytest.mark.parametrize(
    "text",
    [
        "Section 1373 applies.",  # no title before it: never guessed
        "8 U.S.C. § 1373; Section 13 of the Ordinance.",
        "8 U.S.C. § 1373; INA § 287(g).",
        "8 U.S.C. § 1373; see § 12 below.",
        "8 U.S.C. § 1373; § 642 of IIRIRA.",
        "Fed. R. Civ. P. 6 and Fed. R. App. P. 26, but Rule 12.",  # two sets of rules
        "Rule 12 applies.",
        "745 F.3d at 641; Id. at 3.",
    ],
)
def test_a_short_form_without_an_antecedent_is_left_out(text: str) -> None:
    assert not [hit for hit in find_citations(text) if hit.short]


def test_short_cases_and_id_lead_back_to_the_case() -> None:
    hits = find_citations(
        "Galarza v. Szalczyk, 745 F.3d 634, 640 (3d Cir. 2014). Galarza, 745 F.3d at 641. Id. at 642."
    )
    assert {hit.value for hit in hits} == {"745 F.3d 634"}
    assert [(hit.pin, hit.short) for hit in hits] == [("640", False), ("641", True), ("642", True)]


def test_a_bare_rule_takes_the_set_cited_before_it() -> None:
    assert values("Fed. R. Civ. P. 12(a)(1). Rule 6(d) adds days.") == [
        "Fed. R. Civ. P. 12(a)(1)",
        "Fed. R. Civ. P. 6(d)",
    ]


def test_kinds_and_pins() -> None:
    hits = find_citations("EO 13768 § 9(a); 90 Fed. Reg. 18761, 18763; 8 C.F.R. § 287.7; D.C. Code § 28-2701")
    assert [hit.kind for hit in hits] == [
        CitationKind.EXECUTIVE_ORDER,
        CitationKind.FEDERAL_REGISTER,
        CitationKind.REGULATION,
        CitationKind.LOCAL,
    ]
    assert [hit.pin for hit in hits] == ["§ 9(a)", "18763", None, None]


FULL = ["8 U.S.C. §§ 1373(a)", "567 U.S. 387", "Fed. R. Civ. P. 12", "section 1373 of title 8", "2 CFR 200.336"]
PARTS = [" and (b)", "§ 1644", "Id. at 5", ", 401", "Rule 6", "1231", "Code § 5", "EO 13768", "–", "(", "\n", " "]


@given(st.lists(st.sampled_from([*FULL, *PARTS]), max_size=12))
def test_hits_lie_in_the_text_in_order_and_apart(pieces: list[str]) -> None:
    text = "".join(pieces)
    hits = find_citations(text)
    assert all(text[hit.start : hit.end] == hit.raw != "" for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))


def test_eyecite_is_loaded_late() -> None:
    code = "import sys, casefile.law.citations; sys.exit('eyecite' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_table_of_authorities_in_its_order() -> None:
    table = group_authorities(
        [
            "28 U.S.C. § 2107(b)",
            "Reno v. Condon, 528 U.S. 141 (2000)",
            "Fed. R. App. P. 26(a)",
            "8 U.S.C. § 1644",
            "Fed. R. App. P. 4(a)",
            "8 U.S.C. §§ 1226, 1231, 1357",
            "City of Chicago v. Sessions, 264 F. Supp. 3d 933",
            "8 U.S.C. § 1644",
            "2 C.F.R. § 200.339",
            "Exec. Order No. 13,768",
        ]
    )
    assert table == (
        (
            AuthorityGroup.CASES,
            ("City of Chicago v. Sessions, 264 F. Supp. 3d 933", "Reno v. Condon, 528 U.S. 141 (2000)"),
        ),
        (AuthorityGroup.STATUTES, ("8 U.S.C. §§ 1226, 1231, 1357", "8 U.S.C. § 1644", "28 U.S.C. § 2107(b)")),
        (AuthorityGroup.REGULATIONS, ("2 C.F.R. § 200.339",)),
        (AuthorityGroup.RULES, ("Fed. R. App. P. 4(a)", "Fed. R. App. P. 26(a)")),
        (AuthorityGroup.OTHER, ("Exec. Order No. 13,768",)),
    )
    assert authority_group("a treatise") is AuthorityGroup.OTHER


def test_gaps_of_a_laid_out_page_keep_their_positions() -> None:
    text = "x" + " " * 40 + "44\n" + " " * 30 + "U.S.C. § 3553(d);" + "\n" * 9 + "see § 3553(e)  ."
    hits = find_citations(text)
    assert [hit.value for hit in hits] == ["44 U.S.C. § 3553(d)", "44 U.S.C. § 3553(e)"]
    assert [text[hit.start : hit.end] for hit in hits] == [hit.raw for hit in hits]
    assert hits[0].raw.startswith("44\n") and hits[1].raw == "§ 3553(e)"


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["8 U.S.C." + " " * 50_000, "8 U.S.C. § 1373" + "(a)" * 20_000, "567 U.S." + "\n" * 50_000, "Aa " * 20_000]
)
def test_hostile_text_takes_no_time_to_speak_of(text: str) -> None:
    assert len(find_citations(text)) <= 1


@pytest.mark.parametrize("text", ["590 U.S. ___ (2020)", "Award 2016-DJ-BX-0217", "810 7th Street NW", "No. 17-3894"])
def test_what_has_no_page_or_is_no_citation_is_left_out(text: str) -> None:
    assert values(text) == []
