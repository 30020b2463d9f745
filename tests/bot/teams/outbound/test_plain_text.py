"""A reply as plain text: what is heard, or read where cards are not shown."""

from dataclasses import replace

from bot.message import Choice, Choices, Reply, Text
from bot.teams.outbound.plain_text import alternative
from tests.bot.teams.conftest import QUOTED

SECOND = replace(QUOTED, heading="The second", folded=True, related=True)
THIRD = replace(QUOTED, heading="The third", folded=True, related=True)


def test_related_clauses_are_left_out_and_folded_ones_that_answer_are_named() -> None:
    nearest = replace(QUOTED, heading="The nearest", folded=True)
    said = alternative(Reply([QUOTED, SECOND, THIRD, nearest, Text("Ask the desk.")]))
    assert QUOTED.heading in said
    assert "The nearest" in said
    assert "The second" not in said
    assert "The third" not in said
    assert said.endswith("Ask the desk.")


def test_an_answer_is_told_in_150_words_however_many_clauses_it_quotes() -> None:
    words = " ".join(["rye"] * 40)
    long = [replace(QUOTED, text=f"{n} {words}", link=f"/policies/lunch#{n}") for n in range(3)]
    aside, ask = Text("An aside. " * 8), Text("Ask the desk. " * 8)
    choices = Choices([Choice("Who can I ask?", say="ask a person")])
    said = alternative(Reply([*long, aside, ask, choices], receipt="R-1"), "https://s")
    assert len(said.split()) <= 150
    assert all(f"https://s/policies/lunch#{n}" in said for n in range(3))
    assert f"0 {words}" in said
    assert "Receipt R-1" in said


def test_what_is_no_answer_is_told_whole() -> None:
    said = alternative(Reply([Text("Hello. " * 200), Choices([Choice("Next?", say="next")])]))
    assert "You can type “next”." in said


def test_where_the_quotations_are_numbered_each_is_named() -> None:
    said = alternative(Reply([QUOTED, SECOND, THIRD]), cited=True)
    assert "The second [2]" in said
    assert "The third [3]" in said
