"""When a clause is quoted as the answer, offered as the nearest, or kept back."""

from datetime import date

import numpy as np
import pytest

from knowledge.answering.candidates import rivals, totals
from knowledge.answering.confidence import evidence
from knowledge.answering.day_index import DayIndex
from knowledge.answering.decision import AnswerDecision, decide
from knowledge.answering.weights import weights
from knowledge.answering.wording import wording
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
    return decide(edition.candidates(edition.parse(question)), edition.weights)


@pytest.mark.parametrize("meaning", [True, False])
def test_to_answer_takes_more_than_to_offer_the_nearest(meaning: bool) -> None:
    for listed in (0.0, 0.5, 1.0):
        found = weights(meaning)
        assert 0 < found.nearest.at(listed) < found.answer.at(listed) < 1


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
    assert decision.confidence >= decision.answer


def test_a_subject_that_is_not_covered_takes_the_confidence_from_the_clauses() -> None:
    decision = _decide(LISTED, "when are the bins emptied")
    assert decision.subject is not None
    assert decision.subject.subject == SUBJECT
    assert decision.confidence < decision.answer
    assert decision.within_three < decision.nearest


@pytest.mark.parametrize("edition", [LISTED, ORDINARY])
def test_words_that_the_set_does_not_know_give_no_confidence(edition: DayIndex) -> None:
    decision = _decide(edition, "xylophone zeppelin quartz")
    assert decision.within_three < decision.nearest


def test_nothing_is_quoted_where_most_of_the_question_is_unknown_to_the_set() -> None:
    assert _decide(LISTED, "how long do we keep the tape").is_likelier
    assert not _decide(LISTED, "keep the tape xylophone zeppelin quartz oboe").is_likelier


def test_texts_count_for_less_where_several_say_much_the_same() -> None:
    one = np.array([[0.8, 0.1, 0.1, 0.0]], dtype=np.float32)
    several = np.array([[0.8, 0.7, 0.7, 0.6]], dtype=np.float32)
    assert rivals(one)[0] == pytest.approx(0.2 / 3)
    assert rivals(several)[0] == pytest.approx(2.0 / 3)
    assert rivals(one[:, :1])[0] == 0
    assert rivals(one[:, :0])[0] == 0
    score = weights(meaning=True).score
    features, no_lists = np.zeros((5, 4), dtype=np.float32), np.zeros(4, dtype=np.float32)
    features[0] = several
    among_several = totals(features, no_lists, score)[0]
    features[0] = one
    assert totals(features, no_lists, score)[0] > among_several


@pytest.mark.parametrize(
    "question",
    [
        "who keeps the tape",
        "how much does the tape cost",
        "what does tape mean",
        "do they keep the tape in France",
    ],
)
def test_what_no_sentence_has_speaks_against_the_clause(question: str) -> None:
    candidates = LISTED.candidates(LISTED.parse(question))
    clauses = _decide(LISTED, question).clauses
    assert clauses[0].label == "rules#tape"
    assert evidence(candidates, clauses, wording())["missing"] == 1
    assert LISTED.weights.first.weights["missing"] < 0


def test_a_line_raises_its_own_clause_and_takes_nothing_from_another() -> None:
    taught = DayIndex(CLAUSES, {"rules#roses": ["who waters the roses"]})
    for question in ("keep the tape", "shut the doors", "water roses", "who waters the roses"):
        before = {c.label: c.total for c in _decide(ORDINARY, question).clauses}
        after = {c.label: c.total for c in _decide(taught, question).clauses}
        assert after["rules#roses"] >= before["rules#roses"]
        assert after["rules#tape"] == pytest.approx(before["rules#tape"])
        assert after["rules#doors"] == pytest.approx(before["rules#doors"])


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
