"""What is due or overdue, and questions that are alike."""

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from knowledge.files.load import read_folder
from knowledge.publishing.due import audits_due, known_words, quotable, reviews_due
from knowledge.quality.clustering import clusters
from tests.knowledge.made_up import SOUND

POLICIES = read_folder(SOUND)[0]


@pytest.mark.parametrize(
    ("today", "due"),
    [
        (date(2026, 10, 31), []),
        (date(2026, 11, 1), [("data", 60)]),
        (date(2026, 11, 5), [("data", 56)]),
        (date(2027, 1, 1), [("data", -1)]),
        (date(2027, 5, 5), [("data", -125), ("meetings", 56)]),
    ],
)
def test_reviews_are_due_sixty_days_ahead_and_stay_until_done(
    today: date, due: list[tuple[str, int]]
) -> None:
    assert [(r.policy.id, r.days) for r in reviews_due(POLICIES, today)] == due


def test_a_version_whose_successor_is_approved_in_time_needs_no_review() -> None:
    due = reviews_due(POLICIES, date(2026, 11, 1), within=400)
    assert "meetings" not in [review.policy.id for review in due], "3.0 begins before 31 December"


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2027, 5, 1), []),
        (date(2027, 5, 2), [("scribe", 60, False)]),
        (date(2027, 8, 30), [("scribe", -60, False)]),
        (date(2027, 8, 31), [("scribe", -61, True)]),
    ],
)
def test_audits_are_due_sixty_days_ahead_and_suspend_sixty_days_after(
    today: date, expected: list[tuple[str, int, bool]]
) -> None:
    found = audits_due(POLICIES, today)
    assert [(audit.tool.id, audit.days, audit.suspended) for audit in found] == expected


def test_what_may_be_quoted_is_what_is_in_force() -> None:
    refs = [passage.ref for passage in quotable(POLICIES, date(2026, 10, 1))]
    assert refs == [
        "data@1.0#private",
        "data@1.0#checking",
        "meetings@2.0#tell-first",
        "meetings@2.0#kept",
        "meetings@2.0#closed-rooms",
    ]


def test_the_words_of_texts_lists_lexicon_and_names_are_known() -> None:
    known = known_words(POLICIES)
    assert {"recordings", "skribe", "tape", "polly", "feasts"} <= known
    assert "telescope" not in known


ALIKE = [
    "for how long are recordings kept here",
    "how long are recordings kept",
    "recordings how long kept",
    "can the parrot read my letters",
    "may the parrot read letters",
    "who waters the plants",
]


def test_questions_that_share_their_rare_words_are_together() -> None:
    assert clusters(ALIKE) == [[0, 1, 2], [3, 4], [5]]


def test_with_an_encoder_questions_of_one_meaning_are_together() -> None:
    def encode(texts: object) -> NDArray[np.float32]:
        return np.eye(4, dtype=np.float32)[[0, 1, 0]]

    assert clusters(["tea time", "closing hours", "when do we drink"], encode) == [[0, 2], [1]]


@given(st.lists(st.text("abc de", max_size=12), max_size=30), st.randoms(use_true_random=False))
def test_every_text_is_in_one_group(texts: list[str], chance: random.Random) -> None:
    found = clusters(texts)
    assert sorted(at for group in found for at in group) == list(range(len(texts)))
    assert clusters(texts) == found


def test_no_text_has_no_group() -> None:
    assert clusters([]) == []
