"""Two processes write one policy folder, with nothing else that they could write but their data."""

import asyncio
import html
import os
import re
import shutil
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from types import MappingProxyType

import aiohttp
import pytest
import pytest_asyncio

from tests.browser.programs import ROOT, free_port, program, python
from tests.knowledge.made_up import undisputed_set
from tests.postgres import temporary_postgres

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(240)]

READ_ONLY = (
    "unshare", "--mount", "--", "bash", "-c",
    'mount --make-rprivate / && mount --bind "$0" "$0" && mount -o remount,ro,bind / && exec "$@"',
)  # fmt: skip
"""Runs a command for which all but the one folder is read only, as a container may be run."""

ALLOWED = os.geteuid() == 0 and shutil.which("unshare") is not None
FIRST: Mapping[str, str] = MappingProxyType({})
SECOND = {"Cookie": "local-person=local-2"}


class Site:
    """One of the processes, as the two people of a local installation meet it."""

    def __init__(self, port: int, http: aiohttp.ClientSession) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.http = http

    async def page(self, path: str, who: Mapping[str, str] = FIRST) -> tuple[str, str]:
        """Where somebody comes to, and what they read."""
        async with self.http.get(self.url + path, headers=dict(who)) as answer:
            assert answer.status == 200, (path, answer.status)
            return answer.url.path, await answer.text()

    async def send(
        self, page: str, action: str, data: Mapping[str, str], who: Mapping[str, str] = FIRST
    ) -> tuple[int, str]:
        """Send a form that a page holds, with its token."""
        _, text = await self.page(page, who)
        token = re.search(r'name="token" value="([^"]+)"', text)
        seen = re.search(r'name="seen" value="([^"]+)"', text)
        digest = re.search(r'name="digest" value="([^"]+)"', text)
        kept = {"token": token, "seen": seen, "digest": digest}
        sent = {name: html.unescape(found[1]) for name, found in kept.items() if found}
        headers = {"Sec-Fetch-Site": "same-origin", **who}
        async with self.http.post(self.url + action, data={**sent, **data}, headers=headers) as got:
            return got.status, got.url.path

    async def changed(self, page: str, data: Mapping[str, str]) -> str:
        """A change written and sent in; its path."""
        status, draft = await self.send(page, page, data)
        assert status == 200, (page, status)
        status, _ = await self.send(draft, f"{draft}/submit", {"note": "So.", "size": "minor"})
        assert status == 200
        return draft

    async def approves(self, draft: str) -> int:
        return (await self.send(draft, f"{draft}/approve", {}, SECOND))[0]


@pytest_asyncio.fixture(loop_scope="module")
async def two(tmp_path: Path) -> AsyncIterator[tuple[Site, Site, Path]]:
    policies = undisputed_set(tmp_path)
    async with AsyncExitStack() as stack:
        server = stack.enter_context(temporary_postgres())
        http = await stack.enter_async_context(
            aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar())
        )
        sites = []
        for number in range(2):
            port = free_port()
            data = tmp_path / f"data-{number}"
            data.mkdir()
            environment = {
                "PORT": str(port), "POLICIES": str(policies), "DATA_FOLDER": str(data),
                "DATABASE_URL": server.url("postgres"), "TMPDIR": str(tmp_path),
                "PYTHONDONTWRITEBYTECODE": "1",
            }  # fmt: skip
            await stack.enter_async_context(
                program(
                    *READ_ONLY,
                    str(tmp_path),
                    *python("app.py"),
                    folder=ROOT,
                    ready="Chat with the assistant",
                    environment=environment,
                )
            )
            sites.append(Site(port, http))
        yield sites[0], sites[1], policies


@pytest.mark.skipif(not ALLOWED, reason="a read-only root needs root and unshare")
async def test_two_approve_at_once_and_nothing_is_lost(two: tuple[Site, Site, Path]) -> None:
    one, other, folder = two
    lexicon = await one.changed(
        "/desk/set/lexicon.md/part/acronyms.agm", {"v.written": "AGM", "v.called": "moot"}
    )
    asked = await other.changed(
        "/desk/set/meetings~asked.md/part/kept", {"v.lines": "how long do we keep wax"}
    )
    statuses = await asyncio.gather(one.approves(lexicon), other.approves(asked))
    again = await asyncio.gather(one.approves(asked), other.approves(lexicon))

    assert list(statuses) == [200, 200]
    assert list(again) == [409, 409], "each is approved once, whichever process is asked"
    assert "- AGM: moot\n" in (folder / "lexicon.md").read_text()
    assert "- how long do we keep wax\n" in (folder / "meetings" / "asked.md").read_text()
    assert not list(folder.rglob("*.part"))
    for site in (one, other):
        await asyncio.sleep(2)
        _, page = await site.page("/desk/set/lexicon.md?q=moot")
        assert "moot" in page, "both serve it"
