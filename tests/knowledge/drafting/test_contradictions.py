"""Where else the set states what a change takes back."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.drafting.contradictions import (
    ChangedClause,
    Contradiction,
    ToolNames,
    contradictions,
    facts,
)
from knowledge.files.load import read_folder
from knowledge.model.policies import Passage
from knowledge.model.policy_set import PolicySet
from tests.freeze import MODEL_SET

ON = date(2026, 11, 30)


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    return read_folder(MODEL_SET)[0]


def clause(policies: PolicySet, place: str) -> Passage:
    return next(passage for passage in policies.passages_on(ON) if passage.place == place)


def after(policies: PolicySet, place: str, old: str, new: str) -> tuple[Contradiction, ...]:
    """What disagrees once a clause says something else."""
    before = clause(policies, place)
    assert old in before.text
    changed = replace(before, text=before.text.replace(old, new, 1))
    return contradictions(policies, [ChangedClause(before, changed)], ON)


@pytest.mark.parametrize(
    ("place", "old", "new", "found"),
    [
        ("meetings#transcript-retention", "30 days", "14 days", {"register#teams-transcription"}),
        (
            "agents-and-coding#copilot-agents",
            "six months",
            "twelve months",
            {"register#copilot-agents-private", "register#copilot-studio"},
        ),
        (
            "automated-decisions#automated-decisions",
            "5 February 2026",
            "5 March 2026",
            {"using-ai#human-oversight"},
        ),
        ("register#m365-copilot", "30 days", "60 days", {"tools#copilot-licence"}),
    ],
)
def test_each_place_that_states_the_same_of_the_same_subject_is_listed(
    policies: PolicySet, place: str, old: str, new: str, found: set[str]
) -> None:
    listed = [one.statement for one in after(policies, place, old, new)]

    assert found <= {one.place for one in listed}
    beside = {one.place for one in listed if one.kind != "example question"} - found
    assert beside == set(), "the same figure of another subject is beside the point"


def test_a_change_that_takes_nothing_back_is_contradicted_by_nothing(policies: PolicySet) -> None:
    assert after(policies, "meetings#transcript-retention", "The organiser", "An organiser") == ()
    assert contradictions(policies, [], ON) == ()


def test_what_stands_instead_is_said(policies: PolicySet) -> None:
    found = after(policies, "meetings#transcript-retention", "30 days", "14 days")

    assert {one.instead for one in found} == {"14 days"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("within thirty days", "in 30 days"),
        ("two weeks", "14 days"),
        ("a 30-day limit", "30 days"),
        ("20%", "20 per cent"),
        ("£5,000", "£5000"),
        ("on 5 February 2026", "by 5 February 2026"),
    ],
)
def test_a_fact_is_the_same_however_it_is_written(
    policies: PolicySet, one: str, other: str
) -> None:
    tools = ToolNames(policies)
    first = {fact.key for fact in facts(one, tools)}

    assert first
    assert first == {fact.key for fact in facts(other, tools)}
