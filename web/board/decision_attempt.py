"""A decision on its way: looked over before anything is final, then recorded."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.message import Field, FieldKind
from triage import Rejected, RejectionReason
from triage.days import day, read_day
from triage.listing.board_service import IdeaDetails
from triage.model.idea import Decision, DecisionInput
from triage.model.validation import FieldError
from web.board import policy_lookups as policies
from web.board.context import BoardContext, person_of
from web.board.forms.decision_form import DecisionForm
from web.board.forms.decision_input import decision_input_in, form_errors
from web.forms.form_data import FormData
from web.forms.form_page import chosen_in, number_in, typed_in
from web.permissions import Visitor

RECORD, CHANGE = "record", "change"
"""What the page on which a decision is looked over sends as `step`."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of it: `recorded`, or `ready` to be looked over with nothing kept yet, or what is
    `wrong`; `conflict` if somebody else changed the idea meanwhile."""

    recorded: Decision | None = None
    ready: DecisionInput | None = None
    wrong: Sequence[FieldError] = ()
    conflict: bool = False


async def attempt(
    means: BoardContext,
    visitor: Visitor,
    sheet: IdeaDetails,
    form: DecisionForm,
    posted: FormData,
    *,
    corrects: str = "",
    meeting: str = "",
) -> Attempt:
    """Record what was sent in if it comes from the page on which it is looked over; else say
    whether it could be recorded."""
    known, today = means.known, means.today()
    refs, unknown = policies.pinned(known, today, chosen_in(posted, "policies"))
    wrong = tuple(form_errors(form, posted, unknown))
    if wrong:
        return Attempt(wrong=wrong)
    deciding = decision_input_in(form, posted, refs, today, corrects=corrects, meeting=meeting)
    ref, version = sheet.dossier.idea.reference, number_in(posted, "version")
    ideas, demanded = means.ideas(), means.types.demanded
    done: Decision | Rejected | None
    if posted["step"] == RECORD:
        done = await ideas.decide(
            ref,
            deciding,
            by=person_of(visitor),
            version=version,
            fingerprint=known.fingerprint,
            demanded=demanded,
        )
    else:
        done = await ideas.refusal(ref, deciding, version=version, demanded=demanded)
    if done is None:
        return Attempt(ready=deciding)
    if isinstance(done, Decision):
        return Attempt(recorded=done)
    if done.because is RejectionReason.INCOMPLETE:
        return Attempt(wrong=done.wrong)
    return Attempt(conflict=True)


def looked_over(
    means: BoardContext, form: DecisionForm, posted: FormData
) -> Sequence[tuple[str, str]]:
    """What would be recorded: every field that is filled in, by its label, in words."""
    held = policies.by_ref(means.known)
    rows = []
    for field in form.fields:
        if field.name == "policies":
            refs, _ = policies.pinned(means.known, means.today(), chosen_in(posted, "policies"))
            text = "\n".join(policies.named(ref, held) for ref in refs)
        else:
            text = _in_words(field, posted)
        if text:
            rows.append((field.label, text))
    return rows


def _in_words(field: Field, posted: FormData) -> str:
    typed, options = typed_in(posted, field.name), dict(field.options)
    match field.kind:
        case FieldKind.CHOICES:
            return "\n".join(options.get(one, one) for one in chosen_in(posted, field.name))
        case FieldKind.CHOICE:
            return options.get(typed, typed)
        case FieldKind.CONFIRM:
            return "Yes" if typed == "true" else "No"
        case FieldKind.DATE:
            return day(read_day(typed)) or typed
    return typed


def sent_again(posted: FormData) -> Sequence[tuple[str, str]]:
    """Everything that was filled in, to ride along unseen while it is looked over."""
    return [(name, text) for name, text in posted.sent if name.startswith(("v.", "m."))]
