"""Who wants to be told when a policy changes, or before reviews and audits are due: nobody who did
not ask for it, and of nothing but what they named."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence

from bot.intents.intent import Intent, IntentKind
from bot.message import OPEN_CHAT, Choice, Choices, Message, Reply, Scope, Text
from bot.messages.formats import listed
from bot.messages.say import say
from common.person import Person
from common.words import STOP_WORDS, words
from knowledge import Library
from knowledge.query.policy_names import policies_named
from knowledge.query.welsh.detection import is_welsh
from knowledge.query.welsh.glossary import in_english
from storage import StoreError
from triage.repository.preferences import Preferences

FOLLOW = "follow"
"""The action of a button, with the value `policy`: an id."""

UPKEEP = "upkeep"
"""The subject of those who want to be reminded before reviews and audits are due."""

_POLICY = "policy:"
_POINTS = STOP_WORDS | frozenset(
    "rule rules policy policies clause answer this that change changes changed changing new".split()
)


def follow_button(policy_id: str) -> Choice:
    """The button below what changed in a policy."""
    return Choice(
        say("subscription-tell-me"),
        say="tell me when this changes",
        action=FOLLOW,
        values={"policy": policy_id},
    )


class SubscriptionHandler:
    """Keeps people posted. `wishes` gives what people chose, at this moment."""

    def __init__(self, wishes: Callable[[], Preferences]) -> None:
        self._wishes = wishes

    async def reply(self, intent: Intent, message: Message, library: Library, quoted: str) -> Reply:
        """What comes of it; `quoted` is the id of the policy that the last reply was of, or "".
        In a group or a channel nothing but the way to a personal chat."""
        if message.scope is not Scope.PERSONAL:
            if intent.kind is IntentKind.NOTICES_STOP:
                return Reply((Text(say("chat-goodbye")),))
            there = Choices([Choice(say("reply-open-in-chat"), link=OPEN_CHAT)])
            return Reply((Text(say("subscription-in-a-personal-chat")), there))
        policy = quoted
        if intent.text and (what := _without_what_points(intent.text, is_welsh(message.text))):
            policy = await asyncio.to_thread(_named, library, what, intent.text)
        return await self._within_reach(self._run(intent, message.person, library, policy))

    async def press(self, message: Message, library: Library) -> Reply:
        """The button below what changed in a policy. Its value is client data."""
        pressed = message.values.get("policy")
        policy = pressed if isinstance(pressed, str) else ""
        if message.scope is not Scope.PERSONAL:
            return await self.reply(Intent(IntentKind.NOTICES_FOLLOW), message, library, policy)
        return await self._within_reach(self._follow(message.person, library, policy))

    async def _within_reach(self, said: Awaitable[str]) -> Reply:
        try:
            return Reply((Text(await said),))
        except StoreError:
            return Reply((Text(say("subscription-cannot-look")),))

    async def _run(self, intent: Intent, who: Person, library: Library, policy: str) -> str:
        match intent.kind:
            case IntentKind.NOTICES_LIST:
                return await self._followed(who, library)
            case IntentKind.NOTICES_UPKEEP:
                await self._wishes().follow(who, UPKEEP, "")
                return say("subscription-will-remind")
            case IntentKind.NOTICES_STOP | IntentKind.NOTICES_STOP_UPKEEP:
                return await self._unfollow(intent, who, library, policy)
        return await self._follow(who, library, policy)

    async def _follow(self, who: Person, library: Library, policy: str) -> str:
        current = library.policy_set.version_in_force(policy, library.today()) if policy else None
        if current is None or current.restricted:
            return say("subscription-which-policy")
        await self._wishes().follow(who, _POLICY + policy, str(current.version))
        return say("subscription-will-tell", title=current.title)

    async def _unfollow(self, intent: Intent, who: Person, library: Library, policy: str) -> str:
        wishes = self._wishes()
        if intent.kind is IntentKind.NOTICES_STOP_UPKEEP:
            gone = await wishes.unfollow(who, UPKEEP)
        elif not intent.text:
            return (
                say("subscription-stopped") if await wishes.unfollow(who) else say("chat-goodbye")
            )
        else:
            gone = await wishes.unfollow(who, _POLICY + policy) if policy else 0
        return say("subscription-stopped-one") if gone else await self._followed(who, library)

    async def _followed(self, who: Person, library: Library) -> str:
        subjects = await self._wishes().followed(who)
        return say("subscription-followed", subjects=listed(list(_titles(library, subjects))))


def _without_what_points(said: str, welsh: bool) -> str:
    """The words in English that can name a policy; "" where all only point at what was quoted."""
    english = in_english(said) if welsh else said
    return " ".join(word for word in words(english) if word not in _POINTS)


def _named(library: Library, what: str, said: str) -> str:
    """The id of the policy that words name, or of the clause that answers them or is near; "" for
    none."""
    if named := policies_named(library.policy_set, what, library.today()):
        return named[0]
    matches = library.answer(said).matches
    return matches[0].passage.policy_id if matches else ""


def _titles(library: Library, subjects: Sequence[str]) -> Iterator[str]:
    """What somebody follows, in words."""
    policies = library.policy_set
    for subject in subjects:
        if subject == UPKEEP:
            yield say("subscription-reviews-and-audits")
        else:
            versions = policies.versions(subject.removeprefix(_POLICY))
            yield versions[-1].title if versions else subject.removeprefix(_POLICY)
