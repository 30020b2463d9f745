"""A Markdown text cut at its headings, each piece with its exact text and lines."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from knowledge.files.source_file import LINE_END, SourceFile
from knowledge.model.policies import Problem, Severity

# Blocks alone: what stands inside a paragraph does not move a heading.
_BLOCKS = MarkdownIt("commonmark").enable("table")
_BLOCKS.core.ruler.enableOnly(["normalize", "block"])

_ATTRIBUTES = re.compile(r"\{#([^\s{}]+)((?:\s+[^\s{}]+)*)\s*\}")
# 2, 2.1, 3), 5a, A.4, A1, Section 2: what documents number their headings by.
_NUMBER = re.compile(
    r"(?:(?:section|clause|part|article|chapter|paragraph|adran|rhan|cymal)\s+)?"
    r"((?:[A-Z]\.?)?\d+[a-z]?(?:\.\d+[a-z]?)*)[.):]?(?:\s+|$)"
    r"|((?:appendix|annex|schedule|atodiad)\s+(?:[A-Z]|\d+)(?:\.\d+)*)[.):]?(?:\s+[-–—:]\s+|\s+|$)",
    re.IGNORECASE,
)
_PARAGRAPH = re.compile(
    r"^[ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?((?:[A-Z]\.)?\d+[a-z]?(?:\.\d+[a-z]?)+)"
    r"[.):]?(?:\*\*|__)?[ \t]",
    re.MULTILINE,
)
_ITEM = re.compile(r"[-*+][ \t]+(.*)")
_LIST_ABOVE_HEADING = re.compile(r"^(?:- [^\s][^\r\n]*\n)+(?=\n*(?:#{1,6} |\Z))", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MarkdownSection:
    """A heading with the text below it up to the next heading of any level.

    Level 0 is the text before the first heading. `path` runs from the outermost heading to this
    one, without numbers and anchors. `text` is the file's own, without the blank lines around
    it; it spans `text_line` to `end_line` (both the heading's last line where there is none).
    """

    level: int
    line: int
    path: tuple[str, ...] = ()
    number: str = ""
    anchor: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    text_line: int = 0
    end_line: int = 0

    @property
    def words(self) -> str:
        return self.path[-1] if self.path else ""


def sections(source: SourceFile, body: int = 1) -> Iterator[MarkdownSection]:
    """Cut the text from line `body` on; a heading inside a list or a quotation does not cut."""
    heading = MarkdownSection(0, body)
    begins = body
    above: list[tuple[int, str]] = []
    tokens = parse_blocks(without_lists(source.lines(body, source.end)))
    for index, token in enumerate(tokens):
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        line, end = token.map[0] + body, token.map[1] + body
        yield from _with_text(source, heading, begins, line)
        level = int(token.tag[1])
        while above and above[-1][0] >= level:
            above.pop()
        words, number, anchor, attributes = _heading(tokens[index + 1].content)
        above.append((level, words))
        path = tuple(name for _, name in above)
        heading, begins = MarkdownSection(level, line, path, number, anchor, attributes), end
    yield from _with_text(source, heading, begins, source.end)


def parse_blocks(text: str) -> list[Token]:
    """The blocks of a text, outermost first, without what stands inside its paragraphs."""
    return _BLOCKS.parse(text)


def without_lists(text: str) -> str:
    """The text with the same headings in the same lines, and lists that end at a heading left
    empty: ten thousand ways of asking need no parser, and took half the time of reading a set.

    A line that begins with "- " ends whatever stands above it but a fence, which no such line
    ends, and HTML; where there may be HTML, nothing is left out.
    """
    if "<" in text:
        return text
    return _LIST_ABOVE_HEADING.sub(lambda found: "\n" * found[0].count("\n"), text)


def _with_text(
    source: SourceFile, heading: MarkdownSection, begins: int, end: int
) -> Iterator[MarkdownSection]:
    """The section with the text of lines `begins` up to `end`."""
    text, first, last = source.block(begins, end)
    if text:
        yield replace(heading, text=text, text_line=first, end_line=last)
    elif heading.level:
        yield replace(heading, text_line=begins - 1, end_line=begins - 1)


def _heading(content: str) -> tuple[str, str, str, Mapping[str, str]]:
    """`4.3 Recording {#recording verdict=conditions}` as words, number, anchor, attributes."""
    anchor, attributes = "", {}
    content = content.strip()
    begins = max(content.rfind("{#"), 0)
    if found := _ATTRIBUTES.fullmatch(content, begins):
        anchor = found[1]
        for word in found[2].split():
            name, _, value = word.partition("=")
            attributes[name] = value
        content = content[:begins].strip()
    number, words = split_number(content)
    return words, number, anchor, attributes


def split_number(heading: str) -> tuple[str, str]:
    """The number that a heading begins with, and the words behind it: `Section 2 Recording` as
    `2` and `Recording`. "" where it has none, or nothing but one; `Schedule 1` alone is number
    and words."""
    found = _NUMBER.match(heading)
    if found is None or found.end() == len(heading):
        return (found[2] or "" if found else ""), heading
    return found[1] or found[2], heading[found.end() :]


def paragraph_numbers(text: str) -> tuple[str, ...]:
    """The numbers that paragraphs and points inside a clause begin with: `1.2`, `4.1.3`."""
    return tuple(found[1] for found in _PARAGRAPH.finditer(text))


def prose_and_items(section: MarkdownSection) -> tuple[str, tuple[tuple[str, int], ...]]:
    """Part the text of a section into its paragraphs and its list items, each with its line.

    An indented line goes on with the item above it.
    """
    prose: list[str] = []
    items: list[tuple[str, int]] = []
    for line, text in enumerate(LINE_END.split(section.text), section.text_line):
        if item := _ITEM.match(text):
            items.append((item[1].strip(), line))
        elif items and text[:1] in (" ", "\t") and text.strip():
            words, at = items[-1]
            items[-1] = (f"{words} {text.strip()}", at)
        elif text.strip():
            prose.append(text.strip())
        elif prose and not items:
            prose.append("")
    return "\n".join(prose).strip(), tuple(items)


def words_not_read(source: SourceFile, section: MarkdownSection) -> Iterator[Problem]:
    """The text of a section whose reader takes nothing from it: said, so that no word is lost."""
    if any(map(str.isalnum, section.text)):
        message = "this text stands where nothing is read, so nobody is shown it"
        yield source.problem(section.text_line, message, Severity.FAULT)


def lines_not_read(source: SourceFile, section: MarkdownSection) -> Iterator[Problem]:
    """List lines above the first heading of level 2, where a note to editors may stand alone."""
    for words, line in prose_and_items(section)[1][:1]:
        message = f'"{words[:60]}" is not read here: make the heading above the list level 2 (##)'
        yield source.problem(line, message, Severity.FAULT)
