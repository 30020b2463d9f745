"""Asking for the first clause alone: the same clause in less time."""

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.query.context import parts
from tests.freeze import MODEL_SET

DAYS = (date(2026, 11, 30), date(2026, 7, 1))
SEVERAL = (
    "Can I record a meeting and how long may I keep it?",
    "Who signs a DPIA? And when is it looked at again?",
    "May I use ChatGPT, or is there a tool that I may use?",
    "how do i send in an idea and what is the canteen serving today",
    "can i park here, and may i put personal data into copilot chat",
    "When is payday? What do I do when a colleague leaves?",
    "How long are transcripts kept?",
    "who won the cup",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(MODEL_SET, meaning=False, cache=None)


@pytest.mark.parametrize("question", SEVERAL)
def test_the_first_clause_alone_is_that_of_the_whole_answer(
    library: Library, question: str
) -> None:
    for day in DAYS:
        whole = library.answer(question, on=day)
        alone = library.answer(question, on=day, first_alone=True)

        assert alone.kind is whole.kind
        assert alone.passages[:1] == whole.passages[:1]
        assert alone.confidence == whole.confidence


def test_several_of_these_questions_have_parts() -> None:
    assert sum(bool(parts(question)) for question in SEVERAL) >= 4
