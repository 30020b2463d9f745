"""The kill switch on the officers' desk."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from knowledge.publishing.live_set import LiveSet
from storage import Store
from storage.answers.pauses import ALL, pauses
from storage.audit.trail import verify
from storage.tables import audit
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set
from tests.web.made_up import MadeUpConversation, made_up_site
from tests.web.visitor import Visitor
from web.desk.desk_pages import DeskServices

OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, tzinfo=UTC))


@pytest.fixture
async def kept(sqlite_database: Path, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def office(kept: Store, clock: SetClock, tmp_path: Path) -> DeskServices:
    serving = LiveSet.load(copy_of_the_sound_set(tmp_path), clock=clock, meaning=False)
    return DeskServices(lambda: kept, serving, tmp_path / "data", meaning=False)


@pytest.fixture
async def officer(office: DeskServices, clock: SetClock, aiohttp_client: AiohttpClient) -> Visitor:
    site = made_up_site(MadeUpConversation(), clock, office=office)
    return Visitor(await aiohttp_client(site))


async def post(officer: Visitor, path: str, **fields: str) -> tuple[int, str]:
    page = await officer.open("/desk/pauses")
    token = page.all("input", name="token")[0].attributes["value"]
    answer = await officer.client.post(
        path, data={"token": token, **fields}, headers=OWN, allow_redirects=False
    )
    return answer.status, await answer.text()


async def test_an_officer_pauses_and_resumes_and_both_stand_in_the_trail(
    officer: Visitor, kept: Store
) -> None:
    status, _ = await post(
        officer, "/desk/pauses", what="meetings", reason="4.3 is wrong", contact="the AI lead"
    )
    assert status == 303
    page = await officer.open("/desk/pauses")
    assert "4.3 is wrong" in page.text
    async with kept.reading() as connection:
        (held,) = await pauses(connection)
    assert (held.what, held.reason, held.contact) == ("meetings", "4.3 is wrong", "the AI lead")
    assert held.by.startswith("person:")

    assert (await post(officer, "/desk/pauses/end", what="meetings"))[0] == 303
    assert (await post(officer, "/desk/pauses/end", what="meetings"))[0] == 303, "twice is well"
    assert "Nothing is paused." in (await officer.open("/desk/pauses")).text
    async with kept.reading() as connection:
        assert await pauses(connection) == []
        assert (await verify(connection)).problems == ()
        done = (await connection.execute(audit.select())).all()
    assert [entry.action for entry in done] == ["answering.paused", "answering.resumed"]
    assert "4.3 is wrong" not in str(done)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": ALL, "reason": " "}, "Give a reason"),
        ({"what": "unknown", "reason": "x"}, "Choose what to pause"),
        ({"what": ALL, "reason": "x" * 501}, "Shorten it to 500"),
    ],
)
async def test_a_mistake_is_said_beside_its_box_and_nothing_typed_is_lost(
    officer: Visitor, kept: Store, fields: dict[str, str], said: str
) -> None:
    status, page = await post(officer, "/desk/pauses", contact="the mailbox", **fields)
    assert status == 422
    assert said in page
    assert "the mailbox" in page
    async with kept.reading() as connection:
        assert await pauses(connection) == []


async def test_what_officers_should_hear_of_the_running_stands_on_the_desk(
    office: DeskServices, clock: SetClock, aiohttp_client: AiohttpClient
) -> None:
    warned = replace(office, warnings=lambda: ["The client secret ends in 9 days."])
    site = made_up_site(MadeUpConversation(), clock, office=warned)
    page = await Visitor(await aiohttp_client(site)).open("/desk")
    assert "For whoever runs the assistant: The client secret ends in 9 days." in page.text
