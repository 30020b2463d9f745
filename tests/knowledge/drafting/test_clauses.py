"""A clause and a fact of a version's file changed: that and no other byte."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.drafting.clauses import ClauseError, clause_of, clauses_of, with_clause
from knowledge.drafting.facts import front_of, with_fact
from knowledge.drafting.plain_marks import as_typed, as_written
from tests.knowledge.made_up import SOUND

TEXT = (SOUND / "meetings" / "3.0.md").read_text()


def test_a_clause_that_is_saved_as_it_is_changes_no_byte() -> None:
    for clause in clauses_of(TEXT):
        assert with_clause(TEXT, clause.anchor, clause.heading, clause.text) == TEXT


def test_only_the_text_between_its_headings_changes() -> None:
    changed = with_clause(TEXT, "tell-first", "1.1 Tell everyone first", "Tell all.\n\n- you\n- me")
    before = clause_of(TEXT, "tell-first")
    assert before is not None

    assert changed == TEXT.replace(before.text, "Tell all.\n\n- you\n- me")


def test_a_heading_keeps_its_anchor_and_its_verdict() -> None:
    text = TEXT.replace("{#kept}", "{#kept verdict=required}")
    changed = with_clause(text, "kept", "1.2 For how long", "Ten days.")

    assert "### 1.2 For how long {#kept verdict=required}\nTen days.\n" in changed


@given(st.text(max_size=60))
def test_whatever_is_typed_is_refused_or_becomes_one_clause(typed: str) -> None:
    try:
        changed = with_clause(TEXT, "kept", "1.2 Kept", typed)
    except (ClauseError, UnicodeEncodeError):
        return
    assert [clause.anchor for clause in clauses_of(changed)] == ["tell-first", "kept"]
    assert clause_of(changed, "tell-first") == clause_of(TEXT, "tell-first")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"])))
def test_a_fact_is_read_back_as_it_was_given_and_no_other_is_touched(value: str) -> None:
    value = " ".join(value.split())
    try:
        changed = with_fact(TEXT, "owner", value)
        found = front_of(changed)
    except ValueError:
        return
    assert found.text("owner") == value
    before = front_of(TEXT)
    for key in before.entries.keys() - {"owner"}:
        assert (found.text(key), found.items(key)) == (before.text(key), before.items(key))


@pytest.mark.parametrize("mark", ["allowed", "not-allowed", "conditions", "depends"])
def test_marks_are_words_in_the_box_and_marks_in_the_file(mark: str) -> None:
    text = f"You may. {{verdict={mark}}} See {{this}} and {{verdict=odd}}."

    assert "verdict=odd" in as_typed(text)
    assert f"verdict={mark}" not in as_typed(text)
    assert as_written(as_typed(text)) == text
