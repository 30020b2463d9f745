"""Workbooks of many rows, made in a process of their own."""

from io import BytesIO

import openpyxl
import pytest

from triage.exporting import HEADINGS, Cell
from triage.workbook import workbook


@pytest.mark.parametrize("rows", [1, 400])
async def test_text_stays_text_in_a_workbook_of_any_length(rows: int) -> None:
    row: list[Cell] = ["=1+1", "http://x.example", 7, *["ü"] * (len(HEADINGS) - 3)]

    book = openpyxl.load_workbook(BytesIO(await workbook([row] * rows)))

    sheet = book.active
    assert sheet.max_row == rows + 1
    last = list(sheet[rows + 1])
    assert [cell.value for cell in last[:4]] == ["=1+1", "http://x.example", 7, "ü"]
    assert [cell.data_type for cell in last[:4]] == ["s", "s", "n", "s"]
