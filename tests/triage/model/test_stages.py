"""Whatever people try, in whatever order: ideas move along the arrows alone."""

import asyncio
import shutil
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import storage
from storage.audit.trail import verify
from storage.engine.engines import FILE
from tests.databases import IN_MEMORY, SetClock
from tests.triage.people import ANN, EVIDENCE, HARMLESS, OFFICER, proposal
from triage.model.idea import Authority, DecisionInput, DecisionKind, Dossier
from triage.model.outcomes import Submitted
from triage.model.stages import ARROWS, ENDED, UNDECIDED, Stage
from triage.triage_list import TriageList

Act = tuple[str, str]
ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("advance"), st.sampled_from(Stage)),
        st.tuples(st.just("decide"), st.sampled_from(DecisionKind)),
        st.tuples(st.just("withdraw"), st.just("")),
        st.tuples(st.just("amend"), st.text(min_size=1, max_size=5)),
    ),
    max_size=14,
)


def test_every_stage_has_its_arrows_and_none_leads_to_itself() -> None:
    assert set(ARROWS) == set(Stage)
    assert not [stage for stage, to in ARROWS.items() if stage in to]


def test_a_decision_can_be_reached_from_submission_and_withdrawal_ends_there() -> None:
    reached = {Stage.SUBMITTED}
    while more := {to for stage in reached for to in ARROWS[stage]} - reached:
        reached |= more

    assert reached == set(Stage)
    assert [stage for stage in (Stage.SCAN, Stage.PILOT) if Stage.WITHDRAWN in ARROWS[stage]] == []


@pytest.mark.parametrize(
    ("to", "why", "before"),
    [
        (
            "screening",
            "screened, again on new evidence",
            "submitted declined deferred",
        ),
        ("ready", "only what has been screened is decided on", "screening"),
        ("scan", "it is begun by a decision", "ready"),
        ("pilot", "it may follow a scan", "ready scan"),
        ("scale", "nothing is rolled out without a pilot", "pilot"),
        ("closed", "what was rolled out comes to an end", "scale"),
        ("declined", "a no can be said until roll-out", "submitted screening ready scan pilot"),
        ("deferred", "only a decision puts it off", "ready scan pilot"),
        ("duplicate", "before a decision it can be joined", "submitted screening ready"),
        ("withdrawn", "before a decision it is its submitter's", "submitted screening ready"),
    ],
)
def test_a_stage_is_reached_from_these_alone(to: str, why: str, before: str) -> None:
    found = {stage.value for stage, leads in ARROWS.items() if Stage(to) in leads}

    assert found == set(before.split()), why


def test_a_submitter_may_amend_for_as_long_as_they_may_withdraw() -> None:
    assert {stage for stage, to in ARROWS.items() if Stage.WITHDRAWN in to} == UNDECIDED


def test_what_was_put_off_has_not_ended_and_what_was_refused_has() -> None:
    assert Stage.DEFERRED not in ENDED, "it has a day on which it is looked at again"
    assert Stage.DECLINED in ENDED, "it comes back on new evidence alone"
    assert {stage for stage in Stage if not ARROWS[stage]} < ENDED
    assert not ENDED & {*UNDECIDED, Stage.SCAN, Stage.PILOT, Stage.SCALE}


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(acts=ACTS)
def test_no_sequence_of_acts_leaves_the_arrows(migrated_sqlite: Path, acts: Sequence[Act]) -> None:
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        shutil.copy(migrated_sqlite, Path(folder) / FILE)
        dossier = asyncio.run(_act(folder, acts))

    stages = [move.after for move in dossier.moves]
    assert stages[0] is Stage.SUBMITTED
    for move, before in zip(dossier.moves[1:], stages, strict=False):
        assert move.before is before
        assert move.after in ARROWS[before]
    assert dossier.idea.stage is stages[-1]
    assert Stage.WITHDRAWN not in stages[:-1]


async def _act(folder: str, acts: Sequence[Act]) -> Dossier:
    clock = SetClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    store = await storage.open(folder, clock)
    triage = TriageList(store)
    done = await triage.submit(proposal(), by=ANN, key="k", screened=HARMLESS)
    other = await triage.submit(proposal(), by=OFFICER, key="k")
    assert isinstance(done, Submitted)
    assert isinstance(other, Submitted)
    ref = done.idea.reference
    for name, what in acts:
        clock.forward(minutes=1)
        if name == "advance":
            await triage.transition(ref, Stage(what), by=OFFICER)
        elif name == "withdraw":
            await triage.withdraw(ref, by=ANN)
        elif name == "amend":
            await triage.amend(ref, proposal(description=what), by=ANN)
        else:
            await triage.decide(
                ref,
                DecisionInput(
                    DecisionKind(what),
                    Authority.OFFICER,
                    date(2026, 11, 23),
                    "Because",
                    evidence=EVIDENCE,
                    review_on=date(2027, 1, 1),
                    duplicate_of=other.idea.reference,
                ),
                by=OFFICER,
            )
    dossier = await triage.idea(ref, reader=ANN)
    async with store.reading() as connection:
        assert (await verify(connection)).problems == ()
    await store.close()
    assert dossier is not None
    return dossier
