"""What a question wants to hear: whether one may, whether one must, or something else.

Rules over words, no statistics. Only the first two can be answered by a verdict. A yes or no is
sought by a verb at the beginning ("does that do"), by a tag ("yes?", "can't they?"), by a word of
leave ("happy for me to"), and by any statement with a question mark. Welsh is read into English
first (knowledge/query/welsh/).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.query.addressed import Addressed, addressed
from knowledge.query.asking_part import asking_sentences
from knowledge.query.tools.entry_question import EntryFact, entry_facts


class QuestionForm(StrEnum):
    """`OPEN` asks what, which, how, when, who or how long; `OTHER` is a name or a story."""

    MAY = "may"
    MUST = "must"
    OPEN = "open"
    OTHER = "other"


class FactForm(StrEnum):
    """Asked is whether something is so ("is a mail merge AI"), whether something is done ("do
    unions hear of it"), or whether one may refuse ("can I say no to being taped"): what
    neither leave nor a bar answers."""

    SO = "so"
    DONE = "done"
    REFUSED = "refused"


_GREETING = (
    r"(?:(?:hi|hiya|hello|hey|dear all|so|ok|okay|and|but|just|also|please|well|right|quick one|"
    r"quick question|question)\b[\s,:-]*)*"
)
_WH = r"(?:what|which|who|whom|whose|when|where|why|how)"
_VERB = (
    r"(?:am|is|are|was|were|do|does|did|can|could|may|might|should|must|shall|will|would|have|has"
    r"|had|to)"
)
_OPEN = re.compile(
    rf"""
    ^{_GREETING}(?:what|which|who|whom|whose|why|how|wot|wat)(?:['’]?s|['’]?re)?\b
        (?![ ]about|[ ]if\b) |
    ^{_GREETING}(?:when|where)(?:['’]?s|['’]?re|\s{_VERB})\b |
    ^{_GREETING}(?:when|where)\b(?!.*\b(?:can|could|may|ok|okay)\s) |
    (?:[,;:–—-]\s*|\b(?:and|so|but|or)\s+){_WH}(?:['’]?s\b|(?:\s[\w'’]+){{0,3}}?\s{_VERB}\b) |
    (?:[,;:–—-]\s*|\b(?:and|so|but|or)\s+)what\snow\b |
    \b(?:tell\s(?:me|us)|know|remind\sme|show\sme|explain|clear|sure|idea|point\sme\sto)
        \s{_WH}\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NO_QUESTION = re.compile(
    rf"^{_GREETING}(?:(?:what|how)\s(?:about|if)|same|ditto|likewise)\b", re.IGNORECASE
)
_THERE_IS = re.compile(
    rf"^{_GREETING}(?:is|are|was|were|has|have|will)\s(?:there|we\sgot|anyone|anybody|somebody)\b"
    r"(?!\s(?:any\s)?(?:way|chance)|\s(?:allowed|able))",
    re.IGNORECASE,
)
_ONE_THAT = re.compile(
    rf"^{_GREETING}(?:is|are)\sthere\s(?:an?|any|some|one)\b(?!\s(?:way|chance|rule|problem|reason))"
    r"[^,.?]*\b(?:i|we|you|they|he|she|staff|people)\s(?:can|could|may|might)\b(?!['’])",
    re.IGNORECASE,
)
_FINE = (
    r"(?:ok|okay|alright|all right|fine|allowed|alowed|permitted|good|safe|acceptable|legit|cool"
    r"|cushty|kosher|forbidden|banned)"
)
_MAY = re.compile(
    rf"""
    \b(?:can|could|may|might|cant|can['’]t|couldn['’]?t)\s\w |
    \b{_FINE}\b[\s,]*(?:to|if|for|with|as|in|or|by|that|having|using|on|then|at|\?|$) |
    \b(?:am|are|is|was|were|would|sound|sounds)\s(?:[\w'’.-]+\s){{0,7}}(?:be\s)?{_FINE}\b |
    \b(?:good|well)\senough\b | \benough\b[^?]*\? | \bable\sto\b |
    \bwill\s(?:that|this|it)\sdo\b | \bgood\sto\sgo\b | \bget\saway\swith\b |
    \bhappy\s(?:for|with|if|to\shave)\b | \b(?:any(?:one|body)|you)\s(?:mind|object)\b |
    \b(?:not|nothing)\sagainst\b | \bget\sto\s\w+ | \blet\s(?:me|us|him|her|them)\s\w+ |
    ^{_GREETING}(?:i['’]?d|we['’]?d|we|i)\s(?:would\s)?(?:like|want|wanna|plan|hope|intend)\b
        (?!\sto\s(?:know|hear|understand|see|find|ask|check)) |
    \b(?:thinking\s(?:of|about)|(?:hoping|planning|tempted|wanting|about)\sto)\s\w+
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEGINS_MAY = re.compile(rf"^{_GREETING}(?:can|could|may|might|is it {_FINE}|{_FINE})\b", re.I)
_BEGINS = re.compile(rf"^{_GREETING}(?:{_VERB})(?:n['’]?t)?\s(?!you\b)\w+(?!.*\bor\s{_WH})", re.I)
_BEGINS_FACT = re.compile(
    rf"^{_GREETING}(?:is|are|was|were|do|does|did|has|have|had|will|would)(?:n['’]?t)?\s", re.I
)
_BEGINS_DONE = re.compile(rf"^{_GREETING}(?:do|does)(?:n['’]?t)?\s(?!.*\bor\b)", re.I)
_LEAVE = re.compile(
    r"""
    \b(?:approv|authori[sz]|sanction|permi|prohibit|forbid|forbad|block|bar(?:red|s)\b|legal|lawful
        |illegal|right\b|wrong\b|clear(?:ed|ance)|enough|free\sto|off[ ]limits|within\b|trouble
        |against|stop(?:s|ping)?\b|let\b|mind\b|care\b|matter) |
    \b(?:will|would|do|does|did|has|have)\s(?:that|this|it)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_STATED = re.compile(
    r"""
    \?\s*\W*$ | \byes\sor\sno\b | [,.]\s(?:yes|yeah|right|no|innit|eh|correct)\W*$ |
    \b(?:is|are|do|does|did|can|wo|would|should|could|has|have|was)n['’]?t
        \s(?:it|they|i|we|he|she|that|you|there)\W*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
_MUST = re.compile(
    r"""
    \b(?:do|does|did)\s(?:[\w'’-]+\s){1,6}(?:have\sto|need|needs|require)\b |
    \bmust\s(?:i|we|they|he|she|the|my|our|a|an)\b | \bneed\s(?:i|we|they)\b |
    \b(?:is|are)\s(?:[\w'’-]+\s){1,8}(?:needed|required|mandatory|compulsory|necessary)\b |
    \b(?:have|need|needs|got|has)\sto\b | \bneed(?:s|ed)?\s(?:a|an|the|my|our)\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PEOPLE = (
    r"(?:i|we|they|he|she|(?:any|some|every)(?:one|body)|people|staff|(?:an?\s|the\s|my\s|our\s)?"
    r"(?:resident|tenant|customer|client|parent|famil(?:y|ie)|child|colleague|employee|worker|officer"
    r"|participant|attendee|guest|member|person|patient|carer|witness|candidate|applicant)s?)"
)
_REFUSES = re.compile(
    rf"\b(?:(?:can|could|may|might)\s{_PEOPLE}|(?:allowed|able|right|ok|okay|free|choose)\sto|way\sto)"
    r"(?:\s(?:still|just|also|simply|ask\sto))?\s(?:refuse|decline|object|opt\sout|say\sno|back\sout"
    r"|pull\sout|withdraw\s(?:my\s)?(?:consent|permission)|turn\s(?:it|this|that|them)\sdown|not\sbe"
    r"|ask\s(?:them|him|her|people|(?:the|my)\s\w+)\s(?:not\sto|to\sstop))\b",
    re.IGNORECASE,
)
_SPARED = re.compile(
    r"""
    \b(?:without|skip|skipping|omit|avoid|avoiding|bypass|drop|forget)\b |
    \bleave\s(?:[\w'’-]+\s){0,4}(?:out|off)\b | \bget\sout\sof\b | \blet\s(?:me|us)\soff\b |
    \bnot\s(?:have|need|tell|ask|do|bother|mention|check|say)\b | \bno\sneed\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|nobody|none|no|no one|just|only|secretly|quietly|cannot|"
    r"(?:is|are|was|were|do|does|did|wo|would|ca|has|have|should|could)n['’]?t)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for, as its answer goes by it: its form; the `facts` of a register's
    entry; whom it is said to; whether it asks to be `spared` something, or is `negated`; the fact
    that it asks for, if it asks for one."""

    text: str
    form: QuestionForm
    facts: tuple[EntryFact, ...]
    said_to: Addressed
    spared: bool
    negated: bool
    fact: FactForm | None


def read_asked(question: str) -> Asked:
    """All of that, read once."""
    return Asked(
        question,
        question_form(question),
        entry_facts(question),
        addressed(question),
        asks_to_be_spared(question),
        is_negated(question),
        fact_form(question),
    )


def question_form(question: str) -> QuestionForm:
    """The form of a question, by the sentences of it that ask: one of them that asks what or who
    makes it open."""
    forms = [_form(sentence) for sentence in _asking(question)]
    for form in (QuestionForm.OPEN, QuestionForm.MUST, QuestionForm.MAY):
        if form in forms:
            return form
    return QuestionForm.OTHER


def _asking(question: str) -> Sequence[str]:
    """The sentences that ask, or the whole where none does."""
    return asking_sentences(question) or [question.strip()]


def _form(text: str) -> QuestionForm:
    is_there = _THERE_IS.match(text) and not _MAY.search(text)
    if _OPEN.search(text) or is_there or _ONE_THAT.match(text):
        return QuestionForm.OPEN
    must = bool(_MUST.search(text))
    if must and not asks_to_be_spared(text) and not _BEGINS_MAY.match(text):
        return QuestionForm.MUST
    if _NO_QUESTION.match(text) and not _MAY.search(text):
        return QuestionForm.OTHER
    is_stated = _STATED.search(text) and len(text.split()) > _A_NAME
    if _MAY.search(text) or _BEGINS.match(text) or is_stated:
        return QuestionForm.MAY
    return QuestionForm.MUST if must else QuestionForm.OTHER


def fact_form(question: str) -> FactForm | None:
    """Whether all that a question asks for is a fact; of two of them neither is said to be done."""
    asking = [one for one in _asking(question) if _form(one) is QuestionForm.MAY]
    if any(_REFUSES.search(one) for one in asking):
        return FactForm.REFUSED
    if not asking or any(_MAY.search(one) or _LEAVE.search(one) for one in asking):
        return None
    if not all(_BEGINS_FACT.match(one) for one in asking):
        return None
    is_done = all(_BEGINS_DONE.match(one) for one in asking)
    return FactForm.DONE if is_done else FactForm.SO


_A_NAME = 5  # words; "and the other choir?" names a subject and says nothing of it


def asks_to_be_spared(question: str) -> bool:
    """Whether it asks to leave something undone: "without", "skip", "leave out"."""
    return bool(_SPARED.search(question))


def is_negated(question: str) -> bool:
    """Whether it says that something is not so, or plays it down: there a yes says too much."""
    return bool(_NEGATED.search(question))
