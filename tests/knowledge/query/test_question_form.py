"""Whether a question wants to hear that one may, that one must, or neither."""

import pytest

from knowledge.query.question_form import (
    QuestionForm,
    asks_to_be_spared,
    is_negated,
    question_form,
)

MAY, MUST, OPEN, OTHER = QuestionForm


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("Can I tape a rehearsal?", MAY),
        ("hi, am I allowed to tape", MAY),
        ("is the scribe ok for minutes", MAY),
        ("ok if i tape the choir", MAY),
        ("the conductor said yes, good enough?", MAY),
        ("we tape every week, would it be fine to keep them", MAY),
        ("can we do without the form", MAY),
        ("Do I have to tell them?", MUST),
        ("is a form needed", MUST),
        ("does the choir need a form", MUST),
        ("How do I tape a rehearsal?", OPEN),
        ("what can I tape", OPEN),
        ("who may listen", OPEN),
        ("and when are tapes wiped", OPEN),
        ("how long can we keep tapes", OPEN),
        ("whats the rule on tapes", OPEN),
        ("what about tapes", OTHER),
        ("tapes", OTHER),
        ("I taped the wrong choir", OTHER),
    ],
)
def test_a_question_is_told_by_how_it_is_put(question: str, form: QuestionForm) -> None:
    assert question_form(question) is form


@pytest.mark.parametrize(
    "question", ["can we skip it", "ok without it", "can I leave the label off"]
)
def test_leaving_something_undone_is_told_apart(question: str) -> None:
    assert asks_to_be_spared(question)
    assert not asks_to_be_spared("can we tape it")


@pytest.mark.parametrize("question", ["can't I tape", "they are not told, ok?", "just this once?"])
def test_a_question_that_says_no_or_plays_down_is_told_apart(question: str) -> None:
    assert is_negated(question)
    assert not is_negated("can we tape it")
