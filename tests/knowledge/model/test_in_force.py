"""Which version is in force on which day."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.files.load import read_folder
from knowledge.model.in_force import Term, successors, terms
from knowledge.model.policies import Policy, Status
from tests.knowledge.made_up import SOUND, write_version

NEW_YEAR = date(2026, 1, 1)


def _in_force(policy_id: str, on: date) -> str:
    policy = read_folder(SOUND)[0].version_in_force(policy_id, on)
    return policy.ref if policy else ""


def test_a_version_is_in_force_until_the_day_before_its_successor_begins() -> None:
    assert _in_force("meetings", date(2025, 9, 30)) == ""
    assert _in_force("meetings", date(2025, 10, 1)) == "meetings@1.0"
    assert _in_force("meetings", date(2026, 1, 31)) == "meetings@1.0"
    assert _in_force("meetings", date(2026, 2, 1)) == "meetings@2.0"


def test_a_version_that_begins_in_the_future_starts_by_itself() -> None:
    assert _in_force("meetings", date(2026, 11, 1)) == "meetings@2.0"
    assert _in_force("meetings", date(2026, 11, 2)) == "meetings@3.0"


def test_a_draft_is_never_in_force() -> None:
    assert _in_force("gardening", date(2026, 10, 1)) == ""
    assert _in_force("gardening", date.max) == ""


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_nobody_has_approved_is_never_in_force_whatever_days_it_has(status: Status) -> None:
    approved = read_folder(SOUND)[0].versions("meetings")[1]
    draft = replace(approved, status=status, effective_to=date(2026, 12, 31))
    assert terms([approved])[approved.ref] == Term(date(2026, 2, 1), None)
    assert terms([draft]) == {}


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_nobody_has_approved_ends_no_version(status: Status) -> None:
    _, second, third = read_folder(SOUND)[0].versions("meetings")
    assert terms([second, third])[second.ref].last == date(2026, 11, 1)
    assert terms([second, replace(third, status=status)])[second.ref].last is None


def test_of_two_successors_the_one_that_begins_first_ends_a_version() -> None:
    _, second, third = read_folder(SOUND)[0].versions("meetings")
    other = replace(third, id="halls", effective_from=date(2026, 6, 1))
    for order in ([second, third, other], [other, second, third]):
        assert successors(order)[second.ref] == other
        assert terms(order)[second.ref].last == date(2026, 5, 31)


def test_a_version_that_names_itself_or_has_no_first_day_succeeds_nothing() -> None:
    _, second, third = read_folder(SOUND)[0].versions("meetings")
    itself = replace(second, supersedes=second.ref)
    assert successors([itself, replace(third, effective_from=None)]) == {}
    assert successors([replace(third, effective_from=None), third]) == {second.ref: third}
    assert terms([itself])[second.ref].last is None
    first = replace(second, supersedes="")
    assert successors([first]) == {}


def test_of_two_successors_from_one_day_the_one_that_is_listed_first_counts() -> None:
    _, second, third = read_folder(SOUND)[0].versions("meetings")
    twin = replace(third, id="halls")
    assert successors([third, twin])[second.ref] == third
    assert successors([twin, third])[second.ref] == twin


def test_a_successor_from_the_first_day_of_all_ends_nothing() -> None:
    _, second, third = read_folder(SOUND)[0].versions("meetings")
    assert terms([second, replace(third, effective_from=date.min)])[second.ref].last is None


def test_a_withdrawn_version_ends_on_its_last_day() -> None:
    assert _in_force("trials", date(2026, 3, 31)) == "trials@1.0"
    assert _in_force("trials", date(2026, 4, 1)) == ""


def test_a_version_without_an_end_to_name_takes_no_other_with_it() -> None:
    first, approved, _ = read_folder(SOUND)[0].versions("meetings")
    endless = replace(first, status=Status.WITHDRAWN, effective_to=None)

    assert set(terms([endless, replace(approved, supersedes="")])) == {approved.ref}


def test_only_what_is_in_force_on_the_day_may_be_quoted() -> None:
    policies, _ = read_folder(SOUND)
    refs = {passage.ref for passage in policies.passages_on(date(2026, 3, 1))}
    assert refs == {
        "data@1.0#private",
        "data@1.0#checking",
        "meetings@2.0#tell-first",
        "meetings@2.0#kept",
        "meetings@2.0#closed-rooms",
        "trials@1.0#trying",
        "register@2026-01-20#scribe",
        "register@2026-03-01#parrot",
    }


def test_versions_know_their_neighbours() -> None:
    policies, _ = read_folder(SOUND)
    second = policies.versions("meetings")[1]
    assert [policy.ref for policy in policies.earlier(second)] == ["meetings@1.0"]
    assert [policy.ref for policy in policies.later(second)] == ["meetings@3.0"]


def test_what_comes_into_force_soon_is_told_without_drafts() -> None:
    policies, _ = read_folder(SOUND)
    october = date(2026, 10, 1)
    assert [policy.ref for policy in policies.upcoming(october, 32)] == ["meetings@3.0"]
    assert policies.upcoming(october, 31) == ()
    assert policies.upcoming(date(2026, 11, 2), 365) == ()


def test_a_policy_may_be_replaced_by_one_of_another_name(tmp_path: Path) -> None:
    write_version(tmp_path, "1.0", "2026-01-01", policy_id="old")
    write_version(tmp_path, "1.0", "2026-03-01", policy_id="new", more="supersedes: old@1.0\n")
    policies, _ = read_folder(tmp_path)
    assert [p.ref for p in policies.in_force(date(2026, 2, 28))] == ["old@1.0"]
    assert [p.ref for p in policies.in_force(date(2026, 3, 1))] == ["new@1.0"]


def test_a_superseded_version_without_successor_is_never_in_force(tmp_path: Path) -> None:
    write_version(tmp_path, "1.0", "2026-01-01", status="superseded")
    assert read_folder(tmp_path)[0].in_force(date(2026, 6, 1)) == ()


def _chain(folder: Path, gaps: list[int]) -> tuple[list[date], list[Policy | None]]:
    begins = [NEW_YEAR]
    for gap in gaps:
        begins.append(begins[-1] + timedelta(days=gap))
    for number, day in enumerate(begins, 1):
        more = f"supersedes: rules@{number - 1}.0\n" if number > 1 else ""
        status = "superseded" if number < len(begins) else "approved"
        write_version(folder, f"{number}.0", day.isoformat(), status=status, more=more)
    policies, problems = read_folder(folder)
    assert problems == ()
    days = (NEW_YEAR + timedelta(days=n) for n in range(sum(gaps) + 5))
    return begins, [policies.version_in_force("rules", day) for day in days]


@given(st.lists(st.integers(min_value=1, max_value=9), max_size=4))
def test_on_every_day_exactly_the_version_that_began_last_is_in_force(gaps: list[int]) -> None:
    with TemporaryDirectory() as folder:
        begins, held = _chain(Path(folder), gaps)
    for number, (first, then) in enumerate(pairwise([*begins, begins[-1] + timedelta(days=5)]), 1):
        for day in range((first - NEW_YEAR).days, (then - NEW_YEAR).days):
            policy = held[day]
            assert policy is not None
            assert policy.ref == f"rules@{number}.0"


STATUSES = st.sampled_from(["draft", "approved", "superseded", "withdrawn"])
VERSIONS = st.lists(
    st.tuples(STATUSES, st.integers(0, 12), st.integers(-1, 14), st.integers(0, 4)), max_size=4
)


@given(VERSIONS)
def test_whatever_the_files_say_at_most_one_version_is_in_force_or_it_is_an_error(
    versions: list[tuple[str, int, int, int]],
) -> None:
    with TemporaryDirectory() as folder:
        for number, (status, begins, ends, supersedes) in enumerate(versions, 1):
            more = f"supersedes: rules@{supersedes}.0\n" if supersedes else ""
            if ends >= 0:
                more += f"effective_to: {NEW_YEAR + timedelta(days=ends)}\n"
            first = (NEW_YEAR + timedelta(days=begins)).isoformat()
            write_version(Path(folder), f"{number}.0", first, status=status, more=more)
        policies, problems = read_folder(Path(folder))
    days = [NEW_YEAR + timedelta(days=n) for n in range(16)]
    at_once = max(sum(term.holds(day) for term in policies.terms.values()) for day in days)
    assert (at_once > 1) == any("two versions" in problem.message for problem in problems)
    for day in days:
        assert len(policies.in_force(day)) <= 1
        assert {p.policy_id for p in policies.passages_on(day)} <= {"rules"}
