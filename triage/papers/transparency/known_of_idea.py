"""What an idea and the records around it say of a use of AI."""

from collections.abc import Mapping

from triage.days import day
from triage.model.fields import as_words
from triage.model.idea import Idea
from triage.model.stages import Stage
from triage.papers.display_text import assessed, cell, level
from triage.papers.snapshot import Snapshot
from triage.papers.transparency.found import Found, Told, as_lines
from triage.records.schemas import BENEFIT, PILOT, RISK, SHARING

_STAGES: Mapping[Stage, str] = {
    Stage.SCAN: "Idea",
    Stage.PILOT: "Beta/Pilot",
    Stage.SCALE: "Production",
    Stage.CLOSED: "Production",  # what was rolled out is closed once nothing is left to do
    Stage.DECLINED: "Retired",
}


def known_of_idea(snapshot: Snapshot, idea: Idea) -> Found:
    """What was measured and decided goes before what was planned, and that before what was said
    when the idea was sent in."""
    ref = idea.reference
    yield "0.3", _STAGES.get(idea.stage, "Pre-deployment"), f"State of {ref}"
    yield from _of_records(snapshot, ref)
    for pilot in snapshot.of_kind(PILOT, ref)[-1:]:
        yield from _prepared(pilot.text, pilot.reference)
        yield "2.4.2.7", as_lines(pilot.text, RESULTS), pilot.reference
    yield from _of_the_decisions(snapshot, ref)
    yield from _prepared(snapshot.plans.get(ref, {}).get, f"Preparation of {ref}")
    for shared in snapshot.of_kind(SHARING, ref)[-1:]:
        yield "2.3.4", shared.text("training"), shared.reference
    yield from _of_the_screening(snapshot, ref)
    yield from _proposed(idea)
    signed = [
        f"{kind.name}: {text}"
        for kind in snapshot.known.types
        if (text := assessed(snapshot, ref, kind.key))
    ]
    yield "2.5.1", "\n".join(signed), f"Assessments of {ref}"


def less_precise(snapshot: Snapshot, idea: Idea) -> Found:
    """What stands where neither the idea nor the register's entry of its tool says more."""
    ref = idea.reference
    for shared in snapshot.of_kind(SHARING, ref)[-1:]:
        yield "2.1.4", f"Kind of supplier: {shared.text('supplier')}", shared.reference
    for one in reversed(snapshot.standing()):
        said = one.deciding
        if one.idea == ref and said.review_on and not said.exempt_reason:
            yield "2.4.1.4", f"Looked at again on {day(said.review_on)}", one.reference


def _proposed(idea: Idea) -> Found:
    said, ref = idea.proposal, idea.reference
    yield "0.1", idea.title, ref
    yield "1.1", idea.title, ref
    yield "1.2", said.description, ref
    yield "2.1.2", said.service, ref
    yield "2.2.1", "\n".join(filter(None, (said.problem, said.description))), ref
    yield "2.2.2", said.expected_benefit, ref
    yield "2.2.3", said.how_done_now, ref
    if said.affects_decisions is not None:
        yield "2.3.2", f"Affects decisions about people: {as_words(said.affects_decisions)}", ref
    volume = f"{said.volume_per_month:,} a month" if said.volume_per_month else ""
    minutes = f"{said.minutes_each} minutes each" if said.minutes_each else ""
    yield "2.3.3", ", ".join(filter(None, (volume, minutes))), ref
    classes = ", ".join(said.data_classes)
    yield "2.4.1.2", classes, ref
    yield "2.4.4.1", classes, ref


RESULTS = {
    "results": "Measured",
    "fairness_found": "Fairness",
    "citizens_said": "Citizens",
    "staff_said": "Staff",
}
"""What a pilot showed, by the fields of its record."""


def _prepared(told: Told, source: str) -> Found:
    """What was put together for a pilot or a roll-out, of whichever record has it."""
    yield "2.1.3", told("owner") or "", source
    yield "2.2.2", told("value") or "", source
    yield "2.2.3", told("baseline") or "", source
    yield "2.3.1", told("people") or "", source
    yield "2.3.4", told("training") or "", source
    yield "2.4.1.2", told("data_sources") or "", source
    yield "2.4.2.3", told("category") or "", source
    yield "2.4.2.4", told("data_sources") or "", source
    yield "2.4.2.7", told("evaluation") or "", source
    yield "2.4.4.1", told("data_sources") or "", source
    yield "2.4.4.3", told("data_quality") or "", source


def _of_the_decisions(snapshot: Snapshot, ref: str) -> Found:
    """The latest goes first. What is exempt from publication is left out."""
    taken = [
        one for one in snapshot.standing() if one.idea == ref and not one.deciding.exempt_reason
    ]
    weighed = [one for one in taken if one.deciding.alternatives]
    yield (
        "2.2.4",
        "\n".join(one.deciding.alternatives for one in weighed),
        ", ".join(one.reference for one in weighed),
    )
    for one in reversed(taken):
        said = one.deciding
        yield "2.3.2", said.conditions, one.reference
        yield from _prepared(said.evidence.get, one.reference)


def _of_records(snapshot: Snapshot, ref: str) -> Found:
    benefits = snapshot.of_kind(BENEFIT, ref)
    lines = [
        f"{one.title}: expected {cell(one.number('expected'))} {one.text('unit')}"
        + (f", realised {cell(one.number('realised'))}" if one.number("realised") else "")
        for one in benefits
    ]
    yield "2.2.2", "\n".join(lines), ", ".join(one.reference for one in benefits)
    risks = snapshot.of_kind(RISK, ref)
    lines = [
        f"{one.title}, {level(one, 'residual_') or level(one)}"
        + (f": {one.text('measures')}" if one.text("measures") else "")
        for one in risks
    ]
    yield "2.5.2", "\n".join(lines), ", ".join(one.reference for one in risks)
    for shared in snapshot.of_kind(SHARING, ref)[-1:]:
        yield "0.5", shared.title, shared.reference
        yield "1.4", shared.text("contact"), shared.reference
        yield "2.3.2", shared.text("governance"), shared.reference


def _of_the_screening(snapshot: Snapshot, ref: str) -> Found:
    screened = snapshot.last_screening().get(ref)
    if screened is None:
        return
    source = f"Screening of {ref}, {day(screened.at)}"
    said = [f"{one['text']} {one['reply']}" for one in screened.answers]
    decides = [line for line in said if "decid" in line.lower() or "decision" in line.lower()]
    yield "2.3.2", "\n".join(decides), source
    sensitive = [line for line in said if any(word in line.lower() for word in _SENSITIVE)]
    yield "2.4.4.2", "\n".join(sensitive), source


_SENSITIVE = (
    "identified",
    "health",
    "ethnic",
    "religion",
    "biometric",
    "criminal",
    "sensitive",
    "special",
)
