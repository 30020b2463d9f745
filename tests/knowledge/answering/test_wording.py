"""What a question's wording alone tells of whether a clause answers it."""

import json
from pathlib import Path

import pytest

from common.words import stems, words
from knowledge.answering.wording import from_json, wording
from knowledge.quality.fitting.wording import Worded, fit_wording, folds, left_out, of_a_kind, write

ASKED = [
    Worded("can I lend out the key", answered=True, group="keys"),
    Worded("can I lend out the bike", answered=True, group="bikes"),
    Worded("can I lend out the van", answered=True, group="vans"),
    Worded("who first had the idea of a key", answered=False, group="ideas"),
    Worded("who first had the idea of a bike", answered=False, group="ideas"),
    Worded("who first had the idea of a van", answered=False, group="ideas"),
]


def _against(question: str) -> float:
    return wording().against(stems(words(question)))


@pytest.mark.parametrize(
    ("unanswered", "answered"),
    [
        ("who came up with the rule on ladders", "who checks the ladders"),
        ("how do I mute everyone in Zargle", "may I mute the recording in Zargle"),
        ("what does Penzance council do about ladders", "what must we do about ladders"),
        ("can my daughter use Zargle for her homework", "can I use Zargle for a case note"),
        ("what does indemnity mean", "what must an indemnity say"),
        ("is Zargle any good", "is Zargle allowed"),
    ],
)
def test_a_kind_of_question_is_told_from_another_on_the_same_subject(
    unanswered: str, answered: str
) -> None:
    assert _against(unanswered) > _against(answered) + 1


def test_no_wording_settles_a_question_alone() -> None:
    assert -6 <= _against("") <= 4
    assert -6 <= _against("who wrote who wrote who wrote the history of it at home in France") <= 4


def test_wording_is_learnt_from_questions_with_and_without_an_answer() -> None:
    found = from_json(fit_wording(ASKED))
    assert found.against(stems(words("who first had the idea"))) > 0
    assert found.against(stems(words("can i lend out the boat"))) < 0


def test_a_group_is_left_out_as_a_whole_and_what_has_none_always_stays() -> None:
    asked = [*ASKED, *(Worded("tell me of it", answered=True) for _ in range(3))]
    parts = folds(asked, seed=1)
    assert set(parts) == {"keys", "bikes", "vans", "ideas"}
    without = left_out(asked, parts)[parts["ideas"]]
    assert "idea" not in without["words"]
    assert "tell" in without["words"] or without["start"] != 0


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "wording.json"
    told = fit_wording(ASKED)
    write(told, file)
    assert json.loads(file.read_text("utf-8")) == told


def test_every_filler_of_a_kind_is_known_and_drawn_alike() -> None:
    lines = list(of_a_kind(seed=1))
    assert lines == list(of_a_kind(seed=1))
    assert not any("{" in line.text or line.answered for line in lines)
