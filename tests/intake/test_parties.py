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
