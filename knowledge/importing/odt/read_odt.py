"""An .odt as a source document: computed, named, written as HTML."""

from knowledge.importing.odt.odt_facts import odt_facts
from knowledge.importing.odt.odt_html import OdtHtml
from knowledge.importing.odt.odt_numbering import number_paragraphs
from knowledge.importing.odt.odt_package import OFFICE, open_odt
from knowledge.importing.odt.odt_references import resolve_references
from knowledge.importing.odt.odt_remarks import odt_remarks
from knowledge.importing.odt.odt_styles import OdtStyles
from knowledge.importing.odt.odt_text import words_by_place
from knowledge.importing.source_document import (
    ImportRefusedError,
    Remark,
    SourceDocument,
)


def read_odt(name: str, data: bytes) -> SourceDocument:
    """Raises ImportRefusedError for what is no OpenDocument text, is encrypted or damaged."""
    trees = open_odt(data)
    content = trees["content.xml"]
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise ImportRefusedError("This OpenDocument file is no text document.")
    styles = OdtStyles([content, *([trees["styles.xml"]] if "styles.xml" in trees else [])])
    labels = number_paragraphs(body, styles)
    facts, remarks = odt_facts(trees, body), [*odt_remarks(body, styles)]
    stale = [*resolve_references(body, labels)]
    words = [*words_by_place(trees, body, labels), *stale]
    remarks += [Remark(one.place, f"{one.left_out} (it showed “{one.text}”)") for one in stale]
    writer = OdtHtml(styles, labels)
    html = writer.page(body)
    if writer.title:
        facts["title"] = writer.title
    return SourceDocument(name, html, words, facts, remarks)
