"""The lists of the council's in `settings.yaml` in parts: the aims that an idea may serve, and what
AI is used for, each with one thing a line. What else the file says of the set stays as it is."""

from collections.abc import Iterator, Mapping, Sequence

import yaml

from knowledge.drafting.set_files.parts import Part, PartError, PartFormat, Values, items_of
from knowledge.files.settings_file import LONGEST, SETTINGS
from knowledge.files.source_file import SourceFile
from knowledge.files.yaml_tree import YamlNode, read_yaml
from knowledge.model.policies import Problem

NAMES: Mapping[str, str] = {
    "objectives": "Aims that an idea may serve",
    "categories_of_use": "What AI is used for",
}
"""The lists, each by its key, with what people call it."""


def _read(text: str) -> Sequence[Part]:
    source = SourceFile.of(SETTINGS, text.encode())
    tree = _tree(source)
    found = []
    for key, name in NAMES.items():
        if key in tree.entries:
            begin = tree.key_lines[key]
            behind = (line for line in tree.key_lines.values() if line > begin)
            end = _last_of_its_own(source, min(behind, default=source.end))
            said = {"lines": "\n".join(one.text for one in tree.entries[key].items)}
            found.append(Part(key, key, name, said, begin, end))
    return found


def _tree(source: SourceFile) -> YamlNode:
    tree = read_yaml(source)
    if isinstance(tree, Problem):
        raise ValueError(f"line {tree.line} {tree.message}")  # noqa: TRY004 - of the file's words
    return tree


def _last_of_its_own(source: SourceFile, end: int) -> int:
    """The end of a list before `end`: empty lines and remarks there belong to what comes next."""
    while (line := source.lines(end - 1, end)).startswith("#") or not line.strip():
        end -= 1
    return end


def _write(kind: str, values: Values, before: str) -> str:
    items = items_of(values["lines"])
    if not items:
        raise PartError("Write at least one, one on each line.", "lines")
    if len(set(items)) < len(items):
        raise PartError("The same stands there twice.", "lines")
    if max(map(len, items)) > LONGEST:
        raise PartError(f"Each may have at most {LONGEST} characters.", "lines")
    held = dict(_held(kind, before))
    if list(held) == items:
        return before
    return "".join((f"{kind}:\n", *(held.get(one) or _line(one) for one in items)))


def _held(kind: str, before: str) -> Iterator[tuple[str, str]]:
    """Each thing that the list has, with its lines as they stand, remarks too; without any where
    several stand on one line."""
    source = SourceFile.of(SETTINGS, before.encode())
    items = _tree(source).entries[kind].items if before else ()
    ends = [*(one.line for one in items[1:]), source.end]
    for one, end in zip(items, ends, strict=bool(items)):
        lines = source.lines(one.line, end)
        yield one.text, lines if lines.lstrip().startswith("- ") else ""


def _line(item: str) -> str:
    """On one line, read back as the same text."""
    written = yaml.safe_dump([item], allow_unicode=True, width=float("inf"))
    return f"  {written}"


COUNCIL_LISTS_FORMAT = PartFormat(_read, _write, apart=True)
