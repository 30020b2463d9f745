"""What the managed identity endpoint of a host answers, made readable for msal and for operators.

msal 1.39 raises a bare ValueError for a body that is no JSON and for `expires_on` as a date, and
calls every refusal `invalid_scope`. Here dates are read, and a refusal is a sentence about that
identity and that endpoint.
https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference
https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#error-handling
"""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import requests

_DATES = ("%m/%d/%Y %H:%M:%S %z", "%m/%d/%Y %I:%M:%S %p %z", "%Y-%m-%dT%H:%M:%S%z",
          "%Y-%m-%dT%H:%M:%S.%f%z")  # fmt: skip
_SECONDS = re.compile(r"([0-9]{1,12})(?:\.[0-9]*)?")
_NO_SUCH = ("identity not found", "no user assigned", "unable to load the proper managed identity")
_ENDED, _UNDATED, _NO_WORDS = "already ended", "no end that can be read", "no JSON"


class IdentityRefusedError(Exception):
    """The host gave no token for the identity; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """As much of a response as msal looks at."""

    status_code: int
    text: str = field(repr=False)
    headers: Mapping[str, str]


class IdentityHttp(requests.Session):
    """The way to the identity endpoint for msal, whose answers it can read. `host` is the one that
    was asked last. (Service Fabric's certificate msal checks in a session of its own.)"""

    def __init__(self, http: requests.Session) -> None:
        super().__init__()
        self._http = http
        self.host = ""

    def get(self, url: str | bytes, **options: Any) -> Any:  # type: ignore[override]
        """What msal looks at of the response."""
        self.host = urlsplit(str(url)).hostname or ""
        response = self._http.get(url, **options)
        text = json.dumps(_readable(response.status_code, response.text))
        return _Reply(response.status_code, text, response.headers)


def refused(client_id: str, host: str, answer: Mapping[str, object]) -> IdentityRefusedError:
    """What an answer without a token means. Holds nothing of the answer but its status."""
    told = f"{answer.get('error_description', '')} {answer.get('message', '')}"
    status = next((part for part in told.replace(",", " ").split() if part.isdigit()), "")
    begun = f"The identity endpoint of this host ({host}) gave no token for {client_id}"
    begun += f" (status {status}). " if status else ". "
    return IdentityRefusedError(begun + _meaning(told, status))


def _meaning(told: str, status: str) -> str:
    if any(words in told.lower() for words in _NO_SUCH):
        return (
            "This machine has no managed identity with that id. Assign the user-assigned identity "
            "to it, and set CLIENT_ID (or FEDERATED_CLIENT_ID) to the identity's client id."
        )
    if _ENDED in told:
        return "Its token has already ended: set this machine's clock right."
    if status in ("401", "403"):
        return (
            "It does not let this program in. Assign the identity to the app or container that "
            "runs it, start that anew, and add the endpoint's host to NO_PROXY."
        )
    if status in ("429", "500", "502", "503", "504"):
        return "It is busy or partly down. Nothing to repair: it is tried again."
    if _NO_WORDS in told or _UNDATED in told:
        return (
            "What it answers is no token. Check that IDENTITY_ENDPOINT is the one that the "
            "platform sets, and add its host to NO_PROXY."
        )
    return "Check that the identity is assigned here, and that its client id is right."


def _readable(status: int, text: str) -> Mapping[str, object]:
    """An answer as msal reads it: with `expires_on` and `expires_in` in seconds, or a refusal."""
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError):
        payload = None
    if not isinstance(payload, dict):
        return _refusal(status, _NO_WORDS)
    if not payload.get("access_token"):
        told = f"{payload.get('message', '')} {payload.get('error_description', '')}".strip()
        return {**payload, **_refusal(status, told)}
    now = int(time.time())
    ends = _end(payload.get("expires_on"), payload.get("expires_in"), now)
    if ends is None or ends <= now:
        return _refusal(HTTPStatus.OK, _UNDATED if ends is None else _ENDED)
    return {**payload, "expires_on": str(ends), "expires_in": str(ends - now)}


def _refusal(status: int, told: str) -> dict[str, object]:
    """In the shapes of both kinds of endpoint."""
    return {
        "statusCode": int(status),
        "message": told,
        "error": "identity_endpoint",
        "error_description": f"{int(status)}, {told}",
    }


def _end(ends_on: object, lasts: object, now: int) -> int | None:
    """The moment at which a token ends, in Unix seconds, however it was written."""
    said = str(ends_on or "").strip()
    if number := _SECONDS.fullmatch(said):
        return int(number[1])
    for form in _DATES:
        try:
            return int(datetime.strptime(said, form).astimezone(UTC).timestamp())
        except ValueError:
            continue
    seconds = _SECONDS.fullmatch(str(lasts or "").strip())
    return now + int(seconds[1]) if seconds and len(seconds[1]) < 9 else None
