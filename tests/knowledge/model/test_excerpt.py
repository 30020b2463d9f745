"""The sentence that answers is shown first, word for word, never without what limits it."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.excerpt import excerpt
from knowledge.model.sentences import sentences

REASONS = "The hall is old and its walls carry every sound. " * 6
CLAUSE = (
    f"You may tape rehearsals in the hall. {REASONS}"
    "Unless the choir agrees, nothing leaves the hall.\n\n"
    "Never tape:\n\n- guest singers\n- the school choir\n\nAsk the clerk."
)


def sentence(words: str) -> str:
    found = next(one for one in sentences(CLAUSE) if one.text.startswith(words))
    return excerpt(CLAUSE, found)


def test_what_limits_the_sentence_stands_with_it_and_reasons_do_not() -> None:
    assert sentence("You may") == (
        "You may tape rehearsals in the hall.\n\nUnless the choir agrees, nothing leaves the hall."
    )


def test_an_item_stands_below_the_words_that_lead_into_it() -> None:
    assert sentence("the school choir") == "Never tape:\n\n- the school choir"


def test_a_short_clause_and_one_of_which_nothing_stands_out_are_shown_whole() -> None:
    short = "You may tape. Ask first."
    assert excerpt(short, sentences(short)[0]) == ""
    assert excerpt(CLAUSE, None) == ""


@given(st.lists(st.sampled_from(["You may go. ", "Do not:\n\n- stay\n", "Unless ill. ", "\n\n"])))
def test_every_line_of_an_excerpt_is_a_line_of_the_clause(pieces: list[str]) -> None:
    text = REASONS + "".join(pieces)
    for one in sentences(text):
        shown = excerpt(text, one).split("\n\n")
        assert all(piece.removeprefix("- ") in text for piece in shown)


CONDITIONS = (
    f"Trained singers may use the recorder. {REASONS}\n\nTwo conditions hold:\n\n"
    "1. Ask the choir first. Respect a no.\n2. Wipe the tape, except at feasts.\n\nAsk the clerk."
)


def test_a_limit_that_leads_into_a_list_brings_the_list_however_long() -> None:
    shown = excerpt(CONDITIONS, sentences(CONDITIONS)[0])
    assert shown == (
        "Trained singers may use the recorder.\n\nTwo conditions hold:\n\n"
        "1. Ask the choir first. Respect a no.\n2. Wipe the tape, except at feasts."
    )


def test_an_item_is_shown_whole_with_its_number() -> None:
    no = next(one for one in sentences(CONDITIONS) if one.text == "Respect a no.")
    assert excerpt(CONDITIONS, no).startswith(
        "Two conditions hold:\n\n1. Ask the choir first. Respect a no."
    )


def test_words_that_lead_into_a_list_are_not_shown_without_it() -> None:
    assert sentence("Never tape:") == "Never tape:\n\n- guest singers\n- the school choir"


def test_a_sentence_that_says_nothing_alone_stands_behind_what_it_leans_on() -> None:
    text = (
        f"{REASONS}\n\nUse only the choir's recorder. It stays in the hall. "
        "The same holds for tapes. Ask the clerk."
    )
    same = next(one for one in sentences(text) if one.text.startswith("The same"))
    assert excerpt(text, same) == (
        "Use only the choir's recorder. It stays in the hall. The same holds for tapes."
    )
