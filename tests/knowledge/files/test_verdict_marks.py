"""Verdict marks are read, and nobody is shown one."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.policy_version import read_policy
from knowledge.files.source_file import SourceFile
from knowledge.files.verdict_marks import with_days, without_marks
from knowledge.model.policies import Passage, Problem, Verdict
from knowledge.model.statements import statements

FRONT = """---
title: Tape
id: tape
version: 1.0
status: draft
owner: Clerk
---
# Tape
"""
BARRED, FREE = Verdict.NOT_ALLOWED, Verdict.ALLOWED


def read(text: str) -> tuple[Passage, list[Problem]]:
    source = SourceFile.of("tape/1.0.md", f"{FRONT}## 1 Rule {{#rule}}\n{text}".encode())
    problems: list[Problem] = []
    file = read_policy(source, problems)
    assert file is not None
    return file.passages[0], problems


def told(text: str) -> list[tuple[str, Verdict | None]]:
    return [(one.sentence.text, one.verdict) for one in statements(read(text)[0])]


def test_a_mark_belongs_to_the_sentence_that_it_ends_and_is_not_part_of_the_text() -> None:
    text = "Ask first. Never tape. {verdict=not-allowed} You may\ntype. {verdict=allowed}\n"
    assert read(text)[0].text == "Ask first. Never tape. You may\ntype."
    assert told(text) == [("Ask first.", None), ("Never tape.", BARRED), ("You may\ntype.", FREE)]


def test_a_mark_on_a_lead_in_holds_for_each_item_without_one_of_its_own() -> None:
    text = "Never tape: {verdict=not-allowed}\n\n- guests\n- songs {verdict=allowed}\n- cats\n"
    assert [verdict for _, verdict in told(text)] == [BARRED, BARRED, FREE, BARRED]


def test_a_word_that_is_no_verdict_is_a_fault_at_its_line_and_is_not_shown_either() -> None:
    passage, problems = read("Ask.\n\nNever tape. {verdict=no}\n")
    assert passage.text == "Ask.\n\nNever tape."
    assert passage.marks == ()
    assert [
        (problem.line, problem.message[:23]) for problem in problems if "verdict" in str(problem)
    ] == [(12, '"no" is not a verdict: ')]


@given(st.lists(st.sampled_from(["a. ", "B\n", "- c", "{verdict=allowed}", " ", "{", "verdict="])))
def test_what_is_left_of_a_text_has_no_mark_and_every_other_character(pieces: list[str]) -> None:
    text = "".join(pieces)
    clean, marks = without_marks(text)
    assert "{verdict=allowed}" not in clean or "{verdict={" in text
    assert all(0 <= mark.end <= len(clean) for mark in marks)
    assert clean.replace(" ", "") == text.replace("{verdict=allowed}", "").replace(" ", "") or marks


def test_a_mark_that_was_added_to_a_version_in_force_says_since_when() -> None:
    passage, problems = read("Ask first. Never tape. {verdict=not-allowed since=2026-12-01}\n")

    assert problems == []
    assert passage.text == "Ask first. Never tape."
    assert passage.marks == ((22, Verdict.NOT_ALLOWED),)
    assert passage.marked_since == ((22, date(2026, 12, 1)),)


def test_a_mark_since_no_day_is_told() -> None:
    _, problems = read("Never tape. {verdict=not-allowed since=soon}\n")

    assert [one.message for one in problems] == ['"soon" is not a day: write since=2026-09-30']


def test_only_marks_that_are_added_get_a_day() -> None:
    former = "Ask first. {verdict=required}\nNever tape.\n"
    new = "Ask first. {verdict=required}\nNever tape. {verdict=not-allowed}\n"

    assert with_days(new, former, date(2026, 12, 1)) == (
        "Ask first. {verdict=required}\nNever tape. {verdict=not-allowed since=2026-12-01}\n"
    )


@pytest.mark.parametrize(
    "new",
    [
        "Ask first. {verdict=required}\nNever tape.\n",
        "Ask first.\nNever tape. {verdict=not-allowed}\n",
        "Ask first. {verdict=allowed}\nNever tape.\n",
        "Ask late. {verdict=required}\nNever tape. {verdict=not-allowed}\n",
    ],
)
def test_whatever_else_changes_needs_a_number_of_its_own(new: str) -> None:
    with pytest.raises(ValueError, match=r"number of its own|no mark is added"):
        with_days(new, "Ask first. {verdict=required}\nNever tape.\n", date(2026, 12, 1))
