"""The group's card over the wire: form and outcome for who pressed, and no message changed."""

import json

from bot.message import Choice, Choices, Field, Form, Reply, Text
from bot.teams.outbound import adaptive_cards
from tests.bot.teams.conftest import Json, Parrot, Teams
from tests.microsoft import TENANT, Microsoft, activity

CHANNEL = "19:steering@thread.tacv2;messageid=17"
BUTTON = Choice(
    "Decide", action="steer.decide", values={"reference": "AI-2026-0001"}, in_place=True
)
FORM = Form("steer.decided", "k", "Decide", (Field("reason", "Reason", required=True),), "Record")


async def pressed(teams: Teams, verb: str = "steer.decide", **data: object) -> tuple[int, Json]:
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": data}}
    where = {"conversationType": "channel", "tenantId": TENANT, "id": CHANNEL}
    described = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "text": None}
    status, body = await teams.post(
        activity(teams.side.service, **described, conversation=where, replyToId="card-1")
    )
    return status, json.loads(body)


def test_a_button_whose_outcome_takes_the_cards_place_is_executed() -> None:
    card = adaptive_cards.draw(Reply((Choices([BUTTON]),)), "https://x.example")
    assert card is not None
    (action,) = card["body"][0]["actions"]
    assert (action["type"], action["verb"]) == ("Action.Execute", "steer.decide")
    assert action["data"] == {"reference": "AI-2026-0001"}
    assert action["fallback"]["data"] == {"action": "steer.decide", "reference": "AI-2026-0001"}


async def test_a_form_is_shown_in_a_channel_to_whoever_pressed_and_to_nobody_else(
    teams: Teams, parrot: Parrot, side: Microsoft
) -> None:
    parrot.reply = Reply((FORM,), in_place=True)
    _, body = await pressed(teams, reference="AI-2026-0001")

    assert parrot.heard[0].values == {"reference": "AI-2026-0001"}
    assert "Input.Text" in json.dumps(body["value"])
    assert side.sent == []


async def test_a_press_changes_no_message_of_the_conversation_that_it_came_from(
    teams: Teams, parrot: Parrot, side: Microsoft
) -> None:
    """Anybody can send what a button sends, from anywhere: the outbox changes the card, where it
    was posted."""
    parrot.reply = Reply((Text("Declined."), Choices([BUTTON])), in_place=True)
    status, body = await pressed(teams, "steer.decided", key="k", reason="x")

    assert status == 200
    assert "Declined." in json.dumps(body["value"])
    assert side.sent == []
