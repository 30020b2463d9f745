"""A clause's text is read as sentences and list items, each with what leads into it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.sentences import sentences


def told(text: str) -> list[tuple[str, str]]:
    return [(sentence.lead_in, sentence.text) for sentence in sentences(text)]


def test_an_item_stands_behind_what_leads_into_its_list() -> None:
    text = "Do not record, e.g. on a phone, in:\n\n- union meetings\n- safeguarding\n  meetings."
    lead = "Do not record, e.g. on a phone, in:"
    assert told(text) == [
        ("", lead),
        (lead, "union meetings"),
        (lead, "safeguarding\n  meetings."),
    ]
    assert sentences(text)[1].whole == f"{lead} union meetings"


def test_an_item_below_another_stands_behind_both_leads() -> None:
    text = "You may:\n1. Go on only if you are:\n   - trained, or\n   - supervised.\n2. Stop."
    assert told(text)[2:] == [
        ("You may: Go on only if you are:", "trained, or"),
        ("You may: Go on only if you are:", "supervised."),
        ("You may:", "Stop."),
    ]


def test_a_list_behind_a_whole_sentence_has_nothing_that_leads_into_it() -> None:
    assert told("Take notes.\n\n- by hand\n- on paper")[1] == ("", "by hand")


def test_words_before_a_list_lead_into_it_without_a_colon_too() -> None:
    assert told("Staff must never\n* share it") == [
        ("", "Staff must never"),
        ("Staff must never", "share it"),
    ]


def test_a_new_kind_of_list_takes_no_lead_from_the_one_above() -> None:
    assert told("Never:\n- share it\n\n1. Ask.")[-1] == ("", "Ask.")


def test_short_forms_numbers_and_initials_do_not_end_a_sentence() -> None:
    text = "Ask the U.K. team (see para. 1.2, e.g. Part B). Wait 3.5 days! Mr. A. Smith knows."
    assert [sentence.text for sentence in sentences(text)] == [
        "Ask the U.K. team (see para. 1.2, e.g. Part B).",
        "Wait 3.5 days!",
        "Mr. A. Smith knows.",
    ]


def test_a_mark_stays_with_the_sentence_that_it_ends() -> None:
    text = "Never do it. {verdict=not-allowed} You may ask."
    assert [s.text for s in sentences(text)] == [
        "Never do it. {verdict=not-allowed}",
        "You may ask.",
    ]


def test_rows_of_a_table_stand_below_its_head() -> None:
    table = "| Tool | Status |\n|---|---|\n| Scribe | approved |\n| Bot | refused |"
    assert told(table) == [
        ("", "| Tool | Status |"),
        ("| Tool | Status |", "| Scribe | approved |"),
        ("| Tool | Status |", "| Bot | refused |"),
    ]


def test_code_is_one_sentence_and_a_quotation_is_read_as_text() -> None:
    assert told("```\ngo. Now. Yes.\n```\n> Quoted. Twice.") == [
        ("", "```\ngo. Now. Yes.\n```"),
        ("", "Quoted."),
        ("", "Twice."),
    ]


@given(st.text(alphabet="aB .:!?-*|>#`1)\n\t{}=’é", max_size=120))
def test_every_sentence_is_the_text_of_its_place_in_order_and_no_word_is_lost(text: str) -> None:
    said = sentences(text)
    assert all(s.text == text[s.start : s.end] and s.text.strip() == s.text for s in said)
    assert all(a.end <= b.start for a, b in pairwise(said))
    kept = "".join(s.text for s in said)
    assert text.count("é") == kept.count("é")
