"""What changed, asked in a chat."""

from datetime import date

import pytest

from bot.message import Diff, DiffSide, Table
from knowledge.query.change_question import ChangeTopic, read_change_question
from tests.bot.chat import Chat

TODAY = date(2026, 10, 1)


@pytest.mark.parametrize(
    ("text", "since", "about"),
    [
        ("what changed in the meetings policy since June", "2026-06-01", "meetings"),
        ("what's new", None, ""),
        ("whats new?", None, ""),
        ("what has changed since 5 october 2025", "2025-10-05", ""),
        ("any changes to recordings lately?", None, "recordings"),
        ("how has the meetings policy changed", None, "meetings"),
        ("has the data policy changed since last year?", "2025-01-01", "data"),
        ("show me the latest changes", None, ""),
        ("what changed here", None, ""),
        ("anything new?", None, ""),
        ("did anything change about recordings this summer", "2026-06-01", "recordings"),
        ("when did the meetings policy last change", None, "meetings"),
        ("when did that change?", None, ""),
        ("what has changed in the last two weeks", "2026-09-17", ""),
        ("has anything changed since I last looked in July", "2026-07-01", ""),
        ("difference between the old and the new data policy", None, "data"),
        ("which rules changed in the first half of this year", "2026-01-01", ""),
        ("what changed this fiscal year so far", "2026-04-01", ""),
        ("what policies have been updated since 1st of Aug", "2026-08-01", ""),
    ],
)
def test_a_question_what_changed_is_known(text: str, since: str | None, about: str) -> None:
    asked = read_change_question(text, TODAY)
    assert asked is not None
    assert asked.since == (date.fromisoformat(since) if since else None)
    assert asked.about == about


@pytest.mark.parametrize(
    "text",
    [
        "what's new starters' training",
        "can i change the settings of the scribe",
        "what is the new policy on recording",
        "what has to happen when a tool changes",
        "who decides about changes to a tool",
        "has that changed?",
        "is it different for managers",
        "what is the difference between personal and sensitive data",
        "how do i change my password",
        "when is the scribe allowed",
        "which tools have been approved",
        "what changes in a room need approval",
    ],
)
def test_another_question_is_none(text: str) -> None:
    assert read_change_question(text, TODAY) is None


async def test_what_changed_in_a_policy_is_told_clause_by_clause_with_the_officers_note() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("what changed in the meetings policy since January 2026")
    assert "Meetings and recordings has changed since 1 January 2026" in said
    assert "from version 1.0 to version 2.0" in said
    assert "Version 2.0, from 1 February 2026: Recordings are kept for 30 days" in said
    kept = next(b for b in chat.blocks if isinstance(b, Diff) and b.heading.startswith("How"))
    assert (DiffSide.OLD, "90") in kept.pieces
    assert (DiffSide.NEW, "30") in kept.pieces
    assert "meetings@2.0#closed-rooms" in chat.quoted, "a clause that is new"
    assert chat.links == ["/policies/meetings/2.0/since/1.0"]
    assert "Approved and still to begin" in said, "version 3.0 is to come"


async def test_a_policy_that_did_not_change_says_since_when_it_holds() -> None:
    said = await Chat("2026-10-01").ask("has the meetings policy changed since March 2026")
    assert "has not changed since 1 March 2026: version 2.0 has been in force since" in said


async def test_a_policy_that_is_new_and_one_that_ended_say_so() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("what changed in what may be written down since December 2025")
    assert "is new since 1 December 2025: its first version, 1.0, began on 15 January 2026" in said
    said = await chat.ask("what changed in trials since December 2025")
    assert (
        "Trials of new machines ended on 31 March 2026. No later version of it has been approved."
        in said
    )


async def test_what_is_new_lists_policies_tools_and_what_is_to_come() -> None:
    chat = Chat("2026-03-15")
    await chat.ask("what's new")
    tables = {block.caption: block for block in chat.blocks if isinstance(block, Table)}
    changed = {row[0]: row[3] for row in tables["Policies that changed"].rows}
    assert changed["Meetings and recordings"].startswith("Recordings are kept for 30 days")
    assert changed["What may be written down"] == "a new policy"
    assert ("The Parrot", "1 March 2026") in [r[:2] for r in tables["Tools that changed"].rows]


async def test_news_may_be_asked_for_as_people_type_on_a_phone() -> None:
    chat = Chat("2026-10-01")
    assert await chat.ask("wots changed lately") == await chat.ask("whats changed lately")
    assert any(isinstance(block, Table) for block in chat.blocks)


async def test_nothing_new_is_said_to_be_nothing_new() -> None:
    said = await Chat("2026-10-01").ask("what's new since 5 July 2026")
    assert "No policy and no tool has changed since 5 July 2026." in said


async def test_a_day_to_come_has_no_news() -> None:
    said = await Chat("2026-10-01").ask("what has changed since 3 March 2027")
    assert "3 March 2027 has not come yet." in said


async def test_what_changed_with_a_tool_is_its_history() -> None:
    said = await Chat("2026-10-01").ask("what changed with the scribe")
    assert "Status: assessing; What happened: first seen at the fair" in said


async def test_what_changed_here_is_about_the_clause_that_was_quoted() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("how long are recordings kept")
    said = await chat.ask("what changed here?")
    assert "Clause 1.2 of Meetings and recordings last changed with version 2.0" in said
    assert [b.heading for b in chat.blocks if isinstance(b, Diff)] == [
        "How long recordings are kept"
    ]


async def test_what_changed_here_without_an_answer_before_asks_which() -> None:
    assert "I am not sure which rule you mean." in await Chat().ask("what changed here?")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("what's coming up", ChangeTopic.COMING),
        ("is there a new version of the meetings policy coming?", ChangeTopic.COMING),
        ("what changes in November", ChangeTopic.COMING),
        ("when does the meetings policy change", ChangeTopic.COMING),
        ("which tools were approved this year", ChangeTopic.TOOLS),
        ("what tools have been added recently", ChangeTopic.TOOLS),
        ("when was the parrot banned", ChangeTopic.TOOL),
        ("was the parrot ever allowed", ChangeTopic.TOOL),
        ("i have been off since june, what have i missed", ChangeTopic.WHATEVER),
        ("since when do we have to tell everyone", ChangeTopic.CLAUSE),
    ],
)
def test_it_is_known_what_the_news_shall_be_of(text: str, kind: ChangeTopic) -> None:
    asked = read_change_question(text, TODAY)
    assert asked is not None
    assert asked.kind is kind


async def test_what_is_approved_and_still_to_begin_is_told_however_far_ahead() -> None:
    chat = Chat("2026-07-01")
    assert "2 November 2026" in await chat.ask("what's coming up")
    assert "2 November 2026" in await chat.ask("will the meetings policy change")
    assert "No new version of What may be written down has been approved" in await chat.ask(
        "is there a new version of what may be written down coming"
    )


async def test_two_versions_are_compared_by_their_numbers() -> None:
    chat = Chat("2026-12-01")
    await chat.ask("compare version 1.0 and 3.0 of the meetings policy")
    assert chat.links[0] == "/policies/meetings/3.0/since/1.0"
    await chat.ask("what changed in version 2 of the meetings policy")
    assert chat.links[0] == "/policies/meetings/2.0/since/1.0"


async def test_tools_that_were_let_in_or_barred_are_told_apart() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask("which tools were refused this year")
    assert "The Parrot" in said
    assert "The Parrot" not in await chat.ask("which tools were approved this year")


async def test_when_that_changed_is_asked_of_the_clause_before() -> None:
    chat = Chat("2026-10-01")
    await chat.ask("how long are recordings kept")
    assert "last changed with version 2.0, from 1 February 2026" in await chat.ask(
        "when did that change?"
    )


@pytest.mark.parametrize(
    "text",
    [
        "what is the latest version of the meetings policy",
        "who approved the meetings policy",
        "when is the meetings policy due for review",
        "is version 1.0 of the meetings policy still valid",
        "who owns the meetings policy?",
        "show me the previous version of the meetings policy",
        "history of the meetings policy",
    ],
)
async def test_a_question_about_the_document_is_answered_with_how_it_stands(text: str) -> None:
    said = await Chat("2026-10-01").ask(text)
    assert "Meetings and recordings: version 2.0 is in force, since 1 February 2026." in said
    assert "Committee of the Guild" in said
    assert "Its owner is the Head of Meetings." in said


async def test_a_policy_that_is_over_says_so_when_asked_whether_it_holds() -> None:
    said = await Chat("2026-10-01").ask("is the trials policy still in force")
    assert "Trials of new machines ended on 31 March 2026." in said


async def test_what_a_version_said_is_answered_from_that_version() -> None:
    chat = Chat("2026-10-01")
    said = await chat.ask(
        "what did version 1.0 of the meetings policy say about how long recordings are kept"
    )
    assert chat.quoted[0] == "meetings@1.0#kept"
    assert "not today's rule" in said


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("what changed this financial year", "2026-04-01", None),
        ("what's new since the start of the financial year", "2026-04-01", None),
        ("what changed since last financial year", "2025-04-01", None),
        ("what changed this quarter", "2026-10-01", None),
        ("what changed last quarter", "2026-07-01", "2026-09-30"),
        ("what changed since Q2", "2026-07-01", None),
        ("what changed since 1/4", "2026-04-01", None),
        ("what changed in 2025-26", "2025-04-01", "2026-03-31"),
        ("what changed over the summer", "2026-06-01", "2026-08-31"),
        ("what changed between 1 March and 30 April", "2026-03-01", "2026-04-30"),
        ("what changed between March and May", "2026-03-01", "2026-05-31"),
        ("what changed on 1 February 2026", "2026-02-01", "2026-02-01"),
        ("what changed after 1 February 2026", "2026-02-01", None),
        ("what rules changed the year before last", "2024-01-01", "2024-12-31"),
        ("what changed before 1 February 2026", "2025-01-31", "2026-01-31"),
        ("what changed in the first week of June", "2026-06-01", "2026-06-07"),
    ],
)
async def test_what_changed_in_a_period_lists_all_of_it_and_names_no_policy_by_likeness(
    text: str, since: str, until: str | None
) -> None:
    asked = read_change_question(text, TODAY)
    assert asked is not None
    assert (asked.about, asked.unread) == ("", "")
    assert asked.since == date.fromisoformat(since)
    assert asked.until == (date.fromisoformat(until) if until else None)
    said = await Chat().ask(text)
    assert "hat changed from" in said or "has changed since" in said or "changed from" in said
    assert "Meetings and recordings has" not in said


async def test_what_changed_in_a_time_that_is_over_leaves_out_what_came_later() -> None:
    chat = Chat()
    assert "No policy and no tool changed from" in await chat.ask("what changed in March 2025")
    assert "What has changed since" in await chat.ask("what changed since March 2025")


@pytest.mark.parametrize(
    "text",
    [
        "what changed since the clocks changed",
        "what changed since my last visit",
        "what has changed in FY2025",
        "anything new since the election",
        "what changed in the meetings policy since the restructure",
        "what changed during purdah",
        "what changed on bank holiday Monday",
        "which rules changed between Easter and Christmas",
    ],
)
async def test_a_period_that_is_not_understood_is_said_so_and_nothing_is_guessed(text: str) -> None:
    chat = Chat()
    assert (await chat.ask(text)).startswith("I do not know which days")
    assert not chat.quoted


async def test_a_policy_may_be_named_beside_a_period() -> None:
    said = await Chat().ask("what changed in the meetings policy this financial year")
    assert said.startswith("Meetings and recordings has")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("when did clause 1.1 of the meetings policy change", "last changed with version 2.0"),
        ("has clause 1.1 of the meetings policy ever been updated?", "last changed with version"),
        ("how was clause 1.1 of meetings last changed", "last changed with version 2.0"),
        ("did clause 1.1 of meetings change this financial year", "last changed with version 2.0"),
    ],
)
async def test_a_clause_that_is_named_is_told_of_by_itself(text: str, says: str) -> None:
    chat = Chat()
    assert says in await chat.ask(text)


async def test_what_changes_next_in_a_named_clause_is_told_of_its_policy() -> None:
    said = await Chat().ask("when will clause 1.1 of the meetings policy change")
    assert "last changed" not in said
