"""What a document is made of, whatever tool wrote it."""

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts as the document counts; `text` is plain, `ids` are what links may name."""

    level: int
    text: str
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in Markdown; `bold` where all of it is, which may make it a heading."""

    text: str
    bold: bool = False
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a list: its depth from 1 on, its label as printed ("" for a bullet), and its
    paragraphs in Markdown."""

    depth: int
    label: str
    paragraphs: tuple[str, ...]
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in Markdown; with `has_head` the first row names the columns."""

    rows: Sequence[Sequence[str]]
    has_head: bool
    ids: frozenset[str] = frozenset()


Block = Heading | Paragraph | Point | Table


@dataclass(slots=True)
class Blocks:
    """The blocks of a document in order, its footnotes by name, and what was left out and why."""

    found: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    left_out: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""
