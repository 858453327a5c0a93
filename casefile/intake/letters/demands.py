"""What a letter asks for, item by item; what it threatens; where it says that nothing is final."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from casefile.intake.letters.asking import IMPERATIVE, LEAD_IN, asking_places, asks
from casefile.intake.letters.flow import Flow, list_mark, sentences

_INLINE_ITEM = re.compile(r"(?<=[\s:;,])\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s+(?=[A-Za-z“\"])")
_LIST_GOES_ON = re.compile(r"(?:and|or)?\s*\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s")
_BULLET = re.compile(r"[•·▪‣●◦*\uf0b7\uf0a7\uf0d8\u2013\u2014-]\s")
_TOLD_LIST = re.compile(
    r"\b(?:indicates?|(?-i:states?)|stated|found|finds?|means?|defin(?:es|itions?|ed)|includ(?:es|ing)\s+(?:policies"
    r"|the\s+following\s+policies)"
    r"|we\s+(?:have\s+)?(?:reviewed|found|note|concluded)|as\s+follows|acknowledg(?:es|ing)|Actions|believe"
    r"|steps\s+are\s+necessary)\b[^.]{0,80}:?$",
    re.IGNORECASE,
)
_THREAT = re.compile(
    r"\b(?:withh(?:old|eld|olding)|suspen(?:d|ded|sion)|terminat(?:e|ed|ion|ing)|ineligib\w+|subpoenas?|refer(?:red"
    r"|ral)?\b[^.]{0,30}(?:to|for)|enforcement\s+action"
    r"|legal\s+action|disallow\w*|claw\s?back|recover(?:y)?\s+(?:of\s+)?(?:the\s+)?(?:funds|award|money|grant)"
    r"|repay\w*|return\s+of\s+(?:the\s+)?(?:funds|award|grant)|high[- ]risk"
    r"|debar\w*|prosecut\w+|penalt(?:y|ies)|sanctions?|injuncti\w+|lawsuits?|civil\s+action|criminal(?:ly)?"
    r"|depositions?|los(?:e|s)\s+(?:of\s+)?(?:\w+\s+)?(?:funding|funds|eligibility)"
    r"|deni(?:al|ed)\s+(?:of\s+)?(?:\w+\s+)?(?:funding|funds|award)|remedies|adverse\s+action|legislative\s+action"
    r"|release[- ]in[- ]full|release\s+in\s+full|open\s+in\s+full|consequences?)\b",
    re.IGNORECASE,
)
_THREAT_STEMS = tuple(
    (
        "withh|suspen|terminat|ineligib|subpoena|refer|enforcement act|legal action|disallow|claw|recover|repay|"
        "return of|risk|debar|prosecut|penalt|sanction|injuncti|lawsuit|civil action|criminal|deposition|lose |"
        "loss |denial|denied|remedies|adverse|legislative action|in full|in-full|consequence"
    ).split("|")
)
_MAY = re.compile(
    r"\b(?:may|could|will|can|would|shall|might|reserves?\s+the\s+right|intends?\s+to|prepared\s+to|subject(?:s"
    r"|ed)?\s+to|result\s+in|considers?)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|should\s+(?:you|the)|failure|fail(?:s|ed|ing)?|absent|unless|non-?complian\w+|without\s+(?:a|your)"
    r"|in\s+the\s+event|otherwise|not\s+(?:comply|respond)"
    r"|does\s+not|do\s+not|reserves?|prepared|violat\w+|and\s+will)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|has\s+been|had)\s+(?:withheld|suspended|terminated|prosecuted|denied)\b", re.IGNORECASE
)
_NOT_FINAL = re.compile(
    r"\b(?:not\s+(?:constitute\s+|represent\s+|reach(?:ed)?\s+|made\s+|yet\s+made\s+|yet\s+reached\s+"
    r"|be\s+(?:construed|considered|treated)\s+as\s+)?(?:a\s+|the\s+|its\s+|any\s+"
    r"|yet\s+(?:a\s+)?)?final\s+(?:agency\s+)?(?:\w+\s+)?(?:determination|decision|action|finding|conclusion"
    r"|assessment)"
    r"|(?:no|before\s+(?:reaching|making|issuing|it\s+makes)\s+(?:a|its|any))\s+final\s+(?:\w+\s+)?(?:determination"
    r"|decision|conclusion|finding)"
    r"|(?:determination|decision|assessment|finding)s?\s+(?:is|are)\s+(?:not\s+(?:yet\s+)?final"
    r"|(?:only\s+)?preliminary)|preliminary\s+(?:in\s+nature|and\s+(?:is\s+)?(?:not\s+final|subject\s+to))"
    r"|(?:has|have)\s+not\s+(?:yet\s+)?(?:made|reached)\s+(?:a|any|its)\s+(?:final\s+)?(?:determination|decision"
    r"|conclusion)|without\s+(?:prejudging|reaching)\b"
    r"|this\s+(?:is|letter\s+is)\s+(?:only\s+)?(?:a|our)\s+preliminary\s+(?:assessment|determination))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a flow, and why it was taken."""

    start: int
    end: int
    why: str
    confidence: float


def demands(flow: Flow) -> list[Found]:
    """One for each item of a list that asks, else for each sentence that does.

    Lead-ins and delivery instructions are no demands.
    """
    found: list[Found] = []
    marks = asking_places(flow)
    paragraphs = list(_paragraphs(flow.text))
    lead, listed = "", False
    for index, (start, end) in enumerate(paragraphs):
        text = flow.text[start:end]
        mark = list_mark(text)
        if mark is None or len(text) - mark.end() < 3:
            lead, listed = text, False
            item_follows = (
                index + 1 < len(paragraphs) and list_mark(flow.text[slice(*paragraphs[index + 1])]) is not None
            )
            question = text.endswith("?") and _asked_above(flow.text, paragraphs, index)
            if _unmarked_item(flow.text, paragraphs, index):
                found.append(
                    Found(start, _without_join(flow.text, start, end), "a line under words that ask for it", 0.85)
                )
            elif question:
                found.append(Found(start, end, "a question that the letter asks", 0.85))
            else:
                found.extend(_sentences_that_ask(flow, start, end, item_follows, marks))
            continue
        item = _item(flow.text, start + mark.end(), end, lead, bool(_BULLET.match(text)))
        if item:
            found.append(item)
            listed = True
        elif not listed and len(text) > 300:
            found.extend(_sentences_that_ask(flow, start, end, False, marks))
    return found


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line.rstrip())
        start += len(line) + 1


def _without_join(text: str, start: int, end: int) -> int:
    """End of an item without the "and" that leads to the next."""
    for join in ("and", "or"):
        if text.endswith(join, start, end):
            item = text[start : end - len(join)].rstrip()
            return start + len(item) if item.endswith((";", ",")) else end
    return end


def _unmarked_item(text: str, paragraphs: list[tuple[int, int]], index: int) -> bool:
    """Whether a paragraph is a line of a list without marks under a demand: all but the last end in a semicolon."""
    start, end = paragraphs[index]
    goes_on = text[_without_join(text, start, end) - 1] == ";"
    for above_start, above_end in reversed(paragraphs[max(0, index - 30) : index]):
        if text[above_end - 1] == ":":
            above = text[above_start:above_end]
            return goes_on and LEAD_IN.search(above[-350:]) is not None and not _tells(above)
        if text[_without_join(text, above_start, above_end) - 1] != ";" or list_mark(text[above_start:above_end]):
            return False
        goes_on = True
    return False


def _asked_above(text: str, paragraphs: list[tuple[int, int]], index: int) -> bool:
    """Whether a run of unnumbered questions begins with "answer the following" or the like."""
    for start, end in reversed(paragraphs[max(0, index - 12) : index]):
        above = text[start:end]
        if above.endswith(":"):
            return LEAD_IN.search(above) is not None or re.search(r"\bquestions?\b", above) is not None
        if not above.endswith("?"):
            return False
    return False


def _item(text: str, start: int, end: int, lead: str, bullet: bool) -> Found | None:
    end = _without_join(text, start, end)
    body = text[start:end]
    if body.endswith(":") and not re.search(r"[.?!]\s", body):
        return None  # a lead-in of the items below it
    if re.match(r"(?:(?-i:[A-Z]{2,6})|The\s+\w+|We|I)\s+(?:will|may|has|have|had|did|is|are)\b", body) and not asks(
        body
    ):
        return None  # what the writer does, or what it has found
    own = any(asks(body[a:b]) or body[a:b].endswith("?") for a, b in sentences(body))
    told = (bullet or not own) and _tells(lead)
    if own and not told:
        return Found(start, end, "an item that asks", 0.93)
    by_lead = not told and LEAD_IN.search(lead[-350:]) is not None and lead.endswith((":", ".", "-", "—", "–"))
    if (
        by_lead
        and (lead.endswith(":") or re.search(r"\bfollowing\b", lead, re.IGNORECASE))
        and not _THREAT.search(lead[-120:])
    ):
        return Found(start, end, "an item under words that ask for it", 0.9)
    return None


def _tells(lead: str) -> bool:
    """Whether the words above a list tell of something and ask for nothing."""
    return _TOLD_LIST.search(lead) is not None and not re.search(
        r"\b(?:request|please|provide|questions?)\b", lead, re.IGNORECASE
    )


def _sentences_that_ask(flow: Flow, start: int, end: int, list_follows: bool, marks: Sequence[int]) -> Iterator[Found]:
    """Asking sentences of a paragraph; `marks` are the places of words without which none asks."""
    at = bisect_right(flow.sentences, (start, -1))
    for number, (first, last) in enumerate(islice(flow.sentences, at, None), at):
        if first >= end:
            return
        sentence = flow.text[first:last]
        marked = bisect_left(marks, first) < bisect_left(marks, last)
        if not (marked or IMPERATIVE.match(sentence)) or not asks(sentence):
            continue
        last = _end_of_list(flow, number, end)
        sentence = flow.text[first:last]
        inline = [match.end() for match in _INLINE_ITEM.finditer(sentence)]
        lead_in = last == end and list_follows and (sentence.endswith(":") or "following" in sentence)
        if len(inline) >= 2:
            yield from _inline_items(flow.text, first, last, inline)
        elif not lead_in and not re.search(r"[^\s.?!]\s?:$", sentence):
            yield Found(first, last, "a sentence that asks", 0.85)


def _end_of_list(flow: Flow, number: int, end: int) -> int:
    """Where a sentence ends, with the items of a list that follow it after semicolons."""
    last = flow.sentences[number][1]
    for first, following in islice(flow.sentences, number + 1, None):
        if first >= end or flow.text[last - 1] != ";" or not _LIST_GOES_ON.match(flow.text, first):
            break
        last = following
    return last


def _inline_items(text: str, start: int, end: int, items: list[int]) -> Iterator[Found]:
    for first, following in zip(items, [*items[1:], None], strict=True):
        stop = end if following is None else start + following
        raw = text[start + first : stop]
        raw = (
            re.sub(r"[\s;,]*(?:\band\b|\bor\b)?[\s;,]*\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)\)\s*$", "", raw)
            if following
            else raw
        )
        yield Found(
            start + first, start + first + len(raw.rstrip(" ;,")), "an item of a list in a sentence that asks", 0.88
        )


def consequences(flow: Flow) -> list[Found]:
    """Sentences that say what happens to those who do not act."""
    found: list[Found] = []
    for at in flow.places(_THREAT_STEMS):
        if found and at < found[-1].end:
            continue
        start, end = flow.sentence_at(at)
        sentence = flow.text[start:end]
        if (
            _THREAT.search(sentence)
            and _MAY.search(sentence)
            and _CONDITION.search(sentence)
            and not _PAST.search(sentence)
            and len(sentence) < 900
        ):
            found.append(Found(start, end, "a sentence that says what may follow", 0.85))
    return found


def not_final(flow: Flow) -> list[Found]:
    """Sentences that say that nothing has been decided for good."""
    found: list[Found] = []
    for at in flow.places(("final", "prelim", "determination", "prejudg")):
        if found and at < found[-1].end:
            continue
        start, end = flow.sentence_at(at)
        match = _NOT_FINAL.search(flow.text, start, end)
        if match:
            found.append(Found(start, end, f'the words "{match.group()[:50]}"', 0.92))
    return found
