"""Risks, benefits, pilots, actions: filled in, refused with words, changed with their history."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.databases import SetClock
from tests.triage.people import ANN, OFFICER, proposal, submitted
from triage.model.outcomes import Submitted
from triage.privacy.subject_access import erase_unused_people, export_person
from triage.records import SCHEMAS, Record, RecordRejected, RecordRepository
from triage.records.parsing import parse_record
from triage.records.repository import listed_as_of
from triage.repository.person_numbers import number_of
from triage.triage_list import TriageList

RISK = {
    "title": "Wrong advice is believed",
    "harm": "people",
    "likelihood": "3",
    "impact": "4",
    "owner": "Head of Housing",
    "review_on": "2027-01-31",
    "state": "open",
}
PILOT = {
    "title": "Notes in adult social care",
    "owner": "Principal social worker",
    "baseline": "90 minutes an assessment",
    "measures": "minutes an assessment",
    "starts_on": "2026-05-01",
    "ends_on": "2026-10-31",
    "state": "running",
}
BENEFIT = {
    "title": "Shorter assessments",
    "benefit_kind": "time",
    "unit": "hours a year",
    "baseline": "4,000 hours",
    "baseline_on": "2026-04-01",
    "method": "diaries of ten workers",
    "expected": "1,500",
    "expected_by": "2027-03-31",
    "owner": "Principal social worker",
    "state": "expected",
}


@pytest.fixture
def records(triage: TriageList) -> RecordRepository:
    return RecordRepository(triage.store)


async def added(
    records: RecordRepository, kind: str, typed: dict[str, str], idea: str = ""
) -> Record:
    done = await records.add(SCHEMAS[kind], typed, by=OFFICER, idea_ref=idea)
    assert isinstance(done, Record), done
    return done


def faults(kind: str, typed: dict[str, str]) -> dict[str, str]:
    return {fault.field: fault.message for fault in parse_record(SCHEMAS[kind], typed)[1]}


async def test_a_record_gets_a_number_of_its_kind_and_year(records: RecordRepository) -> None:
    first = await added(records, "risk", RISK)
    second = await added(records, "risk", RISK)
    action = {"title": "Write", "owner": "Secretary", "due_on": "2026-12-01", "state": "open"}

    assert (first.reference, second.reference) == ("R-2026-0001", "R-2026-0002")
    assert (await added(records, "action", action)).reference == "A-2026-0001"
    assert first.number("likelihood") == 3
    assert first.due() == date(2027, 1, 31)


async def test_a_form_sent_twice_gives_one_record(records: RecordRepository) -> None:
    risk = SCHEMAS["risk"]
    first = await records.add(risk, RISK, by=OFFICER, key="form-1")
    again = await records.add(risk, RISK, by=OFFICER, key="form-1")

    assert first == again
    assert len(await records.all(risk)) == 1


async def test_every_change_is_kept_with_what_stood_there_before(
    records: RecordRepository, clock: SetClock
) -> None:
    made = await added(records, "risk", RISK)
    clock.forward(days=10)
    changed = await records.edit(
        made.reference, RISK | {"impact": "5", "measures": "Train"}, by=ANN, version=made.version
    )

    found = await records.one(made.reference)
    assert found is not None
    entry, edits = found
    assert entry == changed
    assert [(edit.before, edit.after) for edit in edits[1:]] == [
        ({"impact": 4}, {"impact": 5, "measures": "Train"})
    ]
    assert [edit.by.name for edit in edits if edit.by] == [OFFICER.name, ANN.name]
    async with records.store.reading() as connection:
        before = await listed_as_of(connection, SCHEMAS["risk"], date(2026, 11, 30))
        after = await listed_as_of(connection, SCHEMAS["risk"], date(2026, 12, 3))
    assert before[made.reference]["impact"] == 4
    assert after[made.reference] == dict(entry.content)


async def test_the_second_of_two_who_edit_at_once_sees_what_the_first_wrote(
    records: RecordRepository,
) -> None:
    made = await added(records, "risk", RISK)
    await records.edit(made.reference, RISK | {"impact": "5"}, by=ANN, version=1)

    late = await records.edit(made.reference, RISK | {"impact": "1"}, by=OFFICER, version=1)

    assert isinstance(late, RecordRejected)
    assert late.now is not None
    assert late.now.number("impact") == 5


async def test_what_does_not_exist_is_not_edited(records: RecordRepository) -> None:
    assert await records.edit("R-2026-0404", RISK, by=ANN, version=1) == RecordRejected()
    assert await records.one("R-2026-0404") is None


async def test_a_pilot_belongs_to_an_idea(triage: TriageList, records: RecordRepository) -> None:
    refused = await records.add(SCHEMAS["pilot"], PILOT, by=OFFICER)
    assert isinstance(refused, RecordRejected)
    assert [fault.field for fault in refused.faults] == ["idea"]
    unknown = await records.add(SCHEMAS["pilot"], PILOT, by=OFFICER, idea_ref="AI-2026-0404")
    assert isinstance(unknown, RecordRejected)

    about = await submitted(triage)
    pilot = await added(records, "pilot", PILOT, about.reference)
    assert (pilot.idea, pilot.idea_title) == (about.reference, about.title)
    assert await records.all(idea_ref=about.reference) == (pilot,)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends_on": "2026-11-02"}, "ends_on"),
        ({"ends_on": "2026-05-01"}, "ends_on"),
        ({"extended_to": "2027-05-02"}, "extended_to"),
        ({"extended_to": "2026-10-31"}, "extended_to"),
        ({"state": "ended"}, "results"),
        ({"baseline": "  "}, "baseline"),
        ({"starts_on": "1 May"}, "starts_on"),
        ({"state": "asleep"}, "state"),
    ],
)
def test_a_pilot_without_what_it_needs_is_refused(change: dict[str, str], field: str) -> None:
    assert list(faults("pilot", PILOT | change)) == [field]


def test_a_pilot_may_last_six_months_and_be_extended_once_by_six() -> None:
    assert not faults("pilot", PILOT | {"ends_on": "2026-11-01", "extended_to": "2027-05-01"})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"benefit_kind": "cash"}, "benefit_kind"),
        ({"benefit_kind": "cash", "unit": "pounds a year"}, "budget"),
        ({"benefit_kind": "cash", "unit": "per cent", "budget": "Agency staff"}, "unit"),
        ({"realised": "900"}, "realised_on"),
        ({"expected": "lots"}, "expected"),
        ({"expected": "NaN"}, "expected"),
        ({"expected": "-4"}, "expected"),
    ],
)
def test_hours_are_not_cash_and_figures_are_figures(change: dict[str, str], field: str) -> None:
    assert list(faults("benefit", BENEFIT | change)) == [field]


def test_scores_are_whole_numbers_from_1_to_5() -> None:
    for wrong in ("0", "6", "2.5", "high", "1e9", "-1"):
        assert list(faults("risk", RISK | {"impact": wrong})) == ["impact"]


@given(typed=st.dictionaries(st.sampled_from([f.name for f in SCHEMAS["pilot"].fields]), st.text()))
def test_whatever_is_typed_is_read_or_refused_with_words(typed: dict[str, str]) -> None:
    content, found = parse_record(SCHEMAS["pilot"], PILOT | typed)
    assert found or set(content) >= {f.name for f in SCHEMAS["pilot"].fields if f.needed}
    assert all(fault.message for fault in found)


async def test_samples_are_numbered_apart(triage: TriageList, records: RecordRepository) -> None:
    done = await triage.submit(proposal(), by=ANN, key="s", sample=True)
    assert isinstance(done, Submitted)
    assert done.idea.reference == "AI-0000-0001"
    assert (await submitted(triage)).reference == "AI-2026-0001"
    sample = await added(records, "pilot", PILOT, done.idea.reference)
    assert (sample.reference, sample.sample) == ("P-0000-0001", True)


async def test_whoever_wrote_a_record_is_not_forgotten(records: RecordRepository) -> None:
    await added(records, "risk", RISK)
    async with records.store.writing() as unit:
        assert await erase_unused_people(unit) == 0
        number = await number_of(unit, OFFICER)
        who = replace(OFFICER, number=number)
        assert len((await export_person(unit.connection, who))["record_changes"]) == 1
