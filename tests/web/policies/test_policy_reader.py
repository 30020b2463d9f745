"""The policy reader, on the guild's made-up policies as of 1 June 2026."""

import asyncio
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from pytest_aiohttp.plugin import AiohttpClient

from bot.answering.changes.clause_changes import changes
from common.pace import OF_A_PERSON, Searching, Turns
from knowledge import Library
from tests.knowledge.made_up import SOUND, write_version
from tests.searching import Searches
from tests.web.conftest import Clock
from tests.web.made_up import MadeUpConversation, made_up_changes, made_up_site
from tests.web.visitor import Element, Visitor, read_html
from web.auth.setup import AuthSetup
from web.policies.version_list import VersionStatus, versions
from web.rendering.policy_html import excerpt, policy_html
from web.rendering.template_renderer import Renderer

SOUND_LIBRARY = Library.load(SOUND, meaning=False)


def words_under(page: Element, heading: str) -> str:
    """The text of the part of the page that this heading names."""
    name = page.one("h2", id=heading).attributes["id"]
    return page.one("section", **{"aria-labelledby": name}).text


async def test_the_list_has_each_policy_in_force_with_what_people_look_for(
    visitor: Visitor,
) -> None:
    page = await visitor.open("/policies")
    current = words_under(page, "current")

    assert "Meetings and recordings" in current
    assert "2.0, in force from 1 February 2026" in current
    assert "Head of Meetings" in current
    assert "Meetings and recordings, version 3.0, from 2 November 2026" in words_under(
        page, "coming"
    )
    assert "Trials of new machines, until 31 March 2026" in words_under(page, "ended")


async def test_a_draft_is_nowhere_to_be_seen(visitor: Visitor) -> None:
    page = await visitor.open("/policies")

    assert "gardening" not in page.text.lower()
    for path in ("/policies/gardening", "/policies/gardening/0.1"):
        assert (await visitor.client.get(path)).status == 404


async def test_a_policy_opens_in_the_version_that_is_in_force(visitor: Visitor) -> None:
    page = await visitor.open("/policies/meetings")

    assert page.one("h1").text == "Meetings and recordings"
    assert page.one("title").text.startswith("Meetings and recordings, version 2.0")
    assert not page.all("p", class_="note")


async def test_every_clause_can_be_linked_to_and_is_quoted_as_approved(
    visitor: Visitor,
) -> None:
    page = await visitor.open("/policies/meetings/2.0")

    for clause in SOUND_LIBRARY.policy_set.clauses["meetings@2.0"]:
        section = page.one("section", id=clause.anchor)
        heading = section.one(id=f"{clause.anchor}-heading")
        assert heading.text == f"{clause.clause} {clause.heading} #"
        link = section.one("a", class_="permalink")
        assert link.attributes["href"] == f"/policies/meetings/2.0#{clause.anchor}"
        assert page.one("nav", class_="contents").all("a", href=f"#{clause.anchor}")
    prose = page.one("section", id="tell-first").one("div", class_="prose")
    assert prose.text.startswith("Tell everyone in the room before you record")


async def test_headings_go_down_one_level_at_a_time(visitor: Visitor) -> None:
    for path in ("/policies", "/policies/meetings", "/policies/register/scribe", "/"):
        page = await visitor.open(path)
        levels = [int(e.tag[1]) for e in page.all() if e.tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/policies/meetings/1.0", "in force from 1 October 2025 to 31 January 2026"),
        ("/policies/meetings/3.0", "This version begins on 2 November 2026"),
        ("/policies/trials/1.0", "No version of this policy is in force today"),
    ],
)
async def test_a_version_that_is_not_in_force_says_so_first(
    visitor: Visitor, path: str, words: str
) -> None:
    page = await visitor.open(path)

    assert words in page.one("p", class_="note").text


async def test_an_old_version_leads_to_the_one_in_force(visitor: Visitor) -> None:
    note = (await visitor.open("/policies/meetings/1.0")).one("p", class_="note")

    assert note.one("a").attributes["href"] == "/policies/meetings/2.0"


async def test_a_withdrawn_policy_opens_in_its_last_version(visitor: Visitor) -> None:
    page = await visitor.open("/policies/trials")

    assert visitor.response is not None
    assert visitor.response.url.path == "/policies/trials/1.0"
    assert "No longer in force" in page.one("p", class_="note").text


async def test_the_versions_are_offered_with_their_days(visitor: Visitor) -> None:
    page = await visitor.open("/policies/meetings")
    listed = [item.text for item in page.one("ol", class_="versions").all("li")]

    assert listed == [
        "Version 3.0 not yet in force from 2 November 2026",
        "Version 2.0 in force from 1 February 2026 to 1 November 2026",
        "Version 1.0 from 1 October 2025 to 31 January 2026",
    ]


async def test_a_version_begins_by_itself_on_its_day(visitor: Visitor, clock: Clock) -> None:
    clock.now = clock.now.replace(month=11, day=1, hour=23, minute=59)
    assert "version 2.0" in (await visitor.open("/policies/meetings")).one("title").text
    clock.pass_by(minutes=1)

    assert "version 3.0" in (await visitor.open("/policies/meetings")).one("title").text


@pytest.mark.parametrize(
    ("day", "version"), [("2026-01-31", "1.0"), ("2026-02-01", "2.0"), ("2026-06-01", "2.0")]
)
async def test_a_policy_can_be_read_as_on_a_day(visitor: Visitor, day: str, version: str) -> None:
    page = await visitor.open(f"/policies/meetings?on={day}")

    assert f"version {version}" in page.one("title").text
    assert "was in force on" in page.one("p", class_="note").text
    assert page.one("input", id="on").attributes["value"] == day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-06-02", "still to come"),
        ("2025-09-30", "before the first version"),
        ("31 May", "Enter a day as year, month and day"),
        ("2026-02-30", "Enter a day as year, month and day"),
        ("0001-01-01", "before the first version"),
    ],
)
async def test_a_day_that_cannot_be_read_as_of_is_named_and_kept(
    visitor: Visitor, day: str, words: str
) -> None:
    response = await visitor.client.get("/policies/meetings", params={"on": day})
    page = await visitor._arrive(response, 422)

    box = page.one("input", id="on")
    assert words in page.one("p", id=box.attributes["aria-describedby"]).text
    assert box.attributes["value"] == day
    assert "version 2.0" in page.one("title").text


async def test_a_day_in_a_gap_is_named(visitor: Visitor) -> None:
    response = await visitor.client.get("/policies/trials", params={"on": "2026-05-01"})
    page = await visitor._arrive(response, 422)

    assert "No version of this policy was in force on 1 May 2026." in page.text


async def test_the_officers_note_of_what_changed_is_shown(visitor: Visitor) -> None:
    page = await visitor.open("/policies/meetings/3.0")

    assert "The rule on closed rooms moves into the first part." in words_under(page, "changes")


async def test_a_search_finds_clauses_and_tools_and_links_to_them(visitor: Visitor) -> None:
    page = await visitor.open("/policies?q=the+scribe")
    found = page.one("ol", class_="found")
    assert "/policies/register/scribe" in [a.attributes["href"] for a in found.all("a")]

    page = await visitor.open("/policies?q=closed+room")
    targets = [a.attributes["href"] for a in page.one("ol", class_="found").all("a")]
    assert any(target.startswith("/policies/meetings/2.0#") for target in targets)
    assert page.one("input", id="q").attributes["value"] == "closed room"


async def test_a_search_for_nothing_known_says_so(visitor: Visitor) -> None:
    page = await visitor.open("/policies?q=%22%3Cb%3Exyzzy%3C%2Fb%3E%22")

    assert "xyzzy" in page.one("h2", id="found").text
    assert not page.one("main").all("b")


async def test_a_search_of_unreasonable_length_is_refused_politely(visitor: Visitor) -> None:
    response = await visitor.client.get("/policies", params={"q": "x" * 201})
    page = await visitor._arrive(response, 422)

    assert "200 characters" in page.one("p", id="q-problem").text


async def test_the_register_tells_usable_tools_from_the_others(visitor: Visitor) -> None:
    page = await visitor.open("/policies/register")
    usable, barred = page.all("table")

    assert [h.text for h in usable.all("th", scope="row")] == ["The Scribe"]
    assert [h.text for h in barred.all("th", scope="row")] == ["The Parrot"]
    row = usable.all("tr")[1].text
    assert "conditional" in row
    assert "public, internal, personal" in row
    assert "1 July 2027" in row


async def test_an_entry_shows_its_text_its_facts_and_what_to_use_instead(visitor: Visitor) -> None:
    page = await visitor.open("/policies/register/parrot")

    assert "must not be used" in page.one("section", class_="entry").text
    assert [a.text for a in page.one("ul", class_="related").all("a")] == ["The Scribe"]
    assert "Head of Machines" in words_under(page, "facts")
    assert "1 March 2026 refused it repeats everything" in words_under(page, "history")


async def test_a_tool_whose_audit_is_long_overdue_shows_as_suspended_by_itself(
    visitor: Visitor, clock: Clock
) -> None:
    page = await visitor.open("/policies/register/scribe")
    assert not page.all("p", class_="note")
    clock.now = clock.now.replace(year=2027, month=8, day=31)

    page = await visitor.open("/policies/register/scribe")
    assert page.one("h1").text == "The Scribe suspended"
    assert "audit was due by 1 July 2027" in page.one("p", class_="note").text
    page = await visitor.open("/policies/register")
    assert page.one("table").all("th", scope="row")[-1].text == "The Scribe"


async def test_the_register_is_searched_filtered_and_taken_away(visitor: Visitor) -> None:
    page = await visitor.open("/policies/register?q=scribe")
    assert "1 of 2 tools" in page.one(role="status").text
    assert page.one("a", href="/policies/register/scribe")
    assert not page.all("a", href="/policies/register/parrot")
    refused = await visitor.open("/policies/register?status=refused")
    assert refused.one("a", href="/policies/register/parrot")
    assert (
        "Nothing on the register fits" in (await visitor.open("/policies/register?q=abacus")).text
    )

    found = await (await visitor.client.get("/policies/register.json?status=refused")).json()
    assert [tool["tool_id"] for tool in found["tools"]] == ["parrot"]
    lines = (await (await visitor.client.get("/policies/register.csv")).text()).splitlines()
    assert lines[0].removeprefix("\ufeff").startswith("tool_id,name,status")
    assert len(lines) == 3
    assert (await visitor.client.get("/policies/register.exe")).status == 404


async def test_on_a_phone_each_value_of_the_register_has_its_label(visitor: Visitor) -> None:
    page = await visitor.open("/policies/register")
    headings = {one.text for one in page.all("th", scope="col")}
    labels = {cell.attributes["data-of"] for cell in page.all("td")}
    assert labels == headings - {"Tool"}


async def test_a_link_to_the_register_of_a_day_opens_the_register(visitor: Visitor) -> None:
    """A register entry is versioned by a day, so that such an address can be made from its ref."""
    page = await visitor.open("/policies/register/2026-03-01")

    assert page.one("h1").text == "Tools register"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/policies/nothing", "no policy of this name"),
        ("/policies/meetings/9.9", "no such version"),
        ("/policies/meetings/2", "no such version"),
        ("/policies/register/abacus", "not on the register, so it is not approved"),
        ("/policies/%3Cb%3E/1.0", "no policy of this name"),
        ("/policies/..%2f..%2fsettings/1.0", "no policy of this name"),
    ],
)
async def test_what_is_not_there_is_said_with_a_way_on(
    visitor: Visitor, path: str, words: str
) -> None:
    page = await visitor._arrive(await visitor.client.get(path), 404)

    assert words in page.one("main").text
    assert "/policies" in [a.attributes["href"] for a in page.one("main").all("a")]


async def test_no_link_of_the_reader_leads_nowhere(visitor: Visitor) -> None:
    to_open, opened = {"/policies"}, set[str]()
    while to_open:
        path = to_open.pop()
        opened.add(path)
        page = await visitor.open(path)
        here = {e.attributes["id"] for e in page.all() if "id" in e.attributes}
        for link in page.all("a"):
            target, _, anchor = link.attributes["href"].partition("#")
            if not target:
                assert anchor in here, f"{path} links to #{anchor}"
            elif target not in opened:
                to_open.add(target)

    assert len(opened) > 8


def test_sensitive_policies_are_not_for_everybody_to_read(tmp_path: Path) -> None:
    path = write_version(tmp_path, "1.0", "2025-01-01")
    path.write_text(path.read_text().replace("OFFICIAL\n", "OFFICIAL-SENSITIVE\n"))
    policies = Library.load(tmp_path, meaning=False).policy_set

    assert versions(policies, "rules", date(2025, 6, 1)) == ()


@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_on_any_day_at_most_one_version_stands_in_force(day: date) -> None:
    policies = SOUND_LIBRARY.policy_set
    for policy_id in {policy.id for policy in policies.policies}:
        found = versions(policies, policy_id, day)
        current = [v.policy for v in found if v.standing is VersionStatus.IN_FORCE]
        expected = policies.version_in_force(policy_id, day)
        assert current == ([expected] if expected else [])


def test_an_excerpt_is_plain_words() -> None:
    text = "**Ask** the [desk](tools#desk):\n\n- one\n- two\n\nThen `wait`."

    assert excerpt(text) == "Ask the desk: one; two; Then wait."
    assert excerpt("word " * 100, 20) == "word word word …"


async def test_without_a_way_to_sign_in_the_policies_are_shown_only_if_they_are_for_anybody(
    clock: Clock, aiohttp_client: AiohttpClient
) -> None:
    for entrance, status in (
        (AuthSetup(local=False), 403),
        (AuthSetup(False, open_reader=True), 200),
    ):
        app = made_up_site(MadeUpConversation(), clock, entrance=entrance)
        client = await aiohttp_client(app)
        response = await client.get("/policies/meetings")
        page = read_html(await response.text())

        assert response.status == status
        assert "Chat" not in page.all("nav")[0].text
        assert (await client.get("/")).status == 403
        if status == 403:
            assert "sets SIGN_IN_CLIENT_ID" in page.one("main").text


async def test_two_versions_are_compared_as_in_the_chat(
    clock: Clock, aiohttp_client: AiohttpClient
) -> None:
    app = made_up_site(MadeUpConversation(), clock, changes=made_up_changes)
    visitor = Visitor(await aiohttp_client(app))
    page = await visitor.open("/policies/meetings/3.0")
    links = [a.attributes["href"] for a in page.one("section", class_="changes").all("a")]
    assert links == ["/policies/meetings/3.0/since/2.0", "/policies/meetings/3.0/since/1.0"]

    page = await visitor.open(links[1])
    assert "From meetings@1.0 to meetings@3.0." in page.one("main").text
    assert page.one("blockquote")
    assert page.one("table")
    for path in ("1.0/since/3.0", "3.0/since/3.0", "3.0/since/0.1"):
        assert (await visitor.client.get(f"/policies/meetings/{path}")).status == 404


async def test_words_taken_out_and_put_in_are_marked_for_eye_and_ear(
    clock: Clock, aiohttp_client: AiohttpClient
) -> None:
    app = made_up_site(MadeUpConversation(), clock, changes=changes)
    visitor = Visitor(await aiohttp_client(app))
    page = await visitor.open("/policies/meetings/2.0/since/1.0")

    tell, kept = page.all("p", class_="pieces")
    assert not tell.all("del")
    assert "Use only the scribe for this" in tell.one("ins").text
    assert kept.one("del").text == "[taken out: 90]"
    assert kept.all("ins")[0].text == "[put in: 30]"


async def test_without_a_comparison_nothing_offers_one(visitor: Visitor) -> None:
    page = await visitor.open("/policies/meetings/3.0")

    assert not page.one("section", class_="changes").all("a")
    assert (await visitor.client.get("/policies/meetings/3.0/since/2.0")).status == 404


async def test_searches_of_many_readers_run_one_at_a_time(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = Searches(monkeypatch)
    await asyncio.gather(*(visitor.open(f"/policies?q=meeting+{n}") for n in range(12)))
    assert (searches.most, searches.done) == (1, 12)


async def test_one_visitor_searches_at_a_pace(clock: Clock, aiohttp_client: AiohttpClient) -> None:
    searching = Searching(Turns(), lambda: 0.0)
    site = made_up_site(MadeUpConversation(), clock, searching=searching)
    visitor = Visitor(await aiohttp_client(site))
    for number in range(OF_A_PERSON):
        await visitor.open(f"/policies?q=meeting+{number}")
    answer = await visitor.client.get("/policies?q=meeting")
    assert answer.status == 429
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Please wait" in await answer.text()
    await visitor.open("/policies")


async def test_reading_waits_while_somebody_is_answered(
    clock: Clock, aiohttp_client: AiohttpClient
) -> None:
    searching = Searching(Turns(), lambda: 0.0)
    site = made_up_site(MadeUpConversation(), clock, searching=searching)
    browser = await aiohttp_client(site)
    for path in ("/policies", "/policies/meetings", "/policies/register", "/policies?q=meeting"):
        with searching.turns.asking():
            reading = asyncio.create_task(browser.get(path))
            await asyncio.sleep(0.1)
            assert not reading.done(), path
        assert (await reading).status == 200


async def test_a_page_is_drawn_once_for_a_set_and_a_day(
    visitor: Visitor, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    fragment = Renderer.fragment

    def counted(draw: Renderer, template: str, **values: object) -> Markup:
        drawn.append(template)
        return fragment(draw, template, **values)

    monkeypatch.setattr(Renderer, "fragment", counted)
    pages = [(await visitor.open("/policies/meetings")).text for _ in range(5)]
    assert len(drawn) == 1
    assert len(set(pages)) == 1
    await visitor.open("/policies/meetings?on=2026-03-10")
    assert len(drawn) == 2, "a day that was typed is drawn by itself"
    clock.pass_by(days=1)
    await visitor.open("/policies/meetings")
    assert len(drawn) == 3


async def test_a_clause_is_drawn_once_for_all_who_read_it(visitor: Visitor) -> None:
    # On a day that is typed the page is drawn each time, of clauses that were drawn before.
    await visitor.open("/policies/meetings?on=2026-03-10")
    before = policy_html.cache_info()
    for _ in range(5):
        await visitor.open("/policies/meetings?on=2026-03-10")
    after = policy_html.cache_info()
    assert after.misses == before.misses
    assert after.hits > before.hits
