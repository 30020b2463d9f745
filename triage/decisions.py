"""Recording decisions: never edited, each a record of its own with the policies relied on."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from storage import Unit
from storage.counters import next_number
from storage.tables import decision, support
from triage.cards import bring_up_to_date
from triage.checks import LIMIT, Why, Wrong
from triage.finding import SAMPLE_YEAR, find
from triage.gates import lacking
from triage.ideas import Deciding, Decision, DecisionKind, Idea, Person
from triage.moving import may_move, shift, tell, touch
from triage.notices import NoticeKind, notify
from triage.on_record import on_record
from triage.outcomes import Because, Refused
from triage.people import actor, number_of
from triage.records import pilots
from triage.rows import decision_of, decisions, digest
from triage.stages import ARROWS, ENDED, Stage

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


def missing(deciding: Deciding, today: date) -> tuple[Wrong, ...]:
    """What every decision of its kind needs and does not have."""
    return tuple(_missing(deciding, today))


def _missing(deciding: Deciding, today: date) -> Iterator[Wrong]:
    if not deciding.reason:
        yield Wrong("reason", Why.MISSING)
    for name in ("reason", "alternatives", "conflicts", "conditions", "exempt_reason"):
        if len(getattr(deciding, name)) > LIMIT:
            yield Wrong(name, Why.TOO_LONG, LIMIT)
    if deciding.decided_on > today:
        yield Wrong("decided_on", Why.OUT_OF_RANGE)
    if deciding.kind is DecisionKind.DEFER:
        if deciding.review_on is None:
            yield Wrong("review_on", Why.MISSING)
        elif deciding.review_on <= deciding.decided_on:
            yield Wrong("review_on", Why.OUT_OF_RANGE)
    if deciding.kind is DecisionKind.DUPLICATE and not deciding.duplicate_of:
        yield Wrong("duplicate_of", Why.MISSING)


async def decide(
    unit: Unit, ref: str, deciding: Deciding, *, by: Person, version: int, fingerprint: str
) -> Decision | Refused:
    """Record a decision and move the idea. Of two at once, the second is told what changed.

    A record that corrects an earlier one moves the idea only if it says something else.
    """
    found = await find(unit.connection, ref, lock=True)
    if found is None:
        return Refused(Because.UNKNOWN)
    if version and found.version != version:
        return Refused(Because.CHANGED, found)
    to = LEADS_TO.get(deciding.kind)
    if to is found.stage and deciding.corrects:
        to = None
    fits = deciding.kind in open_kinds(found.stage) or (deciding.corrects and to is None)
    if not fits or (to and not may_move(found, to)):
        return Refused(Because.NO_ARROW, found)
    record = await on_record(unit.connection, found, deciding.corrects)
    original = await find(unit.connection, deciding.duplicate_of)
    corrected = await _number_of_decision(unit, deciding.corrects, found)
    wrong = (
        *missing(deciding, unit.now.date()),
        *_unknown(deciding, found, original, corrected),
        *lacking(deciding.kind, deciding.maker, deciding.decided_on, deciding.evidence, record),
    )
    if wrong:
        return Refused(Because.INCOMPLETE, found, wrong)
    number = await number_of(unit, by)
    recorded = await _record(
        unit, found, deciding, number, corrected=corrected, fingerprint=fingerprint
    )
    await pilots.follow(unit, found, deciding, by=number, fingerprint=fingerprint)
    also: dict[str, Any] = {}
    if deciding.kind is DecisionKind.DEFER:
        also["revisit_on"] = deciding.review_on
    if original:
        also["duplicate_of"] = original.id
        await _join(unit, found, original, number)
    if to:
        await shift(
            unit,
            found,
            to,
            by=number,
            reason=deciding.reason,
            decision_id=recorded,
            fingerprint=fingerprint,
            also=also,
        )
    else:
        await touch(unit, found, **also)
        await bring_up_to_date(unit, found)
        await _tell(unit, found, deciding, recorded)
    row = await unit.connection.execute(decisions().where(decision.c.id == recorded))
    return decision_of(row.one())


def _unknown(
    deciding: Deciding, found: Idea, original: Idea | None, corrected: int | None
) -> Iterator[Wrong]:
    """References that lead nowhere, or in a circle."""
    taken = {Stage.DUPLICATE, Stage.WITHDRAWN}
    if deciding.duplicate_of and (
        original is None or original.id == found.id or original.stage in taken
    ):
        yield Wrong("duplicate_of", Why.UNKNOWN_CHOICE)
    if deciding.corrects and corrected is None:
        yield Wrong("corrects", Why.UNKNOWN_CHOICE)


async def _number_of_decision(unit: Unit, ref: str, about: Idea) -> int | None:
    query = select(decision.c.id).where(decision.c.reference == ref, decision.c.idea_id == about.id)
    return (await unit.connection.execute(query)).scalar_one_or_none()


async def _record(
    unit: Unit,
    found: Idea,
    deciding: Deciding,
    by: int,
    *,
    corrected: int | None,
    fingerprint: str,
) -> int:
    """Store the record, with a number of its own, and its digest in the trail."""
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


async def _join(unit: Unit, repeated: Idea, original: Idea, by: int) -> None:
    """Carry the supports over, the second submitter's own first, and tell the first submitter."""
    theirs = select(support.c.person_id).where(support.c.idea_id == repeated.id)
    people = [repeated.submitter.number, *(await unit.connection.execute(theirs)).scalars()]
    for person in people:
        if person != original.submitter.number:
            row = unit.insert(support).values(
                idea_id=original.id, person_id=person, at=unit.now, comment=""
            )
            await unit.connection.execute(row.on_conflict_do_nothing())
    unit.audit(actor(by), "idea.joined", original.reference, {"repeated": repeated.reference})
    await notify(
        unit,
        key=f"joined:{repeated.reference}",
        kind=NoticeKind.DUPLICATE_JOINED,
        place=actor(original.submitter.number),
        person_number=original.submitter.number,
        idea_id=original.id,
        content={"reference": original.reference, "title": original.title},
    )


async def _tell(unit: Unit, found: Idea, deciding: Deciding, recorded: int) -> None:
    """A record that does not move the idea is told all the same."""
    asked = deciding.kind is DecisionKind.ASK
    content = {
        "reference": found.reference,
        "title": found.title,
        "kind": deciding.kind,
        "reason": deciding.reason,
    }
    kind = NoticeKind.ASKED if asked else NoticeKind.DECIDED
    await tell(unit, found, key=f"decision:{recorded}", kind=kind, content=content)
