"""A reply as it is sent: citations that match their marks, texts within Teams' limits."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import FEEDBACK, Choice, Choices, Field, Form, Quotation, Reply, Text
from bot.teams import limits
from bot.teams.outbound import activity_from_reply
from tests.bot.teams.conftest import QUOTED

SITE = "https://policies.example"
LONG = replace(QUOTED, title="Sandwiches 🥪 " * 20, version="1.10" * 20, text="🥪 bread " * 200)


def units(text: str) -> int:
    """How long Teams takes a text to be."""
    return len(text.encode("utf-16-le")) // 2


def claims(message: activity_from_reply.OutgoingActivity) -> list[dict[str, Any]]:
    (entity,) = message.entities
    assert (entity["type"], entity["@type"]) == ("https://schema.org/Message", "Message")
    found: list[dict[str, Any]] = entity["citation"]
    return found


def test_every_citation_has_its_mark_in_the_text_and_every_mark_its_citation() -> None:
    reply = Reply([Text("Yes."), *[replace(QUOTED, clause=f"1.{n}") for n in range(1, 4)]])
    for as_text in (False, True):
        (message,) = activity_from_reply.messages(reply, SITE, as_text=as_text)
        found = claims(message)
        assert [claim["position"] for claim in found] == [1, 2, 3]
        for claim in found:
            assert message.text.count(f"[{claim['position']}]") == 1
            number = f"1.{claim['position']}"
            assert claim["appearance"]["keywords"] == [f"Clause {number}", "Version 1.10"]
            assert claim["appearance"]["url"] == SITE + QUOTED.link


def test_a_citation_stays_within_the_limits_however_long_the_clause_is() -> None:
    (message,) = activity_from_reply.messages(Reply([LONG] * 12), SITE)
    found = claims(message)

    assert len(found) == limits.MOST_CITATIONS
    appearance = found[0]["appearance"]
    assert units(appearance["name"]) <= 80
    assert units(appearance["abstract"]) <= 160
    assert appearance["abstract"].endswith("…")
    assert len(appearance["keywords"]) <= 3
    assert all(units(keyword) <= 28 for keyword in appearance["keywords"])


def test_nothing_is_called_generated_and_the_text_says_that_the_assistant_is_automatic() -> None:
    (message,) = activity_from_reply.messages(Reply([QUOTED], receipt="R-1"), SITE)

    assert "AIGeneratedContent" not in json.dumps(message.entities)
    assert message.text.startswith("I am automatic and quote approved policy")


def test_a_reply_that_quotes_nothing_has_no_text_beside_its_card_and_no_citation() -> None:
    (message,) = activity_from_reply.messages(Reply([Text("Hello.")]), SITE)

    assert not message.text
    assert not message.entities


def test_marks_in_a_title_are_not_taken_for_citations() -> None:
    odd = replace(QUOTED, title="Rules [2] and *stars*")
    (message,) = activity_from_reply.messages(Reply([odd]), SITE)

    assert r"Rules \[2]" in message.text
    assert [claim["position"] for claim in claims(message)] == [1]


def test_teams_own_feedback_buttons_take_the_place_of_ours_on_an_answer_alone() -> None:
    buttons = Choices([Choice("This helped", action=FEEDBACK), Choice("Why?", say="why")])
    (answer,) = activity_from_reply.messages(Reply([QUOTED, buttons], receipt="R-1"), SITE)
    (other,) = activity_from_reply.messages(Reply([buttons]), SITE)

    assert answer.channel_data == {"feedbackLoop": {"type": "default"}}
    assert "This helped" not in json.dumps(answer.attachments[0].content)
    assert "Why?" in json.dumps(answer.attachments[0].content)
    assert other.channel_data is None
    assert "This helped" in json.dumps(other.attachments[0].content)


def test_a_reply_in_welsh_is_drawn_in_welsh() -> None:
    (message,) = activity_from_reply.messages(Reply([QUOTED], language="cy"), SITE)

    assert message.attachments[0].content["lang"] == "cy"
    assert "1 Hydref 2026" in json.dumps(message.attachments[0].content)


def test_a_long_text_is_split_between_paragraphs_with_nothing_lost() -> None:
    paragraphs = [f"Paragraph {number}. " + "word " * 300 for number in range(40)]
    found = activity_from_reply.messages(Reply([Text("\n\n".join(paragraphs))]), SITE, as_text=True)

    assert 1 < len(found) <= limits.MOST_MESSAGES
    assert "\n\n".join(message.text for message in found) == "\n\n".join(paragraphs)
    for message in found:
        assert activity_from_reply.size(message.text) <= limits.LARGEST_TEXT


def test_what_would_take_too_many_messages_ends_with_the_way_to_the_policy() -> None:
    endless = replace(QUOTED, text="\n\n".join(["word " * 300] * 200))
    *_, last = found = activity_from_reply.messages(Reply([endless]), SITE)

    assert len(found) == limits.MOST_MESSAGES
    assert last.text.endswith(f"Read it in full: {SITE}{QUOTED.link}")


def test_a_card_that_would_be_too_large_links_the_clauses_of_second_rank() -> None:
    long = replace(QUOTED, text="word " * 4000, folded=True)
    (message,) = activity_from_reply.messages(Reply([QUOTED, long, long]), SITE)
    card = json.dumps(message.attachments[0].content)

    assert len(card) <= limits.LARGEST_CARD
    assert "cheese" in card
    assert card.count("Read clause 4.3 in the policy") == 3
    assert "word word" not in card


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(20, 200))
def test_no_piece_is_larger_than_it_may_be_and_no_sign_is_lost(text: str, most: int) -> None:
    found = activity_from_reply.pieces(text, most)

    assert all(activity_from_reply.size(piece) <= most for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


def test_a_form_is_for_a_personal_chat_and_a_channel_gets_the_way_there() -> None:
    form = Form("send", "key", "Suggest an idea", [Field("title", "Name")], "Send")
    shown = activity_from_reply.for_everyone(Reply([Text("Well."), form]), "28:bot")

    assert not [block for block in shown.blocks if isinstance(block, Form)]
    assert Text("Suggest an idea: I ask for that in a personal chat only.") in shown.blocks
    (choices,) = [block for block in shown.blocks if isinstance(block, Choices)]
    assert choices.items[0].link == "https://teams.microsoft.com/l/chat/0/0?users=28:bot"


@pytest.mark.parametrize("quoted", [QUOTED, LONG])
def test_a_whole_message_is_below_the_limit_of_teams_counted_as_utf_16(quoted: Quotation) -> None:
    for message in activity_from_reply.messages(Reply([quoted] * 10, receipt="R-1"), SITE):
        whole = {
            "text": message.text,
            "entities": message.entities,
            "attachments": [one.content for one in message.attachments or ()],
        }
        whole_size = len(json.dumps(whole, ensure_ascii=False).encode("utf-16-le"))
        assert whole_size < limits.LARGEST_MESSAGE
