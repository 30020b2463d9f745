"""What the register answers: its rule for what it does not list, its entry for what it does."""

from datetime import date

import pytest

from knowledge import AnswerKind, Library
from knowledge.answering.register_answer import words_of_refused
from knowledge.model.policies import Verdict
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import SOUND

DAY = date(2026, 11, 30)
RULE = "tools#approved-tools-list"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(MODEL_SET, meaning=False, cache=None)


@pytest.mark.parametrize(
    "question",
    [
        "is zibblewort ok",
        "zibblewort?",
        "can tutors make quizzes with Zibblewort",
        "ZIBBLEWORT ok?",
        "what do you think of zibblewort",
        "whats the rule on zibblewort",
        "beth am Zibblewort",
        "are we ok with Zibblewort",
    ],
)
def test_a_tool_that_nobody_listed_gets_the_rule_alone_and_no_yes(
    library: Library, question: str
) -> None:
    answer = library.answer(question, on=DAY)
    (match,) = answer.matches
    assert answer.kind is AnswerKind.ANSWERED
    assert answer.unlisted.lower() == "zibblewort"
    assert answer.lead is None
    assert match.passage.place == RULE
    assert match.answers is not None
    assert "not on the register is not approved" in match.answers.text


def test_a_set_without_the_rule_answers_as_it_would() -> None:
    answer = Library.load(SOUND, meaning=False, cache=None).answer("is zibblewort ok", on=DAY)
    assert answer.lead not in (Verdict.ALLOWED, Verdict.CONDITIONS)


@pytest.mark.parametrize(
    ("question", "entry"),
    [
        ("is deepl ok", "deepl"),
        ("who looks after deepl", "deepl"),
        ("when was otter last audited", "otter"),
        ("what data can go in magic notes", "magic-notes-adults"),
        ("what data can go in magic notes for a child", "magic-notes-children"),
    ],
)
def test_the_entry_comes_first_where_it_is_asked_about(
    library: Library, question: str, entry: str
) -> None:
    answer = library.answer(question, on=DAY)
    assert answer.kind is AnswerKind.ANSWERED
    assert answer.passages[0].place == f"register#{entry}"


def test_the_entry_for_adults_does_not_answer_for_a_child(library: Library) -> None:
    answer = library.answer("can i use magic notes with a child", on=DAY)
    assert [tool.id for tool in answer.tools] == ["magic-notes-children"]
    assert "register#magic-notes-adults" not in [p.place for p in answer.passages]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("can I translate a council tax letter", "tools#translation-tools"),
        ("is translation ok for a letter", "tools#translation-tools"),
        ("is papago ok for a letter", "register#google-translate"),
    ],
)
def test_a_refused_tool_answers_only_where_a_word_of_its_own_is_said(
    library: Library, question: str, first: str
) -> None:
    assert library.answer(question, on=DAY).passages[0].place == first


def test_an_entry_named_in_everyday_words_refuses_a_kind_of_tool_named_or_not(
    library: Library,
) -> None:
    known = library.policy_set
    own = words_of_refused(known.tools_on(DAY), known.passages_on(DAY))
    assert "papago" in own["register#google-translate"]
    assert "register#other-public-chatbots" not in own


def test_below_the_no_of_an_entry_stands_a_sentence_that_bars(library: Library) -> None:
    answer = library.answer("is Copilot Chat approved for names", on=DAY)
    assert answer.lead is Verdict.NOT_ALLOWED
    assert answer.matches[0].answers is not None
    assert answer.matches[0].answers.text.startswith("Do not put in personal")


def test_a_tools_name_and_a_purpose_ask_about_the_tool_and_order_nothing(library: Library) -> None:
    answer = library.answer("canva magic write for the library newsletter?", on=DAY)
    assert answer.passages[0].place == "register#canva-ai"
    assert answer.lead is Verdict.NOT_ALLOWED
