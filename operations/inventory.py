"""What the assistant is made of: every package of a lock, with version, hashes, licence and what it
needs, as an SBOM (CycloneDX) or as a list of licences.

Versions and hashes come from the hash-locked list, which is what is installed everywhere; licences
and needs from the packages' own metadata, so for those that are installed here alone.
"""

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import Message
from importlib import metadata
from pathlib import Path
from typing import Any, cast

_NAME = "ai-policy-assistant"
_NAMESPACE = uuid.UUID("6f0c9e0e-5d0b-4f0e-9a57-6b6a1f2d7c11")
"""For serial numbers: the same lock has the same one."""

_ENTRY = re.compile(r"(?P<name>[A-Za-z0-9._-]+)==(?P<version>[^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_CLASSIFIER = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Package:
    """One package of a lock. `licence` is "" where it is not installed here or does not say;
    `is_spdx` is whether it is an expression of SPDX. `needs` are names, also of packages that this
    platform leaves out."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str
    is_spdx: bool
    needs: tuple[str, ...]

    @property
    def purl(self) -> str:
        return f"pkg:pypi/{self.name}@{self.version}"


def packages(lock: Path) -> Sequence[Package]:
    """Every package of a hash-locked list, by name."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    return sorted(map(_package, filter(_ENTRY.match, text.splitlines())), key=lambda p: p.name)


def _package(entry: str) -> Package:
    found = _ENTRY.match(entry)
    if found is None:
        raise ValueError(entry)
    name = _normal(found["name"])
    try:
        about = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        licence, is_spdx = "", False
        needs: tuple[str, ...] = ()
    else:
        licence, is_spdx = _licence(cast(Message, about.metadata))
        needs = tuple(sorted(set(_needs(about.requires or []))))
    return Package(
        name, found["version"], tuple(sorted(_HASH.findall(entry))), licence, is_spdx, needs
    )


def _licence(told: Message) -> tuple[str, bool]:
    """The licence as the package states it, best statement first, and whether that is SPDX."""
    expression = told.get("License-Expression")
    if expression:
        return str(expression), True
    classifiers = [
        str(line).removeprefix(_CLASSIFIER)
        for line in told.get_all("Classifier", [])
        if str(line).startswith(_CLASSIFIER)
    ]
    if classifiers:
        return "; ".join(classifiers), False
    written = str(told.get("License") or "").strip()
    return (written if 0 < len(written) <= 60 else ""), False


def _needs(requirements: Sequence[str]) -> Iterator[str]:
    """The names in a package's requirements, without those of its extras."""
    for requirement in requirements:
        if "extra ==" not in requirement.replace("  ", " "):
            yield name_of(requirement)


def name_of(requirement: str) -> str:
    """`psycopg` for `Psycopg[binary]>=3 ; python_version > "3.11"`."""
    return _normal(re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0])


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def sbom(found: Sequence[Package], asked: Sequence[str], now: datetime) -> Mapping[str, Any]:
    """A CycloneDX 1.6 document. `asked` is what the project itself asks for, as it is written."""
    known = {package.name: package for package in found}
    content = "\n".join(f"{package.purl} {package.hashes}" for package in found)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMESPACE, content)}",
        "version": 1,
        "metadata": {
            "timestamp": now.isoformat(timespec="seconds"),
            "component": {"type": "application", "name": _NAME, "bom-ref": _NAME},
        },
        "components": [_component(package) for package in found],
        "dependencies": [
            {"ref": _NAME, "dependsOn": _refs(asked, known)},
            *({"ref": p.purl, "dependsOn": _refs(p.needs, known)} for p in found),
        ],
    }


def _component(package: Package) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "purl": package.purl,
        "hashes": [{"alg": "SHA-256", "content": content} for content in package.hashes],
    }
    if package.is_spdx:
        component["licenses"] = [{"expression": package.licence}]
    elif package.licence:
        component["licenses"] = [{"license": {"name": package.licence}}]
    return component


def _refs(names: Sequence[str], known: Mapping[str, Package]) -> list[str]:
    return sorted({known[name].purl for name in map(name_of, names) if name in known})


def licences(found: Sequence[Package]) -> str:
    """A line a package: name, version, licence."""
    wide = max(len(f"{package.name} {package.version}") for package in found)
    return "\n".join(
        f"{f'{package.name} {package.version}':<{wide}}  {package.licence or '(not stated here)'}"
        for package in found
    )
