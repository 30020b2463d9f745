"""A version in force that somebody changed in its file becomes the next one at the press of a
button."""

from collections.abc import Sequence

from common.clock import today
from knowledge.files.load import read_folder
from knowledge.publishing.served_versions import ServedVersions
from knowledge.publishing.write_files import FileChange
from storage.publishing.kept_versions import KeptVersion, keep_version
from tests.web.drafting.conftest import Office
from web.pages import PUBLISHER


async def serve(office: Office) -> None:
    """Note what is served, as the server does."""
    known = ServedVersions(lambda: today(office.clock))
    async with office.site.store.writing() as unit:
        for one in known.not_known(read_folder(office.folder)[0]):
            row = KeptVersion(one.ref, one.of_model_set, one.digest, one.text, one.first)
            await keep_version(unit, row)


async def test_the_words_are_put_back_and_the_others_become_a_draft(office: Office) -> None:
    await serve(office)
    path = office.folder / "meetings" / "3.0.md"
    before = path.read_text()
    path.write_text(before.replace("14 days", "30 days"))
    page = await office.open("ann", "/desk/drafts")
    assert "Make it 3.1" in page.text
    assert "Make it 3.1" not in (await office.open("cass", "/desk/drafts")).text
    place, _ = await office.post("ann", "/desk/rules/meetings/renumber", {})

    assert path.read_text() == before
    assert "[put in: 30" in (await office.open("cass", place)).text
    assert "Make it" not in (await office.open("ann", "/desk/drafts")).text
    await office.send_in("ann", place)
    sent = await office.approval("cass", place, "2026-12-05")
    await office.post("cass", f"{place}/approve", sent)
    assert "30 days" in (office.folder / "meetings" / "3.1.md").read_text()


async def test_the_words_of_an_older_version_are_put_back_and_the_others_are_not_lost(
    office: Office,
) -> None:
    await serve(office)
    path = office.folder / "meetings" / "2.0.md"
    before = path.read_text()
    path.write_text(before.replace("are kept for 30 days and", "are kept for 44 days and"))
    assert path.read_text() != before
    assert "Put its words back" in (await office.open("ann", "/desk/drafts")).text
    place, _ = await office.post("ann", "/desk/rules/meetings/renumber", {})

    assert path.read_text() == before
    assert "44" in (await office.open("cass", place)).text
    assert "Put its words back" not in (await office.open("ann", "/desk/drafts")).text


async def test_nothing_is_done_while_another_change_is_under_way(office: Office) -> None:
    await serve(office)
    await office.write("bob", "tell-first", "Tell all.")
    path = office.folder / "meetings" / "3.0.md"
    changed = path.read_text().replace("14 days", "30 days")
    path.write_text(changed)
    await office.post("ann", "/desk/rules/meetings/renumber", {}, 409)

    assert path.read_text() == changed


async def test_where_the_file_cannot_be_put_back_nothing_is_begun(office: Office) -> None:
    await serve(office)
    path = office.folder / "meetings" / "3.0.md"
    path.write_text(path.read_text().replace("14 days", "30 days"))
    shop = office.site.app[PUBLISHER]._shop
    shop.source = "a repository"
    page = (await office.open("ann", "/desk/drafts")).text
    assert "put the words back there" in page
    assert "Make it 3.1" not in page
    await office.post("ann", "/desk/rules/meetings/renumber", {}, 409)
    assert "Nothing is being changed." in (await office.open("ann", "/desk/drafts")).text
    assert "30 days" in path.read_text()


async def test_where_it_can_be_sent_the_file_is_put_back_there(office: Office) -> None:
    await serve(office)
    path = office.folder / "meetings" / "3.0.md"
    before = path.read_text()
    path.write_text(before.replace("14 days", "30 days"))
    shop = office.site.app[PUBLISHER]._shop
    sent: list[FileChange] = []

    async def send(files: Sequence[FileChange]) -> bool:
        sent.extend(files)
        return True

    shop.source, shop.send = "SharePoint", send
    await office.post("ann", "/desk/rules/meetings/renumber", {})

    assert [(one.name, one.after) for one in sent] == [("meetings/3.0.md", before.encode())]


async def test_a_file_that_was_not_changed_has_no_button(office: Office) -> None:
    await serve(office)
    await office.post("ann", "/desk/rules/meetings/renumber", {}, 404)
