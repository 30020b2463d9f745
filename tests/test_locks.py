"""The lists that are installed hold what `pyproject.toml` asks for, each list all of the last."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
ASKED = {
    "run": PROJECT["dependencies"],
    "test": [*PROJECT["dependencies"], *EXTRAS["test"]],
    "browser": [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["browser"]],
    "agents": [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["agents"]],
    "successor": [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["successor"]],
    "audit": [*PROJECT["dependencies"], *EXTRAS["audit"]],
    "azure": [*PROJECT["dependencies"], *EXTRAS["azure"]],
    "importing": [*PROJECT["dependencies"], *EXTRAS["importing"]],
    "papers": [*PROJECT["dependencies"], *EXTRAS["papers"]],
    "models": [*PROJECT["dependencies"], *EXTRAS["models"]],
    "bench": [*PROJECT["dependencies"], *EXTRAS["test"], *EXTRAS["bench"]],
}


def locked(name: str) -> list[str]:
    """The entries of a list without their hashes: `name==version ; marker`."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    return [line.removesuffix(" \\") for line in text.splitlines() if line[:1].isalnum()]


@pytest.mark.parametrize("name", ASKED)
def test_what_the_project_asks_for_is_in_its_list(name: str) -> None:
    there = {entry.partition("==")[0] for entry in locked(name)}
    named = (re.split(r"[\[=<>;~ ]", dependency)[0] for dependency in ASKED[name])
    asked = {re.sub(r"[-_.]+", "-", one).lower() for one in named}  # as locks write names

    assert asked <= there, f"lock again: {asked - there} are not in requirements/{name}.txt"


@pytest.mark.parametrize(
    ("larger", "smaller"),
    [
        ("test", "run"),
        ("browser", "test"),
        ("bench", "test"),
        ("azure", "run"),
        ("importing", "run"),
        ("papers", "run"),
        ("test", "importing"),
        ("test", "papers"),
        ("models", "run"),
        ("test", "models"),
        ("audit", "run"),
        ("successor", "test"),
        ("agents", "test"),
    ],
)
def test_a_larger_list_holds_the_smaller_at_the_same_versions(larger: str, smaller: str) -> None:
    assert set(locked(smaller)) <= set(locked(larger))


def test_the_lock_of_the_browser_tests_own_packages_names_no_address() -> None:
    text = (ROOT / "tests" / "browser" / "package-lock.json").read_text("utf-8")

    assert "integrity" in text
    assert '"resolved"' not in text
