"""What comes into the folder past the desk is named as such, with the approval that it lacks."""

from knowledge.publishing.served_versions import ServedVersions
from operations.version_noting import adopt, note
from tests.web.drafting.conftest import Office
from web.pages import PUBLISHER

MISSING = "approval missing"
LONGER = "Recordings are kept for 30 days and are then deleted."


async def noted(office: Office) -> None:
    """What is served is noted, as by the running assistant."""
    shop = office.site.app[PUBLISHER]._shop
    await note(office.site.store, ServedVersions(shop.today), shop.serving)
    await adopt(office.site.store, shop.serving)


async def changes(office: Office) -> str:
    return (await office.open("cass", "/desk/drafts")).text


async def test_what_lay_there_at_the_first_start_is_taken_as_it_is(office: Office) -> None:
    await noted(office)

    assert MISSING not in await changes(office)


async def test_a_version_from_outside_is_named_with_whom_its_file_names(office: Office) -> None:
    await noted(office)
    former = office.folder / "meetings" / "3.0.md"
    text = former.read_text()
    new = text.replace("version: 3.0", "version: 3.1").replace("14 days", "20 days")
    new = new.replace("supersedes: meetings@2.0", "supersedes: meetings@3.0")
    lines = [
        "approved_on: 2026-12-01" if line.startswith("approved_on") else
        "effective_from: 2026-12-02" if line.startswith("effective_from") else line
        for line in new.split("\n")
    ]  # fmt: skip
    (office.folder / "meetings" / "3.1.md").write_text("\n".join(lines))
    await office.site.reload()
    await noted(office)
    said = await changes(office)

    assert "version 3.1 The version is from outside. approval missing" in said
    assert "The file itself names Committee of the Guild, on 1 December 2026." in said


async def test_details_that_were_changed_in_a_file_in_force_are_named(office: Office) -> None:
    await noted(office)
    path = office.folder / "meetings" / "3.0.md"
    path.write_text(path.read_text().replace("Head of Meetings", "Keeper of Meetings"))
    await office.site.reload()

    assert "version 3.0 Its details or marks were changed. approval missing" in await changes(
        office
    )


async def test_what_was_approved_at_the_desk_is_not(office: Office) -> None:
    await noted(office)
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    sent = await office.approval("cass", draft, "2026-12-01")
    await office.post("cass", f"{draft}/approve", sent)
    await noted(office)

    assert (office.folder / "meetings" / "3.1.md").exists()
    assert MISSING not in await changes(office)
