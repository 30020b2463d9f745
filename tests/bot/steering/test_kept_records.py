"""What is kept is told in the chat as on the pages, by the roles that may open them."""

from datetime import date, timedelta

import pytest

from bot.message import Choice, Choices, Reply, Scope, Table
from bot.messages.formats import format_day
from common.person import Person
from storage import Store
from tests.bot.ideas.idea_chats import ANN, BEN, Chats
from tests.databases import SetClock
from tests.triage.people import proposal
from triage.model.idea import Authority, DecisionInput, DecisionKind
from triage.model.outcomes import Submitted
from triage.model.roles import Role
from triage.model.stages import Stage
from triage.records import SCHEMAS, Record, RecordRepository
from triage.repository.sign_in_sessions import SignInSessions

CLEO = Person("guild", "cleo-id", "Cleo Chair")
RISK = {"title": "Wrong advice", "harm": "people", "likelihood": "4", "impact": "5",
        "owner": "Head of Housing", "review_on": "2026-11-01", "state": "open"}  # fmt: skip
PILOT = {"title": "Sort the post", "owner": "Head of Post", "baseline": "By hand",
         "measures": "Minutes", "starts_on": "2026-09-01", "ends_on": "2026-12-01",
         "state": "running"}  # fmt: skip

MEMBER = {"title": "Head of Rockets", "part": "member", "state": "serves"}


@pytest.fixture
async def chair(store: Store) -> Person:
    await SignInSessions(lambda: store).begin(CLEO, {Role.CHAIR}, "browser")
    return CLEO


async def idea(chats: Chats, key: str = "k", **said: str) -> str:
    done = await chats.ideas.submit(proposal(**said), by=ANN, key=key)
    assert isinstance(done, Submitted)
    return done.idea.reference


def rows(reply: Reply) -> list[tuple[str, ...]]:
    return [tuple(row) for block in reply.blocks if isinstance(block, Table) for row in block.rows]


def links(reply: Reply) -> list[str]:
    found: list[Choice] = [one for b in reply.blocks if isinstance(b, Choices) for one in b.items]
    return [one.link for one in found if one.link]


@pytest.mark.parametrize("kind", ["risk", "action", "agent", "incident", "meeting"])
async def test_what_is_kept_for_the_group_is_told_to_nobody_else(chats: Chats, kind: str) -> None:
    asked = {"risk": "show me the risk register", "action": "which actions are overdue",
             "agent": "list the copilot agents", "incident": "show me the incidents",
             "meeting": "when is the next steering group meeting"}  # fmt: skip
    await RecordRepository(chats.ideas.store).add(SCHEMAS["risk"], RISK, by=ANN)

    words = await chats.of(BEN).say(asked[kind])

    assert "That is kept for people with the role" in words
    assert "Wrong advice" not in words


async def test_who_may_not_read_the_members_is_told_what_the_policies_say_of_them(
    chats: Chats,
) -> None:
    await RecordRepository(chats.ideas.store).add(SCHEMAS["member"], MEMBER, by=ANN)
    words = await chats.of(BEN).say("who is on the steering group")
    assert "kept for people with the role" not in words
    assert "Head of Rockets" not in words


async def test_while_no_member_is_on_record_the_policies_say_who_sits_on_the_group(
    chats: Chats, chair: Person
) -> None:
    chat = chats.of(chair)
    assert "nothing is open on record" not in await chat.say("who is on the steering group")
    await RecordRepository(chats.ideas.store).add(SCHEMAS["member"], MEMBER, by=ANN)
    await chat.say("who is on the steering group")
    assert [row[1] for row in rows(chat.reply)] == ["Head of Rockets"]


async def test_the_risk_register_is_told_in_the_words_of_its_page(
    chats: Chats, chair: Person
) -> None:
    await RecordRepository(chats.ideas.store).add(SCHEMAS["risk"], RISK, by=ANN)
    chat = chats.of(chair)
    words = await chat.say("show me the risk register")

    kind = SCHEMAS["risk"]
    for text in (kind.many, "R-2026-0001", "Wrong advice", "Level", "Very high (20)",
                 "Head of Housing", "1 November 2026",
                 *(kind.field(name).label for name in kind.listed)):  # fmt: skip
        assert text in words, text
    assert links(chat.reply) == ["/records/R-2026-0001", "/records/risk"]
    group = await chat.say("show me the risk register", Scope.GROUP)
    assert "Wrong advice" not in group
    assert "in your own chat only" in group


async def test_the_gravest_risk_is_told_first(chats: Chats, chair: Person) -> None:
    records = RecordRepository(chats.ideas.store)
    for title, impact in (("Small", "1"), ("Grave", "5"), ("Middling", "3")):
        said = {**RISK, "title": title, "impact": impact}
        assert isinstance(await records.add(SCHEMAS["risk"], said, by=ANN), Record)

    chat = chats.of(chair)
    await chat.say("show me the risk register")

    assert [row[1] for row in rows(chat.reply)] == ["Grave", "Middling", "Small"]


async def test_a_day_that_was_set_at_the_last_meeting_is_told_before_it_has_a_record(
    chats: Chats, chair: Person, clock: SetClock
) -> None:
    today = clock().date()
    coming = today + timedelta(days=27)
    held = {"title": "Monthly", "held_on": str(today - timedelta(days=1)), "next_on": str(coming),
            "state": "held"}  # fmt: skip
    records = RecordRepository(chats.ideas.store)
    assert isinstance(await records.add(SCHEMAS["meeting"], held, by=ANN), Record)
    chat = chats.of(chair)

    words = await chat.say("when is the next steering group meeting")
    assert f"The next meeting is on {format_day(coming)}." in words

    planned = {"title": "Extraordinary", "held_on": str(today), "state": "planned"}
    assert isinstance(await records.add(SCHEMAS["meeting"], planned, by=ANN), Record)
    assert "Extraordinary" in await chat.say("when is the next steering group meeting")


async def test_everybody_hears_which_pilots_run_without_names_and_without_closed_doors(
    chats: Chats, chair: Person
) -> None:
    ref = await idea(chats)
    titled = {**PILOT, "title": "Ann Archer sorts the post"}
    await RecordRepository(chats.ideas.store).add(
        SCHEMAS["pilot"], titled, by=Person("guild", "aa", "Ann Archer"), idea_ref=ref
    )
    chat = chats.of(BEN)
    words = await chat.say("What pilots are running?")

    assert "P-2026-0001" in words
    assert "[name] sorts the post" in words
    assert not links(chat.reply), "staff may not open the page"
    full = chats.of(chair)
    assert "Ann Archer sorts the post" in await full.say("what pilots are running")
    assert "/records/pilot" in links(full.reply)


async def test_which_ideas_are_ready_is_told_to_reviewers(chats: Chats, chair: Person) -> None:
    ref = await idea(chats, title="Read the meters")
    chat = chats.of(chair)
    assert "nothing is open on record" in await chat.say("which ideas are ready")
    for stage in (Stage.SCREENING, Stage.READY):
        await chats.ideas.transition(ref, stage, by=CLEO)

    words = await chat.say("which ideas are ready to decide?")

    assert ref in words
    assert "Read the meters" in words
    assert f"/board/{ref}" in links(chat.reply)
    assert "Read the meters" not in await chats.of(BEN).say("which ideas are ready")


async def test_what_was_decided_before_is_found_by_what_was_asked(
    chats: Chats, chair: Person
) -> None:
    ref = await idea(chats, title="Transcribe planning meetings", description="Notes by a machine.")
    no = DecisionInput(
        DecisionKind.DECLINE,
        Authority.STEERING_GROUP,
        date(2026, 9, 1),
        "Objectors must agree first",
        published=True,
    )
    await chats.ideas.decide(ref, no, by=CLEO)
    chat = chats.of(chair)

    words = await chat.say("has the group decided on planning meetings before?")
    assert "D-2026-0001" in words
    assert "Objectors must agree first" in words
    assert links(chat.reply)[0] == "/decisions/D-2026-0001"
    assert "Nothing like" in await chat.say("has the group decided on drones before")
    staff = chats.of(BEN)
    assert "Objectors must agree first" in await staff.say(
        "what did the group decide about meetings"
    )
    assert not links(staff.reply)


async def test_what_is_exempt_from_publication_is_not_told_to_everybody(
    chats: Chats, chair: Person
) -> None:
    ref = await idea(chats, title="Buy a scoring system")
    no = DecisionInput(
        DecisionKind.DECLINE,
        Authority.STEERING_GROUP,
        date(2026, 9, 1),
        "The price is secret",
        exempt_reason="Commercial",
    )
    await chats.ideas.decide(ref, no, by=CLEO)

    asked = "has the group decided on a scoring system before"
    assert "The price is secret" not in await chats.of(BEN).say(asked)
    assert "The price is secret" in await chats.of(chair).say(asked)


async def test_this_is_what_was_asked_last(chats: Chats, chair: Person) -> None:
    ref = await idea(chats, title="Record private talks", description="Record private talks")
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.OFFICER, date(2026, 9, 1), "Never", published=True
    )
    await chats.ideas.decide(ref, no, by=CLEO)
    chat = chats.of(chair)
    await chat.say("may I record private talks?")

    assert "Never" in await chat.say("has the group decided on this before?")


async def test_whoever_is_told_the_rule_on_the_register_sees_the_register_by_status(
    chats: Chats,
) -> None:
    chat = chats.of(BEN)
    words = await chat.say("How do I check a new way of writing things down with the record room?")

    assert "data@1.0#checking" in chat.quoted, "the clause that the set names for the register"
    assert "Tools on the register, by status, 1 October 2026" in words
    assert rows(chat.reply) == [("conditional", "The Scribe"), ("refused", "The Parrot")]
    assert "/policies/register" in links(chat.reply)
    words = await chat.say("May I use the Scribe?")
    assert "by status" not in words


async def test_what_was_decided_of_late_is_told_by_its_days_and_not_by_the_last_question(
    chats: Chats, chair: Person
) -> None:
    for key, day in (("a", date(2026, 8, 4)), ("b", date(2026, 9, 8))):
        ref = await idea(chats, key, title=f"Idea {key}")
        no = DecisionInput(
            DecisionKind.DECLINE, Authority.STEERING_GROUP, day, f"Reason {key}", published=True
        )
        await chats.ideas.decide(ref, no, by=CLEO)
    chat = chats.of(chair)
    await chat.say("may we sell the moon")

    latest = await chat.say("what did the group decide at its last meeting")
    assert ("Reason a" in latest, "Reason b" in latest) == (True, True)
    august = await chat.say("what did the group decide in august")
    assert ("Reason a" in august, "Reason b" in august) == (True, False)
    since = await chat.say("show me the decisions since august")
    assert ("Reason a" in since, "Reason b" in since) == (True, True)
    assert "No decision from" in await chat.say("what did the group decide in july")


async def test_what_can_still_be_called_in_is_told_with_its_last_day(
    chats: Chats, chair: Person, clock: SetClock
) -> None:
    today = clock.now.date()
    chat = chats.of(chair)
    assert "No decision can be called in" in await chat.say("which decisions are in their call-in")
    no = DecisionInput(
        DecisionKind.DECLINE, Authority.STEERING_GROUP, today, "Not like this", published=False,
        call_in_until=today + timedelta(days=7), in_force_on=today + timedelta(days=8),
    )  # fmt: skip
    await chats.ideas.decide(await idea(chats), no, by=CLEO)

    told = await chat.say("which decisions are in their call-in")
    assert "Not like this" in told
    assert format_day(today + timedelta(days=7)) in told
    assert "Not like this" not in await chats.of(BEN).say("which decisions are in their call-in")


async def test_what_of_the_set_is_due_is_told_to_everybody_and_by_no_clause(
    chats: Chats, clock: SetClock
) -> None:
    chat = chats.of(BEN)
    told = await chat.say("which policies are due for review")
    assert "Policies due for review" in told
    assert "Receipt" not in told

    clock.forward(days=400)
    late = await chats.of(BEN).say("which policies are due for review")
    assert "overdue" in late
    assert links(chat.reply) == ["/policies"]
    assert "Tools due for audit" in await chat.say("which tools are overdue for audit")
    assert links(chat.reply) == ["/policies/register"]


async def test_nobody_is_led_to_a_board_that_they_may_not_open(chats: Chats, chair: Person) -> None:
    member, staff = chats.of(chair), chats.of(BEN)

    await member.say("show me all ideas")
    assert links(member.reply) == ["/board"]
    assert "open the board once" in await staff.say("what have colleagues suggested")
    assert links(staff.reply) == []
