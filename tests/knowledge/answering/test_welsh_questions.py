"""Welsh questions are asked of the same policies, and change nothing for English ones."""

from datetime import date

import pytest

from knowledge.library import Library
from knowledge.model.answers import AnswerKind
from tests.freeze import MODEL_SET

TODAY = date(2026, 11, 30)


@pytest.fixture(scope="module")
def library() -> Library:
    """The model set by words alone: nothing is encoded."""
    return Library.load(MODEL_SET, meaning=False)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Oes rhaid i mi ddweud wrth bawb cyn recordio cyfarfod?", "meetings#meeting-recording"),
        ("pwy sy'n gorfod dilyn y rheolau AI", "using-ai#policy-scope"),
        ("ga i ddefnyddio DPIA cyngor arall", "assessments#dpia-reuse"),
        ("shwt wi'n hala syniad mewn", "ideas#idea-submit"),
        ("pwy ddylwn i ofyn am help efo AI", "using-ai#help-contacts"),
    ],
)
def test_a_welsh_question_leads_to_its_clause(library: Library, question: str, place: str) -> None:
    answer = library.answer(question, on=TODAY)
    assert answer.passages[0].place == place


@pytest.mark.parametrize(
    "question",
    [
        "beth mae'r cyngor yn ei ddweud am hyn",
        "ydw i'n gorfod",
        "dwi isio gwybod am AI",
        "ga i dynnu fy syniad yn ôl",
        "mae gyda fi syniad",
    ],
)
def test_no_welsh_word_is_repaired_and_no_honest_message_refused(
    library: Library, question: str
) -> None:
    answer = library.answer(question, on=TODAY)
    repairs = answer.explanation.repairs if answer.explanation else ()
    assert repairs == ()
    assert answer.kind is not AnswerKind.OUTSIDE


def test_what_was_hardly_read_is_offered_as_the_nearest_and_not_given(library: Library) -> None:
    question = "a gaf i gynghaneddu englynion gorchestol gyda theclyn newydd"
    answer = library.answer(question, on=TODAY)
    assert answer.kind is AnswerKind.NEAREST
    assert answer.matches
    assert answer.lead is None


def test_a_subject_that_is_not_covered_is_told_in_welsh_words(library: Library) -> None:
    answer = library.answer("sut mae bwcio ystafell gyfarfod", on=TODAY)
    assert answer.subject is not None
    assert answer.subject.id == "rooms-buildings"
    assert answer.subject.welsh.startswith("Nid yw’r polisïau AI")


def test_the_nearest_way_of_asking_is_shown_as_it_was_written(library: Library) -> None:
    written = "dwi'n ddyslecsig, ga i declyn AI i helpu"
    answer = library.answer(written, on=TODAY)
    assert answer.explanation is not None
    assert answer.explanation.nearest == written


def test_english_questions_never_meet_the_welsh_ways(library: Library) -> None:
    lists = library.answerer_on(TODAY).edition.ways.lines
    assert not set(lists) & set(library.policy_set.welsh.asked["using-ai#policy-scope"])


def test_a_follow_up_in_welsh_leans_on_the_question_before_it(library: Library) -> None:
    answer = library.answer(
        "a beth am Copilot Chat?", "ga i roi data personol mewn teclyn", on=TODAY
    )
    assert answer.matches
