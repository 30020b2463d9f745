"""A person's data handed out, the person removed, and what has been kept long enough deleted."""

import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, insert, select, text

from common.person import Person
from storage import Store
from storage.answers.gap_follow_ups import GapOutcome, follow_up
from storage.answers.pauses import begin_pause, end_pause, pauses
from storage.audit.trail import verify
from storage.tables import (
    METADATA,
    assessment,
    feedback,
    gap,
    journal,
    policy_draft,
    policy_event,
    session,
    sign_in,
)
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, OFFICER, submitted
from triage.cli.output import as_json
from triage.listing.board_service import Board
from triage.model.assessments import Assessment, AssessmentState
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.model.screening_rules import screen
from triage.model.stages import Stage
from triage.privacy import retention, subject_access
from triage.records import SCHEMAS, RecordRepository
from triage.repository.person_numbers import actor, number_of
from triage.repository.preferences import Preferences
from triage.triage_list import TriageList

ACTION = {"title": "Ask", "owner": "Secretary", "due_on": "2026-12-01", "state": "done"}


async def _a_life(triage: TriageList, who: Person = ANN, key: str = "") -> str:
    """Something of a person in every table; the reference of the person's idea."""
    kept = await submitted(triage, f"mine{key}", who)
    other = await submitted(triage, f"theirs{key}", BEN)
    await triage.support(other.reference, by=who, comment="Me too")
    await triage.screen(kept.reference, screen((), {}, version="s@1.0"), by=who, key="s")
    await triage.save_screening(screen((), {}, version="s@1.0"), by=who, key="t")
    await triage.comment(kept.reference, "More", by=who, for_submitter=True)
    await triage.save_draft(who, "idea", {"title": "Half"})
    await triage.notices.save_address(who, {"conversation": "19:x"})
    await _signed_in(triage.store, who)
    await RecordRepository(triage.store).add(SCHEMAS["action"], ACTION, by=who)
    await Preferences(triage.store).choose_language(who, "cy")
    await Preferences(triage.store).follow(who, "policy:meetings", "1.0")
    await triage.transition(kept.reference, Stage.READY, by=OFFICER)
    no = DecisionInput(DecisionKind.DECLINE, Authority.OFFICER, date(2026, 11, 23), "No")
    await triage.decide(kept.reference, no, by=OFFICER)
    await _named_by_others(triage, kept.reference, who)
    return kept.reference


async def _named_by_others(triage: TriageList, ref: str, who: Person) -> None:
    """The person paused answering, and stands by name in a pause and an assessment of others."""
    signed = Assessment("dpia", AssessmentState.SIGNED, "D-1", who.name, date(2026, 5, 30))
    for how in (signed, replace(signed, signed_by="Data Protection Officer")):
        await Board(triage.store).assess(ref, how, by=OFFICER)
    await Board(triage.store).assess(
        ref, replace(signed, kind="eqia", note=f"{who.name.upper()} agrees"), by=OFFICER
    )
    async with triage.store.writing() as unit:
        theirs = actor(await number_of(unit, who))
        await begin_pause(unit, "meetings", "Being corrected", f"ring {who.name}", by=theirs)
        await end_pause(unit, "meetings", by=theirs)


async def _signed_in(store: Store, who: Person) -> None:
    async with store.writing() as unit:
        kept = {"key": secrets.token_hex(32), "at": unit.now}
        number = await number_of(unit, who)
        held = {"person_id": number, "roles": [], "place": "browser", "seen_at": unit.now}
        await unit.connection.execute(insert(session).values(**kept, **held, ends_at=unit.now))
        await unit.connection.execute(insert(sign_in).values(**kept, flow={}, to="/"))


async def _who(store: Store, directory_id: str = "ann-id") -> Person:
    async with store.reading() as connection:
        (who,) = await subject_access.people_with_id(connection, directory_id, "")
    return who


async def _everything(store: Store) -> str:
    """All that is stored, as text."""
    async with store.reading() as connection:
        tables = [(await connection.execute(select(table))).all() for table in
                  METADATA.tables.values()]  # fmt: skip
    return str(tables)


def test_every_column_that_points_at_a_person_is_handed_out() -> None:
    pointing = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "person"
    }

    assert pointing == {(table.name, column) for table, column in subject_access.THEIRS.values()}


async def test_who_approved_a_rule_stays_known_and_is_handed_out(triage: TriageList) -> None:
    async with triage.store.writing() as unit:
        number = await number_of(unit, ANN)
        of = {"subject": "meetings", "state": "published", "base": "", "file": "", "text": "",
              "note": "", "changes": {}, "revision": 1, "at": unit.now}  # fmt: skip
        kept = await unit.connection.execute(insert(policy_draft).values(of))
        (draft_id,) = kept.inserted_primary_key or (0,)
        said = {"draft_id": draft_id, "at": unit.now, "by_id": number, "kind": "approved"}
        row = insert(policy_event).values(**said, digest="d", comment="Ben Baker agrees")
        await unit.connection.execute(row)
        await number_of(unit, BEN)
        assert await subject_access.erase_unused_people(unit) == 1, "Ben alone has nothing here"
        handed = await subject_access.export_person(unit.connection, replace(ANN, number=number))

    assert [one["kind"] for one in handed["policy_changes"]] == ["approved"]


async def test_a_decision_hands_out_whom_its_form_names_and_keeps_them(
    triage: TriageList,
) -> None:
    kept = await submitted(triage, "mine", BEN)
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.OFFICER, date(2026, 11, 23), "No", author=ANN.name
    )
    await triage.decide(kept.reference, no, by=OFFICER)
    await triage.save_draft(ANN, "idea", {"title": "Half"})
    who = await _who(triage.store)
    async with triage.store.writing() as unit:
        handed = await subject_access.export_person(unit.connection, who)
        await subject_access.erase_person(unit, who, "system")

    assert [one["author"] for one in handed["decisions_naming_them"]] == [ANN.name]
    (found,) = (await triage.idea(kept.reference, reader=OFFICER, for_reviewer=True)).decisions  # type: ignore[union-attr]
    assert found.deciding.author == ANN.name


async def test_an_export_has_everything_of_the_person_and_nothing_of_others(
    triage: TriageList, store: Store
) -> None:
    ref = await _a_life(triage)

    async with store.reading() as connection:
        handed = await subject_access.export_person(connection, await _who(store))

    assert handed["person"]["name"] == "Ann Archer"
    counts = {name: len(rows) for name, rows in handed.items() if name != "person"}
    assert counts == {
        "ideas": 1,
        "ideas_led": 0,
        "screenings": 2,
        "supports": 1,
        "notes": 1,
        "changes": 0,
        "moves": 2,
        "decisions_recorded": 0,
        "documents_linked": 0,
        "record_changes": 1,
        "drafts": 1,
        "notices": 2,
        "addresses": 1,
        "sessions": 1,
        "preferences": 1,
        "followed": 1,
        "board_views": 0,
        "pauses": 1,
        "assessments_signed": 1,
        "changes_naming_them": 3,
        "pauses_naming_them": 1,
        "plans_naming_them": 0,
        "policy_changes": 0,
        "policy_changes_naming_them": 0,
        "decisions_naming_them": 0,
        "records_naming_them": 0,
        "record_changes_naming_them": 0,
        "gaps_naming_them": 0,
        "minutes_naming_them": 0,
        "minutes_as_written_before": 0,
    }
    assert handed["ideas"][0]["reference"] == ref
    assert "Ben" not in as_json(handed)


@pytest.mark.parametrize("name", ["Grace", "Ann"])
async def test_a_name_of_one_word_is_taken_out_only_where_it_is_all_that_was_written(
    triage: TriageList, store: Store, name: str
) -> None:
    who = replace(ANN, name=name)
    ref = (await submitted(triage, "one", who)).reference
    signed = Assessment("dpia", AssessmentState.SIGNED, "D-1", f" {name}", date(2026, 5, 30))
    await Board(triage.store).assess(ref, replace(signed, note=f"{name} period ends"), by=OFFICER)

    async with store.writing() as unit:
        await subject_access.erase_person(unit, await _who(store), by="shell")

    async with store.reading() as connection:
        (row,) = (await connection.execute(select(assessment))).all()
    assert (row.signed_by, row.note) == ("[erased]", f"{name} period ends")


async def test_whoever_paused_answering_is_kept_while_the_pause_is(
    store: Store, clock: SetClock
) -> None:
    async with store.writing() as unit:
        number = await number_of(unit, ANN)
        await begin_pause(unit, "all", "Look", "", by=actor(number))
    async with store.writing() as unit:
        assert await subject_access.erase_unused_people(unit) == 0
        await end_pause(unit, "all", by="shell")
    clock.forward(days=2193)

    removed = await retention.apply_retention(store, PERIODS, by="job")

    assert (removed["pauses"], removed["people"]) == (1, 1)


async def test_an_erased_person_is_nowhere_while_the_idea_and_the_trail_stay(
    triage: TriageList, store: Store
) -> None:
    ref = await _a_life(triage)
    async with store.writing() as unit:
        await subject_access.erase_person(unit, await _who(store), by="shell")

    everything = await _everything(store)
    assert "Ann Archer" not in everything
    assert "Ann Archer".lower() not in everything.lower()
    assert "ann-id" not in everything
    async with store.reading() as connection:
        (held,) = await pauses(connection, ended=True)
    assert (held.reason, held.contact) == ("Being corrected", "ring [erased]")
    dossier = await triage.idea(ref, reader=OFFICER, for_reviewer=True)
    assert dossier is not None
    assert (dossier.idea.title, dossier.idea.submitter) == ("Sort the post", Person("", ""))
    assert await triage.idea(ref, reader=ANN) is None
    assert await triage.idea(ref, reader=Person("", "")) is None
    async with store.reading() as connection:
        assert (await verify(connection)).problems == ()


async def test_somebody_who_comes_back_after_being_erased_is_new(
    triage: TriageList, store: Store
) -> None:
    first = await _who_number(triage, store)
    async with store.writing() as unit:
        await subject_access.erase_person(unit, await _who(store), by="shell")

    assert await _who_number(triage, store) != first
    assert len(await triage.ideas_of(ANN)) == 1


async def _who_number(triage: TriageList, store: Store) -> int:
    await submitted(triage)
    return (await _who(store)).number


async def test_the_same_id_in_two_tenants_is_two_people(triage: TriageList, store: Store) -> None:
    await submitted(triage)
    await submitted(triage, by=Person("tenant-2", "ann-id", "Another Ann"))

    async with store.reading() as connection:
        assert len(await subject_access.people_with_id(connection, "ann-id", "")) == 2
        (one,) = await subject_access.people_with_id(connection, "ann-id", "tenant-2")
    assert one.name == "Another Ann"


async def _counts(store: Store) -> Mapping[str, int]:
    async with store.reading() as connection:
        return {
            name: (await connection.execute(select(func.count()).select_from(table))).scalar_one()
            for name, table in METADATA.tables.items()
        }


async def _an_answer(store: Store) -> None:
    async with store.writing() as unit:
        await unit.connection.execute(
            insert(journal).values(
                receipt="R-1", at=unit.now, on_date=unit.now.date(), question_masked="?",
                kind="answered", refs=["a@1.0#b"], tools=[], unlisted="", lead="", confidence=0.9,
                fingerprint="f",
            )
        )  # fmt: skip
        await unit.connection.execute(
            insert(gap).values(at=unit.now, kind="silent", question_masked="?")
        )
        await follow_up(unit, "?", "Head of Parks", GapOutcome.OPEN)
        await unit.connection.execute(
            insert(feedback).values(
                at=unit.now, receipt="R-1", verdict="helpful", reason_masked="", refs=[]
            )
        )


PERIODS = retention.periods()


async def test_nothing_is_deleted_before_its_time(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    await _a_life(triage)
    await _an_answer(store)
    before = await _counts(store)
    clock.forward(days=13)

    removed = await retention.apply_retention(store, PERIODS, by="job")

    assert not any(removed.values())
    assert await _counts(store) == before


async def test_each_kind_is_deleted_when_its_time_has_come(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    await _a_life(triage)
    await _an_answer(store)
    begun = clock.now
    for kind, period in sorted(PERIODS.items(), key=lambda one: one[1]):
        only = {kind: period}
        clock.now = begun + period - timedelta(days=1)
        assert await retention.due(store, only) == {kind: 0}
        clock.forward(days=2)
        to_go = await retention.due(store, only)

        removed = await retention.apply_retention(store, only, by="job")

        assert removed[kind] == to_go[kind] >= 1
        assert await retention.due(store, only) == {kind: 0}


async def test_an_idea_goes_with_all_that_belongs_to_it_and_the_trail_stays(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    ref = await _a_life(triage)
    entries = (await _counts(store))["audit"]
    clock.forward(days=2193)

    await retention.apply_retention(store, PERIODS, by="job")

    counts = await _counts(store)
    assert counts["idea"] == 1, "the other idea has not ended"
    assert (counts["decision"], counts["note"], counts["screening"]) == (0, 0, 0)
    assert counts["audit"] == entries + 2
    assert await triage.idea(ref, reader=OFFICER, for_reviewer=True) is None
    async with store.reading() as connection:
        assert (await verify(connection)).problems == ()


async def test_people_of_whom_nothing_is_left_are_forgotten(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    await triage.save_draft(ANN, "idea", {"title": "Half"})
    await submitted(triage, by=BEN)
    clock.forward(days=15)

    removed = await retention.apply_retention(store, PERIODS, by="job")

    assert removed["people"] == 1
    everything = await _everything(store)
    assert "Ann" not in everything
    assert "Ben" in everything


async def test_numbers_go_on_after_ideas_were_deleted(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    kept = await submitted(triage)
    await triage.withdraw(kept.reference, by=ANN)
    await retention.apply_retention(store, {"ideas": timedelta(seconds=-1)}, by="job")

    assert (await submitted(triage, "next")).reference == "AI-2026-0002"


@pytest.mark.parametrize("days", [{"sandwiches": 3}, {"ideas": 0}])
def test_a_period_that_makes_no_sense_is_refused(days: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="give days"):
        retention.periods(days)


async def test_the_journal_never_knows_who_asked(store: Store) -> None:
    for table in (journal, gap, feedback):
        assert not [one.name for one in table.columns if "person" in one.name or "by" in one.name]
    async with store.reading() as connection:
        assert (await connection.execute(text("select count(*) from journal"))).scalar_one() == 0


async def test_a_record_is_kept_while_it_is_open_or_its_idea_is_there(
    triage: TriageList, store: Store, clock: SetClock
) -> None:
    records, idea = RecordRepository(store), await submitted(triage)
    opened = await records.add(SCHEMAS["action"], {**ACTION, "state": "open"}, by=OFFICER)
    of_idea = await records.add(SCHEMAS["action"], ACTION, by=OFFICER, idea_ref=idea.reference)
    await records.add(SCHEMAS["action"], ACTION, by=OFFICER)
    clock.forward(days=2193)

    removed = await retention.apply_retention(store, PERIODS, by="job")

    assert removed["records"] == 1
    assert await records.all() == (opened, of_idea)
