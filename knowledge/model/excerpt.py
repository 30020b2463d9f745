"""What is shown of a clause first: the sentence that answers, what it leans on and what limits it,
word for word."""

import re
from collections.abc import Iterator, Sequence

from knowledge.model.sentences import Sentence, sentences

_SHORT = 45  # words; a clause so short is shown whole
_BEGINS = re.compile(
    r"(?:but|however|unless|except|only|otherwise|this does not|it does not|not)\b", re.IGNORECASE
)
_NAMES = re.compile(
    r"\b(?:unless|except|only (?:if|when|where)|as long as|do(?:es)? not apply"
    r"|conditions? (?:hold|holds|apply|applies))\b",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"(?:the same|this|these|those|that (?:is|was|means|holds|applies|includes|goes)|its?|they"
    r"|their|he|she|such|so|then|otherwise|both|neither|likewise|also|but|however|and|or|nor|instead"
    r"|in (?:that|this|such|these|those|either) \w+|if (?:so|not|it|they|this|that|either)"
    r"|even (?:then|so)|once (?:it|this|that|they)"
    r"|(?:with|without|for|after|before|until|from|by) (?:it|this|that|these|those|them|then))\b",
    re.IGNORECASE,
)
"""How a sentence begins that says nothing without the one before it."""
_MARK = re.compile(r"(?:[-*+]|\(?\w{1,4}[.)])[ \t]+$")


def alone(text: str, sentence: Sentence | None) -> str:
    """The sentence that answers and what limits it, however short the clause is; Markdown. Empty
    where nothing of the clause stands out."""
    said = sentences(text)
    at = next((n for n, one in enumerate(said) if sentence and one.start == sentence.start), None)
    if sentence is None or at is None or len(said) == 1:
        return ""
    if sentence.text.startswith(("|", "```", "~~~")):
        return ""
    before = text[said[_leaned_on(said, at)].start : said[at].start]
    return "\n\n".join([before + _as_read(text, said, at), *_limits(text, said, at)])


def excerpt(text: str, sentence: Sentence | None) -> str:
    """The sentence of a clause that answers, behind what leads into it, with the sentences beside
    it that limit it; Markdown. Empty where the clause is shown whole: it is short, or nothing of
    it stands out."""
    return alone(text, sentence) if len(text.split()) > _SHORT else ""


def _as_read(text: str, said: Sequence[Sentence], at: int) -> str:
    """A sentence as it must be read: a list item whole, below the words that lead into it, and
    words that lead into a list with the list."""
    one = said[at]
    if one.lead_in:
        return f"{one.lead_in}\n\n{_item(text, said, at)}"
    last = at
    while last + 1 < len(said) and said[last + 1].lead_in.startswith(one.text):
        last += 1
    return text[one.start : said[last].end]


def _leaned_on(said: Sequence[Sentence], at: int) -> int:
    """The first of the sentences without which one says nothing: itself, if it says it alone."""
    while at and not said[at].lead_in and not said[at - 1].lead_in and _LEANS.match(said[at].text):
        at -= 1
    return at


def _item(text: str, said: Sequence[Sentence], at: int) -> str:
    """The whole list item of which a sentence is part, behind its mark."""
    first = last = at
    lead_in = said[at].lead_in
    while not _mark(text, said[first]) and first and said[first - 1].lead_in == lead_in:
        first -= 1
    for number, one in enumerate(said[at + 1 :], at + 1):
        if one.lead_in != lead_in or _mark(text, one):
            break
        last = number
    return f"{_mark(text, said[first]) or '- '}{text[said[first].start : said[last].end]}"


def _mark(text: str, item: Sentence) -> str:
    """What stands before a sentence that begins a list item; empty for any other."""
    line = text[: item.start].rsplit("\n", 1)[-1]
    found = _MARK.match(line.lstrip(" \t>"))
    return found[0] if found else ""


def _limits(text: str, said: Sequence[Sentence], at: int) -> Iterator[str]:
    """What limits a sentence, however long: those after it, outside its list, that begin as a
    limit or name one; before them the next item of its own list, where that begins as one."""
    for number, one in enumerate(said[at + 1 :], at + 1):
        begins = bool(_BEGINS.match(one.text))
        if not one.lead_in and (begins or _NAMES.search(one.text)):
            yield _as_read(text, said, number)
        elif begins and number == at + 1 and one.lead_in == said[at].lead_in:
            yield _item(text, said, number)
