"""Words that letters are made of: courtesy titles, offices, ranks, states, streets.

No name of a city, a person or a particular letter belongs here.
"""

from __future__ import annotations

import re

STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas",
    "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan",
    "MN": "Minnesota", "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "PR": "Puerto Rico", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington", "WV": "West Virginia",
    "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip
# As newspapers shorten them; USPS letters need no table of their own.
_SHORT_STATES = {
    "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT", "del": "DE",
    "d.c": "DC", "dc": "DC", "fla": "FL", "ga": "GA", "ill": "IL", "ind": "IN", "kan": "KS", "ky": "KY", "la": "LA",
    "mass": "MA", "md": "MD", "mich": "MI", "minn": "MN", "miss": "MS", "mo": "MO", "mont": "MT", "n.c": "NC",
    "n.d": "ND", "n.h": "NH", "n.j": "NJ", "n.m": "NM", "n.y": "NY", "neb": "NE", "nev": "NV", "okla": "OK",
    "ore": "OR", "pa": "PA", "penn": "PA", "r.i": "RI", "s.c": "SC", "s.d": "SD", "tenn": "TN", "tex": "TX",
    "va": "VA", "vt": "VT", "w.va": "WV", "wash": "WA", "wis": "WI", "wyo": "WY",
}  # fmt: skip
_BY_NAME = {name.lower(): code for code, name in STATES.items()}
STATE_NAME = "|".join(sorted(STATES.values(), key=len, reverse=True))
STATE = (
    rf"(?:{STATE_NAME}|D\.\s?C\.?|(?:{'|'.join(STATES)})\b"
    r"|(?:Ala|Ariz|Ark|Calif?|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore"
    r"|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|N\.\s?[CDHJMY]|R\.\s?I|S\.\s?[CD]|W\.\s?Va)\.)"
)


def state_code(word: str) -> str | None:
    """The two letters of a state, however it is written.

    >>> state_code("D. C."), state_code("Calif."), state_code("New Mexico"), state_code("Ontario")
    ('DC', 'CA', 'NM', None)
    """
    plain = re.sub(r"\s+", " ", word.strip())
    if plain.upper() in STATES and len(plain) == 2:
        return plain.upper()
    key = plain.lower()
    return _BY_NAME.get(key) or _SHORT_STATES.get(key.replace(". ", ".").rstrip("."))


COURTESY = re.compile(
    r"^(?:(?:The\s+)?Hon(?:orable|\.)|Mr\.?|Mrs\.?|Ms\.?|Miss|M[xs]\.|Messrs\.?|Dr\.?|Prof(?:essor|\.))(?=\s)[\s,]*",
    re.IGNORECASE,
)
# A rank that stands before a name: "Mayor Jane Doe", "Lt. Governor John Roe".
RANK = re.compile(
    r"^((?:(?:Acting|Interim|Deputy|Assistant|Associate|Under|Vice|Lt\.?|Lieutenant|District|City|County|State|Police|"
    r"Board|Attorney|Inspector|Fire|U\.\s?S\.|United States)\s+)*"
    r"(?:Mayor|Governor|Gov\.|Chief|Sheriff|Commissioner|Superintendent|Supt\.|President|Chair(?:man|woman|person)?|"
    r"Secretary|Director|Administrator|Senator|Sen\.|Representative|Rep\.|Congress(?:man|woman)|General|Attorney|"
    r"Supervisor|Councilmember|Council(?:man|woman)|Alder(?:man|woman|person)|Judge|Justice|Colonel|Col\.|Captain"
    r"|Capt\.|"
    r"Major|Lieutenant|Sergeant|Warden|Treasurer|Comptroller|Manager|Executive|Counsel|Ambassador|Speaker"
    r"|Inspector))\s+"
    r"(?=[A-Z])"
)
TITLE_WORD = re.compile(
    r"\b(?:Mayor|Governor|Chief|Sheriff|Commissioner|Superintendent|President|Chair(?:man|woman|person)?|Secretary|"
    r"Director|Administrator|Senator|Representative|Members? of Congress|Attorney|Counsel|Solicitor|Officer|Manager|"
    r"Executive|Supervisor|Council(?:member|man|woman|or)|Judge|Justice|Clerk|Treasurer|Comptroller|Controller"
    r"|Inspector|"
    r"Leader|Member|Advisor|Adviser|Analyst|Accountant|Coordinator|Deputy|Assistant|Associate|Archivist|Warden|Marshal|"
    r"Ombudsman|Partner|Reviewer|Editor|Spokes(?:man|woman|person)|Liaison|Agent|Speaker|Ambassador|Principal|Trustee|"
    r"Custodian|Commander|Captain|Colonel|Lieutenant|Major|Sergeant|Esq)\b",
    re.IGNORECASE,
)
ORG_WORD = re.compile(
    r"\b(?:Department|Dept|Office|Bureau|Board|Agency|Commission|Administration|Committee|Council|Center|Centre"
    r"|Service|"
    r"Services|Authority|Division|Directorate|Group|City of|County of|County|Town of|Village of|Borough of|Township|"
    r"Parish|State of|Commonwealth|Court|Archives|Police|Corrections|Senate|House of Representatives|Congress|Bank|"
    r"Corporation|Incorporated|Inc|LLC|LLP|Ltd|plc|University|College|Institute|Association|Union|League|Foundation|"
    r"Branch|Section|Unit|Task Force|Metro|Government|Programs?|Delegation|Coalition|Company|Press|Fund|Network"
    r"|District|"
    r"Intelligence|Security|Justice|Management and Budget)\b",
    re.IGNORECASE,
)
STREET = re.compile(
    r"^(?:P\.?\s*O\.?\s*Box|Post Office Box|Suite|Ste\.|Room|Rm\.|Mail\s?stop|One\s+[A-Z]\w+\s+(?:Plaza|Street|Place)"
    r"|\d+[\w-]*(?:st|nd|rd|th)?\s+(?:Floor|[A-Z#])|(?:City|Town|County) Hall\b|.*\b(?:Courthouse"
    r"|Municipal (?:Building|Center))$)"
    r"|\b(?:Street|Avenue)\b.*\b[NS]\.?\s?[EW]\.?$"
    r"|\b(?:Street|St\.|Avenue|Ave\.?|Boulevard|Blvd\.?|Road|Rd\.|Drive|Dr\.|Lane|Plaza|Square|Parkway|Pkwy\.?|Highway|"
    r"Circle|Court|Place|Building|Floor|Room|Suite)(?:,?\s+(?:[NS]\.?\s?[EW]\.?|\d+\w*|Room.*|Suite.*))?[.,]?$",
)
ZIP = r"\d{5}(?:\s*-\s*\d{4})?"
CITY_LINE = re.compile(
    rf"(?P<city>[A-Z][A-Za-z.'’-]+(?: (?:[A-Z]|of|the|du|de|la)[A-Za-z.'’-]*){{0,4}}),?\s+(?P<state>{STATE}),?\s+{ZIP}"
)
CARE_OF = re.compile(r"^(?:c/o|C/O|clo|c/0|care of|Care of|In care of)[:\s]+", re.IGNORECASE)
FURNITURE_PAGE = re.compile(
    r"^[-–—\s(]*(?:Page|PAGE|page|Pg\.?)\s*\d{1,3}(?:\s*(?:of|/)\s*\d{1,3})?(?:[-–—\s)]*|\s+\w)$"
    r"|^[-–—\s]*\d{1,3}[-–—\s]*$"
    r"|^\d{1,3}\s+of\s+\d{1,3}$"
)
