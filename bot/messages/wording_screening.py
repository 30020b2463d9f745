"""What the assistant says about the screening of an idea.

Which assessments are needed, and why, is the council's: the clauses are quoted.
"""

from collections.abc import Sequence

from bot.messages.language import listed, number, say
from triage.model.risk import Risk
from triage.model.screening_rules import AssessmentNeed, ScreeningReply


def title() -> str:
    return say("A short screening")


def intro() -> str:
    return say(
        "It shows which assessments are needed, and by which clauses. What your words suggest is "
        "filled in: please check it and change what is wrong. “Not sure” is a fair answer."
    )


def intro_for_idea(ref: str) -> str:
    return say("About {ref}, which is stored already. {intro}", ref=ref, intro=intro())


def describe() -> str:
    return say("What would you use, and for what?")


def describe_hint() -> str:
    return say("A sentence is enough, and it is not kept. No names, please.")


def go_on() -> str:
    return say("Go on")


def finish() -> str:
    return say("See the outcome")


def some_more() -> str:
    return say("A little more, because of your answers.")


def or_by_typing() -> str:
    return say(
        "Or answer here by typing, one question after the other: yes, no or not sure. “Accept all” "
        "takes what is suggested."
    )


def suggested(reply: ScreeningReply, words: Sequence[str]) -> str:
    """Why an answer is filled in; the words are the idea's own."""
    quoted = listed([f"“{word}”" for word in words[:3]])
    if reply is ScreeningReply.NO:
        return say("Suggested: no, because of {words}. Please check.", words=quoted)
    return say("Suggested: yes, because of {words}. Please check.", words=quoted)


def any_of_these(assessment: str, titles: Sequence[str]) -> str:
    return say(
        "{about}: does any of these apply? {titles}.",
        about=about(assessment),
        titles="; ".join(titles),
    )


def about(assessment: str) -> str:
    return {
        "dpia": say("Data protection"),
        "eqia": say("Equality"),
        "environmental": say("Environment"),
    }.get(assessment, assessment)


def assessment_name(assessment: str) -> str:
    return {
        "dpia": say("Data protection impact assessment (DPIA)"),
        "eqia": say("Equality impact assessment (EqIA)"),
        "environmental": say("Environmental assessment"),
    }.get(assessment, assessment)


def outcome_title() -> str:
    return say("What the screening says")


def columns() -> tuple[str, str]:
    return (say("Assessment"), say("Outcome"))


def outcome(of: AssessmentNeed) -> str:
    return {
        AssessmentNeed.REQUIRED: say("Required"),
        AssessmentNeed.ADVICE: say("Advice needed: counts as required until you have it"),
        AssessmentNeed.NONE: say("Not required"),
    }[of]


def risk_level(level: Risk) -> str:
    return {
        Risk.LOW: say("low"),
        Risk.MEDIUM: say("medium"),
        Risk.HIGH: say("high"),
        Risk.VERY_HIGH: say("very high"),
    }[level]


def risk(level: Risk, likelihood: int, impact: int) -> str:
    return say(
        "Provisional risk: {level} (likelihood {likelihood} of 5, impact {impact} of 5). The "
        "people who look at it set the final one.",
        level=risk_level(level),
        likelihood=number(likelihood),
        impact=number(impact),
    )


def impact_at_least(least: int, titles: Sequence[str]) -> str:
    return say(
        "The impact is at least {least} because of: {titles}.",
        least=number(least),
        titles="; ".join(titles),
    )


def likelihood_at_least(least: int, titles: Sequence[str]) -> str:
    return say(
        "The likelihood is at least {least} because of: {titles}.",
        least=number(least),
        titles="; ".join(titles),
    )


def because_of(titles: Sequence[str]) -> str:
    """Above the clause that demands something: which answers led to it."""
    return say("Because of: {titles}", titles="; ".join(titles))


def not_the_assessment(contact: str, anything: bool) -> str:
    """`anything`: an assessment is required or advice is needed."""
    first = say("This is a screening, not the assessment itself.")
    if anything:
        return f"{first} " + say(
            "Next: show this to {contact}, who can say what the assessment needs.", contact=contact
        )
    return f"{first} " + say(
        "The record of it is kept. If something changes, screen it again; to ask: {contact}.",
        contact=contact,
    )


def by_version(ref: str) -> str:
    name, _, version = ref.partition("@")
    return say(
        "Screened with the questions “{name}”, version {version}.", name=name, version=version
    )


def kept_with(ref: str) -> str:
    return say("Kept with {ref}.", ref=ref)


def no_questions() -> str:
    return say("There are no screening questions in force just now, so I cannot screen anything.")


def screen_it() -> str:
    return say("Screen it: a few questions")


def not_answered() -> str:
    return say("Please choose an answer.")


def not_finished() -> str:
    return say("Some questions are still open.")
