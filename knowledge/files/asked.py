"""Ways of asking: `asked.md` beside the clauses or the register entries that they ask for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.files.sections import lines_not_read, prose_and_items, sections
from knowledge.files.source_file import SourceFile
from knowledge.files.verdict_marks import VerdictMark, verdict_of, without_marks
from knowledge.model.policies import Problem, Severity, Verdict


@dataclass(frozen=True, slots=True)
class ExampleList:
    """The lines under one heading; `place` is `policy-id#anchor` or `register#tool-id`.

    `verdicts` are what officers marked as the answer to some of the lines.
    """

    place: str
    file: str
    line: int
    lines: tuple[tuple[str, int], ...]
    verdicts: tuple[tuple[str, Verdict], ...] = ()


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
        read = [(*without_marks(text), line) for text, line in items]
        lines = tuple((said, line) for said, _, line in read)
        verdicts = tuple(_marked(source, read, problems))
        askings.append(ExampleList(f"{owner}#{anchor}", source.name, piece.line, lines, verdicts))
    return tuple(askings)


def _marked(
    source: SourceFile,
    read: Iterable[tuple[str, Sequence[VerdictMark], int]],
    problems: list[Problem],
) -> Iterator[tuple[str, Verdict]]:
    """The lines that carry a verdict, each with its last one."""
    for said, marks, line in read:
        for mark in marks[-1:]:
            if verdict := verdict_of(source, line, mark.value, problems):
                yield said, verdict
