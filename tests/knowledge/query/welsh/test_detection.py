"""Welsh is told from English by its function words."""

import json
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.query.welsh.detection import is_welsh
from tests.freeze import MODEL_SET

_QUESTIONS = Path("tests/questions")


def _questions(name: str) -> list[str]:
    lines = (_QUESTIONS / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["text"] for line in lines]


def test_no_english_way_of_asking_of_the_model_set_is_taken_for_welsh() -> None:
    policies, _ = read_folder(MODEL_SET)
    lines = [line for ways in policies.asked.values() for line in ways]
    lines += [line for ways in policies.subject_lines.values() for line in ways]
    assert len(lines) > 3_000
    assert [line for line in lines if is_welsh(line)] == []


@pytest.mark.parametrize(
    "name", ["blind/near_misses.jsonl", "blind/unlisted.jsonl", "blind/welsh_in_english.jsonl"]
)
def test_no_english_question_that_was_written_blind_is_taken_for_welsh(name: str) -> None:
    assert not any(map(is_welsh, _questions(name)))


@pytest.mark.parametrize("name", ["blind/welsh.jsonl", "blind/welsh_staff.jsonl", "welsh.jsonl"])
def test_ninety_eight_of_a_hundred_welsh_questions_are_known_as_such(name: str) -> None:
    questions = _questions(name)
    assert sum(map(is_welsh, questions)) >= 0.98 * len(questions)


@pytest.mark.parametrize(
    "text",
    [
        "ga i ddefnyddio ChatGPT?",
        "fedra i recordio",
        "be ydi DPIA",
        "shwt wi'n hala syniad",
        "Oes rhaid i fi neud hyfforddiant",
        "pwy ddylwn i ofyn?",
        "dwi isio awgrymu syniad",
        "pnawn da",
        "Bore da!",
        "prynhawn da",
        "shwmae",
        "fy syniadau",
        "cymorth",
    ],
)
def test_dialect_short_forms_and_missing_accents_are_welsh_too(text: str) -> None:
    assert is_welsh(text)


@pytest.mark.parametrize(
    "text",
    [
        "Llandudno office AI?",
        "AI",
        "buying AI",
        "can I use y",
        "Ga. office: may we use AI?",
        "o dear",
        "is it a bore",
    ],
)
def test_a_name_or_a_letter_makes_no_text_welsh(text: str) -> None:
    assert not is_welsh(text)
