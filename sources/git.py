"""Policies in a git repository: one branch, fetched without history, read without a checkout."""

import asyncio
import io
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.source import LARGEST_FILE, MOST_FILES, Pulled, SourceError, is_policy_path

_PATIENCE = 120  # seconds for one command


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the policies are: an address that git understands, a branch, a folder in it or ""."""

    address: str = ""
    branch: str = "main"
    folder: str = ""


class Git:
    """A source (`sources.source`). `folder` is git's own, and may be thrown away. Its state is the
    commit."""

    def __init__(self, repository: Repository, folder: Path) -> None:
        self._repository = repository
        self._folder = folder

    @property
    def name(self) -> str:
        return f"git, branch {self._repository.branch}"

    async def pull(self, last: Pulled | None) -> Pulled | None:
        """See `Source`."""
        if not (self._folder / "HEAD").is_file():
            await self._git("init", "--quiet", "--bare", str(self._folder), inside=False)
        branch = f"refs/heads/{self._repository.branch}"
        await self._git(
            "fetch", "--quiet", "--depth=1", "--no-tags", "--force",
            "--", self._repository.address, f"{branch}:refs/pulled",
        )  # fmt: skip
        commit = (await self._git("rev-parse", "--verify", "refs/pulled")).decode().strip()
        state = {"commit": commit, "folder": self._repository.folder}
        if last is not None and last.state == state:
            return None
        tree = f"{commit}:{self._repository.folder.strip('/')}"
        return Pulled(_unpacked(await self._git("archive", "--format=tar", tree)), state)

    async def _git(self, *words: str, inside: bool = True) -> bytes:
        """What a git command prints. Raises SourceError with what git says itself."""
        place = ("--git-dir", str(self._folder)) if inside else ()
        try:
            process = await asyncio.create_subprocess_exec(
                "git", "-c", "core.askPass=", "-c", "credential.interactive=false", *place, *words,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,  # no terminal: git must not wait for a password
            )  # fmt: skip
        except OSError:
            raise SourceError("git is not installed here. Install it, or use a folder.") from None
        try:
            async with asyncio.timeout(_PATIENCE):
                out, said = await process.communicate()
        except TimeoutError:
            process.kill()
            await process.wait()
            raise SourceError(f"git {words[0]} took more than {_PATIENCE} seconds.") from None
        if process.returncode:
            raise SourceError(f"git {words[0]}: {self._told(said)}")
        return out

    def _told(self, said: bytes) -> str:
        """The last line of what git says, without the address, which may hold a password."""
        lines = said.decode(errors="replace").strip().splitlines() or ["failed"]
        return lines[-1].replace(self._repository.address, "the repository")


def _unpacked(packed: bytes) -> Mapping[str, bytes]:
    files = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for member in archive:
            path = member.name.removeprefix("./")
            if not member.isfile() or not is_policy_path(path):
                continue
            if member.size > LARGEST_FILE:
                raise SourceError(f"{path} is larger than {LARGEST_FILE // 1024**2} MB.")
            content = archive.extractfile(member)
            files[path] = content.read() if content else b""
            if len(files) > MOST_FILES:
                raise SourceError(f"The folder has more than {MOST_FILES:,} files.")
    return files
