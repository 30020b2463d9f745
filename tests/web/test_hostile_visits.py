"""Whoever goes where they may not, or sends what is not theirs, is refused and in the trail."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from common.person import Person
from storage.audit.trail import verify
from storage.tables import audit, decision, record
from tests.databases import SetClock
from tests.knowledge.made_up import undisputed_set
from tests.microsoft import TENANT
from tests.web.visitor import read_html
from tests.web.whole_site import NOBODY, STAFF, WholeSite, whole_site
from triage.model.fields import Proposal
from triage.repository.sign_in_sessions import SignInSessions
from triage.triage_list import TriageList

OFFICER = "officer"
Trail = set[tuple[str, str, str]]
"""Who, where and why, of every refusal."""


@pytest.fixture
async def site(sqlite_database: str, tmp_path: Path) -> AsyncIterator[WholeSite]:
    clock = SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))
    policies = undisputed_set(tmp_path)
    async with whole_site(sqlite_database, clock, policies, tmp_path, filled=False) as opened:
        yield opened


async def trail(site: WholeSite) -> Trail:
    async with site.store.reading() as connection:
        rows = (await connection.execute(select(audit))).all()
        assert not (await verify(connection)).problems
    return {
        (row.actor, row.subject, json.loads(row.detail)["why"])
        for row in rows
        if row.action == "page.refused"
    }


def somewhere(path: str) -> str:
    """An address of the route, of a record that is not there."""
    return path.replace("{", "no-").replace("}", "")


async def by_number(site: WholeSite, who: str) -> str:
    """How somebody stands in the trail: sessions were begun in their order."""
    return f"person:{list(site.cookies).index(who) + 1}"


_OWN_VIEWS = ("/board/views", "/board/views/remove")
"""Views that somebody keeps under a name are that person's own and change nothing for others, so an
auditor has them too."""


async def test_who_lacks_a_role_is_refused_at_every_route_and_in_the_trail(site: WholeSite) -> None:
    wanted: Trail = set()
    for (method, path), rule in site.rules.items():
        for who in (STAFF, "auditor"):
            reads = who == "auditor" and (method == "GET" or path in _OWN_VIEWS)
            if rule.anybody or not rule.roles or reads:
                continue
            data = {"token": site.token(who)} if method == "POST" else None
            status, _, _ = await site.ask(who, somewhere(path), method, data)
            assert status == 403, (who, method, path)
            wanted.add((await by_number(site, who), f"{method} {path}", "a role is missing"))

    assert len(wanted) > 60
    assert await trail(site) == wanted


async def test_a_post_that_is_not_of_this_session_and_site_is_refused_and_in_the_trail(
    site: WholeSite,
) -> None:
    wanted: Trail = set()
    tried = 0
    officer = await by_number(site, OFFICER)
    site.cookies["robbed"] = "a-cookie-that-was-revoked"
    for (method, path), rule in site.rules.items():
        if method == "GET" or rule.anybody:
            continue
        where = f"POST {path}"
        cross = {"Sec-Fetch-Site": "cross-site"}
        tries: list[tuple[str, str, dict[str, str], tuple[str, str, str] | None]] = [
            (OFFICER, site.token(OFFICER), cross, (officer, where, "sent from another site")),
            (NOBODY, "", {}, None),
            ("robbed", site.token("robbed"), {}, None),
        ]
        if not rule.own_token:
            forged = (officer, where, "a form of another session")
            tries.append((OFFICER, site.token("chair"), {}, forged))
        for who, token, headers, entry in tries:
            sent = {"token": token}
            status, _, _ = await site.ask(who, somewhere(path), "POST", sent, headers)
            assert status == 403, (who, where)
            tried += 1
            if entry:
                wanted.add(entry)

    assert tried > 60
    found = await trail(site)
    assert {entry for entry in found if entry[0] != "anybody"} == wanted
    strangers = found - wanted
    assert len(strangers) == 1, "one line a minute for all of them, with a count"


async def test_a_record_that_is_guessed_at_is_not_there_and_in_the_trail(site: WholeSite) -> None:
    wanted: Trail = set()
    officer = await by_number(site, OFFICER)
    for (method, path), rule in site.rules.items():
        if "{" in path and not path.startswith("/static") and not rule.files:
            data = {"token": site.token(OFFICER)} if method == "POST" else None
            status, _, _ = await site.ask(OFFICER, somewhere(path), method, data)
            assert status == 404, (method, path)
            wanted.add((officer, f"{method} {path}", "no such record"))

    assert len(wanted) > 25
    assert await trail(site) == wanted


async def test_a_form_that_is_sent_again_does_nothing_again(site: WholeSite) -> None:
    ann = Person(TENANT, "ann", "Ann")
    idea = await TriageList(site.store).submit(Proposal("Sort the post", "x"), by=ann, key="k")
    assert idea
    path = "/board/AI-2026-0001/decide/escalate"
    decide = next(form for form in await site.forms("chair", path) if form.action == path)
    told = {
        "v.reason": "x",
        "v.conflicts": "none",
        "m.policies": "data@1.0#checking",
        "step": "record",
    }
    risk = (await site.forms("chair", "/records/action/new"))[0]
    filled = {"v.title": "x", "v.owner": "x", "v.due_on": "2026-12-01", "v.state": "open"}
    for form, more in ((decide, told), (risk, filled)):
        kept = {name: text for name, text in form.sent if not name.startswith("m.")}
        first, again = [
            await site.ask("chair", form.action, "POST", {**kept, **more}) for _ in range(2)
        ]
        assert first[0] == 303, read_html(first[1].decode()).text
        assert again[0] in (303, 409)

    async with site.store.reading() as connection:
        for table in (decision, record):
            assert len((await connection.execute(select(table))).all()) == 1


async def test_a_session_that_was_stolen_ends_with_the_others_when_it_is_revoked(
    site: WholeSite,
) -> None:
    site.cookies["thief"] = site.cookies["chair"]
    assert (await site.ask("thief", "/board", headers={"User-Agent": "another"}))[0] == 200
    await SignInSessions(lambda: site.store).revoke("id-of-chair", by="shell")

    assert (await site.ask("thief", "/board"))[0] == 302
    assert ("anybody", "GET /board", "a session that is over") in await trail(site)
