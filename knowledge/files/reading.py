"""Every file of the policy folder, given to the reader of its kind."""

import hashlib
import logging
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar, cast

from cachetools import LRUCache

from knowledge.files.asked import ExampleList, read_examples
from knowledge.files.lexicon import read_lexicon
from knowledge.files.out_of_scope import OutOfScopeExamples, read_out_of_scope
from knowledge.files.policy_version import PolicyFile, read_policy
from knowledge.files.scoring_version import ScoringFile, read_scoring
from knowledge.files.screening_version import ScreeningFile, read_screening
from knowledge.files.settings_file import SETTINGS, SettingsFile, read_settings
from knowledge.files.source_file import QUESTIONS, SourceFile, message_language, read_sources
from knowledge.files.tool_entry import REGISTER, ToolFile, read_tool
from knowledge.files.welsh_version import ENDING, WelshVersion, read_welsh_version
from knowledge.model.policies import Problem, Version
from knowledge.model.policy_set import Lexicon

SCREENING, SCORING = "screening", "scoring"

NOTHING: Mapping[str, bytes | None] = {}

_FILES_KEPT = 512  # as long as they are served, most of what is kept is in use anyway
_KEPT = LRUCache[tuple[object, str, bytes, bytes], tuple[object, tuple[Problem, ...]]](_FILES_KEPT)
_KEEPING = threading.Lock()
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
Read = TypeVar("Read")
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ParsedFolder:
    """What each file of the folder says; `problems` are those found while reading them,
    `unread` the versions that cannot be served.

    `messages` is the text of each file of the council's own messages, by its language.
    `welsh_versions`, `welsh_askings` and `welsh_subjects` are what stands in `<version>.cy.md`,
    `asked.cy.md` and `not-covered.cy.md`.
    """

    policies: tuple[PolicyFile, ...]
    unread: tuple[SourceFile, ...]
    tools: tuple[ToolFile, ...]
    askings: tuple[ExampleList, ...]
    subjects: tuple[OutOfScopeExamples, ...]
    welsh_versions: tuple[WelshVersion, ...]
    welsh_askings: tuple[ExampleList, ...]
    welsh_subjects: tuple[OutOfScopeExamples, ...]
    lexicon: Lexicon
    screenings: tuple[ScreeningFile, ...]
    scorings: tuple[ScoringFile, ...]
    messages: Mapping[str, str]
    settings: SettingsFile
    questions: SourceFile | None
    fingerprint: str
    problems: tuple[Problem, ...]

    @property
    def ways(self) -> tuple[ExampleList, ...]:
        """Every list of ways of asking, in either language."""
        return (*self.askings, *self.welsh_askings)

    @property
    def dated(self) -> tuple[PolicyFile | ScreeningFile | ScoringFile, ...]:
        """Every file that is a version with a term: policies, screenings and scorings."""
        return (*self.policies, *self.screenings, *self.scorings)


def folder_state(folder: Path) -> tuple[str, tuple[Problem, ...]]:
    """How the files stand: the fingerprint of what they hold, and what cannot be read of them;
    far less work than to read what they say."""
    problems: list[Problem] = []
    sources = read_sources(folder, problems)
    return fingerprint_of({source.name: source.digest for source in sources}), tuple(problems)


def read_files(folder: Path, instead: Mapping[str, bytes | None] = NOTHING) -> ParsedFolder:
    """Read every file of the folder, each by the reader of its kind.

    `instead` holds files, by their names inside the folder, that are read in place of those that
    lie there or beside them; None leaves one out. Raises UnicodeDecodeError where such a file is
    not UTF-8.
    """
    problems: list[Problem] = []
    sources = _with(read_sources(folder, problems), instead)
    kinds: dict[str, list[SourceFile]] = {}
    for source in sources:
        kinds.setdefault(_kind(source, problems), []).append(source)
    if not problems and not kinds.get("policy"):
        problems.append(Problem(".", 0, "there is no policy here (<policy-id>/<version>.md)"))
    settings = [read_settings(source, problems) for source in kinds.get("settings", ())]
    own = settings[0] if settings else SettingsFile()
    by_settings = partial(_read, problems=problems, beside=_beside(own))
    policies = by_settings(partial(read_policy, settings=own.settings), kinds.get("policy", ()))
    read = {file.source.name for file in policies}
    lexicons = [read_lexicon(s, problems, own.settings) for s in kinds.get("lexicon", ())]
    return ParsedFolder(
        policies=policies,
        unread=tuple(source for source in kinds.get("policy", ()) if source.name not in read),
        tools=_read(read_tool, kinds.get("tool", ()), problems),
        askings=_read_lines(read_examples, kinds.get("asked", ()), problems),
        subjects=_read_lines(read_out_of_scope, kinds.get("not-covered", ()), problems),
        welsh_versions=_read(read_welsh_version, kinds.get("policy.cy", ()), problems),
        welsh_askings=_read_lines(read_examples, kinds.get("asked.cy", ()), problems),
        welsh_subjects=_read_lines(read_out_of_scope, kinds.get("not-covered.cy", ()), problems),
        lexicon=lexicons[0] if lexicons else Lexicon(),
        screenings=by_settings(
            partial(read_screening, settings=own.settings), kinds.get(SCREENING, ())
        ),
        scorings=by_settings(partial(read_scoring, settings=own.settings), kinds.get(SCORING, ())),
        messages={message_language(s.name): s.text for s in kinds.get("messages", ())},
        settings=own,
        questions=next(iter(kinds.get("questions", ())), None),
        fingerprint=fingerprint_of({source.name: source.digest for source in sources}),
        problems=tuple(problems),
    )


def with_version(reading: ParsedFolder, name: str, data: bytes | None) -> ParsedFolder:
    """The folder as read, with one version of a policy read in place of what lies there; None
    leaves it out. Raises UnicodeDecodeError where it is not UTF-8."""
    problems = [problem for problem in reading.problems if problem.file != name]
    policies = [file for file in reading.policies if file.source.name != name]
    unread = [source for source in reading.unread if source.name != name]
    if data is not None:
        source = SourceFile.of(name, data)
        reader = partial(read_policy, settings=reading.settings.settings)
        file = _read_one(reader, source, problems, _beside(reading.settings))
        if file is None:
            unread.append(source)
        else:
            policies.append(file)
    return replace(
        reading, policies=tuple(policies), unread=tuple(unread), problems=tuple(problems)
    )


def is_policy_version(name: str) -> bool:
    """Whether a file of this name, inside the folder, is a version of a policy."""
    path = PurePosixPath(name)
    others = (".", REGISTER, SCREENING, SCORING)
    return str(path.parent) not in others and _is_version(path.stem) and path.suffix == ".md"


def _with(
    sources: tuple[SourceFile, ...], instead: Mapping[str, bytes | None]
) -> tuple[SourceFile, ...]:
    if not instead:
        return sources
    kept = [source for source in sources if source.name not in instead]
    kept += [SourceFile.of(name, data) for name, data in instead.items() if data is not None]
    return tuple(sorted(kept, key=lambda source: source.name))


def _kind(source: SourceFile, problems: list[Problem]) -> str:
    """What kind of file this is by its place; a place that is none is told in `problems`."""
    path = PurePosixPath(source.name)
    folder, file = path.parent.name, path.name
    if source.name != source.name.lower():
        message = f"write the name in lower case: {source.name.lower()}"
    elif not folder:
        if file in ("lexicon.md", "not-covered.md", "not-covered.cy.md", SETTINGS, QUESTIONS):
            return path.stem
        if message_language(file):
            return "messages"
        message = "is not read here: a policy stands in <policy-id>/<version>.md"
    elif not _ID.fullmatch(folder):
        message = "the folder's name may hold only lower-case letters, digits and hyphens"
    elif file in ("asked.md", "asked.cy.md"):
        return path.stem
    elif folder == REGISTER:
        if _ID.fullmatch(path.stem):
            return "tool"
        message = "the file's name may hold only lower-case letters, digits and hyphens"
    else:
        kind = folder if folder in (SCREENING, SCORING) else "policy"
        welsh = ENDING if path.stem.endswith(ENDING) and kind == "policy" else ""
        if _is_version(path.stem.removesuffix(welsh)):
            return kind + welsh
        message = "is not read: a version is named major.minor.md, for example 2.0.md"
    problems.append(source.problem(0, message))
    return ""


def _is_version(text: str) -> bool:
    try:
        return str(Version.parse(text)) == text
    except ValueError:
        return False


def _read(
    reader: Callable[[SourceFile, list[Problem]], Read | None],
    sources: Iterable[SourceFile],
    problems: list[Problem],
    beside: bytes = b"",
) -> tuple[Read, ...]:
    found = (_read_one(reader, source, problems, beside) for source in sources)
    return tuple(read for read in found if read is not None)


def _read_lines(
    reader: Callable[[SourceFile, list[Problem]], Iterable[Read]],
    sources: Iterable[SourceFile],
    problems: list[Problem],
) -> tuple[Read, ...]:
    """What files that are lists hold, one after another."""
    return tuple(line for source in sources for line in _read_once(reader, source, problems))


def _read_one(
    reader: Callable[[SourceFile, list[Problem]], Read | None],
    source: SourceFile,
    problems: list[Problem],
    beside: bytes,
) -> Read | None:
    """Whatever a file holds, it is a problem of that file and of nothing else."""
    try:
        return _read_once(reader, source, problems, beside)
    except Exception as error:
        logger.exception("policies: %s cannot be read", source.name)
        problems.append(
            source.problem(0, f"cannot be read ({type(error).__name__}): undo the last change")
        )
        return None


def _read_once(
    reader: Callable[[SourceFile, list[Problem]], Read],
    source: SourceFile,
    problems: list[Problem],
    beside: bytes = b"",
) -> Read:
    """What the reader makes of a file, kept by its name and its bytes: a folder in which one file
    changes is read as one file. A reader is known by the function that it is, and `beside` is the
    digest of what else it goes by. What is wrong is told in `problems` each time."""
    key = (getattr(reader, "func", reader), source.name, source.digest, beside)
    with _KEEPING:
        known = _KEPT.get(key)
    if known is None:
        told: list[Problem] = []
        known = reader(source, told), tuple(told)
        with _KEEPING:
            _KEPT[key] = known
    problems += known[1]
    return cast("Read", known[0])


def _beside(settings: SettingsFile) -> bytes:
    """The digest of the settings by which a file is read."""
    return settings.source.digest if settings.source else b""


def fingerprint_of(digests: Mapping[str, bytes]) -> str:
    """The first 16 hex digits of SHA-256 over files' names and their contents' own SHA-256."""
    total = hashlib.sha256()
    for name in sorted(digests.keys() - {QUESTIONS}):  # they change no answer
        total.update(name.encode() + b"\0" + digests[name])
    return total.hexdigest()[:16]
