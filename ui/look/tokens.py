"""Design tokens and the type scale: one frozen table of colours a scheme, one of type."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as #RRGGBB. Names are those of design.md, section 2."""

    dark: bool
    window: str
    rail: str
    surface: str
    sunken: str
    hover: str
    sel: str
    line: str
    line2: str
    ctl: str
    text: str
    text2: str
    text3: str
    accent: str
    on_accent: str
    link: str
    blue: str
    blue_soft: str
    green: str
    green_soft: str
    amber: str
    amber_soft: str
    red: str
    red_soft: str
    grey: str
    grey_soft: str
    federal: str
    federal_soft: str
    local: str
    local_soft: str
    mark: str


# fmt: off
LIGHT = Tokens(
    dark=False, window="#F3F5F7", rail="#ECEFF2", surface="#FFFFFF", sunken="#F8F9FB", hover="#F1F4F8", sel="#E2EBF6",
    line="#DFE3E8", line2="#C9CFD7", ctl="#7A8492", text="#18202B", text2="#465060", text3="#5F6977",
    accent="#1F4E8C", on_accent="#FFFFFF", link="#1F4E8C", blue="#1F4E8C", blue_soft="#E2EBF6",
    green="#176B43", green_soft="#E3F2E9", amber="#845000", amber_soft="#FBEFD7", red="#A32E29", red_soft="#FBE7E5",
    grey="#535D6B", grey_soft="#ECEFF2", federal="#5B3F87", federal_soft="#EFE9F7", local="#0B6267",
    local_soft="#DDF0F0", mark="#FFF1B8",
)
DARK = Tokens(
    dark=True, window="#13171C", rail="#171C22", surface="#1C2229", sunken="#21282F", hover="#232A32", sel="#243850",
    line="#2E363F", line2="#404A55", ctl="#76828F", text="#E8ECF1", text2="#BAC3CD", text3="#98A3AF",
    accent="#8FB8EF", on_accent="#0E1B2C", link="#9CC1F3", blue="#9CC1F3", blue_soft="#21334A",
    green="#7FCFA2", green_soft="#173427", amber="#E8BB6D", amber_soft="#392D16", red="#F29C94", red_soft="#44231F",
    grey="#ABB5C0", grey_soft="#2A3139", federal="#C5B1ED", federal_soft="#30294A", local="#7CCDCE",
    local_soft="#13383A", mark="#4A3E12",
)
# fmt: on


class Type(IntEnum):
    """Roles of text. IntEnum because roles are dictionary keys in every paint call."""

    TITLE = 0
    DAYS = 1
    INSPECTOR = 2
    CARD = 3
    BODY = 4
    BODY_MEDIUM = 5
    BODY_SEMI = 6
    FIGURES = 7
    SECONDARY = 8
    SECONDARY_MEDIUM = 9
    SUB = 10
    FLOOR = 11
    FLOOR_SEMI = 12
    QUOTE = 13


@dataclass(frozen=True, slots=True)
class Spec:
    """Size in points at 96 dpi, line height in pixels, weight, and whether figures are tabular."""

    pt: float
    line: int
    weight: int = 400
    tabular: bool = False
    family: str = "Inter"


SPECS: dict[Type, Spec] = {
    Type.TITLE: Spec(15, 26, 600),
    Type.DAYS: Spec(15, 24, 600, tabular=True),
    Type.INSPECTOR: Spec(11.25, 20, 600),
    Type.CARD: Spec(10.5, 20, 600),
    Type.BODY: Spec(9.75, 18),
    Type.BODY_MEDIUM: Spec(9.75, 18, 500),
    Type.BODY_SEMI: Spec(9.75, 18, 600),
    Type.FIGURES: Spec(9.75, 18, tabular=True),
    Type.SECONDARY: Spec(9, 16),
    Type.SECONDARY_MEDIUM: Spec(9, 16, 500),
    Type.SUB: Spec(8.6, 16),
    Type.FLOOR: Spec(8.25, 13, 500),
    Type.FLOOR_SEMI: Spec(8.25, 13, 600),
    Type.QUOTE: Spec(10.5, 19, family="Source Serif 4"),
}
