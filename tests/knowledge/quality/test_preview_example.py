"""Officers teach a way of asking: one line in one file, after seeing what it would change."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from knowledge.__main__ import main
from knowledge.quality.add_example import NewExample, with_line
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set

NEW = "may i tape the annual banquet speeches"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    golden = {"id": "1", "topic": "recording", "answerable": True, "kind": "plain"}
    golden["text"] = "can i record our guild meeting"
    topic = {"topic": "recording", "refs": ["meetings#tell-first"]}
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "questions.jsonl").write_text(f"{json.dumps(topic)}\n{json.dumps(golden)}\n")
    return folder


def _teach(folder: Path, question: str, ref: str, *more: str, answer: str = "") -> Result:
    words = ["teach", "--words-only", "--on", "2026-10-01", "--policies", str(folder)]
    words += [*more, "--", question, ref]
    return CliRunner().invoke(main, words, input=answer, catch_exceptions=False)


def _bytes(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*.*")}


@pytest.mark.parametrize(
    ("ref", "file", "after"),
    [
        ("meetings#tell-first", "meetings/asked.md", "  press record\n"),
        ("meetings@2.0#tell-first", "meetings/asked.md", "  press record\n"),
        ("register#scribe", "register/asked.md", "- is the scribe thing ok\n"),
        ("not-covered#feasts", "not-covered.md", "- what is for lunch\n"),
    ],
)
def test_the_line_goes_below_its_heading_and_nothing_else_changes(
    folder: Path, ref: str, file: str, after: str
) -> None:
    expected = _bytes(folder)
    expected[file] = expected[file].replace(after.encode(), f"{after}- {NEW}\n".encode())
    result = _teach(folder, NEW, ref)
    assert result.exit_code == 0, result.output
    assert _bytes(folder) == expected


def test_a_welsh_line_goes_into_the_welsh_file_and_only_there(folder: Path) -> None:
    welsh = "ga i dapio'r areithiau yn y wledd"
    result = _teach(folder, welsh, "meetings#tell-first")
    assert result.exit_code == 0, result.output
    made = (folder / "meetings" / "asked.cy.md").read_text(encoding="utf-8")
    assert made.endswith(f"## tell-first\n- {welsh}\n")
    assert welsh not in (folder / "meetings" / "asked.md").read_text(encoding="utf-8")
    again = _teach(folder, welsh.upper(), "meetings#tell-first")
    assert "stands already" in again.output


def test_a_missing_file_and_heading_are_made(folder: Path) -> None:
    anchor = (SOUND / "data" / "1.0.md").read_text().partition("{#")[2].partition("}")[0]
    anchor = anchor.split()[0]
    assert _teach(folder, NEW, f"data#{anchor}").exit_code == 0
    made = (folder / "data" / "asked.md").read_text()
    assert made == f"# Ways in which staff ask\n\n## {anchor}\n- {NEW}\n"


def test_what_the_question_gets_before_and_after_is_shown(folder: Path) -> None:
    result = _teach(folder, "zzyzx flumph quorble", "meetings#tell-first")
    assert "Under     meetings#tell-first in meetings/asked.md\nBefore    " in result.stdout
    assert "Before    meetings#tell-first\n" not in result.stdout
    assert "After     meetings#tell-first\n" in result.stdout
    assert "None of 1 golden questions is answered otherwise." in result.stdout


def test_personal_data_is_masked_before_it_is_written(folder: Path) -> None:
    assert _teach(folder, "can I record Mrs Jones on 07700 900123", "meetings#kept").exit_code == 0
    written = (folder / "meetings" / "asked.md").read_text()
    assert "can I record Mrs [name] on [phone]\n" in written
    assert "Jones" not in written


@pytest.mark.parametrize(
    ("question", "ref", "said"),
    [
        (NEW, "meetings#tell-frist", "did you mean meetings#tell-first?"),
        (NEW, "not-covered#feast", "did you mean not-covered#feasts?"),
        ("How long do we  keep the TAPE", "meetings#tell-first", "already, under meetings#kept"),
        ("when is dinner", "meetings#kept", "already, under not-covered#feasts"),
        ("?!", "meetings#kept", "there is no question to teach"),
        ("long " * 100, "meetings#kept", "longer than 300 characters"),
    ],
)
def test_what_cannot_be_taught_is_refused_and_nothing_is_written(
    folder: Path, question: str, ref: str, said: str
) -> None:
    before = _bytes(folder)
    result = _teach(folder, question, ref, "--yes")
    assert result.exit_code == 1
    assert said in result.stderr
    assert _bytes(folder) == before


def test_a_lesson_that_makes_something_worse_asks_before_it_writes(folder: Path) -> None:
    unanswerable = {"id": "2", "topic": "oos", "answerable": False, "kind": "oos"}
    unanswerable["text"] = "zzyzx flumph quorble"
    (folder / "questions.jsonl").write_text(json.dumps(unanswerable) + "\n")
    before = _bytes(folder)
    spoiling = ("zzyzx flumph quorble now", "meetings#tell-first")
    result = _teach(folder, *spoiling, answer="n\n")
    assert result.exit_code == 1
    assert "0 better, 1 worse." in result.stdout
    assert _bytes(folder) == before
    assert _teach(folder, *spoiling, answer="y\n").exit_code == 0
    assert _bytes(folder) != before


def test_a_set_without_questions_of_its_own_is_taught_and_told_so(folder: Path) -> None:
    (folder / "questions.jsonl").unlink()
    result = _teach(folder, NEW, "meetings#kept")
    assert result.exit_code == 0
    assert "has no questions of its own" in result.stderr
    assert NEW in (folder / "meetings" / "asked.md").read_text()


def test_named_questions_that_are_missing_end_in_one_line(folder: Path) -> None:
    result = _teach(folder, NEW, "meetings#kept", "--golden", str(folder / "none.jsonl"))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "No such file" in result.stderr


@given(
    head=st.sampled_from(["", "\ufeff", "# Asked\n\n", "intro\r\n\r\n"]),
    tail=st.sampled_from(["", "\n", "\n\n## later\n- b", "\r\n\r\n## later\r\n- b\r\n\r\n"]),
)
def test_taking_the_line_out_again_gives_the_file_back(head: str, tail: str) -> None:
    data = f"{head}## kept\n- a{tail}".encode()
    taught = with_line(data, NewExample("new one", "meetings#kept"))
    position = taught.index(b"- new one")
    end = taught.index(b"\n", position) + 1
    rest = taught[:position] + taught[end:]
    assert rest in (data, data + b"\n", data + b"\r\n")


def test_why_is_told_below_the_answer() -> None:
    words = ["ask", "--words-only", "--explain", "--policies", str(SOUND), "--on", "2026-10-01"]
    result = CliRunner().invoke(main, [*words, "can i recrod our guild meeting"])
    assert result.exit_code == 0
    why = result.stdout.partition("\nWhy\n")[2]
    for line in (
        "  chosen        meetings@2.0#tell-first\n",
        "  spelling      recrod read as record\n",
        "  nearest line  can i record our guild meeting\n",
        "  meaning       left out: words alone were compared\n",
        "  confidence    ",
        "  policy set    ",
        "    nearness to a way of asking",
    ):
        assert line in why
