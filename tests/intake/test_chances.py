"""Days up to which the addressee may act, lists under a demand, and how sure a deadline may be."""

from __future__ import annotations

import pytest
from intake.bodies import deadlines, read

from casefile.domain.letters import PageText
from casefile.intake.letters import read_letters

LETS = [
    "You have until June 30, 2017 to submit a response.",
    "You have until June 30, 2017, to submit a response before a final determination is made.",
    "You will have until June 30, 2017 to submit a response.",
    "The City has until June 30, 2017 to submit additional evidence.",
    "A response may be submitted until June 30, 2017.",
    "Additional evidence may also be submitted until June 30, 2017.",
    "Until June 30, 2017, you may submit a response.",
    "Until June 30, 2017, a response may be submitted.",
    "Comments will be accepted until June 30, 2017.",
    "The Department will accept responses until June 30, 2017.",
    "OJP will consider any response received until June 30, 2017.",
    "Our letter of March 1, 2017 set out our concerns. You have until June 30, 2017 to answer them.",
]


@pytest.mark.parametrize("body", LETS)
def test_chance_to_act_until_a_day_is_a_deadline_and_no_demand(body: str) -> None:
    """Given words that let the addressee act until a day, the day is due and nothing is demanded."""
    (item,) = deadlines(body)
    assert item.value == "2017-06-30"
    assert (item.extra["basis"], item.extra["trigger"]) == ("stated-date", "until")
    assert read(body).values("demand") == []


TELLS = [
    # What an earlier paper set.
    "Our letter of March 1, 2017 said that a response may be submitted until June 30, 2017.",
    "In our earlier letter we said that you have until June 30, 2017 to submit a response.",
    "Our March letter told you that you had until June 30, 2017 to submit a response.",
    "Our March letter said that you must respond by June 30, 2017.",
    "The earlier notice gave you until June 30, 2017 to submit a response.",
    "In our letter of March 1, 2017, we told you that your response was due by June 30, 2017.",
    # What the writer itself will or may do.
    "We will hold the file open until June 30, 2017.",
    "We will not act until June 30, 2017.",
    "The Department will make no determination until June 30, 2017.",
    "The Department may submit a report until June 30, 2017.",
    "The Department must decide by June 30, 2017.",
    "OJP should complete its review by June 30, 2017.",
    "The Department will accept no new applications until June 30, 2017.",
    # What a condition or a call for applications sets.
    "The condition requires the recipient to certify by June 30, 2017.",
    "The City must have submitted its certification by June 30, 2017 to be eligible.",
    "The FY 2017 JAG application deadline is September 5, 2017.",
    "We note that the deadline for new applications is June 30, 2017.",
    "The Act gives States until June 30, 2017 to comply.",
    "ICE has until June 30, 2017 to take custody of the inmate.",
    # What lasts until a day.
    "Please preserve all records until June 30, 2017.",
    "The recipient must keep its records until June 30, 2020.",
    "The City may spend the award until September 30, 2019.",
    "No response is needed until June 30, 2017.",
    "The records may be withheld until June 30, 2017.",
    "Our office may be reached until June 30, 2017.",
]


@pytest.mark.parametrize("body", TELLS)
def test_until_in_a_report_or_a_plan_sets_nothing(body: str) -> None:
    """Given a day that an earlier letter set, that the writer keeps, or up to which a state lasts, none is due."""
    assert [(item.value, item.why) for item in deadlines(body)] == []


@pytest.mark.parametrize(
    "body",
    [
        "The Department must receive your response by June 30, 2017.",
        "OJP must receive the certification no later than June 30, 2017.",
        "Our letter stated our concerns, and you must respond by June 30, 2017.",
        "The Police Department must certify by June 30, 2017.",
        "Response due: June 30, 2017",
        "We expect to hear from you by June 30, 2017.",
        "The County's response to this letter is due by June 30, 2017.",
    ],
)
def test_words_near_those_that_only_tell_still_bind(body: str) -> None:
    """Given a demand in words close to a report's, its day is due."""
    assert [item.value for item in deadlines(body)] == ["2017-06-30"]


ITEMS = ["legal opinion of counsel", "orders and guidance on section 1373", "certification by the Governor"]
LISTS = [
    "The State of California must submit:\n\n1. A {};\n2. All {}; and\n3. A {}.",
    "The State of California must submit:\n\n(a) a {};\n(b) all {}; and\n(c) a {}.",
    "The State of California must submit:\n\n• A {};\n• All {}; and\n• A {}.",
    "The State of California must submit:\n\nA {};\n\nAll {}; and\n\nA {}.",
    "The State of California must submit: (1) a {}; (2) all {}; and (3) a {}.",
    "The State of California must submit: (a) a {}, (b) all {}, and (c) a {}.",
    "The State of California must submit the following:\n\n1. A {};\n2. All {};\n3. A {}.",
]


@pytest.mark.parametrize("body", LISTS)
def test_list_under_a_demand_gives_one_demand_an_item(body: str) -> None:
    """Given a list under "must submit", each item is a demand and the lead-in is none."""
    found = [str(value) for value in read(body.format(*ITEMS)).values("demand")]
    assert len(found) == len(ITEMS)
    assert all(item in value and "must submit" not in value for item, value in zip(ITEMS, found, strict=True))
    assert not any(value.endswith("and") for value in found)


@pytest.mark.parametrize(
    "body",
    [
        "The State of California states that it has:\n\n1. A {};\n2. All {}; and\n3. A {}.",
        "The State of California has sent us:\n\nA {};\n\nAll {}; and\n\nA {}.",
        "The State of California sent us: (1) a {}; (2) all {}; and (3) a {}.",
    ],
)
def test_list_of_what_is_told_demands_nothing(body: str) -> None:
    """Given a list of what was sent or said, nothing is demanded."""
    assert read(body.format(*ITEMS)).values("demand") == []


UNSURE = [
    "Please submit the documentation by June 30.",
    "By January 5, please confirm that you comply.",
    "Please respond prior to June 30, 2017.",
    "Please respond before June 30, 2017.",
    "You have until June 30, 2017 to submit a response.",
    "Your response must be postmarked by June 30, 2017.",
    "The deadline for your response is June 30, 2017.",
    "The deadline is hereby extended to July 14, 2017.",
    "Response date: June 30, 2017",
    "June 30, 2017: Submit the report.",
    "If you wish to respond, please do so by June 30, 2017.",
    "If we do not receive your response by June 30, 2017, we may refer the matter.",
    "Unless you respond by June 30, 2017, the award will be terminated.",
    "To the extent that you disagree, please respond by June 30, 2017.",
    "Failure to submit the certification by June 30, 2017 may result in suspension of the award.",
    "Should the City disagree, it must respond by June 30, 2017.",
    "Please respond by June 30, 2O17.",
    "Please provide the records within 30 days of the date of this letter.",
    "Please provide the records within 10 days of receipt of this letter.",
]


@pytest.mark.parametrize("body", UNSURE)
def test_deadline_that_needs_a_second_look_is_never_sure(body: str) -> None:
    """Given an implied year, an unusual trigger, a condition or a repair, confidence stays below 0.95."""
    found = deadlines(body)
    assert found
    assert all(item.confidence < 0.95 for item in found)


@pytest.mark.parametrize("body", ["Please respond by June 30, 2017.", "You must reply no later than June 30, 2017."])
def test_plain_deadline_is_sure(body: str) -> None:
    """Given a plain demand for a full date, the deadline is as sure as rules can be."""
    assert [item.confidence >= 0.95 for item in deadlines(body)] == [True]


def test_release_gives_the_day_that_the_letters_it_announces_set() -> None:
    """Given a federal release that tells what its letters say, the day in them is due."""
    text = (
        "FOR IMMEDIATE RELEASE\nNovember 15, 2017\n\nThe Department of Justice today sent letters to nine cities. "
        "The letters said that the cities must respond by December 8, 2017.\n\n###\n"
    )
    (letter,) = read_letters([PageText(1, text)])
    assert letter.values("deadline") == ["2017-12-08"]
