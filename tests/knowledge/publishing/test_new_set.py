"""An organisation's own set begins empty, with nothing of the model council in it."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from knowledge.__main__ import main
from knowledge.model.policies import Severity
from knowledge.rules.check import check
from tests.freeze import MODEL_SET
from tests.knowledge.made_up import write_version

ON = date(2025, 6, 1)


def test_a_new_set_needs_one_policy_to_be_served(tmp_path: Path) -> None:
    folder = tmp_path / "ours"
    made = CliRunner().invoke(main, ["new", str(folder)])
    assert made.exit_code == 0
    assert [str(p) for p in check(folder, ON) if p.severity is Severity.ERROR] == [
        ".:0: there is no policy here (<policy-id>/<version>.md)"
    ]

    write_version(folder, "1.0", "2025-02-01")

    assert {problem.severity for problem in check(folder, ON)} == {Severity.WARNING}


def test_a_new_set_holds_nothing_of_the_model_set(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["new", str(tmp_path / "ours")])
    ours = "".join(path.read_text("utf-8") for path in (tmp_path / "ours").iterdir())

    assert "Copilot" not in ours
    assert "Organisational Change Board" not in ours
    lines = (MODEL_SET / "not-covered.md").read_text("utf-8").splitlines()
    assert not [line for line in lines if line.startswith("- ") and line in ours]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine")
    refused = CliRunner().invoke(main, ["new", str(tmp_path)])

    assert refused.exit_code == 1
    assert "is not empty" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]
