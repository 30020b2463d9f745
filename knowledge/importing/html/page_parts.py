"""What of a web page is its text, and why the rest is left out."""

import re
from collections.abc import Callable, Iterator

from knowledge.importing.html.html_notes import PageNotes
from knowledge.importing.html.html_tree import Element

SILENT = frozenset("script style head link meta title noscript svg math".split())
_LEFT_OUT = {
    "nav": "a menu",
    "footer": "the page's footer",
    "template": "a template",
    "button": "a button",
    "select": "a choice of a form",
    "textarea": "a box of a form",
    "dialog": "a dialog",
    "iframe": "a frame",
    "object": "an object",
    "video": "a video",
    "audio": "a sound",
}
_ROLES = {
    "navigation": "a menu",
    "contentinfo": "the page's footer",
    "banner": "the page's header",
    "textbox": "a box of a form",
}
_MENUS = frozenset({"toc", "toc-macro", "breadcrumb", "breadcrumbs", "breadcrumb-section"})
"""What wikis call their tables of contents and the way to a page, by class or id."""

_MAIN = frozenset({"main-content", "wiki-content", "mw-parser-output"})
"""What wikis call the main part of a page, by class or id."""

_HIDDEN = re.compile(r"display:none|visibility:hidden")
STRUCK = {"del": "deleted text", "s": "text struck out", "strike": "text struck out"}


def why_left_out(element: Element) -> str:
    """Why nothing below an element is taken; "" where it is taken."""
    style = element.get("style").replace(" ", "").lower()
    if "hidden" in element.attributes or _HIDDEN.search(style):
        return "hidden on the page"
    if "system-message" in element.get("class").split():
        return "a message of docutils"
    if element.tag in STRUCK:
        return STRUCK[element.tag]
    if element.tag == "header" and not any(e.tag in ("h1", "h2") for e in element.walk()):
        return "the page's header"
    if not _MENUS.isdisjoint(_names(element)):
        return "a menu"
    return _LEFT_OUT.get(element.tag, "") or _ROLES.get(element.get("role"), "")


def _names(element: Element) -> list[str]:
    """Its id and its classes."""
    return [element.get("id"), *element.get("class").split()]


def main_part(root: Element) -> Element:
    """The part of a page that is no frame around it; the body where none is marked."""
    marked: tuple[Callable[[Element], bool], ...] = (
        lambda e: not _MAIN.isdisjoint(_names(e)),
        lambda e: e.tag == "main" or e.get("role") == "main",
        lambda e: e.tag == "article",
    )
    for is_main in marked:
        found = [e for e in root.walk() if is_main(e)]
        if len(found) == 1:
            return found[0]
    return next((e for e in root.walk() if e.tag == "body"), root)


def outside_of(root: Element, body: Element) -> Iterator[Element]:
    """The outermost elements that do not hold the main part."""
    for child in root.elements():
        if child is body or child.tag in SILENT:
            continue
        if any(inner is body for inner in child.walk()):
            yield from outside_of(child, body)
        else:
            yield child


def silenced_in(notes: PageNotes, holder: Element) -> dict[int, str]:
    """Inside a note its links back, and the label that repeats its number, say nothing."""
    silent = {
        id(e): ""
        for e in holder.walk()
        if id(e) in notes.backlinks or "label" in e.get("class").split() or e.tag == "dt"
    }
    return {**silent}
