"""A paper as tagged PDF, set by typst: it refuses a missing title, language or description of a
picture, gives headings of columns their scope and needs no library of the system."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import typst

from triage.papers.formats.column_widths import column_widths
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
    """The columns with their shares of the page, none for one that is as wide as what it holds."""
    widths = column_widths(table)
    columns = [
        {
            "heading": heading,
            "number": bool(at) and table.counts(at),
            "weight": None if widths.short[at] else widths.letters[at],
        }
        for at, heading in enumerate(table.headings)
    ]
    return {"columns": columns, "hyphenate": widths.parts_words}


def _lines(text: str, base: str | None) -> Sequence[Sequence[tuple[str, str]]]:
    return [list(linked(line, base)) for line in text.splitlines()]
