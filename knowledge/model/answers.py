"""What the policy set says to a question: what matches, what is answered, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.model.policies import OutOfScopeTopic, Passage, Tool, Verdict
from knowledge.model.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Match:
    """A passage found for a question. `score` orders matches; `why` says what made it match.

    `answers` is the sentence or list item of the passage that answers; None where nobody looked.
    """

    passage: Passage
    score: float
    why: str = ""
    answers: Sentence | None = None


class AnswerKind(StrEnum):
    """What kind of answer this is; only the first two quote passages as the answer."""

    ANSWERED = "answered"
    NEAREST = "nearest"
    SILENT = "silent"
    NOT_UNDERSTOOD = "not_understood"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    CONFLICT = "conflict"
    OUTSIDE = "outside"


class Comparison(StrEnum):
    """How a question was compared with the set."""

    MEANING = "meaning"
    WORDS = "words"
    WORDS_SO_FAR = "words so far"
    """Meaning is still being learnt: the same question may get another answer in a while."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why this answer: what was read, what matched, each signal's value and the threshold.

    `repairs` and `lexicon` are pairs of what was written and what it was read as; `matched` the
    question's words that the best clause or its ways of asking hold; `nearest` the listed way of
    asking that lies nearest; `rival` the best subject that the policies do not cover.
    """

    fingerprint: str
    repairs: tuple[tuple[str, str], ...]
    lexicon: tuple[tuple[str, str], ...]
    matched: tuple[str, ...]
    nearest: str
    signals: Mapping[str, float]
    rival: str
    confidence: float
    threshold: float
    meaning: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """What the set says to a question on a day.

    `matches` are the quoted passages, best first: the answer itself for `answered`, neighbours
    offered with a warning for `nearest`, empty otherwise. `lead` is the verdict on the use that is
    asked about: that of the sentence that answers, or of the register's entry where that is
    stricter. `tools` are register entries the question named; `unlisted` is a tool name that is
    not on the register. `subject` is the not-covered subject that matched. `named` are clauses
    that are named and never quoted: the one to come, the one that is over, the two that disagree.
    `contact` says whom to ask, from the front matter. `parts` are the answers to the separate
    questions in it; `asked` is the question that this answers. `incident`: the question tells that
    something has gone wrong, and the first passage is what to do now. `compared` says how the
    answer was found, and None that nothing was compared.
    """

    kind: AnswerKind
    asked: str = ""
    matches: tuple[Match, ...] = ()
    lead: Verdict | None = None
    tools: tuple[Tool, ...] = ()
    unlisted: str = ""
    subject: OutOfScopeTopic | None = None
    contact: str = ""
    on: date | None = None
    confidence: float = 0.0
    named: tuple[Passage, ...] = ()
    parts: tuple["Answer", ...] = ()
    explanation: Explanation | None = None
    incident: bool = False
    compared: Comparison | None = None

    @property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(match.passage for match in self.matches)
