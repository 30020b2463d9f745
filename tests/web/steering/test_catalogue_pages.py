"""The shared catalogue on the pages: views, files out and in, refused with words."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

import pytest
from aiohttp import FormData
from pytest_aiohttp.plugin import AiohttpClient

import storage
from common.person import Person
from storage import Store
from tests.databases import SetClock
from tests.triage.catalogue.test_catalogue_files import CASES, DESCRIBED, TODAY
from tests.web.board_site import AUDITOR, OFFICER, board_site, sent_in
from tests.web.visitor import Element, Visitor, read_html
from triage.catalogue import CatalogueRepository, as_csv, as_json
from triage.catalogue.views import VIEWS
from triage.listing.board_service import Board
from triage.records import Record, RecordRepository
from triage.records.schemas import SHARING

Arrive = Callable[[Mapping[str, str]], Awaitable[Visitor]]
OLGA = Person("guild", "olga", "Olga Officer")
OWN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def arrive(store: Store, clock: SetClock, aiohttp_client: AiohttpClient) -> Arrive:
    async def come(who: Mapping[str, str]) -> Visitor:
        return Visitor(await aiohttp_client(board_site(store, clock), headers=who))

    return come


async def upload(officer: Visitor, content: str, status: int = 200) -> Element:
    form = FormData()
    form.add_field("token", "token Olga Officer")
    form.add_field("file", content.encode(), filename="theirs.json")
    answer = await officer.client.post("/catalogue/import", data=form, headers=OWN)
    text = await answer.text()
    assert answer.status == status, text
    return read_html(text)


async def test_an_empty_catalogue_says_what_will_appear_and_how(arrive: Arrive) -> None:
    page = await (await arrive(OFFICER)).open("/catalogue")

    assert "Mark an idea for sharing on its page" in page.text
    assert "Ask a neighbouring council" in page.text


async def test_another_councils_file_is_taken_in_and_counted_in_every_view(
    arrive: Arrive, store: Store
) -> None:
    officer = await arrive(OFFICER)
    page = await upload(officer, as_json(CASES, CASES[0].council, TODAY))
    assert "3 use cases taken in." in page.text
    assert await CatalogueRepository(store).of_others() == tuple(
        sorted(CASES, key=lambda c: c.reference)
    )
    page = await upload(officer, "﻿" + as_csv(CASES))
    assert "3 use cases taken in." in page.text

    for name, words in VIEWS.items():
        page = await officer.open(f"/catalogue/views/{name}")
        assert page.one("h1").text == words
        assert "3 use cases of 1 council." in page.text
        assert page.all("svg")

    await officer.open("/catalogue")
    page = await officer.press(f"Remove everything of {CASES[0].council}")
    assert page.one(role="status").text == "The use cases of that council are removed."
    assert await CatalogueRepository(store).of_others() == ()


async def test_what_cannot_be_taken_in_is_listed(arrive: Arrive) -> None:
    officer = await arrive(OFFICER)
    file = json.loads(as_json(CASES, "Elsewhere", TODAY))
    file["cases"][0]["contact"] = "<b>x@example.org</b>"

    page = await upload(officer, json.dumps(file), status=422)

    assert "2 use cases were taken in. These could not be:" in page.text
    assert "case 1: contact: Name a role" in page.text
    assert "Choose a file first." in (await upload(officer, "", status=422)).text
    assert "This is not JSON" in (await upload(officer, "{", status=422)).text


async def test_our_own_cases_go_out_as_files_under_our_name(
    arrive: Arrive, store: Store, clock: SetClock
) -> None:
    idea = await sent_in(store, clock)
    await Board(store).assign_lead(idea.reference, lead=None, share=True, by=OLGA)
    auditor, officer = await arrive(AUDITOR), await arrive(OFFICER)
    page = await officer.open("/catalogue")
    assert "Marked for sharing, not described yet" in page.text
    done = await RecordRepository(store).add(SHARING, DESCRIBED, by=OLGA, idea_ref=idea.reference)
    assert isinstance(done, Record)

    assert DESCRIBED["title"] in (await auditor.open("/catalogue")).text
    answer = await auditor.client.get("/catalogue/export.json?council=Guildshire")
    shared = json.loads(await answer.text())
    assert shared["council"] == "Guildshire"
    assert [case["reference"] for case in shared["cases"]] == [idea.reference]
    assert "Ann Archer" not in json.dumps(shared)
    csv = await (await auditor.client.get("/catalogue/export.csv?council=Guildshire")).text()
    assert "Guildshire" in csv
    assert (await auditor.client.get("/catalogue/export.json")).status == 400
    assert (await auditor.client.get("/catalogue/format.json")).status == 200


async def test_who_only_reads_may_not_change_the_catalogue(arrive: Arrive) -> None:
    auditor = await arrive(AUDITOR)
    assert not (await auditor.open("/catalogue")).all("input", type="file")
    await auditor.post("/catalogue/drop", [("token", "token Ada Auditor")], status=403)
    await auditor.post("/catalogue/import", [("token", "token Ada Auditor")], status=403)
