"""The pages on a real server on a free port of this machine."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from pytest_aiohttp.plugin import AiohttpClient

from knowledge import Library
from tests.knowledge.made_up import SOUND
from tests.web.made_up import MadeUpConversation
from tests.web.visitor import Visitor
from web.pages import add_pages


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = datetime(2026, 6, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversation() -> MadeUpConversation:
    return MadeUpConversation()


@pytest.fixture
def library(clock: Clock) -> Library:
    """The guild's policies, searched by words alone."""
    return Library.load(SOUND, clock=clock, meaning=False)


@pytest.fixture
def app(conversation: MadeUpConversation, library: Library, clock: Clock) -> web.Application:
    app = web.Application(client_max_size=256 * 1024)
    add_pages(app, conversation=conversation, library=lambda: library, clock=clock, local=True)
    return app


NewVisitor = Callable[[], Awaitable[Visitor]]


@pytest.fixture
def new_visitor(app: web.Application, aiohttp_client: AiohttpClient) -> NewVisitor:
    async def arrive() -> Visitor:
        return Visitor(await aiohttp_client(app))

    return arrive


@pytest.fixture
async def visitor(new_visitor: NewVisitor) -> Visitor:
    return await new_visitor()
