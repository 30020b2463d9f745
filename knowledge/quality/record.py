"""The figures that the golden questions reached last, kept in a file that only a commit changes.

A change of policies, lists or code may lose what was right without anybody looking. So the file
names the questions that were answered right first, those that were answered falsely, and those
whose bold line said what it should or the opposite, and a later run says by name which of them it
lost, or added.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.quality.evaluate import QuestionResult
from knowledge.quality.golden import QuestionsError
from knowledge.quality.leads import is_led_right, is_led_wrong

MOST_LOST = 2  # questions answered right first, or led right; one or two may change at any edit


@dataclass(frozen=True, slots=True)
class GoldenRecord:
    """The ids of the questions answered right first, of those answered though the policies do not,
    and of those led by the right yes or no, or by a wrong line."""

    right_first: frozenset[str]
    false_answers: frozenset[str]
    led_right: frozenset[str] = frozenset()
    led_wrong: frozenset[str] = frozenset()

    @classmethod
    def of(cls, results: Sequence[QuestionResult]) -> "GoldenRecord":
        asked = [(one.question, one) for one in results]
        return cls(
            frozenset(q.id for q, one in asked if q.answerable and one.right_first),
            frozenset(q.id for q, one in asked if not q.answerable and one.false_answers),
            frozenset(q.id for q, one in asked if is_led_right(one)),
            frozenset(q.id for q, one in asked if is_led_wrong(one)),
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
            raise QuestionsError(f"{file}: holds no lists {', '.join(_KEYS)}") from None

    def write(self, file: Path) -> None:
        told = {key: sorted(getattr(self, key)) for key in _KEYS}
        file.write_text(json.dumps(told, indent=2) + "\n", "utf-8", newline="\n")

    def missed_by(self, later: "GoldenRecord") -> Iterator[str]:
        """What a later run may not be: a line for each complaint, none where it holds."""
        yield from _fewer("right first", self.right_first, later.right_first)
        yield from _fewer("led by the right yes or no", self.led_right, later.led_right)
        yield from _more(
            "answered, though the policies do not", self.false_answers, later.false_answers
        )
        yield from _more("led by a wrong line", self.led_wrong, later.led_wrong)


def _fewer(what: str, before: frozenset[str], later: frozenset[str]) -> Iterator[str]:
    least = len(before) - MOST_LOST
    if len(later) < least:
        lost = ", ".join(sorted(before - later))
        yield f"{what}: {len(later)}, at least {least} by the record; no longer right: {lost}"


def _more(what: str, before: frozenset[str], later: frozenset[str]) -> Iterator[str]:
    if added := sorted(later - before):
        yield f"{what}, and not so in the record: {added}"


_KEYS = ("right_first", "false_answers", "led_right", "led_wrong")
