"""Marks of MediaWiki among Markdown, as people leave them who move a wiki's pages by hand."""

import re
from collections.abc import Iterator
from html import escape

_IS_WIKI = re.compile(r"^\{\||\[\[[^\]\n]+\]\]|^__[A-Z]{3,}__$", re.MULTILINE)
_MAGIC = re.compile(r"^__[A-Z]{3,}__[ \t]*$", re.MULTILINE)
_FILED = re.compile(r"\[\[(?:Category|Categori)\s*:[^\]\n]*\]\]", re.IGNORECASE)
_LINK = re.compile(r"\[\[(?:[^\]|\n]+\|)?([^\]|\n]+)\]\]")
_BOLD, _SLANTED = re.compile(r"'''(.+?)'''"), re.compile(r"(?<!')''(?!')(.+?)''(?!')")
_TABLE = re.compile(r"^\{\|[^\n]*\n(.*?)^\|\}[ \t]*$", re.MULTILINE | re.DOTALL)


def without_wiki_marks(text: str) -> tuple[str, list[tuple[str, str]]]:
    """The text with links, bold and tables of a wiki as Markdown has them, line for line but for
    tables; and what says nothing to a reader, each with its reason. Other texts stay as they are.
    """
    if not _IS_WIKI.search(text):
        return text, []
    left_out = [(found[0].strip(), "a mark of a wiki") for found in _MAGIC.finditer(text)]
    left_out += [(found[0].strip("[]"), "a category of a wiki") for found in _FILED.finditer(text)]
    text = _FILED.sub("", _MAGIC.sub("", text))
    text = _TABLE.sub(lambda found: "".join(_table(found[1])), text)
    text = _LINK.sub(r"\1", text)
    return _SLANTED.sub(r"*\1*", _BOLD.sub(r"**\1**", text)), left_out


def _table(body: str) -> Iterator[str]:
    """The rows between `{|` and `|}` as a table of HTML."""
    yield "\n<table>"
    for row in re.split(r"^\|-.*$", body, flags=re.MULTILINE):
        cells = []
        for line in row.splitlines():
            tag = "th" if line.startswith("!") else "td"
            if line.startswith(("|+", "!", "|")):
                told = re.split(r"!!|\|\|", line.lstrip("!|+"))
                cells += [f"<{tag}>{escape(_said(cell))}</{tag}>" for cell in told]
        if cells:
            yield f"<tr>{''.join(cells)}</tr>"
    yield "</table>\n"


def _said(cell: str) -> str:
    """A cell without the attributes that may stand before it."""
    before, bar, said = cell.partition("|")
    return (said if bar and "=" in before and "[[" not in before else cell).strip()
