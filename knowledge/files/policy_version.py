"""A policy version: `<policy-id>/<version>.md` as a Policy and its clauses."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TypeVar

from knowledge.files.front_matter import FrontMatter, read_front_matter, shown, words_behind_hash
from knowledge.files.sections import MarkdownSection, sections
from knowledge.files.source_file import SourceFile
from knowledge.files.verdict_marks import marked_text, verdict_of
from knowledge.markup.check_text import CheckedMarkdown, check_text
from knowledge.markup.drawing_limits import undrawable
from knowledge.markup.notes import notes_written_out
from knowledge.markup.references import LinkDefinition, write_out
from knowledge.markup.words import slug, words_of
from knowledge.model.in_force import NEVER_IN_FORCE
from knowledge.model.policies import Passage, Policy, Problem, Severity, Status, Version
from knowledge.model.set_settings import NO_SETTINGS, SetSettings

_BY_WEIGHT = (Severity.WARNING, Severity.FAULT, Severity.ERROR)

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """What one file says, kept together for the checker: facts, headings and clauses."""

    source: SourceFile
    front: FrontMatter
    policy: Policy
    sections: tuple[MarkdownSection, ...]
    passages: tuple[Passage, ...]


def read_policy(
    source: SourceFile, problems: list[Problem], settings: SetSettings = NO_SETTINGS
) -> PolicyFile | None:
    """Read one version; None, with the reason in `problems`, where it cannot be served."""
    front = read_front_matter(source)
    if isinstance(front, Problem):
        problems.append(front)
        body = _body_without_facts(source)
        text = check_text(source.lines(body, source.end), body)
        problems += text_problems(source, text)
        problems += _text_in_no_clause(source, tuple(sections(source, body)), "")
        return None
    policy = policy_facts(source, front, problems, settings)
    pieces = tuple(sections(source, front.body))
    if too_much := [*_undrawable(source, pieces)]:
        problems += too_much
        return None
    text = check_text(source.lines(front.body, source.end), front.body)
    found = [*text_problems(source, text), *_text_in_no_clause(source, pieces, front.text("title"))]
    if policy is None:
        problems += found
        _anchored(source, pieces, problems)
        return None
    problems += found if policy.status not in NEVER_IN_FORCE else map(_stops_nothing, found)
    clauses = _clauses(source, policy, pieces, text.references, problems)
    return PolicyFile(source, front, policy, pieces, clauses)


def _undrawable(source: SourceFile, pieces: tuple[MarkdownSection, ...]) -> Iterator[Problem]:
    return (source.problem(piece.line, why) for piece in pieces if (why := undrawable(piece.text)))


def _body_without_facts(source: SourceFile) -> int:
    """Where the text begins, as far as can be told, of a file whose front matter is not read."""
    opens = source.lines(1, 2).rstrip() in ("---", "+++")
    for line in range(2, min(source.end, 200)) if opens else ():
        if source.lines(line, line + 1).rstrip() in ("---", "+++"):
            return line + 1
    return 1


def text_problems(source: SourceFile, text: CheckedMarkdown) -> Iterator[Problem]:
    """What is wrong with a text as problems of its file."""
    return (source.problem(trap.line, trap.message, trap.severity) for trap in text.traps)


def _stops_nothing(problem: Problem) -> Problem:
    """Nothing of a draft is quoted: what is lost in it need not hold up the rest of the set."""
    return replace(problem, severity=min(problem.severity, Severity.FAULT, key=_BY_WEIGHT.index))


def _text_in_no_clause(
    source: SourceFile, pieces: tuple[MarkdownSection, ...], title: str
) -> Iterator[Problem]:
    """Text before the first heading, or under one of level 1, is never quoted."""
    for number, piece in enumerate(pieces):
        if piece.level >= 2 or not words_of(piece.text):
            continue
        what = "this text stands in no clause, so it is never quoted: "
        if piece.level == 0 or (number == 0 and piece.words == title):
            what += "write a heading of level 2 (##) above it, for example "
            what += '"## 1 Introduction {#introduction}"'
        else:
            anchor = piece.anchor or slug(piece.words) or "some-words"
            words = f"{piece.number} {piece.words}".strip()
            what += f"make the heading in line {piece.line} level 2 (##): "
            what += f'"## {words} {{#{anchor}}}"'
        yield source.problem(piece.text_line, what)


def policy_facts(
    source: SourceFile, front: FrontMatter, problems: list[Problem], settings: SetSettings
) -> Policy | None:
    """The facts of a front matter; what is needed to quote by is an error where it is missing."""
    problems += words_behind_hash(source, front.body)
    before = len(problems)
    path = PurePosixPath(source.name)
    problems += _wrong_place(source, front)
    status = choice(source, front, "status", Status, problems)
    begins = front.day(source, "effective_from", problems)
    if begins is None and status not in (Status.DRAFT, Status.IN_REVIEW, None):
        message = "`effective_from` is missing: from which day is this version in force?"
        if not front.text("effective_from"):
            problems.append(source.problem(front.line("effective_from"), message))
    ends, approved, review = (
        front.day(source, key, problems) for key in ("effective_to", "approved_on", "review_by")
    )
    classification = front.text("classification")
    if classification not in ("", *settings.classifications):
        message = f"`classification` must be one of {', '.join(settings.classifications)}"
        problems.append(source.problem(front.line("classification"), message))
    if status is None or len(problems) > before:
        return None
    return Policy(
        id=path.parent.name,
        title=front.text("title"),
        version=_version(path.stem),
        status=status,
        owner=front.text("owner"),
        approver=front.text("approver"),
        effective_from=begins,
        effective_to=ends,
        approved_on=approved,
        review_by=review,
        supersedes=front.text("supersedes"),
        audience=front.items("audience"),
        classification=classification,
        restricted=settings.classifications.get(classification, False),
        summary=front.text("summary"),
        change_note=front.text("change_note"),
        contact=front.text("contact"),
        author=front.text("author"),
        file=source.name,
        topics=front.items("topics"),
        conflicts=front.items("conflicts"),
    )


def _wrong_place(source: SourceFile, front: FrontMatter) -> Iterator[Problem]:
    """Where the file says another id or version than its place, or has no title."""
    path = PurePosixPath(source.name)
    for key, expected in (("id", path.parent.name), ("version", path.stem)):
        if front.text(key) != expected:
            message = f"`{key}` must be {shown(expected)} as the file's place says"
            yield source.problem(front.line(key), message)
    if not front.text("title"):
        yield source.problem(front.line("title"), "`title` is missing")


def _version(stem: str) -> Version:
    try:
        return Version.parse(stem)
    except ValueError:
        return Version(0, 0)


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
    source: SourceFile,
    policy: Policy,
    pieces: tuple[MarkdownSection, ...],
    links: tuple[LinkDefinition, ...],
    problems: list[Problem],
) -> tuple[Passage, ...]:
    """Every heading of level 2 to 6 with text below; each needs an anchor of its own."""
    found = _anchored(source, pieces, problems)
    lost = any(piece.level < 2 and piece.text for piece in pieces)
    if not (found or lost or policy.status in NEVER_IN_FORCE):
        problems.append(source.problem(1, "no clause: there is no heading with text below it"))
    return tuple(
        _passage(source, policy, piece, _written_out(piece, links), problems)
        for piece in found.values()
    )


def _written_out(piece: MarkdownSection, links: tuple[LinkDefinition, ...]) -> str:
    """The text of a clause with what stands in two places, links and footnotes, in one."""
    return notes_written_out(write_out(piece.text, piece.text_line, links))


def _anchored(
    source: SourceFile, pieces: tuple[MarkdownSection, ...], problems: list[Problem]
) -> dict[str, MarkdownSection]:
    """Every heading of level 2 to 6 with text below, by its anchor."""
    found: dict[str, MarkdownSection] = {}
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
            found[piece.anchor] = piece
    return found


def _passage(
    source: SourceFile, policy: Policy, piece: MarkdownSection, text: str, problems: list[Problem]
) -> Passage:
    said = piece.attributes.get("verdict")
    verdict = None if said is None else verdict_of(source, piece.line, said, problems)
    marked = marked_text(source, text, piece.text_line, problems)
    return Passage(
        policy_id=policy.id,
        version=str(policy.version),
        anchor=piece.anchor,
        title=policy.title,
        clause=piece.number,
        heading_path=piece.path,
        text=marked.text,
        effective_from=policy.effective_from or date.max,
        owner=policy.owner,
        contact=policy.contact,
        file=source.name,
        line=piece.line,
        end_line=piece.end_line,
        verdict=verdict,
        marks=marked.marks,
        marked_since=marked.since,
    )
