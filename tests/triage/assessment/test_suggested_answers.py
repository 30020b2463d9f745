"""An idea's words suggest answers; what it says it does not use suggests a no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.assessment.suggested_answers import SuggestedAnswer, suggest_answers
from triage.model.screening_rules import AssessmentNeed, Question, ScreeningReply


def question(key: str, *suggests: str, only_after: str = "") -> Question:
    return Question(
        key,
        "dpia",
        "?",
        AssessmentNeed.REQUIRED,
        AssessmentNeed.ADVICE,
        "rules@1.0#a",
        only_after=only_after,
        suggests=suggests,
    )


PERSONAL = question("personal", "names", "addresses", "personal data", "recording", "SEND")
HEALTH = question("health", "health", "mental health", only_after="personal")
SCORES = question("scores", "score people", "rank", "10000+", "without a human")
ALL = (PERSONAL, HEALTH, SCORES)


def replies(text: str) -> dict[str, str]:
    return {key: one.reply.value for key, one in suggest_answers(ALL, text).items()}


@pytest.mark.parametrize(
    "text",
    [
        "It has the name of every child.",
        "Names, not numbers.",
        "Uses no photos but names and dates.",
        "Not only names.",
        "We do not have enough staff. The names are in the file.",
        "No photos; names yes.",
        "No more typing of names.",
    ],
)
def test_a_word_that_is_meant_suggests_a_yes(text: str) -> None:
    assert replies(text)["personal"] == "yes"


@pytest.mark.parametrize(
    "text",
    [
        "No names.",
        "no personal data is used",
        "Blank templates (no names, blank ones).",
        "Without names or addresses",
        "It doesn't need any names",
        "it does not look at photos, addresses or names of people",
        "We never keep addresses.",
        "No photos, names, dates or addresses.",
        "Excluding names & addresses",
    ],
)
def test_a_word_that_is_ruled_out_suggests_a_no(text: str) -> None:
    assert replies(text) == {"personal": "no"}


def test_a_word_that_is_meant_once_outweighs_one_that_is_ruled_out() -> None:
    assert replies("No names in the letters. The register has names.") == {"personal": "yes"}


def test_a_negation_ends_where_the_clause_does() -> None:
    text = "Without names, we also use the mental health file."

    assert replies(text) == {"personal": "no", "health": "yes"}


def test_a_text_that_says_nothing_about_a_question_suggests_nothing() -> None:
    assert replies("Write spreadsheet formulas.") == {}


def test_the_words_that_suggested_an_answer_are_named() -> None:
    found = suggest_answers(ALL, "Personal data: the NAMES on file")["personal"]

    assert found == SuggestedAnswer(ScreeningReply.YES, ("names", "personal data"))


def test_a_yes_suggests_a_yes_to_the_question_that_it_comes_after() -> None:
    assert replies("About mental health") == {"personal": "yes", "health": "yes"}
    assert replies("No names. About mental health") == {"personal": "no", "health": "yes"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("score people", True),
        ("It scores each of the applicants", True),
        ("gives every tenant a score", True),
        ("let it score them", True),
        ("a musical score", False),
        ("score the lawns", False),
    ],
)
def test_people_in_a_phrase_are_whoever_the_text_calls_them(text: str, found: bool) -> None:
    assert ("scores" in replies(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("42,000 photos", True),
        ("60k trees", True),
        ("1.5m calls", True),
        ("about 10000", True),
        ("9,999 photos", False),
        ("3000+ replies", False),
        ("10 of 10", False),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, found: bool) -> None:
    assert ("scores" in replies(text)) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SEND pupils", True),
        ("we send letters", False),
        ("recordings of visits", True),
        ("public records", False),
        ("ranking", False),
        ("ranks", True),
        ("decides without a human", True),
    ],
)
def test_a_word_alone_must_be_that_word_or_its_plural(text: str, found: bool) -> None:
    assert bool(replies(text)) is found


@given(text=st.text(max_size=300))
def test_any_text_at_all_can_be_read(text: str) -> None:
    suggest_answers(ALL, text)


@given(words=st.lists(st.sampled_from("no names . , and the health but without use".split())))
def test_every_suggestion_stands_on_words_of_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for found in suggest_answers(ALL, text).values():
        assert found.words
        assert all(word in text for word in found.words)
