"""The servers that `turn.py` compares, each a process: `turn_servers.py KIND PORT METADATA`.

Every one of them checks the same tokens and answers with the same card.
"""

import asyncio
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import aiohttp
import jwt
from aiohttp import web

from bot.message import Message, Quotation, Reply, Text
from bot.teams import adapter as door
from bot.teams.auth.credentials import ManagedIdentity
from bot.teams.outbound import adaptive_cards
from tests.freeze import MODEL_SET
from tests.microsoft import APP_ID, ISSUER, TENANT

ROOT = Path(__file__).resolve().parents[2]
SITE = "https://policies.example"
TOKEN = "t" * 1500
"""As long as a real one."""

REPLY = Reply(
    [
        Text("Allowed with conditions.", strong=True),
        Quotation(
            ref="lunch@1.10#sandwiches",
            title="Lunch at work",
            version="1.10",
            clause="4.3",
            heading="Sandwiches at your desk",
            text="Staff **may** eat a sandwich at their desk if it is wrapped:\n\n"
            "- again when somebody calls\n- before they leave\n\n"
            "Soup is eaten in the [canteen](lunch#canteen), with a spoon that is brought back.",
            effective_from=date(2026, 10, 1),
            link="/policies/lunch/1.10#sandwiches",
        ),
        Text("Who to ask: the lunch desk."),
    ]
)


class Always:
    """Says the same whatever is asked: what is measured is the channel."""

    async def reply_to(self, _message: Message) -> Reply:
        return REPLY

    async def welcome(self, _message: Message) -> Reply:
        return REPLY


def fixed_card() -> dict[str, Any]:
    card = adaptive_cards.draw(REPLY, SITE)
    assert card is not None
    return card


def bot(metadata: str) -> door.Bot:
    return door.Bot(
        app_id=APP_ID,
        tenant=TENANT,
        allowed_tenants=frozenset({TENANT}),
        service_hosts=("127.0.0.1",),
        metadata=metadata,
        credential=ManagedIdentity(),
        site=SITE,
    )


def ours(metadata: str) -> web.Application:
    """The Teams channel with a reply that costs nothing to think of."""
    app = web.Application()
    door.routes(bot(metadata), Always(), app)
    return app


def whole(metadata: str) -> web.Application:
    """The channel with the real conversation and the real policies, found by words alone."""
    from bot.conversation import Conversation  # noqa: PLC0415 - its memory is not the others'
    from knowledge import Library  # noqa: PLC0415

    library = Library.load(MODEL_SET, meaning=False)
    app = web.Application()
    door.routes(bot(metadata), Conversation(lambda: library, library._clock), app)
    return app


def bare(metadata: str) -> web.Application:
    """The least that could be done: check the token, post the card over one session."""
    app = web.Application()
    state: dict[str, Any] = {}

    async def opened(_app: web.Application) -> Any:
        async with aiohttp.ClientSession() as http:
            state["http"] = http
            async with http.get(metadata) as answer:
                keys = (await answer.json())["jwks_uri"]
            async with http.get(keys) as answer:
                listed = (await answer.json())["keys"]
            state["keys"] = {key["kid"]: jwt.PyJWK.from_dict(key, "RS256").key for key in listed}
            state["card"] = fixed_card()
            yield

    async def messages(request: web.Request) -> web.Response:
        token = request.headers["Authorization"].removeprefix("Bearer ")
        key = state["keys"][jwt.get_unverified_header(token)["kid"]]
        jwt.decode(token, key, algorithms=["RS256"], audience=APP_ID, issuer=ISSUER, leeway=300)
        said = json.loads(await request.read())
        reply = {
            "type": "message",
            "from": said["recipient"],
            "recipient": said["from"],
            "conversation": said["conversation"],
            "replyToId": said["id"],
            "attachments": [{"contentType": adaptive_cards.CONTENT_TYPE, "content": state["card"]}],
        }
        url = f"{said['serviceUrl']}v3/conversations/{said['conversation']['id']}/activities/1"
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with state["http"].post(url, json=reply, headers=headers) as answer:
            await answer.read()
        return web.Response()

    app.cleanup_ctx.append(opened)
    app.router.add_post("/api/messages", messages)
    return app


def stock(metadata: str) -> web.Application:
    """The SDK's own adapter. Its calls for a token are left out, which flatters it."""
    from botbuilder.core import CardFactory, MessageFactory, TurnContext  # noqa: PLC0415
    from botbuilder.core.teams import TeamsActivityHandler  # noqa: PLC0415
    from botbuilder.integration.aiohttp import (  # noqa: PLC0415
        CloudAdapter,
        ConfigurationBotFrameworkAuthentication,
    )
    from botframework.connector.auth import (  # noqa: PLC0415
        MicrosoftAppCredentials,
        PasswordServiceClientCredentialFactory,
    )
    from botframework.connector.auth.channel_validation import ChannelValidation  # noqa: PLC0415

    class Credentials(MicrosoftAppCredentials):
        def get_access_token(self, force_refresh: bool = False) -> str:
            return TOKEN

    class Factory(PasswordServiceClientCredentialFactory):
        async def create_credentials(
            self, app_id: str, oauth_scope: str, login_endpoint: str, validate_authority: bool
        ) -> Credentials:
            return Credentials(app_id, "secret", TENANT, oauth_scope)

    class Configuration:
        APP_ID = APP_ID
        APP_PASSWORD = "secret"

    class Bot(TeamsActivityHandler):
        async def on_message_activity(self, turn_context: TurnContext) -> None:
            attachment = CardFactory.adaptive_card(fixed_card())
            await turn_context.send_activity(MessageFactory.attachment(attachment))

    ChannelValidation.open_id_metadata_endpoint = metadata
    credentials = Factory(APP_ID, "secret", tenant_id=TENANT)
    adapter = CloudAdapter(
        ConfigurationBotFrameworkAuthentication(Configuration(), credentials_factory=credentials)
    )
    answering = Bot()

    async def messages(request: web.Request) -> web.Response:
        return await adapter.process(request, answering) or web.Response()

    app = web.Application()
    app.router.add_post("/api/messages", messages)
    return app


KINDS = {"bare": bare, "ours": ours, "whole": whole, "stock": stock}


async def serve(kind: str, port: int, metadata: str) -> None:
    runner = web.AppRunner(KINDS[kind](metadata), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    print("serving", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
