"""The XML of a Word file made safe for a converter: what it would lose stands where it looks."""

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.list_labels import told_label
from knowledge.importing.word.numbering import Label
from knowledge.importing.word.word_package import MC, XML_SPACE, W, WordPackage, parents

_WRAPPERS = frozenset({W + "customXml", W + "smartTag", W + "bdo", W + "dir"})
_HOSTS = frozenset(
    {W + "body", W + "tc", W + "sdtContent", W + "txbxContent", W + "footnote", W + "endnote"}
)

STYLE_MAP = "\n".join(f"p.ImportHeading{level} => h{level}:fresh" for level in range(1, 7))
"""For mammoth: the styles that `mend` gives to headings."""


def mend(
    package: WordPackage, labels: Mapping[ET.Element, Label], headings: Mapping[ET.Element, int]
) -> None:
    """Change the package in place: `labels` become text, `headings` (1 to 6) get one style each,
    boxes stand after their paragraph, and wrappers that hide text are taken away."""
    roots = [package.trees["word/document.xml"]]
    notes = (package.tree(f"{kind}.xml") for kind in ("footnotes", "endnotes"))
    roots += [tree for tree in notes if tree is not None]
    for paragraph in roots[0].iter(W + "p"):
        _write_label(paragraph, labels.get(paragraph), headings.get(paragraph))
    for root in roots:
        _drop(root, {MC + "Fallback", W + "softHyphen"})
        _unwrap(root, _WRAPPERS)
        _free_boxes(root)
        for hyphen in root.iter(W + "noBreakHyphen"):
            hyphen.tag, hyphen.text = W + "t", "-"
    styles = package.tree("styles.xml")
    if styles is not None:  # numbering stands in the text now: nothing may number it again
        _drop(styles, {W + "numPr"})


def run_of(text: str) -> ET.Element:
    """A run of plain text."""
    run = ET.Element(W + "r")
    inner = ET.SubElement(run, W + "t", {XML_SPACE: "preserve"})
    inner.text = text
    return run


def remove(root: ET.Element, gone: Iterable[ET.Element]) -> None:
    """Take elements out of a tree."""
    above = parents(root)
    for element in gone:
        if element in above:
            above[element].remove(element)


def _write_label(paragraph: ET.Element, label: Label | None, heading: int | None) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None and (label or heading):
        properties = ET.Element(W + "pPr")
        paragraph.insert(0, properties)
    if properties is None:
        return
    for name in ("numPr", "outlineLvl"):
        for element in properties.findall(W + name):
            properties.remove(element)
    if heading or label:
        for element in properties.findall(W + "pStyle"):
            properties.remove(element)
    if heading:
        style = ET.Element(W + "pStyle", {W + "val": f"ImportHeading{heading}"})
        properties.insert(0, style)
    if label is None:
        return
    at = list(paragraph).index(properties) + 1
    if not heading and (label.text or label.is_bullet):
        paragraph.insert(at, run_of(told_label(label.text, label.level + 1)))
    elif label.text:
        paragraph.insert(at, run_of(f"{label.text} "))


def _drop(root: ET.Element, tags: set[str]) -> None:
    for parent in root.iter():
        for child in [one for one in parent if one.tag in tags]:
            parent.remove(child)


def _unwrap(root: ET.Element, tags: frozenset[str]) -> None:
    """Put the children of wrappers in their place, the outermost first."""
    again = True
    while again:
        again = False
        for parent in [*root.iter()]:
            for child in [one for one in parent if one.tag in tags]:
                at = list(parent).index(child)
                parent.remove(child)
                for offset, inner in enumerate(child):
                    parent.insert(at + offset, inner)
                again = True


def _free_boxes(root: ET.Element) -> None:
    """Move what stands in text boxes behind the paragraph that the box hangs on."""
    while (box := next(root.iter(W + "txbxContent"), None)) is not None:
        above = parents(root)
        holder = above[box]  # the drawing, up to the run that holds it
        while above[holder].tag not in (W + "p", *_HOSTS):
            holder = above[holder]
        block = above[holder] if above[holder].tag == W + "p" else holder
        while above[block].tag not in _HOSTS:
            block = above[block]
        host = above[block]
        at = list(host).index(block) + 1
        for offset, child in enumerate(list(box)):
            host.insert(at + offset, child)
        above[holder].remove(holder)
