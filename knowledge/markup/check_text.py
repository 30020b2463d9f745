"""Everything that is wrong with a Markdown text before anybody asks what it says."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from knowledge.markup.headings import paragraphs_made_headings
from knowledge.markup.lists import lists_run_together
from knowledge.markup.marks import (
    anchors_before_headings,
    bold_instead_of_headings,
    full_width_characters,
    html_that_hides,
    marks_of_other_tools,
    marks_of_reviewers,
    marks_that_show,
)
from knowledge.markup.notes import footnotes_elsewhere, link_definitions
from knowledge.markup.parsed_text import ParsedText, Trap, parse_text
from knowledge.markup.references import LinkDefinition, definitions
from knowledge.markup.tables import rows_that_are_none, tables_of_other_tools
from knowledge.markup.words import words_lost

_TRAPS: tuple[Callable[[ParsedText], Iterator[Trap]], ...] = (
    rows_that_are_none,
    paragraphs_made_headings,
    lists_run_together,
    anchors_before_headings,
    marks_that_show,
    marks_of_reviewers,
    marks_of_other_tools,
    full_width_characters,
    html_that_hides,
    footnotes_elsewhere,
    link_definitions,
    bold_instead_of_headings,
)


@dataclass(frozen=True, slots=True)
class CheckedMarkdown:
    """What is wrong with a text, by line, and its link definitions: label, target, lines."""

    traps: tuple[Trap, ...]
    references: tuple[LinkDefinition, ...]


@lru_cache(maxsize=2048)
def check_text(text: str, first: int = 1) -> CheckedMarkdown:
    """What is wrong with the Markdown that begins in line `first` of its file.

    At the end every word is accounted for: it is shown, or it stands in one of the traps.
    Remembers what it found, as a folder is read again after every change of one file.
    """
    parsed = parse_text(text, first)
    tables = [*tables_of_other_tools(parsed)]
    # Such a table holds lines of dashes and stray pipes: it is one problem, not three.
    others = (trap for rule in _TRAPS for trap in rule(parsed))
    found = tables + [new for new in others if not any(_holds(table, new) for table in tables)]
    found += words_lost(parsed, found)
    return CheckedMarkdown(tuple(sorted(set(found))), definitions(parsed))


def _holds(table: Trap, new: Trap) -> bool:
    return table.line <= new.line <= table.last
