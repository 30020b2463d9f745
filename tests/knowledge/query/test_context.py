"""What a question says of itself: whether it leans, its parts, and may or must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.words import words
from knowledge.model.policies import Verdict
from knowledge.query.context import MOST_PARTS, carries_subject, depends_on_context, fits, parts


@pytest.mark.parametrize(
    "question",
    [
        "what about consultants?",
        "and if they object?",
        "is it ok on my own phone",
        "for how long?",
        "does that also go for visitors from the other guild and their children?",
        "🙂",
        "",
    ],
)
def test_a_short_or_pointing_question_leans_on_the_one_before(question: str) -> None:
    assert depends_on_context(question)


@pytest.mark.parametrize(
    "question",
    [
        "Must everyone in the guild hall agree before the meeting is recorded by the scribe?",
        "how long do we keep tapes of closed council meetings about children",
    ],
)
def test_a_full_question_stands_alone(question: str) -> None:
    assert not depends_on_context(question)


@pytest.mark.parametrize(
    ("question", "pieces"),
    [
        (
            "Can I record the meeting? Who keeps the tape? When is the tape burnt?",
            ("Can I record the meeting", "Who keeps the tape", "When is the tape burnt"),
        ),
        (
            "can i record the meeting and who keeps the tape",
            ("can i record the meeting", "who keeps the tape"),
        ),
        (
            "may i tape the fair, how long is tape kept",
            ("may i tape the fair", "how long is tape kept"),
        ),
        (
            "do i need a licence and can i record the meeting",
            ("do i need a licence", "can i record the meeting"),
        ),
        ("can i record the meeting and is that ok", ()),
        ("can i record the meeting and the dinner", ()),
        ("Can I record the meeting? Thanks!", ()),
        ("???", ()),
        ("", ()),
    ],
)
def test_separate_questions_are_told_apart(question: str, pieces: tuple[str, ...]) -> None:
    assert parts(question) == pieces


@given(
    st.text() | st.lists(st.sampled_from("can record tape ? and who ; \n".split(" "))).map(" ".join)
)
def test_a_question_has_no_single_part_and_at_most_three(question: str) -> None:
    assert len(parts(question)) in {0, *range(2, MOST_PARTS + 1)}


ALLOWED, BARRED, NEEDED = Verdict.ALLOWED, Verdict.NOT_ALLOWED, Verdict.REQUIRED


@pytest.mark.parametrize(
    ("verdict", "question", "fit"),
    [
        (ALLOWED, "Can I record a meeting?", True),
        (BARRED, "hi, am I allowed to record", True),
        (BARRED, "is the scribe ok for minutes", True),
        (ALLOWED, "How do I record a meeting?", False),
        (ALLOWED, "Can't I record a meeting?", False),
        (ALLOWED, "can i record without telling them", False),
        (ALLOWED, "Do I have to tell them?", False),
        (NEEDED, "Do I have to tell them?", True),
        (Verdict.NOT_REQUIRED, "is an assessment needed", True),
        (NEEDED, "Can I record a meeting?", False),
        (NEEDED, "must I never tell them", False),
    ],
)
def test_a_verdict_leads_only_where_it_answers_the_question_as_put(
    verdict: Verdict, question: str, fit: bool
) -> None:
    assert fits(verdict, question) is fit


@pytest.mark.parametrize("question", ["is is is", "b", "' OR 1=1 --", "12 7", "what about it"])
def test_small_words_letters_and_numbers_alone_say_nothing(question: str) -> None:
    assert not carries_subject(words(question))


@pytest.mark.parametrize("question", ["AI", "tape?", "is it 7 pm"])
def test_one_word_with_a_meaning_says_something(question: str) -> None:
    assert carries_subject(words(question))


def test_a_reply_leans_more_than_a_short_question_that_only_points() -> None:
    assert (
        depends_on_context("and for children?")
        == depends_on_context("on my phone?")
        > depends_on_context("may the clerk pass the tape on")
    )
