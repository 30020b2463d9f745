"""What a paper is made of, whatever it is written as: headings over text, facts, tables, charts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from triage.days import day

Cell = str | int | float


def cell_text(cell: Cell) -> str:
    """A cell as people read it: numbers with their thousands apart."""
    return cell if isinstance(cell, str) else f"{cell:,}"


BLANK = "Not filled in"
"""What stands where something should: a blank is shown, never left out."""


@dataclass(frozen=True, slots=True)
class PaperText:
    """Paragraphs of plain text; an empty one is a blank."""

    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what is said of each; what is empty is a blank."""

    caption: str
    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class PaperTable:
    """Rows of text and numbers; the first cell of each is its heading. `empty` is said where
    there are none."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    empty: str = "None."

    def counts(self, at: int) -> bool:
        """Whether the column holds numbers alone."""
        return all(not isinstance(row[at], str) for row in self.rows)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, each with its number; a picture where there can be one, else a table. `of` says what
    is counted."""

    caption: str
    label: str
    of: str
    bars: Sequence[tuple[str, float]]

    def as_table(self) -> PaperTable:
        rows = [(label, _plain(value)) for label, value in self.bars]
        return PaperTable(self.caption, (self.label, self.of), rows)

    def in_words(self) -> str:
        """What the picture says, for whoever does not see it."""
        return f"{self.caption}: {', '.join(f'{label} {value:,g}' for label, value in self.bars)}."


Part = PaperText | Facts | PaperTable | Chart


@dataclass(frozen=True, slots=True)
class PaperSection:
    heading: str
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Paper:
    """`name` is for the address and the file; `about` says for whom, of which days and when it
    was made. `mark` stands at the foot of each page. `people` are the names that it has to give,
    as minutes do; all others are taken out."""

    name: str
    title: str
    about: Sequence[tuple[str, str]]
    sections: Sequence[PaperSection]
    summary: Sequence[str] = field(default=())
    people: frozenset[str] = frozenset()
    mark: str = ""

    def cover(self) -> PaperTable:
        """What the paper is and says of itself, for files that hold tables alone."""
        return PaperTable("About this paper", ("Paper", self.title), self.about)

    def tables(self) -> tuple[PaperTable, ...]:
        """Every table of it, charts and facts among them, for a spreadsheet."""
        return tuple(
            table
            for section in self.sections
            for part in section.parts
            if (table := table_of(part)) is not None
        )


def caption_under(heading: str, part: PaperTable | Chart) -> str:
    """The caption as it is shown below a heading: nothing where the heading says it already."""
    return "" if part.caption == heading else part.caption


def table_of(part: Part) -> PaperTable | None:
    if isinstance(part, Chart):
        return part.as_table()
    if isinstance(part, Facts):
        return PaperTable(
            part.caption, ("", ""), [(name, said or BLANK) for name, said in part.rows]
        )
    return part if isinstance(part, PaperTable) else None


@dataclass(frozen=True, slots=True)
class Period:
    """From the first to the last day, both of them in it."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{day(self.first)} to {day(self.last)}"


def _plain(number: float) -> Cell:
    return int(number) if float(number).is_integer() else number
