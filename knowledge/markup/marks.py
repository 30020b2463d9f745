"""Marks that are shown as they stand, and marks that hide the words between them."""

import re
from collections.abc import Iterator

from markdown_it.token import Token

from knowledge.markup.parsed_text import ParsedText, Trap
from knowledge.model.policies import Severity

_CRITIC = re.compile(r"\{(\+\+|--|~~|>>|==)")
_FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+")
_WORDS = re.compile(r"[^\W_]+")
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_ANCHOR_FIRST = re.compile(r"(?:<a\s[^>]*>\s*(?:</a>)?\s*)+(#{1,6})\s+(.*)")
_ID = re.compile(r"id=[\"']?([\w.-]+)")
_OWN_ANCHOR = re.compile(r"\s*\{#[^}]*\}\s*$")
_OTHER_TOOLS = re.compile(r"^\s*:{3,}|\]\{[.#=][^}]*\}|^\s*\{:[^}]*\}")

# What the parser left as text although somebody meant it as emphasis: `__Do not __share`.
_STRONG = re.compile(r"(\*\*|(?<!_)__(?!_))(.*?)(\*\*|(?<!_)__(?!_)|$)")
_SLANTED = re.compile(r"(?<![\w*_\\])([*_])(?=[^\W_])[^*_]+?[ \t]\1(?![*_\s])")


def marks_that_show(parsed: ParsedText) -> Iterator[Trap]:
    """Bold that was not closed as Markdown wants, so that people see the stars."""
    for token in parsed.tokens:
        if token.type != "inline" or not token.map:
            continue
        line = token.map[0]
        for part in _text_lines(token):
            found = _STRONG.search(part)
            if found and _WORDS.search(found[2]):
                inner = found[2].strip()
                message = f"{found[1]} is shown as it stands, not as bold: "
                message += f'write "**{inner}**" with the spaces outside the stars'
                yield parsed.trap(line, message)
            elif _SLANTED.search(part):
                message = "a single * or _ is shown as it stands: leave no space before the closing"
                yield parsed.trap(line, f"{message} one")
            line += 1


def _text_lines(inline: Token) -> list[str]:
    """The text of each line that is no mark, link or code; a NUL where something else stands."""
    lines = [""]
    for child in inline.children or ():
        if child.type in ("softbreak", "hardbreak"):
            lines.append("")
        elif child.type == "text":
            lines[-1] += child.content
        else:
            lines[-1] += "\0"
    return [line.replace("\0", "") if "**" in line or "__" in line else line for line in lines]


def marks_of_reviewers(parsed: ParsedText) -> Iterator[Trap]:
    """Changes in CriticMarkup are read as text: struck-out words as live ones."""
    for line, text in _lines(parsed):
        if _CRITIC.search(text):
            message = "CriticMarkup is not read: accept or reject the change, and take the marks "
            yield parsed.trap(line, f"{message}{{++ ++}}, {{-- --}}, {{~~ ~~}}, {{>> <<}} out")


def marks_of_other_tools(parsed: ParsedText) -> Iterator[Trap]:
    """pandoc's boxes and classes are shown as they stand."""
    for line, text in _lines(parsed):
        if _OTHER_TOOLS.search(text):
            message = "a box or a class of another tool is shown as it stands: take out "
            yield parsed.trap(line, f"{message}::: and {{.…}}", Severity.FAULT)


def full_width_characters(parsed: ParsedText) -> Iterator[Trap]:
    """Digits and letters of East Asian width are not found by people who type the usual ones."""
    for line, text in _lines(parsed):
        if found := _FULL_WIDTH.search(text):
            usual = "".join(chr(ord(character) - 0xFEE0) for character in found[0])
            message = f'characters of full width: write "{usual}" in place of "{found[0]}"'
            yield parsed.trap(line, message)


def html_that_hides(parsed: ParsedText) -> Iterator[Trap]:
    """HTML is shown as tags, and a comment's words look as if they were not there."""
    for token in parsed.tokens:
        if not token.map:
            continue
        content = token.content if token.type in ("html_block", "inline") else ""
        for comment in _COMMENT.finditer(content):
            if _WORDS.search(comment[1]):
                line = token.map[0] + content.count("\n", 0, comment.start())
                last = line + comment[0].count("\n")
                said = " ".join(comment[1].split()[:8])
                message = f'an HTML comment holds words ("{said}"): write them as text, or take '
                yield parsed.trap(line, f"{message}the comment out", last=last)
        if "<table" in content.lower():
            line = token.map[0] + content.lower()[: content.lower().index("<table")].count("\n")
            message = "a table in HTML is shown as tags: write it with pipes, the heads of the "
            message += "columns first: | Tool | Who | and below |---|---|"
            yield parsed.trap(line, message, last=token.map[1] - 1)


def anchors_before_headings(parsed: ParsedText) -> Iterator[Trap]:
    """Word files turned into Markdown have an HTML anchor before each `#`: then it is text."""
    for line, text in _lines(parsed):
        if found := _ANCHOR_FIRST.match(text):
            identity = _ID.search(text)
            words = _OWN_ANCHOR.sub("", found[2]).strip()
            anchor = identity[1].lower().lstrip("_") if identity else "some-words"
            own = _OWN_ANCHOR.search(found[2])
            shown = own[0].strip() if own else f"{{#{anchor}}}"
            message = "an HTML anchor stands before the heading, so it is no heading: write "
            yield parsed.trap(line, f'{message}"{found[1]} {words} {shown}"')


def bold_instead_of_headings(parsed: ParsedText) -> Iterator[Trap]:
    """A line that is bold as a whole looks like a heading and makes no clause."""
    for begins, inline in parsed.paragraphs():
        children = [c for c in inline.children or () if c.type != "text" or c.content.strip()]
        if (
            len(children) >= 3
            and children[0].type == "strong_open"
            and children[-1].type == "strong_close"
            and sum(child.type == "strong_open" for child in children) == 1
        ):
            words = "".join(child.content for child in children)
            if len(words.split()) <= 8 and words.rstrip()[-1:] not in (*".!?:;,",):
                message = "a bold line looks like a heading and is none: if it is one, write "
                yield parsed.trap(begins, f'{message}"### {words} {{#…}}"', Severity.WARNING)


def _lines(parsed: ParsedText) -> Iterator[tuple[int, str]]:
    code = parsed.code()
    return ((at, text) for at, text in enumerate(parsed.lines) if at not in code)
