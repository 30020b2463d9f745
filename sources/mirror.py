"""Pulled sets on disk: each in a folder of its own that is whole before anybody looks at it."""

import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from common.files import replace_file
from sources.source import Pulled, is_policy_path

_KEPT = 3  # folders: the newest, the good one, and one that somebody may still be reading


class Mirror:
    """A folder of pulled sets. Each process has its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def newest(self) -> Path | None:
        """The folder of what was pulled last, served or not."""
        return self._named("newest")

    @property
    def good(self) -> Path | None:
        """The folder of the last set that could be served."""
        return self._named("good")

    def last(self) -> Pulled | None:
        """What was pulled last, with its source's state; None if it is not whole any more."""
        newest = self.newest
        if newest is None:
            return None
        try:
            state = json.loads(self._state_of(newest).read_text("utf-8"))
            files = {
                path.relative_to(newest).as_posix(): path.read_bytes()
                for path in newest.rglob("*")
                if is_policy_path(path.relative_to(newest).as_posix()) and path.is_file()
            }
        except (OSError, ValueError):
            return None
        return Pulled(files, state)

    def put(self, pulled: Pulled) -> Path:
        """Lay a set down and call it the newest. Raises OSError."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"set-{_digest(pulled)}"
        place = self._folder / name
        if not place.is_dir():
            part = Path(tempfile.mkdtemp(prefix="part-", dir=self._folder))
            for path, content in pulled.files.items():
                if not is_policy_path(path):
                    raise OSError(f"{path} is no place for a policy")
                file = part / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            part.rename(place)
        _write(self._state_of(place), json.dumps(dict(pulled.state)))
        _write(self._folder / "newest", name)
        self._tidy()
        return place

    def note_good(self, place: Path) -> None:
        """Say that this set is served: the one to start with. Raises OSError."""
        _write(self._folder / "good", place.name)

    def _named(self, name: str) -> Path | None:
        try:
            place = self._folder / (self._folder / name).read_text("utf-8").strip()
        except OSError:
            return None
        return place if place.is_dir() and place.parent == self._folder else None

    def _state_of(self, place: Path) -> Path:
        return place.with_name(f"{place.name}.json")

    def _tidy(self) -> None:
        for part in self._folder.glob("part-*"):
            shutil.rmtree(part, ignore_errors=True)
        needed = {self.newest, self.good}
        sets = [place for place in self._folder.glob("set-*") if place.is_dir()]
        sets.sort(key=lambda place: (place in needed, place.stat().st_mtime), reverse=True)
        for place in sets[_KEPT:]:
            shutil.rmtree(place, ignore_errors=True)
            self._state_of(place).unlink(missing_ok=True)


def _write(file: Path, text: str) -> None:
    replace_file(file, text.encode())


def _digest(pulled: Pulled) -> str:
    found = hashlib.sha256()
    for path, content in sorted(pulled.files.items()):
        found.update(f"{len(path)}:{path}:{len(content)}:".encode())
        found.update(content)
    return found.hexdigest()[:16]
