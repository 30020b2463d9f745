"""How far suggested answers, confirmed as they are, lead to the expected screening: a table.

    python -m tests.bench.screenings [FILE.jsonl ...]

Each line of a file has title, text and expected: dpia, eqia and eia (yes, no, likely) and perhaps
risk (low, med, high). "Likely" means that a careful officer would ask first, so that required and
advice both satisfy it. Also printed: how high the risk is where somebody is sure of nothing. The
questions are those of the policy folder.
"""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

from knowledge.files.load import read_folder
from tests.bench.hints import PAIRS
from tests.freeze import MODEL_SET
from triage.assessment.suggested_answers import suggest_answers
from triage.model.risk import Risk
from triage.model.screening_rules import AssessmentNeed, Question, ScreeningReply, screen

ASSESSMENTS = {"dpia": "dpia", "eqia": "eqia", "eia": "environmental"}
SATISFIED = {
    "yes": {AssessmentNeed.REQUIRED},
    "likely": {AssessmentNeed.REQUIRED, AssessmentNeed.ADVICE},
    "no": {AssessmentNeed.NONE},
}


def questions() -> list[Question]:
    """The questions in force at the end of 2026."""
    policies, _ = read_folder(MODEL_SET)
    screening = policies.screening_on(date(2026, 12, 1))
    if screening is None:
        raise SystemExit("no screening questions are in force")
    return [
        Question(
            one.anchor,
            one.assessment,
            one.text,
            AssessmentNeed(one.yes),
            AssessmentNeed(one.unsure),
            one.clause,
            one.floor,
            one.likelihood,
            one.only_after,
            one.suggests,
        )
        for one in screening.questions
    ]


BAND = {Risk.LOW: "low", Risk.MEDIUM: "med", Risk.HIGH: "high", Risk.VERY_HIGH: "high"}


def main(files: list[str]) -> None:
    asked = questions()
    for file in map(Path, files or [str(PAIRS)]):
        right, expected, unsure = Counter[str](), Counter[str](), Counter[str]()
        for one in map(json.loads, file.read_text("utf-8").splitlines()):
            suggested = suggest_answers(asked, f"{one['title']}. {one['text']}")
            answers = {
                question.key: suggested[question.key].reply
                if question.key in suggested
                else ScreeningReply.NO
                for question in asked
            }
            done = screen(asked, answers, version="measured")
            not_sure = dict.fromkeys(answers, ScreeningReply.UNSURE)
            unsure[BAND[screen(asked, not_sure, version="measured").risk]] += 1
            for name, wanted in one["expected"].items():
                expected[name] += 1
                if name == "risk":
                    right[name] += BAND[done.risk] == wanted
                else:
                    right[name] += done.outcomes[ASSESSMENTS[name]] in SATISFIED[wanted]
        table = (f"{name} {right[name]}/{expected[name]}" for name in expected)
        print(f"{file.name:24}", "   ".join(table))
        print(f"{'':24} not sure of anything:", dict(unsure))


if __name__ == "__main__":
    main(sys.argv[1:])
