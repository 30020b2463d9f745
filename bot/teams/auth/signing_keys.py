"""The signing keys of inbound tokens, fetched without ever holding up a request that knows its key.

The SDK's own cache fetches on the event loop without a timeout and does not learn new keys for a
day; this one keeps what it has whenever a fetch fails.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp
import jwt

from bot.teams import limits
from bot.teams.auth.cloud import is_loopback

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A public key and the channels that it may speak for."""

    key: jwt.PyJWK
    endorsements: frozenset[str]


class SigningKeys:
    """The keys that the metadata document at `metadata` leads to, by key id.

    `now` is a monotonic clock in seconds. Keys are fetched when first needed, in the background
    when they are a day old, and for a key id that is not known at most once a minute.
    """

    def __init__(
        self, http: aiohttp.ClientSession, metadata: str, now: Callable[[], float]
    ) -> None:
        self._http = http
        self._metadata = metadata
        self._now = now
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None
        self._fetch: asyncio.Task[None] | None = None
        self._trouble = ""

    async def find(self, key_id: str) -> SigningKey | None:
        """The key with this id, or None if the metadata does not have it (now)."""
        wanted = key_id not in self._keys or self._is_older_than(limits.KEYS_REFRESH_AFTER)
        if wanted and self._may_try():
            self._begin()
        if key_id not in self._keys and self._fetch is not None:
            await asyncio.shield(self._fetch)
        return self._keys.get(key_id)

    def problem(self) -> str:
        """Why no key is known, so that nobody can be let in, for operators; "" while there are
        keys, and before the first fetch has ended. Never waits; begins a fetch that is due."""
        if self._keys:
            return ""
        if self._may_try():
            self._begin()
        return self._trouble

    async def close(self) -> None:
        """End a fetch that is under way."""
        if self._fetch is not None:
            self._fetch.cancel()
            await asyncio.gather(self._fetch, return_exceptions=True)

    def _is_older_than(self, seconds: float) -> bool:
        return self._fetched_at is not None and self._now() - self._fetched_at > seconds

    def _may_try(self) -> bool:
        return self._tried_at is None or self._now() - self._tried_at > limits.KEYS_UNKNOWN_PAUSE

    def _begin(self) -> None:
        if self._fetch is None:
            self._tried_at = self._now()
            self._fetch = asyncio.create_task(self._refresh(), name="signing keys")

    async def _refresh(self) -> None:
        try:
            async with asyncio.timeout(2 * limits.KEYS_TIMEOUT):
                self._keys = await self._download()
            self._fetched_at = self._now()
        except Exception as error:  # whatever a key server sends, a request must not fail on it
            self._trouble = (
                f"The signing keys cannot be fetched from {self._metadata} "
                f"({type(error).__name__}). Check DNS and the firewall: 443 to that host."
            )
            log.warning(
                "signing keys not fetched from %s (%s); the %d known ones stay in use",
                self._metadata,
                type(error).__name__,
                len(self._keys),
            )
        finally:
            self._fetch = None

    async def _download(self) -> Mapping[str, SigningKey]:
        address = (await self._get(self._metadata)).get("jwks_uri")
        if not isinstance(address, str) or not may_fetch(address):
            raise ValueError("jwks_uri")
        listed = (await self._get(address)).get("keys")
        keys = {}
        for entry in listed if isinstance(listed, list) else []:
            key = _read_key(entry)
            if key is not None:
                keys[str(entry["kid"])] = key
        if not keys:
            raise ValueError("keys")
        return keys

    async def _get(self, url: str) -> Mapping[str, object]:
        timeout = aiohttp.ClientTimeout(total=limits.KEYS_TIMEOUT)
        async with self._http.get(url, timeout=timeout, allow_redirects=False) as response:
            if response.status != 200:
                raise ValueError(response.status)
            document = await response.json(content_type=None)
        if not isinstance(document, dict):
            raise ValueError("document")  # noqa: TRY004 - what a server sent is a wrong value
        return document


def may_fetch(url: str) -> bool:
    """Whether keys may come from this address: https, or plain http from this machine."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    host = parts.hostname or ""
    return bool(host) and (
        parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host))
    )


def _read_key(entry: object) -> SigningKey | None:
    """An RSA key with an id, or None: other kinds of key are not ours to use."""
    if not isinstance(entry, dict) or not isinstance(entry.get("kid"), str):
        return None
    try:
        key = jwt.PyJWK.from_dict(entry, algorithm="RS256")
    except (jwt.PyJWTError, KeyError, TypeError, ValueError):
        return None
    listed = entry.get("endorsements")
    endorsements = (
        [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    )
    return SigningKey(key, frozenset(endorsements))
