"""Policy Markdown as safe, accessible HTML."""

import re
import textwrap
from collections.abc import Iterator, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup

# Punctuation that no policy has: markup beside it is read as it is at a blank.
_OPEN, _CLOSE = "\u2e28", "\u2e29"
_SIGNS = re.compile(f"([{_OPEN}{_CLOSE}])")
_GAP = {"softbreak": " ", "hardbreak": " "}
_CLAUSE = re.compile(r"(?P<policy>[a-z0-9-]+)#(?P<anchor>[a-z0-9-]+)")


@lru_cache(maxsize=4096)
def policy_html(text: str) -> Markup:
    """The text of a clause as HTML. Raw HTML and images in it are shown as text, links with a
    scheme that could run anything are dropped, and a link to a clause opens the policy reader.

    Drawn once: the text is all that it depends on, and a reader's page has a hundred of them."""
    return Markup(_MARKDOWN.render(text))  # noqa: S704 - written by the renderer, html off


@lru_cache(maxsize=4096)
def marked_html(text: str, span: tuple[int, int] | None) -> Markup:
    """The text of a clause as HTML with a stretch of it in `mark`: from and up to which character.
    Without the mark where anything else of it would change."""
    bare = policy_html(text)
    if span is None or _OPEN in text or _CLOSE in text:
        return bare
    start, end = span
    set_off = f"{text[:start]}{_OPEN}{text[start:end]}{_CLOSE}{text[end:]}"
    tokens = _MARKDOWN.parse(set_off)
    for token in tokens:
        token.children = list(_marked(token.children)) if token.children else token.children
    html = str(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    same = html.replace("<mark>", "").replace("</mark>", "") == bare
    return Markup(html) if same else bare  # noqa: S704 - written by the renderer, html off


def _marked(children: Sequence[Token]) -> Iterator[Token]:
    """Inline tokens with `mark` around what stands between the two signs, closed and opened anew
    wherever bold, italics or a link begins or ends."""
    inside = is_open = False
    for token in children:
        for piece in _SIGNS.split(token.content) if token.type == "text" else (None,):
            if is_open and (piece in (_CLOSE, None) and (piece or token.nesting)):
                yield Token("mark_close", "mark", -1)
                is_open = False
            if piece in (_OPEN, _CLOSE):
                inside = piece == _OPEN
                continue
            if piece == "":
                continue
            if inside and not is_open and not token.nesting and token.type != "softbreak":
                yield Token("mark_open", "mark", 1)
                is_open = True
            yield token if piece is None else token.copy(content=piece)


def reader_path(target: str) -> str:
    """Where `policy-id#anchor` or `register#tool-id` is read; any other target as it is."""
    clause = _CLAUSE.fullmatch(target)
    if clause is None:
        return target
    if clause["policy"] == "register":
        return f"/policies/register/{clause['anchor']}"
    return f"/policies/{clause['policy']}#{clause['anchor']}"


@lru_cache(maxsize=4096)
def excerpt(text: str, most: int = 200) -> str:
    """The first words of a clause without any markup, at most so many characters."""
    lines = [
        "".join(child.content or _GAP.get(child.type, "") for child in token.children or ())
        for token in _MARKDOWN.parse(text)
        if token.type == "inline"
    ]
    words = re.sub(r"([.,;:!?]); ", r"\1 ", "; ".join(lines))
    return textwrap.shorten(words, most, placeholder=" …")


def _link(
    renderer: RendererHTML,
    tokens: Sequence[Token],
    index: int,
    options: Any,
    _: MutableMapping[str, Any],
) -> str:
    token = tokens[index]
    token.attrSet("href", reader_path(str(token.attrGet("href") or "")))
    return renderer.renderToken(tokens, index, options, _)


def _table(*_: object) -> str:
    # A wide table scrolls by itself, also by keyboard, instead of widening the page.
    return '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'


def _end_table(*_: object) -> str:
    return "</table></div>"


def _header_cell(*_: object) -> str:
    return '<th scope="col">'


_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
_MARKDOWN.add_render_rule("link_open", _link)
_MARKDOWN.add_render_rule("table_open", _table)
_MARKDOWN.add_render_rule("table_close", _end_table)
_MARKDOWN.add_render_rule("th_open", _header_cell)
