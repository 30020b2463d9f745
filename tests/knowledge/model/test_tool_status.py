"""How a tool stood on a day: by its history, and suspended where its audit was missed."""

from datetime import date, timedelta

import pytest

from knowledge.files.source_file import SourceFile
from knowledge.files.tool_entry import read_tool
from knowledge.library import Library
from knowledge.model.policies import Problem, Tool, ToolStatus
from knowledge.model.tool_status import suspended_from, tool_on
from tests.knowledge.made_up import SOUND


def scribe(**changed: str) -> Tool:
    text = (SOUND / "register" / "scribe.md").read_text()
    for key, value in changed.items():
        old = next(line for line in text.splitlines() if line.startswith(f"{key}: "))
        text = text.replace(old, f"{key}: {value}")
    problems: list[Problem] = []
    found = read_tool(SourceFile.of("register/scribe.md", text.encode()), problems)
    assert found is not None, problems
    return found.tool


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2025, 12, 1), ToolStatus.ASSESSING),
        (date(2026, 1, 19), ToolStatus.ASSESSING),
        (date(2026, 1, 20), ToolStatus.CONDITIONAL),
        (date(2027, 8, 30), ToolStatus.CONDITIONAL),
        (date(2027, 8, 31), ToolStatus.SUSPENDED),
    ],
)
def test_a_tool_has_the_status_that_it_had_on_the_day(day: date, status: ToolStatus) -> None:
    found = tool_on(scribe(next_audit_due="2027-07-01"), day)
    assert found is not None
    assert found.status is status


def test_a_tool_was_not_on_the_register_before_its_history_begins() -> None:
    assert tool_on(scribe(), date(2025, 11, 30)) is None


def test_a_missed_audit_suspends_after_sixty_days_and_not_on_the_sixtieth() -> None:
    tool = scribe(next_audit_due="2027-07-01")
    sixtieth = date(2027, 7, 1) + timedelta(days=60)
    assert suspended_from(tool) == sixtieth + timedelta(days=1)
    on_sixtieth = tool_on(tool, sixtieth)
    assert on_sixtieth is not None
    assert on_sixtieth.status is ToolStatus.CONDITIONAL


def test_a_refused_tool_stays_refused_whatever_its_audit() -> None:
    text_of_refused = tool_on(scribe(status="refused"), date(2030, 1, 1))
    assert text_of_refused is not None
    assert text_of_refused.status is ToolStatus.REFUSED


def test_an_answer_says_suspended_on_the_same_day() -> None:
    library = Library.load(SOUND, meaning=False)

    def status(day: date) -> ToolStatus:
        return library.answer("may i use the scribe in a meeting", on=day).tools[0].status

    assert status(date(2027, 8, 30)) is ToolStatus.CONDITIONAL
    assert status(date(2027, 8, 31)) is ToolStatus.SUSPENDED


def test_an_entry_is_not_quoted_for_a_day_before_it_last_changed() -> None:
    policies = Library.load(SOUND, meaning=False).policy_set
    quoted = {passage.place for passage in policies.passages_on(date(2026, 1, 19))}
    assert "register#scribe" not in quoted
    quoted = {passage.place for passage in policies.passages_on(date(2026, 1, 20))}
    assert "register#scribe" in quoted
