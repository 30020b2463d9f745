"""A clause that is named by its number and its policy."""

from datetime import date

import pytest

from knowledge import Library
from knowledge.model.answers import AnswerKind
from tests.knowledge.made_up import SOUND

LIBRARY = Library.load(SOUND, meaning=False)
DAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    "question",
    [
        "what does clause 1.2 of the meetings policy say",
        "meetings clause 1.2",
        "show me section 1.2 of meetings and recordings",
        "what does clause 1.2 of the meetings policy say about films?",
    ],
)
def test_it_is_quoted_and_nothing_else(question: str) -> None:
    answer = LIBRARY.answer(question, on=DAY)
    assert answer.kind is AnswerKind.ANSWERED
    assert [passage.ref for passage in answer.passages] == ["meetings@2.0#kept"]


def test_on_another_day_it_is_that_of_the_version_in_force_then() -> None:
    answer = LIBRARY.answer("what does clause 1.2 of meetings say", on=date(2025, 12, 1))
    assert [passage.ref for passage in answer.passages] == ["meetings@1.0#kept"]


@pytest.mark.parametrize("question", ["clause 9.9 of meetings", "rule 2 of physics", "clause 1.2"])
def test_a_number_that_leads_nowhere_is_a_question_like_any_other(question: str) -> None:
    answer = LIBRARY.answer(question, on=DAY)
    assert answer.explanation is None or answer.explanation.matched != ("1.2",)
