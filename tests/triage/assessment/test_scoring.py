"""Benefit as the council weighs it, and scores that cannot be."""

from dataclasses import astuple, replace

import pytest

from tests.triage.people import proposal
from tests.triage.weighting import WEIGHTED
from triage.assessment.scoring import (
    NO_RULE,
    BenefitPart,
    Floors,
    Weighting,
    benefit_of,
    floors_of,
    score_columns,
    score_errors,
)
from triage.model.fields import Proposal
from triage.model.idea import Scores
from triage.model.risk import Risk
from triage.model.validation import ErrorCode, FieldError

MISSING, OUTSIDE = ErrorCode.MISSING, ErrorCode.OUT_OF_RANGE


def test_benefit_is_weighted_as_the_rule_says_and_unknown_until_all_is_scored() -> None:
    weighting = Weighting((BenefitPart("money", "Money", 75), BenefitPart("time", "Time", 25)))

    assert benefit_of({"money": 4, "time": 2}, weighting) == 3.5
    assert benefit_of({"money": 4, "gone": 5}, weighting) is None


@pytest.mark.parametrize(
    ("said", "least"),
    [
        ({"data_classes": ("special",)}, 4),
        ({"children_or_vulnerable": True}, 4),
        ({"affects_decisions": True}, 4),
        ({"public_facing": True}, 3),
        ({"public_facing": True, "affects_decisions": True}, 4),
        ({}, 2),
    ],
)
def test_what_an_idea_touches_and_its_screening_set_the_lowest_impact(
    said: dict[str, object], least: int
) -> None:
    idea = replace(proposal(), **said)  # type: ignore[arg-type]

    assert floors_of(idea, WEIGHTED, Floors(impact=2)) == Floors(impact=least)


def test_sensitive_data_is_what_the_council_calls_so() -> None:
    idea = replace(proposal(), data_classes=("vows",))
    own = replace(WEIGHTED, special=frozenset({"vows"}))

    assert floors_of(idea, WEIGHTED, Floors()) == Floors()
    assert floors_of(idea, own, Floors()) == Floors(impact=4)


def test_a_part_that_counts_for_nothing_need_not_be_scored() -> None:
    weighting = Weighting((BenefitPart("money", "Money", 100), BenefitPart("fun", "Fun", 0)))

    assert benefit_of({"money": 4}, weighting) == 4


def test_what_is_touched_sets_no_lowest_impact_where_the_council_names_none() -> None:
    idea = replace(proposal(), public_facing=True)

    assert astuple(floors_of(idea, Weighting(WEIGHTED.parts), Floors())) == (0, 0)


@pytest.mark.parametrize(
    ("touching", "least"),
    [
        (replace(proposal(), public_facing=True), 3),
        (replace(proposal(), data_classes=("special",)), 4),
        (replace(proposal(), children_or_vulnerable=True), 4),
        (replace(proposal(), affects_decisions=True), 4),
    ],
)
def test_the_lowest_impacts_of_the_governance_facts_hold_without_a_rule(
    touching: Proposal, least: int
) -> None:
    """Section 6."""
    assert floors_of(touching, NO_RULE, Floors()).impact == least


def test_what_is_remembered_of_an_idea_can_be_kept_by_the_rule_it_was_scored_by() -> None:
    assert {WEIGHTED: "remembered"}[replace(WEIGHTED)] == "remembered"


@pytest.mark.parametrize(
    ("scores", "wrong"),
    [
        (Scores(), []),
        (Scores(1, 1, 1, 1, ease=1, benefit={"money": 1}), []),
        (Scores(5, 5, 5, 5, ease=5, benefit={"money": 5}), []),
        (Scores(ease=6), [FieldError("ease", OUTSIDE, 5)]),
        (Scores(ease=-1), [FieldError("ease", OUTSIDE, 5)]),
        (Scores(benefit={"money": 9}), [FieldError("benefit.money", OUTSIDE, 5)]),
        (Scores(likelihood=3), [FieldError("impact", MISSING)]),
        (Scores(impact=3), [FieldError("likelihood", MISSING)]),
        (Scores(3, 3, 2, 0), [FieldError("residual_impact", MISSING)]),
        (Scores(3, 3, 0, 2), [FieldError("residual_likelihood", MISSING)]),
        (Scores(0, 0, 2, 2), [FieldError("likelihood", MISSING)]),
        (Scores(3, 2, 2, 3), []),
        (Scores(2, 3, 3, 3), [FieldError("residual_impact", OUTSIDE, 6)]),
        (Scores(0, 0, 2, 6), [FieldError("residual_impact", OUTSIDE, 5)]),
    ],
)
def test_scores_run_from_1_to_5_in_pairs_and_measures_never_add_risk(
    scores: Scores, wrong: list[FieldError]
) -> None:
    assert list(score_errors(scores, Floors())) == wrong


@pytest.mark.parametrize(
    ("scores", "wrong"),
    [
        (Scores(2, 4), []),
        (Scores(1, 4), [FieldError("likelihood", ErrorCode.BELOW_FLOOR, 2)]),
        (Scores(2, 3), [FieldError("impact", ErrorCode.BELOW_FLOOR, 4)]),
        (Scores(), []),
    ],
)
def test_who_judges_below_the_lowest_is_told_what_the_lowest_is(
    scores: Scores, wrong: list[FieldError]
) -> None:
    assert list(score_errors(scores, Floors(likelihood=2, impact=4))) == wrong


def test_what_was_not_scored_is_kept_as_unknown() -> None:
    kept = score_columns(Scores(ease=2, benefit={"money": 4, "time": 0}))

    assert (kept["ease"], kept["likelihood"]) == (2, None)
    assert (kept["benefit"], kept["risk"]) == ({"money": 4}, "")
    assert score_columns(Scores(likelihood=2, impact=5))["risk"] is Risk.HIGH
