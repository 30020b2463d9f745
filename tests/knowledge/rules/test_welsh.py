"""Welsh files word what stands in English beside them, no more and no less."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.rules.check import check
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import copy_of_the_sound_set, write_version

ON = date(2026, 10, 1)
WELSH = """# Y rheol

### 1.1 Rheol {#rule}
Gwnewch fel y mae'r rheol yn ei ddweud.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = copy_of_the_sound_set(tmp_path)
    write_version(folder, "1.0", "2026-01-01", policy_id="bells", more="change_note: none\n")
    return folder


def _problems(folder: Path) -> list[str]:
    before = {"bells/1.0.md"}
    return [str(p) for p in check(folder, ON) if p.file not in before]


def _write(folder: Path, text: str, name: str = "bells/1.0.cy.md") -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_a_clause_has_its_welsh_words_from_the_file_beside_it(folder: Path) -> None:
    _write(folder, WELSH)
    assert _problems(folder) == []
    policies, _ = read_folder(folder)
    (clause,) = policies.clauses["bells@1.0"]
    assert clause.welsh is not None
    assert (clause.welsh.title, clause.welsh.heading) == ("Y rheol", "Rheol")
    assert clause.welsh.text.startswith("Gwnewch")
    assert clause.text.startswith("Do as")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            WELSH.replace("{#rule}", "{#rheol}"),
            [
                "bells/1.0.cy.md:0: rule of bells@1.0 is missing",
                "bells/1.0.cy.md:3: rheol is no clause of bells@1.0",
            ],
        ),
        (
            WELSH.replace("1.1", "1.2"),
            ["bells/1.0.cy.md:3: rule has the number 1.2 here, and 1.1 in bells@1.0"],
        ),
    ],
)
def test_another_anchor_or_number_than_in_english_is_a_fault(
    folder: Path, text: str, expected: list[str]
) -> None:
    _write(folder, text)
    assert [p.replace(".cy.md: ", ".cy.md:0: ") for p in _problems(folder)] == expected


def test_front_matter_in_a_welsh_version_is_said_to_be_unread(folder: Path) -> None:
    _write(folder, f"---\ntitle: Y rheol\n---\n{WELSH}")
    assert any("front matter is not read" in problem for problem in _problems(folder))


def test_a_welsh_version_of_nothing_is_a_fault(folder: Path) -> None:
    _write(folder, WELSH, "bells/2.0.cy.md")
    assert any("there is no bells@2.0 beside it" in problem for problem in _problems(folder))


def test_welsh_ways_of_asking_for_no_clause_are_an_error(folder: Path) -> None:
    _write(folder, "## cloch\n- ga i ganu'r gloch\n", "bells/asked.cy.md")
    assert any("cloch is no clause of bells" in problem for problem in _problems(folder))


def test_a_welsh_subject_that_is_not_in_english_is_a_fault(folder: Path) -> None:
    _write(folder, "### Dim {#dim-byd}\nNid yw'n berthnasol.\n- dim\n", "not-covered.cy.md")
    assert any("dim-byd is no subject" in problem for problem in _problems(folder))


def test_the_meetings_policy_of_the_model_set_stands_in_both_languages() -> None:
    policies, _ = read_folder(MODEL_SET)
    clauses = policies.clauses["meetings@3.0"]
    assert all(clause.welsh for clause in clauses)
