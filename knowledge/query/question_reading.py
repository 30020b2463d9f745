"""What a question asks for, and for which day, read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.model.policy_set import PolicySet
from knowledge.query.change_question import ChangeQuestion, ChangeTopic, read_change_question
from knowledge.query.parse import written_in_full
from knowledge.query.status_question import read_past_version, read_status_question
from knowledge.time.temporal_intent import TimedQuestion, recognise_time


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """`change`: what changed is asked. `status`: the ids of the policies that are asked about as
    documents. `time`: the time for which a rule is asked, None for today. More than one may be
    so: what changed goes before, as far as something is meant by it."""

    change: ChangeQuestion | None
    status: Sequence[str]
    time: TimedQuestion | None


def read_question(text: str, policies: PolicySet, today: date) -> QuestionReading:
    """A question as it was typed."""
    in_full = written_in_full(text)
    change = read_change_question(in_full, today)
    status = read_status_question(in_full, policies, today)
    if status and change is not None and change.kind is ChangeTopic.TOOL:
        change = None  # "the history of" something is a policy's, if a policy is named
    return QuestionReading(
        change=change,
        status=status,
        time=recognise_time(text, today) or read_past_version(text, policies, today),
    )
