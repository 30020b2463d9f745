"""The words of a Word file by place, read from its XML and from nothing that a converter made."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.source_document import SourceWords
from knowledge.importing.word.word_package import MC, A, W, WordPackage

_DELETED = {W + "del": "a deletion that is tracked", W + "moveFrom": "text that was moved away"}


def text_of(element: ET.Element) -> str:
    """The live text below an element: no deletions, each paragraph and cell apart."""
    parts: list[str] = []
    for child in element:
        tag = child.tag
        if tag in _DELETED or tag == MC + "Fallback" or tag == W + "txbxContent":
            continue
        if tag == W + "t":
            parts.append(child.text or "")
        elif tag in (W + "tab", W + "br", W + "cr"):
            parts.append(" ")
        elif tag == W + "noBreakHyphen":
            parts.append("-")
        else:
            gap = " " if tag in (W + "p", W + "tc", W + "tr") else ""
            parts.append(f"{gap}{text_of(child)}{gap}")
    return "".join(parts)


def words_by_place(
    package: WordPackage, labels: Mapping[ET.Element, str], skipped: Mapping[ET.Element, str]
) -> Iterator[SourceWords]:
    """Every text of the file: paragraphs with their `labels`, boxes, notes; and, left out with
    the reason, what is `skipped`, deletions, comments, headers, footers and drawings of text."""
    body = package.trees["word/document.xml"]
    yield from _paragraphs(body, "", labels, skipped)
    for kind in ("footnotes", "endnotes"):
        tree = package.tree(f"{kind}.xml")
        for note in tree if tree is not None else ():
            if note.get(W + "type") is None:
                yield from _paragraphs(note, f"{kind[:-1]} {note.get(W + 'id')}", {}, {})
    for _, comments in package.named(r"comments\.xml"):
        for comment in comments:
            who = f"comment {comment.get(W + 'id')}"
            yield SourceWords(who, text_of(comment), "a comment")
    for kind in ("header", "footer"):
        seen: set[str] = set()
        for _, tree in package.named(rf"{kind}\d*\.xml"):
            text = text_of(tree).strip()
            if text and text not in seen:
                seen.add(text)
                yield SourceWords(kind, text, f"the {kind} of the pages")
    for name, tree in package.named(r"diagrams/data\d*\.xml"):
        text = " ".join(e.text or "" for e in tree.iter(A + "t")).strip()
        if text:
            yield SourceWords(name.rpartition("/")[2], text, "a SmartArt drawing")


def _paragraphs(
    root: ET.Element,
    place: str,
    labels: Mapping[ET.Element, str],
    skipped: Mapping[ET.Element, str],
) -> Iterator[SourceWords]:
    number = 0
    for paragraph, boxed in _walk(root, False):
        text = text_of(paragraph).strip()
        number += bool(text)
        begins = " ".join(text.split()[:6])
        where = place or f"{'text box, ' if boxed else ''}paragraph {number} (“{begins} …”)"
        if text:
            shown = f"{labels.get(paragraph, '')} {text}".strip()
            yield SourceWords(where, shown, skipped.get(paragraph, ""))
        for deleted in _deleted(paragraph):
            words = "".join(
                e.text or "" for e in deleted.iter() if e.tag in (W + "delText", W + "t")
            ).strip()
            if words:
                yield SourceWords(where, words, _DELETED[deleted.tag])


def _walk(element: ET.Element, boxed: bool) -> Iterator[tuple[ET.Element, bool]]:
    """Paragraphs in document order; those of a box come after the one that it hangs on."""
    for child in element:
        if child.tag == MC + "Fallback":
            continue
        if child.tag == W + "p":
            yield child, boxed
            yield from _walk(child, True)
        else:
            yield from _walk(child, boxed)


def _deleted(element: ET.Element) -> Iterator[ET.Element]:
    """Deletions of a paragraph, without those of a box that hangs on it."""
    for child in element:
        if child.tag in _DELETED:
            yield child
        elif child.tag not in (W + "txbxContent", MC + "Fallback"):
            yield from _deleted(child)
