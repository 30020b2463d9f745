"""The chat page, used without JavaScript."""

import asyncio

import pytest

from bot.message import Reply, Text
from tests.web.conftest import Clock, NewVisitor
from tests.web.made_up import MadeUpConversation
from tests.web.visitor import Visitor, fields, read_html
from web.chat import chat_sessions


async def test_a_first_visit_shows_the_welcome_and_a_box_to_type_in(visitor: Visitor) -> None:
    page = await visitor.open("/")

    assert page.one("html").attributes["lang"] == "en-GB"
    assert page.one("h1").text == "Ask about the rules of the Guild"
    assert "Ask me about lunch." in page.one("article").text
    assert page.one("label", **{"for": "text"}).text == "Your question"


async def test_a_question_shows_the_clause_with_everything_that_cites_it(visitor: Visitor) -> None:
    await visitor.open("/")
    page = await visitor.ask("can i eat a sandwich")

    turn = page.all("article")[-1]
    quote = turn.one("section", class_="quoted")
    assert turn.one("p", class_="bubble").text == "can i eat a sandwich"
    assert quote.one("h3").text == "Clause 4.3 Sandwiches"
    assert quote.one("strong").text == "may"
    assert quote.all("li")[0].text == "Ask before the meeting begins."
    source = quote.one("p", class_="source")
    cited = "Lunch in meetings, version 1.10, in force from 1 April 2026"
    assert source.text == f"{cited} Read clause 4.3 in the policy"
    assert source.one("a").attributes["href"] == "/policies/lunch/1.10#sandwiches"
    assert "R-7K2M-9QF3" in turn.text


async def test_a_clause_of_second_rank_is_folded_under_its_heading_and_policy(
    visitor: Visitor,
) -> None:
    await visitor.open("/")
    folded = (await visitor.ask("folded")).one("details", class_="quoted")

    assert folded.one("summary").text == "Clause 4.3 Sandwiches Lunch in meetings"
    assert folded.one("blockquote").one("strong").text == "may"


async def test_related_clauses_are_one_fold_away_each_with_its_text_folded(
    visitor: Visitor,
) -> None:
    await visitor.open("/")
    related = (await visitor.ask("related")).one("details", class_="related")

    assert related.all("summary")[0].text == "2 related clauses"
    assert len(related.all("details", class_="quoted")) == 2


async def test_a_link_in_a_clause_opens_the_other_clause_or_register_entry(
    visitor: Visitor,
) -> None:
    await visitor.open("/")
    page = await visitor.ask("sandwich")

    links = {a.text: a.attributes["href"] for a in page.one("blockquote").all("a")}
    assert links["tidying up"] == "/policies/lunch#tidying"
    assert links["the toaster"] == "/policies/register/toaster"


async def test_earlier_turns_stay_on_the_page_and_other_visitors_do_not_see_them(
    new_visitor: NewVisitor,
) -> None:
    one, other = await new_visitor(), await new_visitor()
    await one.open("/")
    await one.ask("first question")
    await one.ask("second question")

    page = await one.open("/")
    assert [p.text for p in page.all("p", class_="bubble")] == ["first question", "second question"]
    assert not (await other.open("/")).all("p", class_="bubble")


async def test_a_conversation_is_kept_by_no_browser_and_no_proxy_without_sign_in_either(
    visitor: Visitor,
) -> None:
    await visitor.open("/")
    await visitor.ask("first question")
    response = await visitor.client.get("/")
    assert "first question" in await response.text()
    assert response.headers["Cache-Control"] == "no-store"


async def test_what_is_typed_is_never_markup(visitor: Visitor) -> None:
    await visitor.open("/")
    typed = '<script>alert(1)</script> & "quoted" {{ 7 * 7 }}'
    page = await visitor.ask(typed)

    assert page.all("p", class_="bubble")[-1].text == typed
    assert len(page.all("script")) == 1


async def test_a_button_says_its_words(visitor: Visitor, conversation: MadeUpConversation) -> None:
    await visitor.open("/")
    await visitor.press("Who decides?")

    assert conversation.heard[-1].text == "who decides about lunch"


async def test_a_button_with_an_action_sends_its_values_and_shows_its_label(
    visitor: Visitor, conversation: MadeUpConversation
) -> None:
    await visitor.open("/")
    page = await visitor.press("Suggest an idea")

    assert conversation.heard[-1].action == "idea"
    assert conversation.heard[-1].values == {"from": "chat"}
    assert page.all("p", class_="bubble")[-1].text == "Suggest an idea"


async def test_a_button_with_a_link_is_a_link(visitor: Visitor) -> None:
    page = await visitor.open("/")

    assert "/policies" in [a.attributes["href"] for a in page.one("article").all("a")]


async def test_a_form_reaches_the_conversation_with_its_key_and_every_box(
    visitor: Visitor, conversation: MadeUpConversation
) -> None:
    await visitor.open("/")
    page = await visitor.press("Suggest an idea")
    form = page.one("section", class_="form").one("form")
    page = await visitor.send(
        form,
        {
            "v.title": "Tea",
            "v.text": "One\r\ntwo",
            "m.who": ["staff", "residents"],
            "v.public": "no",
            "v.sure": "true",
        },
    )

    assert conversation.heard[-1].action == "send-idea"
    assert conversation.heard[-1].values == {
        "key": "form-1",
        "title": "Tea",
        "text": "One\ntwo",
        "who": ["staff", "residents"],
        "public": "no",
        "hours": "",
        "start": "",
        "sure": "true",
    }
    assert not page.all("section", class_="form"), "a form that was sent is no longer open"


async def test_boxes_left_empty_arrive_as_empty(
    visitor: Visitor, conversation: MadeUpConversation
) -> None:
    await visitor.open("/")
    page = await visitor.press("Suggest an idea")
    await visitor.send(page.one("section", class_="form").one("form"))

    values = conversation.heard[-1].values
    assert (values["who"], values["public"], values["sure"]) == ([], "", "false")


async def test_a_form_with_a_problem_comes_back_with_it_linked_and_nothing_lost(
    visitor: Visitor,
) -> None:
    await visitor.open("/")
    page = await visitor.press("Suggest an idea")
    form = page.one("section", class_="form").one("form")
    page = await visitor.send(form, {"v.text": "Toast & <jam>", "m.who": "residents"})

    section = page.one("section", class_="form")
    link = section.one("div", class_="summary").one("a")
    assert link.text == "Give your idea a title"
    box = section.one("input", id=link.attributes["href"].removeprefix("#"))
    assert box.attributes["aria-invalid"] == "true"
    assert (
        section.one("p", id=box.attributes["aria-describedby"]).text
        == "Error: Give your idea a title"
    )
    sent = fields(section.one("form"))
    assert ("v.text", "Toast & <jam>") in sent
    assert ("m.who", "residents") in sent
    assert ("m.who", "staff") not in sent


async def test_every_box_of_a_form_has_a_label_and_every_id_is_there_once(
    visitor: Visitor,
) -> None:
    await visitor.open("/")
    await visitor.press("Suggest an idea")
    page = await visitor.ask("sandwich")

    ids = [e.attributes["id"] for e in page.all() if "id" in e.attributes]
    labelled = {label.attributes["for"] for label in page.all("label")}
    boxes = [
        e.attributes.get("id")
        for e in page.all()
        if e.tag in ("input", "textarea") and e.attributes.get("type") != "hidden"
    ]
    assert len(ids) == len(set(ids))
    assert set(boxes) <= labelled


async def test_a_table_has_a_caption_and_headed_rows_and_columns(visitor: Visitor) -> None:
    await visitor.open("/")
    table = (await visitor.ask("table")).one("table")

    assert table.one("caption").text == "When to eat"
    assert [h.text for h in table.all("th", scope="col")] == ["Day", "From"]
    assert [h.text for h in table.all("th", scope="row")] == ["Monday", "Friday"]
    assert [cell.text for cell in table.all("td")] == ["12:00", "13:00"]


async def test_an_empty_question_is_answered_in_words_beside_the_box(visitor: Visitor) -> None:
    await visitor.open("/")
    page = await visitor.ask("  \r\n ", status=422)

    assert page.one("p", id="composer-problem").text == "Type a question first."


async def test_a_question_that_is_too_long_is_kept_in_the_box(visitor: Visitor) -> None:
    await visitor.open("/")
    for length in (4_001, 100_000):
        page = await visitor.ask("x" * length, status=422)
        assert "4,000 characters" in page.one("p", id="composer-problem").text
        assert page.one("textarea").text == "x" * length


async def test_a_failure_is_told_politely_and_the_question_is_kept(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    await visitor.open("/")
    page = await visitor.ask("break", status=500)

    assert "went wrong on our side" in page.one("p", id="composer-problem").text
    assert page.one("textarea").text == "break"
    assert "secret words" not in page.text
    assert "RuntimeError" in caplog.text
    assert "secret words" not in caplog.text


async def test_the_same_sending_twice_is_answered_once(
    visitor: Visitor, conversation: MadeUpConversation
) -> None:
    page = await visitor.open("/")
    composer = page.one("form", id="composer")
    await asyncio.gather(*(visitor.send(composer, {"text": "sandwich"}) for _ in range(5)))

    assert len(conversation.heard) == 1
    assert len((await visitor.open("/")).all("p", class_="bubble")) == 1


async def test_the_script_is_given_the_new_turn_alone(visitor: Visitor) -> None:
    page = await visitor.open("/")
    sent = [*fields(page.one("form", id="composer")), ("text", "sandwich"), ("part", "turn")]
    part = await visitor.post("/chat", sent)

    assert not part.all("html")
    assert part.one("article").one("p", class_="bubble").text == "sandwich"


async def test_clearing_forgets_the_conversation(visitor: Visitor) -> None:
    await visitor.open("/")
    await visitor.ask("sandwich")
    page = await visitor.press("Yes, clear it")

    assert not page.all("p", class_="bubble")
    assert "Ask me about lunch." in page.text


@pytest.mark.parametrize("sure", ["", "no", "na", "ok", "not yet", "YES?", "ie"])
async def test_clearing_asks_first(visitor: Visitor, sure: str) -> None:
    await visitor.open("/")
    page = await visitor.ask("sandwich")
    asked = page.one("details", class_="asked-first")
    assert "cannot be brought back" in asked.text
    sent = [pair for pair in fields(asked.one("form")) if pair[0] != "sure"]
    page = await visitor.post("/chat/clear", [*sent, *([("sure", sure)] if sure else [])])

    assert page.all("p", class_="bubble")


async def test_a_question_after_a_long_pause_is_kept_and_a_new_conversation_begins(
    visitor: Visitor, clock: Clock
) -> None:
    await visitor.open("/")
    clock.pass_by(hours=9)
    page = await visitor.ask("sandwich", status=403)

    assert "a new one has begun" in page.one("p", id="composer-problem").text
    assert page.one("textarea").text == "sandwich"
    assert (await visitor.ask("sandwich")).all("blockquote")


async def test_follow_ups_of_one_visit_share_a_conversation(
    new_visitor: NewVisitor, conversation: MadeUpConversation
) -> None:
    one, other = await new_visitor(), await new_visitor()
    for visitor in (one, one, other):
        await visitor.open("/")
        await visitor.ask("sandwich")

    first, second, third = (message.conversation for message in conversation.heard)
    assert first == second != third
    assert len({message.id for message in conversation.heard}) == 3


def test_whoever_only_looks_takes_no_room_and_ends_nobodys_conversation(clock: Clock) -> None:
    kept = chat_sessions.ChatSessions(clock, most_held=1_000)
    token = kept.offer("first").token
    visit = kept.visit_of("first", token)
    assert visit is not None
    visit.add("sandwich", Reply((Text("Yes."),)))
    for number in range(2_000):
        kept.offer(f"looker {number}")
        kept.make_room()
    assert kept.find("first") is visit


def test_the_longest_unused_visit_goes_where_all_hold_too_much(clock: Clock) -> None:
    kept = chat_sessions.ChatSessions(clock, most_held=1_000)
    for name in ("one", "two", "three"):
        visit = kept.visit_of(name, kept.offer(name).token)
        assert visit is not None
        visit.add("x" * 400, Reply(()))
        kept.make_room()
    assert kept.find("one") is None
    assert kept.find("three") is not None


@pytest.mark.parametrize("more", [0, 1])
def test_visits_are_kept_up_to_twenty_million_characters(clock: Clock, more: int) -> None:
    kept = chat_sessions.ChatSessions(clock)
    half = 10_000_000 - len(repr(Reply(())))
    for name, size in (("one", half), ("two", half + more)):
        visit = kept.visit_of(name, kept.offer(name).token)
        assert visit is not None
        visit.add("x" * size, Reply(()))
        kept.make_room()
    assert kept.find("two") is not None
    assert (kept.find("one") is None) is bool(more)


async def test_the_last_forty_turns_of_a_visit_are_shown(visitor: Visitor) -> None:
    await visitor.open("/")
    for number in range(41):
        page = await visitor.ask(f"question {number}")

    said = [one.text for one in page.all("p", class_="bubble")]
    assert said == [f"question {number}" for number in range(1, 41)]


def test_a_visit_begins_with_what_was_offered_to_its_own_browser_alone(clock: Clock) -> None:
    kept = chat_sessions.ChatSessions(clock)
    token = kept.offer("mine").token
    for cookie, said in (("theirs", token), ("mine", "guessed"), ("mine", "5.x"), ("", token)):
        assert kept.visit_of(cookie, said) is None
    assert kept.visit_of("mine", token) is not None


def test_the_reader_of_these_tests_refuses_bad_nesting() -> None:
    with pytest.raises(AssertionError):
        read_html("<p><b></p></b>")


async def test_a_reply_in_welsh_is_marked_as_welsh_and_its_quotation_as_english(
    visitor: Visitor, conversation: MadeUpConversation
) -> None:
    await visitor.open("/")
    conversation.language = "cy"
    page = await visitor.ask("ga i fwyta brechdan")

    reply = page.all("article")[-1].one("div", lang="cy")
    assert "mewn grym o 1 Ebrill 2026" in reply.one("p", class_="source").text
    assert reply.one("blockquote").attributes["lang"] == "en-GB"
