"""Does the test command pass every time, on a machine that has other work too?

    .venv/bin/python -m tests.bench.flicker [--runs 20] [--folder FOLDER] [-- PYTEST ARGUMENTS]

Runs the default tests so many times one after the other, as `run.py test` does, beside a process
that keeps a core busy (`--quiet`: without it). Prints a line a run as it ends, and a table: how
long each took, how many passed, and by name every test that failed, with how often. What a run said
is kept in `--folder`. Ends with 1 where any run failed. Twenty runs take some hundred minutes:
leave it alone in the background.
"""

import argparse
import multiprocessing
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from xml.etree import ElementTree

from run import ALL_TESTS

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the tests: seconds, how many there were, and the names of those that failed. A run
    that broke off has no tests and fails by its exit code."""

    seconds: float
    code: int
    tests: int
    failed: tuple[str, ...]


@contextmanager
def busy_core() -> Iterator[None]:
    """Another process that wants a whole core for as long as the block runs."""
    other = multiprocessing.get_context("spawn").Process(target=_compute, daemon=True)
    other.start()
    try:
        yield
    finally:
        other.terminate()
        other.join()


def _compute() -> None:
    number = 1
    while True:
        number = number * 48_271 % 2_147_483_647


def run_once(folder: Path, number: int, arguments: Sequence[str]) -> Run:
    """Run the tests and keep what was said as `run-01.log` and `run-01.xml` in the folder."""
    log, report = folder / f"run-{number:02}.log", folder / f"run-{number:02}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"--junit-xml={report}", *arguments]
    begun = time.monotonic()
    with log.open("wb") as out:
        code = subprocess.call(  # noqa: S603 - our own tests
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
    seconds = time.monotonic() - begun
    return Run(seconds, code, *read_report(report))


def read_report(report: Path) -> tuple[int, tuple[str, ...]]:
    """How many tests a JUnit report lists, and the names of those that failed or broke off."""
    if not report.is_file():
        return 0, ()
    cases = list(ElementTree.parse(report).getroot().iter("testcase"))  # noqa: S314 - our own
    failed = tuple(
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    )
    return len(cases), failed


def table(runs: Sequence[Run]) -> Iterator[str]:
    """Markdown: a row a run, then every test that failed and in how many runs."""
    yield "| run | seconds | tests | failed |"
    yield "|---|---|---|---|"
    for number, one in enumerate(runs, start=1):
        said = len(one.failed) or (f"broke off with {one.code}" if one.code else 0)
        yield f"| {number} | {one.seconds:.0f} | {one.tests} | {said} |"
    often = Counter(name for one in runs for name in one.failed)
    if often:
        yield "\n| test | failed in |\n|---|---|"
        yield from (f"| {name} | {count} of {len(runs)} |" for name, count in often.most_common())


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--runs", type=int, default=20)
    asked.add_argument("--folder", type=Path, help="Where logs and reports are kept.")
    asked.add_argument("--quiet", action="store_true", help="Without the busy process beside.")
    asked.add_argument("arguments", nargs="*", help="For pytest, behind `--`; else the usual ones.")
    said = asked.parse_args()
    folder = said.folder or Path(mkdtemp(prefix="flicker-"))
    folder.mkdir(parents=True, exist_ok=True)
    runs: list[Run] = []
    for number in range(1, said.runs + 1):
        if said.quiet:
            one = run_once(folder, number, said.arguments or ALL_TESTS)
        else:
            with busy_core():
                one = run_once(folder, number, said.arguments or ALL_TESTS)
        runs.append(one)
        how = f"{len(one.failed)} of {one.tests} failed" if one.code else f"{one.tests} passed"
        print(f"run {number}: {one.seconds:.0f} s, {how}", flush=True)
    print("\n" + "\n".join(table(runs)), f"\n\nkept in {folder}")
    return int(any(one.code for one in runs))


if __name__ == "__main__":
    sys.exit(main())
