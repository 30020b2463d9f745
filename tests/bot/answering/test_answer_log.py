"""Answers on record: masked, with a receipt, proven later on the set that was served then."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, update

from bot.answering.answer_log import AnswerLog
from bot.answering.feedback import ACTION
from bot.answering.receipt_verification import VerificationOutcome, find, verify
from bot.conversation import Conversation
from bot.message import Choices, Form, Message, Reply
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from knowledge.publishing.archive import SetArchive
from knowledge.publishing.live_set import LiveSet
from operations.cli.receipt_report import receipt_report
from storage import DatabaseErrorKind, Store, StoreError
from storage.answers.answer_journal import AnswerEntry, all_feedback, entries, gaps
from storage.tables import METADATA, journal
from tests.databases import SetClock
from tests.knowledge.made_up import copy_of_the_sound_set


@dataclass
class Desk:
    """A served folder, a conversation with a journal, and one person who chats."""

    folder: Path
    kept: SetArchive
    serving: LiveSet
    store: Store
    conversation: Conversation
    clock: SetClock
    said: int = 0

    async def send(self, text: str = "") -> Reply:
        return await self._send(text, "", {})

    async def press(self, action: str, values: Mapping[str, object]) -> Reply:
        return await self._send("", action, values)

    async def _send(self, text: str, action: str, values: Mapping[str, object]) -> Reply:
        self.said += 1
        person = Person("tenant", "person-77", "Jo Bloggs")
        message = Message(str(self.said), "chat-88", person, text, action, values)
        return await self.conversation.reply_to(message)

    async def entry(self, receipt: str) -> AnswerEntry:
        found = await find(self.store, receipt)
        assert found is not None
        return found

    def prove(self, entry: AnswerEntry) -> VerificationOutcome:
        return verify(entry, self.kept, None, meaning=False).outcome


@pytest.fixture
async def desk(store: Store, clock: SetClock, tmp_path: Path) -> Desk:
    clock.now = datetime(2026, 10, 1, 9, tzinfo=UTC)
    folder = copy_of_the_sound_set(tmp_path)
    data = folder / "data" / "1.0.md"
    data.write_text(data.read_text().replace("conflicts: [meetings#kept]\n", ""))
    sets = tmp_path / "sets"
    serving = LiveSet.load(folder, clock=clock, meaning=False, kept=sets)
    conversation = Conversation(lambda: serving.library, clock, AnswerLog(lambda: store))
    return Desk(folder, SetArchive(sets), serving, store, conversation, clock)


def edit(desk: Desk, old: str, new: str) -> None:
    path = desk.folder / "meetings" / "2.0.md"
    path.write_text(path.read_text().replace(old, new))
    assert desk.serving.reload()


async def test_every_answer_has_a_receipt_and_is_on_record(desk: Desk) -> None:
    reply = await desk.send("how long are recordings kept")
    assert re.fullmatch(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", reply.receipt)
    assert f"Receipt {reply.receipt}" in alternative(reply)
    entry = await desk.entry(reply.receipt)
    assert entry.question_masked == "how long are recordings kept"
    assert entry.kind == "answered"
    assert entry.refs[0] == "meetings@2.0#kept"
    assert entry.fingerprint == desk.serving.fingerprint
    assert (entry.moment, entry.on_date) == (desk.clock.now, desk.clock.now.date())


async def test_greetings_and_explanations_are_not_on_record(desk: Desk) -> None:
    for text in ("hello", "thanks", "what's new"):
        assert (await desk.send(text)).receipt == ""
    async with desk.store.reading() as connection:
        assert await entries(connection, datetime(2020, 1, 1, tzinfo=UTC)) == []


async def test_an_answer_is_proven_a_year_and_many_edits_later(desk: Desk) -> None:
    receipt = (await desk.send("how long are recordings kept")).receipt
    edit(desk, "30 days and", "31 days and")
    edit(desk, "31 days and", "3 days and")
    desk.clock.forward(days=364)
    entry = await desk.entry(receipt)
    proof = verify(entry, desk.kept, None, meaning=False)
    assert proof.outcome is VerificationOutcome.CONFIRMED
    assert "Recordings are kept for 30 days" in proof.passages[0].text


@pytest.mark.parametrize(
    "question",
    [
        "how long are recordings kept",
        "may i use the scribe in a meeting",
        "when is dinner",
        "how long were recordings kept in December 2025",
        "what was the rule for trying a machine in January 2026",
        "€€ §§",
    ],
)
async def test_every_kind_of_answer_can_be_proven(desk: Desk, question: str) -> None:
    receipt = (await desk.send(question)).receipt
    assert desk.prove(await desk.entry(receipt)) is VerificationOutcome.CONFIRMED


async def test_a_follow_up_is_proven_with_what_was_asked_before(desk: Desk) -> None:
    await desk.send("how long are recordings kept")
    receipt = (await desk.send("and in a closed room?")).receipt
    entry = await desk.entry(receipt)
    assert entry.context == ["how long are recordings kept"]
    assert desk.prove(entry) is VerificationOutcome.CONFIRMED


async def test_an_answer_about_the_version_before_is_proven_by_its_text(desk: Desk) -> None:
    await desk.send("how long are recordings kept")
    receipt = (await desk.send("what did it used to say?")).receipt
    entry = await desk.entry(receipt)
    assert entry.refs == ["meetings@1.0#kept"]
    assert desk.prove(entry) in (VerificationOutcome.CONFIRMED, VerificationOutcome.TEXTS_ONLY)


async def test_a_record_that_was_tampered_with_is_not_confirmed(desk: Desk) -> None:
    receipt = (await desk.send("how long are recordings kept")).receipt
    async with desk.store.writing() as unit:
        await unit.connection.execute(
            update(journal).values(refs=["meetings@1.0#kept"]).where(journal.c.receipt == receipt)
        )
    assert desk.prove(await desk.entry(receipt)) is VerificationOutcome.NOT_CONFIRMED


async def test_without_the_set_of_that_time_nothing_is_confirmed(desk: Desk) -> None:
    entry = await desk.entry((await desk.send("how long are recordings kept")).receipt)
    gone = replace(entry, fingerprint="0" * 16)
    assert desk.prove(gone) is VerificationOutcome.NO_SET


async def test_the_journal_masks_the_words_and_never_knows_who_asked(desk: Desk) -> None:
    await desk.send("may i tell John Smith on 07700 900123 how long recordings are kept")
    await desk.send("can i email jane@example.org about case SC-12345 and a closed room")
    receipt = (await desk.send("this did not help")).receipt
    await desk.press(ACTION, {"key": receipt, "reason": "Mrs Jones says no"})
    async with desk.store.reading() as connection:
        stored = [
            str(row)
            for table in METADATA.sorted_tables
            for row in (await connection.execute(select(table))).all()
        ]
    everything = "\n".join(stored)
    for word in ("John", "Smith", "07700", "jane@", "SC-12345", "person-77", "Bloggs", "chat-88"):
        assert word not in everything
    assert "may i tell [name] on [phone] how long recordings are kept" in everything


async def test_what_could_not_be_answered_is_a_gap_without_a_receipt(desk: Desk) -> None:
    await desk.send("€€ §§")
    await desk.send("how long are recordings kept")
    await desk.send("when is dinner")
    async with desk.store.reading() as connection:
        found = await gaps(connection, datetime(2020, 1, 1, tzinfo=UTC))
    assert [(gap.kind, gap.question_masked) for gap in found] == [("not_understood", "€€ §§")]


async def test_a_receipt_that_is_taken_is_drawn_again(desk: Desk) -> None:
    drawn = iter([*[1] * 7, *[1] * 7, *[2] * 7])
    once = AnswerLog(lambda: desk.store, chance=lambda _: next(drawn))
    conversation = Conversation(lambda: desk.serving.library, desk.clock, once)
    desk.conversation = conversation
    first = (await desk.send("how long are recordings kept")).receipt
    second = (await desk.send("may i record in a closed room")).receipt
    assert first != second
    assert (await desk.entry(first)).refs != (await desk.entry(second)).refs


async def test_a_database_that_is_gone_costs_the_receipt_and_not_the_answer(desk: Desk) -> None:
    def gone() -> Store:
        raise StoreError(DatabaseErrorKind.GONE, "somewhere")

    conversation = Conversation(lambda: desk.serving.library, desk.clock, AnswerLog(gone))
    desk.conversation = conversation
    reply = await desk.send("how long are recordings kept")
    assert reply.receipt == ""
    assert "Recordings are kept for 30 days" in alternative(reply)
    said = await desk.press(ACTION, {"receipt": "R-1111-1113", "verdict": "helpful"})
    assert "no such answer" in alternative(said) or isinstance(said.blocks[0], Form)


def pressed(reply: Reply, label: str) -> tuple[str, dict[str, object]]:
    """The action and the values of a button."""
    choices = [c for block in reply.blocks if isinstance(block, Choices) for c in block.items]
    choice = next(choice for choice in choices if choice.label == label)
    return choice.action, dict(choice.values)


async def verdicts(desk: Desk) -> list[tuple[str, str, list[str]]]:
    async with desk.store.reading() as connection:
        found = await all_feedback(connection, datetime(2020, 1, 1, tzinfo=UTC))
    return [(one.verdict, one.reason_masked, list(one.refs)) for one in found]


async def test_a_pressed_verdict_is_kept_with_the_passages_and_their_versions(desk: Desk) -> None:
    reply = await desk.send("may i record in a closed room")
    action, values = pressed(reply, "This helped")
    said = await desk.press(action, values)
    assert "Thank you" in alternative(said)
    ((verdict, reason, refs),) = await verdicts(desk)
    assert (verdict, reason) == ("helpful", "")
    assert "meetings@2.0#closed-rooms" in refs


async def test_what_did_not_help_is_kept_at_once_and_its_reason_masked_later(desk: Desk) -> None:
    reply = await desk.send("how long are recordings kept")
    action, values = pressed(reply, "This did not help")
    form = (await desk.press(action, values)).blocks[0]
    assert isinstance(form, Form)
    assert [(v, r) for v, r, _ in await verdicts(desk)] == [("not_helpful", "")]
    await desk.press(form.action, {"key": form.key, "reason": " Mrs Jones says 90 days "})
    assert [(v, r) for v, r, _ in await verdicts(desk)] == [
        ("not_helpful", "Mrs [name] says 90 days")
    ]


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [("that helped", "helpful"), ("not helpful", "not_helpful"), ("didn't help!", "not_helpful")],
)
async def test_a_typed_verdict_is_about_the_last_answer(
    desk: Desk, typed: str, verdict: str
) -> None:
    await desk.send("how long are recordings kept")
    await desk.send(typed)
    assert [found[0] for found in await verdicts(desk)] == [verdict]


@pytest.mark.parametrize(
    "values",
    [{}, {"receipt": 7}, {"receipt": "R-1111-1111"}, {"receipt": ["x"]}, {"key": "x", "reason": 3}],
)
async def test_feedback_about_no_answer_is_told_so_politely(
    desk: Desk, values: dict[str, object]
) -> None:
    said = await desk.press(ACTION, values)
    assert "There is no such answer on record any more." in alternative(said)
    assert await verdicts(desk) == []


async def test_feedback_that_could_not_be_kept_can_be_sent_again_as_it_was_typed(
    desk: Desk,
) -> None:
    receipt = (await desk.send("how long are recordings kept")).receipt

    def gone() -> Store:
        raise StoreError(DatabaseErrorKind.GONE, "somewhere")

    desk.conversation = Conversation(lambda: desk.serving.library, desk.clock, AnswerLog(gone))
    said = await desk.press(ACTION, {"key": receipt, "reason": "It says 30, I read 90."})
    form = said.blocks[0]
    assert isinstance(form, Form)
    assert form.fields[0].value == "It says 30, I read 90."
    assert form.fields[0].problem


async def test_many_answers_at_once_have_a_receipt_each(desk: Desk) -> None:
    replies = await asyncio.gather(*(desk.send("how long are recordings kept") for _ in range(20)))
    assert len({reply.receipt for reply in replies}) == 20


async def test_an_officer_is_shown_the_answer_and_its_proof(
    desk: Desk, database: str, tmp_path: Path
) -> None:
    receipt = (await desk.send("how long are recordings kept")).receipt
    shown = await receipt_report(receipt.lower(), database, tmp_path, desk.clock, meaning=False)
    assert shown.holds
    assert "Question     how long are recordings kept" in shown.text
    assert "Meetings and recordings, version 2.0, clause 1.2 [meetings@2.0#kept]" in shown.text
    assert "Confirmed: asked again of the policies of then, the answer is the same" in shown.text
    wrong = receipt[:-1] + ("A" if receipt[-1] != "A" else "B")
    shown = await receipt_report(wrong, database, tmp_path, desk.clock, meaning=False)
    assert not shown.holds
    assert "is no receipt" in shown.text
