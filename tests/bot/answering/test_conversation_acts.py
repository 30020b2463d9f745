"""What people say of an answer, and being asked which of several questions is meant."""

import pytest

from bot.answering.clarification import picked, readings
from bot.conversation import Conversation
from bot.intents.intent import Intent, IntentKind
from bot.message import Choices, Message, Quotation, Reply, Text
from common.person import Person
from knowledge import AnswerKind, Library
from tests.bot.chat import Chat, clock_at
from tests.freeze import MODEL_SET


@pytest.fixture(scope="module")
def library() -> Library:
    return Library.load(MODEL_SET, clock=clock_at("2026-11-30"), meaning=False)


class Talk:
    """One conversation about the set that comes with the product."""

    def __init__(self, library: Library) -> None:
        self._conversation = Conversation(lambda: library, clock_at("2026-11-30"))

    async def say(self, text: str) -> Reply:
        person = Person("tenant", "somebody")
        return await self._conversation.reply_to(Message("1", "chat", person, text))


def places(reply: Reply) -> list[str]:
    refs = [block.ref for block in reply.blocks if isinstance(block, Quotation)]
    return [f"{ref.partition('@')[0]}#{ref.partition('#')[2]}" for ref in refs]


def texts(reply: Reply) -> str:
    return "\n".join(block.text for block in reply.blocks if isinstance(block, Text))


def offered(reply: Reply) -> list[str]:
    shown = [block for block in reply.blocks if isinstance(block, Choices) and not block.folded]
    return [choice.say for block in shown for choice in block.items]


QUESTION = "can I put names into chatgpt"


async def test_shorter_shows_the_sentence_that_answers_behind_its_verdict(
    library: Library,
) -> None:
    talk = Talk(library)
    before = await talk.say(QUESTION)
    reply = await talk.say("shorter please")
    assert places(reply) == places(before)[:1]
    (quoted,) = [block for block in reply.blocks if isinstance(block, Quotation)]
    assert quoted.excerpt
    assert len(quoted.excerpt) < len(quoted.text)
    assert texts(reply).startswith("Not allowed.")
    assert "word for word" in texts(reply)


async def test_yes_or_no_is_answered_with_the_verdict(library: Library) -> None:
    talk = Talk(library)
    await talk.say(QUESTION)
    assert texts(await talk.say("just yes or no")).startswith("Not allowed.")


async def test_where_the_policy_says_neither_yes_nor_no_that_is_said(library: Library) -> None:
    talk = Talk(library)
    await talk.say("what is a dpia")
    reply = await talk.say("so yes or no?")
    assert "does not say yes or no" in texts(reply)
    assert places(reply)


async def test_simpler_says_that_nothing_is_reworded_and_who_can_explain(
    library: Library,
) -> None:
    talk = Talk(library)
    await talk.say(QUESTION)
    reply = await talk.say("say that simpler")
    assert "cannot put it in simpler words" in texts(reply)
    assert "Who to ask: " in texts(reply)


@pytest.mark.parametrize("text", ["shorter", "just yes or no", "in plain english", "yn fyrrach"])
async def test_before_any_answer_there_is_nothing_to_shorten(library: Library, text: str) -> None:
    assert "no quoted answer" in texts(await Talk(library).say(text))


async def test_who_was_not_meant_is_offered_what_else_may_have_been(library: Library) -> None:
    talk = Talk(library)
    before = await talk.say("can I record a meeting")
    choices = offered(await talk.say("that's not what I asked"))
    assert 1 <= len(choices) <= 3
    after = await talk.say("the second one")
    assert places(after)[:1] == places(await Talk(library).say(choices[1]))[:1]
    assert places(after)[0] != places(before)[0]


async def test_what_was_meant_instead_is_asked(library: Library) -> None:
    talk = Talk(library)
    await talk.say("can I record a meeting")
    reply = await talk.say("no I meant can residents be told that AI wrote a letter")
    asked = await Talk(library).say("can residents be told that AI wrote a letter")
    assert places(reply)[:1] == places(asked)[:1]


async def test_a_bare_word_that_two_rules_are_about_asks_which(library: Library) -> None:
    asked = readings(library.policy_set, library.answer("copilot"))
    assert asked
    talk = Talk(library)
    reply = await talk.say("copilot")
    assert offered(reply) == list(asked)
    picked_reply = await talk.say("the first one")
    assert places(picked_reply)[:1] == places(await Talk(library).say(asked[0]))[:1]


async def test_a_question_that_is_sure_asks_nothing_back(library: Library) -> None:
    answer = library.answer("do I have to tell people before I record a meeting")
    assert readings(library.policy_set, answer) == ()


async def test_where_no_clause_is_sure_two_or_three_are_asked_about(library: Library) -> None:
    unsure = ("do we keep minutes", "voice notes", "minutes", "emails", "names on a list")
    answers = [library.answer(text) for text in unsure]
    nearest = [one for one in answers if one.kind is AnswerKind.NEAREST and len(one.matches) > 1]
    for answer in nearest:
        assert 2 <= len(readings(library.policy_set, answer)) <= 3


@pytest.mark.parametrize(
    ("kind", "text", "meant"),
    [
        (IntentKind.PICK_FIRST, "", "can we listen to calls"),
        (IntentKind.PICK_SECOND, "", "how long is audio kept"),
        (IntentKind.PICK_THIRD, "", ""),
        (IntentKind.PICK_NAMED, "the calls", "can we listen to calls"),
        (IntentKind.PICK_NAMED, "parking", ""),
    ],
)
def test_a_choice_is_made_by_its_number_or_its_words(
    kind: IntentKind, text: str, meant: str
) -> None:
    choices = ("can we listen to calls", "how long is audio kept")
    assert picked(Intent(kind, text), choices) == meant


@pytest.mark.parametrize("text", ["hjkl", "asdkjh zxcq", "sadfsadf", "lkjh lkjh"])
async def test_what_is_no_word_is_not_understood_and_of_no_subject(
    library: Library, text: str
) -> None:
    answer = library.answer(text)
    assert (answer.kind, answer.subject) == (AnswerKind.NOT_UNDERSTOOD, None)
    assert not places(await Talk(library).say(text))


@pytest.mark.parametrize("text", ["dpia", "recrding meting", "oes eithriad", "zoomy?"])
async def test_a_word_that_means_something_or_asks_is_looked_for(
    library: Library, text: str
) -> None:
    assert library.answer(text).kind is not AnswerKind.NOT_UNDERSTOOD


async def test_a_curse_before_a_question_leaves_it_a_question(library: Library) -> None:
    reply = await Talk(library).say("what the hell is a DPIA")
    assert places(reply)[0].startswith("assessments#")


async def test_a_curse_alone_is_met_calmly() -> None:
    said = await Chat().ask("for god's sake")
    assert "sorry that this is frustrating" in said


@pytest.mark.parametrize(
    "text", ["is my plan in line with the policy?", "is this in line with policy", "am I compliant "
             "with the rules", "does our draft meet the policy?"],
)  # fmt: skip
async def test_no_verdict_is_given_on_what_only_the_person_knows(
    library: Library, text: str
) -> None:
    reply = await Talk(library).say(text)
    assert "I cannot judge" in texts(reply)
    assert "Who to ask" in texts(reply) or "Ask" in texts(reply)
    assert places(reply) == []
