"""`knowledge import` in a shell: drafts are written, nothing is lost or overwritten."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from knowledge.__main__ import main
from tests.knowledge.importing.made_documents import MADE
from tests.knowledge.importing.made_open_documents import OPEN
from tests.knowledge.importing.word_maker import paragraph, word_file

DOCUMENTS = (*MADE, *OPEN)
ROLE = ("--owner", "Keeper of Records", "--contact", "the record room")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def documents(folder: Path) -> Path:
    place = folder / "documents"
    place.mkdir()
    for document in DOCUMENTS:
        (place / document.name).write_bytes(document.data)
    return place


def test_a_folder_of_documents_becomes_drafts(tmp_path: Path) -> None:
    place, into = documents(tmp_path), tmp_path / "policies"
    (place / "~$cording_policy v2.docx").write_bytes(b"a lock of Word")
    done = run(place, "--into", into, *ROLE)
    assert done.exit_code == 0, done.output
    assert len(list(into.glob("*/*.md"))) == len(DOCUMENTS)
    assert f"{len(DOCUMENTS)} of {len(DOCUMENTS)} documents written." in done.output
    checked = CliRunner().invoke(main, ["check", str(into)])
    assert checked.exit_code == 0, checked.output


def test_the_report_as_json_adds_up(tmp_path: Path) -> None:
    done = run(documents(tmp_path), "--into", tmp_path / "policies", *ROLE, "--json")
    for report in json.loads(done.stdout):
        assert report["words_in"] == report["quotable"] + report["reported"] > 0


def test_nothing_that_is_there_is_overwritten(tmp_path: Path) -> None:
    place, into = documents(tmp_path), tmp_path / "policies"
    run(place, "--into", into, *ROLE)
    before = {path: path.read_bytes() for path in into.rglob("*.md")}
    again = run(place, "--into", into, *ROLE)
    assert {path: path.read_bytes() for path in into.rglob("*.md")} == before
    assert again.output.count("No clause differs from the version before.") == len(DOCUMENTS)


def test_what_is_missing_is_said_with_its_line(tmp_path: Path) -> None:
    document = tmp_path / "rules.md"
    document.write_text("# Rules\n\n## One\n\nAsk first, then act.\n")
    done = run(document, "--into", tmp_path / "policies")
    assert "`owner` is missing" in done.output
    assert "`contact` is missing" in done.output


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.docx", word_file(paragraph("x"))[:-200], "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "save it as .docx"),
        ("a.odt", b"no zip", "damaged"),
        ("a.pdf", b"%PDF-1.4 nothing", "damaged"),
        ("a.md", b"", "empty"),
        ("a.html", b"\x00\x01\x02", "no text file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    done = run(tmp_path / name, "--into", tmp_path / "policies")
    assert done.exit_code == 1
    assert said in done.output
    assert not (tmp_path / "policies").exists()


def test_a_part_that_breaks_off_is_refused_whole(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word_file("<w:p><w:r><w:t>cut", "</w:p>"))
    done = run(tmp_path / "a.docx", "--into", tmp_path / "policies")
    assert done.exit_code == 1
    assert "word/document.xml of the file breaks off" in done.output


def test_without_the_converters_the_message_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("mammoth", "docutils", "docutils.core", "pypdf"):
        monkeypatch.setitem(sys.modules, package, None)
    done = run(documents(tmp_path), "--into", tmp_path / "policies", *ROLE)
    assert done.exit_code == 1
    assert done.output.count("python3 run.py install importing") == 5
    assert len(list((tmp_path / "policies").glob("*/*.md"))) == 2 + len(OPEN)


def test_files_that_are_no_documents_are_named_and_leftovers_are_not(tmp_path: Path) -> None:
    place = tmp_path / "documents"
    place.mkdir()
    (place / "keys.md").write_text("# Keys\n\n## Keys\n\nKeep the keys.\n")
    for name in ("notes.txt", "plan.pptx", "~$keys.docx", ".DS_Store"):
        (place / name).write_text("x")
    done = run(place, "--into", tmp_path / "ours", *ROLE)
    (named,) = (line for line in done.output.splitlines() if line.startswith("Not read"))
    assert named.endswith(": notes.txt, plan.pptx")
    assert "comes with the product" not in done.output


def test_drafts_among_the_delivered_policies_are_told(tmp_path: Path) -> None:
    into = tmp_path / "policies"
    into.mkdir()
    (into / "settings.yaml").write_text("is_model_set: yes\n")
    (tmp_path / "keys.md").write_text("# Keys\n\n## Keys\n\nKeep the keys.\n")
    done = run(tmp_path / "keys.md", "--into", into, *ROLE)
    assert "holds the set that comes with the product" in done.output
    assert "knowledge new FOLDER" in done.output


def test_an_id_is_for_one_document(tmp_path: Path) -> None:
    done = run(documents(tmp_path), "--into", tmp_path / "policies", "--id", "rules")
    assert done.exit_code == 1
    assert f"--id is for one document, not {len(DOCUMENTS)}" in done.output
