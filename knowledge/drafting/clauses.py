"""One clause of a version's file read, changed, added or taken out, the rest left byte for byte."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.drafting.facts import front_of
from knowledge.files.sections import MarkdownSection, sections, split_number
from knowledge.files.source_file import SourceFile
from knowledge.markup.words import slug

_ATX = re.compile(r"#{1,6}(?:\s|$)")
_ENDS = re.compile(r"\s*\{#[^{}]*\}\s*$")
NO_TEXT = "Write what the rule says: a clause without text cannot be quoted."
NO_HEADING = "Give the clause a heading."
A_HEADING = (
    "A line of the text would become a heading of its own. Take out the # or the line of dashes "
    "below it, or add a new clause."
)


class ClauseError(Exception):
    """What was typed makes no clause; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class EditedClause:
    """A clause as it stands in a file: its number and the words of its heading as one line, and
    its text with verdict marks."""

    anchor: str
    heading: str
    text: str


def clauses_of(text: str) -> tuple[EditedClause, ...]:
    """Every clause in the file's order. Raises ValueError where the front matter cannot be read."""
    return tuple(_edited(piece) for piece in _pieces(text) if piece.level >= 2 and piece.text)


def clause_of(text: str, anchor: str) -> EditedClause | None:
    """The clause with this anchor. Raises ValueError likewise."""
    return next((clause for clause in clauses_of(text) if clause.anchor == anchor), None)


def with_clause(text: str, anchor: str, heading: str, body: str) -> str:
    """The file with the heading and the text of a clause changed.

    Raises ClauseError where that would make no clause, KeyError for an anchor that is not there.
    """
    piece = _piece(text, anchor)
    source = _source(text)
    wanted = _line(heading, NO_HEADING)
    first, behind = piece.text_line, piece.end_line + 1
    above = source.lines(1, first)
    if wanted != _edited(piece).heading:
        line = source.lines(piece.line, piece.line + 1)
        if not _ATX.match(line):
            raise ClauseError("The heading of this clause cannot be changed here.")
        tail = _ENDS.search(line.rstrip("\r\n"))
        new = f"{'#' * piece.level} {wanted}{tail[0].rstrip() if tail else ''}\n"
        above = source.lines(1, piece.line) + new + source.lines(piece.line + 1, first)
    return above + _body(body) + "\n" + source.lines(behind, source.end)


def without_clause(text: str, anchor: str) -> str:
    """The file without a clause. Raises KeyError for an anchor that is not there, ClauseError for
    the last clause."""
    piece = _piece(text, anchor)
    if len(clauses_of(text)) == 1:
        raise ClauseError("A policy needs at least one clause. Withdraw the policy instead.")
    source = _source(text)
    return source.lines(1, piece.line) + source.lines(piece.end_line + 1, source.end).lstrip("\n")


def with_new_clause(text: str, after: str, heading: str, body: str) -> tuple[str, str]:
    """The file with a further clause behind another one, and the new clause's anchor.

    Raises ClauseError, KeyError likewise.
    """
    piece = _piece(text, after)
    words = _line(heading, NO_HEADING)
    taken = {one.anchor for one in _pieces(text)}
    anchor = _free(slug(split_number(words)[1]) or "clause", taken)
    source = _source(text)
    above = source.lines(1, piece.end_line + 1)
    above += "" if above.endswith("\n") else "\n"
    new = f"\n{'#' * piece.level} {words} {{#{anchor}}}\n\n{_body(body)}\n"
    return above + new + source.lines(piece.end_line + 1, source.end), anchor


def _source(text: str) -> SourceFile:
    return SourceFile.of("draft.md", text.encode())


def _pieces(text: str) -> Sequence[MarkdownSection]:
    return tuple(sections(_source(text), front_of(text).body))


def _piece(text: str, anchor: str) -> MarkdownSection:
    found = (p for p in _pieces(text) if p.level >= 2 and p.text and p.anchor == anchor)
    piece = next(found, None)
    if piece is None:
        raise KeyError(anchor)
    return piece


def _edited(piece: MarkdownSection) -> EditedClause:
    return EditedClause(piece.anchor, f"{piece.number} {piece.words}".strip(), piece.text)


def _line(words: str, missing: str) -> str:
    found = " ".join(words.replace("{", "(").replace("}", ")").split()).strip("#").strip()
    if not found:
        raise ClauseError(missing)
    return found


def _body(text: str) -> str:
    """The text as it is written, without blank lines around it and blanks at the ends of lines."""
    found = "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")
    if not found.strip():
        raise ClauseError(NO_TEXT)
    pieces = tuple(sections(_source(found)))
    if len(pieces) != 1 or pieces[0].level:
        raise ClauseError(A_HEADING)
    return found


def _free(wanted: str, taken: set[str]) -> str:
    numbers = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(anchor for anchor in (wanted, *numbers) if anchor not in taken)
