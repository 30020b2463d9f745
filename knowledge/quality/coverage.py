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
from knowledge.model.policies import AnswerKind, Passage

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

    A topic's questions and its name are asked. Answered: one gets an answer, or two lead to the
    same clause; the clause that most lead to is named. Perhaps: one comes near a clause.
    """
    for topic in topics if topics is not None else staff_topics():
        answers = [library.answer(asked, on=on) for asked in (*topic.questions, topic.name)]
        sure = [a.passages[0] for a in answers if a.kind is AnswerKind.ANSWERED and a.passages]
        near = [a.passages[0] for a in answers if a.kind is AnswerKind.NEAREST and a.passages]
        clause = _usual([*sure, *near])
        agree = sum(passage == clause for passage in (*sure, *near))
        state = Coverage.ANSWERED if sure or agree > 1 else Coverage.PERHAPS
        yield TopicCoverage(topic, state if clause else Coverage.NOTHING, clause, agree)


def _usual(passages: Sequence[Passage]) -> Passage | None:
    """The passage found most often, the first of those; answers stand before what is near."""
    count = Counter(passage.ref for passage in passages)
    return max(passages, key=lambda passage: count[passage.ref], default=None)
