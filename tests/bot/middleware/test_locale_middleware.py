"""Each person is spoken to in their language; policies are quoted as they were approved."""

import asyncio
from dataclasses import replace

import pytest

from bot.intents.intent import IntentKind
from bot.intents.router import route
from bot.intents.state import State
from bot.message import Choices, Message, Reply, Scope, Text
from bot.messages.formats import format_day
from bot.messages.language import Language, of_locale
from bot.middleware.locale_middleware import LocaleMiddleware
from bot.middleware.welcome_once import WelcomeOnce
from common.person import Person
from storage import Store, StoreError
from storage.engine.errors import DatabaseErrorKind
from tests.bot.teams.conftest import QUOTED, Parrot
from tests.databases import SetClock
from triage.repository.preferences import Preferences

ANN = Person("tenant", "ann", "Ann")


_LANGUAGES = {IntentKind.WELSH: Language.WELSH, IntentKind.ENGLISH: Language.ENGLISH}


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Overheard(Parrot):
    """Says which day it is, in whatever language it is asked to."""

    async def reply_to(self, message: Message) -> Reply:
        self.heard.append(message)
        wanted = _LANGUAGES.get(route(message.text, State()).kind)
        if wanted is not None:
            return Reply((), switch_to=wanted)
        today = await asyncio.to_thread(format_day, QUOTED.effective_from)
        return Reply([Text(today), QUOTED])


def message(text: str = "may I?", **changed: object) -> Message:
    return replace(Message("1", "chat", ANN, text), **changed)  # type: ignore[arg-type]


def first(reply: Reply) -> str:
    assert isinstance(reply.blocks[0], Text)
    return reply.blocks[0].text


@pytest.fixture
def mouth(store: Store) -> LocaleMiddleware:
    return LocaleMiddleware(Overheard(), lambda: Preferences(store), Clock())


async def test_a_client_in_welsh_is_answered_in_welsh_with_the_quotation_as_approved(
    mouth: LocaleMiddleware,
) -> None:
    reply = await mouth.reply_to(message(locale="cy-GB"))

    assert reply.language == "cy"
    assert first(reply) == "1 Hydref 2026"
    said, explained, quoted = reply.blocks
    assert isinstance(explained, Text)
    assert "Dyfynnir polisïau" in explained.text
    assert quoted == QUOTED
    assert said != explained


async def test_whoever_says_cymraeg_is_answered_in_welsh_from_then_on_also_elsewhere(
    mouth: LocaleMiddleware, store: Store
) -> None:
    assert (await mouth.reply_to(message("Cymraeg"))).language == "cy"
    assert first(await mouth.reply_to(message())) == "1 Hydref 2026"

    another = LocaleMiddleware(Overheard(), lambda: Preferences(store), Clock(), Language.ENGLISH)
    assert (await another.reply_to(message())).language == "cy", "their choice goes first"
    assert (await mouth.reply_to(message("english please"))).language == "en-GB"
    assert first(await mouth.reply_to(message(locale="cy"))) == "1 October 2026"


@pytest.mark.parametrize(
    "text", ["Cymraeg", "yn Gymraeg", "in Welsh please", "siaradwch Gymraeg", "speak Welsh"]
)
async def test_welsh_is_asked_for_in_many_words(mouth: LocaleMiddleware, text: str) -> None:
    assert (await mouth.reply_to(message(text))).language == "cy"


@pytest.mark.parametrize(
    "text", ["can i use copilot for welsh", "is Welsh translation allowed", "Welsh letters"]
)
async def test_a_question_about_welsh_changes_no_language(
    mouth: LocaleMiddleware, text: str
) -> None:
    assert (await mouth.reply_to(message(text))).language == "en-GB"


async def test_the_councils_setting_goes_before_the_clients_locale(store: Store) -> None:
    mouth = LocaleMiddleware(Overheard(), lambda: Preferences(store), Clock(), Language.WELSH)

    assert (await mouth.reply_to(message(locale="en-US"))).language == "cy"


async def test_in_a_channel_nobodys_own_choice_counts(
    mouth: LocaleMiddleware, store: Store
) -> None:
    await mouth.reply_to(message("Cymraeg"))

    assert (await mouth.reply_to(message(scope=Scope.CHANNEL))).language == "en-GB"
    there = await mouth.reply_to(message("Cymraeg", scope=Scope.CHANNEL))
    assert isinstance(there.blocks[-1], Choices)
    assert await Preferences(store).language(Person("tenant", "ann")) == "cy"


async def test_another_replica_hears_of_a_choice_within_a_minute(store: Store) -> None:
    now = Clock()
    mouth = LocaleMiddleware(Overheard(), lambda: Preferences(store), now)
    assert (await mouth.reply_to(message())).language == "en-GB"
    await Preferences(store).choose_language(Person("tenant", "ann"), "cy")

    now.now = 61.0
    assert (await mouth.reply_to(message())).language == "cy"


async def test_a_database_that_is_away_keeps_nobody_from_an_answer() -> None:
    def away() -> Preferences:
        raise StoreError(DatabaseErrorKind.GONE, "the database")

    mouth = LocaleMiddleware(Overheard(), away, Clock())

    assert first(await mouth.reply_to(message())) == "1 October 2026"
    assert (await mouth.reply_to(message("Cymraeg"))).language == "cy"
    assert first(await mouth.reply_to(message())) == "1 Hydref 2026"


async def test_two_people_at_the_same_time_are_each_spoken_to_in_their_language(
    mouth: LocaleMiddleware,
) -> None:
    tags = ("cy", "en-GB") * 10
    replies = await asyncio.gather(*(mouth.reply_to(message(locale=tag)) for tag in tags))

    assert [reply.language for reply in replies] == list(tags)
    assert {first(reply) for reply in replies[::2]} == {"1 Hydref 2026"}


async def test_a_personal_chat_is_greeted_once_and_no_other_place(
    store: Store, clock: SetClock
) -> None:
    greets = WelcomeOnce(Parrot(), lambda: store)

    assert (await greets.welcome(message())).blocks
    clock.forward(days=30)
    assert not (await greets.welcome(message())).blocks, "installed again"
    assert (await greets.welcome(message(conversation="another"))).blocks
    for scope in (Scope.GROUP, Scope.CHANNEL):
        assert not (await greets.welcome(message(conversation="new", scope=scope))).blocks


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("cy-GB", "cy"),
        ("cy", "cy"),
        ("en-US", "en-GB"),
        ("en_GB", "en-GB"),
        ("fr", None),
        ("", None),
    ],
)
def test_a_locale_is_of_the_language_that_it_begins_with(locale: str, language: str | None) -> None:
    assert of_locale(locale) == language


async def test_who_writes_welsh_is_answered_in_welsh_unless_they_chose_otherwise(
    mouth: LocaleMiddleware,
) -> None:
    welsh = await mouth.reply_to(message("ga i recordio cyfarfod tîm?"))
    assert welsh.language is Language.WELSH
    await mouth.reply_to(message("English"))
    assert (await mouth.reply_to(message("ga i recordio cyfarfod?"))).language is Language.ENGLISH


async def test_a_quotation_in_the_language_that_is_spoken_needs_no_word_about_it(
    store: Store,
) -> None:
    class Bilingual(Parrot):
        async def reply_to(self, message: Message) -> Reply:
            return Reply([replace(QUOTED, language=Language.WELSH)])

    mouth = LocaleMiddleware(Bilingual(), lambda: Preferences(store), Clock())
    reply = await mouth.reply_to(message("a gaf i ofyn rhywbeth?"))
    assert not any(isinstance(block, Text) for block in reply.blocks)


async def test_a_few_words_or_a_button_go_on_in_welsh_and_english_ends_it(store: Store) -> None:
    clock = Clock()
    mouth = LocaleMiddleware(Overheard(), lambda: Preferences(store), clock)

    async def told(text: str, **what: object) -> str | None:
        return (await mouth.reply_to(message(text, **what))).language

    assert await told("anghofia fe") == Language.ENGLISH
    assert await told("a gaf i roi data personol yn Copilot?") == Language.WELSH
    assert await told("anghofia fe") == Language.WELSH
    assert await told("", action="follow") == Language.WELSH
    assert await told("Can I put personal data in?", is_press=True) == Language.WELSH
    assert await told("what is a DPIA") == Language.ENGLISH
    assert await told("anghofia fe") == Language.ENGLISH
    await told("pam yr ateb hwn?")
    clock.now += 1801
    assert await told("anghofia fe") == Language.ENGLISH
