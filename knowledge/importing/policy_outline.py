"""Blocks of a document as the clauses of a policy: headings, numbers, levels."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.files.sections import split_number
from knowledge.importing.blocks import Block, Blocks, Heading, Paragraph, Point
from knowledge.importing.source_document import Remark

_BOLD = re.compile(r"\*\*(.+)\*\*")
_LONGEST_HEADING = 12  # words
_NO_HEADING = (".", ";", ",", "?", "!")
_TYPED = re.compile(r"(\(?(?:\d{1,3}|[a-z]|[ivxl]{1,5})[.)])\s+(\S.*)", re.DOTALL)


@dataclass(slots=True)
class DraftClause:
    """A heading with what stands below it. `level` is 2 to 6; `printed` is the number as the
    document prints it (`Section 2`), "" where it is ours; `ids` are what links may name."""

    level: int
    number: str
    words: str
    blocks: list[Block] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    anchor: str = ""
    printed: str = ""


@dataclass(slots=True)
class Outline:
    """A document as a title and clauses in order, with what was decided on the way."""

    title: str
    clauses: list[DraftClause]
    remarks: list[Remark]


def outline(blocks: Blocks, title: str, name: str) -> Outline:
    """`title` is what the document says of itself, `name` the file's."""
    remarks: list[Remark] = []
    found = list(_typed_points(blocks.found))
    if not any(isinstance(block, Heading) and block.text != title for block in found):
        found = _bold_headings(found, remarks)
    found, title = _without_title(found, title or "", blocks.title or name)
    clauses = _clauses(found, remarks)
    _number(clauses, remarks)
    return Outline(title, clauses, remarks)


def _typed_points(found: Sequence[Block]) -> Iterator[Block]:
    """Two paragraphs or more in a row that begin (a), 1. and so on are points of a list."""
    for at, block in enumerate(found):
        typed = _typed(block)
        near = [found[i] for i in (at - 1, at + 1) if 0 <= i < len(found)]
        if isinstance(block, Paragraph) and typed and not block.bold and any(map(_typed, near)):
            yield Point(1, typed[1], (typed[2],), block.ids)
        else:
            yield block


def _typed(block: Block) -> re.Match[str] | None:
    return _TYPED.fullmatch(block.text) if isinstance(block, Paragraph) else None


def _bold_headings(found: Sequence[Block], remarks: list[Remark]) -> list[Block]:
    """In a document without headings, short bold lines that stand above text are its headings."""
    made: list[Block] = []
    for at, block in enumerate(found):
        bold = _BOLD.fullmatch(block.text) if isinstance(block, Paragraph) and block.bold else None
        followed = at + 1 < len(found)
        words = bold[1].replace("\\", "") if bold else ""
        if (
            bold
            and isinstance(block, Paragraph)
            and followed
            and len(words.split()) <= _LONGEST_HEADING
            and not words.endswith(_NO_HEADING)
        ):
            number, _ = split_number(words)
            made.append(Heading(2 + number.count("."), words.rstrip(":"), block.ids))
        else:
            made.append(block)
    count = sum(isinstance(block, Heading) for block in made)
    if count:
        said = f"the document has no headings; {count} bold lines are taken as headings"
        remarks.append(Remark("", said))
    return made


def _without_title(found: list[Block], title: str, other: str) -> tuple[list[Block], str]:
    """The blocks without the heading that is the title of it all."""
    headings = [block for block in found if isinstance(block, Heading)]
    first = headings[0] if headings else None
    if first is not None:
        alone = sum(block.level <= first.level for block in headings) == 1
        if (alone and not split_number(first.text)[0]) or first.text.casefold() == title.casefold():
            found = [block for block in found if block is not first]
            return found, first.text
    if title:
        found = [b for b in found if not (isinstance(b, Paragraph) and _bare(b.text) == title)]
    return found, title or other


def _bare(text: str) -> str:
    return text.strip("*_ ").replace("\\", "")


def _clauses(found: Sequence[Block], remarks: list[Remark]) -> list[DraftClause]:
    clauses: list[DraftClause] = []
    above: list[int] = []
    for block in found:
        if isinstance(block, Heading):
            while above and above[-1] >= block.level:
                above.pop()
            above.append(block.level)
            number, words = split_number(block.text)
            level = min(1 + len(above), 6)
            printed = block.text.removesuffix(words).strip()
            clauses.append(DraftClause(level, number, words, ids=set(block.ids), printed=printed))
            continue
        if not clauses:
            begins = "Introduction" if any(isinstance(b, Heading) for b in found) else "Text"
            clauses.append(DraftClause(2, "", begins))
            said = f"text before the first heading stands under the heading “{begins}”"
            remarks.append(Remark("", said))
        clauses[-1].blocks.append(block)
        clauses[-1].ids |= block.ids
    return [*_with_text(clauses, remarks)]


def _with_text(clauses: list[DraftClause], remarks: list[Remark]) -> Iterator[DraftClause]:
    """A heading with nothing below it, not even headings, becomes the last line before it."""
    kept: list[DraftClause] = []
    for at, clause in enumerate(clauses):
        deeper = at + 1 < len(clauses) and clauses[at + 1].level > clause.level
        if clause.blocks or deeper or not kept:
            kept.append(clause)
            continue
        words = f"{clause.number} {clause.words}".strip()
        kept[-1].blocks.append(Paragraph(f"**{words}**"))
        kept[-1].ids |= clause.ids
        said = f"the heading “{words}” has no text: it stands at the end of the clause before it"
        remarks.append(Remark("", said))
    yield from kept


def _number(clauses: list[DraftClause], remarks: list[Remark]) -> None:
    """Every clause has a number: the document's own; where it has none at all, by the order of
    headings; where some have none, the number before with a letter."""
    if not any(clause.number for clause in clauses):
        counts: list[int] = []
        for clause in clauses:
            depth = clause.level - 1
            counts = [*counts[:depth], *[0] * (depth - len(counts))]
            counts[depth - 1] += 1
            clause.number = ".".join(str(n or 1) for n in counts)
        if clauses:
            remarks.append(
                Remark("", "the document numbers nothing: its headings are numbered here")
            )
        return
    taken = {clause.number for clause in clauses if clause.number}
    before = "0"
    for clause in clauses:
        if clause.number:
            before = clause.number
            continue
        base = re.sub(r"[a-z]$", "", before)
        free = (f"{base}{letter}" for letter in ("", *"abcdefghijklmnopqrstuvwxyz"))
        clause.number = next((number for number in free if number not in taken), before)
        taken.add(clause.number)
        before = clause.number
        said = f"“{clause.words}” has no number in the document; it is {clause.number} here"
        remarks.append(Remark("", said))


def parted(clause: DraftClause, parts: Sequence[Sequence[Block]]) -> list[DraftClause]:
    """The clause as several: the first keeps what leads to it."""
    if len(parts) < 2:
        return [clause]
    return [
        replace(
            clause,
            words=f"{clause.words} ({number} of {len(parts)})",
            blocks=list(part),
            ids=clause.ids if number == 1 else set(),
        )
        for number, part in enumerate(parts, 1)
    ]
