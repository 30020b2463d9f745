"""A folder or a file that cannot be read as it should: one clear problem each, no traceback."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.files.reading import folder_state
from knowledge.markup.drawing_limits import undrawable
from knowledge.model.policies import Problem, Severity
from tests.knowledge.made_up import copy_of_the_sound_set


def _problems(folder: Path) -> list[str]:
    return [str(problem) for problem in read_folder(folder)[1]]


def test_a_missing_folder_is_one_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path / "none") == [".:0: the policy folder does not exist: none"]


def test_a_file_in_place_of_the_folder_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "policies").write_text("here")
    assert _problems(tmp_path / "policies") == [
        ".:0: the policy folder is a file, not a folder: policies"
    ]


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    assert _problems(tmp_path) == [".:0: there is no policy here (<policy-id>/<version>.md)"]


def _not_utf8(folder: Path) -> None:
    path = folder / "data" / "1.0.md"
    path.write_bytes(path.read_bytes().replace(b"person's", b"person\x92s"))


def _utf16(folder: Path) -> None:
    path = folder / "data" / "1.0.md"
    path.write_bytes(path.read_text().encode("utf-16"))


def _byte_order_mark(folder: Path) -> None:
    path = folder / "data" / "1.0.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def _windows_line_ends(folder: Path) -> None:
    path = folder / "data" / "1.0.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _tab(folder: Path) -> None:
    path = folder / "data" / "1.0.md"
    path.write_bytes(path.read_bytes().replace(b"status: ", b"status:\t"))


def _five_megabytes(folder: Path) -> None:
    path = folder / "data" / "1.0.md"
    path.write_bytes(path.read_bytes() + b"word " * 1024 * 1024)


def _link_out(folder: Path) -> None:
    outside = folder.parent / "outside.md"
    outside.write_bytes((folder / "data" / "1.0.md").read_bytes())
    (folder / "data" / "1.0.md").unlink()
    (folder / "data" / "1.0.md").symlink_to(outside)


def _linked_folder_out(folder: Path) -> None:
    outside = folder.parent / "outside"
    outside.mkdir()
    (folder / "more").symlink_to(outside)


def _dead_link(folder: Path) -> None:
    (folder / "data" / "2.0.md").symlink_to(folder / "nowhere.md")


def _link_to_itself(folder: Path) -> None:
    (folder / "again").symlink_to(folder)


def _other_case(folder: Path) -> None:
    (folder / "lexicon.md").rename(folder / "Lexicon.md")


def _other_case_of_the_ending(folder: Path) -> None:
    (folder / "data" / "1.0.md").rename(folder / "data" / "1.0.MD")


def _other_case_of_the_folder(folder: Path) -> None:
    (folder / "trials").rename(folder / "Trials")


def _odd_folder_name(folder: Path) -> None:
    (folder / "trials").rename(folder / "new trials")


def _no_version(folder: Path) -> None:
    (folder / "trials" / "1.0.md").rename(folder / "trials" / "final.md")


def _leading_zero(folder: Path) -> None:
    (folder / "trials" / "1.0.md").rename(folder / "trials" / "01.0.md")


def _odd_tool_name(folder: Path) -> None:
    (folder / "register" / "parrot.md").rename(folder / "register" / "the parrot.md")


def _policy_at_the_top(folder: Path) -> None:
    (folder / "trials" / "1.0.md").rename(folder / "trials.md")


def _too_deep(folder: Path) -> None:
    (folder / "trials" / "old").mkdir()


def _a_picture(folder: Path) -> None:
    (folder / "data" / "picture.png").write_bytes(b"\x89PNG")


def _a_folder_named_as_a_version(folder: Path) -> None:
    (folder / "data" / "2.0.md").mkdir()


def _a_pipe(folder: Path) -> None:
    os.mkfifo(folder / "data" / "2.0.md")


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (_not_utf8, "data/1.0.md:22: is not UTF-8; save it as UTF-8"),
        (_utf16, "data/1.0.md:1: is not UTF-8; save it as UTF-8"),
        (_tab, "data/1.0.md:5: a tab in the front matter: write spaces"),
        (_five_megabytes, "data/1.0.md:0: is larger than 4 MB; split it"),
        (
            _link_out,
            "data/1.0.md:0: is a link that leads out of the policy folder, so it is not followed",
        ),
        (
            _linked_folder_out,
            "more:0: is a link that leads out of the policy folder, so it is not followed",
        ),
        (_dead_link, "data/2.0.md:0: is a link that leads nowhere"),
        (_link_to_itself, "again:0: is a link to a folder that it stands in"),
        (_other_case, "Lexicon.md:0: write the name in lower case: lexicon.md"),
        (_other_case_of_the_ending, "data/1.0.MD:0: write the name in lower case: data/1.0.md"),
        (_other_case_of_the_folder, "Trials/1.0.md:0: write the name in lower case: trials/1.0.md"),
        (
            _odd_folder_name,
            "new trials/1.0.md:0: the folder's name may hold only lower-case letters, digits"
            " and hyphens",
        ),
        (
            _no_version,
            "trials/final.md:0: is not read: a version is named major.minor.md, for example 2.0.md",
        ),
        (
            _leading_zero,
            "trials/01.0.md:0: is not read: a version is named major.minor.md, for example 2.0.md",
        ),
        (
            _odd_tool_name,
            "register/the parrot.md:0: the file's name may hold only lower-case letters, digits"
            " and hyphens",
        ),
        (
            _policy_at_the_top,
            "trials.md:0: is not read here: a policy stands in <policy-id>/<version>.md",
        ),
        (_too_deep, "trials/old:0: a folder this deep is not read"),
        (_a_folder_named_as_a_version, "data/2.0.md:0: a folder this deep is not read"),
        (_a_pipe, "data/2.0.md:0: is not an ordinary file"),
    ],
)
def test_what_cannot_be_read_stops_the_set_with_one_problem(
    tmp_path: Path, break_it: Callable[[Path], None], expected: str
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    break_it(folder)
    _, problems = read_folder(folder)
    assert [str(problem) for problem in problems] == [expected]
    assert problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("break_it", "expected"),
    [
        (
            _byte_order_mark,
            Problem(
                "data/1.0.md",
                1,
                "starts with a byte order mark; save it as UTF-8 without one",
                Severity.FAULT,
            ),
        ),
        (
            _windows_line_ends,
            Problem(
                "data/1.0.md",
                1,
                "has Windows line ends (CR LF); save it with LF line ends",
                Severity.FAULT,
            ),
        ),
        (
            _a_picture,
            Problem("data/picture.png", 0, "is not Markdown and is not read", Severity.WARNING),
        ),
    ],
)
def test_what_is_only_untidy_is_told_and_read_all_the_same(
    tmp_path: Path, break_it: Callable[[Path], None], expected: Problem
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    break_it(folder)
    policies, problems = read_folder(folder)
    assert problems == (expected,)
    private = policies.clauses["data@1.0"][0]
    assert private.text.encode() in (folder / "data" / "1.0.md").read_bytes()
    assert (private.clause, private.line, private.end_line) == ("1.1", 21, 22)


def test_hidden_files_of_editors_are_left_alone(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "data" / ".2.0.md.swp").write_bytes(b"\xff")
    assert _problems(folder) == []


def test_a_folder_mounted_by_links_within_itself_is_read(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / ".kept").mkdir()
    (folder / "lexicon.md").rename(folder / ".kept" / "lexicon.md")
    (folder / "lexicon.md").symlink_to(Path(".kept") / "lexicon.md")
    policies, problems = read_folder(folder)
    assert problems == ()
    assert policies.lexicon.acronyms


def test_a_file_without_permission_is_one_problem(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / "trials" / "1.0.md"
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert _problems(folder) == ["trials/1.0.md:0: cannot be read: Permission denied"]


def test_a_name_that_is_no_utf8_is_one_problem_and_everything_else_goes_on(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    before = folder_state(folder)[0]
    odd = os.fsencode(folder / "meetings") + b"/2\xff.md"
    Path(os.fsdecode(odd)).write_text("x")
    errors = [one for one in read_folder(folder)[1] if one.severity is Severity.ERROR]
    assert list(map(str, errors)) == ["meetings/2\\xff.md:0: its name is not UTF-8; rename it"]
    assert folder_state(folder)[0] == before


def test_whatever_a_reader_stumbles_over_is_a_problem_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbles(*_: object) -> None:
        raise RecursionError

    monkeypatch.setattr("knowledge.files.reading.read_tool", stumbles)
    folder = copy_of_the_sound_set(tmp_path)
    errors = [str(one) for one in read_folder(folder)[1] if one.severity is Severity.ERROR]
    assert errors
    assert all(one.startswith("register/") for one in errors)
    assert all("cannot be read (RecursionError)" in one for one in errors)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("A rule for everybody. " * 5_000, "at most 100 are shown"),
        ("**" * 1_000 + "a" + "**" * 1_000, "deep in each other"),
        ("> " * 1_000 + "a", "deep in each other"),
    ],
    ids=["too long", "too many marks", "too many quotations"],
)
def test_a_clause_that_cannot_be_drawn_is_an_error_at_its_heading(
    tmp_path: Path, text: str, why: str
) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    path = folder / "data" / "1.0.md"
    path.write_text(f"{path.read_text()}\n### 9.9 Too much {{#too-much}}\n\n{text}\n")
    (problem,) = [one for one in read_folder(folder)[1] if one.file == "data/1.0.md"]
    assert problem.severity is Severity.ERROR
    assert why in problem.message
    assert "9.9 Too much" in path.read_text().splitlines()[problem.line - 1]


LEFT = [
    "~$2.0.docx", "~$2.0.md", "#2.0.md#", "2.0.md~", "2.0.md.bak", ".2.0.md.swp", ".DS_Store",
    "Thumbs.db", "2.0.tmp",
]  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_what_an_editor_leaves_beside_a_file_is_no_problem(name: str, tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "meetings" / name).write_bytes(b"left over")
    assert read_folder(folder)[1] == ()


@pytest.mark.parametrize(
    "name", ["3.0 - Copy.md", "3.0 (1).md", "Copy of 3.0.md", "3.0 copy 2.md", "3.0-conflict-1.md"]
)
def test_a_copy_is_named_and_stops_no_edit(name: str, tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "meetings" / name).write_text("any text")
    (problem,) = read_folder(folder)[1]
    assert "looks like a copy" in problem.message
    assert problem.severity is Severity.FAULT


def test_a_word_file_beside_the_policies_is_named_with_what_to_do(tmp_path: Path) -> None:
    folder = copy_of_the_sound_set(tmp_path)
    (folder / "meetings" / "3.1.docx").write_bytes(b"PK")
    (problem,) = read_folder(folder)[1]
    assert "bring it in first" in problem.message


def test_a_clause_that_takes_too_long_to_draw_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "A rule for everybody. " * 1_000
    assert undrawable(text) == ""
    monkeypatch.setattr("knowledge.markup.drawing_limits.SLOWEST", 0.0)
    assert "to draw" in undrawable(text)
