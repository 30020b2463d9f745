"""A section of a screening version: one kind of assessment, with its names.

`## Security questions {#security}` declares the kind `security`. What it is called follows from the
heading, unless lines below it say otherwise: `- name: ...`, `- short: ...`, `- about: ...`, each
also for another language, `- name-cy: ...`. `- before: pilot, roll-out` makes it a test that is
asked for at those gates, whatever the answers are.
"""

import re
from collections.abc import Mapping

from common.assessments import AssessmentType, Gate
from knowledge.files.front_matter import shown
from knowledge.files.sections import MarkdownSection, prose_and_items, words_not_read
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem

_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAMED = re.compile(r"(?:name|short|about)(?:-[a-z]{2})?|before")
_QUESTIONS = re.compile(r"\s+questions$", re.IGNORECASE)
_IS_ONE = re.compile(r"\b(?:assessment|test|review|check)$", re.IGNORECASE)


def read_assessment_type(
    source: SourceFile, piece: MarkdownSection, problems: list[Problem]
) -> AssessmentType | None:
    """The kind that a heading of level 2 declares; None, with the reason, where it is none."""
    if not _KEY.fullmatch(piece.anchor):
        message = "a section needs an anchor in lower case, such as {#security}: it is stored by it"
        problems.append(source.problem(piece.line, message))
        return None
    prose, items = prose_and_items(piece)
    if prose:
        problems += words_not_read(source, piece)
    said: dict[str, str] = {}
    for item, line in items:
        key, _, value = (part.strip() for part in item.partition(":"))
        if not _NAMED.fullmatch(key) or key in said or not value:
            message = f"{shown(item)} is not one line of name, short, about (each also as name-cy) "
            problems.append(source.problem(line, f"{message}or before"))
        said[key] = value
    return _declared(source, piece, said, problems)


def _declared(
    source: SourceFile, piece: MarkdownSection, said: Mapping[str, str], problems: list[Problem]
) -> AssessmentType:
    short = said.get("short") or _QUESTIONS.sub("", piece.words)
    whole = short if _IS_ONE.search(short) or _is_acronym(short) else f"{short} assessment"
    before = [part.strip() for part in said.get("before", "").split(",") if part.strip()]
    if not set(before) <= set(Gate):
        message = f"`before` is one or more of {', '.join(Gate)}"
        problems.append(source.problem(piece.line, message))
    return AssessmentType(
        key=piece.anchor,
        name=said.get("name") or whole,
        short=short,
        about=said.get("about") or short,
        words={key: text for key, text in said.items() if "-" in key},
        before=tuple(gate for gate in Gate if gate in before),
    )


def _is_acronym(words: str) -> bool:
    """DPIA and EqIA are, Security is not."""
    return " " not in words and sum(map(str.isupper, words)) > 1
