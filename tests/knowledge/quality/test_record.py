"""The golden questions are held to the figures that they reached last."""

from pathlib import Path

import pytest

from knowledge.quality.golden import QuestionsError
from knowledge.quality.record import GoldenRecord

RIGHT = frozenset(f"Q{number}" for number in range(9))
RECORD = GoldenRecord(RIGHT, frozenset({"N1"}))


def test_a_record_comes_back_as_it_was_written(tmp_path: Path) -> None:
    RECORD.write(tmp_path / "record.json")
    assert GoldenRecord.read(tmp_path / "record.json") == RECORD


def test_two_questions_may_be_lost_and_a_third_is_named() -> None:
    two = GoldenRecord(RIGHT - {"Q1", "Q2"}, frozenset({"N1"}))
    assert not list(RECORD.missed_by(two))
    three = GoldenRecord(RIGHT - {"Q1", "Q2", "Q3"}, frozenset())
    (complaint,) = RECORD.missed_by(three)
    assert complaint.endswith("no longer right: Q1, Q2, Q3")


def test_a_new_false_answer_is_named_and_one_that_ended_is_none() -> None:
    (complaint,) = RECORD.missed_by(GoldenRecord(RIGHT, frozenset({"N2"})))
    assert "N2" in complaint
    assert not list(RECORD.missed_by(GoldenRecord(RIGHT, frozenset())))


@pytest.mark.parametrize("text", ["", "[]", '{"right_first": []}', '{"right_first": 3}'])
def test_a_file_that_is_no_record_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "record.json").write_text(text, "utf-8")
    with pytest.raises(QuestionsError, match=r"record\.json"):
        GoldenRecord.read(tmp_path / "record.json")
    with pytest.raises(QuestionsError, match="missing"):
        GoldenRecord.read(tmp_path / "missing")
