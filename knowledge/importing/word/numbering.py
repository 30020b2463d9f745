"""Word's automatic numbers, computed: they stand in no text, and no converter gives them.

The rules are those of ECMA-376 part 1, 17.9: counters belong to the abstract list, a paragraph's
own numbering beats its style's, `startOverride` restarts once, and deeper levels begin anew
unless `lvlRestart` says otherwise. Empty and deleted paragraphs count.
"""

import re
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge.importing.list_labels import number_as
from knowledge.importing.word.styles import Styles
from knowledge.importing.word.word_package import W, WordPackage, value


@dataclass(frozen=True, slots=True)
class Label:
    """What Word prints before a paragraph: `2.1`, `(a)`, `•`; `level` counts from 0."""

    text: str
    level: int
    is_bullet: bool = False


@dataclass(slots=True)
class Numbering:
    """Counts through a document: ask for each paragraph once, in document order."""

    styles: Styles
    abstract: dict[str, ET.Element] = field(default_factory=dict)
    lists: dict[str, ET.Element] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _used: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, package: WordPackage, styles: Styles) -> "Numbering":
        tree = package.tree("numbering.xml")
        if tree is None:
            return cls(styles)
        return cls(
            styles,
            {e.get(W + "abstractNumId") or "": e for e in tree.iter(W + "abstractNum")},
            {e.get(W + "numId") or "": e for e in tree.iter(W + "num")},
        )

    def label(self, paragraph: ET.Element) -> Label | None:
        """The paragraph's label, counted; None for one without a number."""
        numbered = self._numbered(paragraph)
        if numbered is None:
            return None
        number, level = numbered
        definition = self._level(number, level)
        self._count(number, level)
        form = value(definition, "numFmt") or "decimal"
        text = value(definition, "lvlText") or ""
        if form == "bullet" or definition is None:
            return Label("", level, is_bullet=True)
        legal = definition.find(W + "isLgl") is not None
        counts = self._counts[self._abstract_id(number)]

        def counted(found: re.Match[str]) -> str:
            below = int(found[1]) - 1
            its_form = value(self._level(number, below), "numFmt") or "decimal"
            reached = counts.get(below, self._start(number, below))
            return number_as(reached, "decimal" if legal else its_form)

        return Label(re.sub(r"%(\d)", counted, text).strip(), level)

    def _numbered(self, paragraph: ET.Element) -> tuple[str, int] | None:
        number = value(paragraph, "pPr/numPr/numId")
        level = value(paragraph, "pPr/numPr/ilvl")
        for name, style in self.styles.chain(paragraph):
            if number is not None:
                break
            number = value(style, "pPr/numPr/numId")
            if number is not None and level is None:
                level = value(style, "pPr/numPr/ilvl") or self._level_of_style(number, name)
        if number in (None, "", "0") or number not in self.lists:
            return None
        if self._abstract_id(number) not in self.abstract:
            return None
        return number, int(level) if level and level.isdigit() else 0

    def _level_of_style(self, number: str, style: str) -> str:
        """The level that names the style, where the style itself names none."""
        abstract = self.abstract.get(self._abstract_id(number))
        levels = abstract.findall(W + "lvl") if abstract is not None else ()
        named = (e.get(W + "ilvl") for e in levels if value(e, "pStyle") == style)
        return next(named, None) or "0"

    def _abstract_id(self, number: str) -> str:
        found = value(self.lists.get(number), "abstractNumId") or ""
        for _ in range(5):
            link = value(self.abstract.get(found), "numStyleLink")
            if not link:
                break
            linked = value(self.styles.by_id.get(link), "pPr/numPr/numId") or ""
            found = value(self.lists.get(linked), "abstractNumId") or found
        return found

    def _overrides(self, number: str, level: int) -> list[ET.Element]:
        found = self.lists[number].findall(W + "lvlOverride")
        return [e for e in found if e.get(W + "ilvl") == str(level)]

    def _level(self, number: str, level: int) -> ET.Element | None:
        for override in self._overrides(number, level):
            if (own := override.find(W + "lvl")) is not None:
                return own
        levels = self.abstract[self._abstract_id(number)].findall(W + "lvl")
        return next((e for e in levels if e.get(W + "ilvl") == str(level)), None)

    def _start(self, number: str, level: int) -> int:
        for override in self._overrides(number, level):
            if start := value(override, "startOverride"):
                return int(start)
        return int(value(self._level(number, level), "start") or 1)

    def _count(self, number: str, level: int) -> None:
        counts = self._counts.setdefault(self._abstract_id(number), {})
        overridden = any(value(e, "startOverride") for e in self._overrides(number, level))
        if (number, level) not in self._used and overridden:
            counts.pop(level, None)
        self._used.add((number, level))
        counts[level] = counts[level] + 1 if level in counts else self._start(number, level)
        for deeper in [one for one in counts if one > level]:
            restart = value(self._level(number, deeper), "lvlRestart")
            if restart is None or (restart != "0" and level < int(restart)):
                counts.pop(deeper)
