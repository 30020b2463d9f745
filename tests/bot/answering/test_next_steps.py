"""What can be done after an answer: by button, and by typing the same."""

from dataclasses import replace

from bot.answering.next_steps import ClauseAction, next_questions, steps
from bot.message import Choice, Choices, Message, Quotation
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from tests.bot.chat import Chat


def choices(chat: Chat) -> list[Choice]:
    return [one for block in chat.blocks if isinstance(block, Choices) for one in block.items]


async def press(chat: Chat, choice: Choice) -> str:
    message = Message("p", "chat", Person("tenant", "somebody"), action=choice.action)
    message = replace(message, text=choice.say, values=choice.values)
    chat.reply = await chat.conversation.reply_to(message)
    return alternative(chat.reply)


async def test_the_questions_of_the_clauses_beside_the_quoted_one_are_suggested() -> None:
    chat = Chat()
    policies = chat.library.policy_set
    answer = chat.library.answer("may we record in a closed room")
    alone = replace(answer, matches=answer.matches[:1])

    assert alone.passages[0].place == "meetings#closed-rooms"
    assert next_questions(policies, alone) == (
        "how long do we keep the tape",
        "can i record our guild meeting",
    )
    first, more = steps(policies, alone, "")
    assert len(first.items) <= 3
    assert more.folded
    await chat.ask(more.items[0].say)
    assert chat.quoted[0] == "meetings@2.0#kept"


def test_two_further_questions_are_suggested_however_many_clauses_are_near() -> None:
    policies = Chat().library.policy_set
    (clause,) = policies.clauses["meetings@2.0"][:1]
    many = [replace(clause, anchor=f"n{n}") for n in range(5)]
    listed = {one.place: (f"question {n}",) for n, one in enumerate(many)}
    policies = replace(policies, clauses={"meetings@2.0": tuple(many)}, asked=listed)
    answer = Chat().library.answer("may we record in a closed room")
    answer = replace(answer, matches=(replace(answer.matches[0], passage=many[0]),))

    assert next_questions(policies, answer) == ("question 1", "question 2")


async def test_every_step_does_the_same_pressed_and_typed() -> None:
    for step in ClauseAction:
        pressing, typing = Chat(), Chat()
        for chat in (pressing, typing):
            await chat.ask("can I record our guild meeting")
        choice = next(one for one in choices(pressing) if one.action == step)
        await typing.ask(choice.say)
        assert await press(pressing, choice) == alternative(typing.reply)
        assert pressing.blocks


async def test_a_clause_of_a_version_that_is_over_is_shown_with_a_note_that_it_is_over() -> None:
    chat = Chat("2026-10-01")
    old = Choice("", action=ClauseAction.WHOLE, values={"ref": "meetings@1.0#kept"})
    said = await press(chat, old)

    assert isinstance(chat.blocks[0], Quotation)
    assert chat.blocks[0].note.startswith("No longer in force since"), said


async def test_what_changed_in_a_clause_of_a_version_that_is_over_is_told_of_todays() -> None:
    chat = Chat("2026-10-01")
    old = Choice("", action=ClauseAction.CHANGED, values={"ref": "meetings@1.0#kept"})

    assert "last changed with version 2.0" in await press(chat, old)


async def test_a_clause_that_is_made_up_or_not_for_staff_is_not_found() -> None:
    chat = Chat()
    for ref in ("meetings@9.9#kept", "meetings@2.0#nothing", "nonsense", "#", "register@1#none"):
        made_up = Choice("", action=ClauseAction.WHOLE, values={"ref": ref})
        assert "I cannot find that clause" in await press(chat, made_up)


async def test_whoever_wants_a_person_without_having_asked_anything_hears_whom_to_ask() -> None:
    assert "Who to ask:" in await Chat().ask("Can I talk to a human?")
