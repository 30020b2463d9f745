"""What leads an answer is counted against what should lead it."""

from pathlib import Path

import pytest

from knowledge.model.answers import Answer, AnswerKind
from knowledge.model.policies import Verdict
from knowledge.quality.evaluate import QuestionResult, Rate
from knowledge.quality.golden import (
    ExpectedLead,
    GoldenQuestion,
    QuestionsError,
    Topic,
    read_questions,
)
from knowledge.quality.leads import lead_rates
from knowledge.quality.record import GoldenRecord

NO, YES, NONE = ExpectedLead.NO, ExpectedLead.YES, ExpectedLead.NONE


def led(name: str, expected: ExpectedLead | None, lead: Verdict | None) -> QuestionResult:
    question = GoldenQuestion(name, "may i", "t", False, "plain", None, expected)
    answer = Answer(AnswerKind.SILENT, lead=lead)
    return QuestionResult(question, Topic(frozenset(), frozenset()), answer, 1.0)


LED = [
    led("a", NO, Verdict.NOT_ALLOWED),
    led("b", NO, Verdict.CONDITIONS),
    led("c", NO, None),
    led("d", NO, Verdict.REQUIRED),
    led("e", YES, Verdict.ALLOWED),
    led("f", YES, Verdict.NOT_ALLOWED),
    led("g", YES, Verdict.DEPENDS),
    led("h", NONE, Verdict.REQUIRED),
    led("i", NONE, None),
    led("j", None, Verdict.NOT_ALLOWED),
]


def test_lines_are_counted_by_what_they_should_say() -> None:
    assert lead_rates(LED) == {
        "no_led_by_no": Rate(2, 4),
        "no_led_by_yes": Rate(1, 4),
        "yes_led_by_yes": Rate(1, 3),
        "yes_led_by_no": Rate(1, 3),
        "none_led_by_any": Rate(1, 2),
    }
    assert lead_rates([led("j", None, Verdict.ALLOWED)]) == {}


def test_a_line_that_turned_is_named_by_the_record(tmp_path: Path) -> None:
    record = GoldenRecord.of(LED)
    assert record.led_right == frozenset("ade")
    assert record.led_wrong == frozenset("bfh")
    record.write(tmp_path / "record.json")
    assert GoldenRecord.read(tmp_path / "record.json") == record
    turned = GoldenRecord.of([*LED[:2], led("c", NO, Verdict.ALLOWED), *LED[3:]])
    (complaint,) = record.missed_by(turned)
    assert complaint == "led by a wrong line, and not so in the record: ['c']"
    mute = GoldenRecord.of([led(one.question.id, NO, None) for one in LED])
    assert "led by the right yes or no: 0, at least 1" in next(iter(record.missed_by(mute)))


def test_what_leads_is_read_from_the_line_and_anything_else_is_named(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"text": "may i", "verdict": "no"}\n{"text": "who"}\n', "utf-8")
    assert [question.lead for question in read_questions(file)] == [NO, None]
    file.write_text('{"text": "may i", "verdict": "perhaps"}\n', "utf-8")
    with pytest.raises(QuestionsError, match=r'questions\.jsonl:1: verdict: "no", "yes" or "none"'):
        read_questions(file)
