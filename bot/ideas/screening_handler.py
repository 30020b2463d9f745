"""Screening in the chat: of an own idea, or of something that is no idea yet."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from bot.ideas import screening_outcome
from bot.ideas.drafts import SCREENING_FORM, Draft, DraftStore
from bot.ideas.idea_form import as_text
from bot.ideas.screening_fields import (
    Questions,
    answered,
    in_force,
    open_fields,
    read_answers,
    read_notes,
)
from bot.intents import form_text
from bot.intents.intent import Intent, IntentKind
from bot.message import Block, Choice, Choices, Field, FieldKind, Form, Reply, Text
from bot.messages.say import say
from common.person import Person
from knowledge import Library
from storage import StoreError
from triage import Rejected, TriageList
from triage.model.screening_rules import NONE_OF_THESE, Screening, screen

SCREENED = "idea.screened"
"""The action of the form. Its key is the draft's name and a code of its own, so that it tells
what is screened."""

START = "idea.screen"
"""The button that begins one; its values may have a `text`."""

TEXT = "what"
"""The field that says what is screened, where that is no idea."""

_LONGEST = 2_000


class ScreeningHandler:
    """Asks the questions that are open, suggests answers and keeps what came of it."""

    def __init__(
        self, ideas: Callable[[], TriageList], library: Callable[[], Library], kept: DraftStore
    ) -> None:
        self._ideas = ideas
        self._library = library
        self._kept = kept

    async def start(self, who: Person, *, ref: str = "", text: str = "") -> tuple[Block, ...]:
        """Begin, with what is known of it; `text` is the idea's, or what the person asked about."""
        questions = in_force(self._library())
        if questions is None:
            return (Text(say("screening-no-questions")),)
        name = f"{SCREENING_FORM} {ref}" if ref else SCREENING_FORM
        draft = Draft(name, f"{name}~{secrets.token_hex(6)}", {"_text": text[:_LONGEST]})
        return await self._show(who, draft, questions)

    def offer(self, ref: str, text: str) -> tuple[Block, ...]:
        """A few questions about an idea that is stored, for whoever likes to answer them; officers
        screen it otherwise. Nothing before any questions are in force."""
        questions = in_force(self._library())
        if questions is None:
            return ()
        count = len(open_fields(questions, {}, questions.suggestions(text)))
        begin = Choice(say("screening-quick-questions", count=count), say=f"screen {ref}")
        return (Text(say("screening-offer", count=count)), Choices([begin]))

    async def handle_button(self, who: Person, values: Mapping[str, object]) -> Reply:
        """The button that begins one."""
        return Reply(await self.start(who, text=as_text(values.get("text"))))

    async def resume(self, who: Person, draft: Draft) -> Reply:
        """Show what is still open of a screening that was begun."""
        questions = in_force(self._library())
        if questions is None:
            return Reply((Text(say("screening-no-questions")),))
        if not _fields(draft, questions):
            return await self._finish(who, draft, questions)
        return Reply(await self._show(who, draft, questions))

    async def _show(self, who: Person, draft: Draft, questions: Questions) -> tuple[Block, ...]:
        fields = _fields(draft, questions)
        draft = replace(draft, asked=fields[0].name)
        await self._kept.save(who, draft)
        ref = draft.form.removeprefix(SCREENING_FORM).strip()
        intro = _intro(questions, ref)
        return (_form(draft, fields, intro), Text(say("screening-or-by-typing")))

    async def handle_form(self, who: Person, values: Mapping[str, object]) -> Reply:
        """A form was sent in."""
        key = as_text(values.get("key"))
        name = key.partition("~")[0]
        questions = in_force(self._library())
        if questions is None:
            return Reply((Text(say("screening-no-questions")),))
        if name.partition(" ")[0] != SCREENING_FORM:
            return Reply((Text(say("idea-form-is-over")),))
        begun = await self._kept.pending(who)
        draft = begun.drafts.get(name)
        if draft is None or draft.key != key:
            return Reply((Text(say("idea-form-is-over")),))
        shown = _fields(draft, questions)
        problems = {}
        for field in shown:
            value = as_text(values.get(field.name))
            found = _kept_of(field, value)
            if found is None:
                problems[field.name] = _not_answered(field, value)
            else:
                draft = draft.with_values(**found)
        if problems:
            fields = [
                replace(one, problem=problems.get(one.name, ""), value=_value(one, values))
                for one in shown
            ]
            return Reply((_form(draft, fields, say("screening-not-finished")),))
        return await self._on(who, draft, questions)

    async def handle_text(self, who: Person, draft: Draft, intent: Intent) -> Reply:
        """An answer was typed."""
        questions = in_force(self._library())
        fields = _fields(draft, questions) if questions else ()
        if questions is None or not fields:
            return Reply((Text(say("idea-form-is-over")),))
        if intent.kind is IntentKind.FORM_SHOW:
            return Reply((_form(draft, fields, _intro(questions)),))
        field = next((one for one in fields if one.name == draft.asked), fields[0])
        if intent.kind is IntentKind.FORM_ACCEPT_ALL:
            answers = {one.name: one.value for one in fields if one.value}
        elif intent.kind is IntentKind.FORM_KEEP and field.value:
            answers = {field.name: field.value}
        elif intent.kind is IntentKind.FORM_AGAIN:
            return Reply(form_text.ask(field, noted=False))
        elif not field.options:
            answers = {field.name: form_text.answer_of(intent)[:_LONGEST]}
        else:
            answer = form_text.read(field, _typed(field, intent))
            if answer.problem:
                return Reply(form_text.ask(replace(field, problem=answer.problem)))
            answers = {field.name: answer.value}
        by_name = {one.name: one for one in fields}
        for name, value in answers.items():
            found = _kept_of(by_name[name], value)
            if found is None:
                problem = _not_answered(field, value)
                return Reply(form_text.ask(replace(field, problem=problem)))
            draft = draft.with_values(**found)
        return await self._on(who, draft, questions, by_typing=True)

    async def _on(
        self, who: Person, draft: Draft, questions: Questions, *, by_typing: bool = False
    ) -> Reply:
        """The next questions, or the outcome."""
        fields = _fields(draft, questions)
        if not fields:
            return await self._finish(who, draft, questions)
        saved = await self._kept.save(who, replace(draft, asked=fields[0].name))
        note = () if saved else (Text(say("idea-not-saved-but-held")),)
        if by_typing:
            return Reply((*note, *form_text.ask(fields[0])))
        return Reply((*note, _form(draft, fields, say("screening-some-more"))))

    async def _finish(self, who: Person, draft: Draft, questions: Questions) -> Reply:
        done = screen(
            questions.asked,
            read_answers(questions, draft.values),
            version=questions.ref,
            fingerprint=questions.fingerprint,
            notes=read_notes(questions, draft.values),
        )
        ref = draft.form.removeprefix(SCREENING_FORM).strip()
        try:
            refused = await self._keep(who, done, ref, draft.key)
        except StoreError:
            await self._kept.save(who, replace(draft, asked=""))
            again = Choice(say("screening-finish"), action=SCREENED, values={"key": draft.key})
            return Reply((Text(say("idea-not-saved")), Choices([again])))
        if refused:
            return Reply((Text(say("idea-form-is-over")),))
        await self._kept.drop(who, draft.form)
        if not ref:
            suggest = Choice(
                say("idea-suggest-this"),
                say="suggest an idea",
                action="idea.start",
                values={"text": _text(draft)},
            )
            return Reply((*screening_outcome.blocks(done, questions), Choices([suggest])))
        next_steps = (
            Choice(say("status-see", ref=ref), say=f"status {ref}"),
            Choice(say("idea-another-idea"), say="another idea"),
        )
        kept = Text(say("screening-kept-with", ref=ref))
        return Reply((*screening_outcome.blocks(done, questions), kept, Choices(next_steps)))

    async def _keep(self, who: Person, done: Screening, ref: str, key: str) -> bool:
        """Keep it; whether that was refused."""
        by = who
        if not ref:
            await self._ideas().save_screening(done, by=by, key=key)
            return False
        return isinstance(await self._ideas().screen(ref, done, by=by, key=key), Rejected)


def _intro(questions: Questions, ref: str = "") -> str:
    """What the screening is for; clauses are promised where there are any."""
    cites = bool(questions.clauses)
    if ref:
        return say("screening-intro-for-idea", ref=ref, clauses=cites)
    return say("screening-intro", clauses=cites)


def _text(draft: Draft) -> str:
    return f"{as_text(draft.values.get('_text'))}\n{as_text(draft.values.get(TEXT))}".strip()


def _fields(draft: Draft, questions: Questions) -> tuple[Field, ...]:
    """What is open: first what it is about, where nobody has said that yet."""
    if not _text(draft) and TEXT not in draft.values:
        return (
            Field(
                TEXT,
                say("screening-describe"),
                FieldKind.LONG_TEXT,
                hint=say("screening-describe-hint"),
                max_length=_LONGEST,
            ),
        )
    return open_fields(questions, draft.values, questions.suggestions(_text(draft)))


def _typed(field: Field, intent: Intent) -> str:
    """A typed answer as the boxes would have sent it: "no" to several things is none of them."""
    denied = intent.kind in (IntentKind.FORM_NO, IntentKind.FORM_SKIP)
    if denied and NONE_OF_THESE in dict(field.options):
        return NONE_OF_THESE
    return form_text.answer_of(intent)


def _kept_of(field: Field, value: str) -> Mapping[str, str] | None:
    """What is kept of an answer; None where it is none."""
    return answered(field, value) if field.options else {field.name: value}


def _not_answered(field: Field, value: str) -> str:
    """What to do about an answer that is none, naming its question: the summary of a page has
    nothing else beside it."""
    question = field.label.rstrip("?.")
    if field.kind is FieldKind.CHOICES and value:
        return say("screening-none-or-some", question=question)
    return say("screening-not-answered", question=question)


def _value(field: Field, values: Mapping[str, Any]) -> str:
    return as_text(values[field.name]) if field.name in values else field.value


def _form(draft: Draft, fields: "tuple[Field, ...] | list[Field]", intro: str) -> Form:
    asks_what = fields[0].name == TEXT
    return Form(
        action=SCREENED,
        key=draft.key,
        title=say("screening-title"),
        fields=fields,
        submit=say("screening-go-on") if asks_what else say("screening-finish"),
        intro=intro,
    )
