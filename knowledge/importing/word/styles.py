"""What a paragraph's style says of it: whether it is a heading, and its numbering."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from knowledge.importing.word.word_package import W, WordPackage, value

_HEADING = re.compile(r"heading (\d)")


@dataclass(slots=True)
class Styles:
    """The styles of a document by their ids."""

    by_id: dict[str, ET.Element] = field(default_factory=dict)
    usual: str | None = None

    @classmethod
    def of(cls, package: WordPackage) -> "Styles":
        tree = package.tree("styles.xml")
        found = tree.iter(W + "style") if tree is not None else ()
        by_id = {style.get(W + "styleId") or "": style for style in found}
        usual = next(
            (
                name
                for name, style in by_id.items()
                if style.get(W + "default") in ("1", "true")
                and style.get(W + "type") == "paragraph"
            ),
            None,
        )
        return cls(by_id, usual)

    def chain(self, paragraph: ET.Element) -> Iterator[tuple[str, ET.Element]]:
        """The paragraph's style and those that it is based on, the nearest first."""
        name = value(paragraph, "pPr/pStyle") or self.usual
        seen: set[str] = set()
        while name and name in self.by_id and name not in seen:
            seen.add(name)
            yield name, self.by_id[name]
            name = value(self.by_id[name], "basedOn")

    def heading_level(self, paragraph: ET.Element) -> int | None:
        """1 to 9 for a heading, by the name of a style of its chain or by its outline level;
        0 for the title; None for text."""
        outline = value(paragraph, "pPr/outlineLvl")
        for _, style in self.chain(paragraph):
            name = (value(style, "name") or "").lower()
            if heading := _HEADING.fullmatch(name):
                return int(heading[1])
            if name == "title":
                return 0
            outline = outline or value(style, "pPr/outlineLvl")
        return int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None
