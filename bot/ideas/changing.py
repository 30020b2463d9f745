"""Changing an own idea before a decision: adding to it, taking it back, screening it again."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot import wording_of_following as wording
from bot import wording_of_ideas as of_ideas
from bot import wording_of_screening as of_screening
from bot.ideas import typed
from bot.ideas.fields import ALL, as_text, filled_in, idea_fields, read, said, values_of
from bot.ideas.following import unknown
from bot.ideas.intake import screened_text
from bot.ideas.kept import Draft, Kept, triage_person
from bot.ideas.screening import ScreeningDesk
from bot.ideas.typed import Order
from bot.message import Choice, Choices, Field, FieldKind, Form, Person, Reply, Said
from knowledge import Library
from storage import StoreError
from triage import Idea, Rejected, RejectionReason, TriageList
from triage.model.stages import UNDECIDED

AMENDED = "idea.amended"
WITHDRAWN = "idea.withdrawn"
"""The actions of the forms; the draft's name in their keys has the idea's reference."""

AMEND_FORM, WITHDRAW_FORM = "amend", "withdraw"
_REASON = "reason"


class ChangingDesk:
    """Lets a person change their own undecided ideas."""

    def __init__(
        self,
        ideas: Callable[[], TriageList],
        library: Callable[[], Library],
        kept: Kept,
        screening: ScreeningDesk,
    ) -> None:
        self._ideas = ideas
        self._library = library
        self._kept = kept
        self._screening = screening

    # Adding to an idea

    async def amend(self, who: Person, ref: str) -> Reply:
        idea = await self._own(who, ref)
        if isinstance(idea, Reply):
            return idea
        name = f"{AMEND_FORM} {ref}"
        begun = (await self._kept.begun(who)).drafts.get(name)
        if begun is not None:
            return await self._show(who, begun)
        values = {**values_of(idea.proposal), "_version": str(idea.version)}
        return await self._show(who, Draft(name, f"{name}~{secrets.token_hex(6)}", values))

    async def resume(self, who: Person, draft: Draft) -> Reply:
        """Show a form that was begun."""
        if draft.form.startswith(WITHDRAW_FORM):
            return await self.withdraw(who, draft.form.partition(" ")[2])
        return await self._show(who, draft)

    async def _show(self, who: Person, draft: Draft) -> Reply:
        await self._kept.keep(who, replace(draft, asked=ALL[0]))
        fields = idea_fields(ALL, draft.values)
        return Reply(
            (
                _amend_form(draft, fields),
                Said(wording.or_by_typing(fields[0].label)),
            )
        )

    async def amended(self, who: Person, values: Mapping[str, object]) -> Reply:
        draft = await self._draft(who, values, AMEND_FORM)
        if draft is None:
            return Reply((Said(of_ideas.form_is_over()),))
        return await self._amend(who, draft.with_values(**filled_in(ALL, values)))

    async def heard(self, who: Person, draft: Draft, text: str) -> Reply | None:
        """Something was typed while an own idea was being added to, or taken back."""
        order = typed.order(text)
        if draft.form.startswith(WITHDRAW_FORM):
            return await self._taken_back(who, draft, text)
        fields = idea_fields(ALL, draft.values)
        at = next((n for n, field in enumerate(fields) if field.name == draft.asked), 0)
        field = fields[at]
        if order is Order.FORM:
            return Reply((_amend_form(draft, fields),))
        if order is Order.SEND:
            return await self._amend(who, draft)
        if order is Order.BACK:
            at = max(0, at - 1) - 1
        elif order not in (Order.SKIP, Order.KEEP) and not _is_nothing(field, text):
            answer = typed.read(field, text)
            if answer.problem:
                return Reply(typed.asked(replace(field, problem=answer.problem)))
            draft = draft.with_values(**{field.name: answer.value})
        if at + 1 >= len(ALL):
            return await self._amend(who, draft)
        saved = await self._kept.keep(who, replace(draft, asked=ALL[at + 1]))
        note = () if saved else (Said(of_ideas.not_saved_but_held()),)
        (asked,) = idea_fields((ALL[at + 1],), draft.values)
        return Reply((*note, *typed.asked(asked)))

    async def _amend(self, who: Person, draft: Draft) -> Reply:
        ref = draft.form.partition(" ")[2]
        proposal, problems = read(filled_in(ALL, draft.values))
        if problems:
            first = next((name for name in ALL if name in problems), "")
            await self._kept.keep(who, replace(draft, asked=first))
            fields = idea_fields(ALL, draft.values, problems)
            return Reply((Said(of_ideas.first_line()), _amend_form(draft, fields)))
        version = as_text(draft.values.get("_version"))
        try:
            done = await self._ideas().amend(
                ref,
                proposal,
                by=triage_person(who),
                version=int(version or 0),
                fingerprint=self._library().fingerprint,
            )
        except StoreError:
            await self._kept.keep(who, replace(draft, asked=ALL[0]))
            fields = idea_fields(ALL, draft.values)
            return Reply((Said(of_ideas.not_saved(), strong=True), _amend_form(draft, fields)))
        if isinstance(done, Rejected):
            return await self._refused(who, ref, draft, done)
        await self._kept.drop(who, draft.form)
        choices = [Choice(wording.see(ref), say=f"status {ref}")]
        if done.stage in UNDECIDED:
            choices.append(Choice(of_screening.screen_it(), say=f"screen {ref}"))
        return Reply((Said(wording.amended(ref), strong=True), Choices(choices)))

    async def _refused(self, who: Person, ref: str, draft: Draft, refused: Rejected) -> Reply:
        if refused.because is RejectionReason.CHANGED and refused.idea is not None:
            values = {**draft.values, "_version": str(refused.idea.version)}
            draft = replace(draft, values=values, asked=ALL[0])
            await self._kept.keep(who, draft)
            form = _amend_form(draft, idea_fields(ALL, draft.values))
            return Reply((Said(wording.changed_meanwhile()), form))
        if refused.because is RejectionReason.INCOMPLETE:
            problems = {wrong.field: said(wrong) for wrong in refused.wrong}
            form = _amend_form(draft, idea_fields(ALL, draft.values, problems))
            return Reply((Said(of_ideas.first_line()), form))
        await self._kept.drop(who, draft.form)
        return _refusal(ref, refused)

    # Taking one back

    async def withdraw(self, who: Person, ref: str) -> Reply:
        idea = await self._own(who, ref)
        if isinstance(idea, Reply):
            return idea
        name = f"{WITHDRAW_FORM} {ref}"
        draft = Draft(name, f"{name}~{secrets.token_hex(6)}", {}, asked=_REASON)
        await self._kept.keep(who, draft)
        field = Field(_REASON, wording.reason(), FieldKind.LONG_TEXT, hint=wording.need_not_say())
        form = Form(
            action=WITHDRAWN,
            key=draft.key,
            title=wording.withdraw_title(ref, idea.title),
            fields=(field,),
            submit=wording.withdraw_it(),
            intro=wording.withdraw_intro(),
        )
        return Reply((form, Said(wording.withdraw_by_typing())))

    async def withdrawn(self, who: Person, values: Mapping[str, object]) -> Reply:
        draft = await self._draft(who, values, WITHDRAW_FORM)
        if draft is None:
            return Reply((Said(of_ideas.form_is_over()),))
        ref = draft.form.partition(" ")[2]
        return await self._withdraw(who, ref, draft, as_text(values.get(_REASON)))

    async def _taken_back(self, who: Person, draft: Draft, text: str) -> Reply:
        """A typed word on whether, or why, to withdraw."""
        order, agrees = typed.order(text), typed.agrees(text)
        ref = draft.form.partition(" ")[2]
        if agrees is False or order is Order.STOP:
            await self._kept.drop(who, draft.form)
            return Reply((Said(wording.not_withdrawn(ref)),))
        return await self._withdraw(who, ref, draft, "" if agrees or order is Order.SKIP else text)

    async def _withdraw(self, who: Person, ref: str, draft: Draft, reason: str) -> Reply:
        try:
            done = await self._ideas().withdraw(
                ref,
                by=triage_person(who),
                reason=reason[:2000],
                fingerprint=self._library().fingerprint,
            )
        except StoreError:
            await self._kept.keep(who, draft)
            return Reply((Said(of_ideas.not_saved()),))
        await self._kept.drop(who, draft.form)
        if isinstance(done, Rejected):
            return _refusal(ref, done)
        return Reply((Said(wording.withdrawn(ref), strong=True),))

    async def screen(self, who: Person, ref: str) -> Reply:
        idea = await self._own(who, ref)
        if isinstance(idea, Reply):
            return idea
        return Reply(await self._screening.start(who, ref=ref, text=screened_text(idea.proposal)))

    async def _own(self, who: Person, ref: str) -> Idea | Reply:
        """An own idea before a decision, or what to say instead."""
        try:
            dossier = await self._ideas().idea(ref, reader=triage_person(who))
        except StoreError:
            return Reply((Said(of_ideas.cannot_look()),))
        if dossier is None:
            return unknown(ref)
        if dossier.idea.stage not in UNDECIDED:
            return _refusal(ref, Rejected(RejectionReason.DECIDED, dossier.idea))
        return dossier.idea

    async def _draft(self, who: Person, values: Mapping[str, object], kind: str) -> Draft | None:
        """The draft that a form's key names, if it is this form's."""
        key = as_text(values.get("key"))
        name = key.partition("~")[0]
        draft = (await self._kept.begun(who)).drafts.get(name)
        is_it = draft is not None and draft.key == key and name.partition(" ")[0] == kind
        return draft if is_it else None


def _is_nothing(field: Field, text: str) -> bool:
    """Whether somebody has nothing to say to a question that asks for words or a number."""
    return not field.required and not field.options and bool(typed.NOTHING.fullmatch(text.strip()))


def _amend_form(draft: Draft, fields: Sequence[Field]) -> Form:
    ref = draft.form.partition(" ")[2]
    return Form(
        action=AMENDED,
        key=draft.key,
        title=wording.amend_title(ref),
        fields=fields,
        submit=wording.save(),
        intro=wording.amend_intro(),
    )


def _refusal(ref: str, refused: Rejected) -> Reply:
    if refused.because is RejectionReason.DECIDED and refused.idea is not None:
        stage = of_ideas.stage_words(refused.idea.stage)
        see = Choices([Choice(wording.see(ref), say=f"status {ref}")])
        return Reply((Said(wording.too_late(ref, stage)), see))
    if refused.because is RejectionReason.CHANGED:
        return Reply((Said(wording.changed_meanwhile()),))
    return unknown(ref)
