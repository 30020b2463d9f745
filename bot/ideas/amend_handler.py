"""Changing an own idea before a decision: adding to it, taking it back, screening it again."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.ideas.drafts import AMEND_FORM, WITHDRAW_FORM, Draft
from bot.ideas.form_handler import LEAVES, FormHandler
from bot.ideas.idea_draft import screened_text
from bot.ideas.idea_form import ALL, as_text, filled_in, idea_fields, problem_text, read, values_of
from bot.ideas.status_handler import unknown
from bot.intents import form_text
from bot.intents.intent import Intent, IntentKind
from bot.message import Choice, Choices, Field, FieldKind, Form, Reply, Text
from bot.messages.say import say
from common.person import Person
from storage import StoreError
from triage import Idea, Rejected, RejectionReason
from triage.model.stages import UNDECIDED

AMENDED = "idea.amended"
WITHDRAWN = "idea.withdrawn"
"""The actions of the forms; the draft's name in their keys has the idea's reference."""

_REASON = "reason"


class AmendHandler(FormHandler):
    """Lets a person change their own undecided ideas."""

    # Adding to an idea

    async def amend(self, who: Person, ref: str) -> Reply:
        idea = await self._own(who, ref)
        if isinstance(idea, Reply):
            return idea
        name = f"{AMEND_FORM} {ref}"
        begun = (await self._kept.pending(who)).drafts.get(name)
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
        await self._kept.save(who, replace(draft, asked=ALL[0]))
        fields = idea_fields(ALL, draft.values)
        return Reply(
            (
                _amend_form(draft, fields),
                Text(say("status-or-by-typing", question=fields[0].label)),
            )
        )

    async def handle_amend_form(self, who: Person, values: Mapping[str, object]) -> Reply:
        draft = await self._draft(who, values, AMEND_FORM)
        if draft is None:
            return Reply((Text(say("idea-form-is-over")),))
        return await self._amend(who, draft.with_values(**filled_in(ALL, values)))

    async def handle_text(self, who: Person, draft: Draft, intent: Intent) -> Reply:
        """Something was typed while an own idea was being added to."""
        fields = idea_fields(ALL, draft.values)
        at = next((n for n, field in enumerate(fields) if field.name == draft.asked), 0)
        field = fields[at]
        if intent.kind is IntentKind.FORM_SHOW:
            return Reply((_amend_form(draft, fields),))
        if intent.kind is IntentKind.FORM_SEND:
            return await self._amend(who, draft)
        if intent.kind is IntentKind.FORM_AGAIN:
            return Reply(form_text.ask(field, noted=False))
        if intent.kind is IntentKind.FORM_BACK:
            at = max(0, at - 1) - 1
        elif intent.kind not in LEAVES and (text := form_text.answer_of(intent)):
            answer = form_text.read(field, text)
            if answer.problem:
                return Reply(form_text.ask(replace(field, problem=answer.problem)))
            draft = draft.with_values(**{field.name: answer.value})
        if at + 1 >= len(ALL):
            return await self._amend(who, draft)
        saved = await self._kept.save(who, replace(draft, asked=ALL[at + 1]))
        note = () if saved else (Text(say("idea-not-saved-but-held")),)
        (asked,) = idea_fields((ALL[at + 1],), draft.values)
        return Reply((*note, *form_text.ask(asked)))

    async def _amend(self, who: Person, draft: Draft) -> Reply:
        ref = draft.form.partition(" ")[2]
        proposal, problems = read(filled_in(ALL, draft.values))
        if problems:
            first = next((name for name in ALL if name in problems), "")
            await self._kept.save(who, replace(draft, asked=first))
            fields = idea_fields(ALL, draft.values, problems)
            return Reply(
                (
                    Text(say("idea-first-line", kept=any(draft.values.values()))),
                    _amend_form(draft, fields),
                )
            )
        version = as_text(draft.values.get("_version"))
        try:
            done = await self._ideas().amend(
                ref,
                proposal,
                by=who,
                version=int(version or 0),
                fingerprint=self._library().fingerprint,
            )
        except StoreError:
            await self._kept.save(who, replace(draft, asked=ALL[0]))
            fields = idea_fields(ALL, draft.values)
            return Reply((Text(say("idea-not-saved"), strong=True), _amend_form(draft, fields)))
        if isinstance(done, Rejected):
            return await self._refused(who, ref, draft, done)
        await self._kept.drop(who, draft.form)
        choices = [Choice(say("status-see", ref=ref), say=f"status {ref}")]
        if done.stage in UNDECIDED:
            choices.append(Choice(say("screening-screen-it"), say=f"screen {ref}"))
        return Reply((Text(say("status-amended", ref=ref), strong=True), Choices(choices)))

    async def _refused(self, who: Person, ref: str, draft: Draft, refused: Rejected) -> Reply:
        if refused.because is RejectionReason.CHANGED and refused.idea is not None:
            values = {**draft.values, "_version": str(refused.idea.version)}
            draft = replace(draft, values=values, asked=ALL[0])
            await self._kept.save(who, draft)
            form = _amend_form(draft, idea_fields(ALL, draft.values))
            return Reply((Text(say("status-changed-meanwhile")), form))
        if refused.because is RejectionReason.INCOMPLETE:
            problems = {wrong.field: problem_text(wrong) for wrong in refused.wrong}
            form = _amend_form(draft, idea_fields(ALL, draft.values, problems))
            return Reply((Text(say("idea-first-line", kept=any(draft.values.values()))), form))
        await self._kept.drop(who, draft.form)
        return _refusal(ref, refused)

    # Taking one back

    async def withdraw(self, who: Person, ref: str) -> Reply:
        idea = await self._own(who, ref)
        if isinstance(idea, Reply):
            return idea
        name = f"{WITHDRAW_FORM} {ref}"
        draft = Draft(name, f"{name}~{secrets.token_hex(6)}", {}, asked=_REASON)
        await self._kept.save(who, draft)
        field = Field(
            _REASON, say("status-reason"), FieldKind.LONG_TEXT, hint=say("status-need-not-say")
        )
        form = Form(
            action=WITHDRAWN,
            key=draft.key,
            title=say("status-withdraw-title", ref=ref, title=idea.title),
            fields=(field,),
            submit=say("status-withdraw-it"),
            intro=say("status-withdraw-intro"),
        )
        return Reply((form, Text(say("status-withdraw-by-typing"))))

    async def handle_withdraw_form(self, who: Person, values: Mapping[str, object]) -> Reply:
        draft = await self._draft(who, values, WITHDRAW_FORM)
        if draft is None:
            return Reply((Text(say("idea-form-is-over")),))
        ref = draft.form.partition(" ")[2]
        return await self._withdraw(who, ref, draft, as_text(values.get(_REASON)))

    async def handle_confirmation(self, who: Person, draft: Draft, intent: Intent) -> Reply:
        """A typed word on whether to withdraw; only a clear yes does it."""
        ref = draft.form.partition(" ")[2]
        if intent.kind is IntentKind.FORM_YES:
            return await self._withdraw(who, ref, draft, intent.text)
        if intent.kind is IntentKind.FORM_NO:
            await self._kept.drop(who, draft.form)
            return Reply((Text(say("status-not-withdrawn", ref=ref)),))
        await self._kept.save(who, draft)  # asked again, so it goes on listening
        return Reply((Text(say("status-withdraw-again", ref=ref)),))

    async def _withdraw(self, who: Person, ref: str, draft: Draft, reason: str) -> Reply:
        try:
            done = await self._ideas().withdraw(
                ref,
                by=who,
                reason=reason[:2000],
                fingerprint=self._library().fingerprint,
            )
        except StoreError:
            await self._kept.save(who, draft)
            return Reply((Text(say("idea-not-saved")),))
        await self._kept.drop(who, draft.form)
        if isinstance(done, Rejected):
            return _refusal(ref, done)
        return Reply((Text(say("status-withdrawn", ref=ref), strong=True),))

    async def screen(self, who: Person, ref: str) -> Reply:
        idea = await self._own(who, ref)
        if isinstance(idea, Reply):
            return idea
        return Reply(await self._screening.start(who, ref=ref, text=screened_text(idea.proposal)))

    async def _own(self, who: Person, ref: str) -> Idea | Reply:
        """An own idea before a decision, or what to say instead."""
        try:
            dossier = await self._ideas().idea(ref, reader=who)
        except StoreError:
            return Reply((Text(say("idea-cannot-look")),))
        if dossier is None:
            return unknown(ref)
        if dossier.idea.stage not in UNDECIDED:
            return _refusal(ref, Rejected(RejectionReason.DECIDED, dossier.idea))
        return dossier.idea

    async def _draft(self, who: Person, values: Mapping[str, object], kind: str) -> Draft | None:
        """The draft that a form's key names, if it is this form's."""
        key = as_text(values.get("key"))
        name = key.partition("~")[0]
        draft = (await self._kept.pending(who)).drafts.get(name)
        is_it = draft is not None and draft.key == key and name.partition(" ")[0] == kind
        return draft if is_it else None


def _amend_form(draft: Draft, fields: Sequence[Field]) -> Form:
    ref = draft.form.partition(" ")[2]
    return Form(
        action=AMENDED,
        key=draft.key,
        title=say("status-amend-title", ref=ref),
        fields=fields,
        submit=say("status-save"),
        intro=say("status-amend-intro"),
    )


def _refusal(ref: str, refused: Rejected) -> Reply:
    if refused.because is RejectionReason.DECIDED and refused.idea is not None:
        stage = say("idea-stage", stage=refused.idea.stage)
        see = Choices([Choice(say("status-see", ref=ref), say=f"status {ref}")])
        return Reply((Text(say("status-too-late", ref=ref, stage=stage)), see))
    if refused.because is RejectionReason.CHANGED:
        return Reply((Text(say("status-changed-meanwhile")),))
    return unknown(ref)
