"""The parts of a .docx, each parsed before anything is believed."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from knowledge.importing.source_document import ImportRefusedError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

MOST_BYTES = 200 * 1024 * 1024
"""Of all parts together when unpacked: a small file may claim to hold far more."""

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(slots=True)
class WordPackage:
    """A .docx: the trees of its XML parts by name, and the bytes of the others."""

    trees: dict[str, ET.Element]
    others: dict[str, bytes]

    @classmethod
    def of(cls, data: bytes) -> "WordPackage":
        """Raises ImportRefusedError for what is no .docx, is encrypted, or breaks half-way: a
        part that is cut short would lose its end without a word."""
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                    raise ImportRefusedError("The file unpacks to more than 200 MB.")
                parts = {name: archive.read(name) for name in archive.namelist()}
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
            said = "This is no Word file that can be opened: it is damaged, has a password, or is "
            raise ImportRefusedError(f"{said}an old .doc. Save it as .docx.") from error
        if "word/document.xml" not in parts:
            raise ImportRefusedError("This is no Word file: it has no text. Save it as .docx.")
        if _STRICT in parts["word/document.xml"][:4000]:
            said = 'This is a "Strict Open XML" file. Save it as "Word document (.docx)".'
            raise ImportRefusedError(said)
        trees: dict[str, ET.Element] = {}
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                trees[name] = _parsed(name, content)
        others = {name: content for name, content in parts.items() if name not in trees}
        return cls(trees, others)

    def tree(self, name: str) -> ET.Element | None:
        return self.trees.get(f"word/{name}")

    def named(self, pattern: str) -> Iterator[tuple[str, ET.Element]]:
        """The XML parts whose name inside `word/` matches, in the order of their names."""
        for name in sorted(self.trees):
            if re.fullmatch(pattern, name.removeprefix("word/")):
                yield name, self.trees[name]

    def written(self) -> bytes:
        """The package as a .docx again."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, tree in self.trees.items():
                archive.writestr(name, ET.tostring(tree, encoding="utf-8", xml_declaration=True))
            for name, content in self.others.items():
                archive.writestr(name, content)
        return buffer.getvalue()


def _parsed(name: str, content: bytes) -> ET.Element:
    if b"<!DOCTYPE" in content[:2000] or b"<!ENTITY" in content:
        raise ImportRefusedError(f"The part {name} declares entities, which no Word file does.")
    try:
        return ET.fromstring(content)  # noqa: S314 - no DOCTYPE, so no entities
    except ET.ParseError as error:
        said = f"The part {name} of the file breaks off or is damaged ({error}). "
        raise ImportRefusedError(f"{said}Open it in Word, repair it and save it again.") from error


def value(element: ET.Element | None, path: str) -> str | None:
    """The `val` of what lies at a path such as `pPr/numPr/numId`; None where it is not."""
    found = (
        element.find("/".join(W + part for part in path.split("/")))
        if element is not None
        else None
    )
    return None if found is None else found.get(W + "val")


def is_on(element: ET.Element | None, path: str) -> bool:
    """Whether a toggle such as `rPr/vanish` is there and not switched off."""
    found = (
        element.find("/".join(W + part for part in path.split("/")))
        if element is not None
        else None
    )
    return found is not None and found.get(W + "val") not in ("0", "false", "off")


def parents(root: ET.Element) -> dict[ET.Element, ET.Element]:
    """The parent of every element."""
    return {child: parent for parent in root.iter() for child in parent}
