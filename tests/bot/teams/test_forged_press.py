"""A button of the group's card, sent from a conversation in which the card was never posted."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

import storage
from bot.steering.steering_forms import DECIDE, DECIDED
from bot.teams import adapter
from common.person import Person
from storage import Store
from tests.bot.ideas.idea_chats import ANN, Chats
from tests.bot.teams.conftest import Teams
from tests.databases import SetClock
from tests.microsoft import TENANT, Microsoft, activity, serving
from tests.triage.people import submitted
from triage.model.roles import Role
from triage.model.stages import Stage
from triage.repository.sign_in_sessions import SignInSessions

ALEX = Person(TENANT, "aaaaaaaa-0000-0000-0000-000000000000")
ELSEWHERE = "19:another-team@thread.tacv2;messageid=17"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def chats(store: Store, clock: SetClock) -> Chats:
    return Chats(store, clock)


@pytest.fixture
async def teams(bot: adapter.Bot, side: Microsoft, chats: Chats) -> AsyncIterator[Teams]:
    app = web.Application()
    adapter.routes(bot, chats.conversation, app)
    async with serving(app) as port, aiohttp.ClientSession() as http:
        yield Teams(side, f"http://127.0.0.1:{port}/api/messages", http)


async def pressed(teams: Teams, number: str, verb: str, **data: object) -> Any:
    value = {"action": {"type": "Action.Execute", "verb": verb, "data": data}}
    where = {"conversationType": "channel", "tenantId": TENANT, "id": ELSEWHERE}
    described = {"type": "invoke", "name": "adaptiveCard/action", "value": value, "text": None}
    sent = activity(
        teams.side.service, **described, id=number, conversation=where, replyToId="somebodys-card"
    )
    status, body = await teams.post(sent)
    assert status == 200
    return json.loads(body)["value"]


def key_in(card: Any) -> str:
    """The key of the form that a card holds."""
    if isinstance(card, dict):
        found = card.get("key") if isinstance(card.get("key"), str) else ""
        return found or next(filter(None, map(key_in, card.values())), "")
    return next(filter(None, map(key_in, card)), "") if isinstance(card, list) else ""


async def test_a_decision_changes_no_message_of_a_conversation_where_its_card_never_was(
    teams: Teams, store: Store, chats: Chats, side: Microsoft
) -> None:
    idea = await submitted(chats.ideas)
    await SignInSessions(lambda: store).begin(ALEX, {Role.CHAIR}, "browser")
    form = await pressed(teams, "1", DECIDE, reference=idea.reference)
    done = await pressed(
        teams, "2", DECIDED, key=key_in(form), which="to.screening", reason="It fits"
    )

    dossier = await chats.ideas.idea(idea.reference, reader=ANN, for_reviewer=True)
    assert dossier is not None
    assert dossier.idea.stage is not Stage.SUBMITTED, json.dumps(done)
    assert [sent.path for sent in side.sent if "somebodys-card" in sent.path] == []
    assert [sent.method for sent in side.sent if sent.method == "PUT"] == []
