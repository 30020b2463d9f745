"""Footnotes of a page: which link calls which text, whoever wrote the page."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.importing.html.html_tree import Element

_MARK = re.compile(r"[\[(]?\s*(?:\d{1,3}|[*†‡§]{1,3}|[a-z]{1,3})\s*[\])]?", re.IGNORECASE)
_HEADING = re.compile("h[1-6]")
_HOLDERS = frozenset({"li", "aside", "div", "p", "dd", "dt", "td", "section"})


@dataclass(frozen=True, slots=True)
class PageNotes:
    """`calls` names the note that a link (by its id()) calls; `texts` holds the element of each
    note by its name; `backlinks` are links (by id()) that lead back and say nothing."""

    calls: Mapping[int, str]
    texts: Mapping[str, Element]
    backlinks: frozenset[int]


def page_notes(root: Element) -> PageNotes:
    """Find every link with a short mark that leads to a text which leads back to it, or which
    calls itself a footnote."""
    holders = _holders(root)
    links = [e for e in root.walk() if e.tag == "a" and e.get("href").startswith("#")]
    around: dict[int, frozenset[str]] = {}
    _ids_around(root, frozenset(), around)
    calls: dict[int, str] = {}
    texts: dict[str, Element] = {}
    backlinks: set[int] = set()
    for link in links:
        name = link.get("href")[1:]
        target = holders.get(name)
        if target is None or id(link) in backlinks or not _MARK.fullmatch(link.text().strip()):
            continue
        if any(inner is link or _HEADING.fullmatch(inner.tag) for inner in target.walk()):
            continue
        own = around[id(link)] | {e.get("id") or e.get("name") for e in link.walk()} - {""}
        back = [e for e in target.walk() if e.tag == "a" and e.get("href")[1:] in own]
        if back or re.search(r"foot|fn|endnote", f"{name} {target.get('class')}", re.IGNORECASE):
            calls[id(link)] = name
            texts[name] = target
            backlinks |= {id(e) for e in back}
    return PageNotes(calls, texts, frozenset(backlinks))


def _holders(root: Element) -> Mapping[str, Element]:
    """By each id, or an anchor's name, the element that holds a note's text: the one that has it,
    or, where that is inline, the block that it begins."""
    found: dict[str, Element] = {}

    def below(element: Element, block: Element | None) -> None:
        for child in element.elements():
            held = child if child.tag in _HOLDERS else block
            name = child.get("id") or (child.get("name") if child.tag == "a" else "")
            if name and held is not None:
                found.setdefault(name, held)
            below(child, held)

    below(root, None)
    return found


def _ids_around(element: Element, ids: frozenset[str], around: dict[int, frozenset[str]]) -> None:
    """The ids of the inline elements that each link stands in."""
    for child in element.elements():
        inline = child.tag in ("sup", "span", "a", "small", "b", "i")
        below = (ids if inline else frozenset()) | ({child.get("id")} if child.get("id") else set())
        around[id(child)] = frozenset(below)
        _ids_around(child, frozenset(below) if inline else frozenset(), around)
