"""The database is away while people write: they are told, keep their words, and go on after."""

import asyncio

import storage
from tests.bot.ideas.idea_chats import ANN, BEN, Chats
from tests.bot.ideas.test_submit_handler import SORT, sent
from tests.databases import SetClock
from tests.postgres import temporary_postgres


async def test_nothing_typed_is_lost_while_the_database_is_away(clock: SetClock) -> None:
    with temporary_postgres() as server:
        store = await storage.open(server.url("postgres"), clock)
        chats = Chats(store, clock)
        by_form, by_typing = chats.of(ANN), chats.of(BEN)
        await by_form.say("I have an idea")
        form = by_form.form
        await by_typing.say("I have an idea")
        await by_typing.say("The bells are late")

        await asyncio.to_thread(server.stop)
        words = await by_form.fill_in(SORT, form)
        assert "It could not be saved just now. Your words are still here" in words
        assert {field.value for field in by_form.form.fields} >= set(SORT.values())
        words = await by_typing.say("A clock could ring them")
        assert "I hold on to what you wrote" in words
        assert "A short name" in words
        words = await by_typing.say("Ring the bells")
        assert "could not be saved" in await by_typing.say("send")
        assert "The bells are late" in by_typing.words
        meetings = await by_form.say("Do I have to tell people before I record a meeting?")
        assert "Before you record" in meetings or by_form.quoted, "questions are answered"
        assert "cannot reach the list" in await by_form.say("my ideas")

        await asyncio.to_thread(server.start)
        assert "AI-2026-0001" in await by_typing.say("send")
        assert "AI-2026-0002" in await by_form.press("Send the idea", by_form.reply_with_form)
        assert len(await chats.ideas.ideas()) == 2
        assert "AI-2026-0003" in await sent(
            chats.of(ANN), title="Feed the cat", description="A bowl", problem="Hunger"
        )
        await store.close()
