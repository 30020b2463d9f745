"""Readiness: each thing that the assistant needs, failing and coming back without a restart."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from aiohttp import web
from sqlalchemy import create_engine, text

import storage
from bot.teams import limits
from bot.teams.auth.signing_keys import SigningKeys
from bot.teams.outbound.bearer_token import OutboundToken
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.watch import watching
from operations.health import readiness
from operations.health.credential_expiry import Expiry
from operations.health.probes import CheckResult, CheckState
from operations.telemetry.instrumentation import DeliveryStats
from settings import Settings
from tests.microsoft import Microsoft, any_key, microsoft
from tests.test_app import POLICY

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


async def settled(trouble: Callable[[], str]) -> str:
    """The trouble once what is under way has ended."""
    trouble()
    for _ in range(200):
        await asyncio.sleep(0.005)
        if not [
            t for t in asyncio.all_tasks() if t.get_name() in ("outbound token", "signing keys")
        ]:
            break
    return trouble()


async def test_a_token_that_cannot_be_had_is_told_until_it_can_again() -> None:
    clock = Clock()
    answers: list[dict[str, object]] = [
        {"error": "invalid_client", "error_description": "AADSTS7000222: expired"},
        {"access_token": "t", "expires_in": 3600},
        {"error": "temporarily_unavailable"},
        {"error": "temporarily_unavailable"},
        {"access_token": "t2", "expires_in": 3600},
    ]
    token = OutboundToken(lambda: answers.pop(0), clock)
    check = readiness.teams_channel("token", lambda: {"token": token.problem()})
    assert await check() == CheckResult(CheckState.OK), "nothing is known yet"
    assert (await settled(token.problem)).startswith("AADSTS7000222: The client secret has expired")
    assert (await check()).state is CheckState.FAIL
    assert len(answers) == 4, "not asked again before the pause is over"
    clock.now += limits.TOKEN_RETRY_PAUSE + 1
    assert await settled(token.problem) == ""
    clock.now += 3600 - 100
    assert await settled(token.problem) == "", "the old one still serves"
    clock.now += 200
    assert "temporarily_unavailable" in await settled(token.problem)
    clock.now += limits.TOKEN_RETRY_PAUSE + 1
    assert await settled(token.problem) == ""


@pytest.fixture
async def side() -> AsyncIterator[Microsoft]:
    async with microsoft(any_key()) as running:
        yield running


async def test_keys_that_cannot_be_fetched_are_told_until_they_can(side: Microsoft) -> None:
    clock = Clock()
    published, side.published = side.published, []
    async with aiohttp.ClientSession() as http:
        keys = SigningKeys(http, side.metadata, clock)
        assert (await settled(keys.problem)).startswith("The signing keys cannot be fetched")
        side.published = published
        clock.now += limits.KEYS_UNKNOWN_PAUSE + 1
        assert await settled(keys.problem) == ""
        assert await keys.find(side.key.id)
        await keys.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
    return tmp_path


async def test_a_broken_edit_is_a_warning_while_the_last_good_set_serves(folder: Path) -> None:
    serving = LiveSet.load(folder, clock=lambda: NOW, meaning=False)
    check = readiness.policies(serving, lambda: NOW)
    assert (await check()).state is CheckState.OK
    assert (await check()).facts["fingerprint"] == serving.fingerprint
    (folder / "lunch" / "1.10.md").write_text("broken")
    serving.reload()
    found = await check()
    assert found.state is CheckState.WARN
    assert "the last good set is served" in found.said


async def test_a_look_at_the_folder_that_fails_is_a_warning_and_the_set_serves_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise OverflowError

    serving = LiveSet.load(folder, clock=lambda: NOW, meaning=False)
    monkeypatch.setattr("knowledge.publishing.live_set.check", fails)
    async with watching(serving, look=50), asyncio.timeout(20):
        while serving.is_current:  # noqa: ASYNC110 - nothing to wait for
            await asyncio.sleep(0.02)
    found = await readiness.policies(serving, lambda: NOW)()
    assert found.state is CheckState.WARN
    assert [str(problem) for problem in serving.problems] == [
        ".:0: the folder cannot be taken up (OverflowError): undo the last change"
    ]
    assert serving.library.answer("may I eat a sandwich at my desk").passages


async def test_a_fault_in_the_folder_is_a_warning_with_its_count(folder: Path) -> None:
    path = folder / "lunch" / "1.10.md"
    path.write_text(f"{path.read_text('utf-8')}\n## 9 Nothing {{#nothing}}\n", "utf-8")
    serving = LiveSet.load(folder, clock=lambda: NOW, meaning=False)
    serving.inspect()
    found = await readiness.policies(serving, lambda: NOW)()
    assert found.state is CheckState.WARN
    assert (found.facts["errors"], found.facts["faults"]) == (0, 1)


async def test_answers_by_words_alone_or_so_far_are_a_warning(folder: Path) -> None:
    serving = LiveSet.load(folder, clock=lambda: NOW, meaning=False)
    found = await readiness.meaning(serving)()
    assert (found.state, found.facts) == (CheckState.WARN, {"compared": "words"})
    lines = "".join(f"- may i eat {number} sandwiches\n" for number in range(30))
    (folder / "lunch" / "asked.md").write_text(f"## sandwiches\n{lines}", "utf-8")
    serving = LiveSet.load(folder, clock=lambda: NOW)
    found = await readiness.meaning(serving)()
    assert (found.state, found.facts) == (CheckState.WARN, {"compared": "words so far"})
    assert "each answer says so" in found.said
    serving.build_embeddings()
    found = await readiness.meaning(serving)()
    assert (found.state, found.facts) == (CheckState.OK, {"compared": "meaning"})


async def test_a_set_of_which_nothing_is_in_force_fails(folder: Path) -> None:
    before = datetime(2026, 9, 15, tzinfo=UTC)
    serving = LiveSet.load(folder, clock=lambda: before, meaning=False)
    assert (await readiness.policies(serving, lambda: before)()).state is CheckState.FAIL


async def test_a_database_that_goes_away_or_is_of_another_release_is_told(tmp_path: Path) -> None:
    store = await storage.open(tmp_path / "kept", lambda: NOW)
    check = readiness.database(lambda: store)
    assert await check() == CheckResult(CheckState.OK)
    engine = create_engine(f"sqlite:///{tmp_path}/kept/assistant.db")
    for revision, state in (("9999", CheckState.WARN), ("0001", CheckState.FAIL)):
        with engine.begin() as connection:
            connection.execute(text("update alembic_version set version_num = :v"), {"v": revision})
        assert (await check()).state is state
    engine.dispose()
    await store.close()
    file = tmp_path / "kept" / "assistant.db"
    file.write_bytes(b"no database" * 5000)
    for extra in ("-wal", "-shm"):
        file.with_name(file.name + extra).unlink(missing_ok=True)
    assert (await check()).state is CheckState.FAIL


async def test_the_disk_has_room_here(tmp_path: Path) -> None:
    assert await readiness.disk(tmp_path)() == CheckResult(CheckState.OK)


async def test_replies_that_are_not_taken_three_times_running_are_a_warning() -> None:
    deliveries = DeliveryStats()
    check = readiness.delivered(deliveries)
    assert (await check()).facts == {"last": None, "failed_since": 0}
    deliveries.note(True, NOW)
    for expected in (CheckState.OK, CheckState.OK, CheckState.WARN):
        deliveries.note(False, NOW)
        assert (await check()).state is expected
    deliveries.note(True, NOW)
    found = await check()
    assert found == CheckResult(CheckState.OK, facts={"last": NOW.isoformat(), "failed_since": 0})


@pytest.mark.parametrize(
    ("days", "state"), [(31, CheckState.OK), (30, CheckState.WARN), (-1, CheckState.WARN)]
)
async def test_a_credential_that_ends_soon_is_a_warning(days: int, state: CheckState) -> None:
    expiry = Expiry("client secret", date(2026, 11, 21) + timedelta(days))
    found = await readiness.credential(expiry, lambda: NOW)()
    assert found.state is state
    assert found.facts == {"expires_on": str(expiry.on)}
    assert await readiness.credential(None, lambda: NOW)() == CheckResult(CheckState.OK)


async def test_the_secret_with_which_people_sign_in_is_told_of_like_the_bots() -> None:
    ends = {"secret_expires_on": date(2027, 6, 1), "sign_in_secret_expires_on": date(2026, 12, 1)}
    held = Settings(client_id="x", client_secret="a", sign_in_secret="b", **ends)  # type: ignore[arg-type]

    checks = readiness.credentials(held, lambda: NOW)
    states = {name: (await check()).state for name, check in checks.items()}
    assert states == {"credential": CheckState.OK, "sign_in": CheckState.WARN}
    (told,) = readiness.for_officers(held, lambda: NOW, None)
    assert told.startswith("The client secret of the sign-in ends in 10 days, on 2026-12-01.")


async def test_the_door_in_local_mode_needs_nothing_of_microsoft() -> None:
    from bot.teams import adapter  # noqa: PLC0415

    class Nobody:
        pass

    opened = adapter.routes(adapter.Bot(), Nobody(), web.Application())  # type: ignore[arg-type]
    assert opened.problems() == {}
