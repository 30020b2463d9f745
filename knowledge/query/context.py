"""What a question says of itself: does it lean on the last one, and has it parts.

Rules over words, no statistics: each is a small list that an officer could read.
"""

import re
from collections.abc import Sequence

from common.words import STOP_WORDS, words

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


def points_back(question: str) -> bool:
    """Whether a question says of something before it, "may I eject it", so that its words alone
    do not tell what it asks."""
    said = words(question)
    return bool(_POINTING.intersection(said)) or said[-1:] == ["so"]


def stands_alone(question: str) -> bool:
    """Whether a question at the end of a story says by itself what it asks about: "do I need a
    licence for the recorder", not "what do I do now"."""
    return len(_carrying(question)) >= _SHORT and not points_back(question)


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
