"""Ideas of a workshop as one table: sound rows stored, the others told row by row."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.notifications.notice_text import reply_of
from bot.teams.outbound import plain_text
from tests.databases import SetClock
from tests.web.made_up import MadeUpConversation, made_up_site
from tests.web.visitor import Element, read_html
from triage import TriageList
from triage.repository.notice_queue import NoticeKind
from web.ideas import workshop_page, workshop_storing

PATH = "/ideas/workshop"
TABLE = (
    "Title,Description,Volume per month\n"
    "Sort the post,Let it read the letters,400\n"
    ",Nobody named this one,\n"
    "Ring the bells,A clock could ring them,often\n"
    "Feed the cat,Ask Susan Archer how,\n"
)


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def ideas(sqlite_database: str, clock: SetClock) -> AsyncIterator[TriageList]:
    store = await storage.open(sqlite_database, clock)
    yield TriageList(store)
    await store.close()


class Sender:
    def __init__(self, client: TestClient) -> None:  # type: ignore[type-arg]
        self._client = client

    async def send(self, table: str | bytes | None, status: int = 200, **boxes: str) -> Element:
        page = read_html(await (await self._client.get(PATH)).text())
        form = FormData()
        form.add_field("token", page.one("input", name="token").attributes["value"])
        for name, value in boxes.items():
            form.add_field(name, value)
        content = table.encode() if isinstance(table, str) else table or b""
        form.add_field("file", content, filename="ideas.csv" if table is not None else "")
        headers = {"Sec-Fetch-Site": "same-origin"}
        async with self._client.post(PATH, data=form, headers=headers) as answer:
            text = await answer.text()
            assert answer.status == status, text
            return read_html(text)


@pytest.fixture
async def sender(ideas: TriageList, clock: SetClock, aiohttp_client: AiohttpClient) -> Sender:
    site = made_up_site(MadeUpConversation(), clock, ideas=lambda: ideas)
    return Sender(await aiohttp_client(site))


def rows(page: Element) -> list[list[str]]:
    bodies = page.all("tbody")
    return [[cell.text for cell in row.all() if cell.tag in ("th", "td")]
            for body in bodies for row in body.all("tr")]  # fmt: skip


async def test_sound_rows_are_stored_and_the_others_are_told_by_row_and_column(
    sender: Sender, ideas: TriageList
) -> None:
    page = await sender.send(TABLE)
    assert rows(page) == [
        ["Row 3", "title", "is missing"],
        ["Row 4", "volume_per_month", "write a whole number, for example 400"],
        [
            "Row 5",
            "description",
            "looks like personal data; take it out, or choose below what becomes of it",
        ],
        ["AI-2026-0001", "Sort the post", "2"],
    ]
    (idea,) = await ideas.ideas()
    assert (idea.submitter.tenant, idea.submitter.id) == ("local", "local")


async def test_the_same_file_again_adds_only_what_was_mended(
    sender: Sender, ideas: TriageList
) -> None:
    await sender.send(TABLE)
    page = await sender.send(TABLE.replace("\n,Nobody", "\nName it,Nobody").replace("often", ""))
    assert ["AI-2026-0001", "Sort the post (stored before)", "2"] in rows(page)
    assert {idea.title for idea in await ideas.ideas()} == {
        "Sort the post",
        "Name it",
        "Ring the bells",
    }


@pytest.mark.parametrize(
    ("personal", "kept"), [("mask", "Ask [name] how"), ("keep", "Ask Susan Archer how")]
)
async def test_what_looks_personal_is_masked_or_kept_as_the_person_says(
    sender: Sender, ideas: TriageList, personal: str, kept: str
) -> None:
    await sender.send(TABLE, personal=personal)
    described = {idea.title: idea.proposal.description for idea in await ideas.ideas()}
    assert described["Feed the cat"] == kept


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (None, "Choose a file first."),
        (b"\x00\xff\xfe\x00", "is missing: the first row must have this heading"),
        ("a,b\n1,2\n", "is missing: the first row must have this heading"),
        ("", "is missing: the first row must have this heading"),
    ],
)
async def test_a_file_that_is_none_is_told_politely(
    sender: Sender, table: str | bytes | None, said: str
) -> None:
    page = await sender.send(table, status=422)
    assert said in page.text


async def test_a_post_without_the_pages_token_stores_nothing(
    sender: Sender, ideas: TriageList
) -> None:
    form = FormData()
    form.add_field("file", TABLE.encode(), filename="ideas.csv")
    headers = {"Sec-Fetch-Site": "same-origin"}
    async with sender._client.post(PATH, data=form, headers=headers) as answer:
        assert answer.status == 403
    assert await ideas.ideas() == ()


def table(first: int, last: int) -> str:
    return "Title,Description\n" + "".join(
        f"Idea {number},It could sort letters {number}\n" for number in range(first, last + 1)
    )


async def test_one_person_adds_no_more_than_a_days_ideas_and_hears_which_are_left(
    sender: Sender, ideas: TriageList, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workshop_storing, "MOST_A_DAY", 3)
    await sender.send(table(1, 2))
    page = await sender.send(table(1, 5))
    told = [row[0] for row in rows(page) if "more than" in row[-1]]
    assert told == ["Row 5", "Row 6"]
    assert len(await ideas.ideas()) == 3
    clock.forward(days=1, minutes=1)
    await sender.send(table(1, 5))
    assert len(await ideas.ideas()) == 5


async def test_the_channel_hears_once_of_a_workshops_ideas(
    sender: Sender, ideas: TriageList
) -> None:
    ideas.announce_to = "channel:x"
    await ideas.notices.save_channel_address("channel:x", {"conversation": "19:x"})
    await sender.send(table(1, 4))
    await sender.send(table(1, 4))
    (notice,) = await ideas.notices.take_due()
    assert notice.kind is NoticeKind.WORKSHOP
    reply = reply_of(notice)
    assert reply is not None
    assert (
        plain_text.alternative(reply, "")
        .startswith("New ideas from a workshop: 4, from AI-2026-0001 to AI-2026-0004.")
    )  # fmt: skip


async def test_a_long_table_is_stored_in_the_background_one_at_a_time(
    ideas: TriageList,
    clock: SetClock,
    aiohttp_client: AiohttpClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workshop_page, "_PATIENCE", 0.0)
    site = made_up_site(MadeUpConversation(), clock, ideas=lambda: ideas)
    sender = Sender(await aiohttp_client(site))
    page = await sender.send(table(1, 20), status=202)
    assert "of 20 stored so far" in page.text
    assert "still being stored" in (await sender.send(table(1, 20), status=429)).text
    for _ in range(1000):
        if len(await ideas.ideas()) == 20:
            return
        await asyncio.sleep(0.02)
    pytest.fail("the table was not stored in 20 s")
