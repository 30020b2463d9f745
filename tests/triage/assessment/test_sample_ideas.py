"""Sample ideas of staff, put through the screening questions that come along.

`answered_ideas.jsonl` has what staff typed, what a careful reader answers from that text alone
(`yes` and `unsure`, by the questions' keys; no to the rest) and what it should come to: dpia, eqia
and eia are yes, no or likely, which either advice or a requirement satisfies; risk is low, med or
high.
"""

import json
from pathlib import Path

import pytest

from tests.bench.screenings import ASSESSMENTS, BAND, SATISFIED, questions
from triage.assessment.suggested_answers import suggest_answers
from triage.model.risk import Risk
from triage.model.screening_rules import AssessmentNeed, Screening, ScreeningReply, screen

IDEAS = [
    json.loads(line)
    for line in (Path(__file__).parent / "answered_ideas.jsonl").read_text("utf-8").splitlines()
]
ASKED = questions()


def screened(replies: dict[str, ScreeningReply]) -> Screening:
    return screen(ASKED, replies, version="screening@3.0")


@pytest.mark.parametrize("idea", IDEAS, ids=[one["title"] for one in IDEAS])
def test_honest_answers_lead_to_what_a_careful_officer_expects(idea: dict[str, object]) -> None:
    replies = {one.key: ScreeningReply.NO for one in ASKED}
    for reply in (ScreeningReply.YES, ScreeningReply.UNSURE):
        named = idea[reply]
        assert isinstance(named, list)
        assert set(named) <= set(replies)
        replies |= dict.fromkeys(named, reply)
    done, expected = screened(replies), idea["expected"]
    assert isinstance(expected, dict)

    assert BAND[done.risk] == expected["risk"], (done.likelihood, done.impact)
    for name, key in ASSESSMENTS.items():
        assert done.outcomes[key] in SATISFIED[expected[name]], name


def test_not_sure_of_anything_makes_no_idea_high() -> None:
    """Whatever the idea is: its words are not looked at."""
    done = screened({one.key: ScreeningReply.UNSURE for one in ASKED})

    assert done.risk is Risk.LOW
    assert set(done.outcomes.values()) == {AssessmentNeed.ADVICE}


def test_what_is_ruled_out_for_a_while_alone_suggests_no_answer() -> None:
    lasting = suggest_answers(ASKED, "Early help, not enforcement")
    passing = suggest_answers(ASKED, "Early help, not enforcement (at first)")

    assert lasting["access"].reply is ScreeningReply.NO
    assert "access" not in passing
