"""What happens to a git repository and to our mirror of it, and what is served all the same."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sources.git import Git, Repository
from sources.source import SourceError
from tests.sources.test_pulling import commit, edit, git, upstream

__all__ = ["upstream"]


@pytest.fixture
def mirror(tmp_path: Path) -> Path:
    return tmp_path / "git"


@pytest.fixture
def source(upstream: Path, mirror: Path) -> Git:
    return Git(Repository(str(upstream), "main", "policies"), mirror)


def _leave_a_lock(mirror: Path) -> None:
    (mirror / "shallow.lock").write_bytes(b"")


def _lose_the_objects(mirror: Path) -> None:
    for file in (mirror / "objects").rglob("*"):
        if file.is_file():
            file.chmod(0o600)
            file.write_bytes(b"broken")


def _break_the_head(mirror: Path) -> None:
    (mirror / "HEAD").write_bytes(b"\0\0\0")


def _lose_the_settings(mirror: Path) -> None:
    (mirror / "config").write_bytes(b"[core\n")
    (mirror / "HEAD").unlink()


@pytest.mark.parametrize(
    "fault", [_leave_a_lock, _lose_the_objects, _break_the_head, _lose_the_settings]
)
async def test_a_mirror_with_a_fault_is_made_anew_at_the_next_pull(
    source: Git, upstream: Path, mirror: Path, fault: Callable[[Path], None]
) -> None:
    first = await source.pull(None)
    fault(mirror)
    edit(upstream, "data/1.0.md", "Write down only", "Note only")
    second = await source.pull(first)
    assert second is not None
    assert b"Note only" in second.files["data/1.0.md"]
    assert await source.pull(second) is None, "and it goes on as before"


async def test_attributes_of_the_repository_change_nothing_that_is_served(
    source: Git, upstream: Path
) -> None:
    first = await source.pull(None)
    assert first is not None
    (upstream / ".gitattributes").write_text(
        "policies/data export-ignore\n*.md text eol=crlf export-subst\n"
    )
    edit(upstream, "data/1.0.md", "Write down only", "Note $Format:%H$ only")
    second = await source.pull(first)
    assert second is not None
    assert set(second.files) == set(first.files)
    assert b"Note $Format:%H$ only" in second.files["data/1.0.md"]
    assert b"\r\n" not in second.files["data/1.0.md"]


async def test_a_history_that_was_rewritten_is_followed(source: Git, upstream: Path) -> None:
    edit(upstream, "data/1.0.md", "Write down only", "Note only")
    first = await source.pull(None)
    git(upstream, "reset", "--quiet", "--hard", "HEAD~1")
    git(upstream, "commit", "--quiet", "--amend", "--message", "another beginning")
    second = await source.pull(first)
    assert second is not None
    assert b"Write down only" in second.files["data/1.0.md"]


async def test_a_branch_that_was_renamed_is_named_with_those_that_there_are(
    source: Git, upstream: Path
) -> None:
    await source.pull(None)
    git(upstream, "branch", "--move", "main", "policies-live")
    with pytest.raises(SourceError) as told:
        await source.pull(None)
    assert str(told.value) == (
        "the repository has no branch main any more. Its branches: policies-live. If it was "
        "renamed, set GIT_BRANCH."
    )


async def test_links_and_what_is_no_policy_are_left_out(source: Git, upstream: Path) -> None:
    first = await source.pull(None)
    assert first is not None
    (upstream / "policies" / "data" / "2.0.md").symlink_to("/etc/passwd")
    (upstream / "policies" / "data" / "notes.exe").write_bytes(b"x")
    commit(upstream)
    second = await source.pull(first)
    assert second is not None
    assert second.files == first.files
