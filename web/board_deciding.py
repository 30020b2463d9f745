"""Recording a decision: the form with its gates, and the record under every heading of the
council's form."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from aiohttp import web

from bot.message import Field, FieldKind
from knowledge import Library, Passage
from triage import Because, Refused, TriageList
from triage.assessed import State
from triage.board import Sheet
from triage.checks import Why, Wrong
from triage.decisions import open_kinds
from triage.finding import read_reference
from triage.gates import NEEDS, lacking, needed_maker, read_day
from triage.ideas import Deciding, Decision, DecisionKind, Maker
from web import board_policies as policies
from web import board_words as words
from web.access import EVERY_ROLE, Access, visitor_of
from web.board import BoardPage
from web.board_history import events_since
from web.board_idea import DECIDERS, missing, person_of, sheet_of
from web.drawing import Drawing
from web.forms import FormPage, chosen_in, drawn_again, number_in, typed_in, values_of
from web.posted import NOTHING, Posted, read_posted

SHORT = frozenset({DecisionKind.ASK})
"""Records that need a reason and nothing else of the council's form."""


class DecidingPages:
    """Handlers of `decide/{kind}` and `decisions/{record}` below `/board/{reference}`."""

    def __init__(
        self,
        draw: Drawing,
        board: BoardPage,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        today: Callable[[], date],
    ) -> None:
        self._draw = draw
        self._pages = board
        self._ideas = ideas
        self._library = library
        self._today = today

    def routes(self, access: Access) -> list[web.RouteDef]:
        base = "/board/{reference}"
        return [
            access.get(f"{base}/decide/{{kind}}", self.form, *DECIDERS),
            access.post(f"{base}/decide/{{kind}}", self.take, *DECIDERS),
            access.get(f"{base}/decisions/{{record}}", self.record, *EVERY_ROLE),
        ]

    async def form(self, request: web.Request) -> web.Response:
        """What a decision of this kind asks for, filled in as far as it is known."""
        sheet, kind = await sheet_of(self._pages.board, request), _kind(request)
        corrected = _record_of(sheet, request.query.get("corrects", ""))
        if corrected is None and kind not in open_kinds(sheet.dossier.idea.stage):
            raise web.HTTPConflict(
                text="This cannot be decided about the idea in its present state. Go back to the "
                "idea to see what can."
            )
        fields = self._fields(sheet, kind, corrected, request.query.get("of", ""))
        return self._page(
            sheet, kind, fields, corrected=corrected, ahead=_ahead(sheet, kind, fields)
        )

    async def take(self, request: web.Request) -> web.Response:
        """Record the decision, or show the form again with what stands in the way."""
        sheet, kind = await sheet_of(self._pages.board, request), _kind(request)
        posted = await read_posted(request)
        corrected = _record_of(sheet, typed_in(posted, "corrects"))
        fields = self._fields(sheet, kind, corrected, "")
        known, today = self._library().policy_set, self._today()
        named = [*chosen_in(posted, "policies"), *typed_in(posted, "other_policies").split()]
        refs, unknown = policies.pinned(known, today, named)
        wrong = tuple(_wrong(fields, posted, refs, unknown))
        if wrong:
            return self._page(sheet, kind, fields, posted, wrong, corrected=corrected)
        other = typed_in(posted, "duplicate_of")
        deciding = Deciding(
            kind=kind,
            maker=Maker(typed_in(posted, "maker")),
            decided_on=read_day(typed_in(posted, "decided_on")) or today,
            reason=typed_in(posted, "reason"),
            alternatives=typed_in(posted, "alternatives"),
            conflicts=typed_in(posted, "conflicts"),
            conditions=typed_in(posted, "conditions"),
            assessments=chosen_in(posted, "assessments"),
            policies=refs,
            evidence={name: typed_in(posted, name) for name in NEEDS.get(kind, ())},
            review_on=read_day(typed_in(posted, "review_on")),
            duplicate_of=read_reference(other) or other,
            published=typed_in(posted, "published") == "true",
            exempt_reason=typed_in(posted, "exempt_reason"),
            corrects=corrected.reference if corrected else "",
        )
        idea = sheet.dossier.idea
        done = await self._ideas().decide(
            idea.reference,
            deciding,
            by=person_of(visitor_of(request)),
            version=number_in(posted, "version"),
            fingerprint=known.fingerprint,
        )
        if isinstance(done, Decision):
            raise web.HTTPSeeOther(f"/board/{idea.reference}/decisions/{done.reference}")
        return await self._refused(request, fields, posted, done, corrected)

    async def _refused(
        self,
        request: web.Request,
        fields: Sequence[Field],
        posted: Posted,
        refused: Refused,
        corrected: Decision | None,
    ) -> web.Response:
        kind = _kind(request)
        sheet = await sheet_of(self._pages.board, request)
        if refused.because is Because.INCOMPLETE:
            wrong = refused.wrong
            return self._page(sheet, kind, fields, posted, wrong, corrected=corrected)
        seen = _moment(typed_in(posted, "seen"))
        known, today = self._library().policy_set, self._today()
        changed = events_since(sheet, known, today, seen) if seen else ()
        told = "Somebody else has changed this idea since you opened the form, so nothing has been "
        told += "recorded. What you typed is still here."
        if kind not in open_kinds(sheet.dossier.idea.stage) and corrected is None:
            told = "Meanwhile the idea has moved on, and this can no longer be decided about it. "
            told += "What you typed is still here to be copied."
        return self._page(
            sheet, kind, fields, posted, told=told, changed=changed, corrected=corrected, status=409
        )

    async def record(self, request: web.Request) -> web.Response:
        """One decision under every heading of the council's form."""
        sheet = await sheet_of(self._pages.board, request)
        found = _record_of(sheet, request.match_info["record"])
        if found is None:
            raise web.HTTPNotFound(text="This idea has no such decision.")
        known = self._library().policy_set
        later = [one for one in sheet.dossier.decisions if one.deciding.corrects == found.reference]
        return self._draw.page(
            "board_decision.html",
            idea=sheet.dossier.idea,
            decision=found,
            deciding=found.deciding,
            later=later,
            evidence={name: _shown(name, text) for name, text in found.deciding.evidence.items()},
            may_correct=bool(visitor_of(request).roles & frozenset(DECIDERS)) and not later,
            known=policies.by_ref(known),
            address_of=policies.address_of,
            words=words,
        )

    def _fields(
        self, sheet: Sheet, kind: DecisionKind, corrected: Decision | None, of: str
    ) -> Sequence[Field]:
        """The fields of the form, with what is known of each."""
        today = self._today()
        before = corrected.deciding if corrected else None
        if before is not None and before.kind is not kind:
            before = None
        made = [
            Field(
                "reason",
                "What do you ask?" if kind is DecisionKind.ASK else "Reasons",
                FieldKind.LONG_TEXT,
                hint="The submitter reads this.",
                required=True,
                value=before.reason if before else "",
            ),
            Field(
                "maker",
                "Who decided",
                FieldKind.CHOICE,
                required=True,
                options=[(maker.value, words.MAKERS[maker]) for maker in Maker],
                value=before.maker if before else _maker(kind, sheet),
            ),
            Field(
                "decided_on",
                "Day of the decision",
                FieldKind.DATE,
                required=True,
                value=str(before.decided_on if before else today),
            ),
        ]
        made += _of_its_kind(kind, sheet, before, of)
        if kind not in SHORT:
            made += _of_every_decision(kind, sheet, before)
            made += self._clauses(sheet, kind, before)
            made += _of_publishing(before)
        return made

    def _clauses(
        self, sheet: Sheet, kind: DecisionKind, before: Deciding | None
    ) -> Iterator[Field]:
        """The clauses that the decision may rest on."""
        known, today = self._library().policy_set, self._today()
        offered = policies.offered(known, today, sheet, kind)
        chosen = set(before.policies) if before else {p.ref for p, ticked in offered if ticked}
        listed = [p for p, _ in offered]
        yield Field(
            "policies",
            "Clauses relied on",
            FieldKind.CHOICES,
            hint="At least one, here or below. Each is recorded with its version as it reads "
            "today.",
            required=True,
            options=[(p.ref, _clause(p)) for p in listed],
            value="\n".join(p.ref for p in listed if p.ref in chosen),
        )
        others = sorted(chosen - {p.ref for p in listed})
        yield Field(
            "other_policies",
            "Other clauses relied on",
            FieldKind.LONG_TEXT,
            hint="One a line, for example ideas#pilot-rules.",
            value="\n".join(others),
        )

    def _page(
        self,
        sheet: Sheet,
        kind: DecisionKind,
        fields: Sequence[Field],
        posted: Posted = NOTHING,
        wrong: Sequence[Wrong] = (),
        *,
        told: str = "",
        changed: Sequence[object] = (),
        corrected: Decision | None = None,
        ahead: Sequence[tuple[str, str]] = (),
        status: int = 200,
    ) -> web.Response:
        idea = sheet.dossier.idea
        shown = {field.name for field in fields}
        mine = {one.field: words.problem(one) for one in wrong if one.field in shown}
        others = [missing(idea.reference, one.field, words.problem(one))
                  for one in wrong if one.field not in shown]  # fmt: skip
        title = words.KINDS[kind]
        page = FormPage(
            title=f"Correct {corrected.reference}: {title}" if corrected else title,
            action=f"/board/{idea.reference}/decide/{kind}",
            fields=drawn_again(fields, mine),
            submit="Record the correction" if corrected else "Record the decision",
            back=(f"{idea.reference} {idea.title}", f"/board/{idea.reference}"),
            told=(words.KIND_HINTS[kind],) if kind in words.KIND_HINTS else (),
            kept={
                "v.version": str(idea.version),
                "v.seen": self._ideas().store.clock().isoformat(),
                "v.corrects": corrected.reference if corrected else "",
            },
            problems=[*([(told, "")] if told else []), *others],
        )
        return self._draw.page(
            "board_decide.html",
            page=page,
            values=values_of(fields, posted),
            changed=changed,
            ahead=ahead,
            here="Board",
            status=status if status != 200 else 422 if wrong else 200,
        )


def _ahead(sheet: Sheet, kind: DecisionKind, fields: Sequence[Field]) -> Sequence[tuple[str, str]]:
    """What is missing that the form itself cannot give, each with the address where it can be."""
    shown = {field.name for field in fields}
    maker = needed_maker(kind, sheet.record)
    wrongs = lacking(kind, maker, date.min, {}, sheet.record)
    ref = sheet.dossier.idea.reference
    return [missing(ref, one.field, words.problem(one)) for one in wrongs if one.field not in shown]


def _kind(request: web.Request) -> DecisionKind:
    try:
        return DecisionKind(request.match_info["kind"])
    except ValueError:
        raise web.HTTPNotFound(text="There is no decision of that kind.") from None


def _record_of(sheet: Sheet, reference: str) -> Decision | None:
    found = (one for one in sheet.dossier.decisions if one.reference == reference)
    return next(found, None)


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else None


def _maker(kind: DecisionKind, sheet: Sheet) -> str:
    """The group decides, unless more is asked for; it is an officer who asks a question."""
    if kind is DecisionKind.ASK:
        return Maker.OFFICER
    needed = needed_maker(kind, sheet.record)
    return Maker.BOARD if needed is Maker.BOARD else Maker.STEERING_GROUP


def _of_its_kind(
    kind: DecisionKind, sheet: Sheet, before: Deciding | None, of: str
) -> Iterator[Field]:
    """What only this kind of decision carries."""
    for name in NEEDS.get(kind, ()):
        plan = "" if kind is DecisionKind.EXTEND else sheet.plan.get(name, "")
        value = before.evidence.get(name, "") if before else plan
        yield replace(words.EVIDENCE[name], required=True, value=value)
    if kind is DecisionKind.DUPLICATE:
        yield Field(
            "duplicate_of",
            "Reference of the other idea",
            required=True,
            hint="For example AI-2026-0042. Its submitter and this one’s are both told what "
            "happens from now on, and the supports are carried over.",
            value=before.duplicate_of if before else of,
        )


def _of_every_decision(
    kind: DecisionKind, sheet: Sheet, before: Deciding | None
) -> Iterator[Field]:
    signed = [
        f"{words.assessment(one.kind)}: {one.reference or one.state}"
        for one in sheet.assessments
        if one.state is not State.DUE
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


def _of_publishing(before: Deciding | None) -> Iterator[Field]:
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


def _shown(name: str, text: str) -> str | date:
    """What a decision carries, with its days as days."""
    return (read_day(text) if name == "ends_on" else None) or text


def _clause(passage: Passage) -> str:
    number = f", clause {passage.clause}" if passage.clause else ""
    return f"{passage.title}{number}: {passage.heading}"


def _wrong(
    fields: Sequence[Field], posted: Posted, refs: Sequence[str], unknown: Sequence[str]
) -> Iterator[Wrong]:
    """What the record needs as a form, before the rules of the decision are asked."""
    shown = {field.name for field in fields}
    for field in fields:
        text = typed_in(posted, field.name)
        if field.kind is FieldKind.CHOICES:
            continue
        nobody = field.name == "maker" and text not in set(Maker)
        if nobody or (field.required and not text):
            yield Wrong(field.name, Why.MISSING)
        elif field.kind is FieldKind.DATE and text and read_day(text) is None:
            yield Wrong(field.name, Why.UNREADABLE)
    if unknown:
        yield Wrong("other_policies", Why.UNKNOWN_CHOICE)
    elif "policies" in shown and not refs:
        yield Wrong("policies", Why.MISSING)
    unpublished = typed_in(posted, "published") != "true"
    if "published" in shown and unpublished and not typed_in(posted, "exempt_reason"):
        yield Wrong("exempt_reason", Why.MISSING)
