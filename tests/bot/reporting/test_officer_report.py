"""What lies on the officers' desk: never who asked."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.answering.answer_log import AnswerLog, FeedbackVerdict
from bot.conversation import Conversation
from bot.message import Message
from bot.reporting import build_report
from common.person import Person
from knowledge.publishing.live_set import LiveSet
from storage import Store
from tests.databases import SetClock
from tests.knowledge.made_up import SOUND, copy_of_the_sound_set


async def test_the_whole_desk_is_read_from_the_journal_and_the_set_that_is_served(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    clock.now = datetime(2027, 9, 15, 9, tzinfo=UTC)
    folder = copy_of_the_sound_set(tmp_path)
    serving = LiveSet.load(folder, clock=clock, meaning=False)
    journal = AnswerLog(lambda: store)
    conversation = Conversation(lambda: serving.library, clock, journal)

    async def ask(text: str) -> str:
        message = Message(text, "c", Person("t", "person-9", "Jo Bloggs"), text)
        return (await conversation.reply_to(message)).receipt

    receipt = await ask("may i write down anything about a person's health")
    await journal.feedback(receipt, FeedbackVerdict.NOT_HELPFUL, "Jo Bloggs disagrees")
    await ask("may i use the scribe in a meeting")
    await ask("€€ §§")
    path = folder / "data" / "1.0.md"
    path.write_text(path.read_text().replace("status: approved", "status: ?"))
    serving.reload()

    desk = await build_report(store, serving, clock.now - timedelta(days=90))
    assert not desk.served.is_current
    assert desk.served.fingerprint == serving.fingerprint
    assert any(problem.file == "data/1.0.md" for problem in desk.served.problems)
    assert (desk.served.policies, desk.served.tools) == (2, 2)
    assert [review.policy.id for review in desk.reviews] == ["data", "meetings"]
    assert [(audit.tool.id, audit.suspended) for audit in desk.audits] == [("scribe", True)]
    assert [found.questions for found in desk.unanswered if found.kinds == ["not_understood"]]
    assert "data#private" in {cited.passage.place for cited in desk.cited}
    assert desk.never_cited
    assert desk.opinions[0].reasons == ["[name] disagrees"]
    assert [tool.text for tool in desk.suspended_tools] == ["scribe"]
    assert "person-9" not in str(desk)
    assert "Bloggs" not in str(desk)


async def test_only_what_is_of_late_lies_on_the_desk(
    store: Store, clock: SetClock, tmp_path: Path
) -> None:
    serving = LiveSet.load(SOUND, clock=clock, meaning=False)
    journal = AnswerLog(lambda: store)
    library = serving.library
    await journal.record(library.answer("€€ §§"), "€€ §§", (), library)
    clock.forward(days=91)
    desk = await build_report(store, serving, clock.now - timedelta(days=90))
    assert desk.unanswered == ()
    assert desk.answers == ()
