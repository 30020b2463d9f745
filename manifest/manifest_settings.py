"""What the Teams app package says about one council and its bot, checked before it is packed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

LONGEST_NAME = 32
"""Characters of the council's name: what the manifest takes for a developer's name."""

_GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_VERSION = re.compile(r"(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}")


class PackagingError(ValueError):
    """The package cannot be made; `problems` has a sentence for each setting that is at fault."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


MOST_PROMPTS = 6
"""Questions in the menu of a personal chat; Teams takes ten commands, and four are ours."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question of the policy set in Teams' menu: what is asked, its `title` (at most 32
    characters) and what it is `about` (at most 128), each in English and Welsh."""

    ask: str
    title: str
    about: str
    title_cy: str = ""
    about_cy: str = ""


@dataclass(frozen=True, slots=True)
class SetWords:
    """What the policy set brings to the package: what it calls itself, and its prompts."""

    policies: str = "the policies"
    policies_cy: str = "y polisïau"
    prompts: tuple[Prompt, ...] = ()


NO_WORDS = SetWords()


@dataclass(frozen=True, slots=True)
class ManifestSettings:
    """What differs from council to council. `public_url` has no slash at its end.

    `app_id` is the app in the Teams catalogue, `client_id` its bot, `sign_in_client_id` the app
    registration with which tabs sign people in, or "" for none.
    """

    app_id: str
    client_id: str
    sign_in_client_id: str
    council: str
    public_url: str
    privacy_url: str
    terms_url: str
    version: str
    words: SetWords = NO_WORDS

    @property
    def host(self) -> str:
        return urlsplit(self.public_url).hostname or ""

    @classmethod
    def read(
        cls, given: Mapping[str, str], version: str, words: SetWords = NO_WORDS
    ) -> "ManifestSettings":
        """From settings by name, as an operator gives them. Raises NotPackedError."""
        named = {name: value.strip() for name, value in given.items()}
        problems = list(_problems(named, version))
        if problems:
            raise PackagingError(problems)
        public = named["PUBLIC_URL"].rstrip("/")
        return cls(
            app_id=(named.get("TEAMS_APP_ID") or named["CLIENT_ID"]).lower(),
            client_id=named["CLIENT_ID"].lower(),
            sign_in_client_id=named.get("SIGN_IN_CLIENT_ID", "").lower(),
            council=named["COUNCIL_NAME"],
            public_url=public,
            privacy_url=named.get("PRIVACY_URL") or f"{public}/about#privacy",
            terms_url=named.get("TERMS_URL") or f"{public}/about#terms",
            version=version,
            words=words,
        )


def _problems(given: Mapping[str, str], version: str) -> Iterator[str]:
    if not given.get("CLIENT_ID"):
        yield "CLIENT_ID is missing. Set it to the bot's app id; the package names that bot."
    for name in ("CLIENT_ID", "TEAMS_APP_ID", "SIGN_IN_CLIENT_ID"):
        if given.get(name) and not _GUID.fullmatch(given[name]):
            yield f"{name} must be an id such as 00000000-0000-0000-0000-000000000000."
    name = given.get("COUNCIL_NAME", "")
    if not name:
        yield "COUNCIL_NAME is missing. Staff see it as the maker of the app in Teams."
    elif len(name) > LONGEST_NAME:
        yield (
            f"COUNCIL_NAME has {len(name)} characters; Teams takes {LONGEST_NAME}. "
            "Use the council's short name."
        )
    if not given.get("PUBLIC_URL"):
        yield "PUBLIC_URL is missing. Set it to the address at which Teams and browsers reach us."
    for name in ("PUBLIC_URL", "PRIVACY_URL", "TERMS_URL"):
        if given.get(name):
            yield from _address_problems(name, given[name])
    if not _VERSION.fullmatch(version):
        yield f"The app's version is {version}; it must be three numbers, for example 1.0.3."


def _address_problems(name: str, address: str) -> Iterator[str]:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host = ""
    if not host or parts.scheme != "https" or parts.username or not address.isascii():
        yield f"{name} must be an address that begins with https://, for example {_EXAMPLE}."
    elif not _is_public_name(host):
        yield f"{name} must name a host that Teams can reach, for example {_EXAMPLE}, not {host}."
    elif name == "PUBLIC_URL" and (parts.query or parts.fragment):
        yield f"{name} must end with the host or a path: leave out what follows ? or #."


_EXAMPLE = "https://policies.council.example"


def _is_public_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." in host.strip(".") and not host.endswith((".local", ".localhost"))
    return False
