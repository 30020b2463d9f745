"""Words counted and reading ages judged in policy Markdown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.rules.readability import reading_age, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tell everyone **before** you start.", 5),
        ("See [the register](register#scribe) first.", 4),
        ("- one\n- two words\n1. three", 4),
        ("| Room | Who |\n| --- | --- |\n| Hall | all |", 4),
        ("Don't stop; it's 1.5 and well-known.", 6),
        ("", 0),
        ("*** --- ###", 0),
    ],
)
def test_words_are_counted_without_the_marks(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_short_plain_words_read_younger_than_long_ones() -> None:
    plain = "Ask the desk. Do not put a name in the tool. Tell your boss if you do."
    hard = "Organisational accountability necessitates comprehensive procedural documentation."
    assert reading_age(plain) < 9
    assert reading_age(hard) > 20


def test_a_list_is_read_item_by_item() -> None:
    items = ["sign in with your work account", "use the tool on the list", "check what it says"]
    sentence = f"You must {', '.join(items)}."
    listed = "You must:\n\n" + "\n".join(f"- {item}" for item in items)
    assert reading_age(listed) < reading_age(sentence)


@given(st.text())
def test_any_text_has_a_reading_age(text: str) -> None:
    assert isinstance(reading_age(text), float)
