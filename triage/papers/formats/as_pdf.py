"""A paper as tagged PDF, set by typst: it refuses a missing title, language or description of a
picture, gives headings of columns their scope and needs no library of the system."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from triage.papers.formats.links import linked
from triage.papers.paper import (
    Chart,
    Facts,
    Paper,
    PaperTable,
    PaperText,
    Part,
    caption_under,
    cell_text,
)

TEMPLATE = Path(__file__).parent / "paper.typ"

_SHORT = 12
"""Letters up to which a column is as wide as its longest cell; longer ones share what is left."""

_MANY = 6
"""Columns above which the letters are smaller, as in `paper.typ`."""

_LETTERS = {False: 94, True: 106}
"""Letters that stand beside one another on a page, in the wider of the typefaces; where they are
smaller, more."""

_GAP = 2
"""Letters that the space between two columns takes."""


def as_pdf(paper: Paper, base: str | None) -> bytes:
    """The bytes of a PDF/UA-1 file; of a tagged PDF that claims no standard where no font of this
    machine has a letter of it. `base` as in `linked`. Blocks: call it in a thread."""
    said = {
        "title": paper.title,
        "mark": paper.mark,
        "about": [[name, text] for name, text in paper.about],
        "summary": [_lines(text, base) for text in paper.summary],
        "sections": [
            {
                "heading": section.heading,
                "parts": [_part(part, base, section.heading) for part in section.parts],
            }
            for section in paper.sections
        ],
    }
    data = {"paper": json.dumps(said)}
    try:
        made: bytes = typst.compile(TEMPLATE, format="pdf", sys_inputs=data, pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        made = typst.compile(TEMPLATE, format="pdf", sys_inputs=data)
    return made


def as_picture(chart: Chart) -> bytes:
    """The chart as PNG, for files that cannot draw."""
    said = json.dumps({"bars": _bars(chart)})
    made: bytes = typst.compile(TEMPLATE, format="png", ppi=200, sys_inputs={"chart": said})
    return made


def _part(part: Part, base: str | None, heading: str) -> dict[str, Any]:
    if isinstance(part, PaperText):
        return {
            "kind": "text",
            "paragraphs": [_lines(text, base) for text in part.paragraphs or [""]],
        }
    if isinstance(part, Facts):
        return {"kind": "facts", "rows": [[name, _lines(said, base)] for name, said in part.rows]}
    if isinstance(part, Chart) and part.bars:
        return {
            "kind": "chart",
            "caption": caption_under(heading, part),
            "alt": part.in_words(),
            "bars": _bars(part),
        }
    table = part.as_table() if isinstance(part, Chart) else part
    if not table.rows:
        return {"kind": "none", "caption": caption_under(heading, table), "said": table.empty}
    return {
        "kind": "table",
        "caption": caption_under(heading, table),
        **_columns(table),
        "rows": [[{"lines": _lines(cell_text(cell), base)} for cell in row] for row in table.rows],
    }


def _bars(chart: Chart) -> list[dict[str, Any]]:
    return [
        {"label": label, "value": max(0, value), "said": f"{value:,g}"}
        for label, value in chart.bars
    ]


def _columns(table: PaperTable) -> dict[str, Any]:
    """The columns with their shares of the page, and whether words have to be parted: only where
    the longest of each column do not fit beside one another."""
    said = [[table.headings[at], *(cell_text(row[at]) for row in table.rows)]
            for at in range(len(table.headings))]  # fmt: skip
    longest = [max(map(len, cells)) for cells in said]
    words = [
        max(len(word) for cell in cells for word in cell.split() or [""]) + 1 for cells in said
    ]
    short = [length <= _SHORT for length in longest]
    room = _LETTERS[len(said) > _MANY] - _GAP * len(said)
    least = sum(length if is_short else word
                for length, word, is_short in zip(longest, words, short, strict=True))  # fmt: skip
    means = [sum(map(len, cells)) / len(cells) for cells in said]
    # each has what its longest word needs; what is left goes to those that hold more than that
    wants = [max(1, mean - word) ** 0.75 for mean, word in zip(means, words, strict=True)]
    whole = sum(want for want, is_short in zip(wants, short, strict=True) if not is_short) or 1
    weights = [word + max(0, room - least) * want / whole
               for word, want in zip(words, wants, strict=True)]  # fmt: skip
    columns = [
        {
            "heading": heading,
            "number": bool(at) and table.counts(at),
            "weight": None if short[at] else weights[at],
        }
        for at, heading in enumerate(table.headings)
    ]
    return {"columns": columns, "hyphenate": least > room}


def _lines(text: str, base: str | None) -> Sequence[Sequence[tuple[str, str]]]:
    return [list(linked(line, base)) for line in text.splitlines()]
