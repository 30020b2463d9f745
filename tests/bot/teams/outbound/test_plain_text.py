"""A reply as plain text: what is heard, or read where cards are not shown."""

from dataclasses import replace

from bot.message import Reply, Text
from bot.teams.outbound.plain_text import alternative
from tests.bot.teams.conftest import QUOTED

SECOND = replace(QUOTED, heading="The second", folded=True)
THIRD = replace(QUOTED, heading="The third", folded=True)


def test_of_the_clauses_of_second_rank_the_first_is_named() -> None:
    said = alternative(Reply([QUOTED, SECOND, THIRD, Text("Ask the desk.")]))
    assert QUOTED.heading in said
    assert "The second" in said
    assert "The third" not in said
    assert said.endswith("Ask the desk.")


def test_where_the_quotations_are_numbered_each_is_named() -> None:
    said = alternative(Reply([QUOTED, SECOND, THIRD]), cited=True)
    assert "The second [2]" in said
    assert "The third [3]" in said
