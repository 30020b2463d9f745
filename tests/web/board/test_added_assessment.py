"""A kind of assessment that an officer added to the screening file, on the board, at the gates, in
papers and in the chat: no code knows of it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.messages.language import Language, use_locale
from knowledge import Library
from knowledge.cli.formatting import facts_as_json
from storage import Store
from tests.bot.ideas.idea_chats import ANN, Chats, with_ideas
from tests.databases import SetClock
from tests.knowledge.files.test_screening_version import add_version
from tests.triage.people import BEN
from tests.web.board_site import OFFICER, board_site, sent_in
from tests.web.visitor import Visitor
from triage import TriageList
from triage.model.stages import Stage
from triage.papers import Paper, take_snapshot, write_paper
from triage.papers.policy_facts import parse_policy_facts


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def library(tmp_path: Path, clock: SetClock) -> Library:
    policies = with_ideas(tmp_path)
    add_version(policies)
    return Library.load(policies, clock=clock, meaning=False, cache=None)


async def test_officers_are_asked_it_and_the_board_and_the_gates_show_it(
    store: Store, clock: SetClock, library: Library, aiohttp_client: AiohttpClient
) -> None:
    idea = await sent_in(store, clock, None)
    site = board_site(store, clock, library)
    visitor = Visitor(await aiohttp_client(site, headers=OFFICER))
    page = f"/board/{idea.reference}"

    asked = await visitor.open(f"{page}/screening")
    form = next(form for form in asked.all("form", method="post") if form.all("button"))
    boxes = {box.attributes["name"] for box in form.all("input", type="radio")}
    answers = dict.fromkeys(boxes, "no") | {"v.secrets": "yes"}
    await visitor.send(form, answers)

    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    shown = (await visitor.open(page)).one("main").text
    assert "Security assessment: required" in " ".join(shown.split())
    assert "Does it hold secrets?" in shown
    assert "Security assessment: sign it, or record why it is not needed." in shown
    listed = await visitor.open("/board?due=security")
    assert "1 idea" in listed.one("main").text
    signing = await visitor.open(f"{page}/assessments/security")
    assert signing.one("h1").text == "Security assessment"


async def test_the_chat_asks_it_in_both_languages_and_papers_name_it(
    store: Store, clock: SetClock, library: Library
) -> None:
    chats = Chats(store, clock)
    chats.library = library
    ann = chats.of(ANN)
    await ann.say("I have an idea")
    await ann.fill_in({"title": "Ring the bells", "description": "A clock could ring them"})
    await ann.say("screen AI-2026-0001")
    assert "secrets" in ann.asked
    await ann.fill_in({"people": "no", "voices": "no", "always-on": "no", "secrets": "yes"})
    assert ("Security assessment", "Required") in ann.rows
    (idea,) = await chats.ideas.ideas()
    found = await chats.ideas.idea(idea.reference, reader=idea.submitter)
    assert found is not None
    assert found.screenings[0].screening.outcomes["security"] == "required"

    with use_locale(Language.WELSH):
        await ann.say("status AI-2026-0001")
    assert "Asesiad diogelwch" in {row[0] for row in ann.rows}

    day = clock().date()
    facts = parse_policy_facts(facts_as_json(library.policy_set, day))
    paper = write_paper("quarterly", await take_snapshot(store, day, facts))
    assert isinstance(paper, Paper)
    assert "Security" in {row[0] for table in paper.tables() for row in table.rows}
