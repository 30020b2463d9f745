"""The policy folder on a shared volume, filled from the image at the first start, and never again.

From then on the folder is the council's own: a later image brings a newer program, not policies.
"""

import contextlib
import logging
import shutil
import tempfile
from pathlib import Path

log = logging.getLogger(__name__)


def is_filled(folder: Path) -> bool:
    """Whether a folder is there and holds anything."""
    return folder.is_dir() and any(folder.iterdir())


def fill_first(folder: Path, given: Path) -> bool:
    """Copy what is `given` to the folder if that holds nothing yet; False where it does. Several
    processes may do so at once: one copy takes its place, whole, and the others are dropped.

    Raises OSError where the folder cannot be written, or what is given is not there.
    """
    if is_filled(folder):
        return False
    folder.parent.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-", suffix=".part"))
    try:
        copy = Path(shutil.copytree(given, place / folder.name))
        try:
            copy.rename(folder)  # onto nothing, or an empty folder; onto another's copy it fails
        except OSError:
            if is_filled(folder):
                return False
            raise
    finally:
        with contextlib.suppress(OSError):
            shutil.rmtree(place)
    log.info("policies: %s is filled from %s", folder, given)
    return True
