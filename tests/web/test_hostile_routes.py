"""No route fails, whatever is sent to it by whomever; the whole of it is `tests.bench.mischief`."""

import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.web.mischief import DIGITS, mischief, odd_bodies, takes_away
from tests.web.whole_site import NOBODY, STARTS, WHO, Odd, WholeSite, whole_site


@pytest.fixture
async def site(sqlite_database: str, tmp_path: Path) -> AsyncIterator[WholeSite]:
    clock = SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))
    async with whole_site(sqlite_database, clock, undisputed_set(tmp_path), tmp_path) as opened:
        yield opened


async def test_no_route_fails_whatever_is_sent_by_whomever(site: WholeSite) -> None:
    found = await site.crawled("officer", *STARTS, most=1)
    chance = random.Random(1)  # noqa: S311 - the same choice each time
    chosen = [
        chance.choice(list(odd))
        for who in ("officer", "officer", chance.choice([NOBODY, *WHO]))
        for _, odd in mischief(site, found, who)
    ]
    for path in ("/desk/pauses", "/records/risk/new", "/catalogue/import", "/sign-in/back"):
        chosen += odd_bodies(site, "officer", path)
    chosen += [
        await filled(site, "/records/A-0000-0001/edit", {"version": DIGITS}),
        await filled(site, "/records/pilot/new", {"v.starts_on": "9999-12-30",
                                                  "v.ends_on": "9999-12-31"}),
    ]  # fmt: skip

    chosen.sort(key=lambda odd: takes_away(odd.path))
    assert not [odd for odd in chosen if await site.fails_at(odd)]


async def filled(site: WholeSite, path: str, changed: dict[str, str]) -> Odd:
    """The form at that address with every empty box filled in, and some of it changed."""
    (form,) = await site.forms("officer", path)
    known = {"token": site.token("officer"), "v.idea": "AI-0000-0001", "v.state": "planned"}
    sent = dict.fromkeys((*form.typed, *form.numbers), "Ten") | {
        name: text for name, text in form.sent if text
    }
    return Odd("officer", path, "POST", {**sent, **known, **changed})
