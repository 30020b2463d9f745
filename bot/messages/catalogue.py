"""The catalogue of what the assistant says: Fluent files, a folder a language, English too.

Fluent's own reader drops in silence what it cannot read and keeps the first of two messages with
one id; here either is a problem that names its file and line. https://projectfluent.org
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, FluentSerializer, ast
from fluent.syntax.visitor import Visitor

from bot.messages.language import Language
from knowledge.model.policies import Problem

FOLDER = Path(__file__).parent

_MARK = "en: "
"""Begins the line above a translation that says which English it was made from."""


class CatalogueError(Exception):
    """The catalogue cannot be used; says each file, line and reason."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True, slots=True)
class Entry:
    """One message as it stands in a file; `line` is counted from 1.

    `variables` and `references` are the names that the text itself uses: values as `$name`,
    other messages by their id. `mark` is the digest of the English that a translation was made
    from, "" where the file says none.
    """

    message: ast.Message
    file: str
    line: int
    variables: frozenset[str]
    references: frozenset[str]
    mark: str

    @property
    def digest(self) -> str:
        """Eight hex digits of SHA-256 over the message without its comment."""
        return hashlib.sha256(source_of(self).encode()).hexdigest()[:8]


def source_of(entry: Entry) -> str:
    """A message as a file has it, without its comment."""
    return FluentSerializer().serialize_entry(ast.Message(entry.message.id, entry.message.value))


class _Names(Visitor):
    """The names that a message uses."""

    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.references: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.references.add(node.id.name)


def short_tag(language: Language) -> str:
    """The language without its region, as files and folders are named: `en`."""
    return language.value.partition("-")[0]


def read_text(file: str, text: str, problems: list[Problem]) -> dict[str, Entry]:
    """The messages of one file by their ids; what is wrong with it is added to `problems`."""
    found: dict[str, Entry] = {}
    for part in FluentParser(with_spans=True).parse(text).body:
        line = text.count("\n", 0, part.span.start if part.span else 0) + 1
        if isinstance(part, ast.Junk):
            why = part.annotations[0].message if part.annotations else "this cannot be read"
            problems.append(Problem(file, line, f"is not Fluent: {why}"))
        elif isinstance(part, ast.Term):
            problems.append(Problem(file, line, f"-{part.id.name} is a term; write messages only"))
        elif isinstance(part, ast.Message):
            name = part.id.name
            if part.value is None or part.attributes:
                problems.append(Problem(file, line, f"{name} has no text, or has attributes"))
            elif name in found:
                problems.append(Problem(file, line, f"{name} is here twice"))
            else:
                found[name] = _entry(part, file, line)
    return found


def _entry(message: ast.Message, file: str, line: int) -> Entry:
    names = _Names()
    names.visit(message)
    note = (message.comment and message.comment.content) or ""
    marks = [row.removeprefix(_MARK) for row in note.splitlines() if row.startswith(_MARK)]
    line += len(note.splitlines()) if note else 0
    return Entry(
        message,
        file,
        line,
        frozenset(names.variables),
        frozenset(names.references),
        marks[0].strip() if marks else "",
    )


@cache
def entries(language: Language) -> Mapping[str, Entry]:
    """Every message of a language. Raises CatalogueError where a file is not sound."""
    problems: list[Problem] = []
    found: dict[str, Entry] = {}
    for path in sorted((FOLDER / short_tag(language)).glob("*.ftl")):
        file = path.relative_to(FOLDER).as_posix()
        for name, entry in read_text(file, path.read_text("utf-8"), problems).items():
            if name in found:
                where = f"{found[name].file} line {found[name].line}"
                problems.append(Problem(file, entry.line, f"{name} stands in {where} too"))
            found[name] = entry
    if problems:
        raise CatalogueError(problems)
    return found


def values_of(name: str, among: Mapping[str, Entry], above: tuple[str, ...] = ()) -> frozenset[str]:
    """The values that a message needs, with those of the messages that it refers to.

    Raises KeyError for a message that is not `among` the entries, ValueError for a circle.
    """
    if name in above:
        raise ValueError(f"{name} refers to itself")
    entry = among[name]
    below = (values_of(other, among, (*above, name)) for other in entry.references)
    return entry.variables.union(*below)


def misfits(own: Mapping[str, Entry], english: Mapping[str, Entry]) -> Iterator[Problem]:
    """What of a language, or of a council's own messages, does not fit the English.

    A message must exist in English, and may use only the values that it has there.
    """
    among = {**english, **own}
    for name, entry in own.items():
        if name not in english:
            yield Problem(entry.file, entry.line, f"nothing says {name}")
            continue
        try:
            surplus = values_of(name, among) - values_of(name, english)
        except (KeyError, ValueError) as wrong:
            yield Problem(entry.file, entry.line, f"{name} refers to nothing: {wrong}")
            continue
        if surplus:
            listed = ", ".join(f"${value}" for value in sorted(surplus))
            yield Problem(entry.file, entry.line, f"{name} is not given {listed}")
