"""Between Teams and the conversation: an activity becomes a `Message`, a `Reply` an activity.

Nothing is decided here about what to say; `bot.conversation` does that.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from botbuilder.core import InvokeResponse, TurnContext
from botbuilder.core.teams import TeamsActivityHandler
from botbuilder.schema import Activity

from bot.message import (
    FEEDBACK,
    Message,
    Reply,
    Responder,
    Scope,
    Text,
)
from bot.messages.say import say
from bot.teams import limits
from bot.teams.inbound import dialog, mentions, message_extension, message_feedback
from bot.teams.inbound.message_from_activity import (
    message_and_quoted,
    message_of,
    object_in,
    scope_of,
)
from bot.teams.outbound import (
    activity_from_reply,
    adaptive_cards,
    invoke_responses,
    plain_text,
    targeted_messages,
)
from bot.teams.outbound.activity_from_reply import text_message
from bot.teams.outbound.connector import NotSent
from bot.teams.outbound.invoke_responses import Json
from bot.teams.outbound.proactive_messages import NotificationSource, keep_address
from bot.teams.reply_sender import ReplySender, typing_shown
from common.person import Person
from common.timeouts import BackgroundTasks, ends_within, wait_with_notice

log = logging.getLogger(__name__)

InOrder = Callable[[Person], AbstractAsyncContextManager[None]]
"""What is held while something that a person said is answered: one thing after the other."""


class TeamsHandler(TeamsActivityHandler):
    """Answers messages, card actions, the message extension and a first meeting; knows of every
    other event that it is none of ours. `site` is where the policy pages are, or ""; `as_text`
    sends the plain-text twin in place of cards; `alone` shows a person's own matters to that person
    alone where others read along; without a `finder` there is no message extension,
    without a `post` nobody is told anything unasked. `typing`, `wonder`, `budget` and
    `invoke_budget` are the seconds after which a person sees that a reply is being written, hears
    that it takes longer, after which a reply is given up, and for which an invoke waits."""

    def __init__(
        self,
        speaker: Responder,
        *,
        finder: message_extension.SupportsLookup | None = None,
        post: NotificationSource | None = None,
        in_order: InOrder = lambda _: nullcontext(),
        site: str = "",
        as_text: bool = False,
        alone: bool = False,
        typing: float = limits.TYPING_AFTER,
        wonder: float = limits.FIRST_NOTICE_AFTER,
        budget: float = limits.MESSAGE_BUDGET,
        invoke_budget: float = limits.INVOKE_BUDGET,
    ) -> None:
        self._typing = typing
        self._wonder = wonder
        self._budget = budget
        self._invoke_budget = invoke_budget
        self._speaker = speaker
        self._post = post
        self._in_order = in_order
        self._extension = (
            message_extension.MessageExtension(finder, site) if finder is not None else None
        )
        self._site = site
        self._alone = alone
        self.sender = ReplySender(site, as_text=as_text)
        self._later = BackgroundTasks[None]()
        self._unheard = BackgroundTasks[Reply]()

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        kinds = [attachment.content_type for attachment in activity.attachments or ()]
        pressed = isinstance(activity.value, dict) and bool(activity.value)
        if not pressed and mentions.is_card_sent_by_a_person(activity.text or "", kinds):
            return

        async def still_working() -> None:
            await turn_context.send_activity(text_message(say("failure-still-working")))

        message, quoted_ids = message_and_quoted(activity)
        async with self._in_order(message.person):
            async with typing_shown(turn_context, self._typing):
                reply = await wait_with_notice(
                    self._speaker.reply_to(self._heard(activity, message, quoted_ids)),
                    first_notice=self._wonder,
                    give_up=self._budget,
                    notify=still_working,
                )
            await self.sender.send(turn_context, _in_time(reply))
        await self._keep_address(activity, message)

    async def _pressed(self, message: Message) -> Reply:
        """The reply to a button or a form, after what was said before it."""
        async with self._in_order(message.person):
            return await self._speaker.reply_to(message)

    def _heard(self, activity: Activity, message: Message, quoted_ids: Sequence[str]) -> Message:
        """A message, with the receipt of the answer that it quotes, if it is one of ours."""
        receipts = (
            self.sender.receipt(activity.conversation.id, quoted) for quoted in reversed(quoted_ids)
        )
        return replace(
            message,
            quoted_receipt=next(filter(None, receipts), ""),
            can_be_alone=self._alone or targeted_messages.was_told_alone(activity),
        )

    async def _keep_address(self, activity: Activity, message: Message) -> None:
        """Keep how whoever sent this is reached, for what they are to be told later."""
        if self._post is not None:
            await keep_address(self._post, activity, message.person, message.scope)

    async def on_message_update_activity(self, turn_context: TurnContext) -> None:
        """Answer what a message was changed to; other news of a message are none of ours."""
        if object_in(turn_context.activity.channel_data).get("eventType") == "editMessage":
            await self.on_message_activity(turn_context)

    async def on_message_delete_activity(self, turn_context: TurnContext) -> None:
        """What was deleted is not answered."""

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """Say hello where we were added; other changes of a conversation say nothing to us.

        The SDK's own dispatch asks the connector about every member that was added.
        """
        activity = turn_context.activity
        us = activity.recipient.id
        if us and any(member.id == us for member in activity.members_added):
            await self._greet(turn_context)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """Say hello too where nothing but the installation is told: `bot.middleware` greets once.

        https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
        """
        if turn_context.activity.action == "add":
            await self._greet(turn_context)

    async def _greet(self, turn_context: TurnContext) -> None:
        activity = turn_context.activity
        message = message_of(activity)
        reply = await self._speaker.welcome(message)
        if reply.blocks:
            await self.sender.send(turn_context, reply)
        await self._keep_address(activity, message)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse:
        """Answer a card's action or the message extension. Other invokes belong to features that
        our manifest does not offer; they get an empty answer."""
        activity = turn_context.activity
        match activity.name:
            case invoke_responses.ACTION:
                return await self._act(turn_context)
            case message_feedback.NAME:
                return await self._message_feedback(turn_context)
            case invoke_responses.QUERY | invoke_responses.LINK if self._extension is not None:
                who = message_of(activity).person
                found = self._extension.answer(activity.name, object_in(activity.value), who)
                return await self._within_budget(activity.name, found)
            case invoke_responses.FETCH | invoke_responses.SUBMIT if self._extension is not None:
                return await self._within_budget(activity.name, self._talk_in_dialog(activity))
        return invoke_responses.answered({})

    async def _within_budget(self, name: str, body: Coroutine[Any, Any, Json]) -> InvokeResponse:
        try:
            async with asyncio.timeout(self._invoke_budget):
                return invoke_responses.answered(await body)
        except TimeoutError:
            log.warning("an invoke took more than %g seconds", self._invoke_budget)
            late = (
                say("lookup-goes-on")
                if name == invoke_responses.SUBMIT
                else say("failure-took-too-long")
            )
            return invoke_responses.refused(name, "Timeout", late)

    async def _talk_in_dialog(self, activity: Activity) -> Json:
        """What comes of a command at somebody's message, or of a form in the dialog it opened."""
        value = object_in(activity.value)
        if value.get("commandId") != message_extension.SUGGEST:
            return invoke_responses.dialog_message(say("lookup-unknown-command"))
        message = replace(message_of(activity), scope=Scope.PERSONAL, in_dialog=True)
        if activity.name == invoke_responses.FETCH:
            text = message_extension.suggestion(value)
            message = replace(message, text=text, action="", values={})
        elif not message.action and not message.text:
            return invoke_responses.dialog_message(say("failure-turn-failed"))
        # What is being stored is stored, whoever waits for it.
        speaking = self._unheard.start(self._pressed(message))
        reply = await asyncio.shield(speaking)
        return dialog.shown(reply, say("lookup-suggest-title"), self._site)

    async def _message_feedback(self, turn_context: TurnContext) -> InvokeResponse:
        """Take feedback. Teams has thanked by itself: only what went wrong is said."""
        activity = turn_context.activity
        values = message_feedback.read(object_in(activity.value))
        if values is not None:
            found: dict[str, object] = {**values, "quiet": True}
            if activity.reply_to_id:
                answered = self.sender.receipt(activity.conversation.id, activity.reply_to_id)
                found["receipt"] = answered
            message = replace(message_of(activity), text="", action=FEEDBACK, values=found)
            reply = await self._speaker.reply_to(message)
            if reply.blocks:
                await self.sender.send(turn_context, reply)
        return InvokeResponse(status=HTTPStatus.OK)

    async def _act(self, turn_context: TurnContext) -> InvokeResponse:
        message = message_of(turn_context.activity)
        if not message.action and not message.text:
            return invoke_responses.refused(
                invoke_responses.ACTION, "BadRequest", say("failure-turn-failed")
            )
        speaking = asyncio.create_task(self._pressed(message))
        if not await ends_within(speaking, self._invoke_budget):
            self._follow(turn_context, speaking)
            return invoke_responses.card_message(say("failure-still-working"))
        reply = speaking.result()
        if scope_of(turn_context.activity) is not Scope.PERSONAL and not reply.in_place:
            reply = activity_from_reply.for_everyone(
                reply, turn_context.activity.recipient.id or ""
            )
        card = None if reply.passing else adaptive_cards.draw(reply, self._site)
        if card is None:
            return invoke_responses.card_message(plain_text.alternative(reply, self._site))
        return invoke_responses.card_answer(adaptive_cards.CONTENT_TYPE, card)

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
                reply = Reply([Text(say("failure-turn-failed"))])
            try:
                await self.sender.send(turn_context, _in_time(reply))
            except NotSent as error:
                log.error("a reply was not delivered: %s", error)  # noqa: TRY400

        self._later.start(followed())

    async def drain(self, seconds: float) -> None:
        """Let replies that are still to follow be sent, for at most so many seconds."""
        await self._later.drain(seconds)


def _in_time(reply: Reply | None) -> Reply:
    if reply is None:
        log.warning("a reply took too long and was given up")
    return reply or Reply([Text(say("failure-took-too-long"))])
