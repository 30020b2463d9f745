"""A broken copy of the sound set: each fault planted alone, each found at its line, alone."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.model.policies import Severity
from knowledge.rules.check import check
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set, write_version
from tests.knowledge.planted import facts, lists, register, text
from tests.knowledge.planted.fault import DATA, SCREENING, SCRIBE, Planted

OCTOBER = date(2026, 10, 1)
PLANTED = (*facts.PLANTED, *text.PLANTED, *register.PLANTED, *lists.PLANTED)


def test_the_sound_set_has_no_problem_and_no_warning() -> None:
    assert check(SOUND, OCTOBER) == ()


@pytest.mark.parametrize("fault", PLANTED, ids=lambda fault: fault.name)
def test_a_planted_fault_is_found_at_its_line(fault: Planted, tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    fault.plant(folder)
    problems = check(folder, OCTOBER)
    found = {str(problem) for problem in problems}
    if fault.severity is Severity.ERROR:
        assert fault.expected <= found
    else:
        assert fault.expected == found
    severities = {p.severity for p in problems if str(p) in fault.expected}
    assert fault.severity in severities
    assert (Severity.ERROR in severities) == (fault.severity is Severity.ERROR)


def _problems(folder: Path, on: date = OCTOBER) -> list[str]:
    return [str(problem) for problem in check(folder, on)]


def test_ways_of_asking_for_a_clause_that_is_over_are_a_fault(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "trials" / "asked.md").write_text("## trying\n- can we try it\n")
    expected = "trials/asked.md:1: trials#trying is in no version in force or to come"
    assert _problems(folder) == [expected]
    assert _problems(folder, on=date(2026, 3, 31)) == []


def test_ways_of_asking_for_a_clause_to_come_are_sound(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / "meetings" / "3.0.md"
    path.write_text(path.read_text() + "\n### 1.3 Halls {#halls}\nRecord in the hall.\n")
    with (folder / "meetings" / "asked.md").open("a") as asked:
        asked.write("\n## halls\n- may i record in the hall\n")
    assert _problems(folder) == []


def test_a_version_to_come_may_link_to_what_begins_with_it_alone(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / "meetings" / "3.0.md"
    path.write_text(path.read_text() + "\nSee [closed rooms](meetings#closed-rooms).\n")
    assert _problems(folder) == [
        "meetings/3.0.md:28: the link leads to a clause that is not in force on 2026-11-02:"
        " meetings#closed-rooms"
    ]


def test_a_version_whose_successor_is_in_force_is_superseded() -> None:
    assert _problems(SOUND, on=date(2026, 11, 2)) == [
        "meetings/2.0.md:5: meetings@3.0 is in force: the status of this version is superseded"
    ]


def test_a_higher_version_that_begins_earlier_is_a_fault(tmp_path: Path) -> None:
    for version, begins, more in (
        ("1.0", "2025-06-01", "effective_to: 2025-06-30\n"),
        ("2.0", "2025-03-01", "effective_to: 2025-05-31\nsupersedes: rules@1.0\n"),
    ):
        write_version(tmp_path, version, begins, more=f"{more}change_note: New.\n")
    message = "rules/2.0.md:6: `effective_from` is not after that of rules@1.0 (2025-06-01)"
    assert message in _problems(tmp_path, on=date(2025, 6, 2))


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path / "none") == [".:0: the policy folder does not exist: none"]


@pytest.mark.parametrize(
    "role",
    [
        "Head of Meetings",
        "Data Protection Officer",
        "SIRO",
        "AI Steering Group",
        "Director of People and Transformation",
        "Organisational Change Board",
        "Monitoring Officer",
        "Corporate Leadership Team",
        "Information Governance Manager",
        "Chief Executive",
        "Cabinet",
        "the ICT service desk, on the intranet",
    ],
)
def test_a_role_does_not_look_like_a_person(role: str, tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / DATA
    path.write_text(path.read_text().replace("owner: Keeper of Records", f"owner: {role}"))
    assert _problems(folder) == []


@settings(max_examples=50)
@given(st.binary(max_size=400), st.sampled_from([DATA, SCRIBE, SCREENING, "lexicon.md"]))
def test_whatever_bytes_stand_in_a_file_the_check_names_problems_within_it(
    content: bytes, name: str
) -> None:
    with TemporaryDirectory() as place:
        folder = copy_of_the_sound_set(Path(place))
        (folder / name).write_bytes(content)
        problems = check(folder, OCTOBER)
    assert all(problem.line >= 0 and problem.message for problem in problems)


FACTS = ["status: approved", "status: draft", "effective_from: 2026-01-01", "history: [a]", "id: x"]
TEXTS = ["---", "# T", "## a", "## 1 A {#a}", "### 1 B {#b}", "- yes: required", "- x: y", "w", ""]
PIECES = st.sampled_from([*FACTS, *TEXTS])


@settings(max_examples=50)
@given(st.lists(PIECES, max_size=20), st.sampled_from([DATA, SCRIBE, SCREENING, "data/asked.md"]))
def test_whatever_lines_stand_in_a_file_the_check_ends_in_problems(
    lines: list[str], name: str
) -> None:
    with TemporaryDirectory() as place:
        folder = copy_of_the_sound_set(Path(place))
        kept = (folder / name).read_text().split("---")[1] if name != "data/asked.md" else ""
        front = f"---{kept}---\n" if kept else ""
        (folder / name).write_text(front + "\n".join(lines))
        check(folder, OCTOBER)
