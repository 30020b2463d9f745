"""What is shown of a clause first: the sentence that answers, and what limits it, word for word."""

import re

from knowledge.model.sentences import Sentence, sentences

_SHORT = 45  # words; a clause so short is shown whole
_MOST_LIMITS = 60  # words of further sentences that limit the first
_LIMITS = re.compile(
    r"^(?:but|however|unless|except|only|otherwise|this does not|it does not|not)\b"
    r"|\b(?:unless|except|conditions? (?:hold|holds|apply|applies))\b",
    re.IGNORECASE,
)


def alone(text: str, sentence: Sentence | None) -> str:
    """The sentence that answers and what limits it, however short the clause is; Markdown. Empty
    where nothing of the clause stands out."""
    said = sentences(text)
    at = next((n for n, one in enumerate(said) if sentence and one.start == sentence.start), None)
    if sentence is None or at is None or len(said) == 1:
        return ""
    if sentence.text.startswith(("|", "```", "~~~")):
        return ""
    return "\n\n".join([_as_read(sentence), *_limits(said, at)])


def excerpt(text: str, sentence: Sentence | None) -> str:
    """The sentence of a clause that answers, behind what leads into it, with the sentences beside
    it that limit it; Markdown. Empty where the clause is shown whole: it is short, or nothing of
    it stands out."""
    return alone(text, sentence) if len(text.split()) > _SHORT else ""


def _as_read(sentence: Sentence) -> str:
    """A list item stays an item below the words that lead into it."""
    if not sentence.lead_in:
        return sentence.text
    return f"{sentence.lead_in}\n\n- {sentence.text}"


def _limits(said: tuple[Sentence, ...], at: int) -> list[str]:
    """The sentences of the clause, outside the list of the first, that begin as a limit or name
    one; those that follow closest, as far as there is room."""
    found: list[str] = []
    room = _MOST_LIMITS
    for one in said[at + 1 :]:
        words = len(one.text.split())
        if not one.lead_in and _LIMITS.search(one.text) and words <= room:
            found.append(one.text)
            room -= words
    return found
