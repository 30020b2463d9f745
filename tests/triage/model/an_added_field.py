"""What `test_fields.py` runs in a copy of the product in which a field, `knock_on`, was added."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient
from pytest_aiohttp.plugin import AiohttpClient

import storage
from bot.ideas.idea_form import FIRST, idea_fields, read, values_of
from bot.ideas.personal_data import masked
from storage import Store
from tests.databases import SetClock
from tests.triage.people import ANN, submitted
from tests.web.board_site import AUDITOR, board_site, library
from triage.export.csv_import import TEMPLATE, read_csv
from triage.export.spreadsheet import as_csv, idea_rows
from triage.model.fields import Proposal
from triage.model.stages import Stage
from triage.papers import Paper, take_snapshot, write_paper
from triage.triage_list import TriageList

NAME, SAID = "knock_on", "The post room moves"
WITH_IT = Proposal(**{"title": "Sort the post", "description": "Read it.", NAME: SAID})  # type: ignore[arg-type]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def store(tmp_path: Path, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(tmp_path / "data", clock)
    yield opened
    await opened.close()


@pytest.fixture
def ideas(store: Store) -> TriageList:
    return TriageList(store)


def test_it_is_asked_in_the_form_by_its_name_until_a_message_asks_it() -> None:
    (field,) = idea_fields((NAME,), {})

    assert NAME in FIRST
    assert (field.label, field.hint) == ("Knock-on effects", "")
    assert field.max_length == 2000


def test_personal_data_in_it_is_found_and_masked(clock: SetClock) -> None:
    found = masked({NAME: "Susan Archer would mind"}, library(clock))

    assert found == {NAME: "[name] would mind"}


async def test_it_is_stored_amended_and_its_change_is_kept(ideas: TriageList) -> None:
    idea = await submitted(ideas, of=WITH_IT)
    proposal, problems = read(values_of(idea.proposal) | {NAME: "Nothing moves"})
    await ideas.amend(idea.reference, proposal, by=ANN)

    found = await ideas.idea(idea.reference, reader=ANN)
    assert problems == {}
    assert found is not None
    assert getattr(found.idea.proposal, NAME) == "Nothing moves"
    assert [dict(one.before) for one in found.changes] == [{NAME: SAID}]


async def test_the_board_shows_filters_and_searches_by_it(
    store: Store, ideas: TriageList, clock: SetClock, aiohttp_client: AiohttpClient
) -> None:
    idea = await submitted(ideas, of=WITH_IT)
    await submitted(ideas, key="other")
    client: TestClient = await aiohttp_client(board_site(store, clock))  # type: ignore[type-arg]

    async def page(address: str) -> str:
        return await (await client.get(address, headers=dict(AUDITOR))).text()

    shown = await page(f"/board/{idea.reference}")
    assert "Knock-on effects" in shown
    assert SAID in shown
    for query in (f"{NAME}=The+post+room+moves", "q=room"):
        assert "1 idea</h2>" in await page(f"/board?{query}")
    assert f'<select id="{NAME}"' in await page("/board")


async def test_it_is_exported_and_imported_again(ideas: TriageList) -> None:
    idea = await submitted(ideas, of=WITH_IT)

    (row,), problems = read_csv(as_csv(idea_rows([idea], names=False)))

    assert NAME in TEMPLATE
    assert problems == ()
    assert row.proposal == WITH_IT


async def test_the_agenda_has_it_under_the_idea(store: Store, ideas: TriageList) -> None:
    idea = await submitted(ideas, of=WITH_IT)
    for stage in (Stage.SCREENING, Stage.READY):
        await ideas.transition(idea.reference, stage, by=ANN)

    snapshot = await take_snapshot(store, date(2026, 6, 2))
    paper = write_paper("agenda", snapshot)

    assert isinstance(paper, Paper)
    (said,) = [one for one in paper.tables() if one.caption == "What these ideas say"]
    ((about, words, _),) = said.rows
    assert about == f"{idea.reference} Sort the post"
    assert f"Knock-on effects: {SAID}" in str(words).splitlines()
