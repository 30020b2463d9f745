"""Between rows and nouns: how ideas and what belongs to them are read from the tables."""

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import FromClause, Row, Select, select

from common.person import Person
from storage.tables import decision, idea, person
from triage.model.fields import FIELDS, FieldType, Proposal
from triage.model.idea import (
    Authority,
    Decision,
    DecisionInput,
    DecisionKind,
    Idea,
    Scores,
)
from triage.model.risk import Risk
from triage.model.screening_rules import (
    Answered,
    AssessmentNeed,
    Screening,
    ScreeningReply,
    Trigger,
)
from triage.model.stages import Stage
from triage.repository import idea_columns

idea_columns.complete(idea)

_SAID = tuple(one.name for one in FIELDS)
_CHOSEN = tuple(one.name for one in FIELDS if one.type is FieldType.CHOICES)

_LEAD = person.alias("lead")
_ORIGINAL = idea.alias("original")


@cache
def ideas() -> Select[Any]:
    """Ideas with their people and the reference of the one that they repeat."""
    return (
        select(
            idea,
            *_labelled("submitter", person),
            *_labelled("lead", _LEAD),
            _ORIGINAL.c.reference.label("original"),
        )
        .join(person, person.c.id == idea.c.submitter_id)
        .outerjoin(_LEAD, _LEAD.c.id == idea.c.lead_id)
        .outerjoin(_ORIGINAL, _ORIGINAL.c.id == idea.c.duplicate_of)
    )


def _labelled(name: str, people: FromClause) -> list[Any]:
    return [people.c[key].label(f"{name}_{key}_") for key in ("tenant", "directory_id", "name")]


def idea_of(row: Row[Any]) -> Idea:
    values = row._mapping
    return Idea(
        id=values["id"],
        reference=values["reference"],
        proposal=proposal_of(values),
        submitter=Person(
            values["submitter_tenant_"] or "",
            values["submitter_directory_id_"] or "",
            values["submitter_name"],
            values["submitter_id"],
        ),
        submitted_at=values["submitted_at"],
        stage=Stage(values["stage"]),
        stage_since=values["stage_since"],
        risk=Risk(values["risk"]) if values["risk"] else None,
        scores=Scores(
            likelihood=values["likelihood"] or 0,
            impact=values["impact"] or 0,
            residual_likelihood=values["residual_likelihood"] or 0,
            residual_impact=values["residual_impact"] or 0,
            ease=values["ease"] or 0,
            benefit=values["benefit"],
        ),
        lead=_lead(values),
        duplicate_of=values["original"] or "",
        revisit_on=values["revisit_on"],
        share=values["share"],
        sample=values["sample"],
        version=values["version"],
        barred_by=values["barred_by"],
        hidden=values["hidden"],
    )


def proposal_of(values: Mapping[Any, Any]) -> Proposal:
    said: dict[str, Any] = {name: values[name] for name in _SAID}
    for name in _CHOSEN:
        said[name] = tuple(said[name])
    return Proposal(**said)


def proposal_columns(proposal: Proposal) -> dict[str, object]:
    said = {one.name: getattr(proposal, one.name) for one in FIELDS}
    return {name: list(one) if isinstance(one, tuple) else one for name, one in said.items()}


def person_of(values: Mapping[Any, Any]) -> Person:
    """From the columns of the table `person`; empty once the person has been erased."""
    return Person(
        values["tenant"] or "", values["directory_id"] or "", values["name"], values["id"]
    )


def screening_of(values: Mapping[Any, Any]) -> Screening:
    return Screening(
        questions=values["questions"],
        fingerprint=values["fingerprint"],
        answers=tuple(
            Answered(**one | {"reply": ScreeningReply(one["reply"])}) for one in values["answers"]
        ),
        outcomes={name: AssessmentNeed(value) for name, value in values["outcomes"].items()},
        triggers=tuple(
            Trigger(**one | {"outcome": AssessmentNeed(one["outcome"])})
            for one in values["triggers"]
        ),
        likelihood=values["likelihood"],
        impact=values["impact"],
    )


@cache
def decisions() -> Select[Any]:
    """Decisions with who recorded them and the references of what they are about."""
    corrected = decision.alias("corrected")
    return (
        select(
            decision,
            idea.c.reference.label("idea"),
            corrected.c.reference.label("corrects"),
            *_labelled("recorder", person),
        )
        .join(idea, idea.c.id == decision.c.idea_id)
        .join(person, person.c.id == decision.c.recorded_by_id)
        .outerjoin(corrected, corrected.c.id == decision.c.corrects_id)
    )


def decision_of(row: Row[Any]) -> Decision:
    values = row._mapping
    return Decision(
        reference=values["reference"],
        idea=values["idea"],
        deciding=DecisionInput(
            kind=DecisionKind(values["kind"]),
            maker=Authority(values["maker"]),
            decided_on=values["decided_on"],
            reason=values["reason"],
            alternatives=values["alternatives"],
            conflicts=values["conflicts"],
            conditions=values["conditions"],
            assessments=tuple(values["assessments"]),
            policies=tuple(values["policies"]),
            evidence=values["evidence"],
            review_on=values["review_on"],
            duplicate_of=values["duplicate_of"],
            published=values["published"],
            exempt_reason=values["exempt_reason"],
            corrects=values["corrects"] or "",
            portfolio=values["portfolio"],
            author=values["author"],
            other_matters=values["other_matters"],
            certified_by=values["certified_by"],
            call_in_until=values["call_in_until"],
            in_force_on=values["in_force_on"],
            meeting=values["meeting"],
        ),
        risk=Risk(values["risk"]) if values["risk"] else None,
        recorded_at=values["recorded_at"],
        recorded_by=Person(
            values["recorder_tenant_"] or "",
            values["recorder_directory_id_"] or "",
            values["recorder_name_"],
            values["recorded_by_id"],
        ),
        fingerprint=values["fingerprint"],
    )


def _lead(values: Mapping[Any, Any]) -> Person | None:
    if values["lead_id"] is None:
        return None
    return Person(
        values["lead_tenant_"] or "",
        values["lead_directory_id_"] or "",
        values["lead_name_"],
        values["lead_id"],
    )


def digest(columns: Mapping[str, object]) -> str:
    """What stands in the trail for a text, so that a later change of the text can be shown."""
    plain = json.dumps(columns, sort_keys=True, default=str)
    return hashlib.sha256(plain.encode()).hexdigest()[:32]
