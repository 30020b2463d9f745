"""Files of a set read and written part by part: every other byte stays as it is."""

from pathlib import Path

import pytest

from knowledge.drafting.set_files.lexicon_lines import LEXICON_FORMAT
from knowledge.drafting.set_files.parts import PartError, rebased
from knowledge.drafting.set_files.register_entry import REGISTER_FORMAT, new_entry
from knowledge.drafting.set_files.set_file import FORMATS, FileKind, set_file
from knowledge.drafting.set_files.ways_of_asking import ASKED_FORMAT
from knowledge.files.source_file import SourceFile

SETS = [Path(__file__).parents[2] / "model_set", Path(__file__).parents[1] / "sound"]
FILES = [
    (path, path.relative_to(folder).as_posix())
    for folder in SETS
    for path in sorted(folder.rglob("*"))
    if path.is_file()
]
LEXICON = "# Lexicon\n\n## Acronyms\n- AGM: a meeting\n- MOM: minutes\n"


@pytest.mark.parametrize(("path", "name"), FILES, ids=[name for _, name in FILES])
def test_a_part_written_as_it_was_read_is_the_same_bytes(path: Path, name: str) -> None:
    owner = name.partition("/")[0]
    file = set_file(owner if owner in ("screening", "scoring") else name)
    if file is None:
        return
    text = path.read_bytes().decode()
    source = SourceFile.of(name, text.encode())
    for part in file.parts.parts(text):
        before = source.lines(part.begin, part.end)
        joined = before.replace("\n  press record", " press record")  # a line that goes on
        assert file.parts.write(part.kind, part.values, before) == joined, part.key
        assert file.parts.changed(text, part.key, part.values) == text


def test_every_kind_of_file_has_a_format() -> None:
    assert set(FORMATS) == set(FileKind)


@pytest.mark.parametrize("name", ["meetings/3.0.md", "../x.md", "a/b/asked.md"])
def test_no_other_file_is_edited_in_parts(name: str) -> None:
    assert set_file(name) is None


def test_what_two_changed_is_put_together_and_what_both_changed_is_named() -> None:
    def with_(base: str, key: str, called: str) -> str:
        part = LEXICON_FORMAT.part(base, key)
        assert part is not None
        return LEXICON_FORMAT.changed(base, key, {**part.values, "called": called})

    mine = with_(with_(LEXICON, "acronyms.agm", "mine"), "acronyms.mom", "mine too")
    mine = LEXICON_FORMAT.added(mine, "acronyms", {"written": "NEW", "called": "new"})
    theirs = with_(LEXICON, "acronyms.mom", "theirs")
    theirs = LEXICON_FORMAT.added(theirs, "acronyms", {"written": "HERS", "called": "hers"})
    done = rebased(LEXICON_FORMAT, LEXICON, mine, theirs)

    assert set(done.text.splitlines()[3:]) == {
        "- AGM: mine", "- MOM: mine too", "- NEW: new", "- HERS: hers",
    }  # fmt: skip
    assert done.both == ["MOM"]


def test_what_was_taken_out_is_taken_out_of_the_newer_file_too() -> None:
    mine = LEXICON_FORMAT.removed(LEXICON, "acronyms.agm")
    theirs = LEXICON_FORMAT.added(LEXICON, "acronyms", {"written": "HERS", "called": "hers"})

    assert rebased(LEXICON_FORMAT, LEXICON, mine, theirs).text == mine + "- HERS: hers\n"


def test_the_first_line_of_a_kind_gets_the_heading_that_it_stands_below() -> None:
    text = LEXICON_FORMAT.added("", "staff-words", {"written": "tape", "called": "record"})

    assert text.endswith("\n## Staff words\n- tape: record\n")
    assert [part.kind for part in LEXICON_FORMAT.parts(text)] == ["staff-words"]


def test_text_outside_a_list_is_never_lost() -> None:
    with pytest.raises(PartError, match="would be lost"):
        ASKED_FORMAT.changed("## kept\nwords\n- a line\n", "kept", {"anchor": "kept", "lines": "b"})


def test_history_is_only_added_to_and_never_before_its_last_line() -> None:
    begun = new_entry("quill")
    values = {"status": "assessing", "reason": "seen", "since": "2026-02-01", "text": "Wait."}
    first = REGISTER_FORMAT.changed(begun, "entry", values)
    later = {**values, "status": "refused", "reason": "no", "since": "2026-03-01"}
    second = REGISTER_FORMAT.changed(first, "entry", later)

    assert "history:\n  - 2026-02-01 assessing: seen\n  - 2026-03-01 refused: no\n---" in second
    with pytest.raises(PartError, match="Say since when"):
        REGISTER_FORMAT.changed(second, "entry", values)


def test_a_history_on_one_line_gets_its_next_line_too() -> None:
    begun = new_entry("quill").replace("history:", 'history: ["2026-02-01 assessing: seen"]')
    values = {"status": "refused", "reason": "no", "since": "2026-03-01", "text": "No."}
    part = REGISTER_FORMAT.part(REGISTER_FORMAT.changed(begun, "entry", values), "entry")

    assert part is not None
    assert part.values["status"] == "refused"
