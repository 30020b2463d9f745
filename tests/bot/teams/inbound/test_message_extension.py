"""The message extension on the wire, in the shapes that Teams sends: what a person can choose,
what a pasted link shows, and an idea from somebody's message."""

import json

import pytest

from bot.message import Field, Form, Reply, Text
from bot.messages.say import say
from knowledge import Library
from storage.answers.pauses import ALL, Pause
from tests.bot.chat import clock_at
from tests.bot.teams.conftest import Json, Parrot, Teams
from tests.microsoft import activity

SITE = "https://policies.example"
SEARCH = {"commandId": "search", "queryOptions": {"skip": 0, "count": 25}}


async def invoke(teams: Teams, name: str, value: object, **changed: object) -> Json:
    described = {"type": "invoke", "name": f"composeExtension/{name}", "value": value, "text": None}
    status, body = await teams.post(activity(teams.side.service, **(described | changed)))
    assert status == 200
    answer: Json = json.loads(body)
    return answer


async def search(teams: Teams, words: object, skip: object = 0, count: object = 25) -> Json:
    value = {
        "commandId": "search",
        "parameters": [{"name": "question", "value": words}],
        "queryOptions": {"skip": skip, "count": count},
    }
    answer: Json = (await invoke(teams, "query", value, id=None))["composeExtension"]
    return answer


def titles(answer: Json) -> list[str]:
    return [item["preview"]["content"]["title"] for item in answer["attachments"]]


async def test_a_search_offers_clauses_as_cards_that_can_be_put_into_a_message(
    teams: Teams,
) -> None:
    answer = await search(teams, "how long are recordings kept")
    assert (answer["type"], answer["attachmentLayout"]) == ("result", "list")
    first = answer["attachments"][0]
    assert first["contentType"] == "application/vnd.microsoft.card.adaptive"
    assert first["preview"] == {
        "contentType": "application/vnd.microsoft.card.thumbnail",
        "content": {
            "title": "Clause 1.2: How long recordings are kept",
            "text": "Meetings and recordings, version 2.0, in force from 1 February 2026",
        },
    }
    card = json.dumps(first["content"])
    assert "Recordings are kept for" in card
    assert "Meetings and recordings, version 2.0, in force from" in card
    assert f"{SITE}/policies/meetings/2.0#kept" in card
    assert say("lookup-automatic") in card


async def test_tools_are_found_by_the_same_search_with_their_standing(teams: Teams) -> None:
    answer = await search(teams, "scribe")
    first = answer["attachments"][0]["preview"]["content"]
    assert first["title"] == "The Scribe"
    assert first["text"] == "The Scribe is approved with conditions."


async def test_the_search_is_that_of_the_policy_reader(teams: Teams, library: Library) -> None:
    found = library.search("recordings", 25)
    headings = [
        say("answer-clause", number=m.passage.clause, heading=m.passage.heading) for m in found
    ]
    assert titles(await search(teams, "recordings")) == headings


async def test_results_come_a_page_at_a_time_and_then_end(teams: Teams) -> None:
    whole = titles(await search(teams, "recordings in a meeting"))
    assert len(whole) >= 4
    pages = [titles(await search(teams, "recordings in a meeting", at, 2)) for at in (0, 2)]
    assert pages == [whole[:2], whole[2:4]]
    beyond = await search(teams, "recordings in a meeting", 500)
    assert beyond == {"type": "message", "text": say("lookup-no-more")}


async def test_before_anything_is_typed_there_are_suggestions(teams: Teams) -> None:
    opened = {**SEARCH, "parameters": [{"name": "initialRun", "value": "true"}]}
    answer = (await invoke(teams, "query", opened))["composeExtension"]
    assert titles(answer)
    assert len(set(titles(answer))) == len(titles(answer))


async def test_words_that_nothing_has_are_answered_with_a_line(teams: Teams) -> None:
    answer = await search(teams, "zzyzx")
    assert answer == {"type": "message", "text": say("lookup-nothing-found")}


async def test_paused_policies_are_not_offered_and_the_reason_is_given(
    teams: Teams, pauses: list[Pause]
) -> None:
    at = clock_at("2026-10-01")()
    pauses.append(Pause("meetings", "It is being corrected.", "the desk", at, "officer"))
    offered = titles(await search(teams, "kept recordings private"))
    assert offered
    assert not any("recordings" in title.lower() for title in offered)
    (linked,) = (await link(teams, f"{SITE}/policies/meetings/2.0#kept"))["attachments"]
    assert "It is being corrected." in json.dumps(linked["content"])
    assert "Recordings are kept for" not in json.dumps(linked["content"])

    pauses.append(Pause(ALL, "All of it is being checked.", "the desk", at, "officer"))
    answer = await search(teams, "kept")
    assert answer["type"] == "message"
    assert "All of it is being checked." in answer["text"]


@pytest.mark.parametrize(
    "value",
    [
        None,
        "search",
        [],
        {},
        {"commandId": "search2"},
        {"commandId": ["search"]},
    ],
)
async def test_an_unknown_command_is_explained(teams: Teams, value: object) -> None:
    answer = (await invoke(teams, "query", value))["composeExtension"]
    assert answer == {"type": "message", "text": say("lookup-unknown-command")}


@pytest.mark.parametrize(
    ("parameters", "options"),
    [
        (None, None),
        ("recordings", "25"),
        ({"name": "question"}, []),
        ([None, 7, "x", {}, {"name": None}, {"name": "question", "value": ["x"]}], {"skip": "1"}),
        ([{"name": "question", "value": 7}], {"skip": -5, "count": 0}),
        ([{"name": "question", "value": "recordings " * 15_000}], {"skip": 10**30, "count": 10**9}),
        ([{"name": "question", "value": "recordings"}], {"skip": True, "count": 2.5}),
        ([{"name": "question", "value": "<script>\x00\u202e"}], {"skip": None, "count": None}),
    ],
)
async def test_a_search_of_wrong_kinds_is_answered_all_the_same(
    teams: Teams, parameters: object, options: object
) -> None:
    value = {"commandId": "search", "parameters": parameters, "queryOptions": options}
    answer = (await invoke(teams, "query", value))["composeExtension"]
    assert answer["type"] in ("result", "message")
    assert len(answer.get("attachments", ())) <= 25


async def link(teams: Teams, url: object, **changed: object) -> Json:
    answer: Json = (await invoke(teams, "queryLink", {"url": url}, id=None, **changed))[
        "composeExtension"
    ]
    return answer


@pytest.mark.parametrize(
    ("path", "title", "line"),
    [
        (
            "/policies/meetings/2.0#kept",
            "Clause 1.2: How long recordings are kept",
            "Meetings and recordings, version 2.0, in force from 1 February 2026",
        ),
        (
            "/policies/meetings#kept",
            "Clause 1.2: How long recordings are kept",
            "Meetings and recordings, version 2.0, in force from 1 February 2026",
        ),
        (
            "/policies/meetings",
            "Meetings and recordings",
            "Meetings and recordings, version 2.0, in force from 1 February 2026",
        ),
        (
            "/policies/meetings/3.0#kept",
            "Meetings and recordings",
            "Meetings and recordings, version 3.0, not in force yet: it begins on 2 November 2026",
        ),
        ("/policies/register/scribe", "The Scribe", "The Scribe is approved with conditions."),
    ],
)
async def test_a_link_to_the_reader_shows_what_it_leads_to(
    teams: Teams, path: str, title: str, line: str
) -> None:
    (shown,) = (await link(teams, SITE + path))["attachments"]
    assert shown["preview"]["content"] == {"title": title, "text": line}
    assert shown["content"]["type"] == "AdaptiveCard"


async def test_a_clause_that_is_over_says_so_when_it_is_linked(teams: Teams) -> None:
    (shown,) = (await link(teams, f"{SITE}/policies/meetings/1.0#kept"))["attachments"]
    words = json.dumps(shown["content"])
    assert "version 1.0" in words
    assert "No longer in force" in words or "no longer" in words


@pytest.mark.parametrize(
    "url",
    [
        f"{SITE}/policies/gardening",
        f"{SITE}/policies/gardening/0.1#watering",
        f"{SITE}/policies/nothing",
        f"{SITE}/policies/meetings/9.9",
        f"{SITE}/policies",
        f"{SITE}/policies/register",
        f"{SITE}/policies/register/nothing",
        f"{SITE}/policies/meetings/3.0/since/2.0",
        f"{SITE}/board/AI-2026-0001",
        f"{SITE}/policies/../etc/passwd",
        f"{SITE}:444/policies/meetings",
        "http://policies.example/policies/meetings",
        "https://policies.example.evil.example/policies/meetings",
        "https://evil.example/policies/meetings",
        "https://[",
        "https://x:notaport/",
        f"{SITE}/policies/meetings?{'x' * 3000}",
        "",
        None,
        7,
        ["https://policies.example/policies/meetings"],
    ],
)
async def test_a_link_to_nothing_that_everybody_may_read_shows_nothing(
    teams: Teams, url: object
) -> None:
    answer = await link(teams, url)
    assert answer == {"type": "result", "attachmentLayout": "list", "attachments": []}


async def test_people_of_another_tenant_see_nothing(teams: Teams) -> None:
    for name, value in (
        ("queryLink", {"url": f"{SITE}/policies/meetings"}),
        ("query", SEARCH),
        ("fetchTask", {"commandId": "suggest"}),
    ):
        body = activity(
            teams.side.service,
            type="invoke",
            name=f"composeExtension/{name}",
            value=value,
            channelData={"tenant": {"id": "99999999-2222-3333-4444-555555555555"}},
        )
        assert await teams.post(body) == (403, b"")


async def test_a_link_of_somebody_without_the_app_shows_nothing(teams: Teams) -> None:
    asked = {"url": f"{SITE}/policies/meetings"}
    assert await invoke(teams, "anonymousQueryLink", asked) == {}


MESSAGE = {
    "commandId": "suggest",
    "commandContext": "message",
    "messagePayload": {
        "id": "1732153442000",
        "from": {"user": {"id": "x", "displayName": "Megan Bowen"}},
        "body": {
            "contentType": "html",
            "content": "<div><p>Could a machine sort the <b>letters</b>?</p><p>R&amp;D asks.</p>"
            "<attachment id='1'></attachment></div>",
        },
    },
}
FORM = Form("send_idea", "k1", "Suggest an idea", [Field("title", "A title")], "Send")


async def test_an_idea_can_be_suggested_from_a_message(teams: Teams, parrot: Parrot) -> None:
    parrot.reply = Reply([Text("Before"), FORM, Text("Or answer by typing.")])
    answer = await invoke(teams, "fetchTask", MESSAGE, conversation={
        "conversationType": "channel", "id": "19:c@thread.tacv2"})  # fmt: skip
    (heard,) = parrot.heard
    assert heard.text == ("I want to suggest an idea: Could a machine sort the letters?\nR&D asks.")
    assert "Megan" not in heard.text
    assert heard.scope == "personal", "a dialog is seen by one person, wherever it was opened"
    value = answer["task"]["value"]
    assert answer["task"]["type"] == "continue"
    assert value["title"] == say("lookup-suggest-title")
    card = value["card"]["content"]
    (send,) = [a for box in card["body"] if box["type"] == "ActionSet" for a in box["actions"]]
    assert "Before" in json.dumps(card)
    assert "by typing" not in json.dumps(card), "there is nowhere to type in a dialog"
    assert send["type"] == "Action.Submit", "dialogs know no other action"
    assert send["data"] == {"action": "send_idea", "values": {"key": "k1"}}


async def test_what_a_message_quotes_is_left_out_of_the_idea(teams: Teams, parrot: Parrot) -> None:
    """As Teams writes a reply that quotes somebody."""
    quoting = (
        '<blockquote itemscope itemtype="http://schema.skype.com/Reply" itemid="1"><strong '
        'itemprop="mri" itemid="8:orgid:x">Sam Smith</strong><span itemprop="time"></span>'
        '<p itemprop="preview">Original words of Sam</p></blockquote>'
        "<p>I agree, AI could sort the post</p>"
    )
    payload = {"body": {"content": quoting}}
    await invoke(teams, "fetchTask", {"commandId": "suggest", "messagePayload": payload})
    assert parrot.heard[0].text == "I want to suggest an idea: I agree, AI could sort the post"


async def test_the_dialogs_form_goes_to_the_assistant_and_its_reply_is_shown_there(
    teams: Teams, parrot: Parrot
) -> None:
    parrot.reply = Reply([Text("Thank you. Your idea is AI-2026-0001.", strong=True)])
    sent = {
        "commandId": "suggest",
        "commandContext": "message",
        "data": {"action": "send_idea", "values": {"key": "k1"}, "title": "Letters"},
        "messagePayload": MESSAGE["messagePayload"],
    }
    first = await invoke(teams, "submitAction", sent)
    again = await invoke(teams, "submitAction", sent)
    (heard,) = parrot.heard
    assert (heard.action, heard.values) == ("send_idea", {"key": "k1", "title": "Letters"})
    assert first == again, "sent twice by Teams, done once"
    assert "AI-2026-0001" in json.dumps(first["task"]["value"]["card"])


@pytest.mark.parametrize("name", ["fetchTask", "submitAction"])
@pytest.mark.parametrize(
    "value",
    [None, "suggest", [], {"commandId": "suggest2"}, {"commandId": {"suggest": 1}}],
)
async def test_a_dialog_for_an_unknown_command_is_explained(
    teams: Teams, parrot: Parrot, name: str, value: object
) -> None:
    answer = await invoke(teams, name, value)
    assert answer == {"task": {"type": "message", "value": say("lookup-unknown-command")}}
    assert parrot.heard == []


@pytest.mark.parametrize(
    "payload",
    [
        None,
        "x",
        [],
        {},
        {"body": None},
        {"body": "x"},
        {"body": {"content": 7}},
        {"body": {"content": ""}},
    ],
)
async def test_a_message_without_words_begins_an_empty_idea(
    teams: Teams, parrot: Parrot, payload: object
) -> None:
    await invoke(teams, "fetchTask", {"commandId": "suggest", "messagePayload": payload})
    assert parrot.heard[0].text == "I want to suggest an idea"


@pytest.mark.parametrize("data", [None, "x", [], {}, {"action": 7}, {"action": None, "say": []}])
async def test_a_form_that_says_nothing_is_refused_politely(
    teams: Teams, parrot: Parrot, data: object
) -> None:
    answer = await invoke(teams, "submitAction", {"commandId": "suggest", "data": data})
    assert answer["task"]["type"] == "message"
    assert parrot.heard == []


@pytest.mark.parametrize(
    ("name", "value", "shape"),
    [
        ("fetchTask", MESSAGE, "task"),
        ("submitAction", {"commandId": "suggest", "data": {"action": "send_idea"}}, "task"),
    ],
)
async def test_a_failure_is_told_in_the_shape_of_what_was_asked(
    teams: Teams, parrot: Parrot, name: str, value: object, shape: str
) -> None:
    parrot.failure = KeyError("secret")
    answer = await invoke(teams, name, value)
    assert answer == {shape: {"type": "message", "value": say("failure-turn-failed")}}


async def test_a_reply_too_large_for_a_card_is_shown_as_words(teams: Teams, parrot: Parrot) -> None:
    parrot.reply = Reply([Text("word " * 8_000)])
    answer = await invoke(teams, "fetchTask", MESSAGE)
    assert answer["task"]["type"] == "message"
    assert len(answer["task"]["value"]) > 30_000


async def test_a_quotation_in_a_result_holds_what_a_citation_needs(teams: Teams) -> None:
    answer = await search(teams, "private")
    for item in answer["attachments"]:
        assert item["content"]["fallbackText"]
        assert (
            "version" in item["content"]["fallbackText"]
            or "entry of" in item["content"]["fallbackText"]
        )


async def test_the_cells_of_a_table_stay_apart_and_a_forward_is_the_message(
    teams: Teams, parrot: Parrot
) -> None:
    table = (
        "<table><tr><td>Price</td><td>40</td></tr><tr><td>Hours</td><td>2</td></tr></table>"
        '<blockquote itemtype="http://schema.skype.com/Forward"><p>Sort it</p></blockquote>'
    )
    payload = {"body": {"content": table}}
    await invoke(teams, "fetchTask", {"commandId": "suggest", "messagePayload": payload})
    assert parrot.heard[0].text == "I want to suggest an idea: Price 40\nHours 2\nSort it"
