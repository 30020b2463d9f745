"""The verdict is that of the sentence that answers, and the stricter one where two are near."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from knowledge import AnswerKind, Library
from knowledge.answering.answering_sentence import NearestStatements, Ruling
from knowledge.answering.lead_evidence import LikelyClause, MarkedNearness
from knowledge.answering.lead_weights import lead_weights
from knowledge.index.marked_lines import Answers, MarkedLines
from knowledge.index.statement_index import StatementIndex
from knowledge.model.policies import Passage, Verdict
from knowledge.query.answer_type import asked_for, asks_whom
from knowledge.query.parse import QueryParser, Synonyms
from knowledge.query.question_form import read_asked
from knowledge.query.spelling import SpellCorrector
from tests.freeze import MODEL_SET

DAY = date(2026, 11, 30)
TEXT = (
    "You may tape rehearsals in the hall. Never tape a guest singer. "
    "Fill in the form before every concert. A label is not needed on drafts. "
    "The caretaker opens the hall. Ask the tape committee. "
    "A tape of the hall is yours, and of the hall alone. It is wiped after 30 days."
)
ENDS = {
    "hall.": Verdict.CONDITIONS,
    "singer.": Verdict.NOT_ALLOWED,
    "concert.": Verdict.REQUIRED,
    "drafts.": Verdict.NOT_REQUIRED,
}


@pytest.fixture(scope="module")
def model() -> Library:
    return Library.load(MODEL_SET, meaning=False, cache=None)


def passage(marks: bool = True) -> Passage:
    ends = tuple((TEXT.index(word) + len(word), verdict) for word, verdict in ENDS.items())
    return Passage(
        policy_id="tape",
        version="1.0",
        anchor="rule",
        title="Tape",
        clause="1",
        heading_path=("Tape", "Rule"),
        text=TEXT,
        effective_from=date.min,
        owner="",
        contact="",
        file="tape/1.0.md",
        line=1,
        end_line=2,
        marks=ends if marks else (),
    )


def nearest(question: str, marks: bool = True, asked: Answers | None = None) -> NearestStatements:
    lines = MarkedLines(asked or {})
    index = StatementIndex([passage(marks)], lines)
    read = QueryParser(SpellCorrector({}, {}, set()), Synonyms(), {}).parse(question)
    signals = replace(lines.read(read, None), near=np.ones(len(lines.lines), dtype=np.float32))
    near = MarkedNearness(index, lines, index.scores(read, None, signals), signals)
    wanted, who = asked_for(question), asks_whom(question)
    return NearestStatements(near, lead_weights(meaning=False), wanted, wants_who=who)


def ruled(question: str, marks: bool = True) -> Ruling | None:
    return nearest(question, marks).ruling(
        read_asked(question), [LikelyClause(passage(marks), 1.0)]
    )


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("can I tape rehearsals in the hall", Verdict.CONDITIONS),
        ("can I tape a guest singer", Verdict.NOT_ALLOWED),
        ("can I tape a guest singer at rehearsals in the hall", Verdict.NOT_ALLOWED),
        ("do I have to fill in the form before a concert", Verdict.REQUIRED),
        ("do drafts need a label", Verdict.NOT_REQUIRED),
        ("can we skip the form before the concert", Verdict.NOT_ALLOWED),
        ("is it ok without a label on drafts", Verdict.NOT_REQUIRED),
        ("when can I tape rehearsals in the hall", None),
        ("can the caretaker open the hall", None),
    ],
)
def test_the_sentence_that_answers_gives_its_verdict(
    question: str, verdict: Verdict | None
) -> None:
    found = ruled(question)
    assert (found.verdict if found else None) is verdict


@pytest.mark.parametrize(
    "question", ["is a taped guest singer a record", "are drafts without a label read aloud"]
)
def test_no_verdict_leads_where_nobody_asks_for_leave(question: str) -> None:
    assert ruled(question) is None


def test_a_duty_leads_where_somebody_asks_if_it_is_done() -> None:
    told = ruled("do the altos fill in the form before every concert")
    assert told is not None
    assert told.verdict is Verdict.REQUIRED


def test_ways_of_asking_never_read_a_sentences_conditions_away() -> None:
    asked = {"tape#rule": {f"may I tape song {n}": Verdict.ALLOWED for n in range(5)}}
    question = "can I tape rehearsals in the hall"
    told = nearest(question, asked=asked).ruling(
        read_asked(question), [LikelyClause(passage(), 1.0)]
    )
    assert told is not None
    assert told.verdict is Verdict.CONDITIONS


def test_a_set_without_marks_gives_no_verdict() -> None:
    assert ruled("can I tape a guest singer", marks=False) is None


def test_the_nearest_sentence_of_a_passage_is_found_word_for_word() -> None:
    found = nearest("who opens the hall").within(passage())
    assert found is not None
    assert TEXT[found.start : found.end] == found.text == "The caretaker opens the hall."


def test_whom_to_turn_to_answers_only_who_asks_for_that() -> None:
    told = nearest("what says the tape committee on a guest singer").within(passage())
    asked = nearest("which of the tape committee do I ask").within(passage())
    assert told is not None
    assert asked is not None
    assert told.text == "Never tape a guest singer."
    assert asked.text == "Ask the tape committee."


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how long is a tape of the hall yours", "It is wiped after 30 days."),
        ("is a tape of the hall yours", "A tape of the hall is yours, and of the hall alone."),
    ],
)
def test_a_sentence_with_a_figure_answers_who_asks_for_one(question: str, said: str) -> None:
    found = nearest(question).within(passage())
    assert found is not None
    assert found.text == said


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("how long can we keep a teams recording", "at most 30 days"),
        ("how often must a DPIA be looked at again", "every year"),
        ("how often does the steering group meet", "every month"),
    ],
)
def test_the_model_sets_own_figure_answers(model: Library, question: str, said: str) -> None:
    shown = model.answer(question, on=DAY).matches[0].answers
    assert shown is not None
    assert said in shown.text


def test_a_clause_without_the_figure_that_is_asked_for_is_only_the_nearest(model: Library) -> None:
    asked = model.answer("how many written warnings before misuse of AI gets you sacked", on=DAY)
    assert asked.kind is not AnswerKind.ANSWERED
