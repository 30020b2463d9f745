"""The part of a message that asks, and that a day of its story is no day to answer for."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.model.policy_set import PolicySet
from knowledge.query.asking_part import asking_part
from knowledge.query.question_reading import read_question
from tests.freeze import MODEL_SET

TODAY = date(2026, 11, 30)
DAYS = Path(__file__).parents[2] / "questions" / "days" / "developed.jsonl"
LINES = [json.loads(line) for line in DAYS.read_text("utf-8").splitlines()]

STORY = "I moved to the choir in March 2026 and was handed a recorder that nobody had explained."


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        (f"{STORY} May I record them?", "May I record them?"),
        (f"{STORY} I need to know who owns it. We sing on Friday.", "I need to know who owns it."),
        (f"May I record them? {STORY} Who owns it?", "May I record them? Who owns it?"),
        ("We sang in March. May I record?", "We sang in March. May I record?"),
        (STORY, STORY),
        (f"{STORY}\nmay i record them\n", "may i record them"),
        ("", ""),
    ],
)
def test_the_sentences_that_ask_are_taken_from_a_long_message(text: str, asks: str) -> None:
    assert asking_part(text) == asks


@pytest.fixture(scope="module")
def policies() -> PolicySet:
    return read_folder(MODEL_SET)[0]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"][:40])
def test_a_rule_of_another_day_is_given_where_it_is_asked_for(
    policies: PolicySet, line: dict[str, str]
) -> None:
    asked = read_question(line["text"], policies, TODAY)
    is_of_another_day = bool(asked.time or asked.status or asked.change)
    assert is_of_another_day == (line["kind"] == "as_of")
