"""Files in Welsh: each words what stands in English beside it, no more and no less."""

from collections.abc import Iterator

from knowledge.model.policies import Problem
from knowledge.rules.inspection import Inspection, fault


def welsh_versions_word_the_same_clauses(inspection: Inspection) -> Iterator[Problem]:
    """A version in Welsh has the anchors and numbers of the version beside it, all of them."""
    files = {file.policy.ref: file for file in inspection.reading.policies}
    for welsh in inspection.reading.welsh_versions:
        name, english = welsh.source.name, files.get(welsh.ref)
        if english is None:
            yield fault(name, 0, f"there is no {welsh.ref} beside it")
            continue
        clauses = {passage.anchor: passage for passage in english.passages}
        for anchor, piece in welsh.clauses.items():
            clause = clauses.get(anchor)
            if clause is None:
                yield fault(name, piece.line, f"{anchor} is no clause of {welsh.ref}")
            elif clause.clause != piece.number:
                message = f"{anchor} has the number {piece.number or 'none'} here, and "
                message += f"{clause.clause or 'none'} in {welsh.ref}"
                yield fault(name, piece.line, message)
        for anchor in clauses.keys() - welsh.clauses.keys():
            yield fault(name, 0, f"{anchor} of {welsh.ref} is missing")


def welsh_subjects_are_subjects(inspection: Inspection) -> Iterator[Problem]:
    """A subject in `not-covered.cy.md` stands in `not-covered.md` too."""
    known = {about.subject.id for about in inspection.reading.subjects}
    for about in inspection.reading.welsh_subjects:
        if about.subject.id not in known:
            message = f"{about.subject.id} is no subject of not-covered.md"
            yield fault(about.subject.file, about.subject.line, message)
