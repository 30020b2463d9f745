"""Entries and lists that were changed in the folder past the desk are named."""

from tests.web.drafting.conftest import Office
from tests.web.drafting.test_outside_edits import MISSING, changes, noted
from tests.web.drafting.test_register_and_lists import SCRIBE, filled, published

WORD = "/desk/set/lexicon.md/part/staff-words.tape-taping"


async def edited(office: Office, name: str, old: str, new: str) -> None:
    path = office.folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    await office.site.reload()


async def test_a_status_that_changed_in_the_file_is_named(office: Office) -> None:
    await noted(office)
    line = "history:\n"
    await edited(office, "register/scribe.md", line, f"{line}  - 2026-12-01 conditional: again\n")

    said = await changes(office)
    assert "Tools register: The Scribe What it says was changed. approval missing" in said


async def test_what_the_desk_wrote_is_not_named_until_somebody_else_writes(office: Office) -> None:
    await noted(office)
    for path, values in ((SCRIBE, {"conditions": "Never alone"}), (WORD, {"called": "minutes"})):
        draft, _ = await filled(office, "ann", path, values)
        await published(office, draft)
    assert MISSING not in await changes(office)

    await edited(office, "lexicon.md", "minutes", "notes")
    said = await changes(office)

    assert "Words of staff What it says was changed." in said
    assert "Scribe What it says" not in said


async def test_what_waits_to_be_written_is_not_named(office: Office) -> None:
    await noted(office)
    draft, _ = await filled(office, "ann", WORD, {"called": "minutes"})
    assert draft
    assert MISSING not in await changes(office)
