"""What a screening comes to, for the person who answered: outcomes, risk and the clauses."""

from collections.abc import Iterator

from bot.answering.blocks import quoted
from bot.ideas.screening_fields import Questions
from bot.message import Block, Table, Text
from bot.messages import wording_screening as wording
from triage.model.screening_rules import AssessmentNeed, Screening, ScreeningReply


def blocks(done: Screening, questions: Questions) -> Iterator[Block]:
    """The outcome with every clause that demands something, each quoted once, as it is in force."""
    yield Text(wording.outcome_title(), strong=True)
    yield Table(
        caption=wording.by_version(done.questions),
        columns=wording.columns(),
        rows=[
            (wording.assessment_name(name), wording.outcome(outcome))
            for name, outcome in done.outcomes.items()
        ],
    )
    yield Text("\n\n".join(_risk(done, questions)))
    for ref, keys in _reasons(done).items():
        passage = questions.clauses.get(ref)
        if passage is not None:
            titles = [questions.titles[key] for key in keys]
            yield quoted(passage, wording.because_of(titles), folded=True)
    anything = any(outcome is not AssessmentNeed.NONE for outcome in done.outcomes.values())
    yield Text(wording.not_the_assessment(questions.contact, anything))


def _risk(done: Screening, questions: Questions) -> Iterator[str]:
    yield wording.risk(done.risk, done.likelihood, done.impact)
    held = {one.key for one in done.answers if one.reply is not ScreeningReply.NO}
    floors = [one for one in questions.asked if one.key in held]
    impact = max((one.floor for one in floors), default=0)
    if impact:
        found = [questions.titles[one.key] for one in floors if one.floor == impact]
        yield wording.impact_at_least(impact, found)
    likelihood = max((one.likelihood for one in floors), default=0)
    if likelihood:
        found = [questions.titles[one.key] for one in floors if one.likelihood == likelihood]
        yield wording.likelihood_at_least(likelihood, found)


def _reasons(done: Screening) -> dict[str, list[str]]:
    """The clauses, in the order of the answers that led to them."""
    reasons: dict[str, list[str]] = {}
    for trigger in done.triggers:
        reasons.setdefault(trigger.clause, []).append(trigger.key)
    return reasons
