"""An entry of the tools register as one part: its columns, its text, its status with a reason.

The history is only added to: a change of status needs a reason, which becomes a line of it.
"""

import re
from collections.abc import Sequence

import yaml

from knowledge.drafting.facts import front_of, with_fact
from knowledge.drafting.plain_marks import as_typed, as_written
from knowledge.drafting.set_files.markdown_parts import paragraphs, pieces
from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values, items_of
from knowledge.files.front_matter import FrontMatter, day
from knowledge.files.source_file import SourceFile
from knowledge.rules.register import KEYS, LISTS

ENTRY = "entry"
_ITEMS = tuple(key for key in LISTS if key not in ("service_areas", "sub_processors", "history"))
COLUMNS = tuple(key for key in KEYS if key not in ("tool_id", "history"))
"""The columns that are edited."""

_PLAIN = re.compile(r"[A-Za-z0-9][^:#'\"{}\[\]]*")
_NO_REASON = "Give the reason: it becomes a line of the tool's history."
_NO_DAY = "Say since when, as a day that is not to come before the last line of the history."


def new_entry(tool_id: str) -> str:
    """The text that the entry of a tool begins with: every column, and nothing in them."""
    lines = [f"{key}: []\n" if key in _ITEMS else f"{key}:\n" for key in KEYS]
    lines[0] = f"tool_id: {tool_id}\n"
    return "".join(("---\n", *(line for line in lines if line != "history:\n"), "history:\n---\n"))


def _read(text: str) -> Sequence[Part]:
    front = front_of(text)
    values = {key: _column(front, key) for key in COLUMNS}
    source = SourceFile.of("file.md", text.encode())
    body = source.block(front.body, source.end)[0]
    values |= {"text": as_typed(body), "history": "\n".join(front.items("history"))}
    return [Part(ENTRY, ENTRY, front.text("name"), values, 1, source.end)]


def _column(front: FrontMatter, key: str) -> str:
    return ("\n" if key in _ITEMS else ", ").join(front.items(key))


def _write(_: str, values: Values, before: str) -> str:
    front = front_of(before)
    text = before
    for key in COLUMNS:
        value = values.get(key, "")
        if key in values and value != _column(front, key):
            entry = front.entries.get(key)
            several = key in _ITEMS or (entry is not None and entry.is_list)
            items = items_of(value if key in _ITEMS else value.replace(",", "\n"))
            text = with_fact(text, key, items if several else " ".join(value.split()), kept=True)
    text = _with_history(text, values, front.text("status"))
    body = front_of(text).body
    source = SourceFile.of("file.md", text.encode())
    said = as_written(values["text"]).strip()
    if not said:
        raise PartError("Say whether it may be used, by whom and with which data.", "text")
    if len(pieces(said)) != 1 or pieces(said)[0].level:
        raise PartError("Write it without headings.", "text")
    if said == source.block(body, source.end)[0]:
        return text
    return source.lines(1, body) + "\n" + paragraphs(said)


def _with_history(text: str, values: Values, status: str) -> str:
    """A line of the history for a new status, or for whatever else a reason is given; without one
    the lines that the values have besides, when a change is put on another text."""
    reason = " ".join(values.get("reason", "").split())
    history = front_of(text).items("history")
    if not reason:
        for line in items_of(values.get("history", "")):
            if line not in history:
                text = _with_line(text, line)
                status = values["status"]
        if values["status"] != status:
            raise PartError(_NO_REASON, "reason")
        return text
    since = day(values.get("since", ""))
    last = day(history[-1][:10]) if history else None
    if since is None or (last is not None and since < last):
        raise PartError(_NO_DAY, "since")
    return _with_line(text, f"{since} {values['status']}: {reason}")


def _with_line(text: str, line: str) -> str:
    """The front matter with one more line of history, the earlier ones as they are written."""
    front = front_of(text)
    entry = front.entries.get("history")
    held = entry.items if entry else ()
    if held and entry is not None and held[-1][1] == entry.line:  # all on one line
        return with_fact(text, "history", [*(item for item, _ in held), line])
    if entry is None:
        text = with_fact(text, "history", (), kept=True)
        entry = front_of(text).entries["history"]
    source = SourceFile.of("file.md", text.encode())
    if not held:
        above = source.lines(1, entry.line) + "history:\n"
        return above + f"  - {_quoted(line)}\n" + source.lines(entry.line + 1, source.end)
    last = held[-1][1]
    behind = [one.line for one in front.entries.values() if one.line > last]
    at = min(behind, default=front.body - 1)
    return source.lines(1, at) + f"  - {_quoted(line)}\n" + source.lines(at, source.end)


def _quoted(line: str) -> str:
    """As people write it where that is read as the same line, else in quotation marks."""
    if _PLAIN.fullmatch(line.partition(": ")[2]):
        return line
    written = yaml.safe_dump(line, default_style='"', allow_unicode=True, width=float("inf"))
    return written.strip()


REGISTER_FORMAT = PartFormat(_read, _write)
