"""A version of how ideas are scored: `scoring/<version>.md`."""

from collections.abc import Callable
from types import MappingProxyType
from typing import TypeVar

from knowledge.files.front_matter import shown
from knowledge.files.sections import MarkdownSection, prose_and_items, sections, words_not_read
from knowledge.files.source_file import SourceFile
from knowledge.files.version_file import VersionFile, read_facts
from knowledge.model.policies import Problem
from knowledge.model.scoring_rule import KINDS, TOUCHES, Scoring, ScoringPart
from knowledge.model.set_settings import NO_SETTINGS, SetSettings
from knowledge.nearest import did_you_mean

Value = TypeVar("Value")

_PARTS = ("benefit", "ease", "floors", "clauses")


ScoringFile = VersionFile[Scoring]


def read_scoring(
    source: SourceFile, problems: list[Problem], settings: SetSettings = NO_SETTINGS
) -> ScoringFile | None:
    """Read one version; None, with the reason in `problems`, where nothing can be scored by it."""
    before = len(problems)
    facts = read_facts(source, problems, settings)
    if facts is None:
        return None
    front, policy = facts
    parts: list[ScoringPart] = []
    floors: dict[str, int] = {}
    clauses: dict[str, tuple[tuple[str, int], ...]] = {}
    ease, section = "", ""
    for piece in sections(source, front.body):
        if piece.level == 2:
            section = piece.anchor
            if section not in _PARTS:
                message = f"a section must be one of {', '.join(f'{{#{a}}}' for a in _PARTS)}"
                problems.append(source.problem(piece.line, message))
            elif section == "ease":
                ease, _ = prose_and_items(piece)
            elif section == "floors":
                floors = _floors(source, piece, problems)
            elif section == "clauses":
                clauses = _clauses(source, piece, problems)
        elif piece.level == 3 and section == "benefit":
            _add_part(source, piece, parts, problems)
        else:
            problems += words_not_read(source, piece)
    total = sum(part.weight for part in parts)
    if len(problems) == before and total != 100:
        message = f"the weights make {total} together: they must make 100"
        problems.append(source.problem(front.body, message))
    if policy is None or len(problems) > before:
        return None
    scoring = Scoring(
        policy, tuple(parts), ease, MappingProxyType(floors), MappingProxyType(clauses)
    )
    return VersionFile(source, front, scoring)


def _add_part(
    source: SourceFile, piece: MarkdownSection, parts: list[ScoringPart], problems: list[Problem]
) -> None:
    """One part of the benefit, with its weight in a list of one line."""
    text, items = prose_and_items(piece)
    if not piece.anchor or piece.anchor in {part.anchor for part in parts}:
        message = f"the part needs an anchor of its own: {shown(piece.words)}"
        problems.append(source.problem(piece.line, message))
    weights = [_number(item.removeprefix("weight:"), 100) for item, _ in items
               if item.startswith("weight:")]  # fmt: skip
    if len(items) != 1 or len(weights) != 1 or not weights[0]:
        message = "a part has one line, `- weight:` and a whole number from 1 to 100"
        problems.append(source.problem(items[0][1] if items else piece.line, message))
        return
    parts.append(ScoringPart(piece.anchor, piece.words, text, weights[0]))


def _floors(source: SourceFile, piece: MarkdownSection, problems: list[Problem]) -> dict[str, int]:
    def floor(key: str, value: str, line: int) -> int:
        least = _number(value, 5)
        if not least:
            message = f"the lowest impact for {key} must be a whole number from 1 to 5"
            problems.append(source.problem(line, message))
        return least

    return _lines(source, piece, TOUCHES, floor, problems)


def _clauses(
    source: SourceFile, piece: MarkdownSection, problems: list[Problem]
) -> dict[str, tuple[tuple[str, int], ...]]:
    def places(_: str, value: str, line: int) -> tuple[tuple[str, int], ...]:
        return tuple((part.strip(), line) for part in value.split(",") if part.strip())

    return _lines(source, piece, KINDS, places, problems)


def _lines(
    source: SourceFile,
    piece: MarkdownSection,
    keys: tuple[str, ...],
    read: Callable[[str, str, int], Value],
    problems: list[Problem],
) -> dict[str, Value]:
    """The lines `- key: value` of a section."""
    found: dict[str, Value] = {}
    for item, line in prose_and_items(piece)[1]:
        key, colon, value = item.partition(":")
        if not colon or key not in keys or key in found:
            message = f"{shown(item)} is not one line of {', '.join(keys)}"
            problems.append(source.problem(line, message + did_you_mean(key, keys)))
        else:
            found[key] = read(key, value.strip(), line)
    return found


def _number(text: str, most: int) -> int:
    """A whole number from 1 to `most`; 0 for anything else."""
    text = text.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return number if number <= most else 0
