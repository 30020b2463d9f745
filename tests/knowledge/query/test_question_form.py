"""Whether a question wants to hear that one may, that one must, or neither."""

import pytest

from knowledge.query.question_form import (
    FactForm,
    QuestionForm,
    asks_to_be_spared,
    fact_form,
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
        ("is it true there is a list of choirs we may tape", MAY),
        ("one of the basses hums. that ok?", MAY),
        ("we tape every week. does that do?", MAY),
        ("I'll put it on my own tablet, yes?", MAY),
        ("tape them now and the forms afterwards?", MAY),
        ("happy for me to tape the sopranos", MAY),
        ("the choir next door has a label, we just put ours on it?", MAY),
        ("the conductor can decide, can't they", MAY),
        ("as a guest singer, do I get to tape", MAY),
        ("anyone mind if I tape", MAY),
        ("thinking of taping the concert", MAY),
        ("taping the altos: yes or no", MAY),
        ("when a choir is small can we tape it", MAY),
        ("I have the key. what do I do with it?", OPEN),
        ("can you tell me who may listen", OPEN),
        ("may we tape, and who must we tell?", OPEN),
        ("is there a fee for tapes", OPEN),
        ("is there a scribe in the hall I can send singers to", OPEN),
        ("is there any way I can tape it", MAY),
        ("overtime?", OTHER),
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


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("is a tape a record", FactForm.SO),
        ("are the singers' notes covered by the rules", FactForm.SO),
        ("did the altos like it", FactForm.SO),
        ("hi, do the altos hear of it first", FactForm.DONE),
        ("does the Reeve still check the scribe afterwards", FactForm.DONE),
        ("do they hear of it before or after", FactForm.SO),
        ("is it ok to tape the altos", None),
        ("is Scribe approved", None),
        ("are tapes banned", None),
        ("is a nod enough before we tape", None),
        ("can we tape it", None),
        ("do I have to tell them", None),
        ("what is a tape", None),
        ("tapes", None),
    ],
)
def test_asking_if_something_is_so_is_no_asking_for_leave(
    question: str, fact: FactForm | None
) -> None:
    assert fact_form(question) is fact


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("can I refuse to be taped", FactForm.REFUSED),
        ("may guests opt out of the tape", FactForm.REFUSED),
        ("am I allowed to say no to the tape", FactForm.REFUSED),
        ("can they ask the choir not to tape it", FactForm.REFUSED),
        ("can the machine refuse a grant by itself", None),
        ("can I tape the choir", None),
    ],
)
def test_whether_one_may_refuse_is_answered_by_no_bar(question: str, fact: FactForm | None) -> None:
    assert fact_form(question) is fact
