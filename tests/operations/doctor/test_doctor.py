"""The doctor: each reason for a silent bot is found, named, and told with its remedy."""

import json
import ssl
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zipfile import ZipFile

import pytest
import trustme
from aiohttp import web
from sqlalchemy import create_engine, text

import storage
from bot.teams.auth import entra_errors as refusals
from bot.teams.teams_bot import Bot
from knowledge.index.installed import OwnModels, choose_models
from knowledge.index.model_folder import ModelFiles
from operations.doctor import Diagnosis, Finding, FindingStatus, diagnose, report
from operations.replica import Replica
from settings import Settings
from settings.bot import teams_bot
from tests.entra import Entra, self_signed
from tests.knowledge.index.own_models import write_reranker
from tests.microsoft import APP_ID, TENANT, Microsoft, any_key, microsoft, serving
from tests.test_app import POLICY

OTHER_ID = "22222222-aaaa-bbbb-cccc-000000000002"
BOT = {
    "CLIENT_ID": APP_ID,
    "TENANT_ID": TENANT,
    "ALLOWED_TENANTS": TENANT,
    "CLIENT_SECRET": "s3cret~value",
    "SECRET_EXPIRES_ON": "2027-11-30",
}


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "policies" / "lunch"
    folder.mkdir(parents=True)
    (folder / "1.10.md").write_text(POLICY, "utf-8")
    return tmp_path / "home"


@dataclass
class Case:
    """A patient whose Microsoft is on this machine."""

    home: Path
    entra: Entra
    side: Microsoft
    environment: dict[str, str] = field(default_factory=dict)
    clock: Callable[[], datetime] = now
    package: Path | None = None
    offline: bool = False

    def bot_of(self, settings: Settings) -> Bot:
        return replace(teams_bot(settings), cloud=self.entra.cloud)

    async def findings(self, **changed: str) -> Mapping[str, Finding]:
        """What is found, by what it is about."""
        environment = {**self.environment, **changed}
        patient = Diagnosis(
            {name: value for name, value in environment.items() if value},
            {},
            self.home,
            self.clock,
            self.bot_of,
            self.package,
            self.offline,
        )
        return {finding.about: finding for finding in await diagnose(patient)}


@pytest.fixture
async def case(home: Path, entra: Entra) -> AsyncIterator[Case]:
    async with microsoft(any_key()) as side:
        yield Case(home, entra, side, {**BOT, "BOT_OPENID_METADATA": side.metadata})


def lines(findings: Mapping[str, Finding]) -> str:
    return report.as_text(list(findings.values()))


async def test_how_questions_are_compared_is_told_with_what_is_still_to_learn(case: Case) -> None:
    case.offline = True
    found = (await case.findings())["meaning"]
    assert found.verdict is FindingStatus.OK
    assert "all-MiniLM-L6-v2" in found.said
    lines = "".join(f"- may i eat {number} sandwiches\n" for number in range(30))
    asked = case.home / "policies" / "lunch" / "asked.md"
    asked.write_text(f"## sandwiches\n{lines}", "utf-8")
    found = (await case.findings())["meaning"]
    assert found.verdict is FindingStatus.WARN
    assert "not learnt yet" in found.said


async def test_a_model_of_ones_own_is_named_or_why_it_is_not_used(
    case: Case, tmp_path: Path
) -> None:
    case.offline = True
    reranker = write_reranker(tmp_path / "again")
    digest = ModelFiles.read(reranker).digest
    try:
        found = await case.findings(RERANKER=str(reranker), RERANKER_DIGEST=digest)
        assert "read again by again (" in found["meaning"].said
        found = await case.findings(ENCODER=str(reranker), ENCODER_DIGEST="0" * 64)
    finally:
        choose_models(OwnModels())
    assert found["meaning"].verdict is FindingStatus.WARN
    assert f"its SHA-256 is {digest}. Mend the setting, or unset it." in found["meaning"].said


async def test_a_sound_bot_has_nothing_to_repair(case: Case) -> None:
    async with healthy_site() as site:
        found = await case.findings(PUBLIC_URL=site)
    assert not [f for f in found.values() if f.verdict is FindingStatus.FAIL], lines(found)
    assert found["settings"].said == (
        f"Bot {APP_ID} of tenant {TENANT}, SingleTenant, by a client secret."
    )
    assert found["token"].said == "Entra gives the bot a token, good for 60 minutes."
    assert found["signing keys"].verdict is FindingStatus.OK
    assert found["clock"].verdict is FindingStatus.OK
    assert found["endpoint"].said.endswith("answers, and refuses whoever has no token.")
    assert found["Azure Bot"].verdict is FindingStatus.LOOK
    assert f"{site}/api/messages" in found["Azure Bot"].said
    assert "s3cret" not in lines(found) + report.as_json(list(found.values()))


@pytest.mark.parametrize(
    ("given", "verdict", "said"),
    [
        ({}, FindingStatus.WARN, "Nobody can open the pages"),
        ({"POLICY_READERS": "anybody"}, FindingStatus.OK, "open to everybody"),
        ({"SIGN_IN_CLIENT_ID": APP_ID}, FindingStatus.OK, "https://x.example/sign-in/back"),
    ],
)
async def test_who_can_open_the_pages_is_told(
    case: Case, given: dict[str, str], verdict: FindingStatus, said: str
) -> None:
    case.offline = True
    found = (await case.findings(PUBLIC_URL="https://x.example", **given))["sign-in"]
    assert found.verdict is verdict
    assert said in found.said


@pytest.mark.parametrize("code", refusals.MEANINGS)
async def test_each_refusal_of_entra_is_told_with_its_remedy(case: Case, code: str) -> None:
    case.entra.status = 401
    case.entra.answer = {
        "error": "invalid_client",
        "error_description": f"AADSTS{code}: Words of Entra. Trace ID: 1 Correlation ID: 2",
        "error_codes": [int(code)],
    }
    finding = (await case.findings())["token"]
    assert finding.verdict is FindingStatus.FAIL
    assert finding.said == f"AADSTS{code}: {refusals.MEANINGS[code]}."


async def test_a_refusal_that_is_not_known_leads_to_entras_own_page(case: Case) -> None:
    case.entra.status = 400
    case.entra.answer = {"error": "x", "error_description": "AADSTS1234567: New. s3cret~value"}
    said = (await case.findings())["token"].said
    assert "https://login.microsoftonline.com/error?code=1234567" in said
    assert "s3cret" not in said


async def test_a_tenant_that_is_none_is_named(case: Case, entra: Entra) -> None:
    entra.unknown_tenant = True
    said = (await case.findings())["token"].said
    assert said == f"AADSTS90002: {refusals.MEANINGS['90002']}."


async def test_no_way_to_entra_is_told_apart_from_a_wrong_secret(case: Case, entra: Entra) -> None:
    await entra.stop()
    said = (await case.findings())["token"].said
    assert said == "Entra cannot be reached. Check DNS and the firewall: 443 to the login host."


async def test_a_proxy_that_opens_tls_is_recognised(
    case: Case, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(other))
    assert "put its certificate into REQUESTS_CA_BUNDLE" in (await case.findings())["token"].said


async def test_a_machine_without_the_managed_identity_is_told(
    case: Case, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", f"http://127.0.0.1:{unused_tcp_port}/msi/token")
    monkeypatch.setenv("IDENTITY_HEADER", "made-up")
    found = await case.findings(BOT_TYPE="UserAssignedMsi", CLIENT_SECRET="", SECRET_EXPIRES_ON="")
    assert "This machine offers no managed identity." in found["token"].said
    assert "credential" not in found


async def test_a_misspelt_setting_is_named_with_the_nearest_and_the_rest_still_examined(
    case: Case,
) -> None:
    found = await case.findings(CLIENT_SECRTE="x")
    assert found["settings"].verdict is FindingStatus.FAIL
    assert "Did you mean CLIENT_SECRET?" in found["settings"].said
    assert found["Teams"].verdict is FindingStatus.SKIP
    policies = found["policies"]
    assert policies.verdict is FindingStatus.WARN, "examined: this set has no settings.yaml"
    assert policies.said.startswith("1 in force")


async def test_a_bot_that_lets_nobody_of_its_own_tenant_in_is_told(case: Case) -> None:
    found = (await case.findings(ALLOWED_TENANTS=OTHER_ID))["settings"]
    assert found.verdict is FindingStatus.WARN
    assert f"ALLOWED_TENANTS does not name {TENANT}" in found.said


async def test_a_secrets_id_in_place_of_the_secret_is_told(case: Case) -> None:
    said = (await case.findings(CLIENT_SECRET=OTHER_ID))["settings"].said
    assert said.startswith("CLIENT_SECRET looks like a secret's id, not its value.")


@pytest.mark.parametrize(
    ("expires", "verdict"),
    [(31, FindingStatus.OK), (30, FindingStatus.WARN), (-1, FindingStatus.FAIL)],
)
async def test_the_end_of_a_secret_is_told_ahead(
    case: Case, expires: int, verdict: FindingStatus
) -> None:
    day = (now() + timedelta(days=expires)).date()
    found = await case.findings(SECRET_EXPIRES_ON=str(day))
    assert found["credential"].verdict is verdict
    assert str(day) in found["credential"].said


async def test_a_certificate_that_ends_soon_is_told(case: Case, tmp_path: Path) -> None:
    file = tmp_path / "bot.pem"
    file.write_text(self_signed(any_key(), days=9))
    found = await case.findings(
        CLIENT_SECRET="", SECRET_EXPIRES_ON="", CLIENT_CERTIFICATE=str(file)
    )
    assert found["credential"].verdict is FindingStatus.WARN
    assert "The certificate ends in " in found["credential"].said


async def test_a_secret_whose_end_nobody_noted_is_a_warning(case: Case) -> None:
    found = await case.findings(SECRET_EXPIRES_ON="")
    assert found["credential"].verdict is FindingStatus.WARN
    assert "Set SECRET_EXPIRES_ON" in found["credential"].said


SIGN_IN = {
    "PUBLIC_URL": "https://127.0.0.1:9",
    "SIGN_IN_CLIENT_ID": OTHER_ID,
    "SIGN_IN_SECRET": "of~the~pages",
    "SIGN_IN_SECRET_EXPIRES_ON": "2027-11-30",
}


async def test_the_credential_with_which_people_sign_in_is_tried(case: Case) -> None:
    found = await case.findings(**SIGN_IN)
    assert found["sign-in token"].verdict is FindingStatus.OK, lines(found)
    assert found["sign-in credential"].said.endswith("is good until 2027-11-30.")
    asked = [one for one in case.entra.asked if one["client_id"] == OTHER_ID]
    assert [(one["scope"], one["client_secret"]) for one in asked] == [
        (f"{OTHER_ID}/.default", "of~the~pages")
    ]


@pytest.mark.parametrize(
    ("code", "verdict", "told"),
    [
        ("7000215", FindingStatus.FAIL, "SIGN_IN_SECRET must be the secret's Value"),
        ("7000222", FindingStatus.FAIL, "set SIGN_IN_SECRET and SIGN_IN_SECRET_EXPIRES_ON"),
        ("700016", FindingStatus.FAIL, "no app with this SIGN_IN_CLIENT_ID"),
        ("501051", FindingStatus.OK, "accepts the credential"),
    ],
)
async def test_what_entra_has_against_the_sign_in_is_told_by_its_own_settings(
    case: Case, code: str, verdict: FindingStatus, told: str
) -> None:
    case.entra.status = 401
    case.entra.answer = {"error": "invalid_client", "error_description": f"AADSTS{code}: x"}
    found = (await case.findings(**SIGN_IN))["sign-in token"]
    assert found.verdict is verdict
    assert told in found.said


async def test_a_sign_in_by_the_bots_own_registration_is_not_tried_twice(case: Case) -> None:
    site = SIGN_IN["PUBLIC_URL"]
    found = await case.findings(PUBLIC_URL=site, SIGN_IN_CLIENT_ID=APP_ID.upper())
    assert not {"sign-in token", "sign-in credential"} & set(found)
    assert len(case.entra.asked) == 1


@pytest.mark.parametrize(
    ("expires", "verdict"),
    [("", FindingStatus.WARN), ("30", FindingStatus.WARN), ("-1", FindingStatus.FAIL)],
)
async def test_the_end_of_the_sign_ins_secret_is_told_ahead(
    case: Case, expires: str, verdict: FindingStatus
) -> None:
    case.offline = True
    day = str((now() + timedelta(days=int(expires))).date()) if expires else ""
    found = await case.findings(**{**SIGN_IN, "SIGN_IN_SECRET_EXPIRES_ON": day})
    assert found["sign-in credential"].verdict is verdict
    assert (day or "Set SIGN_IN_SECRET_EXPIRES_ON") in found["sign-in credential"].said


async def test_keys_that_cannot_be_fetched_are_told(case: Case, unused_tcp_port: int) -> None:
    found = await case.findings(BOT_OPENID_METADATA=f"http://127.0.0.1:{unused_tcp_port}/openid")
    assert found["signing keys"].verdict is FindingStatus.FAIL
    assert "443 to that host" in found["signing keys"].said
    assert "clock" not in found


@pytest.mark.parametrize(
    ("seconds", "verdict", "told"),
    [
        (-20, FindingStatus.OK, "agrees"),
        (-120, FindingStatus.WARN, "behind Microsoft's"),
        (400, FindingStatus.FAIL, "ahead of Microsoft's"),
    ],
)
async def test_a_clock_that_is_off_is_told(
    case: Case, seconds: int, verdict: FindingStatus, told: str
) -> None:
    case.clock = lambda: now() + timedelta(seconds=seconds)
    finding = (await case.findings())["clock"]
    assert finding.verdict is verdict
    assert told in finding.said


@asynccontextmanager
async def healthy_site(status: int = 401, health: int = 200, **headers: str) -> AsyncIterator[str]:
    """What stands at the public address: its answers to a health check and to a post."""

    async def healthz(_request: web.Request) -> web.Response:
        return web.Response(status=health, text="ok", headers=headers if health != 200 else None)

    async def messages(_request: web.Request) -> web.Response:
        return web.Response(status=status, headers=headers)

    site = web.Application()
    site.router.add_get("/healthz", healthz)
    site.router.add_post("/api/messages", messages)
    async with serving(site) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.mark.parametrize(
    ("messages", "health", "headers", "told"),
    [
        (200, 200, {}, "lets people in without a token"),
        (404, 200, {}, "answers 404 before the assistant is asked"),
        (401, 200, {"WWW-Authenticate": "Bearer"}, "answers 401 before the assistant is asked"),
        (401, 302, {"Location": "https://login.example/"}, "something in front asks people"),
        (401, 404, {}, "something else is there"),
        (401, 503, {}, "the assistant behind it is not up"),
    ],
)
async def test_an_endpoint_that_is_not_the_assistants_is_told(
    case: Case, messages: int, health: int, headers: dict[str, str], told: str
) -> None:
    async with healthy_site(messages, health, **headers) as site:
        finding = (await case.findings(PUBLIC_URL=site))["endpoint"]
    assert finding.verdict is FindingStatus.FAIL
    assert told in finding.said


async def test_an_endpoint_that_cannot_be_reached_is_told(case: Case, unused_tcp_port: int) -> None:
    found = await case.findings(PUBLIC_URL=f"http://127.0.0.1:{unused_tcp_port}")
    assert "cannot be reached from here" in found["endpoint"].said


async def test_an_endpoint_with_a_certificate_of_its_own_making_is_told(case: Case) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(context)
    runner = web.AppRunner(web.Application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
    found = await case.findings(PUBLIC_URL=f"https://localhost:{runner.addresses[0][1]}")
    await runner.cleanup()
    assert "is not trusted. Teams will not connect" in found["endpoint"].said


def packed(folder: Path, manifest: object) -> Path:
    file = folder / "teams.zip"
    with ZipFile(file, "w") as package:
        package.writestr("manifest.json", json.dumps(manifest))
    return file


@pytest.mark.parametrize(
    ("manifest", "told"),
    [
        ({"bots": [{"botId": OTHER_ID}]}, f"Its bot is {OTHER_ID}, but CLIENT_ID is {APP_ID}."),
        ({"validDomains": ["127.0.0.1"]}, "It has no bot."),
        (
            {"bots": [{"botId": APP_ID}], "validDomains": ["*.council.example"]},
            "Its validDomains lack 127.0.0.1",
        ),
        ([], "cannot be read"),
    ],
)
async def test_an_app_package_of_another_bot_is_told(
    case: Case, tmp_path: Path, manifest: object, told: str
) -> None:
    case.package = packed(tmp_path, manifest)
    async with healthy_site() as site:
        finding = (await case.findings(PUBLIC_URL=site))["app package"]
    assert finding.verdict is FindingStatus.FAIL
    assert told in finding.said


async def test_an_app_package_of_this_bot_and_site_is_sound(case: Case, tmp_path: Path) -> None:
    case.package = packed(
        tmp_path, {"bots": [{"botId": APP_ID.upper()}], "validDomains": ["127.0.0.1"]}
    )
    async with healthy_site() as site:
        assert (await case.findings(PUBLIC_URL=site))["app package"].verdict is FindingStatus.OK


async def test_without_a_network_the_rest_is_examined(case: Case) -> None:
    case.offline = True
    found = await case.findings()
    assert found["token, signing keys, clock, endpoint"].verdict is FindingStatus.SKIP
    assert found["database"].verdict is FindingStatus.OK
    assert case.entra.asked == []
    assert case.side.key_fetches == 0


async def test_a_policy_that_cannot_be_served_is_told_with_file_and_line(case: Case) -> None:
    file = case.home / "policies" / "lunch" / "1.10.md"
    file.write_text(POLICY.replace("status: approved", "status: x"))
    said = (await case.findings())["policies"].said
    assert "lunch/1.10.md:5: " in said
    assert "knowledge check" in said


async def test_a_set_of_which_nothing_is_in_force_is_told(case: Case) -> None:
    case.clock = lambda: datetime(2026, 9, 15, tzinfo=UTC)
    assert "is in force today" in (await case.findings())["policies"].said


async def test_a_new_database_is_not_made_by_looking(case: Case) -> None:
    assert "is empty: the first start makes the tables" in (await case.findings())["database"].said
    assert not (case.home / "data" / "assistant.db").exists()


async def test_a_database_of_another_release_is_told(case: Case) -> None:
    store = await storage.open(case.home / "data", now)
    await store.close()
    assert "its tables are current" in (await case.findings())["database"].said
    engine = create_engine(f"sqlite:///{case.home}/data/assistant.db")

    def stand_at(revision: str) -> None:
        with engine.begin() as connection:
            connection.execute(text("update alembic_version set version_num = :v"), {"v": revision})

    stand_at("0001")
    assert "is older than this release" in (await case.findings())["database"].said
    stand_at("9999")
    assert "written by a newer release" in (await case.findings())["database"].said
    engine.dispose()


async def test_replicas_that_serve_different_policies_are_told(case: Case) -> None:
    assert "replicas" not in await case.findings(), "nobody serves"
    store, sets = await storage.open(case.home / "data", now), ["set-1", "set-1"]
    one, other = (Replica(lambda: store, lambda n=n: sets[n], lambda: 0.0) for n in (0, 1))  # type: ignore[misc]
    async with one.serving(), other.serving():
        assert (await case.findings())["replicas"].said == "Policy set set-1 by 2 replicas."
        sets[1] = "set-2"
        await other.heartbeat()
        found = (await case.findings())["replicas"]
        assert found.verdict is FindingStatus.WARN
        assert "set-1 by 1 replica" in found.said
        assert "set-2 by 1 replica" in found.said
    await store.close()


async def test_a_database_that_is_not_there_is_told_without_its_password(
    case: Case, unused_tcp_port: int
) -> None:
    address = f"postgresql://me:s3cret@127.0.0.1:{unused_tcp_port}/x"
    finding = (await case.findings(DATABASE_URL=address))["database"]
    assert finding.verdict is FindingStatus.FAIL
    assert "cannot be reached" in finding.said
    assert "s3cret" not in finding.said
    assert "must begin with" in (await case.findings(DATABASE_URL="mysql://x/y"))["database"].said


async def test_a_data_folder_that_cannot_be_written_is_told(case: Case) -> None:
    (case.home / "file").write_text("")
    found = await case.findings(DATA_FOLDER="file/data", DATABASE_URL="sqlite:////nowhere/x.db")
    assert "cannot be written" in found["data folder"].said


def test_a_line_is_wrapped_under_itself_and_ends_with_the_sum() -> None:
    found = [
        Finding("token", FindingStatus.FAIL, "word " * 40),
        Finding("database", FindingStatus.OK, "Fine."),
    ]
    first, second, *_, last = report.as_text(found).splitlines()
    assert first.startswith("FAIL  token     word")
    assert second.startswith(" " * 16 + "word")
    assert last == "1 thing to repair, marked FAIL, the first first."
    assert not report.is_healthy(found)
    assert json.loads(report.as_json(found))["findings"][1]["verdict"] == "ok"
