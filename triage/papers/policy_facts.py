"""What papers are told of the policies, as plain values that somebody else hands in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from common.assessments import NO_TYPES, AssessmentTypes, types_from_json
from triage.assessment.scoring import NO_RULE, BenefitPart, Weighting
from triage.citing_decisions import ref_in_words
from triage.model.fields import USUAL_CLASSES
from triage.names import UNNAMED, Bodies
from triage.papers.paper import Period

IN_USE = frozenset({"approved", "conditional", "pilot"})


@dataclass(frozen=True, slots=True)
class ToolFacts:
    """An entry of the register. `owner` is a role; `history` has the day from which each status
    held, the oldest first, `assessed` what is said of each kind of assessment, by its key."""

    id: str
    name: str
    status: str
    purpose: str
    category: str
    owner: str
    risk: str
    assessed: Mapping[str, str]
    record: str
    decision: str
    conditions: str
    who: str
    training: str
    hosting: str
    trains: str
    history: Sequence[tuple[date, str]]
    columns: Mapping[str, str] = field(default_factory=dict)
    """All of the entry's columns, as the file has them."""

    def in_use(self, period: Period) -> str:
        """The statuses in which it was used in a period, and how it stands now if it is not used
        any more; empty if it was not used."""
        ends = [day for day, _ in self.history[1:]] + [date.max]
        held = [
            status
            for (since, status), until in zip(self.history, ends, strict=True)
            if status in IN_USE and since <= period.last and until > period.first
        ]
        if not held:
            return ""
        now = "" if self.status in IN_USE else f"; now {self.status}"
        return ", then ".join(dict.fromkeys(held)) + now


@dataclass(frozen=True, slots=True)
class ClauseFacts:
    """A clause that decisions may rest on: what it is called, its version, and how it reads
    differently now (empty where it does not)."""

    name: str
    version: str
    changed: str


@dataclass(frozen=True, slots=True)
class PolicyFacts:
    """What papers are told of the policies: the register by the names of its tools, None where it
    could not be read, how benefit is weighed, clauses by their refs, the kinds of assessment, the
    classes of data, what those who decide are called, and the aims and categories of use that ideas
    are counted by."""

    tools: Sequence[ToolFacts] | None = None
    weighting: Weighting = NO_RULE
    clauses: Mapping[str, ClauseFacts] = field(default_factory=dict)
    types: AssessmentTypes = NO_TYPES
    data_classes: Sequence[str] = USUAL_CLASSES
    bodies: Bodies = UNNAMED
    objectives: Sequence[str] = ()
    categories: Sequence[str] = ()

    def citation(self, ref: str) -> str:
        """A clause as people cite it, with its version, by its ref."""
        found = self.clauses.get(ref)
        return f"{found.name}, version {found.version}" if found else ref_in_words(ref)


def parse_policy_facts(facts: Mapping[str, Any]) -> PolicyFacts:
    """From what `python -m knowledge facts` writes. Raises LookupError, TypeError or ValueError for
    anything else."""
    parts = tuple(BenefitPart(one["key"], one["name"], one["weight"]) for one in facts["benefit"])
    tools = tuple(sorted(map(_tool, facts["tools"]), key=lambda one: one.name.casefold()))
    clauses = {ref: ClauseFacts(**one) for ref, one in facts["clauses"].items()}
    types = types_from_json(facts["assessments"])
    weighting = Weighting(parts) if parts else NO_RULE
    classes = tuple(facts["data_classes"])
    aims, categories = tuple(facts["objectives"]), tuple(facts["categories_of_use"])
    bodies = Bodies(**facts["bodies"])
    return PolicyFacts(tools, weighting, clauses, types, classes, bodies, aims, categories)


def _tool(one: Mapping[str, Any]) -> ToolFacts:
    columns: Mapping[str, str] = one["columns"]
    kinds = [name.removesuffix("_ref") for name in columns if name.endswith("_ref")]
    return ToolFacts(
        id=one["id"],
        name=one["name"],
        status=one["status"],
        purpose=one["purpose"],
        category=one["category"],
        owner=one["owner"],
        risk=columns.get("risk_level", ""),
        assessed={
            kind: " ".join(filter(None, (columns[f"{kind}_ref"], columns.get(f"{kind}_status"))))
            for kind in kinds
        },
        record=columns.get("transparency_record_ref", ""),
        decision=columns.get("decision_ref", ""),
        conditions=columns.get("conditions", ""),
        who=columns.get("who_may_use", ""),
        training=columns.get("training_required", ""),
        hosting=columns.get("hosting", ""),
        trains=columns.get("trains_on_our_data", ""),
        history=[(date.fromisoformat(since), status) for since, status in one["history"]],
        columns=columns,
    )
