"""Tests that the council asks for before a pilot and again before a roll-out: named in the
screening file alone, a gate like the others, with outcome, evidence and who did it."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_aiohttp.plugin import AiohttpClient

import storage
from knowledge import Library
from knowledge.cli.formatting import facts_as_json
from storage import Store
from tests.bot.ideas.idea_chats import with_ideas
from tests.databases import SetClock
from tests.knowledge.files.test_screening_version import add_version
from tests.triage.people import BEN, EVIDENCE
from tests.web.board_site import OFFICER, board_site, sent_in
from tests.web.visitor import Element, Visitor
from triage import Rejected, TriageList
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.model.validation import ErrorCode, FieldError
from triage.papers import Paper, take_snapshot, write_paper
from triage.papers.policy_facts import parse_policy_facts

SAFETY = "\n## Safety test {#safety}\n- before: pilot, roll-out\n"
BEFORE_PILOT, BEFORE_ROLL_OUT = "safety.pilot", "safety.roll-out"
SIGNED = {"v.state": "signed", "v.reference": "T-1", "v.signed_by": "ICT Security Manager",
          "v.signed_on": "2026-09-30"}  # fmt: skip


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 10, 1, 9, 30, tzinfo=UTC))


@pytest.fixture
async def store(sqlite_database: str, clock: SetClock) -> AsyncIterator[Store]:
    opened = await storage.open(sqlite_database, clock)
    yield opened
    await opened.close()


@pytest.fixture
def library(tmp_path: Path, clock: SetClock) -> Library:
    policies = with_ideas(tmp_path)
    add_version(policies, SAFETY)
    return Library.load(policies, clock=clock, meaning=False, cache=None)


def form_of(page: Element) -> Element:
    return next(form for form in page.all("form", method="post") if form.all("button"))


def deciding(kind: DecisionKind) -> DecisionInput:
    return DecisionInput(
        kind,
        Authority.BOARD,
        datetime(2026, 10, 1, tzinfo=UTC).date(),
        "It helps",
        evidence=EVIDENCE,
    )


async def test_a_pilot_waits_for_its_test_and_a_roll_out_for_another(
    store: Store, clock: SetClock, library: Library, aiohttp_client: AiohttpClient
) -> None:
    idea = await sent_in(store, clock)
    ideas, demanded = (
        TriageList(store),
        library.policy_set.assessment_types(clock().date()).demanded,
    )
    await ideas.transition(idea.reference, Stage.READY, by=BEN)
    visitor = Visitor(await aiohttp_client(board_site(store, clock, library), headers=OFFICER))
    page = f"/board/{idea.reference}"

    async def decide(kind: DecisionKind) -> Decision | Rejected:
        await ideas.decide(idea.reference, deciding(DecisionKind.ESCALATE), by=BEN)
        return await ideas.decide(idea.reference, deciding(kind), by=BEN, demanded=demanded)

    async def record(kind: str, outcome: str) -> None:
        form = form_of(await visitor.open(f"{page}/assessments/{kind}"))
        await visitor.send(form, SIGNED | {"v.outcome": outcome})

    assert demanded == (BEFORE_PILOT, BEFORE_ROLL_OUT)
    missing = FieldError(f"assessment:{BEFORE_PILOT}", ErrorCode.MISSING)
    refused = await decide(DecisionKind.PILOT)
    assert isinstance(refused, Rejected)
    assert missing in refused.wrong
    assert "record its outcome, the evidence and who did it" in (await visitor.open(page)).text

    form = form_of(await visitor.open(f"{page}/assessments/{BEFORE_PILOT}"))
    unsaid = await visitor.send(form, SIGNED, 422)
    assert "Say what the test came to." in unsaid.text

    await record(BEFORE_PILOT, "not passed")
    refused = await decide(DecisionKind.PILOT)
    assert isinstance(refused, Rejected)
    assert FieldError(f"assessment:{BEFORE_PILOT}", ErrorCode.NOT_PASSED) in refused.wrong

    await record(BEFORE_PILOT, "passed with conditions")
    shown = " ".join((await visitor.open(page)).text.split())
    assert "Safety test before the pilot: passed with conditions T-1" in shown
    begun = await decide(DecisionKind.PILOT)
    assert isinstance(begun, Decision), begun
    refused = await decide(DecisionKind.SCALE)
    assert isinstance(refused, Rejected)
    assert refused.wrong == (FieldError(f"assessment:{BEFORE_ROLL_OUT}", ErrorCode.MISSING),)
    await record(BEFORE_ROLL_OUT, "passed")
    assert isinstance(await decide(DecisionKind.SCALE), Decision)


async def test_the_agenda_says_how_each_test_stands(
    store: Store, clock: SetClock, library: Library
) -> None:
    idea = await sent_in(store, clock)
    await TriageList(store).transition(idea.reference, Stage.READY, by=BEN)
    day = clock().date()
    facts = parse_policy_facts(facts_as_json(library.policy_set, day))

    paper = write_paper("agenda", await take_snapshot(store, day, facts))

    assert isinstance(paper, Paper)
    (tests,) = [one for one in paper.tables() if one.caption.startswith("Tests before a pilot")]
    assert tests.headings[:3] == ["Idea", "Before", "Safety test"]
    assert [tuple(row[:3]) for row in tests.rows] == [
        (f"{idea.reference} Sort the post", "pilot", "due")
    ]


def test_a_test_of_a_version_that_is_to_come_is_not_asked_for_yet(library: Library) -> None:
    types = library.policy_set.assessment_types(datetime(2026, 6, 1, tzinfo=UTC).date())

    assert types.demanded == ()
    assert types.name(BEFORE_ROLL_OUT) == "Safety test before roll-out"
    assert types.name(BEFORE_PILOT, "cy") == "Safety test cyn y treial"
