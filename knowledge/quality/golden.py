"""Questions whose right answers are known, and the topics that say what is right."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


class QuestionsError(Exception):
    """The questions or the topics cannot be read; the text names file, line and reason."""


@dataclass(frozen=True, slots=True)
class GoldenQuestion:
    """One question with what is known about it; `context` was asked just before."""

    id: str
    text: str
    topic: str
    answerable: bool
    kind: str
    context: str | None


@dataclass(frozen=True, slots=True)
class Topic:
    """The places that answer a topic, and those of the topics close to it."""

    refs: frozenset[str]
    close: frozenset[str]


def read_questions(path: Path) -> tuple[GoldenQuestion, ...]:
    """Read questions from JSON Lines. Raises QuestionsError."""
    return tuple(_questions(path))


def _questions(path: Path) -> Iterator[GoldenQuestion]:
    for number, line in enumerate(_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            yield GoldenQuestion(
                id=str(said["id"]),
                text=str(said["text"]),
                topic=str(said["topic"]),
                answerable=bool(said["answerable"]),
                kind=str(said["kind"]),
                context=str(said["context"]) if said.get("context") else None,
            )
        except KeyError as missing:
            raise QuestionsError(f"{path}:{number}: the key {missing} is missing") from None
        except (ValueError, TypeError, AttributeError, RecursionError):
            raise QuestionsError(f"{path}:{number}: not a JSON object") from None


def read_topics(path: Path) -> Mapping[str, Topic]:
    """Read `[topics.slug]` tables with `refs` and `close` from TOML. Raises QuestionsError."""
    try:
        tables = tomllib.loads(_text(path))["topics"]
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


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except OSError as refused:
        raise QuestionsError(f"{path}: {refused.strerror}") from None
    except UnicodeDecodeError:
        raise QuestionsError(f"{path}: is not UTF-8") from None
