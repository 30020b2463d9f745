"""Recording decisions: never edited, each a record of its own with the policies relied on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import local_day
from common.person import Person
from storage import UnitOfWork
from storage.coordination.counters import next_number
from storage.tables import decision, idea, support
from triage.model.idea import Decision, DecisionInput, DecisionKind, Idea
from triage.model.outcomes import Rejected, RejectionReason
from triage.model.stages import ARROWS, ENDED, Stage
from triage.model.validation import ErrorCode, FieldError
from triage.records import pilots
from triage.repository.channel_cards import refresh_cards
from triage.repository.mapping import decision_of, decisions, digest
from triage.repository.notice_queue import NOW, NoticeKind, notify
from triage.repository.person_numbers import actor, number_of
from triage.repository.queries import SAMPLE_YEAR, find
from triage.repository.transitions import bump_version, may_move, notify_submitters, transition
from triage.workflow.decision_errors import decision_errors
from triage.workflow.gate_facts import gather_gate_facts
from triage.workflow.gates import GateFacts, gate_errors

LEADS_TO = {
    DecisionKind.SCAN: Stage.SCAN,
    DecisionKind.PILOT: Stage.PILOT,
    DecisionKind.SCALE: Stage.SCALE,
    DecisionKind.DECLINE: Stage.DECLINED,
    DecisionKind.DEFER: Stage.DEFERRED,
    DecisionKind.DUPLICATE: Stage.DUPLICATE,
    DecisionKind.CLOSE: Stage.CLOSED,
    DecisionKind.REOPEN: Stage.SCREENING,
}
"""To ask the submitter, to escalate and to extend a pilot leave an idea where it is."""


_REOPENS = frozenset({Stage.DECLINED, Stage.DEFERRED})


def open_kinds(stage: Stage) -> tuple[DecisionKind, ...]:
    """The decisions that can be taken on an idea in that stage."""
    kinds = [kind for kind, to in LEADS_TO.items() if to in ARROWS[stage]]
    if stage is Stage.PILOT:
        kinds.append(DecisionKind.EXTEND)
    if stage not in ENDED:
        kinds += [DecisionKind.ASK, DecisionKind.ESCALATE]
    return tuple(kind for kind in kinds if kind is not DecisionKind.REOPEN or stage in _REOPENS)


@dataclass(frozen=True, slots=True)
class _Sound:
    """A decision that may be recorded: on which idea, where it goes, and what it repeats."""

    found: Idea
    to: Stage | None
    original: Idea | None


async def refusal(
    connection: AsyncConnection,
    ref: str,
    deciding: DecisionInput,
    *,
    version: int,
    today: date,
    demanded: Sequence[str] = (),
) -> Rejected | None:
    """Why a decision could not be recorded as things stand, None if it could: nothing is kept."""
    found = await find(connection, ref)
    looked = await _looked_at(
        connection, found, deciding, version=version, today=today, demanded=demanded
    )
    return looked if isinstance(looked, Rejected) else None


async def _looked_at(
    connection: AsyncConnection,
    found: Idea | None,
    deciding: DecisionInput,
    *,
    version: int,
    today: date,
    demanded: Sequence[str],
) -> _Sound | Rejected:
    if found is None:
        return Rejected(RejectionReason.UNKNOWN)
    if version and found.version != version:
        return Rejected(RejectionReason.CHANGED, found)
    to = LEADS_TO.get(deciding.kind)
    if to is found.stage and deciding.corrects:
        to = None
    fits = deciding.kind in open_kinds(found.stage) or (deciding.corrects and to is None)
    if not fits or (to and not may_move(found, to)):
        return Rejected(RejectionReason.NO_ARROW, found)
    record = await gather_gate_facts(connection, found, deciding.corrects, demanded)
    original = await find(connection, deciding.duplicate_of)
    corrected = await _number_of_decision(connection, deciding.corrects, found)
    wrong = (
        *decision_errors(deciding, today),
        *_unknown_references(deciding, found, original, corrected),
        *_not_in_force(deciding, record),
        *gate_errors(deciding.kind, deciding.maker, deciding.decided_on, deciding.evidence, record),
    )
    if wrong:
        return Rejected(RejectionReason.INCOMPLETE, found, wrong)
    return _Sound(found, to, original)


async def decide(
    unit: UnitOfWork,
    ref: str,
    deciding: DecisionInput,
    *,
    by: Person,
    version: int,
    fingerprint: str,
    demanded: Sequence[str] = (),
    hold: timedelta = NOW,
) -> Decision | Rejected:
    """Record a decision and move the idea. Of two at once, the second is told what changed. People
    are told after `hold`.

    A record that corrects an earlier one moves the idea only if it says something else.
    """
    locked = await find(unit.connection, ref, lock=True)
    sound = await _looked_at(
        unit.connection,
        locked,
        deciding,
        version=version,
        today=local_day(unit.now),
        demanded=demanded,
    )
    if isinstance(sound, Rejected):
        return sound
    found, to, original = sound.found, sound.to, sound.original
    number = await number_of(unit, by)
    recorded = await record_decision(unit, found, deciding, number, fingerprint=fingerprint)
    await pilots.update_pilot(unit, found, deciding, by=number, fingerprint=fingerprint)
    also: dict[str, Any] = {}
    if deciding.kind is DecisionKind.DEFER:
        also["revisit_on"] = deciding.review_on
    if original:
        also["duplicate_of"] = original.id
        await _join(unit, found, original, number, hold)
    if to:
        await transition(
            unit,
            found,
            to,
            by=number,
            reason=deciding.reason,
            decision_id=recorded,
            fingerprint=fingerprint,
            also=also,
            told=_in_force(deciding),
            hold=hold,
        )
    else:
        await bump_version(unit, found, **also)
        await refresh_cards(unit, found)
        await _notify(unit, found, deciding, recorded)
    row = await unit.connection.execute(decisions().where(decision.c.id == recorded))
    return decision_of(row.one())


def _unknown_references(
    deciding: DecisionInput, found: Idea, original: Idea | None, corrected: int | None
) -> Iterator[FieldError]:
    """References that lead nowhere, in a circle, or from a real idea to a sample, with which it
    would go."""
    taken = {Stage.DUPLICATE, Stage.WITHDRAWN}
    if deciding.duplicate_of and (
        original is None
        or original.id == found.id
        or original.stage in taken
        or (original.sample and not found.sample)
    ):
        yield FieldError("duplicate_of", ErrorCode.UNKNOWN_CHOICE)
    if deciding.corrects and corrected is None:
        yield FieldError("corrects", ErrorCode.UNKNOWN_CHOICE)


_RESTS_ON_ANOTHER = frozenset(
    {DecisionKind.PILOT, DecisionKind.EXTEND, DecisionKind.SCALE, DecisionKind.CLOSE}
)


def _not_in_force(deciding: DecisionInput, record: GateFacts) -> Iterator[FieldError]:
    """What goes on from an earlier decision waits until that one is in force."""
    waits = record.in_force_on and deciding.decided_on < record.in_force_on
    if waits and deciding.kind in _RESTS_ON_ANOTHER and not deciding.corrects:
        yield FieldError("earlier", ErrorCode.OUT_OF_RANGE)


async def _number_of_decision(connection: AsyncConnection, ref: str, about: Idea) -> int | None:
    query = select(decision.c.id).where(decision.c.reference == ref, decision.c.idea_id == about.id)
    return (await connection.execute(query)).scalar_one_or_none()


async def record_decision(
    unit: UnitOfWork, found: Idea, deciding: DecisionInput, by: int, *, fingerprint: str
) -> int:
    """Store the record, with a number of its own, and its digest in the trail. Gives the number of
    its row; whether it may be taken is asked before."""
    corrected = await _number_of_decision(unit.connection, deciding.corrects, found)
    year = SAMPLE_YEAR if found.sample else unit.now.year
    ref = f"D-{year:04d}-{await next_number(unit, f'decision:{year}'):04d}"
    columns = {
        "kind": deciding.kind,
        "maker": deciding.maker,
        "decided_on": deciding.decided_on,
        "reason": deciding.reason,
        "alternatives": deciding.alternatives,
        "conflicts": deciding.conflicts,
        "conditions": deciding.conditions,
        "risk": found.risk or "",
        "assessments": list(deciding.assessments),
        "policies": list(deciding.policies),
        "evidence": dict(deciding.evidence),
        "review_on": deciding.review_on,
        "duplicate_of": deciding.duplicate_of,
        "published": deciding.published,
        "exempt_reason": deciding.exempt_reason,
        "portfolio": deciding.portfolio,
        "author": deciding.author,
        "other_matters": deciding.other_matters,
        "certified_by": deciding.certified_by,
        "call_in_until": deciding.call_in_until,
        "in_force_on": deciding.in_force_on,
        "meeting": deciding.meeting,
    }
    kept = await unit.connection.execute(
        insert(decision).values(
            reference=ref,
            idea_id=found.id,
            recorded_at=unit.now,
            recorded_by_id=by,
            corrects_id=corrected,
            fingerprint=fingerprint,
            **columns,
        )
    )
    detail = {
        "idea": found.reference,
        "kind": deciding.kind,
        "maker": deciding.maker,
        "corrects": deciding.corrects,
        "content": digest(columns),
    }
    unit.audit(actor(by), "decision.recorded", ref, detail, fingerprint)
    (number,) = kept.inserted_primary_key or (0,)
    return int(number)


async def _join(unit: UnitOfWork, repeated: Idea, original: Idea, by: int, hold: timedelta) -> None:
    """Carry the supports over, the second submitter's own first, and tell the first submitter."""
    theirs = select(support.c.person_id).where(support.c.idea_id == repeated.id)
    people = [repeated.submitter.number, *(await unit.connection.execute(theirs)).scalars()]
    for person in people:
        if person != original.submitter.number:
            row = unit.insert(support).values(
                idea_id=original.id, person_id=person, at=unit.now, comment=""
            )
            await unit.connection.execute(row.on_conflict_do_nothing())
    # What was a repeat of it is one of the idea that goes on, whose submitter is told as well.
    await unit.connection.execute(
        update(idea).where(idea.c.duplicate_of == repeated.id).values(duplicate_of=original.id)
    )
    unit.audit(actor(by), "idea.joined", original.reference, {"repeated": repeated.reference})
    await notify(
        unit,
        key=f"joined:{repeated.reference}",
        kind=NoticeKind.DUPLICATE_JOINED,
        place=actor(original.submitter.number),
        person_number=original.submitter.number,
        idea_id=original.id,
        content={"reference": original.reference, "title": original.title},
        hold=hold,
    )


async def _notify(unit: UnitOfWork, found: Idea, deciding: DecisionInput, recorded: int) -> None:
    """A record that does not move the idea is told all the same."""
    asked = deciding.kind is DecisionKind.ASK
    content = {
        "reference": found.reference,
        "title": found.title,
        "kind": deciding.kind,
        "reason": deciding.reason,
        **_in_force(deciding),
    }
    kind = NoticeKind.ASKED if asked else NoticeKind.DECIDED
    await notify_submitters(unit, found, key=f"decision:{recorded}", kind=kind, content=content)


def _in_force(deciding: DecisionInput) -> Mapping[str, str]:
    """When it takes effect, where that is not at once, and until when it can be called in."""
    days = {"call_in_until": deciding.call_in_until, "in_force_on": deciding.in_force_on}
    return {name: when.isoformat() for name, when in days.items() if when}
