"""Policies as other organisations write them: never is a rule left out without a word."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.model.answers import AnswerKind
from knowledge.model.policies import Severity
from knowledge.rules.check import check
from tests.knowledge.made_up import write_version

TODAY = date(2025, 6, 1)
HELP = "\n\n## 9 Help {{#help}}\nAsk the porter.\n"

REFUSED = {
    "text under a level-1 heading": ("# Rules\nNobody naps here.", "write a heading of level 2"),
    "every heading of level 1": ("# 1 Rooms {{#rooms}}\nNobody naps here.", "make the heading in"),
    "text before the first heading": ("Nobody naps here.", "stands in no clause"),
    "a footnote whose text stands elsewhere": (
        "## 1 Rooms {{#rooms}}\nTake a nap.[^1]" + HELP + "\n[^1]: Never at noon, in any room.",
        "the text of the footnote [^1] stands in another clause",
    ),
    "a table in HTML": (
        "## 1 Rooms {{#rooms}}\n<table><tr><td>Naps</td></tr></table>",
        "a table in HTML is shown as tags",
    ),
    "a line of dashes below a rule": (
        "## 1 Rooms {{#rooms}}\nAsk.\n\nNobody naps here.\n---",
        "the line of dashes below makes this a heading",
    ),
    "a table of pandoc": (
        "## 1 Rooms {{#rooms}}\n  ----- ------\n  Room  Naps\n  ----- ------\n  Hall  None\n"
        "  ----- ------",
        "a table drawn with dashes",
    ),
    "an anchor of mammoth before a heading": (
        '<a id="rooms"></a>## 1 Rooms {{#rooms}}\nNobody naps here.',
        "an HTML anchor stands before the heading",
    ),
}  # fmt: skip


def written(folder: Path, text: str) -> Path:
    write_version(folder, "1.0", "2025-01-01", policy_id="naps", text=text + HELP)
    return folder


@pytest.mark.parametrize("habit", REFUSED)
def test_a_rule_that_would_not_be_quoted_keeps_the_set_from_being_served(
    habit: str, tmp_path: Path
) -> None:
    text, message = REFUSED[habit]
    found = check(written(tmp_path, text), TODAY)
    assert any(p.severity is Severity.ERROR and message in p.message for p in found), found


TOLD = {
    "a table drawn with plus signs": ("+----+---+\n| A | B |\n+----+---+", "drawn with + and -"),
    "bold lines as headings": ("**Halls**\n\nNobody naps in a hall.", "a bold line looks like"),
}


@pytest.mark.parametrize("habit", TOLD)
def test_what_is_quoted_but_looks_wrong_is_told(habit: str, tmp_path: Path) -> None:
    text, message = TOLD[habit]
    found = check(written(tmp_path, f"## 1 Rooms {{{{#rooms}}}}\n{text}"), TODAY)
    assert any(message in problem.message for problem in found), found


QUOTED = {
    "a reference link that is defined at the end": (
        "Fill in [the form][f].\n\n[f]: https://example.org/form",
        "Fill in [the form](https://example.org/form).",
    ),
    "a paragraph below a point": (
        "1) Knock.\n\n    Never at noon.\n\n2) Wait.",
        "1) Knock.\n\n    Never at noon.\n\n2) Wait.",
    ),
    "points of three levels": (
        "- Rooms:\n    - halls:\n        - never;\n    - lofts.\n- Yards.",
        "- Rooms:\n    - halls:\n        - never;\n    - lofts.\n- Yards.",
    ),
}


@pytest.mark.parametrize("habit", QUOTED)
def test_what_is_written_honestly_is_quoted_as_it_stands(habit: str, tmp_path: Path) -> None:
    text, quoted = QUOTED[habit]
    library = Library.load(
        written(tmp_path, f"## 1 Rooms {{{{#rooms}}}}\n{text}"), meaning=False, cache=None
    )
    assert library.policy_set.passages_on(TODAY)[0].text == quoted


def test_a_long_table_is_told_to_be_parted_with_its_heads(tmp_path: Path) -> None:
    rows = "\n".join(
        f"| Room {n} | Guests of house {n} after noon | Month {n} |" for n in range(30)
    )
    text = f"## 1 Rooms {{{{#rooms}}}}\n| Room | Who may nap there | Until |\n|---|---|---|\n{rows}"
    found = [p for p in check(written(tmp_path, text), TODAY) if p.file.startswith("naps")]
    assert any("part it, with the heads of the table" in one.message for one in found), found


def test_the_last_sentence_of_a_very_long_clause_is_found(tmp_path: Path) -> None:
    filler = " ".join(f"Sentence {n} is about shelves and ladders." for n in range(250))
    text = f"## 1 Shelves {{{{#shelves}}}}\n{filler} Nobody may record a funeral."
    library = Library.load(written(tmp_path, text), meaning=False, cache=None)
    answer = library.answer("may I record a funeral", on=TODAY)
    assert answer.kind is AnswerKind.ANSWERED
    assert answer.passages[0].anchor == "shelves"
