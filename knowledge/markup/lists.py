"""Lists that are read as one paragraph, and headings that are read as text."""

import re
from collections.abc import Iterator

from knowledge.markup.parsed_text import LINE_END, ParsedText, Trap

_BULLETS = "•‣◦▪▫●○■□⁃∙·❖➢➤\uf0b7\uf0a7"
_BULLET = re.compile(rf"(?:^|[\s;:.])([{_BULLETS}])[ \t\u00a0]*(?=\S)")
_DASH = re.compile(r"[–—−][ \t\u00a0]+\S")
_NUMBER = re.compile(r"(\d{1,3})([.)])[ \t]+\S")
_LETTER = re.compile(r"\(?(?:[a-z]|[ivx]{1,5})\)[ \t]+\S|\((?:\d{1,3})\)[ \t]+\S")
_ODD_SPACE = re.compile(r"(#{1,6}|[-*+]|\d{1,3}[.)])[\u00a0\u2000-\u200b\u202f\u3000]+(?=\S)")
_NO_SPACE = re.compile(r"(#{2,6})([A-Z0-9].*)")
_ENDS = re.compile(r"[:;.,]\**$|\b(?:and|or)$")


def lists_run_together(parsed: ParsedText) -> Iterator[Trap]:
    """A line of a paragraph that was meant as a point of a list or as a heading."""
    for begins, inline in parsed.paragraphs():
        lines = LINE_END.split(inline.content)
        for at, text in enumerate(lines):
            if message := _trouble(lines, at):
                yield parsed.trap(begins + at, message, last=begins + len(lines) - 1)
                break  # the first says it all: the rest of the paragraph is the same list
            if text.startswith("#") and (glued := _NO_SPACE.match(text)):
                message = f"no space after {glued[1]}, so this is no heading: write "
                yield parsed.trap(begins + at, f'{message}"{glued[1]} {_short(glued[2])}"')


def _trouble(lines: list[str], at: int) -> str:
    """What is wrong with one line of a paragraph; "" where nothing is."""
    text = lines[at]
    if odd := _ODD_SPACE.match(text):
        what = "heading" if odd[1].startswith("#") else "list"
        mended = f'"{odd[1]} {_short(text[odd.end() :])}"'
        return f"the space after {odd[1]} is none to Markdown, so this is no {what}: write {mended}"
    if bullet := _BULLET.search(text):
        mended = f'"- {_short(text[bullet.end() :])}"'
        return f"{bullet[1]} makes no list: write each point in a line of its own as {mended}"
    if _DASH.match(text) and sum(1 for line in lines if _DASH.match(line)) > 1:
        return f'{text[0]} makes no list: write each point as "- {_short(text[1:])}"'
    return _goes_on(lines, at)


def _goes_on(lines: list[str], at: int) -> str:
    """A numbered or lettered point below a line of text: only a list of bullets, or one that
    begins with 1, may stand right below a paragraph (CommonMark 0.31, section 5.3)."""
    text = lines[at]
    if not at or not (_ENDS.search(lines[at - 1].rstrip()) or _many(lines)):
        return ""
    if _NUMBER.match(text):
        message = "the point is read as part of the paragraph above it, not as a list: put an empty"
        return f"{message} line above the first point"
    if _LETTER.match(text):
        message = "the points are read as one running text: write each as "
        return f'{message}"- {_short(text)}", with an empty line above the first'
    return ""


def _many(lines: list[str]) -> bool:
    """Whether several lines begin as points do: one alone may be a sentence that was wrapped."""
    return sum(1 for line in lines if _NUMBER.match(line) or _LETTER.match(line)) > 1


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:6]) + (" …" if len(words) > 6 else "")
