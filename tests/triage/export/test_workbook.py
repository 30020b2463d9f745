"""Workbooks of many rows, made in a process of their own."""

import os
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from triage.export.spreadsheet import HEADINGS, Cell
from triage.export.workbook import make_workbook


@pytest.mark.parametrize("rows", [1, 400])
async def test_text_stays_text_in_a_workbook_of_any_length(rows: int) -> None:
    row: list[Cell] = ["=1+1", "http://x.example", 7, *["ü"] * (len(HEADINGS) - 3)]

    async def gathered() -> list[list[Cell]]:
        return [row] * rows

    book = openpyxl.load_workbook(BytesIO(await make_workbook(rows, gathered)))

    sheet = book.active
    assert sheet.max_row == rows + 1
    last = list(sheet[rows + 1])
    assert [cell.value for cell in last[:4]] == ["=1+1", "http://x.example", 7, "ü"]
    assert [cell.data_type for cell in last[:4]] == ["s", "s", "n", "s"]


async def test_a_table_that_cannot_be_gathered_is_the_askers_affair_and_leaves_no_process() -> None:
    async def not_gathered() -> list[list[Cell]]:
        raise LookupError("gone")

    before = children()
    with pytest.raises(LookupError, match="gone"):
        await make_workbook(400, not_gathered)
    assert children() == before


def children() -> set[str]:
    """The processes that this one has begun and that have not ended."""
    tasks = Path(f"/proc/{os.getpid()}/task")
    return {child for task in tasks.iterdir() for child in (task / "children").read_text().split()}
