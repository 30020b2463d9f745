"""An idea from submission to withdrawal: numbered, once only, its submitter's own."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text

from common.person import Person
from storage import Store
from storage.audit.trail import verify
from tests.databases import SetClock
from tests.triage.people import ANN, BEN, OFFICER, proposal, submitted
from triage.model.fields import Proposal
from triage.model.outcomes import Rejected, RejectionReason, Submitted, Supported
from triage.model.stages import Stage
from triage.model.validation import ErrorCode, FieldError
from triage.repository.queries import read_reference
from triage.triage_list import TriageList


async def test_an_idea_gets_the_next_number_of_its_year(
    triage: TriageList, clock: SetClock
) -> None:
    first = await submitted(triage, "a")
    second = await submitted(triage, "b")
    clock.forward(days=60)
    third = await submitted(triage, "c")

    assert [first.reference, second.reference, third.reference] == [
        "AI-2026-0001",
        "AI-2026-0002",
        "AI-2027-0001",
    ]


async def test_an_idea_is_kept_as_it_was_filled_in(triage: TriageList) -> None:
    everything = Proposal(
        title="Sort the post",
        description="First line.\n\nSecond — with “quotes”, 50 £ and 🙂.",
        problem="It takes days",
        service="Post room",
        who_benefits="Everyone",
        how_done_now="By hand",
        volume_per_month=400,
        minutes_each=0,
        data_classes=("personal", "internal"),
        tool_in_mind="A scanner",
        public_facing=False,
        affects_decisions=None,
        children_or_vulnerable=True,
        expected_benefit="Two days a week",
        objective="Better services",
    )

    kept = await submitted(triage, of=everything)

    assert kept.proposal == everything
    assert kept.submitter == ANN
    assert kept.submitter.name == "Ann Archer"
    assert kept.stage is Stage.SUBMITTED


async def test_a_form_delivered_many_times_makes_one_idea(triage: TriageList) -> None:
    done = await asyncio.gather(
        *(triage.submit(proposal(), by=ANN, key="same", fingerprint="f") for _ in range(6))
    )

    assert {one.idea.reference for one in done if isinstance(one, Submitted)} == {"AI-2026-0001"}
    assert sorted(one.again for one in done if isinstance(one, Submitted)) == [False] + [True] * 5
    assert len(await triage.ideas_of(ANN)) == 1


async def test_somebody_elses_form_key_is_worth_nothing(triage: TriageList) -> None:
    await submitted(triage, "same", ANN)

    other = await submitted(triage, "same", BEN)

    assert other.reference == "AI-2026-0002"
    assert other.submitter == BEN


async def test_an_idea_without_title_or_description_is_refused_with_every_problem(
    triage: TriageList,
) -> None:
    wrong = Proposal(title=" \n", description="", minutes_each=-1, problem="x" * 2001)

    refused = await triage.submit(wrong, by=ANN, key="k")

    assert isinstance(refused, Rejected)
    assert refused.because is RejectionReason.INCOMPLETE
    assert set(refused.wrong) == {
        FieldError("title", ErrorCode.MISSING),
        FieldError("description", ErrorCode.MISSING),
        FieldError("problem", ErrorCode.TOO_LONG, 2000),
        FieldError("minutes_each", ErrorCode.OUT_OF_RANGE, 10_000_000),
    }
    assert await triage.ideas_of(ANN) == ()


@pytest.mark.parametrize(
    "nasty",
    ["nul \x00 inside", "half \ud83d a smile", "\u202eturned", "'; drop table idea; --", "%s {0}"],
)
async def test_nothing_that_is_typed_can_make_storing_fail(
    triage: TriageList, store: Store, nasty: str
) -> None:
    who = Person("tenant-1", "id" + nasty, nasty)
    kept = await submitted(triage, "k" + nasty, who, Proposal(title=nasty, description=nasty))
    await triage.save_draft(who, "form" + nasty, {nasty: [nasty, {"deep": nasty}]})
    await triage.support(kept.reference, by=BEN, comment=nasty)

    assert "\x00" not in kept.title
    assert (await triage.idea(kept.reference, reader=kept.submitter)) is not None
    async with store.reading() as connection:
        assert (await verify(connection)).problems == ()


async def test_only_the_submitter_and_reviewers_see_an_idea(triage: TriageList) -> None:
    kept = await submitted(triage)

    assert await triage.idea(kept.reference, reader=ANN) is not None
    assert await triage.idea(kept.reference, reader=OFFICER, for_reviewer=True) is not None
    assert await triage.idea(kept.reference, reader=BEN) is None
    assert await triage.idea("AI-2026-9999", reader=ANN) is None
    assert await triage.idea(kept.reference, reader=replace(ANN, tenant="tenant-2")) is None
    assert await triage.idea(kept.reference, reader=Person("", "")) is None


async def test_the_submitter_amends_and_what_it_was_is_kept(triage: TriageList) -> None:
    kept = await submitted(triage)
    clearer = replace(kept.proposal, title="Sort the letters", service="Post room")

    amended = await triage.amend(kept.reference, clearer, by=ANN, version=kept.version)

    assert not isinstance(amended, Rejected)
    assert (amended.title, amended.version) == ("Sort the letters", kept.version + 1)
    dossier = await triage.idea(kept.reference, reader=ANN)
    assert dossier is not None
    (change,) = dossier.changes
    assert change.before == {"title": "Sort the post", "service": ""}
    assert change.after == {"title": "Sort the letters", "service": "Post room"}
    assert change.by == ANN


async def test_an_amendment_that_changes_nothing_leaves_no_trace(triage: TriageList) -> None:
    kept = await submitted(triage)

    assert await triage.amend(kept.reference, kept.proposal, by=ANN) == kept


async def test_an_amendment_of_an_older_text_is_told_what_it_is_now(triage: TriageList) -> None:
    kept = await submitted(triage)
    await triage.amend(kept.reference, proposal("First"), by=ANN, version=kept.version)

    late = await triage.amend(kept.reference, proposal("Second"), by=ANN, version=kept.version)

    assert isinstance(late, Rejected)
    assert late.because is RejectionReason.CHANGED
    assert late.idea is not None
    assert late.idea.title == "First"


async def test_nobody_else_can_amend_or_withdraw_and_learns_nothing(triage: TriageList) -> None:
    kept = await submitted(triage)

    for refused in (
        await triage.amend(kept.reference, proposal("Mine now"), by=BEN),
        await triage.withdraw(kept.reference, by=BEN),
        await triage.withdraw("AI-2026-0999", by=BEN),
    ):
        assert refused == Rejected(RejectionReason.UNKNOWN)


async def test_a_withdrawn_idea_can_no_longer_be_changed(triage: TriageList) -> None:
    kept = await submitted(triage)
    withdrawn = await triage.withdraw(kept.reference, by=ANN, reason="Not needed any more")

    again = await triage.amend(kept.reference, proposal("Anew"), by=ANN)

    assert not isinstance(withdrawn, Rejected)
    assert withdrawn.stage is Stage.WITHDRAWN
    assert isinstance(again, Rejected)
    assert again.because is RejectionReason.DECIDED


async def test_support_counts_once_for_each_person_and_never_for_oneself(
    triage: TriageList,
) -> None:
    kept = await submitted(triage)

    await triage.support(kept.reference, by=BEN, comment="We have that too")
    again = await triage.support(kept.reference, by=BEN)
    own = await triage.support(kept.reference, by=ANN)

    assert again == own == Supported(kept.reference, "Sort the post", 1)
    dossier = await triage.idea(kept.reference, reader=ANN)
    assert dossier is not None
    assert [(one.person, one.comment) for one in dossier.supports] == [(BEN, "We have that too")]


async def test_the_newest_of_ones_own_ideas_comes_first(triage: TriageList) -> None:
    for key in ("a", "b", "c"):
        await submitted(triage, key, of=proposal(f"Idea {key}"))
    await submitted(triage, "d", BEN)

    assert [one.title for one in await triage.ideas_of(ANN)] == ["Idea c", "Idea b", "Idea a"]
    assert await triage.ideas_of(OFFICER) == ()


async def test_a_draft_is_kept_a_fortnight_and_dropped_when_submitted(
    triage: TriageList, clock: SetClock
) -> None:
    await triage.save_draft(ANN, "idea", {"title": "Sort"})
    await triage.save_draft(ANN, "idea", {"title": "Sort the po"})

    clock.forward(days=13, hours=23)
    assert await triage.drafts_of(ANN) == {"idea": {"title": "Sort the po"}}
    assert "idea" not in await triage.drafts_of(BEN)
    clock.forward(hours=2)
    assert "idea" not in await triage.drafts_of(ANN)

    await triage.save_draft(ANN, "idea", {"title": "Sort the post"})
    await submitted(triage)
    assert "idea" not in await triage.drafts_of(ANN)


async def test_every_write_names_its_actor_and_the_policy_set(
    triage: TriageList, store: Store
) -> None:
    kept = await submitted(triage)
    await triage.amend(kept.reference, proposal("Anew"), by=ANN, fingerprint="f2")
    await triage.support(kept.reference, by=BEN, fingerprint="f3")
    await triage.withdraw(kept.reference, by=ANN, fingerprint="f4")

    async with store.reading() as connection:
        query = text("select actor, action, subject, fingerprint from audit order by seq")
        rows = [tuple(row) for row in await connection.execute(query)]
    ann, ben = f"person:{kept.submitter.number}", rows[2][0]
    assert rows == [
        (ann, "idea.submitted", kept.reference, "f1"),
        (ann, "idea.amended", kept.reference, "f2"),
        (ben, "idea.supported", kept.reference, "f3"),
        (ann, "idea.moved", kept.reference, "f4"),
    ]
    assert ben != ann


async def test_the_trail_holds_neither_names_nor_what_was_written(
    triage: TriageList, store: Store
) -> None:
    kept = await submitted(triage)
    await triage.amend(kept.reference, proposal("Something else"), by=ANN)

    async with store.reading() as connection:
        everything = str((await connection.execute(text("select * from audit"))).all())
    for word in ("Ann", "ann-id", "post", "Something"):
        assert word not in everything


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        ("AI-2026-0042", "AI-2026-0042"),
        ("ai 2026 42", "AI-2026-0042"),
        (" 2026/42 ", "AI-2026-0042"),
        ("ai-2026-12345", "AI-2026-12345"),
        ("AI-26-42", ""),
        ("what about AI-2026-0042", ""),
        ("", ""),
    ],
)
def test_a_reference_is_understood_as_people_type_it(typed: str, ref: str) -> None:
    assert read_reference(typed) == ref
