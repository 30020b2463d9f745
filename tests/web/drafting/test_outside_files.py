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


async def test_a_list_that_the_desk_never_wrote_is_named_and_one_that_is_put_back_is_not(
    office: Office,
) -> None:
    await noted(office)
    await edited(office, "lexicon.md", "taping: recording", "taping: wax")
    await edited(office, "register/scribe.md", "take notes by hand", "take notes with a quill")

    said = await changes(office)
    assert "Words of staff What it says was changed. approval missing" in said
    assert "Tools register: The Scribe What it says was changed. approval missing" in said

    await edited(office, "lexicon.md", "taping: wax", "taping: recording")
    assert "Words of staff" not in await changes(office)


async def test_an_entry_that_is_new_or_gone_is_named(office: Office) -> None:
    await noted(office)
    scribe = office.folder / "register" / "scribe.md"
    text = scribe.read_text()
    (office.folder / "register" / "quill.md").write_text(
        text.replace("tool_id: scribe", "tool_id: quill")
    )
    scribe.unlink()
    await office.site.reload()
    said = await changes(office)

    assert "It is from outside. approval missing" in said
    assert "It was taken out. approval missing" in said


async def test_a_way_of_asking_that_was_taught_is_no_edit_from_outside(office: Office) -> None:
    await noted(office)
    await edited(office, "not-covered.md", "- when is dinner", "- when is dinner\n- is there cake")
    assert MISSING not in await changes(office)

    await edited(office, "not-covered.md", "Ask the kitchen.", "Ask the cook.")
    assert "Not covered What it says was changed." in await changes(office)


async def test_what_waits_to_be_written_is_not_named(office: Office) -> None:
    await noted(office)
    draft, _ = await filled(office, "ann", WORD, {"called": "minutes"})
    assert draft
    assert MISSING not in await changes(office)


async def test_of_the_settings_the_councils_lists_alone_are_looked_at(office: Office) -> None:
    await noted(office)
    await edited(office, "settings.yaml", "contact: the porter", "contact: the keeper")
    assert "Aims and uses" not in await changes(office)

    await edited(office, "settings.yaml", "Fewer scrolls", "More scrolls")
    assert "Aims and uses What it says was changed. approval missing" in await changes(office)
