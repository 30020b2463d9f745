"""An .odt file: parts of XML in a zip archive, every one of which must parse."""

import io
import zipfile
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.source_document import ImportRefusedError

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
T, TABLE, OFFICE, DRAW, STYLE, FORM = (
    f"{{{_NS}{name}:1.0}}" for name in ("text", "table", "office", "drawing", "style", "form")
)
FO, SVG = (f"{{{_NS}{name}-compatible:1.0}}" for name in ("xsl-fo", "svg"))
XLINK = "{http://www.w3.org/1999/xlink}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

MOST_BYTES = 200 * 1024 * 1024


def open_odt(data: bytes) -> Mapping[str, ET.Element]:
    """The trees of the parts by name, `content.xml` among them. Raises ImportRefusedError for
    what is no OpenDocument text, is encrypted or damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise ImportRefusedError("The file unpacks to more than 200 MB.")
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            trees = {name: _parsed(archive.read(name)) for name in names}
        body = trees["content.xml"].find(f"{OFFICE}body/{OFFICE}text")
    except (zipfile.BadZipFile, KeyError, RuntimeError, ET.ParseError, OSError) as error:
        said = "This is no OpenDocument text that can be opened: it is damaged or has a password."
        raise ImportRefusedError(said) from error
    if body is None:
        raise ImportRefusedError("This OpenDocument file is no text document.")
    return trees


def _parsed(content: bytes) -> ET.Element:
    if b"<!ENTITY" in content:
        raise ImportRefusedError("The file declares entities, which no text document does.")
    return ET.fromstring(content)  # noqa: S314 - no entities


def attribute(element: ET.Element, name: str) -> str:
    """An attribute by its name in whatever namespace: those that LibreOffice adds move from its
    own to the standard's. "" where it is not there."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")
