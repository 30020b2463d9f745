"""The way in: does the public address lead to the assistant, and does the app package agree?"""

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.teams.teams_bot import Bot
from operations.doctor.finding import Finding, fail, ok, skip, warn

_TIMEOUT = aiohttp.ClientTimeout(total=10)


async def endpoint(site: str) -> Finding:
    """`/healthz` answers at the public address, and the bot's endpoint lets nobody in without a
    token. The second request is what anybody on the internet may send."""
    if not site:
        return warn(
            "endpoint",
            "PUBLIC_URL is not set: cards have no links to the policies, and the way in cannot be "
            "examined. Set it to https://<host>.",
        )
    try:
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as http:
            async with http.get(f"{site}/healthz", allow_redirects=False) as answer:
                healthy = answer.status == 200 and await answer.content.read(10) == b"ok"
                if not healthy:
                    return fail("endpoint", _not_us(site, answer))
            async with http.post(f"{site}/api/messages", json={}, allow_redirects=False) as answer:
                return _way_in(site, answer)
    except aiohttp.ClientConnectorCertificateError:
        return fail(
            "endpoint",
            f"The certificate of {site} is not trusted. Teams will not connect: use one of a "
            "public authority, with its whole chain.",
        )
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return fail(
            "endpoint",
            f"{site} cannot be reached from here ({type(error).__name__}). Check DNS, the "
            "firewall and that the assistant runs there.",
        )


def _not_us(site: str, answer: aiohttp.ClientResponse) -> str:
    if answer.status in (301, 302, 303, 307, 308, 401, 403):
        return (
            f"{site}/healthz answers {answer.status}: something in front asks people to sign in. "
            "Let /healthz and /api/messages through it; the assistant checks tokens itself."
        )
    if answer.status in (502, 503, 504):
        return f"{site}/healthz answers {answer.status}: the assistant behind it is not up."
    return f"{site}/healthz answers {answer.status}: something else is there. Check PUBLIC_URL."


def _way_in(site: str, answer: aiohttp.ClientResponse) -> Finding:
    where = f"{site}/api/messages"
    if answer.status == 401 and "WWW-Authenticate" not in answer.headers:
        return ok("endpoint", f"{where} answers, and refuses whoever has no token.")
    if answer.status < 300:
        return fail(
            "endpoint",
            f"{where} lets people in without a token: another program, or local mode behind a "
            "proxy, is there. Take it off the internet at once.",
        )
    return fail(
        "endpoint",
        f"{where} answers {answer.status} before the assistant is asked. Let POST through "
        "whatever stands in front (sign-in, firewall, gateway).",
    )


def package(file: Path | None, bot: Bot) -> Finding:
    """The Teams app package names this bot and this site."""
    if file is None:
        return skip("app package", "There is none in build/. Name it: doctor --package FILE.zip.")
    try:
        manifest = _manifest(file)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return fail(
            "app package",
            f"{file.name} cannot be read: it must be a zip with manifest.json at its top.",
        )
    problems = list(_disagreements(manifest, bot))
    if problems:
        return fail("app package", f"{file.name}: {' '.join(problems)} Build and upload it anew.")
    return ok("app package", f"{file.name} names this bot and this site.")


def _manifest(file: Path) -> Mapping[str, Any]:
    if file.suffix == ".json":
        text = file.read_text("utf-8")
    else:
        with zipfile.ZipFile(file) as packed:
            text = packed.read("manifest.json").decode()
    manifest = json.loads(text)
    if not isinstance(manifest, dict):
        raise ValueError("manifest")  # noqa: TRY004 - what a file holds is a wrong value
    return manifest


def _disagreements(manifest: Mapping[str, Any], bot: Bot) -> Iterator[str]:
    bots = manifest.get("bots") or []
    ids = {str(entry.get("botId", "")).lower() for entry in bots if isinstance(entry, dict)}
    if not ids:
        yield "It has no bot."
    elif ids != {bot.app_id.lower()}:
        yield f"Its bot is {', '.join(sorted(ids))}, but CLIENT_ID is {bot.app_id}."
    host = urlsplit(bot.site).hostname or ""
    domains = [str(domain).lower() for domain in manifest.get("validDomains") or []]
    if host and not any(_covers(domain, host) for domain in domains):
        yield f"Its validDomains lack {host}, the host of PUBLIC_URL."


def _covers(domain: str, host: str) -> bool:
    return host == domain or (domain.startswith("*.") and host.endswith(domain[1:]))
