"""A council with people who write and approve, on a folder that is really written."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from common.person import Person
from storage.tables import audit
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.microsoft import TENANT
from tests.web.visitor import Element, fields, read_html
from tests.web.whole_site import WholeSite, whole_site
from triage.model.roles import Role


@dataclass
class Office:
    """The site, and what its people do at it."""

    site: WholeSite
    folder: Path
    clock: SetClock

    async def open(self, who: str, path: str, status: int = 200) -> Element:
        found, body, headers = await self.site.ask(who, path)
        if found in (302, 303):
            return await self.open(who, headers["Location"], status)
        assert found == status, (path, found, body)
        return read_html(body.decode())

    async def post(
        self,
        who: str,
        path: str,
        data: dict[str, str] | Sequence[tuple[str, str]],
        status: int = 303,
    ) -> tuple[str, str]:
        """Send a form of theirs; gives where it leads to, and the page's words."""
        await self.site.arrive(who)
        pairs = data.items() if isinstance(data, dict) else data
        sent = [("token", self.site.token(who)), *pairs]
        found, body, headers = await self.site.ask(who, path, "POST", sent)
        assert found == status, (path, found, body.decode())
        text = read_html(body.decode()).text if body.startswith(b"<!") else body.decode()
        return headers.get("Location", ""), text

    async def write(self, who: str, anchor: str, text: str, policy: str = "meetings") -> str:
        """Change a clause through its form; gives the path of the draft."""
        path = f"/desk/rules/{policy}/clause/{anchor}"
        form = (await self.open(who, path)).one("form", id="editor")
        data = dict(fields(form)) | {"text": text}
        place, _ = await self.post(who, path, data)
        return place.partition("#")[0]

    async def send_in(self, who: str, draft: str, size: str = "minor") -> None:
        note = "Recordings are kept longer."
        await self.post(who, f"{draft}/submit", {"note": note, "size": size})

    async def approval(self, who: str, draft: str, first: str) -> dict[str, str]:
        """What the form of an approval sends."""
        page = await self.open(who, draft)
        form = next(
            form for form in page.all("form") if form.attributes["action"].endswith("/approve")
        )
        return dict(fields(form)) | {"first": first}

    async def trail(self, action: str) -> list[dict[str, object]]:
        async with self.site.store.reading() as connection:
            found = select(audit).where(audit.c.action == action).order_by(audit.c.seq)
            rows = await connection.execute(found)
            return [dict(row) for row in rows.mappings()]

    async def rule(self, question: str = "how long are recordings kept") -> str:
        return self.site.library().answer(question).passages[0].text


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 12, 1, 9, tzinfo=UTC))


@pytest.fixture
async def office(database: str, clock: SetClock, tmp_path: Path) -> AsyncIterator[Office]:
    """`ann` and `bob` are officers, `cass` approves, `dora` is an officer who may approve too."""
    folder = undisputed_set(tmp_path)
    async with whole_site(
        database, clock, folder, tmp_path / "data", filled=False, signed_in=False
    ) as site:
        people = {
            "ann": {Role.OFFICER},
            "bob": {Role.OFFICER},
            "cass": {Role.APPROVER},
            "dora": {Role.OFFICER, Role.APPROVER},
        }
        for name, roles in people.items():
            site.expected[name] = (Person(TENANT, f"id-of-{name}", name), frozenset(roles))
        yield Office(site, folder, clock)
