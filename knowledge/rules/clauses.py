"""The text of policies: numbered clauses of a readable length, and nothing that is lost."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from knowledge.files.sections import split_number
from knowledge.model.policies import Problem
from knowledge.nearest import did_you_mean
from knowledge.rules.inspection import Inspection, fault, warning
from knowledge.rules.readability import reading_age, words
from knowledge.rules.teams_markdown import MOST_CHARACTERS

LONGEST = 200
"""Words of one clause or entry."""

HARDEST = 17.0
"""Reading age, in years, above which a text is an outlier; 14 is what we aim at."""

_COUNTED = re.compile(r"(\d+)([a-z]?)")
_PART = re.compile(r"\((?:[2-9]|\d\d) of \d+\)$")
_ANCHOR = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def clauses_have_numbers(inspection: Inspection) -> Iterator[Problem]:
    """Every clause has a number, and no other clause of the version has the same, but for the
    parts of one clause, whose headings end in `(2 of 3)`."""
    for file in inspection.reading.policies:
        numbers: dict[str, int] = {}
        for passage in file.passages:
            if not passage.clause:
                message = f"the clause {passage.anchor} has no number"
                yield fault(passage.file, passage.line, message)
            elif passage.clause in numbers and not _PART.search(passage.heading):
                message = f"the number {passage.clause} stands twice, first in line "
                yield fault(passage.file, passage.line, f"{message}{numbers[passage.clause]}")
            numbers.setdefault(passage.clause, passage.line)


def numbers_go_up(inspection: Inspection) -> Iterator[Problem]:
    """Clauses stand in the order of their numbers."""
    for file in inspection.reading.policies:
        before: tuple[tuple[int, str], ...] = ()
        last = ""
        for passage in file.passages:
            number = tuple(
                (int(found[1]), found[2])
                for part in passage.clause.split(".")
                if (found := _COUNTED.fullmatch(part))
            )
            if len(number) < passage.clause.count(".") + 1:
                continue  # an appendix, which counts by itself
            if number < before:
                message = f"clause {passage.clause} stands after clause {last}"
                yield warning(passage.file, passage.line, message)
            before, last = number, passage.clause


def anchors_are_plain(inspection: Inspection) -> Iterator[Problem]:
    """Anchors are lower-case letters, digits and hyphens; `verdict` is the only attribute."""
    for file in inspection.reading.policies:
        for piece in file.sections:
            if piece.anchor and not _ANCHOR.fullmatch(piece.anchor):
                message = "an anchor may hold only lower-case letters, digits and hyphens: "
                yield fault(file.source.name, piece.line, message + piece.anchor)
            for name in piece.attributes:
                if name != "verdict":
                    message = f"`{name}` is not read in a heading{did_you_mean(name, ['verdict'])}"
                    yield fault(file.source.name, piece.line, message)


def headings_have_text(inspection: Inspection) -> Iterator[Problem]:
    """Every heading has text or deeper headings below it."""
    for file in inspection.reading.policies:
        pieces = file.sections
        for piece, following in zip_longest(pieces, pieces[1:]):
            if not piece.text and (following is None or following.level <= piece.level):
                yield fault(file.source.name, piece.line, "there is no text below this heading")


def clauses_are_short(inspection: Inspection) -> Iterator[Problem]:
    """A clause, and an entry of the register, has at most 200 words."""
    entries = [entry.tool.passage for entry in inspection.reading.tools]
    clauses = [passage for file in inspection.reading.policies for passage in file.passages]
    for passage in (*clauses, *entries):
        count = len(words(passage.text))
        if count > LONGEST:
            message = f"{passage.anchor} has {count} words, more than {LONGEST}: part it"
            if "\n|--" in passage.text or "\n| --" in passage.text:
                message += ", with the heads of the table on each part"
            yield fault(passage.file, passage.line, message)
        elif len(passage.text) > MOST_CHARACTERS:
            message = f"{passage.anchor} has more than {MOST_CHARACTERS} characters: part it"
            yield fault(passage.file, passage.line, message)


def clauses_are_readable(inspection: Inspection) -> Iterator[Problem]:
    """A clause that people meet reads at about age 14; an outlier is far above."""
    for text in inspection.texts():
        if text.policy and not inspection.reads_today(text.policy):
            continue
        if len(words(text.text)) < 30:
            continue
        age = reading_age(text.text)
        if age > HARDEST:
            message = f"hard to read (reading age {age:.0f}): write shorter sentences and words"
            yield warning(text.file, text.line, message)


def titles_agree(inspection: Inspection) -> Iterator[Problem]:
    """A policy has one heading of level 1, and it is the title."""
    for file in inspection.reading.policies:
        tops = [piece for piece in file.sections if piece.level == 1]
        for piece in tops[:1]:
            if piece.words not in (file.policy.title, split_number(file.policy.title)[1]):
                message = f'the heading is not the `title` "{file.policy.title}"'
                yield warning(file.source.name, piece.line, message)
        for piece in tops[1:]:
            yield warning(file.source.name, piece.line, "a second heading of level 1")
