"""The triage list in a shell."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from storage.engine.engines import database_url, make_plain_engine
from tests.knowledge.made_up import copy_of_the_sound_set
from triage.__main__ import main

Shell = Callable[..., Result]

CSV = """Title,Description,Service,Volume per month
Find potholes,Cameras on the vans,Highways,400
Plain letters,Easier to read,Customer Services,
"""


@pytest.fixture
def shell(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    monkeypatch.chdir(tmp_path)
    return lambda *words, input="": CliRunner().invoke(
        main, ["--database", database, *words], input=input
    )


@pytest.fixture
def filled(shell: Shell, tmp_path: Path) -> Shell:
    (tmp_path / "ideas.csv").write_text(CSV)
    done = shell("import", "ideas.csv", "--for", "ann-id", "--name", "Ann Archer")
    assert done.exit_code == 0, done.output
    return shell


def test_ideas_are_taken_in_and_listed_the_newest_first(filled: Shell) -> None:
    listed = filled("list")

    assert listed.exit_code == 0
    lines = listed.output.splitlines()
    assert "Plain letters" in lines[1]
    assert "Find potholes" in lines[2]


def test_classes_of_data_are_those_of_the_set(shell: Shell, tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    with (folder / "settings.yaml").open("a") as file:
        file.write("data_classes: {wheat: Wheat, chaff: Chaff}\n")
    (tmp_path / "ideas.csv").write_text(
        "Title,Description,Data classes\nA,Sorts the corn,wheat\nB,Sorts letters,personal\n"
    )
    done = shell("import", "ideas.csv", "--for", "ann-id", "--policies", str(folder))
    assert "row 3: data_classes: choose from wheat, chaff" in done.output
    assert "1 taken in, 1 sound, 1 problems" in done.output


def test_the_same_file_again_adds_only_what_is_new(filled: Shell, tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_text(CSV + "Swimming,Lessons,Leisure,\n")

    done = filled("import", "ideas.csv", "--for", "ann-id")

    assert "1 taken in, 3 sound, 0 problems" in done.output
    assert len(json.loads(filled("list", "--json").output)) == 3


def test_an_export_that_comes_back_doubles_nothing(filled: Shell) -> None:
    assert filled("export", "--out", "ideas.csv").exit_code == 0

    done = filled("import", "ideas.csv", "--for", "ann-id")

    assert "0 taken in, 0 sound, 2 problems" in done.output
    assert "AI-2026-0001 is on the list already" in done.output
    assert len(json.loads(filled("list", "--json").output)) == 2


def test_problems_of_a_file_are_listed_and_its_sound_rows_taken(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "ideas.csv").write_text("title,description\n,x\nSound,Yes\n")

    done = shell("import", "ideas.csv", "--for", "ann-id")

    assert done.exit_code == 1
    assert "ideas.csv: row 2: title: is missing" in done.output
    assert "1 taken in, 1 sound, 1 problems" in done.output


def test_checking_a_file_takes_nothing_in(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "ideas.csv").write_text(CSV)

    assert shell("import", "ideas.csv", "--for", "ann-id", "--check").exit_code == 0
    assert json.loads(shell("list", "--json").output) == []


def test_a_list_can_be_narrowed(filled: Shell) -> None:
    found = json.loads(filled("list", "--service", "Highways", "--json").output)
    assert [one["proposal"]["title"] for one in found] == ["Find potholes"]

    assert json.loads(filled("list", "--stage", "ready", "--json").output) == []


def test_an_idea_is_shown_by_its_reference_as_people_type_it(filled: Shell) -> None:
    reference = json.loads(filled("list", "--json").output)[1]["reference"]

    shown = filled("show", reference.lower().replace("-", " "))

    assert "Cameras on the vans" in shown.output
    assert "Ann Archer" in shown.output
    as_json = json.loads(filled("show", reference, "--json").output)
    assert as_json["idea"]["submitter"]["name"] == "Ann Archer"


def test_an_unknown_reference_is_said_to_be_one(filled: Shell) -> None:
    shown = filled("show", "AI-2026-9999")

    assert shown.exit_code == 1
    assert "There is no idea AI-2026-9999." in shown.output


def test_an_export_is_complete_in_every_format(filled: Shell, tmp_path: Path) -> None:
    as_csv = filled("export").output
    as_json = json.loads(filled("export", "--format", "json").output)
    filled("export", "--format", "xlsx", "--out", "ideas.xlsx")
    sheet = openpyxl.load_workbook(BytesIO((tmp_path / "ideas.xlsx").read_bytes()))["Ideas"]

    assert [one["title"] for one in as_json] == ["Find potholes", "Plain letters"]
    assert "Ann Archer" not in as_csv
    assert sheet.max_row == 3
    assert "Ann Archer" in filled("export", "--names").output


def test_the_trail_is_checked_and_its_head_can_be_noted(filled: Shell, database: str) -> None:
    head = json.loads(filled("audit", "--json").output)["head"]
    assert filled("audit", "--noted", head).exit_code == 0
    with make_plain_engine(database_url(database)).begin() as connection:
        sqlite = connection.dialect.name == "sqlite"
        off = "drop trigger audit_no_update" if sqlite else (
            "set local session_replication_role = replica")  # fmt: skip
        connection.execute(text(off))
        connection.execute(text("update audit set actor = 'person:9' where seq = 1"))

    found = filled("audit", "--noted", head)

    assert found.exit_code == 1
    assert "PROBLEM: entry 1 was altered" in found.output


def test_what_is_no_head_is_refused(shell: Shell) -> None:
    assert "is not a head" in shell("audit", "--noted", "x").output


def test_a_persons_data_are_handed_out_and_the_person_removed(filled: Shell) -> None:
    handed = json.loads(filled("person", "export", "ann-id").output)
    assert len(handed["ideas"]) == 2

    assert filled("person", "erase", "ann-id", "--yes").exit_code == 0

    assert "Nothing is kept of ann-id." in filled("person", "export", "ann-id").output
    assert "Ann Archer" not in filled("list", "--json").output
    assert filled("audit").exit_code == 0


def test_a_person_is_signed_out_everywhere(filled: Shell) -> None:
    done = filled("person", "sign-out", "ann-id")
    assert done.output == "0 sessions ended.\n"
    assert filled("audit").exit_code == 0


def test_nobody_is_removed_without_being_asked_for(filled: Shell) -> None:
    assert filled("person", "erase", "ann-id").exit_code == 1
    assert filled("person", "export", "ann-id").exit_code == 0


def test_retention_says_first_what_it_would_delete(filled: Shell) -> None:
    counts = json.loads(filled("retention", "--check", "--json").output)
    assert set(counts.values()) == {0}

    assert filled("retention", "--keep", "answers=30").exit_code == 0
    assert "give days" in filled("retention", "--keep", "sandwiches=3").output


def test_a_database_that_cannot_be_used_is_said_in_a_line(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    done = CliRunner().invoke(main, ["--database", str(tmp_path / "data"), "list"])

    assert done.exit_code == 1
    assert done.output.startswith("Error: The database")
    assert "Traceback" not in done.output


def test_the_database_is_found_as_the_assistant_finds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    CliRunner().invoke(main, ["list"])
    assert (tmp_path / "data" / "assistant.db").exists()

    (tmp_path / ".env").write_text(f"DATABASE_URL=sqlite:///{tmp_path}/other.db\n")
    CliRunner().invoke(main, ["list"])
    assert (tmp_path / "other.db").exists()


@pytest.mark.parametrize("said", ["n", "no", "", "ok", "not yet", "na", "yes please", "1", "Y?"])
@pytest.mark.parametrize("act", [("remove-samples",), ("person", "erase", "ann-id")])
def test_nothing_is_removed_in_a_shell_without_a_clear_yes(
    filled: Shell, act: tuple[str, ...], said: str
) -> None:
    before = filled("person", "export", "ann-id").output

    done = filled(*act, input=f"{said}\nn\n")

    assert "cannot be undone" in done.output
    assert done.exit_code != 0
    assert filled("person", "export", "ann-id").output == before


def test_samples_are_removed_with_a_yes(filled: Shell) -> None:
    assert "0 sample ideas removed." in filled("remove-samples", input="y\n").output
    assert "0 sample ideas removed." in filled("remove-samples", "--yes").output
