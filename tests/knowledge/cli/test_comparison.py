"""`python -m knowledge diff`: what changed, in a shell."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from knowledge.__main__ import main
from tests.knowledge.made_up import SOUND


def diff(*arguments: str, folder: Path = SOUND) -> Result:
    return CliRunner().invoke(main, ["diff", *arguments, "--policies", str(folder)])


def test_two_versions_are_compared_word_by_word() -> None:
    shown = diff("meetings", "1.0", "2.0")
    assert shown.exit_code == 0
    assert shown.output.startswith("meetings@1.0 -> meetings@2.0: 1 added, 2 reworded\n")
    assert "Recordings are kept for [-90-]{+30+} days" in shown.output
    assert "2.1 Closed rooms {#closed-rooms}: added" in shown.output
    assert "2.0: Recordings are kept for 30 days: before, it was 90." in shown.output


def test_without_versions_todays_is_compared_with_the_one_before() -> None:
    shown = diff("meetings", "--on", "2026-10-01")
    assert shown.output.startswith("meetings@1.0 -> meetings@2.0")
    shown = diff("meetings", "--on", "2026-11-02")
    assert shown.output.startswith("meetings@2.0 -> meetings@3.0")
    assert "2.1 Closed rooms {#closed-rooms}: removed" in shown.output


def test_a_verdict_that_changed_is_shown() -> None:
    assert "verdict: [-conditions-] {+None+}" in diff("meetings", "2.0", "3.0").output


def test_json_holds_the_pieces_of_every_clause() -> None:
    shown = json.loads(diff("meetings", "1.0", "2.0", "--json").output)
    kept = next(clause for clause in shown["clauses"] if clause["anchor"] == "kept")
    assert kept["change"] == "reworded"
    assert ["old", "90"] in kept["text"]


def test_what_is_not_there_is_named_with_what_is() -> None:
    assert "there is no policy meeting: did you mean meetings?" in diff("meeting").output
    assert "meetings has no version 9.0; it has 1.0, 2.0, 3.0" in diff("meetings", "9.0").output
    assert "data@1.0 is the first version" in diff("data").output
    assert diff("data").exit_code == 1
