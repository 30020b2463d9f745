"""What agents are given, who is let in, and what comes of everything that is wrong."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from bot.answering.answer_log import AnswerLog
from storage import Store
from storage.answers.pauses import ALL, begin_pause
from storage.tables import gap, journal
from tests.databases import SetClock
from tests.provider import SAM, Provider
from tests.web.agents.conftest import PER_PERSON, SITE, Agent, Json, NewAgent

KEPT = "How long are recordings kept?"
NEW = "2026-07-28"
LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}


async def test_an_answer_has_the_exact_clause_its_version_link_and_a_receipt(
    agent: Agent, store: Store
) -> None:
    found = await agent.call("find_clause", question=KEPT)
    given = found["structuredContent"]
    first = given["quotations"][0]
    whole = (await agent.call("get_clause", reference=first["reference"]))["structuredContent"]
    kept = await AnswerLog(lambda: store).find(given["receipt"])

    assert not found["isError"]
    assert json.loads(found["content"][0]["text"]) == given
    assert given["kind"] == "answered"
    assert (first["policy"], first["version"]) == ("Meetings and recordings", "2.0")
    assert first["link"].startswith(f"{SITE}/policies/meetings/2.0#")
    assert whole["text"] == first["text"]
    assert whole["in_force_on_day"] is True
    assert kept is not None
    assert first["reference"] in kept.refs


async def test_a_day_is_answered_by_the_rules_of_that_day(agent: Agent) -> None:
    then = (await agent.call("find_clause", question=KEPT, as_of="2026-01-20"))["structuredContent"]
    first = then["quotations"][0]
    reference = "meetings#" + first["reference"].partition("#")[2]
    clause = await agent.call("get_clause", reference=reference, as_of="2026-01-20")

    assert then["day"] == "2026-01-20"
    assert first["version"] != "2.0"
    assert clause["structuredContent"]["version"] == first["version"]


async def test_a_day_in_the_question_is_never_answered_by_todays_rule(agent: Agent) -> None:
    asked = "how long were recordings kept"
    then = await agent.call("find_clause", question=f"{asked} on 20 January 2026")
    assert then["structuredContent"]["day"] == "2026-01-20"
    assert then["structuredContent"]["quotations"][0]["version"] != "2.0"
    for when, told in (("on 31/11/2025", "There is no 31"), ("during purdah", "I do not know")):
        refused = await agent.call("find_clause", question=f"{asked} {when}")
        assert refused["isError"]
        assert refused["content"][0]["text"].startswith(told)


async def test_what_is_not_answered_is_kept_as_a_gap(agent: Agent, store: Store) -> None:
    given = (await agent.call("find_clause", question="zxcvb qwert"))["structuredContent"]

    assert given["kind"] != "answered"
    assert given["said"]
    async with store.reading() as connection:
        assert (await connection.execute(select(gap))).all()


async def test_a_clause_is_found_by_the_address_of_its_page(agent: Agent) -> None:
    first = (await agent.call("find_clause", question=KEPT))["structuredContent"]["quotations"][0]
    given = await agent.call("get_clause", reference=first["link"])

    assert given["structuredContent"]["reference"] == first["reference"]


async def test_the_register_is_listed_by_name_and_status(agent: Agent) -> None:
    every = (await agent.call("list_ai_tools"))["structuredContent"]
    one = every["tools"][0]
    named = (await agent.call("list_ai_tools", name=one["name"]))["structuredContent"]
    alike = (await agent.call("list_ai_tools", status=one["status"]))["structuredContent"]
    none = (await agent.call("list_ai_tools", name="no such thing"))["structuredContent"]

    assert every["count"] == len(every["tools"]) > 0
    assert one in named["tools"]
    assert {tool["status"] for tool in alike["tools"]} == {one["status"]}
    assert none["tools"] == []
    assert "not on the register" in none["said"]


@pytest.mark.parametrize(
    ("tool", "arguments", "told"),
    [
        ("find_clause", {}, "question must be a text and is needed."),
        ("find_clause", {"question": " "}, "question must be a text"),
        ("find_clause", {"question": 7}, "question must be a text"),
        ("find_clause", {"question": ["a"]}, "question must be a text"),
        ("find_clause", {"question": "a" * 2001}, "longer than 2000"),
        ("find_clause", {"question": KEPT, "as_of": "2026-02-30"}, "a day that exists"),
        ("find_clause", {"question": KEPT, "as_of": "yesterday"}, "a day that exists"),
        ("find_clause", {"question": KEPT, "as_of": "20260101"}, "a day that exists"),
        ("find_clause", {"question": KEPT, "as_of": "1066-10-14"}, "No policy was in force"),
        ("find_clause", {"question": KEPT, "person": "Ann"}, "an argument too many"),
        ("get_clause", {"reference": "meetings"}, "no such clause"),
        ("get_clause", {"reference": "../../etc/passwd#x"}, "no such clause"),
        ("get_clause", {"reference": "meetings@9.9#kept"}, "no such clause"),
        ("get_clause", {"reference": "register#nothing"}, "no such clause"),
        ("list_ai_tools", {"status": "lovely"}, "must be one of: approved"),
    ],
)
async def test_a_wrong_argument_is_named_and_nothing_is_kept(
    agent: Agent, store: Store, tool: str, arguments: Json, told: str
) -> None:
    found = await agent.call(tool, **arguments)

    assert found["isError"]
    assert told in found["content"][0]["text"]
    async with store.reading() as connection:
        assert not (await connection.execute(select(journal))).all()


@pytest.mark.parametrize("what", ["meetings", ALL])
async def test_a_pause_holds_for_agents(
    agent: Agent, store: Store, set_clock: SetClock, what: str
) -> None:
    first = (await agent.call("find_clause", question=KEPT))["structuredContent"]["quotations"][0]
    async with store.writing() as unit:
        await begin_pause(unit, what, "It is being checked", "the desk", "system")
    set_clock.now = datetime(2026, 6, 1, 10, tzinfo=UTC)
    found = (await agent.call("find_clause", question=KEPT))["content"][0]["text"]

    assert "It is being checked" in found
    assert first["text"] not in found
    assert (await agent.call("get_clause", reference=first["reference"]))["isError"]


async def test_one_person_asks_no_more_often_than_in_teams(agent: Agent) -> None:
    found = [await agent.call("list_ai_tools") for _ in range(PER_PERSON + 1)]

    assert [one["isError"] for one in found] == [False] * PER_PERSON + [True]
    assert "second" in found[-1]["content"][0]["text"]


async def test_what_fails_inside_tells_nobody_why(
    agent: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr("bot.answering.quoting.link_to", broken)
    words = json.dumps(await agent.call("list_ai_tools"))

    assert "secret" not in words
    assert "could not be looked up" in words


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, -32700),
        (b"{", 400, -32700),
        (b"[" * 50_000, 400, -32700),
        (b"\xff\xfe", 400, -32700),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","params":' + b"9" * 5_000 + b"}", 400, -32700),
        (b"a" * 70_000, 413, -32600),
        ([], 400, -32600),
        (7, 400, -32600),
        ({"id": 1, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": None, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": {}, "method": "ping"}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1}, 400, -32600),
        ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": [1]}, 400, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "resources/list"}, 200, -32601),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "x"}}, 200, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call",
          "params": {"name": "find_clause", "arguments": [1]}}, 200, -32602),
        ({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": ["x"]}},
         200, -32602),
    ],
    ids=range(17),
)  # fmt: skip
async def test_what_is_no_request_is_refused_in_the_protocols_words(
    agent: Agent, body: object, status: int, code: int
) -> None:
    response = await agent.post(body)

    assert (response.status, (await response.json())["error"]["code"]) == (status, code)


async def test_only_posts_of_programs_are_taken(agent: Agent) -> None:
    for method in ("GET", "DELETE", "PUT"):
        assert (await agent.client.request(method, "/mcp")).status == 405
    assert (await agent.post(LIST, Origin="https://elsewhere.example")).status == 403
    assert (await agent.post(LIST, **{"Content-Type": "text/plain"})).status == 415
    told = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    assert (await agent.post(told)).status == 202


async def test_the_newest_revision_checks_version_and_headers(agent: Agent) -> None:
    meta = {"io.modelcontextprotocol/protocolVersion": NEW}
    later = {"io.modelcontextprotocol/protocolVersion": "2031-01-01"}

    async def ask(method: str, _meta: Json, **headers: str) -> tuple[int, Json]:
        body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {"_meta": _meta}}
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        response = await agent.post(body, **told)
        return response.status, await response.json()

    status, found = await ask("server/discover", meta, MCP_Protocol_Version=NEW)
    assert (status, found["result"]["supportedVersions"]) == (200, [NEW])
    assert found["result"]["resultType"] == "complete"
    for given, headers, code in (
        ({}, {"MCP_Protocol_Version": NEW}, -32602),
        (meta, {"MCP_Protocol_Version": "2031-01-01"}, -32020),
        (later, {"MCP_Protocol_Version": "2031-01-01"}, -32022),
        (meta, {"MCP_Protocol_Version": NEW, "Mcp_Method": "tools/call"}, -32020),
    ):
        status, found = await ask("server/discover", given, **headers)
        assert (status, found["error"]["code"]) == (400, code)
    status, _ = await ask("resources/list", meta, MCP_Protocol_Version=NEW)
    assert status == 404


async def test_without_a_token_an_agent_learns_where_to_get_one(signed: Agent) -> None:
    signed.token = ""
    response = await signed.post(LIST)
    where = "/.well-known/oauth-protected-resource"
    found = [await (await signed.client.get(p)).json() for p in (where, f"{where}/mcp")]

    assert response.status == 401
    assert await response.read() == b""
    assert f'resource_metadata="{SITE}{where}/mcp"' in response.headers["WWW-Authenticate"]
    assert found[0] == found[1]
    assert found[0]["resource"] == f"{SITE}/mcp"
    assert found[0]["scopes_supported"][0].endswith("/policies.read")


async def test_a_token_for_our_scope_lets_a_person_or_a_program_in(
    signed: Agent, provider: Provider
) -> None:
    assert (await signed.ask("tools/list"))["result"]["tools"]
    signed.token = provider.token(SAM, scp=None, roles=["policies.read"])
    assert (await signed.ask("tools/list"))["result"]["tools"]


@pytest.mark.parametrize(
    ("changed", "status", "error"),
    [
        ({"scp": "access_as_user"}, 403, "insufficient_scope"),
        ({"scp": None}, 403, "insufficient_scope"),
        ({"scp": ["policies.read"]}, 403, "insufficient_scope"),
        ({"roles": "policies.read", "scp": None}, 403, "insufficient_scope"),
        ({"aud": "33333333-aaaa-bbbb-cccc-000000000003"}, 401, "invalid_token"),
        ({"aud": ["22222222-aaaa-bbbb-cccc-000000000002"]}, 401, "invalid_token"),
        ({"iss": "https://api.botframework.com"}, 401, "invalid_token"),
        ({"tid": "99999999-2222-3333-4444-555555555555"}, 401, "invalid_token"),
        ({"exp": 1_700_000_000}, 401, "invalid_token"),
        ({"oid": ""}, 401, "invalid_token"),
        ({"oid": None}, 401, "invalid_token"),
    ],
)
async def test_a_token_that_is_not_for_this_is_refused(
    new_agent: NewAgent, provider: Provider, changed: Json, status: int, error: str
) -> None:
    agent = await new_agent(provider.registration(SITE))
    agent.token = provider.token(SAM, **{"scp": "policies.read", **changed})
    response = await agent.post(LIST)

    assert response.status == status
    assert f'error="{error}"' in response.headers["WWW-Authenticate"]


@pytest.mark.parametrize("algorithm", ["none", "HS256"])
async def test_a_token_that_nobody_signed_is_refused(
    new_agent: NewAgent, provider: Provider, algorithm: str
) -> None:
    agent = await new_agent(provider.registration(SITE))
    provider.algorithm = algorithm
    agent.token = provider.token(SAM, scp="policies.read")

    assert (await agent.post(LIST)).status == 401


async def test_every_tool_says_that_it_only_reads(agent: Agent) -> None:
    listed = (await agent.ask("tools/list"))["result"]["tools"]

    assert {tool["name"] for tool in listed} == {"find_clause", "get_clause", "list_ai_tools"}
    assert all(tool["annotations"]["readOnlyHint"] for tool in listed)
    assert all(tool["inputSchema"]["additionalProperties"] is False for tool in listed)
