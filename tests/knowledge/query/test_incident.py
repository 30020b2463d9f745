"""Whether a message tells that something has gone wrong."""

import json
from pathlib import Path

import pytest

from knowledge.query.incident import Incident, asks_what_to_do, read_incident, statements_in

QUESTIONS = Path(__file__).parents[2] / "questions" / "incidents"
DEVELOPED = [
    json.loads(line) for line in (QUESTIONS / "developed.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("line", DEVELOPED, ids=lambda line: line["text"][:40])
def test_what_went_wrong_is_told_from_a_question_about_such_things(line: dict[str, str]) -> None:
    is_told = read_incident(line["text"]) is Incident.TOLD
    assert is_told == (line["kind"] == "incident")


@pytest.mark.parametrize(
    "text",
    [
        "we pasted the names of the choir into the scribe",
        "the names of the choir were typed into the scribe",
        "the letters of the choir ended up in the scribe",
        "the scribe showed me someone else's letters",
        "someone in my team has been putting case notes into a chatbot",
        "somebody from the front desk put a child's name in the scribe",
        "sent the wrong family's letter",
        "oops, uploaded the list to the scribe. What do I do now?",
        "Yesterday I pasted a list of names into the scribe, who do I tell?",
    ],
)
def test_it_is_told_in_many_ways(text: str) -> None:
    assert read_incident(text) is Incident.TOLD


@pytest.mark.parametrize(
    "text",
    [
        "what if I pasted a list of names into the scribe",
        "may we paste a list of names into the scribe",
        "I have not pasted any names into the scribe",
        "before I pasted the names into the scribe I asked",
        "a tenant has sent me four pages with her name, which tool can I use?",
        "",
        "x" * 2_000,
    ],
)
def test_what_may_be_is_no_incident(text: str) -> None:
    assert read_incident(text) is Incident.NONE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The tape is gone. What now?", ["The tape is gone."]),
        ("the tape is gone, who do I tell?", ["the tape is gone"]),
        ("may I tape? who keeps it?", []),
        ("list the tapes that went to the wrong choir", []),
        ("", []),
    ],
)
def test_what_is_stated_is_told_from_what_is_asked(text: str, said: list[str]) -> None:
    assert statements_in(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "who do i tell if i pasted a name by mistake",
        "what do i do if i put a client's details into chatgpt",
        "what should i do if copilot shows me somebody else's file",
        "who should we report it to if someone uploads a care plan to an ai tool by accident",
        "what happens if i accidentally share personal data with chatgpt",
        "do i have to tell anyone if i pasted a resident's email into copilot",
        "how do i report it if i sent the wrong summary to a family",
        "what must staff do when confidential data has ended up in a chatbot",
        "what's the procedure if the notetaker recorded a confidential meeting by mistake",
        "who do i ring if my laptop with case notes is stolen",
        "what if i uploaded a tenant list to gemini",
        "what would i do if i typed an NHS number into the wrong tool",
        "who to tell if i emailed a transcript to the wrong person",
        "what are the steps if a colleague enters children's names in chatgpt",
        "where do i report if personal data got into the ai tool",
    ],
)
def test_what_to_do_if_it_happens_is_asked_in_many_ways(text: str) -> None:
    assert asks_what_to_do(text)


@pytest.mark.parametrize(
    "text",
    [
        "what do i do if i want to put names into copilot",
        "who do i ask if i need to share data with an ai supplier",
        "what should i do if a supplier switches on ai",
        "what do i do if i have an idea",
        "who do i tell if the ai gives a wrong answer",
        "what should i do when i record a meeting",
        "do i have to tell residents if i use ai for a letter",
        "what happens when a pilot ends",
        "what happens if a tool is refused",
        "who do i contact if i am unsure about personal data",
        "what do i do if someone asks me to put names in chatgpt",
        "what if the steering group says no",
        "how do i report benefits when a pilot is over",
        "do i need a dpia if we put customer data into the tool",
        "what if a resident objects to being recorded",
        "who do i tell when i use AI to write minutes",
        "what do i do if my request is declined",
    ],
)
def test_what_is_planned_or_asked_of_the_rules_is_no_such_question(text: str) -> None:
    assert not asks_what_to_do(text)
