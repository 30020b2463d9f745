"""Answers typed to a form's questions."""

import pytest

from bot.intents.form_text import read
from bot.message import Field, FieldKind

DATA = Field(
    "data",
    "What information?",
    FieldKind.CHOICES,
    options=(
        ("internal", "Mewnol: gwaith cyffredin"),
        ("personal", "Personol: am bobl"),
        ("confidential", "Cyfrinachol: cyfreithiol"),
        ("at-risk", "Children or adults at risk"),
    ),
)
MINUTES = Field("minutes", "How long?", FieldKind.NUMBER)


@pytest.mark.parametrize(
    ("said", "chosen"),
    [
        ("mewnol a phersonol", "internal,personal"),
        ("personol neu gyfrinachol", "personal,confidential"),
        ("Mewnol, personol", "internal,personal"),
        ("1 and 3", "internal,confidential"),
        ("internal & personal", "internal,personal"),
        ("children or adults at risk", "at-risk"),
        ("personal, children or adults at risk", "personal,at-risk"),
    ],
)
def test_choices_are_read_with_the_words_between_them_and_their_mutations(
    said: str, chosen: str
) -> None:
    assert read(DATA, said).value == chosen


@pytest.mark.parametrize("said", ["a banana", "mewnol a banana", "and"])
def test_what_is_no_choice_is_asked_again(said: str) -> None:
    assert read(DATA, said).problem


@pytest.mark.parametrize(
    ("said", "number"), [("tua 20", "20"), ("about 1,400", "1400"), ("rhyw 30", "30"), ("~ 5", "5")]
)
def test_a_number_may_be_a_rough_one(said: str, number: str) -> None:
    assert read(MINUTES, said).value == number
