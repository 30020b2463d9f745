"""What is served while officers edit: the last good set, whole, and soon the next one."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from knowledge.files.load import PolicyError, read_folder
from knowledge.publishing.archive import SetArchive
from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.watch import watching
from tests.databases import SetClock
from tests.knowledge.crashing import Crashes
from tests.knowledge.made_up import copy_of_the_sound_set

KEPT = "meetings/2.0.md"
QUESTION = "how long are recordings kept"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_the_sound_set(tmp_path)


@pytest.fixture
def summer() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


def serve(folder: Path, clock: SetClock) -> LiveSet:
    return LiveSet.load(folder, clock=clock, meaning=False)


def edit(folder: Path, old: str, new: str, name: str = KEPT) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def first_text(serving: LiveSet, question: str = QUESTION) -> str:
    return serving.library.search(question)[0].passage.text


def test_a_sound_edit_is_served_after_a_refresh(folder: Path, summer: SetClock) -> None:
    serving = serve(folder, summer)
    before = serving.fingerprint
    summer.forward(hours=1)
    edit(folder, "30 days and", "31 days and")
    assert serving.reload()
    assert "31 days" in first_text(serving)
    assert serving.fingerprint != before
    assert serving.loaded_at == summer.now
    assert not serving.reload(), "nothing changed since"


def test_a_set_with_an_error_is_not_served_and_says_where_it_is(
    folder: Path, summer: SetClock
) -> None:
    serving = serve(folder, summer)
    before = serving.fingerprint
    edit(folder, "status: approved", "status: aproved")
    assert not serving.reload()
    assert serving.fingerprint == before
    assert "30 days" in first_text(serving)
    assert not serving.is_current
    assert any(str(problem).startswith("meetings/2.0.md:5: ") for problem in serving.problems)
    edit(folder, "status: aproved", "status: approved")
    edit(folder, "30 days and", "32 days and")
    assert serving.reload()
    assert serving.is_current
    assert "32 days" in first_text(serving)


def test_a_folder_that_goes_away_leaves_the_last_good_set(folder: Path, summer: SetClock) -> None:
    serving = serve(folder, summer)
    away = folder.rename(folder.with_name("away"))
    assert not serving.reload()
    assert "30 days" in first_text(serving)
    away.rename(folder)
    serving.reload()
    assert serving.is_current


def test_undo_brings_the_old_answer_and_the_old_fingerprint_back(
    folder: Path, summer: SetClock
) -> None:
    serving = serve(folder, summer)
    before = serving.fingerprint
    edit(folder, "30 days and", "3 days and")
    serving.reload()
    edit(folder, "3 days and", "30 days and")
    serving.reload()
    assert (serving.fingerprint, "30 days" in first_text(serving)) == (before, True)


def test_a_request_in_flight_finishes_on_the_set_that_it_began_with(
    folder: Path, summer: SetClock
) -> None:
    serving = serve(folder, summer)
    library = serving.library
    edit(folder, "30 days and", "31 days and")
    serving.reload()
    assert "30 days" in library.search(QUESTION)[0].passage.text


def test_two_replicas_of_one_folder_have_one_fingerprint(folder: Path, summer: SetClock) -> None:
    one, other = serve(folder, summer), serve(folder, summer)
    edit(folder, "30 days and", "31 days and")
    one.reload()
    assert one.fingerprint != other.fingerprint
    other.reload()
    assert one.fingerprint == other.fingerprint


def test_a_version_begins_by_itself_at_midnight_in_the_united_kingdom(
    folder: Path, summer: SetClock
) -> None:
    serving = serve(folder, summer)
    summer.now = datetime(2026, 11, 1, 23, 59, tzinfo=UTC)
    assert serving.library.search(QUESTION)[0].passage.version == "2.0"
    summer.now = datetime(2026, 11, 2, 0, 0, tzinfo=UTC)
    assert serving.library.search(QUESTION)[0].passage.version == "3.0"


def test_a_folder_that_is_not_whole_is_not_served_at_all(folder: Path, summer: SetClock) -> None:
    edit(folder, "version: 2.0", "version: 2.1")
    with pytest.raises(PolicyError, match=r"meetings/2\.0\.md:4: "):
        serve(folder, summer)


def test_a_served_set_can_be_restored_later_byte_for_byte(
    folder: Path, summer: SetClock, tmp_path: Path
) -> None:
    serving = LiveSet.load(folder, clock=summer, meaning=False, kept=tmp_path / "sets")
    original = shutil.copytree(folder, tmp_path / "original")
    first = serving.fingerprint
    edit(folder, "30 days and", "31 days and")
    serving.reload()
    kept = SetArchive(tmp_path / "sets")
    assert set(kept.fingerprints()) == {first, serving.fingerprint}
    assert kept.restore(first, tmp_path / "restored")
    assert read_folder(tmp_path / "restored")[0].fingerprint == first
    name = "meetings/2.0.md"
    assert (tmp_path / "restored" / name).read_bytes() == (original / name).read_bytes()


def test_only_what_changed_is_kept_again(folder: Path, summer: SetClock, tmp_path: Path) -> None:
    serving = LiveSet.load(folder, clock=summer, meaning=False, kept=tmp_path / "sets")
    files = sum(path.is_file() for path in (tmp_path / "sets" / "files").rglob("*"))
    edit(folder, "30 days and", "31 days and")
    serving.reload()
    assert sum(path.is_file() for path in (tmp_path / "sets" / "files").rglob("*")) == files + 1


def test_a_kept_set_that_was_tampered_with_is_not_restored(
    folder: Path, summer: SetClock, tmp_path: Path
) -> None:
    serving = LiveSet.load(folder, clock=summer, meaning=False, kept=tmp_path / "sets")
    kept = SetArchive(tmp_path / "sets")
    some = next(path for path in (tmp_path / "sets" / "files").rglob("*") if path.is_file())
    some.write_bytes(b"other")
    assert not kept.restore(serving.fingerprint, tmp_path / "restored")
    assert not kept.restore("0" * 16, tmp_path / "restored")


def test_a_place_that_cannot_be_written_costs_the_proof_and_not_the_service(
    folder: Path, summer: SetClock, tmp_path: Path
) -> None:
    (tmp_path / "sets").write_text("a file where a folder should be")
    serving = LiveSet.load(folder, clock=summer, meaning=False, kept=tmp_path / "sets")
    assert "30 days" in first_text(serving)


@asynccontextmanager
async def watched(
    serving: LiveSet, **how: object
) -> AsyncIterator[Callable[[str], Awaitable[None]]]:
    """The folder watched; what it gives waits until the first answer holds some words."""

    async def until(words: str) -> None:
        async with asyncio.timeout(20):
            while words not in first_text(serving):  # noqa: ASYNC110 - nothing to wait for
                await asyncio.sleep(0.02)

    async with watching(serving, **how):  # type: ignore[arg-type]
        await asyncio.sleep(0.1)
        yield until


@pytest.mark.parametrize("polling", [False, True], ids=["notices", "polling"])
async def test_what_is_saved_is_noticed_and_served(
    folder: Path, summer: SetClock, polling: bool
) -> None:
    serving = serve(folder, summer)
    async with watched(serving, polling=polling) as until:
        edit(folder, "30 days and", "31 days and")
        await until("31 days")


async def test_a_file_put_in_the_place_of_another_is_noticed(
    folder: Path, summer: SetClock
) -> None:
    serving = serve(folder, summer)
    async with watched(serving) as until:
        new = folder / "meetings" / ".2.0.md.new"
        new.write_text((folder / KEPT).read_text().replace("30 days and", "31 days and"))
        new.replace(folder / KEPT)
        await until("31 days")


async def test_a_file_that_is_written_in_two_goes_is_not_read_in_between(
    folder: Path, summer: SetClock
) -> None:
    serving = serve(folder, summer)
    whole = (folder / KEPT).read_text().replace("30 days and", "31 days and")
    half = whole.index("Nothing is recorded")
    before = serving.fingerprint
    async with watched(serving, quiet=1_000) as until:
        with (folder / KEPT).open("w") as file:
            file.write(whole[:half])
            file.flush()
            await asyncio.sleep(0.2)
            assert serving.fingerprint == before
            file.write(whole[half:])
        await until("31 days")
    assert serving.library.search("closed room")[0].passage.anchor == "closed-rooms"
    assert "Nothing is recorded in a closed room" in first_text(serving, "closed room")


@pytest.fixture
def away(folder: Path, summer: SetClock) -> tuple[LiveSet, Path]:
    """A set that is served although its folder has gone to another place."""
    return serve(folder, summer), folder.rename(folder.with_name("away"))


async def test_a_folder_without_notices_is_looked_at_now_and_then(
    away: tuple[LiveSet, Path],
) -> None:
    serving, place = away
    async with watched(serving, look=100) as until:
        edit(place, "30 days and", "31 days and")
        await asyncio.to_thread(place.rename, serving.folder)
        await until("31 days")


def test_a_process_killed_while_it_reloads_leaves_whole_sets_behind(tmp_path: Path) -> None:
    crashes = Crashes(tmp_path, seed=1)
    crashes.run(rounds=4)
    assert crashes.served_by_others_than_known == []
    assert crashes.broken_sets() == []


def test_faults_are_known_after_an_inspection_and_errors_at_once(
    folder: Path, summer: SetClock
) -> None:
    edit(folder, "### 2.1 Closed", "### Closed")
    serving = serve(folder, summer)
    serving.inspect()
    assert [str(problem) for problem in serving.problems] == [
        f"{KEPT}:39: the clause closed-rooms has no number"
    ]
    assert serving.is_current, "a fault is served"
    edit(folder, "\n## 2 Rooms", "\n# Rooms and halls\nStray words.\n\n## 2 Rooms")
    serving.reload()
    assert "stands in no clause" in serving.problems[0].message, "the worst first"
    assert not serving.is_current
