"""What a question asks for, and for which day, read once."""

import re
from dataclasses import dataclass, replace
from datetime import date

from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from knowledge.query.asking_part import asking_part
from knowledge.query.change_question import (
    ChangeQuestion,
    ChangeTopic,
    asks_when_changed,
    read_change_question,
)
from knowledge.query.clause_ref import clause_named
from knowledge.query.incident import Incident, read_incident
from knowledge.query.parse import written_in_full
from knowledge.query.status_question import (
    StatusQuestion,
    read_past_version,
    read_status_question,
)
from knowledge.query.welsh.detection import is_welsh
from knowledge.query.welsh.times import read_times
from knowledge.time.dates import find_days
from knowledge.time.temporal_intent import TemporalIntent, TimedQuestion, recognise_time

_CHANGE = re.compile(
    r"\b(?:when|how|has|have|did|was|were|last|ever|been|most recently|since|this year|change[ds]?"
    r"|amended|updated|revised|reworded|altered|rewritten|history)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """`change`: what changed is asked. `status`: policies are asked about as documents. `time`: the
    time for which a rule is asked, None for today. More than one may be so: what changed goes
    before, as far as something is meant by it. `changed_clause`: the clause of today, named by its
    number and policy, of which it is asked when or how it changed."""

    change: ChangeQuestion | None
    status: StatusQuestion | None
    time: TimedQuestion | None
    changed_clause: Passage | None = None


def read_question(text: str, policies: PolicySet, today: date) -> QuestionReading:
    """A question as it was typed, in English or in Welsh. What is left of a Welsh one when its
    time is taken out stays in Welsh, as it is read again when it is answered."""
    if not is_welsh(text):
        return _read(text, policies, today)
    times = read_times(text, today)
    reading = _read(times.english, policies, today)
    time, change = reading.time, reading.change
    if time is not None:
        rest = times.without if time.rest else ""
        time = replace(time, rest=rest, named=times.as_written(time.named))
    if change is not None and change.unread:
        change = replace(change, unread=times.as_written(change.unread))
    return replace(reading, time=time, change=change)


def _read(text: str, policies: PolicySet, today: date) -> QuestionReading:
    whole = written_in_full(text)
    if read_incident(whole) is Incident.TOLD:
        return QuestionReading(None, None, None)  # when it happened is no day to answer for
    text = asking_part(text)  # a day of the story is no day to answer for
    in_full = written_in_full(text)
    time = recognise_time(text, today) or read_past_version(text, policies, today)
    change = read_change_question(in_full, today)
    status = read_status_question(in_full, policies, today)
    if status is None and time is not None and time.when is TemporalIntent.THEN:
        status = read_status_question(time.rest, policies, today)
    if status and status.policies and change is not None and change.kind is ChangeTopic.TOOL:
        change = None  # "the history of" something is a policy's, if a policy is named
    return QuestionReading(change, status, time, _changed_clause(in_full, change, policies, today))


def _changed_clause(
    text: str, change: ChangeQuestion | None, policies: PolicySet, today: date
) -> Passage | None:
    """What is to come, and two versions that are named, are told of the policy."""
    of_policy = change is not None and (
        change.kind is ChangeTopic.COMING or "version" in text.lower()
    )
    if of_policy or not asks_when_changed(text):
        return None
    days = find_days(text, today)
    undated = f"{text[: days.start]} {text[days.end :]}" if days else text
    named = clause_named(policies, _CHANGE.sub(" ", undated), today)
    return named.passages[0] if named else None
