"""Cross-references: what Word keeps of them may be stale or empty, so it is computed anew."""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from knowledge.importing.source_document import SourceWords
from knowledge.importing.word.mend import run_of
from knowledge.importing.word.word_package import W, WordPackage, parents

_REFERENCE = re.compile(r"\s*(?:REF\s+)?(\S+).*\\[rnw]\b", re.DOTALL)


def resolve_references(package: WordPackage, labels: Mapping[str, str]) -> Iterator[SourceWords]:
    """Write the label of the paragraph that a reference leads to (`labels` by bookmark) in place
    of what was kept, and give what was kept where the two differ. Simple fields are unwrapped on
    the way."""
    root = package.trees["word/document.xml"]
    for simple in [*root.iter(W + "fldSimple")]:
        instruction = simple.get(W + "instr") or ""
        kept = "".join(e.text or "" for e in simple.iter(W + "t"))
        label, mark = _target(instruction, labels)
        above = parents(root)
        parent = above[simple]
        at = list(parent).index(simple)
        inner = [_link(mark, [run_of(label)])] if label else list(simple)
        parent.remove(simple)
        for offset, child in enumerate(inner):
            parent.insert(at + offset, child)
        yield from _differs(kept, label, mark)
    for paragraph in root.iter(W + "p"):
        yield from _complex_fields(paragraph, labels)


def _complex_fields(paragraph: ET.Element, labels: Mapping[str, str]) -> Iterator[SourceWords]:
    """Fields of the kind begin, instruction, separate, result, end, inside one paragraph."""
    instruction, result, state = "", list[ET.Element](), ""
    for run in [*paragraph.findall(W + "r")]:
        mark = run.find(W + "fldChar")
        kind = mark.get(W + "fldCharType") if mark is not None else ""
        if kind == "begin":
            instruction, result, state = "", [], "instruction"
        elif kind == "separate" and state:
            state = "result"
        elif kind == "end" and state:
            label, name = _target(instruction, labels)
            if label:
                kept = "".join(e.text or "" for one in result for e in one.iter(W + "t"))
                at = list(paragraph).index(run)
                for one in result:
                    paragraph.remove(one)
                paragraph.insert(at - len(result), _link(name, [run_of(label)]))
                yield from _differs(kept, label, name)
            state = ""
        elif state == "instruction":
            instruction += "".join(e.text or "" for e in run.iter(W + "instrText"))
        elif state == "result":
            result.append(run)


def _target(instruction: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """The label that a reference to a number shows, and its bookmark; "" for other fields."""
    if not instruction.strip().upper().startswith("REF "):
        return "", ""
    found = _REFERENCE.match(instruction)
    name = found[1] if found else ""
    return labels.get(name, ""), name


def _link(bookmark: str, runs: list[ET.Element]) -> ET.Element:
    link = ET.Element(W + "hyperlink", {W + "anchor": bookmark})
    link.extend(runs)
    return link


def _differs(kept: str, label: str, mark: str) -> Iterator[SourceWords]:
    if label and kept.strip().rstrip(".") != label:
        said = f"a cross-reference that was out of date: it leads to {label}, which is written"
        yield SourceWords(f"reference {mark}", kept, said)
