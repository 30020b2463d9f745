"""A web page, or Markdown of another tool, as a source document."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from knowledge.importing.document_facts import facts_from_pairs
from knowledge.importing.html.html_tree import Element, parse_html
from knowledge.importing.html.page_parts import main_part, why_left_out
from knowledge.importing.source_document import (
    ImportRefusedError,
    Remark,
    SourceDocument,
    SourceWords,
)
from knowledge.importing.wiki_marks import without_wiki_marks
from knowledge.markup.notes import TARGET as _TARGET

_PARTS = frozenset(
    "p li td th dt dd h1 h2 h3 h4 h5 h6 pre caption figcaption div section article main body"
    " blockquote aside header nav footer form summary html".split()
)
_SILENT = frozenset("script style head link meta title noscript svg math template".split())
_FRONT = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.*?)\n\1[ \t]*\n", re.DOTALL)
_PAIR = re.compile(r"""^([\w -]+?)\s*[:=]\s*(?:"([^"]*)"|'([^']*)'|(.*?))\s*$""", re.MULTILINE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]+)""", re.IGNORECASE)
_CRITIC = re.compile(r"\{(?:\+\+|--|~~|>>|==).*?(?:\+\+|--|~~|<<|==)\}", re.DOTALL)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_DEFINITION = re.compile(r"^ {0,3}\[([^\]\n]+)\]:[ \t]*(\S+).*$", re.MULTILINE)
_OWN_ANCHOR = re.compile(r"[ \t]*\{#([\w.-]+)[^}\n]*\}[ \t]*$", re.MULTILINE)


def read_html(name: str, data: bytes) -> SourceDocument:
    """A page in the encoding that it names, else UTF-8, else that of Windows."""
    text = decoded(data)
    tree = parse_html(text)
    facts = facts_from_pairs(
        (e.get("name"), e.get("content")) for e in tree.walk() if e.tag == "meta"
    )
    return SourceDocument(name, text, [*page_words(tree)], facts, [*_page_remarks(tree)])


def read_markdown(name: str, data: bytes) -> SourceDocument:
    """Markdown with front matter of any tool; footnotes, tables and definition lists are read."""
    text = decoded(data).replace("\r\n", "\n").replace("\r", "\n")
    remarks = []
    facts: dict[str, str] = {}
    if front := _FRONT.match(text):
        pairs = [(m[1], m[2] or m[3] or m[4] or "") for m in _PAIR.finditer(front[2])]
        facts = facts_from_pairs((key.replace("_", " "), value) for key, value in pairs)
        known = {key for key, value in pairs if facts_from_pairs([(key.replace("_", " "), value)])}
        for key, value in pairs:
            if key not in known and value:
                remarks.append(Remark("front matter", f"not taken: {key}: {value}"))
        text = text[front.end() :]
    for change in _CRITIC.finditer(text):
        line = text.count("\n", 0, change.start()) + 1
        said = f"a change in CriticMarkup is not decided: {' '.join(change[0].split())[:80]}"
        remarks.append(Remark(f"line {line}", said))
    words = [
        SourceWords(f"line {text.count(chr(10), 0, found.start()) + 1}", found[1], "a comment")
        for found in _COMMENT.finditer(text)
    ]
    text, marks = without_wiki_marks(text)
    words += [SourceWords("the page", said, why) for said, why in marks]
    text = _DEFINITION.sub(_apart, text)
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    html = parser.use(footnote_plugin).use(deflist_plugin).render(_OWN_ANCHOR.sub(_with_id, text))
    words += page_words(parse_html(html))
    return SourceDocument(name, html, words, facts, remarks)


def _apart(found: re.Match[str]) -> str:
    """A link definition apart from the line above it; one that leads nowhere is text."""
    if found[1].startswith("^") or _TARGET.match(found[2]):
        return f"\n{found[0]}"
    return f"\n\\{found[0].lstrip()}"


def _with_id(found: re.Match[str]) -> str:
    return f'<a id="{found[1]}"></a>'


def decoded(data: bytes) -> str:
    """The text of a file. Raises ImportRefusedError where it holds no text at all."""
    if b"\x00" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ImportRefusedError("This is no text file.")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    named = _CHARSET.search(data[:2000])
    for encoding in (named[1].decode() if named else "utf-8", "utf-8", "cp1252"):
        try:
            return data.decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("latin-1")


def page_words(tree: Element) -> Iterator[SourceWords]:
    """The words of each part of a page with its place, those left out with the reason."""
    body = next((e for e in tree.walk() if e.tag == "body"), tree)
    main = main_part(tree)
    yield from _part(body, None if main is body else main, "")


def _part(element: Element, main: Element | None, why: str) -> Iterator[SourceWords]:
    inside = main is None or element is main
    own: list[str] = []
    place = f"line {element.line}" if element.line else "the page"
    for child in element.children:
        if isinstance(child, str):
            own.append(child)
        elif child.tag in _SILENT:
            continue
        elif child.tag in _PARTS or any(e.tag in _PARTS for e in child.walk()):
            if text := "".join(own).strip():
                yield SourceWords(place, text, _reason(inside, why))
            own = []
            yield from _part(child, None if inside else main, why or why_left_out(child))
        elif reason := why_left_out(child):
            if text := child.text().strip():
                yield SourceWords(place, text, _reason(inside, why) or reason)
        else:
            own.append(_inline(child))
    if text := "".join(own).strip():
        yield SourceWords(place, text, _reason(inside, why))


def _inline(element: Element) -> str:
    if element.tag == "br":
        return " "
    if element.tag == "img":
        return element.get("alt")
    parts = [
        c if isinstance(c, str) else _inline(c)
        for c in element.children
        if isinstance(c, str) or not why_left_out(c)
    ]
    text = "".join(parts)
    # The mark of a footnote is a word of its own.
    return f" {text} " if element.tag == "sup" and "a" in {e.tag for e in element.walk()} else text


def _reason(inside: bool, why: str) -> str:
    return why or ("" if inside else "stands outside the page's main part")


def _page_remarks(tree: Element) -> Iterator[Remark]:
    for element in tree.walk():
        href = element.get("href")
        if element.tag == "a" and href and not href.startswith(("#", "http://", "https://")):
            said = f"the link “{element.text().strip()}” leads to {href} and is left as words"
            yield Remark(f"line {element.line}", said)
        if element.tag == "abbr" and element.get("title"):
            said = f"the explanation of {element.text()} is not taken: {element.get('title')}"
            yield Remark(f"line {element.line}", said)
