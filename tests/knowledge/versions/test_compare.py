"""Two versions clause by clause: known again by text and by anchor, whatever their numbers."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.load import read_folder
from knowledge.model.policies import Passage, Verdict
from knowledge.versions.compare import ClauseChange, ClauseChangeKind, clause_changes, compare
from knowledge.versions.word_diff import DiffSide
from tests.knowledge.made_up import SOUND

WORDS = (
    "keep the tape for thirty days",
    "ask before you record anybody in a room",
    "nothing is recorded in a closed room, whoever agrees",
    "the keeper burns every copy at the end of the year",
    "write down only what the guild needs for its work",
    "tell the treasurer when a machine is bought or sold",
)


def clause(anchor: str, text: str, number: str = "1.1", heading: str = "") -> Passage:
    return Passage(
        policy_id="rules",
        version="1.0",
        anchor=anchor,
        title="Rules",
        clause=number,
        heading_path=("Rules", "Part", heading or f"About {text.split(maxsplit=1)[0]}"),
        text=text,
        effective_from=date(2026, 1, 1),
        owner="Keeper of Records",
        contact="the record room",
        file="rules/1.0.md",
        line=1,
        end_line=1,
    )


@st.composite
def versions(draw: st.DrawFn) -> list[Passage]:
    """A version with clauses of any texts, some alike, under anchors that differ."""
    texts = draw(st.lists(st.sampled_from(WORDS) | st.text("ab \n", max_size=20), max_size=6))
    anchors = draw(
        st.lists(st.sampled_from("abcdefgh"), min_size=len(texts), max_size=len(texts), unique=True)
    )
    return [
        clause(anchor, text, f"1.{at}", heading=draw(st.sampled_from(["One", "Two"])))
        for at, (anchor, text) in enumerate(zip(anchors, texts, strict=True), 1)
    ]


def rebuilt(change: ClauseChange, side: DiffSide) -> tuple[str, str]:
    """Heading and text of one side, from the pieces alone."""
    heading, text = (
        "".join(piece.text for piece in pieces if piece.side in (DiffSide.BOTH, side))
        for pieces in (change.heading, change.text)
    )
    return heading, text


@given(versions(), versions())
def test_the_difference_put_onto_the_old_version_gives_the_new_one(
    old: list[Passage], new: list[Passage]
) -> None:
    changes = clause_changes(old, new)
    after = [change for change in changes if change.kind is not ClauseChangeKind.REMOVED]
    assert [rebuilt(change, DiffSide.NEW) for change in after] == [(p.heading, p.text) for p in new]
    assert [change.passage.clause for change in after] == [p.clause for p in new]
    before = [change for change in changes if change.old is not None]
    told = sorted(rebuilt(change, DiffSide.OLD) for change in before)
    assert told == sorted((p.heading, p.text) for p in old)


@given(versions(), st.randoms(use_true_random=False), st.booleans())
def test_a_renumbering_reports_no_rewrite(
    old: list[Passage], chance: random.Random, new_anchors: bool
) -> None:
    new = list(old)
    chance.shuffle(new)
    new = [
        replace(p, clause=f"2.{at}", anchor=f"other-{at}" if new_anchors else p.anchor)
        for at, p in enumerate(new, 1)
    ]
    kinds = {change.kind for change in clause_changes(old, new)}
    assert kinds <= {ClauseChangeKind.MOVED, ClauseChangeKind.RENUMBERED, ClauseChangeKind.SAME}


@given(versions())
def test_a_version_is_the_same_as_itself(version: list[Passage]) -> None:
    assert {change.kind for change in clause_changes(version, version)} <= {ClauseChangeKind.SAME}


def kinds(old: list[Passage], new: list[Passage]) -> list[tuple[str, ClauseChangeKind]]:
    return [(change.passage.anchor, change.kind) for change in clause_changes(old, new)]


def test_each_kind_of_change_is_told() -> None:
    old = [
        clause("a", WORDS[0], "1.1"),
        clause("b", WORDS[1], "1.2"),
        clause("c", WORDS[2], "1.3"),
        clause("d", WORDS[3], "1.4"),
    ]
    new = [
        clause("a", WORDS[0].replace("thirty", "ninety"), "1.1"),
        clause("new", WORDS[4], "1.2"),
        clause("b", WORDS[1], "1.3"),
        clause("d", WORDS[3], "1.4"),
    ]
    assert kinds(old, new) == [
        ("a", ClauseChangeKind.REWORDED),
        ("new", ClauseChangeKind.ADDED),
        ("b", ClauseChangeKind.RENUMBERED),
        ("c", ClauseChangeKind.REMOVED),
        ("d", ClauseChangeKind.SAME),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("the meeting is kept", "the\u00a0meeting is kept"),
        ("the meeting is kept for a year", "the meeting is\nkept for a year"),
        ("- ask first\n- tell them", "* ask first\n* tell them"),
        ("ask  first", "ask first"),
    ],
)
def test_a_change_that_nobody_can_see_is_none(old: str, new: str) -> None:
    heading = "Part"
    before, after = clause("a", old, heading=heading), clause("a", new, heading=heading)
    assert kinds([before], [after]) == [("a", ClauseChangeKind.SAME)]


def test_a_clause_that_changed_its_place_among_the_others_was_moved() -> None:
    old = [clause("a", WORDS[0], "1.1"), clause("b", WORDS[1], "1.2"), clause("c", WORDS[2], "1.3")]
    new = [
        replace(old[2], clause="1.1"),
        replace(old[0], clause="1.2"),
        replace(old[1], clause="1.3"),
    ]
    assert kinds(old, new) == [
        ("c", ClauseChangeKind.MOVED),
        ("a", ClauseChangeKind.RENUMBERED),
        ("b", ClauseChangeKind.RENUMBERED),
    ]


def test_a_clause_under_another_heading_was_moved_but_not_one_whose_heading_was_reworded() -> None:
    old = [clause("a", WORDS[0]), replace(clause("b", WORDS[1]), heading_path=("Rules", "X", "B"))]
    moved = [old[0], replace(old[1], heading_path=("Rules", "Part", "B"))]
    other = [clause("c", WORDS[2])]
    still_there = [replace(other[0], heading_path=("Rules", "X", "C"))]
    assert ("b", ClauseChangeKind.MOVED) in kinds(old, [*moved, *still_there])
    renamed = [old[0], replace(old[1], heading_path=("Rules", "Renamed", "B"))]
    assert kinds(old, renamed) == [("a", ClauseChangeKind.SAME), ("b", ClauseChangeKind.SAME)]


def test_a_clause_with_another_anchor_and_a_few_other_words_is_known_again() -> None:
    old = [clause("a", WORDS[2])]
    new = [clause("z", WORDS[2].replace("whoever", "whatever anybody"))]
    assert kinds(old, new) == [("z", ClauseChangeKind.REWORDED)]


def test_an_anchor_that_was_given_to_another_clause_does_not_hide_that() -> None:
    old = [clause("a", WORDS[0], "1.1")]
    new = [clause("a", WORDS[3], "1.1"), clause("b", WORDS[0], "1.2", heading="About keep")]
    assert kinds(old, new) == [("a", ClauseChangeKind.ADDED), ("b", ClauseChangeKind.RENUMBERED)]


def test_another_verdict_is_a_change_of_the_clause() -> None:
    old = [clause("a", WORDS[0])]
    assert kinds(old, [replace(old[0], verdict=Verdict.ALLOWED)]) == [
        ("a", ClauseChangeKind.REWORDED)
    ]


def test_the_officers_words_about_every_version_in_between_are_told() -> None:
    policies, _ = read_folder(SOUND)
    first, _, third = policies.versions("meetings")
    found = compare(policies, first, third)
    assert [str(policy.version) for policy, _ in found.notes] == ["2.0", "3.0"]
    assert found.notes[0][1] == "Recordings are kept for 30 days: before, it was 90."
    assert [c.kind for c in found.changes] == [ClauseChangeKind.REWORDED, ClauseChangeKind.REWORDED]
    kept = found.clause("kept")
    assert kept is not None
    assert "90" in [piece.text for piece in kept.text if piece.side is DiffSide.OLD]
