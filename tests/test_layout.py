"""The layout: folders that a reader takes in at once, and names that stand for one thing each."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from storage.migrations.steps import read_steps
from tests.test_architecture import PACKAGES, ROOT, imports, modules

MOST_ENTRIES = {"bot": 12, "common": 8, "knowledge": 18, "triage": 22, "web": 20}
"""Files and folders at the top of a package; any other folder has at most `USUAL`."""

USUAL = 20

MOST_DOUBLES = 0.08
"""The share of public classes, and of files, whose name stands more than once."""

IMPOSED = {"__init__.py", "__main__.py", "cli.py"}
"""File names that Python or a convention gives."""


def folders() -> list[Path]:
    found = [ROOT / package for package in PACKAGES]
    for package in tuple(found):
        found += [path for path in package.rglob("*") if path.is_dir() and "__" not in path.name]
    return [path.relative_to(ROOT) for path in found if list(path.glob("*.py"))]


@pytest.mark.parametrize("folder", folders(), ids=str)
def test_a_folder_holds_what_a_reader_takes_in_at_once(folder: Path) -> None:
    entries = [
        path.name
        for path in (ROOT / folder).iterdir()
        if "__" not in path.name and (path.suffix == ".py" or path.is_dir())
    ]

    assert len(entries) <= MOST_ENTRIES.get(str(folder), USUAL), sorted(entries)


def of_the_product() -> list[Path]:
    """Our modules without migrations, which are numbered and not named."""
    return [path for path in modules() if "versions" not in path.parts[:-1]]


def doubles(named: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: places for name, places in named.items() if len(places) > 1}


def share(named: dict[str, list[str]]) -> float:
    return sum(map(len, doubles(named).values())) / sum(map(len, named.values()))


def test_nearly_every_file_has_a_name_of_its_own() -> None:
    named: dict[str, list[str]] = defaultdict(list)
    for path in of_the_product():
        if path.name not in IMPOSED:
            named[path.name].append(str(path))

    assert share(named) <= MOST_DOUBLES, doubles(named)


def test_nearly_every_public_class_has_a_name_of_its_own() -> None:
    named: dict[str, list[str]] = defaultdict(list)
    for path in of_the_product():
        for node in ast.parse((ROOT / path).read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                named[node.name].append(str(path))

    assert share(named) <= MOST_DOUBLES, doubles(named)


@pytest.mark.parametrize("package", [*PACKAGES, "bot/teams"])
def test_no_two_folders_of_a_package_import_each_other(package: str) -> None:
    """Of a package's own files, each counts as a folder: nothing goes round through one."""
    place = Path(package)
    arrows: dict[str, set[str]] = defaultdict(set)
    for module in modules():
        here = _part(module, place)
        if here is None or (module.name in IMPOSED and len(module.parts) == len(place.parts) + 1):
            continue
        for name in imports(module):
            there = _part(Path(*name.split(".")), place)
            if there is not None and there != here:
                arrows[here].add(there)
    done: set[str] = set()

    def visit(part: str, way: tuple[str, ...]) -> None:
        assert part not in way, " imports ".join((*way, part))
        if part not in done:
            for target in sorted(arrows[part]):
                visit(target, (*way, part))
            done.add(part)

    for part in sorted(arrows):
        visit(part, ())


def _part(path: Path, place: Path) -> str | None:
    """The folder or file right below `place` that holds a module; None for one elsewhere, and for
    the place itself."""
    depth = len(place.parts)
    if path.parts[:depth] != place.parts or len(path.parts) <= depth:
        return None
    return path.parts[depth].removesuffix(".py")


def test_the_steps_of_the_database_are_one_line_of_numbers() -> None:
    """Two of one number leave every new database shut; a start reads them from the files' names."""
    found = list(read_steps().walk_revisions())
    steps = [(step.revision, step.down_revision) for step in found]
    assert [Path(step.path).name[:6] for step in found] == [f"s{step.revision}_" for step in found]

    numbers = [f"{number:04}" for number in range(len(steps), 0, -1)]
    assert steps == list(zip(numbers, [*numbers[1:], None], strict=True))
