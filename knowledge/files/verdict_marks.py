"""Verdict marks: `{verdict=not-allowed}` at the end of a sentence, a list item or a way of asking.

They are taken out of the text that is read: nobody is shown one, and none counts as a word. One
that was added to a version in force says since when: `{verdict=required since=2026-12-01}`.
"""

import re
from dataclasses import dataclass
from datetime import date

from knowledge.files.front_matter import day, shown
from knowledge.files.source_file import LINE_END, SourceFile
from knowledge.model.policies import Marks, Problem, Severity, Verdict

_MARK = re.compile(r"[ \t]*\{verdict=([^{}\s]*)(?:[ \t]+since=([^{}\s]*))?\}")


@dataclass(frozen=True, slots=True)
class VerdictMark:
    """One mark as written. `end` is where, in the text without marks, its sentence ends; `line`
    counts from 0, the text's first line; `since` is its first day, "" for that of the version."""

    end: int
    line: int
    value: str
    since: str = ""


def without_marks(text: str) -> tuple[str, tuple[VerdictMark, ...]]:
    """A text without its marks, and the marks in order."""
    if "{verdict=" not in text:
        return text, ()
    pieces: list[str] = []
    marks: list[VerdictMark] = []
    begin = length = 0
    for found in _MARK.finditer(text):
        pieces.append(text[begin : found.start()])
        length += found.start() - begin
        begin = found.end()
        line = len(LINE_END.findall(text, 0, found.start()))
        marks.append(VerdictMark(length, line, found[1], found[2] or ""))
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


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text without its marks, the verdicts by where they stand, and the first days of those that
    were added later."""

    text: str
    marks: Marks
    since: tuple[tuple[int, date], ...]


def marked_text(
    source: SourceFile, text: str, first_line: int, problems: list[Problem]
) -> MarkedText:
    """A clause's or an entry's text parted from its marks."""
    clean, marks = without_marks(text)
    found, since = [], []
    for mark in marks:
        line = first_line + mark.line
        if verdict := verdict_of(source, line, mark.value, problems):
            found.append((mark.end, verdict))
        if mark.since and (first := day(mark.since)):
            since.append((mark.end, first))
        elif mark.since:
            message = f"{shown(mark.since)} is not a day: write since=2026-09-30"
            problems.append(source.problem(line, message, Severity.FAULT))
    return MarkedText(clean, tuple(found), tuple(since))


def with_days(text: str, former: str, since: date) -> str:
    """A text whose marks were added to: those that the `former` one does not have say since when.

    Raises ValueError, in words, where anything else differs.
    """
    if _lines(text) != _lines(former):
        raise ValueError("words differ too, so it needs a number of its own")
    held = {(mark.end, mark.value) for mark in without_marks(_lines(former, marks=True))[1]}
    _, marks = without_marks(_lines(text, marks=True))
    fresh = [(mark.end, mark.value) not in held for mark in marks]
    if len(marks) - sum(fresh) < len(held):
        raise ValueError("a mark in force is changed or gone, so it needs a number of its own")
    if not any(fresh):
        raise ValueError("no mark is added")
    is_fresh = iter(fresh)
    dated = f" since={since.isoformat()}}}"
    return _MARK.sub(lambda one: one[0][:-1] + dated if next(is_fresh) else one[0], text)


def _lines(text: str, *, marks: bool = False) -> str:
    """A text without blanks at the ends of its lines."""
    text = text if marks else without_marks(text)[0]
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
