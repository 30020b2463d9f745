"""The porch: settings in, parts wired, server up. The only file that reads the environment."""

import logging
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path

from aiohttp import web
from dotenv import dotenv_values

from bot.conversation import Conversation
from bot.teams import credentials, door
from bot.teams.cloud import PUBLIC, US_GOVERNMENT
from knowledge.clock import Clock, system_clock
from knowledge.load import PolicyError
from knowledge.serving import Serving
from knowledge.watch import watching
from settings import BotType, Refused, Settings, Watch
from web.pages import add_pages

HOME = Path(__file__).resolve().parent

LARGEST_REQUEST = 1024 * 1024
"""Bytes of a request's body that any page takes; the door to Teams takes less."""


def build(settings: Settings, clock: Clock) -> web.Application:
    """The whole server. Raises PolicyError if the policies cannot be served."""
    serving = Serving.load(
        settings.policies, clock=clock, cache=settings.data, kept=settings.data / "sets"
    )
    conversation = Conversation(lambda: serving.library, clock)
    app = web.Application(client_max_size=LARGEST_REQUEST)
    app.router.add_get("/healthz", healthy)
    door.routes(teams_bot(settings), conversation, app)
    add_pages(
        app,
        conversation=conversation,
        library=lambda: serving.library,
        clock=clock,
        local=settings.is_local,
    )
    app.cleanup_ctx.append(lambda _: watched(serving, settings.watch is Watch.POLLING))
    return app


def teams_bot(settings: Settings) -> door.Bot:
    """What the door to Teams needs to know."""
    own_address = f"http://{settings.host}:{settings.port}"
    metadata = settings.bot_openid_metadata
    return door.Bot(
        app_id=settings.client_id,
        tenant=settings.tenant_id,
        allowed_tenants=settings.allowed_tenants,
        service_hosts=settings.allowed_service_hosts,
        cloud=US_GOVERNMENT if metadata == US_GOVERNMENT.metadata else PUBLIC,
        metadata=metadata,
        credential=None if settings.is_local else credential(settings),
        site=settings.public_url or (own_address if settings.is_local else ""),
        replies=settings.reply_style,
    )


def credential(settings: Settings) -> credentials.Credential:
    """The one credential that checked settings leave."""
    if settings.bot_type is BotType.USER_ASSIGNED_IDENTITY:
        return credentials.ManagedIdentity()
    if settings.client_secret:
        return credentials.Secret(settings.client_secret)
    if settings.client_certificate:
        return credentials.Certificate(settings.client_certificate)
    if settings.federated_client_id:
        return credentials.FederatedIdentity(settings.federated_client_id)
    return credentials.FederatedFile(Path(settings.federated_token_file))


async def healthy(_request: web.Request) -> web.Response:
    """Whether the process serves; says nothing of what it depends on."""
    return web.Response(text="ok")


async def watched(serving: Serving, polling: bool) -> AsyncIterator[None]:
    """Take up what officers save, and learn the meaning of new texts, while the server runs."""
    async with watching(serving, polling=polling):
        yield


def main() -> int:
    """Serve until told to stop. Returns the exit code."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    dotenv = {name: value or "" for name, value in dotenv_values(HOME / ".env").items()}
    try:
        settings = Settings.read(os.environ, dotenv, HOME)
        app = build(settings, system_clock)
    except Refused as refused:
        return stopped("The assistant does not start with these settings:", refused.problems)
    except PolicyError as error:
        return stopped("The policies cannot be served:", map(str, error.problems))
    try:
        web.run_app(
            app, host=settings.host, port=settings.port, access_log=None, print=say_where(settings)
        )
    except OSError as error:
        reason = f"{settings.host}:{settings.port} cannot be listened on ({error.strerror})."
        return stopped("The assistant cannot start:", [f"{reason} Set PORT to a free port."])
    return 0


def say_where(settings: Settings) -> Callable[[str], None]:
    """What a person reads once the server is up: one line, whatever aiohttp would say."""
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    where = f"http://{host}:{settings.port}"
    if settings.is_local:
        line = f"Chat with the assistant at {where}/ (this computer only). Ctrl+C stops it."
    else:
        line = f"Teams reaches the assistant at {where}/api/messages."
    return lambda _: print(line, flush=True)  # noqa: T201 - said to the person who started it


def stopped(reason: str, details: Iterable[str]) -> int:
    """Say why the assistant does not start. Returns the exit code for that."""
    lines = [reason, *(f"  {detail}" for detail in details)]
    print("\n".join(lines), file=sys.stderr)  # noqa: T201
    return 2


if __name__ == "__main__":
    sys.exit(main())
