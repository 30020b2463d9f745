"""Entries and lines of lists saved while somebody types, as clauses are."""

import json
from collections.abc import Sequence
from urllib.parse import unquote

import pytest

from tests.web.drafting.conftest import Office
from tests.web.drafting.test_register_and_lists import SCRIBE, everything
from tests.web.visitor import fields

WORD = "/desk/set/lexicon.md/part/staff-words.tape-taping"


async def boxes(office: Office, who: str, path: str) -> Sequence[tuple[str, str]]:
    page = await office.open(who, path)
    form = next(one for one in page.all("form") if one.attributes.get("id") == "editor")
    return [one for one in fields(form) if one[0] != "token"]


async def typed(
    office: Office,
    path: str,
    held: Sequence[tuple[str, str]],
    values: dict[str, str],
    status: int = 200,
) -> dict[str, str]:
    """What the script is told that sends a form with some of its boxes filled in."""
    new = {f"v.{name}": text for name, text in values.items()} | {"auto": "1"}
    sent = [one for one in held if one[0] not in new] + list(new.items())
    _, told = await office.post("ann", path, sent, status)
    return dict(json.loads(told))


async def test_what_is_typed_in_an_entry_becomes_a_draft_and_the_folder_stays_as_it_is(
    office: Office,
) -> None:
    before = everything(office.folder)
    held = await boxes(office, "ann", SCRIBE)
    told = await typed(office, SCRIBE, held, {"conditions": "Never alone"})
    held = [("seen", told["seen"]) if name == "seen" else (name, v) for name, v in held]
    await typed(office, SCRIBE, held, {"conditions": "Never alone; never at night"})

    assert dict(await boxes(office, "bob", SCRIBE))["v.conditions"] == "Never alone; never at night"
    assert everything(office.folder) == before


async def test_a_line_whose_name_changes_is_saved_under_its_new_key_from_then_on(
    office: Office,
) -> None:
    held = await boxes(office, "ann", WORD)
    first = await typed(office, WORD, held, {"written": "taping"})
    held = [("seen", first["seen"]) if name == "seen" else (name, v) for name, v in held]
    path = unquote(first["action"])
    await typed(office, path, held, {"written": "taping", "called": "notes"})

    assert path != WORD
    assert dict(await boxes(office, "bob", path))["v.called"] == "notes"


@pytest.mark.parametrize(("seen", "called", "status"), [("other", "notes", 409), ("", "", 422)])
async def test_what_cannot_be_saved_is_told_and_changes_nothing(
    office: Office, seen: str, called: str, status: int
) -> None:
    held = await boxes(office, "ann", WORD)
    if seen:
        held = [("seen", seen) if name == "seen" else (name, v) for name, v in held]

    told = await typed(office, WORD, held, {"called": called}, status)

    assert told.get("conflict") or told["problem"]
    assert "Change under way" not in (await office.open("bob", WORD)).text
