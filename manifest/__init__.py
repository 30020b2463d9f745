"""The Teams app package: what Teams is told about the assistant, filled in for one council."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from manifest.manifest_settings import ManifestSettings, PackagingError

__all__ = ["ManifestSettings", "PackagingError", "manifest_of", "pack"]

Json = dict[str, Any]

_FOLDER = Path(__file__).resolve().parent
_AS_THEY_ARE = ("color.png", "outline.png", "cy.json")
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
    }
    filled: Json = _filled(json.loads((_FOLDER / "template.json").read_text("utf-8")), values)
    if not particulars.sign_in_client_id:
        del filled["webApplicationInfo"]
    return filled


def pack(particulars: ManifestSettings) -> bytes:
    """The package as a zip; the same particulars give the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        text = json.dumps(manifest_of(particulars), indent=2, ensure_ascii=False)
        _put(package, "manifest.json", text.encode())
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
