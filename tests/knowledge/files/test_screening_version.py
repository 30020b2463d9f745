"""Kinds of assessment are data: an officer adds a section, and nothing else is touched."""

from datetime import date
from pathlib import Path

import pytest

from common.assessments import Gate, types_as_json, types_from_json
from knowledge.files.load import read_folder
from knowledge.rules.check import check
from tests.knowledge.made_up import undisputed_set

OCTOBER, EARLIER = date(2026, 10, 1), date(2026, 6, 1)

SECURITY = """
## Security questions {#security}
- name-cy: Asesiad diogelwch

### 1 Secrets {#secrets}
Does it hold secrets?
- yes: required
- unsure: advice
- clause: data#checking
"""


def add_version(policies: Path, more: str = SECURITY) -> Path:
    """A second version of the screening questions, in force from September on."""
    first, second = policies / "screening" / "1.0.md", policies / "screening" / "2.0.md"
    text = first.read_text("utf-8")
    second.write_text(
        text.replace("version: 1.0", "version: 2.0")
        .replace("effective_from: 2026-02-01", "effective_from: 2026-09-01")
        .replace("contact:", "supersedes: screening@1.0\nchange_note: Security.\ncontact:", 1)
        + more,
        "utf-8",
    )
    first.write_text(text.replace("status: approved", "status: superseded"), "utf-8")
    return second


def messages(policies: Path) -> list[str]:
    return [str(one) for one in check(policies, OCTOBER) if "screening" in one.file]


def test_a_new_section_is_a_new_kind_and_older_versions_stay_as_they_are(tmp_path: Path) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies)
    held, _ = read_folder(policies)

    assert messages(policies) == []
    kinds = {kind.key: kind for kind in held.assessment_types(OCTOBER)}
    assert list(kinds) == ["dpia", "eqia", "environmental", "security"]
    assert (kinds["security"].name, kinds["security"].short) == ("Security assessment", "Security")
    now, before = held.screening_on(OCTOBER), held.screening_on(EARLIER)
    assert now is not None
    assert before is not None
    assert now.questions[-1].assessment == "security"
    assert "security" not in {question.assessment for question in before.questions}


def test_names_are_those_of_the_file_in_both_languages(tmp_path: Path) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies)
    kinds = read_folder(policies)[0].assessment_types(OCTOBER)

    assert kinds.name("dpia") == "Data protection impact assessment"
    assert kinds.with_acronym("dpia", "cy") == "Asesiad o’r effaith ar ddiogelu data (DPIA)"
    assert kinds.name("security", "cy") == "Asesiad diogelwch"
    assert kinds.short("security", "cy") == "Security", "what the file does not say is in English"
    assert kinds.name("gone") == "gone"
    assert types_from_json(types_as_json(kinds)) == kinds  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Security questions", "Security assessment"),
        ("Safety test", "Safety test"),
        ("HRIA questions", "HRIA"),
        ("Questions of fairness", "Questions of fairness assessment"),
    ],
)
def test_a_kind_is_named_by_its_heading(tmp_path: Path, heading: str, name: str) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies, SECURITY.replace("Security questions", heading))

    assert read_folder(policies)[0].assessment_types(OCTOBER).name("security") == name


def test_a_fault_of_a_new_version_is_said_once_and_not_of_the_older_one(tmp_path: Path) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies, SECURITY.replace("- yes: required", "- yes: maybe"))
    line = len((policies / "screening" / "2.0.md").read_text().splitlines()) - 2

    assert messages(policies) == [
        "screening/2.0.md:18: there are no questions under {#security}",
        f"screening/2.0.md:{line}: `yes` must be one of required, advice, none",
    ]


def test_a_superseded_version_without_any_successor_is_still_an_error(tmp_path: Path) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies).unlink()

    (message,) = messages(policies)
    assert message.startswith("screening/1.0.md:5: superseded by nothing")


@pytest.mark.parametrize(
    ("was", "becomes", "message"),
    [
        ("{#security}", "", "a section needs an anchor in lower case, such as {#security}"),
        ("{#security}", "{#dpia}", "the section {#dpia} stands twice"),
        ("- name-cy:", "- colour:", "is not one line of name, short, about"),
        ("- name-cy: Asesiad diogelwch", "- before: lunch", "`before` is one or more of pilot"),
        ("- name-cy:", "- before: pilot\n- name-cy:", "is asked for `before` a gate"),
    ],
)
def test_a_section_that_cannot_be_read_is_told_with_what_to_do(
    tmp_path: Path, was: str, becomes: str, message: str
) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies, SECURITY.replace(was, becomes))

    assert any(message in one for one in messages(policies)), messages(policies)


def test_a_test_is_asked_for_at_its_gates_without_any_question(tmp_path: Path) -> None:
    policies = undisputed_set(tmp_path)
    add_version(policies, "\n## Safety test {#safety}\n- before: roll-out, pilot\n")

    assert messages(policies) == []
    safety = read_folder(policies)[0].assessment_types(OCTOBER).known["safety"]
    assert safety.before == (Gate.PILOT, Gate.ROLL_OUT)
