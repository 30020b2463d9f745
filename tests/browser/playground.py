"""The Microsoft 365 Agents Playground in headless Chromium, before a bot with authentication on.

The playground sends no token, so a small proxy between it and the bot signs each activity as the
connector would: the bot runs exactly as in production, told by its settings where keys, tokens
and replies are.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
from aiohttp import web
from playwright.async_api import Locator, Page, async_playwright

from knowledge import Library
from tests.browser.programs import ROOT, free_port, program, python
from tests.freeze import MODEL_SET
from tests.microsoft import APP_ID, TENANT, Key, Microsoft, serving

HERE = Path(__file__).resolve().parent
CLI = HERE / "node_modules" / "@microsoft" / "m365agentsplayground" / "cli.js"
CONFIGURATION = HERE / "m365agentsplayground.yml"


class SigningProxy:
    """Stands where Microsoft's connector stands: signs, passes on and keeps the answers."""

    def __init__(self, side: Microsoft, http: aiohttp.ClientSession, bot: str) -> None:
        self.side = side
        self.http = http
        self.bot = bot
        self.statuses: list[int] = []

    def app(self) -> web.Application:
        app = self.side.app()
        app.router.add_post("/api/messages", self._pass_on)
        return app

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.json()
        token = self.side.token(serviceurl=body.get("serviceUrl"))
        headers = {"Authorization": f"Bearer {token}"}
        async with self.http.post(self.bot, json=body, headers=headers) as answer:
            self.statuses.append(answer.status)
            return web.Response(
                status=answer.status, body=await answer.read(), content_type=answer.content_type
            )


@asynccontextmanager
async def signing_proxy(bot_port: int) -> AsyncIterator[SigningProxy]:
    """The proxy, serving in this process."""
    side = Microsoft(Key("proxy"))
    async with aiohttp.ClientSession() as http:
        proxy = SigningProxy(side, http, f"http://127.0.0.1:{bot_port}/api/messages")
        async with serving(proxy.app()) as port:
            side.port = port
            yield proxy


def bot_settings(proxy: SigningProxy, port: int) -> dict[str, str]:
    """What an operator sets for a bot that is a managed identity; the last two are Azure's."""
    return {
        "CLIENT_ID": APP_ID,
        "TENANT_ID": TENANT,
        "BOT_TYPE": "UserAssignedMsi",
        "ALLOWED_TENANTS": TENANT,
        "ALLOWED_SERVICE_HOSTS": "localhost",
        "BOT_OPENID_METADATA": proxy.side.metadata,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "IDENTITY_ENDPOINT": f"{proxy.side.base}/identity",
        "IDENTITY_HEADER": "made-up",
    }


@asynccontextmanager
async def assistant(folder: Path, **settings: str) -> AsyncIterator[SigningProxy]:
    """The app, started as an operator starts it, behind the signing proxy.

    Not its first start on this machine: until the texts are encoded it answers by words alone. But
    with a database of its own, in `folder / "data"`, so that nothing is left of what was said here
    before.
    """
    await asyncio.to_thread(Library.load, MODEL_SET)
    data = folder / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("*.db*", "sets"))
    port = free_port()
    async with (
        signing_proxy(port) as signing,
        program(
            *python(str(ROOT / "app.py")),
            folder=folder,
            ready="Teams reaches the assistant",
            environment={
                **bot_settings(signing, port),
                "DATA_FOLDER": str(data),
                "POLICIES": str(MODEL_SET),
                **settings,
            },
        ),
    ):
        yield signing


@asynccontextmanager
async def playground(endpoint: str, folder: Path) -> AsyncIterator[str]:
    """The playground, serving; the outcome is the address of its chat."""
    port = free_port()
    node = shutil.which("node") or "node"
    options = ("start", "-e", endpoint, "-c", "msteams", "--dt", "-p", str(port))
    environment = {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(CONFIGURATION),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(folder / "playground.log"),
    }
    async with program(
        node, str(CLI), *options, folder=folder, ready="Listening on", environment=environment
    ):
        yield f"http://127.0.0.1:{port}/"


@asynccontextmanager
async def chromium(folder: Path, *, width: int = 1400, height: int = 1000) -> AsyncIterator[Page]:
    """A page of headless Chromium that can reach this machine only."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    async with async_playwright() as driver:
        context = await driver.chromium.launch_persistent_context(
            folder / "profile",
            executable_path=path,
            headless=True,
            viewport={"width": width, "height": height},
            locale="en-GB",
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            await context.route(
                lambda url: not url.startswith(("http://127.0.0.1", "http://localhost")),
                lambda route: route.abort(),
            )
            yield context.pages[0]
        finally:
            await context.close()


class Chat:
    """The personal chat with the bot, used as a person would."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.answers = page.locator(".fai-OutputCard")
        self.cards = page.locator(".ac-adaptiveCard")
        # The list has no role of its own: what was found are headings below the search box.
        self.found = page.locator("h1.fui-Text").filter(has_not_text="Playground")

    async def open(self, address: str) -> str:
        """Open the chat and give what is said there first; people are greeted once only."""
        await self.page.goto(address, wait_until="domcontentloaded")
        await self._box().wait_for(timeout=20_000)
        await self.page.get_by_text("conversationUpdate 200").first.wait_for(timeout=20_000)
        await self.page.wait_for_timeout(500)
        return "\n\n".join(await self.answers.all_inner_texts())

    async def ask(self, question: str) -> str:
        """Type a question, send it, and give what is shown of the answer."""
        before = await self.answers.count()
        await self._box().click()
        await self.page.keyboard.type(question)
        return await self._sent(before)

    async def ask_in(self, chat: str, bot: str, question: str) -> str:
        """The same in a group chat, mentioning the bot as a person would."""
        entry = self.page.get_by_role("treeitem", name=chat)
        await entry.click()
        await self._opened()
        before = await self.answers.count()
        await self._box().click()
        await self.page.keyboard.type("@")
        await self.page.get_by_role("listbox").get_by_text(bot).click()
        await self.page.keyboard.type(f" {question}")
        return await self._sent(before)

    async def go_to(self, channel: str) -> None:
        """Open a channel, the first chat other than the personal one."""
        await self.page.get_by_role("treeitem", name=channel).click()
        await self._opened()

    async def ask_in_channel(self, channel: str, bot: str, question: str) -> str:
        """The same as a new post in a channel."""
        await self.go_to(channel)
        await self._box().click()
        await self.page.keyboard.type("@")
        await self.page.get_by_role("listbox").get_by_text(bot).click()
        await self.page.keyboard.type(f" {question}")
        before = await self.cards.count()
        await self.page.get_by_role("button", name="Post").first.click()
        await self.page.wait_for_function(
            "n => document.querySelectorAll('.ac-adaptiveCard').length > n", arg=before
        )
        return await self.cards.first.inner_text()

    async def look_up(self, words: str) -> list[str]:
        """What the message extension offers for these words."""
        await self._extension("Search Command")
        await self.page.get_by_text("Specify Command ID or Parameter").click()
        await self.page.get_by_placeholder("Command ID").fill("search")
        await self.page.get_by_placeholder("Parameter name").fill("question")
        await self.page.get_by_placeholder("Enter a search term").fill(words)
        first = self.found.first
        await first.wait_for(timeout=20_000)
        return await self.found.all_inner_texts()

    async def unfurl(self, link: str) -> str:
        """What a pasted link is shown as."""
        await self._extension("Link Unfurling")
        await self.page.get_by_role("textbox", name="Enter an URL").fill(link)
        await self.page.keyboard.press("Enter")
        card = self.page.get_by_role("dialog").locator(".ac-adaptiveCard")
        await card.wait_for(timeout=20_000)
        return await card.inner_text()

    async def begin_command(self, command: str) -> Locator:
        """Choose an action of the message extension; the dialog that it opens."""
        await self._extension("Action Command")
        await self.page.get_by_placeholder("Input command id or leave blanks").fill(command)
        await self.page.get_by_role("button", name="Create").click()
        card = self.page.get_by_role("dialog").locator(".ac-adaptiveCard")
        await card.wait_for(timeout=20_000)
        return card

    async def _extension(self, kind: str) -> None:
        await self.page.get_by_role("button", name="Trigger Message Extension App").click()
        await self.page.get_by_role("menuitem", name=kind).click()

    async def press(self, button: str) -> str:
        """Press a button of the last card and give what is shown of the answer."""
        before = await self.answers.count()
        await self.page.get_by_role("button", name=button).last.click()
        return await self.answer(before)

    async def screenshot(self, path: Path) -> None:
        """Keep a picture of the chat for people to look at."""
        path.parent.mkdir(exist_ok=True)
        await self.page.screenshot(path=path)

    async def _opened(self) -> None:
        """Wait until the bot has been told of another chat, its second or later."""
        await self.page.get_by_text("conversationUpdate 200").nth(1).wait_for(timeout=20_000)
        await self.page.wait_for_timeout(500)

    def _box(self) -> Locator:
        return self.page.locator("div[role=textbox][contenteditable=true]").first

    async def _sent(self, before: int) -> str:
        await self.page.get_by_role("button", name="Send Message").click()
        return await self.answer(before)

    async def answer(self, before: int) -> str:
        """What is shown of an answer: its line and its card stand in a box each."""
        await self.answers.nth(before).wait_for(timeout=20_000)
        await self.page.wait_for_timeout(300)
        await self.answers.last.scroll_into_view_if_needed()
        return "\n\n".join((await self.answers.all_inner_texts())[before:])
