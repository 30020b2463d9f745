"""Files put into the policy folder: whole, once, and never over what somebody else wrote."""

from pathlib import Path

import pytest

from knowledge.publishing.write_files import (
    ChangedMeanwhileError,
    FileChange,
    are_written,
    as_plain,
    from_plain,
    undone,
    write_files,
)

CHANGES = (FileChange("a/1.1.md", None, b"new"), FileChange("a/1.0.md", b"old", b"over"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "1.0.md").write_bytes(b"old")
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


def test_they_are_written_written_again_and_taken_back(folder: Path) -> None:
    before = content(folder)
    for _ in range(2):
        write_files(folder, CHANGES)
        assert content(folder) == {"a/1.1.md": b"new", "a/1.0.md": b"over"}
        assert are_written(folder, from_plain(as_plain(CHANGES)))
    write_files(folder, undone(CHANGES))
    assert content(folder) == before


def test_what_somebody_wrote_meanwhile_stays_and_nothing_is_written(folder: Path) -> None:
    (folder / "a" / "1.0.md").write_bytes(b"theirs")
    with pytest.raises(ChangedMeanwhileError, match=r"a/1\.0\.md"):
        write_files(folder, CHANGES)
    assert content(folder) == {"a/1.0.md": b"theirs"}


def test_what_a_process_that_died_left_undone_is_done(folder: Path) -> None:
    write_files(folder, CHANGES[:1])
    write_files(folder, CHANGES)
    assert are_written(folder, CHANGES)


def test_a_full_disk_leaves_the_folder_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(folder)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_files(folder, CHANGES)
    assert content(folder) == before
