"""The Bicep files, as far as they can be checked without Azure: each is parsed, the files agree
with each other and with the settings of the app, and nothing is open that should be closed."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from pycep import BicepParser

from settings.kinds import KNOWN

ROOT = Path(__file__).parent.parent.parent
INFRA = ROOT / "infra"
FILES = [INFRA / "main.bicep", *sorted((INFRA / "modules").glob("*.bicep"))]

Parsed = dict[str, Any]

NOT_OURS = {"APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL"}
"""Read by Microsoft's exporter, not by the app."""


@lru_cache
def parsed(file: Path) -> Parsed:
    return cast(Parsed, BicepParser().parse(text=file.read_text("utf-8")))


@pytest.fixture(scope="module")
def main() -> Parsed:
    return parsed(INFRA / "main.bicep")


@pytest.fixture(scope="module")
def app() -> Parsed:
    return parsed(INFRA / "modules" / "app.bicep")


def container(app: Parsed) -> Parsed:
    (only,) = app["resources"]["app"]["config"]["properties"]["template"]["containers"]
    found: Parsed = only
    return found


def environment(app: Parsed) -> list[Parsed]:
    """What the container always gets; further settings and the address of git come after it."""
    assert container(app)["env"]["function"] == {
        "type": "concat",
        "parameters": {"arg_1": "always", "arg_2": "settings", "arg_3": "fromGit"},
    }
    found: list[Parsed] = app["variables"]["always"]["value"]
    return found


def every(value: object) -> Iterator[tuple[str, Any]]:
    """Every key with its value, however deep."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key, item
            yield from every(item)
    elif isinstance(value, list):
        for item in value:
            yield from every(item)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_bicep_and_uses_all_that_it_declares(file: Path) -> None:
    found = parsed(file)
    text = re.sub(r"(?<!:)//.*", "", file.read_text("utf-8"))
    for kind in ("parameters", "variables"):
        for name in found.get(kind, {}):
            uses = len(re.findall(rf"(?<![\w.]){name}(?![\w:]| ?:(?! ))", text))
            assert uses > 1, f"{name} is declared and not used"


def test_broken_bicep_is_refused() -> None:
    with pytest.raises(Exception, match="Unexpected"):
        BicepParser().parse(text="resource x 'Microsoft.X/y@2020-01-01' = {")


def test_every_parameter_of_the_whole_says_what_it_is(main: Parsed) -> None:
    for name, parameter in main["parameters"].items():
        kinds = {decorator["type"] for decorator in parameter["decorators"]}
        assert "description" in kinds, name


def test_a_module_is_given_what_it_asks_for_and_nothing_else(main: Parsed) -> None:
    for name, module in main["modules"].items():
        asked = parsed(INFRA / module["detail"]["path"])["parameters"]
        needed = {key for key, value in asked.items() if value.get("default") is None}
        (given,) = (set(value) for key, value in every(module) if key == "params")
        assert needed <= given <= set(asked), name


def test_what_is_taken_from_a_module_is_put_out_by_it(main: Parsed) -> None:
    text = (INFRA / "main.bicep").read_text("utf-8")
    for module, output in re.findall(r"\b(\w+)\.outputs\.(\w+)", text):
        path = main["modules"][module]["detail"]["path"]
        assert output in parsed(INFRA / path)["outputs"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_secrets_are_marked_as_secrets_and_never_put_out(file: Path) -> None:
    found = parsed(file)
    for name, parameter in found.get("parameters", {}).items():
        if re.search(r"password|secret|databaseUrl|connection", name, flags=re.IGNORECASE):
            assert {"type": "secure"} in parameter["decorators"], name
    for name, output in found.get("outputs", {}).items():
        assert not re.search(r"password|secret|connection|key\b", f"{name} {output}".lower())


def test_the_settings_are_ones_that_the_app_knows(app: Parsed) -> None:
    names = [entry["name"] for entry in environment(app)]
    assert set(names) - NOT_OURS <= set(KNOWN)
    assert len(names) == len(set(names))
    assert {"CLIENT_ID", "TENANT_ID", "ALLOWED_TENANTS", "BOT_TYPE", "DATABASE_URL"} <= set(names)
    assert "CLIENT_SECRET" not in names, "the bot is a managed identity"


def test_what_is_secret_reaches_the_app_as_a_reference(app: Parsed) -> None:
    entries = {entry["name"]: entry for entry in environment(app)}
    known = {secret["name"]: secret for secret in app["variables"]["secrets"]["value"]}
    for name in ("DATABASE_URL", "STATE_SECRET", "APPLICATIONINSIGHTS_CONNECTION_STRING"):
        assert entries[name]["secretRef"] in known
    for name in ("database-url", "state-secret"):
        assert known[name]["keyVaultUrl"].endswith(f"secrets/{name}")
        assert "value" not in known[name]
    text = (INFRA / "modules" / "app.bicep").read_text("utf-8")
    assert "{ name: 'GIT_ADDRESS', secretRef: 'git-address' }" in text
    assert {"type": "secure"} in app["parameters"]["gitAddress"]["decorators"]


def test_the_app_is_reached_by_https_on_its_own_port_and_never_sleeps(app: Parsed) -> None:
    properties = app["resources"]["app"]["config"]["properties"]
    ingress = properties["configuration"]["ingress"]
    assert ingress["allowInsecure"] is False
    assert ingress["targetPort"] == "port"
    assert app["variables"]["port"]["value"] == 3978
    assert properties["template"]["scale"]["minReplicas"] == 1
    entries = {entry["name"]: entry.get("value") for entry in environment(app)}
    assert entries["METRICS_PORT"] != "3978", "the figures are not on the way in from outside"


def test_the_platform_asks_for_health_in_three_ways(app: Parsed) -> None:
    kinds = [probe["function"]["parameters"]["arg_2"]["type"] for probe in container(app)["probes"]]
    assert kinds == ["Startup", "Liveness", "Readiness"]


def test_the_policy_sets_are_kept_where_the_app_keeps_them(app: Parsed) -> None:
    (mount,) = container(app)["volumeMounts"]
    assert mount["mountPath"] == "/app/data/sets"
    (volume,) = app["resources"]["app"]["config"]["properties"]["template"]["volumes"]
    assert "uid=10001,gid=10001" in volume["mountOptions"], "the user of the Dockerfile"


def test_the_bot_is_of_one_tenant_and_speaks_teams() -> None:
    resources = parsed(INFRA / "modules" / "bot.bicep")["resources"]
    assert resources["bot"]["config"]["properties"]["msaAppType"] == "UserAssignedMSI"
    assert resources["bot"]["config"]["kind"] == "azurebot"
    assert resources["teams"]["config"]["name"] == "MsTeamsChannel"
    assert "/api/messages" in (INFRA / "main.bicep").read_text("utf-8")


def test_nothing_is_open_that_should_be_closed(main: Parsed, app: Parsed) -> None:
    assert main["resources"]["registry"]["config"]["properties"]["adminUserEnabled"] is False
    vault = main["resources"]["vault"]["config"]["properties"]
    assert vault["enableRbacAuthorization"] is True
    assert vault["enablePurgeProtection"] is True
    account = app["resources"]["account"]["config"]["properties"]
    assert account["allowBlobPublicAccess"] is False
    assert account["supportsHttpsTrafficOnly"] is True
    server = parsed(INFRA / "modules" / "database.bicep")["resources"]["server"]["config"]
    assert server["properties"]["network"]["publicNetworkAccess"] == "Disabled"
    assert server["properties"]["backup"]["backupRetentionDays"] >= 14


def test_the_bot_gets_two_roles_and_whoever_deploys_one(main: Parsed) -> None:
    text = (INFRA / "main.bicep").read_text("utf-8")
    roles = dict(re.findall(r"^var (may\w+) = '([0-9a-f-]{36})'", text, flags=re.MULTILINE))
    assert roles == {
        "mayPull": "7f951dda-4ed3-4680-a7ca-43fe172d538d",  # AcrPull
        "mayReadSecrets": "4633458b-17de-408a-b874-0445c86b69e6",  # Key Vault Secrets User
    }
    grants = {
        name: dict(every(resource))["principalId"]
        for name, resource in main["resources"].items()
        if "roleAssignments" in resource["type"]
    }
    assert set(grants) == {"pull", "readSecrets", "readAgain"}
    assert grants["readAgain"] == "deployerId"


def test_every_kind_of_resource_names_one_version_of_its_interface() -> None:
    versions: dict[str, set[str]] = {}
    for file in FILES:
        for resource in parsed(file).get("resources", {}).values():
            kind = resource["type"].split("/")
            versions.setdefault("/".join(kind[:2]), set()).add(resource["api_version"])
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", resource["api_version"]), "no previews"
    assert {kind: found for kind, found in versions.items() if len(found) > 1} == {}


def test_a_readiness_test_asks_the_address_that_the_app_answers(main: Parsed) -> None:
    assert "/readyz'" in (INFRA / "main.bicep").read_text("utf-8")
    test = parsed(INFRA / "modules" / "watch.bicep")["resources"]["test"]["config"]["properties"]
    assert test["ValidationRules"]["ExpectedHttpStatusCode"] == 200


def test_the_parameters_that_azd_fills_in_are_parameters(main: Parsed) -> None:
    given = json.loads((INFRA / "main.parameters.json").read_text("utf-8"))["parameters"]
    asked = main["parameters"]
    assert set(given) <= set(asked)
    assert {name for name, value in asked.items() if value.get("default") is None} <= set(given)
    assert "${SERVICE_ASSISTANT_RESOURCE_EXISTS=false}" in json.dumps(given)


def test_azd_finds_the_service_the_template_and_the_dockerfile(app: Parsed) -> None:
    config = yaml.safe_load((ROOT / "azure.yaml").read_text("utf-8"))
    assert set(config) == {"name", "infra", "services"}
    assert re.fullmatch(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?", config["name"])
    assert (ROOT / config["infra"]["path"] / "main.bicep").is_file()
    ((name, service),) = config["services"].items()
    assert set(service) == {"project", "language", "host", "docker"}
    assert service["host"] == "containerapp"
    assert (ROOT / service["docker"]["path"]).is_file()
    tags = app["resources"]["app"]["config"]["tags"]["function"]["parameters"]["arg_2"]
    assert tags["'azd-service-name'"] == name


ACTIONS = {
    "teamsApp/create": {"name"},
    "teamsApp/validateAppPackage": {"appPackagePath"},
    "teamsApp/update": {"appPackagePath"},
    "teamsApp/publishAppPackage": {"appPackagePath"},
    "script": {"run", "timeout"},
}
"""The actions of the Agents Toolkit that we use, with what each is given (its schema v1.9)."""


def test_the_toolkits_file_has_known_actions_in_a_sound_order() -> None:
    config = yaml.safe_load((ROOT / "m365agents.yml").read_text("utf-8"))
    assert config["version"] == "v1.9"
    assert set(config) == {"version", "environmentFolderPath", "provision", "publish"}
    for stage in ("provision", "publish"):
        for step in config[stage]:
            assert set(step["with"]) == ACTIONS[step["uses"]]
            assert set(step) <= {"uses", "with", "writeToEnvironmentFile"}
    order = [step["uses"] for step in config["provision"]]
    assert order == [
        "teamsApp/create",
        "script",
        "teamsApp/validateAppPackage",
        "teamsApp/update",
    ]
    packages = {value for key, value in every(config) if key == "appPackagePath"}
    assert packages == {"./build/teams-app.zip"}
