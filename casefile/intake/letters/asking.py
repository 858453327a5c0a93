"""Who asks whom to do what: the words that make a sentence a demand, a report or a plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from casefile.intake.letters.flow import Flow

_ADVERBS = (
    r"(?:(?:hereby|respectfully|therefore|also|further|specifically|formally|now|again|additionally|strongly|only|would)"
    r"\s+)*"
)
_WRITER = (
    r"(?:we|I|(?:the|this)\s+(?:(?:\w+\s+){0,3})(?:Department|Office|Board|Agency|Commission|Bureau|Division|Committee"
    r"|Administration|letter|directive|notice|order|memorandum|Secretary|Attorney General|Director)"
    r"|(?-i:U\.S\. )?(?:Department of \w+|Justice Department))"
)
_ADDRESSEE = (
    r"(?:you|(?:your|the|each|every|all|any|applicable|relevant|federal|these|those|such|affected|a"
    r"|an)\s+(?:[\w’'-]+\s+){0,5}?"
    r"(?:agenc(?:y|ies)|offices?|jurisdictions?|cit(?:y|ies)|count(?:y|ies)|states?|departments?|recipients?|grantees?"
    r"|applicants?|officials?|police|sheriffs?|board|government|bureau|company|compan(?:y|ies)|staff|counsel|mayor)"
    r"|agencies|recipients|grantees|applicants|jurisdictions|(?-i:[A-Z]{2,6}))"
)
_PAPER = (
    r"(?:(?:response|reply|repl(?:y|ies)|submission|answer|certification|documents?|documentation|records?|information"
    r"|reports?|materials?|requests?|opinion|evidence|statement|letters?|comments?|metrics|appeals?|objections?"
    r"|plan|production)s?)"
)
VERBS = (
    r"(?:provide|submit|send|respond|reply|report|produce|confirm|certify|explain|identify|describe|state|return"
    r"|complete"
    r"|deliver|file|furnish|perform|notify|inform|sign|tell|advise|answer|clarify|demonstrate|establish|show|list"
    r"|include"
    r"|ensure|implement|update|audit|begin|develop|designate|prepare|disclose|indicate|specify|forward|supply|transmit"
    r"|preserve|withdraw|rescind|remove|cease|apply|patch|disable|review|discuss|address|make|give|acknowledge|execute)"
)
_ASK = (
    r"\bplease\b(?!\s+(?:note|be\s+(?:advised|aware)|find|see|keep\s+in\s+mind|convey|accept))"
    rf"|\b{_WRITER}\s+{_ADVERBS}(?:am\s+|are\s+|is\s+)?(?:request|ask|require|direct|order|demand|urge"
    r"|expect(?!s?\s+to\b(?!\s+(?:receive|hear|have\s+(?:your|the|a)\b)))|insist|instruct|invite|call\s+(?:up)?on"
    r"|need(?=s?\s+(?:you|your|the|a|an|all|copies|to\s+(?:receive|have|hear|know|see))\b)"
    r"|(?:want|wish|like)(?=(?:es|s)?\s+(?:you|your|the\s+\w+|to\s+(?:obtain|receive|have|hear|know|see))\b))(?:s"
    r"|es|ing)?\b(?!\s+to\s+(?:thank|express|congratulate|advise|inform"
    r"|report|raise|make\s+it|complete|have\s+(?:a|our|the)\s+(?:decision|determination)|reach|issue"
    r"|provide\s+(?:you|an?\s+update)|take))"
    r"|(?<!should )(?<!when )(?<!that )(?<!if )\b(?-i:[A-Z]{2,6})\s+(?:also\s+|hereby\s+)?(?:requests|asks|requires"
    r"|directs|orders|demands|urges|expects)\s+(?:that|the|you|your|each|all|agencies|a|an)\b"
    r"|\bkindly\b|\bit\s+is\s+(?:imperative|essential|critical|vital|necessary)\s+that\b|\b(?:we"
    r"|I)\s+would\s+be\s+(?:grateful|obliged)\b"
    rf"|\b{_PAPER}\s+(?:is|are)\s+(?:hereby\s+)?(?:requested|required|expected|needed)\b|\bif\s+(?:it|they"
    r"|your\s+\w+)\s+(?:is|are)\s+received\b"
    r"|\b(?:we|I|this\s+letter)\s+(?:am\s+|are\s+)?giv(?:e|es|ing)\s+(?:you|your|the\s+\w+)\b"
    r"|\b(?:we|I)\s+(?:would|will|do)\s+(?:also\s+)?(?:greatly\s+)?appreciate\b|\b(?:is|are|would\s+be"
    r"|will\s+be)\s+(?:greatly\s+)?appreciated\b"
    r"|\b(?:we|I)\s+(?:also\s+)?(?:look\s+forward\s+to|await|anticipate)\s+(?:receiv|hearing|your|a\s+(?:prompt"
    r"|response|reply)|the\s+(?:response|reply))"
    r"|\bthank\s+you\s+in\s+advance\s+for\b"
    rf"|\b{_ADDRESSEE}\s+(?:(?:must|shall|should)\b(?!\s+(?:not\s+hesitate|have\b|feel\s+free))"
    rf"|(?:will\s+)?needs?\s+to|(?:has|have)\s+(?:until|to\s+{VERBS})"
    r"|(?:will\s+)?ha(?:s|ve)\s+(?:until|an?\s+opportunity)|(?:is|are)\s+(?:hereby\s+|now\s+|also\s+)?(?:requested"
    r"|required|directed|ordered|asked|expected|"
    r"invited|instructed|commanded|given|urged|to\s+(?:be\s+)?" + VERBS + r")"
    r"|will\s+be\s+(?:expected|required|asked|given)"
    r"|may\s+(?:also\s+|wish\s+to\s+|choose\s+to\s+|\w+ly\s+)?(?:submit|provide|respond|appeal|request|file|object"
    r"|send|seek|present|offer|contest|do\s+so))"
    r"|\b(?:you\s+will|will\s+you|can\s+you|could\s+you|would\s+you)\s+(?:please\s+|kindly\s+)?(?:have\s+until|need"
    r"|provide|submit|send|respond|produce|be\s+(?:expected|required))"
    rf"|\b{_PAPER}\s+(?:[\w,]+\s+){{0,10}}?(?:must|shall|should|(?:is|are)\s+to)\s+(?:also\s+)?(?:be|reach|arrive"
    r"|include|describe|explain|address|identify|contain|set\s+forth|state|show|tell)\b"
    rf"|\b{_PAPER}\s+(?:[\w-]+\s+){{0,4}}?(?:may\s+(?:\w+\s+)?be\s+(?:submitted|sent|filed|provided|presented|made"
    r"|returned|mailed|e-?mailed|delivered)|will\s+be\s+(?:accepted|considered))\b"
    rf"|(?<=will )(?:accept|consider)\s+(?!no\b)(?:[\w-]+\s+){{0,3}}?{_PAPER}\b"
    rf"|\b(?:your|the|all|any|written|such)\s+(?:[\w-]+\s+){{0,3}}{_PAPER}\s+(?:to\s+this\s+\w+\s+)?(?:(?:is|are"
    r"|will\s+be|shall\s+be)\s+)?(?:now\s+)?due\b"
    rf"|\b(?:city|county|state|town|village|jurisdiction|agency|recipient|grantee|office|sheriff)[’']s\s+(?:\w+\s+){{0,2}}"
    rf"{_PAPER}\s+(?:to\s+[^.;,]{{1,50}}\s+)?(?:is|are|will\s+be)\s+(?:now\s+)?due\b"
    r"|\b(?:(?:must|should|needs?\s+to|(?:will|shall)\s+need\s+to|has\s+to|have\s+to)\s+(?:receive|have(?!\s+(?:been|\w+ed)\b)|hear\s+from))\b"
    r"|\b(?:if\s+(?:you|the\s+\w+|we|no|a\s+\w+)\b[^.;]{0,60}?(?:do(?:es)?\s+not|fails?\s+to|(?:is|are)\s+not"
    r"|not\s+received?)|unless\s+(?:you|we|a|the|your)|failure\s+to|absent\s+(?:a|your))\b"
    r"|\b(?:has|have)\s+agreed\s+to\s+(?:provide|submit|send|give|furnish|deliver|produce)\s+(?:us|to\s+us|me|this"
    r"|the)\b"
    r"|\b(?:should|must|shall|are\s+to|is\s+to)\s+(?:be\s+)?(?:submitted|provided|received|sent|returned|filed"
    r"|postmarked|reported|submit|provide|send|respond|report)\b"
    r"|\b(?:requires|requiring|asking|requesting|directing|ordering|demanding|giving)\s+(?:that\s+)?(?:each|every"
    r"|all|the|these|those|you|your|them|it|agencies|recipients|jurisdictions|cities)\b(?=[^.]{0,160}\b(?:to|until"
    r"|provide|submit|respond|prove|show)\b)"
    r"|\b(?:deadline|due\s+date|suspense(?:\s+date)?|response\s+date)\b\s*(?:for\s+[^.;:]{0,90}\s*"
    r"|to\s+[^.;:]{0,60}\s*)?(?:is|will\s+be|shall\s+be|:)"
)
_NOT = (
    r"\bnothing\s+in\s+(?:this|the)\s+\w+\s+\w+\b|\b(?:it\s+is\s+)?(?:our|my|the|its|your)\s+(?:\w+\s+)?(?:goal"
    r"|target|hope|aim|wish|intention|intent|objective|plan|plans|understanding)\s+(?:is|was|were|are|to|that"
    r"|includes?|had|for|remains)\b"
    r"|\b(?:is|are)\s+(?:currently\s+)?(?:targeting|hoping|aiming|planning|working|scheduled|anticipated|projected"
    r"|set)\b"
    r"|\bso\s+that\s+(?:we|it|the|all|they|I)\b(?!\s+(?:\w+\s+)?(?:(?:is|are|be)\s+received|reach|arriv))"
    r"|\bin\s+order\s+(?:that|for\s+us)\b"
    r"|(?<!whether )(?<!if )(?<!how )(?<!when )(?<!what )(?<!why )\byou\s+(?:also\s+)?(?:state|stated|indicate"
    r"|indicated|say|said|anticipate|anticipated|note|noted"
    r"|propose|proposed|promised|represent|represented|advised|committed|plan|intend|expect"
    r"|hope)\b(?!\s+(?:that\s+)?(?:is|are)\s+due)"
    r"|\b(?:we|I|(?-i:[A-Z]{2,6})|the\s+(?:\w+\s+){0,3}(?:Department|Office|Board|Agency|Bureau|Division|City"
    r"|County|State|Commission|Committee|Secretary|Director|Attorney|Administration))\s+"
    r"(?:will|intends?\s+to|plans?\s+to|anticipates?|expects?\s+to|hopes?\s+to|proposes?\s+to|aims?\s+to|shall|can"
    r"|may\s+then|would\s+(?:then|thereafter))\b(?!\s+need)(?!\s+(?:not\s+)?appreciate)(?!\s+assume)"
    r"|\b(?:Act|statute|law|laws|regulations?|ordinance|court|judge|Congress|rule|injunction|legislation"
    r"|solicitation|policy|conditions?|award|grant)\s+(?:\w+\s+)?(?:requires?|required|directs?|mandates?|gives?|gave|provides?|allows?)\b"
    r"|\b(?:(?:we|I|you|they|he|she|it|who|which|had|was|were|been|ha(?:s|ve)|(?-i:[A-Z]\w+))\s+(?:also\s+"
    r"|previously\s+|initially\s+|originally\s+|first\s+)?)"
    r"(?:asked|requested|required|directed|promised|ordered|demanded|due|gave|given|stated|said|testified|committed"
    r"|set)\b"
    r"|\b(?:asked|requested|required|directed|ordered|gave|giving)\s+(?:that\b|you\b|us\b|them\b|it\b|him\b|her\b"
    r"|each\b|these\b|those\b|(?:the\s+)?(?:\w+\s+){0,2}?(?:city|county|state|cities|counties|states|agenc\w+"
    r"|jurisdictions?|recipients?|mayors?|officials|governments)\b)"
    r"|\b(?:had\s+until|was\s+to|were\s+to)\b"
    r"|\b(?:extension|extend(?:ed)?\s+(?:the\s+)?(?:time|deadline|period)|additional\s+time|more\s+time)\b"
    r"|\b(?:remains?|continues?)\s+in\s+(?:effect|force)|\beffective\b|\bexpir(?:e|es|ed|ing|ation)\b|\b(?:project"
    r"|grant|award|performance|funding|budget)\s+period|\bperiod\s+of\s+performance\b"
    r"|\b(?:cannot|can\s+not|could\s+not|unable\s+to|did\s+not|has\s+not|have\s+not|had\s+not)\b"
    r"|\b(?:meeting|hearing|conference|interview|depositions?|site\s+visit|election|vote)\s+(?:(?:is"
    r"|will\s+be)\s+)?(?:on|before|scheduled|held)\b"
    r"|\bno\s+longer\b|\bneed\s+not\b|\b(?:is|are)\s+(?:hereby\s+)?(?:withdrawn|rescinded|cancel+ed|vacated|moot)\b"
    r"|\bwithdraws?\b(?=[^.]{0,60}\b(?:request|demand|deadline))"
)
_GRANT = (
    r"\b(?:(?:is|are|has\s+been|have\s+been)\s+(?:hereby\s+)?(?:extended|granted|moved|postponed|enlarged)"
    r"|(?:we|I|the\s+\w+|(?-i:[A-Z]{2,6}))\s+(?:(?:hereby|am|are|is|will|have|has)\s+)*(?:grant(?:s|ed|ing)?"
    r"|extend(?:s|ed|ing)?|agree(?:s|d)?\s+to\s+extend|mov(?:e|es|ed|ing))"
    r"|new\s+(?:\w+\s+)?(?:deadline|due\s+date|date)|now\s+(?:have|has)\s+until)\b"
)
_TOLD = (
    r"\b(?:your|the\s+Department[’']s|DOJ[’']s|the\s+Attorney\s+General[’']s|OJP[’']s|that|earlier|previous"
    r"|prior)\s+(?:\w+\s+){0,3}?(?:letter|request|notice|demand|correspondence)s?\s+"
    r"(?:of\s+[^.;]{4,24}?\s+|dated\s+[^.;]{4,24}?,?\s+)?(?:also\s+)?(?:request|ask|set|seek|give|require|demand"
    r"|direct|state|provide|call)(?:s|ed)?\b"
    r"|\byou\s+(?:have\s+|had\s+|also\s+)*(?:asked|requested|required|demanded|directed|gave|set|ask|request|demand)\b"
    r"|\b(?:as|you)\s+requested\b|\bmeets?\s+(?:the|your|that)\b|\bahead\s+of\b|\bin\s+advance\s+of\s+the\b"
)
_REPORT = (
    r"\b(?:letters?|notices?|demands?|department|administration|attorney\s+general|officials)\s+(?:also\s+|now\s+"
    r"|today\s+)?(?:asks?|requests?|requires?|gives?|demands?|directs?|tells?|calls?\s+on|wants?)"
    r"\s+(?:that\s+)?(?:the\s+|each\s+|these\s+|those\s+|all\s+)?(?:\w+\s+)?(?:jurisdictions?|cit(?:y|ies)"
    r"|count(?:y|ies)|states?|recipients?|agenc(?:y|ies)|mayors?|officials|governments|them)\b"
)
# Every cue starts with a word: trying them at the start of words only makes the search four times faster.
CUES = re.compile(
    rf"\b(?=[a-z])(?:(?P<report>{_REPORT})|(?P<grant>{_GRANT})|(?P<told>{_TOLD})|(?P<ask>{_ASK})|(?P<no>{_NOT}))",
    re.IGNORECASE,
)
IMPERATIVE = re.compile(
    rf"^[\"“(\s]*(?:\(?\w{{1,3}}[.)]\s+|[•*·▪\uf0b7-]\s*)?(?:and\s+|also\s+|then\s+|immediately\s+|promptly\s+"
    rf"|fully\s+)?{VERBS}\b(?!\s+(?:of|and\s+\w+ing)\b)",
    re.IGNORECASE,
)
_LATER_IMPERATIVE = re.compile(rf"^[\s,)]*(?:[^.;:]{{0,90}},\s*)?(?:and\s+)?(?:please\s+)?{VERBS}\b", re.IGNORECASE)
ASKING_STEMS = tuple(
    (
        "please|request|ask|requir|direct|order|demand|urge|expect|need|want|wish| like|insist|instruct|invite|call|"
        "appreciat|forward|await|anticipat|in advance|must|shall|should|have to|has to| to be |is to |are to |kindly|"
        "grateful|imperative|essential|will be |you will|will you|can you|could you|would you"
    ).split("|")
)
# "They may send" lets nobody act who is addressed, and is said in letters at every turn.
_OTHERS = ("they", "we", "it", "he", "she", "who", "that", "which", "i")
_LET = re.compile(
    " may " + "".join(rf"(?<!\b{word} may )" for word in _OTHERS) + "(?:submit|provide|respond|also|present|send|offer)"
)
_QUOTED = re.compile(r"“[^“”]{25,}”|\"[^\"]{25,}\"")
LEAD_IN = re.compile(
    r"\b(?:required\s+actions|(?:is|are)\s+required\s+to|requires?\s+the\s+following|must|shall|should|please"
    r"|requests?|ask|provide|submit"
    r"|following\s+(?:actions?|steps?|measures?|information|documents?|records?|questions?|items?|materials?))\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\bnot\s+hesitate\b|\bfeel\s+free\b|\b(?:please|you\s+may|you\s+can|free\s+to)\s+(?:also\s+)?(?:contact|call"
    r"|reach|e-?mail|write)\b"
    r"|\blet\s+(?:me|us|my\s+\w+)\s+know\s+(?:and|if|whether\s+you\s+have)"
    r"|\bif\s+(?:you|your\s+\w+)\s+(?:should\s+)?have\s+(?:any\s+)?(?:further\s+|additional\s+)?(?:questions?"
    r"|concerns?)"
    r"|\bplease\s+(?:find|note|be\s+(?:advised|aware)|convey|accept|keep\s+in\s+mind|see\b|refer\b|know\b"
    r"|understand\b|extend\b)"
    r"|^\s*(?:I|we)\s+(?:also\s+)?look\s+forward\b|^\s*thank\s+you\s+(?:again\s+)?(?:for|very)",
    re.IGNORECASE,
)
_DELIVERY = re.compile(
    r"\b(?:send|submit|direct|address|mail|e-?mail|forward|deliver|return|sent|submitted|addressed|mailed|e-?mailed"
    r"|directed)\b"
    r"[^.;]{0,120}?\b(?:to|at|via|through)\b[^.;]{0,120}?(?:@|\b\d{5}\b|\bStreet\b|\bAvenue\b|\bthe\s+(?:above"
    r"|following)\s+address|\bthis\s+address|\bthe\s+address)"
    r"|\bnumber\s+(?:your|the)\s+(?:responses?|answers?)|\b(?:reference|include|cite|use)\s+(?:the\s+|your\s+)?(?:\w+\s+){0,3}(?:number|no\.)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(rf";\s+(?:and\s+)?{VERBS}\b[^;]*$", re.IGNORECASE)
_CONDITION = re.compile(r"if\b|unless\b|failure\b|absent\b", re.IGNORECASE)
_DOES = re.compile(
    r"\b(?:provide|submit|produce|confirm|certify|explain|identify|describe|clarify|demonstrate|respond|answer|list"
    r"|disclose|complete|designate)\b",
    re.IGNORECASE,
)


# An earlier paper and what it said; what it set binds by that paper, not by the one that tells of it.
_EARLIER = re.compile(
    r"\b(?:our|my|the|that|an|a|its|your|earlier|previous|prior|first)\s+(?:[\w-]+\s+){0,3}?(?:letter|notice|request|e-?mail"
    r"|correspondence|memorandum|demand)s?\b[^;:]{0,60}?\b(?:said|told|stated|advised|informed|explained|noted|provided"
    r"|wrote|indicated|announced|says|states|tells)\b(?:\s+(?:to\s+)?(?:you|us|them|the\s+\w+))?(?:\s+that)?(?:\s+(?:the|a|an|any"
    r"|your|each|all)\b)?(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
# What a federal writer itself may or must do, other than be answered: "the Department must receive your reply".
_OWN_ACT = re.compile(
    r"(?:[Tt]he\s+(?:Department|Bureau|Attorney\s+General)|DOJ|OJP|BJA|DHS|ICE)\s+(?:may|must|shall|should|needs?\s+to"
    r"|has\s+(?:until|to))\b(?!\s+(?:receive|have|hear)\b)"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a sentence sets a day for its addressee, and by which words."""

    asks: bool
    words: str = ""


def governing(
    sentence: str, start: int, end: int, *, press: bool = False, reply: bool = False, federal: bool = False
) -> Verdict:
    """Judges what governs a day or period in a sentence: the last cue before it, else the first after it.

    Args:
        sentence: The sentence.
        start: Where the day's trigger words start in it.
        end: Where the day ends.
        press: The paper is a release or a report, whose past tense is its present.
        reply: The paper answers an earlier one, whose demands it only tells.
        federal: A federal agency writes: "the Department" is the writer, not the addressee.

    >>> text = "Please submit it no later than June 30, 2017."
    >>> governing(text, 17, 44).asks
    True
    >>> text = "It is our goal to finish by June 30, 2017."
    >>> governing(text, 25, 41).asks
    False
    """
    before = list(takewhile(lambda match: match.start() <= start, CUES.finditer(sentence)))
    if before:
        last = before[-1]
        if last["no"] and "exten" in last.group().lower():  # "we grant your request for an extension"
            last = next((match for match in before if match["grant"]), last)
        if last["ask"] and (
            (not press and _tells_earlier(sentence, last)) or (federal and _OWN_ACT.match(sentence, last.start()))
        ):
            return Verdict(False, last.group())
        return _verdict(last, press, reply)
    if not reply and (IMPERATIVE.match(sentence) or _CLAUSE.search(sentence[:start])):
        return Verdict(True, "an instruction")
    after = CUES.search(sentence, end)
    if after and _in_main_clause(sentence[end : after.start()]) and not _CONDITION.match(after.group()):
        return _verdict(after, press, reply)
    if _LATER_IMPERATIVE.match(sentence[end:]) and start < 30 and not reply:
        return Verdict(True, "an instruction after the day")
    return Verdict(False)


def _tells_earlier(sentence: str, cue: re.Match[str]) -> bool:
    """Whether the words that ask are those of an earlier paper: "our March letter said that you must"."""
    if re.match(r"(?:please|we|I|kindly)\b", cue.group(), re.IGNORECASE):
        return False
    return _EARLIER.search(sentence[: cue.start()]) is not None


def _in_main_clause(between: str) -> bool:
    return len(between) < 160 and ";" not in between


def _verdict(match: re.Match[str], press: bool, reply: bool) -> Verdict:
    words = re.sub(r"\s+", " ", match.group()).strip()
    if match["grant"]:
        return Verdict(not reply, words)
    if match["report"]:
        return Verdict(not reply, words)
    if match["told"]:
        return Verdict(False, words)
    if match["ask"]:
        third = not re.match(r"(?:please|we|I|thank)\b", words, re.IGNORECASE)
        if reply and third and not re.match(r"(?:you|your)\b", words, re.IGNORECASE):
            return Verdict(False, words)
        return Verdict(True, words)
    if press and re.search(
        r"\b(?:asked|requested|required|directed|ordered|demanded|gave|given|set|had\s+until)\b", words, re.IGNORECASE
    ):
        return Verdict(True, words)
    return Verdict(False, words)


def tells_own_act(sentence: str) -> bool:
    """Whether a sentence of a federal paper says what its writer may or must do.

    >>> tells_own_act("OJP must decide soon."), tells_own_act("The Department must receive your answer.")
    (True, False)
    """
    return _OWN_ACT.match(sentence) is not None


def asking_places(flow: Flow) -> list[int]:
    """Where in a flow words stand without which no sentence asks."""
    return sorted([*flow.places(ASKING_STEMS), *(match.start() for match in _LET.finditer(flow.lower))])


def asks(sentence: str) -> bool:
    """Whether a sentence asks its addressee to do something, courtesies and delivery instructions left out.

    >>> asks("Please provide a copy of the ordinance."), asks("Please call me with any questions.")
    (True, False)
    """
    small = sentence.lower()
    instructs = IMPERATIVE.match(sentence) is not None
    if not instructs and not any(map(small.__contains__, ASKING_STEMS)) and not _LET.search(small):
        return False  # plain search spares most sentences the long patterns
    sentence = _QUOTED.sub(" ", sentence)
    if _COURTESY.search(sentence) or _DELIVERY.search(sentence):
        return False
    told = False
    for number, match in enumerate(CUES.finditer(sentence)):
        told = told or (number == 0 and match["told"] is not None)
        if match["ask"] and _addressed(match.group(), sentence) and not _tells_earlier(sentence, match):
            return not told
    return instructs


def _addressed(words: str, sentence: str) -> bool:
    plain = words.lower()
    if plain.endswith(" until") or ("may " in plain and re.search(r"\buntil\b", sentence, re.IGNORECASE)):
        return False  # it lets the addressee act up to a day: a deadline, no demand
    if plain.startswith(("if ", "unless", "failure", "absent", "thank you in advance")):
        return bool(re.search(r"\bplease\b", sentence, re.IGNORECASE) or plain.startswith("thank you in advance"))
    if re.match(r"(?:please|we|i)\b", plain) or (
        plain.startswith("you ") and "may " not in plain and "have" not in plain
    ):
        return True
    if "may " in plain or "opportunity" in plain or "has agreed" in plain or "have agreed" in plain:
        return re.search(r"\bmay\s+(?:\w+\s+){0,3}?(?:submit|provide|respond|present|send|offer)", plain) is not None
    return bool(_DOES.search(sentence))
