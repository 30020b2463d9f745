"""A changed policy folder or file, compared with the set that is served as if it were published."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from knowledge.files.front_matter import FrontMatter, read_front_matter
from knowledge.files.load import assemble
from knowledge.files.policy_version import PolicyFile
from knowledge.files.reading import ParsedFolder, read_files
from knowledge.files.source_file import SourceFile
from knowledge.files.tool_entry import REGISTER
from knowledge.files.version_file import VersionFile
from knowledge.library import Library
from knowledge.model.in_force import NEVER_IN_FORCE, terms
from knowledge.model.policies import Policy, Status
from knowledge.model.scoring_rule import Scoring
from knowledge.model.screening_questions import ScreeningVersion
from knowledge.publishing.impact import (
    ComparedDays,
    ComparedSet,
    Dependent,
    Effect,
    Weight,
    effects,
)
from knowledge.quality.golden import golden_of

_Rule = TypeVar("_Rule", ScreeningVersion, Scoring)
_NAME = re.compile(r"[a-z0-9-]+/[a-z0-9.-]+\.md")


@dataclass(frozen=True, slots=True)
class Impact:
    """What would change, as of which day, and which drafts were taken as approved for it."""

    effects: tuple[Effect, ...]
    day: date
    drafts: tuple[str, ...]
    questions: int

    @property
    def breaks(self) -> bool:
        return any(effect.weight is Weight.BREAKS for effect in self.effects)


def impact(
    changed: Path,
    served: Library,
    policies: Path,
    *,
    resting: Sequence[Dependent] = (),
    on: date | None = None,
) -> Impact:
    """Compare a folder, or the served `policies` with one file put into them, with the set served.

    The questions asked of both are those of the served folder. Drafts and versions in review that
    are not served are taken as approved. Without `on` the changed set is compared as it will
    be once all of its versions have begun. Raises QuestionsError; ValueError for a file that is
    no policy file.
    """
    with TemporaryDirectory() as place:
        folder = changed if changed.is_dir() else _with_file(changed, policies, Path(place))
        reading, now = read_files(folder), read_files(policies)
    today = served.today()
    new = {file.policy.ref for file in reading.dated} - _same(reading, now)
    drafts = [f.policy for f in reading.dated if f.policy.ref in new and _is_draft(f.policy)]
    day = on or max((today, *_beginnings(reading, new)))
    taken = _as_approved(reading, {policy.ref for policy in drafts}, day)
    policy_set, problems = assemble(taken)
    library = served.succeed(policy_set, problems)
    library.build_embeddings()
    golden = golden_of(policies)
    found = effects(
        ComparedSet(now, served),
        ComparedSet(reading, library),
        ComparedDays(today, day),
        questions=golden.questions,
        topics=golden.topics,
        resting=resting,
    )
    return Impact(found, day, tuple(policy.ref for policy in drafts), len(golden.questions))


def _with_file(file: Path, policies: Path, place: Path) -> Path:
    """A copy of the folder with one file put where it belongs."""
    if file.suffix != ".md" or not file.is_file():
        raise ValueError(f"{file} is neither a folder nor a policy file")
    name = place_of(file.read_bytes(), file.name) or f"{file.resolve().parent.name}/{file.name}"
    folder = Path(shutil.copytree(policies, place / "policies"))
    to = folder / name
    to.parent.mkdir(exist_ok=True)
    shutil.copyfile(file, to)
    return folder


def place_of(data: bytes, name: str) -> str:
    """The name inside the policy folder that a file's front matter gives it, as far as there is
    one; a list of the whole folder has its own name. Otherwise `""`."""
    if name in ("lexicon.md", "not-covered.md"):
        return name
    try:
        front = read_front_matter(SourceFile.of(name, data))
    except UnicodeDecodeError:
        return ""
    if not isinstance(front, FrontMatter):
        return ""
    if tool := front.text("tool_id"):
        found = f"{REGISTER}/{tool}.md"
    else:
        found = f"{front.text('id')}/{front.text('version')}.md"
    return found if _NAME.fullmatch(found) else ""


def _same(reading: ParsedFolder, other: ParsedFolder) -> set[str]:
    """The versions whose files are the same on both sides."""
    known = {(file.source.name, file.source.digest) for file in other.dated}
    return {f.policy.ref for f in reading.dated if (f.source.name, f.source.digest) in known}


def _is_draft(policy: Policy) -> bool:
    return policy.status in NEVER_IN_FORCE


def _beginnings(reading: ParsedFolder, new: Iterable[str]) -> Iterator[date]:
    held = terms(file.policy for file in reading.dated)
    for file in reading.dated:
        if file.policy.ref in new:
            begins = file.policy.effective_from if _is_draft(file.policy) else None
            term = held.get(file.policy.ref)
            if begins or term:
                yield begins or (term.first if term else date.min)


def _as_approved(reading: ParsedFolder, drafts: Iterable[str], day: date) -> ParsedFolder:
    """The reading as if these drafts were approved and in force from the day on at the latest."""
    drafts = set(drafts)
    in_force = {
        file.policy.id: file.policy.ref
        for file in sorted(reading.dated, key=lambda file: file.policy.version)
        if not _is_draft(file.policy)
    }

    def approved(policy: Policy) -> Policy:
        return replace(
            policy,
            status=Status.APPROVED,
            effective_from=min(policy.effective_from or day, day),
            effective_to=None,
            approved_on=policy.approved_on or day,
            supersedes=policy.supersedes or in_force.get(policy.id, ""),
        )

    def clauses(file: PolicyFile) -> PolicyFile:
        if file.policy.ref not in drafts:
            return file
        policy = approved(file.policy)
        begins = policy.effective_from or day
        passages = tuple(replace(p, effective_from=begins) for p in file.passages)
        return replace(file, policy=policy, passages=passages)

    def others(file: VersionFile[_Rule]) -> VersionFile[_Rule]:
        if file.policy.ref not in drafts:
            return file
        return replace(file, content=replace(file.content, policy=approved(file.policy)))

    return replace(
        reading,
        policies=tuple(clauses(file) for file in reading.policies),
        screenings=tuple(others(file) for file in reading.screenings),
        scorings=tuple(others(file) for file in reading.scorings),
    )
