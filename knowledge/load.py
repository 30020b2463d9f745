"""The policy folder read whole: every file to the reader of its kind, and every problem told."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import TypeVar

from knowledge.files.asked import Asking, read_asked
from knowledge.files.lexicon import Lexicon, read_lexicon
from knowledge.files.not_covered import SubjectAsked, read_not_covered
from knowledge.files.policy import PolicyFile, read_policy
from knowledge.files.register import REGISTER, ToolFile, read_tool
from knowledge.files.screening import ScreeningFile, read_screening
from knowledge.files.source import Source, read_sources
from knowledge.model import Problem, Severity, Version
from knowledge.nearest import did_you_mean
from knowledge.policy_set import PolicySet
from knowledge.terms import terms

SCREENING = "screening"

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Read = TypeVar("Read")


class PolicyError(Exception):
    """The policies cannot be served; `problems` are the errors that stand in the way."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(p for p in problems if p.severity is Severity.ERROR)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What each file of the folder says; `problems` are those found while reading them."""

    policies: tuple[PolicyFile, ...]
    tools: tuple[ToolFile, ...]
    askings: tuple[Asking, ...]
    subjects: tuple[SubjectAsked, ...]
    lexicon: Lexicon
    screenings: tuple[ScreeningFile, ...]
    fingerprint: str
    problems: tuple[Problem, ...]


def read_folder(folder: Path) -> tuple[PolicySet, tuple[Problem, ...]]:
    """Read the policy folder: the set, and what stands in its way or was read with doubt.

    Nothing is raised for what a file or the folder holds. A set with an ERROR among its
    problems is not whole and must not be served. Files and lines are named inside the folder.
    """
    reading = read_files(folder)
    problems = (*reading.problems, *_two_at_once(reading), *_asked_of_nothing(reading))
    return _policy_set(reading), tuple(sorted(problems))


def read_files(folder: Path) -> Reading:
    """Read every file of the folder, each by the reader of its kind."""
    problems: list[Problem] = []
    sources = read_sources(folder, problems)
    kinds: dict[str, list[Source]] = {}
    for source in sources:
        kinds.setdefault(_kind(source, problems), []).append(source)
    if not problems and not kinds.get("policy"):
        problems.append(Problem(".", 0, "there is no policy here (<policy-id>/<version>.md)"))
    lexicons = [read_lexicon(source, problems) for source in kinds.get("lexicon", ())]
    return Reading(
        policies=_read(read_policy, kinds.get("policy", ()), problems),
        tools=_read(read_tool, kinds.get("tool", ()), problems),
        askings=tuple(a for s in kinds.get("asked", ()) for a in read_asked(s, problems)),
        subjects=tuple(
            a for s in kinds.get("not-covered", ()) for a in read_not_covered(s, problems)
        ),
        lexicon=lexicons[0] if lexicons else Lexicon(),
        screenings=_read(read_screening, kinds.get("screening", ()), problems),
        fingerprint=_fingerprint(sources),
        problems=tuple(problems),
    )


def _kind(source: Source, problems: list[Problem]) -> str:
    """What kind of file this is by its place; a place that is none is told in `problems`."""
    path = PurePosixPath(source.name)
    folder, file = path.parent.name, path.name
    if source.name != source.name.lower():
        message = f"write the name in lower case: {source.name.lower()}"
    elif not folder:
        if file in ("lexicon.md", "not-covered.md"):
            return path.stem
        message = "is not read here: a policy stands in <policy-id>/<version>.md"
    elif not _ID.fullmatch(folder):
        message = "the folder's name may hold only lower-case letters, digits and hyphens"
    elif file == "asked.md":
        return "asked"
    elif folder == REGISTER:
        if _ID.fullmatch(path.stem):
            return "tool"
        message = "the file's name may hold only lower-case letters, digits and hyphens"
    else:
        if _is_version(path.stem):
            return SCREENING if folder == SCREENING else "policy"
        message = "is not read: a version is named major.minor.md, for example 2.0.md"
    problems.append(source.problem(0, message))
    return ""


def _is_version(text: str) -> bool:
    try:
        return str(Version.parse(text)) == text
    except ValueError:
        return False


def _read(
    reader: Callable[[Source, list[Problem]], Read | None],
    sources: Iterable[Source],
    problems: list[Problem],
) -> tuple[Read, ...]:
    return tuple(read for source in sources if (read := reader(source, problems)) is not None)


def _fingerprint(sources: Iterable[Source]) -> str:
    """The first 16 hex digits of SHA-256 over the names and the contents' own SHA-256."""
    total = hashlib.sha256()
    for source in sorted(sources, key=lambda source: source.name):
        total.update(source.name.encode() + b"\0" + source.digest)
    return total.hexdigest()[:16]


def _policy_set(reading: Reading) -> PolicySet:
    files = sorted(reading.policies, key=lambda file: (file.policy.id, file.policy.version))
    policies = tuple(file.policy for file in files)
    screenings = tuple(file.screening for file in reading.screenings)
    asked: dict[str, tuple[str, ...]] = {}
    for asking in reading.askings:
        lines = tuple(text for text, _ in asking.lines)
        asked[asking.place] = (*asked.get(asking.place, ()), *lines)
    return PolicySet(
        policies=policies,
        clauses=MappingProxyType({file.policy.ref: file.passages for file in files}),
        terms=MappingProxyType(terms((*policies, *(s.policy for s in screenings)))),
        tools=tuple(file.tool for file in reading.tools),
        asked=MappingProxyType(asked),
        subjects=tuple(asked.subject for asked in reading.subjects),
        subject_lines=MappingProxyType(
            {about.subject.id: tuple(text for text, _ in about.lines) for about in reading.subjects}
        ),
        lexicon=reading.lexicon,
        screenings=screenings,
        fingerprint=reading.fingerprint,
    )


def _two_at_once(reading: Reading) -> Iterator[Problem]:
    """At most one version of a policy is in force on any day."""
    files: list[PolicyFile | ScreeningFile] = [*reading.policies, *reading.screenings]
    held = terms(file.policy for file in files)
    in_force = [file for file in files if file.policy.ref in held]
    in_force.sort(key=lambda file: (file.policy.id, held[file.policy.ref].first))
    for earlier, later in pairwise(in_force):
        before, after = held[earlier.policy.ref], held[later.policy.ref]
        if earlier.policy.id == later.policy.id and before.overlaps(after):
            message = f"two versions in force at once from {after.first}: {earlier.policy.ref} and "
            message += f"{later.policy.ref}, which does not say that it supersedes the other"
            yield later.source.problem(later.front.line("effective_from"), message)


def _asked_of_nothing(reading: Reading) -> Iterator[Problem]:
    """Ways of asking stand under an anchor that some version of the policy has."""
    places = {passage.place for file in reading.policies for passage in file.passages}
    places |= {file.tool.passage.place for file in reading.tools}
    broken = {
        PurePosixPath(problem.file).parent.name
        for problem in reading.problems
        if problem.severity is Severity.ERROR
    }
    for asking in reading.askings:
        owner, _, anchor = asking.place.partition("#")
        if asking.place not in places and owner not in broken:
            what = "tool on the register" if owner == REGISTER else f"clause of {owner}"
            message = f"{anchor} is no {what}{did_you_mean(asking.place, places)}"
            yield Problem(asking.file, asking.line, message)
