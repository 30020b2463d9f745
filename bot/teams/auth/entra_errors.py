"""What Entra's refusals of a bot's token mean, and what an operator does about each.

Codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes, and what Entra
says when asked (https://login.microsoftonline.com/error?code=7000215). Microsoft may add codes;
one that is not here is still shown by its number, with that address.
"""

import re
from collections.abc import Mapping, Sequence

import requests

from bot.teams.auth.identity_endpoint import IdentityRefusedError

_CODE = re.compile(r"AADSTS(\d{4,8})")

_APP_GONE = (
    "Entra knows no app with this CLIENT_ID in this tenant. Copy the application (client) id from "
    "the app registration, and check that TENANT_ID is the tenant in which it is registered"
)
_NO_TENANT = (
    "There is no such tenant. Copy the tenant id from Entra's overview page to TENANT_ID and "
    "ALLOWED_TENANTS"
)
_NOT_TRUSTED = (
    "The app registration does not trust the identity that asks. Under Certificates & secrets, "
    "Federated credentials, add one whose issuer, subject and audience are those of the managed "
    "identity in FEDERATED_CLIENT_ID or of the workload"
)
_BLOCKED = (
    "A Conditional Access policy for workload identities stops the bot. Ask whoever runs "
    "Conditional Access to let this app in from this network"
)
_LATER = "Entra is busy or partly down. Nothing to repair: it is tried again every 30 seconds"

MEANINGS: Mapping[str, str] = {
    "7000215": "The client secret is wrong. CLIENT_SECRET must be the secret's Value, which Entra "
    "shows only once, not its Secret ID. Make a new secret and copy the Value",
    "7000222": "The client secret has expired. Make a new one under Certificates & secrets, set "
    "CLIENT_SECRET and SECRET_EXPIRES_ON and start again; a managed identity never expires",
    "7000218": "The request carried no credential. Set CLIENT_SECRET, CLIENT_CERTIFICATE or "
    "FEDERATED_CLIENT_ID, or BOT_TYPE to UserAssignedMsi",
    "70002": "The credential is wrong. Check CLIENT_SECRET or CLIENT_CERTIFICATE",
    "700016": _APP_GONE,
    "700027": "The app registration does not have this certificate. Upload the certificate's "
    "public part under Certificates & secrets, or set CLIENT_CERTIFICATE to the one it has",
    "700024": "The assertion is not valid at this time. Set this machine's clock right (doctor "
    "shows by how much it is off), or renew the certificate or the federated token",
    "70021": _NOT_TRUSTED,
    "700211": _NOT_TRUSTED,
    "700212": _NOT_TRUSTED,
    "700213": _NOT_TRUSTED,
    "7002131": _NOT_TRUSTED,
    "7000112": "The app is switched off. Under Enterprise applications, Properties, set Enabled "
    "for users to sign in to Yes",
    "7000229": "The app registration has no service principal in the tenant. An Entra "
    "administrator creates it: az ad sp create --id <CLIENT_ID>",
    "500011": "The Bot Framework has no service principal in the tenant. Check that TENANT_ID is "
    "right, then add the Teams channel to the Azure Bot once more",
    "501051": "The app is not assigned to what it asks for. Under Enterprise applications, "
    "Properties, set Assignment required to No",
    "70011": "The scope is not known. Check BOT_OPENID_METADATA: it decides which cloud is asked",
    "90002": _NO_TENANT,
    "90023": _NO_TENANT,
    "900023": _NO_TENANT,
    "53003": _BLOCKED,
    "530003": _BLOCKED,
    "50196": "The bot asked too often and is held back for some minutes. Start one copy only, "
    "and leave it running",
    "1002016": "The connection used an old TLS version. Update the operating system, or the proxy "
    "in between",
    "90033": _LATER,
    "90055": _LATER,
}

_ANY_REFUSAL = "Check CLIENT_ID, TENANT_ID and the credential"

_NO_IDENTITY = (
    "This machine offers no managed identity. Assign the bot's identity to it; from your own "
    "computer a managed identity cannot be used, so ask where the bot runs."
)

_FAILURES: Sequence[tuple[type[Exception], str]] = (
    (
        requests.exceptions.ProxyError,
        "The proxy refused the way to Entra. Check HTTPS_PROXY and NO_PROXY.",
    ),
    (
        requests.exceptions.SSLError,
        "The connection to Entra is not trusted. If a proxy opens TLS, put its certificate into "
        "REQUESTS_CA_BUNDLE; otherwise check this machine's clock.",
    ),
    (
        requests.exceptions.Timeout,
        "Entra did not answer in time. Check the firewall: 443 to the login host.",
    ),
    (
        requests.exceptions.ConnectionError,
        "Entra cannot be reached. Check DNS and the firewall: 443 to the login host.",
    ),
    (
        OSError,
        "The federated token cannot be read. Check the file in AZURE_FEDERATED_TOKEN_FILE.",
    ),
    (
        KeyError,
        "The managed identity in FEDERATED_CLIENT_ID gave no token. Assign it to this machine, "
        "and check that the setting is its client id.",
    ),
    (
        ValueError,
        "The credential cannot be used. Check that CLIENT_CERTIFICATE holds a private key "
        "without a password, and its certificate.",
    ),
)
"""By kind, the special before the general: requests' errors are OSErrors too."""


def refusal(answer: Mapping[str, object]) -> str:
    """What an answer without a token means, in a sentence with the remedy.

    Holds Entra's code, never its description: that has ids and times, which help nobody here.
    """
    told = f"{answer.get('error_description', '')} {answer.get('error_codes', '')}"
    found = _explained(told)
    if found:
        return found
    return f"Entra gave no token ({_word(answer.get('error'))}). {_ANY_REFUSAL}."


def failure(error: Exception) -> str:
    """What an exception on the way to a token means, in a sentence with the remedy.

    Holds none of the error's own text, which may repeat what must stay secret.
    """
    if isinstance(error, IdentityRefusedError):
        return str(error)
    request = getattr(error, "request", None)
    if str(getattr(request, "url", "")).startswith("http://"):  # Entra's own is always https
        return _NO_IDENTITY
    # Of a tenant that Entra does not know, msal raises an error of its own after Entra's.
    told = f"{error} {error.__context__}" if isinstance(error, ValueError) else ""
    explained = _explained(told)
    if explained:
        return explained
    fits = (sentence for kind, sentence in _FAILURES if isinstance(error, kind))
    return next(fits, f"Asking for a token failed ({type(error).__name__}). {_ANY_REFUSAL}.")


def _explained(told: str) -> str:
    code = _CODE.search(told)
    if code is None:
        return ""
    number = code[1]
    meaning = MEANINGS.get(
        number, f"See https://login.microsoftonline.com/error?code={number}. {_ANY_REFUSAL}"
    )
    return f"AADSTS{number}: {meaning}."


def _word(value: object) -> str:
    return value if isinstance(value, str) and re.fullmatch(r"\w{1,40}", value) else "no reason"
