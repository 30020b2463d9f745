"""A paper as Markdown."""

import re
from collections.abc import Iterator

from triage.papers.paper import (
    BLANK,
    Facts,
    Paper,
    PaperTable,
    PaperText,
    Part,
    caption_under,
    cell_text,
    table_of,
)

_MARKS = re.compile(r"([\\`*_\[\]<>#|~&])")
_BEGINNINGS = re.compile(r"^(\s*\d*)([-+=.)])(?=\s|$|=|-)", re.MULTILINE)
"""What would begin a list, a heading or a line across."""


def as_markdown(paper: Paper) -> str:
    """The whole paper; what people typed cannot act as markup."""
    return "\n".join(_lines(paper)).rstrip() + "\n"


def _lines(paper: Paper) -> Iterator[str]:
    yield f"# {_plain(paper.title)}"
    yield ""
    for name, said in paper.about:
        yield f"**{_plain(name)}:** {_plain(said)}  "
    yield ""
    for paragraph in paper.summary:
        yield from (_text(paragraph), "")
    for section in paper.sections:
        yield from (f"## {_plain(section.heading)}", "")
        for part in section.parts:
            yield from _part(part, section.heading)
            yield ""


def _part(part: Part, heading: str) -> Iterator[str]:
    if isinstance(part, PaperText):
        for paragraph in part.paragraphs or [BLANK]:
            yield from (_text(paragraph) if paragraph else BLANK, "")
    elif isinstance(part, Facts):
        for name, said in part.rows:
            yield f"- **{_plain(name)}:** {_plain(said) if said else f'*{BLANK}*'}"
    elif table := table_of(part):
        yield from _table(table, caption_under(heading, table))


def _table(table: PaperTable, caption: str) -> Iterator[str]:
    if caption:
        yield f"**{_plain(caption)}**"
        yield ""
    if not table.rows:
        yield _plain(table.empty)
        return
    yield f"| {' | '.join(map(_plain, table.headings))} |"
    sides = ["---:" if table.counts(at) else "---" for at in range(len(table.headings))]
    yield f"|{'|'.join(sides)}|"
    for row in table.rows:
        yield f"| {' | '.join(_plain(cell_text(cell)) for cell in row)} |"


def _plain(text: str) -> str:
    """On one line, with every mark of Markdown as itself."""
    return _escaped(" ".join(text.split()))


def _text(text: str) -> str:
    return "  \n".join(_escaped(line.strip()) for line in text.splitlines())


def _escaped(text: str) -> str:
    return _BEGINNINGS.sub(r"\1\\\2", _MARKS.sub(r"\\\1", text))
