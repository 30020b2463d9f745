"""Front matter: text, lists of text, and a line for whatever else stands there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.front_matter import FrontMatter, read_front_matter
from knowledge.files.source_file import SourceFile
from knowledge.model.policies import Problem


def _read(text: str) -> FrontMatter | Problem:
    return read_front_matter(SourceFile.of("a/1.0.md", text.encode()))


def _front(text: str) -> FrontMatter:
    front = _read(f"---\n{text}---\nBody\n")
    assert isinstance(front, FrontMatter), front
    return front


@pytest.mark.parametrize(
    "written", ["1.10", "no", "0x10", "2026-09-30", "null", "1e3", "true", "012", "5:30"]
)
def test_every_value_stays_the_text_that_was_written(written: str) -> None:
    assert _front(f"version: {written}\n").text("version") == written


def test_a_list_is_read_in_either_way_of_writing_it() -> None:
    assert _front("audience: [all_staff, ict]\n").items("audience") == ("all_staff", "ict")
    assert _front("audience:\n  - all_staff\n  - ict\n").items("audience") == ("all_staff", "ict")
    assert _front("audience: ict\n").items("audience") == ("ict",)
    assert _front("audience:\n").items("audience") == ()
    assert _front("title: x\n").items("audience") == ()


def test_each_key_and_the_body_know_their_line() -> None:
    front = _front("title: x\n\nhistory:\n  - a\n  - b\n")
    assert front.line("title") == 2
    assert front.entries["history"].items == (("a", 5), ("b", 6))
    assert front.line("missing") == 1
    assert front.body == 8


def test_a_list_item_with_a_colon_is_one_text() -> None:
    front = _front("history:\n  - 2026-01-20 approved: by the board\n")
    assert front.items("history") == ("2026-01-20 approved: by the board",)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "does not begin with front matter"),
        ("Just text\n", 1, "does not begin with front matter"),
        ("---\ntitle: x\n", 1, "no closing line"),
        ("---\ntitle: x\ntitle: y\n---\n", 3, "`title` stands twice, first in line 2"),
        ("---\ntitle: a: b\n---\n", 2, "must stand in quotation marks"),
        ('---\ntitle: x\nsummary: "never closed\n---\n', 4, "cannot be read"),
        ("---\ntitle:\tx\n---\n", 2, "a tab in the front matter"),
        ("---\n- a\n---\n", 2, "not a list of `key: value`"),
        ("---\njust words\n---\n", 2, "not a list of `key: value`"),
        ("---\ntitle: {a: b}\n---\n", 2, "only text and lists of text"),
        ("---\ntitle: x\naudience: [[a]]\n---\n", 3, "only text and lists of text"),
        ("---\naudience:\n  - a: b\n    c: d\n---\n", 4, "one line of text"),
        ("---\ntitle: &name x\n---\n", 2, "are not read"),
        ("---\ntitle: x\nowner: *title\n---\n", 3, "only text and lists of text"),
        ("---\ntitle: !!python/name:os.system x\n---\n", 2, "are not read"),
        ("---\ntitle: x\n...\nowner: y\n---\n", 4, "cannot be read"),
        ("---\ntitle: \x07\n---\n", 1, "a character that cannot be read"),
        ("---\nt: " + "[" * 20_000 + "\n---\n", 2, "only text and lists of text"),
        ("---\n" + "k: v\n" * 20_000 + "---\n", 1, "no closing line"),
    ],
)
def test_what_is_not_plain_text_is_refused_at_its_line(text: str, line: int, words: str) -> None:
    problem = _read(text)
    assert isinstance(problem, Problem), problem
    assert words in problem.message
    assert problem.line == line


@given(st.text(max_size=300))
def test_any_front_matter_is_read_or_refused_within_the_file(text: str) -> None:
    source = SourceFile.of("a/1.0.md", f"---\n{text}\n---\nBody".encode(errors="replace"))
    front = read_front_matter(source)
    if isinstance(front, Problem):
        assert 1 <= front.line < source.end
    else:
        assert all(1 < entry.line < front.body for entry in front.entries.values())


@given(st.dictionaries(st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.text(max_size=40)))
def test_a_quoted_value_comes_back_as_it_was_written(values: dict[str, str]) -> None:
    wanted = {
        key: " ".join(text.replace("\\", "/").replace('"', "'").split())
        for key, text in values.items()
        if text.isprintable()
    }
    front = _front("".join(f'{key}: "{text}"\n' for key, text in wanted.items()))
    assert {key: front.text(key) for key in front.entries} == wanted
