"""A council on this machine: its pages, its tenant's provider and a page of Teams that frames
them, each over TLS and each a site of its own to the browser."""

import json
import ssl
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import requests
import trustme
from aiohttp import web
from jwt.algorithms import RSAAlgorithm

from bot.teams.auth.signing_keys import SigningKeys
from storage import Store
from tests.browser.programs import free_port, program
from tests.microsoft import TENANT, Key
from tests.provider import APP, SECRET, Provider
from tests.web.made_up import MadeUpConversation, made_up_changes, made_up_site
from web.auth.entra_client import Registration
from web.auth.setup import AuthSetup

HERE = Path(__file__).parent
TEAMS_JS = HERE / "node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js"
NAME = "assistant.council.example"

# What the client of Teams answers to its library in a tab.
_HOST = """<!DOCTYPE html><html lang="en"><title>Teams</title>
<iframe title="tab" id="tab" width="900" height="700" src="{tab}"></iframe>
<script>
  let token = "{token}", theme = "{theme}";
  addEventListener("message", ({{ data, source, origin }}) => {{
    if (!data || !data.func) return;
    const reply = (...args) => source.postMessage(
      {{ id: data.id, uuid: data.uuid, uuidAsString: data.uuidAsString, args }}, origin);
    const runtime = JSON.stringify({{ apiVersion: 1, supports: {{ }} }});
    if (data.func === "initialize") reply("content", "desktop", runtime, "2.0.0");
    if (data.func === "getContext") reply({{ theme, locale: "en-gb", appSessionId: "1" }});
    if (data.func === "authentication.getAuthToken")
      reply(Boolean(token), token || "CancelledByUser");
  }});
</script></html>"""


@dataclass
class Council:
    """Where things are, `elsewhere` the same frame at an address that is not of Teams. `token` is
    what Teams hands to the tab, `theme` how it looks, `tab` the page in it."""

    site: str
    teams: str
    elsewhere: str
    rules: str
    provider: Provider
    token: str = ""
    theme: str = "dark"
    tab: str = "/policies"


@dataclass(frozen=True)
class _Papers:
    """Certificates of one authority, for the servers and for whom they speak to."""

    folder: Path
    context: ssl.SSLContext

    @property
    def authority(self) -> Path:
        return self.folder / "authority.pem"

    @classmethod
    def issue(cls, folder: Path) -> "_Papers":
        authority = trustme.CA()
        certificate = authority.issue_cert("localhost", NAME, "teams.microsoft.com")
        authority.cert_pem.write_to_path(folder / "authority.pem")
        certificate.private_key_pem.write_to_path(folder / "key.pem")
        certificate.cert_chain_pems[0].write_to_path(folder / "certificate.pem")
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(context)
        return cls(folder, context)


@asynccontextmanager
async def council(folder: Path, store: Store) -> AsyncIterator[Council]:
    """Everything, serving."""
    key = Key("of-the-tenant")
    private = RSAAlgorithm.to_jwk(key.private, as_dict=True)
    (folder / "signing.json").write_text(json.dumps({**private, "kid": key.id, "use": "sig"}))
    papers = _Papers.issue(folder)
    ports = [free_port() for _ in range(3)]
    site, login = f"https://{NAME}:{ports[0]}", f"https://localhost:{ports[1]}"
    trusting = ssl.create_default_context(cafile=papers.authority)
    files = [str(folder / name) for name in ("certificate.pem", "key.pem", "signing.json")]
    particulars = (str(ports[1]), TENANT, APP, SECRET, f"{site}/sign-in/back", *files)
    command = ("node", "provider.mjs", *particulars)
    rules = f"MAP {NAME} 127.0.0.1, MAP teams.microsoft.com:443 127.0.0.1:{ports[2]}"
    elsewhere = f"https://localhost:{ports[2]}"
    at = Council(site, "https://teams.microsoft.com", elsewhere, rules, Provider(key, login=login))
    connector = aiohttp.TCPConnector(ssl=trusting)
    async with (
        program(*command, folder=HERE, ready="ready", environment={}),
        aiohttp.ClientSession(connector=connector) as http,
    ):
        metadata = f"{login}/{TENANT}/v2.0/.well-known/openid-configuration"
        registration = Registration(
            login=login,
            tenant=TENANT,
            client_id=APP,
            site=site,
            credential=lambda _: SECRET,
            keys=lambda _: SigningKeys(http, metadata, time.monotonic),
            http=lambda: _trusting(papers.authority),
        )
        pages = made_up_site(
            MadeUpConversation(),
            store.clock,
            entrance=AuthSetup(local=False, site=site, sign_in=registration),
            store=lambda: store,
            changes=made_up_changes,
        )
        async with _over_tls(pages, ports[0], papers), _over_tls(_teams(at), ports[2], papers):
            yield at


def _trusting(authority: Path) -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.verify = str(authority)
    return session


def _teams(at: Council) -> web.Application:
    async def frame(_: web.Request) -> web.Response:
        page = _HOST.format(tab=at.site + at.tab, token=at.token, theme=at.theme)
        return web.Response(text=page, content_type="text/html")

    app = web.Application()
    app.router.add_get("/", frame)
    return app


@asynccontextmanager
async def _over_tls(app: web.Application, port: int, papers: _Papers) -> AsyncIterator[None]:
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", port, ssl_context=papers.context).start()
        yield
    finally:
        await runner.cleanup()
