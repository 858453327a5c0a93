"""What a paper is, and who writes to whom: its kind and its direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from casefile.domain.enums import Direction, LetterKind
from casefile.intake.letters.layout import Layout, is_prose
from casefile.intake.letters.places import names_local_government
from casefile.intake.letters.words import STATE_NAME

_CABINET = (
    r"(?:Justice|Homeland Security|Health and Human Services|Education|Labor|State|(?:the )?Treasury|Defense"
    r"|Agriculture|"
    r"Commerce|Energy|(?:the )?Interior|Transportation|Veterans Affairs|Housing and Urban Development)"
)
_FEDERAL = re.compile(
    r"(?:U\.?\s?S\.?|United\s+States)\s+(?:Department|Attorney|Immigration|Customs|Citizenship|Secret|Marshals"
    rf"|Agency)|(?<!\w )\bDepartment\s+of\s+{_CABINET}\b"
    r"|Office\s+of\s+Justice\s+Programs|Bureau\s+of\s+Justice\s+Assistance|Federal\s+Bureau"
    r"|Immigration\s+and\s+Customs|Customs\s+and\s+Border|Citizenship\s+and\s+Immigration"
    r"|Attorney\s+General\s+of\s+the\s+United\s+States|Office\s+of\s+Management\s+and\s+Budget"
    r"|Office\s+of\s+Personnel\s+Management|Central\s+Intelligence|Environmental\s+Protection\s+Agency"
    r"|Securities\s+and\s+Exchange\s+Commission|Federal\s+[A-Z]\w+\s+(?:\w+\s+)?(?:Agency|Commission|Administration"
    r"|Service)|National\s+(?:Archives|Security\s+(?:Agency|Council))|General\s+Services\s+Administration"
    r"|Social\s+Security(?:\s+Administration)?|Centers\s+for\s+(?:Medicare|Disease)|White\s+House"
    r"|Executive\s+Office\s+of\s+the\s+President|Cybersecurity\s+and\s+Infrastructure"
    r"|Secretary\s+of\s+(?:State|Defense|Homeland|the\s+Treasury|Agriculture|Labor|Education|Commerce|Energy"
    r"|Transportation|the\s+Interior|Health)|Small\s+Business\s+Administration|DHS|DOJ|\bOJP\b",
    re.IGNORECASE,
)
_DC_OFFICE = re.compile(
    r"\b(?:Board|Commission|Agency|Administration|Bureau|Department|Office|Division)\b", re.IGNORECASE
)
_DC = re.compile(r"Washington,?\s+[DB]\.?\s?C\.?\s+20\d{3}", re.IGNORECASE)
_CONGRESS = re.compile(
    r"(?:United\s+States|U\.?S\.?)\s+(?:Senat(?:e|or)|House|Congress|Representative)|House\s+of\s+Representatives"
    r"|Members?\s+of\s+Congress|Congress\s+of\s+the\s+United|Ranking\s+(?:\w+\s+)?Member"
    r"|\b(?:Senate|House)\s+(?:\w+\s+){0,3}(?:Committee|Leader)|Committee\s+on\s+(?:the\s+)?(?:Judiciary|Finance"
    r"|Homeland|Oversight|Appropriations|Ways)|\bSenator\b|\bCongress(?:man|woman)\b",
    re.IGNORECASE,
)
_STATE_SIDE = re.compile(
    rf"(?:{STATE_NAME})\s+Department\s+of\s+Justice|State\s+of\s+(?:{STATE_NAME})|Commonwealth\s+of"
    rf"|Attorney\s+General\s+of\s+(?:the\s+State\s+of\s+)?(?:{STATE_NAME})"
)
_REPLY = re.compile(
    r"^(?:(?:I|We)\s+(?:am|are)\s+(?:writing|pleased)\s+(?:in\s+response|to\s+respond)|(?:I|We)\s+(?:write"
    r"|submit\s+this\s+letter)\s+(?:on\s+behalf\s+of\s+[^.]{3,80}\s+)?(?:in\s+(?:response|reply)|to\s+respond)"
    r"|This\s+(?:letter\s+)?(?:will\s+)?(?:is\s+(?:in\s+)?(?:response|reply)|responds?|replies|answers|constitutes)"
    r"|(?:In|With)\s+(?:response|reply|reference|regard)\s+to\s+your|Thank\s+you\s+for\s+(?:your"
    r"|the)\s+(?:[\w ,]{0,40}\s)?(?:letters?|inquiry|correspondence)"
    r"|(?:I|We)\s+(?:am|are)\s+in\s+receipt\s+of|(?:I|We)\s+(?:have\s+)?received\s+your|Your\s+letter\s+of"
    r"|Enclosed\s+(?:please\s+)?(?:find|is|are)\b|Pursuant\s+to\s+your\s+(?:letter|request)|On\s+behalf\s+of\s+[^.]{3,120}(?:response|respond))"
    r"|^(?:We|I)\s+have\s+your\s+letter\b|\bEnclosed\s+please\s+find\b|\bin\s+receipt\s+of\s+(?:your|the\s+\d)|^[^.]{0,200}\b(?:has\s+forwarded\s+to\s+me\s+your"
    r"|in\s+response\s+to\s+(?:your|the\s+Department[’']s)\s+(?:[\w ,]{0,30})?(?:letter|request|inquiry)"
    r"|responds?\s+to\s+your)",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"FOR\s+IMMEDIATE\s+RELEASE|\bPRESS\s+RELEASE|\bNEWS\s+RELEASE|^###|^-\s?30\s?-|Press\s+Release\s+Number"
    r"|\bMedia\s+(?:Contact|Advisory)",
    re.IGNORECASE | re.MULTILINE,
)
_NEWS = re.compile(r"\b(?:today|yesterday|said|announced|according to)\b|—\s*The\b|\(AP\)", re.IGNORECASE)
_RECORDS = re.compile(
    r"(?:\b(?:provide|produc\w+|submit|send|furnish|forward|supply|disclose|copies|copy|turn\s+over"
    r"|make\s+available|request\w*)\b.{0,90}?|^(?:All|Any|Each|The|Copies)\b.{0,40}?)"
    r"\b(?:documents?|records?|copies|copy|e-?mails?|communications|correspondence|files?|memoranda|transcripts?"
    r"|logs?|orders,?\s+(?:directives|instructions)|directives,?\s+(?:or\s+|and\s+)?instructions|materials)\b",
    re.IGNORECASE,
)
_EXPLAIN = re.compile(
    r"\b(?:explain|explanation|certif\w+|confirm|demonstrate|clarif\w+|respond|answer|evidence|legal\s+opinion"
    r"|opinion|describe|statement|tell|inform|whether|how|why|validat\w+|information)\b",
    re.IGNORECASE,
)
_PRELIMINARY = re.compile(
    r"\bpreliminar(?:y|ily)\s+(?:\w+\s+)?(?:assess\w*|determin\w*|finding\w*|conclu\w*)|\binitial\s+assessment\b",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"\b(?:final\s+determination\s+(?:that|is)|(?<!not )(?<!not yet )(?:made|makes?"
    r"|issu\w+)\s+(?:\w+\s+){0,3}(?:formal|final)\s+(?:\w+\s+)?determinations?|(?:has|have)\s+(?:now\s+"
    r"|finally\s+)?(?:determined|concluded|found)\s+that\s+[^.]{0,200}(?:violat|not\s+(?:in\s+)?compl|fail"
    r"|ineligible)"
    r"|hereby\s+(?:determine|find|terminat|suspend|disallow|den(?:y|ies))|notice\s+of\s+(?:determination"
    r"|termination|noncompliance))",
    re.IGNORECASE,
)
_HEREBY = re.compile(r"\bhereby\s+(?:determin|find|terminat|suspend|disallow|den(?:y|ies))", re.IGNORECASE)
_CLEARED = re.compile(
    r"\b(?:(?:found|finds?|has)\s+no\s+evidence|no\s+evidence\s+that|(?:have|has)\s+completed\s+(?:our|its"
    r"|the)\s+review|(?:determin\w+|found|finds|conclud\w+|satisfied|appears)\s+[^.]{0,90}(?:is|are"
    r"|to\s+be)\s+(?:currently\s+)?in\s+compliance|(?:satisf(?:ied|ies)\s+(?:the|its|this"
    r"|that)\s+(?:\w+\s+)?(?:condition|requirement|request|Department)|no\s+further\s+(?:action|information"
    r"|response)\s+is)"
    r"|(?:close[sd]?|closing)\s+(?:its|our|the|this)\s+(?:review|inquiry|matter|file)"
    r"|determined\s+that\s+[^.]{0,120}\bcompl(?:y|ies|iant))",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:extend(?:s|ed|ing)?\s+(?:the\s+|your\s+)?(?:deadline|time|period|due)|(?:deadline|due\s+date"
    r"|time\s+to\s+respond)\s+(?:[^.]{0,50}\s)?(?:is|has\s+been)\s+(?:hereby\s+)?(?:extended|moved|withdrawn)"
    r"|request\s+for\s+(?:an\s+)?extension|grant(?:s|ed|ing)?\s+(?:\w+\s+){0,4}extension)",
    re.IGNORECASE,
)
_LISTS = re.compile(
    r"\b(?:(?:has|have)\s+been\s+(?:included|listed|identified|designated|added|placed)\s+(?:on|in"
    r"|as)\s+[^.]{0,80}(?:list|sanctuary)|(?:listed|designated)\s+as\s+a\s+sanctuary)",
    re.IGNORECASE,
)
_OWN_DEPARTMENT = re.compile(rf"\bThe\s+Department\s+of\s*{_CABINET}", re.IGNORECASE)
_HEAD_OF_DEPARTMENT = re.compile(r"\b(?:Secretary|Attorney\s+General|Administrator)\b", re.IGNORECASE)
_TELLING = 10_000  # characters at each end of a long body in which it says what it is
_OPENING = 600  # characters in which a letter says why it is written


@dataclass(frozen=True, slots=True)
class Heads:
    """The texts that tell who writes to whom: letterhead and signature on one side, address on the other."""

    writer: str
    addressee: str
    signed_office: str = ""


def is_federal(text: str) -> bool:
    """Whether the lines name a federal executive agency.

    >>> is_federal("U.S. Department of Justice"), is_federal("California Department of Justice, State of California")
    (True, False)
    """
    if _STATE_SIDE.search(text) or _CONGRESS.search(text):
        return False
    if _FEDERAL.search(text):
        return True
    return bool(_DC.search(text) and _DC_OFFICE.search(text)) and not names_local_government(text.split("\n"))


def direction_of(heads: Heads, body: str, kind: LetterKind, *, asked: bool) -> Direction:
    """Who writes: a federal executive agency, somebody else to one, or anybody else.

    Args:
        heads: Letterhead, signature and address.
        body: The body's text.
        kind: What the paper is.
        asked: It makes demands of its own.
    """
    if is_federal(heads.writer):
        return Direction.FROM_FEDERAL
    if _CONGRESS.search(heads.writer):
        return Direction.OTHER
    if kind is LetterKind.PRESS_RELEASE:
        opening = body[:400]
        federal = re.search(
            r"^(?:WASHINGTON\W+)?(?:\w+,?\s+){0,4}(?:The\s+)?(?:U\.?S\.?\s+)?(?:Department of (?:Justice"
            r"|Homeland Security)|Justice Department|Attorney General)\b[^.]{0,60}\btoday\b",
            opening,
        )
        return Direction.FROM_FEDERAL if federal else Direction.OTHER
    local = names_local_government(heads.writer.split("\n"))
    if not local and re.search(r"\b(?:Acting|Associate|Deputy|Assistant)\s+Attorney\s+General\b", heads.writer):
        return Direction.FROM_FEDERAL
    if kind is LetterKind.MEMORANDUM and not local and _OWN_DEPARTMENT.search(body[:_OPENING]):
        return Direction.FROM_FEDERAL
    if is_federal(heads.addressee):
        unknown = not local and not re.search(r"\b(?:LLP|LLC|Inc|Esq|Law|Counsel for|Attorneys? for)\b", heads.writer)
        power = re.search(r"\b(?:Act|U\.?\s?S\.?\s?C)\b", body) is not None
        ours = re.search(r"\b(?:our|the)\s+(?:City|County|Town|State|client|constituents|clients)\b", body) is not None
        if unknown and asked and power and not ours and kind is not LetterKind.RESPONSE:
            return Direction.FROM_FEDERAL
        return Direction.TO_FEDERAL
    if (
        not local
        and not _HEAD_OF_DEPARTMENT.search(heads.addressee)
        and _OWN_DEPARTMENT.search(body[:_OPENING])
        and re.search(r"\b(?:I|we|our)\b", body[:_OPENING], re.IGNORECASE)
    ):
        return Direction.FROM_FEDERAL
    if local or (not asked and not heads.signed_office):
        return Direction.OTHER
    federal_office = re.match(r"(?:Office|Division|Bureau)\s+of\b", heads.signed_office) is not None
    speaks_for = re.search(r"\bthe\s+(?:Department|Commission|Bureau)\b|\bAct\b|\bU\.?\s?S\.?\s?C", body) is not None
    return Direction.FROM_FEDERAL if federal_office and speaks_for else Direction.OTHER


def kind_of(layout: Layout, head: str, body: str, demands: Sequence[str], *, local_writer: bool) -> LetterKind:
    """What the paper does.

    Args:
        layout: Its parts.
        head: Text above the body, the Re block included.
        body: Text of the body.
        demands: Texts of its demands.
        local_writer: A city, a county or a State writes.
    """
    if "Notice of Electronic Filing" in head + body[:1500]:
        return LetterKind.COURT_NOTICE
    if layout.salutation is None and "sent" not in layout.labels:
        return _kind_without_salutation(layout, head, body)
    opening = body[:_OPENING]
    body = body if len(body) < 2 * _TELLING else body[:_TELLING] + "\n" + body[-_TELLING:]
    reply = is_reply(body)
    asked = len(demands)
    if not local_writer and (_HEREBY.search(body) or re.search(r"final\s+determination", head, re.IGNORECASE)):
        return LetterKind.DETERMINATION
    if _PRELIMINARY.search(body) and not local_writer and not (reply and asked < 1):
        return LetterKind.PRELIMINARY_ASSESSMENT
    if local_writer and reply:
        return LetterKind.RESPONSE
    if not local_writer and ((asked <= 1 and _MOVES.search(body)) or (not asked and _LISTS.search(body))):
        return LetterKind.NOTICE
    if asked <= 2 and not local_writer and _DETERMINED.search(body):
        return LetterKind.DETERMINATION
    if asked <= 1 and not reply and not local_writer and _CLEARED.search(body):
        return LetterKind.CLEARANCE
    if (
        reply
        and asked <= 1
        and not re.search(r"\b(?:must|require[sd]?|subpoena|no\s+later\s+than|by\s+[A-Z])\b", " ".join(demands))
    ):
        return LetterKind.RESPONSE
    if asked:
        return _asking_kind(head, body, demands)
    if reply or re.search(r"\bin\s+response\s+to\b", opening, re.IGNORECASE):
        return LetterKind.RESPONSE
    return LetterKind.OTHER


def kinds_form(headline: str) -> bool:
    """Whether a line in capitals names an office or a form, not a piece of news."""
    return re.search(
        r"\b(?:DEPARTMENT|OFFICE|BUREAU|AGENCY|SECRETARIAT|MEMORANDUM|SLIP|AGREEMENT|ORDER|RESOLUTION)\b", headline
    ) is not None and not re.search(r"\b(?:[A-Z]+S|ON|FOR|TO|OF)\s+(?:[A-Z]+\s+){2,}", headline)


def is_reply(body: str) -> bool:
    """Whether a letter opens as the answer to another."""
    return _REPLY.search(body[:_OPENING].replace("\n", " ")) is not None


def _asking_kind(head: str, body: str, demands: Sequence[str]) -> LetterKind:
    if re.search(
        r"\b(?:document|records?)\s+(?:request|demand)|request\s+for\s+(?:documents|records|production)",
        head + body[:_OPENING],
        re.IGNORECASE,
    ):
        return LetterKind.DOCUMENT_REQUEST
    records = sum(_RECORDS.search(text) is not None and not text.endswith("?") for text in demands)
    explain = sum(_EXPLAIN.search(text) is not None for text in demands)
    following = re.search(r"\bfollowing\s+(?:\w+\s+)?(?:documents|records|materials)\b", body, re.IGNORECASE)
    if following or (records and records > explain / 2 and records * 2 >= len(demands)):
        return LetterKind.DOCUMENT_REQUEST
    return LetterKind.INQUIRY


def _kind_without_salutation(layout: Layout, head: str, body: str) -> LetterKind:
    if re.search(r"ROUTING\s+SLIP|FAX\s+(?:TRANSMISSION|COVER)|TRANSMITTAL", head):
        return LetterKind.OTHER
    if _RELEASE.search(head) or _RELEASE.search(body[-400:]) or _RELEASE.search(body[:200]):
        return LetterKind.PRESS_RELEASE
    letter_follows = re.search(
        r"\bletters?\b[^.]{0,60}\b(?:follows?|below|copied|attached)\b|\bfollowing\s+letter\b", body[-300:]
    )
    if letter_follows and _NEWS.search(body):
        return LetterKind.PRESS_RELEASE
    if layout.labels or re.search(r"\bMEMORANDUM\b", head):
        return LetterKind.MEMORANDUM
    headline = layout.letterhead[0].text if layout.letterhead else ""
    if headline.isupper() and len(headline.split()) >= 4 and not kinds_form(headline):
        return LetterKind.PRESS_RELEASE
    prose = any(is_prose(line.text) for line in layout.body)
    if prose and len(_NEWS.findall(body)) >= 2:
        return LetterKind.PRESS_RELEASE
    return LetterKind.OTHER
