"""Questions of the document itself, told from what its rules say."""

from datetime import date

import pytest

from knowledge import Library
from knowledge.query.question_reading import read_question
from tests.bot.chat import Chat


@pytest.fixture(scope="module")
def library() -> Library:
    return Chat().library


@pytest.mark.parametrize(
    "text",
    [
        "show me the meetings policy",
        "what was the meetings policy on 1 April 2026",
        "what did the meetings policy say in March 2026",
        "show me the meetings policy as of 1 April 2026",
        "what did the meetings policy say in march",
        "can I have a look at the meetings policy",
        "who approves the meetings policy",
        "history of the meetings policy",
        "give me the whole meetings policy",
        "i want to read the meetings policy please",
        "link to the meetings policy",
        "where do i find the policy on meetings",
        "can you send me the full meetings policy document",
        "meetings policy",
        "the meetings policy please",
        "which policies do we have on meetings",
        "dangoswch y polisi cyfarfodydd",
    ],
)
def test_a_policy_that_is_named_and_nothing_else_is_asked_for_as_a_document(
    library: Library, text: str
) -> None:
    asked = read_question(text, library.policy_set, date(2026, 10, 1))
    assert asked.status is not None
    assert (list(asked.status.policies), asked.change) == (["meetings"], None)


@pytest.mark.parametrize(
    "text",
    [
        "who approves the policy",
        "who approves the policies",
        "who can change the rules",
        "who's in charge of the AI policy round here",
        "when was the policy approved",
        "what are your rules",
        "can I see the whole policy",
        "which policies have you got",
        "what policies are there?",
    ],
)
def test_the_policy_without_a_name_is_asked_for_as_whichever_there_is(
    library: Library, text: str
) -> None:
    asked = read_question(text, library.policy_set, date(2026, 10, 1))
    assert asked.status is not None
    assert not asked.status.policies


@pytest.mark.parametrize(
    "text",
    [
        "who approves a new tool",
        "who decides on the recording policy exceptions for schools",
        "what are the rules on minutes",
        "can I see the policy before I sign",
        "can I share the meetings policy with a supplier",
        "what's the policy on minutes",
        "is there a policy on minutes",
        "annual leave policy",
        "send me the annual leave policy",
        "do I need to read the meetings policy",
    ],
)
def test_what_asks_for_more_than_a_policy_is_asked_of_the_rules(
    library: Library, text: str
) -> None:
    assert read_question(text, library.policy_set, date(2026, 10, 1)).status is None


@pytest.mark.parametrize(
    "text",
    [
        "what does the meetings policy say about consent",
        "what did the meetings policy say about recording on 1 April 2026",
        "show me the rule on recording in the meetings policy",
    ],
)
def test_what_a_policy_says_of_something_is_asked_of_its_rules(library: Library, text: str) -> None:
    assert read_question(text, library.policy_set, date(2026, 10, 1)).status is None
