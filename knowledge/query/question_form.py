"""What a question wants to hear: whether one may, whether one must, or something else.

Rules over words, no statistics. Only the first two can be answered by a verdict.
"""

import re
from enum import StrEnum


class QuestionForm(StrEnum):
    """`OPEN` asks what, which, how, when, who or how long; `OTHER` is a name or a story."""

    MAY = "may"
    MUST = "must"
    OPEN = "open"
    OTHER = "other"


_GREETING = (
    r"(?:(?:hi|hiya|hello|hey|dear all|so|ok|okay|and|but|just|also|please|well|right|quick one|"
    r"quick question|question)\b[\s,:-]*)*"
)
_OPEN = re.compile(
    rf"^{_GREETING}(?:what|which|who|whom|whose|when|where|why|how)(?:['’]?s|['’]?re)?\b"
    r"(?! about| if\b)",
    re.IGNORECASE,
)
_FINE = r"(?:ok|okay|alright|all right|fine|allowed|permitted|good|safe|acceptable|legit)"
_MAY = re.compile(
    rf"""
    \b(?:can|could|may|might|cant|can['’]t|couldn['’]?t)\s\w |
    \b{_FINE}\b[\s,]*(?:to|if|for|with|as|in|or|by|that|having|using|on|then|at|\?|$) |
    \b(?:am|are|is|was|were|would)\s(?:[\w'’.-]+\s){{1,7}}(?:be\s)?{_FINE}\b |
    \b(?:good|well)\senough\b | \benough\b[^?]*\? | \bable\sto\b |
    \bwill\s(?:that|this|it)\sdo\b | \bgood\sto\sgo\b | \bget\saway\swith\b
    """,
    re.IGNORECASE | re.VERBOSE,
)
_BEGINS_MAY = re.compile(rf"^{_GREETING}(?:can|could|may|might|is it {_FINE}|{_FINE})\b", re.I)
_MUST = re.compile(
    r"""
    \b(?:do|does|did)\s(?:[\w'’-]+\s){1,6}(?:have\sto|need|needs|require)\b |
    \bmust\s(?:i|we|they|he|she|the|my|our|a|an)\b | \bneed\s(?:i|we|they)\b |
    \b(?:is|are)\s(?:[\w'’-]+\s){1,8}(?:needed|required|mandatory|compulsory|necessary)\b |
    \b(?:have|need|needs|got|has)\sto\b | \bneed(?:s|ed)?\s(?:a|an|the|my|our)\b
    """,
    re.IGNORECASE | re.VERBOSE,
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


def question_form(question: str) -> QuestionForm:
    """The form of a question that stands alone."""
    text = question.strip()
    if _OPEN.match(text):
        return QuestionForm.OPEN
    must = bool(_MUST.search(text))
    if must and not asks_to_be_spared(text) and not _BEGINS_MAY.match(text):
        return QuestionForm.MUST
    if _MAY.search(text):
        return QuestionForm.MAY
    return QuestionForm.MUST if must else QuestionForm.OTHER


def asks_to_be_spared(question: str) -> bool:
    """Whether it asks to leave something undone: "without", "skip", "leave out"."""
    return bool(_SPARED.search(question))


def is_negated(question: str) -> bool:
    """Whether it says that something is not so, or plays it down: there a yes says too much."""
    return bool(_NEGATED.search(question))
