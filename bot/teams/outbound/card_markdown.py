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

HEADING: Json = {"style": "heading", "weight": "Bolder"}

_PARSER = MarkdownIt("commonmark", {"html": False}).enable("table")
_ANYWHERE = "https://localhost"  # so that links are compared, too
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


def with_bold(text: str, span: tuple[int, int] | None) -> str:
    """Policy Markdown with a stretch of it in bold: from and up to which character. The text as it
    is where that would change a word of it."""
    if span is None:
        return text
    start, end = span
    stretch = text[start:end].replace("**", "")
    marked = f"{text[:start]}**{stretch}**{text[end:]}"
    return marked if plain(marked, _ANYWHERE) == plain(text, _ANYWHERE) else text


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


def paragraphs(text: str, **style: object) -> Iterable[Json]:
    """Plain text as blocks of lines, the lines of a paragraph close together."""
    for paragraph in text.split("\n\n"):
        for number, line in enumerate(filter(str.strip, paragraph.splitlines())):
            yield text_block(literal(line), **style, **({"spacing": "None"} if number else {}))


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
                yield text_block("\r".join(_card_points(node, site)))
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
                yield "\n".join(_plain_points(node, site))
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


def _points(node: SyntaxTreeNode) -> Iterable[tuple[str, SyntaxTreeNode]]:
    """The items of a list with their marks: the numbers of the approved text, or a dash."""
    if node.type == "bullet_list":
        return [("-", item) for item in node.children]
    first = int(node.attrs.get("start") or 1)
    dot = node.children[0].markup if node.children else "."
    return [(f"{number}{dot}", item) for number, item in enumerate(node.children, first)]


def _card_points(node: SyntaxTreeNode, site: str, depth: int = 0) -> Iterable[str]:
    """The lines of a list. A card shows one level only: a point of a lower one is a bullet with
    a dash for each level, so that "see step 3" still leads to the third step."""
    for mark, item in _points(node):
        words = _line([part for part in item.children if not _is_list(part)], site)
        if depth:
            number = "" if mark == "-" else f"{mark[:-1]}\\{mark[-1]} "
            yield f"- {'– ' * depth}{number}{words}".rstrip()
        else:
            yield f"{mark} {words}".rstrip()
        for part in item.children:
            if _is_list(part):
                yield from _card_points(part, site, depth + 1)


def _plain_points(node: SyntaxTreeNode, site: str) -> Iterable[str]:
    """The lines of a list, each level indented below the words of the one above."""
    for mark, item in _points(node):
        indent = " " * (len(mark) + 1)
        own = [part for part in item.children if not _is_list(part)]
        first, *more = "\n".join(_paragraphs(own, site)).split("\n")
        yield f"{mark} {first}".rstrip()
        yield from (f"{indent}{line}" for line in more)
        for part in item.children:
            if _is_list(part):
                yield from (f"{indent}{line}" for line in _plain_points(part, site))


def _is_list(node: SyntaxTreeNode) -> bool:
    return node.type in ("bullet_list", "ordered_list")


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
