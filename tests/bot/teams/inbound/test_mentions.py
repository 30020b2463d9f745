"""What a person typed, without our own mention and nothing else lost."""

from collections.abc import Sequence
from typing import Any

import pytest

from bot.teams.inbound.mentions import (
    is_card_sent_by_a_person,
    names_of,
    tidied,
    unescaped,
    without_marks,
)

BOT = "28:bot"


def without_mention(text: str, entities: Sequence[dict[str, Any]], bot_id: str) -> str:
    """A text as a message without HTML is read."""
    return tidied(unescaped(without_marks(text, names_of(bot_id, entities))))


def mention(name: str, who: str = BOT, text: str | None = None) -> dict[str, object]:
    shown = f"<at>{name}</at>" if text is None else text
    return {"type": "mention", "text": shown, "mentioned": {"id": who, "name": name}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<at>Bot</at> what does Bot mean?", "what does Bot mean?"),
        ("<at>Bot</at>&nbsp;hello", "hello"),
        ('<at id="0">Bot</at> hello', "hello"),
        ("<AT>Bot</AT> hello", "hello"),
        ("hello <at>Bot</at>", "hello"),
        ("ask <at>Jo Bloggs</at> or <at>Bot</at>?", "ask Jo Bloggs or ?"),
        ("no mention", "no mention"),
        ("find Bot 5", "find Bot 5"),
    ],
)
def test_only_our_own_mention_is_removed(text: str, expected: str) -> None:
    assert without_mention(text, [mention("Bot"), mention("Jo Bloggs", "29:jo")], BOT) == expected


def test_a_person_of_our_name_is_not_removed() -> None:
    assert (
        without_mention("<at>Bot</at> said so", [mention("Bot", "29:person")], BOT) == "Bot said so"
    )


def test_a_mention_without_its_text_is_known_by_its_name() -> None:
    assert without_mention("<at>Bot</at> hi", [mention("Bot", text="")], BOT) == "hi"


def test_what_was_escaped_on_the_way_is_as_it_was_typed() -> None:
    assert without_mention("is 5 &lt; 6 &amp; 7?", [], BOT) == "is 5 < 6 & 7?"


def test_lines_stay_and_blanks_collapse() -> None:
    assert (
        without_mention("one\r\n two\t\tthree\n\n\n\nfour ", [], BOT) == "one\n two three\n\nfour"
    )


def test_characters_that_nobody_sees_are_dropped_and_emoji_stay_whole() -> None:
    assert (
        without_mention("me\u200bet\u00ading \u202e👩\u200d💻\x00", [], BOT) == "meeting 👩\u200d💻"
    )


@pytest.mark.parametrize(
    "text", ["<at>" * 60_000, "<at" * 80_000, "&" * 200_000, "\n " * 100_000, "<at>x" * 50_000]
)
def test_long_and_hostile_texts_take_one_pass(text: str) -> None:
    without_mention(text, [mention("Bot")], BOT)  # pytest's timeout is the judge


def test_a_card_without_words_is_not_a_question_but_a_picture_may_be() -> None:
    assert is_card_sent_by_a_person("", ["application/vnd.microsoft.card.adaptive"])
    assert not is_card_sent_by_a_person("look", ["application/vnd.microsoft.card.adaptive"])
    assert not is_card_sent_by_a_person("", ["image/png"])
