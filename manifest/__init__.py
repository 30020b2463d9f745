"""The Teams app package: what Teams is told about the assistant, filled in for one council."""

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from manifest.manifest_settings import (
    MOST_PROMPTS,
    ManifestSettings,
    PackagingError,
    Prompt,
    SetWords,
)

__all__ = ["ManifestSettings", "PackagingError", "Prompt", "SetWords", "manifest_of", "pack"]

Json = dict[str, Any]

_FOLDER = Path(__file__).resolve().parent
_AS_THEY_ARE = ("color.png", "outline.png")
_COMMAND = re.compile(r"(bots\[0\]\.commandLists\[(\d)\]\.commands\[)(\d+)(\]\.\w+)")
_TITLE = 60  # characters of a command in a group
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def manifest_of(particulars: ManifestSettings) -> Json:
    """The manifest, from the template. Without a registration for sign-in it has no place for
    tabs to sign people in."""
    values = {
        "TEAMS_APP_ID": particulars.app_id,
        "CLIENT_ID": particulars.client_id,
        "SIGN_IN_CLIENT_ID": particulars.sign_in_client_id,
        "COUNCIL_NAME": particulars.council,
        "PUBLIC_URL": particulars.public_url,
        "PRIVACY_URL": particulars.privacy_url,
        "TERMS_URL": particulars.terms_url,
        "HOST": particulars.host,
        "VERSION": particulars.version,
        "POLICIES": particulars.words.policies,
    }
    filled: Json = _filled(json.loads((_FOLDER / "template.json").read_text("utf-8")), values)
    if not particulars.sign_in_client_id:
        del filled["webApplicationInfo"]
    for at, listed in enumerate(filled["bots"][0]["commandLists"]):
        listed["commands"][:0] = _commands(particulars, at)
    return filled


def welsh_of(particulars: ManifestSettings) -> Json:
    """The Welsh texts: those of the template's commands stand behind the set's own prompts."""
    given: Json = json.loads((_FOLDER / "cy.json").read_text("utf-8"))
    filled: Json = _filled(given, {"POLICIES": particulars.words.policies_cy})
    before = [len(_commands(particulars, at)) for at in range(3)]
    moved = {_behind(key, before): text for key, text in filled.items()}
    for at, one in enumerate(particulars.words.prompts[: before[0]]):
        place = f"bots[0].commandLists[0].commands[{at}]"
        said = {"title": one.title_cy, "description": one.about_cy}
        moved |= {f"{place}.{name}": text for name, text in said.items() if text}
    return moved


def _behind(key: str, before: list[int]) -> str:
    found = _COMMAND.fullmatch(key)
    return f"{found[1]}{int(found[3]) + before[int(found[2])]}{found[4]}" if found else key


def _commands(particulars: ManifestSettings, at: int) -> list[Json]:
    """The set's prompts: in a personal chat by their titles, elsewhere two, as they are asked."""
    prompts = particulars.words.prompts
    if at == 0:
        return [
            {"title": one.title, "description": one.about, "type": "prompt", "prompt": one.ask}
            for one in prompts[:MOST_PROMPTS]
        ]
    return [
        {"title": one.ask, "description": one.about} for one in prompts if len(one.ask) <= _TITLE
    ][:2]


def pack(particulars: ManifestSettings) -> bytes:
    """The package as a zip; the same particulars give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        text = json.dumps(manifest_of(particulars), indent=2, ensure_ascii=False)
        _put(package, "manifest.json", text.encode())
        welsh = json.dumps(welsh_of(particulars), indent=2, ensure_ascii=False)
        _put(package, "cy.json", welsh.encode())
        for name in _AS_THEY_ARE:
            _put(package, name, (_FOLDER / name).read_bytes())
    return written.getvalue()


def _put(package: zipfile.ZipFile, name: str, content: bytes) -> None:
    package.writestr(zipfile.ZipInfo(name, _EARLIEST), content, zipfile.ZIP_DEFLATED)


def _filled(value: Any, values: dict[str, str]) -> Any:
    """The template with every `${{NAME}}` replaced, inside texts only: nothing that a setting
    holds can change the manifest's shape."""
    if isinstance(value, dict):
        return {key: _filled(item, values) for key, item in value.items()}
    if isinstance(value, list):
        return [_filled(item, values) for item in value]
    if isinstance(value, str):
        for name, given in values.items():
            value = value.replace(f"${{{{{name}}}}}", given)
    return value
