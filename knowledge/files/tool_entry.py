"""An entry of the tools register: `register/<tool-id>.md` as a Tool with its passage."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType

from knowledge.files.front_matter import (
    FrontMatter,
    day,
    read_front_matter,
    shown,
    words_behind_hash,
)
from knowledge.files.policy_version import choice, text_problems
from knowledge.files.source_file import SourceFile
from knowledge.files.verdict_marks import marked_text
from knowledge.markup.check_text import check_text
from knowledge.markup.drawing_limits import undrawable
from knowledge.model.policies import Passage, Problem, Tool, ToolStatus

REGISTER = "register"
TITLE = "Tools register"

_HISTORY = re.compile(r"(\d{4}-\d{2}-\d{2})\s+([a-z]+)\s*:\s*(.*)", re.DOTALL)

History = tuple[tuple[date, ToolStatus, str], ...]


@dataclass(frozen=True, slots=True)
class ToolFile:
    """What one entry's file says, kept together for the checker."""

    source: SourceFile
    front: FrontMatter
    tool: Tool


def read_tool(source: SourceFile, problems: list[Problem]) -> ToolFile | None:
    """Read one entry; None, with the reason in `problems`, where it cannot be served."""
    before = len(problems)
    front = read_front_matter(source)
    if isinstance(front, Problem):
        problems.append(front)
        return None
    tool_id = PurePosixPath(source.name).stem
    problems += _wrong_facts(source, front, tool_id)
    status = choice(source, front, "status", ToolStatus, problems)
    history = _history(source, front, problems)
    days = {
        key: front.day(source, key, problems)
        for key in ("approved_on", "last_audit_on", "next_audit_due", "ends_on")
    }
    if status is None or len(problems) > before:
        return None
    tool = Tool(
        id=tool_id,
        name=front.text("name"),
        status=status,
        aliases=front.items("aliases"),
        supplier=front.text("supplier"),
        category=front.text("category"),
        purpose=front.text("purpose"),
        who_may_use=front.text("who_may_use"),
        data_allowed=front.items("data_classes_allowed"),
        data_barred=front.items("data_classes_barred"),
        alternatives=front.items("alternatives"),
        owner=front.text("owner_role"),
        **days,
        history=history,
        columns=_columns(front),
        passage=_passage(source, front, tool_id, history[-1][0], problems),
    )
    problems += words_behind_hash(source, front.body)
    body = source.lines(front.body, source.end)
    if too_much := undrawable(body):
        problems.append(source.problem(front.body, too_much))
        return None
    text = check_text(body, front.body)
    problems += text_problems(source, text)
    return ToolFile(source, front, tool)


def _wrong_facts(source: SourceFile, front: FrontMatter, tool_id: str) -> Iterator[Problem]:
    if front.text("tool_id") != tool_id:
        message = f"`tool_id` must be {shown(tool_id)} as the file's name says"
        yield source.problem(front.line("tool_id"), message)
    if not front.text("name"):
        yield source.problem(front.line("name"), "`name` is missing")
    for word in front.items("data_classes_allowed"):
        if word in front.items("data_classes_barred"):
            message = f"{word} is both allowed and barred"
            yield source.problem(front.line("data_classes_barred"), message)
    if not source.block(front.body, source.end)[0]:
        message = "no text: say whether the tool may be used, by whom and with which data"
        yield source.problem(front.body, message)


def _history(source: SourceFile, front: FrontMatter, problems: list[Problem]) -> History:
    entry = front.entries.get("history")
    lines = entry.items if entry else ()
    if not lines:
        message = "`history` is missing: a list of lines such as 2026-09-30 approved: first audit"
        problems.append(source.problem(front.line("history"), message))
    history = []
    for text, line in lines:
        found = _HISTORY.fullmatch(text)
        on = day(found[1]) if found else None
        if found is None or on is None or found[2] not in list(ToolStatus):
            message = f"{shown(text)} is not `YYYY-MM-DD status: note`"
            problems.append(source.problem(line, message))
        else:
            history.append((on, ToolStatus(found[2]), found[3].strip()))
    return tuple(history)


def _columns(front: FrontMatter) -> Mapping[str, str]:
    """Every column as text, as a reader of the register would see it."""
    return MappingProxyType(
        {
            key: "; ".join(text for text, _ in entry.items) if entry.is_list else entry.text
            for key, entry in front.entries.items()
        }
    )


def _passage(
    source: SourceFile, front: FrontMatter, tool_id: str, changed: date, problems: list[Problem]
) -> Passage:
    """The whole text of the file, as it stands but for its verdict marks."""
    written, line, end_line = source.block(front.body, source.end)
    marked = marked_text(source, written, line, problems)
    return Passage(
        policy_id=REGISTER,
        version=changed.isoformat(),
        anchor=tool_id,
        title=TITLE,
        clause="",
        heading_path=(TITLE, front.text("name")),
        text=marked.text,
        effective_from=changed,
        owner=front.text("owner_role"),
        contact=front.text("contact"),
        file=source.name,
        line=line,
        end_line=end_line,
        marks=marked.marks,
        marked_since=marked.since,
    )
