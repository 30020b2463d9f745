"""What Teams does for one person, over the wire."""

import json
from itertools import count

from tests.bot.teams.conftest import Json, Teams
from tests.microsoft import APP_ID, activity


def elements(part: object) -> list[Json]:
    """Every object of a card."""
    if isinstance(part, dict):
        return [part, *(one for value in part.values() for one in elements(value))]
    if isinstance(part, list):
        return [one for value in part for one in elements(value)]
    return []


class Client:
    """One person's chat: shows the last `card` and sends what is done with it. Each message has an
    id of its own; `last` is the id of what came last."""

    def __init__(self, teams: Teams) -> None:
        self.teams = teams
        self.card: Json = {}
        self.last = ""
        self._ids = count(1)

    def new_id(self, kind: str = "m") -> str:
        return f"{kind}{next(self._ids)}"

    async def say(self, text: str, *, quoting: str = "", **changed: object) -> str:
        """Send a message, with `changed` of its activity, quoting the message with an id as Teams'
        clients do; the words of what came back."""
        if quoting:
            told = {"messageId": quoting, "senderId": f"28:{APP_ID}", "senderName": "Assistant"}
            entity = {"type": "quotedReply", "quotedReply": told}
            changed = {"entities": [entity], **changed}
            text = f'<quoted messageId="{quoting}"/> {text}'
        sent = await self.teams.say(text, **{"id": self.new_id(), "attachments": [], **changed})
        self.last = f"1:{len(self.teams.side.sent)}"
        if not sent.get("attachments"):
            return str(sent["text"])
        self.card = sent["attachments"][0]["content"]
        return self.words

    async def fill_in(self, filled: Json, card: Json | None = None, number: str = "") -> str:
        """Send the form on a card as Teams' renderer does: each box under its name, and none that
        is empty, whether it was emptied or never filled in."""
        card = card or self.card
        (execute,) = [one for one in elements(card) if one.get("type") == "Action.Execute"]
        boxes = {
            one["id"]: one.get("value", "")
            for one in elements(card)
            if str(one.get("type")).startswith("Input.")
        }
        sent = {name: value for name, value in {**boxes, **filled}.items() if value != ""}
        data = {**execute["data"], **sent}
        return await self.invoke({"verb": execute["verb"], "data": data}, number)

    async def invoke(self, action: Json, number: str = "") -> str:
        sent = activity(
            self.teams.side.service,
            type="invoke",
            name="adaptiveCard/action",
            id=number or self.new_id("i"),
            value={"action": {"type": "Action.Execute", **action}},
        )
        status, body = await self.teams.post(sent)
        assert status == 200
        answer = json.loads(body)["value"]
        if isinstance(answer, dict):
            self.card = answer
        return self.words if isinstance(answer, dict) else str(answer)

    async def press(self, label: str) -> str:
        """Press a button of the card: a message with the button's data, as Teams sends it."""
        (data,) = [
            one["data"]
            for one in elements(self.card)
            if one.get("type") == "Action.Submit" and one["title"] == label
        ]
        sent = await self.teams.say("", id=self.new_id(), value=data)
        self.card = sent["attachments"][0]["content"]
        return self.words

    @property
    def words(self) -> str:
        return str(self.card["fallbackText"])
