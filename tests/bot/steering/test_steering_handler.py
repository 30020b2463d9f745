"""The card of an idea for the steering group: who may do what with it, whatever is sent."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.message import Choice, Choices, Form, Message, Reply, Scope, Text
from bot.messages.say import say
from bot.notifications.notice_text import reply_of
from bot.steering.steering_forms import ASK, ASKED, DECIDE, DECIDED, NOTE, NOTED, buttons
from bot.teams.outbound import adaptive_cards
from bot.teams.outbound.activity_from_reply import for_everyone
from bot.teams.outbound.plain_text import alternative
from common.person import Person
from storage import Store
from storage.tables import audit
from storage.tables import note as notes
from tests.bot.ideas.idea_chats import ANN, BEN, Chats
from tests.bot.teams.outbound.card_rules import faults
from tests.databases import SetClock
from tests.triage.people import proposal
from triage import names
from triage.model.idea import Authority, DecisionKind, Idea
from triage.model.outcomes import Submitted
from triage.model.roles import Role
from triage.model.stages import Stage
from triage.repository.notice_queue import NoticeKind
from triage.repository.sign_in_sessions import ROLES_COUNT, SignInSessions
from triage.triage_list import TriageList

SITE = "https://assistant.council.example"
CLEO, MIA = Person("guild", "cleo-id", "Cleo"), Person("guild", "mia-id", "Mia")

Press = Callable[..., Awaitable[Reply]]


@pytest.fixture
def triage(chats: Chats) -> TriageList:
    return chats.ideas


@pytest.fixture
def press(chats: Chats) -> Press:
    """Press a button, or send a form, of a card in the group's channel."""
    count = 0

    async def pressed(who: Person, action: str, **values: object) -> Reply:
        nonlocal count
        count += 1
        message = Message(str(count), "c", who, action=action, values=values, scope=Scope.CHANNEL)
        return await chats.conversation.reply_to(message)

    return pressed


@pytest.fixture
async def idea(triage: TriageList) -> Idea:
    done = await triage.submit(proposal(), by=ANN, key="k")
    assert isinstance(done, Submitted)
    return done.idea


@pytest.fixture
async def group(store: Store) -> None:
    """Cleo chairs the group, Mia is a member, Ben is an auditor; all signed in just now."""
    sessions = SignInSessions(lambda: store)
    await sessions.begin(CLEO, {Role.CHAIR}, "browser")
    await sessions.begin(MIA, {Role.MEMBER}, "teams")
    await sessions.begin(BEN, {Role.AUDITOR}, "browser")


def form_in(reply: Reply) -> Form:
    (form,) = [block for block in reply.blocks if isinstance(block, Form)]
    return form


def choices_in(reply: Reply) -> list[Choice]:
    return [item for block in reply.blocks if isinstance(block, Choices) for item in block.items]


async def stage_of(triage: TriageList, idea: Idea) -> Stage:
    dossier = await triage.idea(idea.reference, reader=ANN, for_reviewer=True)
    assert dossier
    return dossier.idea.stage


async def refusals(store: Store) -> list[str]:
    async with store.reading() as connection:
        query = select(audit.c.subject).where(audit.c.action == "card.refused")
        return list((await connection.execute(query)).scalars())


async def decided(press: Press, who: Person, ref: str, **values: object) -> Reply:
    form = form_in(await press(who, DECIDE, reference=ref))
    return await press(who, DECIDED, key=form.key, **{"reason": "It fits", **values})


async def test_the_card_of_a_new_idea_offers_what_the_group_does(
    triage: TriageList, idea: Idea
) -> None:
    notices = [n for n in await triage.notices.take_due() if n.kind is NoticeKind.NEW_IDEA]
    reply = reply_of(notices[0]) if notices else Reply((buttons(idea.reference),))
    assert reply is not None
    (choices,) = [block for block in reply.blocks if isinstance(block, Choices)]
    assert [choice.label for choice in choices.items] == [
        "Note", "Ask the submitter", "Decide", "Open on the board"
    ]  # fmt: skip
    assert choices.items[-1].link == f"/board/{idea.reference}"


@pytest.mark.usefixtures("group")
async def test_a_member_notes_and_the_note_is_for_reviewers(
    press: Press, triage: TriageList, idea: Idea, store: Store
) -> None:
    form = form_in(await press(MIA, NOTE, reference=idea.reference))
    first = await press(MIA, NOTED, key=form.key, text="Looks good")
    again = await press(MIA, NOTED, key=form.key, text="Looks good")

    assert "is kept" in alternative(first)
    assert "is kept" in alternative(again)
    async with store.reading() as connection:
        rows = (await connection.execute(select(notes))).all()
    assert [(row.text, row.for_submitter) for row in rows] == [("Looks good", False)]


@pytest.mark.usefixtures("group")
async def test_a_members_question_is_told_to_the_submitter(
    press: Press, triage: TriageList, idea: Idea
) -> None:
    form = form_in(await press(MIA, ASK, reference=idea.reference))
    await press(MIA, ASKED, key=form.key, text="How many letters?")

    dossier = await triage.idea(idea.reference, reader=ANN)
    assert dossier
    assert [note.text for note in dossier.notes] == ["How many letters?"]


@pytest.mark.usefixtures("group")
async def test_the_chair_takes_an_idea_through_to_a_decision_and_the_card_shows_it(
    press: Press, triage: TriageList, idea: Idea
) -> None:
    ref = idea.reference
    for which in ("to.screening", "to.ready"):
        await decided(press, CLEO, ref, which=which)
    reply = await decided(press, CLEO, ref, which="decline", reason="A tool does it already")

    assert await stage_of(triage, idea) is Stage.DECLINED
    assert "State: Declined" in alternative(reply)
    assert "Decided by: Moot of the Guild, 1 October 2026. Recorded by Cleo." in alternative(reply)
    assert "Reason: A tool does it already" in alternative(reply)
    assert "Decide" not in [choice.label for choice in choices_in(reply)]
    dossier = await triage.idea(ref, reader=ANN)
    assert dossier
    assert dossier.decisions[0].deciding.maker == "steering_group"


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("who", [ANN, BEN, MIA, Person("elsewhere", "cleo-id", "Cleo"),
                                 Person("guild", "", "Cleo")], ids=str)  # fmt: skip
async def test_nobody_else_decides_and_who_tries_is_in_the_trail(
    press: Press, triage: TriageList, idea: Idea, store: Store, who: Person
) -> None:
    form = form_in(await press(CLEO, DECIDE, reference=idea.reference))
    sent = {"key": form.key, "which": "to.screening", "reason": "x"}
    for action, values in ((DECIDE, {"reference": idea.reference}), (DECIDED, sent)):
        reply = await press(who, action, **values)
        assert reply.passing
        assert "Governance.Officer or SteeringGroup.Chair" in alternative(reply)

    assert await stage_of(triage, idea) is Stage.SUBMITTED
    assert await refusals(store) == [DECIDE, DECIDED]


@pytest.mark.parametrize("action", [NOTE, ASK, DECIDE, NOTED, ASKED, DECIDED, "steer.all", "steer"])
async def test_a_card_says_nothing_about_an_idea_to_who_has_no_role(
    press: Press, idea: Idea, action: str
) -> None:
    for ref in (idea.reference, "AI-2026-9999"):
        reply = await press(BEN, action, reference=ref, key=f"{ref} 1 x", text="x", which="decline")
        assert reply.passing
        assert idea.title not in alternative(reply)
        assert "Only people with the role" in alternative(reply)


async def test_a_role_counts_for_a_week_and_not_after_it_was_revoked(
    press: Press, idea: Idea, store: Store, clock: SetClock
) -> None:
    sessions = SignInSessions(lambda: store)
    await sessions.begin(CLEO, {Role.CHAIR}, "browser")
    assert form_in(await press(CLEO, DECIDE, reference=idea.reference))
    clock.now += ROLES_COUNT
    assert (await press(CLEO, DECIDE, reference=idea.reference)).passing
    await sessions.begin(CLEO, {Role.CHAIR}, "browser")
    assert not (await press(CLEO, DECIDE, reference=idea.reference)).passing
    assert await sessions.revoke("cleo-id", by="shell") == 1
    assert (await press(CLEO, DECIDE, reference=idea.reference)).passing


async def test_a_role_that_was_taken_away_ends_with_the_next_sign_in(
    press: Press, idea: Idea, store: Store, clock: SetClock
) -> None:
    sessions = SignInSessions(lambda: store)
    await sessions.begin(CLEO, {Role.CHAIR}, "browser")
    clock.forward(hours=1)
    await sessions.begin(CLEO, set(), "teams")
    assert (await press(CLEO, DECIDE, reference=idea.reference)).passing


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize(
    "values",
    [
        {"which": "pilot"},
        {"which": "scale"},
        {"which": "scan"},
        {"which": "to.pilot"},
        {"which": "to.ready"},
        {"which": ["to.screening"]},
        {"which": ""},
        {"which": "to.screening", "reason": ""},
        {"which": "to.screening", "reason": "x" * 3000},
        {"which": "to.screening", "reason": {"a": 1}},
    ],
    ids=lambda values: str(values)[:50],
)
async def test_values_that_were_made_up_decide_nothing(
    press: Press, triage: TriageList, idea: Idea, store: Store, values: Mapping[str, object]
) -> None:
    reply = await decided(press, CLEO, idea.reference, **values)
    made_up = isinstance(values["which"], str) and values["which"] not in ("", "to.screening")

    assert form_in(reply), "the form comes back with what is wrong"
    assert any(field.problem for field in form_in(reply).fields)
    assert await stage_of(triage, idea) is Stage.SUBMITTED
    assert await refusals(store) == ([DECIDED] if made_up else [])


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize(
    "key", ["", "x", "{ref}", "{ref} 0 x", "{ref} 99 x", "{ref} -1 x", "{ref} ² x"]
)
async def test_a_form_that_is_not_ours_or_is_too_old_decides_nothing(
    press: Press, triage: TriageList, idea: Idea, key: str
) -> None:
    key = key.format(ref=idea.reference)
    await press(CLEO, DECIDED, key=key, which="to.screening", reason="x")

    assert await stage_of(triage, idea) is Stage.SUBMITTED


@pytest.mark.usefixtures("group")
async def test_a_decision_that_is_sent_twice_is_one_and_of_two_people_one_is_told(
    press: Press, triage: TriageList, idea: Idea, store: Store
) -> None:
    olu = Person("guild", "olu-id", "Olu")
    await SignInSessions(lambda: store).begin(olu, {Role.OFFICER}, "browser")
    theirs = form_in(await press(olu, DECIDE, reference=idea.reference))
    mine = form_in(await press(CLEO, DECIDE, reference=idea.reference))
    values = {"key": mine.key, "which": "to.screening", "reason": "x"}
    assert "Recorded" in alternative(await press(CLEO, DECIDED, **values))
    for who, form in ((CLEO, mine), (olu, theirs)):
        reply = await press(who, DECIDED, **{**values, "key": form.key})
        assert "in the meantime" in alternative(reply)
        assert "State: In screening" in alternative(reply)

    dossier = await triage.idea(idea.reference, reader=ANN, for_reviewer=True)
    assert dossier
    assert len(dossier.moves) == 2, "sent in, taken up"


@pytest.mark.usefixtures("group")
async def test_putting_off_needs_a_day_ahead(press: Press, triage: TriageList, idea: Idea) -> None:
    for which in ("to.screening", "to.ready"):
        await decided(press, CLEO, idea.reference, which=which)
    for day in ("", "2020-01-01", "soon"):
        reply = await decided(press, CLEO, idea.reference, which="defer", review_on=day)
        assert [field.name for field in form_in(reply).fields if field.problem] == ["review_on"]
    await decided(press, CLEO, idea.reference, which="defer", review_on="2030-01-01")
    assert await stage_of(triage, idea) is Stage.DEFERRED


@pytest.mark.usefixtures("group")
async def test_what_needs_evidence_is_left_to_the_board(press: Press, idea: Idea) -> None:
    form = form_in(await press(CLEO, DECIDE, reference=idea.reference))
    (which,) = [field for field in form.fields if field.name == "which"]
    assert {value for value, _ in which.options} == {"to.screening", "decline", "escalate"}
    assert "use the board" in form.intro
    assert replace(form, fields=()).action == DECIDED


@pytest.mark.usefixtures("group")
async def test_every_card_of_the_group_keeps_to_the_rules(press: Press, idea: Idea) -> None:
    ref = idea.reference
    replies = [Reply((Text("New idea"), buttons(ref)))]
    replies += [await press(CLEO, action, reference=ref) for action in (NOTE, ASK, DECIDE)]
    replies.append(await decided(press, CLEO, ref, which="", reason=""))
    replies.append(await decided(press, CLEO, ref, which="to.screening"))
    for reply in replies:
        card = adaptive_cards.draw(reply, SITE)
        assert card is not None
        assert faults(card) == []


@pytest.mark.usefixtures("group")
async def test_where_a_form_cannot_be_filled_in_the_card_leads_to_the_page_that_has_it(
    press: Press, idea: Idea
) -> None:
    """A client without Action.Execute sends a message; its answer is for everybody to see."""
    pages = {DECIDE: "#next", NOTE: "/note", ASK: "/note"}
    for action, where in pages.items():
        reply = for_everyone(await press(CLEO, action, reference=idea.reference), "28:bot")
        assert not [block for block in reply.blocks if isinstance(block, Form)]
        (link,) = choices_in(reply)
        assert link.link == f"/board/{idea.reference}{where}"
        drawn = str(adaptive_cards.draw(await press(CLEO, action, reference=idea.reference), SITE))
        assert f"{SITE}/board/{idea.reference}{where}" in drawn


@pytest.mark.parametrize("stage", list(Stage))
def test_cards_chat_and_board_call_a_state_by_one_name(stage: Stage) -> None:
    assert say("steering-state", stage=stage) == names.STAGES[stage]
    assert say("idea-stage", stage=stage).startswith(names.STAGES[stage].lower())


def test_cards_and_board_call_decisions_and_who_takes_them_by_one_name() -> None:
    bodies = names.UNNAMED
    assert all(say("steering-kind", kind=kind) == bodies.decision(kind) for kind in DecisionKind)
    assert all(say("steering-maker", role=maker) == bodies.maker(maker) for maker in Authority)
