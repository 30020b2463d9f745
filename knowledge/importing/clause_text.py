"""Blocks as the Markdown of a clause: lists keep their printed labels, tables their heads."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from knowledge.importing.blocks import Block, Paragraph, Point, Table
from knowledge.importing.markdown_text import begun
from knowledge.rules.readability import words

MOST_WORDS = 190
"""Of a part of a clause; the check allows 200."""

_ORDERED = re.compile(r"(\d{1,9})([.)])")
_SENTENCE_END = re.compile(r"\w{2,}[.!?]$")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(“\"'])")


def clause_text(blocks: Iterable[Block]) -> str:
    """The text of a clause, its paragraphs, lists and tables apart."""
    parts: list[str] = []
    for is_list, group in groupby(_shown(blocks), key=lambda block: isinstance(block, Point)):
        if is_list:
            points = [block for block in group if isinstance(block, Point)]
            parts.append("\n".join(_list(_levelled(points), 1)))
            continue
        for block in group:
            if isinstance(block, Paragraph):
                parts.append(begun(block.text))
            elif isinstance(block, Table):
                parts.append("\n".join(_rows(block)))
    return "\n\n".join(filter(None, parts))


def parts_of(blocks: Sequence[Block]) -> list[list[Block]]:
    """The blocks in parts of at most `MOST_WORDS` words where that can be: between paragraphs,
    points and rows (the head of the table stands on each part), else between sentences."""
    parts: list[list[Block]] = [[]]
    count = 0
    for unit in _units(blocks):
        size = len(words(clause_text(unit)))
        if count and count + size > MOST_WORDS:
            parts.append([])
            count = 0
        for block in unit:
            last = parts[-1][-1] if parts[-1] else None
            if (
                isinstance(block, Table)
                and isinstance(last, Table)
                and last.rows[0] is block.rows[0]
            ):
                parts[-1][-1] = Table([*last.rows, *block.rows[1:]], last.has_head, last.ids)
            else:
                parts[-1].append(block)
        count += size
    return parts


def _units(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """What stays together: a line that leads into a list with its first point, a point with what
    stands below it, a row of a table with the head."""
    held: list[Block] = []
    for at, block in enumerate(blocks):
        following = blocks[at + 1] if at + 1 < len(blocks) else None
        if (
            isinstance(block, Paragraph)
            and isinstance(following, Point | Table)
            and (len(words(block.text)) < MOST_WORDS / 3)
        ):
            held.append(block)
            continue
        if (
            isinstance(block, Point)
            and isinstance(following, Point)
            and (following.depth > block.depth or (held and block.depth > 1))
        ):
            held.append(block)
            if len(words(clause_text(held))) < MOST_WORDS:
                continue
            yield held
            held = []
            continue
        if isinstance(block, Table) and len(block.rows) > 2:
            for number, row in enumerate(block.rows[1:]):
                yield [*(held if not number else ()), Table([block.rows[0], row], block.has_head)]
            held = []
            continue
        if isinstance(block, Paragraph) and len(words(block.text)) > MOST_WORDS:
            for number, text in enumerate(_sentences(block.text)):
                yield [*(held if not number else ()), Paragraph(text)]
            held = []
            continue
        yield [*held, block]
        held = []
    if held:
        yield held


def _sentences(text: str) -> Iterator[str]:
    gathered = ""
    for sentence in _SENTENCE.split(text):
        if gathered and len(words(f"{gathered} {sentence}")) > MOST_WORDS / 2:
            yield gathered
            gathered = ""
        gathered = f"{gathered} {sentence}".strip()
    if gathered:
        yield gathered


def _shown(blocks: Iterable[Block]) -> Iterator[Block]:
    """Tables of one column, and of names and values without a head, are better read as lists."""
    for block in blocks:
        if not isinstance(block, Table):
            yield block
            continue
        width = len(block.rows[0])
        if width == 1:
            yield from (Paragraph(row[0]) for row in block.rows if row[0])
        elif width == 2 and (not block.has_head or len(block.rows) == 1) and _names(block):
            for name, told in block.rows:
                label = name.strip("* ").rstrip(":")
                yield Point(1, "", (f"**{label}**: {told}" if label and told else label or told,))
        elif len(block.rows) == 1:
            yield Paragraph("; ".join(filter(None, block.rows[0])))
        else:
            yield block


def _names(table: Table) -> bool:
    """Whether the first column names what the second says; sentences beside sentences, as in two
    languages side by side, are no names."""
    return not any(_SENTENCE_END.search(row[0].strip("* ")) for row in table.rows)


def _levelled(points: Sequence[Point]) -> list[Point]:
    """Depths that begin with 1 and grow by one at most."""
    found: list[Point] = []
    depths: list[int] = []
    for point in points:
        while depths and depths[-1] >= point.depth:
            depths.pop()
        depths.append(point.depth)
        found.append(Point(len(depths), point.label, point.paragraphs, point.ids))
    return found


def _list(points: Sequence[Point], depth: int) -> Iterator[str]:
    own = [point for point in points if point.depth == depth]
    ordered = [_ORDERED.fullmatch(point.label) for point in own]
    counts = [int(found[1]) for found in ordered if found]
    marks = {found[2] for found in ordered if found}
    is_ordered = (
        len(counts) == len(own)
        and len(marks) == 1
        and counts == list(range(counts[0], counts[0] + len(counts)))
    )
    at = 0
    while at < len(points):
        point = points[at]
        below = at + 1
        while below < len(points) and points[below].depth > depth:
            below += 1
        mark = point.label if is_ordered else "-"
        first, *more = point.paragraphs
        shown = (
            begun(first) if is_ordered or not point.label else f"{_literal(point.label)} {first}"
        )
        indent = " " * (len(mark) + 1)
        yield f"{mark} {shown}"
        for text in more:
            yield ""
            yield f"{indent}{begun(text)}"
        for line in _list(points[at + 1 : below], depth + 1) if below > at + 1 else ():
            yield f"{indent}{line}" if line else ""
        at = below


def _literal(label: str) -> str:
    """A label as text: `3.` would begin a list inside the point."""
    return _ORDERED.sub(r"\1\\\2", label) if _ORDERED.fullmatch(label) else label


def _rows(table: Table) -> Iterator[str]:
    head, *body = ([cell.replace("|", "\\|") for cell in row] for row in table.rows)
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in body:
        yield f"| {' | '.join(row)} |"
