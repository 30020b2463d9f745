"""Text for places that understand less than it says: policy Markdown and plain text for cards.

A card's text knows bold, italics, lists and links and nothing else; a plain message knows none.
Sources: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

Json = dict[str, Any]

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_CLAUSE = re.compile(r"([a-z0-9-]+)#([a-z0-9-]+)")

# What could begin markup anywhere in a line, and what could at its start.
_MARKS = re.compile(r"[*_`\[<]|~(?=~)|\\(?=[!-/:-@\[-`{-~])|&(?=#?\w+;)|!(?=\[)|(?<=\{)\{")
_OPENINGS = re.compile(r"^(?:([#>+=|~:-])|(\d{1,9})([.)]))")


def literal(text: str) -> str:
    """One line of plain text as card Markdown that shows exactly these characters."""
    return _begun(_escaped(" ".join(text.split())))


@lru_cache(maxsize=4096)
def elements(text: str, site: str) -> tuple[Json, ...]:
    """Policy Markdown as card elements. `site` is where the policy pages are, or "" for no links.

    The elements are shared between cards and must not be changed.
    """
    return tuple(_elements(_parse(text).children, site))


@lru_cache(maxsize=4096)
def plain(text: str, site: str) -> str:
    """Policy Markdown as plain text, with the addresses of links written out if `site` is given."""
    return "\n\n".join(_paragraphs(_parse(text).children, site))


def address(href: str, site: str) -> str:
    """The absolute address that a link of a policy leads to, or "" if it leads nowhere here.

    Links to clauses are written `policy-id#anchor`, to tools `register#tool-id`; only https
    leads elsewhere.
    """
    clause = _CLAUSE.fullmatch(href)
    if clause:
        page = f"register/{clause[2]}" if clause[1] == "register" else href
        return f"{site}/policies/{page}" if site else ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme == "https" and parts.hostname:
        return href.replace("(", "%28").replace(")", "%29")
    return ""


def absolute(link: str, site: str) -> str:
    """Where a button leads: a page of ours by its path, or somewhere else by https; else ""."""
    return (site and site + link) if link.startswith("/") else address(link, site)


def text_block(markdown: str, **style: object) -> Json:
    """A paragraph of card Markdown that wraps."""
    return {"type": "TextBlock", "text": markdown, "wrap": True, **style}


def table(rows: Iterable[Iterable[str]]) -> Json:
    """A card's table from rows of card Markdown; the first row is its heading."""
    drawn: list[Json] = []
    for number, row in enumerate(rows):
        weight = {"weight": "Bolder"} if number == 0 else {}
        cells = [[text_block(cell, **weight)] if cell else [] for cell in row]
        drawn.append(
            {"type": "TableRow", "cells": [{"type": "TableCell", "items": cell} for cell in cells]}
        )
    width = max((len(row["cells"]) for row in drawn), default=0)
    return {"type": "Table", "columns": [{"width": 1}] * width, "rows": drawn}


def _parse(text: str) -> SyntaxTreeNode:
    return SyntaxTreeNode(_PARSER.parse(text))


def _elements(nodes: Iterable[SyntaxTreeNode], site: str) -> Iterable[Json]:
    for node in nodes:
        match node.type:
            case "bullet_list" | "ordered_list":
                items = [_line(item, site) for item in _items(node)]
                yield text_block("\r".join(_marked(items, node, bullet="-")))
            case "table":
                yield table(_rows(node, lambda cell: _card(cell, site)))
            case "heading":
                yield text_block(_card(node, site), weight="Bolder", style="heading")
            case "blockquote":
                yield from _elements(node.children, site)
            case "hr":
                pass
            case "code_block" | "fence":
                yield text_block(literal(node.content))
            case _:
                yield text_block(_begun(_card(node, site)))


def _paragraphs(nodes: Iterable[SyntaxTreeNode], site: str) -> Iterable[str]:
    for node in nodes:
        match node.type:
            case "bullet_list" | "ordered_list":
                items = ["\n  ".join(_paragraphs(item, site)) for item in _items(node)]
                yield "\n".join(_marked(items, node, bullet="-"))
            case "table":
                head, *body = _rows(node, lambda cell: _bare(cell, site))
                for row in body:
                    yield "; ".join(
                        f"{name}: {cell}" for name, cell in zip(head, row, strict=False)
                    )
            case "blockquote":
                yield from _paragraphs(node.children, site)
            case "hr":
                pass
            case "code_block" | "fence":
                yield node.content.strip()
            case _:
                yield _bare(node, site)


def _marked(items: list[str], node: SyntaxTreeNode, bullet: str) -> list[str]:
    if node.type == "bullet_list":
        return [f"{bullet} {item}" for item in items]
    first = int(node.attrs.get("start") or 1)
    return [f"{number}. {item}" for number, item in enumerate(items, first)]


def _items(node: SyntaxTreeNode) -> list[list[SyntaxTreeNode]]:
    """The items of a list; those of a list inside it follow, as cards show one level only."""
    found: list[list[SyntaxTreeNode]] = []
    for item in node.children:
        found.append([part for part in item.children if not part.type.endswith("_list")])
        for part in item.children:
            if part.type.endswith("_list"):
                found.extend(_items(part))
    return found


def _line(parts: Iterable[SyntaxTreeNode], site: str) -> str:
    return " ".join(_card(part, site) for part in parts)


def _rows(node: SyntaxTreeNode, cell_text: Any) -> list[list[str]]:
    return [
        [cell_text(cell) for cell in row.children]
        for part in node.children
        for row in part.children
    ]


def _card(node: SyntaxTreeNode, site: str) -> str:
    """Inline Markdown as the part of it that cards show."""
    if node.type in ("text", "code_inline", "html_inline", "html_block", "image"):
        return _escaped(node.content)
    if node.type in ("softbreak", "hardbreak"):
        return " "
    inner = "".join(_card(child, site) for child in node.children)
    if node.type == "strong":
        return f"**{inner}**"
    if node.type == "em":
        return f"_{inner}_"
    if node.type == "link":
        target = address(str(node.attrs.get("href", "")), site)
        return f"[{inner}]({target})" if target else inner
    return inner


def _escaped(text: str) -> str:
    """Plain text inside a line of card Markdown."""
    return _MARKS.sub(lambda mark: "\\" + mark[0], text)


def _begun(line: str) -> str:
    """A line of card Markdown that is no list, heading or quotation by what it begins with."""
    return _OPENINGS.sub(
        lambda start: f"\\{start[1]}" if start[1] else f"{start[2]}\\{start[3]}", line
    )


def _bare(node: SyntaxTreeNode, site: str) -> str:
    """Inline Markdown without its marks; a link's address follows its words."""
    if not node.children:
        return " " if node.type in ("softbreak", "hardbreak") else node.content
    inner = "".join(_bare(child, site) for child in node.children)
    if node.type == "link":
        target = address(str(node.attrs.get("href", "")), site)
        return f"{inner} ({target})" if target else inner
    return inner
