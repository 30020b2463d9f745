"""How answers are measured: what counts as right, close, silent and false."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library import Library
from knowledge.model.answers import Answer, AnswerKind, Match
from knowledge.model.policies import Passage
from knowledge.quality.evaluate import (
    QuestionResult,
    Rate,
    ask_all,
    by_kind,
    figures,
    places_missing,
)
from knowledge.quality.golden import (
    GoldenQuestion,
    QuestionsError,
    Topic,
    read_questions,
    read_topics,
)
from tests.knowledge.made_up import SOUND

OCTOBER = date(2026, 10, 1)
TOPIC = Topic(frozenset({"rules#right", "rules#also-right"}), frozenset({"rules#close"}))
ANSWERED, NEAREST, SILENT = AnswerKind.ANSWERED, AnswerKind.NEAREST, AnswerKind.SILENT


def _match(anchor: str) -> Match:
    passage = Passage(
        policy_id="rules",
        version="1.0",
        anchor=anchor,
        title="Rules",
        clause="1",
        heading_path=("Rules",),
        text="Text.",
        effective_from=OCTOBER,
        owner="",
        contact="",
        file="",
        line=1,
        end_line=1,
    )
    return Match(passage, 1.0)


def _outcome(
    kind: AnswerKind,
    *anchors: str,
    answerable: bool = True,
    question_kind: str = "plain",
    milliseconds: float = 1.0,
) -> QuestionResult:
    question = GoldenQuestion("Q1", "what", "topic", answerable, question_kind, None)
    answer = Answer(kind, matches=tuple(_match(anchor) for anchor in anchors))
    return QuestionResult(question, TOPIC, answer, milliseconds)


@pytest.mark.parametrize(
    ("outcome", "judged", "miss"),
    [
        (_outcome(ANSWERED, "right"), "first, close first, in three", ""),
        (_outcome(ANSWERED, "also-right", "wrong"), "first, close first, in three", ""),
        (_outcome(ANSWERED, "close", "right"), "close first, in three", "close, not right"),
        (_outcome(ANSWERED, "wrong", "wrong", "close"), "in three", "right or close, not first"),
        (_outcome(ANSWERED, "wrong", "wrong", "wrong", "right"), "", "wrong"),
        (_outcome(NEAREST, "right"), "in three", "right or close, not first"),
        (_outcome(SILENT), "silent", "silent"),
    ],
)
def test_an_answerable_question_is_judged_by_what_was_quoted_first(
    outcome: QuestionResult, judged: str, miss: str
) -> None:
    found = {
        "first": outcome.right_first,
        "close first": outcome.right_or_close_first,
        "in three": outcome.right_or_close_in_three,
        "silent": outcome.false_silence,
    }
    assert ", ".join(name for name, held in found.items() if held) == judged
    assert outcome.miss == miss


@pytest.mark.parametrize(
    ("outcome", "false"),
    [
        (_outcome(SILENT, answerable=False), False),
        (_outcome(AnswerKind.OUTSIDE, answerable=False), False),
        (_outcome(NEAREST, "wrong", answerable=False), False),
        (_outcome(ANSWERED, "wrong", answerable=False), True),
        (_outcome(AnswerKind.CONFLICT, "a", "b", answerable=False), True),
    ],
)
def test_an_unanswerable_question_must_not_be_answered(
    outcome: QuestionResult, false: bool
) -> None:
    assert outcome.false_answers == false
    assert bool(outcome.miss) == false


def test_rates_are_shares_of_the_questions_that_they_are_about() -> None:
    outcomes = [
        _outcome(ANSWERED, "right", milliseconds=3),
        _outcome(SILENT, milliseconds=1),
        _outcome(ANSWERED, "wrong", answerable=False, question_kind="oos", milliseconds=2),
        _outcome(SILENT, answerable=False, question_kind="oos", milliseconds=100),
    ]
    assert figures(outcomes).as_json() == {
        "n": 4,
        "right_first": 0.5,
        "right_or_close_first": 0.5,
        "right_or_close_in_three": 0.5,
        "false_silence": 0.5,
        "false_answers": 0.5,
        "p50_ms": 2,
        "p99_ms": 100,
    }
    kinds = by_kind(outcomes)
    assert list(kinds) == ["oos", "plain"]
    assert kinds["oos"].rates["right_first"].share is None
    assert kinds["plain"].rates["false_answers"].share is None


def test_no_questions_have_no_figures() -> None:
    assert figures([]).as_json()["n"] == 0


def test_the_interval_is_wilsons() -> None:
    low, high = Rate(90, 100).interval
    assert (round(low, 4), round(high, 4)) == (0.8256, 0.9448)
    assert Rate(0, 0).interval == (0.0, 1.0)


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share(of: int, data: st.DataObject) -> None:
    rate = Rate(data.draw(st.integers(0, of)), of)
    low, high = rate.interval
    assert rate.share is not None
    assert 0 <= low <= rate.share + 1e-9
    assert rate.share - 1e-9 <= high <= 1


def test_close_topics_lend_their_places(tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(
        '[topics.a]\nrefs = ["x#1", "x#2"]\nclose = ["b"]\n[topics.b]\nrefs = ["y#1"]\nclose = []\n'
    )
    topics = read_topics(path)
    assert topics["a"] == Topic(frozenset({"x#1", "x#2"}), frozenset({"y#1"}))
    assert topics["b"].close == frozenset()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[topics", "topics.toml: "),
        ("", "'topics' is missing"),
        ("[topics.a]\nclose = []\n", "'refs' is missing"),
        ('[topics.a]\nrefs = []\nclose = ["b"]\n', "'b' is missing"),
        ("topics = 1\n", "a table [topics.slug] holds lists"),
        ("[topics]\na = 1\n", "a table [topics.slug] holds lists"),
    ],
)
def test_topics_that_cannot_be_read_are_told(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(text)
    with pytest.raises(QuestionsError) as raised:
        read_topics(path)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{", "questions.jsonl:2: not a JSON object"),
        ("[1]", "questions.jsonl:2: not a JSON object"),
        ("1", "questions.jsonl:2: not a JSON object"),
        ("null", "questions.jsonl:2: not a JSON object"),
        ('{"id": "Q"}', "questions.jsonl:2: holds neither a question"),
        ("[" * 100_000, "questions.jsonl:2: not a JSON object"),
    ],
)
def test_questions_that_cannot_be_read_are_told_with_their_line(
    line: str, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"\n{line}\n")
    with pytest.raises(QuestionsError) as raised:
        read_questions(path)
    assert words in str(raised.value)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    for read in (read_questions, read_topics):
        with pytest.raises(QuestionsError, match="No such file"):
            read(tmp_path / "none")


def test_a_follow_up_is_asked_with_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"id": "1", "text": "and then", "topic": "kept", "answerable": true,'
        ' "kind": "followup", "context": "how long do we keep the tape"}\n'
    )
    (question,) = read_questions(path)
    assert question.context == "how long do we keep the tape"


def test_a_library_is_asked_every_question_and_each_answer_is_timed() -> None:
    library = Library.load(SOUND, meaning=False)
    topics = {"recording": Topic(frozenset({"meetings#tell-first"}), frozenset())}
    questions = [
        GoldenQuestion("1", "can i record our guild meeting", "recording", True, "plain", None),
        GoldenQuestion("2", "when is dinner", "feasts", False, "oos", None),
    ]
    first, second = ask_all(library, questions, topics, OCTOBER)
    assert first.right_first
    assert not second.false_answers
    assert first.milliseconds > 0
    assert places_missing(library, topics, OCTOBER) == ()


def test_an_answerable_question_without_a_topic_is_told() -> None:
    library = Library.load(SOUND, meaning=False)
    with pytest.raises(QuestionsError, match="1: the topic nothing has no refs"):
        ask_all(library, [GoldenQuestion("1", "what", "nothing", True, "plain", None)], {})


def test_places_that_nothing_in_force_has_are_named() -> None:
    library = Library.load(SOUND, meaning=False)
    topics = {"a": Topic(frozenset({"trials#trying", "register#scribe"}), frozenset())}
    assert places_missing(library, topics, OCTOBER) == ("trials#trying",)
