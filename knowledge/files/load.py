"""The policy folder read whole, as the set that is served, and what stands in its way."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from knowledge.files.approval import superseded_by_nothing, unapproved
from knowledge.files.asked import ExampleList
from knowledge.files.out_of_scope import OutOfScopeExamples
from knowledge.files.policy_version import PolicyFile
from knowledge.files.reading import ParsedFolder, read_files
from knowledge.files.tool_entry import REGISTER
from knowledge.model.in_force import terms
from knowledge.model.policies import OutOfScopeTopic, Passage, Problem, Severity, Verdict
from knowledge.model.policy_set import PolicySet, WelshWays
from knowledge.nearest import did_you_mean


class PolicyError(Exception):
    """The policies cannot be served; `problems` are the errors that stand in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(p for p in problems if p.severity is Severity.ERROR)
        super().__init__("\n".join(map(str, self.problems)))


def read_folder(folder: Path) -> tuple[PolicySet, tuple[Problem, ...]]:
    """Read the policy folder: the set, and what stands in its way or was read with doubt.

    Nothing is raised for what a file or the folder holds. A set with an ERROR among its
    problems is not whole and must not be served. Files and lines are named inside the folder.
    """
    return assemble(read_files(folder))


def assemble(reading: ParsedFolder) -> tuple[PolicySet, tuple[Problem, ...]]:
    """The set that the files make together, with the problems of each and of all together."""
    problems = (
        *reading.problems,
        *unapproved(reading),
        *superseded_by_nothing(reading),
        *_two_at_once(reading),
        *_asked_of_nothing(reading),
    )
    return _policy_set(reading), tuple(sorted(problems))


def _policy_set(reading: ParsedFolder) -> PolicySet:
    files = sorted(reading.policies, key=lambda file: (file.policy.id, file.policy.version))
    policies = tuple(file.policy for file in files)
    screenings = tuple(file.content for file in reading.screenings)
    scorings = tuple(file.content for file in reading.scorings)
    asked, answers = _by_place(reading.askings)
    return PolicySet(
        policies=policies,
        clauses=MappingProxyType({file.policy.ref: _in_both(reading, file) for file in files}),
        terms=MappingProxyType(terms(file.policy for file in reading.dated)),
        tools=tuple(file.tool for file in reading.tools),
        asked=MappingProxyType(asked),
        subjects=_with_welsh(reading),
        subject_lines=_by_subject(reading.subjects),
        lexicon=reading.lexicon,
        screenings=screenings,
        scorings=scorings,
        settings=reading.settings.settings,
        fingerprint=reading.fingerprint,
        messages=MappingProxyType(reading.messages),
        answers=MappingProxyType(answers),
        texts=MappingProxyType({file.policy.ref: file.source.text for file in reading.dated}),
        welsh=WelshWays(*_by_place(reading.welsh_askings), _by_subject(reading.welsh_subjects)),
    )


def _in_both(reading: ParsedFolder, file: PolicyFile) -> tuple[Passage, ...]:
    """A version's clauses, each with its words in Welsh."""
    welsh = next((one for one in reading.welsh_versions if one.ref == file.policy.ref), None)
    if welsh is None:
        return file.passages
    return tuple(replace(passage, welsh=welsh.beside(passage)) for passage in file.passages)


def _by_place(
    askings: Iterable[ExampleList],
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Mapping[str, Verdict]]]:
    """The ways of asking by their places, and those of them whose answer is marked."""
    asked: dict[str, tuple[str, ...]] = {}
    answers: dict[str, dict[str, Verdict]] = {}
    for asking in askings:
        lines = tuple(text for text, _ in asking.lines)
        asked[asking.place] = (*asked.get(asking.place, ()), *lines)
        if asking.verdicts:
            answers.setdefault(asking.place, {}).update(asking.verdicts)
    return MappingProxyType(asked), answers


def _by_subject(subjects: Iterable[OutOfScopeExamples]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType(
        {about.subject.id: tuple(text for text, _ in about.lines) for about in subjects}
    )


def _with_welsh(reading: ParsedFolder) -> tuple[OutOfScopeTopic, ...]:
    """The subjects, each with what is told of it in Welsh."""
    told = {about.subject.id: about.subject.text for about in reading.welsh_subjects}
    subjects = (about.subject for about in reading.subjects)
    return tuple(replace(one, welsh=told.get(one.id, "")) for one in subjects)


def _two_at_once(reading: ParsedFolder) -> Iterator[Problem]:
    """At most one version of a policy is in force on any day."""
    held = terms(file.policy for file in reading.dated)
    in_force = [file for file in reading.dated if file.policy.ref in held]
    in_force.sort(key=lambda file: (file.policy.id, held[file.policy.ref].first))
    for earlier, later in pairwise(in_force):
        before, after = held[earlier.policy.ref], held[later.policy.ref]
        if earlier.policy.id == later.policy.id and before.overlaps(after):
            message = f"two versions in force at once from {after.first}: {earlier.policy.ref} and "
            message += f"{later.policy.ref}, which does not say that it supersedes the other"
            yield later.source.problem(later.front.line("effective_from"), message)


def _asked_of_nothing(reading: ParsedFolder) -> Iterator[Problem]:
    """Ways of asking stand under an anchor that some version of the policy has."""
    places = {passage.place for file in reading.policies for passage in file.passages}
    places |= {file.tool.passage.place for file in reading.tools}
    broken = {
        PurePosixPath(problem.file).parent.name
        for problem in reading.problems
        if problem.severity is Severity.ERROR
    }
    for asking in reading.ways:
        owner, _, anchor = asking.place.partition("#")
        if asking.place not in places and owner not in broken:
            what = "tool on the register" if owner == REGISTER else f"clause of {owner}"
            message = f"{anchor} is no {what}{did_you_mean(asking.place, places)}"
            yield Problem(asking.file, asking.line, message)
