"""What a changed folder would change for people, found before it is published."""

import json
import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

import app
from knowledge.library import Library
from knowledge.publishing.impact import Dependent, Effect, Weight
from knowledge.publishing.preview import impact
from operations.cli import impact_report as impacts
from storage import Store
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set
from tests.triage.people import OFFICER, submitted
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.triage_list import TriageList

QUESTIONS = [
    ("how long are recordings kept", "kept", True),
    ("may i record in a closed room", "closed", True),
    ("when is dinner", "none", False),
]
TOPICS = """
[topics.kept]
refs = ["meetings#kept"]
[topics.closed]
refs = ["meetings#closed-rooms"]
[topics.none]
refs = []
"""


@pytest.fixture
def served(tmp_path: Path) -> Path:
    (tmp_path / "served").mkdir()
    return copy_of_the_sound_set(tmp_path / "served")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    (tmp_path / "changed").mkdir()
    return copy_of_the_sound_set(tmp_path / "changed")


@pytest.fixture
def golden(served: Path, tmp_path: Path) -> Path:
    lines = [
        {"id": str(at), "text": text, "topic": topic, "answerable": answerable, "kind": "plain"}
        for at, (text, topic, answerable) in enumerate(QUESTIONS)
    ]
    topics = [{"topic": slug, **table} for slug, table in tomllib.loads(TOPICS)["topics"].items()]
    questions = tmp_path / "served" / "policies" / "questions.jsonl"
    questions.write_text("\n".join(map(json.dumps, [*topics, *lines])))
    return questions


class Compared:
    """The effects of a change, by kind."""

    def __init__(self, served: Path, changed: Path, **how: object) -> None:
        clock = SetClock(datetime(2026, 10, 1, 9, tzinfo=UTC))
        library = Library.load(served, clock=clock, meaning=False)
        how.setdefault("on", date(2026, 10, 1))
        self.found = impact(changed, library, served, **how)  # type: ignore[arg-type]

    def of(self, kind: str) -> list[Effect]:
        return [effect for effect in self.found.effects if effect.kind == kind]


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


def test_the_same_set_changes_nothing(served: Path, changed: Path, golden: Path) -> None:
    compared = Compared(served, changed)
    assert compared.found.effects == ()
    assert not compared.found.breaks
    assert "Nothing would change for anybody." in impacts.as_text(compared.found)


def test_a_question_that_loses_its_right_clause_breaks(
    served: Path, changed: Path, golden: Path
) -> None:
    text = (changed / "meetings/2.0.md").read_text()
    start = text.index("## 2 Rooms")
    (changed / "meetings/2.0.md").write_text(text[:start])
    compared = Compared(served, changed)
    (question,) = compared.of("question")
    assert question.subject == "may i record in a closed room"
    assert question.before == "meetings#closed-rooms"
    assert question.weight is Weight.BREAKS
    assert compared.found.breaks
    assert [effect.after for effect in compared.of("clause")] == ["gone"]


def test_a_broken_citation_and_a_broken_screening_trigger_break(
    served: Path, changed: Path
) -> None:
    edit(changed, "data/1.0.md", "{#private}", "{#secret}")
    edit(changed, "data/1.0.md", "{#checking", "{#other")
    compared = Compared(served, changed)
    assert any("data#private" in effect.after for effect in compared.of("citation"))
    assert any("data#checking" in effect.after for effect in compared.of("screening trigger"))
    assert compared.found.breaks


def test_a_reworded_clause_is_looked_at_wherever_it_is_leaned_on(
    served: Path, changed: Path
) -> None:
    edit(changed, "data/1.0.md", "Check every new way", "Check each new way")
    resting = (
        Dependent("DEC-1 (pilot, AI-2026-0001)", ("data@1.0#checking",)),
        Dependent("DEC-2 (scan, AI-2026-0002)", ("meetings@2.0#kept",)),
        Dependent("DEC-3 (scan, AI-2026-0003)", ("data@1.0",)),
    )
    compared = Compared(served, changed, resting=resting)
    assert [e.subject for e in compared.of("decision")] == [
        "DEC-1 (pilot, AI-2026-0001)",
        "DEC-3 (scan, AI-2026-0003)",
    ]
    assert compared.of("screening trigger")
    assert {effect.weight for effect in compared.found.effects} == {Weight.LOOK}
    assert not compared.found.breaks


def test_a_tools_conditions_that_change_are_told_term_by_term(served: Path, changed: Path) -> None:
    edit(changed, "register/scribe.md", "[public, internal, personal]", "[public, internal]")
    edit(changed, "register/scribe.md", "[special, conf", "[personal, special, conf")
    (tool,) = Compared(served, changed).of("tool")
    assert tool.subject == "The Scribe: data allowed"
    assert (tool.before, tool.after) == ("public, internal, personal", "public, internal")


def test_a_tool_that_comes_is_told(served: Path, changed: Path) -> None:
    (served / "register" / "parrot.md").unlink()
    (served / "register" / "asked.md").unlink()
    (changed / "register" / "asked.md").unlink()
    tools = Compared(served, changed).of("tool")
    assert ("The Parrot: status", "not on the register", "refused") in [
        (tool.subject, tool.before, tool.after) for tool in tools
    ]


def test_a_new_fault_of_the_check_breaks_and_an_old_one_does_not(
    served: Path, changed: Path
) -> None:
    for folder in (served, changed):
        edit(folder, "data/1.0.md", "contact: the record room\n", "")
    edit(
        changed, "meetings/2.0.md", "contact: the meetings desk, by the form on the intranet\n", ""
    )
    (problem,) = Compared(served, changed).of("problem")
    assert problem.subject == "meetings/2.0.md:1"
    assert problem.weight is Weight.BREAKS


def test_a_version_to_come_is_compared_as_of_its_first_day(
    served: Path, changed: Path, golden: Path
) -> None:
    for name in ("meetings/3.0.md",):
        (served / name).unlink()
    compared = Compared(served, changed, on=None)
    assert compared.found.day == date(2026, 11, 2)
    assert compared.found.breaks, "the clause on closed rooms is not in version 3.0"


def test_a_draft_is_taken_as_approved(served: Path, changed: Path, golden: Path) -> None:
    edit(changed, "meetings/3.0.md", "status: approved", "status: draft")
    for line in ("effective_from: 2026-11-02\n", "approved_on: 2026-09-20\n"):
        edit(changed, "meetings/3.0.md", line, "")
    (served / "meetings/3.0.md").unlink()
    compared = Compared(served, changed, on=None)
    assert compared.found.drafts == ("meetings@3.0",)
    assert compared.found.day == date(2026, 10, 1)
    assert [effect.after for effect in compared.of("clause") if effect.after == "gone"] == ["gone"]
    assert "Taken as approved: meetings@3.0." in impacts.as_text(compared.found)


def test_one_file_is_put_into_the_served_set(served: Path, tmp_path: Path) -> None:
    (tmp_path / "meetings").mkdir()
    file = tmp_path / "meetings" / "2.0.md"
    file.write_text((served / "meetings/2.0.md").read_text().replace("30 days and", "3 days and"))
    (clause,) = Compared(served, file).of("clause")
    assert clause.before == "meetings@2.0#kept"
    assert "30 days and" in (served / "meetings/2.0.md").read_text(), "the served set is untouched"


def test_what_is_no_policy_file_is_refused(served: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("x")
    with pytest.raises(ValueError, match="neither a folder nor a policy file"):
        Compared(served, tmp_path / "notes.txt")


def test_the_command_prints_one_table_and_exits_with_one_if_something_breaks(
    served: Path, changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POLICIES", str(served))
    monkeypatch.setenv("DATA_FOLDER", str(tmp_path / "data"))
    day = ("--words-only", "--on", "2026-10-01")
    same = CliRunner().invoke(app.main, ["impact", str(changed), *day])
    assert same.exit_code == 0, same.output
    edit(changed, "data/1.0.md", "{#checking", "{#other")
    broken = CliRunner().invoke(app.main, ["impact", str(changed), *day])
    assert broken.exit_code == 1
    assert "screening trigger" in broken.output
    told = json.loads(CliRunner().invoke(app.main, ["impact", str(changed), *day, "--json"]).output)
    assert told["breaks"] is True


def asked(reason: str, *policies: str, corrects: str = "") -> DecisionInput:
    return DecisionInput(
        kind=DecisionKind.ASK,
        maker=Authority.OFFICER,
        decided_on=date(2026, 11, 23),
        reason=reason,
        policies=policies,
        corrects=corrects,
    )


async def test_recorded_decisions_are_read_with_what_they_rest_on(
    store: Store, database: str, clock: SetClock
) -> None:
    triage = TriageList(store)
    idea = await submitted(triage)
    for deciding in (
        asked("first", "data@1.0#checking"),
        asked("rests on nothing"),
        asked("second", "meetings@2.0", corrects="D-2026-0001"),
    ):
        await triage.decide(idea.reference, deciding, by=OFFICER)
    (resting,) = await impacts.decisions(database, clock)
    assert resting == Dependent(f"D-2026-0003 (ask, {idea.reference})", ["meetings@2.0"])
