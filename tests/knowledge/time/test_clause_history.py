"""What is said about versions agrees with the versions, whatever they hold.

Random histories of one policy: each version has some of five clauses, in any order, each with one
of a few texts. A change that is said to be none would be the worst answer of all.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.whats_new import of_clause
from bot.message import Text
from knowledge.files.load import read_folder
from knowledge.model.policies import Passage, Policy
from knowledge.model.policy_set import PolicySet
from knowledge.query.clause_ref import clause_named
from knowledge.time.clause_history import (
    last_change,
    predecessor_of,
    previous_version,
    successor_of,
    version_of,
)

_FIRST = date(2025, 1, 6)
_TEXTS = (
    "Ring the bell before the choir sings. Wait until everybody is seated.",
    "Keep the music for ninety days. Then give it back to the library of the guild.",
    "No guest may stand in the gallery, because the floor there is old and weak.",
    "The organ is tuned each spring. Ask the organist which week it is to be.",
)
_HEAD = """---
title: The choir
id: choir
version: {number}.0
status: approved
effective_from: {begins}
approved_on: {begins}
review_by: {review}
owner: Head of Music
approver: Committee of the Guild
{supersedes}audience: [all_staff]
classification: OFFICIAL
summary: How the choir sings.
change_note: Something is said otherwise.
contact: the music desk, by the form on the intranet
---
# The choir

## 1 Singing

"""

Clause = tuple[str, int]
"""An anchor, and which text it has."""


@st.composite
def _histories(draw: st.DrawFn) -> list[list[Clause]]:
    clauses = st.lists(
        st.tuples(st.sampled_from("abcde"), st.integers(0, len(_TEXTS) - 1)),
        min_size=1,
        max_size=5,
        unique_by=lambda clause: clause[0],
    )
    return draw(st.lists(clauses, min_size=1, max_size=4))


def _policies(history: Sequence[Sequence[Clause]]) -> PolicySet:
    with TemporaryDirectory() as place:
        folder = Path(place) / "choir"
        folder.mkdir()
        for number, clauses in enumerate(history, start=1):
            begins = _FIRST + timedelta(days=30 * number)
            before = f"supersedes: choir@{number - 1}.0\n" if number > 1 else ""
            text = _HEAD.format(
                number=number,
                begins=begins,
                review=begins + timedelta(days=300),
                supersedes=before,
            )
            for at, (anchor, which) in enumerate(clauses, start=1):
                text += f"### 1.{at} The rule {anchor} {{#{anchor}}}\n\n{_TEXTS[which]}\n\n"
            (folder / f"{number}.0.md").write_text(text, "utf-8")
        policies, problems = read_folder(Path(place))
    assert not [problem for problem in problems if problem.severity.value == "error"]
    return policies


def _clauses(policies: PolicySet) -> list[tuple[Policy, Passage]]:
    return [(p, c) for p in policies.versions("choir") for c in policies.clauses[p.ref]]


def _chain(policies: PolicySet, policy: Policy) -> list[Policy]:
    """A version and those in force before it, the newest first."""
    found = [policy]
    while before := previous_version(policies, found[-1]):
        found.append(before)
    return found


@settings(max_examples=60)
@given(_histories())
def test_a_change_is_never_said_to_be_none(history: list[list[Clause]]) -> None:
    policies = _policies(history)
    for policy, clause in _clauses(policies):
        chain = _chain(policies, policy)
        found = last_change(policies, clause)
        said = [b.text for b in of_clause(policies, clause) if isinstance(b, Text)]
        if found is None:
            texts = [{c.text for c in policies.clauses[p.ref]} for p in chain]
            assert all(clause.text in held for held in texts)
            assert len(said) == 1
            continue
        version, change = found
        assert version in chain
        assert change.new is not None
        assert change.new.text == clause.text
        assert version_of(policies, change.new) == version
        assert change.old is None or (change.old.heading, change.old.text) != (
            change.new.heading,
            change.new.text,
        )
        assert str(version.version) in said[0]


@settings(max_examples=60)
@given(_histories())
def test_what_a_clause_was_stood_in_the_version_that_held_before(
    history: list[list[Clause]],
) -> None:
    policies = _policies(history)
    for policy, clause in _clauses(policies):
        found = predecessor_of(policies, clause)
        before = previous_version(policies, policy)
        assert (found is None) == (before is None)
        if found is None or before is None:
            continue
        earlier, change = found
        assert earlier == before
        assert change.new == clause
        held = policies.clauses[before.ref]
        assert change.old is None or change.old in held
        same = [c for c in held if c.anchor == clause.anchor]
        if same and same[0].text == clause.text:
            assert change.old == same[0]


@settings(max_examples=60)
@given(_histories(), st.integers(0, 160))
def test_a_clause_is_followed_to_the_version_in_force_on_the_day(
    history: list[list[Clause]], after: int
) -> None:
    policies = _policies(history)
    day = _FIRST + timedelta(days=after)
    now = policies.version_in_force("choir", day)
    for policy, clause in _clauses(policies):
        new = successor_of(policies, clause, day).new
        assert new is None or (now is not None and new in policies.clauses[now.ref])
        if now == policy:
            assert new == clause


@settings(max_examples=60)
@given(_histories(), st.integers(1, 5), st.integers(0, 160))
def test_a_clause_named_by_its_number_is_that_of_the_day(
    history: list[list[Clause]], number: int, after: int
) -> None:
    policies = _policies(history)
    day = _FIRST + timedelta(days=after)
    now = policies.version_in_force("choir", day)
    answer = clause_named(policies, f"what does clause 1.{number} of the choir policy say", day)
    held = policies.clauses[now.ref] if now else ()
    expected = [c.ref for c in held if c.clause == f"1.{number}"]
    assert [p.ref for p in (answer.passages if answer else ())] == expected
