"""Samples: an empty list filled with ideas in every state, and emptied again."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

import storage
from storage import Store
from storage.audit.trail import verify
from storage.tables import METADATA, audit, decision, idea, move, notice, person, record
from tests.databases import SetClock
from tests.triage.people import BEN, submitted
from triage import demo
from triage.demo.events import TENANT
from triage.demo.stories import stories
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.outcomes import Rejected
from triage.model.screening_rules import AssessmentNeed, Question
from triage.model.stages import Stage
from triage.papers import PAPERS, Paper, PaperFormat, as_file, take_snapshot, write_paper
from triage.papers.paper_types import subjects
from triage.papers.policy_facts import PolicyFacts
from triage.triage_list import TriageList

KEYS = sorted({key for story in stories() for key in story.applies | story.unsure})
QUESTIONS = [
    Question(
        key=key,
        assessment="dpia",
        text="Is it so?",
        yes=AssessmentNeed.REQUIRED,
        unsure=AssessmentNeed.ADVICE,
        clause="assessments@1.0#when",
    )
    for key in KEYS
]


@pytest.fixture
async def filled(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    store = await storage.open(sqlite_database, clock)
    assert await demo.fill(store, QUESTIONS, "screening@1.0") > 10
    yield store
    await store.close()


async def test_the_samples_show_an_idea_in_every_state(filled: Store) -> None:
    ideas = await TriageList(filled).ideas()

    assert {one.stage for one in ideas} == set(Stage)
    assert all(one.reference.startswith("AI-0000-") and one.sample for one in ideas)
    assert all(one.submitter.tenant == TENANT for one in ideas)
    assert all(one.submitted_at <= filled.clock() for one in ideas)


async def test_every_paper_can_be_written_of_the_samples(filled: Store) -> None:
    for name, about in PAPERS.items():
        # of nothing but what the paper says that it reads: it may look at nothing else
        taken = await take_snapshot(filled, filled.clock().date(), PolicyFacts(()), about.reads)
        subject = subjects(name, taken)[0][0] if about.subject else ""
        paper = write_paper(name, taken, subject=subject)
        assert isinstance(paper, Paper), name
        text = as_file(paper, PaperFormat.MARKDOWN).decode()
        assert "Sample Officer" not in text
        assert any(table.rows for table in paper.tables()), name


async def test_samples_go_in_one_step_and_leave_everything_else(store: Store) -> None:
    assert await demo.fill(store, QUESTIONS, "screening@1.0") > 10
    real = await submitted(TriageList(store))
    assert real.reference == "AI-2026-0001"

    assert await demo.remove(store) == len([one for one in stories() if one.proposal])

    assert not await demo.are_there(store)
    assert [one.reference for one in await TriageList(store).ideas()] == [real.reference]
    async with store.reading() as connection:
        for table in (decision, record):
            count = await connection.execute(select(func.count()).select_from(table))
            assert count.scalar_one() == 0
        for table in (move, notice):
            of = select(table.c.idea_id).distinct()
            assert set((await connection.execute(of)).scalars()) <= {real.id}
        assert not (await verify(connection)).problems
        last = select(audit.c.action).order_by(audit.c.seq.desc()).limit(1)
        assert (await connection.execute(last)).scalar_one() == "samples.removed"


async def test_a_real_idea_is_not_joined_to_a_sample_with_which_it_would_go(filled: Store) -> None:
    ideas = TriageList(filled)
    real = await submitted(ideas)
    sample = next(one for one in await ideas.ideas() if one.sample and one.stage is Stage.READY)
    joining = DecisionInput(
        DecisionKind.DUPLICATE,
        Authority.OFFICER,
        filled.clock().date(),
        "The same",
        duplicate_of=sample.reference,
    )

    refused = await ideas.decide(real.reference, joining, by=BEN)

    assert isinstance(refused, Rejected)
    assert [one.field for one in refused.wrong] == ["duplicate_of"]
    other_way = replace(joining, duplicate_of=real.reference)
    assert isinstance(await ideas.decide(sample.reference, other_way, by=BEN), Decision)
    await demo.remove(filled)
    assert [one.reference for one in await ideas.ideas()] == [real.reference]


async def test_a_list_that_is_not_empty_is_left_alone(store: Store) -> None:
    await submitted(TriageList(store))

    assert await demo.fill(store, QUESTIONS, "screening@1.0") == 0
    assert len(await TriageList(store).ideas()) == 1


async def test_samples_can_be_had_again_and_their_people_are_forgotten(filled: Store) -> None:
    await demo.remove(filled)
    async with filled.reading() as connection:
        of = select(func.count()).select_from(person).where(person.c.tenant == TENANT)
        assert (await connection.execute(of)).scalar_one() == 0

    assert await demo.fill(filled, QUESTIONS, "screening@1.0") > 10
    async with filled.reading() as connection:
        first = select(idea.c.reference).order_by(idea.c.id).limit(1)
        assert (await connection.execute(first)).scalar_one() == "AI-0000-0001"


async def test_benefit_is_scored_in_the_order_of_the_councils_own_parts(
    sqlite_database: str, clock: SetClock
) -> None:
    store = await storage.open(sqlite_database, clock)
    await demo.fill(store, QUESTIONS, "screening@1.0", parts=["first", "second"])

    ideas = await TriageList(store).ideas()
    assert {tuple(one.scores.benefit) for one in ideas} == {(), ("first", "second")}
    assert {"first": 5, "second": 3} in [one.scores.benefit for one in ideas]
    await store.close()


async def test_samples_do_without_a_councils_questions(
    sqlite_database: str, clock: SetClock
) -> None:
    store = await storage.open(sqlite_database, clock)
    assert await demo.fill(store, (), "") > 10
    await store.close()


def test_nothing_of_the_samples_is_left_out() -> None:
    assert {"idea", "record", "shared_case"} == {
        table.name for table in METADATA.tables.values() if "sample" in table.c
    }
