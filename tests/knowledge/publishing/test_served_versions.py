"""What was served under a version number: which changes are other words, and what is said."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.model.policies import Severity
from knowledge.publishing.served_versions import ServedVersions, next_version, words_digest
from tests.knowledge.made_up import copy_of_the_sound_set

TODAY = date(2026, 12, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of_the_sound_set(tmp_path)


@pytest.fixture
def served(folder: Path) -> ServedVersions:
    """Everything that the sound set had in force on the day is known."""
    known = ServedVersions(lambda: TODAY)
    known.learn(known.not_known(read_folder(folder)[0]))
    return known


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def said(served: ServedVersions, folder: Path) -> list[str]:
    return [str(problem) for problem in served.problems(read_folder(folder)[0])]


def test_a_set_that_stays_as_it_was_is_well(served: ServedVersions, folder: Path) -> None:
    assert served.not_known(read_folder(folder)[0]) == ()
    assert said(served, folder) == []


def test_other_words_under_a_number_are_an_error_with_line_and_mend(
    served: ServedVersions, folder: Path
) -> None:
    edit(folder, "meetings/3.0.md", "14 days", "30 days")
    (problem,) = served.problems(read_folder(folder)[0])

    assert problem.severity is Severity.ERROR
    assert (problem.file, problem.line) == ("meetings/3.0.md", 26)
    assert "it said “for 14 days”, it says “for 30 days” now" in problem.message
    assert problem.message.endswith("in a new version, 3.1")


@pytest.mark.parametrize(
    ("name", "end"),
    [("meetings/1.0.md", "."), ("screening/1.0.md", "?\n"), ("scoring/1.0.md", "?\n")],
)
def test_it_holds_for_versions_that_are_over_and_for_screening_and_scoring(
    served: ServedVersions, folder: Path, name: str, end: str
) -> None:
    path = folder / name
    above, _, below = path.read_text().rpartition(end)
    path.write_text(f"{above} indeed{end}{below}")

    assert [line.partition(":")[0] for line in said(served, folder)] == [name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("before you record, and", "before\nyou   record, and"),
        ("Tell everyone in", "- Tell everyone in"),
        ("say why. ", "say why. {verdict=required} "),
        ("{#kept}", "{#kept verdict=conditions}"),
        ("status: approved", "status: superseded"),
        ("\n", "\r\n"),
    ],
)
def test_white_space_bullets_marks_and_front_matter_are_no_other_words(
    served: ServedVersions, folder: Path, old: str, new: str
) -> None:
    path = folder / "meetings" / "3.0.md"
    assert old in path.read_text()
    path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    assert said(served, folder) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{#kept}", "{#stored}"),
        ("1.2 How long", "1.3 How long"),
        ("14 days and are then deleted.", "14 days."),
        ("Recordings are kept", "Recordings are **kept**"),
    ],
)
def test_anchors_numbers_and_marked_words_are_words(
    served: ServedVersions, folder: Path, old: str, new: str
) -> None:
    edit(folder, "meetings/3.0.md", old, new)

    assert len(said(served, folder)) == 1


def test_a_version_that_has_not_begun_may_still_be_changed(folder: Path) -> None:
    early = ServedVersions(lambda: date(2026, 11, 1))
    early.learn(early.not_known(read_folder(folder)[0]))
    edit(folder, "meetings/3.0.md", "14 days", "30 days")

    assert said(early, folder) == []


def test_a_served_version_that_is_gone_is_told_and_stops_nothing(
    served: ServedVersions, folder: Path
) -> None:
    (folder / "meetings" / "1.0.md").unlink()
    (problem,) = served.problems(read_folder(folder)[0])

    assert problem.severity is Severity.FAULT
    assert "meetings@1.0 was served and is gone" in problem.message


def test_an_adopters_own_policy_may_have_the_number_of_one_of_the_model_set(
    served: ServedVersions, folder: Path
) -> None:
    edit(folder, "meetings/3.0.md", "14 days", "30 days")
    with (folder / "settings.yaml").open("a") as settings:
        settings.write("\nis_model_set: yes\n")
    policies = read_folder(folder)[0]

    assert policies.settings.is_model_set
    assert list(served.problems(policies)) == []
    assert "meetings@3.0" in {one.ref for one in served.not_known(policies)}


def test_put_back_keeps_the_front_matter_of_today_and_the_words_of_then(
    served: ServedVersions, folder: Path
) -> None:
    before = (folder / "meetings" / "3.0.md").read_text()
    edit(folder, "meetings/3.0.md", "14 days", "30 days")
    edit(folder, "meetings/3.0.md", "owner: Head of Meetings", "owner: Keeper of Meetings")
    put_back = served.put_back(read_folder(folder)[0])

    wanted = before.replace("owner: Head of Meetings", "owner: Keeper of Meetings")
    assert put_back == {"meetings/3.0.md": wanted.encode()}


def test_the_next_number_is_above_every_version_and_draft(folder: Path) -> None:
    policies = read_folder(folder)[0]

    assert str(next_version(policies, "meetings")) == "3.1"
    assert str(next_version(policies, "gardening")) == "0.2"


def test_a_text_without_front_matter_has_words_too() -> None:
    assert words_digest("one  two\n- three") == words_digest("one two three")
    assert words_digest("one\0two") == words_digest("onetwo")
