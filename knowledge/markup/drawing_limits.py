"""What cannot be drawn as a card or a page in good time, and so is no clause to quote."""

import time
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

LARGEST = 100_000
"""Bytes of one clause. A card holds some 28,000; a person reads less."""

DEEPEST = 24
"""Marks, lists and quotations within each other."""

SLOWEST = 1.0
"""Seconds that the reading of one clause may take."""

_DOUBTFUL = 2 * DEEPEST
"""So many marks may be nested too deep; texts with fewer need not be looked into."""

_SLOW = 20_000
"""Characters from which on reading a text may take long."""

_PARSER = MarkdownIt("commonmark", {"html": False, "maxNesting": 4 * DEEPEST}).enable("table")


def undrawable(text: str) -> str:
    """Why the text of a clause cannot be drawn, in words that say what to do; "" if it can."""
    size = len(text.encode())
    if size > LARGEST:
        return f"this clause has {size // 1000} kB; at most {LARGEST // 1000} are shown: split it"
    marks = max(sum(map(text.count, pair)) for pair in ("*_", ">", "[]", " -"))
    if marks < _DOUBTFUL and len(text) < _SLOW:
        return ""
    began = time.thread_time()  # of this thread: a busy machine makes no clause worse
    tokens = _PARSER.parse(text)
    if time.thread_time() - began > SLOWEST:
        return f"this clause takes over {SLOWEST:g} s to draw: split it, or close its brackets"
    if _depth(tokens) > DEEPEST:
        return f"marks, lists or quotations stand over {DEEPEST} deep in each other here: undo some"
    return ""


def _depth(tokens: Iterable[Token]) -> int:
    deepest = depth = 0
    for token in tokens:
        depth += token.nesting
        within = _depth(token.children) if token.children else 0
        deepest = max(deepest, depth + within)
    return deepest
