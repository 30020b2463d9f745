"""Nobody's question leads back to them: the whole server is asked, then its database is searched.

Both databases, as a deployment has it by default and in local mode.
"""

import hashlib
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select

import app
from common.person import Person
from operations.composition import STORE
from settings import BotType, Settings
from storage import Store
from storage.engine.engines import FILE
from storage.state_secret import random_secret
from storage.tables import METADATA, address, delivery, journal, memory, once
from tests.bot.teams.conftest import Json
from tests.microsoft import APP_ID, TENANT, Microsoft, activity, any_key, microsoft, serving
from tests.test_app import policies
from triage.repository.preferences import Preferences

__all__ = ["policies"]

NAME, ID, CHAT = "Wilhelmina Quux", "aaaaaaaa-9999-8888-7777-000000000000", "a:1quuxchat"
QUESTION = "may i eat a sandwich at my desk"
WHO = {"id": "29:1quux", "name": NAME, "aadObjectId": ID}
IN_CHAT = {"conversationType": "personal", "tenantId": TENANT, "id": CHAT}
NOW = datetime(2026, 11, 23, 9, 41, 7, 123456, tzinfo=UTC)


@dataclass
class Running:
    """A server, with what stands in for Microsoft."""

    url: str
    side: Microsoft
    store: Store
    http: aiohttp.ClientSession
    signed: bool

    async def post(self, **changed: object) -> None:
        headers = {"Authorization": f"Bearer {self.side.token()}"} if self.signed else {}
        sent: Json = activity(
            self.side.service, **{"from": WHO, "conversation": IN_CHAT, "text": QUESTION} | changed
        )
        url = f"{self.url}/api/messages"
        async with self.http.post(url, json=sent, headers=headers) as answer:
            assert answer.status == 200, await answer.text()


@pytest.fixture(params=["deployment", "local"])
async def running(
    request: pytest.FixtureRequest,
    database: str,
    policies: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Running]:
    async with microsoft(any_key()) as side:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{side.base}/identity")
        monkeypatch.setenv("IDENTITY_HEADER", "made-up")
        where = {"database_url": database} if "://" in database else {"data": Path(database)}
        settings = Settings(policies=policies, **({"data": tmp_path} | where))
        if request.param == "deployment":
            settings = Settings(
                policies=policies,
                client_id=APP_ID,
                tenant_id=TENANT,
                bot_type=BotType.USER_ASSIGNED_IDENTITY,
                allowed_tenants=frozenset({TENANT}),
                allowed_service_hosts=("127.0.0.1",),
                bot_openid_metadata=side.metadata,
                public_url="https://policies.example",
                **({"data": tmp_path} | where),
            )
        built = app.build(settings, lambda: NOW)
        async with serving(built) as port, aiohttp.ClientSession() as http:
            url = f"http://127.0.0.1:{port}"
            yield Running(url, side, built[STORE], http, not settings.is_local)


async def everything(store: Store) -> dict[str, Sequence[Any]]:
    async with store.reading() as connection:
        return {
            name: (await connection.execute(select(table))).mappings().all()
            for name, table in METADATA.tables.items()
        }


async def test_a_question_leaves_nothing_that_names_who_asked(running: Running) -> None:
    await running.post()
    kept = await everything(running.store)
    assert len(kept["journal"]) == 1, "the question itself is kept, masked"
    for told in (NAME, "Quux", ID, CHAT, "29:1quux"):
        assert told not in str(kept)
    assert kept["person"] == kept["address"] == []
    for file in files_of(running.store):
        assert not any(told.encode() in file.read_bytes() for told in (NAME, ID, CHAT))


def files_of(store: Store) -> Iterator[Path]:
    """The files of a SQLite database; PostgreSQL's are its own."""
    if not store.is_shared:
        yield from Path(store.place).parent.glob(f"{FILE}*")


async def test_installing_the_app_keeps_nobody(running: Running) -> None:
    added = [{"id": f"28:{APP_ID}"}]
    for number in range(30):
        chat = {**IN_CHAT, "id": f"{CHAT}{number}"}
        who = {"id": f"29:{number}", "aadObjectId": f"{ID}{number}", "name": f"{NAME} {number}"}
        await running.post(
            **{"type": "conversationUpdate", "membersAdded": added, "text": None},
            **{"conversation": chat, "from": who, "id": f"i{number}"},
        )
    kept = await everything(running.store)
    assert kept["person"] == kept["address"] == []
    assert CHAT not in str(kept)


async def test_what_is_known_again_cannot_be_computed_again(running: Running) -> None:
    """Whoever has the database and guesses chat, words and ids finds no key of theirs."""
    await running.post(id="m1")
    await running.post(
        **{"type": "conversationUpdate", "membersAdded": [{"id": f"28:{APP_ID}"}], "id": "i1"}
    )
    async with running.store.reading() as connection:
        keys = {
            str(key)
            for table in (delivery, memory, once)
            for key in (await connection.execute(select(table.c.key))).scalars()
        }
    assert keys, "something is known again"
    words = hashlib.sha256(QUESTION.encode()).hexdigest()
    parts = [CHAT, QUESTION, words, "m1", "i1", "msteams", TENANT, ID, ""]
    guesses = {"|".join(some) for count in (1, 2, 3) for some in product(parts, repeat=count)}
    digests = ("sha256", "sha1", "md5", "blake2b")
    for guess, kind in product(guesses, digests):
        assert hashlib.new(kind, guess.encode()).hexdigest() not in str(keys)
    stranger = random_secret()
    for guess, purpose in product(guesses, ("delivery", "greeting", "memory")):
        assert stranger.digest(purpose, guess) not in str(keys)


async def test_an_address_and_a_question_share_no_moment(running: Running) -> None:
    """Somebody of whom there is a reason to keep an address asks, as others may that day."""
    await Preferences(running.store).choose_language(Person(TENANT, ID, NAME), "en-GB")
    await running.post()
    async with running.store.reading() as connection:
        (reached,) = (await connection.execute(select(address))).all()
        (asked,) = (await connection.execute(select(journal))).all()
    assert reached.reference["conversation"] == CHAT
    assert asked.at == NOW
    assert reached.at == NOW.replace(hour=0, minute=0, second=0, microsecond=0)
