"""Every page there is, on a real store that samples fill, for people with real sessions."""

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer
from yarl import URL

import storage
from bot.answering.answer_log import AnswerLog
from bot.answering.changes.clause_changes import changes
from bot.answering.kill_switch import KillSwitch
from bot.conversation import Conversation
from common.clock import today
from common.person import Person
from knowledge import Library
from knowledge.publishing.live_set import LiveSet
from storage import Store
from tests.databases import SetClock
from tests.microsoft import TENANT, any_key
from tests.provider import Provider
from tests.web.made_up import made_up_site
from tests.web.visitor import Element, fields, read_html
from triage import TriageList, demo
from triage.model.roles import Role
from triage.repository.sign_in_sessions import SignInSessions
from web.auth.setup import AuthSetup
from web.board.policy_lookups import questions, weighting
from web.desk.desk_pages import DeskServices
from web.pages import PUBLISHER, RULES
from web.permissions import Permission

STARTS = (
    "/", "/board", "/meetings", "/records", "/papers", "/catalogue", "/desk", "/policies", "/me",
    "/ideas/workshop", "/about",
)  # fmt: skip
"""Where to begin to follow links."""

SITE = "https://assistant.council.example"
NOBODY, STAFF = "nobody", "staff"
WHO: Mapping[str, frozenset[Role]] = {
    STAFF: frozenset(),
    **{role.name.lower(): frozenset({role}) for role in Role},
}
"""Who visits, besides nobody: a session for each role alone and one without any."""


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A form that a page holds: where it is sent, and what it sends as it stands."""

    action: str
    sent: tuple[tuple[str, str], ...]
    typed: tuple[str, ...] = ()
    """The names of the boxes in which text can be typed."""
    numbers: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What can be chosen, by name."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A request by somebody; `kind` is the content type, if it is not a form's own."""

    who: str
    path: str
    method: str = "GET"
    data: Any = None
    kind: str = ""


@dataclass
class WholeSite:
    """The site as browsers meet it."""

    app: web.Application
    address: str
    http: aiohttp.ClientSession
    store: Store
    clock: SetClock
    library: Callable[[], Library]
    conversation: Conversation
    reload: Callable[[], Awaitable[bool]]
    cookies: dict[str, str] = field(default_factory=dict)
    expected: dict[str, tuple[Person, frozenset[Role]]] = field(default_factory=dict)
    """Who signs in when they first ask for something."""
    _routes: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def rules(self) -> Mapping[tuple[str, str], Permission]:
        return self.app[RULES].rules

    async def catch_up(self) -> None:
        """As the publisher does now and then."""
        await self.app[PUBLISHER].catch_up()

    def token(self, who: str) -> str:
        """What a form drawn for them carries."""
        cookie = self.cookies.get(who, "")
        return hashlib.sha256(f"form {cookie}".encode()).hexdigest() if cookie else ""

    async def ask(
        self,
        who: str,
        path: str,
        method: str = "GET",
        data: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Status, body and headers of what they get; the path is sent exactly as it is."""
        await self.arrive(who)
        held = self.cookies.get(who)
        sent = {
            "Sec-Fetch-Site": "same-origin",
            **({"Cookie": f"__Host-session={held}"} if held else {}),
        }
        if isinstance(data, dict | list):  # a form's fields, by name or in pairs
            sent["Content-Type"] = "application/x-www-form-urlencoded"
            data = io.BytesIO(urlencode(data, errors="surrogatepass").encode())
        async with self.http.request(
            method,
            URL(self.address + path, encoded=True),
            data=data,
            headers={**sent, **(headers or {})},
            allow_redirects=False,
        ) as answer:
            return answer.status, await answer.read(), answer.headers

    async def status_of_raw(self, who: str, method: str, path: str, header: bytes) -> int:
        """The status of a request with a header that no client of ours would send; 0 for none."""
        body = f"token={self.token(who)}".encode()
        usual = {
            b"Host": b"assistant",
            b"Cookie": f"__Host-session={self.cookies.get(who, '')}".encode(),
            b"Sec-Fetch-Site": b"same-origin",
            b"Content-Type": b"application/x-www-form-urlencoded",
            b"Content-Length": b"%d" % len(body),
        }
        lines = [
            name + b": " + value for name, value in usual.items() if not header.startswith(name)
        ]
        first = f"{method} {path} HTTP/1.1".encode()
        sent = b"\r\n".join([first, *lines, header, b"Connection: close", b"", body])
        address = URL(self.address)
        reader, writer = await asyncio.open_connection(address.host, address.port)
        writer.write(sent)
        status = (await reader.readline()).split(b" ")
        writer.close()
        return int(status[1]) if len(status) > 1 else 0

    async def arrive(self, who: str) -> None:
        """Sign in somebody who is expected."""
        if who in self.expected:
            await self.sign_in(who, *self.expected.pop(who))

    async def sign_in(self, who: str, person: Person, roles: frozenset[Role]) -> None:
        """A new session for somebody, under that name."""
        self.cookies[who] = await SignInSessions(lambda: self.store).begin(person, roles, "browser")

    async def fails_at(self, odd: Odd) -> bool:
        """Whether the server fails at a request; that Entra is not reached here is no failure."""
        headers = {"Content-Type": odd.kind} if odd.kind else None
        status, _, _ = await self.ask(odd.who, odd.path, odd.method, odd.data, headers)
        return status >= 500 and not odd.path.startswith("/sign-in/start")

    async def forms(self, who: str, path: str) -> list[FoundForm]:
        """The forms in the main part of a page."""
        main = (await self.page(who, path)).one("main")
        return [read_form(form, path) for form in main.all("form")]

    async def page(self, who: str, path: str) -> Element:
        status, body, _ = await self.ask(who, path)
        assert status == 200, (path, status)
        return read_html(body.decode())

    def route_of(self, method: str, path: str) -> str:
        """The rule's path that an address falls under; "" for none."""
        bare = path.partition("#")[0].partition("?")[0]
        if (method, bare) not in self._routes:
            self._routes[method, bare] = self._found_route(method, bare)
        return self._routes[method, bare]

    def _found_route(self, method: str, bare: str) -> str:
        for resource in self.app.router.resources():
            if (method, resource.canonical) in self.rules:
                pattern = resource.get_info().get("pattern")
                if resource.canonical == bare or (pattern and pattern.fullmatch(bare)):
                    return resource.canonical
        return ""

    async def crawled(self, who: str, *starts: str, most: int = 2) -> "Crawl":
        """Follow links from page to page, at most so many of each route and query's names."""
        found = Crawl({}, {})
        waiting = list(starts)
        while waiting:
            path = waiting.pop(0).partition("#")[0]
            route = self.route_of("GET", path)
            kept = found.pages.setdefault(route, {})
            if not route or path in kept or len(kept) >= most or not path.startswith("/"):
                continue
            status, body, headers = await self.ask(who, path)
            is_page = status == 200 and "text/html" in headers["Content-Type"]
            kept[path] = body if is_page else b""
            if not is_page:
                continue
            try:
                page = read_html(body.decode())
            except AssertionError as broken:
                raise AssertionError(f"{path}: {broken}") from broken
            waiting += [link.attributes.get("href", "") for link in page.all("a")]
            for form in page.all("form"):
                if form.attributes.get("method") == "post":
                    one = read_form(form, path)
                    found.forms.setdefault(self.route_of("POST", one.action), []).append(one)
        return found


@dataclass(frozen=True, slots=True)
class Crawl:
    """Pages by address, and the forms that they hold, both by route. What is no page is empty."""

    pages: dict[str, dict[str, bytes]]
    forms: dict[str, list[FoundForm]]


def read_form(form: Element, page: str) -> FoundForm:
    texts, numbers, days = list[str](), list[str](), list[str]()
    choices: dict[str, list[str]] = {}
    for box in form.all():
        name, kind = box.attributes.get("name", ""), box.attributes.get("type", "text")
        if box.tag == "select":
            choices[name] = [option.attributes["value"] for option in box.all("option")]
        elif box.tag == "input" and kind in ("radio", "checkbox"):
            choices.setdefault(name, []).append(box.attributes["value"])
        elif box.tag == "input" and kind == "date":
            days.append(name)
        elif box.tag == "input" and box.attributes.get("inputmode") == "numeric":
            numbers.append(name)
        elif box.tag == "textarea" or (box.tag == "input" and kind in ("text", "search", "url")):
            texts.append(name)
    return FoundForm(
        form.attributes.get("action", page).partition("#")[0],
        tuple(fields(form)),
        tuple(texts),
        tuple(numbers),
        tuple(days),
        {name: tuple(values) for name, values in choices.items()},
    )


@asynccontextmanager
async def whole_site(
    database: str,
    clock: SetClock,
    policies: Path,
    data: Path,
    *,
    filled: bool = True,
    signed_in: bool = True,
) -> AsyncIterator[WholeSite]:
    """The site of a council, `filled` with sample ideas, records and papers. Everybody is
    `signed_in` at once, or each as they come."""
    store = await storage.open(database, clock)
    serving = LiveSet.load(policies, clock=clock, meaning=False, kept=data / "sets")
    asked = questions(serving.library.policy_set, today(clock))
    if filled:
        version, of_version = asked or ("", ())
        parts = [part.key for part in weighting(serving.library.policy_set, today(clock)).parts]
        await demo.fill(store, of_version, version, parts=parts)
    ideas = TriageList(store)
    conversation = Conversation(
        lambda: serving.library,
        clock,
        AnswerLog(lambda: store),
        lambda: ideas,
        pauses=KillSwitch(lambda: store, count(step=60).__next__),
    )
    registration = Provider(any_key()).registration(SITE, login="https://localhost:9")
    app = made_up_site(
        conversation,
        clock,
        entrance=AuthSetup(local=False, site=SITE, sign_in=registration),
        store=lambda: store,
        changes=changes,
        ideas=lambda: ideas,
        office=DeskServices(lambda: store, serving, data, meaning=False),
        library=lambda: serving.library,
    )
    server = TestServer(app)
    await server.start_server()
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
        address = str(server.make_url("")).rstrip("/")
        site = WholeSite(
            app, address, http, store, clock, lambda: serving.library, conversation,
            lambda: asyncio.to_thread(serving.reload),
        )  # fmt: skip
        for who, roles in WHO.items():
            site.expected[who] = (Person(TENANT, f"id-of-{who}", f"Vera {who}"), roles)
            if signed_in:
                await site.arrive(who)
        try:
            yield site
        finally:
            await server.close()
            await store.close()
