"""How much of a question each text covers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.words import stem, words
from knowledge.index.lexical import IndexedText, LexicalIndex

TEXTS = [
    IndexedText("Recording", "Tell everyone in the room before you record the meeting."),
    IndexedText("Keeping", "Keep the tape of a meeting for fourteen days."),
    IndexedText("Gardens", "Water the roses in the evening. The recording hangs in the shed."),
]


def _asked(text: str) -> list[dict[str, float]]:
    return [{stem(word): 1.0} for word in words(text)]


def test_the_text_that_covers_most_of_the_question_scores_highest() -> None:
    index = LexicalIndex(TEXTS)
    assert [int(index.scores(_asked(q)).argmax()) for q in ("record meeting", "tape", "rose")] == [
        0,
        1,
        2,
    ]


def test_a_word_in_the_heading_counts_for_more_than_one_in_the_body() -> None:
    scores = LexicalIndex(
        [IndexedText("tape", "one two three"), IndexedText("one", "tape two three")]
    ).scores(_asked("tape"))
    assert scores[0] > scores[1] > 0


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    index = LexicalIndex(TEXTS)
    nowhere, rare, common = index.weights(["nowhere", stem("tape"), stem("the")])

    assert nowhere > rare > common > 0


def test_an_unknown_word_lowers_every_score() -> None:
    index = LexicalIndex(TEXTS)
    assert index.scores(_asked("tape zebra"))[1] < index.scores(_asked("tape"))[1]


def test_a_less_sure_reading_earns_less_than_a_sure_one() -> None:
    index = LexicalIndex(TEXTS)
    sure = index.scores([{"tape": 1.0}])[1]
    assert index.scores([{"tape": 0.5}])[1] == pytest.approx(sure / 2)
    assert index.scores([{"tapp": 1.0, "tape": 0.5}])[1] == pytest.approx(sure / 2)


def test_of_several_readings_a_text_is_credited_with_its_best() -> None:
    index = LexicalIndex(
        [IndexedText("", "tape"), IndexedText("", "type"), IndexedText("", "other")]
    )
    both = index.scores([{"tape": 0.9, "type": 0.5}])
    assert both[0] > both[1] > both[2] == 0


def test_covered_words_come_in_the_order_of_the_question() -> None:
    index = LexicalIndex(TEXTS)
    assert index.covered(1, _asked("meeting zebra tape roses")) == [stem("meeting"), stem("tape")]


def test_neighbouring_words_count_as_pairs_but_never_across_heading_and_body() -> None:
    index = LexicalIndex(
        [IndexedText("red", "tape is cut"), IndexedText("", "cut"), IndexedText("", "")]
    )
    assert index.adjacent([0, 1, 2], ["tape", "is", "cut"]).tolist() == [1.0, 0.0, 0.0]
    assert index.adjacent([1, 0], ["is", "cut", "tape"]).tolist() == [0.0, 0.5]
    assert index.adjacent([0, 2], ["red", "tape"]).tolist() == [0.0, 0.0]
    assert index.adjacent([0, 1], ["cut", "cut"]).tolist() == [0.0, 0.0]
    assert index.adjacent([0], ["zebra", "zebra"]).tolist() == [0.0]


def test_an_empty_collection_and_an_empty_question_have_no_scores() -> None:
    assert LexicalIndex([]).scores(_asked("tape")).shape == (0,)
    assert not LexicalIndex(TEXTS).scores([]).any()


TEXT = st.text(alphabet="ab cd", max_size=30)


@given(st.lists(st.tuples(TEXT, TEXT), max_size=6), TEXT)
def test_every_score_lies_between_0_and_1(fields: list[tuple[str, str]], question: str) -> None:
    index = LexicalIndex([IndexedText(heading, body) for heading, body in fields])
    scores = index.scores(_asked(question))
    assert scores.shape == (len(fields),)
    assert np.all((scores >= 0) & (scores <= 1))
