"""The part of a message that asks: its dates and words are the question's, the rest is a story."""

import re

_SENTENCE = re.compile(r"(?<=[.!?…;])\s+(?=\S)|\n+")
_LONG = 20  # words; what is shorter is a question with what belongs to it
_ASKS = re.compile(
    r"\?\s*$"
    r"|^(?:\W*(?:so|and|but|also|please|hi|hello|ok|then|now|basically|question|my question is)\b)*"
    r"\W*"
    r"(?:can|could|may|might|should|must|shall|do|does|did|is|are|am|was|were|will|would|has|have"
    r"|had|what|which|who|whom|whose|when|where|why|how)\b"
    r"|\b(?:want(?:s|ed)? to know|need(?:s|ed)? to know|like to know|wonder(?:ing|s)?|asking|asks?"
    r"|unsure|not sure|tell me|advise|no idea) (?:if|whether|what|which|who|when|how|where|why)\b"
    r"|\b(?:is that|is it|is this|would that be) (?:ok|okay|allowed|alright|all right|fine)\b",
    re.IGNORECASE,
)


def asking_part(text: str) -> str:
    """The sentences of a long message that ask, in its order; the whole where it is short, or
    where none does or all do."""
    if len(text.split()) <= _LONG:
        return text
    asking = asking_sentences(text)
    return " ".join(asking) if 0 < len(asking) < len(_sentences(text)) else text


def asking_sentences(text: str) -> list[str]:
    """The sentences of a message that ask, however long it is."""
    return [one for one in _sentences(text) if asks(one)]


def _sentences(text: str) -> list[str]:
    return [one.strip() for one in _SENTENCE.split(text) if one.strip()]


def asks(sentence: str) -> bool:
    """Whether a sentence, or a part of one, puts a question."""
    return bool(_ASKS.search(sentence))
