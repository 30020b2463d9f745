"""What a question says of itself: does it lean on the last one, has it parts, may it be yes or no.

Rules over words, no statistics: each is a small list that an officer could read.
"""

import re
from collections.abc import Sequence

from common.words import STOP_WORDS, words
from knowledge.model.policies import Verdict

MOST_PARTS = 3
_SHORT = 4  # content words: below this a question can hardly stand alone
_SCRAP = 2  # content words: a scrap of a question
_LEANING = 9
_MUCH, _LITTLE = 0.5, 0.3  # measured on follow-ups, and with foreign questions before others
_WHOLE_SENTENCE = 4  # words; with fewer, one content word is a scrap of the question before

_OPENINGS = re.compile(
    r"^(?:ok(?:ay)?[ ,]+|right[ ,]+|and|but|so|or|then|also|what about|how about|what if|even|"
    r"does that|does it|is that|is it|is this|can it|can that|could it|will it|would that|"
    r"in that case|same for|on my|for |if (?:he|she|they|it)\b|when (?:does|do) (?:it|they|the))\b",
    re.IGNORECASE,
)
_POINTING = frozenset(
    "it its that this those these them they their theyre one ones he she him her there then same"
    " either too again instead else".split()
)
_BREAK = re.compile(
    r"\?+\s*|[;\n]+|,?\s+(?:and|also|plus)\s+(?=(?:can|could|do|does|did|is|are|am|may|must|should|"
    r"will|would|who|what|when|where|which|how|why|has|have|if)\b)|"
    r",\s+(?=(?:can|could|do|does|is|are|may|must|should|will|who|what|when|where|which|how|why)\b)",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"^(?:(?:hi|hello|hey|so|ok|and|but|just|quick one|question)\b[\s,:-]*)*"
    r"(?:can|could|may|might|am i|are we|are you|is it (?:ok|okay|fine|alright|all right|allowed)|"
    r"is (?:\w+ ){1,4}(?:ok|okay|fine|allowed|approved)|ok(?:ay)? to|alright to|allowed to)\b",
    re.IGNORECASE,
)
_MAY_ANYWHERE = re.compile(
    r"\b(?:am i|are we|is it|is that|would it be) (?:ok|okay|fine|alright|allowed)\b|"
    r"\b(?:ok|okay|allowed|alright) (?:to|if)\b|\bcan (?:i|we|they|he|she)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:do|does|did) (?:\w+ ){1,4}(?:have to|need|require)\b|\bmust (?:i|we|they)\b|"
    r"\bis (?:an? |the )?[\w -]{2,40} (?:needed|required|mandatory|compulsory)\b|\bneed to\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(
    r"\b(?:not|never|without|skip|avoid|instead of|banned|forbidden|refuse|wrong|stop|against)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)


def depends_on_context(question: str) -> float:
    """How much a question leans on the one before, from 0 to 1: half where it opens like a reply
    or has hardly a word of its own, a little where it is short or points at something."""
    said = words(question)
    carrying = [word for word in said if word not in STOP_WORDS]
    opening = _OPENINGS.match(question.strip())
    if len(carrying) <= _SCRAP or (opening and len(carrying) <= _LEANING):
        return _MUCH
    pointing = _POINTING.intersection(said)
    if len(carrying) <= _SHORT or (pointing and len(carrying) <= _LEANING):
        return _LITTLE
    return 0.0


def carries_subject(said: Sequence[str]) -> bool:
    """Whether a question's words say anything at all: numbers, single letters and small words
    alone do not."""
    return any(len(word) > 1 and not word.isdigit() and word not in STOP_WORDS for word in said)


def parts(question: str) -> tuple[str, ...]:
    """The separate questions of a question, at most three; empty when it is only one."""
    pieces = [piece.strip(" ,.-") for piece in _BREAK.split(question)]
    kept = [piece for piece in pieces if _asks(piece)]
    return tuple(kept[:MOST_PARTS]) if len(kept) > 1 else ()


def _asks(piece: str) -> bool:
    """Whether a piece has a subject of its own: "do I need a DPIA" has, "is that ok" has not."""
    subject = len(_carrying(piece))
    return subject > 1 or (subject == 1 and len(words(piece)) >= _WHOLE_SENTENCE)


def _carrying(piece: str) -> Sequence[str]:
    return [word for word in words(piece) if word not in STOP_WORDS]


def fits(verdict: Verdict, question: str) -> bool:
    """Whether a verdict answers the question as it was put: "may I" or "must I", not negated."""
    text = question.strip()
    if _NEGATED.search(text):
        return False
    if verdict in (Verdict.REQUIRED, Verdict.NOT_REQUIRED):
        return bool(_MUST.search(text))
    return bool(_MAY.match(text) or _MAY_ANYWHERE.search(text)) and not _MUST.search(text)
