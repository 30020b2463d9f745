"""How ideas are scored, as officers write it, and what is said about mistakes in it."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.files.load import read_folder
from knowledge.model.policies import Severity
from knowledge.rules.check import check
from tests.knowledge.made_up import copy_of_the_sound_set, write_version

ON = date(2025, 6, 1)
TEXT = """# {title}

## Benefit {{#benefit}}

### 1 Money {{#money}}
What would it save?
- weight: 60

### 2 Time {{#time}}
- weight: 40

## Ease {{#ease}}
How easy is it?

## Lowest impact {{#floors}}
- special: 4
- public: 3

## Clauses {{#clauses}}
- pilot: data#checking, rules#rule
"""


def _folder(to: Path, before: str = "", after: str = "") -> Path:
    folder = copy_of_the_sound_set(to)
    write_version(folder, "1.0", "2025-01-01")
    assert before in TEXT
    text = TEXT.replace(before, after, 1) if before else TEXT
    write_version(folder, "1.0", "2025-01-01", policy_id="scoring", text=text)
    return folder


def test_the_rule_is_read_as_data(tmp_path: Path) -> None:
    policies, problems = read_folder(_folder(tmp_path))

    scoring = policies.scoring_on(ON)
    assert problems == ()
    assert scoring is not None
    money, time = scoring.parts
    assert (money.anchor, money.name, money.asks, money.weight) == (
        "money", "Money", "What would it save?", 60,
    )  # fmt: skip
    assert time.weight == 40
    assert scoring.ease == "How easy is it?"
    assert scoring.floors == {"special": 4, "public": 3}
    assert [place for place, _ in scoring.clauses["pilot"]] == ["data#checking", "rules#rule"]
    assert policies.scoring_on(date(2024, 1, 1)) is None


def test_the_clauses_of_a_decision_are_those_in_force(tmp_path: Path) -> None:
    policies, _ = read_folder(_folder(tmp_path))

    assert [clause.ref for clause in policies.deciding("pilot", ON)] == ["rules@1.0#rule"]
    later = [clause.ref for clause in policies.deciding("pilot", date(2026, 3, 1))]
    assert later == ["data@1.0#checking", "rules@1.0#rule"]
    assert policies.deciding("decline", ON) == ()
    assert policies.deciding("pilot", date(2024, 1, 1)) == ()


def test_a_later_version_takes_over_on_its_day(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    other = TEXT.replace("60", "50").replace("40", "50")
    more = "supersedes: scoring@1.0\nchange_note: Time counts more.\n"
    write_version(folder, "2.0", "2025-07-01", policy_id="scoring", text=other, more=more)
    policies, _ = read_folder(folder)

    weights = [
        [part.weight for part in scoring.parts]
        for day in (date(2025, 6, 30), date(2025, 7, 1))
        if (scoring := policies.scoring_on(day))
    ]
    assert weights == [[60, 40], [50, 50]]


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("- weight: 60", "- weight: 50", "the weights make 90 together: they must make 100"),
        ("- weight: 60", "- weight: sixty", "a whole number from 1 to 100"),
        ("- weight: 60", "- wieght: 60", "a whole number from 1 to 100"),
        ("- weight: 60", "- weight: 160", "a whole number from 1 to 100"),
        ("- weight: 60\n", "", "a whole number from 1 to 100"),
        ("{{#time}}", "{{#money}}", "the part needs an anchor of its own"),
        ("{{#time}}", "", "the part needs an anchor of its own"),
        ("- special: 4", "- specail: 4", "did you mean special"),
        ("- special: 4", "- special: 6", "must be a whole number from 1 to 5"),
        ("- pilot: data", "- trial: data", "is not one line of scan, pilot"),
        ("{{#ease}}", "{{#easy}}", "a section must be one of {#benefit}"),
    ],
)
def test_a_wrong_rule_is_refused_with_file_and_line(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    _, problems = read_folder(_folder(tmp_path, before, after))

    (problem, *_) = [p for p in problems if p.severity is Severity.ERROR]
    assert problem.file == "scoring/1.0.md"
    assert problem.line > 1
    assert message in " ".join(one.message for one in problems)


def test_a_clause_that_is_not_in_force_is_a_fault(tmp_path: Path) -> None:
    folder = _folder(tmp_path, "data#checking", "data#chekcing")

    (found,) = [p for p in check(folder, ON) if p.file == "scoring/1.0.md"]

    assert found.severity is Severity.FAULT
    assert "the clause for pilot is not in force: data#chekcing" in found.message
