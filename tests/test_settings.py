"""Settings: what is refused, and that each refusal names the setting and what to do."""

from datetime import date
from pathlib import Path

import pytest

from bot.teams.auth import credentials
from bot.teams.teams_bot import ReplyStyle
from knowledge.index.installed import OwnModels
from knowledge.index.model_folder import OwnModel
from settings import BotType, LogFormat, Settings, SettingsError, Watch
from settings.site import auth_setup, registration, sign_in_credential
from sources.git import Repository
from sources.sharepoint import DocumentLibrary

ID = "11111111-aaaa-bbbb-cccc-000000000001"
TENANT = "11111111-2222-3333-4444-555555555555"
BOT = {
    "CLIENT_ID": ID,
    "TENANT_ID": TENANT,
    "ALLOWED_TENANTS": TENANT,
    "CLIENT_SECRET": "s3cret",
    "HOST": "0.0.0.0",  # noqa: S104 - what a container sets
}
HOME = Path("/home/app")


def read(environment: dict[str, str], dotenv: dict[str, str] | None = None) -> Settings:
    return Settings.read({"PATH": "/bin", "HOME": "/root", **environment}, dotenv or {}, HOME)


def problems(environment: dict[str, str], dotenv: dict[str, str] | None = None) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as refused:
        read(environment, dotenv)
    return refused.value.problems


def test_without_any_setting_the_app_is_in_local_mode_on_this_machine() -> None:
    settings = read({})
    assert settings.is_local
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert (settings.policies, settings.data) == (HOME / "policies", HOME / "data")
    assert settings.watch is Watch.NOTICES


def test_a_share_without_notices_can_be_polled() -> None:
    assert read({"WATCH_POLICIES": "Polling", "DATA_FOLDER": "/kept"}).watch is Watch.POLLING


def test_a_whole_bot_is_read() -> None:
    settings = read(
        BOT
        | {
            "PORT": "8000",
            "ALLOWED_SERVICE_HOSTS": "127.0.0.1, *.example.org",
            "PUBLIC_URL": "https://policies.example/",
            "REPLY_STYLE": "TEXT",
        }
    )
    assert not settings.is_local
    assert settings.bot_type is BotType.SINGLE_TENANT
    assert settings.allowed_tenants == {TENANT}
    assert settings.allowed_service_hosts == ("127.0.0.1", "*.example.org")
    assert settings.public_url == "https://policies.example"
    assert settings.reply_style is ReplyStyle.TEXT


def test_the_environment_goes_before_the_file() -> None:
    assert read({"PORT": "1"}, {"PORT": "2", "HOST": "localhost"}).port == 1


def test_models_of_ones_own_are_named_by_folder_and_digest(tmp_path: Path) -> None:
    given = {"ENCODER": str(tmp_path), "ENCODER_DIGEST": "A" * 64}
    models = read(given).own_models
    assert models.encoder == OwnModel(tmp_path, "A" * 64)
    assert models.reranker is None
    given = {"RERANKER": str(tmp_path), "RERANKER_DIGEST": "b" * 64, "RERANKER_MILLISECONDS": "80"}
    assert read(given).own_models.seconds == 0.08
    assert read({}).own_models == OwnModels()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"ENCODER": "/there/is/none"}, "ENCODER is /there/is/none, which is no folder."),
        ({"ENCODER": "/"}, "ENCODER needs its digest, 64 hex digits, in ENCODER_DIGEST."),
        ({"RERANKER": "/", "RERANKER_DIGEST": "abc"}, "RERANKER needs its digest"),
        ({"RERANKER_DIGEST": "a" * 64}, "RERANKER_DIGEST is set, but RERANKER is empty."),
        ({"RERANKER_MILLISECONDS": "soon"}, "RERANKER_MILLISECONDS must be a number"),
    ],
)
def test_a_model_that_cannot_be_known_again_is_refused(given: dict[str, str], said: str) -> None:
    (problem,) = problems(given)
    assert problem.startswith(said)


def test_a_secret_is_never_printed() -> None:
    assert "s3cret" not in repr(read(BOT))
    assert "s3cret" not in "".join(problems(BOT | {"CLIENT_CERTIFICATE": "missing.pem"}))


@pytest.mark.parametrize("host", ["0.0.0.0", "10.0.0.5", "example.org", "::"])  # noqa: S104
def test_local_mode_listens_on_this_machine_only(host: str) -> None:
    (problem,) = problems({"HOST": host})
    assert problem.startswith(f"HOST is {host} but CLIENT_ID is empty")
    assert "Set CLIENT_ID, or HOST to 127.0.0.1" in problem


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "localhost", "::1"])
def test_every_name_of_this_machine_will_do(host: str) -> None:
    assert read({"HOST": host}).host == host


@pytest.mark.parametrize(
    "name", ["TENANT_ID", "BOT_TYPE", "CLIENT_SECRET", "ALLOWED_TENANTS", "BOT_OPENID_METADATA"]
)
def test_a_bot_without_an_app_id_does_not_fall_back_to_local_mode(name: str) -> None:
    (problem,) = problems({name: "x"})
    assert problem.startswith(f"CLIENT_ID is empty although {name} is set.")


@pytest.mark.parametrize(
    ("changed", "named", "remedy"),
    [
        ({"CLIENT_ID": "bot"}, "CLIENT_ID", "must be an id such as"),
        ({"TENANT_ID": ""}, "TENANT_ID", "must be an id such as"),
        ({"ALLOWED_TENANTS": ""}, "ALLOWED_TENANTS", "Set it to the council's tenant id"),
        ({"ALLOWED_TENANTS": f"{TENANT},*"}, "ALLOWED_TENANTS", "* is not a tenant id"),
        ({"BOT_TYPE": "MultiTenant"}, "BOT_TYPE", "Set it to SingleTenant or UserAssignedMsi"),
        ({"BOT_TYPE": "userassignedmsi"}, "CLIENT_SECRET", "Unset CLIENT_SECRET"),
        ({"CLIENT_SECRET": ""}, "no credential", "Set CLIENT_SECRET, CLIENT_CERTIFICATE or"),
        ({"FEDERATED_CLIENT_ID": ID}, "FEDERATED_CLIENT_ID", "Keep one of them"),
        ({"CLIENT_SECRET": "", "FEDERATED_CLIENT_ID": "x"}, "FEDERATED_CLIENT_ID", "client id of"),
        (
            {"CLIENT_SECRET": "", "CLIENT_CERTIFICATE": "x.pem"},
            "CLIENT_CERTIFICATE",
            "readable PEM",
        ),
        ({"BOT_OPENID_METADATA": "http://x.example"}, "BOT_OPENID_METADATA", "https://"),
        ({"ALLOWED_SERVICE_HOSTS": "https://x.example/"}, "ALLOWED_SERVICE_HOSTS", "host name"),
        ({"ALLOWED_SERVICE_HOSTS": "*"}, "ALLOWED_SERVICE_HOSTS", "host name"),
        ({"ALLOWED_SERVICE_HOSTS": "*.net"}, "ALLOWED_SERVICE_HOSTS", "host name"),
        ({"PORT": "x"}, "PORT", "number"),
        ({"PORT": "70000"}, "PORT", "between 1 and 65535"),
        ({"METRICS_PORT": "3978"}, "METRICS_PORT", "a port of their own"),
        ({"STATE_SECRET": "short"}, "STATE_SECRET", "openssl rand"),
        ({"METRICS_PORT": "0"}, "METRICS_PORT", "between 1 and 65535"),
        ({"MESSAGES_PER_PERSON": "-1"}, "MESSAGES_PER_PERSON", "messages a minute"),
        ({"MESSAGES_PER_TENANT": "many"}, "MESSAGES_PER_TENANT", "or 0 for any number"),
        ({"IDEAS_CHANNEL": "General"}, "IDEAS_CHANNEL", "post new ideas here"),
        ({"POLICY_SOURCE": "ftp"}, "POLICY_SOURCE", "folder, sharepoint or git"),
        ({"POLICY_SOURCE": "git"}, "GIT_ADDRESS", "Set it to the repository's address"),
        ({"POLICY_SOURCE": "sharepoint"}, "SHAREPOINT_SITE", "the site's address"),
        ({"GIT_BRANCH": "main"}, "GIT_BRANCH", "POLICY_SOURCE is not git"),
        ({"POLICY_SOURCE_MINUTES": "0"}, "POLICY_SOURCE_MINUTES", "1 or more"),
        ({"STAFF_PAGE": "maybe"}, "STAFF_PAGE", "on or off"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT", "json or text"),
        ({"SECRET_EXPIRES_ON": "30/11/2027"}, "SECRET_EXPIRES_ON", "such as 2027-11-30"),
        ({"SIGN_IN_SECRET_EXPIRES_ON": "soon"}, "SIGN_IN_SECRET_EXPIRES_ON", "such as 2027-11-30"),
        ({"CLIENT_SECRET": ID}, "CLIENT_SECRET", "a secret's id, not its value"),
        ({"PUBLIC_URL": "policies.example"}, "PUBLIC_URL", "https://"),
        ({"REPLY_STYLE": "html"}, "REPLY_STYLE", "card or text"),
        ({"WATCH_POLICIES": "yes"}, "WATCH_POLICIES", "notices or polling"),
    ],
)
def test_an_unsafe_setting_is_refused_with_its_name_and_the_remedy(
    changed: dict[str, str], named: str, remedy: str
) -> None:
    (problem,) = problems(BOT | changed)
    assert named in problem
    assert remedy in problem


def test_everything_wrong_is_told_at_once() -> None:
    assert len(problems(BOT | {"PORT": "x", "TENANT_ID": "y", "REPLY_STYLE": "z"})) == 3


def test_the_log_is_for_machines_where_there_is_a_bot_and_for_a_person_elsewhere() -> None:
    assert read({}).log_format is LogFormat.TEXT
    assert read(BOT).log_format is LogFormat.JSON
    assert read(BOT | {"LOG_FORMAT": "Text"}).log_format is LogFormat.TEXT


def test_people_may_send_so_much_a_minute_where_there_is_a_bot() -> None:
    assert (read({}).per_person, read({}).per_tenant) == (0, 0)
    assert (read(BOT).per_person, read(BOT).per_tenant) == (30, 6000)
    assert read(BOT | {"MESSAGES_PER_PERSON": "0"}).per_person == 0


def test_policies_may_come_from_a_library_or_a_repository() -> None:
    site = "https://council.sharepoint.com/sites/ai/"
    library = read(BOT | {"POLICY_SOURCE": "SharePoint", "SHAREPOINT_SITE": site}).sharepoint
    assert library == DocumentLibrary("https://council.sharepoint.com/sites/ai", "Documents", "")
    assert "needs the bot's CLIENT_ID" in "".join(
        problems({"POLICY_SOURCE": "sharepoint", "SHAREPOINT_SITE": site})
    )
    git = read(
        {"POLICY_SOURCE": "git", "GIT_ADDRESS": "https://x:secret@host/r", "GIT_FOLDER": "/a/"}
    )
    assert git.git == Repository("https://x:secret@host/r", "main", "a")
    assert "x:secret" not in repr(git)


def test_the_day_on_which_a_secret_ends_is_read() -> None:
    assert read(BOT | {"SECRET_EXPIRES_ON": "2027-11-30"}).secret_expires_on == date(2027, 11, 30)


def test_data_is_kept_in_a_file_in_the_data_folder_unless_an_address_is_set() -> None:
    assert read({}).database == HOME / "data"
    assert read({"STATE_SECRET": f"{'a' * 32}, {'b' * 32}"}).state_secrets == ("a" * 32, "b" * 32)
    assert read({"DATABASE_URL": "postgresql://db/x"}).database == "postgresql://db/x"


def test_a_bot_that_is_a_managed_identity_needs_no_credential() -> None:
    settings = read(BOT | {"BOT_TYPE": "UserAssignedMSI", "CLIENT_SECRET": ""})
    assert settings.bot_type is BotType.USER_ASSIGNED_IDENTITY


def test_a_platforms_federated_token_file_is_a_credential() -> None:
    settings = read(BOT | {"CLIENT_SECRET": "", "AZURE_FEDERATED_TOKEN_FILE": "/var/run/token"})
    assert settings.federated_token_file == "/var/run/token"


def test_keys_may_come_from_a_metadata_server_on_this_machine() -> None:
    address = "http://127.0.0.1:4001/openid"
    assert read(BOT | {"BOT_OPENID_METADATA": address}).bot_openid_metadata == address


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("CLIENT_SECRTE", "CLIENT_SECRET"),
        ("ALLOWED_TENANT", "ALLOWED_TENANTS"),
        ("ALLOW_TENANTS", "ALLOWED_TENANTS"),
        ("client_id", "CLIENT_ID"),
        ("DATABASEURL", "DATABASE_URL"),
    ],
)
def test_a_misspelt_name_in_the_environment_is_refused_with_the_nearest(
    typed: str, meant: str
) -> None:
    (problem,) = problems({typed: "x"})
    assert problem.startswith(f"{typed} is not a setting of ours. Did you mean {meant}?")


def test_names_of_other_programs_are_left_alone() -> None:
    read(
        dict.fromkeys(
            ["HOST_NAME", "PORTS", "HOSTNAME", "POLICY", "IDENTITY_ENDPOINT", "AZURE_CLIENT_ID"],
            "x",
        )
    )


def test_any_unknown_name_in_the_file_is_refused() -> None:
    (problem,) = problems({}, {"PROT": "3978"})
    assert problem == "PROT in .env is not a setting of ours. Did you mean PORT?"


PAGES = BOT | {"PUBLIC_URL": "https://x.example", "SIGN_IN_CLIENT_ID": TENANT}


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"SIGN_IN_CLIENT_ID": "x"}, "SIGN_IN_CLIENT_ID must be an id"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL is empty although SIGN_IN_CLIENT_ID is set"),
        ({"SIGN_IN_CLIENT_ID": ""}, "Set both, or neither"),
        ({"SIGN_IN_SECRET": ""}, "has no credential"),
        ({"SIGN_IN_SECRET": ID}, "looks like a secret's id"),
        ({"SIGN_IN_CLIENT_ID": ID}, "Unset it"),
        ({"SIGN_IN_CLIENT_ID": ID, "SIGN_IN_SECRET": "", "BOT_TYPE": "UserAssignedMsi",
          "CLIENT_SECRET": ""}, "managed identity, with which nobody can sign in"),
        ({"POLICY_READERS": "everyone"}, "POLICY_READERS must be tenant or anybody"),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_what_cannot_sign_people_in_is_refused(changed: dict[str, str], word: str) -> None:
    found = problems(PAGES | {"SIGN_IN_SECRET": "value~of~it"} | changed)
    assert any(word in problem for problem in found), found


@pytest.mark.parametrize(
    ("given", "proof"),
    [
        ({"SIGN_IN_SECRET": "value~of~it"}, credentials.Secret("value~of~it")),
        ({"SIGN_IN_CLIENT_ID": ID}, credentials.Secret("s3cret")),
        ({"BOT_TYPE": "UserAssignedMsi", "CLIENT_SECRET": ""}, credentials.FederatedIdentity(ID)),
        ({"CLIENT_SECRET": "", "FEDERATED_CLIENT_ID": TENANT},
         credentials.FederatedIdentity(TENANT)),
    ],
    ids=lambda value: str(value)[:40],
)  # fmt: skip
def test_the_registration_for_signing_in_proves_itself_with_what_there_is(
    given: dict[str, str], proof: credentials.Proof
) -> None:
    settings = read(PAGES | given)
    assert sign_in_credential(settings) == proof
    made = registration(settings)
    assert made is not None
    assert made.issuer == f"https://login.microsoftonline.com/{TENANT}/v2.0"
    assert made.back == "https://x.example/sign-in/back"
    assert "value~of~it" not in repr(settings) + repr(made)


def test_without_a_registration_nobody_signs_in() -> None:
    assert auth_setup(read({})).local
    assert auth_setup(read(BOT)).sign_in is None
    assert auth_setup(read(BOT | {"POLICY_READERS": "Anybody"})).open_reader
