"""A policy version in Welsh: `<policy-id>/<version>.cy.md` beside the version that it words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from knowledge.files.policy_version import text_problems
from knowledge.files.sections import MarkdownSection, sections
from knowledge.files.source_file import SourceFile
from knowledge.files.verdict_marks import without_marks
from knowledge.markup.check_text import check_text
from knowledge.model.policies import Passage, Problem, Severity, Wording

ENDING = ".cy"
"""Of the name of a file without `.md`, where it words another file in Welsh."""


@dataclass(frozen=True, slots=True)
class WelshVersion:
    """Its title, and its clauses by their anchors. It has no front matter: every fact is that of
    the version beside it."""

    source: SourceFile
    title: str
    clauses: Mapping[str, MarkdownSection]

    @property
    def ref(self) -> str:
        """The version that it words, for example `meetings@3.0`."""
        path = PurePosixPath(self.source.name)
        return f"{path.parent.name}@{path.stem.removesuffix(ENDING)}"

    def beside(self, passage: Passage) -> Wording | None:
        """What it says in place of a clause; None where it lacks it."""
        piece = self.clauses.get(passage.anchor)
        if piece is None:
            return None
        return Wording(self.title or passage.title, piece.words, without_marks(piece.text)[0])


def read_welsh_version(source: SourceFile, problems: list[Problem]) -> WelshVersion:
    """Read the title and every clause; what is wrong with one leaves it in English alone."""
    text = check_text(source.lines(1, source.end), 1)
    problems += (
        Problem(one.file, one.line, one.message, Severity.FAULT)
        for one in text_problems(source, text)
    )
    pieces = tuple(sections(source))
    title = next((piece.words for piece in pieces if piece.level == 1), "")
    found: dict[str, MarkdownSection] = {}
    for piece in pieces:
        if piece.level < 2 or not piece.text:
            problems += _not_read(source, piece)
        elif not piece.anchor or piece.anchor in found:
            what = f"the anchor {piece.anchor} stands twice" if piece.anchor else "no anchor"
            message = f"{what}: end the heading with that of the clause that it words"
            problems.append(source.problem(piece.line, message, Severity.FAULT))
        else:
            found[piece.anchor] = piece
    return WelshVersion(source, title, found)


def _not_read(source: SourceFile, piece: MarkdownSection) -> Iterator[Problem]:
    """Text above the first clause belongs to none."""
    if piece.text:
        message = "this text stands in no clause, so it is never quoted; front matter is not read"
        yield source.problem(piece.text_line, message, Severity.FAULT)
