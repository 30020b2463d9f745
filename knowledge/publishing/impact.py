"""What a changed policy folder would change for people, set against the one that is served."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain

from knowledge.files.load import assemble
from knowledge.files.reading import ParsedFolder
from knowledge.library import Library
from knowledge.model.policies import Passage, Problem, Severity, Tool
from knowledge.model.policy_set import PolicySet
from knowledge.publishing.known_of_served import KnownOfServed
from knowledge.quality.evaluate import QuestionResult, ask
from knowledge.quality.golden import GoldenQuestion, Topic
from knowledge.rules.check import RULES
from knowledge.rules.inspection import Inspection
from knowledge.versions.dependents import by_ref

_LINK = re.compile(r"\]\(([a-z0-9-]+#[^)\s]+)\)")


class Weight(StrEnum):
    """Whether something breaks, or somebody has to look at it again."""

    BREAKS = "breaks"
    LOOK = "look again"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing that the change touches: what kind of thing, which one, how it was and would be."""

    kind: str
    subject: str
    before: str
    after: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Dependent:
    """Something recorded elsewhere, a decision for one, that rests on clauses by their refs."""

    name: str
    refs: Sequence[str]


@dataclass(frozen=True, slots=True)
class ComparedSet:
    """One of the two sets: its files as read, the set, and a library of it."""

    reading: ParsedFolder
    library: Library

    @property
    def policies(self) -> PolicySet:
        return self.library.policy_set


@dataclass(frozen=True, slots=True)
class ComparedDays:
    """The days that are compared: the served set on `before`, the changed one on `after`."""

    before: date
    after: date


def effects(
    served: ComparedSet,
    changed: ComparedSet,
    day: ComparedDays,
    *,
    questions: Sequence[GoldenQuestion] = (),
    topics: Mapping[str, Topic] | None = None,
    resting: Sequence[Dependent] = (),
) -> tuple[Effect, ...]:
    """Everything that the change touches, what breaks first. Blocks: each question is asked of
    both sets."""
    fates = _fates(served.policies, changed.policies, day)
    with served.library.asking_own_questions():
        asked = list(_questions(served.library, changed.library, questions, topics or {}, day))
    found = (
        *_problems(served, changed, day),
        *_reworded(served.policies, changed.policies, fates, day),
        *_screening(changed.policies, fates, day),
        *_links(changed, fates, day),
        *_tools(served.policies, changed.policies, day),
        *_resting(served.policies, changed.policies, resting, day),
        *asked,
    )
    return tuple(sorted(found, key=lambda effect: effect.weight is Weight.LOOK))


Fates = Mapping[str, tuple[Passage, Passage | None]]
"""Each place whose clause changes, with the clause of before and of after."""


def _fates(served: PolicySet, changed: PolicySet, day: ComparedDays) -> Fates:
    after = {passage.place: passage for passage in changed.passages_on(day.after)}
    return {
        passage.place: (passage, after.get(passage.place))
        for passage in served.passages_on(day.before)
        if _says(after.get(passage.place)) != _says(passage)
    }


def _says(passage: Passage | None) -> object:
    return passage and (passage.heading, passage.text, passage.verdict)


def _reworded(
    served: PolicySet, changed: PolicySet, fates: Fates, day: ComparedDays
) -> Iterator[Effect]:
    """The clauses and entries themselves that say something else, or come or go."""
    for before, after in fates.values():
        told = f"{after.ref}, reworded" if after else "gone"
        yield Effect("clause", before.heading, before.ref, told, Weight.LOOK)
    known = {passage.place for passage in served.passages_on(day.before)}
    for passage in changed.passages_on(day.after):
        if passage.place not in known:
            yield Effect("clause", passage.heading, "", f"{passage.ref}, new", Weight.LOOK)


def _problems(served: ComparedSet, changed: ComparedSet, day: ComparedDays) -> Iterator[Effect]:
    """What the check finds in the changed folder and not in the served one."""
    of_served = KnownOfServed.of(served.library).problems_of(
        served.reading, day.before, lambda: _checked(served, day.before)
    )
    known = {(problem.file, problem.message) for _, problem in of_served}
    for kind, problem in _checked(changed, day.after):
        if (problem.file, problem.message) not in known:
            place = f"{problem.file}:{problem.line}"
            yield Effect(kind, place, "", problem.message, Weight.BREAKS)


def _checked(side: ComparedSet, on: date) -> Iterator[tuple[str, Problem]]:
    """Each error and fault with the kind of thing that it is about."""
    policies, problems = assemble(side.reading)
    inspection = Inspection(side.reading, policies, on)
    by_rule = ((rule, problem) for rule in RULES for problem in rule(inspection))
    for rule, problem in chain(((None, problem) for problem in problems), by_rule):
        if problem.severity is not Severity.WARNING:
            yield _kind(rule), problem


def _kind(rule: Callable[[Inspection], Iterator[Problem]] | None) -> str:
    module = rule.__module__.rpartition(".")[2] if rule else ""
    if rule is not None and rule.__name__.startswith("screening"):
        return "screening trigger"
    return {"citations": "citation", "register": "register entry"}.get(module, "problem")


def _screening(changed: PolicySet, fates: Fates, day: ComparedDays) -> Iterator[Effect]:
    """Screening questions in force whose clause says something else now; that one is gone is
    found by the check."""
    screening = changed.screening_on(day.after)
    for question in screening.questions if screening else ():
        before, after = fates.get(question.clause, (None, None))
        if before and after:
            subject = f"{question.number} {question.title}"
            yield _look("screening trigger", subject, before, after)


def _links(changed: ComparedSet, fates: Fates, day: ComparedDays) -> Iterator[Effect]:
    """Entries of the register that lead to a clause that says something else now."""
    for tool in changed.policies.tools_on(day.after):
        for place in dict.fromkeys(_LINK.findall(tool.passage.text)):
            before, after = fates.get(place, (None, None))
            if before and after:
                yield _look("register entry", f"{tool.name} links {place}", before, after)


def _look(kind: str, subject: str, before: Passage, after: Passage) -> Effect:
    return Effect(kind, subject, before.ref, f"{after.ref}, reworded", Weight.LOOK)


def _tools(served: PolicySet, changed: PolicySet, day: ComparedDays) -> Iterator[Effect]:
    """Tools whose status, users, data or conditions change, and tools that come or go."""
    before = {tool.id: tool for tool in served.tools_on(day.before)}
    after = {tool.id: tool for tool in changed.tools_on(day.after)}
    for tool_id in sorted({*before, *after}):
        old, new = _terms(before.get(tool_id)), _terms(after.get(tool_id))
        name = (after.get(tool_id) or before[tool_id]).name
        for term in dict.fromkeys((*old, *new)):
            if old.get(term) != new.get(term):
                was, is_now = old.get(term, "not on the register"), new.get(term, "gone")
                yield Effect("tool", f"{name}: {term}", was, is_now, Weight.LOOK)


def _terms(tool: Tool | None) -> Mapping[str, str]:
    if tool is None:
        return {}
    return {
        "status": tool.status.value,
        "who may use it": tool.who_may_use,
        "data allowed": ", ".join(tool.data_allowed),
        "conditions": tool.columns.get("conditions", ""),
    }


def _resting(
    served: PolicySet, changed: PolicySet, resting: Iterable[Dependent], day: ComparedDays
) -> Iterator[Effect]:
    """What rests on a clause that says something else now than it did then."""
    known = {**by_ref(changed), **by_ref(served)}
    today = {passage.place: passage for passage in served.passages_on(day.before)}
    after = {passage.place: passage for passage in changed.passages_on(day.after)}
    for one in resting:
        for ref in _clauses(one.refs, known):
            place = re.sub(r"@[^#]*", "", ref)
            then, now = known.get(ref), after.get(place)
            if _says(now) == _says(today.get(place)):
                continue  # this change does not touch it
            told = f"{now.ref}, reworded" if now else "gone"
            if now is None or _says(now) != _says(then):
                yield Effect("decision", one.name, ref, told, Weight.LOOK)


def _clauses(refs: Iterable[str], known: Mapping[str, Passage]) -> Iterator[str]:
    """Refs of clauses; one of a whole version stands for all of its clauses."""
    for ref in refs:
        if "#" in ref:
            yield ref
        else:
            yield from (clause for clause in known if clause.startswith(f"{ref}#"))


def _questions(
    served: Library,
    changed: Library,
    questions: Sequence[GoldenQuestion],
    topics: Mapping[str, Topic],
    day: ComparedDays,
) -> Iterator[Effect]:
    """Questions that would get another first clause: it breaks what was right, unless the other
    clause is right too."""
    known = KnownOfServed.of(served)
    for question in questions:
        # One after the other: what a question means is read once for both.
        before = known.ask(served, question, topics, day.before)
        after = ask(changed, question, topics, day.after, first_alone=True)
        if _first(before) != _first(after):
            after = ask(changed, question, topics, day.after)
            worse = bool(after.miss) and not before.miss
            weight = Weight.BREAKS if worse else Weight.LOOK
            yield Effect("question", before.question.text, _first(before), _first(after), weight)


def _first(outcome: QuestionResult) -> str:
    """The place of the first passage quoted; else what kind of silence it was."""
    quoted = outcome.quoted
    return quoted[0].passage.place if quoted else outcome.answer.kind.value.replace("_", " ")
