"""Signing in with Entra, and everything that is refused on the way."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientResponse, DummyCookieJar
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient
from sqlalchemy import select

import storage
from common.person import Person
from operations.telemetry import logs
from storage import Store
from storage.audit.trail import verify
from storage.tables import audit, session, sign_in
from tests.databases import SetClock
from tests.microsoft import TENANT, Key
from tests.provider import MO, OLU, SAM, Account, Provider
from tests.web.made_up import MadeUpConversation, made_up_site
from tests.web.visitor import Element, fields, read_html
from triage.model.roles import Role
from triage.repository.sign_in_sessions import IDLE, LASTS, SignInSessions
from web.auth.setup import AuthSetup

SITE = "https://assistant.council.example"
OWN = {"Sec-Fetch-Site": "same-origin"}
CROSS = {"Sec-Fetch-Site": "cross-site"}


@dataclass
class Browser:
    """Somebody's browser: keeps cookies as it is told to, follows no redirect by itself."""

    client: TestClient[Any, Any]
    cookies: dict[str, str] = field(default_factory=dict)
    set: list[str] = field(default_factory=list)

    async def get(self, path: str, **headers: str) -> ClientResponse:
        return await self._sent("GET", path, headers, None)

    async def post(
        self, path: str, data: Mapping[str, str], headers: Mapping[str, str] = OWN
    ) -> ClientResponse:
        return await self._sent("POST", path, headers, data)

    async def open(self, path: str) -> Element:
        response = await self.get(path)
        assert response.status == 200, (response.status, response.headers.get("Location"))
        return read_html(await response.text())

    async def send(self, form: Element) -> ClientResponse:
        return await self.post(form.attributes["action"], dict(fields(form)))

    async def _sent(
        self, method: str, path: str, headers: Mapping[str, str], data: Mapping[str, str] | None
    ) -> ClientResponse:
        held = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {**headers, **({"Cookie": held} if held else {})}
        response = await self.client.request(
            method, path, headers=sent, data=data, allow_redirects=False
        )
        for line in response.headers.getall("Set-Cookie", []):
            self.set.append(line)
            name, _, value = line.partition(";")[0].partition("=")
            if "Max-Age=0" in line:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return response


@dataclass
class Site:
    """The pages of a council, its directory, and what was written to the trail."""

    provider: Provider
    store: Store
    client: TestClient[Any, Any]
    conversation: MadeUpConversation

    def browser(self) -> Browser:
        return Browser(self.client)

    async def begun(self, browser: Browser, to: str = "/policies") -> str:
        """The address of the provider that a new sign-in leads to."""
        response = await browser.get(f"/sign-in/start?to={to}")
        assert response.status == 302
        return response.headers["Location"]

    async def sign_in(self, account: Account, to: str = "/policies") -> Browser:
        browser = self.browser()
        answer = self.provider.answer(await self.begun(browser, to), account)
        response = await browser.post("/sign-in/back", answer, CROSS)
        assert response.status == 303, await response.text()
        assert response.headers["Location"] == to
        return browser

    async def trail(self) -> list[tuple[str, str, dict[str, Any]]]:
        async with self.store.reading() as connection:
            rows = (await connection.execute(select(audit).order_by(audit.c.seq))).all()
            assert not (await verify(connection)).problems
        return [(row.actor, row.action, json.loads(row.detail)) for row in rows]

    async def refusals(self) -> list[str]:
        return [d["why"] for _, action, d in await self.trail() if action.endswith(".refused")]


@pytest.fixture
async def store(sqlite_database: str, set_clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, set_clock)
    yield opened
    await opened.close()


@pytest.fixture
def set_clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, tzinfo=UTC))


NewSite = Callable[[], Awaitable[Site]]


@pytest.fixture
async def site(
    provider: Provider, store: Store, set_clock: SetClock, aiohttp_client: AiohttpClient
) -> Site:
    conversation = MadeUpConversation()
    entrance = AuthSetup(local=False, site=SITE, sign_in=provider.registration(SITE))
    app = made_up_site(conversation, set_clock, entrance=entrance, store=lambda: store)
    client = await aiohttp_client(app, cookie_jar=DummyCookieJar())
    return Site(provider, store, client, conversation)


async def test_who_is_not_signed_in_is_led_there_and_back_to_the_page(site: Site) -> None:
    browser = site.browser()
    response = await browser.get("/policies/meetings?on=2026-01-01")
    assert response.status == 302
    way = response.headers["Location"]
    page = await browser.open(way)
    start = page.one("a", id="sign-in").attributes["href"]
    response = await browser.get(start)
    address = response.headers["Location"]
    assert address.startswith(f"{site.provider.login}/{TENANT}/authorize?")

    answer = site.provider.answer(address, SAM)
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.headers["Location"] == "/policies/meetings?on=2026-01-01"
    page = await browser.open(response.headers["Location"])
    assert page.one("a", class_="account").text == "Your account: Sam Staff"
    assert await site.trail() == [("person:1", "session.begun", {"place": "browser", "roles": []})]


async def test_cookies_are_of_this_host_alone_and_out_of_reach_of_scripts(site: Site) -> None:
    browser = await site.sign_in(SAM)

    flow, gone, kept = browser.set
    assert kept.startswith("__Host-session=")
    assert kept.endswith("; Path=/; Secure; HttpOnly; SameSite=Lax")
    assert flow.startswith("__Host-sign-in-")
    assert "; Path=/; Secure; HttpOnly; SameSite=None" in flow
    assert gone.startswith(f"{flow.partition('=')[0]}=;")
    assert set(browser.cookies) == {"__Host-session"}
    response = await browser.get("/policies")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert response.headers["Cache-Control"] == "no-store"


async def test_nothing_of_the_cookie_is_in_the_database(site: Site) -> None:
    browser = await site.sign_in(SAM)

    async with site.store.reading() as connection:
        rows = (await connection.execute(select(session))).all()
    assert browser.cookies["__Host-session"] not in str(rows)


async def test_the_chat_is_for_whoever_is_signed_in_and_knows_who_asks(site: Site) -> None:
    browser = await site.sign_in(SAM, to="/")
    page = await browser.open("/")
    form = page.one("form", id="composer")
    sent = {**dict(fields(form)), "text": "sandwich"}
    response = await browser.post("/chat", sent)

    assert response.status == 303
    person = site.conversation.heard[-1].person
    assert (person.tenant, person.id, person.name) == (TENANT, SAM.oid, "Sam Staff")


async def test_a_conversation_is_of_one_session(site: Site) -> None:
    sam, mo = await site.sign_in(SAM, "/"), await site.sign_in(MO, "/")
    form = (await sam.open("/")).one("form", id="composer")
    await sam.post("/chat", {**dict(fields(form)), "text": "my own question"})

    assert "my own question" in (await sam.open("/")).text
    assert "my own question" not in (await mo.open("/")).text


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"aud": "99999999-aaaa-bbbb-cccc-000000000009"}, "token refused: InvalidAudienceError"),
        ({"aud": ["22222222-aaaa-bbbb-cccc-000000000002"]}, "token for several audiences"),
        ({"aud": None}, "token refused: MissingRequiredClaimError"),
        ({"iss": "https://login.example/other/v2.0"}, "token refused: InvalidIssuerError"),
        ({"tid": "33333333-2222-3333-4444-555555555555"}, "token of another tenant"),
        ({"tid": None}, "token refused: MissingRequiredClaimError"),
        ({"exp": 1_000_000_000}, "token refused: ExpiredSignatureError"),
        ({"exp": None}, "token refused: MissingRequiredClaimError"),
        ({"nbf": 4_000_000_000}, "token refused: ImmatureSignatureError"),
        ({"nonce": "another"}, "answer refused: RuntimeError"),
        ({"nonce": None}, "answer refused: RuntimeError"),
        ({"oid": None}, "token refused: MissingRequiredClaimError"),
        ({"oid": ["a"]}, "token of nobody"),
    ],
    ids=lambda value: str(value)[:40],
)
async def test_a_token_with_anything_wrong_in_it_signs_nobody_in(
    site: Site, changed: dict[str, object], why: str
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    site.provider.changed = changed
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    page = read_html(await response.text())
    assert page.one("h1").text == "You are not signed in"
    assert page.one("a", id="sign-in").text == "Try again"
    assert "__Host-session" not in browser.cookies
    assert await site.refusals() == [why]


@pytest.mark.parametrize("kid", ["of-nobody", "of-the-tenant"])
async def test_a_token_that_another_key_signed_signs_nobody_in(
    site: Site, another_key: Key, kid: str
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    site.provider.signs = Key(kid, another_key.private)
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert len(await site.refusals()) == 1


async def test_a_new_key_of_the_tenant_is_learnt(site: Site, another_key: Key) -> None:
    site.provider.published = [another_key]
    site.provider.signs = another_key

    await site.sign_in(OLU)


async def test_a_key_that_the_tenant_has_withdrawn_signs_nobody_in(
    site: Site, another_key: Key
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    site.provider.published = [another_key]
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert await site.refusals() == ["token of an unknown key"]


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
@pytest.mark.parametrize("tab", [True, False], ids=["in-a-tab", "in-a-browser"])
async def test_a_token_without_a_signature_or_signed_with_the_public_key_signs_nobody_in(
    site: Site, algorithm: str, tab: bool
) -> None:
    browser = site.browser()
    site.provider.algorithm = algorithm
    if tab:
        response = await browser.post("/sign-in/teams", {"teams": site.provider.tab_token(OLU)})
    else:
        answer = site.provider.answer(await site.begun(browser), OLU)
        response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert not {"__Host-session", "__Host-session-in-teams"} & set(browser.cookies)
    assert await site.refusals() == ["token refused: InvalidAlgorithmError"]


async def test_an_answer_is_believed_once(site: Site) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    flow = dict(browser.cookies)
    await browser.post("/sign-in/back", answer, CROSS)
    thief = Browser(site.client, flow)
    response = await thief.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert "was used already" in await response.text()
    assert "__Host-session" not in thief.cookies


async def test_a_code_that_was_used_is_refused_by_entra(site: Site) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    site.provider.codes.clear()
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert await site.refusals() == ["refused by entra: invalid_grant"]


@pytest.mark.parametrize("broken", ["state", "cookie", "no-cookie", "nothing"])
async def test_an_answer_to_somebody_elses_sign_in_is_refused(site: Site, broken: str) -> None:
    """A sign-in that an attacker began must not end in the browser of whom they attack."""
    attacker, victim = site.browser(), site.browser()
    answer = site.provider.answer(await site.begun(attacker), OLU)
    await site.begun(victim)
    if broken == "no-cookie":
        victim.cookies.clear()
    if broken == "cookie":
        (name,) = attacker.cookies
        victim.cookies[name] = "guessed"
    response = await victim.post("/sign-in/back", {} if broken == "nothing" else answer, CROSS)

    assert response.status == 403
    assert "__Host-session" not in victim.cookies
    assert len(await site.refusals()) == 1


async def test_a_sign_in_that_takes_too_long_is_begun_again(
    site: Site, set_clock: SetClock
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    set_clock.forward(minutes=11)
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert "more than ten minutes" in await response.text()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ({"error": "access_denied", "error_description": "AADSTS65004: no"}, "did not finish"),
        ({"error": "interaction_required", "error_description": "AADSTS50105: x"}, "a group"),
        ({"error": "<b>", "error_description": "<script>"}, "Signing in did not work"),
    ],
)
async def test_what_entra_refuses_is_explained(
    site: Site, error: dict[str, str], said: str
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), SAM)
    response = await browser.post("/sign-in/back", {"state": answer["state"], **error}, CROSS)

    text = await response.text()
    assert said in text
    assert "<script>" not in text
    assert response.status == 403


async def test_the_log_has_nothing_of_who_signs_in_or_of_what_they_sign_in_with(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    browser = await site.sign_in(OLU)
    answer = site.provider.answer(await site.begun(browser), MO)
    site.provider.changed = {"nonce": "another"}
    assert (await browser.post("/sign-in/back", answer, CROSS)).status == 403
    site.provider.changed = {"aud": MO.name}
    token = site.provider.tab_token(MO)
    assert (await browser.post("/sign-in/teams", {"teams": token})).status >= 400
    log = "\n".join(logs.words(record) for record in caplog.records)
    assert "token refused" in log
    kept = [*browser.cookies.values(), *answer.values(), token]
    people = [part for who in (OLU, MO) for part in (who.name, who.oid)]
    assert [told for told in (*kept, *people) if len(told) > 3 and told in log] == []


async def test_a_wrong_secret_signs_nobody_in_and_is_told_apart(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), SAM)
    site.provider.refuses = {
        "error": "invalid_client",
        "error_description": "AADSTS7000215: Invalid client secret",
    }
    response = await browser.post("/sign-in/back", answer, CROSS)

    assert response.status == 403
    assert "AADSTS7000215" in await response.text()
    assert "AADSTS7000215" in caplog.text


@pytest.mark.parametrize(
    "to",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/sign-out",
        "/%0d%0aSet-Cookie:x",
        "%2F%2Fevil.example",
        "",
    ],
)
async def test_signing_in_leads_to_our_own_pages_alone(site: Site, to: str) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser, to), SAM)
    response = await browser.post("/sign-in/back", answer, CROSS)

    where = urlsplit(response.headers["Location"])
    assert not where.netloc
    assert not where.scheme
    assert where.path in ("/", "/%0D%0ASet-Cookie:x")


async def test_roles_are_those_of_the_token_and_unknown_ones_count_for_nothing(
    site: Site,
) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    site.provider.changed = {"roles": ["Governance.Officer", "Global.Admin", 7]}
    await browser.post("/sign-in/back", answer, CROSS)

    page = await browser.open("/me")
    assert "Reeve" in page.text
    assert "Admin" not in page.text


@pytest.mark.parametrize("roles", [None, "Governance.Officer", {"a": 1}])
async def test_without_a_list_of_roles_there_is_none(site: Site, roles: object) -> None:
    browser = site.browser()
    answer = site.provider.answer(await site.begun(browser), OLU)
    site.provider.changed = {"roles": roles}
    await browser.post("/sign-in/back", answer, CROSS)

    assert "none: you can use the chat" in (await browser.open("/me")).text


async def test_a_stolen_session_ends_for_the_thief_too(site: Site) -> None:
    owner = await site.sign_in(OLU)
    thief = Browser(site.client, dict(owner.cookies))
    assert (await thief.get("/me")).status == 200
    form = (await owner.open("/me")).one("main").all("form")[0]
    response = await owner.send(form)

    assert response.headers["Location"] == "/signed-out"
    assert (await thief.get("/me")).status == 302
    trail = await site.trail()
    assert ("person:1", "session.ended", {"why": "signed out"}) in trail
    assert trail[-1][1:] == ("page.refused", {"why": "a session that is over", "times": 1})


async def test_signing_out_everywhere_ends_every_session_of_the_person(site: Site) -> None:
    here, there, other = [await site.sign_in(who) for who in (OLU, OLU, SAM)]
    page = await here.open("/me")
    assert len(page.one("main").all("li")) == 2
    await here.send(page.one("main").all("form")[1])

    assert (await here.get("/me")).status == 302
    assert (await there.get("/me")).status == 302
    assert (await other.get("/me")).status == 200


async def test_signing_in_anew_ends_the_session_before(site: Site) -> None:
    browser = await site.sign_in(SAM)
    before = Browser(site.client, dict(browser.cookies))
    answer = site.provider.answer(await site.begun(browser), OLU)
    await browser.post("/sign-in/back", answer, CROSS)

    assert (await before.get("/me")).status == 302
    assert "Olu Officer" in (await browser.open("/me")).text


async def test_a_session_ends_by_itself(site: Site, set_clock: SetClock) -> None:
    used, unused = await site.sign_in(SAM), await site.sign_in(SAM)
    ends = set_clock.now + LASTS
    while set_clock.now + IDLE < ends:
        set_clock.forward(hours=1)
        assert (await used.get("/me")).status == 200
    assert (await unused.get("/me")).status == 302
    set_clock.now = ends
    assert (await used.get("/me")).status == 302


@pytest.mark.parametrize("cookie", ["", "x", "ä", "x" * 5000, "' or 1=1 --"])
async def test_a_cookie_that_is_guessed_is_nobodys(site: Site, cookie: str) -> None:
    await site.sign_in(OLU)
    browser = Browser(site.client, {"__Host-session": cookie})

    assert (await browser.get("/me")).status == 302


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        (OWN, None, 303),
        ({"Origin": SITE}, None, 303),
        ({"Origin": "https://evil.example"}, None, 403),
        ({"Origin": "null"}, None, 403),
        ({}, None, 403),
        (CROSS, None, 403),
        ({"Sec-Fetch-Site": "same-site"}, None, 403),
        (OWN, "", 403),
        (OWN, "guessed", 403),
    ],
)
async def test_a_post_is_taken_from_our_own_pages_with_this_sessions_token_alone(
    site: Site, headers: dict[str, str], token: str | None, status: int
) -> None:
    browser = await site.sign_in(SAM)
    form = (await browser.open("/me")).one("main").all("form")[0]
    sent = dict(fields(form))
    response = await browser.post("/sign-out", sent if token is None else {"token": token}, headers)

    assert response.status == status
    assert len(await site.refusals()) == (status == 403)


async def test_a_token_of_another_session_is_refused(site: Site) -> None:
    sam, olu = await site.sign_in(SAM), await site.sign_in(OLU)
    form = (await sam.open("/me")).one("main").all("form")[0]
    response = await olu.send(form)

    assert response.status == 403
    assert (await olu.get("/me")).status == 200


async def test_what_is_sent_after_the_session_ended_is_kept_until_one_is_signed_in(
    site: Site, set_clock: SetClock
) -> None:
    browser = await site.sign_in(SAM)
    form = (await browser.open("/me")).one("main").all("form")[0]
    set_clock.forward(hours=3)
    response = await browser.send(form)
    page = read_html(await response.text())
    assert page.one("h1").text == "You were signed out"

    answer = site.provider.answer(await site.begun(browser), SAM)
    await browser.post("/sign-in/back", answer, CROSS)
    response = await browser.send(page.one("main").one("form"))
    response = await browser.send(read_html(await response.text()).one("main").one("form"))
    assert response.headers["Location"] == "/signed-out"


async def test_in_teams_a_token_of_the_tab_is_exchanged_for_a_session(site: Site) -> None:
    browser = site.browser()
    assert (await browser.get("/sign-in/teams")).status == 403
    response = await browser.post("/sign-in/teams", {"teams": site.provider.tab_token(MO)})

    assert response.status == 204
    assert browser.set[0].endswith("; Path=/; Secure; HttpOnly; SameSite=None; Partitioned")
    assert (await browser.get("/sign-in/teams")).status == 204
    page = await browser.open("/me")
    assert "member of the Moot of the Guild" in page.text
    assert [s for s in page.all("script") if "data-library" in s.attributes]
    response = await browser.send(page.one("main").all("form")[0])
    assert response.status == 303
    assert not browser.cookies


@pytest.mark.parametrize(
    ("claims", "headers"),
    [
        ({"scp": "User.Read"}, OWN),
        ({"scp": None}, OWN),
        ({"azp": "99999999-aaaa-bbbb-cccc-000000000009"}, OWN),
        ({"azp": None}, OWN),
        ({"azp": ["x"]}, OWN),
        ({"aud": "api://assistant.council.example/x"}, OWN),
        ({"tid": "33333333-2222-3333-4444-555555555555"}, OWN),
        ({"iss": "https://login.example/other/v2.0"}, OWN),
        ({"exp": 1}, OWN),
        ({}, CROSS),
        ({}, {}),
    ],
    ids=str,
)
async def test_no_other_token_opens_a_tab(
    site: Site, claims: dict[str, object], headers: dict[str, str]
) -> None:
    browser = site.browser()
    token = site.provider.tab_token(MO, **claims)
    response = await browser.post("/sign-in/teams", {"teams": token}, headers)

    assert response.status == 403
    assert not browser.cookies
    assert len(await site.refusals()) == 1


@pytest.mark.parametrize("token", ["", "x", "a.b.c", "é", "." * 1000, "e30.e30.e30"])
async def test_what_is_no_token_opens_no_tab(site: Site, token: str) -> None:
    response = await site.browser().post("/sign-in/teams", {"teams": token})

    assert response.status == 403


async def test_while_entra_cannot_be_reached_people_are_told_and_sessions_go_on(
    provider: Provider, store: Store, set_clock: SetClock, aiohttp_client: AiohttpClient
) -> None:
    registration = provider.registration(SITE, login="https://localhost:9")
    entrance = AuthSetup(local=False, site=SITE, sign_in=registration)
    app = made_up_site(MadeUpConversation(), set_clock, entrance=entrance, store=lambda: store)
    browser = Browser(await aiohttp_client(app, cookie_jar=DummyCookieJar()))
    response = await browser.get("/sign-in/start?to=/policies")

    assert response.status == 503
    assert "cannot be reached" in await response.text()


async def test_what_is_guessed_at_or_lacks_a_role_is_in_the_trail_by_person(site: Site) -> None:
    browser = await site.sign_in(SAM)
    assert (await browser.get("/policies/register/no-such-tool")).status == 404
    response = await browser.post("/sign-out", {"token": "guessed"})
    assert response.status == 403

    refused = [(who, d["why"]) for who, action, d in await site.trail() if "refused" in action]
    assert refused == [("person:1", "no such record"), ("person:1", "a form of another session")]
    assert "Sam" not in str(await site.trail())


async def test_a_session_says_to_a_quarter_of_an_hour_when_it_was_used(
    site: Site, store: Store, set_clock: SetClock
) -> None:
    browser = await site.sign_in(SAM)
    set_clock.forward(minutes=37, seconds=12)
    await browser.get("/policies")
    async with store.reading() as connection:
        (seen,) = (await connection.execute(select(session.c.seen_at))).scalars()
    assert seen == set_clock.now.replace(minute=seen.minute, second=0)
    assert seen.minute % 15 == 0
    assert timedelta() < set_clock.now - seen < timedelta(minutes=15)


async def test_refusals_again_and_again_do_not_fill_the_trail(
    site: Site, set_clock: SetClock
) -> None:
    browser = site.browser()
    for _ in range(20):
        await browser.post("/sign-out", {}, CROSS)
    set_clock.forward(minutes=2)
    await browser.post("/sign-out", {}, CROSS)

    refused = [detail for _, action, detail in await site.trail() if action == "page.refused"]
    assert [detail["times"] for detail in refused] == [1, 20]


async def test_whoever_tries_every_address_signed_out_makes_one_line_a_minute(
    site: Site, set_clock: SetClock
) -> None:
    stranger = site.browser()
    for _ in range(2):
        for path in ("/sign-out", "/chat", "/chat/clear", "/sign-out/everywhere"):
            await stranger.post(path, {})
        set_clock.forward(minutes=2)
    refused = [detail for _, action, detail in await site.trail() if action == "page.refused"]
    assert [detail["times"] for detail in refused] == [1, 4]


async def test_a_strangers_post_is_refused_before_it_is_read(site: Site) -> None:
    async def endless() -> AsyncIterator[bytes]:
        yield b"text=a"
        await asyncio.Event().wait()

    async with asyncio.timeout(10):
        response = await site.client.post(
            "/chat",
            data=endless(),
            headers={**OWN, "Content-Type": "application/x-www-form-urlencoded"},
        )
        assert response.status == 403
        assert "not signed in" in await response.text()


async def test_a_page_that_says_whose_it_is_is_kept_by_nobody(site: Site) -> None:
    browser = await site.sign_in(SAM)
    for path in ("/policies", "/me", "/nothing-here", "/board", "/signed-out", "/sign-in", "/"):
        response = await browser.get(path)
        assert response.headers["Cache-Control"] == "no-store", (path, response.status)


async def test_sign_ins_that_are_begun_and_never_ended_hold_nobody_up(site: Site) -> None:
    for _ in range(50):
        await site.begun(site.browser())
    async with site.store.reading() as connection:
        for table in (sign_in, session):
            assert (await connection.execute(select(table))).all() == [], "nothing is kept"
    await site.sign_in(SAM)


async def test_two_tabs_that_sign_in_at_once_do_not_know_of_each_other(site: Site) -> None:
    browser = site.browser()
    ways = [await site.begun(browser, to) for to in ("/policies", "/board")]
    for way, to in zip(ways, ("/policies", "/board"), strict=True):
        answer = site.provider.answer(way, OLU)
        response = await browser.post("/sign-in/back", answer, CROSS)
        assert (response.status, response.headers.get("Location")) == (303, to)


async def test_a_browser_keeps_a_few_sign_ins_and_short_ones(site: Site) -> None:
    browser = site.browser()
    for _ in range(20):
        await site.begun(browser, f"/policies?q={'long' * 600}")
    assert len(browser.cookies) <= 6
    assert all(len(value) < 2_000 for value in browser.cookies.values())


async def test_what_the_browser_keeps_says_nothing_to_whoever_reads_it(site: Site) -> None:
    browser = site.browser()
    await site.begun(browser, "/board")
    (value,) = browser.cookies.values()
    for said in ("verifier", "nonce", "board"):
        assert said not in str(base64.urlsafe_b64decode(value))


async def test_a_person_signed_in_at_one_replica_is_known_at_the_next_on_either_engine(
    database: str, set_clock: SetClock
) -> None:
    one, two = [await storage.open(database, set_clock) for _ in range(2)]
    olu = Person(TENANT, OLU.oid, OLU.name)
    cookie = await SignInSessions(lambda: one).begin(olu, {Role.OFFICER}, "browser")
    found = await SignInSessions(lambda: two).find(cookie)
    assert found is not None
    assert found.roles == {Role.OFFICER}
    assert await SignInSessions(lambda: two).end_all(found.person) == 1
    assert await SignInSessions(lambda: one).find(cookie) is None
    for opened in (one, two):
        await opened.close()
