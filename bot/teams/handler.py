"""Between Teams and the conversation: an activity becomes a `Message`, a `Reply` an activity.

Nothing is decided here about what to say; `bot.conversation` does that.
"""

import asyncio
import copy
import logging
import re
import traceback
from collections.abc import Coroutine, Mapping
from dataclasses import replace
from typing import Any, Protocol
from uuid import uuid4

from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity, ActivityTypes, Attachment

from bot import wording
from bot import wording_of_finding as of_finding
from bot.message import Message, Person, Reply, Said, Scope
from bot.teams import cards, dialog, extension, invokes, limits, plain, typed
from bot.teams.authentication import tenants_of
from bot.teams.connector import NotSent, Repeatable
from bot.teams.invokes import Json
from bot.teams.notices import Post, keep_address
from bot.teams.patience import patiently

log = logging.getLogger(__name__)

_SCOPES = {"personal": Scope.PERSONAL, "groupChat": Scope.GROUP, "channel": Scope.CHANNEL}
_LOCALE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")


class Speaker(Protocol):
    """Who decides what to say: `bot.conversation.Conversation`."""

    async def reply_to(self, message: Message) -> Reply: ...

    async def welcome(self, message: Message) -> Reply: ...


class Outgoing(Activity):
    """An activity to send. The SDK copies it deeply before it fills in the address; the drawn
    card inside is never changed, and copying it costs more than drawing it."""

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Outgoing":
        return copy.copy(self)


class Handler(TeamsActivityHandler):
    """Answers messages, card actions, the message extension and a first meeting; knows of every
    other event that it is none of ours. `site` is where the policy pages are, or ""; `as_text`
    sends the plain-text twin in place of cards; without a `finder` there is no message extension,
    without a `post` nobody is told anything unasked. `wonder`, `budget` and `invoke_budget` are the
    seconds after which a person hears that it takes longer, after which a reply is given up, and
    for which an invoke waits."""

    def __init__(
        self,
        speaker: Speaker,
        *,
        finder: extension.Finds | None = None,
        post: Post | None = None,
        site: str = "",
        as_text: bool = False,
        wonder: float = limits.WONDER_AFTER,
        budget: float = limits.MESSAGE_BUDGET,
        invoke_budget: float = limits.INVOKE_BUDGET,
    ) -> None:
        self._wonder = wonder
        self._budget = budget
        self._invoke_budget = invoke_budget
        self._speaker = speaker
        self._post = post
        self._extension = extension.Extension(finder, site) if finder is not None else None
        self._site = site
        self._as_text = as_text
        self._later: set[asyncio.Task[None]] = set()
        self._unheard: set[asyncio.Task[Reply]] = set()

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        kinds = [attachment.content_type for attachment in activity.attachments or ()]
        pressed = isinstance(activity.value, dict) and bool(activity.value)
        if not pressed and typed.is_card_sent_by_a_person(activity.text or "", kinds):
            return

        async def still_working() -> None:
            await turn_context.send_activity(text_message(wording.still_working()))

        reply = await patiently(
            self._speaker.reply_to(message_of(activity)),
            wonder=self._wonder,
            most=self._budget,
            meanwhile=still_working,
        )
        await turn_context.send_activity(self.drawn(_in_time(reply)))
        await self._met(activity)

    async def _met(self, activity: Activity) -> None:
        """Keep how whoever sent this is reached, for what they are to be told later."""
        if self._post is not None:
            message = message_of(activity)
            await keep_address(self._post, activity, message.person, message.scope)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Say hello where we were added; other changes of a conversation say nothing to us.

        The SDK's own dispatch asks the connector about every member that was added.
        """
        activity = turn_context.activity
        us = activity.recipient.id
        if us and any(member.id == us for member in activity.members_added):
            reply = await self._speaker.welcome(message_of(activity))
            if reply.blocks:
                await turn_context.send_activity(self.drawn(reply))
            await self._met(activity)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Answer a card's action or the message extension. Other invokes belong to features that
        our manifest does not offer; they get an empty answer."""
        activity = turn_context.activity
        match activity.name:
            case invokes.ACTION:
                return await self._act(turn_context)
            case invokes.QUERY | invokes.LINK if self._extension is not None:
                found = self._extension.answer(activity.name, _object(activity.value))
                return await self._within_budget(activity.name, found)
            case invokes.FETCH | invokes.SUBMIT if self._extension is not None:
                return await self._within_budget(activity.name, self._talk_in_dialog(activity))
        return invokes.answered({})

    async def _within_budget(self, name: str, body: Coroutine[Any, Any, Json]) -> InvokeResponse:
        try:
            async with asyncio.timeout(self._invoke_budget):
                return invokes.answered(await body)
        except TimeoutError:
            log.warning("an invoke took more than %g seconds", self._invoke_budget)
            late = of_finding.goes_on() if name == invokes.SUBMIT else wording.took_too_long()
            return invokes.refused(name, "Timeout", late)

    async def _talk_in_dialog(self, activity: Activity) -> Json:
        """What comes of a command at somebody's message, or of a form in the dialog it opened."""
        value = _object(activity.value)
        if value.get("commandId") != extension.SUGGEST:
            return invokes.told(of_finding.unknown_command())
        message = replace(message_of(activity), scope=Scope.PERSONAL)
        if activity.name == invokes.FETCH:
            text = of_finding.suggested_from(extension.message_text(value))
            message = replace(message, text=text, action="", values={})
        elif not message.action and not message.text:
            return invokes.told(wording.turn_failed())
        speaking = asyncio.create_task(self._speaker.reply_to(message))
        self._unheard.add(speaking)  # what is being stored is stored, whoever waits for it
        speaking.add_done_callback(self._unheard.discard)
        reply = await asyncio.shield(speaking)
        return dialog.shown(reply, of_finding.suggest_title(), self._site)

    async def _act(self, turn_context: TurnContext) -> InvokeResponse:
        message = message_of(turn_context.activity)
        if not message.action and not message.text:
            return invokes.refused(invokes.ACTION, "BadRequest", wording.turn_failed())
        speaking = asyncio.create_task(self._speaker.reply_to(message))
        done, _ = await asyncio.wait({speaking}, timeout=self._invoke_budget)
        if not done:
            self._follow(turn_context, speaking)
            return invokes.card_message(wording.still_working())
        reply = speaking.result()
        card = None if reply.passing else cards.draw(reply, self._site)
        if card is None:
            return invokes.card_message(plain.twin(reply, self._site))
        return invokes.card_answer(cards.CONTENT_TYPE, card)

    def _follow(self, turn_context: TurnContext, speaking: asyncio.Task[Reply]) -> None:
        """Send the reply to an invoke as a message of its own, once it is there."""

        async def followed() -> None:
            try:
                async with asyncio.timeout(self._budget):
                    reply: Reply | None = await speaking
            except TimeoutError:
                reply = None
            except Exception as error:  # whatever failed, the person hears of it
                log.error("a turn failed: %s", type(error).__name__)  # noqa: TRY400
                reply = Reply([Said(wording.turn_failed())])
            try:
                await turn_context.send_activity(self.drawn(_in_time(reply)))
            except NotSent as error:
                log.error("a reply was not delivered: %s", error)  # noqa: TRY400

        task = asyncio.create_task(followed())
        self._later.add(task)
        task.add_done_callback(self._later.discard)

    async def drain(self, seconds: float) -> None:
        """Let replies that are still to follow be sent, for at most so many seconds."""
        if self._later:
            _, late = await asyncio.wait(set(self._later), timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def drawn(self, reply: Reply) -> Outgoing:
        """A reply as an activity, without an address."""
        card = None if self._as_text else cards.draw(reply, self._site)
        if card is None:
            return text_message(plain.twin(reply, self._site))
        return Outgoing(
            type=ActivityTypes.message,
            # No text beside a card: Teams would show both. The twin is inside the card.
            summary=plain.opening(reply),
            attachments=[Attachment(content_type=cards.CONTENT_TYPE, content=card)],
        )


def _in_time(reply: Reply | None) -> Reply:
    if reply is None:
        log.warning("a reply took too long and was given up")
    return reply or Reply([Said(wording.took_too_long())])


async def on_turn_error(context: TurnContext, error: Exception) -> None:
    """Say politely that a turn failed; an invoke gets its answer, other events none.

    The log has what kind of error it was and where, not its text, which may hold a question.
    """
    where = " < ".join(
        f"{frame.filename}:{frame.lineno}"
        for frame in reversed(traceback.extract_tb(error.__traceback__)[-4:])
    )
    log.error("a turn failed: %s at %s", type(error).__name__, where)
    if context.activity.type == ActivityTypes.invoke:
        context.turn_state[CloudAdapterBase._INVOKE_RESPONSE_KEY] = Activity(
            value=invokes.refused(
                context.activity.name or "", "InternalError", wording.turn_failed()
            )
        )
    elif context.activity.type == ActivityTypes.message and not _is_over(error):
        failed = cut_off() if _may_have_arrived(error) else text_message(wording.turn_failed())
        await context.send_activity(failed)


def _is_over(error: Exception) -> bool:
    """Whether the connector took nothing for so long that it will take no apology either."""
    return isinstance(error, NotSent) and error.is_over


def _may_have_arrived(error: Exception) -> bool:
    """Whether the person may be reading the reply: then an apology for it would only confuse."""
    return isinstance(error, NotSent) and not 400 <= error.status < 500


def cut_off() -> Activity:
    """What is said where nobody knows whether the reply arrived."""
    return Repeatable(type=ActivityTypes.message, text=wording.cut_off(), text_format="plain")


def text_message(text: str) -> Outgoing:
    """A message of plain text, cut to what Teams takes."""
    longest = (
        limits.LARGEST_MESSAGE // 4
    )  # leaves half for the rest of the activity and for escapes
    if len(text.encode("utf-16-le", "ignore")) > 2 * longest:
        text = f"{text[: longest // 2]}…\n\n{wording.reply_too_long()}"
    return Outgoing(type=ActivityTypes.message, text=text, text_format="plain")


def message_of(activity: Activity) -> Message:
    """What a person said or pressed, as the conversation takes it."""
    person = person_of(activity)
    action, said, values = _pressed(activity)
    conversation = activity.conversation.id
    scope = _SCOPES.get(activity.conversation.conversation_type, Scope.CHANNEL)
    return Message(
        id=f"{conversation}|{activity.id or uuid4().hex}",
        conversation=f"{conversation}|{person.id}",
        person=person,
        text=said
        or typed.question(activity.text or "", activity.entities, activity.recipient.id or ""),
        action=action,
        values=values,
        scope=scope,
        channel=conversation.partition(";")[0] if scope is Scope.CHANNEL else "",
        locale=activity.locale if _LOCALE.fullmatch(activity.locale or "") else "en-GB",
    )


def person_of(activity: Activity) -> Person:
    """The sender by tenant and directory id; people without one (a meeting's guests) by the id
    that Teams gives them towards this bot, which no directory id looks like."""
    sender = activity.from_property
    tenant = next(iter(sorted(tenants_of(activity))), "")
    return Person(tenant, sender.aad_object_id or sender.id or "", sender.name or "")


def _pressed(activity: Activity) -> tuple[str, str, Mapping[str, object]]:
    """The action, the words and the values of a button or a form; empty for typed text.

    All of it is client data: a value of a wrong kind counts as not sent.
    """
    value = _object(activity.value)
    verb: object = ""
    if activity.type == ActivityTypes.invoke:
        sent = value if activity.name in invokes.IN_A_DIALOG else _object(value.get("action"))
        verb, value = sent.get("verb"), _object(sent.get("data"))
    action = verb or value.get("action")
    say = value.get("say")
    boxes = {
        key: _listed(item) if key in _many(value) else item
        for key, item in value.items()
        if key not in ("action", "say", "values", cards.MANY)
    }
    return (
        action if isinstance(action, str) else "",
        say if isinstance(say, str) else "",
        boxes | _object(value.get("values")),
    )


def _object(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _many(value: Mapping[str, object]) -> list[object]:
    names = value.get(cards.MANY)
    return names if isinstance(names, list) else []


def _listed(chosen: object) -> object:
    """Several choices of one box come as text with commas."""
    return [part for part in chosen.split(",") if part] if isinstance(chosen, str) else chosen
