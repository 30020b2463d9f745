"""Files put into a policy folder so that whoever reads it finds each whole, before or after."""

import contextlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from common.files import FOR_ALL_TO_READ, discard, lay_down


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of the folder by its name: its bytes `before` and `after`, None where it is not."""

    name: str
    before: bytes | None
    after: bytes | None


class ChangedMeanwhileError(Exception):
    """A file is neither as it was nor as it is to be: `name` says which. Nothing was written."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} was changed meanwhile")
        self.name = name


def write_files(folder: Path, changes: Sequence[FileChange]) -> None:
    """Make the changes in their order. What is already as it is to be is left alone, so that the
    same may be written again after a crash, or by two processes.

    Everything new is on disk before anything takes its place. Raises ChangedMeanwhileError; OSError
    where the folder cannot be written or the disk is full: some of the changes may have been made.
    """
    waiting = [one for one in changes if _content(folder / one.name) != one.after]
    for one in waiting:
        if _content(folder / one.name) != one.before:
            raise ChangedMeanwhileError(one.name)
    parts: dict[str, Path] = {}
    try:
        for one in waiting:
            if one.after is not None:
                parts[one.name] = lay_down(folder / one.name, one.after, FOR_ALL_TO_READ)
        for one in waiting:
            path = folder / one.name
            if one.after is None:
                path.unlink(missing_ok=True)
            else:
                parts.pop(one.name).replace(path)
            _settle(path.parent)
    finally:
        for part in parts.values():
            discard(part)


def are_written(folder: Path, changes: Sequence[FileChange]) -> bool:
    """Whether the folder is as the changes make it, by whoever's hand."""
    return all(_content(folder / one.name) == one.after for one in changes)


def undone(changes: Sequence[FileChange]) -> Sequence[FileChange]:
    """What takes the changes back, the last first."""
    return [FileChange(one.name, one.after, one.before) for one in reversed(changes)]


def as_plain(changes: Sequence[FileChange]) -> list[Mapping[str, str | None]]:
    """The changes as values that a database keeps."""
    return [
        {
            "name": one.name,
            "before": None if one.before is None else one.before.decode(),
            "after": None if one.after is None else one.after.decode(),
        }
        for one in changes
    ]


def from_plain(values: Sequence[Mapping[str, str | None]]) -> Sequence[FileChange]:
    """What `as_plain` gave."""
    return [
        FileChange(str(one["name"]), _bytes(one["before"]), _bytes(one["after"])) for one in values
    ]


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _settle(folder: Path) -> None:
    """Have the folder's own list on disk, where the system knows how."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
