"""What a set says of itself, from `settings.yaml` at the top of the policy folder."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from knowledge.files.front_matter import names_behind_hash, shown
from knowledge.files.source_file import SourceFile
from knowledge.files.yaml_tree import YamlNode, read_yaml
from knowledge.model.policies import Problem, Severity
from knowledge.model.set_settings import (
    NO_CLAUSE,
    NO_SETTINGS,
    ClauseRole,
    DataClass,
    DataKind,
    Phrase,
    SetNames,
    SetSettings,
    Starter,
)
from knowledge.nearest import did_you_mean

SETTINGS = "settings.yaml"

KEPT_BACK = {"all staff": False, "restricted": True}
"""Who may read a policy of a classification, as it is written, and whether it is kept back."""

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 300
"""Characters of a name, a question or a label."""

_TITLE, _ABOUT = 32, 128  # what Teams shows of a prompt in a menu
_MONTHS = 120
_ALL = 100
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """The settings as read; for the checker each role with the clauses written for it, and the
    lines of the keys (`clauses`, `contact`). Without the file, `source` is None."""

    settings: SetSettings = NO_SETTINGS
    source: SourceFile | None = None
    named: Mapping[ClauseRole, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)


def read_settings(source: SourceFile, problems: list[Problem]) -> SettingsFile:
    """Read the file. What is wrong with it is told in `problems`: what cannot be read stops the
    set from being served, a key that is not known is a fault."""
    tree = read_yaml(source)
    if isinstance(tree, Problem):
        problems.append(tree)
        return SettingsFile(source=source)
    problems += names_behind_hash(source)
    reader = _Reader(source, problems)
    given = reader.entries(tree, (*_PARTS, "clauses"), "the settings")
    named = reader.roles(given["clauses"]) if "clauses" in given else {}
    values = {key: read(reader, given[key]) for key, read in _PARTS.items() if key in given}
    single = {
        role: places[0][0]
        for role, places in named.items()
        if len(places) == 1 and places[0][0] != NO_CLAUSE
    }
    settings = SetSettings(clauses=MappingProxyType(single), **values)  # type: ignore[arg-type]
    return SettingsFile(source=source, settings=settings, named=named, lines=tree.key_lines)


def settings_in(folder: Path) -> SettingsFile:
    """The settings of a folder, of which nothing else is read; without the file, or with one that
    cannot be read, those of a set that says nothing of itself."""
    try:
        source = SourceFile.of(SETTINGS, (folder / SETTINGS).read_bytes())
    except (OSError, UnicodeDecodeError):
        return SettingsFile()
    return read_settings(source, [])


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads values of one file; what is wrong with one goes to `problems`, with its line."""

    source: SourceFile
    problems: list[Problem]

    def wrong(self, line: int, message: str, severity: Severity = Severity.ERROR) -> None:
        self.problems.append(self.source.problem(line, message, severity))

    def entries(self, node: YamlNode, known: Sequence[str], what: str) -> Mapping[str, YamlNode]:
        """The entries of a mapping whose keys are known; others are told and left out."""
        if node.text or node.items:
            self.wrong(node.line, f"{what} must be lines of `key: value`")
            return {}
        for key in node.entries.keys() - set(known):
            message = f"`{key}` is not a key of {what}{did_you_mean(key, known)}"
            self.wrong(node.key_lines[key], message, Severity.FAULT)
        return {key: value for key, value in node.entries.items() if key in known}

    def text(self, node: YamlNode) -> str:
        if not node.is_text or len(node.text) > LONGEST:
            self.wrong(node.line, f"must be one text of at most {LONGEST} characters")
            return ""
        return " ".join(node.text.split())

    def phrase(self, node: YamlNode) -> Phrase:
        """A text in English, or `en` and `cy`."""
        if node.is_text:
            return Phrase(self.text(node))
        given = self.entries(node, ("en", "cy"), "a text in two languages")
        if "en" not in given:
            self.wrong(node.line, "`en`, the English text, is missing")
        return Phrase(**{key: self.text(value) for key, value in given.items()} or {"en": ""})

    def items(self, node: YamlNode, read: Callable[[YamlNode], Value]) -> tuple[Value, ...]:
        if node.text or node.entries:
            self.wrong(node.line, "must be a list, each item on a line that begins with -")
            return ()
        return tuple(read(item) for item in node.items)

    def roles(self, node: YamlNode) -> Mapping[ClauseRole, tuple[tuple[str, int], ...]]:
        """Every clause written for a role: one, none, or too many for the checker to tell."""
        given = self.entries(node, tuple(ClauseRole), "`clauses`")
        return {
            ClauseRole(key): tuple(
                (text, one.line) for one in value.items or (value,) if (text := self.text(one))
            )
            for key, value in given.items()
        }

    def names(self, node: YamlNode) -> SetNames:
        known = tuple(one.name for one in fields(SetNames))
        given = self.entries(node, known, "`names`")
        return SetNames(**{key: self.phrase(value) for key, value in given.items()})

    def starter(self, node: YamlNode) -> Starter:
        """A question alone, or `ask` with what is shown of it."""
        if node.is_text:
            asked = self.text(node)
            return Starter(asked, Phrase(asked))
        given = self.entries(node, ("ask", "cy", "title", "about"), "a starter")
        if "ask" not in given:
            self.wrong(node.line, "`ask`, the question, is missing")
        asked = self.text(given["ask"]) if "ask" in given else ""
        label = Phrase(asked, self.text(given["cy"]) if "cy" in given else "")
        menu = {}
        for key, most in (("title", _TITLE), ("about", _ABOUT)):
            if key in given:
                menu[key] = self.phrase(given[key])
                if max(len(menu[key].en), len(menu[key].cy)) > most:
                    self.wrong(given[key].line, f"`{key}` has more than {most} characters")
        return Starter(asked, label, **menu)

    def classes(self, node: YamlNode) -> tuple[DataClass, ...]:
        if not node.entries:
            self.wrong(node.line, "must be lines of `name: as staff read it`")
        return tuple(self.data_class(name, one) for name, one in node.entries.items())

    def data_class(self, name: str, node: YamlNode) -> DataClass:
        if not _NAME.fullmatch(name):
            self.wrong(node.line, f"{shown(name)} may hold only lower-case letters and hyphens")
        if node.is_text:
            return DataClass(name, self.phrase(node))
        given = self.entries(node, ("en", "cy", "kind"), "a class of data")
        kind = self.text(given["kind"]) if "kind" in given else DataKind.ORDINARY
        if kind not in list(DataKind):
            self.wrong(given["kind"].line, f"`kind` must be one of {', '.join(DataKind)}")
            kind = DataKind.ORDINARY
        said = {key: self.text(given[key]) for key in ("en", "cy") if key in given}
        return DataClass(name, Phrase(**{"en": "", **said}), DataKind(kind))

    def classifications(self, node: YamlNode) -> Mapping[str, bool]:
        found = {}
        for word, who in node.entries.items():
            if who.text not in KEPT_BACK:
                self.wrong(who.line, f"{shown(word)} must be one of {', '.join(KEPT_BACK)}")
            found[word] = KEPT_BACK.get(who.text, True)
        if not found:
            self.wrong(node.line, "must be lines of `word: all staff` or `word: restricted`")
        return MappingProxyType(found)

    def months(self, node: YamlNode) -> int:
        text = node.text
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
        if not 1 <= number <= _MONTHS:
            self.wrong(node.line, f"must be a whole number of months from 1 to {_MONTHS}")
            return 12
        return number

    def per_cent(self, node: YamlNode) -> int:
        text = node.text
        number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else _ALL + 1
        if number > _ALL:
            self.wrong(node.line, f"must be a whole number of per cent from 0 to {_ALL}")
            return 0
        return number

    def yes(self, node: YamlNode) -> bool:
        if node.text not in ("yes", "no"):
            self.wrong(node.line, "must be yes or no")
        return node.text == "yes"


_PARTS: Mapping[str, Callable[[_Reader, YamlNode], object]] = {
    "names": _Reader.names,
    "contact": _Reader.text,
    "ask_about": _Reader.phrase,
    "starters": lambda reader, node: reader.items(node, reader.starter),
    "objectives": lambda reader, node: reader.items(node, reader.text),
    "categories_of_use": lambda reader, node: reader.items(node, reader.text),
    "data_classes": _Reader.classes,
    "classifications": _Reader.classifications,
    "review_months": _Reader.months,
    "right_first_at_least": _Reader.per_cent,
    "is_model_set": _Reader.yes,
}
"""Every key but `clauses`, with how it is read; the keys are the fields of `SetSettings`."""
