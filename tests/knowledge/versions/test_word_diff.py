"""What changed in a text, word by word: whole words, nothing lost, and readable."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.versions.word_diff import DiffPiece, DiffSide, diff_words

TEXTS = st.text("ab c\n-.é’", max_size=80) | st.lists(
    st.sampled_from("keep the tape for 30 days\n\n- not . may it’s".split(" ")), max_size=60
).map(" ".join)


def side(pieces: tuple[DiffPiece, ...], one: DiffSide) -> str:
    return "".join(piece.text for piece in pieces if piece.side in (DiffSide.BOTH, one))


@given(TEXTS, TEXTS)
def test_the_pieces_give_both_texts_back(old: str, new: str) -> None:
    pieces = diff_words(old, new)
    assert side(pieces, DiffSide.OLD) == old
    assert side(pieces, DiffSide.NEW) == new


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_no_two_of_a_side_stand_together(old: str, new: str) -> None:
    pieces = diff_words(old, new)
    assert all(piece.text for piece in pieces)
    assert all(a.side is not b.side for a, b in pairwise(pieces))


@given(TEXTS)
def test_a_text_that_did_not_change_has_no_change(text: str) -> None:
    assert diff_words(text, text) == ((DiffPiece(DiffSide.BOTH, text),) if text else ())


def marked(old: str, new: str) -> str:
    marks = {DiffSide.BOTH: "{}", DiffSide.OLD: "[{}]", DiffSide.NEW: "<{}>"}
    return "".join(marks[piece.side].format(piece.text) for piece in diff_words(old, new))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("kept for 90 days and", "kept for 30 days and", "kept for [90]<30> days and"),
        ("It is kept.", "It is not kept.", "It is <not >kept."),
        ("one two three", "one five six", "one [two three]<five six>"),
        (
            "ask the old man now or never again",
            "tell the wise king now or never again",
            "[ask the old man]<tell the wise king> now or never again",
        ),
        ("- a\n- c", "- a\n- b\n- c", "- a\n<- b\n>- c"),
        ("- a\n- b\n- c", "- a\n- c", "- a\n[- b\n]- c"),
        ("the person's bag", "the people's bag", "the [person's]<people's> bag"),
    ],
)
def test_changes_are_told_in_whole_words_and_lines(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_long_text_is_compared_by_words_too() -> None:
    lines = [f"Line {number} says that the guild keeps book {number}." for number in range(400)]
    other = [line.replace("keeps book 77.", "burns book 77.") for line in lines]
    changed = [
        p for p in diff_words("\n".join(lines), "\n".join(other)) if p.side is not DiffSide.BOTH
    ]
    assert changed == [DiffPiece(DiffSide.OLD, "keeps"), DiffPiece(DiffSide.NEW, "burns")]
