"""Ways of asking: `asked.md` beside the clauses or the register entries that they ask for."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.files.sections import lines_not_read, prose_and_items, sections
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem, Severity


@dataclass(frozen=True, slots=True)
class ExampleList:
    """The lines under one heading; `place` is `policy-id#anchor` or `register#tool-id`."""

    place: str
    file: str
    line: int
    lines: tuple[tuple[str, int], ...]


def read_examples(source: SourceFile, problems: list[Problem]) -> tuple[ExampleList, ...]:
    """Read a file of headings, each an anchor, with a list of questions below."""
    owner = PurePosixPath(source.name).parent.name
    found: dict[str, int] = {}
    askings = []
    for piece in sections(source):
        if piece.level < 2:
            problems += lines_not_read(source, piece)
            continue
        anchor = piece.anchor or piece.words
        if anchor in found:
            message = f"{anchor} stands twice, first in line {found[anchor]}"
            problems.append(source.problem(piece.line, message, Severity.FAULT))
        found.setdefault(anchor, piece.line)
        prose, items = prose_and_items(piece)
        if prose:
            message = f"under {anchor} there is text outside the list: begin each line with `- `"
            problems.append(source.problem(piece.text_line, message, Severity.FAULT))
        askings.append(ExampleList(f"{owner}#{anchor}", source.name, piece.line, items))
    return tuple(askings)
