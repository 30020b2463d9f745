"""The screening questions of a day as the triage list knows them: for the chat and the board."""

from datetime import date

from knowledge.model.policy_set import PolicySet
from knowledge.versions.dependents import in_force
from triage.model.screening_rules import AssessmentNeed, Question


def pinned_questions(policies: PolicySet, on: date) -> tuple[Question, ...]:
    """The screening questions of a day, each with its clause in the version of that day, or as it
    is named where none is in force; empty where there are no questions."""
    screening = policies.screening_on(on)
    held = in_force(policies, on)
    return tuple(
        Question(
            key=one.anchor,
            assessment=one.assessment,
            text=one.text,
            yes=AssessmentNeed(one.yes),
            unsure=AssessmentNeed(one.unsure),
            clause=held[one.clause].ref if one.clause in held else one.clause,
            floor=one.floor,
            likelihood=one.likelihood,
            only_after=one.only_after,
            suggests=one.suggests,
            items=one.items,
        )
        for one in (screening.questions if screening else ())
    )
