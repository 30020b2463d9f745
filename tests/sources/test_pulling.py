"""From a source to what is served: whole sets only, checked, and the last good one in between."""

import asyncio
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.publishing.live_set import LiveSet
from knowledge.publishing.write_files import FileChange
from sources.git import Git, Repository
from sources.graph import Graph
from sources.mirror import Mirror
from sources.pulling import Pulling
from sources.sharepoint import DocumentLibrary, SharePoint
from sources.source import Pulled, SourceError, is_policy_path
from tests.databases import SetClock
from tests.graph import TOKEN, graph
from tests.knowledge.made_up import copy_of_the_sound_set

Run = Callable[..., None]


@pytest.fixture
def upstream(tmp_path: Path) -> Path:
    """A repository with the sound set in its folder `policies`."""
    place = tmp_path / "upstream"
    place.mkdir()
    copy_of_the_sound_set(place)
    made = next(path for path in place.iterdir() if path.is_dir())
    if made.name != "policies":
        made.rename(place / "policies")
    git(place, "init", "--quiet", "--initial-branch=main")
    commit(place)
    return place


def git(place: Path, *words: str) -> None:
    who = ("-c", "user.name=Officer", "-c", "user.email=officer@example.org")
    subprocess.run(["git", *who, *words], cwd=place, check=True, capture_output=True)  # noqa: S603, S607


def commit(place: Path) -> None:
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", "an edit")


def edit(place: Path, file: str, old: str, new: str) -> None:
    path = place / "policies" / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    commit(place)


class Follower:
    """The assistant's end: pulls into a mirror and serves from it."""

    def __init__(self, upstream: Path, place: Path, clock: SetClock) -> None:
        self.place = place
        self.clock = clock
        self.upstream = upstream
        self.pulling = self._begun()

    def _begun(self) -> Pulling:
        repository = Repository(str(self.upstream), "main", "policies")
        source = Git(repository, self.place / "git")
        return Pulling(source, Mirror(self.place / "sets"), self.clock)

    async def start(self) -> LiveSet:
        """As the app starts, also for the second time."""
        self.pulling = self._begun()
        await self.pulling.first()
        folder = self.pulling.folder
        assert folder is not None
        return await asyncio.to_thread(LiveSet.load, folder, clock=self.clock, meaning=False)


@pytest.fixture
def follower(upstream: Path, tmp_path: Path, clock: SetClock) -> Follower:
    return Follower(upstream, tmp_path, clock)


async def test_a_commit_is_served_after_the_next_pull(follower: Follower) -> None:
    serving = await follower.start()
    before = serving.fingerprint
    assert not await follower.pulling.once(serving)
    edit(follower.upstream, "data/1.0.md", "Write down only", "Note only")
    assert await follower.pulling.once(serving)
    assert serving.fingerprint != before
    texts = [p.text for found in serving.library.policy_set.clauses.values() for p in found]
    assert any(text.startswith("Note only") for text in texts)


async def test_a_set_with_an_error_is_not_served_and_a_restart_begins_with_the_good_one(
    follower: Follower,
) -> None:
    serving = await follower.start()
    await follower.pulling.once(serving)
    edit(follower.upstream, "data/1.0.md", "Write down only", "Note only")
    assert await follower.pulling.once(serving)
    good = serving.fingerprint
    edit(follower.upstream, "data/1.0.md", "status: approved", "status: aproved")
    assert not await follower.pulling.once(serving)
    assert not serving.is_current
    assert serving.fingerprint == good

    again = await follower.start()
    assert again.fingerprint == good
    assert not await follower.pulling.once(again)
    assert not again.is_current, "the error is still told"
    edit(follower.upstream, "data/1.0.md", "status: aproved", "status: approved")
    await follower.pulling.once(again)
    assert again.is_current
    assert again.fingerprint == good


async def test_a_source_that_is_gone_is_told_and_changes_nothing(follower: Follower) -> None:
    serving = await follower.start()
    good, moved = serving.fingerprint, follower.upstream.with_name("moved")
    follower.upstream.rename(moved)
    assert not await follower.pulling.once(serving)
    assert follower.pulling.trouble.startswith("git fetch:")
    assert str(follower.upstream) not in follower.pulling.trouble, "an address may hold a password"
    assert serving.fingerprint == good
    again = await follower.start()
    assert again.fingerprint == good, "it even starts"
    moved.rename(follower.upstream)
    await follower.pulling.once(again)
    assert follower.pulling.trouble == ""


async def test_without_anything_to_begin_with_the_reason_is_said(
    tmp_path: Path, clock: SetClock
) -> None:
    follower = Follower(tmp_path / "nowhere", tmp_path, clock)
    with pytest.raises(SourceError, match="git fetch"):
        await follower.pulling.first()


async def test_an_empty_folder_leaves_the_last_set_served(follower: Follower) -> None:
    serving = await follower.start()
    shutil.rmtree(follower.upstream / "policies")
    (follower.upstream / "policies").mkdir()
    (follower.upstream / "policies" / "notes.txt").write_text("x")
    commit(follower.upstream)
    await follower.pulling.once(serving)
    assert not serving.is_current
    assert serving.library.policy_set.policies


def test_a_set_is_laid_down_whole_and_few_are_kept(tmp_path: Path) -> None:
    mirror = Mirror(tmp_path)
    first = mirror.put(Pulled({"a/1.0.md": b"one"}, {"commit": "1"}))
    mirror.note_good(first)
    for number in range(8):
        mirror.put(Pulled({"a/1.0.md": b"%d" % number}, {"commit": str(number)}))
    assert mirror.good == first
    assert mirror.last() == Pulled({"a/1.0.md": b"7"}, {"commit": "7"})
    assert len([place for place in tmp_path.iterdir() if place.is_dir()]) <= 4
    with pytest.raises(OSError, match="no place"):
        mirror.put(Pulled({"../a.md": b""}))
    (tmp_path / "good").write_text("../../etc")
    assert Mirror(tmp_path).good is None


@pytest.mark.parametrize(
    "path", ["../a.md", "/a.md", "a/../b.md", ".git/a.md", "a", "", "c:a.md", "a\\b.md", "a/.x.md"]
)
def test_a_path_that_could_lead_elsewhere_is_none(path: str) -> None:
    assert not is_policy_path(path)


async def test_what_is_approved_goes_to_the_library_and_is_served(
    tmp_path: Path, clock: SetClock
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    lexicon = (folder / "lexicon.md").read_text()
    async with graph() as library:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name != "README.md":
                library.save(path.relative_to(folder).as_posix(), path.read_text())

        async def token() -> str:
            return TOKEN

        where = DocumentLibrary("https://council.example/sites/policies", "Policies")
        source = SharePoint(lambda http: Graph(http, token, library.base), where)
        pulling = Pulling(source, Mirror(tmp_path / "sets"), clock)
        await pulling.first()
        assert pulling.folder is not None
        serving = await asyncio.to_thread(LiveSet.load, pulling.folder, clock=clock, meaning=False)
        new = lexicon.replace("annual general meeting", "yearly meeting")
        change = FileChange("lexicon.md", lexicon.encode(), new.encode())
        assert await pulling.send([change], serving)

        acronyms = serving.library.policy_set.lexicon.acronyms
        assert acronyms["AGM"] == ("yearly meeting",)
        library.writable = False
        assert not await pulling.send([FileChange("lexicon.md", new.encode(), b"# none")], serving)


async def test_a_repository_is_only_read(upstream: Path, tmp_path: Path, clock: SetClock) -> None:
    follower = Follower(upstream, tmp_path, clock)
    serving = await follower.start()

    assert not await follower.pulling.send([FileChange("lexicon.md", None, b"x")], serving)
