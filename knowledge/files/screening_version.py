"""A version of the screening questions: `screening/<version>.md`."""

import re
from collections.abc import Iterator, Mapping, Sequence

from common.assessments import AssessmentType
from knowledge.files.assessment_section import read_assessment_type
from knowledge.files.front_matter import shown
from knowledge.files.sections import MarkdownSection, prose_and_items, sections, words_not_read
from knowledge.files.source_file import SourceFile
from knowledge.files.version_file import VersionFile, read_facts
from knowledge.model.policies import Problem, Severity
from knowledge.model.screening_questions import (
    ScreeningOutcome,
    ScreeningQuestion,
    ScreeningVersion,
)
from knowledge.model.set_settings import NO_SETTINGS, SetSettings

_FLOOR = re.compile(r"(impact|likelihood) ([1-5])")
_KEYS = ("yes", "unsure", "clause", "floor", "only-after", "suggests", "item")


ScreeningFile = VersionFile[ScreeningVersion]


def read_screening(
    source: SourceFile, problems: list[Problem], settings: SetSettings = NO_SETTINGS
) -> ScreeningFile | None:
    """Read one version; None, with the reason in `problems`, where it cannot be asked."""
    before = len(problems)
    facts = read_facts(source, problems, settings)
    if facts is None:
        return None
    front, policy = facts
    types: dict[str, AssessmentType] = {}
    here: AssessmentType | None = None
    questions: dict[str, ScreeningQuestion] = {}
    for piece in sections(source, front.body):
        if piece.level == 2:
            here = read_assessment_type(source, piece, problems)
            if here is not None and here.key in types:
                message = f"the section {{#{here.key}}} stands twice"
                problems.append(source.problem(piece.line, message))
            elif here is not None:
                types[here.key] = here
        elif piece.level == 3 and here is not None:
            question = _question(source, piece, here.key, problems)
            if question and question.anchor in questions:
                message = f"the anchor {question.anchor} stands twice"
                problems.append(source.problem(piece.line, message))
            elif question:
                questions[question.anchor] = question
                _check_order(source, question, questions, problems)
        elif piece.level != 3:
            problems += words_not_read(source, piece)
    problems += _without_questions(source, front.body, types, questions)
    wrong = [problem for problem in problems[before:] if problem.severity is Severity.ERROR]
    if policy is None or wrong:
        return None
    version = ScreeningVersion(policy, tuple(types.values()), tuple(questions.values()))
    return VersionFile(source, front, version)


def _without_questions(
    source: SourceFile,
    line: int,
    types: Mapping[str, AssessmentType],
    questions: Mapping[str, ScreeningQuestion],
) -> Iterator[Problem]:
    """A kind of assessment has questions, unless it is a test that is always asked for."""
    asked = {question.assessment for question in questions.values()}
    if not types:
        yield source.problem(line, "there is no section here (## ... questions {#...})")
    for kind in types.values():
        if kind.key not in asked and not kind.before:
            yield source.problem(line, f"there are no questions under {{#{kind.key}}}")
        elif kind.key in asked and kind.before:
            message = f"{{#{kind.key}}} is asked for `before` a gate, so it has no questions"
            yield source.problem(line, message)


def _check_order(
    source: SourceFile,
    question: ScreeningQuestion,
    before: dict[str, ScreeningQuestion],
    problems: list[Problem],
) -> None:
    """A question can only come after one that is asked before it, for the same assessment."""
    first = before.get(question.only_after)
    if question.only_after and (
        first is None or first is question or first.assessment != question.assessment
    ):
        message = f"`only-after` names no earlier question of this section: {question.only_after}"
        problems.append(source.problem(question.line, message))


def _question(
    source: SourceFile, piece: MarkdownSection, assessment: str, problems: list[Problem]
) -> ScreeningQuestion | None:
    """One question; every line of its list that cannot be read is told in `problems`."""
    before = len(problems)
    text, items = prose_and_items(piece)
    values, ticked = _listed(source, items, problems)
    for key in ("yes", "unsure"):
        value, line = values.get(key, ("", piece.line))
        if value not in list(ScreeningOutcome):
            message = f"`{key}` must be one of {', '.join(ScreeningOutcome)}"
            problems.append(source.problem(line, message))
    for key, there in (("clause", "clause" in values), ("anchor", piece.anchor), ("text", text)):
        if not there:
            problems.append(source.problem(piece.line, f"the question has no {key}"))
    floor, line = values.get("floor", ("", 0))
    floors = _floors(floor)
    if floors is None:
        message = "`floor` must be `impact` or `likelihood` and a number from 1 to 5, or both"
        problems.append(source.problem(line, message))
    if len(problems) > before or floors is None:
        return None
    return ScreeningQuestion(
        assessment=assessment,
        number=piece.number,
        title=piece.words,
        anchor=piece.anchor,
        text=text,
        yes=ScreeningOutcome(values["yes"][0]),
        unsure=ScreeningOutcome(values["unsure"][0]),
        clause=values["clause"][0],
        floor=floors.get("impact", 0),
        likelihood=floors.get("likelihood", 0),
        only_after=values.get("only-after", ("", 0))[0],
        suggests=tuple(
            word for part in values.get("suggests", ("", 0))[0].split(",") if (word := part.strip())
        ),
        items=tuple(ticked),
        file=source.name,
        line=piece.line,
    )


def _listed(
    source: SourceFile, items: Sequence[tuple[str, int]], problems: list[Problem]
) -> tuple[dict[str, tuple[str, int]], list[str]]:
    """The values of a question's list with their lines by key, and the items to tick."""
    values: dict[str, tuple[str, int]] = {}
    ticked: list[str] = []
    for item, line in items:
        key, _, value = item.partition(":")
        if key == "item" and value.strip():
            ticked.append(value.strip())
            continue
        if key not in _KEYS or key in values:
            message = f"{shown(item)} is not one line of {', '.join(_KEYS)}"
            problems.append(source.problem(line, message))
        values[key] = (value.strip(), line)
    return values, ticked


def _floors(text: str) -> dict[str, int] | None:
    """The lowest scores by name; None where they cannot be read."""
    found = [_FLOOR.fullmatch(part.strip()) for part in text.split(",") if text]
    floors = {match[1]: int(match[2]) for match in found if match}
    return floors if len(floors) == len(found) else None
