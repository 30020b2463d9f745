"""Every column that can hold a person's name is known: what is done with it is said for each."""

from datetime import date

from storage.backup.written_names import MINUTES, PLACES
from storage.tables import METADATA
from storage.tables.columns import Json, Words
from tests.triage.people import ANN, BEN, OFFICER, submitted
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.privacy import subject_access
from triage.records import SCHEMAS, Record, RecordRepository
from triage.records.schemas import MEETING
from triage.triage_list import TriageList

MASKED = {
    "journal": {"question_masked", "context", "shown"},
    "gap": {"question_masked"},
    "gap_follow_up": {"question_masked"},
    "feedback": {"reason_masked"},
    "memory": {"questions"},
}
"""Masked before it is kept, and never with who asked."""

SAID_ON_AN_IDEA = {
    "idea": {"title", "problem", "description", "service", "who_benefits", "how_done_now",
             "tool_in_mind", "expected_benefit", "objective", "data_classes"},
    "note": {"text"},
    "support": {"comment"},
    "move": {"reason"},
    "screening": {"answers", "dpo_view"},
    "document": {"title", "address"},
    "notice": {"content"},
    "decision": {"reason", "alternatives", "conditions", "other_matters", "exempt_reason",
                 "assessments"},
}  # fmt: skip
"""What people write for others to read: looked through for personal data before an idea is sent,
out of every paper, and gone with the idea. A person's own are handed out by their number."""

THEIR_OWN = {
    "person": {"tenant", "directory_id", "name"},
    "idea": {"submitter_name"},
    "draft": {"form", "content"},
    "address": {"place", "reference"},
    "notice": {"place"},
    "card": {"place"},
    "preference": {"language"},
    "following": {"subject", "told"},
    "board_view": {"name", "query"},
    "session": {"roles", "place"},
    "sign_in": {"flow", "to"},
}
"""A person's own row, which goes with them."""

OF_THE_SET = {
    "policy_draft": {"text", "note", "changes", "file", "subject", "open_for", "base"},
    "shared_case": {"council", "content", "reference"},
    "served_version": None,
    "adopted_file": None,
}
"""Rules and use cases of other councils: they name roles."""

CODES = {"key", "kind", "state", "stage", "before", "after", "reference", "risk", "benefit",
         "barred_by", "fingerprint", "questions", "outcomes", "triggers", "maker", "policies",
         "duplicate_of", "meeting", "outcome", "actor", "action", "subject", "detail", "result",
         "name", "lead", "holder", "receipt", "refs", "verdict", "confidence", "tools", "unlisted",
         "activity", "problem", "replica", "secret", "what", "digest", "by", "ended_by", "language",
         "context_refs", "form", "policy", "version"}  # fmt: skip
"""Names of things, references and digests; people stand in them by number."""


def known(table: str, column: str) -> bool:
    for kept in (MASKED, SAID_ON_AN_IDEA, THEIR_OWN, OF_THE_SET):
        if table in kept and (kept[table] is None or column in (kept[table] or ())):
            return True
    searched = any(
        place.table.name == table and column in place.columns for place in PLACES.values()
    )
    return searched or column in CODES


def test_of_every_column_that_can_hold_a_name_it_is_said_what_becomes_of_it() -> None:
    unknown = [
        f"{table.name}.{column.name}"
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Words | Json) and not known(table.name, column.name)
    ]

    assert not unknown, "say in `written_names.PLACES`, or here, what is done with a name in it"


def test_only_records_of_meetings_name_people() -> None:
    assert [kind.name for kind in SCHEMAS.values() if kind.names_people] == [MINUTES]
    assert MEETING.name == MINUTES


async def test_minutes_hand_out_whom_they_name_and_keep_them_and_other_records_do_not(
    triage: TriageList,
) -> None:
    records = RecordRepository(triage.store)
    met = {"title": "December", "held_on": "2026-12-01", "state": "held",
           "present": f"{ANN.name}, Head of Housing\n{BEN.name}"}  # fmt: skip
    meeting = await records.add(MEETING, met, by=OFFICER)
    action = {"title": f"Ask {ANN.name}", "owner": "Head", "due_on": "2026-12-09", "state": "open"}
    other = await records.add(SCHEMAS["action"], action, by=OFFICER)
    assert isinstance(meeting, Record)
    assert isinstance(other, Record)
    kept = await submitted(triage, "mine", ANN)
    async with triage.store.writing() as unit:
        (who,) = await subject_access.people_with_id(unit.connection, ANN.id, "")
        handed = await subject_access.export_person(unit.connection, who)
        await subject_access.erase_person(unit, who, "system")

    assert len(handed["minutes_naming_them"]) == len(handed["records_naming_them"]) == 1
    assert len(handed["minutes_as_written_before"]) == 1
    found = await records.one(meeting.reference)
    assert found
    assert ANN.name in found[0].items("present")[0]
    found = await records.one(other.reference)
    assert found
    assert found[0].title == "Ask [erased]"
    assert ANN.name not in str(found[1])
    assert kept


async def test_a_decision_says_at_which_meeting_it_was_taken(triage: TriageList) -> None:
    idea = await submitted(triage, "mine", ANN)
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.OFFICER, date(2026, 11, 23), "No", meeting="M-2026-0001"
    )
    assert await triage.refusal(idea.reference, no) is None
    await triage.decide(idea.reference, no, by=OFFICER)

    found = await triage.idea(idea.reference, reader=OFFICER, for_reviewer=True)
    assert found
    assert found.decisions[0].deciding.meeting == "M-2026-0001"
    assert await triage.refusal(idea.reference, no) is not None
