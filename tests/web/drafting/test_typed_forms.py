"""What is typed into forms that make nothing before their button is kept for its writer."""

import json

import pytest

from common.person import Person
from tests.microsoft import TENANT
from tests.web.drafting.conftest import Office
from tests.web.drafting.test_register_and_lists import SCRIBE, filled
from triage.repository.form_drafts import find_drafts, find_page_drafts
from triage.repository.person_numbers import known_number

ADD = "/desk/rules/meetings/add"


async def keep(
    office: Office, who: str, form: str, pairs: list[list[str]], status: int = 200
) -> None:
    kept = json.dumps({"seen": "as it was", "pairs": pairs})
    sent = {"form": form, "name": "New clause, Meetings", "kept": kept}
    await office.post(who, "/desk/typed", sent, status)


async def typed(office: Office, who: str, form: str = ADD) -> list[list[str]]:
    status, body, _ = await office.site.ask(who, f"/desk/typed?form={form}")
    assert status == 200
    return list(json.loads(body)["pairs"])


async def test_what_is_typed_is_there_again_for_its_writer_alone(office: Office) -> None:
    await keep(office, "ann", ADD, [["heading", "2.9 Wax"]])
    await keep(office, "ann", ADD, [["heading", "2.9 Wax"], ["text", "Melt it."]])

    assert await typed(office, "ann") == [["heading", "2.9 Wax"], ["text", "Melt it."]]
    assert await typed(office, "bob") == []
    assert "New clause, Meetings" in (await office.open("ann", "/desk/drafts")).text
    assert "New clause, Meetings" in (await office.open("ann", "/desk/work")).text
    assert "New clause, Meetings" not in (await office.open("bob", "/desk/drafts")).text


async def test_it_goes_when_the_form_is_saved_or_emptied(office: Office) -> None:
    await keep(office, "ann", SCRIBE, [["v.status", "pilot"]])
    change = {"status": "pilot", "reason": "It was sold.", "since": "2026-12-01"}
    await filled(office, "ann", SCRIBE, change)
    assert await typed(office, "ann", SCRIBE) == []

    await keep(office, "ann", ADD, [["text", "Melt it."]])
    await keep(office, "ann", ADD, [])
    assert await typed(office, "ann") == []


async def test_a_form_that_was_refused_stays_kept(office: Office) -> None:
    await keep(office, "ann", SCRIBE, [["v.status", "pilot"]])
    await filled(office, "ann", SCRIBE, {"status": "pilot", "reason": ""}, 422)

    assert await typed(office, "ann", SCRIBE) == [["v.status", "pilot"]]


@pytest.mark.parametrize("form", ["/board", "/desk/typed", "idea", "https://other/desk/rules/a"])
async def test_other_forms_are_not_kept(office: Office, form: str) -> None:
    await keep(office, "ann", form, [["text", "Melt it."]], 400)


@pytest.mark.parametrize("kept", ["{", "[]", '{"pairs": 3, "seen": ""}', '{"pairs": [["a"]]}'])
async def test_what_no_script_of_ours_sends_is_refused(office: Office, kept: str) -> None:
    await office.post("ann", "/desk/typed", {"form": ADD, "name": "", "kept": kept}, 400)


async def test_the_chat_does_not_take_it_for_an_idea_that_was_begun(office: Office) -> None:
    await keep(office, "ann", ADD, [["text", "Melt it."]])
    async with office.site.store.reading() as connection:
        number = await known_number(connection, Person(TENANT, "id-of-ann", "ann"))
        assert number
        assert await find_drafts(connection, number, office.clock.now) == {}
        assert list(await find_page_drafts(connection, number, office.clock.now)) == [ADD]
