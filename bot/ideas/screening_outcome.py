"""What a screening comes to, for the person who answered: outcomes, risk and the clauses."""

from collections.abc import Iterator, Sequence

from bot.answering.blocks import quoted
from bot.ideas.screening_fields import Questions
from bot.message import Block, Table, Text
from bot.messages.language import spoken
from bot.messages.say import say
from triage.model.screening_rules import AssessmentNeed, Screening, ScreeningReply


def questions_used(ref: str) -> str:
    """By which questions something was screened; `ref` as in `screening@1.0`."""
    name, _, version = ref.partition("@")
    return say("screening-by-version", name=name, version=version)


def blocks(done: Screening, questions: Questions) -> Iterator[Block]:
    """The outcome with every clause that demands something, each quoted once, as it is in force."""
    yield Text(say("screening-outcome-title"), strong=True)
    yield Table(
        caption=questions_used(done.questions),
        columns=(say("screening-column-assessment"), say("screening-column-outcome")),
        rows=[
            (
                questions.types.with_acronym(name, spoken()),
                say("screening-outcome", outcome=outcome),
            )
            for name, outcome in done.outcomes.items()
        ],
    )
    yield Text("\n\n".join(_risk(done, questions)))
    for ref, keys in _reasons(done).items():
        passage = questions.clauses.get(ref)
        if passage is not None:
            yield quoted(passage, " ".join(_why(done, questions, keys)), folded=True)
    if lost := [questions.titles[key] for key in _without_clause(done, questions)]:
        titles = "; ".join(lost)
        yield Text(say("screening-without-clause", contact=questions.contact, titles=titles))
    anything = any(outcome is not AssessmentNeed.NONE for outcome in done.outcomes.values())
    yield Text(say("screening-not-the-assessment", contact=questions.contact, anything=anything))


def _risk(done: Screening, questions: Questions) -> Iterator[str]:
    yield say(
        "screening-risk",
        level=say("screening-risk-level", level=done.risk),
        likelihood=done.likelihood,
        impact=done.impact,
    )
    confirmed = {one.key for one in done.answers if one.reply is ScreeningReply.YES}
    floors = [one for one in questions.asked if one.key in confirmed]
    impact = max((one.floor for one in floors), default=0)
    if impact:
        found = [questions.titles[one.key] for one in floors if one.floor == impact]
        yield say("screening-impact-at-least", least=impact, titles="; ".join(found))
    likelihood = max((one.likelihood for one in floors), default=0)
    if likelihood:
        found = [questions.titles[one.key] for one in floors if one.likelihood == likelihood]
        yield say("screening-likelihood-at-least", least=likelihood, titles="; ".join(found))


def _why(done: Screening, questions: Questions, keys: Sequence[str]) -> Iterator[str]:
    """Which answers led to a clause: what was confirmed and, apart from it, what is not known."""
    given = {one.key: one for one in done.answers}
    confirmed = [key for key in keys if given[key].reply is ScreeningReply.YES]
    unsure = [key for key in keys if key not in confirmed]
    if confirmed:
        titles = (
            f"{questions.titles[key]}: {given[key].note}"
            if given[key].note
            else questions.titles[key]
            for key in confirmed
        )
        yield say("screening-because-of", titles="; ".join(titles))
    if unsure:
        yield say(
            "screening-not-sure-of", titles="; ".join(questions.titles[key] for key in unsure)
        )


def _without_clause(done: Screening, questions: Questions) -> Iterator[str]:
    """The answers that led to a clause which no policy in force has."""
    for ref, keys in _reasons(done).items():
        if ref not in questions.clauses:
            yield from keys


def _reasons(done: Screening) -> dict[str, list[str]]:
    """The clauses, in the order of the answers that led to them."""
    reasons: dict[str, list[str]] = {}
    for trigger in done.triggers:
        reasons.setdefault(trigger.clause, []).append(trigger.key)
    return reasons
