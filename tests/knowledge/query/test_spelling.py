"""Misspelt words are read as words of the texts; real words are left as they are."""

import logging

import pytest

from knowledge.query.english import english_ranks
from knowledge.query.spelling import Correction, SpellCorrector

VOCABULARY = {
    "recording": 20, "meeting": 30, "transcript": 12, "manager": 15, "assessment": 18,
    "data": 40, "personal": 25, "copilot": 10, "policy": 22, "tape": 4, "dpia": 9,
}  # fmt: skip
REPAIR = SpellCorrector(VOCABULARY, english_ranks())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("recroding", "recording"),
        ("meetting", "meeting"),
        ("trancript", "transcript"),
        ("assesment", "assessment"),
        ("personel1", ""),
        ("copliot", "copilot"),
        ("polciy", "policy"),
    ],
)
def test_a_misspelt_word_is_mended_to_the_word_of_the_texts(written: str, meant: str) -> None:
    readings = REPAIR.readings(written)
    assert [reading.word for reading in readings][:1] == ([meant] if meant else [])
    assert all(reading.mended and 0 < reading.sure <= 1 for reading in readings)


@pytest.mark.parametrize("word", ["holiday", "kitchen", "weather", "mating", "tapes", "recorded"])
def test_a_real_word_is_left_as_it_is_though_the_texts_lack_it(word: str) -> None:
    assert not any(reading.mended for reading in REPAIR.readings(word))


@pytest.mark.parametrize("word", ["meeting", "dta", "dpai1", "x", "", "xqzvwkjy"])
def test_known_short_and_unlike_words_have_no_other_reading(word: str) -> None:
    assert REPAIR.readings(word) == ()


def test_a_rare_real_word_is_also_looked_for_as_its_neighbour_but_stands() -> None:
    assert REPAIR.readings("manger") == (Correction("manager", 0.5, mended=False),)


def test_swapped_letters_are_likelier_than_a_changed_one() -> None:
    repair = SpellCorrector({"trial": 1, "triad": 1}, {})
    assert repair.readings("tiral")[0].word == "trial"


def test_a_word_that_sounds_the_same_is_likelier_than_one_that_looks_alike() -> None:
    assert REPAIR.readings("menshun")[0].word == "mention"
    assert REPAIR.readings("nusance")[0].word == "nuisance"


@pytest.mark.parametrize(("written", "meant"), [("aswell", "as well"), ("upto", "up to")])
def test_two_everyday_words_that_run_together_are_read_apart(written: str, meant: str) -> None:
    assert REPAIR.readings(written)[0].word == meant


def test_a_slip_of_an_everyday_word_is_not_read_as_two_words() -> None:
    assert REPAIR.readings("usin")[0].word == "using"


def test_a_doubted_word_is_mended_only_where_one_letter_is_wrong() -> None:
    repair = SpellCorrector(VOCABULARY, english_ranks(), doubted={"assesment", "linkedin"})
    assert repair.readings("assesment")[0].word == "assessment"
    assert repair.readings("linkedin") == ()


def test_without_the_list_of_english_words_misspellings_are_still_mended() -> None:
    assert SpellCorrector(VOCABULARY, {}).readings("recroding")[0].word == "recording"


def test_an_empty_vocabulary_mends_nothing() -> None:
    assert SpellCorrector({}, {}).readings("recroding") == ()


def test_the_list_of_english_words_is_ranked_by_use(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        ranks = english_ranks()
    assert ranks["the"] == 1
    assert ranks["meeting"] < ranks["manger"]
    assert not caplog.records
