"""The pages on a real server on a free port of this machine."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from pytest_aiohttp.plugin import AiohttpClient

from tests.web.made_up import MadeUpConversation, made_up_site
from tests.web.visitor import Visitor


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
def app(conversation: MadeUpConversation, clock: Clock) -> web.Application:
    return made_up_site(conversation, clock)


NewVisitor = Callable[[], Awaitable[Visitor]]


@pytest.fixture
def new_visitor(app: web.Application, aiohttp_client: AiohttpClient) -> NewVisitor:
    async def arrive() -> Visitor:
        return Visitor(await aiohttp_client(app))

    return arrive


@pytest.fixture
async def visitor(new_visitor: NewVisitor) -> Visitor:
    return await new_visitor()
