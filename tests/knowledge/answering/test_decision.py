"""When a clause is quoted as the answer, offered as the nearest, or kept back."""

from datetime import date

import pytest

from knowledge.answering.day_index import DayIndex
from knowledge.answering.decision import ANSWER, NEAREST, AnswerDecision, decide
from knowledge.model.policies import OutOfScopeTopic, Passage

ASKED = {
    "rules#tape": ["how long do we keep the tape", "when is the tape burnt"],
    "rules#roses": ["who waters the roses", "may i cut roses"],
    "not-covered#bins": ["when are the bins emptied", "my bin was not emptied"],
}
SUBJECT = OutOfScopeTopic("bins", "Bins", True, "Bins are emptied by others.", "not-covered.md", 3)


def _clause(anchor: str, heading: str, text: str) -> Passage:
    return Passage(
        policy_id="rules",
        version="1.0",
        anchor=anchor,
        title="Rules",
        clause="1.1",
        heading_path=("Rules", heading),
        text=text,
        effective_from=date(2026, 1, 1),
        owner="",
        contact="",
        file="rules/1.0.md",
        line=1,
        end_line=2,
    )


CLAUSES = [
    _clause("tape", "Keeping the tape", "Keep the tape for fourteen days, then burn it."),
    _clause("roses", "Roses", "The gardener waters the roses in the evening."),
    _clause("doors", "Doors", "Shut the doors of the hall at night."),
]
LISTED = DayIndex(CLAUSES, ASKED, subjects=[SUBJECT])
ORDINARY = DayIndex(CLAUSES, {})


def _decide(edition: DayIndex, question: str) -> AnswerDecision:
    return decide(edition.candidates(edition.parse(question)), lists=bool(edition.ways))


def test_to_answer_takes_more_than_to_offer_the_nearest() -> None:
    assert 0 < NEAREST < ANSWER < 1


@pytest.mark.parametrize(
    ("edition", "question", "anchor"),
    [
        (LISTED, "how long do we keep the tape", "tape"),
        (LISTED, "who waters the roses", "roses"),
        (ORDINARY, "keep the tape for fourteen days", "tape"),
        (ORDINARY, "waters the roses", "roses"),
        (ORDINARY, "shut the doors of the hall", "doors"),
    ],
)
def test_a_clause_is_sure_when_it_covers_the_question(
    edition: DayIndex, question: str, anchor: str
) -> None:
    decision = _decide(edition, question)
    assert decision.clauses[0].label == f"rules#{anchor}"
    assert decision.confidence >= ANSWER


def test_a_subject_that_is_not_covered_takes_the_confidence_from_the_clauses() -> None:
    decision = _decide(LISTED, "when are the bins emptied")
    assert decision.subject is not None
    assert decision.subject.subject == SUBJECT
    assert decision.confidence < NEAREST


@pytest.mark.parametrize("edition", [LISTED, ORDINARY])
def test_words_that_the_set_does_not_know_give_no_confidence(edition: DayIndex) -> None:
    assert _decide(edition, "xylophone zeppelin quartz").confidence < NEAREST


def test_a_set_without_clauses_answers_nothing() -> None:
    empty = _decide(DayIndex([], {}), "keep the tape")
    assert (list(empty.clauses), empty.subject, empty.confidence) == ([], None, 0.0)
    alone = _decide(DayIndex([], {}, subjects=[SUBJECT]), "keep the tape")
    assert alone.confidence == 0.0
    assert alone.subject is not None


def test_clauses_come_best_first_and_ties_by_name() -> None:
    totals = [candidate.total for candidate in _decide(LISTED, "keep the tape").clauses]
    assert totals == sorted(totals, reverse=True)
    tied = _decide(ORDINARY, "zeppelin").clauses
    assert [candidate.label for candidate in tied] == ["rules#doors", "rules#roses", "rules#tape"]
