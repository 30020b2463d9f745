"""Sending a reply to where a message came from: as cards or as text, to whoever may see it."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

from botbuilder.core import TurnContext
from botbuilder.schema import ActivityTypes, ResourceResponse

from bot.message import OPEN_CHAT, Choice, Choices, Reply, Scope, Text
from bot.messages.say import say
from bot.teams.inbound import message_feedback
from bot.teams.inbound.message_from_activity import scope_of
from bot.teams.outbound import activity_from_reply, targeted_messages
from bot.teams.outbound.connector import NotSent, Repeatable

log = logging.getLogger(__name__)


class ReplySender:
    """`site` is where the policy pages are, or ""; `as_text` sends the plain-text twin in place of
    cards."""

    def __init__(self, site: str, *, as_text: bool) -> None:
        self._site = site
        self._as_text = as_text
        self._answers = message_feedback.SentAnswers()

    def receipt(self, conversation: str, activity: str) -> str:
        """That of an answer that was sent as this message; "" for any other message."""
        return self._answers.receipt(conversation, activity)

    def drawn(self, reply: Reply) -> activity_from_reply.OutgoingActivity:
        """A reply as one activity, without an address."""
        return activity_from_reply.messages(reply, self._site, as_text=self._as_text)[0]

    async def send(self, turn_context: TurnContext, reply: Reply) -> None:
        activity = turn_context.activity
        if scope_of(activity) is not Scope.PERSONAL:
            us = activity.recipient.id or ""
            if reply.for_asker:
                await self._send_alone(turn_context, activity_from_reply.for_asker(reply, us))
                return
            reply = activity_from_reply.for_everyone(reply, us)
        try:
            sent = await self._send_messages(turn_context, reply, as_text=self._as_text)
        except NotSent as refusal:
            if refusal.status != HTTPStatus.REQUEST_ENTITY_TOO_LARGE or self._as_text:
                raise
            log.warning("Teams took a card for too large; its text is sent")
            sent = await self._send_messages(turn_context, reply, as_text=True)
        if reply.receipt and sent is not None:
            self._answers.sent(activity.conversation.id, sent.id or "", reply.receipt)

    async def _send_alone(self, turn_context: TurnContext, reply: Reply) -> None:
        """Show a reply to whoever asked alone. Where Teams takes no such message, all that the
        others see is where to ask instead."""
        try:
            await self._send_messages(turn_context, reply, as_text=self._as_text)
        except NotSent as refusal:
            is_refused = HTTPStatus.BAD_REQUEST <= refusal.status < HTTPStatus.INTERNAL_SERVER_ERROR
            if not is_refused or targeted_messages.was_told_alone(turn_context.activity):
                raise
            log.warning("Teams took no message for one person alone (%d)", refusal.status)
            there = Choices([Choice(say("reply-open-in-chat"), link=OPEN_CHAT)])
            await self.send(turn_context, Reply((Text(say("reply-not-shown-here")), there)))

    async def _send_messages(
        self, turn_context: TurnContext, reply: Reply, *, as_text: bool
    ) -> ResourceResponse | None:
        sent: ResourceResponse | None = None
        for message in activity_from_reply.messages(reply, self._site, as_text=as_text):
            if reply.for_asker:
                targeted_messages.target(message)
            sent = await turn_context.send_activity(message)
        return sent


@asynccontextmanager
async def typing_shown(turn_context: TurnContext, seconds: float) -> AsyncIterator[None]:
    """Show after so many seconds that a reply is being written; nothing waits for that."""

    async def shown() -> None:
        await asyncio.sleep(seconds)
        with suppress(NotSent):
            await turn_context.send_activity(Repeatable(type=ActivityTypes.typing))

    task = asyncio.create_task(shown())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
