"""What the styles of an OpenDocument file say of a paragraph or a stretch of text."""

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from knowledge.importing.odt.odt_package import FO, STYLE, T

_LEVELS = frozenset(T + f"list-level-style-{kind}" for kind in ("number", "bullet", "image")) | {
    T + "outline-level-style"
}
_CHAIN = 20
"""Parents of a style that are looked at; a file may name a circle."""


class OdtStyles:
    """The styles of a document, those made on the way (`content.xml`) before those with names."""

    def __init__(self, trees: Iterable[ET.Element]) -> None:
        self.outline: dict[int, ET.Element] = {}
        self._lists: dict[str, dict[int, ET.Element]] = {}
        self._styles: dict[str, ET.Element] = {}
        for tree in trees:
            for outline in tree.iter(T + "outline-style"):
                self.outline = _levels(outline)
            for one in tree.iter(T + "list-style"):
                self._lists.setdefault(one.get(STYLE + "name") or "", _levels(one))
            for style in tree.iter(STYLE + "style"):
                self._styles.setdefault(style.get(STYLE + "name") or "", style)

    def list_levels(self, name: str) -> dict[int, ET.Element]:
        """The levels of a list style, from 1 on; empty for a name that is not known."""
        return self._lists.get(name, {})

    def is_title(self, name: str) -> bool:
        return any("Title" in (each, style.get(STYLE + "display-name") or "")
                   for each, style in self._chain(name)) or name == "Title"  # fmt: skip

    def is_bold(self, name: str) -> bool:
        return self._text_property(name, FO + "font-weight") in ("bold", "600", "700", "800", "900")

    def is_slanted(self, name: str) -> bool:
        return self._text_property(name, FO + "font-style") in ("italic", "oblique")

    def is_hidden(self, name: str) -> bool:
        return self._text_property(name, T + "display") == "none"

    def numbers_nothing(self, name: str) -> bool:
        """Whether the style takes a heading out of the numbering of headings."""
        named = (style.get(STYLE + "list-style-name") for _, style in self._chain(name))
        return next((found for found in named if found is not None), None) == ""

    def _text_property(self, name: str, key: str) -> str:
        for _, style in self._chain(name):
            properties = style.find(STYLE + "text-properties")
            if properties is not None and (found := properties.get(key)):
                return found
        return ""

    def _chain(self, name: str) -> Iterator[tuple[str, ET.Element]]:
        for _ in range(_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield name, style
            name = style.get(STYLE + "parent-style-name") or ""


def _levels(holder: ET.Element) -> dict[int, ET.Element]:
    found = (e for e in holder if e.tag in _LEVELS)
    return {int(e.get(T + "level") or 1): e for e in found}
