"""The screening questions that an idea is put through, as data for whoever asks them."""

from dataclasses import dataclass
from enum import StrEnum

from common.assessments import AssessmentType
from knowledge.model.policies import Policy


class ScreeningOutcome(StrEnum):
    """What an answer leads to; the strongest of an assessment's answers is its outcome."""

    REQUIRED = "required"
    ADVICE = "advice"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ScreeningQuestion:
    """One question of an assessment, by its key, to be answered yes, no or unsure.

    `clause` is the place (`policy-id#anchor`) of the rule that demands it, `floor` the lowest
    impact score (1 to 5) that a "yes" allows, `likelihood` the lowest likelihood, 0 for none. With
    `only_after`, the anchor of an earlier question, it is asked unless that one is answered no. A
    question of several `items` is answered by ticking those that apply. `suggests` are words in an
    idea's text that suggest "yes" for the person to confirm.
    """

    assessment: str
    number: str
    title: str
    anchor: str
    text: str
    yes: ScreeningOutcome
    unsure: ScreeningOutcome
    clause: str
    floor: int
    likelihood: int
    only_after: str
    suggests: tuple[str, ...]
    items: tuple[str, ...]
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class ScreeningVersion:
    """One version of the screening questions, with the facts of its front matter and the kinds of
    assessment that it declares, in its order."""

    policy: Policy
    types: tuple[AssessmentType, ...]
    questions: tuple[ScreeningQuestion, ...]
