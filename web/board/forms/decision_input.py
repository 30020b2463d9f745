"""What was sent in with the form of a decision: what is wrong with it, and what it decides."""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.message import FieldKind
from triage.days import read_day
from triage.model.idea import Authority, DecisionInput
from triage.model.validation import ErrorCode, FieldError
from triage.repository.queries import read_reference
from triage.workflow.gates import NEEDS
from web.board.forms.decision_form import DecisionForm
from web.forms.form_data import FormData
from web.forms.form_page import chosen_in, typed_in


def form_errors(
    form: DecisionForm, posted: FormData, unknown: Sequence[str]
) -> Iterator[FieldError]:
    """What the record needs as a form, before the rules of the decision are asked. `unknown` are
    clauses that were chosen and that there are not."""
    for field in form.fields:
        text = typed_in(posted, field.name)
        if field.kind is FieldKind.CHOICES:
            offered = {value for value, _ in field.options}
            if field.name != "policies" and not offered.issuperset(chosen_in(posted, field.name)):
                yield FieldError(field.name, ErrorCode.UNKNOWN_CHOICE)
            continue
        nobody = field.name == "maker" and text not in set(Authority)
        if nobody or (field.required and not text):
            yield FieldError(field.name, ErrorCode.MISSING)
        elif field.kind is FieldKind.DATE and text and read_day(text) is None:
            yield FieldError(field.name, ErrorCode.UNREADABLE)
    if unknown:
        yield FieldError("policies", ErrorCode.UNKNOWN_CHOICE)
    elif form.has("policies") and not chosen_in(posted, "policies"):
        yield FieldError("policies", ErrorCode.MISSING)
    unpublished = form.has("published") and typed_in(posted, "published") != "true"
    if unpublished and not typed_in(posted, "exempt_reason"):
        yield FieldError("exempt_reason", ErrorCode.MISSING)


def decision_input_in(
    form: DecisionForm,
    posted: FormData,
    refs: Sequence[str],
    today: date,
    *,
    corrects: str,
    meeting: str = "",
) -> DecisionInput:
    """What was sent in, once nothing is wrong with it. `refs` are the clauses relied on, `meeting`
    the reference of the meeting at which it is taken."""

    def typed(name: str) -> str:
        return typed_in(posted, name)

    return DecisionInput(
        kind=form.kind,
        maker=Authority(typed("maker")),
        decided_on=read_day(typed("decided_on")) or today,
        reason=typed("reason"),
        alternatives=typed("alternatives"),
        conflicts=typed("conflicts"),
        conditions=typed("conditions"),
        assessments=chosen_in(posted, "assessments"),
        policies=tuple(refs),
        evidence={name: typed(name) for name in NEEDS.get(form.kind, ())},
        review_on=read_day(typed("review_on")),
        duplicate_of=read_reference(typed("duplicate_of")) or typed("duplicate_of"),
        published=typed("published") == "true" or not form.has("published"),
        exempt_reason=typed("exempt_reason"),
        corrects=corrects,
        portfolio=typed("portfolio"),
        author=typed("author"),
        other_matters=typed("other_matters"),
        certified_by=typed("certified_by"),
        call_in_until=read_day(typed("call_in_until")),
        in_force_on=read_day(typed("in_force_on")),
        meeting=meeting,
    )
