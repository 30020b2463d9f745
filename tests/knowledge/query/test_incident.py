"""Whether a message tells that something has gone wrong."""

import json
from pathlib import Path

import pytest

from knowledge.query.incident import Incident, read_incident, statements_in

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
        ("", []),
    ],
)
def test_what_is_stated_is_told_from_what_is_asked(text: str, said: list[str]) -> None:
    assert statements_in(text) == said
