"""Files of data that are read, and files that are replaced whole: whoever reads one finds what was
there before, or what is now."""

import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import yaml

PART = ".part"
"""The ending of a file that is being written; nobody reads it."""

OURS_ALONE, FOR_ALL_TO_READ = 0o600, 0o644

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, ten times as quick

Content = bytes | Callable[[BinaryIO], object]
"""What a file is to hold, or what writes it."""


def read_yaml(path: Path) -> Any:
    """What a file of the product's own data holds."""
    return yaml.load(path.read_bytes(), _LOADER)  # noqa: S506 - both are safe


def lay_down(path: Path, content: Content, mode: int = OURS_ALONE) -> Path:
    """What is to take a file's place, beside it and on disk, with the file's permissions or, where
    there is none yet, `mode`. Raises OSError, and whatever writes it does; nothing is left then."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=PART)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content) if isinstance(content, bytes) else content(out)
            out.flush()
            os.fsync(out.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else mode)
    except BaseException:
        discard(part)
        raise
    return part


def discard(part: Path) -> None:
    """Take away what was laid down, as far as that can be."""
    with contextlib.suppress(OSError):
        part.unlink()


def replace_file(path: Path, content: Content, mode: int = OURS_ALONE) -> None:
    """Write a file anew. Raises OSError, and whatever writes it does: it is as it was then."""
    part = lay_down(path, content, mode)
    try:
        part.replace(path)
    except OSError:
        discard(part)
        raise
