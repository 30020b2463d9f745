"""The policies in a shell: exit codes, formats, and no traceback."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from knowledge.__main__ import main
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set, without_marks, write_version

QUESTION = "can i record our guild meeting"


def _run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words], catch_exceptions=False)


def _ask(question: str, *words: str) -> Result:
    return _run("ask", "--words-only", "--policies", SOUND, *words, "--", question)


def _broken(tmp_path: Path) -> Path:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / "data" / "1.0.md"
    path.write_text(path.read_text().replace("id: data", "id: date"))
    return folder


def test_a_sound_folder_passes_without_a_word_on_standard_output() -> None:
    result = _run("check", SOUND, "--on", "2026-10-01")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{SOUND}: no problems, no warnings\n"


def test_warnings_alone_pass() -> None:
    result = _run("check", SOUND, "--on", "2026-11-02")
    assert result.exit_code == 0
    assert result.stdout == (
        f"{SOUND}/meetings/2.0.md:5: warning: meetings@3.0 is in force: the status of this"
        " version is superseded\n"
    )


def test_a_problem_fails_with_its_file_and_line(tmp_path: Path) -> None:
    folder = _broken(tmp_path)
    result = _run("check", folder, "--on", "2026-10-01")
    assert result.exit_code == 1
    expected = f'{folder}/data/1.0.md:3: `id` must be "data" as the file\'s place says\n'
    assert expected in result.stdout


def test_a_fault_fails_too(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "lexicon.md").write_text("## Acronyms\n- AGM\n")
    assert _run("check", folder, "--on", "2026-10-01").exit_code == 1


def test_a_set_of_drafts_says_that_nothing_is_in_force(tmp_path: Path) -> None:
    write_version(tmp_path, "1.0", "2026-01-01", status="draft")
    said = "No policy is in force on 2026-10-01, so nothing is answered."
    assert said in _run("check", tmp_path, "--on", "2026-10-01").stderr
    asked = ("ask", "rule of version", "--words-only", "--policies", tmp_path)
    assert said in _run(*asked, "--on", "2026-10-01").stderr
    assert "in force on" not in _run("check", SOUND, "--on", "2026-10-01").stderr


def test_a_missing_folder_fails_with_one_line(tmp_path: Path) -> None:
    result = _run("check", tmp_path / "none")
    assert result.exit_code == 1
    assert result.stdout == f"{tmp_path}/none:0: the policy folder does not exist: none\n"


def test_problems_are_shown_beside_their_lines_on_github() -> None:
    result = _run("check", SOUND, "--on", "2026-11-02", "--format", "github")
    assert result.stdout.startswith(f"::warning file={SOUND}/meetings/2.0.md,line=5::meetings@3.0")


def test_what_github_would_read_as_a_command_is_escaped(tmp_path: Path) -> None:
    folder = tmp_path / "50%, odd: one"
    path = write_version(folder, "1.0", "2026-01-01")
    path.write_text(path.read_text().replace("owner: Keeper of Records", "owner: Alex Example"))
    result = _run("check", folder, "--on", "2025-06-01", "--format", "github")
    assert "50%25%2C odd%3A one/rules/1.0.md,line=9::`owner` looks" in result.stdout


def test_problems_are_listed_as_json_for_machines(tmp_path: Path) -> None:
    folder = _broken(tmp_path)
    result = _run("check", folder, "--on", "2026-10-01", "--format", "json")
    assert result.exit_code == 1
    assert {
        "file": f"{folder}/data/1.0.md",
        "line": 3,
        "severity": "error",
        "message": '`id` must be "data" as the file\'s place says',
    } in json.loads(result.stdout)


def test_a_day_that_is_none_is_refused() -> None:
    result = _run("check", SOUND, "--on", "30/09/2026")
    assert result.exit_code == 2
    assert "30/09/2026 is not a date: write it as 2026-09-30" in result.stderr


def test_an_answer_as_json_has_the_published_shape() -> None:
    result = _ask(QUESTION, "--json", "--on", "2026-10-01")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert list(answer) == ["kind", "passages"]
    assert answer["kind"] == "answered"
    passage = answer["passages"][0]
    assert isinstance(passage.pop("score"), float)
    text = passage.pop("text")
    assert text.encode() in without_marks((SOUND / "meetings" / "2.0.md").read_bytes())
    assert passage == {
        "ref": "meetings@2.0#tell-first",
        "policy_id": "meetings",
        "title": "Meetings and recordings",
        "version": "2.0",
        "clause": "1.1",
        "anchor": "tell-first",
        "heading_path": ["Meetings and recordings", "Recording", "Tell everyone first"],
        "effective_from": "2026-02-01",
    }


@pytest.mark.parametrize(
    ("day", "ref"), [("2026-01-31", "meetings@1.0"), ("2026-11-02", "meetings@3.0")]
)
def test_the_answer_is_that_of_the_day(day: str, ref: str) -> None:
    result = _ask(QUESTION, "--json", "--on", day)
    assert json.loads(result.stdout)["passages"][0]["ref"] == f"{ref}#tell-first"


def test_an_answer_as_text_says_where_it_stands() -> None:
    result = _ask(QUESTION, "--on", "2026-10-01")
    assert "Tell everyone first\nMeetings and recordings, version 2.0, clause 1.1" in result.stdout
    assert "  Tell everyone in the room before you record" in result.stdout
    assert "Ask: the meetings desk, by the form on the intranet" in result.stdout


def test_a_subject_that_is_not_covered_says_who_to_ask() -> None:
    result = _ask("when is dinner")
    assert result.stdout == "The policies do not cover feasts. Ask the kitchen.\n"
    result = _ask("when is dinner", "--json")
    assert json.loads(result.stdout) == {"kind": "outside", "passages": []}


@pytest.mark.parametrize("question", ["", "🙂", "\u200b", "x" * 100_000, "--", "<b>who</b>"])
def test_any_question_gets_an_answer_and_no_traceback(question: str) -> None:
    result = _ask(question, "--json")
    assert result.exit_code == 0
    assert "kind" in json.loads(result.stdout)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("how long were recordings kept in December 2025", "As of 2025-12-31."),
        ("how long were recordings kept in 2019", "On 2019-12-31 there was no policy"),
        ("what will the rule on recordings be in 2099", "2099-01-01 has not come yet."),
    ],
)
def test_a_day_in_the_question_is_heeded_and_said(question: str, words: str) -> None:
    assert _ask(question).stdout.startswith(words)


def test_nothing_is_answered_from_a_broken_folder(tmp_path: Path) -> None:
    folder = _broken(tmp_path)
    result = _run("ask", QUESTION, "--words-only", "--policies", folder)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{folder}/data/1.0.md:3: `id` must be" in result.stderr
    assert "cannot be answered from until this is mended" in result.stderr


def _golden(tmp_path: Path) -> tuple[Path, Path]:
    questions, topics = tmp_path / "questions.jsonl", tmp_path / "topics.toml"
    lines = [
        {"id": "1", "text": QUESTION, "topic": "recording", "answerable": True, "kind": "plain"},
        {"id": "2", "text": "when is dinner", "topic": "oos", "answerable": False, "kind": "oos"},
        {"id": "3", "text": QUESTION, "topic": "keeping", "answerable": True, "kind": "typo"},
    ]
    questions.write_text("".join(json.dumps(line) + "\n" for line in lines))
    topics.write_text(
        '[topics.recording]\nrefs = ["meetings#tell-first"]\nclose = []\n'
        '[topics.keeping]\nrefs = ["meetings#sold"]\nclose = []\n'
    )
    return questions, topics


def _evaluate(tmp_path: Path, *words: str) -> Result:
    questions, topics = _golden(tmp_path)
    return _run(
        "evaluate",
        questions,
        "--expect",
        topics,
        "--policies",
        SOUND,
        "--on",
        "2026-10-01",
        "--words-only",
        *words,
    )


def test_figures_as_json_have_the_published_shape(tmp_path: Path) -> None:
    result = _evaluate(tmp_path, "--json")
    printed = json.loads(result.stdout)
    assert list(printed) == ["overall", "by_kind"]
    assert list(printed["overall"]) == [
        "n",
        "right_first",
        "right_or_close_first",
        "right_or_close_in_three",
        "false_silence",
        "false_answers",
        "p50_ms",
        "p99_ms",
    ]
    assert printed["overall"]["n"] == 3
    assert printed["overall"]["right_first"] == 0.5
    assert printed["overall"]["false_answers"] == 0
    assert set(printed["by_kind"]) == {"plain", "oos", "typo"}


def test_figures_as_text_name_the_places_that_nothing_has(tmp_path: Path) -> None:
    result = _evaluate(tmp_path)
    assert result.exit_code == 0
    assert "50.0% (9-91)" in result.stdout
    assert "nothing in force on 2026-10-01 has meetings#sold" in result.stderr


def test_misses_are_listed_with_what_was_shown(tmp_path: Path) -> None:
    result = _evaluate(tmp_path, "--misses")
    assert "3 typo, keeping: wrong\n" in result.stdout
    assert "  expected  meetings#sold\n" in result.stdout
    assert "  shown     meetings#tell-first" in result.stdout
    printed = json.loads(_evaluate(tmp_path, "--misses", "--json").stdout)
    (miss,) = printed["misses"]
    assert (miss["id"], miss["miss"]) == ("3", "wrong")
    assert miss["shown"][0]["place"] == "meetings#tell-first"


def test_a_set_says_how_many_of_its_own_questions_must_be_right(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    right = '{"text": "may i record our meeting", "refs": ["meetings#tell-first"]}'
    wrong = '{"text": "may i record our guild meeting", "refs": ["data#private"]}'
    (folder / "questions.jsonl").write_text(f"{right}\n{wrong}\n")
    asked = ("evaluate", "--policies", folder, "--on", "2026-10-01", "--words-only")
    assert _run(*asked).exit_code == 0
    with (folder / "settings.yaml").open("a") as file:
        file.write("right_first_at_least: 60\n")
    assert _run(*asked).exit_code == 1
    assert _run(*asked, "--at-least", "50").exit_code == 0


def test_questions_that_cannot_be_read_end_in_one_line(tmp_path: Path) -> None:
    result = _run("evaluate", tmp_path / "none", "--expect", tmp_path / "no", "--policies", SOUND)
    assert result.exit_code == 1
    assert "No such file or directory" in result.stderr


def test_today_is_the_day_unless_another_is_named(tmp_path: Path) -> None:
    write_version(tmp_path, "1.0", date.max.isoformat())
    result = _run("ask", "rule of version", "--json", "--words-only", "--policies", tmp_path)
    assert json.loads(result.stdout)["passages"] == []
