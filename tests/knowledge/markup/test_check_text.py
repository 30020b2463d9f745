"""Text that Markdown reads as something else is named, with its line and the words to write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.markup.check_text import check_text
from knowledge.markup.notes import notes_written_out
from knowledge.markup.parsed_text import parse_text
from knowledge.markup.references import write_out
from knowledge.markup.words import words_lost
from knowledge.model.policies import Severity
from tests.knowledge.made_up import SOUND

ERROR, FAULT, WARNING = Severity.ERROR, Severity.FAULT, Severity.WARNING

MISREAD = {
    "a sentence above dashes": ("Sign in.\n\nNo dog may enter.\n---\n", 3, ERROR, "## No dog may"),
    "a table of pandoc": (
        "Pay:\n\n  ----- ----\n  Who   Fee\n  ----- ----\n  Child 1\n  ----- ----\n",
        3,
        ERROR,
        "| Tool | Who |",
    ),
    "a table of pandoc with tall rows": (
        "  --------------\n  Who     Fee\n  ------- ------\n  Child   1\n\n  Adult   2\n"
        "  --------------\n\nMore.\n",
        1,
        ERROR,
        "drawn with dashes",
    ),
    "a grid": ("+-----+---+\n| Who | 1 |\n+-----+---+\n", 1, FAULT, "drawn with + and -"),
    "a sentence below a table": (
        "| A | B |\n|---|---|\n| 1 | 2 |\nNot on Sundays.\n",
        4,
        ERROR,
        "put an empty line above it",
    ),
    "a cell too many": ("| A | B |\n|---|---|\n| 1 | 2 | three |\n", 3, ERROR, '"three"'),
    "a numbered point below a paragraph": ("You must:\n2. ask\n3. wait\n", 2, ERROR, "empty line"),
    "lettered points": ("You must:\n(a) ask\n(b) wait\n", 2, ERROR, '"- (a) ask"'),
    "a no-break space in a list": ("-\u00a0ask first\n", 1, ERROR, '"- ask first"'),
    "a no-break space in a heading": ("##\u00a0Rooms\n", 1, ERROR, '"## Rooms"'),
    "no space in a heading": ("##Rooms\n", 1, ERROR, '"## Rooms"'),
    "typed bullets": ("Bring:\n• a pass\n• a pen\n", 2, ERROR, '"- a pass"'),
    "bullets in one line": ("Bring: • a pass • a pen\n", 1, ERROR, "• makes no list"),
    "dashes as bullets": ("Bring:\n– a pass\n– a pen\n", 2, ERROR, '"- a pass"'),
    "bold with a space inside": ("__Do not __share it.\n", 1, ERROR, '"**Do not**"'),
    "bold glued to a word": ("Ask. **Note:**bots listen.\n", 1, ERROR, '"**Note:**"'),
    "italics with a space inside": ("*Do not *share it.\n", 1, ERROR, "single * or _"),
    "a struck-out word": ("You may {--not --}enter.\n", 1, ERROR, "CriticMarkup"),
    "a comment": ("Ask.\n\n<!-- never on\nSundays -->\n", 3, ERROR, "never on Sundays"),
    "a comment in a line": ("Ask <!-- the porter --> first.\n", 1, ERROR, "the porter"),
    "a table in HTML": ("<table><tr><td>Dogs</td></tr></table>\n", 1, ERROR, "with pipes"),
    "an anchor before a heading": (
        '<a id="rooms"></a>## 2 Rooms\n',
        1,
        ERROR,
        '"## 2 Rooms {#rooms}"',
    ),
    "full width": ("Keep it for １２ days.\n", 1, ERROR, '"12" in place of "１２"'),
    "a footnote elsewhere": (
        "## A\nAsk.[^1]\n\n## B\nWait.\n\n[^1]: Not on Sundays.\n",
        2,
        ERROR,
        "line 7",
    ),
    "a footnote without text": ("Ask.[^1]\n", 1, ERROR, "has no text"),
    "a footnote of one word": ("Ask.[^1]\n\n[^1]: Never.\n", 3, ERROR, "shows nothing"),
    "a line read as a link": (
        "[Scope]: all-staff\n\nAsk.\n",
        1,
        ERROR,
        '"Scope: all-staff"',
    ),
    "a link that nobody uses": ("Ask.\n\n[f]: https://guild.example/form\n", 3, FAULT, "[words]("),
    "bold as a heading": ("**Rooms**\n\nAsk.\n", 1, WARNING, '"### Rooms {#…}"'),
    "a box of pandoc": ("::: note\nAsk.\n:::\n", 1, FAULT, "take out"),
}  # fmt: skip


@pytest.mark.parametrize("kind", MISREAD)
def test_what_is_read_as_something_else_is_named_with_its_mend(kind: str) -> None:
    text, line, severity, words = MISREAD[kind]
    traps = check_text(text).traps
    told = [trap for trap in traps if trap.line == line and words in trap.message]
    assert told, traps
    assert told[0].severity is severity


SOUND_TEXTS = [
    "Ask **first**, then *wait*; `x * y`, 2 * 3 and a_b_c are fine \\*so is this\\*.\n",
    "1. Ask.\n2. Wait:\n   - here, or\n   - there.\n\n   Still step two.\n3. Go.\n",
    "Fill in [the form][f], or [f], or [the other](meetings#rooms).\n\n[f]: https://guild.example\n",
    "| A | B |\n|:--|--:|\n| one \\| two | [x](https://guild.example/?q=a%20b&amp;c) |\n",
    "AT&amp;T, &copy; and R&D, 5 < 6 and a > b.\n",
    "Ask in the channel #rooms – or at the desk – before\n2026. That is all.\n",
    "Name: ______ Date: ______\n",
    "Title\n=====\n\nNo problem here.\n",
    "Ask[^1] first.\n\n[^1]: Not on Sundays, as the porter is away.\n",
]


@pytest.mark.parametrize("text", SOUND_TEXTS)
def test_honest_markdown_has_no_problem(text: str) -> None:
    assert check_text(text).traps == ()


def test_the_sound_set_has_no_problem() -> None:
    texts = [path.read_text("utf-8").split("---", 2)[-1] for path in SOUND.rglob("*/*.md")]
    assert [trap for text in texts for trap in check_text(text).traps] == []


def test_a_word_that_no_rule_knows_about_is_named_all_the_same() -> None:
    parsed = parse_text("| A |\n|---|\n| one | two |\n", 10)
    assert [(lost.line, lost.message) for lost in words_lost(parsed, ())] == [
        (12, "words that stand here are not shown: two")
    ]


@given(st.text(alphabet="ab 1.-*_#|[]():\n<>!&`•(\u00a0", max_size=80))
def test_whatever_is_written_is_read_without_a_crash(text: str) -> None:
    lines = text.count("\n") + 1
    assert all(5 <= trap.line <= trap.last <= 5 + lines for trap in check_text(text, 5).traps)


def test_reference_links_are_written_out_where_they_are_used() -> None:
    text = "See [the form][F], [f] and [a](b#c).\n\n[f]: https://guild.example/form\n"
    links = check_text(text, 7).references
    expected = "See [the form](https://guild.example/form), [f](https://guild.example/form) and "
    assert write_out(text, 7, links) == expected + "[a](b#c)."
    assert write_out("Only [the form][f].", 1, links).endswith(
        "[the form](https://guild.example/form)."
    )


def test_a_footnote_in_its_own_clause_is_written_out_with_as_many_lines() -> None:
    text = (
        "Take it home.[^b] Not to a café.[^a]\n\n[^a]: A library counts.\n[^b]: But for children,\n"
        "    and never abroad.\n\nAsk.[^c]"
    )
    written = notes_written_out(text)
    assert written == (
        "Take it home. (note 1) Not to a café. (note 2)\n\nNote 2: A library counts.  \n"
        "Note 1: But for children,\nand never abroad.\n\nAsk.[^c]"
    )
    assert written.count("\n") == text.count("\n")
    assert notes_written_out("Nothing.[^c]") == "Nothing.[^c]"
