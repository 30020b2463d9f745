"""Nothing that cannot be taken back is done without a clear yes: each step that waits for one,
by each of many answers in both languages."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import pytest

from tests.bot.ideas.idea_chats import ANN, BEN, Chat, Chats
from tests.bot.ideas.test_submit_handler import sent
from triage.model.stages import Stage

CLEAR = {
    "en": "yes|yes please|y|yep|aye|do it|go ahead|confirm|withdraw it|yes, because nobody needs it"
    "|i'm sure|yes do|yes, withdraw it|ok yes|absolutely|yes i am sure|yes, remove it",
    "cy": "ie|ydw|oes|ie plîs|gwna|cer amdani|tynna fe yn ôl|ie, oherwydd does dim angen|ie siŵr",
}

UNCLEAR = {
    "en": "ok|okay|sure|fine|right|good|perfect|alright|indeed|correct|that's right|great|all good"
    "|it's fine|no problem|carry on|true|I do|yeah right|i suppose|i guess|could be|whatever"
    "|if you say so|hmm|erm|why?|who decides?|what happens then?|yes?|is that wise|thanks|hello"
    "|help|done|send|send it|submit|finished|skip|next|1|.|AI-2026-0001|my ideas|tell me more"
    "|can i use chatgpt|yes if my manager agrees|only if my manager says yes|yes maybe"
    "|when i say yes|say yes|yes to something else|yes i have a question|yes next week"
    "|yes but ask me again first|yes or no|y/n|yes yes no|confirm later|withdraw it later"
    "|why withdraw it|we bought something|no longer needed|yeah but change the title first",
    "cy": "iawn|oce|cywir|siŵr|efallai|ie?|oes angen?|oes rhaid|ydw i|dim syniad|diolch|helo"
    "|sai'n siŵr|hepgor|gwna ddim|ie ond ddim eto|tynna fe yn ôl yfory",
}

REFUSED = {
    "en": "no|nope|nah|n|no thanks|no thank you|not yet|not now|I don't want to|i'd rather not"
    "|never|stop|cancel|back|keep it|leave it|undo|wait|hold on|let me think|changed my mind"
    "|don't|do not|don't do it|please don't|of course not|not really|yeah no, keep it|yes and no"
    "|ok no|fine, leave it|right, no|good, keep it|yes? no|forget it|never mind",
    "cy": "na|nag oes|nac oes|nac ydw|dim diolch|na dim diolch|canslo|paid|peidiwch|ddim eto"
    "|ddim nawr|dim o gwbl|cadw fe|gad e|yn ôl|well gen i beidio|na, paid|wrth gwrs na|nage",
}

STILL_PERSONAL = (
    "maybe|hmm|not yet|ddim eto|I don't want to|efallai|why?|send|next|hello|my ideas"
    "|no|nope|no thanks|na|nac ydw|dim diolch"
)
STILL_SIMILAR = "maybe|hmm|yes|ie|ok|not yet|ddim eto|I don't want to|efallai|why?|hello|my ideas"
STILL_LAST = "not yet|not now|hold on|wait|ddim eto|paid|canslo|stop|later|changed my mind|why?"


def answers(table: dict[str, str]) -> Sequence[str]:
    return [one for words in table.values() for one in words.split("|")]


async def asked_to_withdraw(chat: Chat) -> None:
    await chat.say("withdraw AI-2026-0001")


async def stage(chats: Chats) -> Stage:
    (idea,) = await chats.ideas.ideas()
    return idea.stage


@pytest.mark.parametrize("said", answers(CLEAR))
async def test_a_clear_yes_withdraws(ann: Chat, chats: Chats, said: str) -> None:
    await sent(ann)
    await asked_to_withdraw(ann)
    assert "has been withdrawn" in await ann.say(said)
    assert await stage(chats) is Stage.WITHDRAWN


async def test_nothing_but_a_clear_yes_withdraws(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    for said in (*answers(UNCLEAR), *answers(REFUSED)):
        await asked_to_withdraw(ann)
        await ann.say(said)
        assert await stage(chats) is Stage.SUBMITTED, said


async def test_a_refusal_leaves_the_idea_and_is_told_so(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    for said in answers(REFUSED):
        await asked_to_withdraw(ann)
        assert "AI-2026-0001 stays as it is." in await ann.say(said), said
        await ann.say("yes")
        assert await stage(chats) is Stage.SUBMITTED, said


@pytest.mark.parametrize(
    "said", ["ok", "iawn", "hmm", "send it", "we bought something", "efallai", "fine"]
)
async def test_what_is_neither_is_asked_again(ann: Chat, chats: Chats, said: str) -> None:
    await sent(ann)
    await asked_to_withdraw(ann)
    assert "type yes to withdraw it" in await ann.say(said)
    assert await stage(chats) is Stage.SUBMITTED
    assert "has been withdrawn" in await ann.say("yes")


@pytest.mark.parametrize(
    "between",
    ["my ideas", "thanks", "hello", "what do you keep about me?", "show me the board",
     "I have an idea", "status AI-2026-0001", "How long are recordings kept?"],
)  # fmt: skip
async def test_a_yes_after_something_else_withdraws_nothing(
    ann: Chat, chats: Chats, between: str
) -> None:
    await sent(ann)
    await asked_to_withdraw(ann)
    await ann.say(between)
    await ann.say("yes")
    assert await stage(chats) is Stage.SUBMITTED


async def test_a_yes_after_a_button_of_an_older_card_withdraws_nothing(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    await ann.say("How long are recordings kept?")
    older = ann.reply
    await asked_to_withdraw(ann)
    await ann.press("What does the whole clause say?", older)
    await ann.say("yes")
    assert await stage(chats) is Stage.SUBMITTED


@dataclass(frozen=True)
class Step:
    """A step before an idea is stored: how it is reached, what leaves it open, what stores it."""

    reached: Callable[[Chat], Awaitable[object]]
    still: str
    stores: Sequence[str]


async def _personal(chat: Chat) -> None:
    await sent(chat, description="Ask Susan Archer, 01632 960983, about the letters")


async def _last_question(chat: Chat) -> None:
    await chat.say("I have an idea")
    for answer in ("The post lies about", "Let a machine read it", "Sort the post", *["skip"] * 2):
        await chat.say(answer)


STEPS = {
    "what looks personal": Step(
        _personal, STILL_PERSONAL, ("mask it", "yes", "ie", "keep it as it is", "cadw fe")
    ),
    "the last question": Step(_last_question, STILL_LAST, ("send", "anfon", "skip", "hepgor")),
}


@pytest.mark.parametrize("name", STEPS)
async def test_no_idea_is_sent_before_its_author_says_so(
    chats: Chats, ann: Chat, name: str
) -> None:
    step = STEPS[name]
    for said in step.still.split("|"):
        await step.reached(ann)
        await ann.say(said)
        assert await chats.ideas.ideas() == (), said
        await ann.say("start afresh")
        await ann.say("stop")


@pytest.mark.parametrize(
    ("name", "said"), [(name, said) for name, step in STEPS.items() for said in step.stores]
)
async def test_what_says_so_sends_it(chats: Chats, ann: Chat, name: str, said: str) -> None:
    await STEPS[name].reached(ann)
    await ann.say(said)
    assert len(await chats.ideas.ideas()) == 1


async def test_an_idea_like_another_is_sent_when_it_is_said_to_differ(chats: Chats) -> None:
    await sent(chats.of(ANN))
    ben = chats.of(BEN)
    for said in STILL_SIMILAR.split("|"):
        await sent(ben, title="Sorting the letters")
        await ben.say(said)
        assert len(await chats.ideas.ideas()) == 1, said
        await ben.say("start afresh")
        await ben.say("stop")
    await sent(ben, title="Sorting the letters")
    await ben.say("mine is different")
    assert len(await chats.ideas.ideas()) == 2
