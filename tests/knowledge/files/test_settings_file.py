"""What a set says of itself is read as written; what is wrong with it is told with its line."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.model.set_settings import NO_SETTINGS, ClauseRole, Phrase
from knowledge.rules.check import check
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set

OCTOBER = date(2026, 10, 1)


def _check(folder: Path) -> list[str]:
    return [str(problem) for problem in check(folder, OCTOBER)]


def test_a_set_names_itself_its_bodies_its_clauses_and_its_starters() -> None:
    settings = read_folder(SOUND)[0].settings

    assert settings.names.steering_group == Phrase("Moot of the Guild")
    assert settings.names.policies.in_language("cy") == "rheolau'r Urdd"
    assert settings.clause(ClauseRole.IDEA_TRIAGE) == "meetings#kept"
    assert [one.ask for one in settings.starters][1:] == ["May I use Scribe?"]
    assert settings.objectives == ("Fewer scrolls",)


def test_words_behind_a_sign_that_begins_a_comment_are_told_in_every_file_of_the_set(
    tmp_path: Path,
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    settings, policy = folder / "settings.yaml", folder / "meetings" / "1.0.md"
    for file in (settings, policy):
        file.write_text(
            file.read_text("utf-8").replace("\ncontact:", "\ncontact: ask in #ai-help #")
        )
    told = [line for line in _check(folder) if "is a comment and not read" in line]
    assert len(told) == 2
    assert all('"#ai-help' in line for line in told)


def test_a_set_without_the_file_is_served_and_the_check_says_that_it_is_missing(
    tmp_path: Path,
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "settings.yaml").unlink()

    assert read_folder(folder)[0].settings == NO_SETTINGS
    (problem,) = check(folder, OCTOBER)
    assert problem.severity == "warning"
    assert problem.message.startswith("is missing")


ROLE = "  idea-triage: meetings#kept\n"
TRIAGE = "`idea-triage`, the clause that says what happens to an idea, and by when,"


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        (ROLE, "", f"10: {TRIAGE} is missing: write `idea-triage: policy-id#anchor`"),
        (ROLE, "  idea-triage:\n", f"10: {TRIAGE} is missing"),
        (
            ROLE,
            "  idea-triage: [meetings#kept, data#checking]\n",
            f"13: {TRIAGE} names 2 clauses: leave one",
        ),
        (ROLE, ROLE * 2, "14: `idea-triage` stands twice, first in line 13"),
        ("meetings#kept", "meetings#keptt", f"13: {TRIAGE} is not in force: meetings#keptt: did"),
        ("meetings#kept", "none", "13: no clause says what happens to an idea, and by when"),
        ("idea-triage", "idea-trage", "13: `idea-trage` is not a key of `clauses`: did you mean"),
        ("objectives:", "objektives:", "21: `objektives` is not a key of the settings"),
        (
            "the porter of the Guild, at the gate",
            "jo@guild.example",
            "8: `contact` holds an e-mail",
        ),
        ("[Fewer scrolls]", "Fewer scrolls", "21: must be a list"),
        ("[Fewer scrolls]", "&a [Fewer scrolls]", "21: YAML anchors"),
        ("names:", "review_months: 0\nnames:", "1: must be a whole number of months"),
        ("names:", "right_first_at_least: 101\nnames:", "1: must be a whole number of per cent"),
        ("names:", "classifications: {Open: anyone}\nnames:", '1: "Open" must be one of'),
        ("names:", "\tnames:", "1: cannot be read"),
        ("title: Recording", f"title: {'x' * 33}", "18: `title` has more than 32 characters"),
    ],
)
def test_what_is_wrong_in_the_file_is_found_at_its_line(
    old: str, new: str, problem: str, tmp_path: Path
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / "settings.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")

    assert any(found.startswith(f"settings.yaml:{problem}") for found in _check(folder)), _check(
        folder
    )


def test_own_classifications_and_classes_of_data_replace_the_usual_ones(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    own = "classifications: {Open: all staff, Sealed: restricted}\n"
    own += "data_classes: {chaff: Anything, wheat: {en: Names, kind: personal}}\n"
    with (folder / "settings.yaml").open("a") as file:
        file.write(own)
    for path in folder.glob("*/*.md"):
        path.write_text(
            path.read_text().replace("classification: OFFICIAL", "classification: Open")
        )
    sealed = folder / "meetings" / "2.0.md"
    sealed.write_text(sealed.read_text().replace("classification: Open", "classification: Sealed"))

    policies, problems = read_folder(folder)

    assert not [problem for problem in problems if problem.severity == "error"]
    assert "meetings" not in {passage.policy_id for passage in policies.passages_on(OCTOBER)}
    assert any("public is no data class (chaff, wheat)" in problem for problem in _check(folder))


def test_how_often_policies_are_reviewed_is_the_sets_own(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    policy = folder / "data" / "1.0.md"
    later = policy.read_text().replace("review_by: 2026-", "review_by: 2027-")
    assert later != policy.read_text()
    policy.write_text(later)
    assert any("more than twelve months" in problem for problem in _check(folder))

    with (folder / "settings.yaml").open("a") as file:
        file.write("review_months: 24\n")

    assert _check(folder) == []
