"""What waits for an officer, on the page where the desk begins."""

from datetime import UTC, datetime

from bot.answering.answer_log import AnswerLog
from bot.conversation import Conversation
from bot.message import Message
from common.person import Person
from tests.web.drafting.conftest import Office
from tests.web.visitor import fields

ASKED = "may I park my unicycle in the server room"


async def ask(desk: Office, question: str, times: int = 1) -> None:
    log = AnswerLog(lambda: desk.site.store)
    conversation = Conversation(desk.site.library, desk.clock, log)
    for number in range(times):
        who = Person("t", f"person-{number}", "Jo Bloggs")
        await conversation.reply_to(Message(question, question, who, f"{question}{number}"))


async def test_a_change_waits_for_whoever_may_approve_it_and_not_for_its_writer(
    office: Office,
) -> None:
    draft = await office.write("ann", "kept", "Recordings are kept for 45 days.")
    assert "Go on with it" in (await office.open("ann", "/desk/work")).text

    await office.send_in("ann", draft)
    mine = await office.open("ann", "/desk/work")
    theirs = await office.open("dora", "/desk/work")

    assert "Approve it" not in mine.text
    assert "Approve it, or send it back" in theirs.text
    assert theirs.one("a", href=draft)


async def test_what_was_sent_back_waits_for_its_writer(office: Office) -> None:
    draft = await office.write("ann", "kept", "Recordings are kept for 45 days.")
    await office.send_in("ann", draft)
    await office.post("cass", f"{draft}/return", {"comment": "Too long."})

    assert "Sent back to you: read why" in (await office.open("ann", "/desk/work")).text
    assert "Sent back to you" not in (await office.open("bob", "/desk/work")).text


async def test_a_gap_has_an_owner_and_goes_once_something_became_of_it_until_it_is_asked_again(
    office: Office,
) -> None:
    await ask(office, ASKED)
    page = await office.open("ann", "/desk/work")
    assert "Owner: none" in page.one("section", **{"aria-labelledby": "gaps"}).text
    form = page.one("section", **{"aria-labelledby": "gaps"}).one("form")
    question = dict(fields(form))["question"]
    said = {"question": question, "owner": "Head of Facilities", "outcome": "open"}

    await office.post("ann", "/desk/work/gap", said)
    assert "Owner: Head of Facilities" in (await office.open("bob", "/desk/work")).text

    await office.post("bob", "/desk/work/gap", said | {"outcome": "not-ours"})
    page = await office.open("ann", "/desk/work")
    assert "unicycle" not in page.one("section", **{"aria-labelledby": "gaps"}).text

    office.clock.now = datetime(2026, 12, 1, 10, tzinfo=UTC)
    await ask(office, ASKED)
    assert "Not for our policies" in (await office.open("ann", "/desk/work")).text
    assert [row["subject"] for row in await office.trail("gap.followed")] == ["open", "not-ours"]


async def test_what_is_no_form_of_ours_or_too_long_keeps_nothing(
    office: Office,
) -> None:
    await ask(office, ASKED)
    said = {"question": ASKED, "owner": "x" * 81, "outcome": "open"}

    _, told = await office.post("ann", "/desk/work/gap", said, 422)
    await office.post("ann", "/desk/work/gap", said | {"owner": "", "outcome": "gone"}, 400)

    assert "Shorten the owner" in told
    assert await office.trail("gap.followed") == []
