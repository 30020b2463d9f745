"""No route fails, whatever is sent to it by whomever; the whole of it is `tests.bench.mischief`."""

import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.web.mischief import DIGITS, ODD_HEADERS, mischief, odd_bodies, takes_away
from tests.web.whole_site import NOBODY, STARTS, WHO, Odd, WholeSite, whole_site

Arrive = Callable[[bool], AbstractAsyncContextManager[WholeSite]]


@pytest.fixture
def arrive(sqlite_database: str, tmp_path: Path) -> Arrive:
    """A site with samples, or an empty one."""
    clock = SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))
    policies = undisputed_set(tmp_path)
    return lambda filled: whole_site(sqlite_database, clock, policies, tmp_path, filled=filled)


async def test_no_route_fails_whatever_is_sent_by_whomever(arrive: Arrive) -> None:
    async with arrive(True) as site:
        found = await site.crawled("officer", *STARTS, most=1)
        chance = random.Random(1)  # noqa: S311 - the same choice each time
        chosen = [
            chance.choice(list(odd))
            for who in ("officer", "officer", chance.choice([NOBODY, *WHO]))
            for _, odd in mischief(site, found, who)
        ]
        for path in ("/desk/pauses", "/records/risk/new", "/catalogue/import", "/sign-in/back"):
            chosen += odd_bodies(site, "officer", path)
        days = {"v.starts_on": "9999-12-30", "v.ends_on": "9999-12-31"}
        chosen += [
            await filled(site, "/records/A-0000-0001/edit", {"version": DIGITS}),
            await filled(site, "/records/pilot/new", days),
        ]
        chosen.sort(key=lambda odd: takes_away(odd.path))

        assert not [odd for odd in chosen if await site.fails_at(odd)]


async def test_no_header_fails_a_route(arrive: Arrive) -> None:
    places = (("GET", "/"), ("POST", "/desk/pauses"), ("POST", "/sign-in/back"))
    async with arrive(False) as site:
        answers = {
            (who, path, header): await site.status_of_raw(who, method, path, header)
            for who in (NOBODY, "officer")
            for method, path in places
            for header in ODD_HEADERS
        }

    assert not {one: status for one, status in answers.items() if not 200 <= status < 500}


async def filled(site: WholeSite, path: str, changed: dict[str, str]) -> Odd:
    """The form at that address with every empty box filled in, and some of it changed."""
    (form,) = await site.forms("officer", path)
    known = {"token": site.token("officer"), "v.idea": "AI-0000-0001", "v.state": "planned"}
    sent = dict.fromkeys((*form.typed, *form.numbers), "Ten") | {
        name: text for name, text in form.sent if text
    }
    return Odd("officer", path, "POST", {**sent, **known, **changed})
