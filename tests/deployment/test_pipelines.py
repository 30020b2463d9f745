"""The pipelines by their own schemas, and what must hold in both: no secrets in files, least
rights, nothing deployed that was not checked."""

import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).parent.parent.parent
GITHUB = ROOT / ".github" / "workflows" / "assistant.yml"
AZURE = ROOT / "azure-pipelines.yml"


def read(file: Path) -> dict[str, Any]:
    """The file with every scalar as text, as Azure's schema means it; `on` is a word, not true."""
    found: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return found


def with_numbers(value: object) -> object:
    """As GitHub's schema means it: numbers and truth values where they look so."""
    if isinstance(value, dict):
        return {key: with_numbers(item) for key, item in value.items()}
    if isinstance(value, list):
        return [with_numbers(item) for item in value]
    assert isinstance(value, str)
    if value in ("", "null"):
        return None
    if value in ("true", "false"):
        return value == "true"
    return int(value) if value.isdigit() else value


def schema(name: str) -> Draft7Validator:
    spec = find_spec("check_jsonschema")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0]) / "builtin_schemas" / "vendor"
    return Draft7Validator(json.loads((folder / f"{name}.json").read_text("utf-8")))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("github-workflows", with_numbers(read(GITHUB))),
        ("azure-pipelines", read(AZURE)),
        ("dependabot", with_numbers(read(ROOT / ".github" / "dependabot.yml"))),
    ],
    ids=["github", "azure", "dependabot"],
)
def test_a_file_holds_to_its_schema(name: str, content: object) -> None:
    checker = schema(name)
    assert [error.message for error in checker.iter_errors(content)] == []
    assert list(checker.iter_errors({"jobs": 7, "steps": 7, "updates": 7}))


@pytest.mark.parametrize("file", [GITHUB, AZURE], ids=["github", "azure"])
def test_both_check_all_that_must_hold_audit_packages_and_ask_whether_it_is_ready(
    file: Path,
) -> None:
    text = file.read_text("utf-8")
    for needed in (
        "bash .ci/run",
        "pip-audit --local",
        "--require-hashes --no-deps -r requirements/audit.txt",
        "-m operations sbom",
        "azd deploy assistant",
        "/readyz",
    ):
        assert needed in text
    assert not re.search(r"secrets\.|password|client-secret|CLIENT_SECRET", text)


def test_on_github_nothing_is_deployed_that_was_not_checked_and_approved() -> None:
    workflow = read(GITHUB)
    deploy = workflow["jobs"]["deploy"]
    assert set(deploy["needs"]) == {"check", "audit"}
    assert deploy["environment"] == "live"
    assert "pull_request" not in deploy["if"]


def test_on_github_only_the_deployment_may_sign_in_to_azure() -> None:
    workflow = read(GITHUB)
    assert workflow["permissions"] == {"contents": "read"}
    rights = {name: job.get("permissions", {}) for name, job in workflow["jobs"].items()}
    assert rights == {
        "check": {},
        "audit": {},
        "deploy": {"contents": "read", "id-token": "write"},
    }


def test_on_github_actions_are_githubs_and_azures_own_and_leave_no_credentials() -> None:
    steps = [step for job in read(GITHUB)["jobs"].values() for step in job["steps"]]
    used = [step["uses"] for step in steps if "uses" in step]
    assert all(re.fullmatch(r"(actions|Azure)/[\w-]+@v\d+", name) for name in used)
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_on_azure_devops_nothing_is_deployed_that_was_not_checked_and_approved() -> None:
    check, deploy = read(AZURE)["stages"]
    assert deploy["dependsOn"] == check["stage"]
    assert "refs/heads/main" in deploy["condition"]
    (job,) = deploy["jobs"]
    assert job["environment"] == "live"


def test_every_job_has_a_time_limit() -> None:
    jobs = [*read(GITHUB)["jobs"].values()]
    assert all(0 < int(job["timeout-minutes"]) <= 60 for job in jobs)
    for stage in read(AZURE)["stages"]:
        assert all(0 < int(job["timeoutInMinutes"]) <= 60 for job in stage["jobs"])
