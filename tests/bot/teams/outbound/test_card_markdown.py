"""Policy Markdown and plain text, brought down to what a card's text understands."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.teams.outbound.card_markdown import (
    absolute,
    address,
    elements,
    literal,
    plain,
    with_bold,
)

SITE = "https://policies.example"


def texts(markdown: str) -> list[str]:
    return [element["text"] for element in elements(markdown, SITE)]


def test_bold_italics_and_links_stay() -> None:
    assert texts("You **must** _ask_ [the board](https://board.example/a).") == [
        "You **must** _ask_ [the board](https://board.example/a)."
    ]


def test_a_paragraph_is_a_block_and_a_list_is_one_block() -> None:
    assert texts("Bring:\n\n- one\n- two *2*\n\nThanks.") == [
        "Bring:",
        "- one\r- two _2_",
        "Thanks.",
    ]


def test_numbered_lists_keep_their_numbers() -> None:
    assert texts("3. three\n4. four") == ["3. three\r4. four"]


def test_a_list_in_a_list_is_shown_on_one_level_with_a_dash_for_each_lower_one() -> None:
    assert texts("- a\n  - b\n    - c\n- d") == ["- a\r- – b\r- – – c\r- d"]


STEPS = "1. ask\n2. go on if\n   - trained, or\n   - supervised\n3. sign\n   1) here\n4. stop"


def test_points_below_a_step_take_no_number_of_the_steps() -> None:
    assert texts(STEPS) == [
        "1. ask\r2. go on if\r- – trained, or\r- – supervised\r3. sign\r- – 1\\) here\r4. stop"
    ]
    assert plain(STEPS, "") == (
        "1. ask\n2. go on if\n   - trained, or\n   - supervised\n3. sign\n   1) here\n4. stop"
    )


def test_a_paragraph_below_a_point_stays_its_words() -> None:
    text = "1) First.\n\n    Never at weekends.\n\n2) Second."
    assert texts(text) == ["1) First. Never at weekends.\r2) Second."]
    assert plain(text, "") == "1) First.\n   Never at weekends.\n2) Second."


def test_a_table_becomes_a_table_of_the_card() -> None:
    (table,) = elements("| Tool | Data |\n|---|---|\n| **A** | public |", SITE)
    assert table["type"] == "Table"
    assert len(table["columns"]) == 2
    cells = [cell["items"][0]["text"] for row in table["rows"] for cell in row["cells"]]
    assert cells == ["Tool", "Data", "**A**", "public"]


def test_lines_of_a_paragraph_are_joined() -> None:
    assert texts("one\ntwo") == ["one two"]


def test_what_only_looks_like_a_list_is_none() -> None:
    assert texts(r"1\. April is the day.") == [r"1\. April is the day."]


def test_what_cards_cannot_show_is_shown_as_its_text() -> None:
    assert texts("> quoted\n\n`a*b`\n\n<b>x</b>\n\n![alt](https://x.example/a.png)") == [
        "quoted",
        r"a\*b",
        r"\<b>x\</b>",
        "alt",
    ]


def test_a_heading_is_bold_text_that_is_marked_as_one() -> None:
    (heading,) = elements("### Before *you* record", SITE)
    assert (heading["text"], heading["weight"], heading["style"]) == (
        "Before _you_ record",
        "Bolder",
        "heading",
    )


def test_code_is_shown_as_its_text_and_a_rule_not_at_all() -> None:
    assert texts("```\nsum(a*b)\n```\n\n---\n\n    indented") == [r"sum(a\*b)", "indented"]


def test_links_to_clauses_and_tools_open_the_policy_pages() -> None:
    assert address("meetings#record", SITE) == f"{SITE}/policies/meetings#record"
    assert address("register#copilot", SITE) == f"{SITE}/policies/register/copilot"
    assert address("meetings#record", "") == ""


def test_links_lead_nowhere_but_by_https() -> None:
    for odd in (
        "javascript:alert(1)",
        "http://x.example",
        "data:text/html,x",
        "//x",
        "https://[",
        "",
    ):
        assert address(odd, SITE) == ""
    assert texts("[x](javascript:alert(1)) [y](a.md)") == [r"\[x](javascript:alert(1)) y"]
    assert absolute("/policies/a", SITE) == f"{SITE}/policies/a"
    assert absolute("/policies/a", "") == ""


def test_plain_text_says_the_same_without_marks() -> None:
    text = "You **must** [ask](meetings#ask):\n\n1. one\n2. two\n\n| A | B |\n|---|---|\n| 1 | 2 |"
    assert plain(text, "") == "You must ask:\n\n1. one\n2. two\n\nA: 1; B: 2"
    assert plain("[ask](meetings#ask)", SITE) == f"ask ({SITE}/policies/meetings#ask)"


def test_what_was_escaped_for_a_page_is_shown_as_it_was_typed() -> None:
    assert literal("AT&amp;T &#35; R&D & co") == r"AT\&amp;T \&#35; R&D & co"


MARKUP = st.text(
    alphabet=st.sampled_from(list("*_`[]()<>~\\&#;!-+=|:.123 abx\t\n/\"'{}")), max_size=40
)


@given(MARKUP | st.text(max_size=60))
def test_plain_text_is_shown_as_typed_and_never_as_markup(text: str) -> None:
    text = text.replace("\x00", "")
    tokens = MarkdownIt("js-default", {"html": False}).parse(literal(text))
    shown = ""
    for token in tokens:
        assert token.type in ("paragraph_open", "inline", "paragraph_close")
        for child in token.children or ():
            assert child.type in ("text", "text_special"), child
            shown += child.content
    assert shown.split() == text.split()


def test_a_sentence_stands_in_bold_and_not_a_word_of_the_text_is_another() -> None:
    text = "Ask first. **Never** tape [guests](halls#guests). Go."
    shown = with_bold(text, (11, 49))
    assert shown == "Ask first. **Never tape [guests](halls#guests).** Go."
    assert plain(shown, SITE) == plain(text, SITE)
    assert with_bold(text, None) == text


@given(st.text("ab *_`[]()\n-.#|", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_bold_never_changes_a_word(text: str, start: int, end: int) -> None:
    shown = with_bold(text, (min(start, end), max(start, end)))
    assert plain(shown, SITE) == plain(text, SITE)
