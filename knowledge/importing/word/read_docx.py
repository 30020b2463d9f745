"""A .docx as a source document: computed, mended, converted by mammoth."""

import io
import re
from collections.abc import Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.source_document import (
    ImportRefusedError,
    NoConverterError,
    Remark,
    SourceDocument,
)
from knowledge.importing.word.fields import resolve_references
from knowledge.importing.word.mend import STYLE_MAP, mend, remove
from knowledge.importing.word.numbering import Label, Numbering
from knowledge.importing.word.styles import Styles
from knowledge.importing.word.word_facts import word_facts
from knowledge.importing.word.word_package import W, WordPackage, value
from knowledge.importing.word.word_remarks import word_remarks
from knowledge.importing.word.word_text import text_of, words_by_place

_CONTENTS = re.compile(r"toc (?:\d|heading)", re.IGNORECASE)


def read_docx(name: str, data: bytes) -> SourceDocument:
    """Raises ImportRefusedError for a file that is damaged, and without the converter."""
    try:
        import mammoth  # noqa: PLC0415 - an optional package
    except ImportError:
        raise NoConverterError("Word", "mammoth") from None
    package = WordPackage.of(data)
    styles = Styles.of(package)
    body = package.trees["word/document.xml"]
    boxed = {p for box in body.iter(W + "txbxContent") for p in box.iter(W + "p")}
    numbering = Numbering.of(package, styles)
    labels: dict[ET.Element, Label] = {}
    levels: dict[ET.Element, int] = {}
    contents = {
        paragraph: "the table of contents"
        for paragraph in body.iter(W + "p")
        if any(_CONTENTS.fullmatch(value(s, "name") or "") for _, s in styles.chain(paragraph))
    }
    for paragraph in body.iter(W + "p"):
        if paragraph in boxed or paragraph in contents:
            continue
        if (label := numbering.label(paragraph)) is not None:
            labels[paragraph] = label
        if (level := styles.heading_level(paragraph)) is not None:
            levels[paragraph] = level
    facts, remarks = dict(word_facts(package)), [*word_remarks(package)]
    title = next((text_of(p).strip() for p, level in levels.items() if level == 0), "")
    if title:
        facts["title"] = title
    printed = {paragraph: label.text for paragraph, label in labels.items()}
    stale = [*resolve_references(package, _bookmarks(labels))]
    words = [*words_by_place(package, printed, contents), *stale]
    remarks += [Remark(one.place, f"{one.left_out} (it showed “{one.text}”)") for one in stale]
    headings = {p: min(level + bool(title), 6) or 1 for p, level in levels.items()}
    remove(body, contents)
    mend(package, labels, headings)
    try:
        html = mammoth.convert_to_html(io.BytesIO(package.written()), style_map=STYLE_MAP).value
    except Exception as error:  # whatever it stumbles over, a person gets words and not a trace
        said = (
            f"The converter cannot read this file ({type(error).__name__}). Save it anew in Word."
        )
        raise ImportRefusedError(said) from error
    return SourceDocument(name, html, words, facts, remarks)


def _bookmarks(labels: Mapping[ET.Element, Label]) -> Mapping[str, str]:
    """What a reference to each bookmark shows: the label of the paragraph that it stands in."""
    return {
        mark.get(W + "name") or "": label.text.rstrip(".:")
        for paragraph, label in labels.items()
        for mark in paragraph.iter(W + "bookmarkStart")
        if label.text
    }
