"""What scoring and screening versions have in common: the facts of a policy's version at the top,
and something else than clauses below."""

from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from knowledge.files.front_matter import FrontMatter, read_front_matter
from knowledge.files.policy_version import policy_facts
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Policy, Problem
from knowledge.model.set_settings import SetSettings


class HasFacts(Protocol):
    """A version with its facts."""

    @property
    def policy(self) -> Policy: ...


Content = TypeVar("Content", bound=HasFacts)


@dataclass(frozen=True, slots=True)
class VersionFile(Generic[Content]):
    """What one file says, kept together for the checker."""

    source: SourceFile
    front: FrontMatter
    content: Content

    @property
    def policy(self) -> Policy:
        return self.content.policy


def read_facts(
    source: SourceFile, problems: list[Problem], settings: SetSettings
) -> tuple[FrontMatter, Policy | None] | None:
    """The front matter and the facts in it, None where they are wrong; no facts at all, with the
    reason in `problems`, where there is no front matter."""
    front = read_front_matter(source)
    if isinstance(front, Problem):
        problems.append(front)
        return None
    return front, policy_facts(source, front, problems, settings)
