"""A policy version: `<policy-id>/<version>.md` as a Policy and its clauses."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from knowledge.files.front_matter import FrontMatter, read_front_matter, shown
from knowledge.files.sections import MarkdownSection, sections
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Passage, Policy, Problem, Severity, Status, Verdict, Version

CLASSIFICATIONS = ("OFFICIAL", "OFFICIAL-SENSITIVE")

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """What one file says, kept together for the checker: facts, headings and clauses."""

    source: SourceFile
    front: FrontMatter
    policy: Policy
    sections: tuple[MarkdownSection, ...]
    passages: tuple[Passage, ...]


def read_policy(source: SourceFile, problems: list[Problem]) -> PolicyFile | None:
    """Read one version; None, with the reason in `problems`, where it cannot be served."""
    front = read_front_matter(source)
    if isinstance(front, Problem):
        problems.append(front)
        return None
    policy = policy_facts(source, front, problems)
    pieces = tuple(sections(source, front.body))
    if policy is None:
        return None
    return PolicyFile(source, front, policy, pieces, _clauses(source, policy, pieces, problems))


def policy_facts(source: SourceFile, front: FrontMatter, problems: list[Problem]) -> Policy | None:
    """The facts of a front matter; what is needed to quote by is an error where it is missing."""
    before = len(problems)
    path = PurePosixPath(source.name)
    for key, expected in (("id", path.parent.name), ("version", path.stem)):
        if front.text(key) != expected:
            message = f"`{key}` must be {shown(expected)} as the file's place says"
            problems.append(source.problem(front.line(key), message))
    if not front.text("title"):
        problems.append(source.problem(front.line("title"), "`title` is missing"))
    try:
        version = Version.parse(path.stem)
    except ValueError:
        version = Version(0, 0)
    status = choice(source, front, "status", Status, problems)
    begins = front.day(source, "effective_from", problems)
    if begins is None and status not in (Status.DRAFT, Status.IN_REVIEW, None):
        message = "`effective_from` is missing: from which day is this version in force?"
        if not front.text("effective_from"):
            problems.append(source.problem(front.line("effective_from"), message))
    ends, approved, review = (
        front.day(source, key, problems) for key in ("effective_to", "approved_on", "review_by")
    )
    if front.text("classification") not in ("", *CLASSIFICATIONS):
        message = f"`classification` must be one of {', '.join(CLASSIFICATIONS)}"
        problems.append(source.problem(front.line("classification"), message))
    if status is None or len(problems) > before:
        return None
    return Policy(
        id=path.parent.name,
        title=front.text("title"),
        version=version,
        status=status,
        owner=front.text("owner"),
        approver=front.text("approver"),
        effective_from=begins,
        effective_to=ends,
        approved_on=approved,
        review_by=review,
        supersedes=front.text("supersedes"),
        audience=front.items("audience"),
        classification=front.text("classification"),
        summary=front.text("summary"),
        change_note=front.text("change_note"),
        contact=front.text("contact"),
        author=front.text("author"),
        file=source.name,
        topics=front.items("topics"),
        conflicts=front.items("conflicts"),
    )


def choice(
    source: SourceFile, front: FrontMatter, key: str, kind: type[Choice], problems: list[Problem]
) -> Choice | None:
    """The value of a key that must be one of a few words."""
    text = front.text(key)
    if text in list(kind):
        return kind(text)
    known = ", ".join(kind)
    what = f"{shown(text)} is not a {key}" if text else f"`{key}` is missing"
    problems.append(source.problem(front.line(key), f"{what}: write one of {known}"))
    return None


def _clauses(
    source: SourceFile, policy: Policy, pieces: tuple[MarkdownSection, ...], problems: list[Problem]
) -> tuple[Passage, ...]:
    """Every heading of level 2 to 6 with text below; each needs an anchor of its own."""
    found: dict[str, Passage] = {}
    for piece in pieces:
        if piece.level < 2 or not piece.text:
            continue
        if not piece.anchor:
            message = f"{shown(piece.words)} has no anchor: end the heading with {{#some-words}}"
            problems.append(source.problem(piece.line, message))
        elif piece.anchor in found:
            message = f"the anchor {piece.anchor} stands twice, first in line "
            message += str(found[piece.anchor].line)
            problems.append(source.problem(piece.line, message))
        else:
            found[piece.anchor] = _passage(source, policy, piece, problems)
    if not found and policy.status not in (Status.DRAFT, Status.IN_REVIEW):
        problems.append(source.problem(1, "no clause: there is no heading with text below it"))
    return tuple(found.values())


def _passage(
    source: SourceFile, policy: Policy, piece: MarkdownSection, problems: list[Problem]
) -> Passage:
    verdict = piece.attributes.get("verdict")
    if verdict is not None and verdict not in list(Verdict):
        message = f"{shown(verdict)} is not a verdict: write one of {', '.join(Verdict)}"
        problems.append(source.problem(piece.line, message, Severity.FAULT))
        verdict = None
    return Passage(
        policy_id=policy.id,
        version=str(policy.version),
        anchor=piece.anchor,
        title=policy.title,
        clause=piece.number,
        heading_path=piece.path,
        text=piece.text,
        effective_from=policy.effective_from or date.max,
        owner=policy.owner,
        contact=policy.contact,
        file=source.name,
        line=piece.line,
        end_line=piece.end_line,
        verdict=Verdict(verdict) if verdict else None,
    )
