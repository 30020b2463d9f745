"""What stands between an idea and its next decisions: first what bars the way, then what is still
to be written down."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from common.assessments import AssessmentTypes, gate_of
from triage.listing.board_service import IdeaDetails
from triage.model.idea import DecisionKind
from triage.model.validation import ErrorCode, FieldError
from triage.workflow.decisions import open_kinds
from triage.workflow.gates import NEEDS, gate_errors, needed_authority
from web.board import labels as words


@dataclass(frozen=True, slots=True)
class GateStatus:
    """What a decision of the kind lacks, each with the address where it can be given. `blocks` is
    to be settled first; `unsaid` is what the plan does not say yet."""

    kind: DecisionKind
    blocks: Sequence[tuple[str, str]]
    unsaid: Sequence[tuple[str, str]]


def gate_statuses(sheet: IdeaDetails, today: date, types: AssessmentTypes) -> Sequence[GateStatus]:
    """Those of the decisions that come next and have conditions."""
    return [_gate(sheet, kind, today, types) for kind in open_kinds(sheet.dossier.idea.stage)
            if kind in NEEDS]  # fmt: skip


def _gate(
    sheet: IdeaDetails, kind: DecisionKind, today: date, types: AssessmentTypes
) -> GateStatus:
    plan = dict(sheet.plan)
    if kind is DecisionKind.EXTEND:
        plan["ends_on"] = ""
    wrongs = gate_errors(kind, needed_authority(kind, sheet.record), today, plan, sheet.record)
    unsaid = [one for one in wrongs if one.field in words.EVIDENCE and one.why is ErrorCode.MISSING]
    ref = sheet.dossier.idea.reference
    return GateStatus(
        kind,
        [missing_with_links(ref, one, types) for one in wrongs if one not in unsaid],
        [
            (words.EVIDENCE[one.field].label, missing_with_links(ref, one, types)[1])
            for one in unsaid
        ],
    )


def _what_next(kind: str, why: ErrorCode) -> str:
    if why is ErrorCode.NOT_PASSED:
        return "it was not passed. Put right what was found, and do it again."
    if gate_of(kind):
        return "record its outcome, the evidence and who did it."
    return "sign it, or record why it is not needed."


def missing_with_links(ref: str, wrong: FieldError, types: AssessmentTypes) -> tuple[str, str]:
    """Something that is missing, in words, and the address where it can be given."""
    base, field = f"/board/{ref}", wrong.field
    if field.startswith("assessment:"):
        kind = field.removeprefix("assessment:")
        told = f"{types.name(kind)}: {_what_next(kind, wrong.why)}"
        return told, f"{base}/assessments/{kind}"
    problem = words.problem(wrong)
    if field in words.EVIDENCE:
        return f"{words.EVIDENCE[field].label}: {problem}", f"{base}/plan#f-{field}"
    where = {
        "risk": f"{base}/scores",
        "barred_by": f"{base}/scores#f-barred_by",
        "screening": f"{base}/screening",
        "escalation": f"{base}/decide/{DecisionKind.ESCALATE}",
    }
    return problem, where.get(field, "")
