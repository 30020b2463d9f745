"""From the answers to the screening questions to which assessments are needed, and how risky.

A screening says what has to be looked at; it is not the assessment. The questions, the outcome
of each answer and the lowest impact are data that officers edit (`policies/screening/`); here
they arrive as plain values and leave, with the wording that was answered, as a record.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from triage.model.risk import Risk, risk_of


class ScreeningReply(StrEnum):
    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class AssessmentNeed(StrEnum):
    """Advice counts as required until somebody has given it."""

    REQUIRED = "required"
    ADVICE = "advice"
    NONE = "none"


_FROM_WEAKEST = (AssessmentNeed.NONE, AssessmentNeed.ADVICE, AssessmentNeed.REQUIRED)


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `key` is unique in its set. `yes` and `unsure` are what an answer leads to
    (unsure: to advice at most),
    `clause` the ref, with version, of the rule that demands it. `floor` is the lowest impact that
    a "yes" allows, `likelihood` the lowest likelihood (0: none). Asked only while `only_after` is
    not answered "no" (empty: always). `suggests` are words in an idea that suggest a "yes".
    A question of several `items` is answered by ticking those that apply."""

    key: str
    assessment: str
    text: str
    yes: AssessmentNeed
    unsure: AssessmentNeed
    clause: str
    floor: int = 0
    likelihood: int = 0
    only_after: str = ""
    suggests: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer with the wording that it answers, kept as it was asked."""

    key: str
    assessment: str
    text: str
    reply: ScreeningReply
    note: str = ""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An answer that led to more than nothing, and the clause that says so."""

    key: str
    assessment: str
    outcome: AssessmentNeed
    clause: str


@dataclass(frozen=True, slots=True)
class Screening:
    """What a set of answers comes to. `questions` is the ref of their version, for example
    `screening@2.0`; `outcomes` has every assessment of the set."""

    questions: str
    fingerprint: str
    answers: tuple[Answered, ...]
    outcomes: Mapping[str, AssessmentNeed]
    triggers: tuple[Trigger, ...]
    likelihood: int
    impact: int

    @property
    def risk(self) -> Risk:
        return risk_of(self.likelihood, self.impact)


NONE_OF_THESE, NOT_SURE = "none", "unsure"
"""The boxes below the items of a question; an item's own is called by its number, from 1."""


def reply_of_boxes(
    ticked: Collection[str], items: Mapping[str, str]
) -> tuple[ScreeningReply, str] | None:
    """What ticked boxes say, `items` by the names of their boxes, and which items they name. None
    where nothing is ticked, or "none of these" beside an item."""
    named = "; ".join(text for box, text in items.items() if box in ticked)
    if named:
        return None if NONE_OF_THESE in ticked else (ScreeningReply.YES, named)
    if NOT_SURE in ticked:
        return ScreeningReply.UNSURE, ""
    return (ScreeningReply.NO, "") if NONE_OF_THESE in ticked else None


def boxes_of(question: Question) -> Mapping[str, str]:
    """The items of a question by the names of their boxes."""
    return {str(number): item for number, item in enumerate(question.items, start=1)}


def visible(
    questions: Sequence[Question], answers: Mapping[str, ScreeningReply]
) -> tuple[Question, ...]:
    """The questions to be asked, in order, given the answers so far."""
    shown: dict[str, Question] = {}
    for question in questions:
        before = question.only_after
        if not before or (before in shown and answers.get(before) is not ScreeningReply.NO):
            shown[question.key] = question
    return tuple(shown.values())


def screen(
    questions: Sequence[Question],
    answers: Mapping[str, ScreeningReply],
    *,
    version: str,
    fingerprint: str = "",
    notes: Mapping[str, str] | None = None,
) -> Screening:
    """The outcome of the answers to the questions that are to be asked; others do not count.

    A question without an answer counts as unsure, which has advice asked for and raises nothing:
    a risk is raised by what somebody has confirmed alone.
    """
    asked = visible(questions, answers)
    replies = {question.key: answers.get(question.key, ScreeningReply.UNSURE) for question in asked}
    triggers = tuple(
        Trigger(question.key, question.assessment, outcome, question.clause)
        for question in asked
        if (outcome := _outcome(question, replies[question.key])) is not AssessmentNeed.NONE
    )
    outcomes = {question.assessment: AssessmentNeed.NONE for question in questions}
    for trigger in triggers:
        held = outcomes[trigger.assessment]
        outcomes[trigger.assessment] = max(held, trigger.outcome, key=_FROM_WEAKEST.index)
    confirmed = [q for q in asked if replies[q.key] is ScreeningReply.YES]
    return Screening(
        questions=version,
        fingerprint=fingerprint,
        answers=tuple(
            Answered(q.key, q.assessment, q.text, replies[q.key], (notes or {}).get(q.key, ""))
            for q in asked
        ),
        outcomes=outcomes,
        triggers=triggers,
        likelihood=max([_UNLIKELY, *(q.likelihood for q in confirmed)]),
        impact=max([_unjudged(questions, outcomes), *(q.floor for q in confirmed)]),
    )


_UNLIKELY = 2
_MINOR, _MODERATE = 2, 3


def _unjudged(questions: Sequence[Question], outcomes: Mapping[str, AssessmentNeed]) -> int:
    """The impact of what nobody has judged: moderate where an assessment is required whose
    questions carry floors, which is the one about harm to people; minor elsewhere."""
    grave = {q.assessment for q in questions if q.floor}
    required = {name for name, outcome in outcomes.items() if outcome is AssessmentNeed.REQUIRED}
    return _MODERATE if grave & required else _MINOR


def _outcome(question: Question, reply: ScreeningReply) -> AssessmentNeed:
    if reply is ScreeningReply.NO:
        return AssessmentNeed.NONE
    if reply is ScreeningReply.YES:
        return question.yes
    return min(question.unsure, AssessmentNeed.ADVICE, key=_FROM_WEAKEST.index)
