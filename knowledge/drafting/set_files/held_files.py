"""The register entries and lists that lie in a policy folder."""

from collections.abc import Mapping
from pathlib import Path

from knowledge.drafting.set_files.set_file import FileKind, set_file


def held_files(folder: Path) -> Mapping[str, str]:
    """What each says, by its name inside the folder: those that state something and have no
    versions. Raises OSError."""
    found = {}
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        file = set_file(name)
        if file and not file.has_versions and file.kind is not FileKind.ASKED and path.is_file():
            found[name] = path.read_text("utf-8", errors="replace")
    return found
