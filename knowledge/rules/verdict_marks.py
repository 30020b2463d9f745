"""Verdict marks: each at the end of a sentence or item, one there, and only where it is read."""

from collections import Counter
from collections.abc import Iterator

from knowledge.files.verdict_marks import VerdictMark, without_marks
from knowledge.model.policies import Problem
from knowledge.model.sentences import sentences
from knowledge.rules.inspection import Inspection, fault, warning


def marks_end_a_sentence(inspection: Inspection) -> Iterator[Problem]:
    """A mark in a clause or an entry stands at the end of a sentence or of a list item."""
    for file in inspection.reading.policies:
        for piece in file.sections:
            yield from _misplaced(file.source.name, piece.text_line, piece.text)
    for entry in inspection.reading.tools:
        line = entry.tool.passage.line
        text = entry.source.lines(line, entry.tool.passage.end_line + 1)
        yield from _misplaced(entry.source.name, line, text)


def _misplaced(file: str, first_line: int, written: str) -> Iterator[Problem]:
    text, marks = without_marks(written)
    ends = {sentence.end for sentence in sentences(text)} if marks else set()
    standing = Counter(mark.end for mark in marks)
    for mark in marks:
        if mark.end not in ends:
            message = f"{_shown(mark)} stands inside a sentence: put it behind the full stop, or at"
            yield fault(file, first_line + mark.line, f"{message} the end of a list item")
        elif standing[mark.end] > 1:
            message = f"{_shown(mark)} is not the only mark of its sentence: leave one"
            yield fault(file, first_line + mark.line, message)


def marks_stand_where_they_are_read(inspection: Inspection) -> Iterator[Problem]:
    """Subjects that are not covered and screening questions say nothing that may be allowed."""
    found = [
        (about.subject.file, about.subject.line, about.subject.text)
        for about in inspection.reading.subjects
    ]
    found += [
        (question.file, question.line, question.text)
        for screening in inspection.reading.screenings
        for question in screening.content.questions
    ]
    for file, line, text in found:
        for mark in without_marks(text)[1]:
            message = f"{_shown(mark)} is not read here: mark clauses, entries and ways of asking"
            yield fault(file, line + mark.line, message)


def marked_lines_have_an_answer(inspection: Inspection) -> Iterator[Problem]:
    """A way of asking is marked only where its clause or entry has a marked sentence too."""
    marked = {
        passage.place
        for clauses in inspection.policies.clauses.values()
        for passage in clauses
        if passage.marks
    }
    marked |= {tool.passage.place for tool in inspection.policies.tools if tool.passage.marks}
    for asking in inspection.reading.askings:
        if asking.verdicts and asking.place not in marked:
            message = "lines below are marked with a verdict, but no sentence of "
            yield warning(asking.file, asking.line, f"{message}{asking.place} is")


def _shown(mark: VerdictMark) -> str:
    return f"{{verdict={mark.value}}}"
