"""The sentences and list items of a clause: what is scored, marked and shown first.

A sentence is a stretch of the clause's own text, byte for byte. A list item, a row of a table and
a block of code are sentences of their own. What leads into a list ("Do not enter:") stands beside
each of its items, because without it an item says the opposite.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

_KEPT = 2_000  # clauses: each index of a set asks for the same ones, and so do answers
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n|$)")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)+")
_ITEM = re.compile(r"([ \t]*)(?:[-*+]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,4})[.)])[ \t]+", re.IGNORECASE)
_FENCE = re.compile(r"[ \t]*(?:```|~~~)")
_ROW = re.compile(r"[ \t]*\|")
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_RULE = re.compile(r"[ \t]*[-|:=_*+ \t]+$")
# What ends a sentence, with what closes behind it, before what can open the next.
_END = re.compile(
    r"[.!?…]+[\"'”’)\]*_]*(?:[ \t]*\{[^{}\n]*\})?(?=\s+[\"'“‘(\[*_]*[A-Z0-9£])|[ \t]{2,}\n|\\\n"
)
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|cf|no|nos|mr|mrs|ms|dr|prof|st|paras?|sec|fig|art|pp?|approx|incl|ext)"
    r"|(?<![\w.])[A-Za-z](?:\.[A-Za-z])*)\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the clause's text from `start` up to `end` (characters), without a list's mark.

    `lead_in` is what leads into the list or table that an item or a row belongs to, from the
    outside in; empty for a sentence of a paragraph.
    """

    text: str
    start: int
    end: int
    lead_in: str = ""

    @property
    def whole(self) -> str:
        """The sentence as it must be read: behind what leads into it."""
        return f"{self.lead_in} {self.text}" if self.lead_in else self.text


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that belong together. `indent` counts the blanks before a list item's mark, -1 for what
    is no item; `ordered` items are numbered."""

    start: int
    end: int
    indent: int = -1
    ordered: bool = False
    row: bool = False
    code: bool = False


@lru_cache(maxsize=_KEPT)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of a clause's Markdown, in its order."""
    found: list[Sentence] = []
    leads: list[tuple[int, bool, str]] = []  # each open list's indent and kind, what leads into it
    open_end = header = ""  # what may lead into the next block
    for block in _blocks(text):
        header = (header or text[block.start : block.end].strip()) if block.row else ""
        while leads and leads[-1][0] > block.indent:
            open_end = leads.pop()[2]
        if leads and leads[-1][:2] == (block.indent, not block.ordered):
            leads[-1] = (block.indent, block.ordered, "")
        if block.indent >= 0 and (not leads or leads[-1][0] < block.indent):
            leads.append((block.indent, block.ordered, open_end))
        above = [lead for *_, lead in leads if lead]
        said = [Sentence(text[a:b], a, b, " ".join(above)) for a, b in _spans(text, block)]
        if block.row and said[0].text != header:
            said = [replace(one, lead_in=header) for one in said]
        found += said
        last = said[-1].text if said else ""
        open_end = last if block.indent >= 0 or _leads_on(last) else ""
    return tuple(found)


def _leads_on(sentence: str) -> bool:
    """Whether a paragraph leads into what follows: it ends in a colon or in nothing."""
    return not sentence.rstrip("*_\"'”’)] ").endswith((".", "!", "?", "…"))


def _spans(text: str, block: _Block) -> Iterator[tuple[int, int]]:
    """Where the sentences of a block stand, without the blanks around them."""
    begin = block.start
    if not (block.row or block.code):
        for end in _END.finditer(text, block.start, block.end):
            if not _SHORTENED.search(text, begin, end.start() + 1):
                yield from _stripped(text, begin, end.end())
                begin = end.end()
    yield from _stripped(text, begin, block.end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if end > start:
        yield start, end


def _blocks(text: str) -> Iterator[_Block]:
    """The paragraphs, items, rows and fences of a text; rules and blank lines are none."""
    held: _Block | None = None
    for line in _LINE.finditer(text):
        start, end = line.span()
        if quoted := _QUOTED.match(text, start, end):
            start = quoted.end()
        said = text[start:end].rstrip()
        if held and held.code:
            held = replace(held, end=end)
            if _FENCE.match(said):
                yield held
                held = None
            continue
        begun = _begun(text, start, end, said)
        if held and begun is None and said and not _RULE.match(said):
            held = replace(held, end=end)  # a further line of the same block
            continue
        if held:
            yield held
        held = begun
        if held is None and said and not _RULE.match(said):
            held = _Block(start, end)
        elif held and held.row:
            yield held
            held = None
    if held:
        yield held


def _begun(text: str, start: int, end: int, said: str) -> _Block | None:
    """The block that a line begins whatever stands above it."""
    if _FENCE.match(said):
        return _Block(start, end, code=True)
    if _RULE.match(said) or not said:
        return None
    if _ROW.match(said):
        return _Block(start, end, row=True)
    if item := _ITEM.match(text, start, end):
        ordered = text[item.end(1)] not in "-*+"
        return _Block(item.end(), end, len(item[1].expandtabs(4)), ordered)
    if heading := _HEADING.match(text, start, end):
        return _Block(heading.end(), end)
    return None
