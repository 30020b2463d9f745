"""Texts and questions are read into words and stems in one way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.words import british_words, content, in_one_spelling, stem, stems, words


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Record the Meeting!", ["record", "the", "meeting"]),
        ("the council's and the councils’ rooms", ["the", "council", "and", "the", "councils"]),
        ("don't and don’t", ["dont", "and", "dont"]),
        ("café, CAFÉ", ["cafe", "cafe"]),
        ("re\u00adcord\u200bing", ["recording"]),
        ("ｆｕｌｌ ﬁle", ["full", "file"]),
        ("see [the rule](data@1.0#hidden) {#anchor} <b>now</b>", ["see", "the", "rule", "now"]),
        ("GPT-4 in 2026", ["gpt", "4", "in", "2026"]),
        ("a D.P.I.A. for H.R., the I.C.O.", ["a", "dpia", "for", "hr", "the", "ico"]),
        ("e.g. at 9 a.m. in v.2 of 1.2.3", ["e", "g", "at", "9", "a", "m", "in", "v", "2", "of"]),
        ("🙂 — ?!", []),
    ],
)
def test_words_are_read_without_case_accents_marks_and_link_targets(
    text: str, read: list[str]
) -> None:
    assert words(text)[: len(read)] == read
    assert bool(words(text)) == bool(read)


def test_forms_of_one_word_share_a_stem() -> None:
    assert len({stem(word) for word in ("record", "records", "recorded", "recording")}) == 1
    assert stems(["meetings", "rooms"]) == [stem("meeting"), stem("room")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anonymized", "anonymised"),
        ("organization", "organisation"),
        ("authorize", "authorised"),
        ("authorization", "authorise"),
        ("emphasizing", "emphasise"),
        ("behavior", "behaviour"),
        ("judgment", "judgements"),
        ("analyzing", "analyse"),
        ("centers", "centre"),
        ("license", "licence"),
        ("labeled", "labelled"),
    ],
)
def test_british_and_american_spellings_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_whoever_reads_by_meaning_sees_one_spelling() -> None:
    read = in_one_spelling("Must the I.C.O. center analyze U.K. licenses, e.g. ours?")
    assert read == "must the ico centre analyse uk licences, e.g. ours?"
    assert british_words("Whose program is it") == ["whose", "programme", "is", "it"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("authorisation", "author"), ("authorization", "author"), ("sized", "sis"), ("prize", "pris")],
)
def test_words_that_only_look_alike_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_without_a_subject_are_left_out_unless_nothing_else_is_left() -> None:
    assert content(["how", "do", "i", "record"]) == ["record"]
    assert content(["what", "is", "it"]) == ["what", "is", "it"]


@given(st.text())
def test_any_text_is_read_the_same_when_its_words_are_read_again(text: str) -> None:
    assert words(" ".join(words(text))) == words(text)
