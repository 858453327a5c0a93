"""Names of places as letters print them: "Louisville, KY", "Cook County, IL", "Oregon"."""

from __future__ import annotations

import re

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from casefile.domain.enums import JurisdictionType
from casefile.store.models import Jurisdiction

STATES = {
    "Alabama": "AL", "Alaska": "AK", "Arizona": "AZ", "Arkansas": "AR", "California": "CA", "Colorado": "CO",
    "Connecticut": "CT", "Delaware": "DE", "District of Columbia": "DC", "Florida": "FL", "Georgia": "GA",
    "Hawaii": "HI", "Idaho": "ID", "Illinois": "IL", "Indiana": "IN", "Iowa": "IA", "Kansas": "KS", "Kentucky": "KY",
    "Louisiana": "LA", "Maine": "ME", "Maryland": "MD", "Massachusetts": "MA", "Michigan": "MI", "Minnesota": "MN",
    "Mississippi": "MS", "Missouri": "MO", "Montana": "MT", "Nebraska": "NE", "Nevada": "NV", "New Hampshire": "NH",
    "New Jersey": "NJ", "New Mexico": "NM", "New York": "NY", "North Carolina": "NC", "North Dakota": "ND",
    "Ohio": "OH", "Oklahoma": "OK", "Oregon": "OR", "Pennsylvania": "PA", "Rhode Island": "RI",
    "South Carolina": "SC", "South Dakota": "SD", "Tennessee": "TN", "Texas": "TX", "Utah": "UT", "Vermont": "VT",
    "Virginia": "VA", "Washington": "WA", "West Virginia": "WV", "Wisconsin": "WI", "Wyoming": "WY",
}  # fmt: skip
CODES = frozenset(STATES.values())


def full_name(text: str) -> str:
    return " ".join(text.split())


def state_of(name: str) -> str:
    """Postal code of the State that a name ends in, or is; "" where it names none.

    >>> state_of("Cook County, IL"), state_of("Oregon"), state_of("Springfield")
    ('IL', 'OR', '')
    """
    match = re.search(r",\s*([A-Z]{2})$", name)
    if match and match[1] in CODES:
        return match[1]
    return STATES.get(name, "")


def place_type(name: str) -> JurisdictionType:
    """
    >>> place_type("Cook County, IL").value, place_type("Oregon").value, place_type("Denver, CO").value
    ('county', 'state', 'city')
    """
    if re.search(r"\b(County|Parish|Borough)\b", name):
        return JurisdictionType.COUNTY
    return JurisdictionType.STATE if name in STATES else JurisdictionType.CITY


def find_place(session: Session, name: str) -> Jurisdiction | None:
    """The visible jurisdiction that a letter's name of a place means, or None.

    "Philadelphia, PA" is the Philadelphia of the file, where its State agrees or is not entered. A State is never
    the city of its name, nor the other way round.
    """
    short, state, is_state = name.partition(",")[0], state_of(name), name in STATES
    # SQLite's own `lower` on both sides: it leaves letters beyond ASCII alone, so that "Ávila" finds itself.
    names = func.lower(Jurisdiction.name).in_([func.lower(name), func.lower(short)])
    query = select(Jurisdiction).where(
        Jurisdiction.sequestered.is_(False), names | (func.lower(Jurisdiction.full_name) == func.lower(name))
    )
    found = [own for own in session.scalars(query.order_by(Jurisdiction.id)) if _fits(own, state, is_state=is_state)]
    exact = [own for own in found if name.lower() in (own.full_name.lower(), own.name.lower())]
    return next(iter([*exact, *found]), None)


def _fits(place: Jurisdiction, state: str, *, is_state: bool) -> bool:
    if (place.type is JurisdictionType.STATE) is not is_state:
        return False
    return not state or place.state in ("", state)
