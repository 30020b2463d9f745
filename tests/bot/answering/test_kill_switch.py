"""An officer's pause: staff see the reason and whom to ask, and nothing that is paused."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.answering.kill_switch import KillSwitch, withhold_paused
from bot.conversation import Conversation
from bot.message import Quotation, Text
from operations.__main__ import main as operations
from storage import Store
from storage.answers.pauses import ALL, Pause, begin_pause, end_pause, pauses
from storage.audit.trail import verify
from storage.engine.engines import database_url, make_engine
from tests.bot.chat import Chat
from tests.knowledge.made_up import copy_of_the_sound_set

RECORD = "what do i say before i record a meeting"


class Monotonic:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def now() -> Monotonic:
    return Monotonic()


@pytest.fixture
def chat(store: Store, now: Monotonic) -> Chat:
    chat = Chat()
    pausing = KillSwitch(lambda: store, now)
    chat.conversation = Conversation(lambda: chat.library, chat.clock, pauses=pausing)
    return chat


async def pause(store: Store, what: str, contact: str = "the AI lead") -> None:
    async with store.writing() as unit:
        await begin_pause(unit, what, "a clause is being corrected", contact, "shell")


async def test_while_all_is_paused_the_reason_and_whom_to_ask_stand_in_every_answers_place(
    store: Store, chat: Chat
) -> None:
    await pause(store, ALL)
    said = await chat.ask(RECORD)
    assert "The reason given: a clause is being corrected." in said
    assert "Who to ask: the AI lead." in said
    assert "You can still send me ideas" in said
    assert not chat.quoted
    assert "paused" not in await chat.ask("hello"), "small talk goes on"


async def test_a_pause_and_its_end_are_heeded_within_two_seconds(
    store: Store, chat: Chat, now: Monotonic
) -> None:
    await chat.ask(RECORD)
    assert chat.quoted
    await pause(store, ALL)
    now.seconds += 2
    await chat.ask(RECORD)
    assert not chat.quoted
    async with store.writing() as unit:
        assert await end_pause(unit, ALL, "person:7")
        assert not await end_pause(unit, ALL, "person:7"), "ended once"
    now.seconds += 2
    await chat.ask(RECORD)
    assert chat.quoted
    async with store.reading() as connection:
        assert (await verify(connection)).head.seq == 2, "both are in the trail"
        (past,) = await pauses(connection, ended=True)
    assert past.ended_at is not None


async def test_a_paused_policy_is_not_quoted_and_others_are(store: Store, chat: Chat) -> None:
    await pause(store, "meetings", contact="")
    await chat.ask("may i write down anything about a person's health")
    assert "data@1.0#private" in chat.quoted
    assert all(not ref.startswith("meetings@") for ref in chat.quoted)
    said = await chat.ask(RECORD)
    assert not chat.quoted
    assert "I may not quote “Meetings and recordings” just now" in said
    assert "Who to ask: the porter of the Guild" in said


async def test_only_what_is_paused_is_left_out_where_another_policy_answers_first() -> None:
    chat = Chat()
    await chat.ask(RECORD)
    first = next(block for block in chat.blocks if isinstance(block, Quotation))
    other = replace(first, ref="other@1.0#x", title="Other")
    held = [Pause("other", "why", "", chat.clock.now, "shell")]

    shown = withhold_paused([Text("Allowed."), first, other], held)

    assert shown is not None
    assert shown[:2] == [Text("Allowed."), first]
    assert "“Other”" in str(shown[2:])
    assert other not in shown
    assert withhold_paused([Text("Allowed."), first], held) is None


async def test_a_store_that_is_gone_leaves_the_last_known_pauses_in_force(
    store: Store, now: Monotonic, tmp_path: Path
) -> None:
    nowhere = Store(
        make_engine(database_url(f"postgresql://x@/x?host={tmp_path}")), store.clock, "nowhere"
    )
    stores = [store]
    pausing = KillSwitch(lambda: stores[-1], now)
    await pause(store, ALL)
    assert [pause.what for pause in await pausing()] == [ALL]

    stores.append(nowhere)
    now.seconds += 60
    assert [pause.what for pause in await pausing()] == [ALL]
    await nowhere.close()


def test_an_officer_pauses_and_resumes_in_a_shell(sqlite_database: str, tmp_path: Path) -> None:
    folder = str(copy_of_the_sound_set(tmp_path))

    def shell(*words: str) -> Result:
        return CliRunner().invoke(operations, [*words, "--database", sqlite_database])

    where = ("--policies", folder)
    assert "did you mean meetings?" in shell("pause", "meeting", "--reason", "x", *where).output
    assert "Give a reason" in shell("pause", "all", "--reason", " ", *where).output
    done = shell("pause", "meetings", "--reason", "an error in 4.3", *where)
    assert done.exit_code == 0, done.output
    assert "an error in 4.3" in shell("pauses").output
    assert shell("resume", "meetings").exit_code == 0
    assert shell("resume", "meetings").output.strip() == "Error: meetings is not paused."
    assert shell("pauses").output.strip() == "Nothing is paused."
    assert "until" in shell("pauses", "--ended").output
