"""A file of another tool hears of everything at once, and any honest numbering is read."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.library import Library
from knowledge.rules.check import check
from tests.knowledge.made_up import write_version

TODAY = date(2025, 6, 1)


def test_a_file_of_another_tool_hears_of_everything_at_once(tmp_path: Path) -> None:
    text = "---\nlayout: page\nstatus: published\n---\n# Rules\n\nStray.\n\n## One\n\nYou may.\n"
    path = tmp_path / "rules" / "1.0.md"
    path.parent.mkdir()
    path.write_text(text)
    told = "\n".join(str(problem) for problem in check(tmp_path, TODAY))
    for wanted in (
        "`layout` is not a key",
        '"published" is not a status',
        "`id` must be",
        "`title` is missing",
        "`owner` is missing",
        "stands in no clause",
        '"One" has no anchor',
    ):
        assert wanted in told


def test_without_front_matter_the_text_is_checked_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "rules" / "1.0.md"
    path.parent.mkdir()
    path.write_text("# Rules\n\nStray.\n")
    told = "\n".join(str(problem) for problem in check(tmp_path, TODAY))
    assert "does not begin with front matter" in told
    assert "rules/1.0.md:3: this text stands in no clause" in told


HEADINGS = {
    "## Section 2 Recording {#a}": "2",
    "## 3) Translating {#a}": "3",
    "## A.4 Keeping {#a}": "A.4",
    "## 5a Deleting {#a}": "5a",
    "## Appendix B Forms {#a}": "Appendix B",
    "## 2.1a: Lists {#a}": "2.1a",
}


@pytest.mark.parametrize("heading", HEADINGS)
def test_an_honest_number_is_read_and_can_be_asked_for(heading: str, tmp_path: Path) -> None:
    text = f"# Rules\n\n{heading}\nDo as the rule says.\n"
    write_version(
        tmp_path, "1.0", "2025-01-01", policy_id="gardening", text=text.replace("{#a}", "{{#a}}")
    )
    assert [p for p in check(tmp_path, TODAY) if "number" in p.message] == []
    library = Library.load(tmp_path, meaning=False, cache=None)
    (passage,) = library.policy_set.passages_on(TODAY)
    assert passage.clause == HEADINGS[heading]
    asked = (
        passage.clause
        if passage.clause[0] == "A" and " " in passage.clause
        else (f"clause {passage.clause}")
    )
    answer = library.answer(f"what does {asked} of the gardening policy say", on=TODAY)
    assert [match.passage.anchor for match in answer.matches] == ["a"]


def test_a_numbered_paragraph_is_quoted_with_its_clause(tmp_path: Path) -> None:
    text = "# Rules\n\n## 1 Doors {{#doors}}\n1.1 Lock it.\n\n1.2 Keep the key.\n\n"
    text += "## 2 Lamps {{#lamps}}\nSee clause 1.2 first.\n"
    write_version(tmp_path, "1.0", "2025-01-01", policy_id="gardening", text=text)
    assert [p for p in check(tmp_path, TODAY) if "there is no clause" in p.message] == []
    library = Library.load(tmp_path, meaning=False, cache=None)
    answer = library.answer("what does paragraph 1.2 of the gardening policy say", on=TODAY)
    assert answer.matches[0].passage.anchor == "doors"
