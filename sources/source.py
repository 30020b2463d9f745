"""What every source gives: the files of one moment."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Protocol, runtime_checkable

from knowledge.files.source_file import is_read
from knowledge.publishing.write_files import FileChange

MOST_FILES = 5_000
LARGEST_FILE = 2 * 1024 * 1024
"""Bytes; the longest policy has a hundredth of it."""


class SourceError(Exception):
    """The source could not be read; the message says why and what an operator does about it."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """All files by their path inside the set, with `/` between folders. `state` is the source's
    own, as plain values, and is handed back to it at the next pull."""

    files: Mapping[str, bytes]
    state: Mapping[str, Any] = field(default_factory=dict)


class Source(Protocol):
    """Somewhere that policies are kept. `name` is for operators."""

    @property
    def name(self) -> str: ...

    async def pull(self, last: Pulled | None) -> Pulled | None:
        """What there is now, or None if that is still what was pulled last. Raises SourceError."""
        ...


@runtime_checkable
class WritableSource(Source, Protocol):
    """A source that takes changes, too."""

    async def write(self, last: Pulled | None, changes: Sequence[FileChange]) -> None:
        """Make the changes there, in their order; what is already as it is to be is left alone.
        Raises ChangedMeanwhileError where a file is not as it was, SourceError."""
        ...


_DOCUMENTS = frozenset({".doc", ".docx", ".docm", ".odt", ".rtf", ".pdf", ".html", ".htm", ".rst"})


def is_policy_path(path: str) -> bool:
    """Whether a path is one that the set may have: of a kind that is read, inside, not hidden."""
    parts = PurePosixPath(path).parts
    clean = all(part not in (".", "..") and not part.startswith(".") for part in parts)
    plain = not set(path) & set("\\:\0")
    return bool(parts) and clean and plain and parts[0] != "/" and is_read(path)


def is_document_path(path: str) -> bool:
    """Whether a path is that of a document which somebody may take for a policy that is served."""
    name = PurePosixPath(path).name
    return PurePosixPath(path).suffix.lower() in _DOCUMENTS and not name.startswith(("~$", "."))
