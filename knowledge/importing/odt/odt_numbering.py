"""The numbers of headings and list points of an OpenDocument text, which stand in no text.

The rules are those of OpenDocument 1.3 part 3, 5.3: a list goes on from the one that it names or,
if it says so, from the last one of its style; deeper levels begin anew below each point; a point
may say where its count starts. A heading in a numbered list has that list's number.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge.importing.list_labels import number_as
from knowledge.importing.odt.odt_package import STYLE, XML_ID, T, attribute
from knowledge.importing.odt.odt_styles import OdtStyles

_FORMS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "": "none",
}
_ITEMS = (T + "list-item", T + "list-header")

Levels = Mapping[int, ET.Element]
Counts = dict[int, int]


@dataclass(frozen=True, slots=True)
class OdtLabel:
    """What stands before a heading (`level` 0) or a list point (`level` from 1 on): `2.1`,
    `(a)`, "" for a bullet."""

    text: str
    level: int


def number_paragraphs(body: ET.Element, styles: OdtStyles) -> Mapping[ET.Element, OdtLabel]:
    """The label of every heading and list point that has one."""
    counter = _Counter(styles)
    counter.count(body)
    return counter.labels


@dataclass(frozen=True, slots=True)
class _ListPlace:
    """Where in a list the walk is: its counts by level, its style, and how deep."""

    counts: Counts
    style: str
    depth: int


@dataclass(slots=True)
class _Counter:
    styles: OdtStyles
    labels: dict[ET.Element, OdtLabel] = field(default_factory=dict)
    _headings: Counts = field(default_factory=dict)
    _by_id: dict[str, Counts] = field(default_factory=dict)
    _by_style: dict[str, Counts] = field(default_factory=dict)

    def count(self, element: ET.Element) -> None:
        for child in element:
            if child.tag == T + "tracked-changes":
                continue
            if child.tag == T + "list":
                self._list(child, self._begun(child))
                continue
            if child.tag == T + "h":
                self._heading(child)
            self.count(child)

    def _begun(self, element: ET.Element) -> _ListPlace:
        style = element.get(T + "style-name") or ""
        earlier = self._by_id.get(element.get(T + "continue-list") or "")
        if earlier is None and element.get(T + "continue-numbering") == "true":
            earlier = self._by_style.get(style)
        return _ListPlace({} if earlier is None else earlier, style, 1)

    def _list(self, element: ET.Element, place: _ListPlace) -> None:
        if name := element.get(XML_ID):
            self._by_id[name] = place.counts
        self._by_style[place.style] = place.counts
        for item in element:
            if item.tag in _ITEMS:
                self._item(item, place)

    def _item(self, item: ET.Element, place: _ListPlace) -> None:
        levels = self.styles.list_levels(item.get(T + "style-override") or place.style)
        unlabelled = item.tag == T + "list-header"
        has_list = False
        for child in item:
            if child.tag == T + "list":
                if has_list and child.get(T + "continue-numbering") != "true":
                    _forget(place.counts, place.depth + 1)
                has_list = True
                style = child.get(T + "style-name") or place.style
                self._list(child, _ListPlace(place.counts, style, place.depth + 1))
                continue
            if child.tag in (T + "p", T + "h") and not unlabelled:
                unlabelled = True
                self._point(child, item, levels, place)
            elif child.tag == T + "h":
                self._heading(child)
            self.count(child)

    def _point(
        self, paragraph: ET.Element, item: ET.Element, levels: Levels, place: _ListPlace
    ) -> None:
        definition = levels.get(place.depth)
        starts = item.get(T + "start-value")
        _step(place.counts, place.depth, definition, starts)
        numbered = definition is not None and definition.tag == T + "list-level-style-number"
        if paragraph.tag == T + "h":
            if numbered:
                label = _label(levels, place.depth, place.counts)
                self.labels[paragraph] = OdtLabel(label, 0)
            else:
                self._heading(paragraph)
            return
        label = _label(levels, place.depth, place.counts) if numbered else ""
        self.labels[paragraph] = OdtLabel(label, place.depth)

    def _heading(self, heading: ET.Element) -> None:
        level = heading_level(heading)
        definition = self.styles.outline.get(level)
        if definition is None or heading.get(T + "is-list-header") == "true":
            return
        if self.styles.numbers_nothing(heading.get(T + "style-name") or ""):
            return
        restart = heading.get(T + "start-value")
        if restart is None and heading.get(T + "restart-numbering") == "true":
            _forget(self._headings, level)
        _step(self._headings, level, definition, restart)
        if label := _label(self.styles.outline, level, self._headings):
            self.labels[heading] = OdtLabel(label, 0)


def heading_level(heading: ET.Element) -> int:
    """From 1 on."""
    said = heading.get(T + "outline-level") or "1"
    return max(int(said), 1) if said.isdigit() else 1


def _step(counts: Counts, level: int, definition: ET.Element | None, starts: str | None) -> None:
    if starts:
        counts[level] = int(starts)
    elif level in counts:
        counts[level] += 1
    else:
        counts[level] = _first(definition)
    _forget(counts, level + 1)


def _first(definition: ET.Element | None) -> int:
    return int(definition.get(T + "start-value") or 1) if definition is not None else 1


def _forget(counts: Counts, level: int) -> None:
    """Levels from `level` on begin anew."""
    for deeper in [one for one in counts if one >= level]:
        counts.pop(deeper)


def _label(levels: Levels, level: int, counts: Counts) -> str:
    definition = levels[level]

    def number(at: int) -> str:
        form = levels[at].get(STYLE + "num-format") if at in levels else "1"
        return number_as(counts.get(at, _first(levels.get(at))), _FORMS.get(form or "", "decimal"))

    if not definition.get(STYLE + "num-format"):
        return ""
    if pattern := attribute(definition, "num-list-format"):  # LibreOffice since 7.2
        return re.sub(r"%(\d+)%", lambda found: number(int(found[1])), pattern).strip()
    shown = int(definition.get(T + "display-levels") or 1)
    numbers = [number(at) for at in range(max(level - shown, 0) + 1, level + 1)]
    before = definition.get(STYLE + "num-prefix") or ""
    after = definition.get(STYLE + "num-suffix") or ""
    return f"{before}{'.'.join(filter(None, numbers))}{after}".strip()
