"""What is known of the set that is served, kept while it is: every comparison sets a changed one
against it, and its answers to its own questions and what the check finds in it are the same each
time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from weakref import WeakKeyDictionary

from knowledge.files.reading import ParsedFolder
from knowledge.library import Library
from knowledge.model.policies import Problem
from knowledge.quality.evaluate import QuestionResult, ask, topic_of
from knowledge.quality.golden import GoldenQuestion, Topic

_ANSWERS_KEPT = 4_000
_Found = tuple[tuple[str, Problem], ...]
"""Problems, each with the kind of thing that it is about."""


@dataclass(slots=True)
class KnownOfServed:
    """Of one set: its answers by question, what was asked before and day; and what the check found
    in its files on a day."""

    answers: dict[tuple[str, str | None, date], QuestionResult] = field(default_factory=dict)
    problems: tuple[object, _Found] | None = None

    @classmethod
    def of(cls, served: Library) -> "KnownOfServed":
        return _KNOWN.setdefault(served, cls())

    def ask(
        self,
        served: Library,
        question: GoldenQuestion,
        topics: Mapping[str, Topic],
        on: date,
    ) -> QuestionResult:
        """As `evaluate.ask` gives it, whose errors it raises too."""
        key = question.text, question.context, on
        found = self.answers.get(key)
        if found is None:
            if len(self.answers) >= _ANSWERS_KEPT:
                self.answers.clear()
            found = self.answers[key] = ask(served, question, topics, on)
        return replace(found, question=question, topic=topic_of(question, topics))

    def problems_of(
        self, reading: ParsedFolder, on: date, find: Callable[[], Iterable[tuple[str, Problem]]]
    ) -> _Found:
        """What `find` finds in the files, as they were read, on the day."""
        questions = reading.questions.digest if reading.questions else b""
        key = reading.fingerprint, questions, on
        if self.problems is None or self.problems[0] != key:
            self.problems = key, tuple(find())
        return self.problems[1]


_KNOWN = WeakKeyDictionary[Library, KnownOfServed]()
