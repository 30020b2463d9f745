"""Of hard but realistic personal data hardly any survives, wherever a name comes from."""

import json
import re
import time

from knowledge.files.load import read_folder
from knowledge.privacy.masking import mask
from tests.freeze import MODEL_SET, ROOT
from tests.knowledge.privacy.surviving import known, masked_share, pieces, survives

MOST_SURVIVING = 10  # of 140


def test_of_140_hard_pieces_at_most_ten_survive() -> None:
    found = pieces()
    assert len(found) == 140
    left = [one.piece for one in found if survives(one)]
    assert len(left) <= MOST_SURVIVING, left


def test_names_are_masked_wherever_they_come_from() -> None:
    shares = masked_share()
    assert len(shares) == 12
    assert min(shares.values()) >= 0.9, shares


def test_of_questions_hardly_any_other_word_is_masked() -> None:
    report = (ROOT / "tests/questions/report.jsonl").read_text(encoding="utf-8").splitlines()
    asked = read_folder(MODEL_SET)[0].asked
    questions = [
        *(json.loads(line)["text"] for line in report),
        *(q for v in asked.values() for q in v),
    ]
    written = gone = 0
    for question in questions:
        words = len(re.findall(r"\w+", question))
        written += words
        gone += words - len(re.findall(r"\w+", re.sub(r"\[[^\]]*\]", " ", mask(question, known()))))
    assert gone <= 0.01 * written


def test_a_question_in_welsh_keeps_its_words() -> None:
    welsh = (ROOT / "tests/questions/blind/welsh.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [row.get("text") or row["question"] for row in map(json.loads, welsh)]
    touched = [text for text in texts if mask(text, known()) != text]
    assert len(touched) <= 0.03 * len(texts), len(touched)


def test_a_long_text_made_to_be_slow_is_masked_at_once() -> None:
    for made in ("0 " * 1000, "a." * 1000, "Ab " * 700, "1/" * 1000, "one " * 500, "12 A " * 400):
        began = time.process_time()
        mask(made + "!")
        assert time.process_time() - began < 0.5, made[:10]
