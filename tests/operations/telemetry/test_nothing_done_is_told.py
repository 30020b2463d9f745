"""What people do on the pages is nowhere in the log, the figures or the traces either.

Somebody with every role starts from the menu, follows every link, and sends every form with the
same words in each of its boxes: board, records, papers, catalogue, desk.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import aiohttp
import pytest
from opentelemetry.sdk.trace.export import SimpleSpanProcessor

import app
from common.person import Person
from operations.composition import IDEAS
from operations.telemetry.metrics import Telemetry
from settings import Settings
from tests.microsoft import serving
from tests.operations.telemetry.test_nothing_said_is_told import (
    IDEA,
    NAMES,
    NOW,
    Told,
    assert_untold,
    policies,
    told,
)
from tests.web.visitor import Element, fields, read_html
from triage.model.fields import Proposal

__all__ = ["policies", "told"]

WORDS = "Wistful walruses water the seedlings of Mrs Oyelaran-Smythe by moonlight"
START = ("/board", "/records", "/papers", "/catalogue", "/desk", "/ideas/workshop", "/policies")
LATER = ("/records/samples/remove", "/desk/impact")  # takes minutes, or everything else away
KINDS = 1
"""Pages looked at of those that differ in numbers and queries alone."""


SENT = {
    *(f"/board/AI-0-0/{what}" for what in ("note", "plan", "scores", "document", "care", "move")),
    "/board/AI-0-0/decide/ask",
    *(f"/records/{kind}/new" for kind in ("risk", "pilot", "incident", "sharing")),
    "/catalogue/import",
    "/desk/pauses",
    "/ideas/workshop",
    "/chat",
}
"""Forms that the walk must have come by."""


class Walk:
    """Goes wherever the pages lead, and sends whatever they let one send."""

    def __init__(self, http: aiohttp.ClientSession, url: str) -> None:
        self._http = http
        self._url = url
        self._to_see = list(START)
        self._seen: dict[str, int] = {}
        self.sent: set[str] = set()
        self.shown: set[str] = set()
        self.statuses: set[int] = set()

    async def go(self) -> None:
        while self._to_see:
            path = self._to_see.pop(0)
            page = await self._arrive("GET", path)
            for form in page.all("form") if page else ():
                await self._send(path, form)

    async def _send(self, path: str, form: Element) -> None:
        action = urljoin(path, form.attributes.get("action", ""))
        kind = f"{_kind(action)} {sorted(name for name, _ in fields(form) if name != 'token')}"
        if self._is_known(kind, 1) or action.startswith(LATER):
            return
        data = {**dict(fields(form)), **dict(_filled(form))}
        if form.attributes.get("method", "get").lower() == "post":
            self.sent.add(_kind(action))
            await self._arrive("POST", action, data)
        else:
            await self._arrive("GET", action, data)

    async def _arrive(self, method: str, path: str, data: Mapping[str, str] = {}) -> Element | None:
        given = {"params" if method == "GET" else "data": data}
        own = {"Sec-Fetch-Site": "same-origin"}
        async with self._http.request(method, self._url + path, headers=own, **given) as answer:  # type: ignore[arg-type]
            self.statuses.add(answer.status)
            if answer.content_type != "text/html":
                await answer.read()
                return None
            page = read_html(await answer.text())
        if WORDS in page.text and (answer.history or method == "GET"):
            self.shown.add(_kind(answer.url.path))
        for link in page.all("a"):
            parts = urlsplit(urljoin(path, link.attributes.get("href", "")))
            local = not parts.netloc and not parts.path.startswith(LATER)
            if local and not self._is_known(_kind(parts.path), KINDS):
                self._to_see.append(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        return page

    def _is_known(self, kind: str, most: int) -> bool:
        self._seen[kind] = self._seen.get(kind, 0) + 1
        return self._seen[kind] > most


def _kind(path: str) -> str:
    return re.sub(r"\d+", "0", path)


def _filled(form: Element) -> Iterator[tuple[str, str]]:
    """The words in every box that takes words, the last of every choice."""
    for box in form.all():
        name, kind = box.attributes.get("name", ""), box.attributes.get("type", "text")
        if box.attributes.get("inputmode") in ("decimal", "numeric"):
            yield name, "3"
        elif name == "v.idea":
            yield name, ""  # a reference, if any
        elif box.tag == "textarea" or (box.tag == "input" and kind in ("text", "search", "url")):
            yield name, WORDS
        elif box.tag == "select":
            yield name, [o.attributes.get("value", o.text) for o in box.all("option")][-1]
        elif box.tag == "input" and kind in ("radio", "checkbox"):
            yield name, box.attributes.get("value", "on")
        elif box.tag == "input" and kind == "date":
            yield name, f"{NOW.date().replace(month=12)}"


async def test_what_is_done_on_the_pages_is_not_told(
    told: Told, policies: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    telemetry = Telemetry(processors=[SimpleSpanProcessor(told.spans)])
    built = app.build(Settings(policies=policies, data=tmp_path / "data"), lambda: NOW, telemetry)
    jar = aiohttp.CookieJar(unsafe=True)
    async with serving(built) as port, aiohttp.ClientSession(cookie_jar=jar) as http:
        await built[IDEAS].submit(
            Proposal(title="A rota for Marrowbone", description=IDEA),
            by=Person("local", NAMES[2], NAMES[0]),
            key="k",
        )
        walk = Walk(http, f"http://127.0.0.1:{port}")
        await walk.go()
    told.figures += telemetry.prometheus().decode()
    telemetry.close()
    told.printed = "".join(capfd.readouterr())
    assert max(walk.statuses) < 500
    assert walk.sent >= SENT
    assert walk.shown >= {"/board/AI-0-0", "/records/R-0-0", "/desk/pauses"}, (
        "what was typed was kept"
    )
    assert_untold([IDEA, WORDS], told)
