"""Answers for other days: what the rule was, whether it still is, what is known to come."""

import pytest

from bot.message import Diff
from tests.bot.chat import Chat


async def test_a_day_that_is_over_is_answered_from_the_version_of_that_day() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("what did the policy say about how long recordings are kept in Dec 2025")
    assert chat.quoted[0] == "meetings@1.0#kept"
    assert "This is how it was on 31 December 2025, not today's rule." in said
    assert "Recordings are kept for 90 days" in said
    assert chat.notes[0] == (
        "No longer in force since 1 February 2026. Today's rule: clause 1.2 in version 2.0."
    )
    assert "/policies/meetings/2.0#kept" in chat.links


async def test_what_was_in_force_then_and_still_is_says_so() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("how long were recordings kept in March 2026")
    assert chat.quoted[0] == "meetings@2.0#kept"
    assert "This was the rule on 31 March 2026, and it still is today." in said
    assert chat.links == []


async def test_what_a_later_version_says_in_the_same_words_is_told() -> None:
    chat = Chat("2026-11-10")
    await chat.ask("what did the policy say about closed rooms in March 2026")
    assert chat.quoted[0] == "meetings@2.0#closed-rooms"
    assert "There is no such clause today." in chat.notes[0]


async def test_a_policy_that_has_ended_is_quoted_as_over_with_its_last_day() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("what was the rule for trying a machine in January 2026")
    assert chat.quoted[0] == "trials@1.0#trying"
    assert chat.notes[0] == (
        "No longer in force since 1 April 2026. There is no such clause today."
    )


async def test_a_day_before_the_first_version_is_said_by_name() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("how long were recordings kept in 2019")
    assert "On 31 December 2019 there was no policy yet: the first one began on" in said
    assert "1 October 2025" in said
    assert chat.quoted[0] == "meetings@2.0#kept"
    chat = Chat("2026-10-01")
    said = await chat.ask("did i have to check with the record room on 1 October 2025")
    assert "On 1 October 2025 no policy in force covered this" in said
    assert "The first version of What may be written down began on 15 January 2026." in said
    assert chat.quoted[0] == "data@1.0#checking"


async def test_a_day_to_come_is_not_foretold_but_what_is_approved_is_named() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("how long will recordings be kept in December 2026")
    assert "1 December 2026 has not come yet" in said
    assert "Version 3.0 of Meetings and recordings has been approved and begins on" in said
    assert chat.quoted[0] == "meetings@2.0#kept", "today's rule, not the one to come"


@pytest.mark.parametrize(("day", "announced"), [("2026-10-02", False), ("2026-10-03", True)])
async def test_a_version_is_announced_thirty_days_before_it_begins(
    day: str, announced: bool
) -> None:
    chat = Chat(day)
    await chat.ask("how long are recordings kept")
    assert chat.quoted[0] == "meetings@2.0#kept"
    said = "This clause changes on 2 November 2026, when version 3.0 begins." in chat.notes[0]
    assert said is announced


async def test_a_clause_that_will_be_gone_is_announced_as_such() -> None:
    chat = Chat("2026-10-20")
    await chat.ask("may i record in a closed room")
    assert (
        "Version 3.0, which begins on 2 November 2026, no longer has this clause."
        in (chat.notes[chat.quoted.index("meetings@2.0#closed-rooms")])
    )


async def test_a_policy_past_its_review_says_so_and_names_its_owner() -> None:
    chat = Chat("2027-01-10")
    await chat.ask("what may i write down about a person's health")
    assert "due for review by 31 December 2026" in chat.notes[0]
    assert "Keeper of Records" in chat.notes[0]


async def test_is_that_still_the_rule_is_answered_by_what_became_of_it() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("how long were recordings kept in December 2025")
    said = await chat.ask("is that still the rule?")
    assert "No. It changed on 1 February 2026." in said
    assert chat.quoted == ["meetings@2.0#kept"]
    assert any(isinstance(block, Diff) for block in chat.blocks)
    said = await chat.ask("is that still the rule?")
    assert "Yes. Clause 1.2 of Meetings and recordings, version 2.0, is in force today" in said


async def test_is_that_still_the_rule_without_an_answer_before_asks_which() -> None:
    said = await Chat().ask("is that still the rule?")
    assert "I am not sure which rule you mean." in said


async def test_what_it_used_to_say_is_the_version_before() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("how long are recordings kept")
    said = await chat.ask("what did it used to say?")
    assert "Version 1.0, in force from 1 October 2025 to 31 January 2026, said this:" in said
    assert chat.quoted == ["meetings@1.0#kept"]
    chat = Chat("2026-10-01")
    await chat.ask("what may i write down about a person's health")
    said = await chat.ask("what did it say before")
    assert "There was no earlier rule" in said
    assert chat.quoted == []


async def test_a_new_clause_had_no_earlier_rule() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("may i record in a closed room")
    said = await chat.ask("what was the previous version")
    assert "This clause is new in version 2.0, from 1 February 2026." in said


async def test_a_date_alone_asks_the_last_question_for_that_day() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("how long are recordings kept")
    said = await chat.ask("and in December 2025?")
    assert chat.quoted[0] == "meetings@1.0#kept"
    assert "31 December 2025" in said


async def test_a_tool_is_told_as_it_stood_then_and_not_as_its_entry_stands_now() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("could i use the scribe in December 2025")
    assert "On 31 December 2025 The Scribe was being assessed" in said
    assert "first seen at the fair" in said
    said = await chat.ask("could we use the parrot in January 2026")
    assert "On 31 January 2026 The Parrot was not on the tools register" in said


async def test_a_date_that_is_only_mentioned_leaves_todays_answer() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("we began in December 2025, how long are recordings kept")
    assert chat.quoted[0] == "meetings@2.0#kept"


async def test_a_suspended_tool_is_told_the_day_its_audit_is_sixty_days_overdue() -> None:
    chat = Chat("2027-08-30")
    assert "On the register, The Scribe: conditional." in await chat.ask(
        "may i use the scribe in a meeting"
    )
    chat.clock.forward(days=1)
    said = await chat.ask("may i use the scribe in a meeting")
    assert "On the register, The Scribe: suspended." in said
    assert "its audit was due by 1 July 2027 and has not been done" in said
    assert "Allowed" not in said


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("how long were recordings kept on 31/11/2025", "31 November 2025"),
        ("how long are recordings kept on 31 November", "31 November"),
        ("what changed since 29 February 2026", "29 February 2026"),
        ("i recorded a meeting on 31/9/2026, was that ok", "31 September 2026"),
    ],
)
async def test_a_day_that_does_not_exist_is_asked_about_and_no_rule_is_given(
    text: str, named: str
) -> None:
    chat = Chat()
    assert await chat.ask(text) == f"There is no {named}. Which day do you mean?"
    assert not chat.quoted


async def test_the_day_that_was_meant_answers_the_question_before() -> None:
    chat = Chat()
    await chat.ask("how long were recordings kept on 31/11/2025")
    assert "on 30 November 2025" in await chat.ask("30 November 2025")
    assert chat.quoted[0].startswith("meetings@1.0#kept")


async def test_a_financial_year_is_answered_from_its_last_day() -> None:
    chat = Chat()
    said = await chat.ask("how long were recordings kept in 2025-26")
    assert "This is how it was on 31 March 2026" in said or "the rule on 31 March 2026" in said
    assert chat.quoted[0].startswith("meetings@")


async def test_a_period_that_is_not_understood_never_gets_todays_rule() -> None:
    chat = Chat()
    assert (await chat.ask("how long were recordings kept in FY2025")).startswith(
        "I do not know which days “FY2025” has."
    )
    assert not chat.quoted
    assert "on 30 November 2025" in await chat.ask("on 30 November 2025")
