"""The figures that the golden questions reached last, kept in a file that only a commit changes.

A change of policies, lists or code may lose what was right without anybody looking. So the file
names the questions that were answered right first and those that were answered falsely, and a
later run says by name which of them it lost, or added.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.quality.evaluate import QuestionResult
from knowledge.quality.golden import QuestionsError

MOST_LOST = 2  # questions answered right first; one or two may change places at any edit


@dataclass(frozen=True, slots=True)
class GoldenRecord:
    """The ids of the questions answered right first, and of those answered though the policies do
    not."""

    right_first: frozenset[str]
    false_answers: frozenset[str]

    @classmethod
    def of(cls, results: Sequence[QuestionResult]) -> "GoldenRecord":
        asked = [(one.question, one) for one in results]
        return cls(
            frozenset(q.id for q, one in asked if q.answerable and one.right_first),
            frozenset(q.id for q, one in asked if not q.answerable and one.false_answers),
        )

    @classmethod
    def read(cls, file: Path) -> "GoldenRecord":
        """Raises QuestionsError."""
        try:
            told = json.loads(file.read_text("utf-8"))
            return cls(*(frozenset(map(str, told[key])) for key in _KEYS))
        except OSError as refused:
            raise QuestionsError(f"{file}: {refused.strerror}") from None
        except (ValueError, TypeError, KeyError):
            raise QuestionsError(f"{file}: holds no lists {' and '.join(_KEYS)}") from None

    def write(self, file: Path) -> None:
        told = {key: sorted(ids) for key, ids in zip(_KEYS, self._lists, strict=True)}
        file.write_text(json.dumps(told, indent=2) + "\n", "utf-8", newline="\n")

    @property
    def _lists(self) -> tuple[frozenset[str], frozenset[str]]:
        return self.right_first, self.false_answers

    def missed_by(self, later: "GoldenRecord") -> Iterator[str]:
        """What a later run may not be: a line for each complaint, none where it holds."""
        if len(later.right_first) < len(self.right_first) - MOST_LOST:
            lost = ", ".join(sorted(self.right_first - later.right_first))
            yield (
                f"right first: {len(later.right_first)}, at least"
                f" {len(self.right_first) - MOST_LOST} by the record; no longer right: {lost}"
            )
        if added := sorted(later.false_answers - self.false_answers):
            yield f"answered, though the policies do not, and not so in the record: {added}"


_KEYS = ("right_first", "false_answers")
