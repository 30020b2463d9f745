"""Markdown that Teams cannot show, and characters that nobody can see."""

import unicodedata
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.model.policies import Problem
from knowledge.rules.inspection import Inspection, fault

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])

MOST_CHARACTERS = 20_000

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
        for line, token in tokens(text.text, text.line):
            if token.type in _NOT_SHOWN:
                message = f"Teams cannot show {_NOT_SHOWN[token.type]}: use words, lists and links"
                yield fault(text.file, line, message)
        for number, line_of_text in enumerate(text.text.splitlines(), text.line):
            for character in line_of_text:
                if unicodedata.category(character) in ("Cc", "Cf") and character != "\t":
                    message = f"an invisible character, U+{ord(character):04X}"
                    yield fault(text.file, number, message)


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
