"""Deadline wording, sentence by sentence: what binds, what is only mentioned."""

from __future__ import annotations

import pytest
from intake.bodies import deadlines, read

BINDING = [
    ("Please respond by June 30, 2017.", "2017-06-30", "by"),
    ("Please respond no later than June 30, 2017.", "2017-06-30", "no later than"),
    ("Please respond not later than June 30, 2017.", "2017-06-30", "not later than"),
    ("Your response must be received on or before June 30, 2017.", "2017-06-30", "on or before"),
    ("You have until June 30, 2017 to submit a response.", "2017-06-30", "until"),
    ("The City has until June 30, 2017, to provide the documents.", "2017-06-30", "until"),
    ("We request that the City provide the records by the close of business on June 30, 2017.", "2017-06-30", "by"),
    ("Your response is due by June 30, 2017.", "2017-06-30", "due by"),
    ("Your written response is due on June 30, 2017.", "2017-06-30", "due on"),
    ("By June 30, 2017, please confirm that you comply.", "2017-06-30", "by"),
    ("By Friday, June 30, 2017, you must certify compliance.", "2017-06-30", "by"),
    ("Responses must be postmarked by June 30, 2017.", "2017-06-30", "postmarked by"),
    ("We must receive it no later than 5 p.m. EDT on June 30, 2017.", "2017-06-30", "no later than"),
    ("Failure to submit the certification by June 30, 2017 may result in suspension of the award.", "2017-06-30", "by"),
    ("If we do not receive your response by June 30, 2017, we may refer the matter.", "2017-06-30", "by"),
    ("The deadline for your response is June 30, 2017.", "2017-06-30", "deadline"),
    ("We expect your answer by June 30, 2017. Please reply by June 30, 2017.", "2017-06-30", "by"),
    ("You are hereby required to produce the records by 30 June 2017.", "2017-06-30", "by"),
    ("Recipients should submit the form before July 1, 2017.", "2017-07-01", "before"),
    ("Please submit the documentation by June 30.", "2017-06-30", "by"),
    ("Please submit the documentation by January 5.", "2018-01-05", "by"),
    ("Please submit the documentation by the end of June.", "2017-06-30", "by"),
    ("I would appreciate your reply by 6/30/2017.", "2017-06-30", "by"),
    ("The City may submit additional evidence by June 30, 2017.", "2017-06-30", "by"),
    ("Please provide the records within 30 days of the date of this letter.", "2017-05-21", "within"),
    ("Please provide the records within ten (10) business days from the date of this letter.", "2017-05-05", "within"),
    ("You must respond not later than 14 calendar days after the date of this letter.", "2017-05-05", "not later than"),
    ("We grant your request for an extension until July 14, 2017.", "2017-07-14", "until"),
    ("The deadline is hereby extended to July 14, 2017.", "2017-07-14", "extended to"),
]  # fmt: skip


@pytest.mark.parametrize(("body", "value", "trigger"), BINDING)
def test_words_that_bind_give_one_deadline(body: str, value: str, trigger: str) -> None:
    """Given a sentence that wants or lets the addressee act by a day, that day is the deadline."""
    found = deadlines(body)
    assert [item.value for item in found] == [value]
    assert str(found[0].extra["trigger"]).startswith(trigger)


OPEN = [
    ("Please provide the records within 30 days of receipt of this letter.", "30 days", "receipt"),
    ("Please provide the records within 10 business days of receiving this letter.", "10 business days", "receipt"),
    ("Please respond to these comments within ten business days.", "10 business days", "other"),
    ("You have 14 days to appeal this decision.", "14 days", "other"),
    ("Please report within 30 days after we notify you of the new rule.", "30 days", "other"),
]


@pytest.mark.parametrize(("body", "period", "runs_from"), OPEN)
def test_period_without_a_known_start_has_no_date(body: str, period: str, runs_from: str) -> None:
    """Given a period whose start the letter cannot know, the value stays empty."""
    (item,) = deadlines(body)
    assert (item.value, item.extra["period"], item.extra["from"]) == (None, period, runs_from)
    assert item.extra["basis"] == "period-in-letter"


MENTIONED_ONLY = [
    "The City received its award on September 7, 2017.",
    "In our letter of March 1, 2017, we asked you to respond by May 5, 2017.",
    "We will complete our review by June 30, 2017.",
    "The Department will notify you by June 30, 2017.",
    "OJP intends to issue its decision by June 30, 2017.",
    "You state that you anticipate completing your review by June 30, 2017.",
    "The policy takes effect on June 30, 2017.",
    "The ordinance, effective June 30, 2017, bars such inquiries.",
    "The project period ends on September 30, 2019.",
    "Grant funds must be obligated before the award expires on September 30, 2019.",
    "We will meet with you on June 30, 2017.",
    "A hearing on the motion is scheduled for June 30, 2017.",
    'The condition states: "The recipient agrees to provide all documentation no later than June 30, 2017, if asked."',
    "It is our goal to complete this process by June 30, 2017.",
    "The request that you respond by June 30, 2017 is withdrawn.",
    "The deadline of June 30, 2017 no longer applies.",
    "The Act requires the Attorney General to report by June 30, 2017.",
    "Since January 25, 2017, the Department has reviewed such policies.",
    "The statute, as in force until June 30, 2018, allowed it.",
    "Beginning June 30, 2017, the office will move.",
    "You asked for an extension until July 31, 2017.",
    "Police were told to release the man by April 28, 2017 unless a warrant issued.",
]  # fmt: skip


@pytest.mark.parametrize("body", MENTIONED_ONLY)
def test_words_that_do_not_bind_give_no_deadline(body: str) -> None:
    """Given a plan, a report, a promise, an effective date or a quotation, there is no deadline."""
    assert [(item.value, item.why) for item in deadlines(body)] == []


NO_PERIOD = [
    "A detainer asks the jail to hold an alien for up to 48 hours.",
    "Jails must notify ICE at least 48 hours before release of the inmate.",
    "The officer was required to act within 300 days of the statute's enactment.",
    "The City has submitted three reports within the past two years.",
    "The policy was repealed within six months.",
    "We will answer within 20 working days.",
    "This cannot be done within 10 business days.",
    "The recipient agrees by reasonable deadlines to provide documents.",
]


@pytest.mark.parametrize("body", NO_PERIOD)
def test_periods_that_set_nothing_give_no_deadline(body: str) -> None:
    """Given custody hours, history or a promise, there is no deadline."""
    assert [(item.value, item.why) for item in deadlines(body)] == []


def test_day_before_the_letter_is_no_deadline_and_is_warned_of() -> None:
    """Given a demand for a day that has passed, the date is mentioned and a warning says so."""
    letter = read("Please respond by January 5, 2017.")
    assert letter.values("deadline") == []
    assert letter.values("mentioned_date") == ["2017-01-05"]
    assert letter.warnings == ("January 5, 2017 is asked for, but lies before the letter's date.",)


def test_time_of_day_is_kept() -> None:
    """Given an hour, the deadline carries it; close of business is said to be an assumption."""
    (item,) = deadlines("Please reply no later than 5:30 p.m. on June 30, 2017.")
    assert item.extra["time"] == "17:30"
    (item,) = deadlines("Please reply by close of business on June 30, 2017.")
    assert item.extra["time"] == "17:00"
    assert "taken as 5 p.m." in item.why


def test_two_days_of_two_kinds_in_one_sentence() -> None:
    """Given two demands with two days, both are deadlines, each once."""
    body = (
        "Please name a contact by May 5, 2017 and produce the records no later than June 30, 2017. "
        "Again, all records are due by June 30, 2017."
    )
    assert [item.value for item in deadlines(body)] == ["2017-05-05", "2017-06-30"]


def test_year_that_the_letter_implies_is_said_in_the_reason() -> None:
    """Given a date without a year, the reason says where the year comes from."""
    (item,) = deadlines("Please submit it by May 9.")
    assert item.value == "2017-05-09"
    assert "year follows from the letter's date" in item.why
    assert item.confidence < 0.95


def test_end_of_february_is_the_last_day_of_that_year() -> None:
    """Given "the end of February", a leap year has one day more."""
    body = "Please send us the records by the end of February."
    assert [deadlines(body, dated)[0].value for dated in ("January 8, 2024", "January 8, 2025")] == [
        "2024-02-29",
        "2025-02-28",
    ]


def test_old_letter_is_read_though_its_period_cannot_be_counted() -> None:
    """Given a letter from years whose holidays are not known, its period has no day and the rest is read."""
    letter = read("Please provide the records within 30 days of the date of this letter.", "June 1, 1972")
    (item,) = [one for one in letter.fields if one.name == "deadline"]
    assert (item.value, item.extra["period"], item.extra["from"]) == (None, "30 days", "letter_date")
    assert letter.values("letter_date") == ["1972-06-01"]


MORE_BINDING = [
    "Please ensure that your response reaches this office no later than June 30, 2017.",
    "As noted in our March 1 letter, the certification is due June 30, 2017; please submit it promptly.",
    "You must submit all documentation by June 30, 2017, as required by the special condition of your award.",
    "To the extent that you wish to respond, you may do so until June 30, 2017.",
    "Please submit any response in writing so that it is received by OJP no later than June 30, 2017.",
    "We ask for a written explanation by June 30, 2017.",
    "I ask that you reply in writing by June 30, 2017.",
    "A response is requested by June 30, 2017.",
    "A written response is requested no later than close of business June 30, 2017.",
    "Your response should be submitted by June 30, 2017.",
    "The Department asks that you provide the requested documents by June 30, 2017.",
    "Documents responsive to this request should be produced by June 30, 2017.",
    "Production must be completed on or before June 30, 2017.",
    "Respond by June 30, 2017.",
    "Response date: June 30, 2017",
    "To be considered, the submission must arrive before June 30, 2017.",
    "The Department gives the City until June 30, 2017 to submit a response before a final determination is made.",
    "This letter gives you until June 30, 2017 to respond.",
    "We are extending the deadline for your response to July 14, 2017.",
    "Your response, which we expect by June 30, 2017, should address the ordinance.",
    "Unless you respond by June 30, 2017, the award will be terminated.",
    "You are given thirty (30) days from the date of this letter to cure.",
    "Within 30 days of the date of this letter, you must certify compliance.",
    "You may request a hearing within 15 days of the date of this letter.",
    "Kindly furnish the records by June 30, 2017.",
    "We would be grateful for a reply by June 30, 2017.",
    "It is imperative that the records be produced by June 30, 2017.",
    "The records are to be produced by June 30, 2017.",
    "Submissions received after June 30, 2017 will not be considered; submit yours no later than June 30, 2017.",
    "OJP will consider your response if it is received by June 30, 2017.",
    "We look forward to hearing from you by June 30, 2017.",
    "Please contact us to schedule a call no later than June 30, 2017.",
    "The Sheriff shall certify in writing, by June 30, 2017, that the policy is rescinded.",
    "In light of these concerns, the Department demands that the County rescind the Resolution by June 30, 2017.",
    "Please submit the enclosed form by June 30th.",
    "Please let us know by June 30, 2017 whether the City intends to comply.",
]  # fmt: skip


@pytest.mark.parametrize("body", MORE_BINDING)
def test_many_ways_to_ask_give_one_deadline(body: str) -> None:
    """Given one demand in other words, there is exactly one deadline."""
    assert len(deadlines(body)) == 1


MORE_MENTIONED = [
    "We received your certification of June 30, 2016.",
    "The letter that you received asked for a response by June 30, 2017, and the City met that deadline.",
    "The award period runs from October 1, 2016 through September 30, 2019.",
    "You have told us that the City Council will vote by June 30, 2017.",
    "The City promised to repeal the ordinance by June 30, 2017.",
    "The court ordered the parties to file briefs by June 30, 2017.",
    "Plaintiffs' reply brief is due June 30, 2017.",
    "The Department's brief is due on June 30, 2017.",
    "Applications for FY 2017 funding are due by September 5, 2017.",
    "The solicitation closes on June 30, 2017.",
    "Our office will be closed from June 30, 2017 until July 5, 2017.",
    "We hope to complete our work before June 30, 2017.",
    "I plan to visit your city before June 30, 2017.",
    "The Attorney General will announce the list by June 30, 2017.",
    "The special conditions required the City to certify by June 30, 2017.",
    "The October letter gave the City until June 30, 2017.",
    "Under the injunction, the condition may not be enforced until June 30, 2017.",
    "Your July 1, 2016 letter said that training would be completed by June 30, 2017.",
    "Officers must be trained before they begin work on June 30, 2017.",
    "The ordinance is scheduled to sunset by June 30, 2018.",
    "Nothing in this letter requires action before June 30, 2017.",
    "No response to the June 30, 2017 deadline is needed.",
    "You need not respond by June 30, 2017.",
    "The detainer expired on June 30, 2017.",
    "The inmate is to be released by June 30, 2017.",
    "ICE asked that the jail hold the inmate until June 30, 2017.",
    "The County Board must act on the ordinance by December 31, 2018 under State law.",
    "Congress must reauthorize the program by September 30, 2017.",
]  # fmt: skip


@pytest.mark.parametrize("body", MORE_MENTIONED)
def test_many_ways_to_tell_give_no_deadline(body: str) -> None:
    """Given a day told, promised, hoped for or set by others, there is no deadline."""
    assert [(item.value, item.why) for item in deadlines(body)] == []
