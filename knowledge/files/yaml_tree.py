"""A YAML file of the policy folder as a tree of texts, lists and mappings, each with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem

LARGEST = 256 * 1024
"""Characters; a set's settings are a page or two."""

_DEEPEST = 5  # of lists and mappings in each other
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True)
class YamlNode:
    """One value from line `line` on: a text, the items of a list or the entries of a mapping."""

    line: int
    text: str = ""
    items: tuple["YamlNode", ...] = ()
    entries: Mapping[str, "YamlNode"] = field(default_factory=dict)
    key_lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_text(self) -> bool:
        return not self.items and not self.entries


class _OddError(Exception):
    def __init__(self, event: yaml.Event, message: str) -> None:
        super().__init__(message)
        self.line = _line(event)
        self.message = message


def read_yaml(source: SourceFile) -> YamlNode | Problem:
    """Read the file, or say the first thing that is wrong with it.

    Every value is text. Aliases, tags, keys that stand twice and deep nesting are refused, so that
    nothing can grow in memory and nothing is passed over.
    """
    if len(source.text) > LARGEST:
        return source.problem(1, f"is longer than {LARGEST:,} characters")
    try:
        events = yaml.parse(source.text, Loader=_LOADER)
        return _document(events)
    except _OddError as odd:
        return source.problem(odd.line, odd.message)
    except yaml.MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        line = min(mark.line + 1, len(source.starts)) if mark else 1
        return source.problem(line, f"cannot be read: {wrong.problem or 'it is not YAML'}")
    except yaml.YAMLError:
        return source.problem(1, "holds a character that cannot be read")


def _line(event: yaml.Event) -> int:
    """Counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1


def _document(events: Iterator[yaml.Event]) -> YamlNode:
    found: YamlNode | None = None
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            if found is not None:
                raise _OddError(event, "only one document is read: take out the line ---")
            found = _node(event, events, 0)
    return found or YamlNode(1)


def _node(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> YamlNode:
    if depth > _DEEPEST:
        raise _OddError(event, "is nested too deeply")
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        raise _OddError(event, "YAML anchors (&) and aliases (*) are not read")
    line = _line(event)
    if isinstance(event, yaml.ScalarEvent):
        if event.tag:
            raise _OddError(event, "YAML tags (!) are not read: use quotation marks")
        return YamlNode(line, str(event.value).strip())
    if isinstance(event, yaml.SequenceStartEvent):
        items = []
        while not isinstance(item := next(events), yaml.SequenceEndEvent):
            items.append(_node(item, events, depth + 1))
        return YamlNode(line, items=tuple(items))
    return _mapping(line, events, depth)


def _mapping(line: int, events: Iterator[yaml.Event], depth: int) -> YamlNode:
    entries: dict[str, YamlNode] = {}
    lines: dict[str, int] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        key = _node(event, events, depth + 1).text
        if not isinstance(event, yaml.ScalarEvent) or not key:
            raise _OddError(event, "a key must be a word")
        if key in entries:
            raise _OddError(event, f"`{key}` stands twice, first in line {lines[key]}")
        lines[key] = _line(event)
        entries[key] = _node(next(events), events, depth + 1)
    return YamlNode(line, entries=entries, key_lines=lines)
