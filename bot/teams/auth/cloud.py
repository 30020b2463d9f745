"""Which Microsoft cloud the bot is registered in, and which hosts its replies may go to."""

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Cloud:
    """The fixed addresses and names of one cloud.

    `metadata` says where the keys of inbound tokens are, `issuer` who must have issued them;
    `login` is the authority of outbound tokens, `scope` what they are for.
    Source: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
    and https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high.
    """

    metadata: str
    issuer: str
    login: str
    scope: str
    service_hosts: tuple[str, ...]


PUBLIC = Cloud(
    metadata="https://login.botframework.com/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.com",
    login="https://login.microsoftonline.com",
    scope="https://api.botframework.com/.default",
    service_hosts=("smba.trafficmanager.net", "*.botframework.com"),
)

US_GOVERNMENT = Cloud(
    metadata="https://login.botframework.azure.us/v1/.well-known/openidconfiguration",
    issuer="https://api.botframework.us",
    login="https://login.microsoftonline.us",
    scope="https://api.botframework.us/.default",
    service_hosts=(
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
        "*.botframework.azure.us",
    ),
)


def is_loopback(host: str) -> bool:
    """Whether a host name or address can only mean this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class ServiceHosts:
    """The allow list of hosts that replies, and with them our bearer token, may go to.

    A name is exact, or `*.name` for everything below it. Addresses are https; plain http is
    taken from a listed host on loopback only.
    """

    def __init__(self, names: Iterable[str]) -> None:
        lowered = {name.lower().rstrip(".") for name in names}
        self._exact = {name for name in lowered if not name.startswith("*.")}
        self._below = tuple(name[1:] for name in lowered if name.startswith("*."))

    def allows(self, url: str) -> bool:
        """Whether `url` may be posted to; anything that is not a plain URL may not."""
        if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
            return False
        try:
            parts = urlsplit(url)
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            return False
        listed = host in self._exact or host.endswith(self._below)
        if not listed or "@" in parts.netloc or parts.query or parts.fragment:
            return False
        return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
