"""The words that are written, against the words that are shown: none may be missing."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from markdown_it.token import Token

from common.words import plain
from knowledge.markup.parsed_text import ParsedText, Trap

_WORD = re.compile(r"[^\W_]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|\w{1,31});")
_PLAIN = re.compile(r"[a-z0-9]+")
_LABEL = re.compile(r"\]\[[^\[\]]*\]")  # of a reference link: no word of the text
_NEVER = re.compile(r"(?!)")
_NAMED = 8


def words_of(text: str) -> list[str]:
    """The words of a text in order: letters and digits, in lower case, entities read,
    and so are the bytes of an address that are written as `%20`."""
    read = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
    return _WORD.findall((unquote(read) if "%" in read else read).casefold())


def slug(text: str, most: int = 4) -> str:
    """An anchor made of the first words of a heading: `keep-notes-for-a`; "" without a word."""
    return "-".join(_PLAIN.findall(plain(text))[:most])


def words_lost(parsed: ParsedText, named: Iterable[Trap]) -> Iterator[Trap]:
    """Every word stands in what is shown, or in a problem that has been `named`."""
    covered = {line for trap in named for line in range(trap.line, trap.last + 1)}
    covered |= {at + parsed.first for at in _definitions(parsed)}
    label = _LABEL if parsed.references else _NEVER
    for begins, end, tokens in _blocks(parsed):
        lines = [at for at in range(begins, end) if at + parsed.first not in covered]
        texts = (label.sub("]", parsed.lines[at]) for at in lines)
        written = Counter(word for text in texts for word in words_of(text))
        if not written:
            continue
        lost = written - Counter(word for token in tokens for word in _shown(token))
        if lost:
            at = next(at for at in lines if lost.keys() & set(words_of(parsed.lines[at])))
            some = ", ".join([*lost][:_NAMED]) + (" …" if len(lost) > _NAMED else "")
            yield parsed.trap(at, f"words that stand here are not shown: {some}", last=end - 1)


def _definitions(parsed: ParsedText) -> Iterator[int]:
    """The lines of link definitions: their words are shown where they are used, or are named."""
    for found in parsed.references.values():
        yield from range(*(found.get("map") or (0, 0)))


def _blocks(parsed: ParsedText) -> Iterator[tuple[int, int, list[Token]]]:
    """The outermost blocks with their lines, and the lines between them, which show nothing."""
    at = 0
    tokens: list[Token] = []
    begins = end = 0
    for token in parsed.tokens:
        if token.level == 0 and token.map and token.nesting >= 0 and token.type != "inline":
            if tokens:
                yield begins, end, tokens
            begins, end = token.map
            if at < begins:
                yield at, begins, []
            at, tokens = end, []
        tokens.append(token)
    if tokens:
        yield begins, end, tokens
    if at < len(parsed.lines):
        yield at, len(parsed.lines), []


def _shown(token: Token) -> Iterator[str]:
    """The words that a token shows, or that another rule names whatever they are."""
    if token.type == "list_item_open":
        yield from words_of(token.info)
    elif token.type == "inline":
        for child in token.children or ():
            yield from words_of(child.content)
            for key in ("href", "src", "title"):
                if value := child.attrGet(key):
                    yield from words_of(str(value))
    elif token.type in ("fence", "code_block", "html_block"):
        yield from words_of(f"{token.info} {token.content}")


def shown_words(parsed: ParsedText) -> list[str]:
    """The words that a reader sees, in order: without the targets of links."""
    found: list[str] = []
    for token in parsed.tokens:
        if token.type == "list_item_open":
            found += words_of(token.info)
        elif token.type == "inline":
            texts = (
                " " if child.type in ("softbreak", "hardbreak") else child.content
                for child in token.children or ()
            )
            found += words_of("".join(texts))
        elif token.type in ("fence", "code_block", "html_block"):
            found += words_of(token.content)
    return found
