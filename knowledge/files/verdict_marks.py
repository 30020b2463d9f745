"""Verdict marks: `{verdict=not-allowed}` at the end of a sentence, a list item or a way of asking.

They are taken out of the text that is read: nobody is shown one, and none counts as a word.
"""

import re
from dataclasses import dataclass

from knowledge.files.front_matter import shown
from knowledge.files.source_file import LINE_END, SourceFile
from knowledge.model.policies import Marks, Problem, Severity, Verdict

_MARK = re.compile(r"[ \t]*\{verdict=([^{}\s]*)\}")


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """One mark as written. `end` is where, in the text without marks, its sentence ends; `line`
    counts from 0, the text's first line."""

    end: int
    line: int
    value: str


def without_marks(text: str) -> tuple[str, tuple[VerdictMark, ...]]:
    """A text without its marks, and the marks in order."""
    pieces: list[str] = []
    marks: list[VerdictMark] = []
    begin = length = 0
    for found in _MARK.finditer(text):
        pieces.append(text[begin : found.start()])
        length += found.start() - begin
        begin = found.end()
        line = len(LINE_END.findall(text, 0, found.start()))
        marks.append(VerdictMark(length, line, found[1]))
    return "".join((*pieces, text[begin:])) if marks else text, tuple(marks)


def verdict_of(
    source: SourceFile, line: int, value: str, problems: list[Problem]
) -> Verdict | None:
    """The verdict that a mark or a heading names; None, with a fault, for a word that is none."""
    if value in list(Verdict):
        return Verdict(value)
    message = f"{shown(value)} is not a verdict: write one of {', '.join(Verdict)}"
    problems.append(source.problem(line, message, Severity.FAULT))
    return None


def marked_text(
    source: SourceFile, text: str, first_line: int, problems: list[Problem]
) -> tuple[str, Marks]:
    """A clause's or an entry's text without its marks, and the verdicts by where they stand."""
    clean, marks = without_marks(text)
    found = [
        (mark.end, verdict)
        for mark in marks
        if (verdict := verdict_of(source, first_line + mark.line, mark.value, problems))
    ]
    return clean, tuple(found)
