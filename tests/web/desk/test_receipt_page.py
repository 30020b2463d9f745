"""A receipt on the desk: all that was shown, what became of it, and finding it without its code."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.answering.answer_log import AnswerLog
from bot.conversation import Conversation
from bot.message import Message, Quotation, Reply, Text
from common.person import Person
from knowledge.publishing.live_set import LiveSet
from storage.answers.answer_journal import find_entry
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.web.made_up import MadeUpConversation, made_up_site
from tests.web.visitor import Visitor, read_html
from web.desk.desk_pages import DeskServices

Ask = Callable[[str], Awaitable[Reply]]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 1, 15, 9, tzinfo=UTC))


@pytest.fixture
async def office(
    sqlite_database: Path, clock: SetClock, tmp_path: Path
) -> AsyncIterator[DeskServices]:
    store = await storage.open(sqlite_database, clock)
    data = tmp_path / "data"
    serving = LiveSet.load(undisputed_set(tmp_path), clock=clock, meaning=False, kept=data / "sets")
    yield DeskServices(lambda: store, serving, data, meaning=False)
    await store.close()


@pytest.fixture
async def officer(office: DeskServices, clock: SetClock, aiohttp_client: AiohttpClient) -> Visitor:
    site = made_up_site(MadeUpConversation(), clock, office=office)
    return Visitor(await aiohttp_client(site))


@pytest.fixture
def ask(office: DeskServices, clock: SetClock) -> Ask:
    journal = AnswerLog(office.store)
    conversation = Conversation(lambda: office.serving.library, clock, journal)

    async def asked(text: str) -> Reply:
        message = Message(text, text, Person("t", "person-9", "Jo Bloggs"), text)
        return await conversation.reply_to(message)

    return asked


QUESTION = "how long are recordings kept"


async def test_all_that_the_person_was_shown_is_on_the_page_word_for_word(
    officer: Visitor, ask: Ask
) -> None:
    reply = await ask(QUESTION)
    page = await officer.open(f"/desk/receipts?code={reply.receipt}")
    shown = page.one("section", class_="shown-then").text
    for block in reply.blocks:
        if isinstance(block, Text):
            assert block.text in shown
        if isinstance(block, Quotation):
            assert block.heading in shown
            assert f"version {block.version}" in shown
    assert any(isinstance(block, Text) for block in reply.blocks)


async def test_a_clause_that_holds_today_is_said_to_be_the_same(officer: Visitor, ask: Ask) -> None:
    reply = await ask(QUESTION)
    page = await officer.open(f"/desk/receipts?code={reply.receipt}")
    assert "the same today" in page.one("section", **{"aria-labelledby": "today"}).text


async def test_a_clause_that_was_reworded_says_on_which_day_and_leads_to_todays(
    officer: Visitor, ask: Ask, clock: SetClock
) -> None:
    reply = await ask(QUESTION)
    clock.now += timedelta(days=60)
    page = await officer.open(f"/desk/receipts?code={reply.receipt}")
    today = page.one("section", **{"aria-labelledby": "today"})
    assert "changed on 1 February 2026" in today.text
    assert "90 days" in today.text, "the words that were shown"
    ways = [link.attributes["href"] for link in today.all("a") if "today" in link.text]
    assert ways[0].startswith("/policies/meetings/2.0#")


async def test_the_verdict_is_said_as_people_heard_it_and_figures_are_folded(
    officer: Visitor, ask: Ask
) -> None:
    reply = await ask("can I record in a closed room")
    page = await officer.open(f"/desk/receipts?code={reply.receipt}")
    facts = page.all("dl", class_="facts")[0].text
    assert "confidence" not in facts.lower()
    assert "not-allowed" not in page.text


async def search(officer: Visitor, query: str) -> str:
    page = await officer.open(f"/desk/receipts?{query}")
    return page.one("section", **{"aria-labelledby": "results"}).text


async def test_receipts_are_found_by_day_clause_and_the_words_of_question_or_answer(
    officer: Visitor, ask: Ask, clock: SetClock
) -> None:
    first = (await ask(QUESTION)).receipt
    clock.now += timedelta(days=1)
    second = (await ask("what feasts are there in gardening week")).receipt
    assert first != second
    place = "meetings%23kept"
    for query, wanted, other in (
        ("first=2026-01-15&until=2026-01-15", first, second),
        ("first=2026-01-16", second, first),
        (f"clause={place}", first, second),
        ("words=long+recordings", first, second),
        ("words=deleted", first, second),
        ("words=GARDENING", second, first),
    ):
        found = await search(officer, query)
        assert wanted in found, query
        assert other not in found, query


async def test_a_search_that_finds_nothing_says_so(officer: Visitor, ask: Ask) -> None:
    await ask(QUESTION)
    assert "0 answers found" in await search(officer, "words=zeppelin")


@pytest.mark.parametrize(
    "query", ["first=yesterday", "first=2026-02-01&until=2026-01-01", "until=9999-12-31"]
)
async def test_days_that_are_none_are_told_so_and_kept(officer: Visitor, query: str) -> None:
    response = await officer.client.get(f"/desk/receipts?{query}")
    assert response.status == 422
    page = read_html(await response.text())
    assert "Write the days as" in page.one("p", id="search-problem").text


async def test_nobody_is_found_by_their_name(officer: Visitor, ask: Ask) -> None:
    await ask(QUESTION)
    assert "0 answers found" in await search(officer, "words=Bloggs")
    assert "0 answers found" in await search(officer, "words=person-9")


async def test_a_typed_name_of_a_tool_is_kept_as_masked_as_elsewhere(
    office: DeskServices, ask: Ask
) -> None:
    reply = await ask("can I use jo.bloggs@example.org to write letters")
    async with office.store().reading() as connection:
        kept = await find_entry(connection, reply.receipt)
    assert kept is not None
    assert "jo.bloggs" not in str(kept.shown)
