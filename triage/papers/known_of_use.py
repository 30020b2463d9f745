"""What is on record of one use of AI, by the fields of the transparency standard, each value with
the record that it is read from. Nothing stands here that no record says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from triage.days import day
from triage.model.fields import as_words
from triage.model.idea import Idea
from triage.model.stages import Stage
from triage.names import UNNAMED
from triage.papers.display_text import assessed, cell, level
from triage.papers.policy_facts import ToolFacts
from triage.papers.snapshot import Snapshot
from triage.records.record import Record
from triage.records.schemas import BENEFIT, PILOT, RISK, SHARING, TRANSPARENCY
from triage.records.transparency_standard import FIELDS

_STAGES: Mapping[Stage, str] = {
    Stage.SCAN: "Idea",
    Stage.PILOT: "Beta/Pilot",
    Stage.SCALE: "Production",
    Stage.CLOSED: "Retired",
    Stage.DECLINED: "Retired",
}
_STATUSES = {
    "approved": "Production",
    "conditional": "Production",
    "pilot": "Beta/Pilot",
    "assessing": "Pre-deployment",
    "suspended": "Retired",
    "refused": "Retired",
    "retired": "Retired",
}

REGISTER = "register_entry"
"""The evidence of a roll-out that names the entry of the register."""


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A value and the record, by its reference or its name, that it was read from."""

    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Use:
    """One use of AI: an idea, the register's entry of its tool, or both; and what was typed."""

    idea: Idea | None
    tool: ToolFacts | None
    typed: Record | None

    @property
    def name(self) -> str:
        return self.idea.title if self.idea else self.tool.name if self.tool else ""

    @property
    def reference(self) -> str:
        return self.idea.reference if self.idea else self.tool.id if self.tool else ""


def use_of(snapshot: Snapshot, subject: str) -> Use | None:
    """The idea or the tool of that reference, with what belongs to it; None if there is none."""
    idea = snapshot.idea(subject)
    tools = snapshot.tools or ()
    tool = next((one for one in tools if one.id == subject), None)
    if idea is None and tool is None:
        return None
    if idea is not None:
        named = {idea.proposal.tool_in_mind.casefold(), *_entries_named(snapshot, idea)} - {""}
        tool = next((one for one in tools if {one.id, one.name.casefold()} & named), None)
    else:
        idea = next(
            (
                one
                for one in snapshot.ideas
                if one.stage in (Stage.PILOT, Stage.SCALE)
                and tool is not None
                and {tool.id, tool.name.casefold()} & set(_entries_named(snapshot, one))
            ),
            None,
        )
    about = {subject, idea.reference if idea else "", tool.id if tool else ""}
    typed = [one for one in snapshot.of_kind(TRANSPARENCY) if one.title in about]
    return Use(idea, tool, typed[-1] if typed else None)


def _entries_named(snapshot: Snapshot, idea: Idea) -> Iterator[str]:
    for one in snapshot.standing():
        if one.idea == idea.reference and one.deciding.evidence.get(REGISTER):
            yield one.deciding.evidence[REGISTER].casefold()


def known_of(snapshot: Snapshot, use: Use) -> Mapping[str, KnownValue]:
    """Every field of which something is on record, by its number; what was typed goes first."""
    found: dict[str, KnownValue] = {}
    for source in (_typed(use), _of_the_idea(snapshot, use), _of_the_tool(use), _of_set(snapshot)):
        for number, text, read_from in source:
            if text and number not in found:
                found[number] = KnownValue(text, read_from)
    return {one.number: found[one.number] for one in FIELDS if one.number in found}


Found = Iterator[tuple[str, str, str]]


def _typed(use: Use) -> Found:
    for one in FIELDS if use.typed else ():
        if use.typed:
            yield one.number, use.typed.text(one.key), use.typed.reference


def _of_the_idea(snapshot: Snapshot, use: Use) -> Found:
    idea = use.idea
    if idea is None:
        return
    said, ref = idea.proposal, idea.reference
    yield "0.1", idea.title, ref
    yield "1.1", idea.title, ref
    yield "1.2", said.description, ref
    yield "0.3", _STAGES.get(idea.stage, "Pre-deployment"), f"State of {ref}"
    yield "2.1.2", said.service, ref
    yield (
        "2.2.1",
        said.description if not said.problem else f"{said.problem}\n{said.description}",
        ref,
    )
    yield "2.4.2.3", said.problem, ref
    yield "2.4.1.2", ", ".join(said.data_classes), ref
    volume = f"{said.volume_per_month:,} a month" if said.volume_per_month else ""
    minutes = f"{said.minutes_each} minutes each" if said.minutes_each else ""
    yield "2.3.3", ", ".join(filter(None, (volume, minutes))), ref
    yield from _of_the_pilot(snapshot, ref)
    yield "2.2.3", said.how_done_now, ref
    yield "2.4.4.1", ", ".join(said.data_classes), ref
    yield from _of_records(snapshot, ref)
    yield "2.2.2", said.expected_benefit, ref
    yield from _of_the_decisions(snapshot, ref)
    yield from _of_the_screening(snapshot, ref)
    if said.affects_decisions is not None:
        yield "2.3.2", f"Affects decisions about people: {as_words(said.affects_decisions)}", ref
    signed = [
        f"{kind.name}: {text}"
        for kind in snapshot.known.types
        if (text := assessed(snapshot, ref, kind.key))
    ]
    yield "2.5.1", "\n".join(signed), f"Assessments of {ref}"


def _of_the_pilot(snapshot: Snapshot, ref: str) -> Found:
    for pilot in snapshot.of_kind(PILOT, ref)[-1:]:
        yield "2.1.3", pilot.text("owner"), pilot.reference
        yield "2.2.3", pilot.text("baseline"), pilot.reference
        yield "2.3.1", pilot.text("people"), pilot.reference
        yield "2.4.4.1", pilot.text("data_sources"), pilot.reference
        yield "2.4.2.7", pilot.text("results"), pilot.reference


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
        yield "1.4", shared.text("contact"), shared.reference
        yield "2.3.4", shared.text("training"), shared.reference
        yield "2.1.4", f"Kind of supplier: {shared.text('supplier')}", shared.reference


def _of_the_decisions(snapshot: Snapshot, ref: str) -> Found:
    """The latest goes first. What is exempt from publication is left out."""
    for one in reversed(snapshot.standing()):
        said = one.deciding
        if one.idea != ref or said.exempt_reason:
            continue
        yield "2.2.4", said.alternatives, one.reference
        yield "2.1.3", said.evidence.get("owner", ""), one.reference
        yield "2.3.1", said.evidence.get("people", ""), one.reference
        yield "2.3.4", said.evidence.get("training", ""), one.reference
        yield "2.4.2.7", said.evidence.get("evaluation", ""), one.reference


def _of_the_screening(snapshot: Snapshot, ref: str) -> Found:
    screened = snapshot.last_screening().get(ref)
    if screened is None:
        return
    source = f"Screening of {ref}, {day(screened.at)}"
    said = [f"{one['text']} {one['reply']}" for one in screened.answers]
    decides = [line for line in said if "decid" in line.lower() or "decision" in line.lower()]
    yield "2.3.2", "\n".join(decides), source
    special = snapshot.known.weighting.special
    sensitive = [line for line in said if any(word in line.lower() for word in _SENSITIVE)]
    yield "2.4.4.2", "\n".join(sensitive) if special or sensitive else "", source
    yield "2.4.4.3", "\n".join(said), source


_SENSITIVE = ("health", "ethnic", "religion", "biometric", "criminal", "sensitive", "special")


def _of_the_tool(use: Use) -> Found:
    tool = use.tool
    if tool is None:
        return
    columns, source = tool.columns, f"Register entry {tool.id}"

    def told(*names: str) -> str:
        labelled = ((name.replace("_", " ").capitalize(), columns.get(name, "")) for name in names)
        return "\n".join(f"{label}: {text}" for label, text in labelled if text)

    status = f"{_STATUSES.get(tool.status, '')}"
    yield "0.1", tool.name, source
    yield "1.1", tool.name, source
    yield "1.2", tool.purpose, source
    yield "1.4", columns.get("contact", ""), source
    yield "0.3", status, source
    yield "2.1.2", columns.get("service_areas", ""), source
    yield "2.1.3", tool.owner, source
    yield "2.1.4", f"Yes: {columns['supplier']}" if columns.get("supplier") else "", source
    yield "2.1.4.1", columns.get("supplier", ""), source
    yield "2.1.4.3", f"Supplies: {tool.category}" if tool.category else "", source
    yield "2.1.4.4", told("contract_ref", "contract_end"), source
    yield "2.1.4.5", told("trains_on_our_data", "sub_processors"), source
    yield "2.2.1", told("purpose", "conditions"), source
    yield "2.2.4", columns.get("alternatives", ""), source
    yield "2.3.1", told("who_may_use", "service_areas"), source
    yield "2.3.2", tool.conditions, source
    yield "2.3.3", tool.who, source
    yield "2.3.4", tool.training, source
    yield "2.4.1.1", told("category", "account_type", "hosting"), source
    yield "2.4.1.2", told("data_classes_allowed", "data_classes_barred"), source
    yield "2.4.1.3", tool.purpose, source
    yield "2.4.1.4", told("last_audit_on", "next_audit_due", "security_review_on"), source
    yield "2.4.2.1", tool.name, source
    yield "2.4.2.3", tool.purpose, source
    yield "2.4.2.4", columns.get("data_classes_allowed", ""), source
    yield "2.4.2.7", told("audit_outcome"), source
    yield "2.4.3.1", told("trains_on_our_data"), source
    yield "2.4.4.1", columns.get("data_classes_allowed", ""), source
    yield "2.4.4.2", told("data_classes_barred"), source
    yield "2.4.4.4", told("hosting", "account_type"), source
    yield "2.4.4.5", told("sub_processors", "contract_ref"), source
    assessments = told("dpia_ref", "dpia_status", "eqia_ref", "environmental_ref")
    yield "2.5.1", assessments, source
    yield "2.5.2", told("risk_level", "conditions"), source


def _of_set(snapshot: Snapshot) -> Found:
    named = snapshot.bodies.organisation
    if named != UNNAMED.organisation:
        yield "0.2", named, "settings.yaml"
        yield "2.1.1", named, "settings.yaml"
