"""Markdown cut at its headings: any text, exact slices."""

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.files.sections import parse_blocks, prose_and_items, sections, without_lists
from knowledge.files.source_file import SourceFile

LINES = st.sampled_from(
    [
        "# Title",
        "## 2 Part {#part}",
        "### 2.1 Rule {#rule verdict=allowed}",
        "###### deep {#d}",
        "Setext",
        "===",
        "---",
        "```",
        "~~~",
        "<!-- note",
        "-->",
        "<div>",
        "> quoted",
        "> # heading",
        "- item",
        "  - inner",
        "1. one",
        "| a | b |",
        "| - | - |",
        "    code",
        "\tcode",
        "[a]: /b 'c",
        "text  ",
        "\u2028text\x0b\x85",
        "\u00a0",
        "",
        "  ",
    ]
)
MARKDOWN = st.lists(st.one_of(LINES, st.text(max_size=30)), max_size=25)


@given(MARKDOWN, st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_markdown_is_cut_into_exact_slices_of_the_file(lines: list[str], end: str) -> None:
    source = SourceFile.of("a/1.0.md", end.join(lines).encode(errors="replace"))
    last = 0
    for piece in sections(source):
        assert piece.text in source.text
        if piece.text:
            assert source.lines(piece.text_line, piece.end_line + 1).rstrip("\r\n") == piece.text
        assert piece.line >= last
        assert last <= piece.end_line < source.end
        last = piece.end_line
        prose_and_items(piece)


@given(MARKDOWN)
def test_no_text_is_lost_between_headings(lines: list[str]) -> None:
    source = SourceFile.of("a/1.0.md", "\n".join(lines).encode(errors="replace"))
    pieces = list(sections(source))
    inside = {n for piece in pieces for n in range(piece.line, piece.end_line + 1)}
    for number in range(1, source.end):
        if source.lines(number, number + 1).strip():
            assert number in inside


def test_a_heading_may_carry_number_anchor_and_attributes() -> None:
    source = SourceFile.of("a/1.0.md", b"# A\n\n## 2. B {#b verdict=allowed outside}\nText.\n")
    _, piece = sections(source)
    assert (piece.level, piece.number, piece.words, piece.anchor) == (2, "2", "B", "b")
    assert piece.attributes == {"verdict": "allowed", "outside": ""}
    assert piece.path == ("A", "B")


def test_words_in_braces_that_are_no_anchor_stay_in_the_heading() -> None:
    source = SourceFile.of("a/1.0.md", b"## 2.1 Sums of {x} {# b}\nText.\n")
    (piece,) = sections(source)
    assert (piece.words, piece.anchor) == ("Sums of {x} {# b}", "")


def test_a_heading_of_endless_spaces_or_braces_is_read_at_once() -> None:
    for odd in (" " * 200_000, " {#a" * 50_000, "{#a " + "b " * 100_000):
        source = SourceFile.of("a/1.0.md", f"## a{odd}b\nText.\n".encode())
        (piece,) = sections(source)
        assert piece.anchor == ""


def test_text_before_the_first_heading_is_a_section_of_level_0() -> None:
    source = SourceFile.of("a/1.0.md", b"\nStray.\n\n# A\n")
    stray, heading = sections(source)
    assert (stray.level, stray.text, stray.text_line) == (0, "Stray.", 2)
    assert (heading.level, heading.text) == (1, "")


def test_an_indented_line_goes_on_with_its_item() -> None:
    source = SourceFile.of("a/1.0.md", b"## a\nFirst.\n\nSecond.\n- one\n  and more\n* two\n")
    (piece,) = sections(source)
    assert prose_and_items(piece) == ("First.\n\nSecond.", (("one and more", 5), ("two", 7)))


def _headings(text: str) -> list[tuple[str, list[int] | None, str]]:
    tokens = parse_blocks(text)
    return [
        (token.tag, token.map, tokens[at + 1].content)
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and not token.level
    ]


@settings(max_examples=300)
@given(st.lists(st.one_of(LINES, st.sampled_from(["- item", "- - -", "## 2 Part", "# ", ""]))))
def test_no_heading_changes_where_the_lists_above_it_are_left_out(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert _headings(without_lists(text)) == _headings(text)


def test_a_list_between_headings_is_left_out() -> None:
    assert without_lists("## a\n\n- x\n- y\n\n## b\n") == "## a\n\n\n\n\n## b\n"
