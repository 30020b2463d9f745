"""What happens to an idea, seen in the Agents Playground: its submitter is told without asking,
and the steering group decides at the card in its channel, whoever has the role."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

import storage
from bot.messages.formats import either
from bot.messages.say import say
from common.clock import system_clock
from common.person import Person
from tests.browser.playground import Chat, SigningProxy, assistant
from tests.browser.test_teams import ARTEFACTS, address, chat, folder
from tests.microsoft import TENANT
from triage import Idea, Proposal, TriageList
from triage.model.outcomes import Submitted
from triage.model.roles import Role
from triage.model.stages import Stage
from triage.repository.sign_in_sessions import SignInSessions

__all__ = ["address", "chat", "folder"]

CHANNEL, CHANNEL_ID = "AI pilots", "19:channel-2@thread.tacv2"

# The one at the keyboard, and a colleague who is not.
ALEX = Person(TENANT, "aaaaaaaa-0000-0000-0000-000000000000", "Alex Wilber")
MEGAN = Person(TENANT, "aaaaaaaa-0000-0000-0000-000000000001", "Megan Bowen")
BELLS = Proposal(title="Bells", description="A clock could ring them")

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.timeout(300)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def proxy(folder: Path) -> AsyncIterator[SigningProxy]:
    async with assistant(folder, IDEAS_CHANNEL=CHANNEL_ID) as signing:
        yield signing


@pytest_asyncio.fixture(loop_scope="module")
async def ideas(proxy: SigningProxy, folder: Path) -> AsyncIterator[TriageList]:
    """The list as the board has it: another process on the database of the one in Teams."""
    store = await storage.open(folder / "data", system_clock)
    yield TriageList(store, announce_to=f"channel:{CHANNEL_ID}")
    await store.close()


async def test_a_submitter_is_told_once_and_unasked_that_the_state_changed(
    chat: Chat, ideas: TriageList, proxy: SigningProxy
) -> None:
    await chat.ask("I want to suggest an idea")
    form = chat.cards.last
    await form.get_by_label("What is your idea?").fill("Let a machine suggest routes")
    await form.get_by_label("A short name for it").fill("Routes")
    await form.get_by_role("button", name="Send the idea").click()
    await chat.page.get_by_text("Your idea has the reference").last.wait_for(timeout=20_000)
    (idea,) = await ideas.ideas_of(ALEX)
    before = await chat.answers.count()

    moved = await ideas.transition(idea.reference, Stage.SCREENING, by=MEGAN, reason="Worth a look")
    assert isinstance(moved, Idea)
    news = say(
        "notice-moved",
        ref=idea.reference,
        title="Routes",
        stage=say("idea-stage", stage=Stage.SCREENING),
    )
    notice = chat.answers.filter(has_text=news)
    await notice.wait_for(timeout=20_000)
    await chat.screenshot(ARTEFACTS / "teams-told.png")
    assert say("notice-because", reason="Worth a look") in await notice.inner_text()
    assert await chat.answers.count() == before + 1

    status = await chat.press(say("notice-see", ref=idea.reference))
    assert say("idea-stage", stage=Stage.SCREENING) in status
    assert await notice.count() == 1, "what was sent is not shown again at the next chat"
    assert set(proxy.statuses) == {200}


async def test_a_box_that_is_emptied_on_the_card_in_teams_is_empty(
    chat: Chat, ideas: TriageList
) -> None:
    await chat.ask("start afresh")
    form = chat.cards.last
    await form.get_by_role("textbox", name="What is your idea?").fill("Let it read the letters")
    await form.get_by_role("textbox", name="A short name for it").fill("Letters to read")
    await form.get_by_role("textbox", name="Your service or team").fill("Post room")
    await form.get_by_role("button", name="Send the idea").click()
    await chat.page.get_by_text("Your idea has the reference").last.wait_for(timeout=20_000)
    (idea,) = [one for one in await ideas.ideas_of(ALEX) if one.title == "Letters to read"]
    assert idea.proposal.service == "Post room"

    await chat.ask(f"add to {idea.reference}")
    form = chat.cards.last
    await form.get_by_role("textbox", name="Your service or team").fill("")
    await form.get_by_role("button", name=say("status-save")).click()
    await chat.page.get_by_text(say("status-amended", ref=idea.reference)).last.wait_for(
        timeout=20_000
    )
    await chat.screenshot(ARTEFACTS / "teams-emptied.png")
    (idea,) = [one for one in await ideas.ideas_of(ALEX) if one.title == "Letters to read"]
    assert idea.proposal.service == ""


async def test_only_who_has_the_role_decides_at_the_groups_card_which_shows_the_outcome(
    chat: Chat, ideas: TriageList, proxy: SigningProxy
) -> None:
    """The channel's card and its Action.Execute are the Playground's own; roles are kept as a
    sign-in keeps them, since the Playground has no tabs to sign in at."""
    sessions = SignInSessions(lambda: ideas.store)
    await chat.go_to(CHANNEL)
    done = await ideas.submit(BELLS, by=MEGAN, key="bells")
    assert isinstance(done, Submitted)
    ref = done.idea.reference
    for stage in (Stage.SCREENING, Stage.READY):
        await ideas.transition(ref, stage, by=MEGAN, reason="It is clear")
    card = chat.cards.filter(has_text=ref)
    stands = say("steering-stands", state=say("steering-state", stage=Stage.READY))
    await card.get_by_text(stands).wait_for(timeout=20_000)  # it has changed by itself

    await sessions.begin(ALEX, {Role.MEMBER}, "teams")
    await card.get_by_role("button", name="Decide").click()
    refused = say("steering-not-allowed", roles=either([Role.OFFICER, Role.CHAIR]))
    await chat.page.get_by_text(refused).wait_for(timeout=20_000)
    await chat.screenshot(ARTEFACTS / "teams-decision-refused.png")
    assert await stage_of(ideas, ref) is Stage.READY
    assert await card.get_by_role("textbox").count() == 0, "no form for who may not decide"

    await sessions.begin(ALEX, {Role.CHAIR}, "teams")
    await card.get_by_role("button", name="Decide").click()
    await card.get_by_label("Decline", exact=True).check(timeout=20_000)
    await card.get_by_label("Reason").fill("The clock does it already")
    await card.get_by_role("button", name="Record the decision").click()
    outcome = say("steering-done", ref=ref)
    await card.get_by_text(outcome).wait_for(timeout=20_000)
    await chat.screenshot(ARTEFACTS / "teams-decision.png")
    shown = await card.inner_text()
    assert say("steering-stands", state=say("steering-state", stage=Stage.DECLINED)) in shown
    assert "Recorded by Alex Wilber." in shown
    assert "Reason: The clock does it already" in shown
    assert await card.get_by_role("button", name="Decide").count() == 0
    assert await stage_of(ideas, ref) is Stage.DECLINED
    assert set(proxy.statuses) == {200}


async def stage_of(ideas: TriageList, ref: str) -> Stage:
    dossier = await ideas.idea(ref, reader=MEGAN)
    assert dossier
    return dossier.idea.stage
