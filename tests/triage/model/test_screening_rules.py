"""From answers to outcomes: the strongest answer counts, and only what was asked."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.triage.people import ANN, BEN, proposal, submitted
from triage.model.outcomes import Rejected, RejectionReason, Submitted
from triage.model.risk import IMPACT, LIKELIHOOD, Risk, risk_of
from triage.model.screening_rules import (
    Answered,
    AssessmentNeed,
    Question,
    Screening,
    ScreeningReply,
    Trigger,
    boxes_of,
    reply_of_boxes,
    screen,
    visible,
)
from triage.model.stages import Stage
from triage.triage_list import TriageList

QUESTIONS = (
    Question(
        "people",
        "dpia",
        "People?",
        AssessmentNeed.REQUIRED,
        AssessmentNeed.ADVICE,
        "rules@2.0#people",
    ),
    Question(
        "health",
        "dpia",
        "Health?",
        AssessmentNeed.REQUIRED,
        AssessmentNeed.ADVICE,
        "rules@2.0#health",
        floor=4,
        only_after="people",
    ),
    Question(
        "told",
        "dpia",
        "Told?",
        AssessmentNeed.REQUIRED,
        AssessmentNeed.ADVICE,
        "rules@2.0#told",
        only_after="health",
    ),
    Question(
        "public",
        "dpia",
        "Public?",
        AssessmentNeed.ADVICE,
        AssessmentNeed.ADVICE,
        "rules@2.0#public",
        3,
    ),
    Question(
        "access",
        "eqia",
        "Access?",
        AssessmentNeed.REQUIRED,
        AssessmentNeed.ADVICE,
        "rules@2.0#access",
    ),
)

ANSWERS = st.dictionaries(
    st.sampled_from([question.key for question in QUESTIONS]), st.sampled_from(ScreeningReply)
)
STRENGTH = [AssessmentNeed.NONE, AssessmentNeed.ADVICE, AssessmentNeed.REQUIRED]
BOLDNESS = [ScreeningReply.NO, ScreeningReply.UNSURE, ScreeningReply.YES]


def result(answers: Mapping[str, ScreeningReply]) -> Screening:
    return screen(QUESTIONS, answers, version="rules@2.0")


def no_to_all() -> dict[str, ScreeningReply]:
    return dict.fromkeys((question.key for question in QUESTIONS), ScreeningReply.NO)


def test_no_to_everything_needs_nothing_and_is_low() -> None:
    done = result(no_to_all())

    assert done.outcomes == {"dpia": AssessmentNeed.NONE, "eqia": AssessmentNeed.NONE}
    assert done.triggers == ()
    assert done.risk is Risk.LOW


def test_a_trigger_names_its_clause_with_its_version() -> None:
    done = result(no_to_all() | {"people": ScreeningReply.YES})

    assert done.outcomes["dpia"] is AssessmentNeed.REQUIRED
    assert done.triggers[0] == Trigger(
        "people", "dpia", AssessmentNeed.REQUIRED, "rules@2.0#people"
    )


def test_unsure_asks_for_advice() -> None:
    assert (
        result(no_to_all() | {"people": ScreeningReply.UNSURE}).outcomes["dpia"]
        is AssessmentNeed.ADVICE
    )


def test_not_sure_of_everything_asks_for_advice_and_raises_nothing() -> None:
    done = result(dict.fromkeys((q.key for q in QUESTIONS), ScreeningReply.UNSURE))

    assert set(done.outcomes.values()) == {AssessmentNeed.ADVICE}
    assert (done.likelihood, done.impact, done.risk) == (2, 2, Risk.LOW)


@given(ANSWERS, st.sampled_from(["told", "public", "access"]))
def test_not_sure_in_place_of_no_raises_no_risk(
    answers: Mapping[str, ScreeningReply], key: str
) -> None:
    """Of a question on which no other hangs: those would be asked then."""
    no, unsure = (result({**answers, key: reply}) for reply in BOLDNESS[:2])

    assert (unsure.likelihood, unsure.impact) == (no.likelihood, no.impact)


def test_a_rule_that_makes_not_sure_required_asks_for_advice_all_the_same() -> None:
    strict = [replace(one, unsure=AssessmentNeed.REQUIRED) for one in QUESTIONS]

    done = screen(strict, {}, version="rules@2.0")

    assert set(done.outcomes.values()) == {AssessmentNeed.ADVICE}


@pytest.mark.parametrize(
    ("ticked", "said"),
    [
        ({"1"}, (ScreeningReply.YES, "health")),
        ({"1", "2"}, (ScreeningReply.YES, "health; religion")),
        ({"2", "unsure"}, (ScreeningReply.YES, "religion")),
        ({"unsure"}, (ScreeningReply.UNSURE, "")),
        ({"none"}, (ScreeningReply.NO, "")),
        ({"none", "1"}, None),
        (set(), None),
        ({"3"}, None),
    ],
)
def test_what_is_ticked_is_an_answer(
    ticked: set[str], said: tuple[ScreeningReply, str] | None
) -> None:
    boxes = boxes_of(replace(QUESTIONS[1], items=("health", "religion")))

    assert reply_of_boxes(ticked, boxes) == said


def test_what_is_not_answered_counts_and_is_kept_as_unsure() -> None:
    done = result({})

    assert done.outcomes == {"dpia": AssessmentNeed.ADVICE, "eqia": AssessmentNeed.ADVICE}
    assert {one.reply for one in done.answers} == {ScreeningReply.UNSURE}


def test_what_nobody_has_judged_is_unlikely_and_of_small_harm() -> None:
    done = screen(QUESTIONS, no_to_all(), version="rules@2.0")

    assert LIKELIHOOD[done.likelihood - 1] == "unlikely"
    assert IMPACT[done.impact - 1] == "small harm, soon put right"


@pytest.mark.parametrize(
    ("yes", "harm"),
    [
        ("people", "harm to some people or a service"),
        ("public", "small harm, soon put right"),
        ("access", "small harm, soon put right"),
    ],
)
def test_harm_is_taken_to_reach_people_where_an_assessment_of_it_is_required(
    yes: str, harm: str
) -> None:
    """Of the assessments of these questions the first alone has a lowest impact. `public` asks for
    advice on it, `access` requires the other."""
    answers = no_to_all() | {yes: ScreeningReply.YES}
    without_floor = [replace(one, floor=0) if one.key == "public" else one for one in QUESTIONS]

    done = screen(without_floor, answers, version="rules@2.0")

    assert IMPACT[done.impact - 1] == harm


def test_a_rule_by_which_not_sure_asks_for_nothing_asks_for_nothing() -> None:
    mild = [replace(one, unsure=AssessmentNeed.NONE) for one in QUESTIONS]

    done = screen(mild, {}, version="rules@2.0")

    assert set(done.outcomes.values()) == {AssessmentNeed.NONE}


def test_an_answer_to_a_question_that_is_no_longer_asked_does_not_count() -> None:
    answers = no_to_all() | {
        "people": ScreeningReply.YES,
        "health": ScreeningReply.YES,
        "told": ScreeningReply.YES,
    }
    assert result(answers).impact == 4

    answers["people"] = ScreeningReply.NO

    assert [question.key for question in visible(QUESTIONS, answers)] == [
        "people",
        "public",
        "access",
    ]
    assert result(answers) == result(no_to_all())


def test_a_yes_raises_the_impact_to_its_floor() -> None:
    answers = no_to_all() | {"people": ScreeningReply.YES, "health": ScreeningReply.YES}

    assert result(answers).impact == 4


def test_the_answers_are_kept_with_the_wording_that_was_asked() -> None:
    answers = no_to_all() | {"people": ScreeningReply.YES}
    done = screen(QUESTIONS, answers, version="rules@2.0", notes={"people": "Only staff"})

    assert done.answers[:2] == (
        Answered("people", "dpia", "People?", ScreeningReply.YES, "Only staff"),
        Answered("health", "dpia", "Health?", ScreeningReply.NO),
    )
    assert (done.questions, done.fingerprint) == ("rules@2.0", "")


@given(answers=ANSWERS, key=st.sampled_from([question.key for question in QUESTIONS]))
def test_a_bolder_answer_never_leads_to_less(answers: dict[str, ScreeningReply], key: str) -> None:
    bolder = answers | {
        key: BOLDNESS[min(2, BOLDNESS.index(answers.get(key, ScreeningReply.UNSURE)) + 1)]
    }
    before, after = result(answers), result(bolder)

    for assessment, outcome in before.outcomes.items():
        assert STRENGTH.index(after.outcomes[assessment]) >= STRENGTH.index(outcome)
    assert after.impact >= before.impact
    assert after.likelihood >= before.likelihood


@given(answers=ANSWERS)
def test_only_visible_answers_count(answers: dict[str, ScreeningReply]) -> None:
    shown = {question.key for question in visible(QUESTIONS, answers)}
    seen = {key: reply for key, reply in answers.items() if key in shown}

    assert result(answers) == result(seen)
    assert {one.key for one in result(answers).answers} == shown


@given(answers=ANSWERS)
def test_an_outcome_is_the_strongest_of_its_triggers(answers: dict[str, ScreeningReply]) -> None:
    done = result(answers)

    for assessment, outcome in done.outcomes.items():
        found = [one.outcome for one in done.triggers if one.assessment == assessment]
        assert outcome == max(found, key=STRENGTH.index, default=AssessmentNeed.NONE)


@pytest.mark.parametrize(
    ("likelihood", "impact", "risk"),
    [
        (1, 1, Risk.LOW),
        (2, 2, Risk.LOW),
        (1, 5, Risk.MEDIUM),
        (3, 3, Risk.MEDIUM),
        (2, 5, Risk.HIGH),
        (4, 4, Risk.HIGH),
        (4, 5, Risk.VERY_HIGH),
    ],
)
def test_risk_is_likelihood_times_impact(likelihood: int, impact: int, risk: Risk) -> None:
    assert risk_of(likelihood, impact) is risk


@pytest.mark.parametrize(("likelihood", "impact"), [(0, 1), (1, 6), (6, 1)])
def test_scores_outside_one_to_five_are_refused(likelihood: int, impact: int) -> None:
    with pytest.raises(ValueError, match="1 to 5"):
        risk_of(likelihood, impact)


async def test_a_screening_is_stored_with_its_idea_in_one_go(triage: TriageList) -> None:
    done = result(no_to_all() | {"people": ScreeningReply.YES, "health": ScreeningReply.YES})

    kept = await triage.submit(proposal(), by=ANN, key="k", screened=done)

    assert isinstance(kept, Submitted)
    assert (kept.idea.stage, kept.idea.risk) == (Stage.SCREENING, done.risk)
    dossier = await triage.idea(kept.idea.reference, reader=ANN)
    assert dossier is not None
    assert [one.screening for one in dossier.screenings] == [done]
    assert dossier.screenings[0].by == ANN


async def test_a_later_screening_does_not_rewrite_the_first(triage: TriageList) -> None:
    kept = await submitted(triage)
    first = result(no_to_all() | {"people": ScreeningReply.YES})
    later = screen(
        QUESTIONS[3:],
        {"public": ScreeningReply.YES, "access": ScreeningReply.NO},
        version="rules@3.0",
    )

    await triage.screen(kept.reference, first, by=ANN, key="a")
    await triage.screen(kept.reference, first, by=ANN, key="a")
    await triage.screen(kept.reference, later, by=ANN, key="b")

    dossier = await triage.idea(kept.reference, reader=ANN)
    assert dossier is not None
    assert [one.screening for one in dossier.screenings] == [first, later]
    assert dossier.idea.risk is later.risk
    assert dossier.idea.stage is Stage.SCREENING


async def test_nobody_screens_somebody_elses_idea(triage: TriageList) -> None:
    kept = await submitted(triage)

    refused = await triage.screen(kept.reference, result({}), by=BEN, key="a")

    assert refused == Rejected(RejectionReason.UNKNOWN)


async def test_a_screening_can_stand_alone(triage: TriageList) -> None:
    await triage.save_screening(result({}), by=ANN, key="a")

    assert await triage.ideas_of(ANN) == ()
