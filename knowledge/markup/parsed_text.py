"""A Markdown text parsed once, with its lines, for whoever looks for what went wrong in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.model.policies import Severity

LINE_END = re.compile(r"\r\n?|\n")

# Escaped characters stay tokens of their own: `\*` is no mark that somebody forgot to close.
_PARSER = MarkdownIt("commonmark").enable("table")
_PARSER.core.ruler.disable("text_join")

_LONGEST_LINE = 20_000
"""Characters. Unclosed brackets without end cost time without end; such a line is a fault."""


@dataclass(frozen=True, slots=True, order=True)
class Trap:
    """What is wrong with lines `line` to `last` of a file, in words that say how to mend it."""

    line: int
    last: int
    message: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class ParsedText:
    """The lines of a text, its tokens, and its link definitions by their labels.

    Lines count from 0 here; `first` is the number that the file gives to the first one.
    """

    lines: tuple[str, ...]
    first: int
    tokens: tuple[Token, ...]
    references: Mapping[str, Mapping[str, Any]]

    def trap(
        self, line: int, message: str, severity: Severity = Severity.ERROR, last: int | None = None
    ) -> Trap:
        begins = line + self.first
        return Trap(begins, begins if last is None else last + self.first, message, severity)

    def paragraphs(self) -> Iterator[tuple[int, Token]]:
        """The inline tokens of paragraphs, each with its first line."""
        for opening, inline in zip(self.tokens, self.tokens[1:], strict=False):
            if opening.type == "paragraph_open" and opening.map:
                yield opening.map[0], inline

    def code(self) -> frozenset[int]:
        """The lines that stand in code."""
        spans = (t.map for t in self.tokens if t.type in ("fence", "code_block") and t.map)
        return frozenset(line for begins, end in spans for line in range(begins, end))


def parse_text(text: str, first: int = 1) -> ParsedText:
    """Parse Markdown whose first line is line `first` of its file. Never raises."""
    lines = [line[:_LONGEST_LINE] for line in LINE_END.split(text)]
    env: dict[str, Any] = {}
    tokens = _PARSER.parse("\n".join(lines), env)
    return ParsedText(tuple(lines), first, tuple(tokens), env.get("references", {}))
