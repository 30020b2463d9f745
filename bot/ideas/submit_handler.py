"""From "I have an idea" to a stored one: the form, what looks personal, what is similar, and the
reference. Whatever is missing, wrong or away, nothing that was typed is lost."""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.answering.blocks import quoted
from bot.ideas import personal_data, similar_blocks, similar_choice
from bot.ideas.drafts import Draft, DraftStep
from bot.ideas.form_handler import LEAVES, FormHandler
from bot.ideas.idea_draft import another, as_form, begun_with, screened_text, texts_of
from bot.ideas.idea_form import FIRST, as_text, filled_in, idea_fields, read
from bot.ideas.service_level import screened_by, triage_clause
from bot.ideas.similar_choice import CHANGE, GO_ON, KEEP, MASK, SUPPORT, ask_which
from bot.intents import form_text
from bot.intents.intent import Intent, IntentKind
from bot.message import Block, Choice, Choices, Reply, Text
from bot.messages.say import say
from common.person import Person
from storage import StoreError
from triage import Rejected, Submitted
from triage.model.fields import Proposal
from triage.workflow.submission import IDEA_FORM

START = "idea.start"
"""The button that begins one; its values may have a `text`."""

BUTTONS = frozenset({START, MASK, KEEP, CHANGE, GO_ON, SUPPORT})

_LONGEST_KEY = 64


class SubmitHandler(FormHandler):
    """Takes ideas from one person at a time, one after another."""

    # The form

    async def start(
        self, who: Person, text: str = "", *, perhaps: str = "", listen: bool = True
    ) -> Reply:
        """Show the form: as it was left, or with what was said already. `perhaps` is a text that
        may have been a question; without `listen` what is typed next is not meant for the form."""
        begun = await self._kept.pending(who)
        draft = begun.drafts.get(IDEA_FORM)
        stays = draft is not None and not (draft.guessed and text)
        if draft is not None and stays and any(draft.values.values()):
            title = as_text(draft.values.get("title"))
            afresh = Choice(
                say("idea-start-afresh"),
                say=f"start afresh: {text}" if text else "start afresh",
            )
            return await self._show(
                who, draft, Text(say("idea-unfinished", title=title)), Choices([afresh])
            )
        if perhaps:
            question = Choice(say("idea-was-a-question"), say=f"question: {perhaps}")
            taken_up = Text(say("idea-taken-up-as-an-idea"))
            draft = replace(begun_with(text), guessed=not listen)
            return await self._show(who, draft, taken_up, Choices([question]), listen=listen)
        draft = replace(begun_with(text), guessed=not listen)
        return await self._show(who, draft, listen=listen)

    async def start_afresh(self, who: Person, text: str = "") -> Reply:
        await self._kept.drop(who, IDEA_FORM)
        return await self._show(who, begun_with(text))

    async def _show(self, who: Person, draft: Draft, *around: Block, listen: bool = True) -> Reply:
        """The form, and its first open question for those who type."""
        fields = idea_fields(FIRST, draft.values)
        first = next((field for field in fields if not field.value), fields[0])
        draft = replace(draft, asked=first.name if listen else "", step=DraftStep.FILLING)
        saved = await self._kept.save(who, draft)
        note = () if saved else (Text(say("idea-not-saved-but-held")),)
        before = [block for block in around if isinstance(block, Text)]
        after = [block for block in around if not isinstance(block, Text)]
        title = as_text(draft.values.get("title"))
        line = (
            say("idea-or-by-typing", question=first.label)
            if listen
            else say("idea-still-open", title=title)
        )
        by_typing = Text(line)
        return Reply((*note, *before, as_form(draft, fields), by_typing, *after))

    async def handle_form(self, who: Person, values: Mapping[str, object]) -> Reply:
        """The form was sent in."""
        key = as_text(values.get("key"))
        draft = await self._of_key(who, key)
        if isinstance(draft, Reply):
            return draft
        if draft is None:  # known to nobody (any more), but here is all that was typed
            draft = Draft(IDEA_FORM, key if 0 < len(key) <= _LONGEST_KEY else secrets.token_hex(8))
        draft = draft.with_values(**filled_in(FIRST, values))
        return await self._on(who, replace(draft, step=DraftStep.FILLING, settled=False))

    async def handle_button(self, who: Person, action: str, values: Mapping[str, object]) -> Reply:
        """A button below the form, or what was found about it."""
        if action == START:
            return await self.start(who, as_text(values.get("text")))
        draft = await self._of_key(who, as_text(values.get("key")))
        if isinstance(draft, Reply):
            return draft
        if draft is None:
            away = (await self._kept.pending(who)).away
            line = say("idea-cannot-look") if away else say("idea-form-is-over")
            return Reply((Text(line), another()))
        if action == SUPPORT:
            return await self.support(who, as_text(values.get("ref")), draft)
        return await self._resolve(who, draft, action)

    async def _of_key(self, who: Person, key: str) -> Draft | Reply | None:
        """The draft of a form's key, or what to say where it has been sent already."""
        begun = await self._kept.pending(who)
        draft = begun.drafts.get(IDEA_FORM)
        if draft is not None and draft.key == key:
            return draft
        try:
            sent = await self._ideas().idea_of_form(who, key)
        except StoreError:
            return None
        if sent is None:
            return None
        return Reply((Text(say("idea-stored-already", ref=sent.reference), strong=True), another()))

    # By typing

    async def handle_text(self, who: Person, draft: Draft, intent: Intent) -> Reply:
        """Something was typed while the form, or a question about it, was open."""
        if draft.step is not DraftStep.FILLING:
            action = similar_choice.CHOICES.get(intent.kind)
            return await self._resolve(who, draft, action) if action else ask_which(draft)
        fields = idea_fields(FIRST, draft.values)
        at = next((n for n, field in enumerate(fields) if field.name == draft.asked), 0)
        match intent.kind:
            case IntentKind.FORM_SHOW:
                return await self._show(who, draft)
            case IntentKind.FORM_SEND:
                return await self._send(who, draft)
            case IntentKind.FORM_BACK:
                return await self._ask(who, draft, max(0, at - 1))
            case IntentKind.FORM_AGAIN:
                return Reply(form_text.ask(fields[at], noted=False))
        return await self._take(who, draft, at, intent)

    async def _take(self, who: Person, draft: Draft, at: int, intent: Intent) -> Reply:
        """The answer to the question with that number, or none."""
        field = idea_fields(FIRST, draft.values)[at]
        text = form_text.answer_of(intent)
        if intent.kind in LEAVES or not text:
            if field.required and not field.value:
                return Reply(
                    form_text.ask(replace(field, problem=say("idea-needed", label=field.label)))
                )
            return await self._ask(who, draft, at + 1)
        answer = form_text.read(field, text)
        draft = draft.with_values(**{field.name: answer.value or field.value})
        if answer.problem:
            await self._kept.save(who, draft)
            return Reply(form_text.ask(replace(field, value=answer.value, problem=answer.problem)))
        return await self._ask(who, draft, at + 1)

    async def _ask(self, who: Person, draft: Draft, at: int) -> Reply:
        """Ask the question with that number, or go on after the last."""
        fields = idea_fields(FIRST, draft.values)
        if at >= len(fields):
            return await self._send(who, draft)
        saved = await self._kept.save(who, replace(draft, asked=fields[at].name))
        note = () if saved else (Text(say("idea-not-saved-but-held")),)
        return Reply((*note, *form_text.ask(fields[at])))

    async def _send(self, who: Person, draft: Draft) -> Reply:
        """Send what has been typed, or ask for what is missing."""
        _, problems = read(texts_of(draft))
        missing = next((name for name in FIRST if name in problems), "")
        if not missing:
            return await self._on(who, draft)
        (field,) = idea_fields((missing,), draft.values, problems)
        await self._kept.save(who, replace(draft, asked=missing))
        return Reply(form_text.ask(field))

    # What was found

    async def _on(self, who: Person, draft: Draft) -> Reply:
        """The next step of a form that was sent in: ask what has to be asked, then store."""
        proposal, problems = read(texts_of(draft))
        if problems:
            first = next((name for name in FIRST if name in problems), "")
            saved = await self._kept.save(who, replace(draft, asked=first))
            line = (
                say("idea-first-line", kept=any(draft.values.values()))
                if saved
                else say("idea-not-saved-but-held")
            )
            return Reply((Text(line), as_form(draft, idea_fields(FIRST, draft.values, problems))))
        if not draft.settled:
            masked = personal_data.masked(draft.values, self._library())
            if masked:
                saved = await self._kept.save(
                    who, replace(draft, step=DraftStep.PERSONAL, asked="")
                )
                note = () if saved else (Text(say("idea-not-saved-but-held")),)
                return Reply((*note, *personal_data.blocks(draft.key, masked)))
        if draft.step is not DraftStep.SIMILAR:
            try:
                text = f"{proposal.problem}\n{proposal.description}".strip()
                found = await self._ideas().similar(proposal.title, text, frozenset(draft.seen))
            except StoreError:
                return await self._not_saved(who, draft)
            if found:
                seen = tuple(hint.likeness.thing.ref for hint in found)
                step = replace(draft, step=DraftStep.SIMILAR, seen=(*draft.seen, *seen), asked="")
                await self._kept.save(who, step)
                mine = await self._own_refs(who)
                return Reply(similar_blocks.blocks(found, self._library(), draft.key, mine))
        return await self._store(who, draft, proposal)

    async def _own_refs(self, who: Person) -> frozenset[str]:
        try:
            return frozenset(one.reference for one in await self._ideas().ideas_of(who))
        except StoreError:
            return frozenset()

    async def _resolve(self, who: Person, draft: Draft, action: str) -> Reply:
        """The person has said what becomes of what was found."""
        if action == CHANGE:
            return await self._show(who, draft)
        if action == MASK:
            draft = draft.with_values(**personal_data.masked(draft.values, self._library()))
        if action in (MASK, KEEP):
            draft = replace(draft, settled=True, step=DraftStep.FILLING)
        elif action == GO_ON:
            draft = replace(draft, settled=True, step=DraftStep.SIMILAR)
        return await self._on(who, draft)

    async def support(self, who: Person, ref: str, draft: Draft | None = None) -> Reply:
        """Support an idea that is there already, with what was typed as the reason."""
        words = as_text(draft.values.get("description")) if draft else ""
        try:
            done = await self._ideas().support(
                ref,
                by=who,
                comment=words[:2000],
                fingerprint=self._library().fingerprint,
            )
        except StoreError:
            return Reply((Text(say("idea-not-saved")),))
        if isinstance(done, Rejected):
            return Reply((Text(say("idea-no-such-idea", ref=ref)),))
        if draft is not None:
            await self._kept.drop(who, draft.form)
        said = say("idea-supported", title=done.title, ref=done.reference, count=done.supports)
        kept = (Text(say("idea-words-kept-with-it")),) if words else ()
        return Reply((Text(said, strong=True), *kept, another()))

    # Storing

    async def _store(self, who: Person, draft: Draft, proposal: Proposal) -> Reply:
        try:
            done = await self._ideas().submit(
                proposal,
                by=who,
                key=draft.key,
                fingerprint=self._library().fingerprint,
            )
        except StoreError:
            return await self._not_saved(who, draft)
        if not isinstance(done, Submitted):
            return Reply((Text(say("idea-form-is-over")), another()))
        await self._kept.drop(who, IDEA_FORM)
        ref = done.idea.reference
        if done.again:
            return Reply((Text(say("idea-stored-already", ref=ref), strong=True), another()))
        offer = self._screening.offer(ref, screened_text(proposal))
        return Reply((*self._stored(ref), *offer, another()))

    def _stored(self, ref: str) -> Iterator[Block]:
        """The reference, and what happens next in the council's own words."""
        library = self._library()
        clause = triage_clause(library)
        by = screened_by(clause.text, library.today()) if clause else None
        yield Text(say("idea-stored", ref=ref), strong=True)
        yield Text(say("idea-stored-and-next", ref=ref, day=by))
        if clause is not None:
            yield quoted(clause, folded=True)

    async def _not_saved(self, who: Person, draft: Draft) -> Reply:
        """The database is away: the form comes back as it was, to be sent again."""
        await self._kept.save(who, replace(draft, step=DraftStep.FILLING, asked=FIRST[0]))
        again = Choice(say("idea-send-idea"), say="send", action=GO_ON, values={"key": draft.key})
        form = as_form(draft, idea_fields(FIRST, draft.values))
        return Reply((Text(say("idea-not-saved"), strong=True), form, Choices([again])))
