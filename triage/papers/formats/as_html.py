"""A paper as HTML: its body for a page of ours, or a whole file that stands alone."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from triage.papers.formats.links import linked
from triage.papers.formats.svg_chart import svg
from triage.papers.paper import (
    BLANK,
    Cell,
    Chart,
    Facts,
    Paper,
    PaperTable,
    PaperText,
    Part,
    caption_under,
    table_of,
)

_REFERENCE = re.compile(r"[A-Z]{1,2}-\d{4}-\d{4,}")


def as_html(paper: Paper, style: str, base: str | None = None) -> str:
    """A whole page with its style inside, to be kept or sent. `base` as in `linked`."""
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(paper.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{render_body(paper, base)}</main>\n</body>\n</html>\n"
    )


def render_body(paper: Paper, base: str | None) -> str:
    """The paper from its first heading on; all text in it is escaped. `base` as in `linked`."""
    return "\n".join(_body(paper, base)) + "\n"


def render_part(part: Part, name: str) -> str:
    """One part alone; `name` is unique on its page. All text in it is escaped."""
    return "\n".join(_part(part, name, None))


def _body(paper: Paper, base: str | None) -> Iterator[str]:
    yield '<article class="a-paper">'
    yield f"<h1>{escape(paper.title)}</h1>"
    yield '<dl class="inline">'
    for name, said in paper.about:
        yield f"<div><dt>{escape(name)}</dt><dd>{escape(said)}</dd></div>"
    yield "</dl>"
    for paragraph in paper.summary:
        yield f'<p class="lede">{escape(paragraph)}</p>'
    for number, section in enumerate(paper.sections, 1):
        yield "<section>"
        yield f"<h2>{escape(section.heading)}</h2>"
        for at, part in enumerate(section.parts, 1):
            yield from _part(part, f"s{number}p{at}", base, section.heading)
        yield "</section>"
    yield "</article>"


def _part(part: Part, name: str, base: str | None, heading: str = "") -> Iterator[str]:
    if isinstance(part, PaperText):
        yield from (_paragraph(text, base) for text in part.paragraphs or [""])
    elif isinstance(part, Facts):
        yield f'<dl class="facts" aria-label="{escape(part.caption)}">'
        for label, said in part.rows:
            text = _lines(said, base) if said else f'<span class="blank">{BLANK}</span>'
            yield f"<div><dt>{escape(label)}</dt><dd>{text}</dd></div>"
        yield "</dl>"
    elif isinstance(part, Chart) and part.bars:
        shown = escape(caption_under(heading, part))
        said = f"<figcaption>{shown}</figcaption>" if shown else ""
        yield f'<figure class="chart">{said}'
        yield f"{svg(part, name)}</figure>"
    elif table := table_of(part):
        yield from _table(table, base, caption_under(heading, table))


def _table(table: PaperTable, base: str | None, shown: str) -> Iterator[str]:
    if not table.rows:
        before = f"<strong>{escape(shown)}:</strong> " if shown else ""
        yield f'<p class="none">{before}{escape(table.empty)}</p>'
        return
    caption = escape(table.caption)
    yield f'<div class="scroll" role="region" aria-label="{caption}" tabindex="0">'
    yield f"<table><caption>{caption}</caption>" if shown else f'<table aria-label="{caption}">'
    yield "<thead><tr>"
    for at, heading in enumerate(table.headings):
        kind = ' class="amount"' if at and table.counts(at) else ""
        yield f'<th scope="col"{kind}>{escape(heading)}</th>'
    yield "</tr></thead><tbody>"
    yield from (_row(row, base) for row in table.rows)
    yield "</tbody></table></div>"


def _row(cells: Sequence[Cell], base: str | None) -> str:
    first, *others = cells
    rest = "".join(
        f'<td class="amount">{cell:,}</td>'
        if not isinstance(cell, str)
        else f"<td>{_lines(cell, base)}</td>"
        for cell in others
    )
    kind = ' class="ref"' if _REFERENCE.fullmatch(str(first)) else ""
    return f'<tr><th scope="row"{kind}>{_lines(str(first), base)}</th>{rest}</tr>'


def _paragraph(text: str, base: str | None) -> str:
    return f"<p>{_lines(text, base)}</p>" if text else f'<p class="blank">{BLANK}</p>'


def _lines(text: str, base: str | None) -> str:
    return "<br>".join(_pieces(line, base) for line in text.splitlines())


def _pieces(line: str, base: str | None) -> str:
    return "".join(
        f'<a href="{escape(leads)}">{escape(said)}</a>' if leads else escape(said)
        for said, leads in linked(line, base)
    )
