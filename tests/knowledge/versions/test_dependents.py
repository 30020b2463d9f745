"""Clauses that others rely on: by name, and how they read since."""

from datetime import date

import pytest

from knowledge.files.load import read_folder
from knowledge.versions.dependents import (
    by_ref,
    changed,
    clause_revision,
    clauses_as_json,
    in_force,
)
from tests.knowledge.made_up import SOUND

POLICIES, _ = read_folder(SOUND)
TODAY = date(2026, 6, 1)


def told(ref: str, on: date = TODAY) -> str:
    return changed(clause_revision(ref, by_ref(POLICIES), in_force(POLICIES, on)), POLICIES)


def test_a_clause_is_called_by_its_policy_number_and_heading() -> None:
    known = clauses_as_json(POLICIES, TODAY)

    assert known["data@1.0#checking"] == {
        "name": "What may be written down, clause 1.2: Checking before you start",
        "version": "1.0",
        "changed": "",
    }
    assert set(known) == set(by_ref(POLICIES)), "every version, and the register"


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("meetings@2.0#kept", ""),
        ("meetings@1.0#kept", "It reads differently in version 2.0. Note of version 2.0:"),
        ("meetings@1.0#kept", "Taken out: “90”."),
        ("trials@1.0#trying", "It is not in force any more."),
        ("gone@1.0#nothing", "It is not in force any more."),
    ],
)
def test_what_reads_differently_is_told_with_the_officers_own_note(ref: str, words: str) -> None:
    assert words in told(ref)
    assert bool(told(ref)) is bool(words)


def test_a_decision_of_tomorrow_is_held_against_the_clauses_of_that_day() -> None:
    assert not told("meetings@2.0#kept", date(2026, 6, 1))
    assert "version 3.0" in told("meetings@2.0#kept", date(2026, 11, 21))
