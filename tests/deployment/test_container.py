"""The Dockerfile without Docker: what it copies is all that the assistant needs, nobody is root,
and running writes nowhere but in the data folder."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.knowledge.made_up import undisputed_set
from tests.test_app import POLICY

_LEARNING = 240.0
"""Seconds: a set whose vectors are not shipped is encoded first, in a minute on two busy cores."""

pytestmark = pytest.mark.timeout(_LEARNING + 60)

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "Dockerfile").read_text("utf-8")
LAST = TEXT[TEXT.rindex("\nFROM ") :]


def instructions(name: str, text: str = LAST) -> list[str]:
    joined = text.replace("\\\n", " ")
    return re.findall(rf"^\s*{name} (.+)$", joined, flags=re.MULTILINE)


def copied() -> list[tuple[str, str]]:
    """What the last stage takes from the project: source and target."""
    lines = [line.split() for line in instructions("COPY") if not line.startswith("--from")]
    return [(source, line[-1]) for line in lines for source in line[:-1]]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's files as the image has them, with a small set of policies."""
    app = tmp_path_factory.mktemp("image") / "app"
    app.mkdir()
    for source, target in copied():
        place = app / target
        if (ROOT / source).is_dir():
            shutil.copytree(ROOT / source, place)  # with what Python has compiled, as there
        else:
            place.mkdir(exist_ok=True, parents=True)
            shutil.copy(ROOT / source, place)
    shutil.rmtree(app / "policies")  # whose lists take half a minute to learn, whatever set it is
    undisputed_set(app)
    (app / "data").mkdir()
    learn(app)
    return app


def learn(app: Path, *more: str) -> None:
    """What the last stage learns of the policies."""
    (learnt,) = re.findall(r'^RUN \["python", (.+)\]$', LAST, flags=re.MULTILINE)
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *json.loads(f"[{learnt}]"), *more],
        cwd=app,
        env=environment(),
        capture_output=True,
        timeout=_LEARNING,
        check=True,
    )


def environment(**more: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", **more}


def test_what_is_copied_exists_and_reaches_the_builder() -> None:
    allowed = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }
    assert (ROOT / ".dockerignore").read_text("utf-8").splitlines()[1] == "*"
    sources = {source for source, _ in copied()}
    assert {source for source in sources if not (ROOT / source).exists()} == set()
    assert sources == allowed


def test_every_room_that_the_server_imports_is_in_the_image(image: Path) -> None:
    done = subprocess.run(
        [sys.executable, "app.py", "doctor", "--offline", "--json"],
        cwd=image,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert done.stderr == ""
    assert json.loads(done.stdout)["healthy"] is True


def state(folder: Path) -> dict[str, float]:
    """Every file outside `data/`, with the time of its last change."""
    return {
        str(path.relative_to(folder)): path.stat().st_mtime
        for path in folder.rglob("*")
        if path.is_file() and path.relative_to(folder).parts[0] != "data"
    }


@contextmanager
def started(image: Path, port: int, **more: str) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=image,
        env=environment(PORT=str(port), LOG_FORMAT="json", **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def asked(address: str, process: subprocess.Popen[str]) -> str:
    """What an address answers once the server is up."""
    until = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - loopback
                return str(answer.read().decode())
        except OSError:
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.1)


def test_serving_writes_nowhere_but_in_the_data_folder(image: Path) -> None:
    before = state(image)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with started(image, port) as process:
        assert asked(f"http://127.0.0.1:{port}/healthz", process) == "ok"
        checks = json.loads(asked(f"http://127.0.0.1:{port}/readyz", process))
        assert checks["ready"] is True
    assert process.returncode is not None
    assert state(image) == before
    assert (image / "data" / "assistant.db").is_file()


def test_two_servers_of_one_image_share_the_folder_and_write_nothing_into_the_image(
    image: Path,
    tmp_path: Path,
) -> None:
    before = state(image)
    learnt = shutil.ignore_patterns("assistant.db*", "sets")
    ports = []
    with ExitStack() as stack:
        running = []
        for name in ("one", "two"):
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                ports.append(free.getsockname()[1])
            more = {
                "POLICIES": str(tmp_path / "shared" / "policies"),
                "POLICIES_FIRST": "policies",
                "DATA_FOLDER": str(tmp_path / name),
            }
            shutil.copytree(image / "data", tmp_path / name, ignore=learnt)
            running.append(stack.enter_context(started(image, ports[-1], **more)))
        for port, process in zip(ports, running, strict=True):
            assert asked(f"http://127.0.0.1:{port}/healthz", process) == "ok"

    assert state(image) == before
    names = {str(p.relative_to(image / "policies")) for p in (image / "policies").rglob("*.md")}
    shared = tmp_path / "shared" / "policies"
    assert {str(path.relative_to(shared)) for path in shared.rglob("*.md")} == names


def test_what_is_learnt_while_building_lies_where_the_server_looks(
    image: Path, tmp_path: Path
) -> None:
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
    for file in (image / "data").glob("vectors-*"):
        file.unlink()
    learn(image, "--policies", str(tmp_path))
    assert list((image / "data").glob("vectors-*.npz"))


def test_nobody_is_root_and_only_the_data_folder_is_theirs() -> None:
    assert instructions("USER") == ["10001:10001"]
    assert "chown -R assistant:assistant data" in LAST
    assert LAST.index("\nUSER ") < LAST.index('\nRUN ["python", "-m", "knowledge", "ask"')
    assert instructions("VOLUME") == ['["/app/data"]']


def test_packages_are_installed_by_hash_from_the_lock_with_azures_exporter() -> None:
    (install,) = [line for line in instructions("RUN", TEXT) if "pip " in line]
    for option in ("--require-hashes", "--no-deps", "--only-binary :all:", "--no-cache-dir"):
        assert option in install
    assert "requirements/azure.txt" in instructions("COPY", TEXT)[0]


def test_the_image_has_every_program_that_a_source_of_policies_calls() -> None:
    called = re.findall(
        r'create_subprocess_exec\(\s*"(\w+)"', (ROOT / "sources/git.py").read_text()
    )
    (install,) = [line for line in instructions("RUN") if "apt-get install" in line]
    assert called == ["git"]
    assert set(called) <= set(install.split())


def test_the_image_listens_where_the_platform_looks_and_says_how_it_is() -> None:
    variables = " ".join(instructions("ENV"))
    assert "HOST=0.0.0.0" in variables
    assert "PORT=3978" in variables
    assert instructions("EXPOSE") == ["3978"]
    assert "/healthz" in LAST[LAST.index("HEALTHCHECK") :]
    assert instructions("ENTRYPOINT") == ['["python", "app.py"]']


def test_the_health_check_is_a_program_that_runs() -> None:
    (command,) = re.findall(r'CMD \["python", "-c", (".+")\]$', LAST, flags=re.MULTILINE)
    compile(json.loads(command), "HEALTHCHECK", "exec")
