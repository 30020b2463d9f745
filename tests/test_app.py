"""The composition root: the whole server from settings, and what it says when it will not start."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

import app
from bot.teams.auth import credentials
from bot.teams.auth.cloud import US_GOVERNMENT
from bot.teams.teams_bot import ReplyStyle
from common.clock import system_clock
from knowledge.files.load import PolicyError
from settings import BotType, PolicySource, Settings, SettingsError
from settings.bot import teams_bot
from settings.sources import pulling_of
from sources.git import Repository
from tests.microsoft import APP_ID, TENANT, activity, any_key, microsoft, serving

POLICY = """---
title: Lunch at work
id: lunch
version: "1.10"
status: approved
effective_from: 2026-10-01
approved_on: 2026-09-01
review_by: 2027-08-01
owner: Head of Lunch
approver: Lunch Board
audience: [all_staff]
classification: OFFICIAL
summary: What may be eaten at work.
change_note: First version.
contact: the lunch desk
---

# Lunch at work

## 4 Food

### 4.3 Sandwiches at your desk {#sandwiches}

Staff may eat a sandwich at their desk. Wrap it again when somebody calls, and keep crumbs away
from the keyboard. Soup is eaten in the canteen.
"""


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("policies")
    (folder / "lunch").mkdir()
    (folder / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
    return folder


@pytest.fixture
async def address(policies: Path, tmp_path: Path) -> AsyncIterator[str]:
    """A whole server in local mode."""
    settings = Settings(policies=policies, data=tmp_path)
    built = app.build(settings, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    async with serving(built) as port:
        yield f"http://127.0.0.1:{port}"


async def test_one_server_speaks_to_teams_and_to_browsers(address: str) -> None:
    async with microsoft(any_key()) as side, aiohttp.ClientSession() as http:
        async with http.get(f"{address}/healthz") as answer:
            assert await answer.text() == "ok"
        async with http.get(f"{address}/") as page:
            assert page.status == 200
        question = activity(side.service, text="may i eat a sandwich at my desk")
        async with http.post(f"{address}/api/messages", json=question) as answer:
            assert answer.status == 200
        twin = side.sent[0].body["attachments"][0]["content"]["fallbackText"]
    assert "Clause 4.3: Sandwiches at your desk" in twin
    assert "Lunch at work, version 1.10, in force from 1 October 2026" in twin


async def test_a_councils_own_words_are_said_by_the_whole_server(
    policies: Path, tmp_path: Path
) -> None:
    own = shutil.copytree(policies, tmp_path / "own")
    words = own / "messages.en.ftl"
    words.write_text("answer-clause = Section { $number }, { $heading }\n", "utf-8")
    settings = Settings(policies=own, data=tmp_path / "data")
    built = app.build(settings, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    async with serving(built) as port, microsoft(any_key()) as side:
        question = activity(side.service, text="may i eat a sandwich at my desk")
        url = f"http://127.0.0.1:{port}/api/messages"
        async with aiohttp.ClientSession() as http, http.post(url, json=question) as answer:
            assert answer.status == 200
        twin = side.sent[0].body["attachments"][0]["content"]["fallbackText"]
    assert "Section 4.3, Sandwiches at your desk" in twin

    words.write_text("answer-clause = { $section }\n", "utf-8")
    with pytest.raises(PolicyError, match=r"messages\.en\.ftl:1: answer-clause is not given"):
        app.build(settings, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))


async def test_in_local_mode_the_figures_are_for_this_computer_too(
    policies: Path, tmp_path: Path, unused_tcp_port: int
) -> None:
    settings = Settings(policies=policies, data=tmp_path, metrics_port=unused_tcp_port)
    built = app.build(settings, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    url = f"http://127.0.0.1:{unused_tcp_port}/metrics"
    async with serving(built), aiohttp.ClientSession() as http:
        for headers, status in (
            ({}, 200),
            ({"Host": "evil.example"}, 403),
            ({"X-Forwarded-For": "203.0.113.9"}, 403),
        ):
            async with http.get(url, headers=headers) as answer:
                assert answer.status == status, headers


async def test_a_start_that_fails_once_the_database_is_open_leaves_nothing_running(
    policies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no list")

    monkeypatch.setattr("operations.composition.open_triage_list", broken)
    built = app.build(Settings(policies=policies, data=tmp_path), lambda: datetime.now(UTC))
    with pytest.raises(RuntimeError, match="no list"):
        async with serving(built):
            pass
    await built.cleanup()
    names = {task.get_name() for task in asyncio.all_tasks()}
    assert names.isdisjoint({"retention", "notifications", "replica"})


async def test_an_empty_local_list_can_be_filled_with_samples(
    policies: Path, tmp_path: Path
) -> None:
    settings = Settings(policies=policies, data=tmp_path)
    built = app.build(settings, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC), with_samples=True)
    shown = ""
    async with serving(built) as port, aiohttp.ClientSession() as http, asyncio.timeout(50):
        while "Remove all samples" not in shown:
            async with http.get(f"http://127.0.0.1:{port}/records") as page:
                shown = await page.text()


def test_samples_are_refused_where_people_sign_in(policies: Path, tmp_path: Path) -> None:
    settings = Settings(policies=policies, data=tmp_path, client_id="id")
    with pytest.raises(SettingsError, match="--demo"):
        app.build(settings, lambda: datetime(2026, 11, 21, tzinfo=UTC), with_samples=True)


async def test_a_saved_version_is_answered_without_a_restart(address: str, policies: Path) -> None:
    path = policies / "lunch" / "1.11.md"
    newer = POLICY.replace("1.10", "1.11").replace("2026-10-01", "2026-11-02")
    newer = newer.replace("status:", "supersedes: lunch@1.10\nstatus:")
    async with aiohttp.ClientSession() as http, asyncio.timeout(20):
        try:
            path.write_text(newer.replace("Soup is eaten", "Stew is eaten"), "utf-8")
            shown = ""
            while "Stew is eaten in the canteen" not in shown:
                async with http.get(f"{address}/policies/lunch") as page:
                    shown = await page.text()
        finally:
            path.unlink()


async def test_readiness_names_everything_that_the_server_needs(address: str) -> None:
    async with aiohttp.ClientSession() as http, http.get(f"{address}/readyz") as answer:
        told = await answer.json()
    assert answer.status == 200
    assert told["ready"] is True
    assert list(told["checks"]) == [
        "policies",
        "meaning",
        "database",
        "replicas",
        "answering",
        "disk",
        "token",
        "keys",
        "deliveries",
        "credential",
        "sign_in",
    ]
    assert {check["state"] for check in told["checks"].values()} == {"ok"}


def run_app(
    tmp_path: Path, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "app.py", *arguments],
        cwd=app.HOME,
        env={**os.environ, "DATA_FOLDER": str(tmp_path / "data"), **environment},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )


NOT_FOR_THE_FIRST_ANSWER = {
    "Microsoft's SDK": ("botbuilder", "botframework", "msrest", "azure"),
    "what reads documents": ("docx", "pypdf", "mammoth", "knowledge.importing.import_document"),
    "what writes papers": ("typst", "xlsxwriter"),
    "another database": ("asyncpg", "sqlalchemy.dialects.postgresql"),
    "the encoder's runtime": ("onnx", "onnxruntime"),
    "commands": ("operations.doctor", "triage.cli", "storage.__main__"),
}
"""A start reads these modules when they are wanted: the first question waits for none of them."""


def test_a_start_reads_no_module_that_the_first_answer_does_not_need() -> None:
    found = subprocess.run(
        [sys.executable, "-c", "import sys, app; print(*sys.modules)"],
        cwd=Path(app.__file__).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    read = set(found.stdout.split())
    kept = {name for names in NOT_FOR_THE_FIRST_ANSWER.values() for name in names}
    assert not read & kept
    assert len(read) < 1_850, "more modules than a restart has time for"


def test_the_doctor_is_asked_in_a_shell(tmp_path: Path, policies: Path) -> None:
    sound = run_app(tmp_path, "doctor", POLICIES=str(policies))
    assert sound.returncode == 0
    assert sound.stdout.endswith("Nothing to repair.\n")
    ill = run_app(tmp_path, "doctor", "--json", "--offline", POLICIES=str(policies), PORT="x")
    assert ill.returncode == 1
    told = json.loads(ill.stdout)
    assert told["healthy"] is False
    assert told["findings"][0] == {
        "about": "settings",
        "verdict": "fail",
        "said": "PORT must be a number, for example 3978.",
    }
    assert ill.stderr == ""


def test_unsafe_settings_stop_the_start_with_their_names(tmp_path: Path) -> None:
    ended = run_app(tmp_path, HOST="0.0.0.0", REPLY_STYLE="html")  # noqa: S104
    assert ended.returncode == 2
    assert "HOST is 0.0.0.0 but CLIENT_ID is empty" in ended.stderr
    assert "REPLY_STYLE must be card or text." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_policies_that_cannot_be_served_stop_the_start_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "1.10.md").write_text(POLICY.replace("status: approved", "status: x"))
    ended = run_app(tmp_path, POLICIES=str(tmp_path))
    assert ended.returncode == 2
    assert "lunch/1.10.md:5: " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_database_that_cannot_be_used_stops_the_start(tmp_path: Path, policies: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "assistant.db").write_bytes(b"no database" * 1000)
    ended = run_app(tmp_path, POLICIES=str(policies), PORT="1")
    assert ended.returncode == 2
    assert "The file is not a sound database. Restore it from a backup" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_figures_that_could_not_be_sent_stop_the_start(tmp_path: Path) -> None:
    ended = run_app(tmp_path, APPLICATIONINSIGHTS_CONNECTION_STRING="nonsense")
    assert ended.returncode == 2
    assert "APPLICATIONINSIGHTS_CONNECTION_STRING is " in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_port_that_is_taken_stops_the_start(tmp_path: Path, policies: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = run_app(tmp_path, POLICIES=str(policies), PORT=str(taken.getsockname()[1]))
    assert ended.returncode == 2
    assert "Set PORT to a free port." in ended.stderr
    assert "Traceback" not in ended.stderr


BOT = Settings(client_id=APP_ID, tenant_id=TENANT, allowed_tenants=frozenset({TENANT}))


def test_the_door_gets_the_credential_that_is_set() -> None:
    def given(**changed: object) -> credentials.Credential | None:
        values = {name: getattr(BOT, name) for name in Settings.__slots__} | changed
        return teams_bot(Settings(**values)).credential

    assert given(client_secret="s") == credentials.Secret("s")
    assert given(client_certificate="pem") == credentials.Certificate("pem")
    assert given(federated_client_id="id") == credentials.FederatedIdentity("id")
    assert given(federated_token_file="/f") == credentials.FederatedFile(Path("/f"))
    assert given(bot_type=BotType.USER_ASSIGNED_IDENTITY) == credentials.ManagedIdentity()


def test_links_lead_to_this_server_only_where_people_can_reach_it() -> None:
    assert teams_bot(Settings(port=4000)).site == "http://127.0.0.1:4000"
    assert teams_bot(BOT).site == ""
    public = Settings(public_url="https://policies.example", reply_style=ReplyStyle.TEXT)
    assert teams_bot(public).site == "https://policies.example"
    assert teams_bot(public).replies is ReplyStyle.TEXT


def test_the_governments_metadata_means_the_governments_cloud() -> None:
    settings = Settings(bot_openid_metadata=US_GOVERNMENT.metadata)
    assert teams_bot(settings).cloud is US_GOVERNMENT


async def test_policies_that_come_from_git_are_served_and_followed(
    policies: Path, tmp_path: Path
) -> None:
    upstream = tmp_path / "upstream"
    shutil.copytree(policies, upstream / "policies")

    def git(*words: str) -> None:
        who = ("-c", "user.name=Officer", "-c", "user.email=officer@example.org")
        subprocess.run(["git", *who, *words], cwd=upstream, check=True, capture_output=True)  # noqa: S603, S607

    git("init", "--quiet", "--initial-branch=main")
    git("add", "--all")
    git("commit", "--quiet", "--message", "policies")
    settings = Settings(
        policies=tmp_path / "nowhere",
        data=tmp_path / "data",
        policy_source=PolicySource.GIT,
        git=Repository(str(upstream), "main", "policies"),
    )
    pulling = pulling_of(settings, system_clock)
    assert pulling is not None
    await pulling.first()
    built = app.build(settings, lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))
    async with serving(built) as port, aiohttp.ClientSession() as http:
        async with http.get(f"http://127.0.0.1:{port}/policies/lunch") as page:
            assert "Sandwiches at your desk" in await page.text()
        async with http.get(f"http://127.0.0.1:{port}/readyz") as answer:
            told = await answer.json()
    assert told["checks"]["policies"]["state"] == "ok"


async def test_a_clock_that_jumps_stops_nobody_from_being_answered(
    policies: Path, tmp_path: Path
) -> None:
    moment = [datetime(2026, 11, 21, 9, tzinfo=UTC)]
    built = app.build(Settings(policies=policies, data=tmp_path), lambda: moment[0])
    async with (
        serving(built) as port,
        microsoft(any_key()) as side,
        aiohttp.ClientSession() as http,
    ):
        url = f"http://127.0.0.1:{port}/api/messages"
        for number, hours in enumerate((0, 25, -26, 3, -3)):
            moment[0] += timedelta(hours=hours)
            asked = activity(side.service, id=str(number), text="may i eat a sandwich")
            for _ in range(3):  # delivered three times
                async with http.post(url, json=asked) as answer:
                    assert answer.status == 200
        assert len(side.sent) == 5
        async with http.get(f"http://127.0.0.1:{port}/readyz") as answer:
            assert (await answer.json())["ready"]
