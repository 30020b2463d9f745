"""Which reader takes which file."""

from collections.abc import Callable, Mapping
from pathlib import PurePath

from knowledge.importing.odt.read_odt import read_odt
from knowledge.importing.read_html import read_html, read_markdown
from knowledge.importing.read_others import read_pdf, read_rst
from knowledge.importing.source_document import ImportRefusedError, SourceDocument
from knowledge.importing.word.read_docx import read_docx

READERS: Mapping[str, Callable[[str, bytes], SourceDocument]] = {
    ".docx": read_docx,
    ".odt": read_odt,
    ".html": read_html,
    ".htm": read_html,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".rst": read_rst,
    ".pdf": read_pdf,
}

LARGEST = 40 * 1024 * 1024
"""In bytes; a policy with photographs is smaller."""


def read_document(name: str, data: bytes) -> SourceDocument:
    """Read a document by the end of its name. Raises ImportRefusedError with what to do."""
    ending = PurePath(name).suffix.lower()
    if ending == ".doc":
        raise ImportRefusedError("This is an old Word file. Open it in Word and save it as .docx.")
    reader = READERS.get(ending)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise ImportRefusedError(f"Files that end in {ending or 'nothing'} are not read: {known}.")
    if len(data) > LARGEST:
        raise ImportRefusedError("The file is larger than 40 MB. Take its pictures out first.")
    if not data.strip():
        raise ImportRefusedError("The file is empty.")
    return reader(PurePath(name).name, data)
