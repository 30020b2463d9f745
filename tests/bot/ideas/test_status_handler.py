"""Following up one's own ideas, and nobody else's."""

import pytest

from bot.message import Scope
from common.person import Person
from tests.bot.ideas.idea_chats import ANN, BEN, Chat, Chats
from tests.bot.ideas.test_submit_handler import OFFICER, SORT, decline, sent
from triage.model.stages import Stage


async def test_my_ideas_lists_them_with_how_they_stand(ann: Chat, chats: Chats) -> None:
    assert "no ideas on the list yet" in await ann.say("my ideas")
    await sent(ann)
    await decline(chats, "AI-2026-0001")
    await ann.say("my ideas")
    assert ann.rows == [("AI-2026-0001", "Sort the post", "declined", "1 October 2026")]
    await ann.press("See AI-2026-0001")
    assert "Decision: declined. (D-2026-0001, 1 October 2026)" in ann.words
    assert "Reason: Trays cost too much." in ann.words


async def test_anothers_reference_answers_exactly_as_an_unknown_one(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    ben = chats.of(BEN)
    for act in ("status", "amend", "withdraw", "screen"):
        theirs = await ben.say(f"{act} AI-2026-0001")
        nobodys = await ben.say(f"{act} AI-2026-0002")
        assert theirs.replace("0001", "") == nobodys.replace("0002", "")
        assert "Sort the post" not in theirs
    assert (await chats.ideas.ideas())[0].stage is Stage.SUBMITTED


async def test_an_idea_can_be_added_to_by_form_and_by_typing(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    await ann.say("amend AI-2026-0001")
    fields = {field.name: field.value for field in ann.form.fields}
    assert fields["description"] == SORT["description"]
    await ann.fill_in({"volume_per_month": "many"})
    assert "whole number" in ann.words
    assert "has been changed" in await ann.fill_in({"volume_per_month": 400, "service": "Post"})
    await ann.say("add to AI-2026-0001")
    await ann.say("It lies about for weeks")
    assert "has been changed" in await ann.say("send")
    dossier = await chats.ideas.idea("AI-2026-0001", reader=Person("guild", "ann-id"))
    assert dossier is not None
    assert dossier.idea.proposal.volume_per_month == 400
    assert dossier.idea.proposal.problem == "It lies about for weeks"
    assert len(dossier.changes) == 2


async def test_who_amends_what_somebody_else_has_changed_meanwhile_is_told(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    await ann.say("amend AI-2026-0001")
    await chats.ideas.transition("AI-2026-0001", Stage.SCREENING, by=OFFICER)
    assert "Somebody has changed this idea meanwhile" in await ann.fill_in({"service": "Post"})
    assert "has been changed" in await ann.fill_in({})


async def test_an_idea_can_be_withdrawn_before_a_decision_only(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    await ann.say("withdraw AI-2026-0001")
    assert "stays as it is" in await ann.say("stop")
    assert (await chats.ideas.ideas())[0].stage is Stage.SUBMITTED
    await ann.say("withdraw AI-2026-0001")
    assert "AI-2026-0001 has been withdrawn." in await ann.fill_in({"reason": ""})
    assert (await chats.ideas.ideas())[0].stage is Stage.WITHDRAWN
    await sent(ann, title="Ring the bells", description="A clock could ring them", problem="")
    await decline(chats, "AI-2026-0002")
    for act in ("withdraw", "amend", "screen"):
        assert "has been decided on (declined)" in await ann.say(f"{act} AI-2026-0002")


@pytest.mark.parametrize(
    "said",
    ["no", "No thanks", "keep it", "don't", "na", "back", "not yet", "I don't want to", "nac ydw",
     "dim diolch", "canslo", "paid", "yeah no, keep it"],
)  # fmt: skip
async def test_an_idea_is_not_withdrawn_for_somebody_who_says_no(
    ann: Chat, chats: Chats, said: str
) -> None:
    await sent(ann)
    await ann.say("withdraw my idea")
    assert "AI-2026-0001 stays as it is." in await ann.say(said)
    assert (await chats.ideas.ideas())[0].stage is Stage.SUBMITTED


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("yes please", ""),
        ("do it", ""),
        ("yes, because nobody needs it", "nobody needs it"),
        ("ie", ""),
    ],
)
async def test_an_idea_is_withdrawn_for_somebody_who_types(
    ann: Chat, chats: Chats, said: str, reason: str
) -> None:
    await sent(ann)
    await ann.say("withdraw my idea")
    assert "has been withdrawn" in await ann.say(said)
    kept = await chats.ideas.idea("AI-2026-0001", reader=Person("guild", "ann-id", "Ann"))
    assert kept is not None
    assert kept.moves[-1].reason == reason


@pytest.mark.parametrize("said", ["skip", "no longer needed", "we bought something", "hm", "next"])
async def test_what_is_no_clear_yes_is_asked_again_and_withdraws_nothing(
    ann: Chat, chats: Chats, said: str
) -> None:
    await sent(ann)
    await ann.say("withdraw my idea")
    assert "type yes to withdraw it" in await ann.say(said)
    assert (await chats.ideas.ideas())[0].stage is Stage.SUBMITTED
    assert "has been withdrawn" in await ann.say("yes")


async def test_a_yes_after_a_question_in_between_withdraws_nothing(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    await ann.say("withdraw my idea")
    assert "still open" in await ann.say("Do I have to tell people before I record a meeting?")
    assert "I did not catch a question" in await ann.say("yes")
    assert (await chats.ideas.ideas())[0].stage is Stage.SUBMITTED


async def test_my_idea_is_the_only_one_that_it_can_be(ann: Chat) -> None:
    await sent(ann)
    assert "Withdraw AI-2026-0001" in await ann.say("withdraw my idea")
    await ann.say("stop")
    await sent(ann, title="Ring the bells", description="A clock could ring them", problem="")
    assert "Your 2 ideas" in await ann.say("change my idea")


async def test_what_could_not_be_sent_is_shown_at_the_next_chat_once(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    await decline(chats, "AI-2026-0001")
    words = await ann.say("hello")
    reply, _, news = words.partition("There is news about your ideas.")
    assert reply.startswith("Hello"), "the reply first, the news below it"
    assert news
    assert "Your idea AI-2026-0001, “Sort the post”: declined." in words
    assert "Reason: Trays cost too much." in words
    assert "news" not in await ann.say("hello")


async def test_news_is_for_the_person_and_not_for_a_channel(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    await decline(chats, "AI-2026-0001")
    assert "AI-2026" not in await chats.of(ANN).say("hello", Scope.CHANNEL)
    assert "AI-2026" not in await chats.of(BEN).say("hello")
    assert "AI-2026-0001" in await ann.say("hello")


async def test_a_channel_is_told_what_to_set_so_that_new_ideas_appear_in_it(
    ann: Chat, chats: Chats
) -> None:
    words = await ann.say("post new ideas here", Scope.CHANNEL, channel="19:x@thread.tacv2")
    assert "IDEAS_CHANNEL=19:x@thread.tacv2" in words
    chats.ideas.announce_to = "channel:19:x@thread.tacv2"
    words = await ann.say("post new ideas here", Scope.CHANNEL, channel="19:x@thread.tacv2")
    assert words == "New ideas are told in this channel."
