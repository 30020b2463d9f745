"""How wide the columns of a table are on a page: what is short stands in one line, and what is left
goes to those that hold most."""

from collections.abc import Sequence
from dataclasses import dataclass

from triage.papers.paper import PaperTable, cell_text

_SHORT = 12
"""Letters up to which a column is as wide as its longest cell; longer ones share what is left."""

_MANY = 6
"""Columns above which the letters are smaller, as in `paper.typ`."""

_LETTERS = {False: 94, True: 106}
"""Letters that stand beside one another on a page, in the wider of the typefaces; where they are
smaller, more."""

_GAP = 2
"""Letters that the space between two columns takes."""


_BOLD = 1.15
"""What a letter of a heading takes, as a share of another."""


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """By column how many letters stand beside one another in it, and whether it is `short`: as wide
    as its longest cell. `parts_words`: the longest words do not fit beside one another."""

    letters: Sequence[float]
    short: Sequence[bool]
    parts_words: bool


def column_widths(table: PaperTable) -> ColumnWidths:
    """Of a table with rows."""
    said = [[table.headings[at], *(cell_text(row[at]) for row in table.rows)]
            for at in range(len(table.headings))]  # fmt: skip
    longest = [max(_BOLD * len(cells[0]), *map(len, cells[1:])) for cells in said]
    words = [max(_longest_word(cells[0], _BOLD), *map(_longest_word, cells[1:])) for cells in said]
    short = [length <= _SHORT for length in longest]
    room = _LETTERS[len(said) > _MANY] - _GAP * len(said)
    least = sum(length if is_short else word
                for length, word, is_short in zip(longest, words, short, strict=True))  # fmt: skip
    means = [sum(map(len, cells)) / len(cells) for cells in said]
    # each has what its longest word needs; what is left goes to those that hold more than that
    wants = [max(1, mean - word) ** 0.75 for mean, word in zip(means, words, strict=True)]
    whole = sum(want for want, is_short in zip(wants, short, strict=True) if not is_short) or 1
    left = max(0, room - least)
    letters = [
        (longest[at] if is_short else words[at] + left * wants[at] / whole) + _GAP
        for at, is_short in enumerate(short)
    ]
    return ColumnWidths(letters, short, least > room)


def _longest_word(said: str, share: float = 1) -> float:
    return share * max(map(len, said.split()), default=0) + 1
