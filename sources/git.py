"""Policies in a git repository: one branch, fetched without history, read without a checkout."""

import asyncio
import io
import logging
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sources.source import LARGEST_FILE, MOST_FILES, Pulled, SourceError, is_policy_path

logger = logging.getLogger(__name__)

_MOST_NAMED = 5  # branches that an operator is shown
_PATIENCE = 120  # seconds for one command


@dataclass(frozen=True, slots=True)
class Repository:
    """Where the policies are: an address that git understands, a branch, a folder in it or ""."""

    address: str = ""
    branch: str = "main"
    folder: str = ""


class _TooSlowError(SourceError):
    """A command that did not end: nothing is known of the mirror by it."""


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
        """See `Source`. What is wrong with the mirror heals itself: it is made anew and fetched
        once more, whether a killed git left a lock behind or a disk broke it."""
        was_there = await asyncio.to_thread(self._folder.exists)
        try:
            return await self._pull(last)
        except SourceError as error:
            if not was_there or isinstance(error, _TooSlowError):
                raise
            logger.warning("the mirror is made anew: %s", error)
            await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
            return await self._pull(last)

    async def _pull(self, last: Pulled | None) -> Pulled | None:
        if not (self._folder / "HEAD").is_file():
            await self._git("init", "--quiet", "--bare", str(self._folder), inside=False)
        branch = f"refs/heads/{self._repository.branch}"
        try:
            await self._git(
                "fetch", "--quiet", "--depth=1", "--no-tags", "--force",
                "--", self._repository.address, f"{branch}:refs/pulled",
            )  # fmt: skip
        except SourceError as error:
            raise await self._without_branch(error) from None
        commit = (await self._git("rev-parse", "--verify", "refs/pulled")).decode().strip()
        state = {"commit": commit, "folder": self._repository.folder}
        if last is not None and last.state == state:
            return None
        return Pulled(await self._files(commit), state)

    async def _without_branch(self, error: SourceError) -> SourceError:
        """What to tell where the branch is gone or renamed; else the error itself."""
        if "couldn't find remote ref" not in str(error):
            return error
        listed = await self._git("ls-remote", "--heads", "--", self._repository.address)
        heads = [line.partition("refs/heads/")[2] for line in listed.decode().splitlines()]
        names = ", ".join(heads[:_MOST_NAMED]) or "none"
        return SourceError(
            f"the repository has no branch {self._repository.branch} any more. Its branches: "
            f"{names}. If it was renamed, set GIT_BRANCH."
        )

    async def _files(self, commit: str) -> Mapping[str, bytes]:
        """The files of a commit as they were committed. `git archive` would heed the repository's
        attributes, which may leave files out or rewrite their lines."""
        tree = f"{commit}:{self._repository.folder.strip('/')}"
        listed = await self._git("ls-tree", "-r", "-z", "-l", "--full-tree", tree)
        blobs = {}
        for entry in filter(None, listed.decode(errors="replace").split("\0")):
            told, _, path = entry.partition("\t")
            mode, kind, name, size = told.split()
            if kind != "blob" or not mode.startswith("100") or not is_policy_path(path):
                continue
            if int(size) > LARGEST_FILE:
                raise SourceError(f"{path} is larger than {LARGEST_FILE // 1024**2} MB.")
            blobs[path] = name
            if len(blobs) > MOST_FILES:
                raise SourceError(f"The folder has more than {MOST_FILES:,} files.")
        asked = "".join(f"{name}\n" for name in blobs.values())
        packed = io.BytesIO(await self._git("cat-file", "--batch", given=asked.encode()))
        return {path: _next_blob(packed) for path in blobs}

    async def _git(self, *words: str, inside: bool = True, given: bytes = b"") -> bytes:
        """What a git command prints. Raises SourceError with what git says itself."""
        place = ("--git-dir", str(self._folder)) if inside else ()
        try:
            process = await asyncio.create_subprocess_exec(
                "git", "-c", "core.askPass=", "-c", "credential.interactive=false", *place, *words,
                stdin=asyncio.subprocess.PIPE if given else asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                start_new_session=True,  # no terminal: git must not wait for a password
            )  # fmt: skip
        except OSError:
            raise SourceError("git is not installed here. Install it, or use a folder.") from None
        try:
            async with asyncio.timeout(_PATIENCE):
                out, said = await process.communicate(given or None)
        except TimeoutError:
            process.kill()
            await process.wait()
            raise _TooSlowError(f"git {words[0]} took more than {_PATIENCE} seconds.") from None
        if process.returncode:
            raise SourceError(f"git {words[0]}: {self._told(said)}")
        return out

    def _told(self, said: bytes) -> str:
        """The last line of what git says, without the address, which may hold a password."""
        lines = said.decode(errors="replace").strip().splitlines() or ["failed"]
        return lines[-1].replace(self._repository.address, "the repository")


def _next_blob(packed: io.BytesIO) -> bytes:
    """One object as `git cat-file --batch` prints it: `<name> blob <size>`, the bytes, a line end.

    https://git-scm.com/docs/git-cat-file#_batch_output
    """
    size = int(packed.readline().split()[-1])
    content = packed.read(size)
    packed.read(1)
    return content
