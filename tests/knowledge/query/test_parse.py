"""A question's words are mended, unfolded by the lexicon and given tools' own names."""

import pytest

from common.words import stem
from knowledge.query.parse import QueryParser, Synonyms, mined_acronyms
from knowledge.query.spelling import SpellCorrector

LEXICON = Synonyms(
    {
        ("mom",): ("record of a meeting", "minutes"),
        ("red", "folder"): ("secret papers",),
        ("red", "folder", "list"): ("register of secrets",),
        ("gpt",): ("chat machine",),
    }
)
NAMES = {("skribbler",): ("the", "scribe"), ("quill", "two"): ("the", "scribe")}
VOCABULARY = {"recording": 9, "meeting": 9, "scribe": 5, "minutes": 3, "secret": 2}
READER = QueryParser(SpellCorrector(VOCABULARY, {"weather": 900}), LEXICON, NAMES)


def test_a_misspelling_is_mended_and_told() -> None:
    read = READER.parse("can i start recroding")
    assert read.repairs == (("recroding", "recording"),)
    assert read.repaired == "can i start recording"
    assert read.text == "can i start recroding"
    assert {stem("recording"), stem("recroding")} <= set(read.readings[-1])


def test_a_question_without_slips_stays_as_it_was_typed() -> None:
    read = READER.parse("Recording the Meeting?")
    assert (read.repaired, read.rewritten, read.repairs) == ("Recording the Meeting?", "", ())


def test_staff_words_become_the_words_of_the_policies_likeliest_first() -> None:
    read = READER.parse("keep the MOM")
    assert read.rewritten == "keep the record of a meeting"
    assert read.lexicon == (("mom", "record of a meeting"),)
    assert {stem("record"): 1.0} in read.rewritten_readings


def test_the_longest_entry_of_the_lexicon_wins() -> None:
    assert READER.parse("red folder list").lexicon == (("red folder list", "register of secrets"),)
    assert READER.parse("red folder").lexicon == (("red folder", "secret papers"),)


def test_a_word_of_the_lexicon_is_never_mended() -> None:
    reader = QueryParser(SpellCorrector({"meting": 9}, {}), Synonyms({("metin",): ("metal",)}))
    assert reader.parse("metin").repairs == ()


@pytest.mark.parametrize("written", ["may i use skribbler", "may i use Quill Two"])
def test_another_name_of_a_tool_is_read_as_its_own(written: str) -> None:
    read = READER.parse(written)
    assert read.words[-2:] == ("the", "scribe")
    assert read.repairs[0][1] == "the scribe"


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("use gee pee tee", "gpt"),
        ("use dee pee eye ay", "dpia"),
        ("may you see", "see"),
    ],
)
def test_letters_spelled_out_by_name_are_put_together_from_three_on(
    written: str, last: str
) -> None:
    assert QueryParser(SpellCorrector({}, {}), Synonyms()).parse(written).words[-1] == last


def test_letters_spelled_out_find_their_entry_in_the_lexicon() -> None:
    assert READER.parse("gee pee tee").lexicon == (("gpt", "chat machine"),)


def test_only_words_that_carry_the_subject_are_looked_for() -> None:
    assert len(READER.parse("how do i record the meeting").readings) == 2
    assert len(READER.parse("what is it").readings) == 3


def test_no_more_than_300_words_are_read() -> None:
    assert len(READER.parse("meeting " * 10_000).words) == 300


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ask the Data Protection Officer (DPO) first", {"dpo": "data protection officer"}),
        ("the Freedom of Information (FOI) law", {"foi": "freedom of information"}),
        ("a Cross-Border Transfer (CBT) of papers", {"cbt": "cross-border transfer"}),
        ("the Guild (XYZ) met", {}),
        ("see the annex (A)", {}),
        ("nothing (in brackets) here", {}),
        ("", {}),
    ],
)
def test_acronyms_are_mined_only_where_the_initials_agree(text: str, found: dict[str, str]) -> None:
    assert mined_acronyms(text) == found


def test_what_is_typed_on_a_phone_is_read_as_the_words_that_are_meant() -> None:
    read = READER.parse("shud u b4 aswell")
    assert read.words == ("should", "you", "before", "aswell")
    assert ("b4", "before") in read.repairs


def test_two_words_without_a_space_are_read_as_two() -> None:
    reader = QueryParser(SpellCorrector(VOCABULARY, {"as": 12, "well": 90}), LEXICON)
    assert reader.parse("meeting aswell").words == ("meeting", "as", "well")
