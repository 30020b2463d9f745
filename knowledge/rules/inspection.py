"""What every rule is given: the files as read, the set that they make, and the day."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from knowledge.files.reading import ParsedFolder
from knowledge.files.verdict_marks import without_marks
from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Policy, Problem, Severity
from knowledge.model.policy_set import PolicySet


def fault(file: str, line: int, message: str) -> Problem:
    return Problem(file, line, message, Severity.FAULT)


def warning(file: str, line: int, message: str) -> Problem:
    return Problem(file, line, message, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class CheckedText:
    """A text that people are shown, from `line` of its file on.

    What it cites must hold on `day`; None where some version having it is enough. `policy` is
    the version that it stands in, if it does.
    """

    file: str
    line: int
    text: str
    day: date | None
    policy: Policy | None = None


@dataclass(frozen=True, slots=True)
class Inspection:
    """One check of the whole folder, as of a day."""

    reading: ParsedFolder
    policies: PolicySet
    on: date
    _places: dict[date | None, frozenset[str]] = field(default_factory=dict, init=False)

    def texts(self) -> Iterator[CheckedText]:
        """Every text that may be shown to people: clauses of all versions, entries, subjects."""
        for file in self.reading.policies:
            day = self.day_of(file.policy)
            for piece in file.sections:
                if piece.text:
                    text, _ = without_marks(piece.text)
                    yield CheckedText(file.source.name, piece.text_line, text, day, file.policy)
        for passages in self.policies.clauses.values():
            for passage in passages:
                if passage.welsh is not None:
                    name = passage.file.removesuffix(".md") + ".cy.md"
                    yield CheckedText(name, 0, passage.welsh.text, None)
        for entry in self.reading.tools:
            passage = entry.tool.passage
            yield CheckedText(passage.file, passage.line, passage.text, self.on)
        for about in self.reading.subjects:
            yield CheckedText(about.subject.file, about.subject.line, about.subject.text, self.on)
        for screening in self.reading.screenings:
            day = self.day_of(screening.policy)
            for question in screening.content.questions:
                yield CheckedText(question.file, question.line, question.text, day)

    def day_of(self, policy: Policy) -> date | None:
        """The day on which a version's citations must hold: today, or its first day if that is
        to come; None for a draft and for a version that is over."""
        term = self.policies.terms.get(policy.ref)
        if term is None or (term.last is not None and term.last < self.on):
            return None
        return max(self.on, term.first)

    def reads_today(self, policy: Policy) -> bool:
        """Whether people may still meet the version: it is in force, to come, or a draft."""
        return policy.status in NEVER_IN_FORCE or self.day_of(policy) is not None

    def cited(self, place: str, day: date | None) -> bool:
        """Whether `policy-id#anchor` or `register#tool-id` is there on the day."""
        return place in self.places(day)

    def places(self, day: date | None) -> frozenset[str]:
        """Every place that can be cited on a day, or (None) in any version at all."""
        if day not in self._places:
            held = self.policies.policies if day is None else self.policies.in_force(day)
            clauses = (self.policies.clauses.get(policy.ref, ()) for policy in held)
            entries = (tool.passage for tool in self.policies.tools)
            self._places[day] = frozenset(
                passage.place for passage in chain(entries, chain.from_iterable(clauses))
            )
        return self._places[day]
