"""What is read for a paper, and how much of a long list it sets out."""

from dataclasses import replace

import pytest

from storage import Store
from tests.triage.papers.test_paper_types import TODAY, written
from tests.triage.people import submitted
from triage import TriageList
from triage.model.stages import Stage
from triage.papers import Snapshot, take_snapshot
from triage.papers.for_decision import SET_OUT
from triage.papers.paper import Paper, PaperText
from triage.papers.snapshot import SnapshotPart


async def test_what_was_not_read_is_never_taken_for_nothing(store: Store) -> None:
    await submitted(TriageList(store))

    taken = await take_snapshot(store, TODAY, parts={SnapshotPart.MOVES})

    assert [one.after for one in taken.arrivals] == [Stage.SUBMITTED]
    with pytest.raises(LookupError):
        list(taken.screenings)
    with pytest.raises(LookupError):
        len(taken.screenings)
    assert len((await take_snapshot(store, TODAY)).screenings) == 0


async def test_of_a_long_list_the_agenda_sets_out_as_many_as_a_meeting_can_come_to(
    store: Store,
) -> None:
    await submitted(TriageList(store))
    taken = await take_snapshot(store, TODAY)

    whole = written("agenda", _with_ready(taken, SET_OUT))
    assert _said(whole) == SET_OUT
    assert not _others(whole)

    long = written("agenda", _with_ready(taken, SET_OUT + 7))
    assert _said(long) == SET_OUT
    assert _others(long) == ["The other 7 are set out on the board alone."]
    (ready,) = [one for one in long.tables() if one.caption == "Ideas that are ready"]
    assert len(ready.rows) == SET_OUT + 7, "the list itself has all of them"


def _with_ready(taken: Snapshot, count: int) -> Snapshot:
    (idea,) = taken.ideas
    ready = [replace(idea, reference=f"AI-2026-{n:04d}", stage=Stage.READY) for n in range(count)]
    return replace(taken, ideas=ready)


def _said(paper: Paper) -> int:
    (said,) = [one for one in paper.tables() if one.caption == "What these ideas say"]
    return len(said.rows)


def _others(paper: Paper) -> list[str]:
    parts = (part for section in paper.sections for part in section.parts)
    said = [text for part in parts if isinstance(part, PaperText) for text in part.paragraphs]
    return [text for text in said if text.startswith("The other")]
