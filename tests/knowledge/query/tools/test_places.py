"""Where a tool's name would stand in a question."""

import pytest

from knowledge.query.tools.places import asks_to_judge, tool_places


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("is zibble ok", "zibble"),
        ("so is zibble pro still approved", "zibble pro"),
        ("what about zibble ai then", "zibble ai"),
        ("zibble?", "zibble"),
        ("Hi, zibble.ai - allowed or not", "zibble.ai"),
        ("can tutors make quizzes with zibble", "zibble"),
        ("use zibble for web copy?", "zibble"),
        ("may we sign up to zibble", "zibble"),
        ("thoughts on zibble?", "zibble"),
        ("do we have zibble", "zibble"),
        ("can the clerks have zibble", "zibble"),
        ("hows about zibble", "zibble"),
        ("what do you think of zibble", "zibble"),
        ("is anyone else using zibble", "zibble"),
        ("wondering if zibble is ok", "zibble"),
        ("would zibble be ok for slides", "zibble"),
        ("can i log in to zibble", "zibble"),
        ("is zibble one we can use", "zibble"),
        ("zibble - yes or no", "zibble"),
        ("are we allowed zibble", "zibble"),
        ("is zibble on the register", "zibble"),
        ("is zibble (the thing that reads letters) on the list yet", "zibble"),
        ("is zibble ok seeing as it is quick", "zibble"),
        ("what data can go in to zibble?", "zibble"),
        ("my cousin swears by zibble, can we have it", "zibble"),
        ("are we ok with zibble for rotas", "zibble"),
        ("we were offered zibble for the minutes, can I sign up?", "zibble"),
    ],
)
def test_what_stands_in_the_place_of_a_tool_is_found(question: str, name: str) -> None:
    assert (name, False) in list(tool_places(question))


def test_somebodys_own_thing_is_told_as_such() -> None:
    assert ("printer", True) in list(tool_places("is the printer ok"))


@pytest.mark.parametrize(
    "question",
    [
        "can we share a case with zibble",
        "when is an assessment needed",
        "i pasted a letter",
        "my cousin swears by zibble, when is an assessment needed",
        "",
        "?" * 2_000,
        "is " * 700,
    ],
)
def test_no_tool_stands_where_none_is_used_or_judged(question: str) -> None:
    assert "zibble" not in [name for name, _ in tool_places(question)]


def test_what_to_think_of_a_thing_is_asked_without_asking_leave() -> None:
    assert asks_to_judge("what's the rule on zibble")
    assert not asks_to_judge("what is the rule for letters")
