"""Tables of HTML as a grid: merged cells stand in each row that they reach."""

from collections.abc import Callable, Iterator

from knowledge.importing.html.html_tree import Element

_WIDEST = 60


def table_grid(table: Element, cell_text: Callable[[Element], str]) -> tuple[list[list[str]], bool]:
    """The rows of a table, all as long as the longest, and whether the first one names the
    columns: it stands in a thead, or is of th alone, or is bold as a whole."""
    rows: list[list[str]] = []
    merged: dict[int, tuple[int, str]] = {}
    has_head = False
    for row, in_head in _rows(table, False):
        cells = [e for e in row.elements() if e.tag in ("td", "th")]
        texts: list[str] = []
        for cell in cells:
            _fill(texts, merged)
            text = cell_text(cell)
            width = _span(cell.get("colspan"))
            if (height := _span(cell.get("rowspan"))) > 1:
                merged[len(texts)] = (height - 1, text)
            texts += [text, *[""] * (width - 1)]
        _fill(texts, merged)
        if not any(texts):
            continue
        if not rows:
            has_head = in_head or (bool(cells) and all(e.tag == "th" for e in cells))
            has_head = has_head or all(t.startswith("**") and t.endswith("**") for t in texts if t)
        rows.append(texts[:_WIDEST])
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows], has_head


def _fill(texts: list[str], merged: dict[int, tuple[int, str]]) -> None:
    """Cells that reach down from the rows above, as far as this row has come."""
    while len(texts) in merged:
        left, text = merged.pop(len(texts))
        if left > 1:
            merged[len(texts)] = (left - 1, text)
            # Seen once in each row: the next row takes it from here.
        texts.append(text)


def _rows(element: Element, in_head: bool) -> Iterator[tuple[Element, bool]]:
    for child in element.elements():
        if child.tag == "tr":
            yield child, in_head
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from _rows(child, child.tag == "thead")


def _span(text: str) -> int:
    return min(max(int(text), 1), _WIDEST) if text.isascii() and text.isdigit() else 1
