"""Documents from a disk into a policy folder: what is written, and nothing that is there lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from knowledge.importing.import_document import ImportedPolicy, import_document
from knowledge.importing.read_document import READERS
from knowledge.importing.source_document import ImportRefusedError, NoConverterError

_LEFTOVERS = ("~$", ".", "#")
"""How the names of locks and copies begin that editors leave beside a document."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What became of one document: the policy and where it was written, or why not."""

    source: Path
    policy: ImportedPolicy | None = None
    written: Path | None = None
    refused: str = ""


def documents(place: Path) -> tuple[Path, ...]:
    """A file itself, or every document in a folder and below, by name."""
    if not place.is_dir():
        return (place,)
    return tuple(path for path in _files(place) if _is_document(path))


def not_documents(place: Path) -> tuple[Path, ...]:
    """The files of a folder that no reader takes, without what editors leave behind."""
    return tuple(path for path in _files(place) if not _is_document(path))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if path.is_file() and not any(part.startswith(_LEFTOVERS) for part in parts):
            yield path


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in (*READERS, ".doc")


def import_files(
    place: Path, into: Path, *, given: Mapping[str, str], on: date
) -> Iterator[ImportOutcome]:
    """Import a document, or each of a folder, and write what came of it below `into`.

    A file that is there is never overwritten: an earlier version stays, and the newer one gets
    the next number; where no clause changed, nothing is written.
    """
    written: set[Path] = set()
    for path in documents(place):
        try:
            data = path.read_bytes()
            policy = import_document(path.name, data, given=given, into=into, on=on)
        except NoConverterError as missing:
            yield ImportOutcome(path, refused=f"{missing} {NoConverterError.INSTALL}")
            continue
        except ImportRefusedError as refused:
            yield ImportOutcome(path, refused=str(refused))
            continue
        except OSError as error:
            yield ImportOutcome(path, refused=f"The file cannot be opened: {error.strerror}.")
            continue
        target = into / policy.path
        folder = target.parent
        if policy.changed is not None and not policy.changed:
            yield ImportOutcome(path, policy, refused="No clause differs from the version before.")
        elif target.exists() or any(one.parent == folder for one in written):
            said = f"{policy.path} is there already, from another document: give this one an --id."
            yield ImportOutcome(path, policy, refused=said)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            target.write_text(policy.markdown, "utf-8", newline="\n")
            written.add(target)
            yield ImportOutcome(path, policy, target)
