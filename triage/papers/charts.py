"""Charts as shapes: bars and columns, in shares of the room that a page gives them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

_LONGEST = 44  # signs of a bar's label; the table beside it has the whole
_BAR = 44  # pixels from one bar to the next
_COLUMNS = 140  # pixels of the highest column


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its number, how wide it is in percent of the widest and how far down in
    pixels."""

    label: str
    value: float
    width: float
    top: int


@dataclass(frozen=True, slots=True)
class Bars:
    """`says` tells in words what the chart shows; `height` is in pixels."""

    says: str
    bars: Sequence[Bar]
    height: int


@dataclass(frozen=True, slots=True)
class ColumnPart:
    """One part of a column: which series, from the top and how high, in pixels."""

    series: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is of, its total, and where it begins, in percent."""

    of: date
    total: int
    left: float
    parts: Sequence[ColumnPart]


@dataclass(frozen=True, slots=True)
class Columns:
    """Stacked columns of days; `width` is that of each, in percent, `most` the highest total."""

    says: str
    series: Sequence[str]
    columns: Sequence[Column]
    width: float
    most: int
    height: int = _COLUMNS


def bars(says: str, values: Sequence[tuple[str, float]]) -> Bars | None:
    """One bar below the other; None where all is nought."""
    drawn = bar_shapes(values)
    return Bars(says, drawn, len(drawn) * _BAR) if any(bar.width for bar in drawn) else None


def bar_shapes(
    values: Sequence[tuple[str, float]], *, longest: int = _LONGEST, step: int = _BAR
) -> Sequence[Bar]:
    """Bars as wide as their share of the largest, and none below nought; labels have at most
    `longest` signs, and from one bar to the next are `step` pixels."""
    most = max((value for _, value in values), default=0) or 1
    return [
        Bar(_short(label, longest), value, max(0.0, round(100 * value / most, 2)), at * step)
        for at, (label, value) in enumerate(values)
    ]


def columns(
    says: str, series: Sequence[str], values: Sequence[tuple[date, Sequence[int]]]
) -> Columns | None:
    """A column for each day with its parts upon each other; None where all is nought."""
    most = max((sum(counts) for _, counts in values), default=0)
    if not most:
        return None
    room = 100 / len(values)
    drawn = [
        Column(day, sum(counts), round(at * room + room / 10, 2), _parts(counts, most))
        for at, (day, counts) in enumerate(values)
    ]
    return Columns(says, series, drawn, round(room * 0.8, 2), most)


def _parts(counts: Sequence[int], most: int) -> Sequence[ColumnPart]:
    found, bottom = [], float(_COLUMNS)
    for series, count in enumerate(counts):
        height = _COLUMNS * count / most
        bottom -= height
        if count:
            found.append(ColumnPart(series, round(bottom, 1), round(height, 1)))
    return found


def _short(label: str, longest: int) -> str:
    return label if len(label) <= longest else f"{label[: longest - 1].rstrip()}…"
