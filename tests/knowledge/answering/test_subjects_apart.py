"""Subjects that have nothing to do with AI answer no question of what AI may do with them."""

from datetime import date

import pytest

from knowledge import AnswerKind, Library
from tests.freeze import MODEL_SET

DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(MODEL_SET, meaning=False, cache=None)


@pytest.mark.parametrize(
    ("with_ai", "without"),
    [
        ("can the AI decide who gets a council house", "who gets a council house"),
        ("should a robot decide on parking permits", "where do I get a parking permit"),
        ("may an algorithm decide on a council tax discount", "do I get a council tax discount"),
    ],
)
def test_a_service_is_answered_for_by_the_rules_only_where_ai_is_named(
    library: Library, with_ai: str, without: str
) -> None:
    assert library.answer(without, on=DAY).kind is AnswerKind.OUTSIDE
    asked = library.answer(with_ai, on=DAY)
    assert (asked.kind, asked.subject) == (AnswerKind.ANSWERED, None)
    assert asked.passages[0].policy_id == "automated-decisions"
