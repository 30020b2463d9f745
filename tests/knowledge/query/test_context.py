"""What a question says of itself: whether it leans, its parts, and may or must."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.query.context import MOST_PARTS, depends_on_context, parts, stands_alone


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


def test_what_a_story_asks_stands_alone_where_it_names_its_matter() -> None:
    assert stands_alone("do visiting guilds need a licence for the recorder")
    assert not stands_alone("what do I do now?")
    assert not stands_alone("may I hand that tape over to the visiting guild")
