"""Card actions and other invokes: always a proper answer, never 5xx."""

import json

import pytest

from bot.messages.say import say
from tests.bot.teams.conftest import Json, Parrot, Teams
from tests.microsoft import Microsoft, activity

ACTION = {
    "action": {"type": "Action.Execute", "verb": "send_idea", "data": {"key": "f1", "title": "x"}}
}


async def invoke(teams: Teams, **changed: object) -> tuple[int, Json]:
    described = {"type": "invoke", "name": "adaptiveCard/action", "value": ACTION, "text": None}
    status, body = await teams.post(activity(teams.side.service, **(described | changed)))
    return status, json.loads(body)


async def test_a_form_is_answered_with_the_card_that_takes_its_place(
    teams: Teams, parrot: Parrot, side: Microsoft
) -> None:
    status, body = await invoke(teams)
    assert status == 200
    assert body["statusCode"] == 200
    assert body["type"] == "application/vnd.microsoft.card.adaptive"
    assert body["value"]["type"] == "AdaptiveCard"
    assert side.sent == []
    (heard,) = parrot.heard
    assert heard.action == "send_idea"
    assert heard.values == {"key": "f1", "title": "x"}


async def test_several_choices_of_one_box_arrive_as_a_list(teams: Teams, parrot: Parrot) -> None:
    await invoke(
        teams,
        value={
            "action": {"verb": "v", "data": {"_many": ["days"], "days": "mon,tue", "note": "a,b"}}
        },
    )
    assert parrot.heard[0].values == {"days": ["mon", "tue"], "note": "a,b"}


async def test_an_invoke_sent_again_gets_the_same_answer_and_acts_once(
    teams: Teams, parrot: Parrot
) -> None:
    first, second = await invoke(teams), await invoke(teams)
    assert first == second
    assert len(parrot.heard) == 1


async def test_an_invoke_that_fails_keeps_the_form_and_says_so(
    teams: Teams, parrot: Parrot
) -> None:
    parrot.failure = KeyError("x")
    status, body = await invoke(teams)
    assert status == 200
    assert body["type"] == "application/vnd.microsoft.error"
    assert body["value"]["message"] == say("failure-turn-failed")


@pytest.mark.parametrize(
    "value", [None, "x", [], {"action": None}, {"action": {"verb": 3, "data": "z"}}]
)
async def test_an_action_that_names_nothing_is_refused_politely(
    teams: Teams, value: object
) -> None:
    status, body = await invoke(teams, value=value)
    assert status == 200
    assert body["type"] == "application/vnd.microsoft.error"


@pytest.mark.parametrize(
    "name", ["task/fetch", "message/fetchTask", "config/fetch", "new/thing", "", None]
)
async def test_invokes_of_features_that_we_do_not_have_get_an_empty_answer(
    teams: Teams, name: str | None
) -> None:
    assert await invoke(teams, name=name) == (200, {})
