"""What of a tool's entry a question asks for."""

import pytest

from knowledge.query.tools.entry_question import EntryFact, entry_facts

DATA, USERS, OWNER, AUDIT = EntryFact


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("what data can go in the scribe", (DATA,)),
        ("what can i put in the scribe", (DATA,)),
        ("who may use the scribe", (USERS,)),
        ("who looks after the scribe", (OWNER,)),
        ("who's the owner of the scribe", (OWNER,)),
        ("when was the scribe last checked", (AUDIT,)),
        ("who owns the scribe and when is its next audit", (OWNER, AUDIT)),
        ("can i use the scribe for minutes", ()),
        ("", ()),
    ],
)
def test_the_facts_asked_for_are_read(question: str, facts: tuple[EntryFact, ...]) -> None:
    assert entry_facts(question) == facts
