"""A second small Teams channel, on the Microsoft 365 Agents SDK in place of the archived one.

A proof, not a product: it shows what would change if the archived SDK had to go. The turn pipeline,
the handler and the types of activity are the new SDK's; who is let in, doing things once, tokens,
keys, the calls to Teams, cards and the reading of messages are the product's own, unchanged.
"""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import aiohttp
from aiohttp import web
from botbuilder.schema import Activity as Taken
from botframework.connector.auth.authenticate_request_result import AuthenticateRequestResult
from microsoft_agents.activity import (
    Activity,
    ActivityTypes,
    Attachment,
    ChannelAccount,
    ConversationAccount,
    InvokeResponse,
)
from microsoft_agents.hosting.core import ActivityHandler, ClaimsIdentity, TurnContext
from microsoft_agents.hosting.core.channel_service_adapter import ChannelServiceAdapter

from bot.message import Reply, Responder, Text
from bot.messages.say import say
from bot.teams import limits
from bot.teams.auth import credentials
from bot.teams.auth.authentication import ConnectorAuthentication
from bot.teams.auth.cloud import ServiceHosts
from bot.teams.auth.signing_keys import SigningKeys
from bot.teams.endpoint import Endpoint, TurnResult
from bot.teams.inbound import mentions
from bot.teams.inbound.message_from_activity import message_of
from bot.teams.outbound import activity_from_reply, adaptive_cards, plain_text
from bot.teams.outbound.bearer_token import OutboundToken
from bot.teams.outbound.connector import Connector, Connectors, NotSent
from bot.teams.teams_bot import Bot

log = logging.getLogger(__name__)


class Client:
    """Our connector under the new SDK's name for it, which also wants to close it."""

    def __init__(self, connector: Connector) -> None:
        self.conversations = connector

    async def close(self) -> None:
        """The session is shared and outlives the turn."""


class Clients:
    """What the new SDK asks for connectors."""

    def __init__(self, connectors: Connectors) -> None:
        self._connectors = connectors

    async def create_connector_client(
        self, _context: object, _identity: object, service_url: str, *_: object
    ) -> Client:
        return Client(await self._connectors.create(service_url))

    async def create_user_token_client(self, *_: object) -> Client:
        """Nobody signs in through the bot: only closed at the end of a turn."""
        return Client.__new__(Client)


class Entity(dict[str, Any]):
    """An entity as it is. The new SDK would read it into types of its own, which refuse odd ones,
    and asks every one for its type."""

    @property
    def type(self) -> str:
        return str(self.get("type", ""))


class Adapter(ChannelServiceAdapter):
    """The new SDK's turn pipeline."""


class Handler(ActivityHandler):
    """The product's handler, written against the new SDK."""

    def __init__(self, speaker: Responder, site: str) -> None:
        self._speaker = speaker
        self._site = site

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        kinds = [attachment.content_type for attachment in activity.attachments or ()]
        pressed = isinstance(activity.value, dict) and bool(activity.value)
        if pressed or not mentions.is_card_sent_by_a_person(activity.text or "", kinds):
            reply = await self._reply(activity, limits.MESSAGE_BUDGET)
            late = Reply([Text(say("failure-took-too-long"))])
            await self._send(turn_context, reply or late)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        us = activity.recipient.id
        if us and any(member.id == us for member in activity.members_added or ()):
            reply = await self._speaker.welcome(message_of(activity))
            await self._send(turn_context, reply)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        activity = turn_context.activity
        if activity.name != "adaptiveCard/action":
            return InvokeResponse(status=HTTPStatus.OK, body={})
        message = message_of(activity)
        if not message.action and not message.text:
            return _card_error("BadRequest", say("failure-turn-failed"))
        reply = await self._reply(activity, limits.INVOKE_BUDGET)
        if reply is None:
            return _card_error("Timeout", say("failure-took-too-long"))
        card = adaptive_cards.draw(reply, self._site)
        kind = adaptive_cards.CONTENT_TYPE if card else "application/vnd.microsoft.activity.message"
        value = card or plain_text.alternative(reply, self._site)
        body = {"statusCode": HTTPStatus.OK, "type": kind, "value": value}
        return InvokeResponse(status=HTTPStatus.OK, body=body)

    async def drain(self, seconds: float) -> None:
        """Nothing follows an answered invoke here."""

    async def _reply(self, activity: Activity, seconds: float) -> Reply | None:
        try:
            async with asyncio.timeout(seconds):
                return await self._speaker.reply_to(message_of(activity))
        except TimeoutError:
            return None

    async def _send(self, turn_context: TurnContext, reply: Reply) -> None:
        for message in activity_from_reply.messages(reply, self._site):
            await turn_context.send_activity(_ours(message))


async def on_turn_error(context: TurnContext, error: Exception) -> None:
    """As in the product: an invoke keeps its form, a message is answered with an apology."""
    log.error("a turn failed: %s at %s", type(error).__name__, context.activity.type)
    if context.activity.type == ActivityTypes.invoke:
        failed = _card_error("InternalError", say("failure-turn-failed"))
        answer = Activity(
            type=ActivityTypes.invoke_response, value=failed.model_dump(by_alias=True)
        )
        context.turn_state[Adapter.INVOKE_RESPONSE_KEY] = answer
    elif context.activity.type == ActivityTypes.message and not isinstance(error, NotSent):
        apology = Activity(type="message", text=say("failure-turn-failed"), text_format="plain")
        await context.send_activity(apology)


class SuccessorWire(Endpoint):
    """The product's wire, handing the turn to the new SDK."""

    def __init__(
        self, authentication: ConnectorAuthentication, clients: Clients, handler: Handler
    ) -> None:
        super().__init__(authentication, handler, time.monotonic)  # type: ignore[arg-type]
        self._successor = Adapter(clients)  # type: ignore[arg-type]
        self._successor.on_turn_error = on_turn_error
        self._ours = handler

    async def _turn(self, admitted: AuthenticateRequestResult, activity: Taken) -> TurnResult:
        identity = ClaimsIdentity(dict(admitted.claims_identity.claims))
        try:
            answer = await self._successor.process_activity(
                identity, _converted(activity), self._ours.on_turn
            )
        except Exception:
            answer = None
        if activity.type != "invoke" or answer is None:
            return TurnResult()
        body = b"" if answer.body is None else json.dumps(answer.body).encode()
        return TurnResult(int(answer.status), body)


def routes(bot: Bot, speaker: Responder, app: web.Application) -> None:
    """As `bot.teams.adapter.routes`, for a bot with a credential."""
    wires: list[SuccessorWire] = []
    assert bot.credential is not None
    source = credentials.source(
        bot.credential,
        app_id=bot.app_id,
        tenant=bot.tenant,
        cloud=bot.cloud,
        http=credentials.TimeoutSession(),
    )
    token = OutboundToken(source, time.time)

    async def opened(_app: web.Application) -> AsyncIterator[None]:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            hosts = ServiceHosts((*bot.cloud.service_hosts, *bot.service_hosts))
            keys = SigningKeys(http, bot.metadata, time.monotonic)
            connectors = Connectors(http, hosts, token)
            authentication = ConnectorAuthentication(
                app_id=bot.app_id,
                tenants=bot.allowed_tenants,
                cloud=bot.cloud,
                keys=keys,
                hosts=hosts,
                connectors=connectors,
            )
            handler = Handler(speaker, bot.site)
            wires.append(SuccessorWire(authentication, Clients(connectors), handler))
            yield
            await wires[0].drain(5)
            await keys.close()
            await token.close()

    async def post(request: web.Request) -> web.Response:
        return await wires[0].post(request)

    app.cleanup_ctx.append(opened)
    app.router.add_post("/api/messages", post)


def _ours(drawn: Taken) -> Activity:
    """What the product has drawn, in the new SDK's types."""
    ours = Activity(
        **_given(
            type=drawn.type,
            text=drawn.text,
            text_format=drawn.text_format,
            summary=drawn.summary,
            attachments=[
                Attachment(content_type=one.content_type, content=one.content)
                for one in drawn.attachments or ()
            ],
            channel_data=drawn.channel_data,
        )
    )
    ours.entities = [Entity(entity) for entity in drawn.entities or ()]
    return ours


def _converted(taken: Taken) -> Activity:
    """An activity that was read as the product reads it, in the new SDK's types. Empty values are
    left out: the new types take no empty ids."""
    conversation = taken.conversation
    fields: dict[str, Any] = {
        "type": taken.type,
        "channel_id": taken.channel_id,
        "service_url": taken.service_url,
        "id": taken.id,
        "name": taken.name,
        "text": taken.text,
        "locale": taken.locale,
        "action": taken.action,
        "reply_to_id": taken.reply_to_id,
        "conversation": ConversationAccount(
            **_given(
                id=conversation.id,
                conversation_type=conversation.conversation_type,
                tenant_id=conversation.tenant_id,
                name=conversation.name,
            )
        ),
        "from_property": _account(taken.from_property),
        "recipient": _account(taken.recipient),
        "members_added": [_account(member) for member in taken.members_added],
        "attachments": [
            Attachment(content_type=attachment.content_type or "unknown")
            for attachment in taken.attachments
        ],
        "value": taken.value,
        "channel_data": taken.channel_data,
    }
    converted = Activity(**_given(**fields))
    converted.entities = [Entity(entity) for entity in taken.entities]
    return converted


def _account(account: Any) -> ChannelAccount:
    return ChannelAccount(
        **_given(id=account.id, name=account.name, aad_object_id=account.aad_object_id)
    )


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def _card_error(code: str, words: str) -> InvokeResponse:
    body = {
        "statusCode": HTTPStatus.BAD_REQUEST,
        "type": "application/vnd.microsoft.error",
        "value": {"code": code, "message": words},
    }
    return InvokeResponse(status=HTTPStatus.OK, body=body)
