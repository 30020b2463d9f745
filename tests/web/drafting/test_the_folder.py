"""What was approved comes into the folder, whoever dies or refuses on the way."""

import asyncio
from collections.abc import Sequence

import pytest

from knowledge.publishing.write_files import FileChange, from_plain, write_files
from storage.publishing.policy_drafts import DraftState, draft_by_id
from tests.web.drafting.conftest import Office
from web.pages import PUBLISHER

LONGER = "Recordings are kept for 30 days and are then deleted."


async def approved(office: Office) -> str:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    sent = await office.approval("cass", draft, "2026-12-05")
    await office.post("cass", f"{draft}/approve", sent)
    return draft


async def state(office: Office, draft: str) -> DraftState:
    async with office.site.store.reading() as connection:
        found = await draft_by_id(connection, int(draft.rpartition("/")[2]))
    assert found is not None
    return found.state


async def test_a_full_disk_publishes_nothing_and_the_next_look_does(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in office.folder.rglob("*") if path.is_file()}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as broken:
        broken.setattr("web.drafting.publisher.write_files", full)
        draft = await approved(office)
    now = {path: path.read_bytes() for path in office.folder.rglob("*") if path.is_file()}
    assert now == before
    assert await state(office, draft) is DraftState.APPROVED
    page = await office.open("ann", draft)
    assert "could not be written yet" in page.text
    assert len([a for a in page.all("a") if "Download meetings/" in a.text]) == 2

    await office.site.catch_up()
    assert await state(office, draft) is DraftState.PUBLISHED
    assert (office.folder / "meetings" / "3.1.md").exists()


async def test_files_that_somebody_else_put_there_are_noted_as_published(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("web.drafting.publisher.write_files", refused)
    draft = await approved(office)
    path = f"{draft}/files/meetings-3.1.md"
    _, body, _ = await office.site.ask("ann", path)
    async with office.site.store.reading() as connection:
        found = await draft_by_id(connection, int(draft.rpartition("/")[2]))
    assert found is not None
    write_files(office.folder, from_plain(found.changes))
    assert (office.folder / "meetings" / "3.1.md").read_bytes() == body
    await office.site.catch_up()

    assert await state(office, draft) is DraftState.PUBLISHED


async def test_an_edit_outside_is_not_written_over(office: Office) -> None:
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    sent = await office.approval("cass", draft, "2026-12-05")
    path = office.folder / "meetings" / "3.0.md"
    path.write_text(path.read_text().replace("Head of Meetings", "Keeper of Meetings"))
    _, told = await office.post("cass", f"{draft}/approve", sent, 409)

    assert "changed outside" in told
    assert "Keeper of Meetings" in path.read_text()
    assert not (office.folder / "meetings" / "3.1.md").exists()


def kept_elsewhere(office: Office, *, writable: bool) -> None:
    """The policies come from somewhere that `send` writes to, if it may."""
    shop = office.site.app[PUBLISHER]._shop
    shop.source = "SharePoint: the library"

    async def send(changes: Sequence[FileChange]) -> bool:
        if writable:
            await asyncio.to_thread(write_files, office.folder, changes)
            await office.site.reload()
        return writable

    shop.send = send


async def test_what_is_approved_is_sent_to_where_the_policies_are_kept(office: Office) -> None:
    kept_elsewhere(office, writable=True)
    draft = await approved(office)

    assert await state(office, draft) is DraftState.PUBLISHED
    assert (office.folder / "meetings" / "3.1.md").exists()


async def test_a_place_that_is_only_read_is_said_to_be_so(office: Office) -> None:
    kept_elsewhere(office, writable=False)
    office.site.app[PUBLISHER]._shop.send = None
    page = await office.open("ann", await approved(office))

    assert "where this server does not write" in page.text


async def test_where_it_cannot_be_sent_the_files_are_handed_out(office: Office) -> None:
    kept_elsewhere(office, writable=False)
    draft = await approved(office)
    page = await office.open("ann", draft)

    assert await state(office, draft) is DraftState.APPROVED
    assert "kept elsewhere (SharePoint: the library)" in page.text
    assert len([a for a in page.all("a") if "Download meetings/" in a.text]) == 2


async def test_what_was_changed_there_meanwhile_is_not_sent_over(office: Office) -> None:
    kept_elsewhere(office, writable=True)
    draft = await office.write("ann", "kept", LONGER)
    await office.send_in("ann", draft)
    sent = await office.approval("cass", draft, "2026-12-05")
    shop = office.site.app[PUBLISHER]._shop
    send = shop.send
    assert send is not None

    async def late(changes: Sequence[FileChange]) -> bool:
        path = office.folder / "meetings" / "3.0.md"
        path.write_text(path.read_text().replace("Head of Meetings", "Keeper of Meetings"))
        return await send(changes)

    shop.send = late
    await office.post("cass", f"{draft}/approve", sent)

    assert await state(office, draft) is DraftState.APPROVED
    assert not (office.folder / "meetings" / "3.1.md").exists()
    page = await office.open("cass", draft)
    assert (
        "meetings/3.0.md was changed in SharePoint: the library after this was approved"
        in page.text
    )
    assert "Cancel this change" in page.text


async def test_a_change_that_an_error_of_another_file_keeps_from_being_used_says_so(
    office: Office,
) -> None:
    broken = office.folder / "data" / "1.0.md"
    text = broken.read_text()
    broken.write_text(text.replace("status: approved", "status: aproved"))
    draft = await approved(office)
    page = await office.open("ann", draft)
    assert await state(office, draft) is DraftState.PUBLISHED
    assert "is not in use yet" in page.text

    broken.write_text(text)
    await office.site.reload()
    assert "is not in use yet" not in (await office.open("ann", draft)).text
