"""A made-up policy set to load, to break and to grow."""

import re
import shutil
from pathlib import Path

SOUND = Path(__file__).parent / "sound"

FRONT = """---
title: {title}
id: {id}
version: {version}
status: {status}
effective_from: {effective_from}
approved_on: 2025-01-01
review_by: 2025-12-31
owner: Keeper of Records
approver: Committee of the Guild
audience: [all_staff]
classification: OFFICIAL
summary: A made-up rule.
contact: the record room
{more}---
"""

CLAUSE = """# {title}

## 1 Part

### 1.1 A rule {{#rule}}
Do as the rule of version {version} says.
"""


def copy_of_the_sound_set(to: Path) -> Path:
    """The sound set in a folder of its own, where it can be broken."""
    return Path(shutil.copytree(SOUND, to / "policies"))


def undisputed_set(to: Path) -> Path:
    """The same without its one conflict."""
    folder = copy_of_the_sound_set(to)
    data = folder / "data" / "1.0.md"
    data.write_text(data.read_text().replace("conflicts: [meetings#kept]\n", ""))
    return folder


def write_version(
    folder: Path,
    version: str,
    effective_from: str,
    *,
    policy_id: str = "rules",
    status: str = "approved",
    more: str = "",
    text: str = CLAUSE,
) -> Path:
    """Write one version with one clause; `more` holds further lines of front matter."""
    path = folder / policy_id / f"{version}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    facts = {
        "title": "Rules",
        "id": policy_id,
        "version": version,
        "status": status,
        "effective_from": effective_from,
        "more": more,
    }
    path.write_bytes((FRONT.format(**facts) + text.format(**facts)).encode())
    return path


def without_marks(data: bytes) -> bytes:
    """What a file says to people: its bytes without verdict marks."""
    return re.sub(rb" \{verdict=[a-z-]+\}", b"", data)
