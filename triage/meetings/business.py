"""What a meeting has to settle besides ideas, from what is on record; and what it settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from common.clock import local_day
from storage import Store
from storage.tables import decision
from triage.model.idea import Decision
from triage.model.risk import Risk, level_of
from triage.papers.display_text import stands_at
from triage.records.record import Record
from triage.records.repository import listed
from triage.records.schemas import (
    ACTION,
    AGENT,
    COMMUNICATIONS,
    MEETING,
    MEMBER,
    PILOT,
    RISK,
    TRAINING,
)
from triage.repository.mapping import decision_of, decisions
from triage.workflow.revisit import DueForReview, due_for_review

SOON = 60
"""Days within which a pilot that ends, or a decision to look at again, comes before the group."""

_GRAVE = frozenset({Risk.HIGH, Risk.VERY_HIGH})


@dataclass(frozen=True, slots=True)
class Business:
    """What lies before a meeting, the most urgent first. `escalate` are open risks that are high or
    very high with all measures; `actions` those that are about nothing that has a heading of its
    own; `agents` those without an owner or with a review that is overdue; `agreed` the actions from
    this meeting; `decided` what was recorded at it, the oldest first."""

    again: Sequence[DueForReview]
    pilots: Sequence[Record]
    escalate: Sequence[Record]
    training: Sequence[Record]
    communications: Sequence[Record]
    actions: Sequence[Record]
    agents: Sequence[Record]
    agreed: Sequence[Record]
    members: Sequence[Record]
    decided: Sequence[Decision]


async def business_of(store: Store, meeting: Record) -> Business:
    """What is before a meeting, as of its day. Raises StoreError."""
    on = meeting.day("held_on") or local_day(store.clock())
    async with store.snapshot() as connection:
        records = await listed(connection)
        again = await due_for_review(connection, on)
        taken = decisions().where(decision.c.meeting == meeting.reference)
        rows = (await connection.execute(taken.order_by(decision.c.id))).all()
    actions = _by_day(one for one in records if one.kind is ACTION and not one.is_closed)
    areas = {TRAINING, COMMUNICATIONS}
    return Business(
        again=again,
        pilots=[
            one
            for one in _by_day(one for one in records if one.kind is PILOT)
            if (due := one.due()) and due <= on + timedelta(days=SOON)
        ],
        escalate=[
            one
            for one in sorted(records, key=lambda one: (-stands_at(one), one.reference))
            if one.kind is RISK and one.text("state") == "open" and is_grave(one)
        ],
        training=[one for one in actions if one.text("area") == TRAINING],
        communications=[one for one in actions if one.text("area") == COMMUNICATIONS],
        actions=[one for one in actions if one.text("area") not in areas],
        agents=agents_to_settle(records, on),
        agreed=[
            one for one in records if one.kind is ACTION and meeting.reference in one.text("source")
        ],
        members=[one for one in records if one.kind is MEMBER and not one.is_closed],
        decided=[decision_of(row) for row in rows],
    )


def agents_to_settle(records: Iterable[Record], on: date) -> list[Record]:
    """Agents in use without an owner, or whose review is overdue; the longest overdue first."""
    return [
        one
        for one in _by_day(one for one in records if one.kind is AGENT and not one.is_closed)
        if not one.text("owner") or ((due := one.due()) and due < on)
    ]


def is_grave(one: Record) -> bool:
    """Whether a risk is high or very high with all measures."""
    return level_of(stands_at(one)) in _GRAVE


def _by_day(found: Iterable[Record]) -> list[Record]:
    return sorted(found, key=lambda one: (one.due() or date.max, one.reference))


async def meetings(store: Store) -> tuple[Record, ...]:
    """All meetings, the latest first. Raises StoreError."""
    async with store.reading() as connection:
        found = await listed(connection, MEETING)
    return tuple(sorted(found, key=lambda one: (one.text("held_on"), one.reference), reverse=True))


def next_of(found: Sequence[Record], today: date) -> Record | None:
    """The meeting that is planned next, today's included."""
    to_come = [
        one for one in found if not one.is_closed and (one.day("held_on") or date.min) >= today
    ]
    return to_come[-1] if to_come else None


async def last_before(store: Store, meeting: Record) -> date | None:
    """The day of the meeting before this one; None for the first. Raises StoreError."""
    own = meeting.text("held_on")
    days = [one.day("held_on") for one in await meetings(store) if one.text("held_on") < own]
    return days[0] if days else None
