"""Marks are proposed for officers to confirm, and written where they belong."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from knowledge.__main__ import main
from knowledge.files.load import read_folder
from knowledge.model.policies import Verdict
from knowledge.quality.propose_marks import propose_marks, write_marks
from knowledge.rules.check import check
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set, write_version

DAY = date(2026, 10, 1)


def test_each_sentence_whose_words_suggest_a_verdict_gets_one_at_its_line(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    clause = (
        "## 1 Tape {{#tape}}\nYou may tape in the hall.\nYou must ask first. Reasons follow.\n\n"
        "Never tape:\n\n- guests\n- cats, unless their owner agrees\n\nA label is not needed.\n"
        "Ask the clerk if you may not enter.\n"
    )
    write_version(folder, "1.0", "2026-01-01", policy_id="tape", text=clause)
    found = [mark for mark in propose_marks(folder, DAY) if mark.passage.policy_id == "tape"]
    assert [(mark.sentence.text, mark.verdict) for mark in found] == [
        ("You may tape in the hall.", Verdict.ALLOWED),
        ("You must ask first.", Verdict.REQUIRED),
        ("Never tape:", Verdict.NOT_ALLOWED),
        ("cats, unless their owner agrees", Verdict.CONDITIONS),
        ("A label is not needed.", Verdict.NOT_REQUIRED),
    ]
    written = (folder / found[0].passage.file).read_text().splitlines()
    assert all(mark.sentence.text in written[mark.line - 1] for mark in found)


def test_what_is_written_is_sound_and_changes_no_word_that_is_shown(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    before = {p.ref: p.text for p in read_folder(folder)[0].passages_on(DAY)}
    write_marks(folder, propose_marks(folder, DAY))
    policies, _ = read_folder(folder)
    assert {p.ref: p.text for p in policies.passages_on(DAY)} == before
    assert not [str(problem) for problem in check(folder, DAY) if "verdict" in problem.message]
    assert sum(len(p.marks) for p in policies.passages_on(DAY)) > 3


def test_the_command_lists_every_proposal_and_writes_nothing_unasked(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    result = CliRunner().invoke(main, ["marks", str(folder), "--on", "2026-10-01"])
    assert result.exit_code == 0
    assert "{verdict=" in result.stdout
    assert result.stdout.startswith(f"{folder}/")
    assert (folder / "data/1.0.md").read_text() == (SOUND / "data/1.0.md").read_text()
