"""Which of the topics that staff ask about a set answers, so that an officer sees what is missing.

The topics with example questions come with the product, `staff_topics.tsv`: a topic, its name and
its questions, with a tab between them. They know nothing of any set.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from knowledge.library import Library
from knowledge.model.answers import AnswerKind
from knowledge.model.policies import Passage

_AGREE = 2
"""Questions of a topic that must get the same clause as their answer."""

_MOST_TOPICS = 5
"""Topics that one clause may be named for, however many clauses there are."""

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
    questions, its name among them, show it."""

    topic: StaffTopic
    state: Coverage
    clause: Passage | None
    shown_by: int

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
) -> tuple[TopicCoverage, ...]:
    """How each topic is answered on a day. Blocks for some milliseconds a question.

    A topic's questions and its name are asked. Named is the clause that stands highest over all
    that is shown, the sum of confidence / rank, as one question alone may lead astray. Answered:
    two get it as their answer, for one alone is chance in a set that is about something else.
    Perhaps: one does, or every one shows it. A clause that is named for far more topics than its
    share is near to what they all speak of, such as AI, and not to each: perhaps, for all of them.
    """
    asked = topics if topics is not None else staff_topics()
    found = tuple(_covered(library, topic, on) for topic in asked)
    named = Counter(one.clause.ref for one in found if one.clause)
    share = len(found) / max(len(library.policy_set.passages_on(on)), 1)
    most = max(_MOST_TOPICS, 2 * share)
    return tuple(
        replace(one, state=Coverage.PERHAPS) if one.clause and named[one.clause.ref] > most else one
        for one in found
    )


def _covered(library: Library, topic: StaffTopic, on: date) -> TopicCoverage:
    answers = [library.answer(asked, on=on) for asked in (*topic.questions, topic.name)]
    led = [a for a in answers if a.kind in _LED and a.passages]
    weight: defaultdict[str, float] = defaultdict(float)
    for answer in led:
        for rank, passage in enumerate(answer.passages, 1):
            weight[passage.ref] += answer.confidence / rank
    firm = Counter(a.passages[0].ref for a in led if a.kind is not AnswerKind.NEAREST)
    shown = Counter(passage.ref for a in led for passage in a.passages)
    best = max(weight, key=lambda ref: (weight[ref], firm[ref]), default="")
    if not firm[best] and shown[best] < len(answers):
        return TopicCoverage(topic, Coverage.NOTHING, None, 0)
    clause = next(p for a in led for p in a.passages if p.ref == best)
    state = Coverage.ANSWERED if firm[best] >= _AGREE else Coverage.PERHAPS
    return TopicCoverage(topic, state, clause, shown[best])
