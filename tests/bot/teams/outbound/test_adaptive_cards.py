"""Replies as cards: what a person sees, hears and can press, in every theme and client."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.message import (
    Block,
    Choice,
    Choices,
    Diff,
    DiffSide,
    Field,
    FieldKind,
    Form,
    Quotation,
    Reply,
    Table,
    Text,
)
from bot.teams.outbound import adaptive_cards, plain_text
from tests.bot.teams.conftest import QUOTED, Json

SITE = "https://policies.example"

FORM = Form(
    action="send_idea",
    key="f-1",
    title="Suggest an idea",
    intro="It takes two minutes.",
    submit="Send the idea",
    fields=[
        Field("title", "A short title", required=True, max_length=80, value="Potholes"),
        Field("what", "What would it do?", FieldKind.LONG_TEXT, hint="Two sentences will do."),
        Field(
            "area", "Service area", FieldKind.CHOICE, options=[("h", "Housing"), ("p", "Planning")]
        ),
        Field(
            "data",
            "Which data?",
            FieldKind.CHOICES,
            options=[("none", "None"), ("pers", "Personal")],
        ),
        Field(
            "staff", "How many staff?", FieldKind.NUMBER, value="12", problem="Give a whole number."
        ),
        Field("start", "From when?", FieldKind.DATE, value="2026-12-01"),
        Field("agree", "My manager knows", FieldKind.CONFIRM, required=True),
    ],
)
REWORDED = Diff(
    clause="4.3",
    heading="Sandwiches",
    pieces=[
        (DiffSide.BOTH, "Staff may bring "),
        (DiffSide.OLD, "a sandwich *now*"),
        (DiffSide.NEW, "two sandwiches\n\nand soup"),
        (DiffSide.BOTH, "."),
    ],
    note="Reworded.",
    link="/policies/lunch/1.10#sandwiches",
)
EVERYTHING = Reply(
    [
        Text("Yes, with conditions.", strong=True),
        Text("First paragraph.\n\nSecond *paragraph* <b>."),
        QUOTED,
        Table("Tools", ["Tool", "Data"], [["Copilot", "public"], ["Chat_GPT*", ""]]),
        FORM,
        Choices(
            [Choice("And in private?", say="and in private"), Choice("Read", link="/policies")],
            "Next:",
        ),
        REWORDED,
    ]
)


def card_of(*blocks: Block, site: str = SITE) -> Json:
    card = adaptive_cards.draw(Reply(blocks), site)
    assert card is not None
    return card


def walk(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for item in value if isinstance(value, list) else ():
        yield from walk(item)


def of_type(card: Json, kind: str) -> list[Json]:
    return [element for element in walk(card) if str(element.get("type")).startswith(kind)]


def test_a_clause_is_shown_with_everything_that_a_citation_needs() -> None:
    (container,) = of_type(card_of(QUOTED), "Container")
    assert container["style"] == "emphasis"
    assert [item["text"] for item in container["items"]] == [
        "Clause 4.3: Sandwiches",
        "Staff **may** bring a sandwich.",
        "- cheese\r- ham",
        "Lunch at work, version 1.10, in force from 1 October 2026",
        "[Read clause 4.3 in the policy](https://policies.example/policies/lunch/1.10#sandwiches)",
    ]


def test_without_a_public_address_there_is_no_link() -> None:
    assert "](" not in json.dumps(card_of(QUOTED, site=""))


def test_a_register_entry_has_no_clause_number_and_is_dated() -> None:
    entry = dataclasses.replace(QUOTED, clause="", version="2026-09-14", title="Tools register")
    shown = [item["text"] for item in of_type(card_of(entry), "TextBlock")]
    assert shown[0] == "Sandwiches"
    assert "Tools register, entry of 14 September 2026" in shown


def test_a_note_is_shown_below_the_clause() -> None:
    noted = dataclasses.replace(QUOTED, note="Replaced on Monday.")
    assert "Replaced on Monday." in [item["text"] for item in of_type(card_of(noted), "TextBlock")]


def test_a_folded_clause_shows_its_heading_and_opens_when_pressed() -> None:
    outer, header, body = of_type(card_of(dataclasses.replace(QUOTED, folded=True)), "Container")
    assert outer["items"] == [header, body]
    assert [item["text"] for item in header["items"]] == [
        "Clause 4.3: Sandwiches",
        "Lunch at work, version 1.10, in force from 1 October 2026",
        "Show or hide clause 4.3",
    ]
    action = header["selectAction"]
    assert action["type"] == "Action.ToggleVisibility"
    assert action["targetElements"] == [body["id"]]
    assert body["isVisible"] is False
    assert "Staff **may** bring a sandwich." in [item["text"] for item in body["items"]]


def test_related_clauses_are_one_press_away_together() -> None:
    related = dataclasses.replace(QUOTED, folded=True, related=True)
    card = adaptive_cards.draw(Reply([QUOTED, related, related]), SITE)
    assert card is not None
    _, header, hidden = card["body"]
    assert [item["text"] for item in header["items"]] == ["2 related clauses"]
    assert header["selectAction"]["targetElements"] == [hidden["id"]]
    assert hidden["isVisible"] is False
    assert len(hidden["items"]) == 2


def test_the_sentence_that_answers_is_bold_where_the_clause_is_unfolded() -> None:
    quoted = dataclasses.replace(QUOTED, excerpt="Ham.", text="Ham. Cheese.", answers=(0, 4))
    shown = [item["text"] for item in of_type(card_of(quoted), "TextBlock")]
    assert "**Ham.** Cheese." in shown


def test_what_was_taken_out_and_put_in_is_said_and_not_only_struck_through() -> None:
    lines = [block["inlines"] for block in of_type(card_of(REWORDED), "RichTextBlock")]
    assert [[run["text"] for run in line] for line in lines] == [
        ["Staff may bring ", "[taken out: a sandwich *now*]", "[put in: two sandwiches]"],
        ["[put in: and soup]", "."],
    ]
    (_, old, new), _ = lines
    assert old["strikethrough"] is True
    assert new["underline"] is True


def test_every_card_is_sound_for_every_client() -> None:
    """Version, language, wrapping, headings, labels, named colours and the plain-text twin."""
    card = card_of(*EVERYTHING.blocks)
    assert (card["type"], card["version"], card["lang"]) == ("AdaptiveCard", "1.5", "en")
    assert card["fallbackText"] == plain_text.alternative(EVERYTHING, SITE)
    assert card["speak"] == plain_text.alternative(EVERYTHING)
    for block in of_type(card, "TextBlock"):
        assert block["wrap"] is True
        assert block["text"].strip()
        assert block.get("color", "Default") in ("Default", "Attention")
    assert sum(block.get("style") == "heading" for block in of_type(card, "TextBlock")) == 4
    inputs = of_type(card, "Input.")
    assert len({item["id"] for item in inputs}) == len(inputs) == len(FORM.fields)
    for item in inputs:
        assert item["label"]
        assert bool(item.get("isRequired")) == bool(item.get("errorMessage"))


def test_a_form_is_sent_as_one_action_that_old_clients_can_send_too() -> None:
    (action,) = of_type(card_of(FORM), "Action.Execute")
    assert action["verb"] == "send_idea"
    filled = ["title", "staff", "start"]
    assert action["data"] == {"values": {"key": "f-1"}, "_many": ["data"], "_filled": filled}
    assert action["fallback"]["data"] == {
        "action": "send_idea",
        "values": {"key": "f-1"},
        "_many": ["data"],
        "_filled": filled,
    }


def test_what_was_filled_in_stays_and_its_problem_is_said_in_words() -> None:
    card = card_of(FORM)
    values = {item["id"]: item.get("value") for item in of_type(card, "Input.")}
    assert values["title"] == "Potholes"
    assert values["staff"] == 12
    assert values["start"] == "2026-12-01"
    shown = [block["text"] for block in of_type(card, "TextBlock")]
    assert "Problem: Give a whole number." in shown


def test_a_button_says_what_typing_would_say() -> None:
    card = card_of(Choices([Choice("More", say="tell me more", action="more", values={"a": "1"})]))
    (action,) = of_type(card, "Action.")
    assert action["data"] == {"say": "tell me more", "action": "more", "values": {"a": "1"}}
    assert action["associatedInputs"] == "none"


def test_a_button_that_opens_a_page_needs_an_address() -> None:
    links = Choices([Choice("Board", link="/board"), Choice("X", link="javascript:alert(1)")])
    assert [item["url"] for item in of_type(card_of(links), "Action.OpenUrl")] == [f"{SITE}/board"]
    assert of_type(card_of(Text("x"), links, site=""), "Action") == []


def test_a_card_has_six_buttons_at_most_and_a_form_keeps_its_own() -> None:
    many = Choices([Choice(f"c{number}", say="x") for number in range(6)])
    actions = of_type(card_of(many, many, FORM), "Action.")
    shown = [action for action in actions if action["title"] != FORM.submit]
    assert len(shown) == 5
    assert any(action["type"] == "Action.Execute" for action in actions)


def test_a_large_reply_gives_up_the_twin_before_the_card_and_the_card_before_the_words() -> None:
    quoted = dataclasses.replace(QUOTED, text="word " * 2_000)
    card = card_of(quoted)
    assert card["speak"] == plain_text.opening(Reply([quoted]))
    assert len(json.dumps(card)) <= 28_000
    assert (
        adaptive_cards.draw(Reply([dataclasses.replace(QUOTED, text="word " * 8_000)]), SITE)
        is None
    )


TEXT = st.text(max_size=60)
BLOCKS = st.one_of(
    st.builds(Text, TEXT, st.booleans()),
    st.builds(
        Quotation,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        TEXT,
        st.dates(min_value=date(2020, 1, 1)),
        TEXT,
        TEXT,
    ),
    st.builds(Diff, TEXT, TEXT, st.lists(st.tuples(st.sampled_from(DiffSide), TEXT)), TEXT, TEXT),
    st.builds(
        lambda rows: Table("c", ["a", "b"], rows), st.lists(st.lists(TEXT, min_size=2, max_size=2))
    ),
    st.builds(
        Choices,
        st.lists(st.builds(Choice, TEXT, TEXT, TEXT, st.just({}), TEXT), max_size=8),
        TEXT,
    ),
)


@given(st.lists(BLOCKS, max_size=5))
def test_any_reply_is_drawn_within_teams_limits(blocks: list[Block]) -> None:
    card = adaptive_cards.draw(Reply(blocks), SITE)
    if card is not None:
        assert len(json.dumps(card)) <= 28_000
        buttons = [action for box in of_type(card, "ActionSet") for action in box["actions"]]
        assert len(buttons) <= 6
        for action in of_type(card, "Action.OpenUrl"):
            assert action["url"].startswith("https://")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (QUOTED, "Clause 4.3: Sandwiches\n\nStaff may bring a sandwich.\n\n- cheese\n- ham\n\n"
                 "Lunch at work, version 1.10, in force from 1 October 2026"),
        (EVERYTHING.blocks[3], "Tools\n\nTool: Copilot; Data: public\n\nTool: Chat_GPT*"),
        (REWORDED, "Clause 4.3: Sandwiches\n\nReworded.\n\nStaff may bring [taken out: a sandwich "
                   "*now*][put in: two sandwiches\n\nand soup]."),
        (EVERYTHING.blocks[5], "Next:\n\n- And in private? Type “and in private”"),
    ],
)  # fmt: skip
def test_the_plain_twin_says_what_the_card_says(block: Any, expected: str) -> None:
    assert plain_text.alternative(Reply([block])) == expected


def test_the_opening_is_one_line_for_a_notification() -> None:
    line = plain_text.opening(EVERYTHING)
    assert line.startswith("Yes, with conditions. First paragraph.")
    assert len(line) <= 160
    assert line.endswith("…")
