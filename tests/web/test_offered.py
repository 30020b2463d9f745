"""Nobody is offered a link or a form that is refused to them."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.bot.ideas.idea_chats import with_ideas
from tests.databases import SetClock
from tests.knowledge.files.test_screening_version import add_version
from tests.web.visitor import Element, read_html
from tests.web.whole_site import NOBODY, WHO, WholeSite, whole_site
from triage import TriageList
from web.permissions import Role

_FEW = 6
"""Addresses of one route that are followed, besides every idea's: what they offer differs by state,
not by number."""


@pytest.fixture
def clock() -> SetClock:
    """When the screening that asks for a test is in force."""
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def site(sqlite_database: str, clock: SetClock, tmp_path: Path) -> AsyncIterator[WholeSite]:
    """With a test that is asked for before a pilot: officers alone record it."""
    policies = with_ideas(tmp_path)
    add_version(policies, "\n## Safety test {#safety}\n- before: pilot, roll-out\n")
    async with whole_site(sqlite_database, clock, policies, tmp_path) as opened:
        yield opened


async def _refused(site: WholeSite, who: str) -> tuple[set[str], set[str]]:
    """What is offered to somebody and refused, with the page that offers it; and the routes that
    they came to."""
    roles = WHO.get(who, frozenset[Role]())
    ideas = {f"/board/{one.reference}" for one in await TriageList(site.store).ideas()}
    waiting, seen, refused = [("/", "nowhere")], dict[str, set[str]](), set[str]()
    while waiting:
        path, offered_on = waiting.pop(0)
        path = path.partition("#")[0]
        route = site.route_of("GET", path)
        followed = seen.setdefault(route, set())
        enough = len(followed) >= _FEW and path not in ideas
        if not route or not path.startswith("/") or path in followed or enough:
            continue
        followed.add(path)
        status, body, headers = await site.ask(who, path)
        if status in (401, 403):
            refused.add(f"{path}, offered on {offered_on}: {status}")
        if status != 200 or "text/html" not in headers["Content-Type"]:
            continue
        page = read_html(body.decode())
        waiting += [(link.attributes.get("href", ""), path) for link in page.all("a")]
        for act in _acts(page):
            rule = site.rules.get(("POST", site.route_of("POST", act)))
            if rule is None or (rule.roles and not rule.roles & roles):
                refused.add(f"form {act}, offered on {path}")
    return refused, set(seen)


def _acts(page: Element) -> Iterator[str]:
    """Where the forms of a page are posted to."""
    for form in page.all("form", method="post"):
        yield form.attributes["action"]
        yield from (b.attributes["formaction"] for b in form.all("button")
                    if "formaction" in b.attributes)  # fmt: skip


@pytest.mark.parametrize("who", WHO)
async def test_no_link_and_no_form_that_is_offered_is_refused(site: WholeSite, who: str) -> None:
    refused, seen = await _refused(site, who)

    assert not refused
    assert {"/policies", "/policies/register", "/ideas"} <= seen, "they came about"
    if who == "officer":
        assert {"/board/{reference}", "/records/{name}", "/papers/{name}", "/desk/work"} <= seen
        assert "/board/{reference}/assessments/{kind}" in seen


async def test_who_has_not_signed_in_is_offered_the_way_in_alone(site: WholeSite) -> None:
    status, _, headers = await site.ask(NOBODY, "/")

    assert status in (302, 303)
    assert "/sign-in" in headers["Location"]
