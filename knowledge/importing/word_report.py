"""The words of a document against the words that people will be shown: whole, or named."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.files.policy_version import PolicyFile
from knowledge.importing.source_document import SourceWords
from knowledge.markup.parsed_text import parse_text
from knowledge.markup.words import shown_words, words_of

_ANCHOR = re.compile(r"\{#[^{}]*\}\s*$")


@dataclass(frozen=True, slots=True)
class LostWords:
    """Words with their place that are not in what people are shown, and why."""

    place: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class WordReport:
    """`words_in` = `quotable` + the words of `lost`. `added` are words that only we wrote."""

    words_in: int
    quotable: int
    lost: Sequence[LostWords]
    added: Sequence[str]

    @property
    def reported(self) -> int:
        return self.words_in - self.quotable


def compare_words(source: Sequence[SourceWords], written: PolicyFile) -> WordReport:
    """Compare what the document says with what the loaded version would quote or show as a
    heading. Differences stand in the order of the document."""
    shown = Counter(_loaded(written))
    taken = [one for one in source if not one.left_out]
    lacking = Counter(w for one in taken for w in words_of(one.text)) - shown
    lost: list[LostWords] = []
    missing = dict(lacking)
    quoted = " ".join(_loaded(written))
    # First where a whole text is nowhere to be found, then wherever the words are short.
    for one in sorted(taken, key=lambda one: " ".join(words_of(one.text)) in quoted):
        here = []
        for word in words_of(one.text):
            if missing.get(word):
                missing[word] -= 1
                here.append(word)
        if here:
            lost.append(LostWords(one.place, " ".join(here), "not in any clause"))
    order = {one.place: number for number, one in enumerate(source)}
    lost.sort(key=lambda one: order[one.place])
    lost += [
        LostWords(one.place, " ".join(words_of(one.text)), one.left_out)
        for one in source
        if one.left_out and words_of(one.text)
    ]
    total = sum(len(words_of(one.text)) for one in source)
    extra = shown - Counter(w for one in taken for w in words_of(one.text))
    return WordReport(
        words_in=total,
        quotable=total - sum(len(one.words.split()) for one in lost),
        lost=lost,
        added=[word for word, count in extra.items() for _ in range(count)],
    )


def _loaded(file: PolicyFile) -> list[str]:
    """The words of headings with their numbers, and of clauses, in order."""
    texts = {passage.line: passage.text for passage in file.passages}
    found: list[str] = []
    for piece in file.sections:
        if piece.level:
            heading = file.source.lines(piece.line, piece.line + 1)
            found += words_of(_ANCHOR.sub("", heading))
        found += shown_words(parse_text(texts.get(piece.line, "")))
    return found
