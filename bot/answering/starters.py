"""Questions to begin with: those of the set that it answers today."""

import asyncio
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from bot.message import Choice, Choices
from bot.messages.say import say
from bot.messages.set_names import spoken
from knowledge import AnswerKind, Library
from knowledge.model.set_settings import Starter

_ANSWERED: WeakKeyDictionary[Library, tuple[object, tuple[Starter, ...]]] = WeakKeyDictionary()
"""What was found for each library, with the day and whether meaning was on."""


def starters(library: Library) -> Sequence[Starter]:
    """The set's own questions to begin with, without those that it would not answer today.

    Blocks for some milliseconds a question, once for each set and day: call it in a thread.
    """
    today = library.today()
    stands = (today, library.answerer_on(today).edition.has_embeddings)
    known, found = _ANSWERED.get(library, (None, ()))
    if known != stands:
        own = library.policy_set.settings.starters
        found = tuple(one for one in own if library.answer(one.ask).kind is AnswerKind.ANSWERED)
        _ANSWERED[library] = (stands, found)
    return found


async def starter_choices(library: Library) -> Choices:
    """What to begin with: questions that this set answers, and an idea."""
    known = await asyncio.to_thread(starters, library)
    asked = [Choice(spoken(one.label), say=one.ask) for one in known]
    idea = Choice(say("chat-starter-idea"), say="I have an idea")
    return Choices([*asked, idea], prompt=say("chat-you-could-ask"))
