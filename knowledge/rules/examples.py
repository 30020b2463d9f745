"""Ways of asking: under an anchor in force, each line in one place."""

from collections.abc import Iterator

from knowledge.model.policies import Problem
from knowledge.rules.inspection import Inspection, fault, warning


def asked_of_a_clause_in_force(inspection: Inspection) -> Iterator[Problem]:
    """Ways of asking stand under an anchor of a version that is in force or to come."""
    days = {inspection.on} | {
        term.first for term in inspection.policies.terms.values() if term.first > inspection.on
    }
    answered = frozenset[str]().union(*(inspection.places(day) for day in days))
    somewhere = inspection.places(None)
    for asking in inspection.reading.ways:
        if asking.place in somewhere and asking.place not in answered:
            message = f"{asking.place} is in no version in force or to come"
            yield fault(asking.file, asking.line, message)


def each_line_in_one_place(inspection: Inspection) -> Iterator[Problem]:
    """A way of asking stands once: twice, it says nothing about what is meant."""
    lines = [
        (text, asking.file, line)
        for asking in inspection.reading.ways
        for text, line in asking.lines
    ]
    lines += [
        (text, about.subject.file, line)
        for about in inspection.reading.subjects
        for text, line in about.lines
    ]
    first: dict[str, str] = {}
    for text, file, line in lines:
        key = " ".join(text.casefold().split())
        if key in first:
            yield warning(file, line, f"this line stands twice, first in {first[key]}")
        else:
            first[key] = f"{file} line {line}"


def headings_have_lines(inspection: Inspection) -> Iterator[Problem]:
    """Under each heading of ways of asking there is at least one."""
    for asking in inspection.reading.ways:
        if not asking.lines:
            yield warning(asking.file, asking.line, "no way of asking stands below this heading")
    for about in inspection.reading.subjects:
        if not about.lines:
            subject = about.subject
            yield warning(subject.file, subject.line, "no way of asking stands below this heading")
