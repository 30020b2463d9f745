"""What asks nothing is taken off an English question."""

import pytest

from knowledge.query.courtesies import without_courtesies


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("helo can u tell me if its ok to tape the choir plz", "its ok to tape the choir"),
        ("Hi, could you please let me know what the rule is?", "what the rule is?"),
        ("do you know when the next review is", "when the next review is"),
        ("I was wondering if we can tape it, many thanks", "we can tape it"),
        ("tell me about the tape", "the tape"),
        ("could someone confirm whether singers need a form x", "singers need a form"),
        ("sorry to bother you quick question who keeps the tape", "who keeps the tape"),
    ],
)
def test_greetings_asides_and_thanks_are_taken_off(text: str, left: str) -> None:
    assert without_courtesies(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "thanks",
        "please help",
        "can I ask the machine to write this",
        "can you hear me singing",
        "may I check a recording of mine",
        "high notes are hard",
    ],
)
def test_what_is_asked_itself_stays(text: str) -> None:
    assert without_courtesies(text) == text
