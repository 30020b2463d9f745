"""What the group is to decide: the ideas that are ready, each with what it says, what is prepared
and how its tests stand."""

from collections.abc import Mapping, Sequence

from common.assessments import AssessmentType, Gate
from common.clock import local_day
from triage.model import evidence
from triage.model.fields import Place, said_in
from triage.model.idea import DecisionKind, Idea
from triage.model.stages import Stage
from triage.papers.display_text import assessed, cell, risk, screened
from triage.papers.paper import Cell, PaperTable, PaperText, Part
from triage.papers.snapshot import Snapshot

SET_OUT = 50
"""Ideas that are set out one by one. No meeting comes to more; of a longer list the paper says how
many there are besides, and the board has them all."""


def to_decide(snapshot: Snapshot) -> tuple[Part, ...]:
    """The ideas that are ready, the most useful first, and how tests stand before the next gate."""
    found = [one for one in snapshot.ideas if one.stage is Stage.READY]
    found.sort(key=lambda one: (-(snapshot.benefit(one) or 0), one.reference))
    ready = _ready(snapshot, found)
    if not found:
        return (ready, *_tests(snapshot, found))
    said: list[Sequence[Cell]] = [
        (
            f"{one.reference} {one.title}",
            _lines(said_in(Place.PAPERS, one.proposal)),
            _lines(_prepared(snapshot.plans.get(one.reference, {}))),
        )
        for one in found[:SET_OUT]
    ]
    headings = ("Idea", "In the submitter’s words", "Prepared for a pilot")
    says = PaperTable("What these ideas say", headings, said)
    return (ready, says, *_and_more(len(found)), *_tests(snapshot, found))


def _lines(said: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {text}" for label, text in said)


def _and_more(count: int) -> tuple[PaperText, ...]:
    """That some are not set out, nothing if all are."""
    if count <= SET_OUT:
        return ()
    return (PaperText([f"The other {count - SET_OUT:,} are set out on the board alone."]),)


def _prepared(plan: Mapping[str, str]) -> list[tuple[str, str]]:
    """What has been gathered for the decision, and in one line what is still to be."""
    needed = evidence.needed_before(DecisionKind.PILOT)
    lacking = ", ".join(evidence.EVIDENCE[name].label for name in needed if not plan.get(name))
    said = evidence.prepared(plan)
    return [*said, ("Not on record yet", lacking)] if lacking else said


_NEXT = {Stage.READY: Gate.PILOT, Stage.PILOT: Gate.ROLL_OUT, Stage.SCAN: Gate.PILOT}


def _tests(snapshot: Snapshot, ready: Sequence[Idea]) -> tuple[Part, ...]:
    """How the tests stand that are asked for at the next gate, nothing where none is asked for."""
    types = snapshot.known.types
    asked = [one for one in types if one.before and one.key in types.asked]
    if not asked:
        return ()
    others = [one for stage in (Stage.PILOT, Stage.SCAN) for one in snapshot.ideas
              if one.stage is stage]  # fmt: skip
    before = [*ready, *others]
    rows: list[Sequence[Cell]] = [
        (
            f"{one.reference} {one.title}",
            _NEXT[one.stage],
            *(_test(snapshot, one, kind) for kind in asked),
        )
        for one in before[:SET_OUT]
    ]
    caption = "Tests before a pilot and before roll-out"
    empty = "No idea is before a pilot or a roll-out."
    table = PaperTable(caption, ("Idea", "Before", *(one.short for one in asked)), rows, empty)
    return (table, *_and_more(len(before)))


def _test(snapshot: Snapshot, of: Idea, kind: AssessmentType) -> str:
    gate = _NEXT[of.stage]
    if gate not in kind.before:
        return "not asked for"
    return assessed(snapshot, of.reference, f"{kind.key}.{gate}") or "due"


def _ready(snapshot: Snapshot, found: Sequence[Idea]) -> PaperTable:
    last = snapshot.last_screening()
    rows: list[Sequence[Cell]] = [
        (
            one.reference,
            one.title,
            one.proposal.service,
            screened(last[one.reference].outcomes, snapshot.known.types)
            if one.reference in last
            else "not screened",
            risk(one),
            cell(snapshot.benefit(one)),
            cell(one.scores.ease or None),
            (snapshot.day - local_day(one.stage_since)).days,
        )
        for one in found
    ]
    headings = ("Idea", "Title", "Service", "Screening", "Risk", "Benefit", "Ease", "Days waiting")
    return PaperTable("Ideas that are ready", headings, rows, "No idea is ready to be decided on.")
