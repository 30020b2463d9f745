"""Who wants to be told when a policy changes, or before reviews and audits are due: nobody who did
not ask for it, and of nothing but what they named."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.message import OPEN_CHAT, Choice, Choices, Message, Reply, Scope, Text
from bot.messages.formats import listed
from bot.messages.say import say
from common.person import Person
from knowledge import Answer, Library
from knowledge.query.policy_names import policies_named
from storage import StoreError
from triage.repository.preferences import Preferences

FOLLOW = "follow"
"""The action of a button, with the value `policy`: an id."""

UPKEEP = "upkeep"
"""The subject of those who want to be reminded before reviews and audits are due."""

_POLICY = "policy:"


class SubscriptionIntentKind(StrEnum):
    FOLLOW = "follow"
    UPKEEP = "upkeep"
    LIST = "list"
    STOP = "stop"


@dataclass(frozen=True, slots=True)
class SubscriptionIntent:
    """`what` names the policy, in the person's words; "" for the one that was quoted last."""

    want: SubscriptionIntentKind
    what: str = ""


_TELL = r"(?:please )?(?:can you |could you )?(?:tell|notify|let|alert|message|warn) me(?: know)?"
_END = r"(?:changes?|is changed|gets changed|has changed|is updated|updates?)(?: again)?"
_HERE = r"(?:this|that|it|here|the clause|this clause|this policy|that policy|the policy)"
_PATTERNS: Sequence[tuple[SubscriptionIntentKind, str]] = (
    (SubscriptionIntentKind.FOLLOW, rf"{_TELL} (?:when|if|whenever) (?P<what>.{{1,80}}?) {_END}"),
    (SubscriptionIntentKind.FOLLOW, r"(?:follow|watch|subscribe to) (?P<what>.{1,80})"),
    (SubscriptionIntentKind.FOLLOW, r"rho wybod i mi pan fydd (?P<what>.{1,80}?) yn newid"),
    (
        SubscriptionIntentKind.UPKEEP,
        r"(?:please )?(?:remind|tell|warn) me (?:of|about|before|when) (?:policy )?"
        r"(?:the )?(?:reviews?|audits?)(?: and (?:reviews?|audits?))?(?: are| is| fall)?(?: due)?",
    ),
    (
        SubscriptionIntentKind.LIST,
        r"what (?:do|will|would) you tell me(?: about| of)?|what am i following"
        r"|(?:show |list )?my (?:notices|notifications|subscriptions|reminders)",
    ),
    (
        SubscriptionIntentKind.STOP,
        r"stop|stopio|(?:stop|end|cancel|no more) (?:telling me|messages|notices|notifications"
        r"|reminders|reminding me)(?: (?:about|of|when) (?P<what>.{1,80}?)(?: changes)?)?"
        r"|(?:unsubscribe|unfollow)(?: from)?(?: (?P<from>.{1,80}))?"
        r"|(?:do not|don['’]?t) (?:tell|remind|message|notify) me(?: any ?more| again)?",
    ),
)


def recognise_subscription(message: Message) -> SubscriptionIntent | None:
    """What somebody wants to be told, or no more; None for everything else."""
    if message.action:
        return (
            SubscriptionIntent(SubscriptionIntentKind.FOLLOW) if message.action == FOLLOW else None
        )
    said = " ".join(message.text.split()).strip(" .!?")
    for want, pattern in _PATTERNS:
        found = re.fullmatch(pattern, said, re.IGNORECASE)
        if found:
            named = found.groupdict()
            what = named.get("what") or named.get("from") or ""
            return SubscriptionIntent(
                want, "" if re.fullmatch(_HERE, what, re.IGNORECASE) else what
            )
    return None


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

    async def reply(
        self, asked: SubscriptionIntent, message: Message, library: Library, last: Answer | None
    ) -> Reply:
        """What comes of it; in a group or a channel nothing but the way to a personal chat."""
        if message.scope is not Scope.PERSONAL:
            if asked.want is SubscriptionIntentKind.STOP:
                return Reply((Text(say("chat-goodbye")),))
            there = Choices([Choice(say("reply-open-in-chat"), link=OPEN_CHAT)])
            return Reply((Text(say("subscription-in-a-personal-chat")), there))
        try:
            return Reply((Text(await self._run_intent(asked, message, library, last)),))
        except StoreError:
            return Reply((Text(say("subscription-cannot-look")),))

    async def _run_intent(
        self, asked: SubscriptionIntent, message: Message, library: Library, last: Answer | None
    ) -> str:
        wishes, who = self._wishes(), message.person
        if asked.want is SubscriptionIntentKind.LIST:
            return say(
                "subscription-followed",
                subjects=listed(list(_titles(library, await wishes.followed(who)))),
            )
        if asked.want is SubscriptionIntentKind.UPKEEP:
            await wishes.follow(who, UPKEEP, "")
            return say("subscription-will-remind")
        policy = _policy(library, asked, message, last)
        if asked.want is SubscriptionIntentKind.STOP:
            return await _unfollow(wishes, who, asked, policy, library)
        current = library.policy_set.version_in_force(policy, library.today()) if policy else None
        if current is None or current.restricted:
            return say("subscription-which-policy")
        await wishes.follow(who, _POLICY + policy, str(current.version))
        return say("subscription-will-tell", title=current.title)


async def _unfollow(
    wishes: Preferences, who: Person, asked: SubscriptionIntent, policy: str, library: Library
) -> str:
    if not asked.what:
        return say("subscription-stopped") if await wishes.unfollow(who) else say("chat-goodbye")
    gone = await wishes.unfollow(who, _POLICY + policy) if policy else 0
    if not gone and re.search(r"\b(?:review|audit)", asked.what, re.IGNORECASE):
        gone = await wishes.unfollow(who, UPKEEP)
    if not gone:
        return say(
            "subscription-followed",
            subjects=listed(list(_titles(library, await wishes.followed(who)))),
        )
    return say("subscription-stopped-one")


def _policy(
    library: Library, asked: SubscriptionIntent, message: Message, last: Answer | None
) -> str:
    """The id of the policy that is meant, or ""."""
    pressed = message.values.get("policy")
    if message.action:
        return pressed if isinstance(pressed, str) else ""
    if not asked.what:
        return last.passages[0].policy_id if last and last.matches else ""
    named = policies_named(library.policy_set, asked.what, library.today())
    if named:
        return named[0]
    found = library.search(asked.what, 1)
    return found[0].passage.policy_id if found else ""


def _titles(library: Library, subjects: Sequence[str]) -> Iterator[str]:
    """What somebody follows, in words."""
    policies = library.policy_set
    for subject in subjects:
        if subject == UPKEEP:
            yield say("subscription-reviews-and-audits")
        else:
            versions = policies.versions(subject.removeprefix(_POLICY))
            yield versions[-1].title if versions else subject.removeprefix(_POLICY)
