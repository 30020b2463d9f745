"""The pages for people say what is so: links lead somewhere, names are those of the program."""

import re
from pathlib import Path

import pytest

import app
from common.clock import system_clock
from operations.composition import CHECKS
from operations.telemetry.metrics import Telemetry
from settings import KNOWN, Settings
from tests.test_app import POLICY

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(page: Path) -> set[str]:
    found = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), flags=re.MULTILINE)
    return {anchor(heading) for heading in found}


def column(page: str, heading: str, number: int = 0) -> list[str]:
    """The cells of a column of the first table under a heading."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    section = re.split(rf"^## {re.escape(heading)}$", text, flags=re.MULTILINE)[1]
    table = re.findall(r"(?:^\|.*\|$\n?)+", section.split("\n## ")[0], flags=re.MULTILINE)[0]
    rows = [row.strip("|").split("|") for row in table.strip().splitlines()[2:]]
    return [row[number].strip() for row in rows]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.DOTALL)
    text = re.sub(r"`[^`]*`", "", text)
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if "://" in target:
            continue
        file, _, fragment = target.partition("#")
        place = (page.parent / file).resolve() if file else page
        place = _delivered(place)
        assert place.exists(), target
        if fragment and place.suffix == ".md":
            assert fragment in anchors(place), target


def test_every_file_that_a_page_names_is_there() -> None:
    made = ("build/", "data/", "artefacts/")
    folders = "|".join(re.escape(path.name) for path in ROOT.iterdir() if path.is_dir())
    named = {
        (page.name, name)
        for page in PAGES
        for name in re.findall(rf"`((?:{folders})/[\w./*-]*)`", page.read_text("utf-8"))
        if not name.startswith(made)
    }
    assert len(named) > 20
    assert [(page, name) for page, name in named if not _there(name.rstrip("/"))] == []


def test_every_setting_is_in_the_table_of_settings() -> None:
    named = re.findall(r"`([A-Z_]+)`", " ".join(column("teams.md", "Settings")))
    assert sorted(named) == sorted(KNOWN)


def test_every_check_of_readiness_is_explained(tmp_path: Path) -> None:
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "1.10.md").write_text(POLICY, "utf-8")
    text = (ROOT / "docs" / "running.md").read_text("utf-8")
    table = text[text.index("| check | fails when") :]
    built = app.build(Settings(policies=tmp_path, data=tmp_path / "data"), system_clock)
    explained = re.findall(r"^\| `(\w+)` \|", table.split("\n\n")[0], flags=re.MULTILINE)
    checks = built[CHECKS]
    assert explained == list(checks)


def test_every_figure_is_explained() -> None:
    telemetry = Telemetry()
    for histogram in (telemetry.requests, telemetry.calls, telemetry.replies):
        histogram.record(1)
    telemetry.quotations.add(1)
    telemetry.checks.set(1)
    found = re.findall(r"^# TYPE (\w+) ", telemetry.prometheus().decode(), flags=re.MULTILINE)
    telemetry.close()
    ours = {name for name in found if not name.startswith("process_")}
    assert ours == {
        name.strip("`") for name in column("running.md", "The figures") if "process_" not in name
    }


def test_every_line_of_the_doctor_is_explained() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "operations" / "doctor").glob("*.py")]
    told = set(re.findall(r'(?:ok|warn|fail|_end|Finding)\(\s*"([^"]+)"', "\n".join(sources)))
    explained = {name for cell in column("running.md", "The doctor") for name in cell.split(", ")}
    assert told == explained


def test_every_command_that_a_page_names_is_there() -> None:
    commands = set(app.main.commands)
    rooms = {path.parent.name for path in ROOT.glob("*/__main__.py")}
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    named = set(re.findall(r"python3 run\.py ([a-z]+)", text))
    assert named <= commands | rooms | {"test", "install"}


def test_every_test_that_a_page_names_is_there() -> None:
    files = (ROOT / "tests").rglob("test_*.py")
    known = set(re.findall(r"def (test_\w+)\(", "\n".join(p.read_text("utf-8") for p in files)))
    text = "\n".join(page.read_text("utf-8") for page in PAGES)
    assert set(re.findall(r"`(test_\w+)`", text)) <= known


def test_every_file_that_imports_the_archived_sdk_is_in_the_guide_to_its_successor() -> None:
    sdk = re.compile(r"^\s*(?:from|import) (?:botbuilder|botframework|msrest)\b", re.MULTILINE)
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "bot").rglob("*.py")
        if sdk.search(path.read_text("utf-8"))
    }
    guide = (ROOT / "docs" / "successor.md").read_text("utf-8")

    assert set(re.findall(r"`(bot/teams/[\w/]+\.py)`", guide)) == found


def _delivered(place: Path) -> Path:
    """A file of the delivered set in its frozen copy, as another set may stand in its place."""
    policies = ROOT / "policies"
    if not place.is_relative_to(policies):
        return place
    return ROOT / "tests" / "model_set" / place.relative_to(policies)


def _there(name: str) -> bool:
    """Whether a file is in the product."""
    return any(ROOT.glob(re.sub("^policies/", "tests/model_set/", name)))
