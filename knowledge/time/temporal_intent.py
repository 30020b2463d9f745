"""For which time is a question asked: today, a day in the past, or "before", or "still"?

A date alone does not make it so: "can I record the meeting on Monday" asks for today's rule, and
"the tool was approved in March, can I use it" does too.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from common.words import STOP_WORDS, words
from knowledge.time.dates import Days, NoSuchDay, read_days


class TemporalIntent(StrEnum):
    """`THEN`: as of a day that is over. `BEFORE`: by the version before today's. `STILL`: is the
    last answer still the rule? `AHEAD`: a day to come is named, whatever for. `NO_SUCH_DAY`: a day
    is named that does not exist. `UNREAD`: what was is asked of a period that is not understood."""

    THEN = "then"
    BEFORE = "before"
    STILL = "still"
    AHEAD = "ahead"
    NO_SUCH_DAY = "no such day"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class TimedQuestion:
    """`rest` is the question without the words of time, put as of today. For `THEN` it is answered
    as of `on`, the last day of the time named, `first` being its first; for `AHEAD` `on` is the
    day named.
    `asks_ahead`: the question is what will hold on that day to come, not merely for then. `named`
    is the day that does not exist, or the period that is not understood."""

    when: TemporalIntent
    rest: str
    on: date | None = None
    first: date | None = None
    asks_ahead: bool = False
    named: str = ""


_AHEAD = re.compile(
    r"\b(?:will|won['’]?t|going to|gonna|upcoming|coming|next|from|starting|planned|future)\b", re.I
)
_PAST = re.compile(
    r"(?<!\bi )(?<!\bwe )(?<!\bwho )(?<!\bthey )"
    r"\b(?:did|was|were) (?:the|it|there|that|this|these|those|i|we|you|they|he|she|anyone|anybody"
    r"|everyone|nobody|staff|people|our|any|a|an|all)\b"
    r"|\bdid (?:\w+ ){1,4}(?:say|allow|need|have|apply|cover|require|exist|ban|mean)\b"
    r"|\b(?:was|were) (?:[\w-]+ ){0,4}(?:allowed|banned|barred|ok|okay|permitted|approved|required"
    r"|covered|included|excluded|bound|obliged"
    r"|needed|compulsory|mandatory|refused|in force|possible|fine)\b"
    r"|\b(?:what|who|when|where|which|how (?:long|much|many|often)) (?:was|were|did)\b"
    r"|\bcould (?:i|we|staff|they|people|anyone)\b|\b(?:who|what|how|which \w+) could\b|\bhad to\b"
    r"|\bused to\b|\bapplied\b|\bcould (?:a|an|the|our|any|no|some|\w+ data|\w+s|[\w-]+ \w+s) \w+",
    re.I,
)
_OF_THE_POLICY = re.compile(
    r"\b(?:polic(?:y|ies)|rules?|guidance|register|clauses?|it) (?:\w+ ){0,2}sa(?:y|id|ys)\b"
    r"|\b(?:polic(?:y|ies)|rules?|guidance|register|version|position|wording) (?:as )?(?:back )?"
    r"(?:of|in|on|from|before|last|during|at|between|over|throughout|up to|until|till|§)(?:\b|\s)"
    r"|\bas (?:of|at|(?:it|they|things|matters) (?:was|were|stood))\b|\bin force\b|\bback in\b"
    r"|\b(?:rules?|polic(?:y|ies)|guidance) (?:for|in|during|over) (?:the )?(?:period|dates?|time)"
    r" (?:of |from )?§"
    r"|^(?:the |our )?(?:[\w-]+ ){0,2}(?:rules?|polic(?:y|ies)|guidance) (?:about|on|for|regarding)"
    r" (?:[\w-]+ ){1,4}(?:on|in|at|during|over|before|until|for) (?:the )?§",
    re.I,
)
_TODAY = re.compile(
    r"\b(?:can|may|should|must|shall|do|does|am|is|are) (?:i|we|you|they|it|he|she|anyone|staff"
    r"|there|people|the|that|this|these|those|my|our)\b",
    re.I,
)
_BEFORE = re.compile(
    r"\bused to (?:say|be|have|allow|need|require|apply)\b|\bpreviously\b|\bformerly\b"
    r"|\b(?:old|previous|earlier|last|former|prior|superseded)(?= (?:rules?|polic(?:y|ies)|version"
    r"|wording|guidance|clause)\b)"
    r"|\bbefore (?:(?:it|that|this|they|the (?:polic(?:y|ies)|rules?)) (?:was |were |got )?"
    r"(?:changed|updated|revised|amended|replaced|rewritten)"
    r"|the (?:last )?(?:change|update))\b"
    r"|\b(?:say|said|policy|rule) before(?: (?:that|this|now|then))?\s*[?.!]*$",
    re.I,
)
_STILL = re.compile(
    r"\b(?:still|any ?more|up[ -]to[ -]date|current|currently|now)\b"
    r"|\bha(?:s|ve) (?:that|it|this|they|the \w+) changed\b",
    re.I,
)
_EMPTY_WORDS = STOP_WORDS | frozenset(
    "still anymore current currently now rule rules case same policy policies position valid true"
    " right force changed change since apply applies date up today say said then back version"
    " used previously before old previous earlier last".split()
)
_LEADING = re.compile(
    r"(?:\b(?:as (?:of|at)|as (?:it|they|things|matters) (?:was|were|stood)|back in"
    r"|between|throughout|prior to|up to|in|on|by|during|since"
    r"|before|until|till|after|from|of|over|at|around|to|for)\s+)+$",
    re.I,
)
_ENDS_THERE = re.compile(r"\b(?:before|prior to)\b", re.I)
PERIOD = re.compile(
    r"\b(?:fy ?['’]?\d[\d/–-]*|[qh] ?\d\b(?: \d[\d/–-]*)?|\d{4}[/–-]\d{2,4}"
    r"|week \d+|(?:the |our )?(?:(?:last|this|first|second|current"
    r"|previous|autumn|winter|spring|summer|easter) )?(?:half[- ]?(?:year|term)|quarter"
    r"|semester|trimester|financial year|municipal year|lockdown|pandemic|administration"
    r"|election|easter|purdah|pre-election period|michaelmas|whitsun|half of the year"
    r"|(?:autumn|winter|spring|summer|this|last|next) term)s?)\b",
    re.I,
)
"""What names a period without being a day that is read."""
_BEGINS_THEN = re.compile(r"\bafter\b", re.I)


_FRAME = re.compile(
    r"^(?:and |so |but |please |tell me |remind me )*"
    r"(?:what|how) (?:did|does|do|was|were|is|are|will)"
    r"(?: the| our| your)?(?: council['’]?s)?(?: ai)?"
    r" (?:polic(?:y|ies)|rules?|guidance|position|register|it)"
    r"(?: used to)?(?: sa(?:y|id|ys)| be)?(?: (?:about|on|for|regarding|re|with))?\b\s*",
    re.I,
)
_PEOPLE = r"(i|we|you|they|he|she|it|staff|people|anyone|everyone|managers|councillors)"
_TENSES = tuple(
    (re.compile(past, re.I), present)
    for past, present in (
        (rf"\b(?:was|were) {_PEOPLE} (?:allowed|able|permitted) to\b", r"can \1"),
        (r"\bcould\b", "can"),
        (r"\bdid (i|we|you|they|staff|people|managers|councillors)\b", r"do \1"),
        (r"\bdid\b", "does"),
        (r"\bhad to\b", "have to"),
        (r"\bused to\b ?", ""),
        (r"\bwas\b", "is"),
        (r"\bwere\b", "are"),
    )
)


def recognise_time(question: str, today: date) -> TimedQuestion | None:
    """The time that a question is asked for; None for today's rule, whatever is said besides."""
    ahead = bool(_AHEAD.search(question))
    days = read_days(question, today, ahead=ahead)
    if isinstance(days, NoSuchDay):
        rest = _without(question, _start_of(question, days.start), days.end)
        return TimedQuestion(TemporalIntent.NO_SUCH_DAY, as_of_today(rest), named=days.named)
    if days is not None:
        return _dated(question, days, today)
    if found := _unread_period(question):
        rest = _without(question, _start_of(question, found.start()), found.end())
        return TimedQuestion(TemporalIntent.UNREAD, as_of_today(rest), named=found[0].strip())
    about_nothing_else = not set(words(question)) - _EMPTY_WORDS
    if _STILL.search(question) and about_nothing_else:
        return TimedQuestion(TemporalIntent.STILL, "")
    if found := _BEFORE.search(question):
        rest = "" if about_nothing_else else _without(question, found.start(), found.end())
        return TimedQuestion(TemporalIntent.BEFORE, as_of_today(rest))
    return None


def _dated(question: str, days: Days, today: date) -> TimedQuestion | None:
    start = _start_of(question, days.start)
    rest = _without(question, start, days.end)
    first, last = days.first, days.last
    if _ENDS_THERE.search(question[start : days.start]):
        first = last = first - timedelta(days=1)
    elif _BEGINS_THEN.search(question[start : days.start]):
        first = last = last + timedelta(days=1)
    about_nothing_else = not set(words(rest)) - _EMPTY_WORDS
    policy = bool(_OF_THE_POLICY.search(f"{question[: days.start]}§ {question[days.end :]}"))
    if first > today:
        asks = policy or about_nothing_else or bool(_AHEAD.search(rest))
        return TimedQuestion(TemporalIntent.AHEAD, as_of_today(rest), first, first, asks_ahead=asks)
    past = bool(_PAST.search(question)) and not _TODAY.search(rest)
    if last >= today:
        if not past or first == today:
            return None
        last = today  # what was the rule in a time that is not over yet
    if policy or past or about_nothing_else:
        kept = "" if about_nothing_else else as_of_today(rest)
        return TimedQuestion(TemporalIntent.THEN, kept, last, first)
    return None


def _unread_period(question: str) -> re.Match[str] | None:
    """A period that is named where it is asked what was, or nothing."""
    found = PERIOD.search(question)
    if found is None or not _LEADING.search(question[: found.start()]):
        return None
    policy = _OF_THE_POLICY.search(f"{question[: found.start()]}§ {question[found.end() :]}")
    return found if policy or _PAST.search(question) else None


def _start_of(question: str, at: int) -> int:
    """Where the words that lead up to a time begin: `as of`, `up to`."""
    lead = _LEADING.search(question[:at])
    return lead.start() if lead else at


def _without(question: str, start: int, end: int) -> str:
    """The question without some of its words."""
    rest = f"{question[:start].rstrip(' ,')} {question[end:].lstrip(' ,')}"
    return re.sub(r"\s+([?.!,])", r"\1", rest).strip()


_WORDING = re.compile(
    r"^(?:what(?:['’]?s| is| was)|show me|tell me|read me)(?: the)? (?:wording|text|version|clause)"
    r"(?: of (?:the |that )?(?:clause|rule|policy))? (?:about|on|for|of|regarding)\b\s*",
    re.I,
)


def as_of_today(question: str) -> str:
    """The question as it would be asked of today, which is how the ways of asking are listed:
    "were we allowed to record" as "can we record", and what is asked of the policy as itself."""
    asked = _WORDING.sub("", _FRAME.sub("", question))
    for past, present in _TENSES:
        asked = past.sub(present, asked)
    return asked.strip(" ,")
