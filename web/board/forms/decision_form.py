"""The form of a decision: what each kind asks for, filled in as far as it is known, and what is
read from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.message import Field, FieldKind
from common.assessments import AssessmentTypes
from triage.days import day, read_day
from triage.listing.board_service import IdeaDetails
from triage.model.assessments import AssessmentState
from triage.model.evidence import EVIDENCE
from triage.model.idea import Authority, Decision, DecisionInput, DecisionKind
from triage.model.stages import Stage
from triage.workflow.gates import NEEDS, needed_authority
from web.board import labels as words
from web.board import policy_lookups as policies
from web.board.context import BoardContext
from web.forms.form_data import EMPTY_FORM, FormData
from web.forms.form_page import chosen_in
from web.rendering.set_words import maker_name


def _is_short(kind: DecisionKind, sheet: IdeaDetails) -> bool:
    """Whether the record needs a reason and nothing else of the council's form: a question to the
    submitter, and a no to an idea, or joining it to another, before anybody has prepared it."""
    early = sheet.dossier.idea.stage in {Stage.SUBMITTED, Stage.SCREENING}
    ending = kind in {DecisionKind.DECLINE, DecisionKind.DUPLICATE}
    return kind is DecisionKind.ASK or (ending and early)


Options = Sequence[tuple[str, str]]

NOTHING_GIVEN: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """The fields of a decision of a kind. `others` are the clauses in force that are not among the
    fields, by their policies: they may be relied on too."""

    kind: DecisionKind
    fields: Sequence[Field]
    others: Sequence[tuple[str, Options]] = ()

    def has(self, name: str) -> bool:
        return any(field.name == name for field in self.fields)


def decision_form(
    means: BoardContext,
    sheet: IdeaDetails,
    kind: DecisionKind,
    corrected: Decision | None,
    *,
    of: str = "",
    given: Mapping[str, str] = NOTHING_GIVEN,
) -> DecisionForm:
    """What a decision of this kind asks for. `corrected` is the record that it puts right, `of` the
    idea that this one repeats, `given` what is known otherwise, by the names of the fields."""
    before = corrected.deciding if corrected else None
    if before is not None and before.kind is not kind:
        before = None
    made = [*_of_all(kind, sheet, before, means.today()), *_of_its_kind(kind, sheet, before, of)]
    if _is_short(kind, sheet):
        return DecisionForm(kind, _filled(made, given))
    clauses, others = _clauses(means, sheet, kind, before)
    made += [
        *_of_the_record(kind, sheet, before, means.types),
        clauses,
        *_of_making(before),
        *_of_publishing(before),
    ]
    return DecisionForm(kind, _filled(made, given), others)


def _filled(fields: Sequence[Field], given: Mapping[str, str]) -> Sequence[Field]:
    return [replace(one, value=given.get(one.name) or one.value) for one in fields]


def ticked(form: DecisionForm, posted: FormData = EMPTY_FORM) -> frozenset[str]:
    """The clauses that are ticked in the form as it is shown."""
    chosen = chosen_in(posted, "policies")
    if posted is not EMPTY_FORM:
        return frozenset(chosen)
    values = (field.value.split("\n") for field in form.fields if field.name == "policies")
    return frozenset(ref for value in values for ref in value)


def _of_all(
    kind: DecisionKind, sheet: IdeaDetails, before: DecisionInput | None, today: date
) -> Iterator[Field]:
    yield Field(
        "reason",
        "What do you ask?" if kind is DecisionKind.ASK else "Reasons",
        FieldKind.LONG_TEXT,
        hint="The submitter reads this.",
        required=True,
        value=before.reason if before else "",
    )
    yield Field(
        "maker",
        "Who decided",
        FieldKind.CHOICE,
        required=True,
        options=[(maker.value, maker_name(maker)) for maker in Authority],
        value=before.maker if before else _authority(kind, sheet),
    )
    yield Field(
        "decided_on",
        "Day of the decision",
        FieldKind.DATE,
        required=True,
        value=str(before.decided_on if before else today),
    )


def _authority(kind: DecisionKind, sheet: IdeaDetails) -> str:
    """The group decides, unless more is asked for; it is an officer who asks a question."""
    if _is_short(kind, sheet):
        return Authority.OFFICER
    needed = needed_authority(kind, sheet.record)
    return Authority.BOARD if needed is Authority.BOARD else Authority.STEERING_GROUP


def _of_its_kind(
    kind: DecisionKind, sheet: IdeaDetails, before: DecisionInput | None, of: str
) -> Iterator[Field]:
    """What only this kind of decision carries."""
    for name in NEEDS.get(kind, ()):
        plan = "" if kind is DecisionKind.EXTEND else sheet.plan.get(name, "")
        value = before.evidence.get(name, "") if before else plan
        yield replace(words.evidence(name, value), required=True)
    if kind is DecisionKind.DUPLICATE:
        yield Field(
            "duplicate_of",
            "Reference of the other idea",
            required=True,
            hint="For example AI-2026-0042. Its submitter and this one’s are both told what "
            "happens from now on, and the supports are carried over.",
            value=before.duplicate_of if before else of,
        )


def _of_the_record(
    kind: DecisionKind, sheet: IdeaDetails, before: DecisionInput | None, types: AssessmentTypes
) -> Iterator[Field]:
    signed = [
        f"{types.name(one.kind)}: {one.reference or one.state}"
        for one in sheet.assessments
        if one.state is not AssessmentState.DUE
    ]
    yield Field(
        "alternatives",
        "Alternatives considered and rejected",
        FieldKind.LONG_TEXT,
        value=before.alternatives if before else "",
    )
    yield Field(
        "conflicts",
        "Conflicts of interest declared",
        required=True,
        hint="Who, and what was done about it; or: none declared.",
        value=before.conflicts if before else "",
    )
    yield Field(
        "conditions",
        "Conditions",
        FieldKind.LONG_TEXT,
        value=before.conditions if before else "",
    )
    yield Field(
        "other_matters",
        "Other relevant matters",
        FieldKind.LONG_TEXT,
        value=before.other_matters if before else "",
    )
    if signed:
        yield Field(
            "assessments",
            "Assessments relied on",
            FieldKind.CHOICES,
            options=[(line, line) for line in signed],
            value="\n".join(before.assessments if before else signed),
        )
    yield Field(
        "review_on",
        "To be looked at again on",
        FieldKind.DATE,
        required=kind is DecisionKind.DEFER,
        value=str((before and before.review_on) or ""),
    )


def _clauses(
    means: BoardContext, sheet: IdeaDetails, kind: DecisionKind, before: DecisionInput | None
) -> tuple[Field, Sequence[tuple[str, Options]]]:
    """The clauses that such a decision may rest on as a rule, or did before; and all the others."""
    known, today = means.known, means.today()
    offered = policies.offered(known, today, sheet, kind)
    chosen = before.policies if before else [p.ref for p, is_usual in offered if is_usual]
    refs = dict.fromkeys([*(passage.ref for passage, _ in offered), *chosen])
    held = policies.by_ref(known)
    field = Field(
        "policies",
        "Clauses relied on",
        FieldKind.CHOICES,
        hint="At least one, here or among all clauses at the end of the form. Each is recorded "
        "with its version as it reads today.",
        required=True,
        options=[(ref, policies.named(ref, held)) for ref in refs],
        value="\n".join(chosen),
    )
    others: dict[str, list[tuple[str, str]]] = {}
    for passage in policies.in_force(known, today).values():
        if passage.ref not in refs:
            line = (passage.ref, policies.clause_of(passage))
            others.setdefault(passage.title, []).append(line)
    return field, sorted(others.items())


def _of_making(before: DecisionInput | None) -> Iterator[Field]:
    """Whose it is, and when it takes effect."""
    for name, label, hint in _PEOPLE:
        yield Field(name, label, hint=hint, value=getattr(before, name) if before else "")
    for name, label, hint in _DAYS:
        value = str((before and getattr(before, name)) or "")
        yield Field(name, label, FieldKind.DATE, hint=hint, value=value)


_PEOPLE = (
    ("portfolio", "Lead member or portfolio", "Whose portfolio it falls in, if any."),
    ("author", "Author of the report", ""),
    ("certified_by", "Certified by the proper officer", "Who certifies this record."),
)
_DAYS = (
    ("call_in_until", "Call-in ends on", "Only if the decision can be called in."),
    ("in_force_on", "Takes effect on", "After the call-in; if nothing is given, at once."),
)


def _of_publishing(before: DecisionInput | None) -> Iterator[Field]:
    yield Field(
        "published",
        "The record is published",
        FieldKind.CONFIRM,
        value="true" if before is None or before.published else "false",
    )
    yield Field(
        "exempt_reason",
        "If it is not published: the exemption",
        value=before.exempt_reason if before else "",
    )


def evidence_in_words(deciding: DecisionInput) -> Sequence[tuple[str, str]]:
    """What a decision carries, by its names, with its days in words."""
    return [
        (
            EVIDENCE[name].label if name in EVIDENCE else name.replace("_", " ").capitalize(),
            (day(read_day(text)) if name == "ends_on" else "") or text,
        )
        for name, text in deciding.evidence.items()
        if text
    ]
