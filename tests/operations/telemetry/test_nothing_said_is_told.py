"""What people typed, and who they are, is nowhere in the log, the figures or the traces.

The whole app is spoken to, in Teams and in a browser, with questions, ideas, buttons, mistakes
and attacks, while Microsoft's side works and while it fails. Then everything that operators can
read is searched for every three words in a row that went in, and for every name and id.
"""

import io
import json
import logging
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import aiohttp
import pytest
from aiohttp import web
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from yarl import URL

import app
from knowledge.quality.golden import golden_of
from operations.telemetry import logs
from operations.telemetry.metrics import Telemetry
from settings import BotType, Settings
from tests.freeze import MODEL_SET
from tests.microsoft import APP_ID, TENANT, Key, Microsoft, activity, any_key, microsoft, serving
from tests.test_app import POLICY
from web.pages import RULES

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)

NAMES = ("Philippa Featherstonehaugh", "29:1sender-of-questions", "5e0de1d0-aaaa-4bbb-8ccc-0ddba11")
CONVERSATION = "a:1conversation-of-philippa"
IDEA = (
    "My idea: let the greenhouse team at Marrowbone Nursery have their watering rota suggested "
    "by a model trained on soil probes, with Mrs Oyelaran-Smythe checking it every Thursday."
)

ABOUT_IDEAS = (
    "I have an idea",
    "Seedlings wither because Mrs Oyelaran-Smythe waters them only when she remembers to",
    IDEA,
    "A watering rota for greenhouse seedlings",
    "Parks and allotments team of Marrowbone",
    "personal",
    "send",
    "keep it as it is",
    "mine is different",
    "status AI-2026-0001",
    "amend AI-2026-0001",
    "Seedlings wither in every single greenhouse that we look after",
    "send",
    "withdraw AI-2026-0001",
    "because my horticultural manager Barnaby Quillfeather dislikes it intensely",
    "start a screening",
    "recording the conversations of allotment holders about their rheumatism",
    "accept all",
    "stop",
    "could we use AI to count the hedgehogs behind the crematorium",
    "stop",
)
"""A walk through an idea, by typing."""


def questions() -> list[str]:
    """Golden questions of every kind, and what a person types by mistake or in anger."""
    return [
        "may i eat a sandwich at my desk",
        *(question.text for question in golden_of(MODEL_SET).questions[::6]),
        "why",
        IDEA,
        *ABOUT_IDEAS,
        "resident Barnaby Quillfeather of 14 Larkrise Gardens NI QQ123456C rang about his arrears",
        "' OR 1=1; DROP TABLE idea; -- said the zealous zebra",
        "%s %d {0} {name} \x00 \U0001f600 purple monkey dishwasher",
        "<script>alert('wistful walrus whispers')</script>",
        "very long " + "wandering words without end " * 400,
    ]


@dataclass
class Told:
    """Everything that operators can read of one run."""

    log: io.StringIO = field(default_factory=io.StringIO)
    spans: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)
    figures: str = ""
    printed: str = ""

    def everything(self) -> str:
        traces = "\n".join(span.to_json() for span in self.spans.get_finished_spans())
        return "\n".join([self.log.getvalue(), traces, self.figures, self.printed])


@pytest.fixture
def told() -> Iterator[Told]:
    found = Told()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.set_up(as_json=True, stream=found.log)
    yield found
    root.handlers[:] = before
    root.setLevel(level)


@asynccontextmanager
async def running(settings: Settings, told: Told) -> AsyncIterator[str]:
    telemetry = Telemetry(processors=[SimpleSpanProcessor(told.spans)])
    async with serving(app.build(settings, lambda: NOW, telemetry)) as port:
        yield f"http://127.0.0.1:{port}"
    told.figures += telemetry.prometheus().decode()
    telemetry.close()


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    (tmp_path / "policies" / "lunch").mkdir(parents=True)
    (tmp_path / "policies" / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
    return tmp_path / "policies"


def from_philippa(side: Microsoft, number: int, **changed: object) -> dict[str, Any]:
    name, sender, directory_id = NAMES
    return activity(
        side.service,
        **{
            "id": f"act-{number}",
            "from": {"id": sender, "name": name, "aadObjectId": directory_id},
            "conversation": {
                "conversationType": "personal",
                "tenantId": TENANT,
                "id": CONVERSATION,
            },
            **changed,
        },
    )


async def speak_in_teams(url: str, side: Microsoft) -> list[str]:
    """Everything that a person can do in Teams; gives the words that went in."""
    said = questions()
    bodies: list[dict[str, Any]] = [
        from_philippa(side, number, text=text) for number, text in enumerate(said)
    ]
    bodies += [
        from_philippa(side, 1000, text="", value={"action": "idea", "title": IDEA}),
        *(
            from_philippa(
                side,
                1100 + number,
                type="invoke",
                name="adaptiveCard/action",
                value={"action": {"verb": verb, "data": data}},
            )
            for number, (verb, data) in enumerate(
                [
                    ("idea.submit", {"values": {"description": IDEA}}),
                    ("idea", {"key": "one", "title": "A greenhouse rota", "description": IDEA}),
                    ("idea.keep", {"key": "one"}),
                    ("idea.send", {"key": "one"}),
                    ("idea", {"key": "one", "title": "A greenhouse rota", "description": IDEA}),
                    ("idea.support", {"key": "one", "ref": IDEA}),
                    ("idea.start", {"text": IDEA}),
                    ("idea.screened", {"key": f"screening {IDEA}", "what": IDEA}),
                ]
            )
        ),
        *beside_the_chat(side),
        from_philippa(side, 1002, type="invoke", name="task/fetch", value={"data": IDEA}),
        from_philippa(side, 1003, type="conversationUpdate", membersAdded=[{"id": f"28:{APP_ID}"}]),
        from_philippa(side, 1004, type=IDEA[:40]),
        from_philippa(side, 1005, serviceUrl=f"https://{NAMES[2]}.example/"),
        from_philippa(side, 1006, channelData={"tenant": {"id": NAMES[2]}}),
    ]
    failures = [
        lambda: web.Response(status=500, text=IDEA),
        lambda: web.Response(status=502, text=f"<html>{IDEA}", content_type="text/html"),
        lambda: web.Response(status=403, text=json.dumps({"error": {"message": IDEA}})),
        lambda: web.Response(status=200, text=IDEA),
    ]
    headers = {"Authorization": f"Bearer {side.token()}"}
    async with aiohttp.ClientSession(headers=headers) as http:
        for number, body in enumerate(bodies):
            if number % 7 == 3:
                side.next_answers.append(failures[number % len(failures)])
            async with http.post(f"{url}/api/messages", json=body) as answer:
                assert answer.status < 500
        for raw in (IDEA.encode(), b'{"type": "message", "text": "' + IDEA.encode() + b'"}'):
            await http.post(
                f"{url}/api/messages", data=raw, headers={"Content-Type": "application/json"}
            )
        bad = {"Authorization": f"Bearer {side.token(Key('unknown-key-of-philippa'))}"}
        await http.post(f"{url}/api/messages", json=bodies[0], headers=bad)
        await http.get(f"{url}/policies/{'-'.join(IDEA.split())}?q={IDEA}")
    return [*said, IDEA]


def beside_the_chat(side: Microsoft) -> list[dict[str, Any]]:
    """The message extension, the steering group's card, feedback, an edited message, a channel."""
    payload = {
        "id": "1",
        "from": {"user": {"id": NAMES[1], "displayName": NAMES[0]}},
        "body": {"contentType": "html", "content": f"<p>{IDEA}</p>"},
    }
    words = {"reference": "AI-2026-0001", "text": IDEA, "question": IDEA, "reason": IDEA}
    feedback = {"reaction": "dislike", "feedback": json.dumps({"feedbackText": IDEA})}
    invokes: list[tuple[str, dict[str, Any]]] = [
        (
            "composeExtension/query",
            {"commandId": "search", "parameters": [{"name": "question", "value": IDEA}]},
        ),
        ("composeExtension/queryLink", {"url": f"https://{NAMES[2]}.example/policies/{IDEA}"}),
        ("composeExtension/fetchTask", {"commandId": "suggest", "messagePayload": payload}),
        (
            "composeExtension/submitAction",
            {
                "commandId": "suggest",
                "messagePayload": payload,
                "data": {"action": "idea", "values": {"key": "two"}, "description": IDEA},
            },
        ),
        ("message/submitAction", {"actionName": "feedback", "actionValue": feedback}),
        *(
            ("adaptiveCard/action", {"action": {"verb": f"steer.{verb}", "data": words}})
            for verb in ("note", "ask", "decide", "noted", "asked", "decided")
        ),
    ]
    return [
        *(
            from_philippa(side, 1200 + number, type="invoke", name=name, value=value)
            for number, (name, value) in enumerate(invokes)
        ),
        from_philippa(
            side, 1250, type="messageUpdate", text=IDEA, channelData={"eventType": "editMessage"}
        ),
        from_philippa(
            side,
            1251,
            text=f"<at>Policy assistant</at> post new ideas here, {NAMES[0]}",
            conversation={"id": f"19:{CONVERSATION}@thread.tacv2", "conversationType": "channel"},
        ),
    ]


async def speak_in_a_browser(url: str) -> list[str]:
    said = [text for text in questions() if len(text) < 1000]
    jar = aiohttp.CookieJar(unsafe=True)
    async with aiohttp.ClientSession(cookie_jar=jar) as http:
        for number, text in enumerate(said):
            async with http.get(f"{url}/") as page:
                token = re.search(r'name="token" value="([^"]+)"', await page.text())
            assert token is not None
            form = {"token": token[1], "once": f"n{number}", "text": text}
            headers = {"Sec-Fetch-Site": "same-origin"}
            async with http.post(f"{url}/chat", data=form, headers=headers) as answer:
                assert answer.status < 500
        await send_a_workshop(http, url)
        await http.post(f"{url}/chat", data={"text": IDEA})
        await http.post(f"{url}/chat", data=IDEA.encode(), headers={"Content-Type": "multipart/x"})
        await http.get(f"{url}/policies/lunch?on={IDEA}")
        await http.get(f"{url}/{NAMES[0]}")
    return [*said, IDEA]


async def send_a_workshop(http: aiohttp.ClientSession, url: str) -> None:
    """A table of ideas: one that is taken, one that looks personal, one without a name."""
    async with http.get(f"{url}/ideas/workshop") as page:
        token = re.search(r'name="token" value="([^"]+)"', await page.text())
    assert token is not None
    form = aiohttp.FormData({"token": token[1], "personal": "ask"})
    table = f'title,description\nWatering rota,probes in soil\nAnother,"{IDEA}"\n,"{IDEA}"\n'
    form.add_field("file", table.encode(), filename=f"{NAMES[0]}.csv")
    headers = {"Sec-Fetch-Site": "same-origin"}
    async with http.post(f"{url}/ideas/workshop", data=form, headers=headers) as answer:
        assert answer.status == 200


def threes(text: str) -> set[str]:
    """Every three words in a row, lower case; short texts whole."""
    found = re.findall(r"[a-z0-9']+", text.lower())
    return {" ".join(found[at : at + 3]) for at in range(max(1, len(found) - 2))} - {""}


def assert_untold(said: list[str], told: Told) -> None:
    everything = told.everything().lower()
    plain = " ".join(re.findall(r"[a-z0-9']+", everything))
    found = {three for text in said for three in threes(text) if three in plain and " " in three}
    assert not found
    for name in (*NAMES, CONVERSATION, "philippa", "quillfeather", "oyelaran", "marrowbone"):
        assert name.lower() not in everything


async def test_what_is_said_in_teams_is_not_told(
    told: Told,
    policies: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    async with microsoft(any_key()) as side:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{side.base}/identity")
        monkeypatch.setenv("IDENTITY_HEADER", "made-up")
        settings = Settings(
            client_id=APP_ID,
            tenant_id=TENANT,
            bot_type=BotType.USER_ASSIGNED_IDENTITY,
            allowed_tenants=frozenset({TENANT}),
            allowed_service_hosts=("127.0.0.1",),
            bot_openid_metadata=side.metadata,
            policies=policies,
            data=tmp_path / "data",
        )
        async with running(settings, told) as url:
            said = await speak_in_teams(url, side)
    told.printed = "".join(capfd.readouterr())
    assert len(side.sent) > len(said)
    assert 'channel="teams",reply="quoted"' in told.figures, "something was watched at all"
    assert 'channel="teams",reply="form"' in told.figures, "ideas, too"
    assert any("has the reference AI-2026-" in json.dumps(sent.body) for sent in side.sent)
    assert '"refs": ["lunch@1.10#sandwiches"]' in told.log.getvalue()
    assert_untold(said, told)


async def test_what_is_said_in_a_browser_is_not_told(
    told: Told, policies: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    async with running(Settings(policies=policies, data=tmp_path / "data"), told) as url:
        said = await speak_in_a_browser(url)
    told.printed = "".join(capfd.readouterr())
    assert 'channel="web",reply="quoted"' in told.figures, "something was watched at all"
    assert 'channel="web",reply="form"' in told.figures, "ideas, too"
    assert_untold(said, told)


BOXES = (
    "text reason what contact title description problem note comment name conditions alternatives "
    "question code place folder q search form label minutes actions owner hypothesis version"
).split()
"""Names of boxes all over the pages; what a page does not know, it must not tell either."""


async def test_what_is_sent_to_any_page_is_not_told(
    told: Told, policies: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Every route of every page, with words in its address, its query and every box."""
    telemetry = Telemetry(processors=[SimpleSpanProcessor(told.spans)])
    built = app.build(Settings(policies=policies, data=tmp_path / "data"), lambda: NOW, telemetry)
    words, own = quote("-".join(IDEA.split()), safe=""), {"Sec-Fetch-Site": "same-origin"}
    jar = aiohttp.CookieJar(unsafe=True)
    statuses = set()
    async with serving(built) as port, aiohttp.ClientSession(cookie_jar=jar) as http:
        url = f"http://127.0.0.1:{port}"
        async with http.get(f"{url}/desk/pauses") as page:
            token = re.search(r'name="token" value="([^"]+)"', await page.text())
        assert token is not None
        for method, path in built[RULES].rules:
            address = URL(url + re.sub(r"\{[^}]*\}", words, path), encoded=True)
            asked = {"q": IDEA, "on": NAMES[0], "code": IDEA} if method == "GET" else None
            form = {**dict.fromkeys(BOXES, IDEA), "token": token[1]} if method == "POST" else None
            async with http.request(
                method, address, params=asked, data=form, headers=own, allow_redirects=False
            ) as answer:
                statuses.add(answer.status)
    told.figures += telemetry.prometheus().decode()
    telemetry.close()
    told.printed = "".join(capfd.readouterr())
    assert not [status for status in statuses if status >= 500]
    assert_untold([IDEA], told)


def test_the_search_finds_what_is_told() -> None:
    """The test of this test: a line that slips through is found."""
    slipped = Told()
    slipped.log.write('{"message": "no answer for: Greenhouse team, at Marrowbone"}')
    with pytest.raises(AssertionError):
        assert_untold([IDEA], slipped)
