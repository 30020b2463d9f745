"""What people asked, were told and thought of it, counted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.reporting.journal_figures import citations, opinions, unanswered, unknown_words
from knowledge import Library
from storage.answers.answer_journal import AnswerEntry, Feedback, Gap
from tests.knowledge.made_up import SOUND

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def entry(question: str = "", refs: Sequence[str] = (), **changed: object) -> AnswerEntry:
    values: dict[str, object] = {
        "receipt": "R-1111-1113",
        "on_date": date(2026, 10, 1),
        "question_masked": question,
        "kind": "answered",
        "refs": refs,
        "tools": [],
        "unlisted": "",
        "lead": "",
        "confidence": 0.9,
        "fingerprint": "f",
        "context": [],
        "digest": "",
        "at": NOON,
    }
    return AnswerEntry(**(values | changed))  # type: ignore[arg-type]


def gap(question: str, kind: str = "silent", hours: int = 0) -> Gap:
    return Gap(NOON + timedelta(hours=hours), kind, question)


def test_unanswered_questions_that_are_alike_are_counted_together_latest_words_first() -> None:
    found = unanswered(
        [
            gap("how much is the scribe"),
            gap("How much  is the scribe", hours=1),
            gap("how much does the scribe cost", "nearest", hours=2),
            gap("who feeds the parrot"),
        ],
        [],
    )
    assert [(one.count, one.kinds) for one in found] == [
        (3, ["silent", "nearest"]),
        (1, ["silent"]),
    ]
    assert found[0].questions[0] == "how much does the scribe cost"
    assert found[0].last == NOON + timedelta(hours=2)


def test_an_unsure_answer_is_shown_with_the_unanswered_and_a_sure_one_is_not() -> None:
    answered = [entry("is a hall a room", confidence=0.71), entry("how long", confidence=0.95)]
    (found,) = unanswered([], answered)
    assert (found.questions, found.kinds) == (["is a hall a room"], ["low"])


def test_a_clause_is_counted_whatever_version_of_it_was_quoted() -> None:
    library = Library.load(SOUND, meaning=False)
    found = citations(
        [
            entry(refs=["meetings@2.0#kept", "data@1.0#private"]),
            entry(refs=["meetings@1.0#kept"]),
            entry(refs=["meetings@2.0#tell-first"], kind="not_yet"),
        ],
        library,
        date(2026, 10, 1),
    )
    counts = {cited.passage.place: (cited.count, cited.first) for cited in found}
    assert counts["meetings#kept"] == (2, 2)
    assert counts["data#private"] == (1, 0)
    assert counts["meetings#tell-first"] == (0, 0), "it was named and not quoted"
    assert found[0].passage.place == "meetings#kept"


def test_feedback_is_counted_by_the_clause_that_led() -> None:
    found = opinions(
        [
            Feedback(NOON, "R", "helpful", "", ["meetings@2.0#kept", "data@1.0#private"]),
            Feedback(NOON, "R", "not_helpful", "it says 30", ["meetings@2.0#kept"]),
            Feedback(NOON, "R", "not_helpful", "", []),
        ]
    )
    assert [(o.ref, o.helpful, o.not_helpful, o.reasons) for o in found] == [
        ("meetings@2.0#kept", 1, 1, ["it says 30"]),
        ("", 0, 1, []),
    ]


def test_words_that_people_use_and_nobody_listed_are_counted_by_question() -> None:
    found = unknown_words(
        [gap("may the gizmo listen [name]"), gap("is a gizmo ok"), gap("is a gizmo ok")],
        [entry("will the wotsit listen"), entry("is it 3rd gen2 gizmo")],
        frozenset({"listen"}),
    )
    assert [(word.text, word.count) for word in found] == [("gizmo", 3)]


@pytest.mark.parametrize("count", [0, 1])
def test_a_quiet_desk_is_empty(count: int) -> None:
    assert unanswered([], []) == ()
    assert opinions([]) == ()
    assert unknown_words([gap("gizmo")] * count, [], frozenset()) == ()
