"""Everything but policies may be missing from a set: each file alone, and all of them at once.

The assistant, an idea, its screening, the board and the papers go on, and say what is missing.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from common.person import Person
from tests.bot.ideas.idea_chats import Chat
from tests.databases import SetClock
from tests.freeze import MODEL_SET
from tests.microsoft import TENANT
from tests.web.whole_site import WholeSite, whole_site

OPTIONAL = (
    *sorted(path.name for path in MODEL_SET.iterdir() if path.is_file()),
    *sorted(
        path.name
        for path in MODEL_SET.iterdir()
        if path.name in ("register", "screening", "scoring")
    ),
    "*/asked.md",
)
ALL = "all of them"
IDEA = {
    "title": "Sort letters about housing repairs",
    "problem": "People wait a week",
    "description": "It reads names and health details in letters from tenants",
}
PAGES = (
    *("/", "/board", "/board/matrix", "/board/IDEA", "/records", "/papers", "/catalogue"),
    *("/policies", "/policies/register", "/desk", "/desk/questions", "/desk/clauses"),
    *("/desk/impact", "/desk/import", "/me", "/ideas/workshop", "/about"),
)


def without(missing: str, place: Path) -> Path:
    """A copy of the set without some of its files."""
    folder = Path(shutil.copytree(MODEL_SET, place / "policies"))
    for name in OPTIONAL if missing == ALL else (missing,):
        for path in folder.glob(name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    return folder


def test_every_file_that_is_no_policy_is_tried() -> None:
    policies = {path.parent.name for path in MODEL_SET.glob("*/[0-9]*.md")}
    tried = {*OPTIONAL, "screening", "scoring", "register"}
    assert {path.name for path in MODEL_SET.iterdir()} <= policies | tried


@pytest.mark.parametrize("missing", [*OPTIONAL, ALL])
async def test_a_set_works_without(missing: str, sqlite_database: Path, tmp_path: Path) -> None:
    folder = without(missing, tmp_path)
    clock = SetClock(datetime(2026, 11, 30, 9, tzinfo=UTC))
    async with whole_site(
        str(sqlite_database), clock, folder, tmp_path / "data", filled=False
    ) as site:
        person = Person(TENANT, "id-of-staff", "Vera staff")
        chat = Chat(site.conversation, person)
        hello = await chat.say("hello")
        assert ("Impact assessments" in hello or "DPIA" in hello) <= (missing != ALL)
        await chat.say("can I put personal data into Copilot")
        assert chat.quoted or missing in ("*/asked.md", ALL)
        await chat.say("can I use DeepL")
        named = any(ref.startswith("register@") for ref in chat.quoted)
        assert named <= (missing not in ("register", ALL))
        assert named or missing in ("register", "*/asked.md", ALL)
        await an_idea(chat, missing)
        await what_is_missing_is_said(site, missing)
        await every_page(site)


async def an_idea(chat: Chat, missing: str) -> None:
    await chat.say("I have an idea")
    await chat.fill_in(IDEA)
    assert "AI-2026-0001" in chat.words
    await chat.say("screen AI-2026-0001")
    if missing in ("screening", ALL):
        assert "There are no screening questions in force" in chat.words
    else:
        assert chat.form.fields
    await chat.say("status AI-2026-0001")
    assert "AI-2026-0001" in chat.words


async def what_is_missing_is_said(site: WholeSite, missing: str) -> None:
    idea = (await site.page("officer", "/board/AI-2026-0001")).one("main")
    gone = OPTIONAL if missing == ALL else (missing,)
    assert ("No screening questions are in force" in idea.text) == ("screening" in gone)
    assert ("No scoring rules are in force" in idea.text) == ("scoring" in gone)
    links = {link.attributes["href"] for link in idea.all("a")}
    assert ("/board/AI-2026-0001/screening" in links) == ("screening" not in gone)
    register = (await site.page("officer", "/policies/register")).one("main").text
    assert ("keep no register of tools" in register) == ("register" in gone)
    assert ("is not approved" in register) == ("settings.yaml" not in gone)


async def every_page(site: WholeSite) -> None:
    for path in PAGES:
        status, _, _ = await site.ask("officer", path.replace("IDEA", "AI-2026-0001"))
        assert status == 200, (path, status)
    papers = [
        link.attributes["href"]
        for link in (await site.page("officer", "/papers")).one("main").all("a")
        if link.attributes["href"].startswith("/papers/")
    ]
    assert papers
    for path in papers:
        status, _, _ = await site.ask("officer", path)
        assert status == 200, (path, status)
