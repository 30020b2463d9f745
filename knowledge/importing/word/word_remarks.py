"""What of a Word file a person must decide: nothing of it is taken, or left, without a word."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from knowledge.importing.source_document import Remark
from knowledge.importing.word.word_package import W, WordPackage, is_on
from knowledge.importing.word.word_text import text_of


def word_remarks(package: WordPackage) -> Iterator[Remark]:
    """Tracked insertions, hidden text, unfilled fields, parts that are not read."""
    body = package.trees["word/document.xml"]
    for tag, what in (("ins", "inserted"), ("moveTo", "moved here")):
        for change in body.iter(W + tag):
            words = _words(change)
            if words:
                who = change.get(W + "author") or "somebody"
                said = f"{what} with changes tracked by {who}, and taken as accepted: “{words}”"
                yield Remark("tracked change", said)
    deleted = [p for p in body.iter(W + "p") if p.find(f"{W}pPr/{W}rPr/{W}del") is not None]
    if deleted:
        said = f"{len(deleted)} deleted paragraphs are tracked; numbers count them until they are "
        yield Remark("tracked change", f"{said}accepted in Word, so accept all changes first")
    for run in body.iter(W + "r"):
        if is_on(run, "rPr/vanish") and _words(run):
            yield Remark("hidden text", f"text that Word hides is taken: “{_words(run)}”")
    for control in body.iter(W + "sdt"):
        if is_on(control, "sdtPr/showingPlcHdr"):
            yield Remark("form field", f"a field was never filled in: “{_words(control)}”")
    if any(True for _ in body.iter(W + "altChunk")):
        said = "the file holds another file inside it, which is not read: open it in Word, save it"
        yield Remark("", f"{said}, and import it again")
    if package.tree("comments.xml") is not None and len(package.trees["word/comments.xml"]):
        count = len(package.trees["word/comments.xml"])
        yield Remark(
            "comments", f"{count} comments are not part of the text; they are listed below"
        )


def _words(element: ET.Element) -> str:
    words = text_of(element).split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")
