"""Tables that are read as something else, and text that is read as a row of a table."""

import re
from collections.abc import Iterator

from knowledge.markup.parsed_text import ParsedText, Trap
from knowledge.model.policies import Severity

# Two groups of dashes or more: what pandoc draws under the heads of columns.
_COLUMNS = re.compile(r"\s{0,20}-{2,}(?:[ \t]+-{2,})+\s*")
_DASHES = re.compile(r"\s{0,20}-{3,}\s*")
_GRID = re.compile(r"\s*\+(?:[-=:]{2,}\+)+\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"[^\W_]")

_AS_PIPES = (
    "write it with pipes, the heads of the columns first: | Tool | Who | and below |---|---|"
)


def tables_of_other_tools(parsed: ParsedText) -> Iterator[Trap]:
    """pandoc's own tables are read as paragraphs and headings, grid tables as one paragraph."""
    code = parsed.code()
    until = -1
    for line, text in enumerate(parsed.lines):
        if line <= until or line in code:
            continue
        if _COLUMNS.fullmatch(text):
            begins, until = _simple_table(parsed.lines, line)
            message = f"a table drawn with dashes is not read as a table: {_AS_PIPES}"
            yield parsed.trap(begins, message, last=until)
        elif _GRID.fullmatch(text):
            until = line
            while until + 1 < len(parsed.lines) and parsed.lines[until + 1].lstrip()[:1] in "+|":
                if not parsed.lines[until + 1].strip():
                    break
                until += 1
            message = f"a table drawn with + and - is not read as a table: {_AS_PIPES}"
            yield parsed.trap(line, message, Severity.FAULT, until)


def _simple_table(lines: tuple[str, ...], rule: int) -> tuple[int, int]:
    """The first and the last line of the table whose columns are drawn in line `rule`."""
    begins = rule
    while begins and lines[begins - 1].strip():
        begins -= 1
    closed = _DASHES.fullmatch(lines[begins]) or begins == rule
    end = rule
    for line in range(rule + 1, len(lines)):
        text = lines[line]
        if _DASHES.fullmatch(text) or _COLUMNS.fullmatch(text):
            return begins, line
        if text.startswith("#") or (not closed and not text.strip()):
            break
        end = line if text.strip() else end
    return begins, end


def rows_that_are_none(parsed: ParsedText) -> Iterator[Trap]:
    """A line right below a table is a row of it; cells beyond the last column are not shown."""
    columns = 0
    body = False
    for token in parsed.tokens:
        match token.type:
            case "thead_open":
                columns, body = 0, False
            case "th_open":
                columns += 1
            case "tbody_open":
                body = True
            case "tr_open" if body and token.map:
                line = token.map[0]
                cells = _cells(parsed.lines[line])
                if len(cells) == 1 and "|" not in parsed.lines[line]:
                    message = "this line right below a table is read as a row of it: put an empty "
                    yield parsed.trap(line, f"{message}line above it")
                elif len(cells) > columns and any(map(_WORD.search, cells[columns:])):
                    lost = " | ".join(cell.strip() for cell in cells[columns:])
                    message = f"the row has {len(cells)} cells and the table {columns}, so this is"
                    yield parsed.trap(line, f'{message} not shown: "{lost}"')


def _cells(line: str) -> list[str]:
    return _PIPE.split(line.strip().removeprefix("|").removesuffix("|"))
