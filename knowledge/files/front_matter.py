"""The YAML front matter of a file: every value as text, each key once, each with its line."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import yaml

from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem, Severity

LARGEST = 64 * 1024
"""Characters of front matter; a version's facts are a page at most."""

# libyaml where this Python has it: eight times as fast over 300 files.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# A line with words, all quotation marks in it closed, then a space and a hash.
_COMMENT = re.compile(r"""((?:[^"'#]|(?<=\w)'|(?<!\s)#|"[^"]*"|'[^']*')*\S)\s+(#.*)""")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class FrontMatterEntry:
    """The value of one key: a text, or the items of a list, each with its line."""

    line: int
    text: str = ""
    items: tuple[tuple[str, int], ...] = ()
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two lines of `---`; the text begins at line `body`."""

    entries: Mapping[str, FrontMatterEntry]
    body: int

    def text(self, key: str) -> str:
        """The value as text, `""` where the key is missing or holds a list."""
        entry = self.entries.get(key)
        return entry.text if entry else ""

    def items(self, key: str) -> tuple[str, ...]:
        """The items of a list; a single text counts as a list of one."""
        entry = self.entries.get(key)
        if entry is None:
            return ()
        if entry.is_list:
            return tuple(text for text, _ in entry.items)
        return (entry.text,) if entry.text else ()

    def line(self, key: str) -> int:
        """Where the key stands; the first line where it is missing."""
        entry = self.entries.get(key)
        return entry.line if entry else 1

    def day(self, source: SourceFile, key: str, problems: list[Problem]) -> date | None:
        """The value as a date; one that is no ISO date is told in `problems`."""
        text = self.text(key)
        if not text:
            return None
        found = day(text)
        if found is None:
            message = f"`{key}` is not a date: write 2026-09-30, not {shown(text)}"
            problems.append(source.problem(self.line(key), message))
        return found


def day(text: str) -> date | None:
    """`YYYY-MM-DD` and nothing else, as a date."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def shown(text: str) -> str:
    """A value as a message may repeat it: one short line in quotation marks."""
    words = " ".join(text.split())
    return f'"{words[:60]}…"' if len(words) > 60 else f'"{words}"'


def read_front_matter(source: SourceFile) -> FrontMatter | Problem:
    """Read the front matter of a file, or say the first thing that is wrong with it.

    Aliases, tags and nesting beyond a list of texts are refused, so that nothing can grow in
    memory. A list item `key: value` is one text: history lines are written so.
    """
    try:
        close = _closing_line(source)
        entries = _entries(yaml.parse(source.lines(2, close), Loader=_LOADER))
    except _OddError as odd:
        return source.problem(odd.line, odd.message)
    except yaml.MarkedYAMLError as wrong:
        line = min(_line(wrong.problem_mark or wrong.context_mark), close)
        return source.problem(line, f"the front matter cannot be read: {_plain(wrong)}")
    except yaml.YAMLError:
        return source.problem(1, "the front matter holds a character that cannot be read")
    return FrontMatter(entries, close + 1)


def _closing_line(source: SourceFile) -> int:
    """The line of the second `---`."""
    if source.lines(1, 2).rstrip() != "---":
        raise _OddError(1, "the file does not begin with front matter between two lines ---")
    for line in range(2, source.end):
        text = source.lines(line, line + 1)
        if text.rstrip() == "---":
            return line
        if source.starts[line - 1] > LARGEST:
            break
        if "\t" in text:
            raise _OddError(line, "a tab in the front matter: write spaces")
    raise _OddError(1, "the front matter has no closing line ---")


def _line(mark: object) -> int:
    """The line in the file, counted from 1 with the opening --- before it."""
    return getattr(mark, "line", -1) + 2


def words_behind_hash(source: SourceFile, body: int) -> Iterator[Problem]:
    """In YAML an unquoted ` #` begins a comment: what follows is not part of the value."""
    yield from _behind_hash(source, range(2, body - 1), "#")


def names_behind_hash(source: SourceFile) -> Iterator[Problem]:
    """The same for a file that explains itself in comments: there only a `#` that a word follows at
    once, as in the name of a channel, was meant as part of a value."""
    yield from _behind_hash(source, range(1, len(source.starts) + 1), r"#\w")


def _behind_hash(source: SourceFile, lines: range, sign: str) -> Iterator[Problem]:
    for line in lines:
        text = source.lines(line, line + 1)
        found = _COMMENT.fullmatch(text.rstrip())
        if found and re.match(sign, found[2]) and not found[1].lstrip("- ").startswith("#"):
            message = f'"{found[2].strip()[:40]}" is a comment and not read: put the value in '
            yield source.problem(line, f"{message}quotation marks", Severity.WARNING)


class _OddError(Exception):
    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message


def _plain(wrong: yaml.MarkedYAMLError) -> str:
    if wrong.problem and wrong.problem.startswith("mapping values are not allowed"):
        return "a value that holds a colon and a space must stand in quotation marks"
    return wrong.problem or "it is not YAML"


def _entries(events: Iterator[yaml.Event]) -> Mapping[str, FrontMatterEntry]:
    entries: dict[str, FrontMatterEntry] = {}
    for event in events:
        if isinstance(event, yaml.MappingStartEvent):
            break
        if not isinstance(event, yaml.StreamStartEvent | yaml.DocumentStartEvent):
            if isinstance(event, yaml.StreamEndEvent):
                return entries
            raise _OddError(
                _line(event.start_mark), "the front matter is not a list of `key: value`"
            )
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        key = _scalar(event)
        if key in entries:
            raise _OddError(
                _line(event.start_mark), f"`{key}` stands twice, first in line {entries[key].line}"
            )
        entries[key] = _entry(_line(event.start_mark), events)
    for event in events:
        if not isinstance(event, yaml.DocumentEndEvent | yaml.StreamEndEvent):
            raise _OddError(_line(event.start_mark), "text after the end of the front matter")
    return entries


def _entry(line: int, events: Iterator[yaml.Event]) -> FrontMatterEntry:
    event = next(events)
    if not isinstance(event, yaml.SequenceStartEvent):
        return FrontMatterEntry(line, _scalar(event))
    items = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            break
        at = _line(item.start_mark)
        if isinstance(item, yaml.MappingStartEvent):
            items.append((f"{_scalar(next(events))}: {_scalar(next(events))}", at))
            closing = next(events)
            if not isinstance(closing, yaml.MappingEndEvent):
                raise _OddError(_line(closing.start_mark), "a list item must be one line of text")
        else:
            items.append((_scalar(item), at))
    return FrontMatterEntry(line, items=tuple(items), is_list=True)


def _scalar(event: yaml.Event) -> str:
    """The text of a plain or quoted value; anything cleverer is refused."""
    if not isinstance(event, yaml.ScalarEvent):
        raise _OddError(_line(event.start_mark), "only text and lists of text are read here")
    if event.anchor or event.tag:
        raise _OddError(
            _line(event.start_mark),
            "YAML anchors (&) and tags (!) are not read: use quotation marks",
        )
    return str(event.value).strip()
