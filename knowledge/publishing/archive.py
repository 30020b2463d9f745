"""The sets that have been served, kept so that an old answer can be shown on its own text.

Like a version store: the bytes of each file once, named by their digest, and a list of names and
digests for every set. Everything is written beside its place and then moved there, so a process
that dies leaves a whole file or none.
"""

import hashlib
import json
import logging
import zlib
from collections.abc import Mapping
from pathlib import Path

from common.files import replace_file
from knowledge.files.reading import fingerprint_of
from knowledge.files.source_file import read_sources

logger = logging.getLogger(__name__)


class SetArchive:
    """A folder of sets by fingerprint. Several processes may share it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, policies: Path, fingerprint: str) -> bool:
        """Copy the policy folder's files, if they still are that set; False if not kept.

        A folder that cannot be written costs the later proof, not the service.
        """
        if self._list_of(fingerprint).is_file():
            return True
        try:
            names = [source.name for source in read_sources(policies, [])]
            texts = {name: (policies / name).read_bytes() for name in names}
            digests = {name: hashlib.sha256(data).digest() for name, data in texts.items()}
            if fingerprint_of(digests) != fingerprint:
                return False
            for name, data in texts.items():
                self._write(self._object(digests[name].hex()), zlib.compress(data, 9))
            listed = {name: digest.hex() for name, digest in sorted(digests.items())}
            self._write(self._list_of(fingerprint), json.dumps(listed, indent=0).encode())
        except OSError as error:
            logger.warning("set %s not kept: %s", fingerprint, error.strerror)
            return False
        return True

    def fingerprints(self) -> tuple[str, ...]:
        """Every set that is kept."""
        return tuple(sorted(path.stem for path in self._folder.glob("*.json")))

    def restore(self, fingerprint: str, to: Path) -> bool:
        """Write the files of a set below the folder `to`; False when it is not kept here, or not
        whole any more."""
        try:
            listed: Mapping[str, str] = json.loads(self._list_of(fingerprint).read_bytes())
            digests = {name: bytes.fromhex(digest) for name, digest in listed.items()}
            if fingerprint_of(digests) != fingerprint:
                return False
            for name, digest in digests.items():
                data = zlib.decompress(self._object(digest.hex()).read_bytes())
                if hashlib.sha256(data).digest() != digest:
                    return False
                path = to / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        except (OSError, ValueError, zlib.error):
            return False
        return True

    def _list_of(self, fingerprint: str) -> Path:
        return self._folder / f"{fingerprint}.json"

    def _object(self, digest: str) -> Path:
        return self._folder / "files" / digest[:2] / digest[2:]

    def _write(self, path: Path, data: bytes) -> None:
        if not path.is_file():
            replace_file(path, data)
