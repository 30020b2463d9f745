"""Which of the topics that staff ask about a set answers, so that an officer sees what is missing.

The topics with example questions come with the product, `staff_topics.tsv`: a topic, its name and
its questions, with a tab between them. They know nothing of any set.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from knowledge.library import Library
from knowledge.model.policies import Answer, AnswerKind, Passage

_AGREE = 2
"""Questions of a topic that must get the same clause as their answer."""

_LED = frozenset({AnswerKind.ANSWERED, AnswerKind.CONFLICT, AnswerKind.NEAREST})
_FILE = Path(__file__).with_name("staff_topics.tsv")


class Coverage(StrEnum):
    """Whether a set answers a topic: a clause does, one is near, or nothing is."""

    ANSWERED = "answered"
    PERHAPS = "perhaps"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class StaffTopic:
    """Something that staff ask about, with ways in which they ask."""

    slug: str
    name: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicCoverage:
    """How a set answers a topic: by which clause (None: by nothing), and how many of the topic's
    questions and its name lead to it."""

    topic: StaffTopic
    state: Coverage
    clause: Passage | None
    lead_there: int

    @property
    def asked(self) -> int:
        """How many questions were asked, the topic's name among them."""
        return len(self.topic.questions) + 1


def staff_topics() -> tuple[StaffTopic, ...]:
    """The topics as the product brings them."""
    rows = (line.split("\t") for line in _FILE.read_text("utf-8").splitlines())
    return tuple(StaffTopic(slug, name, tuple(asked)) for slug, name, *asked in rows)


def coverage(
    library: Library, on: date, topics: Sequence[StaffTopic] | None = None
) -> Iterator[TopicCoverage]:
    """How each topic is answered on a day. Blocks for some milliseconds a question.

    A topic's questions and its name are asked. Named is the clause that most of them get as their
    answer, then the one that most are led to. Answered: two get it as their answer, for one alone
    is chance in a set that is about something else. Perhaps: it comes near.
    """
    for topic in topics if topics is not None else staff_topics():
        answers = [library.answer(asked, on=on) for asked in (*topic.questions, topic.name)]
        led = [a for a in answers if a.kind in _LED and a.passages]
        firm = Counter(a.passages[0].ref for a in led if a.kind is not AnswerKind.NEAREST)
        count = Counter(a.passages[0].ref for a in led)
        best = max(led, key=lambda a: _rank(a, firm, count), default=None)
        if best is None:
            yield TopicCoverage(topic, Coverage.NOTHING, None, 0)
            continue
        clause = best.passages[0]
        state = Coverage.ANSWERED if firm[clause.ref] >= _AGREE else Coverage.PERHAPS
        yield TopicCoverage(topic, state, clause, count[clause.ref])


def _rank(answer: Answer, firm: Counter[str], count: Counter[str]) -> tuple[int, int, float]:
    """How much speaks for the clause that an answer leads with."""
    ref = answer.passages[0].ref
    return firm[ref], count[ref], answer.confidence
