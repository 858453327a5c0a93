"""Whose letter it is: addressees of every kind, and the place in dispute by the address alone."""

from __future__ import annotations

import pytest

from casefile.domain.letters import Letter, PageText
from casefile.intake.letters import read_letters


def letter_to(address: list[str]) -> Letter:
    text = (
        "U.S. Department of Justice\nOffice of Justice Programs\nWashington, D.C. 20531\n\nNovember 15, 2017\n\n"
        + "\n".join(address)
        + "\n\nDear Sir or Madam:\n\nPlease respond by December 8, 2017.\n\nSincerely,\n\nPeter L. Hargrove\n"
    )
    (letter,) = read_letters([PageText(1, text)])
    return letter


PLACES = [
    (
        "Miami-Dade County, FL",
        ["The Honorable Ana Roe", "Mayor", "Miami-Dade County", "111 NW First Street", "Miami, Florida 33128"],
    ),
    (
        "Athens, GA",
        ["Mr. Al Poe", "Manager", "Athens-Clarke County Unified Government", "301 College Avenue", "Athens, GA 30601"],
    ),
    (
        "Illinois",
        [
            "Mr. John Maki",
            "Executive Director",
            "Illinois Criminal Justice Information Authority",
            "300 West Adams Street, Suite 200",
            "Chicago, Illinois 60606",
        ],
    ),
    (
        "Vermont",
        ["Commissioner Thomas Anders", "Vermont Department of Public Safety", "45 State Drive", "Waterbury, VT 05671"],
    ),
    (
        "District of Columbia",
        [
            "The Honorable Muriel Bowen",
            "Mayor of the District of Columbia",
            "1350 Pennsylvania Avenue, NW",
            "Washington, DC 20004",
        ],
    ),
    (
        "New York, NY",
        [
            "Ms. Elizabeth Glaser",
            "Director",
            "New York City Mayor's Office of Criminal Justice",
            "1 Centre Street",
            "New York, NY 10007",
        ],
    ),
    ("Denver, CO", ["Chief Robert Whitman", "Denver Police Department", "1331 Cherokee Street", "Denver, CO 80204"]),
    (
        "Louisville, KY",
        [
            "The Honorable Greg Fisk",
            "Mayor",
            "Louisville/Jefferson County Metro Government",
            "527 West Jefferson Street",
            "Louisville, KY 40202",
        ],
    ),
    (
        "Bernalillo County, NM",
        [
            "Mr. Manuel Gonzales III",
            "Sheriff",
            "Bernalillo County Sheriff's Office",
            "400 Roma Avenue NW",
            "Albuquerque, New Mexico 87102",
        ],
    ),
    (
        "Chicago, IL",
        ["Superintendent Eddie Johns", "Chicago Police Department", "3510 South Michigan Avenue", "Chicago, IL 60653"],
    ),
    (
        "San Francisco, CA",
        [
            "The Honorable Edwin M. Leigh",
            "Mayor",
            "City and County of San Francisco",
            "City Hall, Room 200",
            "1 Dr. Carlton B. Goodlett Place",
            "San Francisco, CA 94102",
        ],
    ),
    (
        "Central Falls, RI",
        ["The Honorable Jorge Elorza", "Mayor of Central Falls", "580 Broad Street", "Central Falls, RI 02863"],
    ),
    (
        "Oregon",
        [
            "Mr. Damon Mott",
            "Director",
            "Division of Criminal Justice",
            "State of Oregon",
            "775 Summer Street NE",
            "Salem, Oregon 97301",
        ],
    ),
    ("Oregon", ["The Honorable Kate Brand", "Governor of Oregon", "900 Court Street NE", "Salem, OR 97301"]),
    ("King County, WA", ["Chair Dow Constant", "King County Executive", "401 Fifth Avenue", "Seattle, WA 98104"]),
    ("Burlington, VT", ["Mr. Miro Wein", "Mayor", "City Hall", "149 Church Street", "Burlington, Vermont 05401"]),
    (
        "Philadelphia, PA",
        ["The Honorable Jim Kern", "Mayor", "City of Philadelphia", "Room 215 City Hall", "Philadelphia, PA 19107"],
    ),
    ("Tulsa, OK", ["Mr. Chuck Jordan", "Chief of Police", "600 Civic Center", "Tulsa, OK 74103"]),
    (
        "Windham, CT",
        ["Mr. Jeffrey Holt", "Town Manager", "Town of Windham", "979 Main Street", "Willimantic, CT 06226"],
    ),
    (
        "Cook County, IL",
        [
            "Ms. Toni Peck",
            "President",
            "Cook County Board of Commissioners",
            "118 N. Clark Street",
            "Chicago, Illinois 60602",
        ],
    ),
]


@pytest.mark.parametrize(("place", "address"), PLACES)
def test_place_in_dispute_comes_from_the_party_addressed(place: str, address: list[str]) -> None:
    """Given an address, the jurisdiction is the government addressed, not the city its mail goes to."""
    letter = letter_to(address)
    assert letter.values("jurisdiction") == [place]
    assert letter.direction == "from-federal"


NAMES = [
    ("Walter Okafor Jr.", "Chief", ["Chief Walter Okafor Jr.", "Fairhaven Police Department", "Fairhaven, OH 44999"]),
    (
        "Luis M. Ortega, III",
        "Governor",
        ["The Honorable Luis M. Ortega, III", "Governor, State of Ohio", "Columbus, OH 43299"],
    ),
    (
        "Jane O'Neil",
        "City Attorney",
        ["Ms. Jane O'Neil, Esq.", "City Attorney", "City of Fairhaven", "Fairhaven, OH 44999"],
    ),
    ("JOHN ROE", "DIRECTOR", ["MR. JOHN ROE", "DIRECTOR", "CITY OF FAIRHAVEN", "FAIRHAVEN, OH 44999"]),
    (
        "Ana de la Cruz",
        "Superintendent",
        ["Dr. Ana de la Cruz", "Superintendent", "City of Fairhaven", "Fairhaven, OH 44999"],
    ),
    ("Dana Whitlock", "Sheriff", ["Sheriff Dana Whitlock", "Alder County", "Alderton, OR 97999"]),
    (
        "Jo Anne McCall",
        "Senior Policy Advisor",
        ["Jo Anne McCall", "Senior Policy Advisor", "County of Alder", "Alderton, OR 97999"],
    ),
]


@pytest.mark.parametrize(("name", "title", "address"), NAMES)
def test_names_stand_as_printed_without_courtesy_titles(name: str, title: str, address: list[str]) -> None:
    """Given an addressee, the name keeps its suffix, loses its courtesy, and a rank before it is the title."""
    letter = letter_to(address)
    assert letter.values("recipient") == [name]
    assert letter.values("recipient_title") == [title]


UNNAMED = [
    ([], "Mayor", "City of Fairhaven", ["Mayor", "City of Fairhaven", "1 Main Street", "Fairhaven, OH 44999"]),
    (
        [],
        "Custodian of Records",
        "Alder County Sheriff's Office",
        ["Custodian of Records", "Alder County Sheriff's Office", "2 Court Square", "Alderton, OR 97999"],
    ),
    (
        ["Office of the City Attorney"],
        None,
        "Office of the City Attorney",
        ["Office of the City Attorney", "1 Main Street", "Fairhaven, OH 44999"],
    ),
    (
        ["Ann Poe"],
        "Mayor",
        "City of Fairhaven",
        ["The Honorable Ann Poe", "Mayor", "City of Fairhaven", "1 Main Street", "Fairhaven, OH 44999"],
    ),
]


@pytest.mark.parametrize(("names", "title", "office", "address"), UNNAMED)
def test_office_under_a_title_is_no_person(
    names: list[str], title: str | None, office: str, address: list[str]
) -> None:
    """Given a title without a name, its office is the office; only an office that stands alone is the addressee."""
    letter = letter_to(address)
    assert letter.values("recipient") == names
    assert letter.values("recipient_title") == ([title] if title else [])
    assert letter.values("recipient_office") == [office]


def release(body: str) -> Letter:
    (letter,) = read_letters([PageText(1, f"FOR IMMEDIATE RELEASE\nNovember 15, 2017\n\n{body}\n")])
    return letter


RELEASES = [
    (
        "Letters were sent today to the places named below:\n\nFairhaven, Ohio\nCook County, Illinois\nVermont\n",
        ["Fairhaven, OH", "Cook County, IL", "Vermont"],
    ),
    (
        "Letters were sent today to the places named below:\n\nFairhaven, Ohio\nWashington, D.C.\n",
        ["Fairhaven, OH", "Washington, DC"],
    ),
    ("Washington, D.C. - The Department of Justice today sent a letter to Fairhaven, Ohio.", ["Fairhaven, OH"]),
    ("This is the kind of Washington, DC sloth that the people of Fairhaven, Ohio know.", ["Fairhaven, OH"]),
    ("It was announced today by Senators Ann Poe and Jo Roe, Ohio Representatives Al Doe and Mo Coe.", []),
]


@pytest.mark.parametrize(("body", "places"), RELEASES)
def test_release_lists_places_and_neither_people_nor_the_seat_of_government(body: str, places: list[str]) -> None:
    """Given a release, places it lists are proposed; who holds office for a State, or its dateline, is none."""
    assert release(body).values("jurisdiction") == places


def test_letter_to_the_head_of_a_department_is_not_from_it() -> None:
    """Given a letter without heads that greets a Secretary, it is not taken for the department's own."""
    text = (
        "Dear Mr. Secretary:\n\nThe Department of Defense based its advice on a plan that we have not seen. "
        "We request that you provide the plan within two weeks.\n\nSincerely,\n\nAnn Poe\n"
    )
    (letter,) = read_letters([PageText(1, text)])
    assert letter.direction != "from-federal"
