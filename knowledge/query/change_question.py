"""Whether a person asks what changed or will change, since when, and in what."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from common.words import STOP_WORDS, words
from knowledge.time.date_ranges import months_off
from knowledge.time.dates import Days, find_days
from knowledge.time.temporal_intent import PERIOD
from knowledge.time.time_words import weekday_number


class ChangeTopic(StrEnum):
    """What the news shall be of: whatever is named, the register's tools, one tool's history, one
    clause alone (how it last changed), or what is approved and still to begin."""

    WHATEVER = "whatever"
    TOOLS = "tools"
    TOOL = "tool"
    CLAUSE = "clause"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class ChangeQuestion:
    """Since when, and until when if that is over, and about what: `about` holds the words that may
    name it, `here` that the last answer is meant. `versions` are those named, as written: `1.0`,
    or `3` for the third. `barred`: tools that were barred are meant, or those that were let in;
    None for all. `unread` is the period that is named and not understood."""

    since: date | None
    about: str
    here: bool
    kind: ChangeTopic = ChangeTopic.WHATEVER
    versions: tuple[str, ...] = ()
    barred: bool | None = None
    until: date | None = None
    unread: str = ""


_LEAD = (
    r"^(?:(?:hi|hello|hey|so|ok|okay|and|but|please|can you|could you|tell me|show me|list|do you"
    r" know|i want to know|remind me)\b[\s,]*)*"
)
_ON = (
    r"(?=\s*(?:\?|$|in\b|with\b|about\b|since\b|on\b|from\b|to\b|for\b|here\b|lately\b|recently\b|of"
    r" late\b|between\b|this\b|last\b|now\b|over\b|after\b|as of\b|the\b"
    r"|before\b|during\b|throughout\b|while\b"
    r"|so far\b))"
)
_DONE = (
    r"(?:added|removed|approved|refused|banned|barred|blocked|suspended|retired|introduced|launched"
    r"|withdrawn|taken off|put on|allowed|stopped)"
)
_CHANGED = r"(?:changed?|updated?|revised?|amended?|modified|rewritten|replaced?)"

_ASKED = re.compile(
    _LEAD + r"(?:"
    rf"what(?:['’]?s| is| has| have| was| were)?(?: been)? (?:changed|new|different|updated){_ON}"
    rf"|(?:what|which) (?:ai )?(?:rules|polic(?:y|ies)|clauses|guidance)(?: have| has| had| were"
    rf"| was| got)?(?: been)? (?:changed|new|updated|amended|revised|reworded|replaced){_ON}"
    r"|(?:what|which)(?: are| were)?(?: the)?(?: recent| latest| new)? (?:changes|updates|news)\b"
    r"(?!.*\b(?:needs?|requires?|counts?|must|should|triggers?|have to)\b)"
    r"|(?:are there |have there been |were there |is there )?(?:any|the|all|recent|latest)"
    r"(?: recent| new| latest)* (?:changes|updates|news)\b"
    r"|(?:is there )?(?:anything|something|owt) (?:new|changed|different)\b"
    r"|how (?:has|have|did) .{2,60}? chang(?:e|ed)\b"
    r"|(?:has|have|did) (?:anything|something|the .{2,40}?|any .{2,40}?|.{2,40}? (?:policy|rules))"
    r" chang(?:e|ed)\b(?= (?:about|on|with|for|to|since|in|this|last|recently|lately|over|between)"
    r"|\s*\?*$)"
    r"|(?:changes|updates) (?:to|in|since)\b"
    r"|(?:what(?:['’]?s| is| are) the )?differences? between\b(?=.*(?:version|\d\.\d|\bold\b.*new))"
    rf"|when (?:did|was|were|has|have) .{{2,60}}? (?:last |most recently )?(?:been )?{_CHANGED}"
    r"\b(?! (?:to|the|my|our|a|an|it to)\b)"
    r"|.{0,60}\bwhat (?:have|did|has) (?:i|we) miss(?:ed)?\b"
    r"|(?:catch|bring) me up\b"
    r"|compare (?=.*(?:version|polic|\d\.\d))"
    r")",
    re.IGNORECASE,
)
_COMING = re.compile(
    _LEAD + r"(?:"
    r"what(?:['’]?s| is| are| will be)?"
    r" (?:changing|due to change|going to change|coming up|coming)\b"
    rf"(?:{_ON}|(?=\s*(?:soon|next)\b))"
    r"|what will (?:change|be new|be different)\b"
    r"|what changes (?=next|soon|are (?:coming|planned|due))"
    r"|when (?:does|do|will|is|are) .{2,50}? (?:policy|policies|rules?|guidance|version|clause)"
    r" (?:change|be (?:changed|updated|replaced)|changing)\b"
    r"|(?:will|is|are) .{2,50}? (?:policy|policies|rules?|guidance)"
    r" (?:change|be changed|be updated|going to change|changing|due to change)\b"
    r"|(?:is|are) there (?:a |any |going to be a )?(?:new|next|upcoming|later)"
    r" (?:version|polic|rule)"
    r"(?=.*\b(?:coming|planned|due|soon|on the way|on its way|approved|going to be)\b)"
    r"|(?:any|the|all|what)? ?(?:upcoming|planned|coming|future)"
    r" (?:changes|versions|policies|rules)\b"
    r")",
    re.IGNORECASE,
)
_COMING_THEN = re.compile(_LEAD + r"what changes (?:in|on|from)\b", re.IGNORECASE)
_LATELY = re.compile(r"\b(?:new|newly|recently|lately|of late|just|since)\b", re.IGNORECASE)
_TOOLS = re.compile(
    _LEAD + r"(?:what|which|any|are there any) (?:new )?(?:ai )?(?:tools?|apps?|products?)"
    rf" (?:was|were|have been|has been|got|are newly) (?:newly |recently )?"
    rf"(?!allowed){_DONE}\b"
    r"|" + _LEAD + r"(?:any|what|which) new (?:ai )?(?:tools|apps)\b"
    r"(?!.*\b(?:may|can|could|should) (?:i|we))"
    r"|" + _LEAD + r"what(?:['’]?s| has| is)? (?:changed|new|different) (?:in|on|to) the"
    r" (?:tools? )?register\b",
    re.IGNORECASE,
)
_TOOL = re.compile(
    _LEAD + r"(?:(?:when (?:did|was|were)|since when (?:has|have|is|was)|how long (?:has|have)"
    r"|until when (?:was|were)|(?:was|were|has|have)(?= .{2,60}? ever\b))\b"
    rf".{{2,60}}?\b(?:been )?(?:{_DONE}|on the register)\b"
    r"|(?:what(?:['’]?s| is) )?(?:the )?history of\b)",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\b(?:removed|refused|banned|barred|blocked|suspended|retired|withdrawn|taken off|stopped)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:approved|allowed|introduced|launched)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    _LEAD + r"(?:since when (?:do|does|did|is|are|must|can|have|has)\b"
    r"|when did .{2,60}? (?:start|begin|come in|come into force|take effect|become)\b"
    r"|how long (?:has|have) .{2,60}? been (?:the rule|in force|required|the policy)\b)",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"\bhere\b|\bin (?:it|that|this)\b|\b(?:that|this|it)(?: rule| clause)? (?:last )?(?:been )?"
    r"(?:chang|updat|start|begin|come)",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"\b(?:versions? |v\.? ?)(\d+(?:\.\d+)?)\b|\b(\d{1,2}\.\d{1,2})\b", re.IGNORECASE
)
_AND_VERSION = re.compile(r"\b(?:and|to|with|or) (\d+(?:\.\d+)?)\b(?![./-]?\d)")
_SINCE = re.compile(r"\b(?:since|from|after)\b[^.?!]{0,24}$", re.IGNORECASE)
_UP_TO = re.compile(r"\bbefore\s+(?:the\s+)?$", re.IGNORECASE)
_ON_A_DAY = re.compile(r"\bon\s+(?:the\s+)?$", re.IGNORECASE)
_A_TIME = re.compile(
    r"\b(?:since|during|throughout|after|before|until)\b\s*(?P<open>[^?.!]+)", re.IGNORECASE
)
_NOT_A_NAME = STOP_WORDS | frozenset(
    "ai policy policies rule rules council changed change changes new different updated updates"
    " latest recent recently lately news since between here clause clauses show list please"
    " late say see anything something been last happened version versions when did was were"
    " looked checked asked visited update over during after throughout compare compared comparison"
    " difference differences old added"
    " removed revised amended replaced coming changing upcoming planned future next soon due"
    " going will now current previous most start started begin began come came take took effect"
    " force become became long owt remind know newest"
    " ve missed miss off away leave maternity holiday back catch bring history ever until"
    " while so far reworded before".split()
)
_TIMES = frozenset("week weeks month months".split())
_UNDATED = (ChangeTopic.TOOL, ChangeTopic.CLAUSE, ChangeTopic.COMING)
_STATUS_WORDS = frozenset(_DONE.strip("(?:)").replace("|", " ").split()) | {"register", "tool"}


_HAS_CHANGED = re.compile(
    r"\b(?:when|how|has|have|did|was|were|since when|history|ever|what)\b.*"
    r"\b(?:chang(?:e|ed|es)|amended|updated|revised|reworded|altered|rewritten)\b",
    re.IGNORECASE,
)


def read_change_question(text: str, today: date) -> ChangeQuestion | None:
    """Whether a person asks what changed; None for every other question. For `TOOL` and `CLAUSE`
    it may turn out that none is meant."""
    asked = text.strip()
    versions, unversioned = _versions(asked)
    ahead = bool(_COMING.search(asked) or _COMING_THEN.search(asked))
    if _kind(asked, dated=True) is None:
        return None  # whatever day is named
    days = find_days(unversioned, today, ahead=ahead)
    if days and _UP_TO.search(unversioned[: days.start]):
        until = days.first - timedelta(days=1)
        days = replace(days, first=months_off(until, -12), last=until)
    kind = _kind(asked, dated=days is not None)
    if kind is None:
        return None
    rest = f"{unversioned[: days.start]} {unversioned[days.end :]}" if days else unversioned
    if days and (PERIOD.search(rest) or _of_time(rest)):
        days, rest = None, unversioned  # half of what is named is not understood
    left_out = (
        _NOT_A_NAME | _STATUS_WORDS
        if kind in (ChangeTopic.TOOLS, ChangeTopic.TOOL)
        else _NOT_A_NAME
    )
    about = " ".join(word for word in words(rest) if word not in left_out)
    return ChangeQuestion(
        since=days.first if days else None,
        until=_until(unversioned, days, today) if days else None,
        unread="" if days or kind in _UNDATED else _unread(unversioned),
        about=about,
        here=bool(_HERE.search(rest)),
        kind=kind,
        versions=versions,
        barred=_barred(asked) if kind is ChangeTopic.TOOLS else None,
    )


def _until(asked: str, days: Days, today: date) -> date | None:
    """The last day of a time that is over; None where all that came since is meant."""
    before = asked[: days.start]
    is_over = days.last < today and not _SINCE.search(before)
    return days.last if is_over and (days.first != days.last or _ON_A_DAY.search(before)) else None


def _of_time(words_left: str) -> str:
    """What is left of a time when a day was read, or none could be: a weekday, a week."""
    left = [word for word in words(words_left) if weekday_number(word) is not None]
    return next(iter(left + [one for one in words(words_left) if one in _TIMES]), "")


def _unread(asked: str) -> str:
    """The time that is named where no day could be read."""
    if found := PERIOD.search(asked):
        return found[0].strip()
    if (word := _of_time(asked)) and (found := re.search(rf"[^?.!]*\b{word}\b", asked, re.I)):
        return re.split(r"\b(?:in|on|at|over|during|since|last)\b", found[0])[-1].strip()
    found = _A_TIME.search(asked)
    if found and any(word not in _NOT_A_NAME for word in words(found["open"])):
        return found["open"].strip()
    return ""


def asks_when_changed(text: str) -> bool:
    """Whether it is asked when, how or whether something changed that is named."""
    return bool(_HAS_CHANGED.search(text))


def _barred(asked: str) -> bool | None:
    if _OUT.search(asked):
        return True
    return False if _IN.search(asked) else None


def _kind(asked: str, *, dated: bool) -> ChangeTopic | None:
    if _TOOLS.search(asked) and (dated or _LATELY.search(asked) or "register" in asked.lower()):
        return ChangeTopic.TOOLS
    if _TOOL.search(asked):
        return ChangeTopic.TOOL
    if _COMING.search(asked) or (dated and _COMING_THEN.search(asked)):
        return ChangeTopic.COMING
    if _CLAUSE.search(asked):
        return ChangeTopic.CLAUSE
    return ChangeTopic.WHATEVER if _ASKED.match(asked) else None


def _versions(asked: str) -> tuple[tuple[str, ...], str]:
    """The versions that are named, and the text without them."""
    found = [one or other for one, other in _VERSION.findall(asked)]
    if not found:
        return (), asked
    rest = _VERSION.sub(" ", asked)
    second = _AND_VERSION.search(rest)
    if second is not None:
        found.append(second[1])
        rest = _AND_VERSION.sub(" ", rest, count=1)
    return tuple(dict.fromkeys(found)), rest
