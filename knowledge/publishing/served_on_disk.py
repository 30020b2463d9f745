"""What was served under each number, beside the data: so that a check without the database knows.

The database decides; this file is a copy of what it knows, written again whenever that grows.
"""

import json
import logging
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from common.files import replace_file
from knowledge.publishing.served_versions import ServedVersion

log = logging.getLogger(__name__)

NAME = "served_versions.json"


def write_served(folder: Path, versions: Iterable[ServedVersion]) -> None:
    """Put the copy into the data folder, whole or not at all. One that cannot be written costs the
    check without the database, not the service."""
    rows = [
        {"ref": v.ref, "of_model_set": v.of_model_set, "first": v.first.isoformat(), "text": v.text}
        for v in sorted(versions, key=lambda one: (one.ref, one.of_model_set))
    ]
    try:
        data = json.dumps(rows, ensure_ascii=False, indent=0).encode()
        replace_file(folder / NAME, data)
    except OSError as error:
        log.warning("what is served is not copied beside the data: %s", error.strerror)


def read_served(folder: Path) -> Sequence[ServedVersion]:
    """What was served, as far as the data folder has a copy. Raises ValueError for one that cannot
    be read: a check that knows nothing must not pass for one that found nothing."""
    try:
        rows = json.loads((folder / NAME).read_bytes())
    except FileNotFoundError:
        return ()
    except (OSError, ValueError) as error:
        raise ValueError(f"{folder / NAME} cannot be read: {error}") from error
    try:
        return [
            ServedVersion(
                str(row["ref"]),
                bool(row["of_model_set"]),
                str(row["text"]),
                date.fromisoformat(row["first"]),
            )
            for row in rows
        ]
    except (KeyError, TypeError, ValueError) as error:
        raise ValueError(f"{folder / NAME} is not what was written there") from error
