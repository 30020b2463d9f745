"""What people type about ideas, told from what they ask of the policies."""

import json
from pathlib import Path

import pytest

from bot.intents.idea_intents import (
    IdeaIntent,
    IdeaIntentKind,
    asks_whether_assessed,
    find_idea,
    recognise_idea_intent,
)

GOLDEN = Path(__file__).parents[2] / "questions" / "golden.jsonl"


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("I've got an idea", ""),
        ("ive got an idea!", ""),
        ("Hi, I have a great idea for AI", ""),
        ("i have an idea for using AI to sort post", "AI to sort post"),
        ("My idea: sort the post", "sort the post"),
        ("I'd like to suggest an idea about gritting", "gritting"),
        ("can I log an idea here with you", ""),
        ("Suggest an idea?", ""),
        ("got a suggestion", ""),
        ("another idea", ""),
        ("mae gen i syniad", ""),
    ],
)
def test_somebody_has_an_idea(text: str, idea: str) -> None:
    assert recognise_idea_intent(text) == IdeaIntent(IdeaIntentKind.START, text=idea)


@pytest.mark.parametrize(
    "text",
    [
        "got an idea, where do I put it",
        "I've got an idea for using AI in revs & bens, who do I tell",
        "Can I log an idea on behalf of someone else?",
        "put an idea in three weeks ago and heard nowt",
        "do I need my boss's say so to send an idea",
        "what happens to my idea",
        "show me the ideas the licensing manager sent in last month",
        "any idea when it comes out",
        "is screening needed for Copilot",
        "what does AI-2026 mean",
    ],
)
def test_a_question_about_ideas_is_a_question(text: str) -> None:
    assert recognise_idea_intent(text) is None


@pytest.mark.parametrize(
    ("text", "want", "ref"),
    [
        ("my ideas", IdeaIntentKind.MINE, ""),
        ("what happened to my idea?", IdeaIntentKind.MINE, ""),
        ("what's the status of my idea", IdeaIntentKind.MINE, ""),
        ("withdraw my idea", IdeaIntentKind.WITHDRAW, ""),
        ("AI-2026-0042", IdeaIntentKind.STATUS, "AI-2026-0042"),
        ("status of ai 2026 42?", IdeaIntentKind.STATUS, "AI-2026-0042"),
        ("what's happening with my idea AI-2026-0042", IdeaIntentKind.STATUS, "AI-2026-0042"),
        ("withdraw AI-2026-0042", IdeaIntentKind.WITHDRAW, "AI-2026-0042"),
        ("add to ai-2026-12345", IdeaIntentKind.AMEND, "AI-2026-12345"),
        ("support AI-2026-0042 instead", IdeaIntentKind.SUPPORT, "AI-2026-0042"),
        ("screen AI-2026-0042", IdeaIntentKind.SCREEN, "AI-2026-0042"),
        ("start a screening", IdeaIntentKind.SCREEN, ""),
        ("continue", IdeaIntentKind.CONTINUE, ""),
        ("ten ideas from a workshop", IdeaIntentKind.WORKSHOP, ""),
        ("post new ideas here", IdeaIntentKind.ANNOUNCE, ""),
    ],
)
def test_a_wish_is_understood(text: str, want: IdeaIntentKind, ref: str) -> None:
    assert recognise_idea_intent(text) == IdeaIntent(want, ref)


@pytest.mark.parametrize(
    ("text", "idea"),
    [
        ("could we use AI to sort the post?", "sort the post"),
        ("Can the council use a chatbot for parking questions", "parking questions"),
        ("what if AI could read the meters", "read the meters"),
        ("It would be great if a bot could answer the phone", "answer the phone"),
        ("I reckon AI could match lost library books", "match lost library books"),
        ("can I use Copilot to write minutes", ""),
        ("could we sell our pothole bot", ""),
    ],
)
def test_a_text_may_be_an_idea(text: str, idea: str) -> None:
    assert find_idea(text).idea == idea


def test_what_is_put_as_a_question_is_told_from_what_is_put_forward() -> None:
    assert find_idea("could we use AI to sort the post").asks
    assert not find_idea("we could use AI to sort the post").asks


def test_no_golden_question_is_taken_for_an_idea() -> None:
    """They were written by people who wanted an answer."""
    questions = [json.loads(line)["text"] for line in GOLDEN.read_text("utf-8").splitlines()]
    assert [text for text in questions if recognise_idea_intent(text) or find_idea(text).idea] == []


@pytest.mark.parametrize("text", ["do I need a DPIA?", "is an equality impact assessment needed"])
def test_a_need_for_an_assessment_is_recognised(text: str) -> None:
    assert asks_whether_assessed(text)
    assert not asks_whether_assessed("who signs a DPIA")
    assert not asks_whether_assessed("do I need a licence")
