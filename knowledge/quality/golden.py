"""Questions whose right answers are known, and the topics that say what is right."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from knowledge.files.golden_lines import Line, golden_lines
from knowledge.files.source_file import QUESTIONS


class QuestionsError(Exception):
    """The questions or the topics cannot be read; the text names file, line and reason."""


class ExpectedLead(StrEnum):
    """What the bold line above an answer has to say, if anything."""

    NO = "no"
    YES = "yes"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question with what is known about it; `context` was asked just before, `lead` is None
    where nobody said what leads the answer."""

    id: str
    text: str
    topic: str
    answerable: bool
    kind: str
    context: str | None
    lead: ExpectedLead | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """The places that answer a topic, and those of the topics close to it."""

    refs: frozenset[str]
    close: frozenset[str]


@dataclass(frozen=True, slots=True)
class Golden:
    """Questions with the topics that say what is right."""

    questions: tuple[GoldenQuestion, ...] = ()
    topics: Mapping[str, Topic] = field(default_factory=dict)

    def with_more(
        self, questions: Sequence[GoldenQuestion], topics: Mapping[str, Topic]
    ) -> "Golden":
        """These and further ones; of a topic with one name the new one stands."""
        return Golden((*self.questions, *questions), {**self.topics, **topics})


def golden_of(folder: Path) -> Golden:
    """A policy folder's own questions; none where it has no such file. Raises QuestionsError."""
    path = folder / QUESTIONS
    if not path.is_file():
        return Golden()
    return Golden(read_questions(path), read_topics(path))


def read_questions(path: Path) -> tuple[GoldenQuestion, ...]:
    """Read questions from JSON Lines; lines without `text` are topics. Raises QuestionsError.

    Of a question only `text` is needed: it has a topic, or `refs` of its own, or no answer. With
    `verdict` it says what leads the answer: "no", "yes" or "none".
    """
    found = []
    for number, said in _lines(path):
        if "text" not in said:
            continue
        name = str(said.get("id", number))
        context = str(said["context"]) if said.get("context") else None
        topic = str(said.get("topic", name))
        answered = bool(said.get("answerable", "topic" in said or "refs" in said))
        kind = str(said.get("kind", "plain"))
        try:
            lead = ExpectedLead(str(said["verdict"])) if "verdict" in said else None
        except ValueError:
            raise QuestionsError(f'{path}:{number}: verdict: "no", "yes" or "none"') from None
        found.append(GoldenQuestion(name, str(said["text"]), topic, answered, kind, context, lead))
    return tuple(found)


def read_topics(path: Path) -> Mapping[str, Topic]:
    """Read what is right: from TOML, tables `[topics.slug]` with `refs` and `close`; else from
    JSON Lines, the lines with `refs`. Raises QuestionsError."""
    try:
        tables = _tables(path)
        refs = {slug: frozenset(map(str, table["refs"])) for slug, table in tables.items()}
        return {
            slug: Topic(refs[slug], frozenset().union(*(refs[c] for c in table.get("close", ()))))
            for slug, table in tables.items()
        }
    except tomllib.TOMLDecodeError as wrong:
        raise QuestionsError(f"{path}: {wrong}") from None
    except KeyError as missing:
        raise QuestionsError(f"{path}: {missing} is missing") from None
    except (TypeError, AttributeError):
        raise QuestionsError(f"{path}: a table [topics.slug] holds lists `refs`, `close`") from None


def _tables(path: Path) -> Mapping[str, Line]:
    if path.suffix == ".toml":
        tables: Mapping[str, Line] = tomllib.loads(_text(path))["topics"]
        return tables
    lines = ((number, said) for number, said in _lines(path) if "refs" in said)
    return {
        str(said.get("id", number) if "text" in said else said["topic"]): said
        for number, said in lines
    }


def _lines(path: Path) -> Iterator[tuple[int, Line]]:
    """Each line's number and what it holds."""
    for number, said in golden_lines(_text(path)):
        if isinstance(said, str):
            raise QuestionsError(f"{path}:{number}: {said}")
        yield number, said


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as refused:
        raise QuestionsError(f"{path}: {refused.strerror}") from None
    except UnicodeDecodeError:
        raise QuestionsError(f"{path}: is not UTF-8") from None
