"""The Welsh file beside a version: what becomes of it when the next one is published."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from knowledge.drafting.welsh_words import taken_on, without_welsh
from knowledge.files.welsh_version import ENDING
from knowledge.publishing.write_files import FileChange


def in_welsh(folder: Path, base: str, file: str, former: str, new: str) -> Iterator[FileChange]:
    """The Welsh file of a new version, where the one before has one. `base` and `file` are the two
    versions' names inside the folder, `former` and `new` their texts."""
    welsh, name = _read(folder, base), welsh_name(file)
    if welsh and not (folder / name).exists():
        text = taken_on(welsh, former, new)
        if text:
            yield FileChange(name, None, text.encode())


def shown_in_english(folder: Path, base: str, former: str, new: str) -> Sequence[str]:
    """The headings of the clauses that are worded in Welsh now and not once this is published."""
    welsh = _read(folder, base)
    try:
        return list(without_welsh(welsh, former, new).values()) if welsh else []
    except ValueError:  # the check says what cannot be read
        return []


def welsh_name(file: str) -> str:
    return f"{file.removesuffix('.md')}{ENDING}.md"


def _read(folder: Path, file: str) -> str:
    try:
        return (folder / welsh_name(file)).read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return ""
