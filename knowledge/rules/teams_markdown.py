"""Markdown that Teams cannot show, and characters that nobody can see."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.model.policies import Problem
from knowledge.rules.inspection import Inspection, fault

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

MOST_CHARACTERS = 20_000

TEXTS_KEPT = 4_000
"""Of so many texts a rule remembers what it found: a change leaves most as they are."""

_NOT_SHOWN = {
    "html_block": "raw HTML",
    "html_inline": "raw HTML",
    "image": "an image",
    "fence": "code",
    "code_block": "code (a line that begins with four spaces)",
    "code_inline": "code",
    "blockquote_open": "a quotation",
    "hr": "a line across the page",
    "s_open": "text struck through",
    "heading_open": "a heading here",
}


def teams_can_show_it(inspection: Inspection) -> Iterator[Problem]:
    """Paragraphs, lists, bold, italics, links and tables only."""
    for text in inspection.texts():
        for below, message in _not_shown(text.text):
            yield fault(text.file, text.line + below, message)


@lru_cache(maxsize=TEXTS_KEPT)
def _not_shown(text: str) -> Sequence[tuple[int, str]]:
    """What is wrong with a text, and how many lines below its first one that stands."""
    found = [
        (below, f"Teams cannot show {_NOT_SHOWN[token.type]}: use words, lists and links")
        for below, token in tokens(text, 0)
        if token.type in _NOT_SHOWN
    ]
    for below, line in enumerate(text.splitlines()):
        for character in line:
            if unicodedata.category(character) in ("Cc", "Cf") and character != "\t":
                found.append((below, f"an invisible character, U+{ord(character):04X}"))
    return found


def tokens(text: str, line: int) -> Iterator[tuple[int, Token]]:
    """Every Markdown token with the line that it stands in.

    Of a text that is far too long, which is a fault of its own, only the beginning is parsed:
    unclosed brackets without end cost time without end.
    """
    at = line
    for token in MARKDOWN.parse(text[:MOST_CHARACTERS]):
        if token.map:
            at = line + token.map[0]
        yield at, token
        below = at
        for inner in token.children or ():
            yield below, inner
            if inner.type in ("softbreak", "hardbreak"):
                below += 1
