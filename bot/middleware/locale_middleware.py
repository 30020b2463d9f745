"""Speaking to each person in their language: the one they chose, else the one that they write in if
it is Welsh, also with a button or a few words that go on in it, else the council's setting, else
their client's."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from cachetools import LRUCache

from bot.message import (
    OPEN_CHAT,
    Block,
    Choice,
    Choices,
    Diff,
    Message,
    Quotation,
    Reply,
    Responder,
    Scope,
    Text,
)
from bot.messages.language import Language, current, of_locale, use_locale
from bot.messages.say import say
from common.person import Person
from knowledge.query.welsh.detection import is_english, is_welsh
from storage import StoreError
from triage.repository.preferences import Preferences

logger = logging.getLogger(__name__)

_KNOWN_FOR = 60.0  # seconds; then another replica may have heard something else
_SPOKEN_FOR = 1800.0  # seconds; then a conversation counts as a new one
_A_FEW = 4  # words that may be of either language
_MOST_KNOWN = 20_000


class LocaleMiddleware:
    """A speaker that is heard in each person's language.

    `wishes` gives what people chose; `council` is the language for whoever chose none, None for
    their client's. `now` is a monotonic clock in seconds.
    """

    def __init__(
        self,
        speaker: Responder,
        wishes: Callable[[], Preferences],
        now: Callable[[], float],
        council: Language | None = None,
    ) -> None:
        self._speaker = speaker
        self._wishes = wishes
        self._now = now
        self._council = council
        self._known = LRUCache[Person, tuple[Language | None, float]](_MOST_KNOWN)
        self._welsh_until = LRUCache[Person, float](_MOST_KNOWN)

    async def welcome(self, message: Message) -> Reply:
        language = await self._language(message)
        with use_locale(language):
            reply = await self._speaker.welcome(message)
        return replace(reply, language=language)

    async def reply_to(self, message: Message) -> Reply:
        """The reply in the person's language. Where that is not English, it says before the first
        quotation that policies are quoted as they were approved."""
        language = await self._language(message)
        with use_locale(language):
            reply = await self._speaker.reply_to(message)
            if reply.switch_to:
                return await self._switch(message, Language(reply.switch_to))
            if language is not Language.ENGLISH:
                reply = replace(reply, blocks=_explained(reply.blocks))
        return replace(reply, language=language)

    async def _switch(self, message: Message, language: Language) -> Reply:
        with use_locale(language):
            if message.scope is not Scope.PERSONAL:
                there = Choices([Choice(say("reply-open-in-chat"), link=OPEN_CHAT)])
                return Reply((Text(say("chat-language-in-chat")), there), language=language)
            try:
                await self._wishes().choose_language(message.person, language)
            except StoreError as error:
                logger.warning("a language could not be kept: %s", error)
            self._remember(message.person, language)
            return Reply((Text(say("chat-language-chosen")),), language=language)

    async def _language(self, message: Message) -> Language:
        """In a group or a channel nobody's own choice counts: all of them read the reply."""
        chosen = None
        if message.scope is Scope.PERSONAL:
            chosen = await self._chosen(message.person)
        written = Language.WELSH if self._is_in_welsh(message) else None
        known = chosen or written or self._council or of_locale(message.locale)
        return known or Language.ENGLISH

    def _is_in_welsh(self, message: Message) -> bool:
        """Whether a message is in Welsh, or a button or a few words that go on in it."""
        who, now = _unnamed(message.person), self._now()
        few = len(message.text.split()) <= _A_FEW and not is_english(message.text)
        goes_on = few or message.is_press
        is_so = is_welsh(message.text) or (goes_on and now < self._welsh_until.get(who, 0.0))
        if message.scope is Scope.PERSONAL:
            self._welsh_until[who] = now + _SPOKEN_FOR if is_so else 0.0
        return is_so and (message.scope is Scope.PERSONAL or is_welsh(message.text))

    async def _chosen(self, person: Person) -> Language | None:
        language, until = self._known.get(_unnamed(person), (None, 0.0))
        if self._now() < until:
            return language
        try:
            tag = await self._wishes().language(person)
        except StoreError:
            return language  # as far as it is known
        chosen = Language(tag) if tag in list(Language) else None
        self._remember(person, chosen)
        return chosen

    def _remember(self, person: Person, language: Language | None) -> None:
        self._known[_unnamed(person)] = (language, self._now() + _KNOWN_FOR)


def _explained(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """With a line before the first quotation in another language that tells why it is so."""
    first = next((at for at, block in enumerate(blocks) if _is_foreign(block)), None)
    if first is None:
        return tuple(blocks)
    return (*blocks[:first], Text(say("chat-quoted-as-approved")), *blocks[first:])


def _is_foreign(block: Block) -> bool:
    """Whether a block quotes in another language than is spoken."""
    if isinstance(block, Quotation):
        return block.language != current()
    return isinstance(block, Diff)


def _unnamed(person: Person) -> Person:
    return replace(person, name="")
