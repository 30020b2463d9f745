"""How many small changes to the rules do their tests notice?

    .venv/bin/python -m tests.bench.mutation [NAME ...]      names of `RULES`; without any, all

mutmut changes the bodies of functions, in a copy of the working tree. It leaves what stands
outside of them as it is, so a second pass moves each number, turns each boolean and takes each
entry out of each table there. Says what each change that survives makes of the line, and ends with
1 where fewer than nine in ten are noticed. Takes about a second of processor a change: run it with
`nice`, a rule at a time. A change that means the same survives by right: those of which that has
been argued stand in `same_meaning.toml` beside this file, and are listed and not counted. Any other
is a test to write. Needs what requirements/bench.txt lists, and no more, so not what its packages
ask for besides: `.venv/bin/pip install --no-deps --require-hashes -r requirements/bench.txt`.
"""

import ast
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
ASKED = 0.9
_FORKING = multiprocessing.get_context("fork")
_FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
_ARGUED = Path(__file__).with_name("same_meaning.toml")
_SHOULD_END = 300  # seconds that the tests of one change may take


class Rule(NamedTuple):
    """A module and the tests that hold it. What is tested on both databases runs on one."""

    module: str
    tests: tuple[str, ...]


RULES = {
    "gates": Rule("triage/workflow/gates.py", ("tests/triage/workflow/test_gates.py",)),
    "stages": Rule(
        "triage/model/stages.py",
        ("tests/triage/model/test_stages.py", "tests/triage/workflow/test_gates.py"),
    ),
    "transitions": Rule(
        "triage/repository/transitions.py",
        (
            "tests/triage/repository/test_transitions.py",
            "tests/triage/workflow/test_decisions.py",
        ),
    ),
    "decisions": Rule(
        "triage/workflow/decisions.py",
        (
            "tests/triage/workflow/test_decisions.py",
            "tests/triage/workflow/test_decision_rules.py",
        ),
    ),
    "permissions": Rule(
        "web/permissions.py",
        ("tests/web/test_permission_rules.py", "tests/web/test_permissions.py"),
    ),
    "in_force": Rule("knowledge/model/in_force.py", ("tests/knowledge/model/test_in_force.py",)),
    "temporal_intent": Rule(
        "knowledge/time/temporal_intent.py", ("tests/knowledge/time/test_dates.py",)
    ),
    "retention": Rule("triage/privacy/retention.py", ("tests/triage/privacy",)),
    "scoring": Rule("triage/assessment/scoring.py", ("tests/triage/assessment/test_scoring.py",)),
    "screening": Rule(
        "triage/model/screening_rules.py", ("tests/triage/model/test_screening_rules.py",)
    ),
    "rate_limit": Rule(
        "bot/middleware/rate_limit.py", ("tests/bot/middleware/test_rate_limit.py",)
    ),
}


@dataclass(slots=True)
class Tally:
    """Changes that were made, and in words those that no test noticed."""

    made: int
    survived: list[str]

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.made + other.made, self.survived + other.survived)

    @property
    def noticed(self) -> int:
        return self.made - len(self.survived)

    def without(self, argued: Mapping[str, str]) -> tuple["Tally", list[str]]:
        """Without the changes that mean the same, and those with the reason."""
        same = {one: argued[made] for one in self.survived if (made := _line_made(one)) in argued}
        left = [one for one in self.survived if one not in same]
        reasons = [f"{one}\n    means the same: {why}" for one, why in same.items()]
        return Tally(self.made - len(same), left), reasons


def main() -> None:
    names = sys.argv[1:] or list(RULES)
    argued = tomllib.loads(_ARGUED.read_text(encoding="utf-8"))
    tallies = {}
    for name in names:
        with TemporaryDirectory() as place:
            copy = _copied(Path(place))
            both = _bodies(copy, RULES[name]) + _constants(copy, RULES[name])
        tally, same = tallies[name], _ = both.without(argued.get(name, {}))
        print(f"\n{name}: {tally.noticed} of {tally.made} noticed, {len(same)} mean the same")
        print("\n".join([*tally.survived, *same]), flush=True)
    made = sum(tally.made for tally in tallies.values())
    share = sum(tally.noticed for tally in tallies.values()) / made
    print(f"\n{share:.1%} of {made} noticed (asked: {ASKED:.0%})")
    sys.exit(share < ASKED)


def _copied(place: Path) -> Path:
    """What git knows of the working tree, as it stands."""
    git = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(git, cwd=ROOT, check=True, capture_output=True).stdout  # noqa: S603
    for name in filter(None, map(os.fsdecode, listed.split(b"\0"))):
        source, target = ROOT / name, place / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    return place


def _python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, *arguments],
        cwd=copy,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
    )


def _bodies(copy: Path, rule: Rule) -> Tally:
    """mutmut's changes of the functions' bodies."""
    package = rule.module.partition("/")[0]
    others = [
        one.name for one in sorted(copy.iterdir()) if one.name not in (package, "tests", ".git")
    ]
    project = copy / "pyproject.toml"
    settings = {
        "source_paths": [package],
        "only_mutate": [rule.module],
        "also_copy": others,
        "pytest_add_cli_args": ["-p", "no:cacheprovider", "-k", "not postgres"],
        "pytest_add_cli_args_test_selection": list(rule.tests),
    }
    lines = "\n".join(f"{name} = {value!r}" for name, value in settings.items())
    plain = project.read_text(encoding="utf-8")
    project.write_text(f"{plain}\n[tool.mutmut]\n{lines}\n", encoding="utf-8")
    ran = _python(copy, "-m", "mutmut", "run", "--max-children", "2")
    found = _python(copy, "-m", "mutmut", "results", "--all", "true").stdout
    results = re.findall(r"^\s*(\S+__mutmut_\d+): (.+)$", found, re.M)
    changed = (copy / "mutants" / rule.module).read_text(encoding="utf-8")
    if not results and "__mutmut_" in changed:
        sys.exit(f"mutmut changed nothing in {rule.module}:\n{ran.stdout[-3000:]}{ran.stderr}")
    noticed = ("killed", "timeout", "caught by type check")
    left = [_in_words(copy, name) for name, outcome in results if outcome not in noticed]
    project.write_text(plain, encoding="utf-8")
    return Tally(len(results), left)


def _in_words(copy: Path, name: str) -> str:
    """The lines that mutmut changed."""
    shown = _python(copy, "-m", "mutmut", "show", name).stdout.splitlines()
    changed = [line for line in shown if re.match(r"[-+](?![-+])", line)]
    return "\n    ".join([f"  {name.rpartition('.')[2]}", *changed])


def _line_made(words: str) -> str:
    """What a change made of the line or lines, with one space wherever there was any."""
    return " ".join(" ".join(re.findall(r"^    \+(.*)$", words, re.M)).split())


def _constants(copy: Path, rule: Rule) -> Tally:
    """The changes of what stands outside of functions, in a process that has run the tests once:
    each change is tried in a fork of it, which has every library loaded already."""
    receiver, sender = _FORKING.Pipe(duplex=False)
    warm = _FORKING.Process(target=_try_constants, args=(copy, rule, sender))
    warm.start()
    sender.close()
    try:
        made, survived = receiver.recv()
    except EOFError:
        sys.exit(f"the tests of {rule.module} fail before anything is changed")
    warm.join()
    return Tally(made, survived)


def _try_constants(copy: Path, rule: Rule, sender: Connection) -> None:
    os.chdir(copy)
    sys.path[:] = [str(copy), *(place for place in sys.path if Path(place).resolve() != ROOT)]
    if _test(copy, rule.tests):
        os._exit(1)
    path, tally = copy / rule.module, Tally(0, [])
    source = path.read_text(encoding="utf-8")
    plain = ast.unparse(ast.parse(source)).splitlines()
    for changed, words in changes_outside_functions(source):
        path.write_text(changed, encoding="utf-8")
        shutil.rmtree(path.with_name("__pycache__"), ignore_errors=True)
        child = os.fork()
        if child == 0:
            os._exit(_test(copy, rule.tests))
        tally.made += 1
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0:
            lines = zip(plain, changed.splitlines(), strict=False)
            made = next(after for before, after in lines if after != before)
            tally.survived.append(f"  {words}\n    +{made}")
    sender.send((tally.made, tally.survived))
    os._exit(0)  # past what the parent would do at its end


def _test(copy: Path, tests: Sequence[str]) -> int:
    """What pytest ends with, on the files of the copy as they stand now."""
    ours = {entry.name.partition(".")[0] for entry in copy.iterdir()}
    for name in [name for name in sys.modules if name.partition(".")[0] in ours]:
        del sys.modules[name]
    loaded = "ignore::pytest.PytestAssertRewriteWarning"  # its plugins are, but for the first time
    options = ["-x", "-q", "-p", "no:cacheprovider", "-W", loaded, "-k", "not postgres"]
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        return pytest.main([*options, f"--session-timeout={_SHOULD_END}", *tests])


def changes_outside_functions(source: str) -> Iterator[tuple[str, str]]:
    """The source with one thing changed at a time, and what was changed: each number outside of
    functions moved by one (a fraction by a tenth), each boolean turned, each entry of a table of
    two or more taken out."""
    tree = ast.parse(source)
    for node in _outside_functions(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float):
            plain = node.value
            for other in _others(plain):
                node.value = other
                yield ast.unparse(tree), f"line {line}: {plain} -> {other}"
            node.value = plain
        for entries in _tables(node):
            for at in range(len(entries[0])):
                taken = [entry.pop(at) for entry in entries]
                words = ": ".join(ast.unparse(one) for one in taken)
                yield ast.unparse(tree), f"line {line}: without {words[:70]}"
                for entry, one in zip(entries, taken, strict=True):
                    entry.insert(at, one)


def _others(value: bool | float) -> Sequence[bool | float]:
    if isinstance(value, bool):
        return (not value,)
    step = 1 if isinstance(value, int) else value / 10
    return value + step, value - step


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    """Neither in a type nor in a decorator: a test of behaviour sees no change of those."""
    unseen = [*getattr(node, "decorator_list", ()), getattr(node, "annotation", None)]
    for child in ast.iter_child_nodes(node):
        if child not in unseen and not isinstance(child, _FUNCTIONS | ast.Subscript):
            yield child
            yield from _outside_functions(child)


def _tables(node: ast.AST) -> Iterator[list[list[ast.expr]]]:
    """The lists of entries of a literal: values beside their keys of a mapping."""
    match node:
        case ast.Dict(keys=keys, values=values) if len(keys) > 1 and None not in keys:
            yield [keys, values]  # type: ignore[list-item]
        case ast.Set(elts=entries) | ast.List(elts=entries) if len(entries) > 1:
            yield [entries]
        case ast.Tuple(elts=entries, ctx=ast.Load()) if len(entries) > 1:
            yield [entries]


if __name__ == "__main__":
    main()
