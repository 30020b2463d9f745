"""Suggesting an idea: by form and by typing, nothing lost, each once."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from bot.ideas.triage_setup import RegisterItems
from bot.message import Scope
from common.person import Person
from tests.bot.ideas.idea_chats import ANN, BEN, Chat, Chats
from triage.catalogue import CatalogueRepository
from triage.demo.neighbour_cases import cases
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.model.outcomes import Rejected
from triage.model.stages import Stage

SORT = {
    "problem": "The post lies about for days",
    "description": "Let a machine read the letters and put them into trays",
    "title": "Sort the post",
}
OFFICER = Person("guild", "olga-id", "Olga")


async def sent(chat: Chat, **changed: str) -> str:
    """An idea, from the first word to its reference."""
    await chat.say("I have an idea")
    await chat.fill_in(SORT | changed)
    return chat.words


async def test_the_form_asks_for_the_problem_first_and_warns_of_personal_data(ann: Chat) -> None:
    words = await ann.say("I've got an idea")
    assert ann.asked[:3] == ["problem", "description", "title"]
    assert [field.name for field in ann.form.fields if field.required] == ["description", "title"]
    assert "leave out names" in words


async def test_an_idea_has_its_reference_at_once_and_says_what_is_next_and_by_when(
    ann: Chat,
) -> None:
    words = await sent(ann)
    assert words.startswith("Thank you. Your idea has the reference AI-2026-0001.")
    assert "It will be screened by 15 October 2026." in words
    assert "ideas@1.0#idea-triage" in ann.quoted


async def test_words_said_with_it_are_in_the_form(ann: Chat) -> None:
    await ann.say("Idea: sort the post by machine. It takes us hours.")
    values = {field.name: field.value for field in ann.form.fields}
    assert values["description"] == "sort the post by machine. It takes us hours"
    assert values["title"] == "Sort the post by machine"


async def test_every_question_can_be_answered_by_typing(ann: Chat, chats: Chats) -> None:
    await ann.say("I have an idea")
    assert "What is your idea?" in await ann.say("The post lies about for days")
    assert "A short name" in await ann.say("Let a machine read the letters")
    assert "service or team" in await ann.say("Sort the post")
    assert "What information" in await ann.say("skip")
    assert "Please choose from these" in await ann.say("very secret things")
    assert "a tool that you have in mind" in await ann.say("personal and internal")
    assert "AI-2026-0001" in await ann.say("no")
    dossier = await chats.ideas.idea("AI-2026-0001", reader=Person("guild", "ann-id"))
    assert dossier is not None
    assert dossier.idea.proposal.data_classes == ("personal", "internal")
    assert dossier.idea.proposal.service == ""


async def test_answers_typed_quickly_are_taken_one_after_the_other(chats: Chats) -> None:
    await chats.of(ANN).say("I have an idea")
    answers = ("The post lies about for days", "Let a machine read it", "Sort the post")
    await asyncio.gather(*(chats.of(ANN).say(answer) for answer in answers))
    ann = chats.of(ANN)
    await ann.say("continue")
    assert tuple(field.value for field in ann.form.fields[:3]) == answers


async def test_somebody_who_types_can_go_back_send_early_and_stop(ann: Chat) -> None:
    await ann.say("I have an idea")
    assert "Please fill in: What is your idea?" in await ann.say("send")
    await ann.say("Let a machine read the letters")
    words = await ann.say("back")
    assert "So far: “Let a machine read the letters”" in words
    assert "A short name" in await ann.say("keep")
    assert "kept for 14 days" in await ann.say("stop")
    assert "Let a machine read the letters" in await ann.say("continue")


@pytest.mark.parametrize("agreed", ["yes", "ok", "that's it", "correct"])
async def test_agreeing_keeps_what_was_written_already(ann: Chat, agreed: str) -> None:
    await ann.say("I have an idea: use AI to sort the lost letters")
    assert "So far: “use AI to sort the lost letters”" in await ann.say("People wait a week")
    assert "A short name" in await ann.say(agreed)
    assert "So far: “use AI to sort the lost letters”" in await ann.say("back")


async def test_a_field_that_is_wrong_keeps_everything_that_was_typed(ann: Chat) -> None:
    await ann.say("I have an idea")
    words = await ann.fill_in(SORT | {"title": "x" * 151})
    assert "Your words are still here" in words
    fields = {field.name: field for field in ann.form.fields}
    assert fields["title"].problem == "That is too long: 150 characters are the most."
    assert fields["description"].value == SORT["description"]
    await ann.fill_in({"title": "Sort the post"})
    assert "AI-2026-0001" in ann.words


async def test_a_question_in_between_is_answered_and_the_idea_stays_open(ann: Chat) -> None:
    await ann.say("I have an idea")
    await ann.say("The post lies about for days")
    words = await ann.say("Do I have to tell people before I record a meeting?")
    assert any(ref.startswith("meetings@") for ref in ann.quoted)
    assert "is still open" in words
    assert "still open" not in await ann.say("Who must I tell before I record a meeting?")
    await ann.say("continue")
    assert ann.form.fields[0].value == "The post lies about for days"


async def test_what_is_put_forward_is_taken_for_an_idea_at_once(ann: Chat) -> None:
    words = await ann.say("It would be great if AI could ring the bells")
    assert "That sounds like an idea" in words
    assert ann.form.fields[1].value == "ring the bells"


async def test_help_and_thanks_are_not_taken_for_an_answer(ann: Chat) -> None:
    await ann.say("I have an idea")
    await ann.say("thanks")
    await ann.say("privacy")
    await ann.say("continue")
    assert ann.form.fields[0].value == ""


async def test_a_form_sent_twice_is_one_idea(ann: Chat, chats: Chats) -> None:
    await ann.say("I have an idea")
    form = ann.form
    await ann.fill_in(SORT, form)
    words = await ann.fill_in(SORT, form)
    assert "You have sent this already: it has the reference AI-2026-0001." in words
    assert len(await chats.ideas.ideas()) == 1


async def test_several_ideas_follow_one_another(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    await ann.press("Suggest another idea")
    await ann.fill_in({"title": "Ring the bells", "description": "A clock could ring them"})
    assert "AI-2026-0002" in ann.words
    assert len(await chats.ideas.ideas()) == 2


async def test_an_unfinished_idea_is_shown_again_and_can_be_thrown_away(
    ann: Chat, chats: Chats
) -> None:
    await ann.say("I have an idea")
    await ann.say("The post lies about for days")
    chats.clock.forward(days=13)
    words = await ann.say("I have an idea")
    assert "unfinished idea" in words
    assert ann.form.fields[0].value == "The post lies about for days"
    await ann.press("Throw it away and start afresh")
    assert ann.form.fields[0].value == ""


async def test_an_unfinished_idea_is_forgotten_after_a_fortnight(ann: Chat, chats: Chats) -> None:
    await ann.say("I have an idea")
    await ann.say("The post lies about for days")
    chats.clock.forward(days=14, seconds=1)
    assert "There is nothing unfinished" in await ann.say("continue")


async def test_a_form_listens_for_half_an_hour(ann: Chat, chats: Chats) -> None:
    await ann.say("I have an idea")
    chats.clock.forward(minutes=30)
    await ann.say("the pigeon is late")
    await ann.say("continue")
    assert ann.form.fields[0].value == "the pigeon is late"


async def test_what_is_typed_more_than_half_an_hour_later_is_a_question_again(
    ann: Chat, chats: Chats
) -> None:
    await ann.say("I have an idea")
    chats.clock.forward(minutes=30, seconds=1)
    await ann.say("the pigeon is late")
    assert "still open" not in ann.words
    await ann.say("continue")
    assert ann.form.fields[0].value == ""


@pytest.mark.parametrize(
    ("answer", "kept"),
    [
        ("Mask it", "Ask [name], [phone], about the letters"),
        ("Nothing personal: keep it as it is", "Ask Susan Archer, 01632 960983, about the letters"),
        ("mask it", "Ask [name], [phone], about the letters"),
        ("no, keep it", "Ask Susan Archer, 01632 960983, about the letters"),
    ],
)
async def test_what_looks_personal_is_masked_only_with_the_persons_word(
    ann: Chat, chats: Chats, answer: str, kept: str
) -> None:
    words = await sent(ann, description="Ask Susan Archer, 01632 960983, about the letters")
    assert words.startswith("Some of this looks like personal data")
    assert await chats.ideas.ideas() == ()
    await (ann.press(answer) if answer[0].isupper() else ann.say(answer))
    (idea,) = await chats.ideas.ideas()
    assert idea.proposal.description == kept


async def test_what_looks_personal_can_be_changed_by_hand(ann: Chat, chats: Chats) -> None:
    await sent(ann, description="Ask Susan Archer about the letters")
    await ann.press("Let me change it")
    assert ann.form.fields[1].value == "Ask Susan Archer about the letters"
    await ann.fill_in({"description": "Ask the archive about the letters"})
    (idea,) = await chats.ideas.ideas()
    assert idea.proposal.description == "Ask the archive about the letters"


async def decline(chats: Chats, ref: str) -> None:
    for stage in (Stage.SCREENING, Stage.READY):
        await chats.ideas.transition(ref, stage, by=OFFICER)
    deciding = DecisionInput(
        DecisionKind.DECLINE, Authority.STEERING_GROUP, chats.clock().date(), "Trays cost too much."
    )
    assert not isinstance(await chats.ideas.decide(ref, deciding, by=OFFICER), Rejected)


async def test_a_similar_idea_is_shown_first_with_what_became_of_it(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    await decline(chats, "AI-2026-0001")
    ben = chats.of(BEN)
    words = await sent(ben, title="Sorting the letters", problem="")
    assert "“Sort the post” (AI-2026-0001): declined." in words
    assert "Decided on 1 October 2026: Trays cost too much." in words
    assert "Alike in:" in words
    assert len(await chats.ideas.ideas()) == 1


async def test_somebody_is_told_that_another_council_has_piloted_the_same(
    ann: Chat, chats: Chats
) -> None:
    case = replace(
        cases(date(2026, 9, 1))[0],
        council="Guildshire",
        title="Sorting the post by machine",
        problem="The post lies about for days",
    )
    await CatalogueRepository(chats.ideas.store).replace_cases([case])
    words = await sent(ann)
    assert "“Sorting the post by machine”. Another council, Guildshire, has piloted this." in words
    assert "Ask there: Head of Highways." in words


async def test_the_similar_idea_can_be_supported_instead(ann: Chat, chats: Chats) -> None:
    await sent(ann)
    ben = chats.of(BEN)
    await sent(ben, title="Sorting the letters")
    words = await ben.press("Support AI-2026-0001 instead")
    assert "You support “Sort the post” (AI-2026-0001) now. One other person supports it." in words
    dossier = await chats.ideas.idea("AI-2026-0001", reader=Person("guild", "ann-id"))
    assert dossier is not None
    assert [one.comment for one in dossier.supports] == [SORT["description"]]
    assert len(await chats.ideas.ideas()) == 1
    assert "nothing unfinished" in await ben.say("continue")


async def test_one_that_is_different_is_stored_once_however_often_it_is_pressed(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    ben = chats.of(BEN)
    await sent(ben, title="Sorting the letters")
    shown = ben.reply
    await ben.press("Mine is different: send it", shown)
    assert "AI-2026-0002" in ben.words
    assert "sent this already" in await ben.press("Mine is different: send it", shown)
    assert len(await chats.ideas.ideas()) == 2


async def test_nobody_is_offered_to_support_their_own_idea(ann: Chat) -> None:
    await sent(ann)
    words = await sent(ann, title="Sorting the letters")
    assert "You have sent this one yourself." in words
    assert "Support AI" not in words


async def test_a_tool_that_is_there_already_is_shown_with_its_standing(
    ann: Chat, chats: Chats
) -> None:
    RegisterItems(chats.ideas.hints).update(chats.library)
    words = await sent(
        ann, title="Write the notes of meetings", description="Write down what is said in meetings"
    )
    assert "The Scribe is approved with conditions." in words
    assert ann.choice("See The Scribe").link == "/policies/register/scribe"


async def test_in_a_channel_nothing_of_anybodys_is_taken_or_told(chats: Chats) -> None:
    chat = chats.of(ANN)
    for said in ("I have an idea", "my ideas", "status AI-2026-0001", "withdraw AI-2026-0001"):
        assert "personal chat" in await chat.say(said, Scope.CHANNEL)


async def test_a_text_that_may_be_a_question_becomes_an_idea_only_where_no_policy_answers(
    ann: Chat,
) -> None:
    words = await ann.say("Can we get AI to count the swans on the mill pond?")
    assert "That sounds like an idea" in words
    assert ann.form.fields[1].value == "count the swans on the mill pond"
    await ann.press("I was asking a question")
    assert "form" not in ann.words.lower()


async def test_how_to_send_an_idea_is_quoted_and_offered(ann: Chat) -> None:
    await ann.say("How do I send an idea to the assistant?")
    assert "ideas@1.0#idea-submit" in ann.quoted
    await ann.press("Suggest an idea")
    assert ann.asked[0] == "problem"


async def test_an_answer_to_nothing_is_no_question(ann: Chat) -> None:
    for said in ("no", "Yes.", "send", "skip"):
        assert "I did not catch a question" in await ann.say(said)
    assert ann.quoted == {}


@pytest.mark.parametrize(
    "asked",
    [
        "and how long may I keep it?",
        "And how long may I keep it",
        "ok, but who do i tell",
        "which meeting should we record",
        "a gaf i recordio cyfarfod?",
        "can we use AI to record a meeting?",
    ],
)
async def test_a_follow_up_is_no_answer_to_a_form(ann: Chat, asked: str) -> None:
    await ann.say("I have an idea: sort the post")
    await ann.say("It lies about for days")
    await ann.say("keep")
    await ann.say("keep")
    assert "is still open" in await ann.say(asked)
    await ann.say("continue")
    assert ann.form.fields[3].value == ""


@pytest.mark.parametrize(
    "said",
    [
        "How we do it now takes days",
        "When officers do it by hand they make mistakes",
        "What goes wrong is the post",
        "Can we get AI to count the swans on the mill pond?",
    ],
)
async def test_an_answer_that_begins_like_a_question_is_an_answer(ann: Chat, said: str) -> None:
    await ann.say("I have an idea")
    assert "still open" not in await ann.say(said)
    await ann.say("form")
    assert ann.form.fields[0].value == said


async def test_what_follows_a_guessed_idea_is_not_taken_for_it(ann: Chat) -> None:
    words = await ann.say("Can we get AI to count the swans on the mill pond?")
    assert "type “continue”" in words
    await ann.say("Do I have to tell people before I record a meeting")
    assert any(ref.startswith("meetings@") for ref in ann.quoted)
    await ann.say("the supplier has not told us anything")
    await ann.say("continue")
    assert [field.value for field in ann.form.fields[:2]] == [
        "",
        "count the swans on the mill pond",
    ]


async def test_an_idea_is_known_with_a_slip_of_the_fingers(ann: Chat) -> None:
    await ann.say("hi i got a idear: sort the post")
    assert ann.form.fields[1].value == "sort the post"


async def test_a_guessed_idea_gives_way_to_one_that_is_meant(ann: Chat) -> None:
    await ann.say("Can we get AI to count the swans on the mill pond?")
    await ann.say("I have an idea: sort the post")
    assert ann.form.fields[1].value == "sort the post"
    await ann.say("I have an idea: ring the bells")
    assert ann.form.fields[1].value == "sort the post"


async def test_the_hint_offers_the_idea_that_goes_on_once_and_not_one_joined_with_it(
    ann: Chat, chats: Chats
) -> None:
    await sent(ann)
    await sent(ann, title="Read the letters", description="A scanner reads the post")
    if len(await chats.ideas.ideas()) < 2:
        await ann.say("mine is different")
    joined = DecisionInput(
        DecisionKind.DUPLICATE, Authority.OFFICER, chats.clock().date(), "The same",
        duplicate_of="AI-2026-0001",
    )  # fmt: skip
    for stage in (Stage.SCREENING, Stage.READY):
        await chats.ideas.transition("AI-2026-0002", stage, by=OFFICER)
    assert not isinstance(await chats.ideas.decide("AI-2026-0002", joined, by=OFFICER), Rejected)
    ben = chats.of(BEN)
    words = await sent(ben, title="Read the letters", description="A scanner reads the post")

    assert "(AI-2026-0001)" in words
    assert "AI-2026-0002" not in words
    assert words.count("“support AI-2026-0001”") == 1
    assert "AI-2026-0003" in await ben.say("mine is different")
